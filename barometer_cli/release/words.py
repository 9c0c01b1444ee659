"""What is said of a release and its changes: one set of words a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from barometer_cli.errors import BuildError, suggestion
from barometer_cli.model.locale import MINUS, NO_BREAK
from barometer_cli.model.measure import Measure, Name
from barometer_cli.release.changes import Change, Number

Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class Printed:
    """How a language prints numbers.

    Attributes
    ----------
    language
        BCP 47 code.
    decimal, thousands
        The marks in a number.
    percent, points
        What stands behind a number of per cent, and one of the points between two of them.
    to
        What stands between two limits that have signs.
    measures
        What numbers are called, by their measure.
    """

    language: str
    decimal: str
    thousands: str
    percent: str
    points: str
    to: str
    measures: Mapping[Name, str]

    def number(self, value: float) -> str:
        """A whole number as it is printed."""
        return f"{value:,.0f}".replace(",", self.thousands)

    def decimals(self, value: float) -> str:
        """A number with the decimals it has."""
        return f"{value:g}".replace(".", self.decimal)

    def per_cent(self, value: float) -> str:
        """A number of per cent."""
        return f"{self.decimals(value)}{self.percent}"

    def value(self, value: float, measure: Measure) -> str:
        """A value that was printed, as it was: "52 %", "3,9", "+4 procentpoint"."""
        sign = MINUS if value < 0 else "+" if measure.signed and value > 0 else ""
        if measure.is_share:
            unit = self.percent
        elif measure.in_points:
            unit = self.points
        else:
            unit = f"{NO_BREAK}{measure.unit}" if measure.unit else ""
        return f"{sign}{self._bare(value, measure)}{unit}"

    def _bare(self, value: float, measure: Measure) -> str:
        marks = str.maketrans({",": self.thousands, ".": self.decimal})
        return f"{abs(value):,.{max(measure.decimals, 0)}f}".translate(marks)

    def limits(self, low: float, high: float, measure: Measure) -> str:
        """The limits of an interval: "49–55 %", "−2 til +4"."""
        if measure.signed or low < 0:
            return f"{self.value(low, measure)} {self.to} {self.value(high, measure)}"
        return f"{self._bare(low, measure)}–{self.value(high, measure)}"

    def measured(self, measure: Measure) -> str:
        """What numbers are: "gennemsnit (timer)", "gennemsnit (1–5)", "ændring (andel)"."""
        ends = (measure.low, measure.high)
        scale = "–".join(self.decimals(end) for end in ends if end is not None) if None not in ends else ""
        of = self.measures[measure.of] if measure.name == "change" else ""
        about = ", ".join(filter(None, (of, measure.unit, scale)))
        return f"{self.measures[measure.name]} ({about})" if about else self.measures[measure.name]

    def size(self, value: int) -> str:
        """Bytes as people read them."""
        if value < 1_000_000:
            return f"{max(1, round(value / 1000))} kB"
        return f"{value / 1_000_000:.1f} MB".replace(".", self.decimal)


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The words of what changed.

    Attributes
    ----------
    printed
        How numbers are printed.
    title, lead, nothing
        Heading of the report; what it compares, with `old` and `new`; what it says where nothing changed.
    notes, added, previous
        Heading of an illustration's changes, or of one that is new, with `old`; what `old` is called without a name.
    counts, statuses
        What happened to illustrations: counted, and as a mark.
    numbers, wordings, pictures, header
        Headings of the three kinds of changes, and of the columns of numbers.
    measure, limits, fields
        What is measured; names of the limits of an interval and of n, and of texts.
    hidden, absent
        What stands for a number that is hidden, or not there.
    old, new, difference, differs, resized
        The three pictures; how much of one differs, with `share`; other sizes, with `old` and `new`.
    """

    printed: Printed
    title: str
    lead: str
    nothing: str
    notes: str
    added: str
    previous: str
    counts: Mapping[str, str]
    statuses: Mapping[str, str]
    numbers: str
    wordings: str
    pictures: str
    header: tuple[str, str, str]
    measure: str
    limits: Mapping[str, str]
    fields: Mapping[str, str]
    hidden: str
    absent: str
    old: str
    new: str
    difference: str
    differs: str
    resized: str

    def name(self, number: Number) -> str:
        """What a number is of."""
        parts = [number.category, number.group]
        if number.what != "value":
            parts.append(self.limits[number.what])
        elif not any(parts):
            parts.append(self.printed.measures[number.measures[1].name])
        return ", ".join(part for part in parts if part)

    def rows(self, change: Change) -> Iterator[tuple[str, str, str]]:
        """What changed of the numbers: what it is, before, now; another measure first."""
        if change.measures:
            before, now = map(self.printed.measured, change.measures)
            yield self.measure, before, now
        for number in change.numbers:
            yield self.name(number), self.value(number, False), self.value(number, True)

    def value(self, number: Number, now: bool) -> str:
        """A number of the newer or the older release as it is printed."""
        found, hidden = (number.new, number.hidden_now) if now else (number.old, number.hidden_before)
        if found is None:
            return self.hidden if hidden else self.absent
        return self.printed.number(found) if number.what == "n" else self.printed.value(found, number.measures[now])

    def since(self, change: Change) -> str:
        """That an illustration is new or changed, and since when."""
        source = change.old.source if change.old and change.new and change.old.source != change.new.source else ""
        return (self.notes if change.old else self.added).format(old=source or self.previous)


