"""Two releases beside each other: every number, word and picture that changed is told, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import Drawn, File, as_json, load
from barometer_cli.formats.compare import VISIBLE, compare
from barometer_cli.gallery.site import build
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.identity import Identity
from barometer_cli.model.measure import NAMES
from barometer_cli.release import telling
from barometer_cli.release.changes import Change, Number, Wording, changes

DA, EN = LANGUAGES["da"], LANGUAGES["en"]
ROOT = Path(__file__).parents[1]


def picture(width: int = 40, height: int = 20, dot: tuple[int, int, int] | None = None) -> bytes:
    """A white sheet, with one px of another colour."""
    sheet = Image.new("RGB", (width, height), "white")
    if dot:
        ImageDraw.Draw(sheet).point((3, 4), dot)
    stream = BytesIO()
    sheet.save(stream, "PNG")
    return stream.getvalue()


def row(
    category: str, printed: int | None, n: int | None = 100, group: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "category": category,
        "group": group,
        "printed": printed,
        "low": None,
        "high": None,
        "n": n,
        "note": "",
        **more,
    }


def release(folder: Path, figures: dict[str, dict[str, Any]], wave: str = "2019") -> Path:
    """A folder as `render` leaves it, of figures by name: `png` is the picture, the rest goes into the sidecar."""
    drawn = []
    for place, (name, told) in enumerate(figures.items()):
        told = {
            "title": "Titel",
            "alt": "Søjlediagram.",
            "caption": "Figuren viser andele.",
            "source": f"Undersøgelsen {wave}",
            **told,
        }
        contents = {
            f"{name}-{wave}-da-web.png": (told.pop("png", picture()), "png"),
            f"{name}-{wave}-da.json": (json.dumps(told).encode(), "json"),
        }
        noted = []
        for file, (data, format) in contents.items():
            path = folder / "side" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            noted.append(File(f"side/{name}/{file}", len(data), format))
        identity = Identity(wave, "side", name, "da")
        each = Drawn(identity, f"{name}.yaml", "Side", place, "", "", (), (), (), told["title"], "bars", wave)
        drawn.append(replace(each, files=tuple(noted)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_bytes(as_json(drawn))
    return folder


@pytest.fixture
def both(tmp_path: Path) -> Callable[..., Change]:
    """The change between two states of one figure."""

    def compared(old: dict[str, Any], new: dict[str, Any], wave: str = "2019") -> Change:
        release(tmp_path / "old", {"figur": old})
        release(tmp_path / "new", {"figur": new}, wave)
        (found,) = changes(tmp_path / "old", tmp_path / "new").changes
        return found

    return compared


def test_a_release_is_the_same_as_itself(both: Callable[..., Change]) -> None:
    told = {"table": [row("A", 30), row("B", None)]}
    assert both(told, told).status == "same"


def test_a_share_that_changed_is_told_and_no_other(both: Callable[..., Change]) -> None:
    found = both({"table": [row("A", 30), row("B", 70)]}, {"table": [row("A", 31), row("B", 70)]})
    assert found.status == "changed"
    assert found.numbers == (Number("A", "", "value", 30, 31),)
    assert found.wordings == () and found.pictures == ()


def test_an_interval_that_changed_is_told_limit_by_limit(both: Callable[..., Change]) -> None:
    found = both({"table": [row("A", 30, low=28, high=33)]}, {"table": [row("A", 30, low=27, high=33)]})
    assert found.numbers == (Number("A", "", "low", 28, 27),)


def test_an_n_that_all_share_is_told_once_and_others_one_by_one(both: Callable[..., Change]) -> None:
    found = both({"table": [row("A", 30), row("B", 70)]}, {"table": [row("A", 30, 90), row("B", 70, 90)]})
    assert found.numbers == (Number("", "", "n", 100, 90),)
    found = both({"table": [row("A", 30), row("B", 70, 50)]}, {"table": [row("A", 30), row("B", 70, 49)]})
    assert found.numbers == (Number("B", "", "n", 50, 49),)


def test_what_became_hidden_is_told_apart_from_what_is_gone(both: Callable[..., Change]) -> None:
    (hidden,) = both({"table": [row("A", 30)]}, {"table": [row("A", None)]}).numbers
    assert (telling.value(hidden, False, DA), telling.value(hidden, True, DA)) == ("30\N{NO-BREAK SPACE}%", "skjult")
    assert (telling.value(hidden, False, EN), telling.value(hidden, True, EN)) == ("30%", "hidden")
    gone = both({"table": [row("A", 30), row("B", 70)]}, {"table": [row("A", 30)]}).numbers
    assert [(telling.name(each, DA), telling.value(each, True, DA)) for each in gone] == [("B", "–")]


MEAN = {"name": "mean", "of": "share", "unit": None, "decimals": 1, "low": 1, "high": 5}
HOURS = {"name": "median", "of": "share", "unit": "timer", "decimals": 1}
POINTS = {"name": "change", "of": "share", "unit": None, "decimals": 0}


@pytest.mark.parametrize(
    ("measure", "values", "danish", "english"),
    [
        (MEAN, (3.9, 4), ("3,9", "4,0"), ("3.9", "4.0")),
        (HOURS, (37, 1036.5), ("37,0 timer", "1.036,5 timer"), ("37.0 timer", "1,036.5 timer")),
        (POINTS, (-3, 4), ("−3 procentpoint", "+4 procentpoint"), ("−3 percentage points", "+4 percentage points")),
        ({"name": "share", "of": "share", "decimals": 1}, (52, 52.3), ("52,0 %", "52,3 %"), ("52.0%", "52.3%")),
    ],
)
def test_a_value_is_told_as_it_was_printed(
    both: Callable[..., Change],
    measure: dict[str, Any],
    values: tuple[float, float],
    danish: tuple[str, str],
    english: tuple[str, str],
) -> None:
    old, new = ({"measure": measure, "table": [row("A", 1) | {"printed": value}]} for value in values)
    change = both(old, new)
    for language, told in ((DA, danish), (EN, english)):
        ((_, *said),) = telling.rows(change, language)
        assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == list(told)


def test_another_measure_is_a_difference_of_its_own(both: Callable[..., Change]) -> None:
    change = both({"table": [row("A", 60)]}, {"measure": MEAN, "table": [row("A", 4)]})
    assert change.status == "changed" and change.numbers == ()
    assert list(telling.rows(change, DA)) == [("hvad der måles", "andel", "gennemsnit (1–5)")]
    assert list(telling.rows(change, EN)) == [("what is measured", "share", "mean (1–5)")]


def test_another_scale_is_another_measure_and_other_decimals_are_not(both: Callable[..., Change]) -> None:
    table = {"table": [row("A", 4)]}
    assert both({"measure": MEAN, **table}, {"measure": {**MEAN, "high": 7}, **table}).measures
    change = both({"measure": MEAN, **table}, {"measure": {**MEAN, "decimals": 0}, **table})
    assert not change.measures and change.status == "same"


def test_a_release_that_knew_only_shares_is_read(both: Callable[..., Change]) -> None:
    older = {name: value for name, value in row("A", 30).items() if name != "printed"} | {"percent": 30, "share": 0.301}
    assert both({"table": [older]}, {"table": [row("A", 30)]}).status == "same"
    (number,) = both({"table": [older]}, {"table": [row("A", 31)]}).numbers
    assert (telling.value(number, False, DA), telling.value(number, True, DA)) == (
        "30\N{NO-BREAK SPACE}%",
        "31\N{NO-BREAK SPACE}%",
    )


def test_a_measure_that_is_not_known_is_refused(both: Callable[..., Change]) -> None:
    with pytest.raises(BuildError, match="of a measure that this barometer does not know: ratio") as refused:
        both({"figure": "f", "measure": {**MEAN, "name": "ratio"}, "table": [row("A", 1)]}, {})
    assert "barometer that drew it" in refused.value.hint


def test_groups_are_told_apart(both: Callable[..., Change]) -> None:
    old = {"table": [row("A", 30, group="Øst"), row("A", 40, group="Vest")]}
    new = {"table": [row("A", 30, group="Øst"), row("A", 44, 80, group="Vest")]}
    assert [telling.name(each, DA) for each in both(old, new).numbers] == ["A, Vest", "Vest, n"]


def test_words_are_told_word_by_word(both: Callable[..., Change]) -> None:
    (wording,) = both({"title": "Hver tredje er glad"}, {"title": "Hver fjerde er glad"}).wordings
    assert wording == Wording("title", "Hver tredje er glad", "Hver fjerde er glad")
    assert wording.pieces == (("same", "Hver"), ("gone", " tredje"), ("come", " fjerde"), ("same", " er glad"))


@pytest.mark.parametrize(
    ("old", "new"), [("", "Ny tekst"), ("Gammel tekst", ""), ("a b c", "c b a"), ("x", "x"), (" a  b ", "a b")]
)
def test_the_pieces_of_a_text_are_both_texts(old: str, new: str) -> None:
    pieces = Wording("alt", old, new).pieces
    assert "".join(text for tag, text in pieces if tag != "come").strip().split() == old.split()
    assert "".join(text for tag, text in pieces if tag != "gone").strip().split() == new.split()


def test_a_picture_of_another_wave_is_compared_with_its_own_sheet(both: Callable[..., Change]) -> None:
    found = both({}, {"png": picture(dot=(0, 0, 0)), "source": "Undersøgelsen 2019"}, wave="2021")
    (redrawn,) = found.pictures
    assert redrawn.name == "web" and redrawn.difference
    assert redrawn.difference.share == 1 / 800


def test_what_no_eye_sees_is_no_change() -> None:
    faint = (255, 255, 256 - VISIBLE)
    assert compare(picture(), picture(dot=faint)).share == 0
    assert compare(picture(), picture(dot=(255, 255, 255 - VISIBLE))).share == 1 / 800


def test_what_only_one_sheet_has_differs() -> None:
    found = compare(picture(40, 20), picture(40, 25))
    assert (found.old, found.new, found.share) == ((40, 20), (40, 25), 0.2)
    marked = Image.open(BytesIO(found.png))
    assert marked.size == (40, 25)
    assert len({marked.getpixel((x, 22)) for x in range(40)}) == 1
    assert marked.getpixel((0, 22)) != marked.getpixel((0, 0))


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(BuildError, match="the new picture cannot be read"):
        compare(picture(), b"GIF89a")


def test_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    old = release(tmp_path / "old", {"a": {}, "b": {}})
    new = release(tmp_path / "new", {"b": {}, "c": {}})
    found = [(change.name, change.status) for change in changes(old / "manifest.json", new).changes]
    assert found == [("side/b", "same"), ("side/c", "added"), ("side/a", "removed")]


def asked(question: str, *shares: int, **told: Any) -> dict[str, Any]:
    """A figure of a question, and the shares it shows."""
    table = [row(name, share) for name, share in zip("ABCDE", shares, strict=False)]
    return {"facts": [{"fact": "Asked", "question": question, "sub": []}], "table": table, **told}


def told(old: Path, new: Path) -> set[tuple[str, str, str]]:
    """What is told of two releases: each figure that is not the same, what happened to it, what it was called."""
    found = changes(old, new).changes
    return {(change.name, change.status, change.was) for change in found if change.status != "same"}


def move(folder: Path, page: str) -> Path:
    """A release whose page has another name."""
    shutil.move(folder / "side", folder / page)
    moved = [
        replace(
            drawn,
            identity=replace(drawn.identity, page=page),
            files=tuple(replace(file, path=file.path.replace("side/", f"{page}/", 1)) for file in drawn.files),
        )
        for drawn in load(folder).figures.values()
    ]
    (folder / "manifest.json").write_bytes(as_json(moved))
    return folder


def test_a_figure_that_has_another_name_is_told_as_renamed(tmp_path: Path) -> None:
    """Its numbers and its question are the same; that its words changed is told with it."""
    old = release(tmp_path / "old", {"a": asked("Hvem?", 30, 70), "b": asked("Hvad?", 1)})
    new = release(tmp_path / "new", {"b": asked("Hvad?", 1), "c": asked("Hvem?", 30, 70, title="Ny titel")})
    (_, change) = changes(old, new).changes
    assert (change.name, change.status, change.was) == ("side/c", "renamed", "side/a")
    assert [wording.field for wording in change.wordings] == ["title"] and change.numbers == ()


def test_a_page_that_has_another_name_takes_its_figures_along(tmp_path: Path) -> None:
    """Also those that show the same, by their own names; those that keep their place are as they were."""
    figures = {"a": asked("Hvem?", 30), "b": asked("Hvem?", 30), "c": asked("Hvad?", 20)}
    old = release(tmp_path / "old", figures)
    new = move(release(tmp_path / "new", figures), "anden")
    assert told(old, new) == {(f"anden/{name}", "renamed", f"side/{name}") for name in figures}


def test_with_other_numbers_it_is_probably_renamed_where_nothing_else_can_be_meant(tmp_path: Path) -> None:
    old = release(tmp_path / "old", {"a": asked("Hvem?", 30, 70), "b": asked("Hvad?", 1)})
    new = release(tmp_path / "new", {"b": asked("Hvad?", 1), "c": asked("Hvem?", 31, 69)})
    (_, change) = changes(old, new).changes
    assert (change.name, change.status, change.was) == ("side/c", "probably renamed", "side/a")
    assert [(number.category, number.old, number.new) for number in change.numbers] == [("A", 30, 31), ("B", 70, 69)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": asked("Hvem?", 1), "b": asked("Hvem?", 2)}, {"c": asked("Hvem?", 3)}),
        ({"a": asked("Hvem?", 1)}, {"c": asked("Hvem?", 2), "d": asked("Hvem?", 3)}),
        ({"a": asked("Hvem?", 1), "z": asked("Hvem?", 9)}, {"c": asked("Hvem?", 2), "z": asked("Hvem?", 9)}),
        ({"a": asked("Hvem?", 1)}, {"c": asked("Hvor?", 2)}),
        ({"a": asked("Hvem?", 1)}, {"c": asked("Hvor?", 1)}),
        ({"a": asked("", 1)}, {"c": asked("", 2)}),
        ({"a": asked("", 1)}, {"c": asked("", 1)}),
        ({"a": asked("Hvem?", 1)}, {"c": asked("Hvem?", 2, measure=MEAN)}),
        ({"a": asked("Hvem?", 1), "b": asked("Hvem?", 1)}, {"c": asked("Hvem?", 1)}),
        ({"a": {}, "b": {}}, {"b": {}, "c": {}}),
    ],
    ids=["two before", "two now", "one that stays", "another question", "the same numbers of another question",
         "no question", "the same numbers of no question", "another measure", "which of two",
         "the same words without numbers"],
)  # fmt: skip
def test_what_could_be_another_is_told_as_gone_and_new(
    tmp_path: Path, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> None:
    found = told(release(tmp_path / "old", dict(old)), release(tmp_path / "new", dict(new)))
    assert found == {
        *((f"side/{name}", "added", "") for name in new if name not in old),
        *((f"side/{name}", "removed", "") for name in old if name not in new),
    }


def test_another_kind_is_another_figure(tmp_path: Path) -> None:
    old = release(tmp_path / "old", {"a": asked("Hvem?", 1)})
    new = release(tmp_path / "new", {"c": asked("Hvem?", 1)})
    (drawn,) = load(new).figures.values()
    (new / "manifest.json").write_bytes(as_json([replace(drawn, kind="dots")]))
    assert told(old, new) == {("side/c", "added", ""), ("side/a", "removed", "")}


def test_a_quote_is_known_by_its_words(tmp_path: Path) -> None:
    quotes = {"a": {"title": "Citat fra A", "description": "Vi er glade."}, "b": {"title": "Citat fra B"}}
    old = release(tmp_path / "old", dict(quotes))
    new = release(tmp_path / "new", {"x": dict(quotes["a"]), "b": dict(quotes["b"])})
    assert told(old, new) == {("side/x", "renamed", "side/a")}


def test_a_wave_is_not_taken_for_another_of_the_same_release(tmp_path: Path) -> None:
    """2017 went and 2021 came, 2019 stayed: that is no renaming, even where the numbers are the same."""
    waves = {wave: release(tmp_path / wave, {"a": asked("Hvem?", 30)}, wave) for wave in ("2017", "2019", "2021")}
    for name, held in (("old", ("2017", "2019")), ("new", ("2019", "2021"))):
        for wave in held:
            shutil.copytree(waves[wave] / "side", tmp_path / name / "side", dirs_exist_ok=True)
        drawn = [each for wave in held for each in load(waves[wave]).figures.values()]
        (tmp_path / name / "manifest.json").write_bytes(as_json(drawn))
    found = told(tmp_path / "old", tmp_path / "new")
    assert {status for _, status, _ in found} == {"added", "removed"}
    other = move(release(tmp_path / "next", {"c": asked("Hvem?", 30)}, "2021"), "anden")
    assert told(waves["2019"], other) == {("anden/c", "renamed", "side/a")}, "a page of the next wave, renamed"


def test_renaming_is_told_alike_in_text_json_and_page(tmp_path: Path) -> None:
    old = release(tmp_path / "old", {"a": asked("Hvem?", 1), "b": asked("Hvad?", 1), "x": asked("Hvor?", 1)})
    new = release(tmp_path / "new", {"c": asked("Hvem?", 1), "d": asked("Hvad?", 2), "x": asked("Hvor?", 1)})
    arguments = ["diff", str(old), str(new), "--to", str(tmp_path / "d")]
    text = CliRunner().invoke(app, arguments).stdout
    assert "side/c: renamed, was side/a" in text and "side/d: probably renamed, was side/b" in text
    assert "3 illustrations: 1 renamed, 1 probably renamed, 1 same;" in text
    records = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).stdout)
    assert [(record["figure"], record["status"], record["was"]) for record in records] == [
        ("side/c", "renamed", "side/a"),
        ("side/d", "probably renamed", "side/b"),
        ("side/x", "same", None),
    ]
    page = (tmp_path / "d/index.html").read_text("utf-8")
    assert "Omdøbt</p>" in page and "Sandsynligvis omdøbt</p>" in page
    assert "Fra side/a til side/c." in page and "Fra side/b til side/d." in page
    danish = CliRunner().invoke(app, [*arguments, "--lang", "da"]).stdout
    assert "side/c: omdøbt, hed før side/a" in danish and "1 sandsynligvis omdøbt" in danish
    assert CliRunner().invoke(app, [*arguments, "--exit-code"]).exit_code == 1


@pytest.mark.parametrize(
    ("several", "danish"), [(1, "1 ny, 1 fjernet, 1 uændret"), (2, "2 nye, 2 fjernede, 2 uændrede")]
)
def test_one_and_several_are_counted_in_their_own_words(tmp_path: Path, several: int, danish: str) -> None:
    kept = {f"k{place}": asked("Hvad?", 5) for place in range(several)}
    gone = {f"a{place}": asked("Hvem?", 3, 4) for place in range(several)}
    come = {f"b{place}": asked("Hvor?", 1, 2, 3) for place in range(several)}
    old, new = release(tmp_path / "old", {**kept, **gone}), release(tmp_path / "new", {**kept, **come})
    result = CliRunner().invoke(app, ["diff", str(old), str(new), "--to", str(tmp_path / "d"), "--lang", "da"])
    assert f": {danish};" in result.stdout
    page = (tmp_path / "d/index.html").read_text("utf-8")
    plural = ("ny", "udgået", "uændret") if several == 1 else ("nye", "udgåede", "uændrede")
    assert all(f"<strong>{several}</strong> {word}</li>" in page for word in plural)


def test_the_gallery_marks_no_figure_that_only_has_another_name(tmp_path: Path) -> None:
    """Readers see the figure they know; what was probably another is new, and the other is gone."""
    old = release(tmp_path / "old", {"a": asked("Hvem?", 1), "b": asked("Hvad?", 1, title="Gammel")})
    new = release(tmp_path / "new", {"c": asked("Hvem?", 1), "d": asked("Hvad?", 2)})
    build(new, tmp_path / "g", since=old)
    assert "Ny siden" not in (tmp_path / "g/side/c/index.html").read_text("utf-8")
    assert "Ny siden" in (tmp_path / "g/side/d/index.html").read_text("utf-8")
    page = (tmp_path / "g/side/index.html").read_text("utf-8")
    assert "<li>Gammel</li>" in page and page.count('<ul class="gone">') == 1


def test_a_folder_without_a_release_is_told(tmp_path: Path) -> None:
    release(tmp_path / "new", {"a": {}})
    result = CliRunner().invoke(app, ["diff", str(tmp_path), str(tmp_path / "new"), "--to", str(tmp_path / "d")])
    assert result.exit_code == 2 and "there is no manifest" in result.stderr
    assert not (tmp_path / "d").exists()


def test_the_command_tells_and_writes_a_page(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> {{ 7 * 7 }}"
    old = release(tmp_path / "old", {"a": {"table": [row("A", 30)]}, "b": {}})
    new = release(
        tmp_path / "new", {"a": {"table": [row("A", 31)], "title": hostile, "png": picture(dot=(0, 0, 0))}, "b": {}}
    )
    arguments = ["diff", str(old), str(new), "--to", str(tmp_path / "d")]
    result = CliRunner().invoke(app, [*arguments, "--exit-code"])
    assert result.exit_code == 1
    assert "side/a: changed" in result.stdout and "side/b" not in result.stdout
    assert "A: 30\N{NO-BREAK SPACE}% → 31\N{NO-BREAK SPACE}%" in result.stdout
    assert "[-Titel-]" in result.stdout
    assert "picture web: 0.12% of its px differ" in result.stdout
    page = (tmp_path / "d" / "index.html").read_text("utf-8")
    assert "&lt;script&gt;" in page and "<script" not in page and "{{ 7 * 7 }}" in page
    for side in ("old", "new", "difference"):
        name = f"side/a/web-{side}.png"
        assert name in page
        with Image.open(tmp_path / "d" / name) as shown:
            assert shown.size == (40, 20)
    records = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).stdout)
    assert [record["status"] for record in records] == ["changed", "same"]
    assert records[0]["numbers"][0] | {"old": 30, "new": 31} == records[0]["numbers"][0]
    (tmp_path / "d" / "own.txt").write_text("kept", "utf-8")
    CliRunner().invoke(app, ["diff", str(new), str(new), "--to", str(tmp_path / "d")])
    assert not (tmp_path / "d/side").exists() and (tmp_path / "d/own.txt").exists()
    same = CliRunner().invoke(app, ["diff", str(new), str(new), "--to", str(tmp_path / "e"), "--exit-code"])
    assert same.exit_code == 0 and "2 same" in same.stdout
    assert "Intet er ændret." in (tmp_path / "e" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["diff", "gallery"])
def test_what_is_published_is_never_written_over(tmp_path: Path, command: str) -> None:
    old, new = release(tmp_path / "old", {"a": {}}), release(tmp_path / "new", {"a": {"title": "Ny"}})
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    foreign = tmp_path / "site"
    foreign.mkdir()
    (foreign / "index.html").write_text("mine", "utf-8")
    arguments = ["diff", str(old), str(new)] if command == "diff" else ["gallery", "--out", str(new)]
    for to, told in ((old, "holds what render wrote"), (foreign, "barometer did not write")):
        result = CliRunner().invoke(app, [*arguments, "--to", str(to)])
        assert result.exit_code == 2 and told in result.stderr
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before
    assert [path.read_text("utf-8") for path in foreign.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("nowhere", "there is no such folder"), ("a.txt", "this is no manifest"), ("cut", "cannot be read")],
)
def test_what_is_no_release_is_told_by_its_name(tmp_path: Path, name: str, told: str) -> None:
    new = release(tmp_path / "new", {"a": {}})
    (tmp_path / "a.txt").write_text("a", "utf-8")
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut/manifest.json").write_text("{", "utf-8")
    with pytest.raises(BuildError, match=f"{name}.*{told}"):
        changes(tmp_path / name, new)


@pytest.mark.parametrize(("option", "value"), [("--format", "tekst"), ("--language", "dansk")])
def test_a_wrong_option_is_told(tmp_path: Path, option: str, value: str) -> None:
    folder = release(tmp_path / "r", {"a": {}})
    result = CliRunner().invoke(app, ["diff", str(folder), str(folder), option, value, "--to", str(tmp_path / "d")])
    assert result.exit_code == 2 and f"{option}: there is no" in result.stderr and repr(value) in result.stderr


def test_the_gallery_tells_what_changed_since_an_earlier_release(tmp_path: Path) -> None:
    old = release(tmp_path / "old", {"a": {"table": [row("A", 30)]}, "b": {}}, wave="2017")
    new = release(tmp_path / "new", {"a": {"table": [row("A", 31)]}, "b": {}, "c": {}})
    build(new, tmp_path / "g", since=old)
    text = (tmp_path / "g/side/a/index.html").read_text("utf-8")
    assert "Ændret siden Undersøgelsen 2017" in text
    assert '30\N{NO-BREAK SPACE}%</td><td class="number">31\N{NO-BREAK SPACE}%' in text
    assert "Ny siden forrige udgivelse" in (tmp_path / "g/side/c/index.html").read_text("utf-8")
    build(new, tmp_path / "g")
    assert "Ændret siden" not in (tmp_path / "g/side/a/index.html").read_text("utf-8")


def test_a_version_is_the_same_as_long_as_the_picture_is(tmp_path: Path) -> None:
    out = tmp_path / "build"
    for name in ("figures", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    spec = tmp_path / "figures/innovation-2021-2023/kommuner.yaml"

    def version(presets: str = "web") -> str:
        arguments = ["render", str(spec), "--out", str(out), "--quiet", "--preset", presets]
        assert CliRunner().invoke(app, arguments).exit_code == 0
        build(out, tmp_path / "g")
        assert len(load(out).figures) == 1
        text = (tmp_path / "g/innovation-2021-2023/kommuner/index.html").read_text("utf-8")
        return text.partition("Version ")[2][:8]

    first = version()
    assert len(first) == 8 and version() == first == version("social,web")
    spec.write_text(f"# A note to colleagues.\n{spec.read_text('utf-8')}", "utf-8")
    assert version() == first
    spec.write_text(spec.read_text("utf-8").replace("subtitle: Andel", "subtitle: Andele"), "utf-8")
    assert version() != first


def test_every_language_has_every_word() -> None:
    danish = DA.changes
    for language in LANGUAGES.values():
        words = language.changes
        assert words.fields.keys() == danish.fields.keys() and words.limits.keys() == danish.limits.keys()
        assert tuple(language.numbers.measures) == NAMES
        assert words.counts.keys() == danish.counts.keys() and words.statuses.keys() == danish.statuses.keys()
        for name in (
            "title",
            "lead",
            "nothing",
            "notes",
            "added",
            "previous",
            "hidden",
            "absent",
            "differs",
            "resized",
        ):
            assert getattr(words, name)
