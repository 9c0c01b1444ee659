"""The yes of a question, said by its verb: "Cykler du til arbejde?" is answered with yes by those who "cykler".

A table of such a question has the answers "Ja" and "Nej", and a headline says neither: "Seks ud af ti mænd cykler". It
is taken to be of "Ja" only where nothing else can be meant:

- one answer is a yes, the others are a no or none at all; "Ja, helt" and "Ja, delvist" are two, and it is asked which;
- the question is one sentence, begins with its verb, is put to those who answered ("du", or what they are counted in)
  and denies nothing;
- the text says that verb as the question does: "cyklede" and "har cyklet" are of another time. A verb that alone means
  nothing, "har", "er", "bruger", needs all the words that the question has besides;
- the text says what limits the verb: how often, how much, how many, when, may be. Where to and with whom, a headline
  may leave to the question, which the figure tells;
- the small words after it are the question's: "uden for byen" is not "i byen", "har haft" not "har";
- no other verb stands beside it ("har cykler" are things), nothing joins it ("cykler og kører"), and it does not only
  tell who is meant ("mænd, der cykler").

What else stands there is accounted for as of any claim. A text that denies, "cykler ikke", is of everybody but those of
the yes, as with any answer: where some said "ved ikke" it is judged with them and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from barometer_cli.claims.words import WORD, fold, graduates, is_manner, plainly, states, stem
from barometer_cli.languages.claims import Vocabulary

_QUESTION = re.compile(r"[^.?!:;]*\?")
"""One question and no more."""


class YesNo(Struct, frozen=True):
    """A question that is answered by yes or no.

    Attributes
    ----------
    yes
        The label of its yes.
    verbs
        The forms of its verb, of which a text must say one.
    needed
        Stems that a text must say besides.
    stems
        Stems of all its words that mean something, the verb's own among them.
    light
        Whether its verb means nothing alone: "har", "er".
    words
        All its words.
    joined
        Whether it asks for several things at once: "ryger eller drikker du?".
    """

    yes: str
    verbs: frozenset[str]
    needed: frozenset[str]
    stems: frozenset[str]
    light: bool
    words: frozenset[str]
    joined: bool

    def said_in(self, text: str, vocabulary: Vocabulary) -> bool:
        """Whether a text says the verb of those who answered yes, and nothing that makes it another."""
        plain = plainly(text, vocabulary)
        words = [fold(word) for word in WORD.findall(plain)]
        found = [place for place, word in enumerate(words) if word in self.verbs]
        if not found or not self.needed <= {stem(word, vocabulary) for word in words}:
            return False
        place = found[-1]
        others = {*words[:place], *words[place + 1 :]}
        if not vocabulary.negations.isdisjoint(others) or not states(" ".join(words[:place]), vocabulary):
            return False
        before = words[place - 1] if place else ""
        surely = self.light or before in vocabulary.relative  # "der cykler" are no things
        if not surely and not _telling(vocabulary).isdisjoint(others):
            return False
        tail = plain[[match.end() for match in WORD.finditer(plain)][place] :]
        if before in vocabulary.relative:
            tail = tail.partition(",")[0]  # "Andelen, der cykler, er faldet"
        following = {fold(word) for word in WORD.findall(tail)} & vocabulary.stops
        if not following <= self.words | _neutral(vocabulary):
            return False
        joining = {before, *words[place + 1 :]}
        return self.joined or vocabulary.joints.isdisjoint(joining)


def yes_no(question: str, answers: Iterable[str], units: frozenset[str], vocabulary: Vocabulary) -> YesNo | None:
    """A question that is answered by yes or no; None of any other, and where it is not clear what a yes says.

    Parameters
    ----------
    question
        As it was asked.
    answers
        The labels that are answers, those of who gave none aside.
    units
        Stems of the nouns of the respondents.
    vocabulary
        The words of its language.

    Examples
    --------
    >>> from barometer_cli.languages import LANGUAGES
    >>> words = LANGUAGES["da"].claims
    >>> asked = yes_no("Cykler du til arbejde?", ("Ja", "Nej"), frozenset(), words)
    >>> asked.said_in("Seks ud af ti mænd cykler", words), asked.said_in("Seks ud af ti mænd har cykler", words)
    (True, False)
    """
    labels = {fold(label): label for label in answers}
    ayes = labels.keys() & vocabulary.ayes
    if len(ayes) != 1 or labels.keys() - vocabulary.ayes - vocabulary.noes or not _QUESTION.fullmatch(question.strip()):
        return None
    words = [fold(word) for word in WORD.findall(plainly(question, vocabulary))]
    helped = words[:1] != [] and words[0] in vocabulary.helping
    verb, whom, rest = (words[2:3], words[1:2], words[3:]) if helped else (words[:1], words[1:2], words[2:])
    if not verb or not whom or not (whom[0] in vocabulary.addressed or stem(whom[0], vocabulary) in units):
        return None
    if not (vocabulary.negations | vocabulary.asking).isdisjoint(words):
        return None
    light = verb[0] in _telling(vocabulary) | vocabulary.stops | vocabulary.turning | vocabulary.qualifying
    joined = not (vocabulary.joined | vocabulary.either).isdisjoint(rest)
    telling = [word for word in rest if word not in vocabulary.stops and not graduates(word, vocabulary)]
    limits = [word for word in rest if _limits(word, vocabulary)]
    small = [word for word in rest if word in vocabulary.stops and word not in _neutral(vocabulary)]
    needed = [*telling, *limits, *small] if light or joined else limits
    return YesNo(
        labels[ayes.pop()],
        frozenset({verb[0], f"{verb[0]}s"} if helped else verb),
        frozenset(stem(word, vocabulary) for word in needed) - units,
        frozenset(stem(word, vocabulary) for word in (*verb, *telling)) - units,
        light,
        frozenset(words),
        joined,
    )


def _neutral(vocabulary: Vocabulary) -> frozenset[str]:
    """Small words that leave a verb what it is; "for", "uden for", "haft" and "ud" do not."""
    listed = vocabulary.articles | vocabulary.owners | vocabulary.those | vocabulary.addressed
    return listed | vocabulary.focus | vocabulary.among_whom | vocabulary.joints


def _telling(vocabulary: Vocabulary) -> frozenset[str]:
    """Verbs, and what is like them, by which any share is told; not the nouns, and no "også"."""
    listed = vocabulary.carriers | vocabulary.doing | vocabulary.saying | vocabulary.copulas
    return listed - vocabulary.shares - vocabulary.focus


def _limits(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word says how often, how much, how many, when, or may be."""
    listed = (
        vocabulary.turning,
        vocabulary.qualifying,
        vocabulary.strengths,
        vocabulary.scales,
        vocabulary.numbers,
        vocabulary.every,
        vocabulary.periods,
    )
    return word[0].isdigit() or is_manner(word, vocabulary) or any(word in words for words in listed)
