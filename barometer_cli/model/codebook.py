"""What people write of microdata, beside them: variables, codes, questions, weights and what may not be shown."""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from barometer_cli.messages import say, template
from barometer_cli.model.dataset import Mark, Reader
from barometer_cli.model.spec import ALONE, BandsSpec, Code, Codes, Conditions, Decimals, Line
from barometer_cli.model.spelling import misplaced, shorthand
from barometer_cli.model.written import Written


class LabelSpec(Written):
    """The words of a code.

    Attributes
    ----------
    text
        As it stands in the picture; soft hyphens (U+00AD) say where it may be broken.
    inline
        As it stands within a sentence ("udvikling eller tilpasning"); the text where left out.
    """

    text: Line
    inline: Line | None = None


Label = Annotated[LabelSpec, shorthand("text")]


class AnyOfSpec(Written):
    """Rows that have at least one of the parts.

    Attributes
    ----------
    any
        The parts.
    """

    any: Annotated[tuple["Expression", ...], Field(min_length=1)]


class AllOfSpec(Written):
    """Rows that have all of the parts.

    Attributes
    ----------
    all
        The parts.
    """

    all: Annotated[tuple["Expression", ...], Field(min_length=1)]


class OnlySpec(Written):
    """Rows that have one or more of these categories and no other.

    Attributes
    ----------
    only
        The categories, by their codes.
    """

    only: Annotated[tuple[Code, ...], Field(min_length=1), ALONE]


class NotSpec(Written):
    """Rows of the base that do not have the part.

    Attributes
    ----------
    not_
        The part (`not` in YAML).
    """

    not_: "Expression" = Field(alias="not")


_PARTS = {"any": "AnyOfSpec", "all": "AllOfSpec", "only": "OnlySpec", "not": "NotSpec"}


def _form_of_expression(value: Any) -> str | None:
    if isinstance(value, dict):
        return _PARTS.get(*value) if len(value) == 1 else None
    if isinstance(value, AnyOfSpec | AllOfSpec | OnlySpec | NotSpec):
        return type(value).__name__
    return "Code" if isinstance(value, str | int | float) else None


Expression: TypeAlias = Annotated[
    Annotated[Code, Tag("Code")]
    | Annotated[AnyOfSpec, Tag("AnyOfSpec")]
    | Annotated[AllOfSpec, Tag("AllOfSpec")]
    | Annotated[OnlySpec, Tag("OnlySpec")]
    | Annotated[NotSpec, Tag("NotSpec")],
    Discriminator(
        _form_of_expression,
        custom_error_type="form",
        custom_error_message=template("{field} must be a code, or hold one of any, all, only and not"),
    ),
]
"""Which rows a net holds: a code, or any, all, only and not of codes."""

Type: TypeAlias = Literal["single", "multiple", "delimited", "any over", "nets", "number", "battery"]


