"""From what people wrote to a scene, in a straight line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from barometer_cli import captions, charts, tables, themes
from barometer_cli.errors import BarometerError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import Scene
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Table
from barometer_cli.model.theme import WEB, Preset


def weighted(spec: FigureSpec, survey: SurveySpec, dataset: Dataset) -> Table:
    """The table of a figure whose shares were weighted before."""
    assert spec.table, "a weighted table is named by the spec"
    return tables.weighted_table(dataset, spec.table, spec.table.unit or survey.table_unit, spec.n)


def tabulated(
    figures: Mapping[str, FigureSpec],
    survey: SurveySpec,
    codebook: CodebookSpec,
    read: Callable[[tuple[str, ...]], Dataset],
) -> dict[str, Table | BarometerError]:
    """The tables of all figures of a page that are computed from the same microdata, or what is wrong with each.

    Parameters
    ----------
    figures
        Specs by the figure's name.
    survey, codebook
        What people wrote.
    read
        Reads the named columns of the data.
    """
    columns = tables.columns_needed(figures, codebook)
    return tables.microdata_tables(figures, survey, codebook, read(columns))


def figure(id: str, spec: FigureSpec, survey: SurveySpec, table: Table, portrait: bytes | None = None) -> Figure:
    """Compute everything a figure says.

    Parameters
    ----------
    id
        ASCII name of the figure.
    spec, survey
        What people wrote.
    table
        Its shares; one without cells for a figure without numbers.
    portrait
        Bytes of a quote's picture.
    """
    locale = captions.locale(survey)
    return Figure(
        id=id,
        spec=spec,
        survey=survey,
        locale=locale,
        table=table,
        caption=captions.caption(spec, survey, table, locale),
        alt=captions.alt(spec, table, locale),
        description=captions.description(spec, survey, table, locale),
        words=captions.LANGUAGES[locale.language].words,
        portrait=portrait,
    )


def compose(figure: Figure, preset: Preset = WEB) -> Scene:
    """Lay a figure out on a sheet."""
    kind = charts.KINDS[figure.spec.kind]
    return kind.compose(figure, themes.load(figure.survey.theme), preset)
