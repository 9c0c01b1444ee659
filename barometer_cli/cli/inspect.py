"""`barometer inspect` and `barometer verify`: what a picture carries, and whether it is still what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, not_beside, only_for, printer, put
from barometer_cli.cli.table import of_figure
from barometer_cli.errors import BarometerError
from barometer_cli.export import origin
from barometer_cli.export.origin import Origin
from barometer_cli.export.verify import Verdict, verify, wrong
from barometer_cli.messages import counted, say
from barometer_cli.model.figure import Figure
from barometer_cli.version import __version__

TOLD = 8
"""How many changed marks are named."""


def show(path: Path, json: bool, folder: Path | None, portrait: Path | None, theme: Path | None) -> int:
    """Print what a picture carries, or write it as a project; returns the exit code."""
    try:
        if folder is None:
            only_for("--extract", {"--portrait": portrait, "--theme": theme})
        else:
            not_beside("--extract", {"--json": json})
        told = origin.read(path)
        if folder:
            if not told.portrait:
                only_for(say("a figure that shows a picture"), {"--portrait": portrait})
            if not told.theme:
                only_for(say("a figure in a theme of its project"), {"--theme": theme})
            written = origin.extract(told, folder, portrait, theme)
            if told.portrait and portrait is None:
                text = say("The picture that the figure shows is not in the file: name it with --portrait.")
                printer().print(text, markup=False)
            for each in written:
                typer.echo(each.as_posix())
            return GOOD
        if json:
            put(origin.as_record(told), indent=2)
            return GOOD
        bare = origin.undressed(told)
        with origin.restored(bare) as entry:
            figure = project.figure(entry, project.Microdata())
    except BarometerError as error:
        complain(error)
        return WRONG
    printer(soft_wrap=False).print(_told(told, figure))
    return GOOD


def _told(told: Origin, figure: Figure) -> Group:
    """What a picture carries, for a person."""
    facts = Table.grid(padding=(0, 2))
    n = figure.table.n or figure.spec.n
    rows = (
        (say("Figure"), f"{told.page}/{told.figure}"),
        (say("Kind"), figure.spec.kind),
        (say("Language"), figure.locale.language),
        (say("Sheet"), f"{told.preset}, {told.format}, {told.scale:g}x"),
        (say("Wave"), figure.survey.wave),
        ("n", figure.locale.number(n) if n else ""),
        (say("Source"), figure.credit),
        (say("Licence"), figure.survey.licence or ""),
        (say("Drawn by"), f"barometer {told.version}"),
    )
    for name, value in rows:
        if value:
            facts.add_row(Text(name, style="dim"), Text(str(value)))
    parts: list[RenderableType] = [Text(figure.spec.title, style="bold"), facts]
    if figure.table.cells:
        parts.append(of_figure(figure, figure.id))
    return Group(*parts, Text(figure.caption.text))


def hold(paths: list[Path], json: bool, portrait: Path | None, theme: Path | None) -> int:
    """Draw each picture again from what it carries, and tell whether it is still that; returns the exit code."""
    code, records = GOOD, []
    for path in paths:
        try:
            verdict = verify(path, portrait, theme)
        except BarometerError as error:
            complain(error)
            code = max(code, WRONG)
            continue
        code = max(code, FAILED if wrong(verdict) else GOOD)
        records.append(_record(path, verdict))
        if not json:
            for line in _lines(path, verdict):
                printer().print(line, markup=False)
    if json:
        put(records, indent=2)
    return code


def _lines(path: Path, verdict: Verdict) -> list[str]:
    said: dict[str, Callable[[], str]] = {
        "same bytes": lambda: say("{path}: as barometer drew it, every byte", path=path),
        "same picture": lambda: say("{path}: the same picture; a program has written the file anew", path=path),
        "another": lambda: say("{path}: NOT what barometer draws of what it carries", path=path),
    }
    lines = [said[verdict.status]()]
    if verdict.status == "another":
        if verdict.share is not None:
            lines.append("  " + say("{share:.2%} of its px differ", share=verdict.share))
        if verdict.changed:
            names = ", ".join(verdict.changed[:TOLD]) + (" …" if len(verdict.changed) > TOLD else "")
            n = len(verdict.changed)
            lines.append("  " + counted("{n} mark differs: {names}", "{n} marks differ: {names}", n, names=names))
        if verdict.origin.version != __version__:
            lines.append(
                "  "
                + say(
                    "It was drawn by barometer {old}; this is {new}, which may draw it otherwise.",
                    old=verdict.origin.version,
                    new=__version__,
                )
            )
    lines += [f"  {each.code} {each.message}" for each in verdict.findings]
    return lines


def _record(path: Path, verdict: Verdict) -> dict[str, object]:
    return {
        "file": path.as_posix(),
        "status": verdict.status,
        "drawn_by": verdict.origin.version,
        "share": verdict.share,
        "changed": list(verdict.changed),
        "findings": [{"code": each.code, "message": each.message, "acknowledged": each.acknowledged}
                     for each in verdict.findings],
    }  # fmt: skip
