"""What a figure that is begun says until its author says it, in every language: no words that could be false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Example:
    """A figure of invented numbers: its kind, the fields of its spec, its table as CSV, and what its axes are."""

    name: str
    kind: str
    fields: Mapping[str, object]
    table: str
    axes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words of a project that is begun.

    Attributes
    ----------
    title
        The place of a headline.
    name
        What a survey is called of which nobody knows the name.
    examples
        Figures to begin with where there are no numbers yet.
    """

    title: str
    name: str
    examples: tuple[Example, ...]


WORDS: dict[str, Words] = {
    "da": Words(
        title="Skriv figurens pointe her",
        name="Undersøgelsens navn",
        examples=(
            Example(
                "et-svar",
                "bars",
                {"subtitle": "Hvad tallene viser", "question": {"text": "Hvad svarede I?", "answers": "several"}},
                "category;share;n\nFørste svar;62;1000\nAndet svar;41;1000\nTredje svar;18;1000\n",
            ),
            Example(
                "udsagn",
                "diverging_bars",
                {"subtitle": "Hvad tallene viser", "question": "Hvor enig eller uenig er du i hvert udsagn?"},
                "Udsagn;Helt uenig;Uenig;Hverken eller;Enig;Helt enig;n\n"
                "Første udsagn;8;14;20;35;23;1000\nAndet udsagn;5;10;25;38;22;1000\n"
                "Tredje udsagn;15;22;24;26;13;1000\n",
                {"groups": "items"},
            ),
            Example(
                "udvikling",
                "line",
                {"subtitle": "Hvad tallene viser", "question": {"text": "Hvad svarede I?", "answers": "separate"}},
                "Svar;2018;2020;2022;2024\nFørste svar;62;58;55;57\nAndet svar;41;45;47;52\nn;1000;1000;1000;1000\n",
                {"categories": "items"},
            ),
        ),
    ),
    "en": Words(
        title="Write the point of the figure here",
        name="Name of the survey",
        examples=(
            Example(
                "one-answer",
                "bars",
                {"subtitle": "What the numbers show", "question": {"text": "What did you do?", "answers": "several"}},
                "category;share;n\nFirst answer;62;1000\nSecond answer;41;1000\nThird answer;18;1000\n",
            ),
            Example(
                "statements",
                "diverging_bars",
                {"subtitle": "What the numbers show", "question": "How much do you agree with each statement?"},
                "Statement;Strongly disagree;Disagree;Neither;Agree;Strongly agree;n\n"
                "First statement;8;14;20;35;23;1000\nSecond statement;5;10;25;38;22;1000\n"
                "Third statement;15;22;24;26;13;1000\n",
                {"groups": "items"},
            ),
            Example(
                "over-time",
                "line",
                {"subtitle": "What the numbers show", "question": {"text": "What did you do?", "answers": "separate"}},
                "Answer;2018;2020;2022;2024\nFirst answer;62;58;55;57\nSecond answer;41;45;47;52\n"
                "n;1000;1000;1000;1000\n",
                {"categories": "items"},
            ),
        ),
    ),
}
"""By language."""
