"""Microdata to the tables of the figures that are drawn from them, together, so that nothing hidden can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import (
    BarometerError,
    DataError,
    EmptyBase,
    TooFew,
    UnknownCategory,
    UnknownVariable,
    suggestion,
)
from barometer_cli.messages import say
from barometer_cli.model.axis import NOTHING_KNOWN, Axis
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Scan
from barometer_cli.model.measure import DECIMALS, Measure, Name, default_decimals
from barometer_cli.model.period import in_order, in_time
from barometer_cli.model.spec import Condition, ConditionSpec, DataSpec, FigureSpec, SurveySpec
from barometer_cli.model.survey import Design, Filter, Nets, Where
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Named, Net, Table
from barometer_cli.model.tabulation import Statistic
from barometer_cli.model.told import ToldSpec
from barometer_cli.tables import measures, variables
from barometer_cli.tables.base import Base, read
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.comparisons import Sampled, adjust, association, contrasted, tested
from barometer_cli.tables.confidentiality import Kept, Mean, Share, Telling, kept
from barometer_cli.tables.engines import Engine, Question
from barometer_cli.tables.suppression import too_alike, too_small
from barometer_cli.tables.tabulate import estimates, prove_n
from barometer_cli.tables.variables import Counted, Divided

Asking = TypeVar("Asking", "Drawing", "Earlier")


class Drawing(Struct, frozen=True):
    """A figure that is drawn from microdata, and what it belongs to.

    Attributes
    ----------
    spec, survey, codebook
        What people wrote.
    leave_out
        Whether it is left out where a base is small.
    """

    spec: FigureSpec
    survey: SurveySpec
    codebook: CodebookSpec
    leave_out: bool = False

    @property
    def data(self) -> DataSpec:
        """What is computed."""
        assert self.spec.data, "only figures of microdata are drawn from them"
        return self.spec.data

    @property
    def wave(self) -> str:
        """The wave whose rows are used."""
        return self.survey.wave

    @property
    def where(self) -> tuple[Condition, ...]:
        """Conditions on the base besides those of `data`."""
        return self.spec.filter.where if self.spec.filter else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the data that it needs, each once; UnknownVariable where its codebook lacks a variable."""
        return variables.columns(self.codebook, self.data, self.where)


class Earlier(Struct, frozen=True):
    """What a figure has told that was drawn before, and the variables it did so with."""

    told: ToldSpec
    codebook: CodebookSpec

    @property
    def columns(self) -> tuple[str, ...]:
        """As of a drawing."""
        return variables.columns(self.codebook, self.told.data, self.told.where)


class _Question(Struct, frozen=True):
    """What a figure asks of the data about one variable: what is counted or measured, of whom, in which groups.

    A figure of one variable asks one question, one of a battery as many as it has items; `item` is then what its own
    is called. It stands among the categories of the table, or among its groups (`across`).
    """

    data: DataSpec
    counted: Counted
    filter: tuple[Filter, ...]
    asked: tuple[Filter, ...] | None
    divided: Divided | None
    codebook: CodebookSpec
    design: Design
    item: str | None = None
    across: bool = False

    @property
    def asks(self) -> Question:
        """What is asked of the data."""
        return Question(self.counted.response, self.filter, self.asked, self.divided.by if self.divided else None)

    @property
    def told(self) -> tuple[str, ...]:
        """Categories and nets that are told, in order; of numbers, what is measured."""
        if self.counted.scale:
            return (self.counted.scale.label,)
        if self.data.answer is not None:
            return (self.data.answer,)
        return (*self.counted.categories, *self.counted.nets)

    def groups(self, base: Base) -> tuple[str | None, ...]:
        """Groups that are told: those of the breakdown, waves in time order; the whole base first where it is."""
        whole = self.data.breakdown is None or self.data.breakdown.total
        words = [self.named(group) or "" for group in base.groups]
        order = in_order(words if in_time(words) else base.groups)
        places = [order.index(word if word in order else group) for word, group in zip(words, base.groups, strict=True)]
        return (*((None,) if whole else ()), *(group for _, group in sorted(zip(places, base.groups, strict=True))))

    def named(self, group: str | None) -> str | None:
        """A group in words."""
        return None if group is None or self.divided is None else self.divided.words.get(group, group)

    def place(self, share: Share) -> Named:
        """Where in the table a category and group of the question stand, in words."""
        category, group = share
        if self.item is None:
            return category, self.named(group)
        return (category, self.item) if self.across else (self.item, self.named(group))

    def few(self, base: Base) -> dict[str | None, int]:
        """Unweighted n of the groups that are told and have few."""
        warn = self.codebook.suppression.warn if self.codebook.suppression else 0
        sizes = {group: base.n(group) for group in self.groups(base)}
        return {group: n for group, n in sizes.items() if n < warn}


