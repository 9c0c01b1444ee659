"""A figure ready to be drawn, and what a kind of figure is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from barometer_cli.model import measure
from barometer_cli.model.axis import Role, Shape
from barometer_cli.model.caption import Caption
from barometer_cli.model.locale import Locale
from barometer_cli.model.period import bare, in_time, same
from barometer_cli.model.picture import MARKS_APART, Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scale import Scale
from barometer_cli.model.scene import Form, Scene
from barometer_cli.model.sheet import SheetWords
from barometer_cli.model.spec import Answers, FigureSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.model.table import Table
from barometer_cli.model.theme import Theme

Name = TypeVar("Name", bound=str | None, covariant=True)


class Untold(Struct, frozen=True):
    """What nobody says in the language of a figure, so that it is told in its survey's: where in the spec that shows,
    and how it is mended.
    """

    where: Where
    message: str
    hint: str


class Figure(Struct, frozen=True):
    """Everything a kind may speak of: the author's words, the computed table, the computed caption.

    `alt` is one sentence for a screen reader, `description` every shown number in words; `words` are those of the
    sheet, `manner` is how its kind draws it, `portrait` the bytes of a quote's picture, `beside` the values and ends of
    intervals of the other figures of its spec: they are compared, so its scale holds them too; `untold` is what nobody
    says in its language.
    """

    id: str
    spec: FigureSpec
    survey: SurveySpec
    locale: Locale
    table: Table
    caption: Caption
    alt: str
    description: str
    words: SheetWords
    manner: Manner
    portrait: bytes | None = None
    beside: tuple[float, ...] = ()
    untold: tuple[Untold, ...] = ()

    @property
    def credit(self) -> str:
        """The source that the figure names: its own, else that of the survey; of waves that are compared, each.

        Empty where neither is known.
        """
        if self.spec.source:
            return self.spec.source
        categories = tuple(dict.fromkeys(cell.category for cell in self.table.shown))
        waves = self.table.editions or [bare(wave) for wave in self.table.waves or in_time(categories)]
        if not self.survey.wave or not any(same(wave, self.survey.wave) for wave in waves):
            return self.survey.credit
        return self.survey.credit.replace(self.survey.wave, self.locale.both(waves))


def shapes(categories: Iterable[Role], groups: Iterable[Role | None] = (None,)) -> frozenset[Shape]:
    """Every shape of a table whose categories have one of these roles and whose groups one of those."""
    return frozenset((one, other) for one in categories for other in groups)


GROUPED = """
group,category,share
Gruppe A,Første svar,62
Gruppe A,Andet svar,41
Gruppe B,Første svar,48
Gruppe B,Andet svar,35
"""
"""A table of two answers in two groups, to begin with."""


UNWRITTEN = ("Skriv figurens pointe her", "Skriv hvad tallet måler")
"""Headlines of starters with numbers, which stand for the ones to be written."""


class Starter(Struct, frozen=True):
    """A small figure of a kind that works at once: the fields of its spec besides the kind, and its table as CSV.

    `{table}` in the fields stands for the file of the table; the numbers are invented, and the spec says so.
    """

    fields: str
    table: str = ""

    @classmethod
    def asking(cls, answers: Answers, table: str, categories: Role | None = None, more: str = "") -> Starter:
        """One of the per cents that gave each answer to a question.

        Parameters
        ----------
        answers
            How many of them a respondent could give.
        table
            The per cents as CSV.
        categories
            What the table's categories are, where they are no answers.
        more
            Further fields.
        """
        axis = f", categories: {categories}" if categories else ""
        return cls(
            f"""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
question: {{text: Hvad svarede I?, answers: {answers}}}
table: {{file: {{table}}, unit: percent{axis}}}
n: 1000
{more}
""",
            table,
        )


class Coloured(Struct, Generic[Name], frozen=True):
    """Names that a figure tells apart by the colours of its marks.

    Attributes
    ----------
    names
        All categories, all groups or all lines, in the order drawn; None is the whole base.
    what, hint
        What they are called in an error, and what to do about it.
    pale
        Whether the marks are areas that carry their values. Lines and points are not: they take colours that are seen
        by themselves, and what steps back is all of one.
    found
        What those that do not stand beside the scale mean, where it is known.
    """

    names: tuple[Name, ...]
    what: str
    hint: str
    pale: bool = True
    found: Scale | None = None


class Kind(Struct, frozen=True):
    """A kind of figure.

    Attributes
    ----------
    name, purpose
        As a spec calls it, and what it is for in a few words.
    compose
        A figure in a house style on a sheet, as a scene.
    needs, takes
        Fields common to all kinds that its specs must and may have. One that needs a `table` has it from a finished
        table or from microdata (`data`).
    spec
        The fields of its specs: `FigureSpec`, or a model of its own that adds to them.
    measures, shapes
        What it draws: the measures, and the roles of categories and groups together; None where any.
    manner
        How it draws a figure of this spec and table, as far as captions, alt text and descriptions speak of it.
    starter
        What `barometer new` writes.
    accept
        Raises a `BarometerError` where no sheet could draw the figure truly.
    shown
        Its table with what its spec asks not to draw marked as unshown, so that the caption tells of it; None where
        every spec draws what its table shows.
    abridge
        Its table with at most so many bars shown; None where every value is drawn on every sheet.
    chart
        The chart of office programs that its marks are; None where they have none.
    coloured
        What of a figure it tells apart by colours; None where it tells nothing so, or not in this figure.
    """

    name: str
    purpose: str
    compose: Callable[[Figure, Theme, Preset], Scene]
    needs: frozenset[str]
    takes: frozenset[str]
    spec: type[FigureSpec] = FigureSpec
    measures: frozenset[measure.Name] = frozenset(measure.NAMES)
    shapes: frozenset[Shape] | None = None
    manner: Callable[[FigureSpec, Table], Manner] = MARKS_APART
    starter: Starter | None = None
    accept: Callable[[Figure], None] | None = None
    shown: Callable[[Figure], Table] | None = None
    abridge: Callable[[Figure, int], Table] | None = None
    chart: Form | None = None
    coloured: Callable[[Figure], Coloured[str | None] | None] | None = None


class Sheet(Struct, frozen=True):
    """A figure on one preset: as it is told there, and drawn."""

    preset: Preset
    figure: Figure
    scene: Scene
