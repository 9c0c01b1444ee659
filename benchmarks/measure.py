"""Medians of interleaved runs, so that all have the same luck with a shared machine, and a file to keep them in."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results")
PACKAGES = ("matplotlib", "numpy", "uharfbuzz", "zlib-ng", "pillow", "pydantic", "pandas", "vl-convert-python")


def interleaved(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median ms of each run, all once a round; the first round is not counted."""
    return by_clock(runs, rounds)[0]


def by_clock(runs: Mapping[str, Callable[[], object]], rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Median ms of each run by the clock, and of the processor, in this process and those it waits for."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            taken = seconds(run)
            if number:
                times[name].append(taken)
    clock, processor = (
        {name: round(median(each[way] for each in taken) * 1000, 2) for name, taken in times.items()} for way in (0, 1)
    )
    return clock, processor


def seconds(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one run by the clock, and of the processor."""
    start, spent = perf_counter(), _spent()
    run()
    return perf_counter() - start, _spent() - spent


def _spent() -> float:
    """Seconds of processor so far, by user and system: where others use the machine, too, they vary less."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def environment(root: Path = ROOT, bytecode: Path | None = None) -> dict[str, str]:
    """Of a process that imports barometer from a folder, with bytecode that is kept, as an installation has it."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(root), **({"PYTHONPYCACHEPREFIX": str(bytecode)} if bytecode else {})}


def keep(name: str, medians: object) -> None:
    """Append what was measured to a file of results, with date, machine and versions."""
    file = RESULTS / f"{name}.json"
    records = json.loads(file.read_text("utf-8")) if file.is_file() else []
    records.append(
        {
            "date": date.today().isoformat(),
            "machine": f"{_processor()}, {os.cpu_count()} cores",
            "python": platform.python_version(),
            "versions": {package: found for package in PACKAGES if (found := _version(package))},
            "median_ms": medians,
        }
    )
    file.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
