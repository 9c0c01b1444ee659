"""Figures are told apart by edition, page, figure and language, wherever anything is kept, shown or compared."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.errors import SpecError
from barometer_cli.export.manifest import BEFORE, VERSION, load
from barometer_cli.gallery import share
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.identity import Identity, called, pages_called
from barometer_cli.release.changes import changes
from barometer_cli.release.read import read

SPEC = "kind: bars\ntitle: Sådan svarer man\nn: 100\ncaption: svarene\ntable: tal.csv\n"
BASE = "https://example.org/g/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


def page(
    where: str, share: int, wave: str = "2019", language: str = "da", figures: str = "f", heading: str = ""
) -> None:
    """A page of figures that all show one share."""
    folder = Path("figures", where)
    folder.mkdir(parents=True, exist_ok=True)
    survey = f'name: Prøven\nwave: "{wave}"\nlanguage: {language}\ntable_unit: percent\n'
    (folder / "survey.yaml").write_text(survey, "utf-8")
    (folder / "tal.csv").write_text(f"category;share\nBorgere;{share}\nKommuner;{share + 5}\n", "utf-8")
    for name in figures.split():
        (folder / f"{name}.yaml").write_text(SPEC, "utf-8")
    if heading:
        (folder / "page.yaml").write_text(f"heading: {heading}\n", "utf-8")


def drawn(*arguments: str) -> Result:
    result = run("render", "--format", "svg", *arguments)
    assert result.exit_code == 0, result.output
    return result


def shown(path: str) -> list[int]:
    """The per cents of the table in a page of the gallery."""
    text = Path(path).read_text("utf-8")
    return [int(number) for number in re.findall(r'<td class="number">(\d+)\s*%', text.replace("\u00a0", " "))]


def names(out: str = "build") -> set[str]:
    return set(map(str, load(Path(out)).figures))


TWO = {
    "waves": (("2019/samarbejde", 10, "2019", "da"), ("2021/samarbejde", 70, "2021", "da")),
    "languages": (("da/samarbejde", 10, "2021", "da"), ("en/samarbejde", 70, "2021", "en")),
}


@pytest.mark.parametrize("two", TWO.values(), ids=TWO)
def test_each_has_its_own_numbers(two: Any) -> None:
    for each in two:
        page(*each)
    told = [f"samarbejde/{wave}/{language}/f" for _, _, wave, language in two]
    result = drawn("--explain")
    assert result.stdout.splitlines() == [f"{name}: drawn, because new" for name in told]
    assert names() == set(told)
    assert drawn("--explain").stdout.splitlines() == [f"{name}: up to date" for name in told]
    records = json.loads(run("table", "--format", "json").stdout)
    assert [(each["edition"], each["language"], each["rows"][0]["printed"]) for each in records] == [
        (wave, language, share) for _, share, wave, language in two
    ]
    listed = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert [(each["edition"], each["language"]) for each in listed] == [(wave, lang) for _, _, wave, lang in two]
    for _, percent, wave, language in two:
        side = json.loads(Path(f"build/samarbejde/f/f-{wave}-{language}.json").read_text("utf-8"))
        assert side["table"][0]["printed"] == percent and (side["edition"], side["language"]) == (wave, language)


@pytest.mark.parametrize("two", TWO.values(), ids=TWO)
def test_an_edit_of_one_draws_no_other(two: Any) -> None:
    for each in two:
        page(*each)
    drawn()
    (where, _, wave, language), other = two
    page(where, 30, wave, language)
    told = dict(line.split(": ", 1) for line in drawn("--explain").stdout.splitlines())
    assert told[f"samarbejde/{wave}/{language}/f"].startswith("drawn")
    assert told[f"samarbejde/{other[2]}/{other[3]}/f"] == "up to date"


@pytest.mark.parametrize("two", TWO.values(), ids=TWO)
def test_findings_are_of_their_own_figure(two: Any) -> None:
    """A headline that is false in one edition is refused there, and nowhere else."""
    for each in two:
        page(*each)
    where, _, wave, language = two[1]
    path = Path("figures", where, "f.yaml")
    path.write_text(SPEC.replace("Sådan svarer man", "10 % svarer borgere"), "utf-8")
    if language == "en":
        path.write_text(SPEC.replace("Sådan svarer man", "10 per cent say Borgere"), "utf-8")
    found = json.loads(run("check", "--format", "json").stdout)
    wrong = [each for each in found if each["severity"] == "error"]
    assert [each["figure"] for each in wrong] == [f"samarbejde/{wave}/{language}/f"]
    result = run("render", "--format", "svg")
    assert result.exit_code == 1
    refused = {str(identity) for identity, each in load(Path("build")).figures.items() if each.refused}
    assert refused == {f"samarbejde/{wave}/{language}/f"}


def test_one_edition_is_called_as_it_always_was() -> None:
    page("samarbejde", 10)
    assert drawn("--explain").stdout == "samarbejde/f: drawn, because new\n"
    assert Path("build/samarbejde/f/f-2019-da-web.svg").is_file()
    run("gallery")
    assert Path("build/gallery/samarbejde/f/index.html").is_file()
    assert Path("build/gallery/samarbejde/samarbejde.zip").is_file()
    assert "udgave" not in Path("build/gallery/samarbejde/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("only", "meant"),
    [
        ("f", 3),
        ("samarbejde/f", 3),
        ("samarbejde/2021/*", 2),
        ("*/en/*", 1),
        ("samarbejde/2021/da/f", 1),
        ("*/2019/da/*", 1),
        ("*/2020/*", 0),
    ],
)
def test_editions_and_languages_are_chosen_by_name(only: str, meant: int) -> None:
    page("2019/samarbejde", 10, "2019")
    page("2021/samarbejde", 70, "2021")
    page("en/samarbejde", 70, "2021", "en")
    assert len(project.find([Path("figures")], (only,))) == meant
    assert run("render", "--format", "svg", "--only", only).exit_code == (0 if meant else 2)
    assert run("render", "--format", "svg", "--only", only).exit_code == (0 if meant else 2), "the second time, too"


def test_what_is_asked_for_does_not_change_what_it_is_called() -> None:
    """The same figure is the same whether it is drawn alone or with the others."""
    page("2019/samarbejde", 10, "2019")
    page("2021/samarbejde", 70, "2021")
    drawn("figures/2019")
    drawn("figures/2021/samarbejde/f.yaml")
    assert names() == {"samarbejde/2019/da/f", "samarbejde/2021/da/f"}
    assert "2 figures up to date" in drawn().stderr


# -- the same figure twice --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["render", "check", "list", "table"])
def test_two_specs_of_one_figure_are_an_error_that_names_both_and_stops_no_other(command: str) -> None:
    page("a/samarbejde", 10, figures="f god")
    page("b/samarbejde", 70)
    result = run(command)
    assert result.exit_code == 1
    both = ("figures/a/samarbejde/f.yaml", "figures/b/samarbejde/f.yaml")
    said = [line for line in result.output.splitlines() if "would write the same files" in line]
    assert len(said) == 2 and all(path in line for path in both for line in said)
    if command == "render":
        assert Path("build/samarbejde/god").is_dir() and not Path("build/samarbejde/f").exists()


def test_a_clash_withdraws_what_was_drawn_before() -> None:
    page("a/samarbejde", 10, figures="f god")
    drawn()
    page("b/samarbejde", 70)
    run("render", "--format", "svg")
    result = run("gallery")
    assert result.exit_code == 1 and "samarbejde/f is left out" in result.stderr
    assert Path("build/gallery/samarbejde/god").is_dir() and not Path("build/gallery/samarbejde/f").exists()


def test_one_spec_of_which_two_values_have_one_name() -> None:
    page("samarbejde", 10, figures="god")
    Path("figures/samarbejde/by.csv").write_text("category;share;by\nJa;1;Bø\nJa;2;Boe\nJa;3;Ry\n", "utf-8")
    text = SPEC.replace("tal.csv", "by.csv").replace("svarene", "svarene i {by}") + "for_each: {column: by}\n"
    Path("figures/samarbejde/f.yaml").write_text(text, "utf-8")
    found = project.search([Path("figures")])
    assert [entry.id for entry in found.entries] == ["f-ry", "god"]
    (problem,) = found.problems
    assert "'Bø', 'Boe'" in problem.message and problem.line == 6
    with pytest.raises(SpecError, match="for_each makes the same figure"):
        project.find([Path("figures")])


def test_a_clash_is_seen_when_specs_are_drawn_one_by_one() -> None:
    page("a/samarbejde", 10)
    page("b/samarbejde", 70)
    drawn("figures/a")
    before = Path("build/samarbejde/f/f-2019-da-web.svg").read_bytes()
    result = run("render", "--format", "svg", "figures/b")
    assert result.exit_code == 2 and "figures/a/samarbejde/f.yaml" in result.stderr
    assert "figures/b/samarbejde/f.yaml" in result.stderr
    assert Path("build/samarbejde/f/f-2019-da-web.svg").read_bytes() == before
    page("a/samarbejde", 10, "2017")
    drawn("figures/b")
    assert Path("build/samarbejde/f/f-2019-da-web.svg").read_bytes() != before, "the first makes another figure now"


def test_a_spec_that_was_moved_is_no_clash() -> None:
    page("a/samarbejde", 10)
    drawn()
    Path("figures/a").rename("figures/b")
    assert drawn("--explain").stdout == "samarbejde/f: drawn, because it was made by figures/a/samarbejde/f.yaml\n"


def test_two_folders_that_are_one_page_must_say_the_same_of_it() -> None:
    page("a/samarbejde", 10, figures="f", heading="Den ene")
    page("b/samarbejde", 70, figures="g", heading="Den anden")
    for _ in range(2):
        result = run("render", "--format", "svg")
        assert result.exit_code == 1 and "are one page, samarbejde/2019/da" in result.stderr
    assert names() == {"samarbejde/2019/da/f", "samarbejde/2019/da/g"}, "the figures are right all the same"
    page("b/samarbejde", 70, figures="g", heading="Den ene")
    assert drawn().exit_code == 0


# -- the gallery ------------------------------------------------------------------------------------------------------


class Links(HTMLParser):
    """Where a page leads, and what it shows."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[Path] = []
        self.path = path
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "data-open") and value and not value.startswith(("http", "#")):
                self.found.append(self.path.parent / unquote(value.partition("#")[0]))


