"""What people write: figure specs, survey files and page files. Frozen; an unknown field is an error."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias

from msgspec import Struct
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from barometer_cli.messages import say, template
from barometer_cli.model.axis import Role
from barometer_cli.model.block import Block
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import code_text
from barometer_cli.model.measure import Name as MeasureName
from barometer_cli.model.naming import Format
from barometer_cli.model.scale import Meaning
from barometer_cli.model.spelling import (
    BY_LANGUAGE,
    STANDS_FOR,
    Spelling,
    misplaced,
    offers,
    one_of,
    shorthand,
)
from barometer_cli.model.written import Written

MOST_LETTERS, MOST_OF_A_TITLE = 10_000, 500
"""Letters of a text: a longer one is a slip, such as a file pasted into a field; no sheet has room for it."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_OF_A_TITLE)]
Operator: TypeAlias = Literal["==", "!=", "in", "not in", "is null", "not null", ">=", "<=", "has any", "has none"]
Threshold: TypeAlias = Literal[
    "plain", "near", "majority", "large_majority", "small_minority", "few", "same", "times", "times_near"
]
Answers = Literal["one", "several", "separate"]
Unit = Literal["percent", "fraction"]
Decimals = Annotated[int, Field(ge=0, le=2, strict=True)]
PercentStyle = Literal["%", "pct.", "per cent"]
Dash = Literal["-", "–"]


def _as_address(value: str) -> str:
    if not re.fullmatch(_ADDRESS, value):
        raise misplaced(
            say("this is no address of a page: {value!r}", value=value), hint=say("Write it whole, from https:// on.")
        )
    return value


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) or value is None else [value]


ALONE = Spelling(_as_list, lambda proper: proper["items"])
"""A value that stands alone for a list of one."""
_ADDRESS = r"https?://[^\s\"'<>]+"
Address = Annotated[Line, AfterValidator(_as_address), Field(json_schema_extra={"pattern": f"^{_ADDRESS}$"})]
"""The address of a page on the web."""
Code = Annotated[
    str,
    Spelling(
        lambda value: code_text(value) if isinstance(value, int | float) else value,
        lambda proper: {"type": ["number", "boolean"]},
    ),
]
"""A code as it stands in the data; 1 and "1" are the same."""
Codes = Annotated[tuple[Code, ...], ALONE]


