"""Microdata that stay where they are: an engine makes one GROUP BY of them, and only its few rows are held.

Rows that are the same in everything that is asked for become one row of `Columns`, with how many they are, the mean of
their weights and the spread around it; from there on nothing knows of engines. The GROUP BY is written once, over
narwhals, for Polars, DuckDB, Arrow, pandas and Dask, and for whatever else narwhals knows.

Squares of weights are never summed and then subtracted, which loses all digits where weights hardly differ: the engine
gives the variance of each combination, which Polars, DuckDB, Arrow and pandas take around its mean. Dask does not, so
its partitions are grouped by pandas, one by one, and put together as the cells of a base are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct

from barometer_cli.errors import BadWeight, DataError, UnknownVariable, suggestion
from barometer_cli.messages import say
from barometer_cli.model.dataset import NA, Declared, Scan, code_text
from barometer_cli.model.survey import (
    AllOf,
    Bands,
    Breakdown,
    Crossed,
    Design,
    Filter,
    Grouping,
    Number,
    Response,
    Where,
)
from barometer_cli.tables import digits
from barometer_cli.tables.columns import Columns, Floats, Ints, Mask, Summed, lacking, more
from barometer_cli.tables.filters import conditions, limit, matches, named
from barometer_cli.tables.responses import holding
from barometer_cli.tables.weights import LEAST, MOST, weights

if TYPE_CHECKING:
    import narwhals as nw

Rows: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
Query: TypeAlias = "Callable[[Rows], Rows]"

ROW = "barometer: row"
"""The column of row numbers that is added to a frame."""
_BLANKS = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SOMETHING = f"[^{_BLANKS}]"
"""Found in every text that is not blank; faster than taking blanks away."""
_EMPTY = f"^[{_BLANKS}]*{NA}[{_BLANKS}]*$"
"""R's NA; quicker than taking blanks away."""
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})")
_WITH_ZEROS = r"^-?(?:0|[1-9][0-9]*)[.,]0+$"
"""A whole number that is written with decimals."""
MOST_NUMBERS = 1_000_000
"""Different values of a variable: each may be a row of the GROUP BY, which is held."""
_GOOD, _ZERO, _MISSING, _NEGATIVE, _INFINITE, _WRONG, _ABSURD = range(7)
"""What a weight can be."""


class Question(NamedTuple):
    """What is asked of microdata at once; as the parameters of `tabulate`."""

    response: Response
    filter: Filter | Iterable[Filter] | None
    asked: Filter | Iterable[Filter] | None
    breakdown: Grouping | str | None

    @property
    def conditions(self) -> tuple[Filter, ...]:
        """Everything that must be true of a row of the base."""
        return (*conditions(self.asked), *conditions(self.filter))

    @property
    def grouping(self) -> tuple[str, ...]:
        """The columns that hold the groups, where there is a breakdown."""
        return () if self.breakdown is None else grouping(self.breakdown)


def grouping(by: Grouping | str) -> tuple[str, ...]:
    """The columns that hold the groups of a breakdown."""
    match by:
        case str():
            return (by,)
        case Breakdown():
            return (by.column,)
        case Crossed():
            return (*grouping(by.one), *grouping(by.other))
        case _:
            return holding(by)


class _Grouped(Struct, frozen=True):
    """What a GROUP BY gives: the distinct combinations of its keys, and the sums of each, as lists of one length."""

    keys: tuple[list[Any], ...]
    sums: Mapping[str, list[Any]]


