"""Scales as people write them: "Helt enig … Helt uenig", "I nogen grad", "Sjældent", "18-29 år"; and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Literal

from barometer_cli.model.period import in_time

Meaning = Literal["steps", "poles", "names"]
"""What a set of names is: steps from weak to strong, a scale between two poles, or names in no order."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a set of names is, and where on it each stands.

    Of steps 0 is the weakest, earliest or least. Of poles the sign tells the side, 0 is the middle, and 1 stands next
    to it. Of names an earlier one stands higher.
    """

    meaning: Meaning
    places: tuple[int, ...]

    def told_as(self, meaning: Meaning) -> Scale:
        """The same order taken to mean something else; the middle of poles lies between as many on either side."""
        if meaning == self.meaning:
            return self
        order, half = sorted(self.places), len(self.places) // 2
        ranks = [order.index(place) for place in self.places]
        if meaning == "poles":
            even = len(ranks) % 2 == 0
            ranks = [rank - half + (even and rank >= half) for rank in ranks]
        return Scale(meaning, tuple(ranks))


def as_written(count: int) -> Scale:
    """So many names as they stand, the first above the others."""
    return Scale("names", tuple(reversed(range(count))))


@lru_cache(maxsize=1024)
def read(labels: tuple[str, ...]) -> Scale | None:
    """The scale that labels make, in whatever order they stand; None where they make none that is known."""
    if len(labels) < 2:
        return None
    folded = [_CODE.sub("", " ".join(label.replace("\u00ad", "").casefold().split())) for label in labels]
    return _between_poles(folded) or _by_degree(folded) or _in_order(_bands(folded)) or _in_order(_times(labels))


_CODE = re.compile(r"^\d+\s*[-–.:=)]\s+(?=\D)")
"""The number of an answer before its words: "1 - Helt uenig"."""


def _in_order(strengths: Sequence[float] | None) -> Scale | None:
    """Steps by their strength; of two alike the one nearer the strong end is the stronger."""
    if not strengths or len(set(strengths)) < 2:
        return None
    return Scale("steps", _ranks(strengths))


def _ranks(strengths: Sequence[float]) -> tuple[int, ...]:
    rising = strengths[-1] > strengths[0]
    order = sorted(range(len(strengths)), key=lambda place: (strengths[place], place if rising else -place))
    return tuple(order.index(place) for place in range(len(strengths)))


# -- two poles ---------------------------------------------------------------------------------------------------------

_POLES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("enige?", "uenige?"),
        ("tilfredse?", "utilfredse?"),
        ("positivt?|positive", "negativt?|negative"),
        ("godt?|gode", "dårligt?|dårlige"),
        ("sandsynligt?", "usandsynligt?"),
        ("fremmet|fremmede|fremmer|fremmende", "hæmmet|hæmmede|hæmmer|hæmmende"),
        ("bedre|forbedret", "dårligere|værre|forværret|forringet"),
        ("mere|flere|større|højere|oftere|steget|øget", "mindre|færre|lavere|sjældnere|faldet|reduceret"),
        ("let|nemt?", "svært?|vanskeligt?"),
        ("trygt?|trygge", "utrygt?|utrygge"),
        ("for|tilhænger|støtter", "imod|modstander"),
        ("agree", "disagree"),
        ("satisfied", "dissatisfied"),
        ("positive", "negative"),
        ("good", "poor|bad"),
        ("likely", "unlikely"),
        ("promoted|promotes|helped|helps", "hindered|hinders|inhibited"),
        ("better|improved", "worse|worsened"),
        ("more|larger|higher|increased", "less|fewer|smaller|lower|decreased"),
        ("easy", "difficult|hard"),
        ("safe", "unsafe"),
        ("favour|favor|support|supports", "against|oppose|opposes"),
    )
)
"""Words for either pole of a scale, the one that is for it first."""
_FULLY = frozenset(
    (
        *("helt", "fuldstændig", "fuldstændigt", "meget", "høj", "stor", "langt", "virkelig", "stærkt", "rigtig"),
        *("strongly", "very", "completely", "totally", "fully", "great", "large", "much", "extremely", "significantly"),
    )
)
_PARTLY = frozenset(
    (
        *("delvis", "delvist", "overvejende", "lidt", "nogen", "noget", "mest", "ret", "ganske", "temmelig", "ringe"),
        *("somewhat", "slightly", "partly", "mostly", "fairly", "rather", "tend", "some", "little", "moderately"),
    )
)
_BETWEEN = frozenset(
    (
        *("hverken", "neutral", "neutralt", "uændret", "samme", "både", "midt", "nogenlunde", "middel"),
        *("neither", "unchanged", "same", "both", "average", "okay"),
    )
)
"""Words of what lies between the poles."""
_FILLING = frozenset(
    (
        *(
            "i",
            "grad",
            "eller",
            "og",
            "det",
            "som",
            "før",
            "imellem",
            "er",
            "jeg",
            "vi",
            "omfang",
            "et",
            "en",
            "blevet",
        ),
        *("to", "a", "an", "extent", "nor", "or", "and", "about", "the", "as", "before", "of", "is", "in", "it", "has"),
    )
)


def _between_poles(labels: Sequence[str]) -> Scale | None:
    """A scale with answers on both sides of its middle; steps where all are on one side of it."""
    told = [re.findall(r"[^\W_]+", label) for label in labels]
    for one, other in _POLES:
        known = [_leaning(words, one, other) for words in told]
        leanings = [each for each in known if each is not None]
        if len(leanings) < len(labels) or leanings.count(0) > 1 or set(leanings) == {0}:
            continue
        if min(leanings) * max(leanings) >= 0:
            return _in_order([abs(each) for each in leanings])
        ranks, against = _ranks(leanings), sum(each < 0 for each in leanings)
        middle = 0 in leanings
        return Scale("poles", tuple(rank - against + (rank >= against and not middle) for rank in ranks))
    return None


def _leaning(words: Sequence[str], one: re.Pattern[str], other: re.Pattern[str]) -> float | None:
    """How far an answer leans to one pole (above 0) or the other; None where it says anything besides."""
    sides = {1 if one.fullmatch(word) else -1 for word in words if one.fullmatch(word) or other.fullmatch(word)}
    rest = {word for word in words if not one.fullmatch(word) and not other.fullmatch(word)}
    if not rest <= _FULLY | _PARTLY | _BETWEEN | _FILLING:
        return None
    if rest & _BETWEEN or len(sides) == 2:
        return 0
    if not sides:
        return None
    return sides.pop() * (3 if rest & _FULLY else 1 if rest & _PARTLY else 2)


# -- degrees -----------------------------------------------------------------------------------------------------------

_DEGREES = tuple(
    tuple(re.compile(step) for step in steps)
    for steps in (
        (
            r"slet ikke|overhovedet ikke|nej",
            r"i (meget|særdeles) (lav|ringe|lille|begrænset) (grad|omfang)",
            r"i (lav|ringe|lille|mindre|begrænset) (grad|omfang)|kun lidt|lidt|i mindre omfang",
            r"i nogen grad|i nogen eller mindre grad|i noget omfang|i et vist omfang|noget|delvist?|til dels",
            r"i (høj|stor|overvejende) grad|i stort omfang|i nogen eller høj grad|meget|ja",
            r"i (meget|særdeles) (høj|stor) grad|i meget stort omfang|fuldt ud|helt",
        ),
        (
            r"not at all|no",
            r"to a very (small|low|limited) (extent|degree)",
            r"to a (small|lesser|low|limited|minor) (extent|degree)|a little|only a little",
            r"to some (extent|degree)|to a (certain|moderate) (extent|degree)|some|partly|somewhat",
            r"to a (great|large|high) (extent|degree)|a lot|much|yes",
            r"to a very (great|large|high) (extent|degree)|completely|fully",
        ),
        (
            r"aldrig|ingen gange",
            r"næsten aldrig|meget sjældent|årligt|en gang om året|sjældnere",
            r"sjældent|et par gange om året",
            r"af og til|en gang imellem|nogle gange|somme tider|månedligt|hver måned|en gang om måneden",
            r"jævnligt|ugentligt|hver uge|en gang om ugen|flere gange om måneden",
            r"ofte|flere gange om ugen|for det meste",
            r"meget ofte|næsten altid|næsten dagligt",
            r"altid|dagligt|hver dag|hele tiden",
        ),
        (
            r"never",
            r"almost never|hardly ever|very rarely|yearly|once a year|less often|less frequently",
            r"rarely|seldom|a few times a year",
            r"sometimes|occasionally|now and then|monthly|every month|once a month",
            r"regularly|weekly|every week|once a week",
            r"often|frequently|several times a week|most of the time",
            r"very often|almost always|usually",
            r"always|daily|every day|all the time",
        ),
        (r"lave?|små|lille", r"middel|mellem|mellemstore?", r"høje?|store?", r"meget (høj|stor)"),
        (r"low|small", r"medium|middle|average", r"high|large", r"very (high|large)"),
    )
)
"""Answers that tell how much or how often, from the weakest to the strongest."""
_MEASURED = re.compile(
    r"(?:(?P<none>slet ikke|overhovedet ikke|not at all)|(?P<hardly>ikke så|ikke særlig|ikke|not very|not so|not|un)"
    r"|(?P<little>kun lidt|lidt|mindre|slightly|less|a little)"
    r"|(?P<some>noget|nogenlunde|ret|ganske|temmelig|somewhat|moderately|fairly|quite|rather)"
    r"|(?P<very>meget|helt|særdeles|very)|(?P<most>ekstremt|yderst|extremely))\s+(?P<of>[^\W\d_]+)"
)
"""A word with its measure: "mindre vigtigt", "slightly important"."""
_MEASURES = ("none", "hardly", "little", "some", "of", "very", "most")


def _by_degree(labels: Sequence[str]) -> Scale | None:
    bare = [re.sub(r"^(?:ja|nej|yes|no)[,:]?\s+(?=\w)", "", label) for label in labels]
    for steps in _DEGREES:
        found = [next((rank for rank, step in enumerate(steps) if step.fullmatch(label)), None) for label in bare]
        if None not in found:
            return _in_order([rank for rank in found if rank is not None])
    matches = [_MEASURED.fullmatch(label) for label in bare]
    words = {match["of"] if match else label for match, label in zip(matches, bare, strict=True)}
    if len(words) > 1 or not any(matches):
        return None
    return _in_order([_MEASURES.index("of") if match is None else _measure(match) for match in matches])


def _measure(match: re.Match[str]) -> int:
    return next(rank for rank, name in enumerate(_MEASURES) if name != "of" and match[name])


# -- numbers and time --------------------------------------------------------------------------------------------------

_NUMBER = r"\d+(?:[.\s]\d{3})*(?:,\d+)?"
_BAND = re.compile(
    rf"(?:(?P<below>under|højst|op til|færre end|mindre end|below|less than|fewer than|up to|at most)|over|mindst|fra"
    rf"|mere end|flere end|above|more than|at least|from)?\s*(?P<first>{_NUMBER})\s*"
    rf"(?:(?:[-–—]|til|to)\s*{_NUMBER})?\s*\+?\s*(?P<unit>[^\d+]*?)\s*"
    rf"(?:(?P<less>(?:og|eller|and|or) (?:derunder|færre|mindre|yngre|under|less|fewer|younger))"
    rf"|(?:og|eller|and|or) (?:derover|mere|flere|ældre|over|more|older)|og opefter)?"
)
"""A band of numbers, or one: "Under 18 år", "18-29", "65 år eller mere", "10.000-19.999 kr."."""


def _bands(labels: Sequence[str]) -> list[float] | None:
    """The lower bounds of bands in one unit, each another."""
    found = [match for label in labels if (match := _BAND.fullmatch(label))]
    if len(found) < len(labels) or len({match["unit"] for match in found} - {""}) > 1:
        return None
    bounds = [-inf if match["below"] or match["less"] else _value(match["first"]) for match in found]
    return bounds if len(set(bounds)) == len(bounds) else None


def _value(written: str) -> float:
    return float(re.sub(r"[.\s]", "", written).replace(",", "."))


def _times(labels: Sequence[str]) -> list[float] | None:
    order = in_time(labels)
    return [order.index(label) for label in labels] if order else None
