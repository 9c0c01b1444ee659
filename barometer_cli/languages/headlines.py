"""What a language must supply to word headlines: its fractions, its sentences, and what it makes of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from barometer_cli.model.axis import Role


class Naming(Struct, frozen=True):
    """How answers and groups stand in the sentences of a language.

    Attributes
    ----------
    does
        What those do who gave an answer, as a predicate of several people: "læser hver uge", "er tilfredse"; None
        where its words are no predicate. An answer that adds up others is told without its "i alt".
    singly
        The same as it is said of one: "hver fjerde er tilfreds" where several "er tilfredse".
    told
        What a figure's words say that those do of whom it tells shares, and who they are, "af arbejdspladserne" or
        empty: "Andel, der har …"; None where they say it in another way.
    open
        The same where it ends on an ellipsis that each item of a battery fills: "Andel, der har tillid til …".
    among
        Where a group is, as it closes a sentence: "blandt kvinder", "i 2023"; None where its name does not tell.
    opening, within
        A name that opens a sentence, and one within it, each without quotation marks; None where it needs them.
    plural
        Those who are called by a definite plural, as they are counted: "innovationer" of "innovationerne"; None where
        that cannot be told.
    kind
        What answers are called, with its article: "den hyppigste grund"; None where the question does not say.
    """

    does: Callable[[str], str | None]
    singly: Callable[[str], str]
    told: Callable[[str], tuple[str, str] | None]
    open: Callable[[str], str | None]
    among: Callable[[str, Role | None], str | None]
    opening: Callable[[str], str | None]
    within: Callable[[str, Role | None], str | None]
    plural: Callable[[str], str | None]
    kind: Callable[[str], str | None]


class HeadlineWords(Struct, frozen=True):
    """The headlines of a language. In a sentence what is between brackets is a claim, for a binding to stand by.

    Attributes
    ----------
    naming
        What it makes of names.
    portions, parts
        Fractions with their words: of people who are then named or not, "tre ud af fire", and of a whole that follows,
        "en tredjedel" af arbejdspladserne.
    half
        The part that needs no whole after it: "halvdelen".
    every
        How fractions begin that take a singular, and so no name of those they are of: "hver ".
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
    times
        Words of how many times as much.
    sentences
        The forms of each fact, the best first.
    """

    naming: Naming
    portions: tuple[tuple[int, int, str], ...]
    parts: tuple[tuple[int, int, str], ...]
    half: str
    every: str
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
