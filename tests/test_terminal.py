"""What is said reaches any terminal: no character, and no name of a file, stops a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from barometer_cli.cli import app

ROOT = Path(__file__).parents[1]
SURVEY = 'name: Undersøgelsen → Łódź\nwave: "2019"\ntable_unit: percent\npopulation: alle 你好\n'
TABLE = "category;share;n\nŁódź → 你好 😀;60;100\nKøbenhavn – ”x”;40;100\n"
SPEC = "kind: bars\ntitle: Łódź, 你好 → København\nn: 100\ncaption: svarene i Łódź 你好\ntable: tal.csv\n"
COMMANDS = {
    "render --force": 1,
    "render --force --explain": 1,
    "render --force --json": 1,
    "render --dry-run --force": 1,
    "list": 1,
    "list --json": 1,
    "table": 1,
    "table figures/side/你好.yaml --format csv": 0,
    "table --format md": 1,
    "table --format json": 1,
    "check": 1,
    "check --ledger": 1,
    "check --format json": 1,
    "check --format sarif": 1,
    "check --format github": 1,
    "check --explain BAR201": 0,
    "gallery": 1,
    "diff build build": 1,
    "diff build build --format json": 1,
    "codebook figures/side/tal.csv": 0,
    "schema": 0,
    "schema Łódź-你好": 2,
    "schema --write": 0,
    "doctor": 1,
    "render Łódź-你好": 2,
    "render --only Łódź-你好": 2,
    "--help": 0,
    "check --help": 0,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose words and names are Danish, Polish and Chinese, and of which one spec is wrong."""
    root = tmp_path_factory.mktemp("terminal")
    page = root / "figures" / "side"
    page.mkdir(parents=True)
    texts = {"survey": SURVEY, "smørrebrød": SPEC, "łódź": SPEC.replace("bars", "bårs"), "你好": SPEC}
    for name, text in texts.items():
        (page / f"{name}.yaml").write_text(text, "utf-8")
    (page / "tal.csv").write_text(TABLE, "utf-8")
    return root


def said(command: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bytes, bytes]:
    """How a command ends at a console of an encoding, and the bytes it gives it."""
    with monkeypatch.context() as patched:
        streams = [TextIOWrapper(BytesIO(), encoding, "strict", write_through=True) for _ in range(2)]
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            patched.setattr(sys, name, stream)
        code = 0
        try:
            app(command.split(), prog_name="barometer")
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = (stream.buffer.getvalue() for stream in streams)  # type: ignore[attr-defined]
    assert b"Traceback" not in out + err, err
    return code, out, err


@pytest.fixture(params=["cp1252", "ascii", "cp437", "utf-8"])
def encoding(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.chdir(folder)
    for name, value in (("COLUMNS", "120"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)
    yield request.param


def values(text: str) -> list[object]:
    """JSON as one document or one a line, without how long things took."""
    found = [json.loads(line) for line in text.splitlines()] if "\n{" in text else json.loads(text)
    for each in found if isinstance(found, list) else ():
        each.pop("ms", None)
    return list(found)


def test_every_command_says_all_it_has_to_say(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for command, code in COMMANDS.items():
        ended, out, err = said(command, encoding, monkeypatch)
        assert ended == code and out + err, (command, err)
        if "json" in command or "sarif" in command:
            anywhere = said(command, "utf-8", monkeypatch)[1]
            assert values(out.decode(encoding)) == values(anywhere.decode("utf-8")), "nothing is lost on the way"


def test_marks_of_ours_stand_plainly_and_names_as_escapes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    text = said("check", "cp1252", monkeypatch)[1].decode("cp1252")
    assert "figures/side/\\u0142ód\\u017a.yaml:1:7: BAR001 error there is no kind 'bårs'" in text
    assert "  -> Did you mean 'bars'?" in text


@pytest.mark.skipif(sys.platform == "win32", reason="locales of POSIX")
@pytest.mark.parametrize("coerced", ["0", "1"])
def test_a_process_in_the_locale_of_c(folder: Path, coerced: str) -> None:
    """Without coercion even the names of files are no text there."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": coerced,
        "PYTHONUTF8": coerced,
    }
    for encoded, command in (
        ("cp1252", "render --force --format svg --out c --depfile c.d"),
        ("", "check --format sarif"),
    ):
        environment["PYTHONIOENCODING"] = encoded
        arguments = [sys.executable, "-m", "barometer_cli", *command.split()]
        done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True)
        assert done.returncode == 1 and b"Traceback" not in done.stderr, done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are bytes")
def test_a_name_that_is_no_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = os.path.join(b"figures", "på".encode("latin-1"))
    os.makedirs(page)
    for name, text in {b"survey.yaml": SURVEY, b"tal.csv": TABLE, b"s\xf8.yaml": SPEC}.items():
        with open(os.path.join(page, name), "w", encoding="utf-8") as file:
            file.write(text)
    for command in ("render --force --depfile build/x.d", "render --force --explain", "render", "list", "list --json",
                    "check --format json", "check --format sarif", "gallery", "diff build build"):  # fmt: skip
        code, _, err = said(command, "utf-8", monkeypatch)
        assert code == 0 or command.startswith(("check", "render")), (command, err)
    assert b"figures/p\xe5/s\xf8.yaml" in Path("build/x.d").read_bytes()
