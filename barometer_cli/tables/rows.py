"""Rows of a weighted table as believed: those of categories, and what else stands among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import BaseMismatch, DataError, UnknownUnit
from barometer_cli.messages import say
from barometer_cli.model.axis import COUNTRY, NOTHING_KNOWN, Axis, is_total
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import Day, code_text
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import Unit
from barometer_cli.tables import places, written

STATUS = "status"
"""Of a cube: why a cell is empty, or what is to be known of its value."""
POINT = 0.01
ALIKE = 1.5
"""Counts of answers, divided by their weighted shares, differ by less than this; bases of groups mostly by more."""
_BASES = re.compile(
    r"(u?vægtet |(un)?weighted )?(n ?=?|base|antal( (svar|besvarelser|respondenter|observationer))?)( \(.*\))?"
)
"""Names of a row, or a column, that holds bases, and no values."""
_PLAINLY = re.compile(r"(uvægtet |unweighted )?(n ?=?|base)( \(.*\))?")
_WEIGHTED = re.compile(r"(?<!u)(?<!un)(vægtet|weighted)")


class Filled(Struct, frozen=True):
    """A row that holds something, or a cell of a wide table.

    Attributes
    ----------
    at
        Where it is, as a spreadsheet names it: "row 5", "cell C5".
    place
        The place of the row in its dataset.
    values
        By column of the table; the column of values is called "value" whatever they measure.
    """

    at: str
    place: int
    values: Mapping[str, Any]


class Unfolded(Struct, frozen=True):
    """What a file tells of a table: its rows, those that hold something, and its axes.

    Attributes
    ----------
    filled
        In the order of the file.
    categories, groups
        What is known of the axes.
    said
        What was recognised.
    headings
        What stands over the values.
    bases
        A column that is called as one of bases is, and was taken for it though it may count answers.
    """

    filled: Sequence[Filled]
    categories: Axis = NOTHING_KNOWN
    groups: Axis = NOTHING_KNOWN
    said: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    bases: str | None = None


class Row(Struct, frozen=True):
    """A category, or net, of a group.

    Attributes
    ----------
    at, place
        As in Filled.
    category, group, net
        Its name, its group, and the names of the categories that it is the net of.
    value, se
        In the measure of the table; the value None where the source does not tell it.
    n
        Its unweighted base.
    unshown
        Whether it is not drawn.
    marked
        Whether its value is written as per cent.
    status
        What the source says of it.
    decimals
        With how many its value is written.
    """

    at: str
    place: int
    category: str
    group: str | None
    value: float | None
    n: int | None
    se: float | None
    unshown: bool
    net: str | None
    marked: bool
    status: str | None
    decimals: int

    @property
    def key(self) -> tuple[str, str]:
        """Its group and category as they are compared."""
        return fold(self.group or ""), fold(self.category)


def believed(
    file: str, found: Unfolded, unit: Unit | None, measure: Measure, groups: bool = False
) -> tuple[list[Row], list[str]]:
    """The rows that are categories or nets, and what was recognised of the others.

    Parameters
    ----------
    file
        Where they are from.
    found
        Those that hold something.
    unit
        Whether shares, or changes of shares, and their errors are per cent (0 to 100) or fractions (0 to 1), where
        their cells do not say so.
    measure
        What the values are.
    groups
        Whether its author says that the categories are groups, areas, items or waves, which have bases of their own.

    Raises
    ------
    BaseMismatch
        If a base is not that of the rows it is of.
    DataError
        If a value cannot be what its column says.
    """
    said: list[str] = []
    recognised = ""
    filled, headings = found.filled, found.headings
    counted = [row for row in filled if _holds_bases(row.values, measure)]
    others = [row for row in filled if not _holds_bases(row.values, measure)]
    if measure.is_share or measure.in_points:
        values = [row.values.get(name) for row in others for name in ("value", "se")]
        unit, recognised = unit_of(file, unit, values, headings, [_by_group(others)])
        said += [recognised] if recognised else []
    rows = [_row(file, row, unit, measure) for row in others]
    if found.bases:
        if counted or (not groups and not is_plainly_base(found.bases) and _may_count(rows, measure)):
            rows = [replace(row, n=None) for row in rows]
            said.append(
                say(
                    "the column {name!r} may count the answers of each category, and is left out; call it n if it "
                    "is the base",
                    name=found.bases,
                )
            )
        else:
            said.append(say("the column {name!r} is the base of each row", name=found.bases))
    rows = _with_bases(file, rows, counted, said)
    if pointed := next((row for row in others if written.is_thousands(row.values["value"], measure)), None):
        said.append(
            say("{at}, {values!r}, is a count with its thousands marked", at=pointed.at, values=pointed.values["value"])
        )
    _check_groups(file, rows)
    if measure.is_share:
        _check_marks(file, rows)
        _check_scale(file, rows, unit)
        if recognised:
            _check_fractions(file, rows, unit)
    if measure.is_share or measure.name == "count":
        rows = _without_totals(file, rows, measure, said)
    if measure.is_share:
        _check_counts(file, rows)
    return rows, said


def is_base(name: str, measure: Measure) -> bool:
    """Whether a row, or a column, is called as one of bases is; of counts, "Antal" is what the values are."""
    folded = fold(name)
    return bool(_BASES.fullmatch(folded)) and not (measure.name == "count" and folded == "antal")


def is_of_all(name: str) -> bool:
    """Whether a row is called as one of all is, or as the whole country."""
    return is_total(name) or fold(name) in COUNTRY


def is_plainly_base(name: str) -> bool:
    """Whether a column can hold nothing but bases: "Antal svar" may count the answers of each category as well."""
    return bool(_PLAINLY.fullmatch(fold(name)))


def is_weighted_base(name: str) -> bool:
    """Whether a name of bases is one of weighted bases, which no caption tells."""
    return bool(_WEIGHTED.search(fold(name)))


def words(value: Any, what: str) -> str | None:
    """A name as text; None where there is none.

    Raises
    ------
    DataError
        If a spreadsheet took it for a date.
    """
    if isinstance(value, Day):
        raise DataError(
            say("{what} is the date {value}", what=what, value=value),
            say("A spreadsheet makes dates of texts such as 1-2; format the cells as text and write it again."),
        )
    return None if value is None else code_text(value) if isinstance(value, float) else str(value)


def _row(file: str, row: Filled, unit: Unit | None, measure: Measure) -> Row:
    place, values = f"{file}, {row.at}", row.values
    if values["category"] is None:
        raise DataError(
            say("{place}: the category is missing", place=place), say("Name the category, or remove the row.")
        )
    text = {name: words(values.get(name), f"{place}: {name}") for name in ("category", "group", "net")}
    unshown = written.unshown(values.get("unshown"), place)
    if unshown and text["net"]:
        raise DataError(
            say("{place}: a net cannot be unshown", place=place),
            say("Empty unshown in this row; mark the net's parts instead."),
        )
    cell, status = values["value"], values.get(STATUS)
    told = cell is not None or status is None
    return Row(
        row.at,
        row.place,
        text["category"] or "",
        text["group"],
        written.value(cell, f"{place}: {'share' if measure.is_share else 'value'}", unit, measure) if told else None,
        written.base(values.get("n"), place),
        written.error(values.get("se"), f"{place}: se", unit, measure),
        unshown,
        text["net"],
        written.is_marked(cell),
        None if status is None else str(status),
        written.decimals(cell, unit, measure),
    )


def _by_group(filled: Iterable[Filled]) -> list[list[Any]]:
    """The values of each group that are no nets and no totals."""
    found: dict[str, list[Any]] = {}
    for row in filled:
        if row.values.get("net") is None and not is_total(str(row.values["category"])):
            found.setdefault(fold(str(row.values.get("group") or "")), []).append(row.values["value"])
    return list(found.values())


def _holds_bases(values: Mapping[str, Any], measure: Measure) -> bool:
    """Whether a row is one of bases, which stands among the categories."""
    category, held = values["category"], values["value"]
    named = isinstance(category, str) and values.get("net") is None and is_base(category, measure)
    return bool(named) and held is not None and written.is_whole(held)


def _with_bases(file: str, rows: list[Row], counted: Sequence[Filled], said: list[str]) -> list[Row]:
    """The rows with the n of their group that a row of its own gives; what it is of weights is left out."""
    bases: dict[str, int] = {}
    for row in counted:
        name = row.values["category"]
        if is_weighted_base(name):
            said.append(say("{at}, {name!r}, is no category, and left out", at=row.at, name=name))
            continue
        n = written.base(row.values["value"], f"{file}, {row.at}")
        group = fold(str(row.values.get("group") or ""))
        if n is None or bases.setdefault(group, n) != n:
            raise DataError(
                say(
                    "{file}, {at}: {name!r} gives no base, or another than the row before",
                    file=file,
                    at=row.at,
                    name=name,
                ),
                say("Give one n for each group."),
            )
        said.append(say("{at}, {name!r}, is no category, but the base: n={n}", at=row.at, name=name, n=n))
    for one in rows:
        n = bases.get(one.key[0])
        if n is not None and one.n not in (None, n):
            raise BaseMismatch(
                say("{file}, {at}: n is {n}, but the row of bases says {base}", file=file, at=one.at, n=one.n, base=n),
                say("Correct one of them, or remove it."),
            )
    return [replace(one, n=bases.get(one.key[0], one.n)) for one in rows]


def _without_totals(file: str, rows: list[Row], measure: Measure, said: list[str]) -> list[Row]:
    """The rows without those that only sum up their group, or say that it is 100 per cent; these may give its n."""
    bases: dict[str, int | None] = {}
    totals: list[Row] = []
    for group in dict.fromkeys(row.key[0] for row in rows):
        members = [row for row in rows if row.key[0] == group]
        total = next((row for row in members if _sums_up(row, members, measure)), None)
        others = [row for row in members if row is not total]
        if total:
            totals.append(total)
            counts = [row.n for row in others if row.n is not None]
            if total.n and sum(counts) == total.n and len(counts) == len(others) > 1:
                raise _counts(file, others[0], total.n)
            if total.n and not counts:
                bases[group] = total.n
    for name in dict.fromkeys(row.category for row in totals):
        named = [row.at for row in totals if row.category == name]
        said.append(
            say("{several}, {name!r}, sums the others up, and is left out", several=places.several(named), name=name)
        )
    return [replace(row, n=bases.get(row.key[0], row.n)) for row in rows if row not in totals]


def _sums_up(row: Row, members: Sequence[Row], measure: Measure) -> bool:
    others = [one.value for one in members if one is not row and one.net is None and one.value is not None]
    if not is_total(row.category) or row.value is None or row.net or row.unshown or len(others) < 2:
        return False
    size = POINT if measure.is_share else 1.0
    whole = measure.is_share and abs(row.value - 1) < POINT / 2
    return row.value > max(others) and (whole or abs(row.value - sum(others)) <= size * (len(others) + 1) / 2)


def _may_count(rows: Sequence[Row], measure: Measure) -> bool:
    """Whether a column counts the answers of each category: where it is as large as the share is, or the shares are of
    one whole and it differs. It does not where a row of all has a share within those of the others.
    """
    if not measure.is_share:
        return False
    for group in dict.fromkeys(row.key[0] for row in rows):
        members = [row for row in rows if row.key[0] == group and row.net is None and row.value and row.n]
        parts = [(row.value or 0.0, row.n or 0) for row in members if not is_of_all(row.category)]
        whole = [row.value or 0.0 for row in members if is_of_all(row.category)]
        shares = [share for share, _ in parts]
        if len({n for _, n in parts}) < 2 or (whole and min(shares) <= whole[0] <= max(shares)):
            continue
        of_one = abs(sum(shares) - 1) <= POINT * (len(shares) + 1) / 2
        sizes = [n / share for share, n in parts]
        if of_one or max(sizes) < ALIKE * min(sizes):
            return True
    return False


def _check_counts(file: str, rows: Sequence[Row]) -> None:
    """A column n that counts the answers of each category has their shares; a base is that of all of them."""
    for group in dict.fromkeys(row.key[0] for row in rows):
        pairs = [(row.value, row.n) for row in rows if row.key[0] == group and row.net is None]
        known = [(share, n) for share, n in pairs if share is not None and n is not None]
        whole = sum(n for _, n in known)
        differing = len({n for _, n in known}) > 2 and len(known) == len(pairs)
        if differing and all(abs(n / whole - share) <= POINT for share, n in known):
            raise _counts(file, next(row for row in rows if row.key[0] == group), whole)


def _counts(file: str, row: Row, whole: int) -> DataError:
    return DataError(
        say(
            "{file}, {at}: n is {n}, which counts the answers {category!r}, not the base",
            file=file,
            at=row.at,
            n=row.n,
            category=row.category,
        ),
        say(
            "n is the number of those whom shares are of, here perhaps {whole}, the same in each row. "
            "Remove the column, or correct it.",
            whole=whole,
        ),
    )


def unit_of(
    file: str,
    unit: Unit | None,
    values: Sequence[Any],
    headings: Iterable[str],
    wholes: Iterable[Sequence[Sequence[Any]]],
) -> tuple[Unit | None, str]:
    """Whether shares are per cent or fractions, where their cells do not say so, and what it was recognised by.

    Parameters
    ----------
    file
        For the message.
    unit
        What is declared.
    values
        What is written, some of it perhaps with its own sign.
    headings
        What stands over them.
    wholes
        Ways to divide the values into those that may be parts of one whole.

    Raises
    ------
    UnknownUnit
        If nothing tells of those that are numbers.
    """
    told = [value for value in values if value is not None]
    numbers = [number for value in told if (number := written.bare(value)) is not None]
    if unit is not None or (any(map(written.is_marked, told)) and not any(numbers)):  # nothing is nothing in either
        return unit, ""
    if name := next(filter(written.names_per_cent, headings), None):
        return "percent", say("the values are per cent, because {name!r} stands over them", name=name)
    if (most := max(numbers, key=abs, default=0.0)) and abs(most) > 1:
        return "percent", say("the values are per cent, because no fraction is {most:g}", most=most)
    if any(lines and all(map(_is_whole, lines)) for lines in wholes):
        return "fraction", say("the values are fractions, because they sum to 1")
    if told and not any(map(written.is_value, told)):
        return None, ""  # the first of them is told as what it is
    raise UnknownUnit(
        say("{file} does not say whether its shares are per cent or fractions", file=file),
        say(
            "Say it in the spec: `table: {{file: {name}, unit: percent}}`, or `unit: fraction`; in "
            "survey.yaml `table_unit: percent` says it of all tables.",
            name=PurePath(file).name,
        ),
    )


def _is_whole(values: Sequence[Any]) -> bool:
    """Whether values are fractions that sum to one."""
    numbers = [number for value in values if (number := written.bare(value)) is not None]
    return len(numbers) == len(values) > 1 and abs(sum(numbers) - 1) <= POINT * (len(numbers) + 1) / 2


def _check_marks(file: str, rows: Sequence[Row]) -> None:
    told = [row for row in rows if row.value]
    marked, bare = ([row for row in told if row.marked is is_marked] for is_marked in (True, False))
    if marked and bare:
        raise DataError(
            say(
                "{file}, {at}: the share has no per cent sign, but that of {other} has one",
                file=file,
                at=bare[0].at,
                other=marked[0].at,
            ),
            say("Write, or format, all shares of the column alike."),
        )


def _check_scale(file: str, rows: list[Row], unit: Unit | None) -> None:
    bare = [(row.value, row.at) for row in rows if row.value is not None and not row.marked]
    most, at = max(bare, default=(0.0, ""), key=lambda one: one[0])
    if unit == "percent" and 0 < most <= POINT:
        raise DataError(
            say(
                "{file}: the unit is percent, but no share is above 1; the largest is {most:g} in {at}",
                file=file,
                most=most * 100,
                at=at,
            ),
            say("They look like fractions: declare `unit: fraction`. Shares that small are to be given as fractions."),
        )


def _check_fractions(file: str, rows: Iterable[Row], unit: Unit | None) -> None:
    """Refuse a share below 1 among whole per cents where nobody says that they are: 0.34 may be 34 per cent."""
    bare = [row for row in rows if row.value and not row.marked]
    small = [row for row in bare if 0 < (row.value or 0.0) < POINT]
    others = [100 * (row.value or 0.0) for row in bare if row not in small]
    if unit == "percent" and small and len(others) > 1 and all(abs(one - round(one)) < 1e-9 for one in others):
        raise DataError(
            say(
                "{file}, {at}: the share is {share:g}, and all others are whole per cents: it may be a fraction",
                file=file,
                at=small[0].at,
                share=100 * (small[0].value or 0.0),
            ),
            say("Write it as the others are; if it is a per cent, say `unit: percent` in the spec's table."),
        )


def _check_groups(file: str, rows: list[Row]) -> None:
    without = [row for row in rows if row.group is None]
    if without and len(without) < len(rows):
        raise DataError(
            say("{file}, {at}: the group is missing, but other rows have one", file=file, at=without[0].at),
            say("Name the group in every row; call the whole 'I alt'."),
        )
