"""A table in the words of another language: the same numbers, whose names are said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.axis import Axis, in_section
from barometer_cli.model.period import in_time
from barometer_cli.model.table import Apart, Named, Table


def names(table: Table) -> tuple[str, ...]:
    """What a table calls things in words, each once: categories, nets, groups, sections and titles.

    Periods and names without a letter are the same in every language.

    Parameters
    ----------
    table
        As it was read or computed.
    """
    found = dict.fromkeys(_names(table))
    return tuple(name for name in found if any(map(str.isalpha, name)) and not in_time([name]))


def _names(table: Table) -> Iterator[str]:
    of_categories, of_groups = table.categories.inside, table.breakdown.inside
    for axis in (table.categories, table.breakdown):
        yield from filter(None, (axis.title, *axis.sections.values()))
    for cell in (*table.shown, *table.unshown):
        yield from map(of_groups, filter(None, [cell.group]))
        yield of_categories(cell.category)
    yield from (net.label for net in table.nets)
    for hidden in table.hidden:
        yield from map(of_groups, filter(None, [hidden.group]))
        yield of_categories(hidden.category)
    yield from (*table.left_out, *table.omitted)
    yield from (wave.broken for wave in (*table.categories.waves, *table.breakdown.waves) if wave.broken)
    yield from filter(None, [table.question])


def glossary(table: Table, words: Mapping[str, str]) -> dict[str, str]:
    """By every name that a table has, and `words` knows: what it is called; "Sektor, Stat" by its two parts.

    Parameters
    ----------
    table
        As it was read or computed.
    words
        By a name: what it is called.
    """
    found = dict(words)
    for axis in (table.categories, table.breakdown):
        for name, section in axis.sections.items():
            inside = axis.inside(name)
            if name not in words and inside != name:
                found[name] = in_section(words.get(section, section), words.get(inside, inside))
    return found


def worded(table: Table, words: Mapping[str, str]) -> Table:
    """A table with other names; what the codebook says of how a name is drawn holds only of its own.

    Parameters
    ----------
    table
        As it was read or computed.
    words
        By a name of the table: what it is called. Others stay.

    Raises
    ------
    DataError
        If two categories, or two groups, would be called alike.
    """
    if not words:
        return table
    _prove_apart((cell.category for cell in table.cells), words)
    _prove_apart(filter(None, table.groups), words)
    to = _Renaming(words)
    comparison = table.comparison
    if comparison:
        comparison = replace(
            comparison,
            different=to.all(comparison.different),
            same=to.all(comparison.same),
            pairs=tuple((to(category), to(one), to(other), is_so) for category, one, other, is_so in comparison.pairs),
        )
    return replace(
        table,
        own=table,
        cells=tuple(replace(cell, category=to(cell.category), group=to.group(cell.group)) for cell in table.cells),
        nets=tuple(
            replace(net, label=to(net.label), parts=to.all(net.parts), group=to.group(net.group)) for net in table.nets
        ),
        hidden=tuple(
            replace(each, category=to(each.category), group=to.group(each.group), parts=to.all(each.parts))
            for each in table.hidden
        ),
        bases=tuple(replace(base, name=to.group(base.name)) for base in table.bases),
        comparison=comparison,
        words={name: word for name, word in table.words.items() if name not in words},
        left_out=to.all(table.left_out),
        residual=frozenset(map(to, table.residual)),
        omitted=to.all(table.omitted),
        editions=to.all(table.editions),
        question=table.question and to(table.question),
        categories=to.axis(table.categories, (cell.category for cell in table.cells)),
        breakdown=to.axis(table.breakdown, (cell.group for cell in table.cells if cell.group)),
        apart=table.apart and _Apart(table, to),
    )


class _Renaming:
    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, name: str) -> str:
        return self._words.get(name, name)

    def group(self, name: str | None) -> str | None:
        return None if name is None else self(name)

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self, names))

    def axis(self, axis: Axis, names: Iterable[str]) -> Axis:
        codes = axis.codes  # an area is found by the name that its own country calls it
        if axis.role == "areas":
            codes = {name: name for name in names if name in self._words} | dict(codes)
        return replace(
            axis,
            title=self.group(axis.title),
            sections={self(name): self(section) for name, section in axis.sections.items()},
            codes={self(name): code for name, code in codes.items()},
            members=self.all(axis.members),
            waves=tuple(replace(wave, name=self(wave.name), broken=self.group(wave.broken)) for wave in axis.waves),
        )


class _Apart:
    """What tells values apart, asked by their other names."""

    def __init__(self, table: Table, to: _Renaming) -> None:
        assert table.apart, "it is made of one"
        self._apart: Apart = table.apart
        told = [*((cell.category, cell.group) for cell in table.cells), *((net.label, net.group) for net in table.nets)]
        self._own: dict[Named, Named] = {(to(name), to.group(group)): (name, group) for name, group in told}

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        return self._apart(self._in_own(terms), difference)

    def error(self, terms: Mapping[Named, float]) -> float | None:
        return self._apart.error(self._in_own(terms))

    def _in_own(self, terms: Mapping[Named, float]) -> dict[Named, float]:
        return {self._own.get(named, named): times for named, times in terms.items()}


def _prove_apart(names: Iterable[str], words: Mapping[str, str]) -> None:
    told: dict[str, str] = {}
    for name in dict.fromkeys(names):
        other = told.setdefault(words.get(name, name), name)
        if other != name:
            raise DataError(
                say(
                    "{name!r} and {other!r} are both called {word!r}",
                    name=other,
                    other=name,
                    word=words.get(name, name),
                ),
                say("Call one of them otherwise, under `words` of survey.yaml."),
            )
