"""One name, one colour: figures of a release beside one another, by the colours that names of no order have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from msgspec import Struct

from barometer_cli.checks.codes import finding
from barometer_cli.checks.written import in_yaml
from barometer_cli.layout.palette import key, places, unordered
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.naming import SURVEY

Sets = tuple[tuple[str, ...], ...]


class _Drawn(Struct, frozen=True):
    """The names of a figure that have colours of no order, and which of the theme's colours each has, by its key."""

    evidence: Evidence
    names: Mapping[str, str]
    places: Mapping[str, int]

    @property
    def most(self) -> int:
        """How many colours of names its theme has."""
        return len(self.evidence.theme.colours.names)

    def with_sets(self, sets: Sequence[Sequence[str]]) -> _Drawn:
        """The same with the colours that sets of names give."""
        names = [*self.names.values()]
        found = places(names, self.evidence.figure, sets, self.most)
        return _Drawn(self.evidence, self.names, {key(name): found[name] for name in names if name in found})


_DRAWN: WeakKeyDictionary[Evidence, _Drawn] = WeakKeyDictionary()
"""What figures tell apart by colours of no order, for as long as they are held: a preview has all but one again."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Names that have another colour in an earlier figure of the same language; the later figure is reported."""
    by_language: dict[str, list[_Drawn]] = {}
    for evidence in release:
        if evidence not in _DRAWN:
            _DRAWN[evidence] = _drawn(evidence)
        by_language.setdefault(evidence.figure.survey.language, []).append(_DRAWN[evidence])
    for drawn in by_language.values():
        hint = ""
        for here, other, names in _differing(drawn):
            hint = hint or _hint(drawn)
            place = here.evidence.locate(("data",) if here.evidence.figure.spec.data else ("table",))
            told = ", ".join(f"“{name}”" for name in names)
            message = say(
                "another colour than in {figure} ({place}): {names}",
                figure=other.evidence.name,
                place=other.evidence.locate(("data",) if other.evidence.figure.spec.data else ("table",)),
                names=told,
            )
            yield finding("BAR505", place, here.evidence.identity, message, hint, ", ".join(names))


def _drawn(evidence: Evidence) -> _Drawn:
    names = unordered(evidence.figure, evidence.coloured) if evidence.coloured else []
    return _Drawn(evidence, {key(name): name for name in names}, {}).with_sets(evidence.figure.survey.sets)


def _differing(drawn: Iterable[_Drawn]) -> Iterator[tuple[_Drawn, _Drawn, list[str]]]:
    """Each figure, an earlier one, and the names that have another colour there, where they were drawn first."""
    first: dict[str, _Drawn] = {}
    for here in drawn:
        others: dict[int, tuple[_Drawn, list[str]]] = {}
        for name, place in here.places.items():
            there = first.setdefault(name, here)
            if there.places[name] != place:
                others.setdefault(id(there), (there, []))[1].append(here.names[name])
        yield from ((here, other, names) for other, names in others.values())


def _hint(drawn: Sequence[_Drawn]) -> str:
    """The line of survey.yaml that mends all of a language."""
    sets = _mending(drawn, whole=True) or _mending(drawn, whole=False)
    if not sets:
        return say(
            "More names meet in such figures than the theme has colours of names: draw fewer together, or give the "
            "theme more `names`."
        )
    own = {
        key(word): name
        for each in drawn
        for name, word in each.evidence.figure.survey.words.get(each.evidence.figure.survey.language, {}).items()
    }
    listed = ", ".join(f"[{', '.join(in_yaml(own.get(key(name), name)) for name in names)}]" for names in sets)
    said = any(each.evidence.figure.survey.colours for each in drawn)
    hint = (
        say("Write in {file}, in place of its `colours`:", file=SURVEY)
        if said
        else say("Write in {file}:", file=SURVEY)
    )
    return f"{hint}\ncolours: [{listed}]"


def _mending(drawn: Sequence[_Drawn], whole: bool) -> Sets:
    """Sets after which no name has two colours; none where one would have more names than a theme has colours.

    Parameters
    ----------
    drawn
        Figures of one language.
    whole
        Whether a set holds all that meet what differs, so that as many as can keep the colours of their first figure.
    """
    most = min(each.most for each in drawn)
    ties: list[tuple[str, ...]] = [*dict.fromkeys(each for one in drawn for each in one.evidence.figure.survey.sets)]
    now = list(drawn)
    while differing := {key(name) for _, _, names in _differing(now) for name in names}:
        before = len(ties)
        for each in drawn:
            in_order = sorted(each.places, key=each.places.__getitem__)
            if not differing.isdisjoint(in_order):
                tie = tuple(each.names[name] for name in in_order if whole or name in differing)
                ties += [] if tie in ties else [tie]
        sets = _joined(ties)
        if len(ties) == before or max(map(len, sets)) > most:
            return ()
        now = [each.with_sets(sets) for each in drawn]
    return _joined(ties)


def _joined(ties: Iterable[Sequence[str]]) -> Sets:
    """Names that are tied to one another, in the order in which they come."""
    found: list[dict[str, str]] = []
    for tie in ties:
        own = {key(name): name for name in tie}
        met = [each for each in found if not own.keys().isdisjoint(each)]
        place = found.index(met[0]) if met else len(found)
        found = [each for each in found if each not in met]
        found.insert(place, {name: each[name] for each in (*met, own) for name in each})
    return tuple(tuple(each.values()) for each in found)
