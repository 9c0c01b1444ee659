"""Microdata to the tables of the figures that are drawn from them, together, so that nothing hidden can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from barometer_cli.errors import BarometerError, DataError, TooFew
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Scan
from barometer_cli.model.spec import DataSpec, FigureSpec, SurveySpec
from barometer_cli.model.survey import Breakdown, Design, Filter, Nets, Where
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Net, Table
from barometer_cli.model.tabulation import Estimate
from barometer_cli.tables import variables
from barometer_cli.tables.base import Base, gather, read, together
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.comparisons import Sampled, adjust, association, differences
from barometer_cli.tables.engines import Engine, Question
from barometer_cli.tables.responses import holding
from barometer_cli.tables.suppression import Published, suppressed, too_small
from barometer_cli.tables.tabulate import estimates, prove_n
from barometer_cli.tables.variables import Counted


@dataclass(frozen=True, slots=True)
class _Question:
    """What a figure asks of the data: what is counted, of whom, in which groups."""

    spec: FigureSpec
    data: DataSpec
    counted: Counted
    filter: tuple[Filter, ...]
    asked: tuple[Filter, ...] | None
    breakdown: Breakdown | None
    words: Mapping[str, str]

    @property
    def asks(self) -> Question:
        """What is asked of the data."""
        return Question(self.counted.response, self.filter, self.asked, self.breakdown)

    @property
    def told(self) -> tuple[str, ...]:
        """Categories and nets that are told, in order."""
        return (*self.counted.categories, *self.counted.nets)

    def groups(self, base: Base) -> tuple[str | None, ...]:
        """Groups that are told: those of the breakdown, the whole base first where it is."""
        whole = self.data.breakdown is None or self.data.breakdown.total
        return (*((None,) if whole else ()), *base.groups)

    def named(self, group: str | None) -> str | None:
        """A group in words."""
        return None if group is None else self.words.get(group, group)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the data answer: the base, and the estimates of what is told by category and group."""

    question: _Question
    base: Base
    estimates: Mapping[tuple[str, str | None], Estimate]


def columns_needed(figures: Mapping[str, FigureSpec], codebook: CodebookSpec) -> tuple[str, ...]:
    """The columns of the data that figures need, each once.

    Parameters
    ----------
    figures
        Specs by the figure's name; those without `data` need none.
    codebook
        The variables.

    Raises
    ------
    UnknownVariable
        If a spec names a variable that the codebook does not have.
    """
    names: dict[str, None] = {}
    for spec in figures.values():
        if spec.data:
            where = spec.filter.where if spec.filter else ()
            names |= dict.fromkeys(variables.columns(codebook, spec.data, where))
    return tuple(names)


def microdata_tables(
    figures: Mapping[str, FigureSpec],
    survey: SurveySpec,
    codebook: CodebookSpec,
    dataset: Dataset | Scan,
    columns: Columns | Engine,
) -> dict[str, Table | BarometerError]:
    """The table of each figure, or what is wrong with it; what is hidden in one cannot be found from the others.

    Parameters
    ----------
    figures
        Specs by the figure's name: all that are published together from the same data.
    survey
        What belongs to the survey.
    codebook
        The variables, the weights and the thresholds of suppression.
    dataset
        At least the columns that `columns_needed` names.
    columns
        Those of the dataset; what an earlier call put together of them is not put together again.
    """
    design = _design(codebook)
    answers: dict[str, _Answer] = {}
    tables: dict[str, Table | BarometerError] = {}
    for name, spec in figures.items():
        if spec.data is None:
            continue
        try:
            answers[name] = _answer(_question(spec, spec.data, survey, codebook, dataset), columns, design)
        except BarometerError as error:
            tables[name] = error
    hidden = _hidden(answers, codebook, columns, design)
    for name, answer in answers.items():
        try:
            tables[name] = _table(answer, hidden[name], codebook, columns, dataset, design)
        except BarometerError as error:
            tables[name] = error
    return tables


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
    spec: FigureSpec, data: DataSpec, survey: SurveySpec, codebook: CodebookSpec, dataset: Dataset | Scan
) -> _Question:
    if codebook.weight and not survey.population:
        raise DataError(f"the data are weighted by {codebook.weight!r}, and the survey does not say for whom",
                        "Name the population in survey.yaml, or remove `weight` from the codebook.")  # fmt: skip
    by: Breakdown | None = None
    words: dict[str, str] = {}
    if data.breakdown:
        by, words = variables.breakdown(codebook, data.breakdown.variable, dataset)
    selected = variables.conditions(spec.filter.where) if spec.filter else ()
    selected = (*selected, *variables.conditions(data.where))
    if codebook.wave and (by is None or by.column != codebook.wave):
        selected = (Where(codebook.wave, "==", survey.wave), *selected)
    return _Question(
        spec=spec,
        data=data,
        counted=variables.counted(codebook, data, dataset),
        filter=selected,
        asked=variables.asked(codebook, data.variable),
        breakdown=by,
        words=words,
    )


def _answer(question: _Question, columns: Columns | Engine, design: Design) -> _Answer:
    base = read(columns, question.counted.response, design, question.filter, question.asked, question.breakdown)
    if question.spec.n is not None:
        prove_n(base, question.spec.n)
    level = question.spec.interval / 100 if question.spec.interval else None
    found = {
        (estimate.category, group): estimate
        for group in question.groups(base)
        for estimate in estimates(base, base.shares(group), "logit" if level else None, level or 0.95)
        if estimate.category in question.told
    }
    return _Answer(question, base, found)


