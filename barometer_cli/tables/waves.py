"""The tables of several waves as one: the waves side by side, or how far values moved from one to another.

Each wave is a sample of its own: the variance of a change is the sum of those of its ends, and its degrees of freedom
are those of both designs, as if they were the strata of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from math import hypot

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, UnknownCategory
from barometer_cli.messages import say, template
from barometer_cli.model.axis import Axis, Wave
from barometer_cli.model.measure import DECIMALS
from barometer_cli.model.period import in_time
from barometer_cli.model.spec import DataSpec, FigureSpec
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Named, Net, Table
from barometer_cli.tables.comparisons import adjust
from barometer_cli.tables.intervals import beyond, student


class Several(Struct, frozen=True):
    """The chance of differences between values of several waves, which are samples of their own.

    Attributes
    ----------
    tables
        By wave.
    places
        By where a value stands in the joined table: the values it is made of, by wave and where they stand in its
        table, each times a number.
    df
        Degrees of freedom of all designs together.
    """

    tables: Mapping[str, Table]
    places: Mapping[Named, Mapping[tuple[str, Named], float]]
    df: int

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        """p of a difference, two-sided; as `Table.apart` says."""
        error = self.error(terms)
        return beyond(difference / error, self.df) if error and self.df > 0 else None

    def error(self, terms: Mapping[Named, float]) -> float | None:
        """Standard error of a sum of values, each times a number; None where it is not known."""
        if not set(terms) <= set(self.places):
            return None
        waves: dict[str, dict[Named, float]] = {}
        for place, times in terms.items():
            for (wave, within), factor in self.places[place].items():
                made = waves.setdefault(wave, {})
                made[within] = made.get(within, 0.0) + times * factor
        errors = [self._error(wave, made) for wave, made in waves.items()]
        return None if None in errors else hypot(*(error for error in errors if error is not None))

    def _error(self, wave: str, terms: Mapping[Named, float]) -> float | None:
        """Of one wave: with the covariance of its values, or of a single value as its table tells it."""
        table = self.tables[wave]
        if table.apart is not None:
            return table.apart.error(terms)
        if len(terms) > 1:
            return None
        ((place, times),) = terms.items()
        error = next((cell.se for cell in table.cells if (cell.category, cell.group) == place), None)
        return None if error is None else abs(times) * error


def joined(
    spec: FigureSpec, tables: Mapping[str, Table], own: str, known: Mapping[str, Wave], notes: Sequence[str]
) -> Table:
    """The table of a figure that compares waves.

    Parameters
    ----------
    spec
        The figure.
    tables
        By wave, in the order in which the spec names them; their labels are alike.
    own
        The wave whose words and question the figure has.
    known
        By wave: what is known of it besides its numbers.
    notes
        What was matched though the waves word it otherwise.

    Raises
    ------
    UnknownCategory
        If a wave has a category or group that another has not.
    DataError
        If there are three axes, or the ends of a change cannot be compared.
    """
    data = spec.data
    assert data is not None, "only microdata have waves of their own"
    names = _in_order([*tables], known)
    tables = {name: tables[name] for name in names}
    _prove_alike(tables)
    waves = tuple(
        replace(known[name], n=known[name].n or tables[name].n) for name in names
    )  # fmt: skip
    base = replace(
        tables[own],
        file=", ".join(dict.fromkeys(table.file for table in tables.values())),
        digest=sha256("".join(table.digest for table in tables.values()).encode()).hexdigest(),
        n=None,
        narrowed=any(table.narrowed for table in tables.values()),
        unasked=sum(table.unasked for table in tables.values()),
        notes=tuple(dict.fromkeys((*notes, *(f"{name}: {note}" for name in names for note in tables[name].notes)))),
        recognised=tuple(dict.fromkeys(note for table in tables.values() for note in table.recognised)),
        df=sum(table.df or 0 for table in tables.values()),
        parts=tuple(tables.values()),
    )  # fmt: skip
    if data.measure and data.measure.name == "change":
        return _change(spec, data, base, tables, waves)
    return _side_by_side(spec, base, tables, waves)


def _in_order(names: list[str], known: Mapping[str, Wave]) -> tuple[str, ...]:
    """Waves from the first to the last: by their periods, else by their days, else as the spec names them."""
    days = [(wave.day, name) for name in names if (wave := known[name]).day]
    return in_time(names) or (tuple(name for _, name in sorted(days)) if len(days) == len(names) else tuple(names))


def _prove_alike(tables: Mapping[str, Table]) -> None:
    """Raise UnknownCategory where waves do not have the same categories and groups."""
    (first, one), *others = tables.items()
    for name, table in others:
        for said, place in (
            (template("{wave} has the category {strange!r}, and {other} has not: {missing}"), 0),
            (template("{wave} has the group {strange!r}, and {other} has not: {missing}"), 1),
        ):
            here = dict.fromkeys(each[place] for each in _all(table))
            there = dict.fromkeys(each[place] for each in _all(one))
            for labels, wave, missing in ((here, name, there), (there, first, here)):
                if strange := [label for label in labels if label not in missing]:
                    other = first if wave == name else name
                    raise UnknownCategory(
                        say(
                            said,
                            wave=wave,
                            strange=strange[0],
                            other=other,
                            missing=", ".join(map(repr, missing)),
                        ),
                        say("Say in `same` of the wave {name} which label it is.", name=name),
                    )


def _all(table: Table) -> list[Named]:
    """Where anything stands in a table, told or hidden."""
    told = [(cell.category, cell.group) for cell in table.cells] + [(net.label, net.group) for net in table.nets]
    return told + [(hidden.category, hidden.group) for hidden in table.hidden]


def _side_by_side(spec: FigureSpec, base: Table, tables: Mapping[str, Table], waves: tuple[Wave, ...]) -> Table:
    """Waves as groups; where there is one category, its groups become the categories."""
    grouped = any(table.groups not in ((), (None,)) for table in tables.values())
    names = dict.fromkeys(category for table in tables.values() for category, _ in _all(table))
    if grouped and len(names) > 1:
        raise DataError(
            say("answers, groups and waves are three axes, and a figure has two"),
            say("Name one of the `categories`, or the `answer` of a battery; or take away the breakdown."),
        )
    if grouped and any(None in table.groups for table in tables.values()):
        raise DataError(
            say("the whole base stands beside its groups, and waves are compared"),
            say("Take `total` away from the breakdown."),
        )

    def place(named: Named, wave: str) -> Named:
        return (named[1] or "", wave) if grouped else (named[0], wave)

    cells: list[Cell] = []
    nets: list[Net] = []
    hidden: list[Hidden] = []
    places: dict[Named, dict[tuple[str, Named], float]] = {}
    bases: list[GroupBase] = []
    for wave, table in tables.items():
        for cell in table.cells:
            own = cell.category, cell.group
            category, group = place(own, wave)
            cells.append(replace(cell, category=category, group=group))
            places[category, group] = {(wave, own): 1.0}
        for net in table.nets:
            places[place((net.label, net.group), wave)] = {(wave, (net.label, net.group)): 1.0}
            nets.append(replace(net, group=wave))
        for each in table.hidden:
            category, group = place((each.category, each.group), wave)
            hidden.append(replace(each, category=category, group=group))
        bases.append(GroupBase(wave, None, None) if grouped else replace(table.bases[0], name=wave))
    several = Several(tables, places, base.df or 0)
    made = replace(
        base,
        cells=tuple(cells),
        nets=tuple(nets),
        hidden=tuple(hidden),
        bases=tuple(bases),
        editions=tuple(tables),
        words={} if grouped else base.words,
        partition=False if grouped else base.partition,
        left_out=() if grouped else base.left_out,
        residual=frozenset() if grouped else base.residual,
        apart=several,
        comparison=None,
        categories=base.breakdown if grouped else base.categories,
        breakdown=Axis("waves", waves=waves),
    )
    return replace(made, comparison=_compared(made, several, spec.significance)) if spec.significance else made


def _compared(table: Table, several: Several, level: float) -> Comparison:
    """Which categories differ between waves: each pair of waves, by t, with Holm's correction for all of them."""
    values = {(cell.category, cell.group): cell.value for cell in table.shown}
    pairs = [
        (category, a, b)
        for category in dict.fromkeys(cell.category for cell in table.shown)
        for a, b in combinations(table.editions, 2)
        if (category, a) in values and (category, b) in values
    ]
    chances = [
        several({(category, a): 1.0, (category, b): -1.0}, values[category, a] - values[category, b])
        for category, a, b in pairs
    ]
    return _judged([*zip(pairs, chances, strict=True)], level)


