"""Mutants that `make mutants` breaks the project with: each still finds its text, and its tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants import ROOT, Mutant, mutants

FOUND = mutants()


@pytest.mark.parametrize("mutant", FOUND, ids=lambda mutant: f"{mutant.area}: {mutant.promise}")
def test_a_mutant_finds_its_text_and_its_tests(mutant: Mutant) -> None:
    """A mutant whose text has moved would prove nothing for as long as nobody runs it."""
    assert (ROOT / mutant.file).read_text("utf-8").count(mutant.old) == 1
    assert mutant.old != mutant.new
    for test in mutant.tests:
        file, _, name = test.partition("::")
        assert f"def {name.split('[')[0]}(" in Path(ROOT / file).read_text("utf-8") if name else (ROOT / file).is_file()


def test_tests_import_tools_however_pytest_is_started() -> None:
    """By its own name too, which puts no folder in the path of modules."""
    command = [Path(sys.executable).with_name("pytest"), "--collect-only", Path(__file__)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout
