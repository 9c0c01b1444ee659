"""Words of a project that is begun, in English."""

from __future__ import annotations

from barometer_cli.languages.start import Example, StartWords

WORDS = StartWords(
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
            "Answer;2018;2020;2022;2024\nFirst answer;62;58;55;57\nSecond answer;41;45;47;52\nn;1000;1000;1000;1000\n",
            {"categories": "items"},
        ),
    ),
)
