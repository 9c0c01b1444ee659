"""Write docs/commands.md from what the commands say of themselves: `python -m tools.commands`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from barometer_cli.cli import app
from barometer_cli.cli.speech import OPTION

PAGE = Path(__file__).parents[1] / "docs/commands.md"
MARKUP = re.compile(r"\[/?\w+\]")

HEAD = """# Commands

What `barometer COMMAND --help` prints, on one page. `python -m tools.commands` writes it; do not edit it.

| exit code | means |
|---|---|
| 0 | all good |
| 1 | some figures failed, a check found an error, or a comparison was asked to fail on a change |
| 2 | the command was used wrongly, or nothing could be drawn |
| 130 | interrupted with Ctrl-C |

Every command tells its help and its messages in another language with `--lang`: `barometer --lang da check`. Where it
is left out, the language is that of `BAROMETER_LANG`, else English, whatever the locale. Words in figures are in the
language of their survey.
"""


def _words(text: str | None) -> str:
    """A help text in one line of a table."""
    return MARKUP.sub("", " ".join((text or "").split())).replace("|", "\\|")


def _section(name: str, command: TyperCommand) -> Iterator[str]:
    """A command with what it takes, each in a row."""
    context = typer.Context(command, info_name=f"barometer {name}")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"## {name}\n\n{_words(command.help)}\n\n```text\n{usage}\n```\n"
    rows = []
    for given in command.params:
        if given.opts == [OPTION]:
            continue  # told of once, for all
        if isinstance(given, TyperArgument):
            rows.append(f"| `{given.make_metavar(context)}` | {_words(given.help)} |")
        else:
            shown = ", ".join(f"`{name}`" for name in sorted(given.opts, key=len, reverse=True))
            rows.append(f"| {shown} | {_words(getattr(given, 'help', None))} |")
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows]) + "\n"


def page() -> str:
    """The whole page, the commands in their order."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    sections = [part for name, command in group.commands.items() for part in _section(name, command)]  # type: ignore[arg-type]
    return "\n".join([HEAD, *sections])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(PAGE.parents[1]).as_posix())
