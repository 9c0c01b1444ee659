"""From a save to the page's new picture, in a project of 2 000 figures: a real server, and a reader without a browser.

`python -m benchmarks.preview` prints a table; it is part of `make bench`, too. The reader waits as a page does for the
server to tell of an edit, asks for the figure's page, and then for its picture. The peer is the script that an analyst
runs again after each edit, which draws this one figure with pandas and pyplot.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep

from benchmarks import batch
from benchmarks.measure import environment

FIGURES = 2_000
LIMIT = 100
"""Milliseconds from a save to the picture."""
PICTURE = re.compile(r'src="([^"]+\.svg[^"]*)"')


def tables(folder: Path, figures: int) -> None:
    """A project of finished tables, each beside its spec: pages of 50 figures."""
    for number in range(figures):
        page = folder / f"figures/side{number // 50:03}"
        if not page.is_dir():
            page.mkdir(parents=True)
            survey = 'name: Syntetisk måling\nwave: "2026"\npopulation: ingen\nsynthetic: true\ntable_unit: percent\n'
            (page / "survey.yaml").write_text(survey, "utf-8")
        shares = [31, 27, 19, 14, 9]
        rows = "".join(f"Svar {name};{share};2271\n" for name, share in zip("abcde", shares, strict=True))
        (page / f"f{number:04}.csv").write_text(f"category;share;n\n{rows}", "utf-8")
        (page / f"f{number:04}.yaml").write_text(
            f"kind: bars\ntitle: {title(number, 0)}\ncaption: svarene på spørgsmål {number}\nn: 2271\n", "utf-8"
        )


def title(number: int, edit: int) -> str:
    """What a figure is called after so many edits; as long as before, as after a slip of the pen."""
    return f"Sådan fordeler svarene sig på spørgsmål {number} i den syntetiske måling {chr(ord('a') + edit % 26)}"


class Reader:
    """A page that is open in a browser, as the server sees it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._events = self._asked("/_preview/events", 600)

    def wait(self) -> str:
        """The next edition that the server tells of; the one that is now the first time."""
        while True:
            line = self._events.readline().decode()
            if line.startswith("data: "):
                return line

    def read(self, address: str) -> str:
        """What is served at an address."""
        response = self._asked(address, 600)
        text = response.read().decode()
        assert response.status == 200, f"{address}: {response.status} {text[:300]}"
        return text

    def _asked(self, address: str, timeout: int) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=timeout)
        connection.request("GET", address)
        return connection.getresponse()


@contextmanager
def served(folder: Path) -> Iterator[Reader]:
    """A server of the project in a process of its own, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, *batch.barometer("preview", "figures", "--port", str(port), "--no-open")]
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL)
    try:
        end = monotonic() + 300
        while True:
            try:
                reader = Reader(port)
                break
            except OSError:
                assert process.poll() is None and monotonic() < end, "the preview does not answer"
                sleep(0.05)
        yield reader
    finally:
        process.terminate()
        process.wait()


def saves(folder: Path, reader: Reader, saved: int) -> dict[str, float]:
    """Median ms from a save to what is told, to the page, to the picture, and of the overview asked for then."""
    reader.read("/")
    sleep(1)  # until the watch stands
    reader.wait()
    taken: dict[str, list[float]] = {"told": [], "page": [], "picture": [], "overview then": []}
    for edit in range(1, saved + 1):
        number = edit * 997 % FIGURES
        path = folder / f"figures/side{number // 50:03}/f{number:04}.yaml"
        address = f"/side{number // 50:03}/f{number:04}/"
        before, now = title(number, 0), title(number, edit)  # which the picture tells as a whole to who cannot see it
        text = path.read_text("utf-8")
        start = perf_counter()
        path.write_text(text.replace(before, now), "utf-8")
        while True:  # told of other things, too: that the watch stands
            reader.wait()
            told = perf_counter()
            found = PICTURE.search(reader.read(address))
            served_page = perf_counter()
            assert found
            if now in reader.read(found[1] if found[1].startswith("/") else address + found[1]):
                break
        taken["told"].append(told - start)
        taken["page"].append(served_page - start)
        taken["picture"].append(perf_counter() - start)
        again = perf_counter()
        reader.read("/")
        taken["overview then"].append(perf_counter() - again)
    return {name: round(median(each) * 1000, 1) for name, each in taken.items()}


def measured(saved: int = 15) -> dict[str, dict[str, float]]:
    """Median ms by what the figures are drawn from."""
    found = {}
    projects: dict[str, Callable[[Path, int], None]] = {"tables": tables, "microdata": batch.project}
    for name, make in projects.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            make(folder, FIGURES)
            with served(folder) as reader:
                found[name] = saves(folder, reader, saved)
    return found


def main() -> None:
    """Print what was measured."""
    for name, row in measured().items():
        print(f"{name:12} {', '.join(f'{key}: {value}' for key, value in row.items())}")


if __name__ == "__main__":
    main()
