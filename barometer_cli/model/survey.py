"""What is asked of microdata: the design of the sample, who is in the base, and which answers are counted.

Codes are compared as text: 1, 1.0 and "1" are the same code, and a cell of blanks is a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from barometer_cli.messages import say
from barometer_cli.model.dataset import code_text

Code: TypeAlias = str | int | float | bool
Operator: TypeAlias = Literal["==", "!=", "in", "not in", "is null", "not null", ">=", "<=", "has any", "has none"]
Lonely: TypeAlias = Literal["refuse", "certainty", "adjust", "average"]


@dataclass(frozen=True, slots=True, init=False)
class Design:
    """How rows were drawn: the names of the columns that hold weight, strata and clusters. One stage.

    Attributes
    ----------
    weight
        Column of weights (respondents of the population a row stands for); None weighs all rows 1.
    strata
        Columns whose combined values are the strata; none is one stratum.
    cluster
        Column of primary sampling units (PSU); None makes each row one.
    fpc
        Column for the finite population correction: PSUs of the population in the stratum (all at least 1), or the
        sampled fraction of them (all at most 1). None is sampling with replacement.
    nest
        Cluster codes start over in each stratum. Otherwise a cluster in two strata is an error.
    frequency
        Column with the number of identical respondents that a row stands for.
    id
        Column that names the respondent; a name that comes twice, or not at all, is an error.
    missing_weight
        "error", or "drop": rows without a weight leave the design, and are counted.
    lonely
        A stratum with one PSU: "refuse", "certainty" (it adds no variance), "adjust" (its total is compared with the
        mean of all PSUs, 0) or "average" (it adds what the other strata add on average).
    """

    weight: str | None
    strata: tuple[str, ...]
    cluster: str | None
    fpc: str | None
    nest: bool
    frequency: str | None
    id: str | None
    missing_weight: Literal["error", "drop"]
    lonely: Lonely

    def __init__(
        self,
        weight: str | None = None,
        strata: str | Iterable[str] | None = None,
        cluster: str | None = None,
        fpc: str | None = None,
        nest: bool = False,
        frequency: str | None = None,
        id: str | None = None,
        missing_weight: Literal["error", "drop"] = "error",
        lonely: Lonely = "refuse",
    ) -> None:
        _choice("missing_weight", missing_weight, ("error", "drop"))
        _choice("lonely", lonely, ("refuse", "certainty", "adjust", "average"))
        _set(self, weight=weight, strata=_names(strata), cluster=cluster, fpc=fpc, nest=nest, frequency=frequency,
             id=id, missing_weight=missing_weight, lonely=lonely)  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class Where:
    """One condition on one column. On a missing value every condition but "is null" is false.

    Attributes
    ----------
    column
        The variable.
    operator
        `==`, `!=`, `in`, `not in`, `>=`, `<=`; "is null" and "not null" take no value; "has any" and "has none" look
        inside delimited cells.
    values
        What it is compared with: one value, or several for `in`, `not in`, "has any" and "has none".
    separator
        Between the codes of a delimited cell.
    """

    column: str
    operator: Operator
    values: tuple[Code, ...]
    separator: str

    def __init__(
        self, column: str, operator: Operator, values: Code | Iterable[Code] = (), separator: str = ";"
    ) -> None:
        known = ("==", "!=", "in", "not in", "is null", "not null", ">=", "<=", "has any", "has none")
        _choice("operator", operator, known)
        values = _codes(values)
        if operator in ("is null", "not null"):
            if values:
                raise ValueError(say("{operator!r} takes no value: {column}", operator=operator, column=column))
        elif operator in ("==", "!=", ">=", "<="):
            if len(values) != 1:
                raise ValueError(
                    say(
                        "{operator!r} takes one value, not {n}: {column}",
                        operator=operator,
                        n=len(values),
                        column=column,
                    )
                )
        elif not values:
            raise ValueError(say("{operator!r} takes at least one value: {column}", operator=operator, column=column))
        if operator in ("has any", "has none") and not separator:
            raise ValueError(
                say("{operator!r} takes a separator that is not empty: {column}", operator=operator, column=column)
            )
        _set(self, column=column, operator=operator, values=values, separator=separator)

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.values))
        if self.operator in ("in", "not in", "has any", "has none"):
            shown = f"({shown})"
        return f"{self.column} {self.operator} {shown}".rstrip()


@dataclass(frozen=True, slots=True, init=False)
class AllOf:
    """Conditions that must all be true; none at all is true."""

    parts: tuple[Filter, ...]

    def __init__(self, *parts: Filter) -> None:
        _set(self, parts=parts)

    def __str__(self) -> str:
        return f"({' and '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True, init=False)
class AnyOf:
    """Conditions of which at least one must be true; none at all is false."""

    parts: tuple[Filter, ...]

    def __init__(self, *parts: Filter) -> None:
        _set(self, parts=parts)

    def __str__(self) -> str:
        return f"({' or '.join(map(str, self.parts))})"


Filter: TypeAlias = Where | AllOf | AnyOf


@dataclass(frozen=True, slots=True, init=False)
class Single:
    """One code a row. Base: rows with an answer.

    Attributes
    ----------
    column
        The variable.
    categories
        Every code that can be given, in order, unshown ones included; another code in the data is an error. None takes
        the codes that occur, sorted.
    unanswered
        Codes that count as no answer and so leave the base.
    """

    column: str
    categories: tuple[str, ...] | None
    unanswered: tuple[str, ...]

    def __init__(self, column: str, categories: Iterable[Code] | None = None, unanswered: Iterable[Code] = ()) -> None:
        _set(self, column=column, categories=None if categories is None else _texts(categories),
             unanswered=_texts(unanswered))  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class Multiple:
    """Several answers a row, each in a column of its own that holds a counted value (SPSS: type D).

    Attributes
    ----------
    items
        Category and the column that answers it, in order.
    counted
        Codes that mean yes.
    not_counted
        Codes that mean no; another code is an error. None takes 0 for a no where nothing but 1 is counted, and
        otherwise every code that is not.
    unanswered
        Codes that count as no answer.
    base
        "set": rows with an answer to any item, where a blank item is a no.
        "item": each item on the rows that answer it.
        "asked": every row that was asked, where blank items are a no even if all of them are blank; only rows that
        hold a code for no answer, and no answer, are left out.
    exclusive
        Categories that cannot be given together with others; rows that do so are counted, as they stand.
    """

    items: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    not_counted: tuple[str, ...] | None
    unanswered: tuple[str, ...]
    base: Literal["set", "item", "asked"]
    exclusive: tuple[str, ...]

    def __init__(
        self,
        columns: Iterable[str] | Mapping[str, str],
        counted: Code | Iterable[Code] = 1,
        unanswered: Iterable[Code] = (),
        base: Literal["set", "item", "asked"] = "set",
        exclusive: Iterable[str] = (),
        not_counted: Code | Iterable[Code] | None = None,
    ) -> None:
        items = tuple(columns.items()) if isinstance(columns, Mapping) else tuple((name, name) for name in columns)
        _some("columns", items)
        _choice("base", base, ("set", "item", "asked"))
        exclusive = tuple(exclusive)
        for category in exclusive:
            _choice("exclusive", category, tuple(category for category, _ in items))
        counted = _texts(_codes(counted))
        no = None if not_counted is None else _texts(_codes(not_counted))
        for code in no or ():
            if code in counted:
                raise ValueError(say("the code {code!r} is counted and not_counted", code=code))
        _set(self, items=items, counted=counted, not_counted=no, unanswered=_texts(unanswered), base=base,
             exclusive=exclusive)  # fmt: skip

    @property
    def known(self) -> frozenset[str] | None:
        """Codes that mean yes or no; None where every code means one of them."""
        if self.not_counted is None:
            return frozenset("10") if self.counted == ("1",) else None
        return frozenset((*self.counted, *self.not_counted))


@dataclass(frozen=True, slots=True, init=False)
class Delimited:
    """Several answers a row, as codes in one cell (`1;3`). Base: rows whose cell holds a code.

    Attributes
    ----------
    column
        The variable.
    categories
        Every code that can be given, in order; None takes those that occur, sorted.
    separator
        Between the codes of a cell.
    unanswered
        Codes that count as no answer.
    exclusive
        Codes that cannot be given together with others; rows that do so are counted, as they stand.
    """

    column: str
    categories: tuple[str, ...] | None
    separator: str
    unanswered: tuple[str, ...]
    exclusive: tuple[str, ...]

    def __init__(
        self,
        column: str,
        categories: Iterable[Code] | None = None,
        separator: str = ";",
        unanswered: Iterable[Code] = (),
        exclusive: Iterable[Code] = (),
    ) -> None:
        if not separator:
            raise ValueError(say("{name} is empty", name="separator"))
        exclusive = _texts(exclusive)
        if categories is not None:
            categories = _texts(categories)
            for code in exclusive:
                _choice("exclusive", code, categories)
        _set(self, column=column, categories=None if categories is None else _texts(categories), separator=separator,
             unanswered=_texts(unanswered), exclusive=exclusive)  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class AnyOver:
    """A question asked once per partner: a row has the answer that it gave for any partner. The unit is the row.

    Also the SPSS multiple-response set of type C, whose columns hold first, second, third answer.

    Attributes
    ----------
    columns
        One column a partner; its cells hold a code, or several with a separator.
    categories
        Every code that can be given, in order; None takes those that occur, sorted.
    separator
        Between the codes of a cell; None where a cell holds one.
    dont_know
        Codes that mean don't know.
    rule
        When a row counts as don't know: it was said for "any" partner, or "only" ever that and nothing else.
    unanswered
        Codes that count as no answer.
    """

    columns: tuple[str, ...]
    categories: tuple[str, ...] | None
    separator: str | None
    dont_know: tuple[str, ...]
    rule: Literal["any", "only"] | None
    unanswered: tuple[str, ...]

    def __init__(
        self,
        columns: Iterable[str],
        categories: Iterable[Code] | None = None,
        separator: str | None = None,
        dont_know: Iterable[Code] = (),
        rule: Literal["any", "only"] | None = None,
        unanswered: Iterable[Code] = (),
    ) -> None:
        columns = tuple(columns)
        _some("columns", columns)
        if separator == "":
            raise ValueError(say("{name} is empty", name="separator"))
        codes = _texts(dont_know)
        if codes:
            if rule is None:
                raise ValueError(say("dont_know needs a rule: 'any' partner, or 'only' ever that"))
            _choice("rule", rule, ("any", "only"))
            if categories is not None:
                categories = _texts(categories)
                for code in codes:
                    _choice("dont_know", code, categories)
        elif rule is not None:
            raise ValueError(say("rule needs the codes that mean dont_know"))
        _set(self, columns=columns, categories=None if categories is None else _texts(categories), separator=separator,
             dont_know=codes, rule=rule, unanswered=_texts(unanswered))  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class Number:
    """A number a row, such as an age or a turnover. Base: rows with a number.

    Attributes
    ----------
    column
        The variable.
    label
        What is measured: the only category there is.
    low, high
        Ends of what can be answered; a number outside them is an error. None where it is open.
    unanswered
        Codes that count as no answer and so leave the base.
    """

    column: str
    label: str
    low: float | None
    high: float | None
    unanswered: tuple[str, ...]

    def __init__(
        self,
        column: str,
        label: str | None = None,
        low: float | None = None,
        high: float | None = None,
        unanswered: Iterable[Code] = (),
    ) -> None:
        if low is not None and high is not None and low >= high:
            raise ValueError(say("numbers from {low:g} to {high:g} have no room", low=low, high=high))
        _set(self, column=column, label=label or column, low=low, high=high, unanswered=_texts(unanswered))


@dataclass(frozen=True, slots=True, init=False)
class Bands:
    """A number a row, put in bands: each holds the numbers from its edge to below the next.

    Attributes
    ----------
    of
        The number.
    edges
        The lower end of each band, ascending; a number below the first is an error.
    labels
        What each band is called; made of the edges where they are whole and no labels are given: "10-49", "50+". Then
        a number that is not whole is an error, for it could lie between "0-9" and "10-49".
    whole
        Whether the labels are so made.
    """

    of: Number
    edges: tuple[float, ...]
    labels: tuple[str, ...]
    whole: bool

    def __init__(self, of: Number, edges: Iterable[float], labels: Iterable[str] | None = None) -> None:
        edges = tuple(map(float, edges))
        if len(edges) < 2 or any(low >= high for low, high in pairwise(edges)):
            raise ValueError(say("bands need two or more edges, each above the one before: {edges}", edges=edges))
        given = None if labels is None else tuple(labels)
        if given is None and not all(edge.is_integer() for edge in edges):
            raise ValueError(say("bands whose edges are not whole need labels"))
        if given is not None and (len(given) != len(edges) or len(set(given)) < len(given)):
            raise ValueError(say("each band needs a label of its own"))
        _set(self, of=of, edges=edges, labels=given or _bands(edges), whole=given is None)


def _bands(edges: tuple[float, ...]) -> tuple[str, ...]:
    ends = [f"{low:.0f}" if high - low == 1 else f"{low:.0f}-{high - 1:.0f}" for low, high in pairwise(edges)]
    return (*ends, f"{edges[-1]:.0f}+")


@dataclass(frozen=True, slots=True, init=False)
class Any:
    """A row that has at least one of the parts."""

    parts: tuple[Expression, ...]

    def __init__(self, *parts: Expression) -> None:
        _some("parts", parts)
        _set(self, parts=parts)


@dataclass(frozen=True, slots=True, init=False)
class All:
    """A row that has all of the parts."""

    parts: tuple[Expression, ...]

    def __init__(self, *parts: Expression) -> None:
        _some("parts", parts)
        _set(self, parts=parts)


@dataclass(frozen=True, slots=True, init=False)
class Only:
    """A row that has at least one of these categories and no other category of the response."""

    categories: tuple[str, ...]

    def __init__(self, *categories: Code) -> None:
        _some("categories", categories)
        _set(self, categories=_texts(categories))


class Not(Struct, frozen=True):
    """A row in the base that does not have the part."""

    part: Expression


Expression: TypeAlias = str | Any | All | Only | Not


@dataclass(frozen=True, slots=True, init=False)
class Nets:
    """Categories of a response put together, row by row, before they are weighted. Base: that of the response.

    Attributes
    ----------
    of
        The response.
    nets
        Label and expression, in order; a string in an expression is a category of the response.
    partition
        Labels of which every row of the base must have exactly one.
    """

    of: Single | Multiple | Delimited | AnyOver | Bands
    nets: tuple[tuple[str, Expression], ...]
    partition: tuple[str, ...]

    def __init__(
        self,
        of: Single | Multiple | Delimited | AnyOver | Bands,
        nets: Mapping[str, Expression],
        partition: Iterable[str] = (),
    ) -> None:
        _some("nets", nets)
        partition = tuple(partition)
        for label in partition:
            _choice("partition", label, tuple(nets))
        if isinstance(of, Multiple) and of.base == "item":
            raise ValueError(say("nets need one base for all items: `base: set`"))
        _set(self, of=of, nets=tuple(nets.items()), partition=partition)


Response: TypeAlias = Single | Multiple | Delimited | AnyOver | Nets | Bands | Number


@dataclass(frozen=True, slots=True, init=False)
class Breakdown:
    """Groups of the base by the codes of one column. A row without a code is in the total and in no group.

    Attributes
    ----------
    column
        The variable.
    groups
        Its codes in the order wanted; another code in the data is an error. None takes those that occur, sorted.
    """

    column: str
    groups: tuple[str, ...] | None

    def __init__(self, column: str, groups: Iterable[Code] | None = None) -> None:
        _set(self, column=column, groups=None if groups is None else _texts(groups))


class Crossed(Struct, frozen=True):
    """Groups of the base that are in a group of one breakdown and in one of another, section by section.

    Attributes
    ----------
    one, other
        The breakdowns; the groups of the first are the sections.
    """

    one: Breakdown | Response
    other: Breakdown | Response


Grouping: TypeAlias = Breakdown | Response | Crossed
"""Groups of the base: by the codes of a column, by the categories of a response, which may overlap, or by two of
them."""


def _texts(codes: Iterable[Code]) -> tuple[str, ...]:
    texts = tuple(code_text(code) for code in _codes(codes))
    if len(set(texts)) < len(texts):
        twice = next(text for text in texts if texts.count(text) > 1)
        raise ValueError(say("the code {code!r} is named twice", code=twice))
    if "" in texts:
        raise ValueError(say("a code is empty"))
    return texts


def _codes(values: Code | Iterable[Code]) -> tuple[Code, ...]:
    if hasattr(values, "item") and not getattr(values, "shape", ()):
        values = values.item()  # numpy's scalars are numbers too
    return (values,) if isinstance(values, str | int | float) else tuple(values)


def _names(columns: str | Iterable[str] | None) -> tuple[str, ...]:
    return () if columns is None else (columns,) if isinstance(columns, str) else tuple(columns)


def _choice(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        listed = ", ".join(map(repr, known))
        raise ValueError(say("{name} is {value!r}; known: {known}", name=name, value=value, known=listed))


def _some(name: str, values: object) -> None:
    if not values:
        raise ValueError(say("{name} is empty", name=name))


def _set(self: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(self, name, value)
