"""Figures that one spec makes for several groups are compared: what is as large is drawn as large in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from barometer_cli import pipeline, project
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import Circle, Rect, Scene
from barometer_cli.model.scene import Path as Outline

VALUES = {
    "Nord": {"Bil": 60, "Cykel": 30, "Tog": 10},
    "Syd": {"Bil": 20, "Cykel": 30, "Tog": 15},
    "Vest": {"Bil": 41, "Cykel": 30, "Tog": 12},
}
SPEC = """kind: {kind}
title: Vejen til arbejde
table: {{file: svar.csv, category: svar, share: andel, unit: percent{more}}}
n: 1000
for_each: {{column: landsdel}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "survey.yaml").write_text("name: Prøven\nwave: '2024'\nsynthetic: true\n", encoding="utf-8")
    rows = [f"{part};{answer};{share}" for part, told in VALUES.items() for answer, share in told.items()]
    (tmp_path / "svar.csv").write_text("\n".join(["landsdel;svar;andel", *rows]) + "\n", encoding="utf-8")
    return tmp_path


def figures(spec: Path) -> dict[str, Figure]:
    microdata = project.Microdata()
    return {entry.member.words: project.figure(entry, microdata) for entry in project.find([spec]) if entry.member}


def scenes(folder: Path, kind: str, more: str = "", **fields: str) -> dict[str, Scene]:
    spec = folder / "vej.yaml"
    added = "".join(f"{name}: {value}\n" for name, value in fields.items())
    spec.write_text(SPEC.format(kind=kind, more=more) + added, encoding="utf-8")
    return {name: pipeline.on_sheet(figure).scene for name, figure in figures(spec).items()}


def bar(scene: Scene, category: str) -> Rect:
    (found,) = (mark for mark in scene.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "bar"
                and mark.of.category == category)  # fmt: skip
    return found


def test_bars_of_one_length_are_of_one_share(folder: Path) -> None:
    drawn = scenes(folder, "bars")
    assert len({bar(scene, "Cykel").width for scene in drawn.values()}) == 1
    paces = {bar(scene, name).width / VALUES[part][name] for part, scene in drawn.items() for name in VALUES[part]}
    assert max(paces) == pytest.approx(min(paces), rel=2e-3), "to the rounding of px"


def test_points_stand_where_they_stand_in_the_others(folder: Path) -> None:
    drawn = scenes(folder, "dots")
    at = {
        mark.x
        for scene in drawn.values()
        for mark in scene.marks()
        if isinstance(mark, Circle) and mark.of and mark.of.role == "point" and mark.of.category == "Cykel"
    }
    assert len(at) == 1


def test_a_shade_tells_of_the_same_values_on_every_map(folder: Path) -> None:
    regions = ("Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland")
    shares = {"Nord": (20, 30, 40, 50, 60), "Syd": (20, 21, 22, 23, 24), "Vest": (35, 36, 37, 38, 39)}
    rows = [
        f"{part};{area};{share}" for part, told in shares.items() for area, share in zip(regions, told, strict=True)
    ]
    (folder / "svar.csv").write_text("\n".join(["landsdel;svar;andel", *rows]) + "\n", encoding="utf-8")
    fills: dict[int, set[str]] = {}
    for part, scene in scenes(folder, "map", ", categories: areas", level="regions").items():
        told = dict(zip(regions, shares[part], strict=True))
        for mark in scene.marks():
            if isinstance(mark, Outline) and mark.of and mark.of.role == "area" and mark.of.category in told:
                fills.setdefault(told[mark.of.category] // 5, set()).add(mark.fill)
    assert fills and all(len(several) == 1 for several in fills.values()), fills


def test_a_figure_by_itself_in_another_language_or_of_a_list_has_no_others(folder: Path) -> None:
    spec = folder / "vej.yaml"
    alone = SPEC.format(kind="bars", more=", where: {landsdel: Syd}")
    for text in (
        alone.replace("for_each: {column: landsdel}\n", ""),
        alone.replace("column: landsdel", "language: [da, en]"),
        SPEC.format(kind="bars", more=', where: {landsdel: "{del}"}').replace(
            "column: landsdel", "name: del, values: [Nord, Syd]"
        ),
    ):
        spec.write_text(text, encoding="utf-8")
        microdata = project.Microdata()
        assert all(project.figure(entry, microdata).beside == () for entry in project.find([spec]))


def test_one_is_drawn_the_same_alone_and_with_the_others(folder: Path) -> None:
    scenes(folder, "bars")
    (entry,) = project.find([folder / "vej.yaml"], ("vej-syd",))
    alone = pipeline.on_sheet(project.figure(entry, project.Microdata())).scene
    assert alone.digest() == pipeline.on_sheet(figures(folder / "vej.yaml")["Syd"]).scene.digest()
