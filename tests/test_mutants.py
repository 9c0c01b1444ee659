"""Mutants that `make mutants` breaks the project with: each still finds its text, and its tests."""

from __future__ import annotations

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
