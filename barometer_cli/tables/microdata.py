"""Microdata to the tables of the figures that are drawn from them, together, so that nothing hidden can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from barometer_cli.errors import BarometerError, DataError, EmptyBase, TooFew
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Scan
from barometer_cli.model.period import in_order, in_time
from barometer_cli.model.spec import Condition, DataSpec, FigureSpec, SurveySpec
from barometer_cli.model.survey import Breakdown, Design, Filter, Nets, Where
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Net, Table
from barometer_cli.model.tabulation import Estimate
from barometer_cli.model.told import ToldSpec
from barometer_cli.tables import variables
from barometer_cli.tables.base import Base, read
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.comparisons import Sampled, adjust, association, differences
from barometer_cli.tables.confidentiality import Kept, Share, Telling, kept
from barometer_cli.tables.engines import Engine, Question
from barometer_cli.tables.suppression import too_small
from barometer_cli.tables.tabulate import estimates, prove_n
from barometer_cli.tables.variables import Counted

Asking = TypeVar("Asking", "Drawing", "Earlier")


@dataclass(frozen=True, slots=True)
class Drawing:
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
    def where(self) -> tuple[Condition, ...]:
        """Conditions on the base besides those of `data`."""
        return self.spec.filter.where if self.spec.filter else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the data that it needs, each once; UnknownVariable where its codebook lacks a variable."""
        return variables.columns(self.codebook, self.data, self.where)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a figure has told that was drawn before, and the variables it did so with."""

    told: ToldSpec
    codebook: CodebookSpec

    @property
    def columns(self) -> tuple[str, ...]:
        """As of a drawing."""
        return variables.columns(self.codebook, self.told.data, self.told.where)


@dataclass(frozen=True, slots=True)
class _Question:
    """What a figure asks of the data: what is counted, of whom, in which groups."""

    data: DataSpec
    counted: Counted
    filter: tuple[Filter, ...]
    asked: tuple[Filter, ...] | None
    breakdown: Breakdown | None
    words: Mapping[str, str]
    codebook: CodebookSpec
    design: Design

    @property
    def asks(self) -> Question:
        """What is asked of the data."""
        return Question(self.counted.response, self.filter, self.asked, self.breakdown)

    @property
    def told(self) -> tuple[str, ...]:
        """Categories and nets that are told, in order."""
        return (*self.counted.categories, *self.counted.nets)

    def groups(self, base: Base) -> tuple[str | None, ...]:
        """Groups that are told: those of the breakdown, waves in time order; the whole base first where it is."""
        whole = self.data.breakdown is None or self.data.breakdown.total
        words = [self.words.get(group, group) for group in base.groups]
        order = in_order(words if in_time(words) else base.groups)
        places = [order.index(word if word in order else group) for word, group in zip(words, base.groups, strict=True)]
        return (*((None,) if whole else ()), *(group for _, group in sorted(zip(places, base.groups, strict=True))))

    def named(self, group: str | None) -> str | None:
        """A group in words."""
        return None if group is None else self.words.get(group, group)

    def few(self, base: Base) -> dict[str | None, int]:
        """Unweighted n of the groups that are told and have few."""
        warn = self.codebook.suppression.warn if self.codebook.suppression else 0
        sizes = {group: base.n(group) for group in self.groups(base)}
        return {group: n for group, n in sizes.items() if n < warn}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the data answer: the base, and the estimates by category and group of every category, told or not."""

    spec: FigureSpec
    question: _Question
    base: Base
    estimates: Mapping[Share, Estimate]

    @property
    def narrowed(self) -> bool:
        """Whether the filter leaves out people who were asked, as far as the codebook says who was."""
        where, asked = self.spec.filter.where if self.spec.filter else (), self.question.asked
        return asked is not None and not set(variables.conditions(where)) <= set(asked)

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
            {share: (found.n, found.n_yes) for share, found in self.estimates.items()},
        )


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
    answers: dict[str, _Answer] = {}
    for name, drawing in figures.items():
        try:
            answers[name] = _answer(_sound(drawing), dataset, columns)
        except BarometerError as error:
            tables[name] = error
    tellings = {name: answer.telling for name, answer in answers.items()}
    lost: dict[str, BarometerError] = {}
    for name, told in earlier.items():
        if name in answers or isinstance(tables.get(name), TooFew | EmptyBase):
            continue  # it is drawn again, or must not be there any more
        try:
            tellings[name] = _telling(_sound(told), dataset, columns)
        except BarometerError as error:
            lost[name] = error
    must = kept(tellings, columns)
    for name, answer in answers.items():
        try:
            _prove_kept(name, must, lost)
            tables[name] = _table(answer, must.shares[name], must.sizes[name], columns, dataset)
        except BarometerError as error:
            tables[name] = error
    return tables


def _sound(asked: Asking | BarometerError) -> Asking:
    if isinstance(asked, BarometerError):
        raise asked
    return asked


def _prove_kept(name: str, must: Kept, lost: Mapping[str, BarometerError]) -> None:
    """Raise DataError where a share that a figure hides is told, or may be, by what was drawn earlier."""
    remedy = "Where it is no more wanted, `barometer render --prune` removes its files."
    if name in must.given_away:
        raise DataError(f"what must be hidden here can be worked out from {must.given_away[name]}, which was drawn "
                        "earlier from the same data, or whose codebook hides nothing", remedy)  # fmt: skip
    for other, error in lost.items() if must.shares[name] else ():
        raise DataError(f"what must be hidden here may be told by {other}, which was drawn earlier from the same data, "
                        f"and cannot be compared any more: {error.message}", remedy)  # fmt: skip


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


def _question(
    data: DataSpec, where: Sequence[Condition], wave: str, codebook: CodebookSpec, dataset: Dataset | Scan
) -> _Question:
    by: Breakdown | None = None
    words: dict[str, str] = {}
    if data.breakdown:
        by, words = variables.breakdown(codebook, data.breakdown.variable, dataset)
    selected = variables.conditions((*where, *data.where))
    if codebook.wave and (by is None or by.column != codebook.wave):
        selected = (Where(codebook.wave, "==", wave), *selected)
    return _Question(
        data=data,
        counted=variables.counted(codebook, data, dataset),
        filter=selected,
        asked=variables.asked(codebook, data.variable),
        breakdown=by,
        words=words,
        codebook=codebook,
        design=_design(codebook),
    )


def _read(question: _Question, columns: Columns | Engine) -> Base:
    asks = question.asks
    return read(columns, asks.response, question.design, asks.filter, asks.asked, asks.breakdown)


def _answer(drawing: Drawing, dataset: Dataset | Scan, columns: Columns | Engine) -> _Answer:
    """What the data answer to a figure.

    Raises
    ------
    TooFew
        If it is left out because a base is small.
    """
    spec, survey, codebook = drawing.spec, drawing.survey, drawing.codebook
    if codebook.weight and not spec.population_in(survey):
        raise DataError(f"the data are weighted by {codebook.weight!r}, and the survey does not say for whom",
                        "Name the population in survey.yaml, or remove `weight` from the codebook.")  # fmt: skip
    question = _question(drawing.data, drawing.where, survey.wave, codebook, dataset)
    variables.prove_found((*question.filter, *(question.asked or ())), columns.declared, dataset.file)
    base = _read(question, columns)
    if spec.n is not None:
        prove_n(base, spec.n)
    if drawing.leave_out and (few := question.few(base)):
        raise TooFew(f"the base is small: n={min(few.values())}", "Join it with another value if it is needed.")
    level = spec.interval / 100 if spec.interval else None
    found = {
        (estimate.category, group): estimate
        for group in question.groups(base)
        for estimate in estimates(base, base.shares(group), "logit" if level else None, level or 0.95)
    }
    return _Answer(spec, question, base, found)


def _telling(earlier: Earlier, dataset: Dataset | Scan, columns: Columns | Engine) -> Telling:
    """What a figure that was drawn before tells."""
    told, codebook = earlier.told, earlier.codebook
    question = _question(told.data, told.where, told.wave, codebook, dataset)
    groups = question.groups(_read(question, columns))
    codes = {question.named(group): group for group in groups}
    hidden = frozenset((category, codes[group]) for category, group in told.hidden if group in codes)
    return Telling(question.asks, question.design, question.told, groups, codebook.suppression, hidden=hidden)


