"""Reading: every quantifier of a text, with its place, its kind and its hedge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache, partial
from itertools import pairwise, zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from barometer_cli.claims.words import WORD, Lexicon, Token, fold, is_manner, is_of, lex, number
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Vocabulary, Wording, phrases
from barometer_cli.model.claim import (
    Change,
    Claim,
    Comparison,
    Count,
    Direction,
    Everyone,
    Extreme,
    Form,
    Gradient,
    Hedge,
    Part,
    Percent,
    Points,
    Portion,
    Relation,
    Side,
    Significance,
    Sole,
    Vague,
)
from barometer_cli.model.measure import SHARE, Measure

_QUOTED = re.compile(r"[”“„][^”“„]*[”“]|\"[^\"]*\"|»[^»«]*«|(?<!\w)[’‘][^’‘]*’(?!\w)")
_PARTED = re.compile(r"[.,;:!?–]")
_SENTENCE_ENDS = frozenset(".!?:")
_REACH = 6
"""How many words before a per cent may say that it is no share."""


class _Core(NamedTuple):
    """A quantifier without its hedge: how to make its claim, and its first token and the one after its last.

    `follows` is whether its negation and degree may stand after it, as those of a verb do: "faldt ikke".
    """

    make: Callable[..., Claim]
    first: int
    after: int
    hedge: Hedge | None = None
    follows: bool = False


class _Phrase(NamedTuple):
    """The words of a text and the language they are in."""

    tokens: Sequence[Token]
    language: str
    vocabulary: Vocabulary
    measure: Measure

    def has(self, place: int, role: str) -> bool:
        return 0 <= place < len(self.tokens) and role in self.tokens[place].roles

    def word(self, place: int) -> str:
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def is_noun(self, place: int) -> bool:
        """Whether a word may be a noun or its adjective: it is none of those that turn the sense."""
        word, vocabulary = self.word(place), self.vocabulary
        return word.isalpha() and word not in vocabulary.turning and not is_manner(word, vocabulary)

    def number(self, place: int, article: bool = False) -> Decimal | None:
        """The number at a place; an article counts as one only where a number must stand."""
        if not 0 <= place < len(self.tokens):
            return None
        token = self.tokens[place]
        if "digits" in token.roles:
            return number(token.word, self.vocabulary)
        if "numbers" in token.roles:
            value: Decimal = token.roles["numbers"]
            return value
        return Decimal(1) if article and "articles" in token.roles else None

    def is_unit(self, place: int) -> bool:
        """Whether a word is the unit of the values: "%", or "timer"."""
        if self.measure.is_share:
            return self.has(place, "percent")
        return bool(self.measure.unit) and self.word(place) == fold(self.measure.unit or "")

    def is_value(self, place: int, after: int) -> bool:
        """Whether a number, up to the place after it, is a value: it has its unit, or a value's decimals."""
        if self.measure.is_share or self.is_unit(after - 1):
            return self.is_unit(after - 1)
        found = number(self.word(place), self.vocabulary) if self.has(place, "digits") else None
        return found is not None and 0 < -int(found.as_tuple().exponent) <= max(self.measure.decimals, 1)

    def sentence(self, place: int) -> range:
        """Places of the sentence around a place."""
        first = place
        while first > 0 and self.tokens[first - 1].word not in _SENTENCE_ENDS:
            first -= 1
        after = place
        while after < len(self.tokens) and self.tokens[after].word not in _SENTENCE_ENDS:
            after += 1
        return range(first, after)


@cache
def lexicon(language: str) -> Lexicon:
    """The phrases of a language, put in order when they are first asked for."""
    return Lexicon(LANGUAGES[language].claims)


@lru_cache(maxsize=64)
def wording_of(language: str, measure: Measure) -> Wording:
    """How a language words verdicts on values of a measure: with a per cent sign, or the unit they have."""
    wording = LANGUAGES[language].claims.wording
    if measure.is_share or measure.in_points:
        return wording
    unit = f" {measure.unit}" if measure.unit else ""
    plain = f"{{number}}{unit}"
    return replace(
        wording, percent=plain, points=plain, under_one=plain.format(number=0), over_99=plain.format(number=100)
    )


@lru_cache(maxsize=4096)
def read(text: str, language: str, measure: Measure = SHARE) -> tuple[Claim, ...]:
    """Every quantifier of a text, in order; what stands in quotation marks is a name and no claim.

    Parameters
    ----------
    text
        A headline, subtitle or caption.
    language
        BCP 47 code.
    measure
        What the values of the figure are; its numbers are read by it.

    Examples
    --------
    >>> [(claim.phrase, claim.hedge.value) for claim in read("Knap hver fjerde evaluerer", "da")]
    [('Knap hver fjerde', 'nearly')]
    """
    phrase = _Phrase(lex(text, lexicon(language)), language, LANGUAGES[language].claims, measure)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    claims: list[Claim] = []
    place = 0
    while place < len(phrase.tokens):
        token = phrase.tokens[place]
        if any(start <= token.start < end for start, end in quoted):
            place += 1
            continue
        cores: tuple[_Core, ...] = ()
        if not token.roles and token.word.endswith(phrase.vocabulary.comparative):
            cores = tuple(_comparative(phrase, place))
        for parse, opening in _PARSERS if token.roles else ():
            if not opening.isdisjoint(token.roles) and (cores := tuple(parse(phrase, place))):
                break
        if claims and _is_done(phrase, place) and not _PARTED.search(text, claims[-1].end, token.start):
            # "hver tiende har ingen tillid", "hver tiende foretrækker toget": part of what the tenth do.
            cores = ()
        claims += [_claim(text, phrase, core) for core in cores]
        place = max([place + 1, *(core.after for core in cores)])
    return tuple(_ranges(tuple(_changes(claims, text, phrase)), text, phrase))