@pytest.mark.parametrize("two", TWO.values(), ids=TWO)
def test_the_gallery_keeps_editions_and_languages_apart(two: Any) -> None:
    for each in two:
        page(*each)
    drawn("--format", "svg,png")
    assert run("gallery", "--base-url", BASE).exit_code == 0
    root = Path("build/gallery")
    for _, percent, wave, language in two:
        address = root / f"samarbejde/{wave}/{language}"
        assert shown(f"{address}/index.html")[0] == percent and shown(f"{address}/f/index.html")[0] == percent
        others = [each for each in two if (each[2], each[3]) != (wave, language)]
        text = (address / "f/index.html").read_text("utf-8")
        assert all(f"samarbejde/{each[2]}/{each[3]}/f/index.html" in text for each in others)
    pages = list(root.rglob("*.html"))
    assert len(pages) == 1 + 2 * 2 + 2, "index, a page and an illustration each, and two to choose at"
    for path in pages:
        missing = [link for link in Links(path).found if not link.resolve().exists()]
        assert not missing, (path, missing)
    for name in ("samarbejde", "samarbejde/f"):
        text = (root / name / "index.html").read_text("utf-8")
        assert "Vælg udgave" in text or "Choose an edition" in text
    index = (root / "index.html").read_text("utf-8")
    assert index.count('class="shelf"') == 2
    addresses = re.findall("<loc>(.+?)</loc>", (root / "sitemap.xml").read_text("utf-8"))
    assert len(addresses) == len(set(addresses)) == 5
    for shelf in read(Path("build")).pages:
        for each in shelf.illustrations:
            for base in (BASE, ""):
                for source in re.findall(r'src="([^"]+)"', share.embed(each, LANGUAGES["da"].gallery, base)):
                    assert (root / (source.removeprefix(BASE) if base else f"samarbejde/f/{source}")).is_file()


