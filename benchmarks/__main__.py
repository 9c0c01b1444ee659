"""`python -m benchmarks`: time per figure as SVG and PNG of 2400 x 1600 px, beside peers in the same run."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import batch, cold, figures, peers, preview, sizes
from benchmarks import kinds as every_kind
from benchmarks.measure import interleaved, keep

TURNS = 10
"""Figures that we draw while a peer draws one."""


def warm(rounds: int) -> dict[str, dict[str, float]]:
    """Median ms of a figure by scenario and painter, each figure another, all in this process."""
    found = {}
    for scenario, write in figures.SCENARIOS.items():
        drawn = [write(seed) for seed in range(1, (rounds + 1) * TURNS + 1)]
        computed = [figures.computed(each) for each in drawn[::TURNS]]
        runs: dict[str, Callable[[], object]] = {
            f"barometer {turn}": _each(figures.ours, iter(drawn[turn::TURNS])) for turn in range(TURNS)
        }
        for name, (draw, module, kinds) in peers.PEERS.items():
            if computed[0].spec.kind in kinds and peers.installed(module):
                runs[name] = _each(draw, iter(computed))
        medians = interleaved(runs, rounds)
        own = sorted(medians.pop(f"barometer {turn}") for turn in range(TURNS))
        found[scenario] = {"barometer": own[TURNS // 2], **medians}
    return found


def _each(draw: Callable[..., object], upcoming: Iterator[object]) -> Callable[[], object]:
    return lambda: draw(next(upcoming))


def main() -> None:
    """Print medians and ratios, and append them to the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="runs of each peer (default 9)")
    parser.add_argument("--only", choices=["warm", "kinds", "cold", "batch", "preview", "sizes"], help="one of these")
    parser.add_argument("--base", type=Path, help="a folder with the program as it was, for its cold start")
    parser.add_argument("--keep", action="store_true", help="append the medians to benchmarks/results/")
    chosen = parser.parse_args()
    if chosen.only in (None, "warm"):
        medians = warm(chosen.rounds)
        print("One warm process, median ms a figure (times slower than barometer)")
        for scenario, row in medians.items():
            print(f"  {scenario:20} {_told(row, 'barometer')}")
        if chosen.keep:
            keep("warm", medians)
    if chosen.only in (None, "kinds"):
        costs = every_kind.measured(chosen.rounds)
        limit = every_kind.LIMIT
        print(f"Each kind, median ms of its sample figures (times the cost of bars, of which it may have {limit})")
        for kind, taken in costs.items():
            times = taken / costs["bars"]
            print(f"  {kind:20} {taken:.1f} ({times:.1f}x)" + (f": over {limit}" if times > limit else ""))
        if chosen.keep:
            keep("kinds", costs)
    if chosen.only in (None, "cold"):
        clock, processor = cold.measured(max(chosen.rounds, 15), chosen.base)
        print("One figure a process, median ms (times slower than barometer render)")
        print(f"  by the clock      {_told(clock, 'barometer render')}")
        print(f"  of the processor  {_told(processor, 'barometer render')}")
        if chosen.keep:
            keep("cold", {"clock": clock, "processor": processor})
    if chosen.only in (None, "batch"):
        with tempfile.TemporaryDirectory() as folder:
            row = batch.end_to_end(Path(folder))
        print("200 specs and a microdata CSV to 400 files, s")
        print(f"  {', '.join(f'{name}: {value}' for name, value in row.items())}")
        if chosen.keep:
            keep("end to end", row)
    if chosen.only in (None, "sizes"):
        large = sizes.measured()
        print("Sample figures as files of the web's size, kB (PNG at 1x)")
        for name, row in large.items():
            print(f"  {name:20} median {row['median']:.0f} (gzip {row['sent']:.0f}), largest {row['largest']:.0f}")
        if chosen.keep:
            keep("sizes", large)
    if chosen.only in (None, "preview"):
        print(
            "A save among 2 000 figures, median ms until it is told, and the page, its picture, the overview are there"
        )
        edited = preview.measured()
        for name, row in edited.items():
            print(f"  {name:20} {', '.join(f'{what}: {value}' for what, value in row.items())}")
        if chosen.keep:
            keep("preview", edited)
    for name, (_, module, _) in peers.PEERS.items():
        if not peers.installed(module):
            print(f"Skipped: {name} is not installed.")
    if not cold.ggplot():
        print("Skipped: there is no R with ggplot2, svglite and ragg.")


def _told(row: dict[str, float], own: str) -> str:
    return "   ".join(
        f"{name} {taken:.1f}" + (f" ({taken / row[own]:.1f}x)" if taken > row[own] else "")
        for name, taken in row.items()
    )


main()
