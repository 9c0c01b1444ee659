"""The language in which a command speaks: its help, its messages, what is wrong with how it was called."""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import partial
from importlib.resources import files
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.exceptions import TyperException

from barometer_cli.errors import suggestion
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say, speaking, template

OPTION, VARIABLE = "--lang", "BAROMETER_LANG"
ENGLISH = "en"
"""What is spoken unless another language is asked for, whatever the locale: scripts read what is printed."""
DOMAIN = "messages"
USAGE = (
    template("No such option: {option} (Possible options: {known})"),
    template("No such option: {option}"),
    template("No such command {command}. Did you mean {known}?"),
    template("No such command {command}."),
    template("Missing command."),
    template("Missing argument {name}."),
    template("Missing option {name}."),
    template("Option {name} requires an argument."),
    template("Option {name} does not take a value."),
    template("Got unexpected extra argument(s) ({given})"),
    template("Invalid value for {name}: {given} is not a valid integer."),
    template("Invalid value for {name}: {given} is not a valid int range."),
    template("Invalid value for {name}: {given} is not a valid float."),
    template("Invalid value for {name}: {given} is not in the range {range}."),
    template("Invalid value for {name}: {why}"),
    template("Invalid value: {why}"),
)
"""How the library that reads the command line says what is wrong with it, the special before the general."""
FOLDER = str(files("barometer_cli") / "languages")


class _Context(typer.Context):
    """What a command is called in: it says in the language that a line is how the command is called."""

    def make_formatter(self) -> Any:
        """What writes the help; the library's own word before that line is English."""
        formatter = super().make_formatter()
        vars(formatter)["write_usage"] = partial(formatter.write_usage, prefix=say("Usage: "))
        return formatter


class Speaking(TyperGroup):
    """Commands that all take the language in which they speak, before their name and after it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for command in (self, *self.commands.values()):
            command.params.append(_option())
            command.context_class = _Context

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command that is asked for; even how it was called wrongly is told in the language."""
        given = sys.argv[1:] if args is None else [*args]
        with in_language(_asked(given)):
            return super().main(given, *rest, **options)

    def make_context(self, *given: Any, **options: Any) -> Any:
        """The context of the group, once its help and that of its commands are told in the language."""
        for holder, name in worded(self):
            setattr(holder, name, say(getattr(holder, name)))
        for argument in (each for command in self.commands.values() for each in command.params):
            if isinstance(argument, TyperArgument):
                argument.type = _unsaid(argument.type)
        self.subcommand_metavar = say("COMMAND [ARGS]...")
        for command in (self, *self.commands.values()):
            command.options_metavar = say("[OPTIONS]")
        with _usage_told():
            return super().make_context(*given, **options)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that prints the help of the group."""
        return _helping(super().get_help_option(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name; its `--help` tells in the language what it does."""
        if command := super().get_command(ctx, cmd_name):
            _helping(command.get_help_option(ctx))
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what is wrong with its options is told in the language."""
        with _usage_told():
            return super().invoke(ctx)


def codes() -> tuple[str, ...]:
    """Codes of the languages that messages are told in, English first."""
    return (ENGLISH, *(code for code in LANGUAGES if code != ENGLISH))


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Everything that is told within, in a language: by barometer, and by the library that reads the command line.

    That one asks GNU gettext, and gettext asks the environment; so do the processes that are started.

    Parameters
    ----------
    code
        Of the language; English where there is no such language.
    """
    before, bound = os.environ.get("LANGUAGE"), gettext.bindtextdomain(DOMAIN)
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, FOLDER)
    try:
        with speaking(LANGUAGES.get(code, LANGUAGES[ENGLISH]).messages):
            yield
    finally:
        gettext.bindtextdomain(DOMAIN, bound)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def worded(group: TyperGroup) -> Iterator[tuple[Any, str]]:
    """All that is told in words of the group, its commands and what they take: what has them, and in which attribute.

    What stands for a value is a word in capitals; values that are typed as they stand, such as da|en, are none.
    """
    for command in (group, *group.commands.values()):
        for each in (command, *command.params):
            if getattr(each, "help", None):
                yield each, "help"
            if any(map(str.isupper, getattr(each, "metavar", None) or "")):
                yield each, "metavar"


def _unsaid(kind: Any) -> Any:
    """The type of an argument, which help leaves out: the word that stands for the argument says what it is."""
    quiet = copy(kind)
    quiet.get_metavar = lambda param, ctx: ""
    return quiet


def _asked(arguments: Sequence[str]) -> str:
    """The language that is asked for, known before anything is read: what cannot be read is told in it, too."""
    asked = os.environ.get(VARIABLE) or ENGLISH
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION:
            asked = value if equals else following
    return asked


def _option() -> TyperOption:
    """The option; it only says that there is such a language, for what it asks for was heard before."""
    return TyperOption(
        param_decls=[OPTION],
        metavar="|".join(codes()),
        envvar=VARIABLE,
        help="Language of messages and help.",
        expose_value=False,
        is_eager=True,
        callback=_known,
        autocompletion=lambda incomplete: [*codes()],
    )


def _known(context: Any, option: Any, value: str | None) -> None:
    if value is not None and value not in codes():
        raise typer.BadParameter(suggestion(value, codes()))


def _helping(option: Any) -> Any:
    """An option that prints help, which the library that reads the command line makes when it is first asked for."""
    if option:
        option.help = say("Show this message and exit.")
    return option


@contextmanager
def _usage_told() -> Iterator[None]:
    """What was wrong with how a command was called, in the language: the library's own words are English."""
    try:
        yield
    except TyperException as error:
        context = getattr(error, "ctx", None)
        if told := _told(error):
            if context:
                context.fail(told)
            error.message = told
        raise


def _told(error: Any) -> str | None:
    """What is wrong, by how the library says it in English; None where that is not known."""
    words = error.format_message()
    for known in USAGE:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(known))
        if found := re.fullmatch(pattern, words):
            return say(known, **found.groupdict())
    return None