def test_pages_are_in_the_words_of_their_language() -> None:
    page("da/samarbejde", 10)
    page("en/samarbejde", 10, language="en")
    drawn()
    run("gallery")
    root = Path("build/gallery")
    assert '<html lang="en">' in (root / "samarbejde/2019/en/index.html").read_text("utf-8")
    assert '<html lang="da">' in (root / "samarbejde/2019/da/index.html").read_text("utf-8")
    assert '<html lang="da">' in (root / "index.html").read_text("utf-8")
    run("gallery", "--language", "en")
    assert all('<html lang="en">' in path.read_text("utf-8") for path in root.rglob("*.html"))


def test_pictures_stay_where_they_are_when_an_edition_comes() -> None:
    """What others have embedded goes on showing the same; an address that is ambiguous now leads to each."""
    page("2019/samarbejde", 10, figures="f g")
    drawn()
    run("gallery")
    root = Path("build/gallery")
    pictures = {path: path.read_bytes() for path in root.rglob("*.svg")}
    addresses = {path.relative_to(root) for path in root.rglob("index.html")}
    page("2021/samarbejde", 70, "2021")
    drawn()
    run("gallery")
    assert {path: path.read_bytes() for path in pictures} == pictures
    assert addresses <= {path.relative_to(root) for path in root.rglob("index.html")}
    assert shown(str(root / "samarbejde/g/index.html")) == [10, 15], "the only one of its name stays"
    assert not shown(str(root / "samarbejde/f/index.html"))


def test_the_newest_edition_stands_first() -> None:
    for wave in ("9. runde", "10. runde", "2. runde"):
        page(f"{wave}/samarbejde", 10, wave)
    drawn()
    assert [each.edition for each in read(Path("build")).pages] == ["10. runde", "9. runde", "2. runde"]


# -- releases ---------------------------------------------------------------------------------------------------------