class _Found(Struct, frozen=True):
    """The value of one category in one group, and how many it is of; `n_yes` gave the answer, where it is one."""

    value: float
    se: float | None
    n: int
    n_yes: int
    interval: tuple[float, float] | None


class _Answer(Struct, frozen=True):
    """What the data answer to a question: the base, and the values by category and group.

    Attributes
    ----------
    question, base
        Who was asked for what, and who answered.
    found
        What is told, if nothing is hidden.
    counts
        Unweighted n, and how many gave the answer, of every answer there is, told or not; of none where answers are
        numbers.
    mean
        What of it is a sum of numbers.
    """

    question: _Question
    base: Base
    found: Mapping[Share, _Found]
    counts: Mapping[Share, tuple[int, int]]
    mean: Mean | None

    @property
    def telling(self) -> Telling:
        """What it tells if nothing is hidden."""
        question, base = self.question, self.base
        return Telling(
            question.asks,
            question.design,
            question.told,
            question.groups(base),
            question.codebook.suppression,
            {group: base.n(group) for group in (None, *base.groups)},
            self.counts,
            mean=self.mean,
        )

    def narrowed(self, spec: FigureSpec) -> bool:
        """Whether the filter leaves out people who were asked, as far as the codebook says who was."""
        where, asked = spec.filter.where if spec.filter else (), self.question.asked
        return asked is not None and not set(variables.conditions(where)) <= set(asked)

    def small(self, share: Share) -> bool:
        """Whether too few answered for a value to be told, whatever else is."""
        limits, (_, group) = self.question.codebook.suppression, share
        if limits is None:
            return False
        if self.mean:
            return too_alike(self.base.n(group), self.mean.n_other[group], limits)
        return too_small(self.found[share].n, self.found[share].n_yes, limits)


def microdata_tables(
    figures: Mapping[str, Drawing | BarometerError],
    dataset: Dataset | Scan,
    columns: Columns | Engine,
    earlier: Mapping[str, Earlier | BarometerError],
) -> dict[str, Table | BarometerError]:
    """The table of each figure, or what is wrong with it; what is hidden in one cannot be found from all of them.

    Parameters
    ----------
    figures
        By name: everything that is drawn from the same data, or what is wrong with it.
    dataset
        At least the columns that are needed.
    columns
        Those of the dataset; what an earlier call put together of them is not put together again.
    earlier
        By name: what figures have told of the same data whose files lie there, or why that is not known any more. It
        counts where there is no figure of the name now, or it cannot be drawn.
    """
    tables: dict[str, Table | BarometerError] = {}
    answers: dict[str, dict[str, _Answer]] = {}
    for name, drawing in figures.items():
        try:
            answers[name] = _answers(name, _sound(drawing), dataset, columns)
        except BarometerError as error:
            tables[name] = error
    tellings = {part: answer.telling for parts in answers.values() for part, answer in parts.items()}
    lost: dict[str, BarometerError] = {}
    for name, told in earlier.items():
        if name in answers or isinstance(tables.get(name), TooFew | EmptyBase):
            continue  # it is drawn again, or must not be there any more
        try:
            tellings |= _tellings(name, _sound(told), dataset, columns)
        except BarometerError as error:
            lost[name] = error
    must = kept(tellings, columns)
    for name, parts in answers.items():
        try:
            for part in parts:
                _prove_kept(part, must, lost)
            drawing = _sound(figures[name])
            tables[name] = _table(drawing, [_Told(parts[part], must.shares[part], must.sizes[part]) for part in parts],
                                  columns, dataset)  # fmt: skip
        except BarometerError as error:
            tables[name] = error
    return tables


