"""A codebook's variables as responses, filters and breakdowns of the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from barometer_cli.errors import UnknownCategory, UnknownVariable, suggestion
from barometer_cli.messages import say
from barometer_cli.model.axis import in_section
from barometer_cli.model.characters import unbroken
from barometer_cli.model.codebook import (
    AllOfSpec,
    AnyOfSpec,
    CodebookSpec,
    Expression,
    LabelSpec,
    NotSpec,
    OnlySpec,
    VariableSpec,
)
from barometer_cli.model.dataset import NA, Dataset, Declared, MissingRange, Scan, as_number, code_text
from barometer_cli.model.spec import AllSpec, AnySpec, BreakdownSpec, Condition, ConditionSpec, DataSpec
from barometer_cli.model.survey import (
    All,
    AllOf,
    Any,
    AnyOf,
    AnyOver,
    Bands,
    Breakdown,
    Crossed,
    Delimited,
    Filter,
    Multiple,
    Nets,
    Not,
    Number,
    Only,
    Response,
    Single,
    Where,
)
from barometer_cli.model.survey import Expression as Net
from barometer_cli.model.table import Word
from barometer_cli.tables.engines import grouping


class Counted(Struct, frozen=True):
    """What a figure counts.

    Attributes
    ----------
    response
        Every category of the variable, and the nets of the spec, as one response keyed by their words.
    whole
        Its categories where they are parts of one whole, to be tested together; None where they are not.
    categories
        Those that are told, in order.
    members
        Those of the variable in the order of the codebook, whether or not they are told; none of a number.
    nets
        The parts of each net.
    words
        Categories that are drawn or read otherwise than they are called.
    partition
        Whether the categories are parts of one whole; None where only the shares tell.
    several
        Whether the question takes several answers.
    overlap
        Whether the categories are nets that may hold the same answers.
    left_out
        Parts of the whole that are not told.
    omitted
        Answers whose respondents are not in the base.
    scale
        What is measured where answers are numbers; None where they are counted.
    ordered
        Whether the categories are the steps of a number.
    residual
        Categories such as "Ved ikke" that stand last however many gave them.
    label, question
        What the variable is called, and the question as it was asked.
    """

    response: Nets | Multiple | Number
    whole: Nets | None
    categories: tuple[str, ...]
    nets: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Word]
    partition: bool | None
    several: bool
    overlap: bool
    left_out: tuple[str, ...]
    residual: frozenset[str]
    label: str | None
    question: str | None
    omitted: tuple[str, ...] = ()
    scale: Scale | None = None
    ordered: bool = False
    members: tuple[str, ...] = ()

    @property
    def counts(self) -> Nets | Multiple:
        """The response, whose answers are counted."""
        assert not isinstance(self.response, Number), "numbers are measured"
        return self.response


class Scale(Struct, frozen=True):
    """Numbers that are answered, or that answers count for.

    Attributes
    ----------
    label
        What is measured, in words.
    scores
        By answer, what it counts for; None where the answers are numbers themselves.
    unit, decimals
        What stands after a value, and how many decimals are printed; None where nobody says.
    low, high
        Ends of the scale; None where it is open.
    """

    label: str
    scores: Mapping[str, float] | None
    unit: str | None
    decimals: int | None
    low: float | None
    high: float | None


def variable(codebook: CodebookSpec, name: str) -> VariableSpec:
    """A variable of the codebook.

    Raises
    ------
    UnknownVariable
        If the codebook has none of that name.
    """
    if name not in codebook.variables:
        raise UnknownVariable(
            say("the codebook has no variable {name!r}", name=name), suggestion(name, codebook.variables)
        )
    return codebook.variables[name]


def counted(codebook: CodebookSpec, data: DataSpec, dataset: Dataset | Scan) -> Counted:
    """What a figure counts: the categories of its variable, and the nets that its spec makes of them.

    Parameters
    ----------
    codebook
        The variables.
    data
        What the spec asks for.
    dataset
        Words of codes that the file itself knows, where the codebook names none.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable.
    UnknownCategory
        If the spec names a category that the variable does not have, or two have the same words.
    """
    assert data.variable is not None, "each variable of a battery is asked for by itself"
    asked = variable(codebook, data.variable)
    if asked.type == "number":
        return _numbers(asked, data, data.variable)
    if data.bands:
        raise UnknownVariable(
            say("{variable!r} is of type {type!r}, and bands divide a number", variable=data.variable, type=asked.type),
            say("Take the bands away, or declare the variable as `type: number`."),
        )
    source = variable(codebook, asked.of) if asked.of else asked
    labels = _labels(asked.of or data.variable, source, dataset)
    if asked.of:
        parts: dict[str, Net] = {label: _net(part) for label, part in asked.nets.items()}
        words: dict[str, Word] = {}
    else:
        parts = {}
        for code, written in labels.items():
            if (text := unbroken(written.text)) in parts:
                raise UnknownCategory(
                    say("{variable!r} has two codes that are called {text!r}", variable=data.variable, text=text),
                    say("Give each code words of its own."),
                )
            parts[text] = code
        words = {
            unbroken(label.text): Word(label.text, label.inline or unbroken(label.text)) for label in labels.values()
        }
    for name in (*data.categories, *data.unshown, *data.omit, *(part for held in data.nets.values() for part in held)):
        if name not in parts:
            raise UnknownCategory(
                say("{variable!r} has no category {name!r}", variable=data.variable, name=name), suggestion(name, parts)
            )
    for label in data.nets:
        if label in parts:
            raise UnknownCategory(
                say("the net {label!r} is called as a category is", label=label), say("Give it another name.")
            )
    scale = _scale(asked, data, data.variable, parts, labels) if data.measured else None
    omit = dict.fromkeys(data.omit)
    if scale and scale.scores is not None and asked.type == "single":
        omit |= dict.fromkeys(name for name in parts if name not in scale.scores)
    one = asked.type == "single" or (asked.of is not None and set(asked.partition) == set(parts))
    several = asked.type in ("multiple", "delimited", "any over")
    told = dict.fromkeys((*(data.categories or parts), *data.unshown))
    codes = tuple(labels)
    if data.omit and asked.type != "single":
        raise UnknownCategory(
            say(
                "omit takes answers of {variable!r} out of the base; it is of type {type!r}, where a row may "
                "have others besides",
                variable=data.variable,
                type=asked.type,
            ),
            say("Use omit with a variable of type 'single', or `unshown`."),
        )
    members = tuple(parts)
    codes = tuple(code for code in codes if asked.of or unbroken(labels[code].text) not in omit)
    parts = {name: part for name, part in parts.items() if name not in omit}
    nets = {label: Any(*(parts[part] for part in held)) for label, held in data.nets.items()}
    base = _response(asked.of or data.variable, source, codes, tuple(labels), dataset.declared)
    response: Nets | Multiple = Nets(base, parts | nets, asked.partition)
    if source.base == "item":
        if nets or asked.of:
            raise UnknownCategory(
                say(
                    "{variable!r} has a base for each item, so its items cannot be put together", variable=data.variable
                ),
                say("Take `base: item` out of the codebook, or the nets out of the spec."),
            )
        assert isinstance(base, Multiple), "only its items have bases of their own"
        items = {unbroken(label.text): code for code, label in labels.items()}
        response = Multiple(items, base.counted, base.unanswered, "item", not_counted=base.not_counted)
    return Counted(
        response=response,
        whole=Nets(base, parts) if one else None,
        categories=tuple(name for name in told if name not in omit),
        nets=data.nets,
        words=words,
        partition=True if one else False if several else None,
        several=source.type != "single",
        overlap=asked.of is not None and not one,
        left_out=tuple(name for name in parts if name not in told) if one else (),
        label=asked.label,
        question=asked.question or source.question,
        residual=frozenset(
            unbroken(labels[code].text) for code in (*asked.dont_know, *asked.exclusive) if code in labels
        ),
        omitted=tuple(omit),
        scale=scale,
        members=members,
    )


def _numbers(asked: VariableSpec, data: DataSpec, name: str) -> Counted:
    """What a figure counts, or measures, of a number."""
    label = asked.label or name
    low, high = asked.range or (None, None)
    number = Number(asked.column or name, label, low, high, (*asked.unanswered, *asked.not_asked))
    if data.omit:
        raise UnknownCategory(
            say("omit takes answers of {name!r} out of the base, and it is a number", name=name),
            say("Name the codes under `unanswered` in the codebook, or use `where`."),
        )
    response: Nets | Number = number
    categories: tuple[str, ...] = (label,)
    scale = None
    if data.measured:
        if data.computed == "nps" or (data.measure and data.measure.scores):
            raise UnknownVariable(
                say(
                    "{name!r} is a number, and {computed} is of answers that have scores",
                    name=name,
                    computed=data.computed,
                ),
                say("Declare it as `type: single` with its codes, or write `measure: mean`."),
            )
        scale = Scale(label, None, asked.unit, asked.decimals, low, high)
    else:
        bands = _bands(data.bands or asked.bands, number, name)
        for told in (*data.categories, *data.unshown, *(part for held in data.nets.values() for part in held)):
            if told not in bands.labels:
                raise UnknownCategory(
                    say("{name!r} has no band {band!r}", name=name, band=told), suggestion(told, bands.labels)
                )
        parts: dict[str, Net] = {band: band for band in bands.labels}
        nets = {net: Any(*held) for net, held in data.nets.items()}
        response = Nets(bands, parts | nets)
        categories = tuple(dict.fromkeys((*(data.categories or bands.labels), *data.unshown)))
    return Counted(
        response=response,
        whole=Nets(response.of, {band: band for band in response.of.labels})
        if isinstance(response, Nets) and isinstance(response.of, Bands)
        else None,
        categories=categories,
        nets=data.nets,
        words={},
        partition=None if data.measured else True,
        several=False,
        overlap=False,
        left_out=tuple(name for name in response.of.labels if name not in categories)
        if isinstance(response, Nets) and isinstance(response.of, Bands)
        else (),
        label=asked.label,
        question=asked.question,
        residual=frozenset(),
        scale=scale,
        ordered=not data.measured,
    )


def _bands(given: Mapping[float, str | None] | None, number: Number, name: str) -> Bands:
    if not given:
        raise UnknownVariable(
            say("{name!r} is a number, and shares of it are of bands", name=name),
            say("Write `bands: [0, 10, 50]`, here or in the codebook, or `measure: mean`."),
        )
    return Bands(number, given, [label for label in given.values() if label is not None] or None)


def _scale(
    asked: VariableSpec, data: DataSpec, name: str, parts: Mapping[str, Net], labels: Mapping[str, LabelSpec]
) -> Scale:
    """What the answers to a variable count for.

    Raises
    ------
    UnknownVariable
        If its answers are no numbers, or not one of them a row.
    UnknownCategory
        If an answer is scored that it does not have.
    """
    if not (asked.type == "single" or (asked.of and set(asked.partition) == set(parts))):
        raise UnknownVariable(
            say(
                "{name!r} is of type {type!r}; {computed} needs one answer a row",
                name=name,
                type=asked.type,
                computed=data.computed,
            ),
            say("Measure a variable of type 'single' or 'number', or nets that are a partition."),
        )
    words = {} if asked.of else {code: unbroken(label.text) for code, label in labels.items()}
    written = data.measure.scores if data.measure else {}
    for answer in written:
        if answer not in parts:
            raise UnknownCategory(
                say("{name!r} has no answer {answer!r} to score", name=name, answer=answer), suggestion(answer, parts)
            )
    if data.computed == "nps":
        scores = _promoters(name, {code: word for code, word in words.items() if code not in asked.dont_know})
    elif written:
        scores = dict(written)
    elif asked.scores:
        scores = {words[code]: score for code, score in asked.scores.items() if code in words}
    elif data.computed == "index":
        scores = {}
    else:
        numbers = {word: as_number(code) for code, word in words.items() if code not in asked.dont_know}
        scores = {word: number for word, number in numbers.items() if number is not None}
        scores = scores if len(scores) == len(numbers) else {}
    if not scores or (asked.of and set(scores) != set(parts)):
        missing = next((part for part in parts if part not in scores), "")
        raise UnknownVariable(
            say(
                "{name!r}: nothing says for how much {missing!r} counts in a {computed}",
                name=name,
                missing=missing,
                computed=data.computed,
            ),
            say("Write `scores: {ANSWER: NUMBER}`, under the measure, or by code in the codebook."),
        )
    if len(set(scores.values())) < 2:
        raise UnknownVariable(
            say("{name!r}: every answer counts for {score:g}", name=name, score=next(iter(scores.values()))),
            say("Give answers scores that differ."),
        )
    ends = (-100.0, 100.0) if data.computed == "nps" else (min(scores.values()), max(scores.values()))
    return Scale(asked.label or name, scores, asked.unit, asked.decimals, *ends)


def _promoters(name: str, words: Mapping[str, str]) -> dict[str, float]:
    """100 for who answers 9 or 10, -100 for 0 to 6, and 0 between (Reichheld 2003)."""
    numbers = {word: as_number(code) for code, word in words.items()}
    if set(numbers.values()) != set(map(float, range(11))):
        raise UnknownVariable(
            say(
                "{name!r} has the codes {codes}; a net promoter score is of answers 0 to 10",
                name=name,
                codes=", ".join(words),
            ),
            say("Name the others under dont_know or unanswered, or use `measure: index`."),
        )
    return {word: 100.0 if number in (9, 10) else 0.0 if number in (7, 8) else -100.0
            for word, number in numbers.items()}  # fmt: skip


def items(codebook: CodebookSpec, data: DataSpec) -> tuple[str, ...]:
    """The variables of a battery, in order; none where the figure is of one variable that is no battery.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable.
    """
    if data.variables:
        for name in data.variables:
            if variable(codebook, name).type == "battery":
                raise UnknownVariable(
                    say("{name!r} is a battery", name=name),
                    say("Write `variable: {name}`, or name its items.", name=name),
                )
        return data.variables
    assert data.variable is not None, "a spec names one variable or several"
    return variable(codebook, data.variable).variables


def yes_or_no(response: Nets | Multiple, category: str) -> Nets:
    """One category of a response, and everybody else of its base."""
    if isinstance(response, Multiple):
        item = {category: dict(response.items)[category]}
        alone = Multiple(item, response.counted, response.unanswered, not_counted=response.not_counted)
        return Nets(alone, {category: category, "": Not(category)})
    expression = dict(response.nets)[category]
    return Nets(response.of, {category: expression, "": Not(expression)})


def conditions(given: Iterable[Condition]) -> tuple[Filter, ...]:
    """Conditions of a spec or codebook as filters, all of which must be true."""
    return tuple(_condition(condition) for condition in given)


def asked(codebook: CodebookSpec, name: str) -> tuple[Filter, ...] | None:
    """Who was asked a variable's question; None where the codebook does not say."""
    found = variable(codebook, name)
    source = variable(codebook, found.of) if found.of else found
    return conditions(source.asked) or None