DANISH = Printed(
    "da",
    ",",
    ".",
    f"{NO_BREAK}%",
    f"{NO_BREAK}procentpoint",
    "til",
    {
        "share": "andel",
        "mean": "gennemsnit",
        "median": "median",
        "count": "antal",
        "index": "indeks",
        "change": "ændring",
    },
)
ENGLISH = Printed(
    "en",
    ".",
    ",",
    "%",
    f"{NO_BREAK}percentage points",
    "to",
    {"share": "share", "mean": "mean", "median": "median", "count": "number", "index": "index", "change": "change"},
)

DA = ChangeWords(
    printed=DANISH,
    title="Ændringer",
    lead="Fra {old} til {new}.",
    nothing="Intet er ændret.",
    notes="Ændret siden {old}",
    added="Ny siden {old}",
    previous="forrige udgivelse",
    counts={"changed": "ændrede", "added": "nye", "removed": "udgåede", "same": "uændrede"},
    statuses={"changed": "Ændret", "added": "Ny", "removed": "Udgået"},
    numbers="Tal",
    wordings="Tekster",
    pictures="Billeder",
    header=("Hvad", "Før", "Nu"),
    measure="hvad der måles",
    limits={"low": "nedre grænse", "high": "øvre grænse", "n": "n"},
    fields={
        "title": "Overskrift",
        "subtitle": "Underoverskrift",
        "caption": "Figurtekst",
        "alt": "Alternativ tekst",
        "description": "Beskrivelse",
        "source": "Kilde",
        "published": "Adresse hos kilden",
    },
    hidden="skjult",
    absent="–",
    old="Før",
    new="Nu",
    difference="Forskel",
    differs="{share} af billedet er anderledes",
    resized="{old} px er blevet til {new} px",
)

EN = ChangeWords(
    printed=ENGLISH,
    title="Changes",
    lead="From {old} to {new}.",
    nothing="Nothing has changed.",
    notes="Changed since {old}",
    added="New since {old}",
    previous="the previous release",
    counts={"changed": "changed", "added": "new", "removed": "gone", "same": "unchanged"},
    statuses={"changed": "Changed", "added": "New", "removed": "Gone"},
    numbers="Numbers",
    wordings="Texts",
    pictures="Pictures",
    header=("What", "Before", "Now"),
    measure="what is measured",
    limits={"low": "lower limit", "high": "upper limit", "n": "n"},
    fields={
        "title": "Headline",
        "subtitle": "Subtitle",
        "caption": "Caption",
        "alt": "Alternative text",
        "description": "Description",
        "source": "Source",
        "published": "Address at the source",
    },
    hidden="hidden",
    absent="–",
    old="Before",
    new="Now",
    difference="Difference",
    differs="{share} of the picture differs",
    resized="{old} px have become {new} px",
)

LANGUAGES: dict[str, ChangeWords] = {"da": DA, "en": EN}


def spoken(languages: Mapping[str, Words], language: str) -> Words:
    """The words of a language, of those there are.

    Raises
    ------
    BuildError
        If there are none.
    """
    if language not in languages:
        raise BuildError(f"--language: there is no language {language!r}", suggestion(language, languages))
    return languages[language]
