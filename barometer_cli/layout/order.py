"""The order in which categories and nets are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.period import in_order, in_time
from barometer_cli.model.table import Cell, Table

RESIDUALS = frozenset(
    {"andet", "andre", "ved ikke", "ikke relevant", "andet/ved ikke", "ønsker ikke at svare", "ingen af disse"}
    | {
        "other",
        "others",
        "don't know",
        "do not know",
        "not relevant",
        "prefer not to say",
        "none of these",
    }
)
"""Answers that stand last however many gave them."""


def is_residual(name: str, residual: Collection[str]) -> bool:
    """Whether an answer stands beside the others: by its words, or because the data say so (`residual`)."""
    return name in residual or name.casefold() in RESIDUALS


class Entry(Struct, frozen=True):
    """A category, or a net, at its place; `depth` is how many nets it stands beneath, `section` the one it is in."""

    name: str
    net: bool = False
    depth: int = 0
    section: str | None = None


def is_given(categories: Sequence[str], order: str | None) -> bool:
    """Whether categories have an order of their own: the author's, or that of time."""
    return order == "given" or (
        order is None and len(categories) > 1 and bool(in_time(tuple(dict.fromkeys(categories))))
    )


def ordered(cells: Sequence[Cell], order: str | None, residual: Collection[str] = ()) -> tuple[Cell, ...]:
    """Cells by share, largest first and residual answers last; as given, when `order` is "given".

    Periods are in time order where the author has chosen none.
    """
    names = [cell.category for cell in cells]
    if is_given(names, order):
        given = names if order else in_order(names)
        return tuple(sorted(cells, key=lambda cell: given.index(cell.category)))

    def place(cell: Cell) -> tuple[bool, float]:
        return (is_residual(cell.category, residual), -cell.value)

    return tuple(sorted(cells, key=place))


def outline(table: Table, order: str | None) -> tuple[Entry, ...]:
    """Every category and net that is drawn or hidden, in the order drawn, a net above its parts where it can stand.

    Categories that have an order of their own keep it where the author has chosen none.

    It can where all its parts are drawn and no other net crosses it; in a given order they must be neighbours too.
    A net that cannot has its place by its share, in a given order before all. What is hidden everywhere comes last.
    """
    order = order or ("given" if table.categories.ordered else None)
    categories = _categories(table, order)
    given = is_given(categories, order)
    nets = _nets(table)
    over = [net for net in nets if _stands(net, nets, categories, given)]
    over.sort(key=lambda net: -len(nets[net]))
    loose = [net for net in nets if net not in over]
    told = [(cell.category, cell.value) for cell in table.shown] + [(net.label, net.value) for net in table.nets]
    sizes = _sizes(told)
    residual = {name for name in categories if is_residual(name, table.residual)}

    def parts(name: str) -> frozenset[str]:
        return nets.get(name, frozenset({name}))

    def above(name: str) -> list[str]:
        """The nets that a name stands beneath, the widest first."""
        wider = over[: over.index(name)] if name in over else over
        return [net for net in wider if nets[net] >= parts(name)]

    def place(name: str) -> tuple[bool, float]:
        if given:
            return False, min(map(categories.index, parts(name)))
        return residual >= parts(name) or name not in sizes, -sizes.get(name, 0.0)

    def beneath(held: list[str]) -> Iterator[Entry]:
        names = [name for name in (*over, *(() if given else loose), *categories) if above(name) == held]
        for name in sorted(names, key=place):
            yield Entry(name, name in nets, len(held))
            if name in over:
                yield from beneath([*held, name])

    found = (*(Entry(net, net=True) for net in loose if given), *beneath([]))
    return _in_sections(found, nets, table.categories.sections) if table.categories.sections else found


def _in_sections(
    entries: Sequence[Entry], nets: Mapping[str, frozenset[str]], sections: Mapping[str, str]
) -> tuple[Entry, ...]:
    """Entries section by section, in the order of the source; what is in none, or in several, comes first."""

    def section(name: str) -> str | None:
        found = {sections.get(part) for part in nets.get(name, (name,))}
        return found.pop() if len(found) == 1 else None

    order = [None, *dict.fromkeys(sections.values())]
    placed = [replace(entry, section=section(entry.name)) for entry in entries]
    return tuple(sorted(placed, key=lambda entry: order.index(entry.section)))


def _stands(net: str, nets: Mapping[str, frozenset[str]], categories: Sequence[str], given: bool) -> bool:
    """Whether a net can stand above its parts."""
    parts = nets[net]
    if not parts.issubset(categories):
        return False
    crossed = any(parts & other and not (parts <= other or parts >= other) for other in nets.values())
    places = [categories.index(part) for part in parts]
    return not crossed and (not given or max(places) - min(places) + 1 == len(parts))


def _categories(table: Table, order: str | None) -> list[str]:
    """Categories in the order drawn: by the mean of their groups' shares or as given; hidden ones without any last."""
    sizes = _sizes([(cell.category, cell.value) for cell in table.shown])
    shown = ordered([Cell(category, size) for category, size in sizes.items()], order, table.residual)
    hidden = [name for group in table.groups for name in table.unseen(group) if name not in sizes]
    return [*(cell.category for cell in shown), *dict.fromkeys(hidden)]


def _nets(table: Table) -> dict[str, frozenset[str]]:
    """The parts of every net, by its label; of one that groups make of different parts, all of them."""
    found: dict[str, frozenset[str]] = {}
    for label, parts in (
        *((net.label, net.parts) for net in table.nets),
        *((hidden.category, hidden.parts) for hidden in table.hidden if hidden.parts and hidden.drawn),
    ):
        found[label] = found.get(label, frozenset()).union(parts)
    return found


def _sizes(shares: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The mean share of every name; groups in which it is hidden do not count."""
    found: dict[str, list[float]] = {}
    for name, share in shares:
        found.setdefault(name, []).append(share)
    return {name: sum(each) / len(each) for name, each in found.items()}


def check_emphasis(emphasis: Sequence[str], names: Sequence[str], figure: str) -> None:
    """Refuse to emphasise what has no colour of its own.

    Raises
    ------
    UnknownCategory
        If a name is not among those that have one.
    """
    for name in emphasis:
        if name not in names:
            raise UnknownCategory(
                say(
                    "{figure}: emphasis names {name!r}, which is not shown in a colour of its own",
                    figure=figure,
                    name=name,
                ),
                suggestion(name, list(names)),
            )
