"""Which file is read, and which of its columns: what every reader is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from barometer_cli.errors import DataError, UnknownVariable, suggestion
from barometer_cli.messages import say
from barometer_cli.model.block import Block


class Request(Struct, frozen=True):
    """Which file is read, and which of its columns.

    Attributes
    ----------
    path
        Where the file is.
    file
        Its name in messages.
    digest
        SHA-256 of its bytes.
    columns
        Names of the columns to read; None for all.
    sheet
        The sheet of a workbook; None for the one that has the header.
    block
        The cells that are the table, its header the first row of them; None for finding it.
    header
        Names that the header of the table has, by which it is told from titles.
    wide
        Whether the table has a column for each member of an axis, so that its header has no names that are known.
    """

    path: Path
    file: str
    digest: str
    columns: tuple[str, ...] | None = None
    sheet: str | None = None
    block: Block | None = None
    header: tuple[str, ...] = ()
    wide: bool = False

    @property
    def sought(self) -> frozenset[str]:
        """The names by which the header is found; none where any may be there."""
        return frozenset(map(column_name, self.header or self.columns or ()))

    def pick(self, names: Sequence[str | None]) -> list[tuple[int, str]]:
        """Place and name of each column to read, in the order of the file.

        Parameters
        ----------
        names
            All names in the file; None for a column that has none, which is never read.

        Raises
        ------
        DataError
            If two columns have the same name, or none has a name.
        UnknownVariable
            If a column is asked for that is not there.
        """
        known = [(place, column_name(name)) for place, name in enumerate(names) if name is not None]
        counted = Counter(name for _, name in known)
        if not counted:
            raise DataError(say("{file} is empty", file=self.file), say("Export the table again."))
        if twice := [name for name, count in counted.items() if count > 1]:
            raise DataError(
                say("{file}: there are two columns {twice!r}", file=self.file, twice=twice[0]),
                say("Rename or remove one of them; of a spreadsheet, `range` says which cells are the table."),
            )
        if self.columns is None:
            return known
        wanted = {column_name(name) for name in self.columns}
        if absent := sorted(wanted - counted.keys()):
            raise UnknownVariable(
                say("{file} has no column {absent!r}", file=self.file, absent=absent[0]), suggestion(absent[0], counted)
            )
        return [(place, name) for place, name in known if name in wanted]

    def no_sheet(self, form: str) -> None:
        """Refuse a sheet in a format that has none."""
        if self.sheet is not None:
            why = say(
                "{file}: sheet {sheet!r} is asked for, but {form} has no sheets",
                file=self.file,
                sheet=self.sheet,
                form=form,
            )
            raise DataError(why, say("Remove `sheet`."))

    def no_part(self, form: str) -> None:
        """Refuse a sheet, and a range of cells, in a format that is no spreadsheet."""
        self.no_sheet(form)
        if self.block is not None:
            raise DataError(
                say(
                    "{file}: a range is asked for, but {form} has no rows and columns of a spreadsheet",
                    file=self.file,
                    form=form,
                ),
                say("Remove `range`."),
            )


def column_name(name: object) -> str:
    """A column's name as it is compared: composed, without blanks around it."""
    return normalize("NFC", str(name).strip())
