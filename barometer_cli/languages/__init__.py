"""Languages: each is a folder with one `Language`, and everything that is said in it is below that folder.

What a language must supply is in the modules beside the folders, each named after the room that speaks it.
"""

from __future__ import annotations

from barometer_cli.errors import BuildError, suggestion
from barometer_cli.languages.da import Danish
from barometer_cli.languages.en import English
from barometer_cli.languages.language import Language
from barometer_cli.messages import say

LANGUAGES: dict[str, Language] = {language.code: language for language in (Danish(), English())}
"""Every language by its code; the first is that of a survey that names none."""


def spoken(code: str) -> Language:
    """The language that `--language` asks for.

    Parameters
    ----------
    code
        BCP 47 code.

    Raises
    ------
    BuildError
        If there is no such language; it lists those there are.
    """
    if code not in LANGUAGES:
        message = say("--language: there is no language {language!r}", language=code)
        raise BuildError(message, suggestion(code, LANGUAGES))
    return LANGUAGES[code]


def nearest(code: str) -> Language:
    """The language of a code; the first one where it is none of ours, as in what another version wrote."""
    return LANGUAGES.get(code, next(iter(LANGUAGES.values())))


def called(code: str, within: Language) -> str:
    """What a language is called in another: as that has it, else as it calls itself; the code where it is unknown."""
    own = LANGUAGES[code].name if code in LANGUAGES else code
    return within.names.get(code, own)


__all__ = ["LANGUAGES", "Language", "called", "nearest", "spoken"]
