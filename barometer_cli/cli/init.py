"""`barometer init`: a project to begin with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, get_args

import typer
from msgspec import Struct

from barometer_cli.cli.exits import GOOD, INTERRUPTED, WRONG, complain, only_for, printer
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.languages import LANGUAGES, spoken
from barometer_cli.messages import say
from barometer_cli.model.spec import Unit
from barometer_cli.start.project import Answers, Begun, Form, Source, begin

Known = TypeVar("Known", bound=str)
NONE = "-"
"""What is answered where there is nothing to name."""


class Asked(Struct, frozen=True):
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
    try:
        if path is None:
            only_for("--from", {"--holds": asked.holds, "--unit": asked.unit})
        source = Source(path, _one_of("--holds", get_args(Form))(asked.holds) if asked.holds else None)
        answers = _answers(folder, source, asked, prompted=not yes and sys.stdin.isatty())
        begun = begin(folder, source, answers)
    except BarometerError as error:
        complain(error)
        return WRONG
    except (KeyboardInterrupt, typer.Abort):
        printer(stderr=True).print("\n" + say("Interrupted; nothing was written."))
        return INTERRUPTED
    _tell(folder, source, begun)
    if asked.weight is None and not answers.weight and (weight := source.defaults.weight):
        hint = say("To use them: --weight {weight} --population TEXT", weight=weight)
        printer(stderr=True).print(
            say("Not weighted, though {weight!r} looks like weights. {hint}", weight=weight, hint=hint), markup=False
        )
    return GOOD


def _answers(folder: Path, source: Source, asked: Asked, prompted: bool) -> Answers:
    """What options say, else what somebody answers, else what the file tells.

    Raises
    ------
    BuildError
        If an option says what cannot be, or what it would say is needed and nothing else tells it.
    """

    def answer(question: str, said: str | None, default: str, prove: Callable[[str], str]) -> str:
        if said is not None or not prompted:
            return prove((default if said is None else said).strip())

        def proved(written: str) -> str:
            try:
                return prove(written.strip())
            except BuildError as error:
                raise typer.BadParameter(f"{error.message}. {error.hint}") from error  # it is asked for again

        found: str = typer.prompt(question, default=default, show_default=bool(default), err=True, value_proc=proved)
        return found

    told = source.defaults
    here = folder.resolve().name
    asks = say("Language ({codes})", codes=", ".join(LANGUAGES))
    language = answer(asks, asked.language, told.language, lambda said: spoken(said).code)
    called = told.name or here[:1].upper() + here[1:] or LANGUAGES[language].start.name
    name = answer(say("Name of the survey"), asked.name, called, _some("--name"))
    wave = answer(say("Its wave, such as 2024"), asked.wave, told.wave, _some("--wave"))
    weight, unit = "", None
    population = asked.population or ""
    if source.form == "microdata":
        only_for(say("tables"), {"--unit": asked.unit})
        guess = (told.weight or NONE) if prompted or population else NONE
        weight = answer(say("Column of weights ({none}: none)", none=NONE), asked.weight, guess, str).removeprefix(NONE)
    elif asked.weight:
        raise BuildError(
            say("--weight is of microdata, and there are none"), say("Leave it out, or add `--holds microdata`.")
        )
    if weight:
        population = answer(
            say("Whom the weighted answers stand for, such as alle voksne danskere"),
            asked.population,
            "",
            _some("--population"),
        )
    elif source.form == "tables":
        population = answer(
            say("Whom the numbers stand for, such as alle voksne danskere (empty: not told)"), asked.population, "", str
        )
    elif population:
        raise BuildError(
            say("--population is whom weights make numbers speak for, and there are none"),
            say("Name their column, `--weight COLUMN`, or leave it out."),
        )
    if asked.unit or (prompted and source.asks_for_unit):
        units: tuple[Unit, ...] = get_args(Unit)
        said = answer(
            say("Are shares without a sign percent or fraction?"), asked.unit, units[0], _one_of("--unit", units)
        )
        unit = next(each for each in units if each == said)
    return Answers(name, wave, population, language, weight, unit)


def _one_of(option: str, known: tuple[Known, ...]) -> Callable[[str], Known]:
    """What refuses an answer that is not known."""

    def prove(said: str) -> Known:
        found = next((each for each in known if each == said), None)
        if found is None:
            raise BuildError(say("{option}: there is no {value!r}", option=option, value=said), suggestion(said, known))
        return found

    return prove


def _some(option: str) -> Callable[[str], str]:
    """What refuses an answer that is empty."""

    def prove(said: str) -> str:
        if not said:
            raise BuildError(say("{option} is missing", option=option), say("Say it: {option} TEXT.", option=option))
        return said

    return prove


def _tell(folder: Path, source: Source, begun: Begun) -> None:
    """Say what was written, what was left out, and what to do next."""
    for path in begun.files:
        printer().print(path.as_posix(), markup=False)
    told = printer(stderr=True)
    for each in begun.left_out:
        line = say("left out {what}: {why}", what=each.what, why=each.why)
        told.print(f"{line}\n  → {each.hint}" if each.hint else line, markup=False)
    if source.path:
        told.print(
            say(
                "{path} was read as {form}. If it holds something else, say so with --holds.",
                path=source.path.as_posix(),
                form=source.form,
            ),
            markup=False,
        )
    go = [] if folder.resolve() == Path.cwd() else [f"cd {folder.as_posix()}"]
    lines = [*go, "barometer render", "barometer preview --open", "barometer check"]
    told.print(say("Go on with:") + "\n" + "\n".join(f"  {line}" for line in lines), markup=False)
