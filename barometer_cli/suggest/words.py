"""What a language must supply to word headlines: its fractions, its sentences, and what it makes of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from barometer_cli.model.axis import Role


@dataclass(frozen=True, slots=True)
class Naming:
    """How answers and groups stand in the sentences of a language.

    Attributes
    ----------
    does
        What those do who gave an answer, as a predicate of several people: "læser hver uge", "er tilfredse"; None
        where its words are no predicate. An answer that adds up others is told without its "i alt".
    told
        What a figure's words say that those do of whom it tells shares, and who they are, "af arbejdspladserne" or
        empty: "Andel, der har …"; None where they say it in another way.
    among
        Where a group is, as it closes a sentence: "blandt kvinder", "i 2023"; None where its name does not tell.
    opening, within
        A name that opens a sentence, and one within it, each without quotation marks; None where it needs them.
    kind
        What answers are called, with its article: "den hyppigste grund"; None where the question does not say.
    """

    does: Callable[[str], str | None]
    told: Callable[[str], tuple[str, str] | None]
    among: Callable[[str, Role | None], str | None]
    opening: Callable[[str], str | None]
    within: Callable[[str, Role | None], str | None]
    kind: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The headlines of a language. In a sentence what is between brackets is a claim, for a binding to stand by.

    Attributes
    ----------
    language
        BCP 47 code.
    naming
        What it makes of names.
    portions, parts
        Fractions with their words: of people who are then named or not, "tre ud af fire", and of a whole that follows,
        "en tredjedel" af arbejdspladserne.
    nearly, over
        A fraction that is not quite reached, and one that is passed.
    majority, large_majority, nearly_all, few
        Amounts without a number.
    counted, of_whole
        People that are named after a fraction: "tre ud af fire {plural}", "halvdelen af {definite}".
    generic
        Nouns of respondents that say nothing of them.
    answers
        What those do who gave an answer that is quoted: "svarer {label}".
    many, few_do
        Amounts that put an answer first or last: "Flest", "Færrest".
    times
        Words of how many times as much.
    sentences
        The forms of each fact, the best first.
    """

    language: str
    naming: Naming
    portions: tuple[tuple[int, int, str], ...]
    parts: tuple[tuple[int, int, str], ...]
    nearly: str
    over: str
    majority: str
    large_majority: str
    nearly_all: str
    few: str
    counted: str
    of_whole: str
    generic: frozenset[str]
    answers: str
    times: Mapping[Decimal, str]
    sentences: Mapping[str, tuple[str, ...]]