def _table(
    answer: _Answer,
    hidden: frozenset[Share],
    untold: frozenset[str],
    columns: Columns | Engine,
    dataset: Dataset | Scan,
) -> Table:
    spec, question, base = answer.spec, answer.question, answer.base
    data, counted = question.data, question.counted
    cells: list[Cell] = []
    nets: list[Net] = []
    gone: list[Hidden] = []
    for (category, group), found in _in_order(answer):
        named, shown = question.named(group), category not in data.unshown
        limits = (found.interval.low, found.interval.high) if found.interval else None
        if (category, group) in hidden:
            gone.append(Hidden(category, named, shown, parts=tuple(counted.nets.get(category, ()))))
        elif category in counted.nets:
            nets.append(Net(category, counted.nets[category], found.share, named, limits))
        else:
            n = None if group in untold else found.n
            cells.append(Cell(category, found.share, named, n, found.se, shown, limits))
    if not any(cell.shown for cell in cells):
        raise _nothing_shown(answer)
    comparison = None
    if spec.significance is not None:
        told = [name for name in counted.categories if not any(name == category for category, _ in hidden)]
        comparison = _comparison(question, told, spec.significance, columns)
    open_to_all = [*((cell.category, cell.group) for cell in cells), *((net.label, net.group) for net in nets)]
    return Table(
        cells=tuple(cells),
        nets=tuple(nets),
        file=dataset.file,
        digest=dataset.digest,
        hidden=tuple(gone),
        bases=_bases(answer, untold),
        n=int(base.cells.n.sum()) if base.answered.all() else None,
        level=spec.interval / 100 if spec.interval else None,
        comparison=comparison,
        words=counted.words,
        variable=counted.label,
        question=counted.question,
        partition=counted.partition,
        several=counted.several,
        overlap=counted.overlap,
        left_out=counted.left_out,
        residual=counted.residual,
        omitted=data.omit,
        narrowed=answer.narrowed,
        editions=_editions(question, base),
        unweighted=question.codebook.weight is None,
        notes=_notes(base),
        recognised=() if isinstance(dataset, Scan) else dataset.recognised,
        apart=Sampled(base, {question.named(group): group for group in question.groups(base)}, frozenset(open_to_all)),
    )


def _nothing_shown(answer: _Answer) -> TooFew:
    """Why a figure has nothing to show."""
    question, told = answer.question, [found for _, found in _in_order(answer)]
    limits = question.codebook.suppression
    if limits and all(too_small(found.n, found.n_yes, limits) for found in told):
        return TooFew(f"{question.data.variable!r}: too few answered for any share to be shown",
                      "Join categories or groups, or leave the figure out.")  # fmt: skip
    return TooFew(f"{question.data.variable!r}: each share would give away one that is hidden, here or in what else "
                  "is drawn from the data", "Join categories or groups there, or leave the figure out.")  # fmt: skip


def _editions(question: _Question, base: Base) -> tuple[str, ...]:
    """The waves that the groups are; none where they are of another kind."""
    if question.breakdown is None or question.breakdown.column != question.codebook.wave:
        return ()
    told = tuple(group for group in question.groups(base) if group is not None)
    return in_time(told) or told


def _in_order(answer: _Answer) -> Iterator[tuple[Share, Estimate]]:
    """Estimates group by group, of the categories that are told, in their order."""
    for group in answer.question.groups(answer.base):
        for category in answer.question.told:
            yield (category, group), answer.estimates[category, group]


def _bases(answer: _Answer, untold: frozenset[str]) -> tuple[GroupBase, ...]:
    question, base = answer.question, answer.base
    few = question.few(base)
    return tuple(
        GroupBase(question.named(group), None, None, group in few)
        if group in untold
        else GroupBase(question.named(group), base.n(group), float(base.shares(group).cells.weight.sum()), group in few)
        for group in question.groups(base)
    )


def _comparison(question: _Question, told: Sequence[str], level: float, columns: Columns | Engine) -> Comparison:
    """Whether the groups differ: in the whole table, or category by category with Holm's correction for several."""
    counted, by = question.counted, question.breakdown
    assert by is not None, "the spec was checked to have a breakdown"

    def p(response: Nets) -> float:
        return association(
            columns,
            response=response,
            breakdown=by,
            design=question.design,
            filter=question.filter,
            asked=question.asked,
        ).p

    found = differences(
        columns,
        response=counted.response,
        breakdown=by,
        categories=told,
        design=question.design,
        filter=question.filter,
        asked=question.asked,
    )
    pairs = tuple(
        (d.category or "", question.named(d.a) or "", question.named(d.b) or "", d.p_holm < level)
        for d in found
        if d.p_holm is not None
    )
    if counted.whole is not None:
        return Comparison(level, p(counted.whole), pairs=pairs)
    values, _ = adjust(p(variables.yes_or_no(counted.response, name)) for name in told)
    different = tuple(name for name, value in zip(told, values, strict=True) if value < level)
    return Comparison(level, None, different, tuple(name for name in told if name not in different), pairs)


def _notes(base: Base) -> tuple[str, ...]:
    notes = []
    if base.unanswered:
        notes.append(f"{base.unanswered} respondents have no answer and are not in n")
    if base.partly:
        notes.append(f"{base.partly} respondents left some items unanswered, which count as a no")
    if base.dropped:
        notes.append(f"{base.dropped} rows without a weight were left out")
    if base.zero_weights:
        notes.append(f"{base.zero_weights} respondents with weight 0 are not in n")
    if base.conflicts:
        notes.append(f"{base.conflicts} respondents gave an answer that excludes others together with another")
    return tuple(notes)
