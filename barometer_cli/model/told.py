"""What a figure has told of microdata: kept beside its files, for as long as they lie there it is told."""

from __future__ import annotations

from pydantic import Field

from barometer_cli.model.spec import Conditions, DataSpec, Line
from barometer_cli.model.written import Written


class EditionSpec(Written):
    """Whose labels the labels of a wave are put in: path of the codebook, name of its wave, and what is the same."""

    codebook: str
    own: Line
    same: dict[str, str] = Field(default_factory=dict)


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
    edition
        Of one of several waves: whose words are used.
    others
        The other waves of a figure that compares several.
    """

    file: str
    digest: str
    codebook: str
    data: DataSpec
    where: Conditions = ()
    wave: Line
    hidden: tuple[tuple[str, str | None], ...] = ()
    edition: EditionSpec | None = None
    others: tuple[ToldSpec, ...] = ()

    @property
    def each(self) -> tuple[ToldSpec, ...]:
        """What was told of each wave."""
        return (self.model_copy(update={"others": ()}), *self.others)
