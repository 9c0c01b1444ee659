"""Break the promises of tests/mutants/*.toml, one at a time, in a copy of the project; their tests must notice.

The copy stands alone: what the tests find there is what they find on a stranger's machine.

    python tools/mutants.py             all of them
    python tools/mutants.py claims      those of tests/mutants/claims.toml
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
MUTANTS = ROOT / "tests" / "mutants"
LEFT_OUT = ignore_patterns(".*", "build", "__pycache__", "*.egg-info", "docs/pictures", "results")
FAILED = 1
"""What pytest ends with when tests ran and some failed; a mutant that breaks the run itself proves nothing."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A promise, how it is broken (`old`, which stands once in `file`, becomes `new`), and the tests that notice."""

    area: str
    promise: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants(area: str | None = None) -> list[Mutant]:
    """Every mutant, or those of one area."""
    found = []
    for path in sorted(MUTANTS.glob(f"{area or '*'}.toml")):
        for written in tomllib.loads(path.read_text("utf-8"))["mutant"]:
            found.append(Mutant(path.stem, **{**written, "tests": tuple(written["tests"])}))
    return found


def copied(tree: Path) -> Path:
    """The project in a tree, compiled once: a file is compiled again where it is another than its hash says."""
    copytree(ROOT, tree, ignore=LEFT_OUT)
    compile_dir(tree / "barometer_cli", quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return tree


def outcome(tree: Path, tests: tuple[str, ...], *options: str) -> tuple[int, str]:
    """How pytest ends in a tree that holds the project, and the last that it says."""
    alone = {name: value for name, value in os.environ.items() if name != "BAROMETER_ORACLE"}
    command = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", "--no-header", *options, *tests]
    command += ["--hypothesis-profile", "broken"]
    environment = alone | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout[-4000:]


def survives(tree: Path, mutant: Mutant) -> str:
    """Why a mutant is not killed; "" where it is."""
    file = tree / mutant.file
    sound = file.read_text("utf-8")
    if sound.count(mutant.old) != 1:
        return f"its text stands {sound.count(mutant.old)} times in {mutant.file}"
    file.write_text(sound.replace(mutant.old, mutant.new), "utf-8")
    try:
        ended, _ = outcome(tree, mutant.tests)
    finally:
        file.write_text(sound, "utf-8")
    return "" if ended == FAILED else f"pytest ended with {ended}, not with failed tests"


def main(area: str | None = None) -> int:
    """Try every mutant; 1 where one survives, or where a test fails without any."""
    found = mutants(area)
    if not found:
        print(f"there are no mutants in {MUTANTS.relative_to(ROOT)}/{area or '*'}.toml")
        return 2
    with TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        workers = os.cpu_count() or 1
        for number in range(workers):
            trees.put(copied(Path(folder) / str(number) / ROOT.name))
        sound = trees.get()
        named = tuple(dict.fromkeys(test for mutant in found for test in mutant.tests))
        ended, said = outcome(sound, named, "-n", str(workers), "--dist", "worksteal")
        if ended:
            print(f"{said}\nthe tests of the mutants fail without any (pytest ended with {ended})")
            return 1
        trees.put(sound)

        def tried(mutant: Mutant) -> str:
            tree = trees.get()
            try:
                return survives(tree, mutant)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(workers) as pool:
            alive = 0
            for mutant, why in zip(found, pool.map(tried, found), strict=True):
                alive += bool(why)
                print(f"{'LIVES ' if why else 'killed'} {mutant.area}: {mutant.promise}{f' ({why})' if why else ''}")
    print(f"{len(found) - alive} of {len(found)} mutants killed")
    return int(bool(alive))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