def _sound(asked: Asking | BarometerError) -> Asking:
    if isinstance(asked, BarometerError):
        raise asked
    return asked


def _prove_kept(name: str, must: Kept, lost: Mapping[str, BarometerError]) -> None:
    """Raise DataError where a share that a figure hides is told, or may be, by what was drawn earlier."""
    remedy = say("Where it is no more wanted, `barometer render --prune` removes its files.")
    if name in must.given_away:
        raise DataError(
            say(
                "what must be hidden here can be worked out from {given_away}, which was drawn earlier from "
                "the same data, or whose codebook hides nothing",
                given_away=must.given_away[name],
            ),
            remedy,
        )
    for other, error in lost.items() if must.shares[name] else ():
        raise DataError(
            say(
                "what must be hidden here may be told by {other}, which was drawn earlier from the same "
                "data, and cannot be compared any more: {message}",
                other=other,
                message=error.message,
            ),
            remedy,
        )


def _design(codebook: CodebookSpec) -> Design:
    """The sample of the codebook; waves are drawn one by one, so each is a stratum of its own."""
    return Design(
        weight=codebook.weight,
        strata=codebook.strata if codebook.wave is None else (codebook.wave, *codebook.strata),
        cluster=codebook.cluster,
        fpc=codebook.fpc,
        nest=codebook.nest,
        id=codebook.id,
        missing_weight=codebook.missing_weight,
        lonely=codebook.lonely,
    )


def _questions(
    data: DataSpec, where: Sequence[Condition], wave: str, codebook: CodebookSpec, dataset: Dataset | Scan
) -> list[_Question]:
    """What a figure asks of the data, item by item.

    Raises
    ------
    UnknownVariable
        If what it names is not in the codebook, or cannot be asked so.
    UnknownCategory
        If the items of a battery have different answers, or it is not known which of several waves is meant.
    """
    divided = variables.divided(codebook, data.breakdown, dataset) if data.breakdown else None
    selected = variables.conditions((*where, *data.where))
    by_wave = divided is not None and divided.columns == (codebook.wave,)
    if codebook.wave and not by_wave:
        if not wave:
            raise UnknownCategory(
                say("the data are of several waves, by {wave!r}, and nothing says which", wave=codebook.wave),
                say("Write survey.yaml beside the spec, with `wave: …`."),
            )
        selected = (Where(codebook.wave, "==", wave), *selected)
    items = variables.items(codebook, data)
    across = not (data.measured or data.answer is not None)
    if items and across and data.breakdown:
        raise UnknownVariable(
            say(
                "a battery has its answers as categories and its items as groups, and a breakdown would divide it again"
            ),
            say("Name one answer: `answer: …`; or remove the breakdown."),
        )
    if data.answer is not None and not items:
        raise UnknownVariable(
            say(
                "answer picks the share of {answer!r} from each item of a battery, and {variable!r} is one variable",
                answer=data.answer,
                variable=data.variable,
            ),
            say("Write `categories: […]`."),
        )
    found: list[_Question] = []
    for name in items or (data.variable or "",):
        one = data.model_copy(update={"variable": name, "variables": ()})
        counted = variables.counted(codebook, one, dataset)
        if data.answer is not None and data.answer not in (*counted.categories, *counted.nets):
            raise UnknownCategory(
                say("{name!r} has no answer {answer!r}", name=name, answer=data.answer),
                suggestion(data.answer, (*counted.categories, *counted.nets)),
            )
        found.append(
            _Question(
                data=one,
                counted=counted,
                filter=selected,
                asked=variables.asked(codebook, name),
                divided=divided,
                codebook=codebook,
                design=_design(codebook),
                item=(counted.label or name) if items else None,
                across=bool(items) and across,
            )
        )
    if items:
        _prove_battery(found)
    return found


