"""The same words and numbers drawn by others, as their users write it, as SVG and PNG of 2400 x 1600 px."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from importlib.util import find_spec

from barometer_cli.model.figure import Figure

COLOURS = ("#0B4F6C", "#3E7C99", "#8DB6CB", "#C9DDE7")


def note(figure: Figure) -> str:
    """What stands below the chart."""
    return figure.caption.text


def source(figure: Figure) -> str:
    """The last line."""
    return f"{figure.words.source}: {figure.survey.credit}"


def pyplot(figure: Figure) -> None:
    """pyplot, `tight_layout`, `savefig` with `bbox_inches="tight"`."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(12, 8))
    {"bars": _bars, "stacked_bars": _stacked, "quote": _quote}[figure.spec.kind](figure, ax)
    for side in ax.spines:
        ax.spines[side].set_visible(side == "left" and figure.spec.kind == "bars")
    fig.text(0.02, -0.02, textwrap.fill(note(figure), 150), va="top", fontsize=9)
    fig.text(0.02, -0.3, source(figure), va="top", fontsize=9, fontweight="bold")
    fig.tight_layout()
    for kind in ("svg", "png"):
        fig.savefig(io.BytesIO(), format=kind, dpi=200, bbox_inches="tight")
    plt.close(fig)


def _bars(figure: Figure, ax) -> None:  # type: ignore[no-untyped-def]
    cells = sorted(figure.table.cells, key=lambda cell: cell.value)
    labels = [textwrap.fill(cell.category, 40) for cell in cells]
    drawn = ax.barh(labels, [cell.value for cell in cells], color=COLOURS[0])
    ax.bar_label(drawn, labels=[figure.locale.percent(cell.value) for cell in cells], padding=4, fontweight="bold")
    ax.set_title(textwrap.fill(figure.spec.title, 80), loc="left", fontweight="bold", fontsize=16)
    ax.set_xticks([])


def _stacked(figure: Figure, ax) -> None:  # type: ignore[no-untyped-def]
    left, starts = 0.0, {}
    for cell, colour in zip(figure.table.cells, COLOURS, strict=False):
        ax.barh([0], [cell.value], left=left, color=colour, edgecolor="white")
        words = f"{figure.locale.percent(cell.value)}\n{textwrap.fill(cell.category, 18)}"
        ax.text(left + 0.01, 0, words, va="center", fontsize=10)
        starts[cell.category] = left
        left += cell.value
    for net in figure.table.nets:
        start = starts[net.parts[0]]
        end = start + net.value
        ax.plot([start, start, end, end], [0.45, 0.5, 0.5, 0.45], color="black", linewidth=1.5, clip_on=False)
        ax.text(start, 0.53, f"{figure.locale.percent(net.value)} {net.label}", fontweight="bold")
    ax.set_title(textwrap.fill(figure.spec.title, 80), loc="left", fontweight="bold", fontsize=16)
    ax.set(xticks=[], yticks=[], ylim=(-0.6, 0.7))


def _quote(figure: Figure, ax) -> None:  # type: ignore[no-untyped-def]
    import matplotlib.pyplot as plt

    ax.axis("off")
    inset = ax.inset_axes((0, 0.4, 0.2, 0.4))
    inset.imshow(plt.imread(io.BytesIO(figure.portrait or b"")))
    inset.axis("off")
    ax.text(0.25, 0.8, textwrap.fill(figure.spec.quote or "", 60), va="top", fontsize=16)
    speaker = figure.spec.speaker
    ax.text(0, 0.15, speaker.name if speaker else "", fontweight="bold", fontsize=13)
    ax.text(0, 0.08, textwrap.fill(speaker.title, 80) if speaker else "", fontsize=11)


def vega_lite(figure: Figure) -> None:
    """Vega-Lite by vl-convert: the bars only."""
    import vl_convert

    values = [
        {"label": cell.category, "share": cell.value, "value": figure.locale.percent(cell.value)}
        for cell in figure.table.cells
    ]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": "-x",
        "title": None,
        "axis": {"labelLimit": 400, "domain": False, "ticks": False},
    }
    x = {"field": "share", "type": "quantitative", "axis": None}
    below = [*textwrap.wrap(note(figure), 150), source(figure)]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": textwrap.wrap(figure.spec.title, 80), "anchor": "start", "fontSize": 24},
        "config": {"view": {"stroke": None}, "background": "white"},
        "vconcat": [
            {
                "width": 700,
                "height": 500,
                "data": {"values": values},
                "layer": [
                    {"mark": {"type": "bar", "color": COLOURS[0]}, "encoding": {"x": x, "y": y}},
                    {
                        "mark": {"type": "text", "align": "left", "dx": 4, "fontWeight": "bold"},
                        "encoding": {"x": x, "y": y, "text": {"field": "value"}},
                    },
                ],
            },
            {
                "width": 1100,
                "height": 200,
                "data": {"values": [{}]},
                "mark": {"type": "text", "align": "left", "baseline": "top", "x": 0, "y": 0, "text": below},
            },
        ],
    }
    vl_convert.vegalite_to_svg(spec, vl_version="5.21")
    vl_convert.vegalite_to_png(spec, vl_version="5.21", scale=2)


PEERS: dict[str, tuple[Callable[[Figure], None], str, frozenset[str]]] = {
    "pyplot": (pyplot, "matplotlib", frozenset({"bars", "stacked_bars", "quote"})),
    "vl-convert": (vega_lite, "vl_convert", frozenset({"bars"})),
}
"""What draws, the module it needs, and the kinds it is asked for."""


def installed(module: str) -> bool:
    """Whether a peer can run here."""
    return find_spec(module) is not None
