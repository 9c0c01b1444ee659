"""What a figure has told of microdata: kept beside its files, for as long as they lie there it is told."""

from __future__ import annotations

from barometer_cli.model.spec import Conditions, DataSpec, Line, Written


class ToldSpec(Written):
    """What was asked of the data, and which of the answers were not told.

    It holds no number and no respondent: with the data it says what was told, without them nothing.

    Attributes
    ----------
    file, digest, codebook
        Path of the microdata, SHA-256 of its bytes, path of its codebook.
    data, where, wave
        What was counted, of whom, in which wave.
    hidden
        Category and group (None: the whole base), in words, of each share that was not told.
    """

    file: str
    digest: str
    codebook: str
    data: DataSpec
    where: Conditions = ()
    wave: Line
    hidden: tuple[tuple[str, str | None], ...] = ()
