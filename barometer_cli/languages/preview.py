"""What the preview says besides the figures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from barometer_cli.model.finding import Severity


class PreviewWords(Struct, frozen=True):
    """The words of a preview.

    Attributes
    ----------
    severities
        One and several findings of a severity, when counted.
    states
        What becomes of a figure, by the name of the state; one that is simply drawn needs no word.
    claims, not_read
        What became of a claim; what is said of words in which none was read.
    columns
        Headings of the numbers, by the field of a row they hold.
    presets
        Names of sheets by code; a code that is not known stands for itself.
    """

    preview: str
    skip: str
    here: str
    live: str
    updated: str
    lost: str
    one: str
    several: str
    of: str
    previous: str
    next: str
    keys: tuple[tuple[str, str], ...]
    as_svg: str
    as_png: str
    shown_as: str
    own: str
    others: str
    picture: str
    findings: str
    acknowledged: str
    severities: Mapping[Severity, tuple[str, str]]
    states: Mapping[str, str]
    stopped: str
    stale: str
    never: str
    not_here: str
    spec: str
    elsewhere: str
    headlines: str
    claims: Mapping[str, str]
    not_read: str
    suggested: str
    suggest: str
    none_suggested: str
    copy: str
    copied: str
    table: str
    no_table: str
    columns: Mapping[str, str]
    texts: str
    caption: str
    alt: str
    description: str
    problems: str
    missing: str
    missing_lead: str
    nearest: str
    everything: str
    fault: str
    fault_lead: str
    why: str
    fix: str
    back: str
    presets: Mapping[str, str]

    def count(self, number: int) -> str:
        """So many figures."""
        return f"{number} {self.one if number == 1 else self.several}"

    def counted(self, severity: Severity, number: int) -> str:
        """So many findings of a severity."""
        single, several = self.severities[severity]
        return f"{number} {single if number == 1 else several}"
