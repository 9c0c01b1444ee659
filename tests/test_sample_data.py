"""The synthetic microdata: made by its generator, and weighted to what is published."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[1] / "data" / "samarbejde"
NAME = "samarbejde-syntetisk.csv"


def test_the_hash_is_the_files() -> None:
    written = (FOLDER / f"{NAME}.sha256").read_text(encoding="ascii").split()
    assert written == [sha256((FOLDER / NAME).read_bytes()).hexdigest(), NAME]


def test_the_generator_makes_the_file(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "generate.py", tmp_path)
    subprocess.run([sys.executable, tmp_path / "generate.py"], check=True)
    made, kept = pd.read_csv(tmp_path / NAME), pd.read_csv(FOLDER / NAME)
    pd.testing.assert_frame_equal(made, kept, rtol=1e-5)


def test_published_numbers_come_out() -> None:
    data = pd.read_csv(FOLDER / NAME)
    assert (data["syntetisk"] == "ja").all()
    innovative = data[data["indfoert_innovation"] == 1]
    together = innovative[innovative["sam_ingen"] == 0]
    assert (len(data), len(innovative), len(together)) == (2271, 1877, 1334)
    assert together["vaegt"].sum() / innovative["vaegt"].sum() == pytest.approx(0.69, abs=1e-6)
    for sector, share in (("kommune", 0.80), ("stat", 0.84), ("region", 0.85)):
        rows = data[data["sektor"] == sector]
        found = (rows["vaegt"] * rows["indfoert_innovation"]).sum() / rows["vaegt"].sum()
        assert found == pytest.approx(share, abs=1e-6)


def test_the_tables_of_the_maps_follow_their_rule(tmp_path: Path) -> None:
    folder, names = FOLDER.parent / "katalog", ("kort-kommuner-syntetisk.csv", "kort-regioner-syntetisk.csv")
    shutil.copy(folder / "kort-syntetisk.py", tmp_path)
    subprocess.run([sys.executable, tmp_path / "kort-syntetisk.py"], check=True, cwd=folder.parents[1])
    for name in names:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
