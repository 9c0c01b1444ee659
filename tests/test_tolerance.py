"""What is wrong with one figure stops no other, whoever asks; what was refused is not published in its older form."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.export.manifest import load
from barometer_cli.release.changes import changes
from barometer_cli.release.read import read

MANY = 12
SPEC = "kind: bars\ntitle: Sådan svarer man\nn: 100\ncaption: svarene\ntable: tal.csv\n"
TYPO = SPEC.replace("caption:", "captoin:")
WRONG = "figures/side/f05.yaml:4:1: unknown field 'captoin'"
MICRO = "kind: bars\ntitle: Sådan svarer man\ncaption: svarene\ndata: svar\n"
CODEBOOK = "weight: w\nsuppression: null\nvariables:\n  svar: {codes: {1: Ja, 2: Nej}}\n"


@pytest.fixture(autouse=True)
def side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of twelve good figures."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "figures" / "side"
    folder.mkdir(parents=True)
    (folder / "survey.yaml").write_text(
        'name: Prøven\nwave: "2019"\ntable_unit: percent\ndata: svar.csv\npopulation: alle\n', "utf-8"
    )
    (folder / "page.yaml").write_text("heading: Én side\n", "utf-8")
    (folder / "tal.csv").write_text("category;share\nBorgere;10\nKommuner;20\n", "utf-8")
    for number in range(MANY):
        (folder / f"f{number:02}.yaml").write_text(SPEC, "utf-8")
    return Path("figures/side")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "300", "NO_COLOR": "1"})


def render(*arguments: str) -> Result:
    return run("render", "--format", "svg", *arguments)


def drawn(out: str = "build") -> set[str]:
    return {path.name[:3] for path in Path(out).rglob("*.svg") if "gallery" not in path.parts}


# -- one typo ---------------------------------------------------------------------------------------------------------


def test_render_draws_the_others_and_names_line_column_and_remedy(side: Path) -> None:
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    for said in (render(), render()):
        assert said.exit_code == 1, "also where there is nothing to draw any more"
        assert WRONG in said.stderr and "→ Did you mean 'caption'?" in said.stderr
    assert len(drawn()) == MANY - 1 and "f05" not in drawn()
    records = [json.loads(line) for line in render("--json").stdout.splitlines()]
    (wrong,) = (each for each in records if not each["ok"])
    assert len(records) == MANY and wrong["figure"] == "f05" and WRONG in wrong["error"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("list",), MANY - 1),
        (("table",), MANY - 1),
        (("check",), f"{MANY - 1} figures checked: 1 error"),
        (("check", "--format", "json"), '"line": 4'),
        (("check", "--format", "github"), "::error file=figures/side/f05.yaml,line=4,col=1"),
    ],
    ids=["list", "table", "check", "json", "github"],
)
def test_the_others_are_told_of(side: Path, command: tuple[str, ...], told: int | str) -> None:
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    result = run(*command)
    assert result.exit_code == 1
    assert "unknown field 'captoin'" in result.output and "Did you mean 'caption'" in result.output
    if isinstance(told, int):
        assert result.stdout.count("Sådan svarer man") == told
    else:
        assert told in result.output


@pytest.mark.parametrize("command", ["render", "list", "table"])
def test_where_nothing_can_be_attempted_the_code_is_another(side: Path, command: str) -> None:
    for path in side.glob("f*.yaml"):
        path.write_text(TYPO, "utf-8")
    result = run(command)
    assert result.exit_code == 2 and result.output.count("unknown field 'captoin'") == MANY
    assert not Path("build").exists()


BROKEN: dict[str, bytes] = {
    "not YAML": b"kind: [bars\n",
    "not UTF-8": b"kind: bars\ntitle: S\xe5dan\n",
    "a control character": b"kind: bars\ntitle: a\x07b\n",
    "empty": b"",
    "a list": b"- a\n- b\n",
    "an unknown kind": SPEC.replace("bars", "barz").encode(),
    "a table that is not there": SPEC.replace("tal.csv", "mangler.csv").encode(),
    "a table that is none": SPEC.replace("tal.csv", "survey.yaml").encode(),
    "another n": (SPEC + "interval: 95\n").encode(),
    "a wrong for_each": (SPEC + "for_each: {column: by}\n").encode(),
    "a for_each without microdata": (SPEC + "for_each: {variable: mangler}\n").encode(),
    "a for_each without a table": (MICRO + "for_each: {column: by}\n").encode(),
    "an alias of itself": b"kind: &a [*a]\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_whatever_is_wrong_with_it(side: Path, text: bytes) -> None:
    (side / "f05.yaml").write_bytes(text)
    result = render()
    assert result.exit_code == 1 and len(drawn()) == MANY - 1, result.output
    assert "f05" in result.stderr and "Traceback" not in result.output
    assert run("check").exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_link_that_leads_nowhere_is_told_of(side: Path) -> None:
    (side / "f05.yaml").unlink()
    (side / "f05.yaml").symlink_to("mangler.yaml")
    result = render()
    assert result.exit_code == 1 and "f05.yaml" in result.stderr and len(drawn()) == MANY - 1


@pytest.mark.parametrize(
    "name", ["._f05.yaml", ".#f05.yaml", "~$f05.yaml", "~$tal.xlsx", ".git/f05.yaml", "__MACOSX/._f.yaml"]
)
def test_what_systems_and_editors_leave_is_no_spec(side: Path, name: str) -> None:
    path = side / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
    (side / "mappe.yaml").mkdir()
    for command in ("render", "check", "list"):
        assert run(command).exit_code == 0, run(command).output
    assert render().exit_code == 0 and "up to date" in render().stderr, "nor is it looked at again and again"


def test_siblings_of_microdata_do_not_mind(side: Path) -> None:
    """What is hidden in one figure is decided with the others of its page, of which one may be broken."""
    for path in side.glob("f*.yaml"):
        path.unlink()
    (side / "svar.codebook.yaml").write_text(CODEBOOK, "utf-8")
    (side / "svar.csv").write_text("w,svar\n" + "1,1\n1,2\n" * 30, "utf-8")
    (side / "god.yaml").write_text(MICRO, "utf-8")
    (side / "._god.yaml").write_bytes(b"\x00\x05\x16\x07")
    (side / "vaek.yaml").symlink_to("mangler.yaml")
    for name, text in BROKEN.items():
        (side / f"{len(name)}-{name.replace(' ', '-')}.yaml").write_bytes(text)
    (side / "mappe.yaml").mkdir()
    result = render()
    assert result.exit_code == 1 and Path("build/side/god/god-2019-da-web.svg").is_file(), result.output


def test_a_wrong_page_stops_no_figure_and_is_told_until_it_is_mended(side: Path) -> None:
    (side / "page.yaml").write_text("headin: Én side\n", "utf-8")
    for _ in range(2):
        result = render()
        assert result.exit_code == 1 and "figures/side/page.yaml:1:1: unknown field 'headin'" in result.stderr
        assert len(drawn()) == MANY
    assert run("list").exit_code == run("check").exit_code == 1
    (side / "page.yaml").write_text("heading: Én side\norder: [mangler]\n", "utf-8")
    for _ in range(2):
        result = render()
        assert result.exit_code == 1 and "page.yaml:2:1: order names 'mangler'" in result.stderr
    (side / "page.yaml").write_text("heading: Én side\n", "utf-8")
    assert render().exit_code == 0 and "up to date" in render().stderr


def test_a_wrong_survey_stops_its_own_figures(side: Path) -> None:
    other = Path("figures/anden")
    other.mkdir()
    for name in ("survey.yaml", "tal.csv", "f00.yaml"):
        (other / name).write_bytes((side / name).read_bytes())
    (side / "survey.yaml").write_text("name: Prøven\nbølge: 2\n", "utf-8")
    result = render()
    assert result.exit_code == 1 and result.stderr.count("unknown field 'bølge'") == 1, "told once"
    assert [path.parts[1] for path in Path("build").rglob("*.svg")] == ["anden"]


def test_a_fault_of_barometer_stops_its_figure_alone(side: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = project.figure
    monkeypatch.setattr(project, "figure", lambda entry, data: figure(entry, data) if entry.id != "f05" else {}["x"])
    result = render()
    assert result.exit_code == 1 and "KeyError: 'x'" in result.stderr and len(drawn()) == MANY - 1


def test_other_figures_are_not_asked_for_and_not_told_of(side: Path) -> None:
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    assert render("--only", "f01").exit_code == 0
    assert run("check", "--only", "side/f01").exit_code == 0
    assert render("--only", "f05").exit_code == 2


# -- prune and depfile ------------------------------------------------------------------------------------------------


def test_a_figure_whose_spec_cannot_be_read_now_is_not_pruned(side: Path) -> None:
    render()
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    (side / "f06.yaml").unlink()
    result = render("--prune")
    assert result.exit_code == 1
    assert drawn() == {f"f{number:02}" for number in range(MANY) if number != 6}


def test_none_of_the_figures_of_a_spec_that_cannot_be_read_is_pruned(side: Path) -> None:
    Path("figures/side/by.csv").write_text("category;share;by\nJa;10;Bø\nJa;30;Ry\n", "utf-8")
    text = SPEC.replace("tal.csv", "by.csv").replace("svarene", "svarene i {by}") + "for_each: {column: by}\n"
    (side / "f05.yaml").write_text(text, "utf-8")
    render()
    files = {path.name for path in Path("build/side").glob("f05-*")}
    assert files == {"f05-boe", "f05-ry"}
    (side / "f05.yaml").write_text(text.replace("caption:", "captoin:"), "utf-8")
    assert render("--prune").exit_code == 1
    assert {path.name for path in Path("build/side").glob("f05-*")} == files
    assert {each.name for each in read(Path("build")).left_out} == {"side/f05-boe", "side/f05-ry"}


def test_a_survey_that_cannot_be_read_prunes_nothing(side: Path) -> None:
    render()
    (side / "survey.yaml").write_text("navn: x\n", "utf-8")
    assert render("--prune").exit_code == 2 and len(drawn()) == MANY
    for path in side.glob("*.yaml"):
        path.unlink()
    assert render("--prune").exit_code == 2 and len(drawn()) == MANY, "nor a folder that lost everything"


def test_make_is_told_of_the_wrong_spec_and_of_no_file_that_is_not_there(side: Path) -> None:
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    assert render("--depfile", "figures.d").exit_code == 1
    rules = Path("figures.d").read_text("utf-8").splitlines()
    assert (
        "figures.d: figures/side/f05.yaml figures/side/survey.yaml figures/side/page.yaml figures/side/tal.csv" in rules
    )
    named = {word for rule in rules for word in rule.replace(":", " ").split()}
    assert all(Path(name).exists() for name in named - {"figures.d"})


# -- what was refused -------------------------------------------------------------------------------------------------


REFUSED = {
    "its spec is wrong": ("f05.yaml", TYPO),
    "its headline is false": ("f05.yaml", SPEC.replace("Sådan svarer man", "Halvdelen svarer borgere")),
    "its table is gone": ("f05.yaml", SPEC.replace("tal.csv", "mangler.csv")),
    "it fits no sheet": ("f05.yaml", SPEC.replace("Sådan svarer man", "Sådan svarer man " * 30)),
}


@pytest.mark.parametrize(("name", "text"), REFUSED.values(), ids=REFUSED)
def test_the_older_picture_of_a_refused_figure_is_not_published(side: Path, name: str, text: str) -> None:
    render()
    render("--out", "before")
    good = (side / name).read_text("utf-8")
    (side / name).write_text(text, "utf-8")
    assert render().exit_code == 1
    assert "f05" in drawn(), "its files stay"
    result = run("gallery")
    assert result.exit_code == 1 and "side/f05 is left out" in result.stderr
    assert f"{MANY - 1} illustrations" in result.stdout and not Path("build/gallery/side/f05").exists()
    compared = changes(Path("before"), Path("build"))
    assert {change.status for change in compared.changes} == {"same"} and len(compared.changes) == MANY - 1
    result = run("diff", "before", "build")
    assert result.exit_code == 1 and "side/f05 is left out" in result.stderr and "removed" not in result.stdout
    (side / name).write_text(good, "utf-8")
    assert render().exit_code == 0
    assert run("gallery").exit_code == 0 and Path("build/gallery/side/f05").is_dir()


def test_a_figure_that_never_was_drawn_is_named_too(side: Path) -> None:
    (side / "f05.yaml").write_text(TYPO, "utf-8")
    render()
    (left,) = read(Path("build")).left_out
    assert (left.name, left.refused) == ("side/f05", True) and WRONG in left.why and "→" not in left.why


def test_a_figure_whose_spec_is_gone_is_left_out_and_named(side: Path) -> None:
    render()
    render("--out", "before")
    (side / "f05.yaml").unlink()
    (side / "f06.yaml").rename(side / "ny.yaml")
    assert render().exit_code == 0
    result = run("gallery")
    assert result.exit_code == 0 and "side/f05 is left out: figures/side/f05.yaml makes it no more" in result.stderr
    assert "--prune" in result.stderr and not Path("build/gallery/side/f05").exists()
    status = {change.name: change.status for change in changes(Path("before"), Path("build")).changes}
    assert status["side/f05"] == status["side/f06"] == "removed" and status["side/ny"] == "added"
    render("--prune")
    assert not read(Path("build")).left_out and "f05" not in drawn()


def test_a_figure_that_comes_back_is_shown_again(side: Path) -> None:
    render()
    (side / "f05.yaml").unlink()
    render()
    (side / "f05.yaml").write_text(SPEC, "utf-8")
    assert "side/f05: computed again, because its spec is back" in render("--explain").stdout
    assert not read(Path("build")).left_out


def test_where_everything_was_refused_nothing_is_published(side: Path) -> None:
    render()
    run("gallery")
    for path in side.glob("f*.yaml"):
        path.write_text(TYPO, "utf-8")
    assert render().exit_code == 2
    result = run("gallery")
    assert result.exit_code == 2 and "nothing is to be shown" in result.stderr and "side/f05" in result.stderr
    left = [path.name for path in Path("build/gallery").rglob("*") if path.is_file()]
    assert left in ([], ["files.txt"]), "a gallery that was made before shows what was refused"


def test_a_part_of_the_project_withdraws_nothing_of_the_rest(side: Path) -> None:
    render()
    render("figures/side/f01.yaml")
    render("--only", "f02")
    assert not read(Path("build")).left_out and len(load(Path("build")).figures) == MANY


def test_a_sheet_that_its_spec_does_not_want_now_is_not_published_in_its_older_form(side: Path) -> None:
    render()
    (side / "f05.yaml").write_text(SPEC.replace("Sådan", "Således") + "sheets: [social]\n", "utf-8")
    assert render().exit_code == 0
    assert [each.name for each in read(Path("build")).left_out] == ["side/f05"]
    assert render("--preset", "social").exit_code == 0
    assert not read(Path("build")).left_out
    assert render().exit_code == 0
    assert not read(Path("build")).left_out, "what is there is of the spec as it is"


# -- files that are nearer --------------------------------------------------------------------------------------------

SURVEY = 'name: Prøven\nwave: "{}"\ntable_unit: percent\n'


def percents(path: str) -> list[int]:
    return [row["printed"] for row in json.loads(Path(path).read_text("utf-8"))["table"]]


def explained(*arguments: str) -> dict[str, str]:
    found = (line.partition(": ") for line in render("--explain", *arguments).stdout.splitlines())
    return {name: why for name, _, why in found}


def test_a_nearer_table_is_a_change_and_so_is_its_going(side: Path) -> None:
    (side / "tal.csv").rename("figures/tal.csv")
    render()
    assert set(explained().values()) == {"up to date"}
    (side / "tal.csv").write_text("category;share\nBorgere;77\nKommuner;88\n", "utf-8")
    assert set(explained().values()) == {"drawn, because figures/side/tal.csv is there now"}
    assert percents("build/side/f00/f00-2019-da.json") == [77, 88]
    (side / "tal.csv").unlink()
    assert set(explained().values()) == {"drawn, because figures/side/tal.csv changed"}
    assert percents("build/side/f00/f00-2019-da.json") == [10, 20]


def test_a_nearer_survey_is_another_edition(side: Path) -> None:
    (side / "survey.yaml").rename("figures/survey.yaml")
    render()
    (side / "survey.yaml").write_text(SURVEY.format(2021), "utf-8")
    assert set(explained().values()) == {"drawn, because new"}
    assert Path("build/side/f00/f00-2021-da-web.svg").is_file()
    assert {each.identity.edition for page in read(Path("build")).pages for each in page.illustrations} == {"2021"}


def test_a_page_that_is_written_is_a_change(side: Path) -> None:
    (side / "page.yaml").unlink()
    render()
    (side / "page.yaml").write_text("heading: En anden overskrift\n", "utf-8")
    assert all("page.yaml is there now" in why for why in explained().values())
    assert read(Path("build")).pages[0].heading == "En anden overskrift"


def test_nearer_microdata_and_codebook_are_changes(side: Path) -> None:
    for path in side.glob("f*.yaml"):
        path.unlink()
    (side / "god.yaml").write_text(MICRO.replace("data: svar", "data: {variable: svar, codebook: bog.yaml}"), "utf-8")
    Path("figures/bog.yaml").write_text(CODEBOOK, "utf-8")
    Path("figures/svar.csv").write_text("w,svar\n" + "1,1\n1,2\n" * 30, "utf-8")
    Path("figures/bog.yaml").rename("bog.yaml")
    assert render("figures/side/god.yaml").exit_code == 0
    assert percents("build/side/god/god-2019-da.json") == [50, 50]
    (side / "svar.csv").write_text("w,svar\n" + "1,1\n1,1\n1,1\n1,2\n" * 15, "utf-8")
    assert "figures/side/svar.csv is there now" in explained("figures/side/god.yaml")["side/god"]
    assert percents("build/side/god/god-2019-da.json") == [75, 25]
    Path("figures/bog.yaml").write_text(CODEBOOK.replace("Ja", "Tja"), "utf-8")
    assert "figures/bog.yaml is there now" in explained("figures/side/god.yaml")["side/god"]
    assert "Tja" in Path("build/side/god/god-2019-da.csv").read_text("utf-8-sig")


def test_a_nearer_portrait_is_a_change(side: Path) -> None:
    from io import BytesIO

    from PIL import Image

    def portrait(colour: str) -> bytes:
        data = BytesIO()
        Image.new("RGB", (120, 120), colour).save(data, "PNG")
        return data.getvalue()

    quote = "kind: quote\ntitle: Citat\nquote: Det virker.\nspeaker: {name: A, title: B}\nportrait: p.png\n"
    (side / "citat.yaml").write_text(quote, "utf-8")
    Path("figures/p.png").write_bytes(portrait("red"))
    render("--only", "citat")
    (side / "p.png").write_bytes(portrait("blue"))
    assert "figures/side/p.png is there now" in explained("--only", "citat")["side/citat"]


def test_a_folder_in_the_place_of_a_file_is_no_file(side: Path) -> None:
    (side / "tal.csv").rename("figures/tal.csv")
    render()
    (side / "tal.csv").mkdir()
    assert set(explained().values()) == {"up to date"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="a superuser reads everything")
def test_a_table_that_may_not_be_read_fails_its_figures(side: Path) -> None:
    (side / "tal.csv").chmod(0)
    result = render()
    assert result.exit_code == 2 and "Traceback" not in result.output
    (side / "tal.csv").chmod(0o644)
    assert render().exit_code == 0


# -- who watches ------------------------------------------------------------------------------------------------------


def places(side: Path) -> Any:
    from barometer_cli.export.places import places as of

    return of(project.search([Path("figures")]))


def touched(side: Path, name: str) -> bool:
    path = Path.cwd() / name
    return str(path.parent) in places(side).folders and bool(places(side).touched(None, str(path)))


def test_places_that_are_searched_are_watched(side: Path) -> None:
    (side / "f05.yaml").write_text(SPEC.replace("tal.csv", "data/tal.csv"), "utf-8")
    for there in ("figures/side/tal.csv", "figures/side/page.yaml", "figures/side/ny.yaml", "figures/side/f05.yaml"):
        assert touched(side, there), there
    for missing in ("figures/side/data", "figures/data", "data"):
        assert touched(side, missing), f"{missing} may come, with the table in it"
    Path("data").mkdir()
    assert touched(side, "data/tal.csv") and not touched(side, "data/andet.csv")
    assert not touched(side, "build"), "nor what is drawn, nor anything else beside the figures"
    assert not touched(side, "noget.txt") and not touched(side, "figures/side/.f05.yaml.swp")
    (side / "ny").mkdir()
    assert touched(side, "figures/side/ny/f.yaml")


def test_what_a_broken_spec_needs_is_watched(side: Path) -> None:
    (side / "f05.yaml").write_text(SPEC.replace("tal.csv", "{file: data/by.csv}") + "for_each: {column: by}\n", "utf-8")
    (unread,) = project.search([Path("figures")]).unread
    assert "data/by.csv" in unread.problems[0].message
    assert touched(side, "figures/side/data") and touched(side, "data")
    (side / "survey.yaml").unlink()
    assert touched(side, "survey.yaml") and touched(side, "figures/survey.yaml")


def test_a_folder_without_specs_is_watched_for_them(side: Path) -> None:
    for path in side.glob("*.yaml"):
        path.unlink()
    assert touched(side, "figures/side/ny.yaml")
