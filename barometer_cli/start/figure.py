"""A new figure that works at once: its spec, its table, and a survey where there is none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from barometer_cli.charts import KINDS
from barometer_cli.errors import BuildError, suggestion
from barometer_cli.messages import say
from barometer_cli.model.naming import DATA, FIGURES, SURVEY, slug
from barometer_cli.project.locating import nearest_survey
from barometer_cli.start.files import MARKED, MARKED_WORDS, begun

SPEC = """kind: {kind}
{fields}
"""
SURVEY_FILE = """name: Undersøgelsens navn
wave: "{year}"
table_unit: percent
"""


def begin(kind: str, name: str) -> tuple[Path, ...]:
    """Write a figure of a kind to begin with; returns what was written.

    Parameters
    ----------
    kind
        As a spec calls it.
    name
        Page and name of the figure, "page/figure"; a name alone is of the page "figurer".

    Raises
    ------
    BuildError
        If there is no such kind, if a file is there already, or if it cannot be written. Nothing is overwritten.
    """
    starter = KINDS[kind].starter if kind in KINDS else None
    if starter is None:
        raise BuildError(say("there is no kind {kind!r}", kind=kind), suggestion(kind, KINDS))
    page, _, id = name.rpartition("/")
    if not id.strip() or name.startswith("/") or ".." in Path(name).parts:
        raise BuildError(
            say("{name!r} does not name a figure", name=name), say("Write page/figure, such as ledelse/tillid.")
        )
    folder = Path(FIGURES, *(slug(part) for part in (page or "figurer").split("/")))
    spec, table = folder / f"{slug(id)}.yaml", Path(DATA, f"{slug(id)}-syntetisk.csv")
    fields = starter.fields.strip().replace("{table}", table.as_posix())
    marked = MARKED if starter.table else MARKED_WORDS
    files = {spec.as_posix(): SPEC.format(kind=kind, fields=fields) + marked}
    if starter.table:
        files[table.as_posix()] = starter.table.strip() + "\n"
    if nearest_survey(spec) is None:
        files[(folder / SURVEY).as_posix()] = SURVEY_FILE.format(year=datetime.now(UTC).year)
    with begun(Path()) as beginning:
        for place, text in files.items():
            beginning.add(place, text)
        return beginning.finish()
