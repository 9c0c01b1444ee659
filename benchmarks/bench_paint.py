"""Time per figure of 2400 x 1600 px as SVG and PNG: a Scene by our encoders against plain pyplot.

Run with ``python benchmarks/bench_paint.py``. The encoders paint 100 different figures after one to warm up;
pyplot draws the same chart five times after one. Layout is counted for pyplot only; ours takes 0.15 ms.
"""

from __future__ import annotations

import io
from random import Random
from statistics import median
from time import perf_counter

from barometer_cli.formats import ENCODERS
from barometer_cli.model.scene import Group, Rect, Scene, Text

LABELS = ("Meget enig", "Enig", "Hverken enig eller uenig", "Uenig", "Meget uenig", "Ved ikke", "Vil ikke svare")
NOTE = "Note: 2.013 danskere over 18 år, vægtet efter køn, alder og region. Spørgsmål {}: Hvor enig er du i det?"
INK, PAPER = "#1A1A1A", "#FFFFFF"
FIGURES, PLOTS = 100, 5


def shares(seed: int) -> list[int]:
    random = Random(seed)
    return [random.randint(2, 80) for _ in LABELS]


def scene(seed: int, note: bool) -> Scene:
    title = f"Figur {seed}: så enige er danskerne"
    bars, texts = [], [Text("title", 40, 60, title, 32, 700, INK, "start", PAPER)]
    for row, (label, share) in enumerate(zip(LABELS, shares(seed), strict=True)):
        y, length = 110.0 + 85 * row, share * 8.0
        bars.append(Rect(f"bar-{row}", 360, y, length, 56, "#1F6FB2"))
        texts.append(Text(f"label-{row}", 345, y + 36, label, 24, 400, INK, "end", PAPER))
        texts.append(Text(f"value-{row}", 370 + length, y + 36, f"{share}\u00a0%", 24, 600, INK, "start", PAPER))
    if note:
        texts.append(Text("note", 40, 770, NOTE.format(seed), 18, 400, "#555555", "start", PAPER))
    groups = (Group("bars", "Søjler", tuple(bars)), Group("texts", "Tekst", tuple(texts)))
    return Scene(f"fig-{seed}", 1200, 800, PAPER, f"Figur {seed}", "Søjlediagram", "da", groups)


def pyplot(seed: int, note: bool) -> None:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(12, 8))
    drawn = axes.barh(LABELS, shares(seed), color="#1F6FB2")
    axes.bar_label(drawn, fmt="%d %%")
    axes.invert_yaxis()
    axes.set_title(f"Figur {seed}: så enige er danskerne", weight="bold")
    if note:
        figure.text(0.02, 0.005, NOTE.format(seed))
    figure.tight_layout()
    for kind in ("svg", "png"):
        figure.savefig(io.BytesIO(), format=kind, dpi=200, bbox_inches="tight")
    plt.close(figure)


def main() -> None:
    """Print ms per figure and the ratio, without and with a note."""
    import matplotlib

    matplotlib.use("Agg")
    for note in (False, True):
        ours: dict[str, list[float]] = {"svg": [], "png": [], "svg-editable": [], "svg-outlined": []}
        for seed in range(FIGURES + 1):
            figure = scene(seed + 1000 * note, note)
            for name, times in ours.items():
                begun = perf_counter()
                ENCODERS[name].encode(figure, 2)
                times.append((perf_counter() - begun) * 1000)
        theirs = []
        for seed in range(PLOTS + 1):
            begun = perf_counter()
            pyplot(seed, note)
            theirs.append((perf_counter() - begun) * 1000)
        each = {name: median(times[1:]) for name, times in ours.items()}
        both, plain = each["svg"] + each["png"], median(theirs[1:])
        detail = ", ".join(f"{name} {ms:.2f}" for name, ms in each.items())
        print(f"note {note!s:5}: svg+png {both:.1f} ms ({detail}); pyplot {plain:.0f} ms; ratio {plain / both:.0f}")


if __name__ == "__main__":
    main()