def _changes(claims: Sequence[Claim], text: str, phrase: _Phrase) -> Iterator[Claim]:
    """ "fra seks ud af ti til knap halvdelen" is a change; where it began is all that "faldet fra 60 procent" says."""
    moved = [claim for claim in claims if isinstance(claim, Change)]
    skipped: Claim | None = None
    for claim, second in zip_longest(claims, claims[1:]):
        if claim is skipped:
            continue
        if not isinstance(claim, Percent | Portion | Part) or phrase.measure.signed:
            yield claim
            continue
        begun = _begun(text[: claim.start], phrase.vocabulary)
        change = begun is not None or any(_in_sentence(claim, other, text) for other in moved)
        gap = text[claim.end : second.start] if second else ""
        if isinstance(second, Percent | Portion | Part) and change and _leads_to(gap, phrase.vocabulary):
            start = claim.start if begun is None else begun
            yield Change(
                _way_from(claim, second),
                claim,
                second,
                phrase=text[start : second.end],
                start=start,
                end=second.end,
                language=phrase.language,
                measure=phrase.measure,
            )
            skipped = second
        elif begun is not None and any(_in_sentence(claim, other, text) for other in moved):
            yield claim if _leads_to_year(text[claim.end :], phrase.vocabulary) else replace(claim, earlier=True)
        else:
            yield claim


def _begun(before: str, vocabulary: Vocabulary) -> int | None:
    """Where the "fra" stands that a text ends with; None where it ends with another word."""
    words = list(WORD.finditer(before))
    return words[-1].start() if words and fold(words[-1].group()) in vocabulary.start else None


def _in_sentence(claim: Claim, other: Claim, text: str) -> bool:
    """Whether two claims stand in one sentence."""
    gap = text[min(claim.end, other.end) : max(claim.start, other.start)]
    return _SENTENCE_ENDS.isdisjoint(gap)


def _leads_to(gap: str, vocabulary: Vocabulary) -> bool:
    """Whether the words between two shares are "til", "i 2019 til"."""
    *year, last = map(fold, gap.split() or [""])
    return last in vocabulary.until and (not year or _is_dated(year, vocabulary))


def _leads_to_year(after: str, vocabulary: Vocabulary) -> bool:
    return _is_dated(after.split()[:2], vocabulary)


