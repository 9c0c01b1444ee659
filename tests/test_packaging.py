"""What is handed on: a wheel that works where the repository is not, and an sdist from which the same wheel is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ("pyproject.toml", "MANIFEST.in", "README.md", "CHANGELOG.md", "THIRD-PARTY.md", "LICENSE")

pytestmark = pytest.mark.thorough


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a command prints, run in a folder with none of the repository in its way."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=inherited | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is made from it; nothing is fetched for them."""
    folder = tmp_path_factory.mktemp("built")
    tree = folder / "tree"
    tree.mkdir()
    for name in SOURCE:
        shutil.copy(ROOT / name, tree)
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "barometer_cli", tree / "barometer_cli", ignore=left_out)
    shutil.copytree(ROOT / "tests", tree / "tests", ignore=left_out)
    backend = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", backend, folder, folder=tree)
    (sdist,) = folder.glob("*.tar.gz")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet")
    run(sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, sdist, folder=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def test_a_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "barometer_cli"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("not in a repository, so nothing tells which files are the project's")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == set(tracked.stdout.split())


def test_an_sdist_holds_what_is_said_of_it_and_no_tests(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= set(SOURCE)
    assert not [name for name in held if name.startswith("tests")]


def test_the_licences_travel(wheel: Path) -> None:
    said = metadata(wheel)
    assert said["License-Expression"] == "MIT AND OFL-1.1"
    assert said["Author"] == "The barometer authors"
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.partition("/licenses/")[2] for name in archive.namelist() if "/licenses/" in name}
    assert licences == set(said.get_all("License-File", []))
    assert {"LICENSE", "THIRD-PARTY.md", "barometer_cli/layout/fonts/OFL.txt"} < licences


def test_a_figure_is_begun_drawn_and_proved_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """What it needs is this environment's, laid beside it: nothing is fetched, and the project is not seen."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", folder=tmp_path)
    python, barometer = tmp_path / "venv/bin/python", tmp_path / "venv/bin/barometer"
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", wheel, folder=tmp_path)
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    (Path(own) / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    where = run(python, "-c", "import barometer_cli; print(barometer_cli.__file__)", folder=project)
    assert where.startswith(own)
    run(barometer, "new", "bars", "page/x", folder=project)
    run(barometer, "render", "--format", "png,svg,pdf", folder=project)
    assert "1 figure checked: 0 errors" in run(barometer, "check", "--render", folder=project)
    run(barometer, "gallery", folder=project)
    assert {path.suffix for path in (project / "build/page/x").iterdir()} == {".png", ".svg", ".pdf", ".csv", ".json"}
    assert (project / "build/gallery/index.html").is_file()
