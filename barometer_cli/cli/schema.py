"""`barometer schema`: JSON Schema of what people write, for their editors."""

from __future__ import annotations

import json
from typing import Any

import typer

from barometer_cli.charts import KINDS
from barometer_cli.cli.exits import GOOD, WRONG, complain, not_beside, printer, put
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.export import editors
from barometer_cli.messages import say, template
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.spec import PageSpec, SurveySpec
from barometer_cli.model.written import Written
from barometer_cli.project.vocabulary import vocabulary
from barometer_cli.specs import schema

FILES: dict[str, type[Written]] = {"survey": SurveySpec, "page": PageSpec, "codebook": CodebookSpec}
SAID = template(
    "VS Code: install the extension redhat.vscode-yaml.\nOther editors (JetBrains, Neovim, Helix, "
    "Zed …): begin a spec in figures/PAGE/ with the line\n# yaml-language-server: $schema={path}"
)


def run(what: str | None, to_files: bool) -> int:
    """Print a schema, or write all of them where editors find them; returns the exit code."""
    known = [*KINDS, *FILES]
    try:
        if what is not None and what not in known:
            raise BuildError(say("there is no kind {what!r}", what=what), suggestion(what, known))
        if to_files:
            kind = say("[KIND]")
            not_beside("--write", {kind: what})
            _write()
        else:
            put(_schema(what, vocabulary()), indent=1)
    except BarometerError as error:
        complain(error)
        return WRONG
    return GOOD


def _schema(what: str | None, known: schema.Known) -> dict[str, Any]:
    """The schema of a kind, of every kind (None), or of a survey, page or codebook."""
    if what in FILES:
        return schema.of_file(FILES[what], known)
    return schema.of_figures({what: KINDS[what]} if what else KINDS, known)


def _write() -> None:
    known = vocabulary()
    wired = editors.wire({name: _schema(None if name == "figure" else name, known) for name in editors.FOR})
    for path in wired.written:
        typer.echo(path.as_posix())
    told = printer(stderr=True)
    if wired.by_hand:
        settings = json.dumps({"yaml.schemas": editors.associations()}, indent=2)
        told.print(
            say("{by_hand}, and is left as it is. Add to it:\n{settings}", by_hand=wired.by_hand, settings=settings),
            markup=False,
        )
    told.print(say(SAID, path=f"../../{editors.file('figure').as_posix()}"), markup=False)