class Engine:
    """Microdata in a frame that is asked, and never held.

    Parameters
    ----------
    frame
        A Scan, a Polars DataFrame or LazyFrame, a DuckDB relation, a Dask DataFrame, an Arrow table, or another frame
        that narwhals knows.
    declared
        Which cells hold no value although they are not empty; what a Scan says of itself where left out.

    Attributes
    ----------
    declared
        As given.
    bases
        What was put together of it before, by what was asked for (`base.read`).
    """

    def __init__(self, frame: Any, declared: Declared | None = None) -> None:
        import narwhals as nw

        self.declared = declared or (frame.declared if isinstance(frame, Scan) else Declared())
        self.bases: dict[Any, Any] = {}
        self._file, self._first_row, self._numbers = "", 0, None
        if isinstance(frame, Scan):
            self._file, self._first_row, self._numbers = frame.file, frame.first_row, frame.numbers
            frame = frame.frame
        # narwhals is leaving Dask to another package; of its partitions it only ever sees one, a pandas frame
        self._parts = frame if type(frame).__module__.partition(".")[0] == "dask" else None
        rows: Rows = nw.from_native(frame if self._parts is None else frame._meta)
        if self._numbers is None and self._parts is None and isinstance(rows, nw.DataFrame):
            rows = rows.with_row_index(ROW)
            self._numbers = ROW
        elif self._numbers is None and rows.implementation.is_polars():
            rows = nw.from_native(frame.with_row_index(ROW))
            self._numbers = ROW
        self._rows = rows.lazy() if rows.implementation.is_polars() else rows
        self._types = dict(rows.collect_schema())
        self._held: dict[Any, Columns] = {}
        self._gone: dict[str, list[Any]] = {}
        self._distinct: set[str] = set()
        self._marked: set[str] = set()
        self._counted: set[str] = set()

    def columns(self, design: Design, questions: Sequence[Question]) -> Columns:
        """The distinct combinations of all that is needed to answer the questions, each with what it stands for.

        Parameters
        ----------
        design
            The sample.
        questions
            What is asked of it; the answers to several, together, are as many as the combinations that occur.

        Raises
        ------
        UnknownVariable
            If a column is not there.
        BadWeight
            If a weight is negative, infinite, not a number, or missing and not to be dropped.
        DataError
            If an id is missing or comes twice, what is compared with a number is none, or a variable has so many
            numbers that the combinations would be as many as the rows.
        """
        if design.id is not None:
            self._prove_distinct(design.id)
        for question in questions:
            self._prove_few(question)
        names = [
            *(name for question in questions for name in (*holding(question.response), *question.grouping)),
            *design.strata,
            *(name for name in (design.cluster, design.fpc, design.frequency) if name is not None),
        ]
        wanted = [condition for question in questions for condition in question.conditions]
        # a condition on nothing but these columns is as well decided afterwards
        asked = tuple(dict.fromkeys(each for each in wanted if not set(named(each)) <= set(names)))
        key = tuple(sorted(set(names))), frozenset(asked), design.weight, design.missing_weight
        if key not in self._held:
            self._held[key] = self._summed(tuple(dict.fromkeys(names)), asked, design)
        return self._held[key]

    def _summed(self, names: tuple[str, ...], asked: tuple[Filter, ...], design: Design) -> Columns:
        found = self._grouped([*map(self._column, names), *map(self._truth, asked)], design.weight)
        truth: dict[Filter, Mask] = {
            condition: np.array(held, dtype=np.bool_)
            for condition, held in zip(asked, found.keys[len(names) :], strict=True)
        }
        data: dict[str, Any] = dict(zip(names, found.keys, strict=False))
        spread = None
        if design.weight is not None:
            times, state = (np.array(found.sums[name], dtype=np.int64) for name in ("n", "state"))
            self._prove_weights(design, state, times)
            self._prove_marks(design.weight, any(found.sums.get("commas", ())))
            # where no weight can be used, engines give nothing or NaN
            total, variance = (np.nan_to_num(np.array(found.sums[k], np.float64)) for k in ("total", "variance"))
            data.setdefault(design.weight, np.where(state == _MISSING, np.nan, total / times))
            spread = variance * times
        return self._standing(data, self._sums(found, spread, truth))

    def _sums(self, found: _Grouped, spread: Floats | None, truth: Mapping[Filter, Mask]) -> Summed:
        first = None if self._numbers is None else np.array(found.sums["first"], dtype=np.int64)
        return Summed(np.array(found.sums["n"], dtype=np.int64), first, spread, truth)

    def _standing(self, data: Mapping[str, Any], summed: Summed) -> Columns:
        return Columns(data, summed, self.declared, self._file, self._first_row)

    def _grouped(self, keys: Sequence[nw.Expr], weight: str | None) -> _Grouped:
        """The GROUP BY; its rows in the order in which the data first have them."""
        import narwhals as nw

        names = [f"key {i}" for i in range(len(keys))]
        selected = [key.alias(name) for key, name in zip(keys, names, strict=True)]
        sums = [nw.len().alias("n")]
        by = list(names)
        if weight is not None:
            selected += self._weight(weight)
            by.append("state")
            sums += [nw.col("good").sum().alias("total"), nw.col("good").var(ddof=0).alias("variance")]
            if self._is_text(weight):
                comma = self._column(weight).str.contains(",", literal=True).fill_null(False)
                selected.append(comma.cast(nw.Int64).alias("comma"))
                sums.append(nw.col("comma").sum().alias("commas"))
        if self._numbers is not None:
            selected.append(self._number_of_row())
            sums.append(nw.col("number").min().alias("first"))

        def group(rows: Rows) -> Rows:
            made = rows.select(*selected)
            if weight is not None:
                made = made.with_columns(self._state().alias("state"))
                made = made.with_columns(nw.when(nw.col("state") == _GOOD).then(nw.col("weight")).alias("good"))
            return made.group_by(*by).agg(*sums)

        found = self._asked(group)
        size = len(found["n"])
        order = sorted(
            range(size),
            key=found["first"].__getitem__ if self._numbers else lambda i: [str(found[name][i]) for name in by],
        )
        sorted_ = {name: [values[i] for i in order] for name, values in found.items()}
        return _Grouped(tuple(sorted_.pop(name) for name in names), sorted_)

    def _asked(self, query: Query) -> dict[str, list[Any]]:
        """What a query of rows gives, column by column; of Dask, what it gives of each partition."""
        import narwhals as nw

        if self._parts is None:
            return self._answer(query(self._rows))
        return self._answer(nw.from_native(self._of_parts(query).compute()))

    def _of_parts(self, query: Query) -> Any:
        """What a query gives of each partition, one after the other."""
        import narwhals as nw

        def ask(part: Any) -> Any:
            return query(nw.from_native(part)).to_native()

        assert self._parts is not None, "only a Dask frame has parts"
        return self._parts.map_partitions(ask, meta=ask(self._parts._meta))

    def _answer(self, made: Rows) -> dict[str, list[Any]]:
        """The small frame that has been made, column by column."""
        import narwhals as nw

        native: Any = made.to_native()
        if made.implementation.is_duckdb():
            # as tuples: after Arrow, duckdb 2.0 writes of leaks to stderr when the program ends
            with self._read(import_module("duckdb").Error):
                rows = native.fetchall()
            return {name: [row[i] for row in rows] for i, name in enumerate(native.columns)}
        if made.implementation.is_polars():
            with self._read(import_module("polars").exceptions.PolarsError):
                return dict(native.collect(engine="streaming").to_dict(as_series=False))
        held = made.collect() if isinstance(made, nw.LazyFrame) else made
        return dict(held.to_dict(as_series=False))

    @contextmanager
    def _read(self, error: type[Exception]) -> Iterator[None]:
        try:
            yield
        except error as failure:
            raise DataError(
                say(
                    "{file} cannot be read: {why}",
                    file=self._file or "the data",
                    why=str(failure).splitlines()[0],
                ),
                say("Write the file again."),
            ) from failure

    # Columns

    def _type(self, name: str) -> Any:
        if name not in self._types:
            known = [each for each in self._types if each != self._numbers]
            raise UnknownVariable(lacking(self._file, name), suggestion(name, known))
        return self._types[name]

    def _column(self, name: str) -> nw.Expr:
        """The column, empty where it holds R's NA."""
        import narwhals as nw

        column = nw.col(name)
        if name in self.declared.na and self._type(name) == nw.String:
            return nw.when(~column.str.contains(_EMPTY)).then(column)
        self._type(name)
        return column

    def _is_text(self, name: str) -> bool:
        import narwhals as nw

        return bool(self._type(name) == nw.String)

    def _missing(self, name: str) -> nw.Expr:
        """Rows whose cell is empty, or holds what is called missing."""
        empty = self._empty(name)
        return empty | self._called_missing(name) if name in self.declared.missing else empty

    def _empty(self, name: str) -> nw.Expr:
        """Rows whose cell is empty, NaN or blank."""
        empty = self._column(name).is_null()
        if self._is_text(name):
            return empty | ~self._column(name).str.contains(_SOMETHING).fill_null(False)
        return empty | self._column(name).is_nan() if self._type(name).is_float() else empty

    def _called_missing(self, name: str) -> nw.Expr:
        """Rows that hold what is called missing; of numbers it is computed, of texts each distinct one is asked."""
        import narwhals as nw

        column = self._column(name)
        if self._type(name).is_numeric():
            ends = (one.bounds for one in self.declared.missing[name])
            inside = [(column >= low) & (column <= high) for low, high in filter(None, ends)]
            return nw.any_horizontal(*inside, ignore_nulls=False).fill_null(False) if inside else nw.lit(False)
        if name not in self._gone:
            (found,) = self._grouped([column], None).keys
            self._gone[name] = [value for value in found if self.declared.is_missing(name, value)]
        return column.is_in(self._gone[name]).fill_null(False) if self._gone[name] else nw.lit(False)

    def _number(self, name: str) -> nw.Expr:
        """The column as numbers; null where the cell is missing or holds something else."""
        import narwhals as nw

        if self._is_text(name):
            mark = self.declared.mark
            written = self._column(name).str.contains(rf"^\s*{digits.pattern(mark)}\s*$")
            if name in self.declared.missing:
                written = written & ~self._called_missing(name)
            text = nw.when(written).then(self._column(name))
            plain = text.str.replace_all(rf"[\s+{digits.BETWEEN[mark]}]", "").str.replace_all(",", ".", literal=True)
            return plain.cast(nw.Float64)
        if not self._type(name).is_numeric():
            return nw.lit(None, nw.Float64)
        return nw.when(~self._missing(name)).then(self._column(name).cast(nw.Float64))

    def _weight(self, name: str) -> list[nw.Expr]:
        """Weights as numbers, and whether they are missing."""
        import narwhals as nw

        as_it_is = self._type(name).is_numeric() and name not in self.declared.missing
        plain = self._column(name).cast(nw.Float64) if as_it_is else self._number(name)
        return [plain.alias("weight"), self._missing(name).alias("missing")]

    def _state(self) -> nw.Expr:
        """What each weight is; whether it can be used, as most can, is asked first."""
        import narwhals as nw

        weight, state, most = nw.col("weight"), nw.lit(_ZERO), np.finfo(np.float64).max
        for condition, known in (
            (weight > 0, _ABSURD),
            (weight < 0, _NEGATIVE),
            (weight.abs() > most, _INFINITE),
            (weight.is_null(), _WRONG),
            (nw.col("missing"), _MISSING),
            ((weight >= LEAST) & (weight <= MOST), _GOOD),
        ):
            state = nw.when(condition).then(nw.lit(known)).otherwise(state)
        return state

    def _prove_weights(self, design: Design, state: Ints, times: Ints) -> None:
        """Raise what `weights` says of the first row whose weight is none."""
        for bad in (_WRONG, _INFINITE, _NEGATIVE, _ABSURD):
            if design.weight is not None and (state == bad).any():
                value, number = self._first(design.weight, bad)
                first = None if number is None else np.array([number])
                row = self._standing(
                    {design.weight: [value]}, Summed(times[state == bad].sum(keepdims=True), first, None, {})
                )
                weights(row, design)
                raise BadWeight(
                    say(
                        "{weight!r}, {row}: {value!r} is not written as a number",
                        weight=design.weight,
                        row=row.row(0),
                        value=value,
                    ),
                    say("Take away the blanks around it."),
                )

    def _prove_marks(self, name: str, commas: bool) -> None:
        """Raise BadWeight where nothing tells what stands before the decimals of weights, as `is_doubtful` asks it."""
        import narwhals as nw

        if name in self._marked or self.declared.mark is not None or not self._is_text(name):
            return
        text = nw.when(~self._missing(name)).then(self._column(name)).str.strip_chars()
        value = nw.col("value")
        either, small = (value.str.contains(f"^{pattern}$") for pattern in (digits.EITHER, digits.SMALL))
        pointed = value.str.contains(".", literal=True)

        def some(of_them: nw.Expr) -> bool:  # is asked until one is found, which mostly is at once
            return bool(self._asked(lambda rows: rows.select(text.alias("value")).filter(of_them).head(1))["value"])

        if commas:
            doubtful = some(pointed) and some(either)
        else:
            plain = some(pointed & ~either) or not some(pointed) or some(~pointed & ~small)
            doubtful = not plain and some(~pointed)
        if doubtful:

            def find(rows: Rows) -> Rows:
                made = rows.select(text.alias("value"), self._number_of_row())
                made = made.filter(either)
                return (made if self._numbers is None else made.sort("number")).head(1)

            found = self._asked(find)
            row = self._row(None if self._numbers is None else int(found["number"][0]))
            raise digits.doubt(name, row, found["value"][0], BadWeight)
        self._marked.add(name)

    def _first(self, name: str, state: int) -> tuple[Any, int | None]:
        """The first weight that is what is said, and the number of its row."""

        def find(rows: Rows) -> Rows:
            made = rows.select(self._column(name).alias("value"), *self._weight(name), self._number_of_row())
            made = made.filter(self._state() == state).select("value", "number")
            return (made if self._numbers is None else made.sort("number")).head(1)

        found = self._asked(find)
        return found["value"][0], None if self._numbers is None else int(found["number"][0])

    # Conditions

    def _truth(self, condition: Filter) -> nw.Expr:
        """Rows for which a condition is true; never null."""
        import narwhals as nw

        if isinstance(condition, Where):
            return self._where(condition)
        parts = [self._truth(part) for part in condition.parts]
        if not parts:
            return nw.lit(isinstance(condition, AllOf))
        combine = nw.all_horizontal if isinstance(condition, AllOf) else nw.any_horizontal
        return combine(*parts, ignore_nulls=False)

    def _where(self, where: Where) -> nw.Expr:
        import narwhals as nw

        name, kind = where.column, self._type(where.column)
        if where.operator == "is null":
            return self._missing(name)
        if where.operator == "not null":
            return ~self._missing(name)
        plain = kind.is_integer() and name not in self.declared.missing
        if plain and where.operator in ("==", "!=", "in", "not in"):
            codes = (code_text(value) for value in where.values)
            held = nw.col(name).cast(nw.Int64).is_in([int(code) for code in codes if _WHOLE.fullmatch(code)])
            return (held if where.operator in ("==", "in") else ~held).fill_null(False)
        ordered = where.operator in (">=", "<=")
        if not ordered or not kind.is_numeric():
            # codes are compared as texts, in whatever way the file writes them: each distinct value is asked once
            found = self._grouped([self._column(name)], None)
            true = matches(self._standing({name: found.keys[0]}, self._sums(found, None, {})), where).tolist()
        if ordered:
            number, end = self._number(name), limit(where)
            return (number >= end if where.operator == ">=" else number <= end).fill_null(False)
        few = 2 * sum(true) <= len(true)
        listed = [value for value, yes in zip(found.keys[0], true, strict=True) if yes is few and value is not None]
        held = self._column(name).is_in(listed) if listed else nw.lit(False)
        return (held if few else ~(held | self._empty(name))).fill_null(False)

    # Numbers

    def _prove_few(self, question: Question) -> None:
        """Raise DataError where a number has too many values for a GROUP BY to be held."""

        response = question.response.of if isinstance(question.response, Bands) else question.response
        if not isinstance(response, Number) or response.column in self._counted:
            return
        name = self._column(response.column)
        times = sum(self._asked(lambda rows: rows.select(name.n_unique().alias("n")))["n"])
        if times > MOST_NUMBERS:
            raise DataError(
                say(
                    "{column!r} has {times} different numbers, too many to be counted where the data are not held",
                    column=response.column,
                    times=times,
                ),
                say("Let numpy read the file (`engine: numpy` in the codebook), or round the numbers."),
            )
        self._counted.add(response.column)

    # Ids

    def _prove_distinct(self, name: str) -> None:
        """Raise DataError where the column names a row as it has named another, or not at all."""
        import narwhals as nw

        if name in self._distinct:
            return
        counted = nw.len().alias("n"), nw.col("number").min()
        selected = self._column(name), self._number_of_row()
        empty = self._asked(lambda rows: rows.filter(self._missing(name)).select(*selected).select(*counted))
        if times := sum(empty["n"]):
            raise DataError(
                say(
                    "{name!r}, {row}: the id is missing{more}",
                    name=name,
                    row=self._row(empty["number"][0]),
                    more=more(times),
                ),
                say("Every respondent has an id."),
            )
        id = self._column(name)
        if self._is_text(name):  # as `code_text` compares them
            text = id.str.strip_chars()
            whole = text.str.contains(_WITH_ZEROS)
            id = nw.when(whole).then(text.str.replace_all("[.,]0+$", "")).otherwise(text)
        times, twice = self._twice(id)
        if times:
            shown = code_text(twice)
            row, other = self._row(None), "another"
            if self._numbers is not None:
                found = self._answer(
                    self._rows.select(id.alias("id"), self._number_of_row())
                    .filter(nw.col("id") == twice)
                    .sort("number")
                    .head(2)
                )
                other, row = map(self._row, found["number"])
            raise DataError(
                say(
                    "{name!r}, {row}: the id {shown!r} is also that of {other}{more}",
                    name=name,
                    row=row,
                    shown=shown,
                    other=other,
                    more=more(times),
                ),
                say("One row a respondent: take out the copies."),
            )
        self._distinct.add(name)

    def _twice(self, id: nw.Expr) -> tuple[int, Any]:
        """How many ids come twice, and the first of them."""
        import narwhals as nw

        def ids(rows: Rows) -> Rows:
            return rows.select(id.alias("id")).group_by("id").agg(nw.len().alias("n"))

        if self._parts is not None:
            n = self._of_parts(ids).groupby("id")["n"].sum(split_out=self._parts.npartitions)
            several = n[n > 1].compute().index
            return len(several), several.min() if len(several) else None
        twice = ids(self._rows).filter(nw.col("n") > 1)
        # without numbers of rows, which would have to be held for every id
        if not (times := self._answer(twice.select(nw.len().alias("n")))["n"][0]):
            return 0, None
        if self._numbers is None:
            return times, self._answer(twice.select(nw.col("id").min()))["id"][0]
        rows = self._rows.select(id.alias("id"), self._number_of_row())
        by_row = rows.group_by("id").agg(nw.len().alias("n"), nw.col("number").min())
        return times, self._answer(by_row.filter(nw.col("n") > 1).sort("number").head(1))["id"][0]

    def _number_of_row(self) -> nw.Expr:
        """The number of a row; 0 where rows have none."""
        import narwhals as nw

        return (nw.lit(0) if self._numbers is None else nw.col(self._numbers)).alias("number")

    def _row(self, number: int | None) -> str:
        first = None if number is None or self._numbers is None else np.array([number])
        return self._standing({}, Summed(np.ones(1, np.int64), first, None, {})).row(0)