def _prove_battery(items: Sequence[_Question]) -> None:
    """Raise UnknownCategory where items have the same name, or not the same answers or ends of the scale."""
    first = items[0]
    for one in items[1:]:
        for other in items[: items.index(one)]:
            if one.item == other.item:
                raise UnknownCategory(
                    say(
                        "two items are called {item!r}, {one!r} and {other!r}",
                        item=one.item,
                        one=other.data.variable,
                        other=one.data.variable,
                    ),
                    say("Give each a label of its own."),
                )
        here, there = one.counted, first.counted
        if one.across and set(here.categories) != set(there.categories):
            [strange, *_] = [*sorted(set(here.categories) ^ set(there.categories))]
            has, lacks = (one, first) if strange in here.categories else (first, one)
            raise UnknownCategory(
                say(
                    "{one!r} has the answer {strange!r} and {other!r} has not; the items of a battery "
                    "have the same answers",
                    one=has.data.variable,
                    strange=strange,
                    other=lacks.data.variable,
                ),
                say("Word the codes alike in the codebook, or name the `categories`."),
            )
        if here.scale and there.scale:
            for what in ("low", "high", "unit"):
                if (mine := getattr(here.scale, what)) != (its := getattr(there.scale, what)):
                    raise UnknownCategory(
                        say(
                            "the {what} of {one!r} is {end}, and that of {other!r} is {other_end}; items that "
                            "stand side by side have one scale",
                            what=what,
                            one=one.data.variable,
                            end=mine,
                            other=first.data.variable,
                            other_end=its,
                        ),
                        say("Measure them in figures of their own."),
                    )


def _read(question: _Question, columns: Columns | Engine) -> Base:
    asks = question.asks
    return read(columns, asks.response, question.design, asks.filter, asks.asked, asks.breakdown)


def _part(name: str, question: _Question) -> str:
    """What a question of a figure is called in messages."""
    return name if question.item is None else f"{name}, {question.data.variable}"


def _answers(name: str, drawing: Drawing, dataset: Dataset | Scan, columns: Columns | Engine) -> dict[str, _Answer]:
    """What the data answer to a figure, question by question.

    Raises
    ------
    TooFew
        If it is left out because a base is small.
    """
    spec, survey, codebook = drawing.spec, drawing.survey, drawing.codebook
    if codebook.weight and not spec.population_in(survey):
        raise DataError(
            say("the data are weighted by {weight!r}, and the survey does not say for whom", weight=codebook.weight),
            say("Name the population in survey.yaml, or remove `weight` from the codebook."),
        )
    found = {}
    for question in _questions(drawing.data, drawing.where, drawing.wave, codebook, dataset):
        variables.prove_found((*question.filter, *(question.asked or ())), columns.declared, dataset.file)
        base = _read(question, columns)
        if spec.n is not None:
            prove_n(base, spec.n)
        if drawing.leave_out and (few := question.few(base)):
            raise TooFew(
                say("the base is small: n={values}", values=min(few.values())),
                say("Join it with another value if it is needed."),
            )
        found[_part(name, question)] = _answer(question, base, spec.interval / 100 if spec.interval else None)
    return found


