"""Many figures: from specs and microdata to files, beside a plain script; runs in which nothing changed; two processes.

`python -m benchmarks.batch` prints a table and, with `--keep`, appends it to the results.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from barometer_cli.languages import LANGUAGES
from barometer_cli.preview.desk import Desk
from barometer_cli.preview.pages import Pages
from benchmarks.measure import ROOT, environment, interleaved, keep, seconds

PEER = """
import textwrap
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import pandas as pd
import yaml
from pathlib import Path
Path("peer").mkdir(exist_ok=True)
frame = pd.read_csv("data/svar.csv")
for path in sorted(Path("figures").glob("*/f*.yaml")):
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    shares = frame.groupby(spec["data"])["w"].sum() / frame["w"].sum()
    fig, ax = plt.subplots(figsize=(12, 8))
    bars = ax.barh([f"Svar {code}" for code in shares.index], shares * 100, color="#0B4F6C")
    ax.bar_label(bars, labels=[f"{share:.0f} %" for share in shares * 100], padding=4, fontweight="bold")
    ax.set_title(textwrap.fill(spec["title"], 80), loc="left", fontweight="bold", fontsize=16)
    ax.set_xticks([])
    note = f"Figuren viser {spec['caption']}. Data er vægtet. n={len(frame)}."
    fig.text(0.02, -0.02, textwrap.fill(note, 150), va="top", fontsize=9)
    fig.tight_layout()
    fig.savefig(f"peer/{path.stem}.svg", bbox_inches="tight")
    fig.savefig(f"peer/{path.stem}.png", dpi=200, bbox_inches="tight")
    plt.close(fig)
"""


def project(folder: Path, figures: int, rows: int = 2271) -> None:
    """A project of synthetic microdata: pages of 50 figures, each of a question of its own."""
    questions = min(figures, 60)
    (folder / "data").mkdir(parents=True)
    header = ",".join(["w", *(f"q{k}" for k in range(questions))])
    lines = [
        ",".join([f"{1 + (i * 7) % 13 / 10:.1f}", *(str(1 + (i * (k + 3) + i // 7) % 5) for k in range(questions))])
        for i in range(rows)
    ]
    (folder / "data/svar.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    codes = "{1: Svar et, 2: Svar to, 3: Svar tre, 4: Svar fire, 5: Svar fem}"
    book = "weight: w\nvariables:\n" + "".join(f"  q{k}: {{codes: {codes}}}\n" for k in range(questions))
    (folder / "data/svar.codebook.yaml").write_text(book, encoding="utf-8")
    for number in range(figures):
        page = folder / f"figures/side{number // 50:03}"
        page.mkdir(parents=True, exist_ok=True)
        (page / "survey.yaml").write_text(
            'name: Syntetisk måling\nwave: "2026"\npopulation: ingen\nsynthetic: true\ndata: data/svar.csv\n', "utf-8"
        )
        (page / f"f{number:04}.yaml").write_text(
            f"kind: bars\ntitle: Sådan fordeler svarene sig på spørgsmål {number} i den syntetiske måling a\n"
            f"caption: svarene på spørgsmål {number}\ndata: q{number % questions}\n",
            encoding="utf-8",
        )


def run(folder: Path, *arguments: str) -> float:
    """Seconds of a command in a project."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=folder, check=True, env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return perf_counter() - start


def barometer(*arguments: str) -> list[str]:
    """The command line of barometer."""
    return ["-m", "barometer_cli", *arguments]


def end_to_end(folder: Path) -> dict[str, float]:
    """Seconds for 200 figures as SVG and PNG of 2400 px by one process, ours and a plain script's.

    By the clock, and of the processor; the script draws once, which takes a minute, we before and after.
    """
    project(folder, 200)
    (folder / "peer.py").write_text(PEER, encoding="utf-8")

    def ours() -> None:
        shutil.rmtree(folder / "build", ignore_errors=True)
        run(folder, *barometer("render", "figures", "--quiet", "--scale", "3"))

    ours()  # which compiles
    before = [seconds(ours) for _ in range(3)]
    script = seconds(lambda: run(folder, "peer.py"))
    own = [*before, *(seconds(ours) for _ in range(3))]
    found = {}
    for way, what in enumerate(("clock", "processor")):
        taken = median(each[way] for each in own)
        found |= {
            f"barometer, {what}": round(taken, 2),
            f"plain script, {what}": round(script[way], 1),
            f"ratio, {what}": round(script[way] / taken, 1),
        }
    return found


def nothing_changed(folder: Path) -> dict[str, float]:
    """Milliseconds of a run over 500 figures of which none changed, and of `--version`."""
    project(folder, 500)
    run(folder, *barometer("render", "figures", "--quiet", "--format", "svg"))
    found = interleaved(
        {
            "no-op over 500": lambda: run(folder, *barometer("render", "figures", "--format", "svg")),
            "--help": lambda: run(folder, *barometer("--help")),
        },
        7,
    )
    return {**found, "ratio": round(found["no-op over 500"] / found["--help"], 2)}