class Divided(Struct, frozen=True):
    """How a base is divided.

    Attributes
    ----------
    by
        The groups as the data have them.
    words
        What a group is called, where that is not its code.
    title
        What the groups are called together; None where the codebook does not say.
    sections
        By group of two crossed variables: the group of the first.
    ordered
        Whether the groups are the steps of a number.
    overlapping
        Whether a respondent may be of several.
    """

    by: Breakdown | Response | Crossed
    words: Mapping[str, str]
    title: str | None
    sections: Mapping[str, str]
    ordered: bool
    overlapping: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say in which group a row is."""
        return grouping(self.by)


def divided(codebook: CodebookSpec, spec: BreakdownSpec, dataset: Dataset | Scan) -> Divided:
    """The groups of a variable, or of two that are crossed.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable, or it is no grouping.
    """
    labels = [variable(codebook, name).label for name in spec.variable]
    title = " og ".join(filter(None, labels)) if all(labels) else None
    if len(spec.variable) == 1:
        name = spec.variable[0]
        if variable(codebook, name).type == "single":
            by, words = breakdown(codebook, name, dataset)
            return Divided(by, words, title, {}, ordered=False, overlapping=False)
        response = _grouping(codebook, name, spec.bands, dataset)
        return Divided(response, {}, title, {}, isinstance(response, Bands), _overlaps(codebook, name))
    one, other = (_grouping(codebook, name, None, dataset) for name in spec.variable)
    inside = {in_section(section, name): section for section in _names(one) for name in _names(other)}
    overlapping = any(_overlaps(codebook, name) for name in spec.variable)
    return Divided(Crossed(one, other), {}, labels[1], inside, isinstance(other, Bands), overlapping)


def _overlaps(codebook: CodebookSpec, name: str) -> bool:
    """Whether a respondent may be of several groups of a variable."""
    found = variable(codebook, name)
    return found.type not in ("single", "number") and not (found.of and set(found.partition) == set(found.nets))


def _grouping(
    codebook: CodebookSpec, name: str, bands: Mapping[float, str | None] | None, dataset: Dataset | Scan
) -> Nets | Multiple | Bands:
    """The groups of a variable by their words."""
    found = variable(codebook, name)
    if found.type == "battery":
        raise UnknownVariable(
            say("the breakdown {name!r} is a battery, which is several variables", name=name),
            say("Break down by one of them."),
        )
    if bands and found.type != "number":
        raise UnknownVariable(
            say("the breakdown {name!r} is of type {type!r}, and bands divide a number", name=name, type=found.type),
            say("Take the bands away."),
        )
    response = counted(codebook, DataSpec(variable=name, bands=bands), dataset).response
    if isinstance(response, Nets) and isinstance(response.of, Bands):
        return response.of
    assert isinstance(response, Nets | Multiple), "what is not measured is counted"
    return response


def _names(response: Nets | Multiple | Bands) -> tuple[str, ...]:
    if isinstance(response, Bands):
        return response.labels
    return tuple(name for name, _ in (response.nets if isinstance(response, Nets) else response.items))


def breakdown(codebook: CodebookSpec, name: str, dataset: Dataset | Scan | None) -> tuple[Breakdown, dict[str, str]]:
    """The groups of a variable that holds one code a row, and the words of each of its codes.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable, or it holds several codes a row.
    """
    found = variable(codebook, name)
    if found.type != "single":
        raise UnknownVariable(
            say("{name!r} is of type {type!r}; groups need one code a row", name=name, type=found.type),
            say("Name a variable of type 'single'."),
        )
    labels = _labels(name, found, dataset)
    groups = tuple(labels) or None
    return Breakdown(found.column or name, groups), {code: unbroken(label.text) for code, label in labels.items()}


def groups(codebook: CodebookSpec, name: str) -> tuple[str, dict[str, str]]:
    """The column of a variable that holds one code a row, and the words of its codes in order.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable, or it holds several codes a row.
    """
    found, words = breakdown(codebook, name, None)
    return found.column, words


def columns(codebook: CodebookSpec, data: DataSpec, where: Sequence[Condition]) -> tuple[str, ...]:
    """The columns of the data that a figure needs, each once."""
    names = [codebook.id, codebook.weight, *codebook.strata, codebook.cluster, codebook.fpc, codebook.wave]
    asked = [
        *(items(codebook, data) or filter(None, (data.variable,))),
        *(data.breakdown.variable if data.breakdown else ()),
    ]
    for name in asked:
        spec = variable(codebook, name)
        source, held = (variable(codebook, spec.of), spec.of) if spec.of else (spec, name)
        names += [*_held(held, source), *_named(source.asked)]
    return tuple(dict.fromkeys(name for name in [*names, *_named(data.where), *_named(where)] if name))


def declared(codebook: CodebookSpec, dataset: Dataset | Scan) -> Declared:
    """Which cells hold no value although they are not empty: what the file says of it, and what its codebook does.

    The codebook adds the codes that it names for no answer; a variable of the same column that names one for an answer
    gets it, and nothing else does. A column in which it names a code NA is not R's.
    """
    silent: dict[str, set[str]] = {}
    answers: dict[str, set[str]] = {}
    for name, spec in codebook.variables.items():
        none = set(map(code_text, (*spec.unanswered, *spec.not_asked)))
        words = {*spec.codes, *spec.dont_know, *(spec.not_counted or ()), *(spec.counted if spec.items else ())}
        for column in _held(name, spec):
            silent.setdefault(column, set()).update(none)
            answers.setdefault(column, set()).update(set(map(code_text, words)) - none)
    said = dataset.declared
    added = {column: tuple(MissingRange(code, code) for code in sorted(codes)) for column, codes in silent.items()}
    columns = dict.fromkeys((*said.missing, *added))
    missing = {column: (*said.missing.get(column, ()), *added.get(column, ())) for column in columns}
    named = {column: frozenset(codes | answers[column]) for column, codes in silent.items()}
    na = said.na.difference(column for column, codes in named.items() if NA in codes)
    return Declared({column: ranges for column, ranges in missing.items() if ranges}, named, na, codebook.decimal_mark)


def prove_found(given: Iterable[Filter], declared: Declared, file: str) -> None:
    """Raise UnknownCategory where a condition asks for a value that no row has, since the file calls it missing."""
    for condition in given:
        if not isinstance(condition, Where):
            prove_found(condition.parts, declared, file)
        elif condition.operator in ("==", "in", "has any"):
            for code in map(code_text, condition.values):
                named = code in declared.named.get(condition.column, ())
                if not named and declared.is_missing(condition.column, code):
                    raise UnknownCategory(
                        say(
                            "{condition}: {file} calls {code!r} missing, so no row has it",
                            condition=condition,
                            file=file,
                            code=code,
                        ),
                        say("Ask with `is null`, or name the code in the codebook, in a variable of this column."),
                    )


def _held(name: str, spec: VariableSpec) -> tuple[str, ...]:
    """The columns that hold the answers to a variable that is not made of another."""
    if spec.type in ("single", "delimited", "number"):
        return (spec.column or name,)
    return (*spec.columns, *spec.items)


def _named(given: Iterable[Condition]) -> list[str]:
    names: list[str] = []
    for condition in given:
        match condition:
            case ConditionSpec():
                names.append(condition.column)
            case AllSpec():
                names += _named(condition.all)
            case AnySpec():
                names += _named(condition.any)
    return names


def _condition(condition: Condition) -> Filter:
    match condition:
        case ConditionSpec():
            return Where(condition.column, condition.op, condition.value)
        case AllSpec():
            return AllOf(*map(_condition, condition.all))
        case AnySpec():
            return AnyOf(*map(_condition, condition.any))
        case _:
            assert_never(condition)


def _net(expression: Expression) -> Net:
    match expression:
        case str():
            return expression
        case AnyOfSpec():
            return Any(*map(_net, expression.any))
        case AllOfSpec():
            return All(*map(_net, expression.all))
        case OnlySpec():
            return Only(*expression.only)
        case NotSpec():
            return Not(_net(expression.not_))
        case _:
            assert_never(expression)


def _labels(name: str, spec: VariableSpec, dataset: Dataset | Scan | None) -> dict[str, LabelSpec]:
    """Words by code, in order: the codebook's, else the file's own, without codes that are no answer."""
    none = {*spec.unanswered, *spec.not_asked}
    if spec.type == "multiple":
        return dict(spec.items)
    written: dict[str, LabelSpec] = dict(spec.codes)
    if not written and dataset is not None:
        for column in _held(name, spec):
            words = dataset.labels.get(column, {})
            kept = [code for code in words if code in spec.dont_know or not dataset.declared.is_missing(column, code)]
            written |= {code: LabelSpec(text=words[code]) for code in kept}
    if not written:
        raise UnknownVariable(
            say("the codebook has no codes for {name!r}", name=name),
            say("Name each code under `codes:`; `barometer codebook DATA` lists them."),
        )
    return {code: label for code, label in written.items() if code not in none}


def _response(
    name: str, spec: VariableSpec, codes: tuple[str, ...], all_codes: tuple[str, ...], said: Declared
) -> Single | Multiple | Delimited | AnyOver:
    """The answers as they stand in the data; codes that are not among `codes` count as no answer."""
    none = (*spec.unanswered, *spec.not_asked, *(code for code in all_codes if code not in codes))
    match spec.type:
        case "single":
            return Single(spec.column or name, codes, none)
        case "multiple":
            no = spec.not_counted
            if no is None:
                zero = {"0"}.difference(spec.counted, none)
                no = tuple(zero) if not any(said.is_missing(item, "0") for item in spec.items) else ()
            base = "set" if spec.base == "item" else spec.base
            return Multiple(codes, spec.counted, none, base, spec.exclusive, no)
        case "delimited":
            return Delimited(spec.column or name, codes, spec.separator, none, spec.exclusive)
        case "any over":
            rule = spec.dont_know_if if spec.dont_know else None
            return AnyOver(spec.columns, codes, spec.separator, spec.dont_know, rule, none)
        case "nets" | "number" | "battery":
            raise AssertionError(say("{type} have no answers of their own", type=spec.type))
        case _:
            assert_never(spec.type)