class VariableSpec(Written):
    """A variable: where its answers stand, and what they mean.

    Attributes
    ----------
    type
        "single" (one code a row), "multiple" (a column for each category), "delimited" (codes in one cell),
        "any over" (asked once per partner; a row has what it answered for any), "nets" (made of another variable),
        "number" (a number in one column), "battery" (several variables with the same answers).
    label, question
        What it is called, and the question as it was asked.
    column, columns
        Where the answers stand: one column (single, delimited, number; the variable's own name where left out), or
        several ("any over", which may be delimited).
    variables
        Of "battery": its items, each a variable.
    items
        Of "multiple": the words of each category by its column.
    codes
        The words of each code, in order. Every code that can be given stands here.
    counted, not_counted
        Of "multiple": the codes that mean yes, and those that mean no; another code is an error. Left out, 1 means
        yes, and 0 no unless the file calls it missing.
    base
        Of "multiple": whether the base is who answered any item ("set"), for each item who answered it ("item"), or
        who was asked ("asked"), which makes all blank items a no.
    separator
        Of "delimited" and "any over": what stands between the codes of a cell.
    dont_know
        Codes for "Ved ikke". They stay in the base.
    dont_know_if
        Of "any over": a row does not know if it says so for "any" partner, or for all ("only").
    unanswered, not_asked
        Codes that stand for no answer, and for a question that was not asked; no condition but "is null" is true of
        them, unless it names them.
    asked
        Who was asked; an answer from anybody else is an error.
    of, nets
        Of "nets": the variable they are made of, and for each net which rows it holds.
    partition
        Nets of which each row of the base has exactly one.
    exclusive
        Codes that cannot be given together with others ("Ingen af disse").
    scores
        Of "single": the number that each code counts for in a mean, median or index. A code without one, such as that
        of "Ved ikke", is no number and leaves the base. Left out, codes that are numbers count for themselves.
    unit, decimals
        Of "number", and of means of scores: what stands after a value, and how many decimals are printed.
    range
        Of "number": its lowest and its highest value; another one is an error.
    bands
        Of "number": the bands it is put in where it is counted, or divides the base.
    """

    type: Type = "single"
    label: Line | None = None
    question: Line | None = None
    column: Line | None = None
    columns: tuple[Line, ...] = ()
    items: dict[Line, Label] = Field(default_factory=dict)
    codes: dict[Code, Label] = Field(default_factory=dict)
    counted: Codes = ("1",)
    not_counted: Codes | None = None
    base: Literal["set", "item", "asked"] = "set"
    separator: Line = ";"
    dont_know: Codes = ()
    dont_know_if: Literal["any", "only"] = "any"
    unanswered: Codes = ()
    not_asked: Codes = ()
    asked: Conditions = ()
    of: Line | None = None
    nets: dict[Line, Expression] = Field(default_factory=dict)
    partition: tuple[Line, ...] = ()
    exclusive: Codes = ()
    variables: tuple[Line, ...] = ()
    scores: dict[Code, float] = Field(default_factory=dict)
    unit: Line | None = None
    decimals: Decimals | None = None
    range: tuple[float, float] | None = None
    bands: BandsSpec | None = None

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        needed = {"multiple": "items", "any over": "columns", "nets": "of", "battery": "variables"}.get(self.type)
        if needed and not getattr(self, needed):
            raise ValueError(say("a variable of type {type!r} needs {field}", type=self.type, field=needed))
        if self.type == "nets" and not self.nets:
            raise ValueError(say("a variable of type {type!r} needs {field}", type=self.type, field="nets"))
        used = {
            "single": {
                "column",
                "codes",
                "dont_know",
                "unanswered",
                "not_asked",
                "asked",
                "scores",
                "unit",
                "decimals",
            },
            "multiple": {
                "items",
                "counted",
                "not_counted",
                "base",
                "dont_know",
                "unanswered",
                "not_asked",
                "asked",
                "exclusive",
            },
            "delimited": {
                "column",
                "codes",
                "separator",
                "dont_know",
                "unanswered",
                "not_asked",
                "asked",
                "exclusive",
            },
            "any over": {
                "columns",
                "codes",
                "separator",
                "dont_know",
                "dont_know_if",
                "unanswered",
                "not_asked",
                "asked",
            },
            "nets": {"of", "nets", "partition"},
            "number": {"column", "unanswered", "not_asked", "asked", "unit", "decimals", "range", "bands"},
            "battery": {"variables"},
        }[self.type] | {"type", "label", "question"}
        if unused := [name for name in sorted(self.model_fields_set) if name not in used]:
            raise ValueError(
                say("a variable of type {type!r} does not use {fields}", type=self.type, fields=", ".join(unused))
            )
        if unknown := [code for code in self.dont_know if self.codes and code not in self.codes]:
            message = say("{field} names {code!r}, which is not among the codes", field="dont_know", code=unknown[0])
            raise misplaced(message, "dont_know")
        if unknown := [code for code in self.scores if self.codes and code not in self.codes]:
            message = say("{field} names {code!r}, which is not among the codes", field="scores", code=unknown[0])
            raise misplaced(message, "scores")
        if self.range and self.range[0] >= self.range[1]:
            low, high = self.range
            raise misplaced(say("a range from {low:g} to {high:g} has no room", low=low, high=high), "range")
        meanings: dict[str, str] = {}
        for field in ("counted", "not_counted", "dont_know", "unanswered", "not_asked"):
            for code in getattr(self, field) or () if field in used else ():
                if (other := meanings.setdefault(code, field)) != field:
                    message = say(
                        "{field} names {code!r}, which {other} names too", field=field, code=code, other=other
                    )
                    raise misplaced(message, field)
        if unknown := [label for label in self.partition if label not in self.nets]:
            message = say("partition names {label!r}, which is no net of it", label=unknown[0])
            raise misplaced(message, "partition")
        return self


