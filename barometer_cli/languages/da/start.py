"""Words of a project that is begun, in Danish."""

from __future__ import annotations

from barometer_cli.languages.start import Example, StartWords

WORDS = StartWords(
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
)
