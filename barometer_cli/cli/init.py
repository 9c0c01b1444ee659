"""`barometer init`: a project to begin with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, get_args

import click
import typer

from barometer_cli.captions import LANGUAGES
from barometer_cli.cli.exits import GOOD, INTERRUPTED, WRONG, complain, printer
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.model.spec import Unit
from barometer_cli.start.project import Answers, Begun, Form, Source, begin
from barometer_cli.start.words import WORDS

Known = TypeVar("Known", bound=str)


@dataclass(frozen=True, slots=True)
class Asked:
    """What options say; None where they say nothing."""

    name: str | None
    wave: str | None
    population: str | None
    language: str | None
    weight: str | None
    unit: str | None
    holds: str | None


def run(folder: Path, path: Path | None, asked: Asked, yes: bool) -> int:
    """Write a project, asking on a terminal what no option says, and say what to do next; returns the exit code."""
    prompted = not yes and sys.stdin.isatty()
    try:
        _one_of("--language", asked.language, tuple(LANGUAGES))
        _one_of("--unit", asked.unit, get_args(Unit))
        source = Source(path, _one_of("--holds", asked.holds, get_args(Form)))
        answers = _answers(folder, source, asked, prompted)
        begun = begin(folder, source, answers)
    except BarometerError as error:
        complain(error)
        return WRONG
    except (KeyboardInterrupt, click.Abort):
        printer(stderr=True).print("\nInterrupted; nothing was written.")
        return INTERRUPTED
    _tell(folder, source, begun)
    return GOOD


def _answers(folder: Path, source: Source, asked: Asked, prompted: bool) -> Answers:
    """What options say, else what somebody answers, else what the file tells."""

    def answer(question: str, said: str | None, default: str, prove: Callable[[str], str] = str) -> str:
        if said is not None or not prompted:
            return prove(default if said is None else said.strip())
        found: str = typer.prompt(question, default=default, show_default=bool(default), err=True, value_proc=prove)
        return found

    told = source.defaults
    language = answer("Language (da, en)", asked.language, told.language, _proof("--language", tuple(LANGUAGES)))
    name = told.name or folder.resolve().name or WORDS[language].name
    answers = Answers(
        answer("Name of the survey", asked.name, name, _some("--name")),
        answer("Its wave, such as 2024", asked.wave, told.wave, _some("--wave")),
        answer("Whom it speaks for (empty: not told)", asked.population, told.population),
        language,
    )
    if source.form == "microdata":
        answers = replace(answers, weight=answer("Column of weights (empty: none)", asked.weight, told.weight))
    elif asked.weight:
        raise BuildError("--weight is of microdata, and there are none", "Leave it out, or add `--holds microdata`.")
    if source.asks_for_unit or asked.unit:
        units = get_args(Unit)
        unit = asked.unit or (
            answer("Are shares without a sign percent or fraction?", None, units[0], _proof("--unit", units))
            if prompted
            else None
        )
        answers = replace(answers, unit=_one_of("--unit", unit, units))
    return answers


def _one_of(option: str, said: str | None, known: tuple[Known, ...]) -> Known | None:
    """What an option says, if it is one of those that are known.

    Raises
    ------
    BuildError
        If it is not.
    """
    found = next((each for each in known if each == said), None)
    if said is not None and found is None:
        raise BuildError(f"{option}: there is no {said!r}", suggestion(said, known))
    return found


def _proof(option: str, known: tuple[str, ...]) -> Callable[[str], str]:
    """What refuses an answer that is not known, so that it is asked for again."""

    def prove(said: str) -> str:
        if said.strip() not in known:
            raise click.UsageError(f"{option} is one of {', '.join(known)}")
        return said.strip()

    return prove


def _some(option: str) -> Callable[[str], str]:
    """What refuses an answer that is empty, so that it is asked for again."""

    def prove(said: str) -> str:
        if not said.strip():
            raise click.UsageError(f"{option} must not be empty")
        return said.strip()

    return prove


def _tell(folder: Path, source: Source, begun: Begun) -> None:
    """Say what was written, what was left out, and what to do next."""
    for path in begun.files:
        printer().print(path.as_posix(), markup=False)
    told = printer(stderr=True)
    for each in begun.left_out:
        told.print(f"left out {each.what}: {each.why}" + (f"\n  → {each.hint}" if each.hint else ""), markup=False)
    if source.path:
        told.print(f"{source.path.as_posix()} was read as {source.form}; if it is not, add --holds.", markup=False)
    go = [] if folder.resolve() == Path.cwd() else [f"cd {folder.as_posix()}"]
    lines = [*go, "barometer render", "barometer preview --open", "barometer check"]
    told.print("Go on with:\n" + "\n".join(f"  {line}" for line in lines), markup=False)