_CANNOT_BE_NETTED = {
    "": template("{name} is made of {of!r}, which is no variable here"),
    "nets": template("{name} is made of {of!r}, which itself holds nets"),
    "number": template("{name} is made of {of!r}, which holds numbers"),
    "battery": template("{name} is made of {of!r}, which is a battery"),
}
"""Why nets cannot be made of a variable, by its type; of one that is not there, ""."""


class SuppressionSpec(Written):
    """What is too small to be shown, in unweighted respondents.

    Attributes
    ----------
    cell
        A share is hidden if fewer than so many gave the answer, or fewer did not.
    base
        A whole group is hidden if it has fewer.
    warn
        A group with fewer is marked as small.
    """

    cell: Annotated[int, Field(ge=0, strict=True)] = 5
    base: Annotated[int, Field(ge=0, strict=True)] = 10
    warn: Annotated[int, Field(ge=0, strict=True)] = 30


class CodebookSpec(Written):
    """What belongs to a file of microdata and stands once, beside it.

    Attributes
    ----------
    id
        Column that names the respondent; the same value twice is an error.
    weight
        Column of weights; left out, the data are not weighted and every row counts 1.
    missing_weight
        "error", or "drop": rows without a weight leave the data, and are counted.
    strata, cluster, fpc
        Columns of the sampling design; fpc holds the population of the stratum, or the sampled fraction.
    nest
        Whether cluster codes start over in each stratum.
    lonely
        What is done with a stratum of one sampling unit.
    wave
        Column that holds the wave; the rows of the survey's own wave are used.
    decimal_mark
        "point" or "comma": what stands before the decimals of numbers that are texts, as those of a CSV are; the other
        mark then stands between thousands. Left out, each column tells, or it is an error.
    engine
        What reads a CSV or Parquet file: "numpy" holds the columns, "duckdb" and "polars" never do. Left out, large
        files are not held.
    suppression
        Thresholds below which nothing is shown; null shows everything.
    variables
        By name.
    """

    id: Line | None = None
    weight: Line | None = None
    missing_weight: Literal["error", "drop"] = "error"
    strata: Annotated[tuple[Line, ...], ALONE] = ()
    cluster: Line | None = None
    fpc: Line | None = None
    nest: bool = False
    lonely: Literal["refuse", "certainty", "adjust", "average"] = "refuse"
    wave: Line | None = None
    decimal_mark: Mark | None = None
    engine: Reader | None = None
    suppression: SuppressionSpec | None = SuppressionSpec()
    variables: dict[Line, VariableSpec]

    @model_validator(mode="after")
    def _nets_of_what_is_there(self) -> Self:
        for name, variable in self.variables.items():
            for place, item in enumerate(variable.variables):
                wrong = None
                if item not in self.variables:
                    wrong = say("{name} holds {item!r}, which is no variable here", name=name, item=item)
                elif self.variables[item].type == "battery":
                    wrong = say("{name} holds {item!r}, which itself is a battery", name=name, item=item)
                if wrong:
                    raise misplaced(wrong, "variables", name, "variables", place)
            if variable.of is None:
                continue
            made_of = self.variables.get(variable.of)
            if wrong := _CANNOT_BE_NETTED.get(made_of.type if made_of else ""):
                raise misplaced(say(wrong, name=name, of=variable.of), "variables", name, "of")
        return self
