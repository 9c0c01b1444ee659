"""`python -m benchmarks.big [ROWS]`: one figure of 50 million respondents, beside what an analyst writes in pandas.

A single choice by a breakdown with standard errors, of a weighted and stratified sample. Every run is a process of its
own, and its time is that from the command to the answer, imports included; memory is the peak of the whole process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import gettempdir

ROWS, STEP, RUNS = 50_000_000, 1_000_000, 3

PANDAS = """
import sys
import numpy as np, pandas as pd
d = pd.read_parquet(sys.argv[1], columns=["svar", "gruppe", "stratum", "vaegt"])
size = d.groupby("stratum").size()
d["squared"] = d["vaegt"] ** 2
cells = d.groupby(["gruppe", "svar", "stratum"]).agg(w=("vaegt", "sum"), squared=("squared", "sum"))
total = cells.groupby(["gruppe", "svar"]).sum().unstack("svar")["w"]
for group, w in total.iterrows():
    for code, p in (w / w.sum()).items():
        score = np.where(cells.loc[group].index.get_level_values("svar") == code, 1 - p, -p) / w.sum()
        z = pd.DataFrame({"z": score * cells.loc[group, "w"], "zz": score**2 * cells.loc[group, "squared"]})
        z = z.groupby("stratum").sum()
        variance = (size / (size - 1) * (z["zz"] - z["z"] ** 2 / size)).sum()
        print(group, code, f"{p:.12f}", f"{np.sqrt(variance):.9e}")
"""

BAROMETER = """
import sys
from pathlib import Path
from barometer_cli import Design, Single, sources, tabulate
path, engine, *id = Path(sys.argv[1]), *sys.argv[2:]
design = Design("vaegt", "stratum", id=id[0] if id else None)
columns = ["svar", "gruppe", "stratum", "vaegt", "id", "alder", "region"]
frame = sources.scan(path, columns, engine) or sources.read(path, columns[:4])
for e in tabulate(frame, response=Single("svar"), breakdown="gruppe", design=design).estimates:
    if e.group:
        print(e.group, e.category, f"{e.share:.12f}", f"{e.se:.9e}")
"""

WAYS = {
    "pandas": (PANDAS, ()),
    "barometer, numpy": (BAROMETER, ("numpy",)),
    "barometer, duckdb": (BAROMETER, ("duckdb",)),
    "barometer, polars": (BAROMETER, ("polars",)),
    "barometer, duckdb, ids proved distinct": (BAROMETER, ("duckdb", "id")),
}


def main() -> None:
    """Make the file where it is not there, and print seconds and MiB of each way."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    path = Path(gettempdir()) / f"barometer-{rows}.parquet"
    if not path.is_file():
        write(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB of Parquet, {os.cpu_count()} cores, median of {RUNS}")
    answers = {}
    made: dict[str, list[tuple[float, float, str]]] = {name: [] for name in WAYS}
    for _ in range(RUNS):  # in turn, so that whatever else the machine does hits all of them
        for name, (script, given) in WAYS.items():
            made[name].append(run(script, str(path), *given))
    for name, runs in made.items():
        answers[name] = {line.rsplit(" ", 2)[0]: line.split()[2:] for line in runs[0][2].splitlines()}
        seconds, memory = (median(found[k] for found in runs) for k in (0, 1))
        print(f"{name:40} {seconds:7.2f} s {memory:7.0f} MiB", flush=True)
    for name, found in answers.items():
        for cell, (share, se) in found.items():
            known_share, known_se = answers["barometer, numpy"][cell]
            close = abs(float(share) - float(known_share)) < 2e-12 and abs(float(se) / float(known_se) - 1) < 1e-6
            assert close, f"{name} says {share} {se} of {cell}, numpy {known_share} {known_se}"


def run(script: str, *given: str) -> tuple[float, float, str]:
    """Seconds, MiB and output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, *given], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as stream:
        said = stream.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, said
    return time.perf_counter() - start, used.ru_maxrss / 1024, said


def write(path: Path, rows: int) -> None:
    """A sample with a single choice, groups, strata and weights, always the same."""
    import numpy as np
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    random = np.random.default_rng(20240101)
    codes, regions = np.array([1, 2, 3, 4, 5, 9], dtype=np.int8), np.array(["Nord", "Syd", "Midt", "Vest", "Øst"])
    writer = None
    for start in range(0, rows, STEP):
        n = min(STEP, rows - start)
        stratum = random.integers(0, 20, n, dtype=np.int8)
        table = pa.table(
            {
                "id": np.arange(start, start + n),
                "svar": random.choice(codes, n, p=[0.3, 0.25, 0.2, 0.1, 0.1, 0.05]),
                "gruppe": random.integers(1, 6, n, dtype=np.int8),
                "stratum": stratum,
                "vaegt": np.round(random.lognormal(0, 0.5, n) * (1 + stratum / 10), 6),
                "alder": random.integers(15, 95, n, dtype=np.int16),
                "region": regions[random.integers(0, 5, n)],
                "boern": random.integers(0, 6, n, dtype=np.int8),
            }
        )
        writer = writer or ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer:
        writer.close()


if __name__ == "__main__":
    main()
