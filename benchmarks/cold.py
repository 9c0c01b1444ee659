"""One figure in a process of its own, from its files to its files: `barometer render` against a script with pandas.

Bytecode is compiled beforehand, as an installation does; the first run of each, which does it, is not counted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import figures, peers
from benchmarks.measure import ROOT, by_clock, environment

SEED = 7
BEFORE = "barometer render, before"
PYPLOT = """
import sys, textwrap
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import pandas as pd
frame = pd.read_csv("data.csv", sep=";").sort_values("share")
title, note, source = open("words.txt", encoding="utf-8").read().split("\\n")
fig, ax = plt.subplots(figsize=(12, 8))
drawn = ax.barh([textwrap.fill(label, 40) for label in frame["category"]], frame["share"], color="#0B4F6C")
ax.bar_label(drawn, labels=[f"{share:.0f} %" for share in frame["share"]], padding=4, fontweight="bold")
ax.set_title(textwrap.fill(title, 80), loc="left", fontweight="bold", fontsize=16)
ax.set_xticks([])
for side in ("top", "right", "bottom"):
    ax.spines[side].set_visible(False)
fig.text(0.02, -0.02, textwrap.fill(note, 150), va="top", fontsize=9)
fig.text(0.02, -0.3, source, va="top", fontsize=9, fontweight="bold")
fig.tight_layout()
fig.savefig("peer.svg", bbox_inches="tight")
fig.savefig("peer.png", dpi=200, bbox_inches="tight")
"""
GGPLOT = Path(__file__).with_name("ggplot.R")


def measured(rounds: int, base: Path | None = None) -> tuple[dict[str, float], dict[str, float]]:
    """Median ms of a process by what runs in it, by the clock and of the processor.

    Parameters
    ----------
    rounds
        Runs of each.
    base
        A folder with the program as it was before: it takes its turn with the others.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        barometer = [sys.executable, "-m", "barometer_cli"]
        render = [*barometer, "render", "figures/bench/bench.yaml", "--scale", "3"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "barometer --help": [*barometer, "--help"],
            "barometer render": render,
            "pyplot and pandas": [sys.executable, "peer.py"],
        }
        if base:
            commands[BEFORE] = render
        if ggplot():
            commands["ggplot2"] = ["Rscript", str(GGPLOT)]
        drawn = folder / "build" / "bench" / "bench"

        def run(name: str, command: list[str]) -> None:
            if command == render:
                shutil.rmtree(folder / "build", ignore_errors=True)  # else it would find nothing to draw
            program = base.resolve() if base and name == BEFORE else ROOT
            env = environment(program, folder / "bytecode")
            subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
            assert command != render or len([*drawn.glob("*.png"), *drawn.glob("*.svg")]) == 2, "it drew both"

        return by_clock({name: lambda n=name, c=command: run(n, c) for name, command in commands.items()}, rounds)


def ggplot() -> bool:
    """Whether R is here with what the peer draws with."""
    if not shutil.which("Rscript"):
        return False
    loads = "for (name in c('ggplot2', 'svglite', 'ragg')) loadNamespace(name)"
    return subprocess.run(["Rscript", "-e", loads], capture_output=True).returncode == 0


def _write(folder: Path) -> None:
    """The same figure for all: the words that the caption computes are handed to the peers."""
    figure = figures.computed(figures.captioned(SEED))
    page = folder / "figures" / "bench"
    page.mkdir(parents=True)
    rows = "".join(f"{cell.category};{cell.value * 100:.4f};1877\n" for cell in figure.table.cells)
    for path in (folder / "data.csv", page / "bench.csv"):
        path.write_text(f"category;share;n\n{rows}", encoding="utf-8")
    spec = figure.spec
    (page / "survey.yaml").write_text(
        f"name: {figure.survey.name}\nwave: '{figure.survey.wave}'\npopulation: {figure.survey.population}\n"
        "table_unit: percent\n",
        encoding="utf-8",
    )
    assert spec.question and spec.filter and spec.caption
    (page / "bench.yaml").write_text(
        f"kind: bars\ntitle: {spec.title}\nn: 1877\nquestion:\n  text: {spec.question.text}\n  answers: several\n"
        f"filter: {spec.filter.text}\ntable:\n  file: bench.csv\ncaption:\n  shows: {spec.caption.shows}\n"
        f"  reading: {spec.caption.reading}\n",
        encoding="utf-8",
    )
    words = "\n".join((spec.title, peers.note(figure), peers.source(figure)))
    (folder / "words.txt").write_text(words, encoding="utf-8")
    (folder / "peer.py").write_text(PYPLOT, encoding="utf-8")