def checking(folder: Path) -> dict[str, float]:
    """Milliseconds of checking some 200 figures of finished tables, and of drawing ten of them as SVG and PNG."""
    source = ROOT / "figures/innovation-2021-2023"
    shutil.copytree(ROOT / "data/innovation-2021-2023", folder / "data/innovation-2021-2023")
    specs = sorted(path for path in source.glob("*.yaml") if path.name not in ("survey.yaml", "page.yaml"))
    for page, chosen in (*((f"figures/side{number:02}", specs) for number in range(17)), ("ten/side", specs[:10])):
        (folder / page).mkdir(parents=True)
        for path in (source / "survey.yaml", *chosen):
            shutil.copy(path, folder / page)
    found = interleaved(
        {
            f"check {17 * len(specs)}": lambda: run(folder, *barometer("check", "figures")),
            "draw 10": lambda: run(folder, *barometer("render", "ten", "--quiet", "--force")),
        },
        7,
    )
    checked, drawn = found.values()
    return {**found, "ratio": round(checked / drawn, 2)}


def two_processes(folder: Path) -> dict[str, float]:
    """Seconds for 500 figures in every format, by one process and by two."""
    project(folder, 500)
    formats = "png,svg,svg-editable,svg-outlined,pdf"
    taken = {
        jobs: run(folder, *barometer("render", "figures", "--quiet", "--force", "--format", formats, "--jobs", jobs))
        for jobs in ("1", "2")
    }
    return {**{f"--jobs {jobs}": round(s, 1) for jobs, s in taken.items()}, "ratio": round(taken["1"] / taken["2"], 2)}


def previewing(folder: Path) -> dict[str, float]:
    """Milliseconds from the save of a spec to its page and its picture in the preview, among 2 000 figures and 20."""
    runs: dict[str, Callable[[], object]] = {}
    for figures in (2_000, 20):
        place = folder / str(figures)
        tables(place, figures)
        runs[f"edit among {figures}"] = _edits(place)
    found = interleaved(runs, 9)
    many, few = found.values()
    return {**found, "ratio": round(many / few, 1)}


def tables(folder: Path, figures: int) -> None:
    """A project of synthetic tables: pages of 50 figures, each of a table of its own."""
    (folder / "data").mkdir(parents=True)
    for number in range(figures):
        page = folder / f"figures/side{number // 50:03}"
        page.mkdir(parents=True, exist_ok=True)
        (page / "survey.yaml").write_text('name: Syntetisk måling\nwave: "2026"\nsynthetic: true\n', "utf-8")
        rows = f"category,share\nSvar et,{20 + number % 50}\nSvar to,{10 + number % 40}\nSvar tre,{5 + number % 30}\n"
        (folder / f"data/t{number:04}.csv").write_text(rows, "utf-8")
        (page / f"f{number:04}.yaml").write_text(
            f"kind: bars\ntitle: Sådan fordeler svarene sig på spørgsmål {number}\n"
            f"question: {{text: Hvad svarer I til {number}?, answers: several}}\n"
            f"table: {{file: data/t{number:04}.csv, unit: percent}}\nn: 1000\n",
            encoding="utf-8",
        )


def _edits(folder: Path) -> Callable[[], object]:
    """Saves a spec in a folder with another title, and asks a preview of it for what it shows then."""
    spec, numbers = folder / "figures/side000/f0010.yaml", count()
    text = spec.read_text("utf-8")
    desk, pages = Desk([folder / "figures"]), Pages(LANGUAGES["da"])
    desk.overview()

    def edit() -> object:
        spec.write_text(text.replace("spørgsmål 10", f"spørgsmål 10, igen {next(numbers)}"), "utf-8")
        desk.touch(frozenset({str(spec.resolve())}))
        view = desk.view("side000/f0010")
        assert view
        return pages.figure("1", view), desk.picture("side000/f0010", view.proofs[0].pictures[0].path)

    return edit


def scale(folder: Path, sizes: tuple[int, ...]) -> dict[str, float]:
    """Milliseconds a figure, and peak memory in MB, by the number of figures."""
    found: dict[str, float] = {}
    for figures in sizes:
        place = folder / str(figures)
        project(place, figures)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        seconds = run(place, *barometer("render", "figures", "--quiet"))
        found[f"{figures} figures, ms each"] = round(seconds / figures * 1000, 2)
        found[f"{figures} figures, peak MB"] = round(
            max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
        )
        shutil.rmtree(place)
    return found


def main() -> None:
    """Measure each in a folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500], help="numbers of figures (default 50 500)")
    parser.add_argument("--keep", action="store_true", help="append the medians to benchmarks/results/")
    chosen = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        found["scale"] = scale(root, tuple(sorted(chosen.sizes)))
        for part in (end_to_end, nothing_changed, checking, two_processes, previewing):
            found[part.__name__.replace("_", " ")] = part(root / part.__name__)
            shutil.rmtree(root / part.__name__)
    for name, row in found.items():
        print(f"{name:16} {', '.join(f'{key}: {value}' for key, value in row.items())}")
    if chosen.keep:
        keep("batch", found)


if __name__ == "__main__":
    main()