def _answer(question: _Question, base: Base, level: float | None) -> _Answer:
    """What a base answers to a question."""
    scale, computed = question.counted.scale, question.data.computed
    groups = question.groups(base)
    held = [group for group in groups if base.n(group)] if _may_be_empty(question) else groups
    counts: dict[Share, tuple[int, int]] = {}
    found: dict[Share, _Found] = {}
    if scale is None or scale.scores is not None:
        for group in held:
            for each in estimates(base, base.shares(group), "logit" if level else None, level or 0.95):
                counts[each.category, group] = each.n, each.n_yes
                limits = (each.interval.low, each.interval.high) if each.interval else None
                found[each.category, group] = _Found(each.share, each.se, each.n, each.n_yes, limits)
        nobody = {(category, group): (0, 0) for group in groups if group not in held for category in base.categories}
        counts |= nobody
        found |= {share: _Found(0.0, None, 0, 0, None) for share in nobody}
    if computed == "share":
        return _Answer(question, base, found, counts, None)
    told = base if scale is None or scale.scores is None else base.scored(scale.label, scale.scores)
    measured: dict[Share, _Found] = {share: each for share, each in found.items() if scale is None}
    for group in held:
        statistic: Statistic = "median" if computed == "median" else "count" if computed == "count" else "mean"
        for one in measures.measured(told, told.shares(group), statistic, level or 0.95):
            ends = (one.low, one.high) if level and one.low is not None and one.high is not None else None
            n_yes = counts[one.category, group][1] if computed == "count" else one.n
            measured[one.category, group] = _Found(one.value, one.se, one.n, n_yes, ends)
    if scale is None:
        return _Answer(question, base, measured, counts, None)
    measured |= {(scale.label, group): _Found(0.0, None, 0, 0, None) for group in groups if group not in held}
    mean = Mean(scale.label, scale.scores, {group: told.n_other(group) for group in (None, *groups)})
    return _Answer(question, told, measured, counts, mean)


def _may_be_empty(question: _Question) -> bool:
    """Whether nobody may be in a group, which then is hidden like any that is too small: nobody chose crossed ones."""
    crossed = question.divided is not None and bool(question.divided.sections)
    return crossed and question.codebook.suppression is not None and question.codebook.suppression.base > 0


def _tellings(name: str, earlier: Earlier, dataset: Dataset | Scan, columns: Columns | Engine) -> dict[str, Telling]:
    """What a figure that was drawn before tells, question by question."""
    told, codebook = earlier.told, earlier.codebook
    found = {}
    for question in _questions(told.data, told.where, told.wave, codebook, dataset):
        base = _read(question, columns)
        groups, scale = question.groups(base), question.counted.scale
        gone = set(told.hidden)
        hidden = frozenset(
            (category, group)
            for category in question.told
            for group in groups
            if question.place((category, group)) in gone
        )
        found[_part(name, question)] = Telling(
            question.asks, question.design, question.told, groups, codebook.suppression, hidden=hidden,
            mean=Mean(scale.label, scale.scores) if scale else None,
        )  # fmt: skip
    return found


class _Told(Struct, frozen=True):
    """An answer, and what of it must not be told: shares, and the n of groups."""

    answer: _Answer
    hidden: frozenset[Share]
    untold: frozenset[str]

    def in_order(self) -> Iterator[tuple[Share, _Found]]:
        """Values group by group, of the categories that are told, in their order."""
        question = self.answer.question
        for group in question.groups(self.answer.base):
            for category in question.told:
                yield (category, group), self.answer.found[category, group]