def _as_name(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Word = Annotated[Line, Spelling(_as_name, lambda proper: {"type": "integer"})]
"""A wave, or what stands in a cell, as people call it; 2020 and "2020" are the same."""
Name = Annotated[Line, Spelling(_as_name, lambda proper: {"type": "integer"}), offers("members")]
"""A category, net or group as the table calls it; 2020 and "2020" are the same."""
Names = Annotated[tuple[Name, ...], ALONE]
Answer = Annotated[Line, offers("members")]
"""A category or net of microdata by its words."""
Variable = Annotated[Line, offers("variables")]
"""A variable of a codebook."""
DataFile = Annotated[Line, offers("data")]
CodebookFile = Annotated[Line, offers("codebooks")]
PerCent = Annotated[float, Field(ge=0, le=100)]


def _as_bands(value: Any) -> Any:
    if isinstance(value, list | tuple) and not _is_plain(value):
        raise misplaced(
            say("bands are numbers, and an item of them is none"), hint=say("Write their lower ends: `[0, 10, 50]`.")
        )
    return dict.fromkeys(value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    """Whether it is a list that holds no other."""
    return isinstance(value, list | tuple) and not any(isinstance(item, list | dict) for item in value)


def _as_sets(value: Any) -> Any:
    return [value] if value and _is_plain(value) else value


def _sound_sets(sets: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    first: dict[str, str] = {}
    for number, names in enumerate(sets):
        for place, name in enumerate(names):
            if fold(name) in first:
                raise misplaced(
                    say("{name!r} has two colours: it stands twice", name=name),
                    number,
                    place,
                    hint=say("Keep it in one place of one set."),
                )
            first[fold(name)] = name
    return sets


def _sound_bands(bands: dict[float, str | None]) -> dict[float, str | None]:
    edges = list(bands)
    if edges != sorted(edges):
        raise ValueError(say("the edges of bands ascend"))
    worded = [label is not None for label in bands.values()]
    if any(worded) and not all(worded):
        raise ValueError(say("each band has words, or none"))
    if not any(worded) and not all(edge.is_integer() for edge in edges):
        raise ValueError(say("bands whose edges are not whole need words: {0: Under 2,5, 2.5: 2,5 og derover}"))
    if any(worded) and len(set(bands.values())) < len(bands):
        raise ValueError(say("two bands have the same words"))
    return bands


BandsSpec = Annotated[
    dict[Annotated[float, Field(allow_inf_nan=False)], Line | None],
    Field(min_length=2),
    Spelling(_as_bands, lambda proper: {"type": "array", "items": {"type": "number"}, "minItems": 2}),
    AfterValidator(_sound_bands),
]
"""Bands of a number by their lower ends, each with its words: `{0: Under 10, 10: 10 og derover}`, or `[0, 10, 50]`."""


Sets = Annotated[
    tuple[Annotated[tuple[Name, ...], Field(min_length=1)], ...],
    Spelling(_as_sets, lambda proper: proper["items"]),
    AfterValidator(_sound_sets),
]
"""Sets of names, each in its order: `[[Kommune, Region, Stat], [Kvinder, Mænd]]`; a list of names is one set."""


def _whole_number(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError(
            say(
                "n must be a whole number, and YAML reads this as {value:g}; write it without a point, such as 1877",
                value=value,
            )
        )
    return value


Respondents = Annotated[int, Field(gt=0, strict=True), BeforeValidator(_whole_number)]
"""An unweighted base."""


def _as_rank(value: Any) -> Any:
    if value == "last" or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    message = say("rank must be a place or last")
    if isinstance(value, str) or type(value) is int:
        message = say("rank must be a place or last, not {value!r}", value=value)
    raise misplaced(message, hint=say("Write 1 for the largest, last for the smallest."))


Rank = Annotated[Annotated[int, Field(ge=1)] | Literal["last"], BeforeValidator(_as_rank)]


def places(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text as words of its own, however it is spaced and whatever its case: "4 %" is not in
    "54 %", and a space that does not break is a space.
    """
    words = r"\s+".join(map(re.escape, phrase.split()))
    return [match.span() for match in re.finditer(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)", text, re.IGNORECASE)]


class QuestionSpec(Written):
    """The question behind a figure.

    Attributes
    ----------
    text
        The question as it was asked.
    sub
        Its sub-questions, as they were asked.
    any_of
        Several questions, each worded "om …": at least one is answered with yes, or, with "separate" answers, each
        has a share of its own.
    per
        Whom the question was answered for, one by one ("samarbejdspartnere").
    answers
        "one" answer each, "several", or "separate" shares that are not parts of one whole; it may stand alone. Left
        out, the codebook knows it; of a finished table nothing is believed but what its shares prove.
    at_most
        How many answers could be given, when there was a limit.
    """

    text: Line | None = None
    sub: tuple[Line, ...] = ()
    any_of: tuple[Line, ...] = ()
    per: Line | None = None
    answers: Answers | None = None
    at_most: int | None = Field(default=None, ge=2, strict=True)

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not (self.text or self.any_of or self.answers) or (not self.asked and (self.sub or self.per)):
            raise ValueError(say("a question needs its text: `question: {text: …}`, or `any_of: [… , …]` for several"))
        if self.text and self.any_of:
            raise ValueError(say("text and any_of are two ways to give the question: remove one of them"))
        if self.at_most and self.answers not in (None, "several"):
            raise ValueError(say("at_most belongs to a question with several answers"))
        return self

    @property
    def asked(self) -> bool:
        """Whether it holds the words of a question."""
        return bool(self.text or self.any_of)


class ConditionSpec(Written):
    """One condition on one column of microdata. On a missing value every condition but "is null" is false.

    Attributes
    ----------
    column
        The column of the data.
    op
        How it is compared; "==" where left out. "has any" and "has none" look inside delimited cells.
    value
        The code or number it is compared with; a list for `in`, `not in`, `has any` and `has none`.
    """

    column: Annotated[Line, offers("columns")]
    op: Operator = "=="
    value: Codes = ()

    @model_validator(mode="after")
    def _enough_values(self) -> Self:
        if self.op in ("is null", "not null"):
            if self.value:
                raise ValueError(say("{op!r} takes no value", op=self.op))
        elif self.op in ("==", "!=", ">=", "<="):
            if len(self.value) != 1:
                raise ValueError(say("{op!r} takes one value, not {n}", op=self.op, n=len(self.value)))
        elif not self.value:
            raise ValueError(say("{op!r} takes a list of values", op=self.op))
        return self


class AllSpec(Written):
    """Conditions that must all be true.

    Attributes
    ----------
    all
        The conditions.
    """

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnySpec(Written):
    """Conditions of which at least one must be true.

    Attributes
    ----------
    any
        The conditions.
    """

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


def _form_of_condition(value: Any) -> str | None:
    if not isinstance(value, dict):
        return type(value).__name__ if isinstance(value, ConditionSpec | AllSpec | AnySpec) else None
    if set(value) & {"all", "any"}:
        return "AllSpec" if "all" in value else "AnySpec"
    return "ConditionSpec" if set(value) & set(ConditionSpec.model_fields) else None


Condition: TypeAlias = Annotated[
    Annotated[ConditionSpec, Tag("ConditionSpec")]
    | Annotated[AllSpec, Tag("AllSpec")]
    | Annotated[AnySpec, Tag("AnySpec")],
    Discriminator(
        _form_of_condition,
        custom_error_type="form",
        custom_error_message=template("{field} must hold a column with op and value, or all, or any"),
    ),
]
Conditions = Annotated[tuple[Condition, ...], ALONE]
"""Conditions that must all be true; one alone needs no list."""


class FilterSpec(Written):
    """Who is in the base.

    Attributes
    ----------
    text
        Completes "Spørgsmålet er kun stillet til …"; without a question, or where others were asked too,
        "Figuren omfatter kun …".
    where
        The same for a machine, where the figure is computed from microdata.
    """

    text: Line
    where: Conditions = ()


class DefinitionSpec(Written):
    """A term of the figure and its meaning.

    Attributes
    ----------
    term
        The term, as the figure uses it.
    meaning
        What it means.
    """

    term: Line
    meaning: Line


class RecodeSpec(Written):
    """Answers that are counted in a category.

    Attributes
    ----------
    category
        The category that includes them.
    answers
        The answers.
    discretion
        Whether they are shown together because each alone was given by too few.
    """

    category: Answer
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    discretion: bool = False


class DifferenceSpec(Written):
    """Words for a significant difference between two groups: "… opnås signifikant oftere, når …".

    Attributes
    ----------
    verb
        What happens to the categories: "opnås".
    when
        What is the case in a group, by the group's name; it completes "når …".
    """

    verb: Line
    when: dict[Answer, Line]


class CaptionSpec(Written):
    """What only the author knows of a caption; the rest is computed.

    Attributes
    ----------
    shows
        Completes "Figuren viser …".
    definitions
        Terms with their meaning, or whole sentences.
    bars
        What each of two bars shows, from above or from the left.
    reading
        A reading aid, whole sentences.
    difference
        Words for a significant difference between two groups.
    overlap
        Why the parts of a net sum to more than it; completes "fordi …". Where it begins with its verb ("kan have
        haft flere roller"), the respondents are its subject.
    not_shown
        Who is left out of the figure ("de arbejdspladser, der …").
    not_shown_tail
        Words that close the sentence on answers not shown ("til spørgsmålet").
    recodes
        Answers counted in another category.
    text
        The whole caption, typed by hand; nothing else may then be given.
    """

    shows: Line | None = None
    definitions: tuple[DefinitionSpec | Line, ...] = ()
    bars: tuple[Line, Line] | None = None
    reading: Line | None = None
    difference: DifferenceSpec | None = None
    overlap: Line | None = None
    not_shown: Line | None = None
    not_shown_tail: Line | None = None
    recodes: tuple[RecodeSpec, ...] = ()
    text: Line | None = None

    @model_validator(mode="after")
    def _computed_or_typed(self) -> Self:
        if self.text and self.model_fields_set != {"text"}:
            raise ValueError(say("`text` is the whole caption: give it alone"))
        return self


def _as_range(text: str) -> str:
    block = Block.of(text)
    if block.top == block.bottom:
        raise ValueError(say("a range holds the header and the rows below it; {text} is only one row", text=text))
    return text


class MeasureSpec(Written):
    """What the values of a finished table measure, where they are no shares.

    Attributes
    ----------
    name
        What is measured.
    unit
        What stands after a value: "timer".
    low, high
        Ends of its scale, such as 1 and 5; left out where it is open.
    of
        Of a change: what has changed. A change of shares is in percentage points.
    ends
        What the lowest and the highest value of the scale are called: [Meget utilfreds, Meget tilfreds].
    between
        Of a change: the earlier and the later wave.
    """

    name: MeasureName
    unit: Line | None = None
    low: float | None = None
    high: float | None = None
    of: Literal["share", "mean", "median", "count", "index"] | None = None
    ends: tuple[Name, Name] | None = None
    between: tuple[Word, Word] | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.of and self.name != "change":
            raise misplaced(
                say("of says what has changed, and the measure is {measure}", measure=self.name),
                "of",
                hint=say("Remove it."),
            )
        if self.between and self.name != "change":
            raise misplaced(
                say("between says when it changed, and the measure is {measure}", measure=self.name),
                "between",
                hint=say("Remove it."),
            )
        if self.ends and None in (self.low, self.high):
            raise misplaced(
                say("ends are the names of low and high, and one of them is missing"),
                "ends",
                hint=say("Write `low` and `high` too."),
            )
        if self.name == "share" and (given := _given(self, "unit") or sorted(self.model_fields_set & {"low", "high"})):
            raise misplaced(
                say("a share lies between 0 and 100 %, and takes no {field}", field=given[0]),
                given[0],
                hint=say("Remove it; `unit: percent` beside `file` tells how shares are written."),
            )
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise misplaced(
                say("a scale from {low:g} to {high:g} has no room", low=self.low, high=self.high),
                "high",
                hint=say("Write the lower end as `low`."),
            )
        return self

    @property
    def in_per_cent(self) -> bool:
        """Whether its values are shares, or points of per cent between shares."""
        return self.name == "share" or (self.name == "change" and self.of in (None, "share"))


class AxisSpec(Written):
    """What an axis of a finished table is, where the names of its members do not tell.

    Attributes
    ----------
    role
        What its members are.
    title
        What they are called together.
    ordered
        Whether they have an order of their own; left out, their names tell.
    sections
        By heading: the members that stand below it.
    codes
        Of areas, by member: its official code.
    n
        By member: its unweighted base.
    """

    role: Role | None = None
    title: Line | None = None
    ordered: bool | None = None
    sections: dict[Line, Names] = Field(default_factory=dict)
    codes: dict[Name, Code] = Field(default_factory=dict)
    n: dict[Name, Respondents] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_section_each(self) -> Self:
        seen: dict[str, str] = {}
        for heading, members in self.sections.items():
            for place, member in enumerate(members):
                if (first := seen.setdefault(member.casefold(), heading)) != heading:
                    raise misplaced(
                        say(
                            "{member!r} stands in two sections, {first!r} and {heading!r}",
                            member=member,
                            first=first,
                            heading=heading,
                        ),
                        "sections",
                        heading,
                        place,
                        hint=say("Remove it from one of them."),
                    )
        return self


def _as_day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise misplaced(
            say("a day is written as 2023-05-31, not as {value!r}", value=value), hint=say("Correct it.")
        ) from None


class WaveSpec(Written):
    """What is known of a wave besides its numbers.

    Attributes
    ----------
    day
        When it was in the field; it places the wave in time where its name is no period.
    n
        Its unweighted respondents.
    response_rate
        Per cent of those asked who answered.
    broken
        Why its values cannot be compared with those before, in a few words for a reader: "nyt spørgeskema".
    """

    day: Annotated[date | None, BeforeValidator(_as_day)] = None
    n: Respondents | None = None
    response_rate: PerCent | None = None
    broken: Line | None = None


Side: TypeAlias = Literal["answers", "items", "groups", "waves", "areas", "categories"]
_AS_CATEGORIES: tuple[Side, ...] = ("categories", "answers", "items", "areas", "groups", "waves")
"""What rows or columns are called; of two, the one that stands earlier here are the categories."""


class WideSpec(Written):
    """What the rows and the columns of a wide table are: what their members are, or which axis of the figure.

    Attributes
    ----------
    rows, columns
        One is "categories" and the other "groups"; or each a role, of which answers, else items, else areas, else
        groups are the categories.
    """

    rows: Side
    columns: Side

    @model_validator(mode="after")
    def _two_axes(self) -> Self:
        both = {self.rows, self.columns}
        if len(both) < 2 or ("categories" in both and "groups" not in both):
            raise misplaced(
                say(
                    "rows are {rows} and columns {columns}: which of them are the categories?",
                    rows=self.rows,
                    columns=self.columns,
                ),
                "columns",
                hint=say(
                    "Write `wide: {rows: categories, columns: groups}`, or the other way round, and what they "
                    "are as `categories` and `groups` of the table."
                ),
            )
        return self

    @property
    def of_rows(self) -> Literal["categories", "groups"]:
        """The axis of the figure that the rows are."""
        return "categories" if _AS_CATEGORIES.index(self.rows) < _AS_CATEGORIES.index(self.columns) else "groups"

    @property
    def roles(self) -> tuple[Role | None, Role | None]:
        """What the categories are, and what the groups are; None where only the axes are named."""
        if "categories" in (self.rows, self.columns):
            return None, None
        sides = sorted((self.rows, self.columns), key=_AS_CATEGORIES.index)
        return tuple(sides)  # type: ignore[return-value]


class WaveFileSpec(WaveSpec):
    """What is known of a wave of microdata besides its numbers, and where they stand.

    Attributes
    ----------
    file
        Its file of microdata; left out, its rows stand in the figure's own, in the codebook's column `wave`.
    codebook
        The codebook of its file; `NAME.codebook.yaml` beside it where left out.
    same
        By a label of this wave: what the figure's own wave calls the same answer, item or group.
    """

    file: DataFile | None = None
    codebook: CodebookFile | None = None
    same: dict[Line, Line] = Field(default_factory=dict)


WIDE = frozenset({"category", "group", "section"})
"""What `where` may keep some of in a wide table; in a long one it names columns."""


class TableSpec(Written):
    """A weighted table, or the columns of a wider file that make one.

    Attributes
    ----------
    file, sheet, range
        Where it is; the sheet of a workbook; its cells on the sheet, or in a CSV file as a spreadsheet opens it.
    unit
        The unit of its shares, or of changes of shares.
    measure
        What its values are, where they are no shares.
    wide
        Of a table with a column for each member of an axis: what its rows are, and what its columns are.
    letters
        Of the same: that letters of a significance test beside its values, and the row that names its columns by them,
        are left out.
    categories, groups
        What is known of its axes besides the names of their members.
    waves
        By wave: what is known of it; what survey.yaml knows of it is known too.
    without_n
        Why it has no n and none is written: its publisher gives none.
    source
        Where it was published.
    category, share, value, group
        Columns of a wider file, such as a cube of a statistics office, that hold these; `share` where the values are
        shares, `value` where they are of another measure.
    where
        Which of its rows make the table: for a column, the code or the words of its code; several in a list. Of a wide
        table: which `category`, `group` or `section`.
    """

    file: DataFile
    unit: Unit | None = None
    measure: Annotated[MeasureSpec, shorthand("name")] | None = None
    wide: WideSpec | None = None
    letters: Literal["dropped"] | None = None
    categories: Annotated[AxisSpec, shorthand("role")] | None = None
    groups: Annotated[AxisSpec, shorthand("role")] | None = None
    waves: dict[Word, WaveSpec] = Field(default_factory=dict)
    without_n: Line | None = None
    sheet: Line | None = None
    range: Annotated[Line, AfterValidator(_as_range)] | None = None
    source: Line | None = None
    category: Line | None = None
    share: Line | None = None
    value: Line | None = None
    group: Line | None = None
    where: dict[Line, Annotated[tuple[Word, ...], Field(min_length=1), ALONE]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        measured = self.measure.name if self.measure else "share"
        if self.unit and self.measure and not self.measure.in_per_cent:
            raise misplaced(
                say("unit says how shares are written, and the measure is {measure}", measure=measured),
                "unit",
                hint=say("Remove it; what stands after a value is the unit in `measure`."),
            )
        other = "value" if self.values == "share" else "share"
        if getattr(self, other):
            raise misplaced(
                say(
                    "the column of values is called {column} where the measure is {measure}",
                    column=self.values,
                    measure=measured,
                ),
                other,
                hint=say("Write `{column}: …`, or say in `measure` what is measured.", column=self.values),
            )
        if (self.wide or self.letters) and self.named:
            raise misplaced(
                say("a wide table has no column that {field} could name", field=self.named[0]),
                self.named[0],
                hint=say("Remove it, or remove `{field}`.", field="wide" if self.wide else "letters"),
            )
        for name, axis, role in zip(("categories", "groups"), (self.categories, self.groups),
                                    self.wide.roles if self.wide else (None, None), strict=True):  # fmt: skip
            if axis and axis.role and role and axis.role != role:
                raise misplaced(
                    say(
                        "{axis} are {role}, but wide says that they are {other}",
                        axis=name,
                        role=axis.role,
                        other=role,
                    ),
                    name,
                    hint=say("Correct one of them."),
                )
        return self

    @property
    def values(self) -> Literal["share", "value"]:
        """What the column of values is called where the spec names no other."""
        return "share" if self.measure is None or self.measure.name == "share" else "value"

    @property
    def named(self) -> list[str]:
        """The fields that name columns which only a long table has; what `where` keeps, a wide one may have too."""
        of_wide = WIDE.issuperset(self.where)
        return _given(self, "category", self.values, "group", *(() if of_wide else ("where",)))

    @property
    def header(self) -> tuple[str, ...]:
        """Columns that the file must have, by which its header is found."""
        group = (self.group,) if self.group else ()
        return (self.category or "category", self.share or self.value or self.values, *group, *self.where)


class BreakdownSpec(Written):
    """Groups of the base.

    Attributes
    ----------
    variable
        The variable they are taken from, or two of them, which divide the base together.
    bands
        Of a number: the bands it is put in; those of the codebook where left out.
    total
        Whether the whole base is drawn beside them.
    """

    variable: Annotated[tuple[Variable, ...], Field(min_length=1, max_length=2), ALONE]
    bands: BandsSpec | None = None
    total: bool = False

    @model_validator(mode="after")
    def _bands_of_one(self) -> Self:
        if self.bands and len(self.variable) > 1:
            raise misplaced(
                say("bands are of one variable, and the breakdown names two"),
                "bands",
                hint=say("Declare the bands in the codebook."),
            )
        if len(set(self.variable)) < len(self.variable):
            raise misplaced(
                say("{variable!r} cannot divide its own groups", variable=self.variable[0]),
                "variable",
                1,
                hint=say("Remove one."),
            )
        return self


def _as_breakdown(value: Any) -> Any:
    return {"variable": value} if isinstance(value, str | list | tuple) else value


BREAKDOWN = Spelling(_as_breakdown, lambda proper: {"type": ["string", "array"], STANDS_FOR: "variable"})
"""A variable, or a list of two, stands for a breakdown by them."""


Computed: TypeAlias = Literal["share", "mean", "median", "nps", "index", "count"]
"""What can be computed of the respondents of one base."""


class DataMeasureSpec(Written):
    """What is computed of microdata, where it is not shares.

    Attributes
    ----------
    name
        "mean" and "median" of a number, or of answers that count for one; "index", the mean of answers that are scores,
        such as 0 to 100; "nps", 100 times the share of 9 and 10 less that of 0 to 6; "count", how many respondents of
        the population gave the answer; "change", how far one of these moved from one wave to another.
    unit
        What stands after a value; the codebook's where left out.
    scores
        By answer: the number that it counts for; the codebook's where left out. An answer without one leaves the base.
    of
        Of a change: what has changed; shares where left out.
    from_, to
        Of a change: the waves it is between (`from` in YAML); the first and the last of the figure where left out.
    """

    name: Literal[Computed, "change"]
    unit: Line | None = None
    scores: dict[Name, float] = Field(default_factory=dict)
    of: Computed | None = None
    from_: Word | None = Field(default=None, alias="from")
    to: Word | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.name != "change" and (given := _given(self, "of", "from", "to")):
            raise misplaced(
                say("{field} belongs to a change, and the measure is {measure}", field=given[0], measure=self.name),
                given[0],
                hint=say("Remove it, or write `name: change`."),
            )
        if self.scores and self.computed not in ("mean", "median", "index"):
            raise misplaced(
                say("scores make a mean, median or index, and the measure is {measure}", measure=self.computed),
                "scores",
                hint=say("Remove them, or write `name: index`."),
            )
        if self.unit and self.computed in ("share", "nps"):
            raise misplaced(say("a {measure} takes no unit", measure=self.computed), "unit", hint=say("Remove it."))
        return self

    @property
    def computed(self) -> Computed:
        """What is computed of each base; a change is the difference of two."""
        return (self.of or "share") if self.name == "change" else self.name


def _as_waves(value: Any) -> Any:
    if isinstance(value, list | tuple) and not _is_plain(value):
        raise misplaced(say("waves are names, and an item of them is none"), hint=say("Write them as `[2021, 2023]`."))
    return {name: {} for name in value} if _is_plain(value) else value


WAVES = Spelling(_as_waves, lambda proper: {"type": "array", "items": {"type": ["string", "integer"]}})
"""A list of waves stands for them with nothing known of them."""


class DataSpec(Written):
    """What is computed from microdata.

    Attributes
    ----------
    variable
        The variable of the codebook whose categories are counted, or whose numbers are measured.
    variables
        Instead of it, the items of a battery: variables with the same answers. Their levels are the categories of the
        table and they are its groups; with `answer`, or another measure than shares, they are its categories.
    answer
        Of several variables: the answer, or net, whose share is told of each.
    measure
        What is computed; shares where left out.
    bands
        Of a number whose shares are told: the bands it is put in; those of the codebook where left out.
    file
        The file of microdata; the survey's `data` where left out.
    codebook
        Its codebook; `NAME.codebook.yaml` beside the file where left out.
    categories
        Categories that are told, in order; all of the variable's where left out.
    unshown
        Categories that are not drawn; the caption tells their shares, also where `categories` does not name them.
    omit
        Categories whose respondents leave the base; the caption says so.
    nets
        Categories that are counted together, by the label of the net.
    breakdown
        The variable by whose groups the base is divided, or two of them, which divide it together.
    waves
        The waves that are compared, by name: where each has its rows, and what is known of it; what survey.yaml says
        of a wave where this does not.
    where
        Conditions on the base besides those of the filter.
    """

    variable: Variable | None = None
    variables: Annotated[tuple[Variable, ...], Field(min_length=2)] = ()
    answer: Answer | None = None
    measure: Annotated[DataMeasureSpec, shorthand("name")] | None = None
    bands: BandsSpec | None = None
    file: DataFile | None = None
    codebook: CodebookFile | None = None
    categories: tuple[Answer, ...] = ()
    omit: tuple[Answer, ...] = ()
    unshown: tuple[Answer, ...] = ()
    nets: dict[Answer, Annotated[tuple[Answer, ...], Field(min_length=1)]] = Field(default_factory=dict)
    breakdown: Annotated[BreakdownSpec, BREAKDOWN] | None = None
    waves: Annotated[dict[Word, WaveFileSpec], WAVES] = Field(default_factory=dict)
    where: Conditions = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.variable is None) is (not self.variables):
            raise misplaced(
                say("data takes one of variable and variables"),
                *(("variables",) if self.variables else ()),
                hint=say("Write `variable: NAME`, or `variables: […]` for the items of a battery."),
            )
        for field in ("categories", "unshown", "nets", "answer", "bands"):
            if self.measured and getattr(self, field):
                raise misplaced(
                    say("{field} belongs to shares, and the measure is {measure}", field=field, measure=self.computed),
                    field,
                    hint=say("Remove it; `omit` leaves answers out of the base."),
                )
        if len(set(self.variables)) < len(self.variables):
            raise misplaced(say("variables names one of them twice"), "variables", hint=say("Remove it."))
        if self.measure and self.measure.name == "change" and len(self.waves) < 2:
            raise misplaced(
                say("a change is between two waves"), "measure", hint=say("Name them: `waves: [2021, 2023]`.")
            )
        if len(self.waves) == 1:
            raise misplaced(
                say("waves are compared, and there is one"), "waves", hint=say("Name another, or remove it.")
            )
        for field in ("from_", "to") if self.measure else ():
            name = getattr(self.measure, field)
            if name is not None and name not in self.waves:
                raise misplaced(
                    say("there is no wave {name!r} to compare with", name=name),
                    "measure",
                    field.removesuffix("_"),
                    hint=say("Known: {known}.", known=", ".join(self.waves)),
                )
        return self

    @property
    def computed(self) -> Computed:
        """What is computed of each base."""
        return self.measure.computed if self.measure else "share"

    @property
    def measured(self) -> bool:
        """Whether it is made of numbers, and not of answers that are counted."""
        return self.computed not in ("share", "count")


class ShareClaimSpec(Written):
    """A claim of the title, subtitle, text or caption, and the share it speaks of where its words alone do not tell.

    Attributes
    ----------
    phrase
        The words of the claim as they stand in the text.
    of, not_, sum
        One of them: the category or net; what is left out of the whole (`not` in YAML); parts that are added up.
    group
        Whose share it is; left out, that of the whole base, or of the only group there is.
    """

    phrase: Line
    of: Name | None = None
    not_: Names = Field(default=(), alias="not")
    sum: Annotated[Names, Field(min_length=2)] = ()
    group: Name | None = None

    @model_validator(mode="after")
    def _one_share(self) -> Self:
        given = _given(self, "of", "not", "sum")
        if len(given) != 1:
            raise misplaced(
                _against(say("a claim speaks of one share: give one of of, not and sum"), given),
                *given[1:2],
                hint=say(
                    "Write `of: CATEGORY`; `not: CATEGORY` for all others; `sum: [CATEGORY, CATEGORY]` for several."
                ),
            )
        _prove_distinct(self.not_, "not")
        _prove_distinct(self.sum, "sum")
        return self

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the phrase stands in a text as words of its own, however it is spaced and whatever its case."""
        return places(self.phrase, text)

    @property
    def answers(self) -> tuple[str, ...]:
        """The categories and nets that are named."""
        return (*((self.of,) if self.of else ()), *self.not_, *self.sum)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are named."""
        return (self.group,) if self.group else ()


class NamedShareSpec(ShareClaimSpec):
    """A share that a text names, as `{=category}`: the program binds it, no author, and only there.

    Attributes
    ----------
    text, start
        The text as it is told, and where in it the share stands.
    """

    text: str
    start: int

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the share stands; a key number's text has its number before it."""
        start = len(text) - len(self.text) + self.start
        return [(start, start + len(self.phrase))] if text.endswith(self.text) else []


class BesideClaimSpec(ShareClaimSpec):
    """A claim about one share beside another; one of the two may be left out.

    Attributes
    ----------
    beside
        The category of the other share.
    beside_group
        The group of the other share.
    """

    beside: Name | None = None
    beside_group: Name | None = None

    @model_validator(mode="after")
    def _of_two(self) -> Self:
        if not (self.beside or self.beside_group):
            raise misplaced(
                say("nothing is named that the share is beside"),
                "beside",
                hint=say("Write `beside: CATEGORY`, or `beside_group: GROUP`."),
            )
        if self.beside and not self.of:
            raise misplaced(
                say("`beside` names another category, so the claim is `of` one"),
                "beside",
                hint=say(
                    "Write `of` for the first of the two; what is left out or summed is compared by `beside_group`."
                ),
            )
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """The categories and nets that are named."""
        return (*super().answers, *((self.beside,) if self.beside else ()))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are named."""
        return (*super().groups, *((self.beside_group,) if self.beside_group else ()))


class RankClaimSpec(ShareClaimSpec):
    """A claim about the place of a share in an order.

    Attributes
    ----------
    rank
        The place, from the largest; "last" is the smallest.
    among
        Whether it is ordered among the "answers" of its group, or the same share among the "groups".
    since
        The wave after which it is ordered among the groups, those up to its own: "the highest since 2015".
    """

    rank: Rank | None = None
    among: Literal["answers", "groups"] | None = None
    since: Name | None = None

    @model_validator(mode="after")
    def _of_an_order(self) -> Self:
        if self.among == "answers" and not self.of:
            raise misplaced(
                say("an order among the answers is of one of them"),
                "among",
                hint=say("Write `of: CATEGORY`, or `among: groups`."),
            )
        if self.among == "answers" and self.since:
            raise misplaced(say("`since` orders groups, not answers"), "since", hint=say("Remove `among`, or `since`."))
        return self

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are named."""
        return (*super().groups, *((self.since,) if self.since else ()))


class WavesSpec(Written):
    """An earlier wave and a later one: groups of the table, or its categories.

    Attributes
    ----------
    from_, to
        The earlier (`from` in YAML) and the later; the latest where left out.
    """

    from_: Name = Field(alias="from")
    to: Name | None = None


class ChangeClaimSpec(ShareClaimSpec):
    """A claim about a share and its earlier self.

    Attributes
    ----------
    change
        The waves that it changed between.
    """

    change: WavesSpec

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are named."""
        return (*super().groups, self.change.from_, *((self.change.to,) if self.change.to else ()))


class EachSpec(Written):
    """Several shares, and what is said of each.

    Attributes
    ----------
    of, not_, sum
        As in a claim of one share: it is meant in each group.
    groups
        Only these groups; all where left out.
    answers, group
        Instead of these: the answers that are meant, in this group; all that are shown where both are left out.
    above, below, at_least, at_most
        What holds of each, in per cent of its unrounded share.
    top, bottom
        Each is among so many of the largest, or smallest, answers of its group.
    """

    of: Name | None = None
    not_: Names = Field(default=(), alias="not")
    sum: Annotated[Names, Field(min_length=2)] = ()
    groups: Names = ()
    answers: Names = ()
    group: Name | None = None
    above: PerCent | None = None
    below: PerCent | None = None
    at_least: PerCent | None = None
    at_most: PerCent | None = None
    top: Annotated[int, Field(ge=1, strict=True)] | None = None
    bottom: Annotated[int, Field(ge=1, strict=True)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        shares, answers = _given(self, "of", "not", "sum", "groups"), _given(self, "answers", "group")
        if shares and answers:
            raise misplaced(
                say(
                    "{field} is of every group, {other} of answers in one group: give one of them",
                    field=shares[0],
                    other=answers[0],
                ),
                answers[0],
                hint=say("Write `of: CATEGORY` for one share in each group, or `answers: […]` for several in one."),
            )
        if shares and len(_given(self, "of", "not", "sum")) != 1:
            raise misplaced(
                _against(say("one share is meant in each group: give one of of, not and sum"), shares),
                hint=say(
                    "Write `of: CATEGORY`; `not: CATEGORY` for all others; `sum: [CATEGORY, CATEGORY]` for several."
                ),
            )
        for limits in (("above", "at_least"), ("below", "at_most"), ("top", "bottom")):
            if len(both := _given(self, *limits)) > 1:
                raise misplaced(
                    say("{field} and {other} bound the same side", field=both[0], other=both[1]),
                    both[1],
                    hint=say("Remove one of them."),
                )
        if (self.top or self.bottom) and (self.not_ or self.sum):
            raise misplaced(
                say("a place among the answers is of one of them"),
                "top" if self.top else "bottom",
                hint=say("Write `of: CATEGORY`, or a limit: `above: 50`."),
            )
        for names in ("not_", "sum", "groups", "answers"):
            _prove_distinct(getattr(self, names), names.removesuffix("_"))
        return self


class EachClaimSpec(Written):
    """A claim about several shares.

    Attributes
    ----------
    phrase
        The words of the claim as they stand in the text.
    all, none, count
        One of them: the shares of which it holds of all, of none, or of as many as its words count.
    """

    phrase: Line
    all: Annotated[EachSpec, shorthand("of")] | None = None
    none: Annotated[EachSpec, shorthand("of")] | None = None
    count: Annotated[EachSpec, shorthand("of")] | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if len(given := _given(self, "all", "none", "count")) != 1:
            raise misplaced(
                _against(say("a claim of several shares is of all, of none, or counts them"), given),
                *given[1:2],
                hint=say("Keep one of all, none and count."),
            )
        return self

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the phrase stands in a text as words of its own, however it is spaced and whatever its case."""
        return places(self.phrase, text)

    @property
    def answers(self) -> tuple[str, ...]:
        """The categories and nets that are named."""
        return (*((self.each.of,) if self.each.of else ()), *self.each.not_, *self.each.sum, *self.each.answers)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are named."""
        return (*self.each.groups, *((self.each.group,) if self.each.group else ()))

    @property
    def each(self) -> EachSpec:
        """The shares that are meant."""
        found = self.all or self.none or self.count
        assert found, "a claim of several shares has one of all, none and count"
        return found


_FORMS: dict[str, frozenset[str]] = {
    "BesideClaimSpec": frozenset({"beside", "beside_group"}),
    "RankClaimSpec": frozenset({"rank", "among", "since"}),
    "ChangeClaimSpec": frozenset({"change"}),
    "EachClaimSpec": frozenset({"all", "none", "count"}),
}
"""The forms of a claim by the fields that only they have; a claim without any is of one share."""


def _form_of_claim(value: Any) -> str | None:
    if not isinstance(value, dict):
        return type(value).__name__ if isinstance(value, ShareClaimSpec | EachClaimSpec) else None
    found = [form for form, fields in _FORMS.items() if fields & set(value)]
    if found == ["EachClaimSpec"] and set(value) & set(ShareClaimSpec.model_fields) - {"phrase"}:
        return None
    return (found or ["ShareClaimSpec"])[0] if len(found) < 2 else None


ClaimSpec: TypeAlias = Annotated[
    Annotated[ShareClaimSpec, Tag("ShareClaimSpec")]
    | Annotated[BesideClaimSpec, Tag("BesideClaimSpec")]
    | Annotated[RankClaimSpec, Tag("RankClaimSpec")]
    | Annotated[ChangeClaimSpec, Tag("ChangeClaimSpec")]
    | Annotated[EachClaimSpec, Tag("EachClaimSpec")],
    Discriminator(
        _form_of_claim,
        custom_error_type="form",
        custom_error_message=template(
            "{field} must hold a phrase and one form: a share (of, not or sum), with at most one of beside, "
            "rank (or among, since) and change; or all, none or count"
        ),
    ),
]
"""What a claim speaks of: one share, one beside another, its place in an order, its change, or several shares."""


def _given(spec: Written, *fields: str) -> list[str]:
    """Which of some fields, as YAML calls them, hold something."""
    return [name for name in fields if getattr(spec, f"{name}_" if name in _KEYWORDS else name)]


_KEYWORDS = frozenset({"not", "from"})
"""Fields whose name is a word of Python, and stands there with an underscore."""


def _against(rule: str, given: Sequence[str]) -> str:
    """A rule, and the fields that break it."""
    return say("{rule}; it has {fields}", rule=rule, fields=say(" and ").join(given)) if given else rule


def _prove_distinct(names: Sequence[str], field: str) -> None:
    for place, name in enumerate(names):
        if name.casefold() in (other.casefold() for other in names[:place]):
            message = say("{field} names {name!r} twice", field=field, name=name)
            raise misplaced(message, field, place, hint=say("Remove one of them."))


Language = Annotated[Line, one_of("languages")]


class ForEachSpec(Written):
    """A figure for each of several values, in each of several languages, or both.

    `{name}` in any text of the spec stands for the value's words. At most one of variable, column and name says where
    the values come from:

    Attributes
    ----------
    variable
        A variable of the codebook: respondents with each of its codes are the base of a figure of their own.
    column
        A column of the weighted table: its rows with each value are a table of their own.
    language
        Languages; a text that is written in each, as `{da: …, en: …}`, is taken in the figure's own.
    name
        Any name; `values` lists what it stands for.
    values
        Only these values, by their words or codes; left out, all that the codebook or table knows.
    small
        What is done where a base is below the codebook's `warn`: "mark" it (default), "draw" it as any other, or
        "leave out" the figure. Below `base` nothing could be shown, so the figure is left out whatever is said.
    """

    variable: Variable | None = None
    column: Line | None = None
    language: tuple[Language, ...] = ()
    name: Line | None = None
    values: Codes = ()
    small: Literal["mark", "draw", "leave out"] = "mark"

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = [each for each in (self.variable, self.column, self.name) if each]
        if len(given) > 1 or not (given or self.language):
            raise ValueError(say("for_each takes one of variable, column and name, and language beside it or alone"))
        if self.name and not self.values:
            raise ValueError(say("for_each with a name needs its values"))
        return self

    @property
    def placeholder(self) -> str:
        """What stands between braces in the texts; "" where there are languages alone."""
        return self.variable or self.column or self.name or ""


class Member(Struct, frozen=True):
    """One of the figures that `for_each` makes.

    Attributes
    ----------
    code, words
        Of its value, the words in its language; "" where there are languages alone.
    of
        What made it.
    column
        The column of microdata that holds the code.
    language
        Its language; "" where it is the survey's.
    """

    code: str
    words: str
    of: ForEachSpec
    column: str = ""
    language: str = ""

    @property
    def called(self) -> str:
        """The words of its value; its language where there are languages alone."""
        return self.words or self.language


class AcknowledgeSpec(Written):
    """A finding that is known and left.

    Attributes
    ----------
    code
        Its code, such as BAR201.
    reason
        Why it is left, which every report shows.
    """

    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^BAR\d{3}$")]
    reason: Line


class SpeakerSpec(Written):
    """Who said it.

    Attributes
    ----------
    name
        The name.
    title
        Title with workplace.
    """

    name: Line
    title: Line


class UnitNouns(Written):
    """The respondents' noun.

    Attributes
    ----------
    plural, definite
        In the plural: "arbejdspladser" and "arbejdspladserne".
    """

    plural: Line
    definite: Line


def prove_weighting(weighted: bool | None, population: str | None) -> None:
    """Refuse weights that speak for nobody, and a population that no weights speak for."""
    if weighted and not population:
        raise ValueError(say("weighted data speak for someone: name the population"))
    if weighted is False and population:
        raise ValueError(say("data that are not weighted speak for no population: remove one of the two"))


class FigureSpec(Written):
    """One illustration as its author writes it.

    Attributes
    ----------
    kind
        What it is drawn as; `barometer kinds` lists them.
    title
        The headline: the finding, sentence case, no full stop, at most three lines.
    subtitle
        What is measured, of whom.
    question
        The question as it was asked, or a mapping.
    filter
        Who is in the base, as it completes "Spørgsmålet er kun stillet til …", or a mapping.
    n
        The unweighted base; compared with that of the numbers.
    caption
        What the figure shows, as it completes "Figuren viser …", or a mapping.
    table
        Where its numbers are: the file of a finished table, or a mapping.
    data
        Instead of a table: the variable of microdata that its numbers are computed from, or a mapping.
    population
        Whom the weights make its data speak for; the survey's where left out, and null says that the survey's does not
        hold here.
    weighted
        Whether its data are weighted; as the survey says where left out.
    unit
        Nouns for its respondents; the survey's where left out.
    interval
        Of microdata: the confidence in per cent, such as 95, whose limits are drawn.
    significance
        Of microdata with a breakdown or waves: the level, such as 0.05, at which groups are tested.
    decimals
        How many decimals are printed; left out, one of means and medians, else none.
    order
        "sorted" by value, or as "given"; left out, scales, bands and waves keep their order and others are sorted.
    emphasis
        What the headline speaks of: categories, nets or groups; the others step back.
    scale
        What the names are that colours tell apart, where their words do not tell.
    text
        What a key number is a share of; the story of a case; what a tool is for.
    quote
        The words that were said.
    speaker
        Who said them.
    portrait
        A picture of who speaks, or of what is told: a PNG or JPEG file.
    source
        The credit line, where it is not the survey's.
    for_each
        A figure for each value of a variable, or a mapping.
    claims
        What the words claim, and the shares they speak of, where the words alone do not tell.
    acknowledge
        Findings of the checks that are known and left.
    sheets
        The sizes it is drawn in; every one that is asked for where left out.
    synthetic
        Whether its numbers are invented, though the survey's are not.
    language
        The language of its wording, where it is not the survey's.
    """

    kind: Line
    title: Title
    subtitle: Line | None = None
    question: Annotated[QuestionSpec, shorthand("text")] | None = None
    filter: Annotated[FilterSpec, shorthand("text")] | None = None
    n: Respondents | None = None
    caption: Annotated[CaptionSpec, shorthand("shows")] | None = None
    table: Annotated[TableSpec, shorthand("file")] | None = None
    data: Annotated[DataSpec, shorthand("variable")] | None = None
    population: Line | None = None
    weighted: bool | None = None
    unit: UnitNouns | None = None
    interval: Annotated[float, Field(ge=50, lt=100)] | None = None
    significance: Annotated[float, Field(gt=0, le=0.2)] | None = None
    decimals: Decimals | None = None
    order: Literal["sorted", "given"] | None = None
    emphasis: tuple[Answer, ...] = ()
    scale: Meaning | None = None
    text: Line | None = None
    quote: Line | None = None
    speaker: SpeakerSpec | None = None
    portrait: Annotated[Line, offers("pictures")] | None = None
    source: Line | None = None
    for_each: Annotated[ForEachSpec, shorthand("variable")] | None = None
    claims: tuple[ClaimSpec, ...] = ()
    acknowledge: tuple[AcknowledgeSpec, ...] = ()
    sheets: tuple[Annotated[Line, one_of("sheets")], ...] = ()
    synthetic: bool = False
    language: Language | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        prove_weighting(self.weighted, self.population)
        if self.for_each and self.for_each.variable and not self.data:
            raise ValueError(say("for_each: a variable divides microdata: give `data`, or name a column of the table"))
        if self.for_each and self.for_each.variable and self.n is not None:
            raise ValueError(say("n is another one for each value: leave it out"))
        if self.for_each and self.for_each.column and not self.table:
            raise ValueError(
                say("for_each: a column divides a table: give `table`, or name a variable of the codebook")
            )
        if self.table and self.data:
            raise ValueError(say("a figure has its numbers from a table or from data: remove one of them"))
        if self.data is None:
            if self.filter and self.filter.where:
                raise ValueError(
                    say("`where` of a filter selects rows of microdata: give `data`, or keep only `filter: {text: …}`")
                )
            for field in ("interval", "significance"):
                if getattr(self, field) is not None:
                    raise ValueError(
                        say("{field} is computed from microdata: give `data` instead of a finished table", field=field)
                    )
        elif self.significance is not None and self.data.breakdown is None and not self.data.waves:
            raise ValueError(say("significance compares groups: give `data: {variable: …, breakdown: …}`, or waves"))
        elif self.n is not None and self.data.waves:
            raise ValueError(say("n is another one in each wave: write it there, `data: {waves: {2021: {n: …}}}`"))
        return self

    def population_in(self, survey: "SurveySpec") -> str | None:
        """Whom its weights make the data speak for: as it says itself, else as its survey does."""
        own = self.weighted is False or "population" in self.model_fields_set
        return self.population if own else survey.population


Baseline: TypeAlias = Literal["zero", "data"]
"""Where a scale begins."""


class ScaledSpec(FigureSpec):
    """A figure in which places on a scale tell the values, and whose author may say where the scale begins.

    Attributes
    ----------
    baseline
        "zero", or what is drawn: "data". Left out, shares, counts and means begin at zero or at the end of their
        scale, an index at what is drawn.
    """

    baseline: Baseline | None = None


class DialectSpec(Written):
    """House wording that differs between institutes; what is left out is as in the dialect it starts from.

    Attributes
    ----------
    base_on
        A dialect of the language by its name: "standard" (also where left out) or "older".
    base
        What stands before n: "n=" or "Antal observationer = ".
    percent
        What stands after a per cent.
    quotes, inner_quotes
        Opening and closing mark of a quotation, and of one within it.
    dash
        What joins the years of a period and the ends of a range.
    results
        What the numbers are called where their weights are told: "Data" or "Resultaterne".
    weighted
        What the weights do, before the population: "vægtet til at repræsentere".
    """

    base_on: Annotated[Line, one_of("dialects")] | None = None
    base: str | None = None
    percent: PercentStyle | None = None
    quotes: tuple[str, str] | None = None
    inner_quotes: tuple[str, str] | None = None
    dash: Dash | None = None
    results: Line | None = None
    weighted: Line | None = None


class SurveySpec(Written):
    """What belongs to a whole survey and stands once; texts may be said in several languages.

    Attributes
    ----------
    name, wave
        The survey and its edition: "Innovationsbarometeret", "2018-2019".
    source
        The credit line in every picture; name and wave when left out.
    licence
        What others may do with the pictures, and where that is told: "CC BY 4.0,
        https://creativecommons.org/licenses/by/4.0/deed.da". It travels in every PNG.
    population
        Whom the weights make the data speak for.
    weighted
        false where the data are not weighted, which the caption then says; left out, nothing is said where no
        population is named.
    unit
        Nouns for the respondents; the language's own where left out.
    language
        BCP 47 code of the wording.
    words
        By language, what figures in it call the answers, groups and titles of tables: {en: {Tilfreds: Satisfied}}.
    dialect
        House wording: the name of a dialect, or what differs from one.
    synthetic
        Whether the numbers are invented; every picture then says so.
    table_unit
        The unit of shares in weighted tables that do not declare their own.
    sheets, formats
        The sizes that its figures are drawn in, and the formats of their files, where nobody asks for others.
    data
        The file of microdata that figures with `data` are computed from.
    theme
        The house style of its pictures: the name of a shipped one, or a TOML file beside the survey or above.
    colours
        Sets of names that keep their colours in every figure: the first of a set has the first of the theme's colours
        of names, and so on: [[Kommune, Region, Stat], [Kvinder, Mænd]]; a single list is one set.
    thresholds
        Where words such as "knap" and "et stort flertal" begin and end, in percentage points, where the house differs.
    waves
        By wave of the survey: what is known of it.
    """

    name: Annotated[Line, BY_LANGUAGE]
    wave: Word
    source: Annotated[Line | None, BY_LANGUAGE] = None
    licence: Annotated[Line | None, BY_LANGUAGE] = None
    population: Annotated[Line | None, BY_LANGUAGE] = None
    weighted: bool | None = None
    unit: Annotated[UnitNouns | None, BY_LANGUAGE] = None
    language: Language = "da"
    words: dict[Language, dict[Name, Line]] = Field(default_factory=dict)
    dialect: Annotated[DialectSpec, shorthand("base_on"), BY_LANGUAGE] = DialectSpec()
    theme: Annotated[Line, offers("themes")] = "house"
    synthetic: bool = False
    table_unit: Unit | None = None
    sheets: Annotated[tuple[Annotated[Line, one_of("sheets")], ...], Field(min_length=1)] = ("web",)
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = ("png", "svg")
    data: DataFile | None = None
    colours: Sets = ()
    thresholds: dict[Threshold, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    waves: dict[Word, WaveFileSpec] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _weights_speak_for_someone(self) -> Self:
        prove_weighting(self.weighted, self.population)
        return self

    @property
    def sets(self) -> tuple[tuple[str, ...], ...]:
        """The sets of `colours` as figures in its language call their names."""
        words = {fold(name): word for name, word in self.words.get(self.language, {}).items()}
        return tuple(tuple(words.get(fold(name), name) for name in names) for names in self.colours)

    @property
    def credit(self) -> str:
        """The source line: "Innovationsbarometeret 2018-2019"; empty where nothing is known of a survey."""
        return self.source or f"{self.name} {self.wave}".strip()


NO_SURVEY = SurveySpec.model_construct(name="", wave="")
"""What is known of the survey of a spec that stands alone: nothing."""


class CaseSpec(Written):
    """A story that a page leads on to.

    Attributes
    ----------
    title
        What it is called.
    text
        A line or two of what it tells.
    url
        Where it is told.
    """

    title: Annotated[Line, BY_LANGUAGE]
    text: Annotated[Line | None, BY_LANGUAGE] = None
    url: Annotated[Address | None, BY_LANGUAGE] = None


class PageSpec(Written):
    """A page, as a gallery shows it; texts may be said in several languages.

    Attributes
    ----------
    heading
        Its heading; the name of its folder where there is no page.yaml.
    lead
        A sentence or two below the heading.
    order
        Its figures in order (file names without ending); those that are not named stand last.
    cases
        Stories that it leads on to, after the figures.
    """

    heading: Annotated[Line, BY_LANGUAGE]
    lead: Annotated[Line | None, BY_LANGUAGE] = None
    order: tuple[Annotated[Line, offers("figures")], ...] = ()
    cases: tuple[Annotated[CaseSpec, shorthand("title")], ...] = ()
