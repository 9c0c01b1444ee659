"""What the program says in other languages: the catalogues are complete, and nothing is said past them."""

from __future__ import annotations

import ast
import json
import os
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from test_messages import Marked as Marks
from typer.core import TyperGroup
from typer.testing import CliRunner, Result

from barometer_cli.charts import KINDS
from barometer_cli.cli import app, speech
from barometer_cli.export.manifest import FILE
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.da import Danish
from barometer_cli.messages import say
from barometer_cli.model.axis import Role
from barometer_cli.model.measure import NAMES
from tools import messages

CATALOGUES = sorted(messages.LANGUAGES.glob("*/LC_MESSAGES/messages.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def told(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def texts(one_or_several: object) -> tuple[str, ...]:
    return tuple(one_or_several) if isinstance(one_or_several, tuple | list) else (str(one_or_several),)


def names(template: str) -> set[tuple[str, str | None, str | None]]:
    """The values that a template tells, with how each is written; none where its braces are those of YAML."""
    try:
        parts = [part for part in string.Formatter().parse(template) if part[1] is not None]
    except ValueError:
        return set()
    values = {(name, conversion, spec) for _, name, spec, conversion in parts if name is not None}
    return values if all(re.fullmatch(r"\w*", name) and " " not in (spec or "") for name, _, spec in values) else set()


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, arguments, env={speech.VARIABLE: None, **environment})


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_language_has_words_for_every_message_and_for_no_other(path: Path) -> None:
    catalogue, english = read(path), messages.gathered()
    assert {message.id for message in told(catalogue)} == {message.id for message in told(english)}, (
        "python -m tools.messages gathers them again"
    )
    assert [message.id for message in told(catalogue) if message.fuzzy or not all(texts(message.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_message_tells_the_same_values_in_every_language(path: Path) -> None:
    for message in told(read(path)):
        one, *_, several = (names(text) for text in (texts(message.id)[0], *texts(message.id)))
        first, *others = (names(text) for text in texts(message.string))
        assert first == one and all(other == several for other in others), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_catalogue_is_compiled_from_its_words(path: Path) -> None:
    assert messages.compiled(path) == path.with_suffix(".mo").read_bytes(), "python -m tools.messages compiles it"


def test_what_is_wrong_is_told_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    spec = tmp_path / "figur.yaml"
    spec.write_text("kind: barz\ntitle: T\n", encoding="utf-8")
    english, danish = run("render", str(spec)), run("--lang", "da", "render", str(spec))
    assert (english.exit_code, danish.exit_code) == (2, 2)
    assert f"{spec.as_posix()}:1:7: " in english.output and f"{spec.as_posix()}:1:7: " in danish.output
    assert "Did you mean 'bars'?" in english.output and "Mente du 'bars'?" in danish.output


@pytest.mark.parametrize(
    "given",
    [
        ("--lang", "da", "render", "--onyl"),
        ("--lang=da", "render", "--onyl"),
        ("render", "--onyl", "--lang", "da"),
        ("render", "--lang=da", "--onyl"),
    ],
)
def test_the_language_may_be_asked_for_anywhere(given: tuple[str, ...]) -> None:
    result = run(*given)
    assert result.exit_code == 2 and "Der er intet valg --onyl" in result.output


def test_the_environment_asks_for_a_language_and_an_option_for_another() -> None:
    assert "Skriv versionen" in run("--help", BAROMETER_LANG="da").output
    assert "Print the version" in run("--lang", "en", "--help", BAROMETER_LANG="da").output
    assert "Print the version" in run("--help", LANG="da_DK.UTF-8", LANGUAGE="da").output


@pytest.mark.parametrize(("given", "environment"), [(("--lang", "xx"), {}), ((), {"BAROMETER_LANG": "xx"})])
def test_a_language_that_is_not_known_is_refused(given: tuple[str, ...], environment: dict[str, str]) -> None:
    result = run(*given, "list", **environment)
    assert result.exit_code == 2 and re.search(r"Invalid value for '--lang'.*Known: en, da", result.output)


def test_what_was_spoken_before_is_spoken_again() -> None:
    before = dict(os.environ)
    run("--lang", "da", "--help")
    assert dict(os.environ) == before and "Print the version" in run("--help").output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("rendr",), "Der er ingen kommando 'rendr'. Mente du 'render'?"),
        (("new",), "Der mangler 'FIGURTYPE'."),
        (("render", "--out"), "Valget '--out' kræver en værdi."),
        (("render", "--force=yes"), "Valget '--force' tager ingen værdi."),
        (("kinds", "bars", "line"), "Der er for meget på kommandolinjen (line)"),
        (("render", "--scale", "to"), "Forkert værdi for '--scale': 'to' er ikke et tal."),
        (("preview", "--port", "x"), "Forkert værdi for '--port': 'x' er ikke et helt tal."),
    ],
)
def test_a_command_that_is_called_wrongly_is_told_of_in_the_language(given: tuple[str, ...], said: str) -> None:
    result = run("--lang", "da", *given)
    assert result.exit_code == 2 and said in " ".join(re.sub("[│╭╮╰╯─]", " ", result.output).split())


class Marked(Danish):
    """Danish, but every message stands in marks, so that words without them are seen."""

    code = "xx"
    messages = Marks()


COMMANDS = (
    ("init", "--yes"),
    ("new", "quote", "side/citat"),
    ("list",),
    ("doctor",),
    ("kinds",),
    ("kinds", "bars"),
    ("check",),
    ("check", "--explain", "BAR201"),
    ("check", "--explain", "nothing"),
    ("render",),
    ("render", "--explain"),
    ("render", "--preset", "mobile"),
    ("render", "--prune"),
    ("gallery",),
    ("render", "nowhere"),
    ("render", "--scale", "0"),
    ("render", "--executor", "nothing"),
    ("render", "--format", "svg", "--scale", "2"),
    ("check", "--preset", "web"),
    ("check", "--ledger", "--claims"),
    ("codebook", "nowhere.csv"),
    ("suggest", "nothing"),
)
NO_WORDS = r"[\w./@-]*[./@_][\w./@-]*|BAR\d+|\b(barometer|render|preview|check|open|csv|json|kB|ms|MB|tmp\w*)\b|“[^”]*”"
"""What is no message: names of files and figures, codes, commands, units, and what a headline says."""


def test_commands_say_nothing_past_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(LANGUAGES, "xx", Marked())
    names = {*KINDS, *NAMES, *get_args(Role), *(name for kind in KINDS.values() for name in kind.spec.model_fields)}
    for command in COMMANDS:
        said = CliRunner().invoke(app, ["--lang", "xx", *command], env={"COLUMNS": "400", "NO_COLOR": "1"}).output
        assert "«" in said or command[0] == "new"
        said = re.sub("«Usage: ».*", " ", said)  # what stands for files and options there is the same in every language
        while (rest := re.sub("«[^«»]*»", " ", said)) != said:
            said = rest
        lines = [line for line in said.splitlines() if not re.search("matplotlib|Skriv figurens|Citat", line)]
        words = set(re.findall(r"[A-Za-z]{3,}", re.sub(NO_WORDS, " ", "\n".join(lines)))) - names
        assert not words, (command, words)


@pytest.mark.parametrize(
    ("language", "line"),
    [("da", "Brug: barometer render [VALG] ["), ("en", "Usage: barometer render [OPTIONS] [")],
)
@pytest.mark.parametrize("option", ["--help", "--no-such-option"])
def test_how_a_command_is_called_is_told_in_the_language(language: str, line: str, option: str) -> None:
    assert line in CliRunner().invoke(app, ["render", "--lang", language, option]).output


COMMAND_NAMES = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMAND_NAMES)
def test_what_stands_for_a_value_is_told_in_the_language(command: str) -> None:
    """Every option and argument: `--out MAPPE`. The type of an argument, which the library adds, tells nothing more."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    wide = {"COLUMNS": "300", "NO_COLOR": "1"}
    english, danish = (run(command, "--lang", code, "--help", **wide).output for code in ("en", "da"))
    for given in group.commands[command].params:
        stands = given.metavar or ""
        if stands == stands.lower():
            continue  # a switch, or values that are typed as they stand
        words = re.compile(rf"(?<![\w/]){re.escape(stands)}(?![\w/])")
        assert words.search(english)
        with speech.in_language("da"):
            assert say(stands) in danish
        assert not words.search(danish) or stands in ("DATA", "N", "URL", "X"), "these are Danish, too"
    assert not re.search(r"<\w+>", english + danish)


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What of a module is done when it is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            once = (*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults))
            yield from (each for part in once for each in (part, *at_import(part)))
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from at_import(child)


def test_nothing_is_told_before_a_language_is_asked_for() -> None:
    early = [
        f"{path}:{node.lineno}"
        for path in sorted(messages.LANGUAGES.parent.rglob("*.py"))
        for node in at_import(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "counted")
    ]
    assert not early


WRONG = """kind: bars
title: {title}
question: Hvordan kommer du på arbejde?
table: {{file: svar.csv, category: svar, share: andel}}
n: 1000
population: Medarbejdere
acknowledge: [{{code: BAR402, reason: Andre tal}}]
"""


def test_the_same_figure_is_the_same_bytes_whoever_draws_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, title in {
        "falsk": "61 % tager bilen",
        "ukendt": "Bilen er klart mest elsket",
        "sand": "54 % tager bilen",
    }.items():
        (tmp_path / f"{name}.yaml").write_text(WRONG.format(title=title), encoding="utf-8")
    (tmp_path / "svar.csv").write_text("svar;andel\nBil;54\nCykel;31\nTog;15\n", encoding="utf-8")
    for language in ("en", "da"):
        drawn = run("--lang", language, "render", ".", "--force", "--out", language)
        assert drawn.exit_code == 0, drawn.output
    english, danish = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name != FILE
        }
        for folder in (tmp_path / "en", tmp_path / "da")
    )
    findings = [json.loads(data)["findings"] for path, data in english.items() if path.suffix == ".json"]
    assert len(findings) == 3 and all(findings)
    assert english == danish
