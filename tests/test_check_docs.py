"""One page for every code of `barometer check`; the example in it brings about what it says, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_messages import Marked
from typer.testing import CliRunner

from barometer_cli import checks, pipeline, project
from barometer_cli.checks import contrast, sheet
from barometer_cli.checks import marks as picture
from barometer_cli.cli import app
from barometer_cli.errors import SpecError
from barometer_cli.export.check import examine
from barometer_cli.messages import speaking
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.preset import WEB
from barometer_cli.model.scene import Mark, Rect, Scene, Text

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs/checks"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("BAR*.md"))}
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
SECTIONS = ["Example", "What to do", "When to acknowledge it"]


def files(page: str) -> dict[str, str]:
    return {name: text for _, name, text in BLOCK.findall(page) if name}


WITH_INPUT = [code for code, page in PAGES.items() if files(page)]
OF_NO_SURVEY = "BAR123"
SURVEY = files((DOCS / "README.md").read_text(encoding="utf-8"))["survey.yaml"]


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert list(PAGES) == list(checks.CODES)
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    for code, page in PAGES.items():
        known = checks.CODES[code]
        assert page.startswith(f"# {code} · {known.title}\n\nSeverity: {known.severity}.\n")
        assert re.findall(r"^## (.*)$", page, flags=re.MULTILINE) == SECTIONS
        assert f"| [{code}]({code}.md) | {known.severity} | {known.title} |" in index
        assert "docs/" not in checks.explain(code), "what is installed has no docs beside it"


@pytest.fixture
def example(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the example on a page, the working directory above it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "page"
    folder.mkdir()
    survey = {} if code == OF_NO_SURVEY else {"survey.yaml": SURVEY}
    for name, text in {**survey, **files(PAGES[code])}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("code", WITH_INPUT)
@pytest.mark.usefixtures("example")
def test_the_example_prints_what_the_page_says(code: str) -> None:
    (said,) = (text for kind, _, text in BLOCK.findall(PAGES[code]) if kind == "text")
    command, *lines = said.splitlines()
    arguments = command.removeprefix("$ barometer ").split()
    result = CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "400"})
    printed = result.output.splitlines()
    assert lines and all(line in printed for line in lines), result.output
    others = [line for line in printed if re.search(r": BAR\d{3} ", line) and f" {code} " not in line]
    assert not [line for line in others if " info " not in line], "an example shows one thing that is wrong"
    assert result.exit_code == (1 if checks.CODES[code].severity == "error" else 0)


OF_THE_FIGURE = ("BAR201", "BAR202", "BAR203", "BAR206", "BAR208", "BAR301", "BAR303")
"""Codes whose message is what the numbers say of a text, in the words of the figure."""
TOLD = re.compile(r"([^« ]+: )?«.*»", flags=re.DOTALL)


@pytest.mark.parametrize("code", WITH_INPUT)
def test_the_example_is_told_in_the_language_that_is_spoken(code: str, example: Path) -> None:
    with speaking(Marked()):
        searched = project.search([example])
        wrong = checks.from_error(SpecError(searched.problems), Location(""), None)
        findings = (*wrong, *examine(searched.entries, project.Microdata(), (WEB,)).findings)
        means = checks.explain(code).split("\n\n")
    known = checks.CODES[code]
    assert code in codes(findings)
    for finding in findings:
        assert TOLD.fullmatch(finding.message) or finding.code in OF_THE_FIGURE, finding.message
        assert not finding.hint or finding.hint.startswith("«"), finding.hint
    kept = f"«To leave it as it is, say why in the spec: `acknowledge: [{{code: {code}, reason: …}}]`.»"
    more = [] if known.severity == "info" else [kept]
    told = "\n".join([f"«{known.why}»", f"«{known.fix}»", *more])
    assert means == [f"{code} («{known.severity}»): «{known.title}»", told]


# -- what no input can bring about: sheets and themes that are doctored -----------------------------------------------


@pytest.fixture(scope="module")
def drawn() -> Evidence:
    """A sample figure with bars, and its sheet."""
    (entry,) = project.find([ROOT / "figures/innovation-2021-2023/innovationstyper.yaml"])
    figure = project.figure(entry, project.Microdata())
    sheets = (pipeline.on_sheet(figure),)
    place = Location(entry.path.as_posix())
    return Evidence(figure, entry.identity, pipeline.theme(figure), pipeline.texts(figure), lambda where: place, sheets)


def changed(evidence: Evidence, id: str, **changes: object) -> Evidence:
    """The same figure, a mark of its sheet drawn otherwise."""
    (drawn,) = evidence.sheets
    hit = []

    def mark(one: Mark) -> Mark:
        if not isinstance(one, Text | Rect) or one.id != id:
            return one
        hit.append(one)
        return replace(one, **changes)  # type: ignore[arg-type]

    groups = tuple(replace(group, marks=tuple(map(mark, group.marks))) for group in drawn.scene.groups)
    assert hit, id
    return replace(evidence, sheets=(replace(drawn, scene=replace(drawn.scene, groups=groups)),))


def codes(found: Iterator[Finding] | Sequence[Finding]) -> list[str]:
    return [finding.code for finding in found]


def marks(scene: Scene, kind: type[Rect] | type[Text], beginning: str) -> list[str]:
    return [mark.id for mark in scene.marks() if isinstance(mark, kind) and mark.id.startswith(beginning)]


def test_a_good_sheet_has_no_findings(drawn: Evidence) -> None:
    assert codes(sheet.check([drawn])) == []
    assert codes(picture.check([drawn])) == []
    assert codes(contrast.check([drawn])) == []


def test_what_only_a_doctored_sheet_shows(drawn: Evidence) -> None:
    scene = drawn.sheets[0].scene
    value, other, *_ = marks(scene, Text, "value-")
    (bars,) = (group for group in scene.groups if group.id == "bars")
    bar = next(mark for mark in bars.marks if isinstance(mark, Rect))
    far = scene.width
    there = next(m for m in scene.marks() if isinstance(m, Text) and m.id == other)
    assert codes(sheet.check([changed(drawn, value, x=far)])) == ["BAR602"]
    assert codes(sheet.check([changed(drawn, value, x=there.x, y=there.y)])) == ["BAR602"]
    assert codes(sheet.check([changed(drawn, value, size=9.0)])) == ["BAR603"]
    roomy = replace(drawn.sheets[0].preset, least=17)
    assert set(codes(sheet.check([replace(drawn, sheets=(replace(drawn.sheets[0], preset=roomy),))]))) == {"BAR603"}
    assert codes(sheet.check([changed(drawn, value, fill="#eeeeee", ground="#FFFFFF")])) == ["BAR603"]
    assert codes(sheet.check([changed(drawn, value, ground="#0B4F6C", fill="#FFFFFF")])) == ["BAR603"]
    assert codes(picture.check([changed(drawn, value, text="78 %")])) == ["BAR604"]
    assert set(codes(picture.check([changed(drawn, bar.id, width=bar.width * 0.9)]))) == {"BAR605"}
    assert codes(picture.check([changed(drawn, bar.id, fill="#7895A3")])) == ["BAR606"]
    assert codes(picture.check([changed(drawn, "rule", of=None)])) == ["BAR607"]


def test_a_faint_theme(drawn: Evidence) -> None:
    faint = replace_colour(drawn, ink="#cccccc")
    assert "BAR502" in codes(contrast.check([faint]))


def replace_colour(evidence: Evidence, **colours: str) -> Evidence:
    theme = evidence.theme
    changed = theme.model_copy(update={"colours": theme.colours.model_copy(update=colours)})
    return replace(evidence, theme=changed)
