"""Phrases that a caption typed by hand is read by, in each language and in the dialects of its houses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from barometer_cli.model.measure import Name

NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)*"
SIGNED = rf"[-−–]?{NUMBER}"
QUOTE = r"(?:[”“„»\"][^”“„»«\"]+[”“«\"])"
QUOTED = re.compile(r"[”“„»\"]([^”“„»«\"]+)[”“«\"]")


class Phrases(Struct, frozen=True):
    """Regular expressions of a language; all of them ignore case.

    Attributes
    ----------
    decimal, thousands
        Marks within numbers.
    words
        Numbers in words.
    percent
        What stands after a per cent.
    base
        What stands before n.
    nouns
        What respondents are called besides the survey's own noun.
    one_percent
        "den ene procent".
    answered
        What stands between a share and the answer it belongs to.
    joint
        What stands between answers in a list.
    not_shown
        That something is left out of the figure.
    total
        That a net is spoken of.
    sums
        That shares sum to `number`; `not` and `not2` deny it, `how` is an inequality, `more` the words of "more than".
    summed
        What a sum of all that is shown is said of, right before it.
    parts
        The number of parts of a net.
    but, among
        What turns the answers after it into all others: "andet end"; into those of whom a part is meant: "blandt de".
    group
        What stands between an n and the group it is of.
    hedged
        What makes a per cent more or less than itself.
    rounding, several, overlap, at_most, left_out
        Why shares do not sum to 100.
    some, every
        That it holds for some, or for each, of the groups.
    differs
        That nets are not the sums of their parts.
    questions, items, others
        The number of questions, of sub-questions, and of answers that are left out without a name.
    weighted
        Whether data are weighted (`not`), and to whom (`to`).
    asked_of, covers, asked
        Before the words of a filter, of people who were asked or whom the figure tells of, and of a question.
    routed, only_asked
        Whom a codebook says were asked, by what they had answered; the sentence of a caption that says who was.
    interval, level, significant, negated
        Levels of confidence and of significance, and what a test found.
    sum_truth, even_truth, shown_truth, unbroken_truth
        What would be true.
    unread
        Why a claim of all other answers is not verified.
    method
        What a sentence on the survey itself says: who was asked, counted and weighted.
    measures, share
        What values are called, by their measure; that they are shares, whatever else they are called.
    scale
        The ends of a scale, `low` and `high`.
    points, rise, fall
        What stands after a change of shares; that a value rose, that it fell.
    breaks, responded
        That a series is broken; that so many of those asked answered.
    to, is_
        What stands between two ends, and between a step of a scale and its name.
    shows, that
        How a sentence on what is shown begins; how one on what is so goes on.
    opposite, contrary
        How the opposite of a word begins; pairs of words, as stems, that are opposites.
    denied
        Words that turn the ones after them round.
    silent
        How a category of those who gave no answer begins.
    generic
        Words of a net's label that name no category.
    """

    decimal: str
    thousands: str
    words: Mapping[str, int]
    percent: str
    base: str
    nouns: str
    one_percent: str
    answered: str
    joint: str
    not_shown: str
    total: str
    sums: str
    more: frozenset[str]
    summed: str
    parts: str
    but: str
    among: str
    group: str
    hedged: str
    rounding: str
    several: str
    overlap: str
    at_most: str
    left_out: str
    weighted: str
    some: str
    every: str
    differs: str
    questions: str
    items: str
    others: str
    asked_of: str
    covers: str
    asked: str
    routed: str
    only_asked: str
    interval: str
    level: str
    significant: str
    negated: str
    sum_truth: str
    even_truth: str
    shown_truth: str
    unbroken_truth: str
    unread: str
    method: str
    measures: Mapping[Name, str]
    share: str
    scale: str
    points: str
    rise: str
    fall: str
    breaks: str
    responded: str
    to: str
    is_: str
    shows: str
    that: str
    opposite: tuple[str, ...]
    contrary: tuple[tuple[str, str], ...]
    denied: frozenset[str]
    silent: str
    generic: frozenset[str]

    def number(self, text: str) -> Decimal | None:
        """A number in digits or words; None where the language does not write one so."""
        word = text.strip().casefold()
        if word[:1] in ("-", "−", "–"):
            below = self.number(word[1:])
            return None if below is None else -below
        if word in self.words:
            return Decimal(self.words[word])
        if re.fullmatch(r"\d+", word):
            return Decimal(word)
        if re.fullmatch(rf"\d{{1,3}}(?:[ {re.escape(self.thousands)}\u00a0\u202f]\d{{3}})+", word):
            return Decimal(re.sub(r"\D", "", word))
        if re.fullmatch(rf"\d+{re.escape(self.decimal)}\d+", word):
            return Decimal(word.replace(self.decimal, "."))
        return None