def _judged(chances: Sequence[tuple[tuple[str, str, str], float | None]], level: float) -> Comparison:
    told = [(pair, p) for pair, p in chances if p is not None]
    holm, _ = adjust(p for _, p in told)
    pairs = tuple((*pair, p < level) for (pair, _), p in zip(told, holm, strict=True))
    names = dict.fromkeys(name for name, *_ in pairs)
    different = tuple(name for name in names if any(pair[0] == name and pair[3] for pair in pairs))
    return Comparison(level, None, different, tuple(name for name in names if name not in different), pairs)


def _change(
    spec: FigureSpec, data: DataSpec, base: Table, tables: Mapping[str, Table], waves: tuple[Wave, ...]
) -> Table:
    """Later minus earlier, from the unrounded values; hidden where either is."""
    assert data.measure, "a change is a measure"
    names = [*tables]
    earlier, later = data.measure.from_ or names[0], data.measure.to or names[-1]
    if names.index(earlier) >= names.index(later):
        raise DataError(
            say("the change is from {earlier} to {later}, which is not later", earlier=earlier, later=later),
            say("Exchange `from` and `to`."),
        )
    for wave in waves[names.index(earlier) + 1 : names.index(later) + 1]:
        if wave.broken:
            raise DataError(
                say("{name} cannot be compared with the waves before it: {broken}", name=wave.name, broken=wave.broken),
                say("Show the waves side by side instead, or take the change from a later one."),
            )
    before, after = tables[earlier], tables[later]
    old = {
        **{(c.category, c.group): c.value for c in before.cells},
        **{(n.label, n.group): n.value for n in before.nets},
    }
    places = {place: {(later, place): 1.0, (earlier, place): -1.0} for place in old}
    several = Several({earlier: before, later: after}, places, (before.df or 0) + (after.df or 0))
    level = spec.interval / 100 if spec.interval else None
    t = student(1 - level, several.df) if level and several.df > 0 else None

    def moved(place: Named, value: float) -> tuple[float, float | None, tuple[float, float] | None]:
        change, error = value - old[place], several.error({place: 1.0})
        return change, error, None if t is None or error is None else (change - t * error, change + t * error)

    cells = [
        replace(cell, value=change, se=error, n=None, interval=ends)
        for cell in after.cells
        if (place := (cell.category, cell.group)) in old
        for change, error, ends in [moved(place, cell.value)]
    ]
    nets = [
        replace(net, value=change, interval=ends)
        for net in after.nets
        if (place := (net.label, net.group)) in old
        for change, _, ends in [moved(place, net.value)]
    ]
    gone = {(each.category, each.group): each for table in (before, after) for each in table.hidden}
    if not any(cell.shown for cell in cells):
        raise DataError(
            say("too few answered in {earlier} or {later} for any change to be shown", earlier=earlier, later=later),
            say("Join answers or groups."),
        )
    measure = base.measure
    known = {wave.name: wave for wave in waves}
    made = replace(
        base,
        cells=tuple(cells),
        nets=tuple(nets),
        hidden=tuple(gone.values()),
        bases=tuple(GroupBase(each.name, None, None, each.few) for each in after.bases),
        level=level,
        partition=False,
        left_out=(),
        editions=(),
        apart=several,
        comparison=None,
        measure=replace(
            measure,
            name="change",
            of=measure.name,
            decimals=DECIMALS["change"] if spec.decimals is None and measure.is_share else measure.decimals,
            low=None,
            high=None,
            ends=None,
            between=(earlier, later),
        ),
        breakdown=replace(base.breakdown, waves=(known[earlier], known[later])),
    )
    if not spec.significance:
        return made
    chances = [((cell.group or cell.category, earlier, later), several({(cell.category, cell.group): 1.0}, cell.value))
               for cell in made.shown]  # fmt: skip
    return replace(made, comparison=_judged(chances, spec.significance))
