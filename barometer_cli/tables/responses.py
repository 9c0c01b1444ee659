"""Answers as they are counted: for each category, which rows have it and which rows are its base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.model.survey import (
    All,
    Any,
    AnyOver,
    Delimited,
    Expression,
    Multiple,
    Nets,
    Not,
    Only,
    Response,
    Single,
    code_text,
)
from barometer_cli.tables.columns import Coded, Columns, Mask, in_order


@dataclass(frozen=True, slots=True)
class Answers:
    """Categories in order; for each, one bool a row: has it (`yes`), and answered the question (`answered`).

    Where all categories share a base, `answered` is one and the same array.
    """

    categories: tuple[str, ...]
    yes: tuple[Mask, ...]
    answered: tuple[Mask, ...]


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
        If a row of the base is in none or several parts of a partition.
    """
    match response:
        case Single():
            return _single(columns, response, among)
        case Multiple():
            return _multiple(columns, response)
        case Delimited():
            return _over(columns, (response.column,), response, response.separator, among)
        case AnyOver():
            found = _over(columns, response.columns, response, response.separator, among)
            return _only_dont_know(found, response.dont_know) if response.rule == "only" else found
        case Nets():
            return _nets(columns, response, among)
        case _:
            raise TypeError(f"{response!r} is not a response: use Single, Multiple, Delimited, AnyOver or Nets")


def _single(columns: Columns, single: Single, among: Mask) -> Answers:
    coded = columns.coded(single.column)
    codes = [() if label in single.unanswered else (label,) for label in coded.labels]
    categories = _categories(columns, single.column, coded, codes, single.categories, among)
    answered = _look_up(coded, [bool(cell) for cell in codes])
    yes = tuple(_look_up(coded, [category in cell for cell in codes]) for category in categories)
    return Answers(categories, yes, (answered,) * len(categories))


def _multiple(columns: Columns, multiple: Multiple) -> Answers:
    yes, answered = [], []
    for _, name in multiple.items:
        coded = columns.coded(name)
        answered.append(_look_up(coded, [label not in multiple.unanswered for label in coded.labels]))
        yes.append(_look_up(coded, [label in multiple.counted for label in coded.labels]) & answered[-1])
    if multiple.base == "set":
        answered = [np.logical_or.reduce(answered)] * len(answered)
    return Answers(tuple(category for category, _ in multiple.items), tuple(yes), tuple(answered))


def _over(
    columns: Columns, names: Sequence[str], response: Delimited | AnyOver, separator: str | None, among: Mask
) -> Answers:
    cells: list[tuple[Coded, list[tuple[str, ...]]]] = []
    found: dict[str, None] = {}
    for name in names:
        coded = columns.coded(name)
        codes = [
            tuple(code for code in _split(label, separator) if code not in response.unanswered)
            for label in coded.labels
        ]
        found |= dict.fromkeys(_categories(columns, name, coded, codes, response.categories, among))
        cells.append((coded, codes))
    categories = in_order(tuple(found)) if response.categories is None else response.categories
    answered = np.logical_or.reduce([_look_up(coded, [bool(cell) for cell in codes]) for coded, codes in cells])
    yes = tuple(
        np.logical_or.reduce([_look_up(coded, [category in cell for cell in codes]) for coded, codes in cells])
        for category in categories
    )
    return Answers(categories, yes, (answered,) * len(categories))


def _split(label: str, separator: str | None) -> tuple[str, ...]:
    if separator is None:
        return (label,)
    return tuple(dict.fromkeys(code_text(part) for part in label.split(separator) if part.strip()))


def _categories(
    columns: Columns,
    name: str,
    coded: Coded,
    codes: Sequence[tuple[str, ...]],
    declared: tuple[str, ...] | None,
    among: Mask,
) -> tuple[str, ...]:
    """The declared codes, once no other is found among the rows asked; or the codes found there, in order."""
    index = coded.index[among]
    there = np.bincount(index[index >= 0], minlength=len(codes)) > 0
    found = dict.fromkeys(code for cell, seen in zip(codes, there, strict=True) if seen for code in cell)
    if declared is None:
        return tuple(found) if coded.declared else in_order(tuple(found))
    unknown = [code for code in found if code not in declared]
    if unknown:
        holders = _look_up(coded, [unknown[0] in cell for cell in codes]) & among
        raise _unknown(columns, name, holders, unknown[0], declared)
    return declared


def _unknown(columns: Columns, name: str, rows: Mask, code: str, declared: Iterable[str]) -> UnknownCategory:
    more = f" (and {int(rows.sum()) - 1} more)" if rows.sum() > 1 else ""
    place = f"{name!r}, {columns.row(int(np.flatnonzero(rows)[0]))}{more}"
    return UnknownCategory(f"{place}: the code {code!r} is not declared",
                           f"Declare it, or name it under unanswered. {suggestion(code, declared)}")  # fmt: skip


def _only_dont_know(found: Answers, dont_know: tuple[str, ...]) -> Answers:
    pairs = list(zip(found.categories, found.yes, strict=True))
    known = [yes for category, yes in pairs if category not in dont_know]
    said = np.logical_or.reduce(known) if known else np.zeros_like(found.answered[0])
    yes = tuple(yes & ~said if category in dont_know else yes for category, yes in pairs)
    return Answers(found.categories, yes, found.answered)


def _nets(columns: Columns, nets: Nets, among: Mask) -> Answers:
    found = answers(columns, nets.of, among)
    if not found.categories:
        empty = np.zeros(columns.rows, dtype=np.bool_)
        return Answers(tuple(label for label, _ in nets.nets), (empty,) * len(nets.nets), (empty,) * len(nets.nets))
    known = dict(zip(found.categories, found.yes, strict=True))
    made = {label: _evaluate(label, expression, known) for label, expression in nets.nets}
    answered = found.answered[0]
    if nets.partition:
        _check_partition(columns, {label: made[label] for label in nets.partition}, answered & among)
    return Answers(tuple(made), tuple(made.values()), (answered,) * len(made))


def _evaluate(label: str, expression: Expression, known: Mapping[str, Mask]) -> Mask:
    match expression:
        case Any():
            return np.logical_or.reduce([_evaluate(label, part, known) for part in expression.parts])
        case All():
            return np.logical_and.reduce([_evaluate(label, part, known) for part in expression.parts])
        case Not():
            return ~_evaluate(label, expression.part, known)
        case Only():
            these = np.logical_or.reduce([_evaluate(label, part, known) for part in expression.categories])
            others = [yes for category, yes in known.items() if category not in expression.categories]
            return these & ~np.logical_or.reduce(others) if others else these
        case _:
            name = code_text(expression)
            if name not in known:
                raise UnknownCategory(f"the net {label!r} names {name!r}, which the response does not have",
                                      suggestion(name, known))  # fmt: skip
            return known[name]


def _check_partition(columns: Columns, parts: Mapping[str, Mask], base: Mask) -> None:
    held = np.sum(list(parts.values()), axis=0)
    wrong = np.flatnonzero(base & (held != 1))
    if not wrong.size:
        return
    position = int(wrong[0])
    names = [label for label, yes in parts.items() if yes[position]]
    words = f"in {' and '.join(map(repr, names))}" if names else f"in none of {', '.join(map(repr, parts))}"
    raise DataError(f"the nets are no partition: {columns.row(position)} is {words} ({wrong.size} such rows)",
                    "Each row of the base belongs to exactly one part; mend the nets, or drop partition.")  # fmt: skip


def _look_up(coded: Coded, truths: Sequence[bool]) -> Mask:
    found: Mask = np.array([*truths, False], dtype=np.bool_)[coded.index]
    return found
