"""Path data and numbers of an SVG, in as few characters as their grammar allows."""

from __future__ import annotations

from functools import lru_cache

from barometer_cli.model.scene import Step


@lru_cache(maxsize=16_384)
def number(value: float) -> str:
    """A number with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=1024)
def steps(line: tuple[Step, ...]) -> str:
    """A line as path data: where it begins, then every step from the point before, in hundredths of a px."""
    (x, y), *onward = ([round(100 * place) for place in step] for step in line)
    data = Data()
    data.add("M", x, y)
    for step in onward:
        command = "l" if len(step) == 2 else "c"
        data.add(command, *(at - (y if place % 2 else x) for place, at in enumerate(step)))
        x, y = step[-2:]
    return str(data)


class Data:
    """Path data in as few characters as its grammar allows; numbers are hundredths of a px."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""

    def add(self, command: str, *numbers: int) -> None:
        """Go on with a command; its letter is left out where it is the same as before."""
        written = self._last == command and command not in "mM"
        if not written:
            self._parts.append(command)
        for each in numbers:
            text = hundredths(each)
            self._parts.append(_behind(self._parts[-1], text) if written else text)
            written = True
        self._last = command

    def __str__(self) -> str:
        return "".join(self._parts)


def move(command: str, x: int, y: int) -> str:
    """A move as path data, to what stands behind it; x and y are hundredths of a px."""
    right = hundredths(x)
    return f"{command}{right}{_behind(right, hundredths(y))}"


def _behind(before: str, text: str) -> str:
    """A number behind another, with a space where they would be read as one."""
    apart = text[0] == "-" or (text[0] == "." and "." in before)
    return text if apart else f" {text}"


@lru_cache(maxsize=65_536)
def hundredths(value: int) -> str:
    """A number of hundredths, without the zero before its point."""
    text = number(value / 100)
    return text.replace("0.", ".", 1) if -100 < value < 100 else text