def _table(drawing: Drawing, parts: Sequence[_Told], columns: Columns | Engine, dataset: Dataset | Scan) -> Table:
    spec, data = drawing.spec, drawing.data
    first = parts[0].answer
    counted, codebook = first.question.counted, first.question.codebook
    cells: list[Cell] = []
    nets: list[Net] = []
    gone: list[Hidden] = []
    for part in parts:
        question = part.answer.question
        for share, found in part.in_order():
            category, group = question.place(share)
            shown = share[0] not in data.unshown
            made_of = () if data.answer is not None else tuple(question.counted.nets.get(share[0], ()))
            if share in part.hidden:
                gone.append(Hidden(category, group, shown, parts=made_of))
            elif made_of:
                nets.append(Net(category, made_of, found.value, group, found.interval))
            else:
                n = None if share[1] in part.untold else found.n
                cells.append(Cell(category, found.value, group, n, found.se, shown, found.interval))
    if not any(cell.shown for cell in cells):
        raise _nothing_shown(parts)
    comparison = _comparison(parts, spec.significance, columns) if spec.significance is not None else None
    same_base = len({part.answer.base.n() for part in parts}) == 1 and all(p.answer.base.answered.all() for p in parts)
    by_item = first.question.item is not None
    return Table(
        cells=tuple(cells if not by_item or first.question.across else _by_group(cells)),
        nets=tuple(nets),
        file=dataset.file,
        digest=dataset.digest,
        hidden=tuple(gone),
        bases=_bases(parts),
        n=int(first.base.cells.n.sum()) if same_base else None,
        level=spec.interval / 100 if spec.interval else None,
        comparison=comparison,
        words={name: word for part in parts for name, word in part.answer.question.counted.words.items()},
        variable=_title(data, codebook),
        question=_asked(data, codebook, counted),
        partition=_partition(data, counted, by_item),
        several=counted.several,
        overlap=counted.overlap,
        left_out=() if data.answer is not None else counted.left_out,
        residual=counted.residual,
        omitted=counted.omitted,
        narrowed=any(part.answer.narrowed(spec) for part in parts),
        unasked=max(part.answer.base.unasked for part in parts),
        routed=_routed(data, codebook),
        editions=_editions(first.question, first.base),
        unweighted=codebook.weight is None,
        notes=tuple(dict.fromkeys(note for part in parts for note in _notes(part.answer))),
        recognised=() if isinstance(dataset, Scan) else dataset.recognised,
        apart=_apart(parts),
        df=first.base.design_df,
        measure=_measure(data, spec.decimals, parts),
        categories=_categories(first.question, cells),
        breakdown=_breakdown(first.question, codebook, data),
    )


def _by_group(cells: Sequence[Cell]) -> list[Cell]:
    """Cells group by group, as tables have them; items come one by one."""
    order = list(dict.fromkeys(cell.group for cell in cells))
    return sorted(cells, key=lambda cell: order.index(cell.group))


def _title(data: DataSpec, codebook: CodebookSpec) -> str | None:
    """What the figure's variable, or battery, is called."""
    return variables.variable(codebook, data.variable).label if data.variable else None


def _asked(data: DataSpec, codebook: CodebookSpec, counted: Counted) -> str | None:
    """The question as it was asked; of a battery its own."""
    if data.variable and variables.variable(codebook, data.variable).type == "battery":
        return variables.variable(codebook, data.variable).question
    return None if data.variables else counted.question


def _routed(data: DataSpec, codebook: CodebookSpec) -> tuple[str, tuple[str, ...]] | None:
    """The one question by whose answers the codebook says who was asked, and these; None where it says it otherwise."""
    name = data.variable or next(iter(data.variables), None)
    conditions = variables.variable(codebook, name).asked if name else ()
    if len(conditions) != 1 or not isinstance(by := conditions[0], ConditionSpec) or by.op not in ("==", "in"):
        return None
    for other, variable in codebook.variables.items():
        if by.column == (variable.column or other) and variable.codes.keys() >= set(by.value):
            asked = variable.question or variable.label or other
            return asked, tuple(variable.codes[code].inline or variable.codes[code].text for code in by.value)
    return None


def _partition(data: DataSpec, counted: Counted, by_item: bool) -> bool | None:
    """Whether the categories are parts of one whole; of items that are measured beside one another they are not."""
    if data.measured or data.computed == "count" or (by_item and data.answer is not None):
        return False
    return counted.partition


def _measure(data: DataSpec, decimals: int | None, parts: Sequence[_Told]) -> Measure:
    """What the values are, and how many decimals are printed."""
    scale, computed = parts[0].answer.question.counted.scale, data.computed
    unit = data.measure.unit if data.measure else None
    if scale is None:
        name: Name = "count" if computed == "count" else "share"
        if decimals is None and name == "count":
            decimals = _honest(parts)
        return Measure(name, unit, DECIMALS[name] if decimals is None else decimals)
    name = "index" if computed in ("index", "nps") else "median" if computed == "median" else "mean"
    if decimals is None:
        known = None if name == "index" else scale.decimals
        decimals = default_decimals(name, _values(parts)) if known is None else known
    named = scale.scores if computed != "nps" else None  # of 0 to 10 the ends are no names
    ends = (min(named, key=named.__getitem__), max(named, key=named.__getitem__)) if named else None
    return Measure(name, unit or scale.unit, decimals, scale.low, scale.high, ends=ends)


