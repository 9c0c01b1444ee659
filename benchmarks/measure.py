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
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            start = perf_counter()
            run()
            if number:
                times[name].append((perf_counter() - start) * 1000)
    return {name: round(median(taken), 2) for name, taken in times.items()}


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
