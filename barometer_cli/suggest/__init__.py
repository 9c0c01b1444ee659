"""Headlines that a figure could have: made from its facts, and kept only where the reader of claims proves them.

`facts` finds what the values have to tell, `drafts` words it in every form a language has, and here each sentence is
read as `barometer check` reads a headline. One that is not read whole, or is of other values than it was made from, or
in doubt, is no suggestion: so none can be false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli import pipeline
from barometer_cli.claims import subjects
from barometer_cli.claims.words import fold
from barometer_cli.languages import LANGUAGES
from barometer_cli.layout.frame import MOST_HEADLINE_LINES, text_measure
from barometer_cli.layout.text import block
from barometer_cli.layout.type import set_in
from barometer_cli.model.claim import Holds, Subject, Thresholds, shares_of
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Text
from barometer_cli.model.preset import WEB, asked_for
from barometer_cli.model.spec import ClaimSpec, NamedShareSpec
from barometer_cli.suggest.drafts import Draft, Wording
from barometer_cli.suggest.facts import facts, values

COUNT = 5
"""Suggestions of a figure where nobody asks for more or fewer."""
POOL = 4
"""Suggestions from which each that is given is chosen."""
SAME_FORM, SAME_CELLS, SAME_FIRST, SAME_NAME = 12.0, 16.0, 12.0, 6.0
"""What a suggestion loses for each before it that has its form, its values, its first value, a name of them."""
LEAST = 8.0
"""What is left of a suggestion that is given besides the first."""


class Suggestion(Struct, frozen=True):
    """A headline that is proved.

    Attributes
    ----------
    title
        Its words.
    claims
        The bindings that its words need; none where they bind by themselves.
    cells
        The values that it is of, the first one first.
    form
        How it says it.
    score
        How much there is to it; those that are alike lose by it.
    """

    title: str
    claims: tuple[ClaimSpec, ...]
    cells: tuple[Subject, ...]
    form: str
    score: float


def suggest(figure: Figure, count: int = COUNT) -> tuple[Suggestion, ...]:
    """True headlines of a figure in its language, the best first and no two alike; none of one without numbers.

    Parameters
    ----------
    figure
        Computed by `pipeline.figure`.
    count
        How many at most.
    """
    if not figure.table.shown:
        return ()
    thresholds = Thresholds(**figure.survey.thresholds)
    wording = Wording(values(figure), LANGUAGES[figure.locale.language].headlines)
    drafts = sorted(
        (draft for scored in facts(wording.held, thresholds) for draft in wording.drafts(scored)),
        key=lambda draft: -draft.score,
    )
    return tuple(_varied(_proved(drafts, figure), count))


def _proved(drafts: Iterable[Draft], figure: Figure) -> Iterator[Suggestion]:
    """The drafts that are read as they were meant, in order; each sentence once."""
    told: set[str] = set()
    others = kept(figure)
    for draft in drafts:
        if fold(draft.text) not in told and _fits(draft.text, figure) and (found := proved(draft, figure, others)):
            told.add(fold(draft.text))
            yield found


def _varied(found: Iterator[Suggestion], count: int) -> Iterator[Suggestion]:
    """The best of what there is, one after the other: each that is like one before has less to it."""
    pool: list[Suggestion] = []
    for each in found:
        pool.append(each)
        if len(pool) >= POOL * count:
            break
    chosen: list[Suggestion] = []

    def left(each: Suggestion) -> float:
        return each.score - sum(_alike(each, other) for other in chosen)

    while pool and len(chosen) < count:
        best = max(pool, key=left)
        if chosen and left(best) < LEAST:
            return
        pool.remove(best)
        chosen.append(best)
        yield best


def _alike(one: Suggestion, other: Suggestion) -> float:
    same_cells = {_named(each) for each in one.cells} == {_named(each) for each in other.cells}
    names = [{name for each in some.cells for name in _named(each) if name} for some in (one, other)]
    same_first = len(one.cells) < 3 > len(other.cells) and _named(one.cells[0]) == _named(other.cells[0])
    return (
        SAME_FORM * (one.form == other.form)
        + SAME_CELLS * same_cells
        + SAME_FIRST * same_first
        + SAME_NAME * min(len(names[0] & names[1]), 2)
    )


def _named(subject: Subject) -> tuple[str, str | None]:
    return subject.label, subject.group


def _fits(title: str, figure: Figure) -> bool:
    """Whether a headline has its three lines on the sheet for the web, and on those that the spec names."""
    sheets = {
        preset.name: preset for preset in (WEB, *(each for name in figure.spec.sheets for each in asked_for(name)))
    }
    for preset in sheets.values():
        theme = pipeline.theme(figure).on(preset)
        measure = text_measure(theme, preset)
        with set_in(theme.typeface):
            lines = block(title, measure, theme.sizes.headline, 600, 1.29, balanced=True).lines
        if len(lines) > MOST_HEADLINE_LINES:
            return False
    return True


def proved(draft: Draft, figure: Figure, others: Sequence[ClaimSpec]) -> Suggestion | None:
    """A draft that is read whole, true and of its own values: by its words, else by its bindings; else None.

    Parameters
    ----------
    draft
        A sentence and what its claims are of.
    figure
        The figure that it would stand over.
    others
        Its bindings that stay, as `kept` tells them.
    """
    for claims in ((), draft.claims):
        read = pipeline.headline(titled(figure, draft.text, (*claims, *others)))
        if (cells := _cells(read, len(draft.claims), figure)) and {_named(each) for each in cells} == draft.cells:
            return Suggestion(draft.text, claims, cells, draft.form, draft.score)
    return None


def _cells(read: Text, count: int, figure: Figure) -> tuple[Subject, ...]:
    """The values that a text is proved of, each part of a sum; none where any is open, in doubt, or not read."""
    if len(read.verdicts) < count or read.unread:
        return ()
    found: list[Subject] = []
    for verdict in read.verdicts:
        if not isinstance(verdict, Holds) or verdict.doubt or verdict.note:
            return ()
        for subject in shares_of(verdict.target):
            found += [subject] if figure.table.find(*_named(subject)) else _parts(subject, figure)
    return tuple(dict.fromkeys(found))


def _parts(subject: Subject, figure: Figure) -> list[Subject]:
    """The cells that a sum is of, which is itself no value of the table."""
    told = {_named(each): each for each in subjects(figure.table, figure.id)}
    return [told[part, subject.group] for part in subject.parts if (part, subject.group) in told]


def titled(figure: Figure, title: str, claims: Sequence[ClaimSpec]) -> Figure:
    """A figure under another headline, with these bindings and no other."""
    return replace(figure, spec=figure.spec.model_copy(update={"title": title, "claims": tuple(claims)}))


def kept(figure: Figure) -> tuple[ClaimSpec, ...]:
    """The bindings of a figure that do not go with its headline: those that stand in another text, or in none."""
    spec = figure.spec
    others = [text.text for text in pipeline.texts(figure)[1:]]
    return tuple(
        claim
        for claim in spec.claims
        if any(claim.places(text) for text in others)
        or not (claim.places(spec.title) or isinstance(claim, NamedShareSpec))
    )
