"""`python -m benchmarks.same_bytes`: 20 000 PNG in 100 fresh processes beside a busy one, each of a sheet as the first.

What differs from process to process (addresses, what memory held before) must not show in a file: a deflate that reads
memory it has not written differs in one process of hundreds, so nothing but many processes shows it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import defaultdict
from hashlib import sha256

from barometer_cli import pipeline
from barometer_cli.formats import png
from barometer_cli.model.scene import Scene
from benchmarks import figures

SHEETS = 20
"""Different sheets that a process encodes in turn."""


def scenes() -> list[Scene]:
    """Sheets of bars, brackets, long captions and new words, for both canvases."""
    written = [*figures.SCENARIOS.values()]
    return [
        pipeline.on_sheet(figures.computed(written[seed % len(written)](seed)), figures.SHEET).scene
        for seed in range(SHEETS)
    ]


def child(encodes: int) -> None:
    """Encode every sheet in turn, and print number and digest of each file."""
    drawn = scenes()
    for number in range(encodes):
        data = png.encode(drawn[number % SHEETS], figures.SCALE)
        print(number % SHEETS, sha256(data).hexdigest())


def main() -> int:
    """Tell how many files of a sheet there are; 1 where any has two."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_bytes", description=__doc__)
    parser.add_argument("--processes", type=int, default=100)
    parser.add_argument("--encodes", type=int, default=200, help="of each process")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.encodes)
        return 0
    command = [sys.executable, "-m", "benchmarks.same_bytes", "--child", "--encodes", str(chosen.encodes)]
    load = subprocess.Popen([sys.executable, "-c", "while True: bytearray(10**7)"])
    files: defaultdict[str, set[str]] = defaultdict(set)
    try:
        for _ in range(chosen.processes):
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            for line in told.splitlines():
                sheet, digest = line.split()
                files[sheet].add(digest)
    finally:
        load.kill()
        load.wait()
    several = sum(len(found) > 1 for found in files.values())
    print(f"{chosen.processes * chosen.encodes} PNG of {len(files)} sheets: {several} sheets have more than one file")
    return int(several > 0)


if __name__ == "__main__":
    raise SystemExit(main())
