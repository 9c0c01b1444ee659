"""The preview: it shows what render draws and check finds, outlives what is broken, and serves nothing else."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields
from typer.testing import CliRunner, Result

pytest.importorskip("starlette", reason="starlette is not installed: barometer-cli[live]")
pytest.importorskip("watchfiles", reason="watchfiles is not installed: barometer-cli[live]")
pytest.importorskip("uvicorn", reason="uvicorn is not installed: barometer-cli[live]")

from starlette.testclient import TestClient

from barometer_cli import pipeline, project
from barometer_cli.cli import app as commands
from barometer_cli.errors import BuildError, LayoutError
from barometer_cli.export import numbers
from barometer_cli.languages import LANGUAGES, Language
from barometer_cli.model.figure import Figure
from barometer_cli.preview import desk as desks
from barometer_cli.preview.desk import SHEETS, Card, Desk
from barometer_cli.preview.server import app, in_address, listen, loopback, names

ROOT = Path(__file__).parents[1]
SURVEY = "name: Prøven\nwave: 2018-2019\npopulation: alle\ntable_unit: percent\n"
SPEC = "kind: bars\ntitle: Flest siger ja\nn: 1877\ncaption: hvad der blev svaret\ntable: svar.csv\n"
DATA = "category;share;n\nJa;60;1877\nNej;40;1877\n"
FALSE = SPEC.replace("Flest siger", "Hver fjerde siger")
BROKEN = SPEC.replace("kind: bars", "kind: bras")
FIGURE = "/side/en/"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page with the figures `en` and `to`, and the working directory in it."""
    page = tmp_path / "figures" / "side"
    page.mkdir(parents=True)
    (page / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (page / "page.yaml").write_text("heading: Én side\norder: [to, en]\n", encoding="utf-8")
    (page / "en.yaml").write_text(SPEC, encoding="utf-8")
    (page / "to.yaml").write_text(SPEC.replace("Flest siger ja", "Seks ud af ti siger ja"), encoding="utf-8")
    (page / "svar.csv").write_text(DATA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return page


class Preview:
    """A preview that is asked without a server; `edit` writes a file and tells of it as the watch would."""

    def __init__(
        self, language: Language = LANGUAGES["da"], only: tuple[str, ...] = (), path: Path = Path("figures")
    ) -> None:
        self.desk = Desk([path], only)
        self.client = TestClient(app(self.desk, language), base_url="http://127.0.0.1:8000")

    def get(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.text

    def edit(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        self.desk.touch(frozenset({str(path.resolve())}))


def read(page: str) -> str:
    """The text of a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def pictures(page: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'<img src="([^"]+)"', page)]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_the_list_shows_pages_and_figures_in_order_with_their_pictures(folder: Path) -> None:
    preview = Preview()
    page = preview.get("/")
    assert re.findall(r'<a class="card" href="([^"]+)"', page) == ["/side/to/", "/side/en/"]
    text = read(page)
    assert "Én side" in text and "Flest siger ja" in text and "2 figurer" in text and "fejl" not in text
    shown = pictures(page)
    assert len(shown) == 2 and page.count('loading="lazy"') == 2
    for address in shown:
        answer = preview.client.get(address)
        assert answer.headers["content-type"] == "image/svg+xml" and b"<svg" in answer.content
    assert "Flest siger ja" in preview.get("/side/")


def test_a_figure_stands_beside_its_spec_its_table_and_its_texts(folder: Path) -> None:
    preview = Preview()
    page = preview.get(FIGURE)
    text = read(page)
    shown = pictures(page)
    assert len(shown) == len(SHEETS) * len(LANGUAGES)
    assert "-da-web.svg" in shown[0] and any("-en-web.svg" in address for address in shown)
    for line, written in enumerate(SPEC.splitlines(), 1):
        assert f'<li id="L{line}" value="{line}"><code>{written}</code>' in page
    cells = [
        [read(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in re.findall(r"<tr>.*?</tr>", page)
    ]
    assert cells == [
        ["Kategori", "%", "n", "Uafrundet"],
        ["Ja", "60", "1877", "0.600000"],
        ["Nej", "40", "1877", "0.400000"],
    ]
    assert (
        "Figuren viser hvad der blev svaret." in text and "Alternativ tekst" in text and "Illustrationen i ord" in text
    )
    assert 'rel="prev" href="/side/to/"' in page and 'rel="next"' not in page and "2 af 2" in text


def test_pictures_are_the_files_that_render_writes(folder: Path) -> None:
    preview = Preview()
    links = re.findall(r'<p class="files">.*?</p>', preview.get(FIGURE))[0]
    addresses = [unescape(address) for address in re.findall(r'href="([^"]+)"', links)]
    assert run("render").exit_code == 0
    for address in addresses:
        name = unescape(address.partition("?")[0].rsplit("/", 1)[1]).replace("%40", "@")
        assert preview.client.get(address).content == (Path("build/side/en") / name).read_bytes()
    assert [address.rsplit(".", 1)[1][:3] for address in addresses] == ["svg", "png", "png"]


def test_a_finding_stands_at_its_line_with_its_code_explained(folder: Path) -> None:
    preview = Preview()
    preview.edit(folder / "en.yaml", FALSE)
    page = preview.get(FIGURE)
    line = page[page.index('id="L2"') : page.index('id="L3"')]
    assert 'class="error"' in line and "<mark>title: Hver fjerde siger ja</mark>" in line
    assert "60 % er tre femtedele, ikke hver fjerde" in read(line)
    assert pictures(page) and "Figuren har fejl" in read(page)
    (explained,) = set(re.findall(r'href="(/_preview/codes/BAR201/)"', line))
    assert "En påstand er falsk" in preview.get(explained)
    overview = preview.get("/")
    assert "1 fejl" in read(overview) and 'href="/side/en/#L2">figures/side/en.yaml:2:1</a>' in overview
    preview.edit(folder / "en.yaml", FALSE + "acknowledge:\n  - {code: BAR201, reason: Som avisen skrev}\n")
    page = preview.get(FIGURE)
    assert "Begrundet: Som avisen skrev" in read(page) and "Figuren har fejl" not in read(page)
    assert "1 fejl" not in read(preview.get("/"))


def test_findings_are_those_of_check(folder: Path) -> None:
    """Also what figures say of one another, and of the drawn sheet."""
    (folder / "en.yaml").write_text(FALSE, encoding="utf-8")
    asked = "question: Hvad siger du?\n"
    (folder / "to.yaml").write_text(SPEC + asked, encoding="utf-8")
    (folder / "tre.yaml").write_text(SPEC.replace("svar.csv", "andre.csv") + asked, encoding="utf-8")
    (folder / "andre.csv").write_text(DATA.replace("60", "70").replace("40", "30"), encoding="utf-8")
    (folder / "fire.yaml").write_text(BROKEN, encoding="utf-8")
    checked = json.loads(run("check", "--render", "--format", "json").stdout)
    told = {(found["code"], f"{found['file']}:{found['line']}:{found['column']}") for found in checked}
    page = re.search(r'<details class="found".*?</details>', Preview().get("/"), re.DOTALL)
    assert page
    found = re.findall(r'codes/(BAR\d+)/.*?<p class="place"><a [^>]*>([^<]+)</a>', page[0], re.DOTALL)
    assert set(found) == told and {"BAR001", "BAR201", "BAR401"} <= {code for code, _ in told}


def test_every_headline_has_its_account(folder: Path) -> None:
    (folder / "en.yaml").write_text(SPEC.replace("Flest siger ja", "Solen skinner. Flest siger ja"), encoding="utf-8")
    page = Preview().get(FIGURE)
    told = read(page[page.index('data-part="headlines"') : page.index('data-part="table"')])
    assert "bevist Flest Ja 60" in told.replace("\N{NO-BREAK SPACE}", " ") and "ikke læst Solen skinner" in told


def test_a_broken_spec_shows_the_line_above_the_last_good_picture(folder: Path) -> None:
    preview = Preview()
    before = pictures(preview.get(FIGURE))
    preview.edit(folder / "en.yaml", BROKEN)
    page = preview.get(FIGURE)
    error = page[page.index('data-part="stopped"') : page.index('class="desk"')]
    assert 'value="1" class="error"><code>kind: <mark>bras</mark>' in error
    text = read(error)
    assert "der er ingen figurtype 'bras'" in text and "Mente du 'bars'?" in text and "figures/side/en.yaml:1:7" in text
    assert "title: Flest siger ja" in text
    assert pictures(page) == before and 'class="own stale"' in page and "Seneste gode udgave" in read(page)
    assert b"<svg" in preview.client.get(before[0]).content
    overview = preview.get("/")
    assert re.findall(r'<a class="card" href="([^"]+)"', overview) == ["/side/to/", "/side/en/"]
    assert "der er ingen figurtype 'bras'" in read(overview) and len(pictures(overview)) == 2
    preview.edit(folder / "en.yaml", SPEC.replace("Flest", "De fleste"))
    page = preview.get(FIGURE)
    assert "stopped" not in page and "De fleste siger ja" in page and pictures(page) != before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "filen er tom"),
        ("kind: [bars\n", "dette er ikke YAML"),
        ("kind:\tbars\n\t- x\n", "dette er ikke YAML"),
        ("kind: bars\ntitle: \x00\n", "U+0000"),
        ("- 1\n", "filen skal rumme felter"),
        (SPEC.replace("svar.csv", "væk.csv"), "der er ingen fil 'væk.csv'"),
        (SPEC.replace("n: 1877", "n: 1878"), "1878"),
        (SPEC.replace("Flest siger ja", "Flest " * 80), "overskriften"),
    ],
)
def test_what_cannot_be_drawn_from_the_start_is_listed_with_its_problem(folder: Path, text: str, told: str) -> None:
    (folder / "en.yaml").write_text(text, encoding="utf-8")
    preview = Preview()
    assert "/side/en/" in preview.get("/") and "Kan ikke tegnes" in read(preview.get("/"))
    page = preview.get(FIGURE)
    assert told in read(page) and "Der er ingen tidligere udgave" in read(page) and not pictures(page)
    preview.edit(folder / "en.yaml", SPEC)
    assert pictures(preview.get(FIGURE))


def test_a_spec_that_is_not_utf8_is_shown_as_far_as_it_can(folder: Path) -> None:
    (folder / "en.yaml").write_bytes(SPEC.replace("Flest", "Først").encode("latin-1"))
    page = Preview().get(FIGURE)
    assert "filen er ikke UTF-8" in read(page) and "F\ufffdrst siger ja" in re.sub("</?mark>", "", page)


def test_a_broken_survey_is_told_at_every_figure_that_it_belongs_to(folder: Path) -> None:
    preview = Preview()
    preview.get("/")
    preview.edit(folder / "survey.yaml", SURVEY + "navn: x\n")
    page = preview.get(FIGURE)
    assert "ukendt felt 'navn'" in read(page) and "figures/side/survey.yaml:5:1" in read(page) and pictures(page)
    overview = preview.get("/")
    assert "ukendt felt 'navn'" in read(overview) and overview.count('class="card"') == 2
    assert Preview().get("/").count('class="card"') == 2, "also of a survey that was wrong from the start"
    preview.edit(folder / "survey.yaml", SURVEY)
    assert "navn" not in read(preview.get(FIGURE))


def test_an_empty_project_is_a_page_that_says_so(folder: Path) -> None:
    preview = Preview()
    good = (folder / "en.yaml").read_text("utf-8")
    for name in ("en", "to"):
        (folder / f"{name}.yaml").unlink()
    assert "der er ingen specs til figurer under denne mappe" in read(preview.get("/"))
    assert "der er ingen specs til figurer under denne mappe" in read(preview.get(FIGURE, 404))
    preview.edit(folder / "en.yaml", good)
    assert pictures(preview.get(FIGURE))


def test_editions_are_kept_apart(folder: Path) -> None:
    """Two folders of one name: each figure at an address of its own, with its own numbers and pictures."""
    (folder / "to.yaml").unlink()
    preview = Preview()
    assert pictures(preview.get(FIGURE))
    newer = folder.parent / "2021" / "side"
    newer.mkdir(parents=True)
    for name, text in (
        ("survey.yaml", SURVEY.replace("2018-2019", "'2021'")),
        ("svar.csv", DATA.replace("60", "77").replace("40", "23")),
        ("en.yaml", SPEC.replace("Flest siger", "De fleste siger")),
    ):
        preview.edit(newer / name, text)
    addresses = ["/side/2021/da/en/", "/side/2018-2019/da/en/"]
    assert re.findall(r'<a class="card" href="([^"]+)"', preview.get("/")) == addresses
    for address, share, wave in zip(addresses, ("77", "60"), ("2021", "2018-2019"), strict=True):
        page = preview.get(address)
        assert f" {share} " in read(page) and f"Kilde: Prøven {wave}" not in page
        shown = [each for each in pictures(page) if f"-{wave}-da-web" in each]
        assert shown and all(preview.client.get(each).content.startswith(b"<svg") for each in shown)
        shelf = preview.get(address.removesuffix("en/"))
        assert shelf.count('class="card"') == 1 and f"({wave}, da)" in read(shelf)
    assert preview.client.get(addresses[0].rstrip("/"), follow_redirects=False).headers["location"] == "en/"
    preview.edit(newer / "en.yaml", SPEC.replace("caption", "captoin"))
    assert re.findall(r'<a class="card" href="([^"]+)"', preview.get("/")) == addresses
    assert "ukendt felt 'captoin'" in read(preview.get(addresses[0])) and pictures(preview.get(addresses[0]))
    assert "captoin" not in read(preview.get(addresses[1]))


def test_a_nearer_table_is_shown(folder: Path) -> None:
    (folder / "svar.csv").rename(folder.parent / "svar.csv")
    preview = Preview()
    assert " 60 " in read(preview.get(FIGURE))
    assert preview.desk.places().touched(None, str(folder / "svar.csv"))
    preview.edit(folder / "svar.csv", DATA.replace("60", "61").replace("40", "39"))
    assert " 61 " in read(preview.get(FIGURE))


def test_what_was_not_foreseen_stops_one_figure_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project.figure

    def faulty(entry: Any, microdata: Any) -> Any:
        return made(entry, microdata) if entry.id == "to" else {}["mangler"]

    monkeypatch.setattr(project, "figure", faulty)
    preview = Preview()
    assert "KeyError: 'mangler'" in read(preview.get(FIGURE)) and "test_preview.py" in read(preview.get(FIGURE))
    assert pictures(preview.get("/side/to/"))


def test_a_fault_of_the_whole_is_a_page_that_goes_on_following(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview()
    with monkeypatch.context() as patched:
        patched.setattr(desks, "conclude", lambda looked, memory: 1 / 0)
        for address in ("/", FIGURE, "/side/", "/nowhere/"):
            page = preview.get(address, 500)
            assert "ZeroDivisionError: division by zero" in read(page) and "/_preview/preview.js" in page
        assert str(folder) in preview.desk.places().folders, "what mends it is noticed"
    assert pictures(preview.get("/"))


def test_only_what_an_edit_touches_is_computed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    look = desks.look
    monkeypatch.setattr(desks, "look", lambda entry, *a, **k: looked.append(entry.id) or look(entry, *a, **k))
    preview = Preview()

    def after(path: Path, text: str) -> list[str]:
        looked.clear()
        preview.edit(path, text)
        preview.get(FIGURE)
        preview.get("/")
        return sorted(looked)

    assert after(folder / "en.yaml", SPEC) == ["en", "to"]
    assert after(folder / "en.yaml", SPEC) == []
    assert after(folder / "en.yaml", FALSE) == ["en"]
    assert after(folder / "ny.txt", "x") == []
    assert after(folder / "svar.csv", DATA.replace("60", "61").replace("40", "39")) == ["en", "to"]
    assert "61" in read(preview.get(FIGURE))


def test_what_is_read_after_an_edit_is_what_is_read_anew(folder: Path) -> None:
    """An edit is read alone where that is enough; what is shown then is what a preview shows that begins now."""
    preview = Preview()
    edits = [
        (folder / "en.yaml", FALSE),
        (folder / "svar.csv", DATA.replace("60", "61").replace("40", "39")),
        (folder / "to.yaml", SPEC.replace("Flest", "Færrest")),
        (folder / "en.yaml", BROKEN),
        (folder / "to.yaml", SPEC),
        (folder / "en.yaml", SPEC.replace("n: 1877", "n: 1878")),
        (folder / "en.yaml", SPEC),
        (folder / "page.yaml", "heading: En anden side\norder: [en, to]\n"),
        (folder / "survey.yaml", SURVEY.replace("2018-2019", "2020-2021")),
        (folder / "ny.yaml", SPEC.replace("ja", "nej")),
        (folder / "en.yaml", SPEC.replace("svar.csv", "nye.csv")),
        (folder / "nye.csv", DATA),
        (folder / "ny.yaml", SPEC + "acknowledge: {BAR201: Prøve}\n"),
    ]
    for path, text in edits:
        preview.edit(path, text)
        shown, anew = preview.desk.overview(), Desk([Path("figures")]).overview()
        assert [told(card) for card in shown.cards] == [told(card) for card in anew.cards], path
        assert [(shelf.page, shelf.heading) for shelf in shown.shelves] == [
            (shelf.page, shelf.heading) for shelf in anew.shelves
        ]
        assert preview.desk.places() == Desk([Path("figures")]).places()


def told(card: Card) -> tuple[object, ...]:
    """What a card tells; of one that cannot be drawn not what it remembers of when it could."""
    always = card.identity, card.state, card.findings, card.address
    if card.state == "stopped":
        return always
    return (*always, card.title, card.headlines, card.thumbnail and card.thumbnail.scene)


def test_an_edited_spec_is_read_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview, searched = Preview(), []
    preview.get("/")
    search = desks.project.search
    monkeypatch.setattr(
        desks.project, "search", lambda paths, only: searched.append([*map(str, paths)]) or search(paths, only)
    )
    preview.edit(folder / "en.yaml", FALSE)
    assert "falsk" in read(preview.get(FIGURE)) and searched == [["figures/side/en.yaml"]]
    preview.edit(folder / "svar.csv", DATA.replace("60", "61").replace("40", "39"))
    assert "61" in read(preview.get(FIGURE)) and len(searched) == 1
    preview.edit(folder / "page.yaml", "heading: En anden side\n")
    assert "En anden side" in read(preview.get("/")) and searched[1:] == [["figures"]]


def test_edited_microdata_are_read_again(folder: Path) -> None:
    (folder / "svar.codebook.yaml").write_text(
        "weight: w\nsuppression: null\nvariables:\n  svar: {codes: {1: Ja, 2: Nej}}\n", "utf-8"
    )
    rows = [f"1,{1 if i < 60 else 2}" for i in range(100)]
    (folder / "svar.csv").write_text("\n".join(["w,svar", *rows]), "utf-8")
    (folder / "to.yaml").unlink()
    preview = Preview()
    micro = "kind: bars\ntitle: Flest siger ja\ncaption: svarene\ndata: {variable: svar, file: svar.csv}\n"
    preview.edit(folder / "en.yaml", micro)
    preview.edit(folder / "page.yaml", "heading: Én side\n")
    assert "Ja 60 100" in read(preview.get(FIGURE))
    rows = [f"1,{1 if i < 70 else 2}" for i in range(100)]
    preview.edit(folder / "svar.csv", "\n".join(["w,svar", *rows]))
    assert "Ja 70 100" in read(preview.get(FIGURE))


def test_what_is_hidden_follows_what_other_figures_ask(folder: Path) -> None:
    """Words of one figure change no other; another question may, and then only figures that tell otherwise are new."""
    counts = {"1,1": 30, "1,2": 25, "1,3": 2, "2,1": 30, "2,2": 25, "2,3": 40}
    rows = [row for row, count in counts.items() for _ in range(count)]
    (folder / "svar.csv").write_text("\n".join(["sted,svar", *rows]), "utf-8")
    (folder / "svar.codebook.yaml").write_text(
        "variables:\n  svar: {codes: {1: Ja, 2: Nej, 3: Ved ikke}}\n  sted: {codes: {1: Nord, 2: Syd}}\n", "utf-8"
    )
    whole = "kind: bars\ntitle: Svarene\ncaption: svarene\ndata: {variable: svar, file: svar.csv}\n"
    by = whole.replace("bars", "grouped_bars").replace(".csv", ".csv, breakdown: sted")
    (folder / "en.yaml").write_text(by, "utf-8")
    (folder / "to.yaml").write_text(whole, "utf-8")
    preview, hidden = Preview(), []
    for text in (whole.replace("Svarene", "Alle svar"), SPEC, BROKEN, whole, whole.replace("svar,", "sted,"), whole):
        preview.edit(folder / "to.yaml", text)
        shown, anew = preview.desk.overview(), Desk([Path("figures")]).overview()
        assert {c.identity: told(c) for c in shown.cards} == {c.identity: told(c) for c in anew.cards}, text
        hidden.append(
            [finding.message for card in shown.cards for finding in card.findings if finding.code == "BAR106"]
        )
    assert hidden[0] != hidden[1] == hidden[2] and hidden[3] == hidden[0], "the other figure decides what is hidden"


def test_what_must_not_be_shown_does_not_stay_as_the_last_good_picture(folder: Path) -> None:
    (folder / "svar.codebook.yaml").write_text("weight: w\nvariables:\n  svar: {codes: {1: Ja, 2: Nej}}\n", "utf-8")
    (folder / "svar.csv").write_text("w,svar\n" + "1,1\n1,2\n" * 50, "utf-8")
    (folder / "to.yaml").unlink()
    micro = "kind: bars\ntitle: Nogle siger ja\ncaption: svarene\ndata: {variable: svar, file: svar.csv}\n"
    (folder / "en.yaml").write_text(micro, "utf-8")
    preview = Preview()
    before = pictures(preview.get(FIGURE))
    preview.edit(folder / "svar.csv", "w,svar\n1,1\n1,2\n")
    assert not pictures(preview.get(FIGURE)) and not pictures(preview.get("/"))
    preview.get(before[0], 404)


def sheets(page: str) -> list[str]:
    """The sheets of a figure's page, in the figure's language."""
    return [name for address in pictures(page) for name in re.findall(r"-da-(\w+)\.svg", address)]


def test_sheets_are_those_of_the_spec_or_of_its_survey_if_they_name_any(folder: Path) -> None:
    preview = Preview()
    assert sheets(preview.get(FIGURE)) == [preset.name for preset in SHEETS]
    preview.edit(folder / "survey.yaml", SURVEY + "sheets: [slide]\n")
    assert sheets(preview.get(FIGURE)) == ["slide"]
    assert run("render", "--format", "svg").exit_code == 0
    assert [path.name for path in Path("build/side/en").glob("*.svg")] == ["en-2018-2019-da-slide.svg"]
    preview.edit(folder / "en.yaml", SPEC + "sheets: [square, slide]\n")
    assert sheets(preview.get(FIGURE)) == ["square", "slide"]


def test_a_figure_in_another_language_is_the_one_its_spec_makes(folder: Path) -> None:
    bilingual = (
        SPEC.replace("Flest siger ja", "{da: Flest siger ja, en: Most say yes}") + "for_each: {language: [da, en]}\n"
    )
    (folder / "en.yaml").write_text(bilingual, encoding="utf-8")
    preview = Preview()
    other = next(address for address in pictures(preview.get(FIGURE)) if "-en-web" in address)
    assert "Most say yes" in preview.get(other)
    assert preview.client.get(pictures(preview.get("/side/en-en/"))[0]).text == preview.get(other)


def test_a_sheet_that_one_language_cannot_have_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_sheet = pipeline.on_sheet

    def particular(figure: Figure, *rest: Any) -> Any:
        if figure.locale.language == "en":
            raise LayoutError("the headline is too long", "Shorten it.")
        return on_sheet(figure, *rest)

    monkeypatch.setattr(pipeline, "on_sheet", particular)
    page = Preview().get(FIGURE)
    assert len(pictures(page)) == len(SHEETS)
    assert "Kan ikke tegnes her: the headline is too long Shorten it." in read(page)


def test_only_takes_a_part(folder: Path) -> None:
    (folder / "to.yaml").write_text(BROKEN, encoding="utf-8")
    preview = Preview(only=("en",))
    assert re.findall(r'<a class="card" href="([^"]+)"', preview.get("/")) == ["/side/en/"]
    preview.get("/side/to/", 404)


def test_an_address_that_is_not_there_suggests_the_nearest(folder: Path) -> None:
    preview = Preview()
    text = preview.get("/side/enn/", 404)
    assert "Mente du" in text and 'href="/side/en/"' in text and "/side/to/" in text
    assert preview.client.get("/side/en", follow_redirects=False).headers["location"] == "en/"
    assert preview.get("/side/en").count("<main")


@pytest.mark.parametrize(
    "address",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/side/en/..%2f..%2fsvar.csv",
        "/side/en/%2e%2e/svar.csv",
        "/side/en/svar.csv",
        "/side/svar.csv",
        "/figures/side/svar.csv",
        "/figures/side/en.yaml",
        "/_preview/../desk.py",
        "/_preview/%2e%2e/desk.py",
        "/_preview/templates/base.html",
        "/_preview/base.html",
        "/_preview//etc/passwd",
        "/_preview/codes/BAR999/",
        "//evil.example/x/",
        "/side/en/en-2018-2019-da-web.pdf",
        "/side\\..\\..\\x/en/",
        "/side/en%00/",
        "/" + "a" * 5000 + "/",
    ],
)
def test_nothing_else_is_served(folder: Path, address: str) -> None:
    preview = Preview()
    answer = preview.client.get(address, follow_redirects=False)
    assert answer.status_code == 404 and "root:" not in answer.text and "1877" not in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "localhost.", "0.0.0.0"]
)
def test_another_host_is_refused(folder: Path, host: str) -> None:
    answer = Preview().client.get(FIGURE, headers={"host": host})
    assert answer.status_code == 400 and "Flest" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST:1"])
def test_the_own_host_is_answered_to(folder: Path, host: str) -> None:
    assert Preview().client.get(FIGURE, headers={"host": host}).status_code == 200


def test_a_machine_that_is_open_to_others_is_known_by_its_own_names_alone(folder: Path) -> None:
    assert names("192.168.0.7") == ("192.168.0.7",) and names("example.org") == ("example.org",)
    found = names("0.0.0.0")
    assert socket.gethostname() in found and found[-1] == "0.0.0.0"
    client = TestClient(
        app(Desk([Path("figures")]), LANGUAGES["da"], "0.0.0.0"), base_url=f"http://{in_address(found[0])}:8000"
    )
    assert client.get("/").status_code == 200 and client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_an_address_without_its_last_slash_leads_there(folder: Path) -> None:
    client = Preview().client
    for address in ("/side", "/side/en"):
        assert client.get(address).url.path == f"{address}/"
    assert client.get("/sid").status_code == 404


def test_a_host_that_was_asked_for_is_answered_to(folder: Path) -> None:
    client = TestClient(
        app(Desk([Path("figures")]), LANGUAGES["da"], "Arbejde.example"), base_url="http://arbejde.example:8000"
    )
    assert client.get("/").status_code == 200 and client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", FIGURE, "/nowhere", "/_preview/events"])
def test_only_reading_is_allowed(folder: Path, method: str, address: str) -> None:
    answer = Preview().client.request(method, address)
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
    assert "access-control-allow-origin" not in answer.headers


def test_every_answer_forbids_what_a_page_does_not_need(folder: Path) -> None:
    preview = Preview()
    page = preview.get(FIGURE)
    for address in (
        "/",
        FIGURE,
        "/side/",
        "/nowhere/",
        "/_preview/preview.js",
        "/_preview/codes/BAR001/",
        pictures(page)[0],
    ):
        answer = preview.client.get(address)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe-eval" not in policy and "http" not in policy
        assert "unsafe-inline" not in policy or answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers and "access-control-allow-origin" not in answer.headers
        if "html" in answer.headers["content-type"]:
            assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:|https?://", answer.text)
    for address in (FIGURE, "/_preview/events"):
        answer = preview.client.head(address)
        assert answer.status_code == 200 and answer.content == b""


HOSTILE = "<script>alert(1)</script> ]]> {{ 7*7 }} {% raw %} &amp; \" onload=x ' \u202eajnin"


def test_what_people_wrote_is_text(folder: Path) -> None:
    spec = SPEC.replace("Flest siger ja", "'" + HOSTILE.replace("'", "''") + "'").replace("n: 1877", "nn: '</code><b>'")
    good = SPEC.replace("Flest siger ja", "'" + HOSTILE.replace("'", "''") + "'")
    preview = Preview()
    preview.edit(folder / "page.yaml", "heading: '<img src=x>'\n")
    preview.edit(folder / "svar.csv", DATA.replace("Ja", "<i>Ja</i>").replace("Nej", "\u202eNej"))
    for text in (good, spec):
        preview.edit(folder / "en.yaml", text)
        for address in ("/", FIGURE, "/side/", "/<script>alert(2)</script>/"):
            page = preview.client.get(address).text
            assert "<script>" not in page and "<img src=x" not in page and "<b>" not in page and "<i>" not in page
            assert "\u202e" not in page and " 49 " not in page
    assert "&lt;script&gt;alert(1)" in preview.get(FIGURE) and "⟨U+202E⟩ajnin" in preview.get(FIGURE)


def test_looking_writes_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*")}
    preview = Preview()
    for address in ("/", FIGURE, *pictures(preview.get(FIGURE))):
        preview.get(address)
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*")} == before


def test_a_figure_that_is_left_out_says_why(folder: Path) -> None:
    """Of a figure for each group the one with a small base, as its spec asks."""
    book = "weight: w\nvariables:\n  svar: {codes: {1: Ja, 2: Nej}}\n  hvor: {codes: {1: Nord, 2: Syd}}\n"
    (folder / "svar.codebook.yaml").write_text(book, encoding="utf-8")
    rows = [f"1,{1 if i % 3 else 2},{1 if i < 200 else 2}" for i in range(220)]
    (folder / "svar.csv").write_text("\n".join(["w,svar,hvor", *rows]), "utf-8")
    (folder / "to.yaml").unlink()
    (folder / "page.yaml").unlink()
    spec = "kind: bars\ntitle: Flest siger ja\ncaption: svarene ({hvor})\ndata: {variable: svar, file: svar.csv}\n"
    (folder / "en.yaml").write_text(spec + "for_each: {variable: hvor, small: leave out}\n", "utf-8")
    preview = Preview()
    shown = re.findall(r'<li class="([\w -]+)">\s*<a class="card" href="([^"]+)"', preview.get("/"))
    assert shown == [("drawn", "/side/en-nord/"), ("left-out", "/side/en-syd/")]
    assert "Udelades: basen er lille: n=20" in read(preview.get("/side/en-syd/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    words = LANGUAGES[language].preview
    assert all(getattr(words, field.name) for field in fields(words))
    assert set(words.columns) == set(numbers.COLUMNS) == {field.name for field in fields(numbers.Row)} and set(
        words.severities
    ) == {"error", "warning", "info"}
    assert {preset.name for preset in SHEETS} <= set(words.presets)


def test_it_speaks_english(folder: Path) -> None:
    text = read(Preview(LANGUAGES["en"]).get(FIGURE))
    assert "The numbers" in text and "Other sizes and languages" in text and "Tallene" not in text


def test_a_port_that_is_taken_is_told_with_one_that_is_free(folder: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        result = run("preview", "--port", str(port))
    assert result.exit_code == 2 and f"--port {port} is taken" in result.output
    free = re.search(r"Take --port (\d+)", result.output)
    assert free and int(free[1]) > port
    listen("127.0.0.1", int(free[1])).close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "no-such-host.invalid"], "no-such-host.invalid"),
        (["--only", "zzz*"], "no figure matches"),
        (["--port", "70000"], "--port"),
        (["--language", "de"], "there is no language 'de'"),
        (["nowhere"], "nowhere: there is no such file or folder"),
    ],
)
def test_what_is_asked_wrongly_is_told(folder: Path, arguments: list[str], told: str) -> None:
    result = run("preview", *arguments)
    assert result.exit_code == 2 and told in result.output


def test_without_its_libraries_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("barometer_cli.preview")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("preview")
    assert result.exit_code == 2 and "barometer-cli[live]" in result.output


def test_help_imports_none_of_it() -> None:
    code = "import sys; from barometer_cli.cli import app; app(['--help'], standalone_mode=False)"
    code += "; print({'starlette', 'uvicorn', 'watchfiles', 'jinja2', 'asyncio'} & set(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stderr.strip() == "set()"


def test_loopback() -> None:
    assert all(map(loopback, ("127.0.0.1", "localhost", "::1", "127.1.2.3")))
    assert not any(map(loopback, ("0.0.0.0", "::", "192.0.2.1", "example.org")))
    with pytest.raises(BuildError, match="no such host"):
        listen("no-such-host.invalid", 0)


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`barometer preview` as a process of its own, and its port."""
    command = [sys.executable, "-m", "barometer_cli", "preview", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = next(line for line in process.stderr if "Ctrl-C" in line)
            found = re.search(r":(\d+)/", told)
            assert found, told
            yield process, int(found[1])
        finally:
            process.kill()


def events(port: int) -> Iterator[str]:
    """Generations, as the server tells of them."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/_preview/events")
    answer = connection.getresponse()
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/event-stream")
    try:
        for line in answer:
            if line.startswith(b"data: "):
                yield line.decode().removeprefix("data: ").strip()
    finally:
        connection.close()


def asked(port: int, address: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_edit_is_told_and_the_server_outlives_a_broken_spec(folder: Path) -> None:
    with running() as (process, port):
        told = events(port)
        known = {next(told)}

        def after(path: Path, text: str, sign: str) -> str:
            """The page as it is once an edit was told and shows."""
            path.write_text(text, encoding="utf-8")
            for generation in told:
                assert generation not in known
                known.add(generation)
                status, page = asked(port, FIGURE)
                assert status == 200
                if sign in page:
                    assert f'data-generation="{generation}"' in page
                    return page
            raise AssertionError("the server ended")

        first = pictures(asked(port, FIGURE)[1])
        page = after(folder / "en.yaml", SPEC.replace("Flest", "De fleste"), "De fleste siger ja</h1>")
        assert pictures(page) != first
        page = after(folder / "en.yaml", BROKEN, "der er ingen figurtype")
        assert "figures/side/en.yaml:1:7" in page
        page = after(folder / "en.yaml", SPEC, "Flest siger ja</h1>")
        assert pictures(page) == first and "der er ingen figurtype" not in page
        elsewhere = folder.parents[1] / "data"
        elsewhere.mkdir()
        (elsewhere / "nye.csv").write_text(DATA, encoding="utf-8")
        after(folder / "en.yaml", SPEC.replace("svar.csv", "data/nye.csv"), "data/nye.csv")
        after(elsewhere / "nye.csv", DATA.replace("60", "66").replace("40", "34"), "0.660000")
        assert asked(port, "/", Host="evil.example")[0] == 400
        process.send_signal(signal.SIGINT)
        assert list(told) == [] and process.wait(20) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_another_host_than_loopback_is_warned_of(folder: Path) -> None:
    command = [sys.executable, "-m", "barometer_cli", "preview", "--port", "0", "--host", "0.0.0.0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline(), process.stderr.readline()]
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    assert "everybody who reaches this machine" in lines[0] and "Ctrl-C" in lines[1]


def test_headlines_are_suggested_when_they_are_asked_for_and_not_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Figure] = []
    suggest = desks.suggest
    monkeypatch.setattr(desks, "suggest", lambda figure: (asked.append(figure), suggest(figure))[1])
    preview = Preview()
    assert 'data-suggest="/_preview/headlines/side/en/"' in preview.get(FIGURE)
    assert not asked
    found = preview.get("/_preview/headlines/side/en/")
    assert "Seks ud af ti svarer ”Ja”" in read(found)
    assert "Ja 60 %" in read(found).replace("\u00a0", " ")
    assert re.search(r'data-copy="title: [^"]+', found)
    assert preview.get("/_preview/headlines/side/en/") == found and len(asked) == 1


def test_suggestions_follow_the_numbers(folder: Path) -> None:
    preview = Preview()
    before = preview.get("/_preview/headlines/side/en/")
    preview.edit(folder / "svar.csv", DATA.replace("60", "30").replace("40", "70"))
    now = preview.get("/_preview/headlines/side/en/")
    assert "70" in now and now != before


def test_there_are_no_suggestions_of_what_is_not_there_or_has_no_numbers(folder: Path) -> None:
    (folder / "ord.yaml").write_text(
        "kind: quote\ntitle: Citat\nquote: Det er godt.\nspeaker: {name: A, title: B}\n", encoding="utf-8"
    )
    preview = Preview()
    preview.get("/_preview/headlines/side/nul/", 404)
    assert LANGUAGES["da"].preview.none_suggested in read(preview.get("/_preview/headlines/side/ord/"))
    assert "data-suggest=" not in preview.get("/side/ord/")