def release(name: str, **editions: dict[str, int]) -> Path:
    shutil.rmtree("figures", ignore_errors=True)
    for wave, figures in editions.items():
        for figure, percent in figures.items():
            where = f"{wave}/samarbejde"
            page(where, percent, wave.removeprefix("w"), figures=figure)
            path = Path("figures", where, f"{figure}.yaml")
            path.write_text(path.read_text("utf-8").replace("tal.csv", f"{figure}.csv"), "utf-8")
            Path("figures", where, "tal.csv").rename(f"figures/{where}/{figure}.csv")
    drawn("--out", name)
    return Path(name)


def compared(old: Path, new: Path) -> dict[str, tuple[str, tuple[float | None, float | None]]]:
    found = {}
    for change in changes(old, new, pictures=False).changes:
        moved = (change.numbers[0].old, change.numbers[0].new) if change.numbers else (None, None)
        found[change.name] = (change.status, moved)
    return found


def test_a_release_is_compared_with_that_of_the_next_edition() -> None:
    old, new = release("old", w2019={"f": 10, "g": 20}), release("new", w2021={"f": 12, "h": 20})
    assert compared(old, new) == {
        "samarbejde/f": ("changed", (10, 12)),
        "samarbejde/h": ("added", (None, None)),
        "samarbejde/g": ("removed", (None, None)),
    }


def test_an_edition_that_both_releases_hold_is_compared_with_itself() -> None:
    old = release("old", w2019={"f": 10, "g": 20})
    new = release("new", w2019={"f": 10}, w2021={"f": 50, "g": 20})
    assert compared(old, new) == {
        "samarbejde/2019/da/f": ("same", (None, None)),
        "samarbejde/2021/da/f": ("added", (None, None)),
        "samarbejde/2021/da/g": ("added", (None, None)),
        "samarbejde/2019/da/g": ("removed", (None, None)),
    }


def test_of_releases_with_no_edition_in_common_the_newest_are_compared() -> None:
    old = release("old", w2017={"f": 10}, w2019={"f": 20})
    new = release("new", w2021={"f": 30}, w2023={"f": 40})
    assert compared(old, new) == {
        "samarbejde/2023/da/f": ("changed", (20, 40)),
        "samarbejde/2021/da/f": ("added", (None, None)),
        "samarbejde/2017/da/f": ("removed", (None, None)),
    }
    assert run("diff", "old", "new").exit_code == 0
    run("gallery", "--out", "new", "--to", "g", "--since", "old")
    assert "Ændret siden" in Path("g/samarbejde/2023/da/f/index.html").read_text("utf-8")
    assert "Ændret siden" not in Path("g/samarbejde/2021/da/f/index.html").read_text("utf-8")


def test_a_manifest_of_before_editions_is_compared_and_drawn_again() -> None:
    new = release("new", w2019={"f": 10})
    shutil.copytree(new, "old")
    path = Path("old/manifest.json")
    content = json.loads(path.read_text("utf-8"))
    for record in content["figures"]:
        for field in ("edition", "wave", "refused", "gone"):
            del record[field]
    path.write_text(json.dumps({**content, "version": BEFORE}), "utf-8")
    assert compared(Path("old"), new) == {"samarbejde/f": ("same", (None, None))}
    why = f"another version of barometer drew what is here (manifest {BEFORE}, not {VERSION})"
    assert drawn("--out", "old", "--explain").stdout == f"samarbejde/f: drawn, because {why}\n"
    assert drawn("--out", "old", "--explain").stdout == "samarbejde/f: up to date\n"
    path.write_text('{"version": 99}', "utf-8")
    assert "manifest 99" in drawn("--out", "old", "--explain").stdout


# -- the value itself -------------------------------------------------------------------------------------------------

slugs = st.sampled_from(["a", "b", "a-b", "2019"]) | st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
"""Few, so that names are often alike, and any."""
identities = st.builds(Identity, slugs, slugs, slugs, st.sampled_from(["da", "en"]))


@given(st.sets(identities, min_size=1, max_size=12))
def test_no_two_figures_and_no_two_pages_are_called_the_same(found: set[Identity]) -> None:
    names, pages = called(found), pages_called(each.on for each in found)
    assert len(set(names.values())) == len(found) == len(set(map(str, found)))
    assert len(set(pages.values())) == len({each.on for each in found})
    for each, name in names.items():
        assert name in (each.name, str(each)) and each.wanted((name,)) and each.wanted((str(each),))


@given(identities, st.sets(identities, max_size=8))
def test_a_name_changes_only_where_another_figure_has_it(one: Identity, others: set[Identity]) -> None:
    same = any(each.name == one.name for each in others - {one})
    assert called({one, *others})[one] == (str(one) if same else one.name)
