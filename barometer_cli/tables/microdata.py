"""Microdata to the tables of the figures that are drawn from them, together, so that nothing hidden can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from barometer_cli.errors import BarometerError, DataError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.spec import DataSpec, FigureSpec, SurveySpec
from barometer_cli.model.survey import Breakdown, Design, Filter, Where
from barometer_cli.model.table import Cell, GroupBase, Hidden, Net, Table
from barometer_cli.tables import variables
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.suppression import Published, suppressed
from barometer_cli.tables.tabulate import Prepared, check_n, estimate, prepare
from barometer_cli.tables.variables import Counted


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure as it is asked of the data: what is counted, and the shares of it."""

    spec: FigureSpec
    data: DataSpec
    counted: Counted
    prepared: Prepared
    groups: Mapping[str, str]
    told: tuple[int, ...]


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
    figures: Mapping[str, FigureSpec], survey: SurveySpec, codebook: CodebookSpec, dataset: Dataset
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
    """
    columns = Columns(dataset)
    design = _design(codebook)
    asked: dict[str, _Asked] = {}
    tables: dict[str, Table | BarometerError] = {}
    for name, spec in figures.items():
        if spec.data is None:
            continue
        try:
            asked[name] = _ask(spec, spec.data, survey, codebook, columns, dataset, design)
        except BarometerError as error:
            tables[name] = error
    hidden = _hidden(asked, codebook)
    for name, found in asked.items():
        try:
            tables[name] = _table(found, hidden[name], survey, codebook, columns, dataset, design)
        except BarometerError as error:
            tables[name] = error
    return tables


def _design(codebook: CodebookSpec) -> Design:
    """The sample of the codebook; waves are drawn one by one, so each is a stratum of its own."""
    strata = codebook.strata if codebook.wave is None else (codebook.wave, *codebook.strata)
    return Design(
        weight=codebook.weight,
        strata=strata,
        cluster=codebook.cluster,
        fpc=codebook.fpc,
        nest=codebook.nest,
        id=codebook.id,
        missing_weight=codebook.missing_weight,
        lonely=codebook.lonely,
    )


def _ask(
    spec: FigureSpec,
    data: DataSpec,
    survey: SurveySpec,
    codebook: CodebookSpec,
    columns: Columns,
    dataset: Dataset,
    design: Design,
) -> _Asked:
    counted = variables.counted(codebook, data, dataset)
    by: Breakdown | None = None
    groups: dict[str, str] = {}
    if data.breakdown:
        by, groups = variables.breakdown(codebook, data.breakdown.variable, dataset)
    prepared = prepare(
        columns,
        counted.response,
        design,
        _filter(spec, survey, codebook, by),
        variables.asked(codebook, data.variable),
        by,
    )
    if spec.n is not None:
        check_n(prepared, spec.n)
    if codebook.weight and not survey.population:
        raise DataError(f"the data are weighted by {codebook.weight!r}, and the survey does not say for whom",
                        "Name the population in survey.yaml, or remove `weight` from the codebook.")  # fmt: skip
    total = data.breakdown is None or data.breakdown.total
    told = tuple(i for i, domain in enumerate(prepared.domains) if total or domain.group is not None)
    return _Asked(spec, data, counted, prepared, groups, told)


def _filter(spec: FigureSpec, survey: SurveySpec, codebook: CodebookSpec, by: Breakdown | None) -> tuple[Filter, ...]:
    """Who is in the base: what the spec says, and the survey's wave where the data hold several."""
    given = variables.conditions(spec.filter.where) if spec.filter else ()
    if codebook.wave and (by is None or by.column != codebook.wave):
        return (Where(codebook.wave, "==", survey.wave), *given)
    return given


def _hidden(asked: Mapping[str, _Asked], codebook: CodebookSpec) -> dict[str, frozenset[int]]:
    """For each figure, the positions of its domains that must not be told."""
    if codebook.suppression is None:
        return {name: frozenset() for name in asked}
    places = [(name, i) for name, found in asked.items() for i in found.told]
    domains = [asked[name].prepared.domains[i] for name, i in places]
    gone = suppressed([Published(domain.rows, domain.yes) for domain in domains], codebook.suppression)
    return {name: frozenset(places[k][1] for k in gone if places[k][0] == name) for name in asked}


def _table(
    asked: _Asked,
    hidden: frozenset[int],
    survey: SurveySpec,
    codebook: CodebookSpec,
    columns: Columns,
    dataset: Dataset,
    design: Design,
) -> Table:
    spec, data, counted, prepared = asked.spec, asked.data, asked.counted, asked.prepared
    level = spec.interval / 100 if spec.interval else None
    cells: list[Cell] = []
    nets: list[Net] = []
    gone: list[Hidden] = []
    for i in asked.told:
        domain = prepared.domains[i]
        group = None if domain.group is None else asked.groups.get(domain.group, domain.group)
        shown = domain.category not in data.unshown
        if i in hidden:
            gone.append(Hidden(domain.category, group, shown))
        elif domain.category in counted.nets:
            nets.append(Net(domain.category, counted.nets[domain.category], domain.share, group))
        else:
            found = estimate(prepared, domain, "logit" if level else None, level or 0.95)
            limits = (found.interval.low, found.interval.high) if found.interval else None
            cells.append(Cell(found.category, found.share, group, found.n, found.se, shown, limits))
    if not any(cell.shown for cell in cells):
        raise DataError(f"{data.variable!r}: too few answered for any share to be shown",
                        "Join categories or groups, or leave the figure out.")  # fmt: skip
    return Table(
        cells=tuple(cells),
        nets=tuple(nets),
        file=dataset.file,
        digest=dataset.digest,
        hidden=tuple(gone),
        bases=_bases(asked, codebook),
        n=len(prepared.domains[0].rows),
        level=level,
        comparison=_comparison(asked, survey, codebook, columns, design),
        words=counted.words,
        partition=counted.partition,
        residual=counted.residual,
        omitted=data.omit,
        unweighted=codebook.weight is None,
        notes=_notes(prepared),
    )


def _bases(asked: _Asked, codebook: CodebookSpec) -> tuple[GroupBase, ...]:
    few = codebook.suppression.warn if codebook.suppression else 0
    found: dict[str | None, GroupBase] = {}
    for i in asked.told:
        domain = asked.prepared.domains[i]
        name = None if domain.group is None else asked.groups.get(domain.group, domain.group)
        n = len(domain.rows)
        found.setdefault(name, GroupBase(name, n, asked.prepared.weighted_n(domain), n < few))
    return tuple(found.values())


def _notes(prepared: Prepared) -> tuple[str, ...]:
    notes = []
    if prepared.dropped:
        notes.append(f"{prepared.dropped} rows without a weight were left out")
    if prepared.zero_weights:
        notes.append(f"{prepared.zero_weights} rows of the base have weight 0 and are not in n")
    return tuple(notes)
