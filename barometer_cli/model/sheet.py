"""Words that stand on, in or beside the sheets of a figure, as a language supplies them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from barometer_cli.model.measure import Name


class LayerNames(Struct, frozen=True):
    """What a designer reads in the list of layers."""

    axis: str
    lines: str
    dots: str
    titles: str
    header: str
    rule: str
    note: str
    source: str
    key: str
    bars: str
    areas: str
    borders: str
    labels: str
    values: str
    values_and_labels: str
    nets: str
    baseline: str
    reference: str
    shades: str
    intervals: str
    number: str
    text: str
    share: str
    edge: str
    mark: str
    quote: str
    portrait: str
    logo: str
    speaker: str
    points: str
    address: str


class SpreadsheetWords(Struct, frozen=True):
    """What a table of numbers says besides them.

    Attributes
    ----------
    separator, decimal
        What stands between cells, and within numbers, as the language's spreadsheets expect it.
    category, group, section, code, unit, low, high, n, note
        Names of columns.
    values
        The name of the column of values, by their measure.
    points
        What a change of shares is in.
    hidden, withheld, unshown, net, few, broken, synthetic
        What is noted of a row.
    """

    separator: str
    decimal: str
    category: str
    group: str
    section: str
    code: str
    values: Mapping[Name, str]
    unit: str
    low: str
    high: str
    n: str
    note: str
    points: str
    hidden: str
    withheld: str
    unshown: str
    net: str
    few: str
    broken: str
    synthetic: str


class ClassWords(Struct, frozen=True):
    """How a class of values is told: below or above a `{limit}`; where numbers have signs, from `{low}` to `{high}`."""

    below: str
    above: str
    between: str


class MapWords(Struct, frozen=True):
    """Words of a map.

    Attributes
    ----------
    areas
        An area and several, by their level.
    blank
        What is said of areas without a value, by the reason.
    """

    areas: Mapping[str, tuple[str, str]]
    blank: Mapping[str, str]


class SheetWords(Struct, frozen=True):
    """Words that stand on, in or beside every sheet of a language.

    Attributes
    ----------
    source
        What stands before the credit: "Kilde".
    synthetic
        The notice on invented numbers.
    total
        The whole base among groups.
    few
        What is said of a group with few answers.
    answered
        How many of those asked answered in a wave: "{share} svarede".
    quote_mark
        The mark over a quote.
    of_which, of_these, of_all
        What stands between a whole and its parts, and after a share of that whole, or of everybody.
    more
        What stands before the address where more is told: "Læs mere".
    figure, kinds
        A figure of any kind, and kinds of figures by the name a spec calls them.
    measures
        What values are called over a column, by their measure.
    layers, spreadsheet, classes, map
        Names of layers, and the words of a table of numbers, of classes of values, and of a map.
    """

    source: str
    synthetic: str
    total: str
    few: str
    answered: str
    quote_mark: str
    of_which: str
    of_these: str
    of_all: str
    more: str
    figure: str
    kinds: Mapping[str, str]
    measures: Mapping[Name, str]
    layers: LayerNames
    spreadsheet: SpreadsheetWords
    classes: ClassWords
    map: MapWords
