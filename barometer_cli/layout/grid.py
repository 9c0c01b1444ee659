"""Cells in rows and columns: a label before each row, a heading over each column, a printed value in each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from barometer_cli.errors import LayoutError
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.groups import HIDDEN, group_label, group_words
from barometer_cli.layout.order import outline
from barometer_cli.layout.rows import Line, Pitch, Rows, arrange, of_entries, of_groups
from barometer_cli.layout.text import Block, block, widest_word, wrap
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import Of, Rect, Text, Weight
from barometer_cli.model.table import Cell, Net

LABELS = 0.4
"""The most of the chart's width that labels of rows take."""
PAD = 4
"""The least white on either side of what stands in a column, px."""
WIDEST = 150
"""A column is no wider, px."""
WHITE = 2
"""White between the grounds of two columns, px."""
UNDER = 8
"""White between the headings of columns and the first row, px."""


class Field(Struct, frozen=True):
    """One cell of a grid: whose it is, its value (None: hidden), and the rectangle it fills, px."""

    category: str
    group: str | None
    told: Cell | Net | None
    x: float
    y: float
    width: float
    height: float

    def ground(self, id: str, fill: str) -> Rect:
        """The cell's ground, with white between it and the next."""
        x, width = self.x + WHITE / 2, self.width - WHITE
        return Rect(id, x, self.y, width, self.height, fill, Of("shade", self.category, self.group))


class Grid(Struct, frozen=True):
    """Cells at their places: row by row, the words of rows and columns, and where it ends, px."""

    fields: tuple[Field, ...]
    rows: Rows
    lines: tuple[Line, ...]
    headings: tuple[Text, ...]
    right: float

    @property
    def labels(self) -> tuple[Text, ...]:
        """The words of rows and columns."""
        return (*self.headings, *self.rows.labels)


def arranged(frame: Frame, pitch: Pitch) -> Grid:
    """A row for each category and net, a column for each group; a single category has its groups as rows.

    Parameters
    ----------
    frame
        The sheet.
    pitch
        Height of cells and the white between rows, where nothing presses.

    Raises
    ------
    LayoutError
        If columns are narrower than their words.
    """
    figure, sizes = frame.figure, frame.theme.sizes
    table = figure.table
    entries = outline(table, figure.spec.order)
    only = entries[0].name if len(entries) == 1 and len(table.groups) > 1 else None
    lines = of_entries(figure, entries) if only is None else of_groups(figure, table.groups)
    columns = table.groups if only is None else table.groups[:1]
    words = [group_label(figure, group) for group in columns] if len(columns) > 1 else []
    left = arrange(frame, [line.row for line in lines], frame.top, pitch, LABELS).left
    room = (frame.right - left) / len(columns)
    size, needed = sizes.subtitle, _needed(frame, words, sizes.subtitle)
    while needed > room and size > sizes.note:
        size -= 1
        needed = _needed(frame, words, size)
    if needed > room:
        raise LayoutError(
            say(
                "{id} ({preset}): {n} columns of {room:.0f} px, and their words need {needed:.0f} px",
                id=figure.id,
                preset=frame.preset.name,
                n=len(columns),
                room=room,
                needed=needed,
            ),
            say("Shorten the names of the columns, show fewer, or name in `sheets` the sheets it is drawn on."),
        )
    wide = min(room, max(WIDEST, needed))
    blocks = _headings(figure, columns, (wide - 2 * PAD) / SUBSTITUTE, size) if words else []
    head = max((each.height + UNDER for each in blocks), default=0.0)
    rows = arrange(frame, [line.row for line in lines], round(frame.top + head), pitch, LABELS)
    edges = [round(left + place * wide) for place in range(len(columns) + 1)]
    fields = tuple(
        _field(figure, *((line.name or "", column) if only is None else (only, line.name)),
               edges[place], tops[0], edges[place + 1], rows.thickness)
        for line, tops in zip(lines, rows.tops, strict=True) if tops
        for place, column in enumerate(columns)
    )  # fmt: skip
    headings = tuple(
        mark
        for place, each in enumerate(blocks)
        for mark in _over(frame, each, columns[place], place + 1, left + (place + 0.5) * wide, frame.top + head - UNDER)
    )
    return Grid(fields, rows, tuple(lines), headings, edges[-1])


def numbers(frame: Frame, fields: Sequence[Field], ink: Callable[[Field], tuple[str, str]]) -> tuple[Text, ...]:
    """The printed value of each cell in its middle; `ink` gives its colour and that of what it lies on."""
    figure, size = frame.figure, frame.theme.sizes.label
    found = []
    for number, field in enumerate(fields, start=1):
        fill, ground = ink(field)
        text = figure.locale.value(field.told.value) if field.told else HIDDEN
        x, y = round(field.x + field.width / 2, 2), round(field.y + field.height / 2 + size * CAP_HEIGHT / 2, 2)
        of = Of("cell" if field.told else "hidden", field.category, field.group)
        weight: Weight = 700 if isinstance(field.told, Net) else 600
        found.append(Text(f"cell-{number}", x, y, text, size, weight, fill, "middle", ground, of))
    return tuple(found)


def _headings(figure: Figure, columns: Sequence[str | None], measure: float, size: float) -> list[Block]:
    """The words of each column within a measure (px): name and n on one line where all have room, else n below it."""
    told = [group_words(figure, group) for group in columns]
    if all(width(" ".join(words), size, 600) <= measure for words in told):
        return [block((" ".join(words),), measure, size, 600, 1.25) for words in told]
    wrapped = ([line for part in words for line in wrap(part, measure, size, 600, balanced=True)] for words in told)
    return [block(lines, measure, size, 600, 1.25) for lines in wrapped]


def _needed(frame: Frame, words: Sequence[str], size: float) -> float:
    """The least width of a column with its printed values, and words of `size` over them, px."""
    table, locale, label = frame.figure.table, frame.figure.locale, frame.theme.sizes.label
    values = [*(cell.value for cell in table.shown), *(net.value for net in table.nets)]
    widest = max(width(locale.value(value), label, 700) for value in values)
    return 2 * PAD + SUBSTITUTE * max([widest, *(widest_word(text, size, 600) for text in words)])


def _field(
    figure: Figure, category: str, group: str | None, left: float, top: float, right: float, height: float
) -> Field:
    return Field(category, group, figure.table.find(category, group), left, top, right - left, height)


def _over(frame: Frame, words: Block, group: str | None, number: int, x: float, foot: float) -> tuple[Text, ...]:
    """The words of a column about `x`, standing on `foot` (px)."""
    colours, of = frame.theme.colours, Of("label", None, group)
    top = foot - words.height
    return words.marks(f"column-{number}", round(x, 2), top, colours.ink, colours.background, of, "middle")