def _is_dated(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether two words name a year: "i 2019"."""
    first, year = words if len(words) == _DATED else ("", "")
    return fold(first) in vocabulary.bases and _is_year(year.rstrip(".,;:"))


_DATED = 2


def _way_from(first: Percent | Portion | Part, second: Percent | Portion | Part) -> Direction:
    """Which way a share goes from what is said of it to what is said next."""
    before, after = _point(first), _point(second)
    return "up" if before < after else "down" if before > after else "same"


def _point(claim: Percent | Portion | Part) -> Fraction:
    match claim:
        case Percent():
            return Fraction(claim.value)
        case Portion():
            return Fraction(100 * claim.numerator, claim.denominator)
        case Part():
            return Fraction(0 if "minority" in claim.size else 100)


def _ranges(claims: Sequence[Claim], text: str, phrase: _Phrase) -> Iterator[Claim]:
    """ "mellem en tredjedel og halvdelen" bounds a share from both sides."""
    vocabulary = phrase.vocabulary
    bounds: dict[int, Hedge] = {}
    for first, second in pairwise(claims):
        if not (isinstance(first, Portion) and isinstance(second, Portion)):
            continue
        joint = fold(text[first.end : second.start].strip())
        before = text[: first.start].split()
        between = bool(before) and fold(before[-1]) in vocabulary.between and joint in vocabulary.joined
        if between or joint in vocabulary.until:
            rising = first.numerator * second.denominator < second.numerator * first.denominator
            low, high = (first, second) if rising else (second, first)
            bounds[low.start], bounds[high.start] = Hedge.AT_LEAST, Hedge.AT_MOST
    for claim in claims:
        yield replace(claim, hedge=bounds[claim.start]) if claim.start in bounds else claim


def _claim(text: str, phrase: _Phrase, core: _Core) -> Claim:
    """The claim of a core with the hedge and the negation before it."""
    first, hedge, negated, topped = core.first, core.hedge, False, None
    before = core.first - 1
    while before >= 0:
        if hedge is None and phrase.has(before, "hedges"):
            hedge, first = phrase.tokens[before].roles["hedges"], before
        elif _tops(phrase, before):
            topped = before
            break
        elif phrase.has(before, "negations") or (_is_no(phrase, before) and core.make is Significance):
            negated = True
            break
        elif not (phrase.has(before, "focus") or phrase.has(before, "articles")):
            break
        before -= 1
    last = core.after - 1
    if core.follows and not negated and phrase.has(core.after, "negations"):
        negated, last = True, core.after
    if hedge is None and (following := _after(phrase, last + 1, core.follows)):
        hedge, last = following, last + 1
    start, end = phrase.tokens[first].start, phrase.tokens[last].end
    claim = core.make(
        phrase=text[start:end],
        start=phrase.tokens[before].start if negated else start,
        end=end,
        language=phrase.language,
        hedge=hedge or Hedge.PLAIN,
        negated=negated,
        measure=phrase.measure,
        corrected=negated and _corrects(phrase, before, last + 1),
    )
    if topped is not None and isinstance(claim, Percent | Portion):
        start = phrase.tokens[topped].start
        return replace(claim, phrase=text[start:end], start=start, topped=True)
    return claim


def _tops(phrase: _Phrase, place: int) -> bool:
    """Whether a number is said to be that and more: "ikke kun hver fjerde"; "not just over a fourth" only denies."""
    topping = phrase.vocabulary.topping
    return phrase.word(place) in topping or f"{phrase.word(place)} {phrase.word(place + 1)}" in topping


def _corrects(phrase: _Phrase, denial: int, after: int) -> bool:
    """Whether it is said what is so instead: "ikke hver fjerde, men hver anden", "hver anden, ikke hver fjerde"."""
    following = phrase.word(after + 1 if phrase.word(after) == "," else after)
    return following in phrase.vocabulary.contrasts or phrase.word(denial - 1) == ","


def _after(phrase: _Phrase, place: int, follows: bool) -> Hedge | None:
    """The hedge that stands after what it hedges: "5 procent eller mere"; of a verb also "faldet markant"."""
    hedge: Hedge | None = None
    if phrase.has(place, "afterwards"):
        hedge = phrase.tokens[place].roles["afterwards"]
    elif follows and phrase.has(place, "hedges") and not _leads(phrase, place + 1):
        hedge = phrase.tokens[place].roles["hedges"]
    return hedge if phrase.has(place, "afterwards") or hedge in _DEGREES else None


_DEGREES = (Hedge.FAR_OVER, Hedge.JUST_OVER)
"""How much a thing has changed: "markant", "en smule"."""


def _is_no(phrase: _Phrase, place: int) -> bool:
    return phrase.has(place, "everyone") and phrase.tokens[place].roles["everyone"] == "none"


def _is_done(phrase: _Phrase, place: int) -> bool:
    """Whether a word is only what a share does, where one is told."""
    return _is_no(phrase, place) or phrase.has(place, "preferring") or phrase.has(place, "supporting")


def _percent(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """Per cents, their ranges and differences; "from … to …" is a change, and "20 % more" no share."""
    tokens = phrase.tokens
    if phrase.has(place, "between") or phrase.has(place, "start"):
        joint = "joined" if phrase.has(place, "between") else "until"
        first = _past_hedge(phrase, place + 1) if joint == "until" else place + 1
        low, after = _amount(phrase, first)
        after = _past_year(phrase, after)
        if low is None or not phrase.has(after, joint):
            return
        last = _past_hedge(phrase, after + 1) if joint == "until" else after + 1
        high, end = _amount(phrase, last)
        if high is None or not phrase.is_value(end - 1 - phrase.is_unit(end - 1), end):
            return
        if joint == "joined":
            yield _Core(partial(Percent, low, high), place, end)
        else:
            ends = _value(phrase, low, first), _value(phrase, high, last)
            yield _Core(partial(Change, _way_from(*ends), *ends), place, end)
        return
    value, after = _amount(phrase, place)
    if value is None:
        return
    if phrase.measure.signed and (phrase.has(after - 1, "points") or phrase.is_value(place, after)):
        down = phrase.word(place - 1) == "-" or _falls(phrase, place)
        yield _Core(partial(Percent, -value if down else value), place, after)
        return
    if phrase.has(after - 1, "points"):
        yield _Core(partial(Points, value), place, after)
        return
    if (points := _points_of_change(phrase, place, after)) is not None:
        yield _Core(partial(Points, value), place, points)
        return
    spans = phrase.word(after) == "-" or phrase.has(after, "until")
    if (spans or phrase.has(after, "joined")) and not _of_group(phrase, place, after):
        high, end = _amount(phrase, after + 1)
        if (
            high is not None
            and phrase.is_value(end - 1 - phrase.is_unit(end - 1), end)
            and (high > value or not spans)
            and ("digits" in tokens[place].roles or phrase.word(after) == "-")
        ):
            if spans:
                yield _Core(partial(Percent, value, high), place, end)
            elif not phrase.has(after - 1, "percent"):
                yield _Core(partial(Percent, value), place, place + 1)
                yield _Core(partial(Percent, high), after + 1, end)
            if spans or not phrase.has(after - 1, "percent"):
                return
    if not phrase.is_value(place, after) or _no_share(phrase, place, after):
        return
    if _relative(phrase, place, after):
        yield _Core(partial(Points, value, True), place, after)
    else:
        yield _Core(partial(Percent, value), place, after)


def _value(phrase: _Phrase, value: Decimal, place: int) -> Percent:
    """A number at a place as what is said of a share."""
    _, after = _amount(phrase, place)
    start, end = phrase.tokens[place].start, phrase.tokens[after - 1].end
    hedge = phrase.tokens[place - 1].roles.get("hedges", Hedge.PLAIN)
    return Percent(
        value, phrase="", start=start, end=end, language=phrase.language, hedge=hedge, measure=phrase.measure
    )


def _past_hedge(phrase: _Phrase, place: int) -> int:
    return place + 1 if phrase.has(place, "hedges") else place


def _past_year(phrase: _Phrase, place: int) -> int:
    """The place after the year that a number is of: "fra 61 % i 2019 til 51 %"."""
    return place + 2 if phrase.has(place, "bases") and _is_year(phrase.word(place + 1)) else place


def _of_group(phrase: _Phrase, place: int, after: int) -> bool:
    """Whether a number before "-" or "og" is no share but a group's: "66 % af de 18-34-årige", "of those under 35 and".

    Such a number ends a range of its own, or lacks the per cent sign that a number before it in the sentence has.
    """
    if phrase.has(after - 1, "percent"):
        return False
    ranged = phrase.word(place - 1) == "-" and phrase.number(place - 2) is not None
    signed = any(phrase.has(near, "percent") for near in range(phrase.sentence(place).start, place))
    return ranged or (signed and phrase.has(after, "joined"))


def _amount(phrase: _Phrase, place: int) -> tuple[Decimal | None, int]:
    """A number with its unit, if it has one, and the place after."""
    value = phrase.number(place)
    if value is None and phrase.number(place, article=True) and phrase.has(place + 1, "percent"):
        value = Decimal(1)
    if value is None:
        return None, place
    after = place + 1
    if phrase.is_unit(after) or phrase.has(after, "points"):
        after += 1
    return value, after


def _points_of_change(phrase: _Phrase, place: int, after: int) -> int | None:
    """The place after the points that a share has changed by, "fallen twenty points"; "20 points" may be a score."""
    points = after + 1 if phrase.word(after) == "-" else after
    changed = any(phrase.has(near, role) for near in phrase.sentence(place) for role in ("changes", "ahead"))
    return points + 1 if changed and phrase.word(points) in phrase.vocabulary.bare_points else None


def _no_share(phrase: _Phrase, place: int, after: int) -> bool:
    sentence = phrase.sentence(place)
    before = range(max(sentence.start, place - _REACH), place)
    following = after + 1 if phrase.word(after) == "-" else after
    return any(phrase.has(near, "not_before") for near in before) or phrase.has(following, "not_after")


def _relative(phrase: _Phrase, place: int, after: int) -> bool:
    """Whether a per cent measures a change or a difference, and is itself no share."""
    if phrase.has(after, "comparisons") or phrase.has(after, "graded") or _graded_than(phrase, after):
        return True
    by = place - 1
    while by >= 0 and (phrase.has(by, "hedges") or phrase.has(by, "focus")):
        by -= 1
    if _amounts_to(phrase, place, by, after):
        return True
    if phrase.has(by, "changes") and phrase.word(by).split(" ")[-1] not in phrase.vocabulary.start:
        return True
    return phrase.has(by, "by") and any(
        phrase.has(near, "changes") or phrase.has(near, "factors") for near in range(max(by - 3, 0), by)
    )


def _amounts_to(phrase: _Phrase, place: int, by: int, after: int) -> bool:
    """Whether a per cent is how large a change was: "et fald i tilliden på 25 procent", "a 25% drop"."""
    moves = phrase.vocabulary.moves
    if phrase.word(after) in moves and phrase.has(place - 1, "articles"):
        return True
    if phrase.word(by) not in phrase.vocabulary.amounting or phrase.word(after) in phrase.vocabulary.whose:
        return False  # "stiger på 25 procent af skolerne"
    return any(phrase.word(near) in moves for near in range(max(by - _MARGIN, phrase.sentence(by).start), by))


def _out_of(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "tre ud af fire", "1 af 5", "ni skoler ud af ti"; of kinds of answers it is a count."""
    value = phrase.number(place, article=True)
    noun = phrase.has(place + 1, "counted") or (" " in phrase.word(place + 2) and phrase.is_noun(place + 1))
    whose = place + 1 if noun else place
    if value is None or not phrase.has(whose + 1, "out_of"):
        return
    after = whose + 3 if phrase.has(whose + 2, "every") else whose + 2
    whole = phrase.number(after)
    if whole is None or not 0 < value < whole <= 100 or whole % 1 or value % 1:
        return
    after += 1
    if phrase.has(after, "kinds"):
        yield _Core(partial(Count, int(value), int(whole)), place, after + 1)
    else:
        yield _Core(partial(Portion, int(value), int(whole), "out of"), place, after)


def _every(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "hver fjerde", "hver 3."; of years and weeks it is no share."""
    if not phrase.has(place, "every"):
        return
    after = place + 1
    if phrase.has(after, "ordinals"):
        n = phrase.tokens[after].roles["ordinals"]
        after += 1
    else:
        value = phrase.number(after)
        if value is None or value % 1 or not 2 <= value <= 100 or phrase.word(after + 1) not in _ORDINAL_MARKS:
            return
        n, after = int(value), after + 2
    if not phrase.has(after, "periods"):
        yield _Core(partial(Portion, 1, n, "every"), place, after)


_ORDINAL_MARKS = frozenset({".", "th", "rd", "nd"})


def _portion(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "halvdelen", "en fjerdedel", "to tredjedele"."""
    form: Form = "part"
    if phrase.has(place, "portions"):
        halved = any(phrase.has(place - 1, role) for role in ("halved_before", "ordinals", "digits"))
        # "half of 2024" is a time, "half in 2024" is a share.
        of = phrase.has(place + 1, "out_of") and phrase.tokens[place + 1].roles.get("bases") is not True
        year = phrase.word(place + 2 if of else place + 1)
        if not halved and not _is_year(year) and not phrase.has(place + 1, "periods"):
            numerator, denominator = phrase.tokens[place].roles["portions"]
            yield _fraction(phrase, numerator, denominator, form, place, place + 1)
        return
    value = phrase.number(place, article=True)
    noun = place + 2 if phrase.word(place + 1) == "-" else place + 1
    if value is None and phrase.has(place, "parts") and (phrase.has(place, "definite") or _good(phrase, place - 1)):
        value, noun = Decimal(1), place
    if value is None or not phrase.has(noun, "parts") or phrase.has(noun + 1, "periods"):
        return
    whole = phrase.tokens[noun].roles["parts"]
    if 0 < value < whole and not value % 1:
        yield _fraction(phrase, int(value), whole, form, place, noun + 1)


def _by_which(phrase: _Phrase, place: int) -> Direction | None:
    """The way of the change that a fraction measures: "faldet med en fjerdedel"."""
    before = place - 1
    while phrase.has(before, "hedges") or phrase.has(before, "focus"):
        before -= 1
    if not phrase.has(before, "by"):
        return None
    ways = (phrase.tokens[near].roles.get("changes") for near in range(before - 1, max(before - 4, -1), -1))
    way: Direction | None = next(filter(None, ways), None)
    return way


def _good(phrase: _Phrase, place: int) -> bool:
    """Whether a hedge holds the article of its noun: "en god tredjedel"."""
    return phrase.has(place, "hedges") and phrase.word(place).split(" ")[0] in phrase.vocabulary.articles


def _fraction(phrase: _Phrase, numerator: int, denominator: int, form: Form, first: int, after: int) -> _Core:
    """A fraction is a share; before "færre" it is how much fewer."""

    def ratio(grows: bool) -> Decimal:
        factor = 1 + Fraction(numerator, denominator) * (1 if grows else -1)
        return round(Decimal(factor.numerator) / factor.denominator, 4)

    if phrase.has(after, "graded") or _graded_than(phrase, after):
        relation = phrase.vocabulary.graded[phrase.word(after).split(" ")[0]]
        return _Core(partial(Comparison, relation, ratio(relation == "more")), first, after + 1)
    if (way := _by_which(phrase, first)) in ("up", "down"):
        return _Core(partial(Change, way, factor=ratio(way == "up")), first, after)
    return _Core(partial(Portion, numerator, denominator, form), first, after)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _sole(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "Kun mænd læser": that these are a group, only the figure knows."""
    following = phrase.tokens[place + 1 : place + 2]
    plain = all(token.word.isalpha() and not token.roles for token in following)
    if plain and phrase.has(place, "only") and place == phrase.sentence(place).start:
        yield _Core(Sole, place, place + 1)


def _part(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "et flertal", "de fleste"; English "most" is a superlative before an adjective.

    What a group does without a number, most of it do: "de ældre støtter".
    """
    superlative = phrase.has(place, "most") and (_superlative(phrase, place) or _adverb(phrase, place))
    if phrase.has(place, "majorities") and not superlative:
        yield _Core(partial(Part, phrase.tokens[place].roles["majorities"]), place, place + 1)
    elif phrase.has(place, "supporting") and _states(phrase, place):
        yield _Core(partial(Part, "majority"), place, place + 1, Hedge.PLAIN)


def _everyone(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "alle" as a share; after "af" it is only the base of another quantifier, but "få" not; after "i" it counts."""
    if not phrase.has(place, "everyone"):
        return
    amount = phrase.tokens[place].roles["everyone"]
    if _is_no(phrase, place) and any(phrase.has(near, "significant") for near in range(place + 1, place + 4)):
        return
    if amount == "few" and phrase.has(place + 1, "periods"):
        return
    before = place - 1
    while (
        before >= 0
        and (phrase.has(before, "hedges") or phrase.has(before, "focus"))
        and not phrase.has(before, "bases")
    ):
        before -= 1
    counted = phrase.number(before - 1, article=True) is not None
    if amount != "all" and phrase.has(before, "agents") and not counted:
        yield _Core(partial(Everyone, amount), place, place + 1)
        return
    if phrase.has(place, "initial") and not _opens(phrase, place):
        return
    listed = False
    if phrase.has(before, "bases"):
        listed = phrase.tokens[before].roles["bases"]
        if not listed:
            return
    yield _Core(
        partial(Everyone, amount, listed), place, place + 1, Hedge.PLAIN if listed and before == place - 1 else None
    )


def _opens(phrase: _Phrase, place: int) -> bool:
    """Whether a word opens its sentence, focus and hedges aside."""
    before = place - 1
    while before >= 0 and (phrase.has(before, "focus") or phrase.has(before, "hedges")):
        before -= 1
    return before < 0 or phrase.word(before) in _SENTENCE_ENDS or before < place - 1


def _extreme(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "oftest", "den største"; "mest" only with what it is most of."""
    roles = phrase.tokens[place].roles
    count, among = _counted(phrase, place)
    sides = _FALLING if phrase.measure.signed and _falls(phrase, place) else _AS_SAID
    if _asked(phrase, place):
        return
    if "tops" in roles:
        yield _Core(partial(Extreme, sides["most"], 1, roles["tops"], True), place, place + 1)
    elif "records" in roles:
        yield _Core(partial(Extreme, roles["records"], ever=True), place, place + 1)
    elif "extremes" in roles:
        side, rank = roles["extremes"]
        after = place + 2 if phrase.has(place + 1, "ever") else place + 1
        yield _Core(partial(Extreme, sides[side], rank, count, among, after > place + 1), place, after)
    elif "most" in roles and (_superlative(phrase, place) or among):
        side, rank = roles["most"]
        yield _Core(partial(Extreme, sides[side], rank, count, among), place, place + 2)
    elif "most" in roles and (_echoes(phrase, place) or _adverb(phrase, place)):
        side, rank = roles["most"]
        yield _Core(partial(Extreme, sides[side], rank), place, place + 1)


_AS_SAID: dict[Side, Side] = {"most": "most", "least": "least"}
_FALLING: dict[Side, Side] = {"most": "least", "least": "most"}
"""Which end of the values a superlative is of: what "fell most" has the least of changes with a sign."""


def _falls(phrase: _Phrase, place: int) -> bool:
    """Whether a sentence says that something fell, before a colon too: "faldt mest: 14 procentpoint"."""
    sentence = phrase.sentence(place)
    first = sentence.start
    if first and phrase.word(first - 1) == ":":
        first = phrase.sentence(first - 2).start
    return any(_way(phrase, near) == "down" for near in range(first, sentence.stop))


def _asked(phrase: _Phrase, place: int) -> bool:
    """Whether a superlative says what is asked or sorted by: "Hvad er den største …", "efter deres vigtigste …"."""
    before = place - 1
    while phrase.has(before, "owners"):
        before -= 1
    return phrase.has(before, "sorting") or phrase.has(phrase.sentence(place).start, "asking")


def _states(phrase: _Phrase, place: int) -> bool:
    """Whether a verb or its kin states a thing of what stands before it, and asks nothing."""
    sentence = phrase.sentence(place)
    asks = phrase.has(sentence.start, "asking") or phrase.word(sentence.stop) == "?"
    return place > sentence.start and not asks and not phrase.has(place - 1, "relative")


def _counted(phrase: _Phrase, place: int) -> tuple[int | None, bool]:
    """How many a superlative is of, "de tre hyppigste", and whether it is said of one that is only among them."""
    value = phrase.number(place - 1)
    count = int(value) if value is not None and not value % 1 and 1 < value <= 10 else None
    return count, phrase.has(place - 1 if count is None else place - 2, "among")


def _superlative(phrase: _Phrase, place: int) -> bool:
    """Whether "mest" is most of something: "mest udbredt", "det mest …", "er mest …"; never "mest muligt"."""
    if phrase.has(place + 1, "superlatives"):
        return True
    named = " " in phrase.word(place) or phrase.has(place - 1, "copulas")
    return named and phrase.is_noun(place + 1) and not phrase.has(place + 1, "bases")  # "er mindst i Jylland"


def _adverb(phrase: _Phrase, place: int) -> bool:
    """Whether "mest" is how much a thing is done: "bekymrer mest om", "worries voters most"; "most of" is a part."""
    if place == phrase.sentence(place).start or phrase.has(place - 1, "joined") or phrase.has(place - 1, "bases"):
        return False
    about = phrase.has(place + 1, "bases") and not phrase.has(place + 1, "out_of") and not _leads(phrase, place + 2)
    return about or _ends(phrase, place) or phrase.word(place + 1) == ","


def _echoes(phrase: _Phrase, place: int) -> bool:
    """Whether "mindst" is an end of an order: "størst om idé og mindst om evaluering", "Mindst er evaluering"."""
    if place == phrase.sentence(place).start and phrase.has(place + 1, "copulas"):
        return True
    before = range(phrase.sentence(place).start, place)
    ordered = any(phrase.has(near, "extremes") for near in before)
    return ordered and (phrase.has(place - 1, "joined") or _ends(phrase, place)) and not _leads(phrase, place + 1)


def _ends(phrase: _Phrase, place: int) -> bool:
    """Whether a word is the last of its sentence."""
    return place + 1 == phrase.sentence(place).stop


def _comparison(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "oftere", "flere … end", "dobbelt så mange", "lige så ofte"."""
    token = phrase.tokens[place]
    if "comparisons" in token.roles:
        yield _measured(phrase, token.roles["comparisons"], None, place, place + 1)
    elif "ahead" in token.roles and _between(phrase, place):
        yield _Core(partial(Comparison, token.roles["ahead"]), place, place + 1)
    elif "times" in token.roles:
        factor = token.roles["times"]
        yield _measured(phrase, "more" if factor > 1 else "less", factor, place, place + 1)
    elif (value := phrase.number(place)) is not None and phrase.has(place + 1, "multiplied"):
        relation: Relation = "more" if value > 1 else "less"
        yield _measured(phrase, relation, value, place, place + 2)
    elif value is not None and value > 1 and phrase.has(place + 1, "divided"):
        # "tre gange færre": a third of them, so that the others are three times as many
        yield _Core(partial(Comparison, "more", value, down=True), place, place + 2 + phrase.has(place + 2, "measures"))
    elif (odds := _to_one(phrase, place)) is not None:
        value, first = odds
        yield _Core(partial(Comparison, "more", value), first, place + 3)
    elif "graded" in token.roles:
        sentence = phrase.sentence(place)
        grows = place == sentence.start and any(phrase.has(place + 1, role) for role in ("doing", "counted"))
        if grows or "alone" in token.roles or any(_than(phrase, near) for near in range(place + 1, sentence.stop)):
            yield _Core(partial(Comparison, token.roles["graded"]), place, place + 1)
    elif _graded_than(phrase, place) and not _leads(phrase, place + 1):
        # "flere end" that no number follows compares: "Flere end ved sidste måling …".
        relation = phrase.vocabulary.graded[token.word.split(" ")[0]]
        yield _Core(partial(Comparison, relation), place, place + 1)


def _comparative(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "er tryggere end": what is more, only a label can say."""
    before, word = place - 1, phrase.word(place)
    while phrase.has(before, "hedges") or phrase.has(before, "focus") or phrase.has(before, "negations"):
        before -= 1
    following = range(place + 1, min(place + 1 + _MARGIN, phrase.sentence(place).stop))
    if phrase.has(before, "copulas") and phrase.is_noun(place) and any(_than(phrase, near) for near in following):
        yield _Core(partial(Comparison, "more", named=word), place, place + 1)


def _to_one(phrase: _Phrase, place: int) -> tuple[Decimal, int] | None:
    """How many stand against one, and where that begins: "by a margin of two to one"."""
    value = phrase.number(place)
    margin = [near for near in range(max(place - _MARGIN, 0), place) if phrase.has(near, "by")]
    one = phrase.has(place + 1, "until") and phrase.number(place + 2, article=True) == 1
    return (value, margin[-1]) if margin and one and value is not None and value > 1 else None


_MARGIN = 4
"""How many words before "two to one" its "by" may stand: "by a margin of"."""


def _between(phrase: _Phrase, place: int) -> bool:
    """Whether a word stands between what it compares: "toget slår bussen", "7 procentpoint over klima"."""
    if phrase.word(place) in phrase.vocabulary.apart:
        return phrase.has(place - 1, "points") and not _leads(phrase, place + 1)
    if phrase.word(place) in phrase.vocabulary.placed and not _placed(phrase, place - 1):
        return False
    return _states(phrase, place)


def _placed(phrase: _Phrase, place: int) -> bool:
    """Whether the word before "foran" says that something is there: "er foran", "5 procentpoint foran", ", foran"."""
    roles = ("copulas", "points", "hedges", "focus", "negations")
    return phrase.word(place) in (",", *phrase.vocabulary.standing) or any(phrase.has(place, role) for role in roles)


def _than(phrase: _Phrase, place: int) -> bool:
    return phrase.has(place, "than") or _graded_than(phrase, place)


def _graded_than(phrase: _Phrase, place: int) -> bool:
    """Whether a hedge is also a comparison: "flere end"."""
    return phrase.has(place, "hedges") and phrase.word(place).split(" ")[0] in phrase.vocabulary.graded


def _leads(phrase: _Phrase, place: int) -> bool:
    """Whether a hedge leads to a quantifier, or to a thing: "mere end en myndighed"."""
    while phrase.has(place, "focus") or phrase.has(place, "hedges"):
        place += 1
    return any(phrase.has(place, role) for role in _LED)


_LED = ("digits", "numbers", "articles", "every", "portions", "parts", "majorities", "everyone", "times", "factors")


def _measured(phrase: _Phrase, relation: Relation, factor: Decimal | None, first: int, after: int) -> _Core:
    """A comparison with the word that "så" measures: "så ofte"; of "dobbelt så få" the other has twice as many."""
    if phrase.has(after, "measures") or phrase.has(after, "downward"):
        after += 1
    down = is_of(phrase.word(after - 1), phrase.vocabulary.downward)
    return _Core(partial(Comparison, relation, factor, down=down), first, after)


def _way(phrase: _Phrase, place: int) -> Direction | None:
    """Which way a word says that something has moved; None of any other word."""
    way: Direction | None = phrase.tokens[place].roles.get("changes")
    return way


def _change(phrase: _Phrase, place: int) -> Iterator[_Core]:
    token = phrase.tokens[place]
    if phrase.measure.signed and (way := _way(phrase, place)):
        yield _moved(phrase, place, way)
        return
    if "changes" in token.roles and phrase.has(place + 1, "with_age"):
        yield _Core(partial(Gradient, "up", token.roles["changes"]), place, place + 2, Hedge.PLAIN)
    elif "changes" in token.roles and not _object(phrase, place):
        change = partial(Change, token.roles["changes"], steady=_steady(phrase, place))
        yield _Core(change, place, place + 1, follows=True)
    elif "factors" in token.roles:
        factor = token.roles["factors"]
        yield _Core(partial(Change, "up" if factor > 1 else "down", factor=factor), place, place + 1)


def _moved(phrase: _Phrase, place: int, way: Direction) -> _Core:
    """That a value which is a change goes one way, and how far where that is said: "steget med knap 4 procentpoint"."""
    by, hedge = place + 1, None
    while phrase.has(by, "by") or phrase.has(by, "hedges") or phrase.has(by, "focus"):
        hedge = phrase.tokens[by].roles.get("hedges", hedge)
        by += 1
    value, after = _amount(phrase, by)
    if value is not None and (phrase.has(after - 1, "points") or phrase.is_value(by, after)):
        return _Core(partial(Percent, -value if way == "down" else value), place, after, hedge or Hedge.PLAIN)
    side = {"up": Hedge.OVER, "down": Hedge.UNDER, "same": Hedge.EXACTLY}[way]
    return _Core(partial(Percent, Decimal(0)), place, place + 1, side)


def _steady(phrase: _Phrase, place: int) -> bool:
    """Whether a change is said of every step, right before its verb or after it: "støt faldende", "faldet hvert år"."""
    sentence = phrase.sentence(place)
    for side in (range(place - 1, sentence.start - 1, -1), range(place + 1, sentence.stop)):
        for near in side[:_NEARBY]:
            if phrase.has(near, "changes") or phrase.has(near, "factors"):
                break
            if phrase.has(near, "steady"):
                return True
    return False


_NEARBY = 6
"""How many words from its verb "støt" may stand: "er hvert år siden 2015 faldet"."""


def _object(phrase: _Phrase, place: int) -> bool:
    """Whether a participle is a thing that somebody thinks of, no change: "fear falling ill", "om stigende priser"."""
    before = phrase.tokens[place - 1].roles if place else {}
    thought = "fearing" in before or before.get("bases") is False
    return thought and phrase.word(place).endswith(phrase.vocabulary.participle)


def _gradient(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "jo yngre, jo mindre", "the older we get, the less": two comparatives, each after the word that pairs them."""
    if not (phrase.has(place, "paired") and phrase.has(place + 1, "ordering")):
        return
    sentence = phrase.sentence(place)
    for second in range(place + 2, sentence.stop - 1):
        if phrase.has(second, "paired") and phrase.has(second + 1, "amounts"):
            along = phrase.tokens[place + 1].roles["ordering"]
            way = phrase.tokens[second + 1].roles["amounts"]
            yield _Core(partial(Gradient, along, way), place, second + 2, Hedge.PLAIN)
            return


def _significance(phrase: _Phrase, place: int) -> Iterator[_Core]:
    if phrase.has(place, "significant"):
        yield _Core(Significance, place, place + 1)


def _count(phrase: _Phrase, place: int) -> Iterator[_Core]:
    """ "1.877 arbejdspladser"; an adjective may stand between."""
    value = phrase.number(place) if phrase.has(place, "digits") else None
    if value is None or value % 1 or value < _COUNTED_FROM:
        return
    for noun in (place + 1, place + 2):
        if phrase.has(noun, "counted"):
            yield _Core(partial(Count, int(value)), place, noun + 1)
            return
        if phrase.has(noun, "percent") or not phrase.is_noun(noun):
            return


_COUNTED_FROM = 30
"""Smaller numbers before a noun are things, not respondents: "4 virksomheder i undersøgelsen"."""


def _vague(phrase: _Phrase, place: int) -> Iterator[_Core]:
    if phrase.has(place, "vague"):
        yield _Core(Vague, place, place + 1)
    elif phrase.has(place, "initial") and not _opens(phrase, place):
        return
    elif phrase.has(place, "many") and not phrase.has(place + 1, "graded"):
        yield _Core(partial(Vague, many=not phrase.has(place + 1, "kinds")), place, place + 1)


_PARSERS: tuple[tuple[Callable[[_Phrase, int], Iterator[_Core]], frozenset[str]], ...] = (
    (_gradient, phrases("paired")),
    (_out_of, phrases("digits, numbers, articles")),
    (_every, phrases("every")),
    (_percent, phrases("digits, numbers, articles, between, start")),
    (_portion, phrases("digits, numbers, articles, portions, parts")),
    (_part, phrases("majorities, supporting")),
    (_comparison, phrases("comparisons, ahead, times, graded, hedges, digits, numbers")),
    (_extreme, phrases("extremes, most, tops, records")),
    (_everyone, phrases("everyone")),
    (_change, phrases("changes, factors")),
    (_significance, phrases("significant")),
    (_count, phrases("digits")),
    (_vague, phrases("vague, many")),
    (_sole, phrases("only")),
)
"""Parsers in the order they are tried, each with the roles that can open what it reads."""

__all__ = ["lexicon", "read", "wording_of"]
