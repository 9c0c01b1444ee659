"""From what people wrote to a scene, in a straight line."""

from __future__ import annotations

from barometer_cli import captions, charts, tables, themes
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.figure import Figure
from barometer_cli.model.locale import Locale
from barometer_cli.model.scene import Scene
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Table
from barometer_cli.model.theme import WEB, Preset


def figure(
    id: str, spec: FigureSpec, survey: SurveySpec, dataset: Dataset | None, portrait: bytes | None = None
) -> Figure:
    """Compute everything a figure says.

    Parameters
    ----------
    id
        ASCII name of the figure.
    spec, survey
        What people wrote.
    dataset
        The weighted table as read; None for a figure without one.
    portrait
        Bytes of a quote's picture.
    """
    captions.check_language(survey)
    locale = Locale(survey.language, survey.dialect)
    table = Table(())
    if spec.table and dataset:
        table = tables.weighted_table(dataset, spec.table, spec.table.unit or survey.table_unit, spec.n)
    return Figure(
        id=id,
        spec=spec,
        survey=survey,
        locale=locale,
        table=table,
        caption=captions.caption(spec, survey, table, locale),
        alt=captions.alt(spec, table, locale),
        description=captions.description(spec, survey, table, locale),
        portrait=portrait,
    )


def compose(figure: Figure, preset: Preset = WEB) -> Scene:
    """Lay a figure out on a sheet."""
    kind = charts.KINDS[figure.spec.kind]
    return kind.compose(figure, themes.load(figure.survey.theme), preset)