def _hidden(
    answers: Mapping[str, _Answer], codebook: CodebookSpec, columns: Columns | Engine, design: Design
) -> dict[str, frozenset[tuple[str, str | None]]]:
    """For each figure, the category and group of every share that must not be told."""
    limits = codebook.suppression
    nothing: dict[str, frozenset[tuple[str, str | None]]] = {name: frozenset() for name in answers}
    if limits is None or not any(
        too_small(estimate.n, estimate.n_yes, limits)
        for answer in answers.values()
        for estimate in answer.estimates.values()
    ):
        return nothing
    places: list[tuple[str, tuple[str, str | None]]] = []
    shares: list[Published] = []
    questions = {name: answer.question.asks for name, answer in answers.items()}
    joint = together(columns, design, list(questions.values()))
    for name, answer in answers.items():
        rows = gather(joint, design, questions[name])
        if all(estimate.n < limits.base for estimate in answer.estimates.values()):
            continue  # it cannot be shown, so it tells nothing of the others
        question = answer.question
        about = frozenset(
            (*holding(question.counted.response), *([question.breakdown.column] if question.breakdown else ()))
        )
        for category, group in answer.estimates:
            places.append((name, (category, group)))
            shares.append(Published(*rows.members(category, group), about))
    gone = suppressed(shares, limits)
    told = {name for name, _ in places}
    found = {name: frozenset(places[i][1] for i in gone if places[i][0] == name) for name in told}
    return {name: found[name] if name in told else frozenset(answer.estimates) for name, answer in answers.items()}


def _table(
    answer: _Answer,
    hidden: frozenset[tuple[str, str | None]],
    codebook: CodebookSpec,
    columns: Columns | Engine,
    dataset: Dataset | Scan,
    design: Design,
) -> Table:
    question, base = answer.question, answer.base
    spec, data, counted = question.spec, question.data, question.counted
    bases = _bases(answer, codebook)
    untold = {each.name for each in bases if each.n is None}
    cells: list[Cell] = []
    nets: list[Net] = []
    gone: list[Hidden] = []
    for (category, group), found in _in_order(answer):
        named, shown = question.named(group), category not in data.unshown
        if (category, group) in hidden:
            gone.append(Hidden(category, named, shown))
        elif category in counted.nets:
            nets.append(Net(category, counted.nets[category], found.share, named))
        else:
            limits = (found.interval.low, found.interval.high) if found.interval else None
            n = None if named in untold else found.n
            cells.append(Cell(category, found.share, named, n, found.se, shown, limits))
    if not any(cell.shown for cell in cells):
        raise TooFew(f"{data.variable!r}: too few answered for any share to be shown",
                        "Join categories or groups, or leave the figure out.")  # fmt: skip
    comparison = None
    if spec.significance is not None:
        told = [name for name in counted.categories if not any(name == category for category, _ in hidden)]
        comparison = _comparison(question, told, spec.significance, columns, design)
    open_to_all = [*((cell.category, cell.group) for cell in cells), *((net.label, net.group) for net in nets)]
    return Table(
        cells=tuple(cells),
        nets=tuple(nets),
        file=dataset.file,
        digest=dataset.digest,
        hidden=tuple(gone),
        bases=bases,
        n=int(base.cells.n.sum()) if base.answered.all() else None,
        level=spec.interval / 100 if spec.interval else None,
        comparison=comparison,
        words=counted.words,
        variable=counted.label,
        question=counted.question,
        partition=counted.partition,
        residual=counted.residual,
        omitted=data.omit,
        unweighted=codebook.weight is None,
        notes=_notes(base),
        apart=Sampled(base, {question.named(group): group for group in question.groups(base)}, frozenset(open_to_all)),
    )


def _in_order(answer: _Answer) -> Iterator[tuple[tuple[str, str | None], Estimate]]:
    """Estimates group by group, categories in the order they are told."""
    for group in answer.question.groups(answer.base):
        for category in answer.question.told:
            yield (category, group), answer.estimates[category, group]


def _bases(answer: _Answer, codebook: CodebookSpec) -> tuple[GroupBase, ...]:
    few = codebook.suppression.warn if codebook.suppression else 0
    found = []
    for group in answer.question.groups(answer.base):
        cells = answer.base.shares(group).cells
        n = int(cells.n.sum())
        found.append(GroupBase(answer.question.named(group), n, float(cells.weight.sum()), n < few))
    untold = _untold({base.name: base.n or 0 for base in found if base.name is not None}, codebook)
    return tuple(replace(base, n=None, weighted_n=None) if base.name in untold else base for base in found)


def _untold(sizes: Mapping[str, int], codebook: CodebookSpec) -> set[str]:
    """Groups whose n is not told: too small ones, and if that is only one, the next, since the total is told."""
    least = codebook.suppression.base if codebook.suppression else 0
    small = {name for name, n in sizes.items() if n < least}
    others = sorted((n, name) for name, n in sizes.items() if name not in small)
    return small | {others[0][1]} if len(small) == 1 and others else small


def _comparison(
    question: _Question, told: Sequence[str], level: float, columns: Columns | Engine, design: Design
) -> Comparison | None:
    """Whether the groups differ: in the whole table, or category by category with Holm's correction for several."""
    counted, by = question.counted, question.breakdown
    assert by is not None, "the spec was checked to have a breakdown"

    def p(response: Nets) -> float:
        return association(
            columns, response=response, breakdown=by, design=design, filter=question.filter, asked=question.asked
        ).p

    found = differences(
        columns,
        response=counted.response,
        breakdown=by,
        categories=told,
        design=design,
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
    if base.dropped:
        notes.append(f"{base.dropped} rows without a weight were left out")
    if base.zero_weights:
        notes.append(f"{base.zero_weights} respondents with weight 0 are not in n")
    if base.conflicts:
        notes.append(f"{base.conflicts} respondents gave an answer that excludes others together with another")
    return tuple(notes)
