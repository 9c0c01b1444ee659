"""Programs of others that draw our files: each takes SVG files of a folder, and gives what it draws of each."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

from barometer_cli.formats import ENCODERS
from barometer_cli.layout.type import face
from barometer_cli.model.scene import Scene

Scenes: TypeAlias = Mapping[str, Scene]
"""By the stem of the file that is drawn of each."""
Drawn: TypeAlias = dict[str, Image.Image]
FINER = 4
"""Px that LibreOffice's page is drawn in for each px of ours: most pictures stand half a px from the edges of a page
that is a px larger."""
VISIBLE = 32
"""Of 255, in one of red, green and blue."""


def program(name: str, package: str) -> str:
    """Path of a program of Debian. Where there is none the test is skipped, and says so; in CI it fails."""
    found = shutil.which(name)
    if found is None:
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent(f"{name} is not installed: apt-get install {package}")
    return found


def apart(drawn: Image.Image, of: Scene) -> float:
    """The part of px in which a program's picture is another than our PNG."""
    paper = Image.new("RGBA", drawn.size, of.background)
    paper.alpha_composite(drawn.convert("RGBA"))
    theirs = np.asarray(paper.convert("RGB")).astype(int)
    ours = np.asarray(Image.open(io.BytesIO(ENCODERS["png"].encode(of, 1))).convert("RGB")).astype(int)
    assert ours.shape == theirs.shape
    return float((abs(ours - theirs).max(axis=2) > VISIBLE).mean())


def libreoffice(folder: Path, *asked: str) -> None:
    """Run LibreOffice in a folder, with a profile of its own and the fonts of the house, wherever it runs."""
    soffice = program("soffice", "libreoffice-impress-nogui")
    fonts = folder / "share" / "fonts"
    if not fonts.exists():
        fonts.mkdir(parents=True)
        for weight in (400, 600, 700):
            shutil.copy(face(weight).path, fonts)  # type: ignore[arg-type]
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *asked]
    own = {**os.environ, "XDG_DATA_HOME": str(folder / "share")}
    run = subprocess.run(command, cwd=folder, env=own, capture_output=True, timeout=400)
    assert run.returncode == 0, run.stderr


def page(pdf: Path, resolution: int) -> Image.Image:
    """The only page of a PDF as poppler draws it."""
    pdftoppm = program("pdftoppm", "poppler-utils")
    run = subprocess.run([pdftoppm, "-r", str(resolution), "-png", pdf], capture_output=True, check=True, timeout=60)
    return Image.open(io.BytesIO(run.stdout))


def _in_chromium(folder: Path, scenes: Scenes, browser: Browser) -> Drawn:
    drawn = {}
    for stem, scene in scenes.items():
        tab = browser.new_page(viewport={"width": round(scene.width), "height": round(scene.height)})
        tab.goto((folder / f"{stem}.svg").as_uri())
        drawn[stem] = Image.open(io.BytesIO(tab.screenshot()))
        tab.close()
    return drawn


def _in_inkscape(folder: Path, scenes: Scenes, _: Browser) -> Drawn:
    command = [program("inkscape", "inkscape"), "--export-type=png", *(f"{stem}.svg" for stem in scenes)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=400)
    return {stem: Image.open(folder / f"{stem}.png") for stem in scenes}


def _in_librsvg(folder: Path, scenes: Scenes, _: Browser) -> Drawn:
    path = program("rsvg-convert", "librsvg2-bin")
    for stem in scenes:
        command = [path, f"{stem}.svg", "-o", f"{stem}.png"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    return {stem: Image.open(folder / f"{stem}.png") for stem in scenes}


def _in_resvg(folder: Path, scenes: Scenes, _: Browser) -> Drawn:
    import resvg_py

    fonts = [str(face(weight).path) for weight in (400, 600, 700)]
    texts = {stem: (folder / f"{stem}.svg").read_text("utf-8") for stem in scenes}
    return {
        stem: Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(text, font_files=fonts, skip_system_fonts=True))))
        for stem, text in texts.items()
    }


def _in_libreoffice(folder: Path, scenes: Scenes, _: Browser) -> Drawn:
    libreoffice(folder, "--convert-to", "pdf", *(f"{stem}.svg" for stem in scenes))
    drawn = {}
    for stem, scene in scenes.items():
        wide, high = round(scene.width), round(scene.height)
        fine = page(folder / f"{stem}.pdf", 96 * FINER)
        left, top = (fine.width - FINER * wide) // 2, (fine.height - FINER * high) // 2
        cut = fine.crop((left, top, left + FINER * wide, top + FINER * high))
        drawn[stem] = cut.resize((wide, high), Image.Resampling.BOX)
    return drawn


VIEWERS: dict[str, Callable[[Path, Scenes, Browser], Drawn]] = {
    "chromium": _in_chromium,
    "inkscape": _in_inkscape,
    "librsvg": _in_librsvg,
    "resvg": _in_resvg,
    "libreoffice": _in_libreoffice,
}
