"""A table whose values were weighted before: long or wide, read and proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from msgspec.structs import replace

from barometer_cli.errors import BaseMismatch, DataError, EmptyBase, UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.axis import is_total
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import Dataset, Grid
from barometer_cli.model.measure import DECIMALS, SHARE, Measure, default_decimals
from barometer_cli.model.spec import MeasureSpec, TableSpec, Unit, WaveSpec
from barometer_cli.model.table import Cell, Hidden, Net, Table
from barometer_cli.tables import axes, crosstab, letters, long, wide
from barometer_cli.tables.independent import independent
from barometer_cli.tables.rows import POINT, STATUS, Row, Unfolded, believed

NIL = "-"
"""The status of a cell that is nothing but 0."""


def weighted_table(
    source: Dataset | Grid,
    spec: TableSpec,
    unit: Unit | None,
    n: int | None,
    decimals: int | None = None,
    waves: Mapping[str, WaveSpec] | None = None,
    each: str | None = None,
) -> Table:
    """The table that a file of weighted values holds.

    Parameters
    ----------
    source
        A long table: rows with the columns category and share, or value where the measure is another; group, n, se,
        unshown, net, section and code where there are any. Or the cells of a spreadsheet, among which a wide one is.
    spec
        Which columns these are, and which rows, where the file is wider than that; what its axes are.
    unit
        Whether share and se are per cent (0 to 100) or fractions (0 to 1).
    n
        The base that the spec asserts.
    decimals
        How many are printed, where the spec says so.
    waves
        What the survey knows of its waves; what the spec's table says of one is believed before it.
    each
        The column of whose values there is a table each.

    Raises
    ------
    UnknownVariable
        If a column is missing or not known.
    EmptyBase
        If there are no rows.
    BaseMismatch
        If the base in the file is not `n`.
    UnknownCategory
        If a net, or the spec, names a category, group or wave that is not there.
    DataError
        If a value cannot be what its column says, or nothing tells how a wide table is to be read.
    """
    source = letters.without_letters(source, spec.letters == "dropped")
    measure = _measure(spec.measure, decimals)
    found = long.unfolded(source, spec, each) if isinstance(source, Dataset) else _unfolded(source, spec, unit, measure)
    if not found.filled:
        raise EmptyBase(
            say("{file} has no rows", file=source.file), say("Export the table again; a header alone has no values.")
        )
    roles = spec.wide.roles if spec.wide else (None, None)
    of_groups = (roles[0] or (spec.categories and spec.categories.role)) not in (None, "answers")
    rows, said = believed(source.file, found, unit, measure, of_groups)
    rows = _with_bases(source.file, rows, spec)
    _check_unique(source, rows, spec)
    _check_base(source.file, rows, n)
    known = {**(waves or {}), **spec.waves}
    groups = axes.in_wave_order(tuple(dict.fromkeys(row.group for row in rows if row.group is not None)),
                                spec.groups, known)  # fmt: skip
    rows.sort(key=lambda row: groups.index(row.group) if row.group is not None else 0)
    parts = [row for row in rows if row.net is None]
    cells = tuple(
        Cell(row.category, row.value, row.group, row.n, row.se, not row.unshown)
        for row in parts
        if row.value is not None
    )
    if spec.measure and decimals is None:
        of = spec.measure.of or measure.name
        measure = replace(measure, decimals=default_decimals(of, [cell.value for cell in cells]))
    nets = tuple(
        _net(source.file, row, row.net, row.value, parts, measure) for row in rows if row.net and row.value is not None
    )
    if not any(cell.shown for cell in cells):
        raise DataError(
            say(
                "{file}: every category is unshown, or its value is not told: nothing is left to draw", file=source.file
            ),
            say("Empty the column unshown in the rows to be drawn."),
        )
    categories = tuple(dict.fromkeys(row.category for row in rows))
    return Table(
        cells,
        nets,
        source.file,
        source.digest,
        hidden=tuple(
            Hidden(row.category, row.group, row.net is None and not row.unshown, withheld=True)
            for row in rows
            if row.value is None
        ),
        recognised=(*source.recognised, *found.said, *said),
        flagged=tuple(_flags(source, rows)) if isinstance(source, Dataset) else (),
        apart=independent(cells),
        decimals=max((row.decimals for row in rows), default=0),
        measure=measure,
        categories=axes.axis(source.file, found.categories, spec.categories, roles[0], categories, known).with_members(
            found.categories.members or [row.category for row in parts], [cell.category for cell in cells]
        ),
        breakdown=axes.axis(source.file, found.groups, spec.groups, roles[1], groups, known).with_members(
            axes.in_wave_order(found.groups.members, spec.groups, known) or groups,
            [cell.group for cell in cells if cell.group is not None],
        ),
    )


def _measure(spec: MeasureSpec | None, decimals: int | None) -> Measure:
    """What the values are; a change whose spec does not say of what is one of shares."""
    if spec is None:
        return replace(SHARE, decimals=decimals or 0)
    printed = DECIMALS[spec.of or spec.name] if decimals is None else decimals
    return Measure(spec.name, spec.unit, printed, spec.low, spec.high, spec.of or "share", spec.ends, spec.between)


def _unfolded(grid: Grid, spec: TableSpec, unit: Unit | None, measure: Measure) -> Unfolded:
    """The rows of a wide table; where nobody says that it is wide, its header must not be one of a long table.

    Raises
    ------
    UnknownVariable
        If it is, and misses a column.
    """
    header = crosstab.header_of(grid)
    if spec.named or (spec.wide is None and any(long.is_of_values(name, measure) for name in header[1:])):
        _refuse_long(grid.file, header, spec)
    found = crosstab.found_in(grid)
    if spec.wide is None and not (found and wide.is_wide(found, measure)):
        _refuse_long(grid.file, found.header if found else header, spec)
    if found is None:
        raise DataError(
            say("{file} holds no rows of a name and numbers below a row of names", file=grid.file),
            say("Write a name before each row and above each column."),
        )
    return wide.unfolded(found, spec, unit, measure)


def _refuse_long(file: str, header: Sequence[str], spec: TableSpec) -> NoReturn:
    """Say what the header of a long table misses; where it misses nothing, it was not where the spec has it."""
    long.columns(file, header, spec)
    raise DataError(
        say("{file}: the names of the columns are not in the first row of the range", file=file),
        say("Begin `range` with the first name of the header."),
    )


def _with_bases(file: str, rows: list[Row], spec: TableSpec) -> list[Row]:
    """The rows with the n that the spec gives for their category, group or wave."""
    waves = {name: wave.n for name, wave in spec.waves.items() if wave.n is not None}
    if spec.categories:
        rows = axes.with_bases(file, rows, lambda row: row.category, spec.categories.n)
    if spec.groups:
        rows = axes.with_bases(file, rows, lambda row: row.group, spec.groups.n)
    if waves and {fold(name) for name in waves} & {row.key[0] for row in rows}:
        return axes.with_bases(file, rows, lambda row: row.group, waves)
    return axes.with_bases(file, rows, lambda row: row.category, waves)


def _flags(dataset: Dataset, rows: Iterable[Row]) -> Iterator[str]:
    """What the source says of values that it tells: of each status, whose."""
    words = dataset.labels.get(STATUS, {})
    for status in dict.fromkeys(row.status for row in rows if row.status and row.status != NIL):
        marked = [row for row in rows if row.status == status and row.value is not None]
        names = ", ".join(f"{row.category} ({row.group})" if row.group else row.category for row in marked)
        if marked:
            yield say(
                "the source marks {status!r}{how}: {names}",
                status=status,
                how=f" ({words[status]})" if status in words else "",
                names=names,
            )


def _check_unique(source: Dataset | Grid, rows: list[Row], spec: TableSpec) -> None:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if first := seen.get(row.key):
            inside = say(" in group {group!r}", group=row.group) if row.group else ""
            differs = long.difference(source, first, row, spec) if isinstance(source, Dataset) else ""
            twice = say(
                "category {category!r} stands twice{inside}, in {at} and {again}",
                category=row.category,
                inside=inside,
                at=first.at,
                again=row.at,
            )
            raise DataError(f"{source.file}: {twice}", differs or say("Remove or rename one of them."))
        seen[row.key] = row


def _check_base(file: str, rows: list[Row], n: int | None) -> None:
    for row in rows:
        compared = row.group is None or is_total(row.group)
        if n is not None and row.n is not None and compared and row.n != n:
            raise BaseMismatch(
                say("{file}, {at}: n is {n}, but the spec says n is {stated}", file=file, at=row.at, n=row.n, stated=n),
                say("Correct n in the spec, or use the table it was written for."),
            )


def _net(file: str, row: Row, parts: str, value: float, rows: Sequence[Row], measure: Measure) -> Net:
    place = f"{file}, {row.at}"
    known = {one.key[1]: one for one in rows if one.key[0] == row.key[0]}
    found: list[Row] = []
    for name in re.split(r"\s+\+\s+", parts):
        part = known.get(fold(name))
        if part is None:
            inside = say(" in group {group!r}", group=row.group) if row.group else ""
            raise UnknownCategory(
                say(
                    "{place}: the net {category!r} holds {name!r}, which is no category{inside}",
                    place=place,
                    category=row.category,
                    name=name,
                    inside=inside,
                ),
                suggestion(name, [one.category for one in known.values()]),
            )
        found.append(part)
    names = tuple(part.category for part in found)
    if len(set(names)) < len(names) or len(names) < 2:
        raise DataError(
            say(
                "{place}: the net {category!r} is {parts!r}; allowed are two or more different categories",
                place=place,
                category=row.category,
                parts=parts,
            ),
            say("Join the names of its categories by ' + '."),
        )
    _check_net(place, row, value, found, measure)
    return Net(row.category, names, value, row.group)


def _check_net(place: str, row: Row, value: float, parts: Sequence[Row], measure: Measure) -> None:
    """A net of shares or counts lies between its largest part and their sum, one of other values between its parts."""
    told = [part.value for part in parts if part.value is not None]
    if measure.name == "change" or not told or (len(told) < len(parts) and not measure.is_share):
        return
    printed = 100.0 if measure.is_share else 1.0
    if measure.name in ("share", "count"):
        tolerance = (POINT if measure.is_share else 1.0) * (len(parts) + 1) / 2
        least, most = max(told), sum(told) if len(told) == len(parts) else 1.0
        ends = say("the largest"), say("their sum")
    else:
        tolerance, least, most, ends = 0.0, min(told), max(told), (say("the smallest"), say("the largest"))
    if not least - tolerance - 1e-9 <= value <= most + tolerance + 1e-9:
        unit = " " + say("per cent") if measure.is_share else ""
        most = min(most, 1.0) if measure.is_share else most
        raise DataError(
            say(
                "{place}: the net {category!r} is {value:.4g}{unit}, but its parts allow only {least:.4g} "
                "({low}) to {most:.4g} ({high})",
                place=place,
                category=row.category,
                value=value * printed,
                unit=unit,
                least=least * printed,
                low=ends[0],
                most=most * printed,
                high=ends[1],
            ),
            say("Correct the value of the net or the list of its parts."),
        )
