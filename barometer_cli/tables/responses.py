"""Answers as they are counted: the patterns of answers that rows give, and what each pattern says of each category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.dataset import as_number, code_text
from barometer_cli.model.survey import (
    All,
    Any,
    AnyOver,
    Bands,
    Delimited,
    Expression,
    Multiple,
    Nets,
    Not,
    Number,
    Only,
    Response,
    Single,
)
from barometer_cli.tables.columns import Coded, Columns, Floats, Ints, Mask, combine, either, in_order, more, split

_WORD = 62  # flags that an int64 holds


class Answers(Struct, frozen=True):
    """Which pattern of answers each row gives, and what a pattern says.

    Attributes
    ----------
    categories
        In order.
    pattern
        Shape (rows,): place of the row's pattern; -1, the last one, where one column holds all and is empty.
    yes, answered
        Shape (categories, patterns): has the category; is in the category's base.
    said
        Shape (patterns,): gives an answer, which somebody who was not asked cannot.
    partly
        Shape (patterns,): holds a code for no answer in some items of one base, where it is counted as a no.
    conflict
        Shape (patterns,): gives an exclusive category together with another.
    values
        Shape (categories, patterns): the number that is answered, 0 where none is; None where answers are no numbers.
    """

    categories: tuple[str, ...]
    pattern: Ints
    yes: Mask
    answered: Mask
    said: Mask
    partly: Mask
    conflict: Mask
    values: Floats | None = None


def answers(columns: Columns, response: Response, among: Mask) -> Answers:
    """The answers of every row to a response.

    Parameters
    ----------
    columns
        The microdata.
    response
        What is counted.
    among
        Rows (one bool each) that were asked: there, a code that is not declared is an error.

    Raises
    ------
    UnknownCategory
        If an answer is not among the declared ones, or a net names a category that the response does not have.
    DataError
        If a row of the base is in none or several parts of a partition, or a number is none, or is out of its range.
    """
    match response:
        case Single():
            return _over(columns, (response.column,), None, response, among)
        case Multiple():
            return _multiple(columns, response, among)
        case Delimited():
            found = _over(columns, (response.column,), response.separator, response, among)
            return _exclusive(found, response.exclusive)
        case AnyOver():
            found = _over(columns, response.columns, response.separator, response, among)
            return _only_dont_know(found, response.dont_know) if response.rule == "only" else found
        case Nets():
            return _nets(columns, response, among)
        case Number():
            return _number(columns, response, among)
        case Bands():
            return _banded(columns, response, among)
    raise TypeError(
        say(
            "{response!r} is not a response: use Single, Multiple, Delimited, AnyOver, Nets, Number or Bands",
            response=response,
        )
    )


def holding(response: Response) -> tuple[str, ...]:
    """The columns that hold the answers to a response."""
    match response:
        case Single() | Delimited() | Number():
            return (response.column,)
        case Multiple():
            return tuple(name for _, name in response.items)
        case AnyOver():
            return response.columns
        case Nets() | Bands():
            return holding(response.of)


Change: TypeAlias = Mapping[str, Callable[[str], str]]
"""What some columns would hold, by the code that they hold; "" is an empty cell."""


def supposed(response: Response) -> Iterator[Change]:
    """The answers that a respondent might have given instead.

    Every category comes alone and, where several can be given, beside those that were; so each row becomes whatever one
    answer can make of it.
    """
    match response:
        case Single():
            yield from ({response.column: _always(code)} for code in response.categories or ())
        case Multiple():
            yes = _always(response.counted[0])
            known = (*response.counted, *response.unanswered)
            no = _always(response.not_counted[0] if response.not_counted else _other(known))
            for _, name in response.items:
                others = [other for _, other in response.items if other != name and response.base != "item"]
                yield {name: yes}
                yield {name: yes, **dict.fromkeys(others, no)} if others else {name: no}
        case Delimited():
            for code in response.categories or ():
                yield {response.column: _always(code)}
                yield {response.column: _beside(code, response.separator)}
        case AnyOver():
            first, *rest = response.columns
            for code in response.categories or ():
                yield {first: _always(code)}
                yield {first: _always(code), **dict.fromkeys(rest, _always(""))}
        case Nets():
            yield from supposed(response.of)
        case Bands():
            yield from ({response.of.column: _always(code_text(edge))} for edge in response.edges)
        case Number():
            yield from ()  # that nobody has a number is no secret of a mean


def _other(known: Sequence[str]) -> str:
    return next(code for code in map(str, count()) if code not in known)


def _always(code: str) -> Callable[[str], str]:
    return lambda _: code


def _beside(code: str, separator: str) -> Callable[[str], str]:
    return lambda cell: separator.join(filter(None, (cell, code)))


def is_answer(columns: Columns, response: Response, name: str, cell: str) -> bool:
    """Whether a cell of a column, as a code, holds an answer to a response."""
    if isinstance(response, Nets | Bands):
        return is_answer(columns, response.of, name, cell)
    separator = response.separator if isinstance(response, Delimited | AnyOver) else None
    return any(not _is_silent(columns, response, name, code) for code in _codes(cell, separator))


def _codes(cell: str, separator: str | None) -> tuple[str, ...]:
    return (cell,) if separator is None else split(cell, separator)


def _is_silent(
    columns: Columns, response: Single | Multiple | Delimited | AnyOver | Number, name: str, code: str
) -> bool:
    """Whether a code is no answer: the response says so, or it is called missing and the response does not name it."""
    if code in response.unanswered:
        return True
    if isinstance(response, Multiple):
        named = (*response.counted, *(response.not_counted or ()))
    elif isinstance(response, Number):
        named = ()
    else:
        named = response.categories or ()
    return code not in named and columns.declared.is_missing(name, code)


def _multiple(columns: Columns, multiple: Multiple, among: Mask) -> Answers:
    """Flags: a yes for each item, then an answer for each; or, of one base for all, an answer and a code for none."""
    size, own = len(multiple.items), multiple.base == "item"
    parts = []
    for item, (_, name) in enumerate(multiple.items):
        coded = columns.all_codes(name)
        _prove_counted(columns, multiple, name, coded, among)
        answer, none = (size + item, set()) if own else (size, {size + 1})
        said = [{answer, item} if label in multiple.counted else {answer} for label in coded.labels]
        silent = [_is_silent(columns, multiple, name, label) for label in coded.labels]
        parts.append((coded, [none if no else flags for flags, no in zip(said, silent, strict=True)]))
    pattern, flags = _union(parts, size + (size if own else 2))
    categories = tuple(category for category, _ in multiple.items)
    if own:
        return _exclusive(_answers(categories, pattern, flags), multiple.exclusive)
    found = _answers(categories, pattern, flags[:-1])
    if multiple.base == "asked":  # blank rows are in it, so their pattern is no longer -1
        blank = pattern.astype(np.int64) % flags.shape[1]
        found = replace(found, pattern=blank, answered=np.broadcast_to(found.said | ~flags[-1], found.yes.shape))
    return _exclusive(replace(found, partly=found.said & flags[-1]), multiple.exclusive)


def _prove_counted(columns: Columns, multiple: Multiple, name: str, coded: Coded, among: Mask) -> None:
    """Raise UnknownCategory where a row that was asked holds a code that is neither a yes nor a no."""
    known = multiple.known
    if known is None:
        return
    for code, times in zip(coded.labels, coded.times(among), strict=True):
        if times and code not in known and not _is_silent(columns, multiple, name, code):
            rows = np.flatnonzero(coded.is_any(code.__eq__) & among)
            raise UnknownCategory(
                say(
                    "{name!r}, {row}: the code {code!r} is neither counted nor declared a no{more}",
                    name=name,
                    row=columns.row(int(rows[0])),
                    code=code,
                    more=more(columns.count(rows)),
                ),
                say(
                    "Name it under counted, not_counted or unanswered. {suggestion}",
                    suggestion=suggestion(code, sorted(known)),
                ),
            )


def _over(
    columns: Columns, names: Sequence[str], separator: str | None, response: Single | Delimited | AnyOver, among: Mask
) -> Answers:
    """Codes that rows give in any of several columns."""
    given: list[tuple[Coded, list[tuple[str, ...]]]] = []
    categories: dict[str, None] = {}
    for name in names:
        coded = columns.all_codes(name)
        cells = [
            tuple(code for code in _codes(label, separator) if not _is_silent(columns, response, name, code))
            for label in coded.labels
        ]
        categories |= dict.fromkeys(_categories(columns, name, coded, cells, response.categories, among))
        given.append((coded, cells))
    in_their_order = response.categories is not None or (len(given) == 1 and given[0][0].declared)
    order = tuple(categories) if in_their_order else in_order(tuple(categories))
    place = {category: k for k, category in enumerate(order)}
    parts = [
        (coded, [{len(order), *(place[code] for code in cell if code in place)} if cell else set() for cell in cells])
        for coded, cells in given
    ]
    return _answers(order, *_union(parts, len(order) + 1))


def _categories(
    columns: Columns,
    name: str,
    coded: Coded,
    cells: Sequence[tuple[str, ...]],
    declared: tuple[str, ...] | None,
    among: Mask,
) -> Iterable[str]:
    """The declared codes, once no other is found among the rows asked; or the codes found there."""
    if declared is not None and all(code in declared for cell in cells for code in cell):
        return declared
    there = zip(cells, coded.times(among), strict=True)
    found = dict.fromkeys(code for cell, times in there if times for code in cell)
    if declared is None:
        return found
    for code in found:
        if code not in declared:
            holders = np.array([*(code in cell for cell in cells), False])[coded.index] & among
            rows = np.flatnonzero(holders)
            raise UnknownCategory(
                say(
                    "{name!r}, {row}: the code {code!r} is not declared{more}",
                    name=name,
                    row=columns.row(int(rows[0])),
                    code=code,
                    more=more(columns.count(rows)),
                ),
                say("Declare it, or name it under unanswered. {suggestion}", suggestion=suggestion(code, declared)),
            )
    return declared


def _union(parts: Sequence[tuple[Coded, Sequence[set[int]]]], size: int) -> tuple[Ints, Mask]:
    """The union over columns of the flags that a row's codes raise: pattern of each row, flags (size x patterns)."""
    if len(parts) == 1:
        coded, said = parts[0]
        flags = np.zeros((size, len(said) + 1), dtype=np.bool_)
        for place, those in enumerate(said):
            flags[list(those), place] = True
        return coded.index, flags
    words = []
    for start in range(0, size, _WORD):
        word = np.zeros(len(parts[0][0].index), dtype=np.int64)
        for coded, said in parts:
            bits = [sum(1 << flag - start for flag in those if start <= flag < start + _WORD) for those in said]
            if any(bits):
                word |= np.array([*bits, 0], dtype=np.int64)[coded.index]
        words.append((word, 1 << min(_WORD, size - start)))
    pattern, row = combine(*words)
    flags = np.stack([words[flag // _WORD][0][row] >> flag % _WORD & 1 for flag in range(size)]).astype(np.bool_)
    return pattern, flags


def _answers(categories: tuple[str, ...], pattern: Ints, flags: Mask) -> Answers:
    """Flags: a yes for each category, then an answer for each, or one for all."""
    size = len(categories)
    yes, answered = flags[:size], flags[size:]
    if len(answered) != size:
        answered = np.broadcast_to(answered, yes.shape)
    said, nobody = either(tuple(answered), flags.shape[1]), np.zeros(flags.shape[1], dtype=np.bool_)
    return Answers(categories, pattern, yes & answered, answered, said, nobody, nobody)


def _number(columns: Columns, number: Number, among: Mask) -> Answers:
    """Rows with the same number have the same pattern."""
    given = columns.numbers(number.column)
    none = [value for code in number.unanswered if (value := as_number(code)) is not None]
    given = np.where(np.isin(given, none), np.nan, given)
    _prove_within(columns, number, given, among)
    distinct, pattern = np.unique(given, return_inverse=True)
    there = np.append(~np.isnan(distinct), False)  # a row without a number is of the last pattern
    values = np.where(there, np.append(distinct, 0.0), 0.0)
    nobody = np.zeros(len(there), dtype=np.bool_)
    return Answers((number.label,), pattern, there[None], there[None], there, nobody, nobody, values[None])


def _prove_within(columns: Columns, number: Number, given: Floats, among: Mask) -> None:
    """Raise DataError where a row that was asked gives a number that is not between the ends of its range."""
    low, high = (-np.inf if number.low is None else number.low), (np.inf if number.high is None else number.high)
    wrong = np.flatnonzero(((given < low) | (given > high)) & among)
    if wrong.size:
        if number.low is None:
            ends = say("at most {high:g}", high=high)
        elif number.high is None:
            ends = say("at least {low:g}", low=low)
        else:
            ends = say("{low:g} to {high:g}", low=low, high=high)
        raise DataError(
            say(
                "{column!r}, {row}: {given:g} is out of the range, {ends}{more}",
                column=number.column,
                row=columns.row(int(wrong[0])),
                given=given[wrong[0]],
                ends=ends,
                more=more(columns.count(wrong)),
            ),
            say("Correct the range in the codebook, or name the code under unanswered."),
        )


def _banded(columns: Columns, bands: Bands, among: Mask) -> Answers:
    found = _number(columns, bands.of, among)
    assert found.values is not None, "numbers have values"
    numbers, there = found.values[0], found.answered[0]
    between = there & bands.whole & (numbers != np.floor(numbers))
    for wrong, words, remedy in (
        (
            there & (numbers < bands.edges[0]),
            say("is below the first band, {labels}", labels=bands.labels[0]),
            say("Begin the bands lower."),
        ),
        (
            between,
            say("is not whole, and the bands are {labels}", labels=", ".join(bands.labels)),
            say("Give each band words of its own: `bands: {0: Under 10, 10: 10 og derover}`."),
        ),
    ):
        rows = np.flatnonzero(wrong[found.pattern] & among)
        if rows.size:
            raise DataError(
                f"{bands.of.column!r}, {columns.row(int(rows[0]))}: "
                f"{numbers[found.pattern[rows[0]]]:g} {words}{more(columns.count(rows))}",
                remedy,
            )
    band = np.searchsorted(bands.edges, numbers, side="right") - 1
    yes = (band == np.arange(len(bands.edges))[:, None]) & there
    return replace(found, categories=bands.labels, yes=yes, answered=np.broadcast_to(there, yes.shape), values=None)


def _exclusive(found: Answers, exclusive: tuple[str, ...]) -> Answers:
    alone = np.array([category in exclusive for category in found.categories], dtype=np.bool_)
    return replace(found, conflict=found.yes[alone].any(axis=0) & (found.yes.sum(axis=0) > 1))


def _only_dont_know(found: Answers, dont_know: tuple[str, ...]) -> Answers:
    """Don't know counts where nothing else was said for any partner."""
    unknown = np.array([category in dont_know for category in found.categories], dtype=np.bool_)
    known = found.yes[~unknown].any(axis=0)
    return replace(found, yes=found.yes & ~(unknown[:, None] & known))


def _nets(columns: Columns, nets: Nets, among: Mask) -> Answers:
    found = answers(columns, nets.of, among)
    known = dict(zip(found.categories, found.yes, strict=True))
    made = {label: _evaluate(label, expression, known) for label, expression in nets.nets}
    answered = found.answered[:1] if known else np.zeros((1, found.yes.shape[1]), dtype=np.bool_)
    if nets.partition:
        _prove_partition(columns, {label: made[label] for label in nets.partition}, answered[0], found.pattern, among)
    yes = np.stack(list(made.values())) & answered
    return replace(found, categories=tuple(made), yes=yes, answered=np.broadcast_to(answered, yes.shape))


def _evaluate(label: str, expression: Expression, known: Mapping[str, Mask]) -> Mask:
    """Patterns (one bool each) that an expression holds of."""
    match expression:
        case Any():
            return either([_evaluate(label, part, known) for part in expression.parts])
        case All():
            return ~either([~_evaluate(label, part, known) for part in expression.parts])
        case Not():
            return ~_evaluate(label, expression.part, known)
        case Only():
            others = [category for category in known if category not in expression.categories]
            these = _evaluate(label, Any(*expression.categories), known)
            return these & ~_evaluate(label, Any(*others), known) if others else these
        case _:
            name = code_text(expression)
            if name not in known:
                raise UnknownCategory(
                    say("the net {label!r} names {name!r}, which the response does not have", label=label, name=name),
                    suggestion(name, known),
                )
            return known[name]


def _prove_partition(columns: Columns, parts: Mapping[str, Mask], answered: Mask, pattern: Ints, among: Mask) -> None:
    held = np.sum(list(parts.values()), axis=0)
    wrong = np.flatnonzero((answered & (held != 1))[pattern] & among)
    if not wrong.size:
        return
    names = [label for label, yes in parts.items() if yes[pattern[wrong[0]]]]
    row, others = columns.row(int(wrong[0])), more(columns.count(wrong))
    raise DataError(
        say(
            "the nets are no partition: {row} is in several of them, {nets}{more}",
            row=row,
            nets=", ".join(map(repr, names)),
            more=others,
        )
        if names
        else say(
            "the nets are no partition: {row} is in none of {nets}{more}",
            row=row,
            nets=", ".join(map(repr, parts)),
            more=others,
        ),
        say("Each row of the base belongs to exactly one part; mend the nets, or drop partition."),
    )