def _values(parts: Sequence[_Told]) -> list[float]:
    """The values that are told."""
    return [each.value for part in parts for share, each in part.in_order() if share not in part.hidden]


def _honest(parts: Sequence[_Told]) -> int:
    """Decimals of weighted numbers of respondents, 0 or below: the last digit that is printed is no finer than the
    least of their errors, so 12 345 ± 400 is 12 300. Those of data without weights are counted, and exact.
    """
    if parts[0].answer.question.codebook.weight is None:
        return 0
    errors = [each.se for part in parts for share, each in part.in_order() if share not in part.hidden and each.se]
    return -max(0, floor(log10(min(errors)))) if errors else 0


def _categories(question: _Question, cells: Sequence[Cell]) -> Axis:
    """What the categories are; answers need not be told, they are what a table has where nobody says otherwise."""
    if question.item is not None and not question.across:
        return Axis("items")
    if question.counted.ordered:
        return Axis(ordered=True)
    told = [cell.category for cell in cells]
    return NOTHING_KNOWN if question.counted.scale else NOTHING_KNOWN.with_members(question.counted.members, told)


def _breakdown(question: _Question, codebook: CodebookSpec, data: DataSpec) -> Axis:
    """What the groups are."""
    if question.across:
        return Axis("items", _title(data, codebook))
    if (divided := question.divided) is None:
        return NOTHING_KNOWN
    if divided.columns == (codebook.wave,):
        return Axis("waves", divided.title)
    return Axis("groups", divided.title, divided.ordered, divided.sections, overlapping=divided.overlapping)


def _nothing_shown(parts: Sequence[_Told]) -> TooFew:
    """Why a figure has nothing to show."""
    name = parts[0].answer.question.data.variable
    if all(part.answer.small(share) for part in parts for share, _ in part.in_order()):
        return TooFew(
            say("{name!r}: too few answered for any share to be shown", name=name),
            say("Join categories or groups, or leave the figure out."),
        )
    return TooFew(
        say(
            "{name!r}: each share would give away one that is hidden, here or in what else is drawn from the data",
            name=name,
        ),
        say("Join categories or groups there, or leave the figure out."),
    )


def _editions(question: _Question, base: Base) -> tuple[str, ...]:
    """The waves that the groups are; none where they are of another kind."""
    if question.divided is None or question.divided.columns != (question.codebook.wave,):
        return ()
    told = tuple(group for group in question.groups(base) if group is not None)
    return in_time(told) or told


def _bases(parts: Sequence[_Told]) -> tuple[GroupBase, ...]:
    """The groups with their n: of items that stand among the categories only what is the same for all of them."""
    question = parts[0].answer.question
    if question.across:
        return tuple(replace(base, name=part.answer.question.item) for part in parts for base in _own_bases(part))
    of_items = [_own_bases(part) for part in parts]
    return tuple(
        first if all((each.n, each.weighted_n) == (first.n, first.weighted_n) for each in others)
        else GroupBase(first.name, None, None, any(each.few for each in (first, *others)))
        for first, *others in zip(*of_items, strict=True)
    )  # fmt: skip


def _own_bases(part: _Told) -> tuple[GroupBase, ...]:
    question, base = part.answer.question, part.answer.base
    few = question.few(base)
    return tuple(
        GroupBase(question.named(group), None, None, group in few)
        if group in part.untold
        else GroupBase(question.named(group), base.n(group), base.weighted_n(group), group in few)
        for group in question.groups(base)
    )


class _Apart(Struct, frozen=True):
    """The chance of differences between values of one item; of several, whose covariance nobody knows, None."""

    parts: tuple[Sampled, ...]

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        """As `Table.apart` says."""
        return next((part(terms, difference) for part in self.parts if part.told.issuperset(terms)), None)

    def error(self, terms: Mapping[Named, float]) -> float | None:
        """As `Apart` says."""
        return next((part.error(terms) for part in self.parts if part.told.issuperset(terms)), None)


def _apart(parts: Sequence[_Told]) -> _Apart | None:
    if parts[0].answer.question.data.computed in ("median", "count"):
        return None
    found = []
    for part in parts:
        question, base = part.answer.question, part.answer.base
        places = {question.place(share): share for share, _ in part.in_order() if share not in part.hidden}
        found.append(Sampled(base, places))
    return _Apart(tuple(found))


def _comparison(parts: Sequence[_Told], level: float, columns: Columns | Engine) -> Comparison:
    """Whether the groups differ: in the whole table, or category by category with Holm's correction for several.

    Of means, and of items, those differ that have a pair of groups that does.
    """
    first = parts[0].answer.question
    if first.data.computed in ("median", "count") or first.divided is None:
        raise DataError(
            say(
                "significance compares shares or means between groups, and the measure is {measure}",
                measure=first.data.computed,
            )
            if first.divided
            else say("significance compares shares or means between groups, and the groups are items of one battery"),
            say("Remove `significance`."),
        )
    hidden = {part.answer.question.place(share) for part in parts for share in part.hidden}
    names = {part.answer.question.place((told, None))[0]: (part, told)
             for part in parts for told in part.answer.question.told if told not in part.answer.question.counted.nets
             or first.data.answer is not None}  # fmt: skip
    told = [name for name in names if not any(name == category for category, _ in hidden)]
    contrasts = [
        (name, each)
        for name in told
        for part, category in [names[name]]
        for each in contrasted(part.answer.base, [category], None)
    ]
    adjusted = iter(tested([each for _, each in contrasts], parts[0].answer.base.design_df))
    pairs = tuple(
        (name, first.named(d.a) or "", first.named(d.b) or "", d.p_holm < level)
        for (name, _), d in zip(contrasts, adjusted, strict=True)
        if d.p_holm is not None
    )
    if first.counted.whole is not None and first.counted.scale is None and first.item is None:
        return Comparison(level, _p(first, first.counted.whole, columns), pairs=pairs)
    if first.counted.scale is not None:
        different = tuple(name for name in told if any(pair[0] == name and pair[3] for pair in pairs))
    else:
        responses = [
            (names[name][0].answer.question, variables.yes_or_no(part.answer.question.counted.counts, category))
            for name in told
            for part, category in [names[name]]
        ]
        values, _ = adjust(_p(question, response, columns) for question, response in responses)
        different = tuple(name for name, value in zip(told, values, strict=True) if value < level)
    return Comparison(level, None, different, tuple(name for name in told if name not in different), pairs)


def _p(question: _Question, response: Nets, columns: Columns | Engine) -> float:
    """The chance that a response is the same in all groups."""
    assert question.divided is not None, "groups are compared"
    return association(
        columns,
        response=response,
        breakdown=question.divided.by,
        design=question.design,
        filter=question.filter,
        asked=question.asked,
    ).p


def _notes(answer: _Answer) -> tuple[str, ...]:
    base, notes = answer.base, []
    if base.unanswered:
        notes.append(say("{unanswered} respondents have no answer and are not in n", unanswered=base.unanswered))
    if base.partly:
        notes.append(say("{partly} respondents left some items unanswered, which count as a no", partly=base.partly))
    if base.dropped:
        notes.append(say("{dropped} rows without a weight were left out", dropped=base.dropped))
    if base.zero_weights:
        notes.append(say("{zero_weights} respondents with weight 0 are not in n", zero_weights=base.zero_weights))
    if base.conflicts:
        notes.append(
            say(
                "{conflicts} respondents gave an answer that excludes others together with another",
                conflicts=base.conflicts,
            )
        )
    return tuple(notes)
