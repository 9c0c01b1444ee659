"""One number that fills its sheet, with a thin bar or dots of a share; or two or three numbers and what they are of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from barometer_cli.errors import DataError, LayoutError, UnknownCategory, suggestion
from barometer_cli.layout.dots import Dot, Grid, grids, name
from barometer_cli.layout.frame import Closing, accent_bar, closing, sheet, too_high, under_accent
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import outline
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, ink, width
from barometer_cli.messages import say, template
from barometer_cli.model.caption import Asked, AskedOf, Shows, Synthetic
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.locale import NO_BREAK
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Of, Rect, Scene, Text
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Poster, Theme

MOST = 3
"""The most numbers of one sheet."""
MARGIN = 1.25
"""White round the sheet beside that of other kinds."""
UNDER_ACCENT, UNDER_TITLE = 21, 26
"""White between the top of the accent bar and the title, and between the title and the numbers, px."""
WIDEST = 2.3
"""Width of "100 %" for each px of the number's size."""
BESIDE = 226
"""The least width of the words beside a number, px."""
SMALLEST_TEXT, LARGEST_TEXT, SHARED_TEXT = 15, 23, 18
"""Sizes of what a number is of: at least and at most of one alone, and where several share a sheet, px."""
UNDER = 18
"""White between a number and what stands below it, px."""
BAR, BELOW_BAR = 10, 36
"""Thickness of the thin bar, and the white below it, px."""
DOT, SHARED_DOT = 46, 26
"""From dot to dot at most, of one number and where several share a sheet, px."""
SIGN, UNIT = 0.47, 0.25
"""Size of a per cent sign, and of any other unit, beside that of its number."""
SPACE = 8
"""White between a number and its unit, px."""
BEARING = 6 / 190
"""White at the left of a digit, in font sizes: a number stands so much further left."""
COLUMN, ROW, NARROW = 40, 34, 18
"""White between numbers side by side, below one another, and there at least where a sheet is low, px."""
SHARED, STACKED, LEAST = 0.56, 0.42, 0.24
"""Size of numbers that share a sheet beside that of one alone: side by side, below one another, and at least."""
LOW = 0.5
"""Size of one alone at least, where a sheet is low, beside that where it is not."""


class _Number(Struct, frozen=True):
    """A number of a sheet: what it is told of, its digits and unit, its words and what they are, and its dots."""

    of: Of
    told: Cell | Net | None
    digits: str
    unit: str
    words: str
    named: Of
    grid: Grid | None

    @property
    def small(self) -> float:
        """Size of the unit beside that of the digits."""
        return SIGN if self.unit == "%" else UNIT

    @property
    def room(self) -> float:
        """Width of digits and unit even in a wider font, for each px of their size."""
        return SUBSTITUTE * (width(self.digits, 1, 700) + width(self.unit, self.small, 700))

    def drop(self, size: float) -> float:
        """How far a comma among the digits hangs into what stands below, px."""
        _, below = ink(self.digits, 700)
        return max(below * size - UNDER / 2, 0)

    def end(self, left: float, size: float) -> float:
        """Where digits end, px; those of a wider font grow to the left, and must not leave the sheet there."""
        length = width(self.digits, size, 700)
        end = left - BEARING * size + length
        return max(end, SUBSTITUTE * length + 1) if self.unit else end

    def marks(self, id: str, left: float, baseline: float, size: float, colours: Poster) -> list[Text]:
        """The digits, and behind them the unit; a wider font never pushes one onto the other."""
        end, ground, small = self.end(left, size), colours.background, round(self.small * size, 2)
        if not self.unit:
            x = round(left - BEARING * size, 2)
            return [Text(f"digits{id}", x, baseline, self.digits, size, 700, colours.ink, "start", ground, self.of)]
        x = round(end + SPACE, 2)
        return [
            Text(f"digits{id}", round(end, 2), baseline, self.digits, size, 700, colours.ink, "end", ground, self.of),
            Text(f"sign{id}", x, baseline, self.unit, small, 700, colours.accent, "start", ground, self.of),
        ]


class _Drawn(Struct, frozen=True):
    """The layers of numbers, and where they end, px."""

    numbers: tuple[Text, ...]
    words: tuple[Text, ...]
    shares: tuple[Rect | Dot, ...]
    bottom: float


class _Poster(Struct, frozen=True):
    """What stands round numbers on a sheet, and the room between, px."""

    figure: Figure
    theme: Theme
    preset: Preset

    @property
    def colours(self) -> Poster:
        """Those of the sheet."""
        return self.theme.key_number

    @property
    def left(self) -> float:
        """Where everything begins."""
        return round(self.theme.margin * MARGIN)

    @property
    def right(self) -> float:
        """Where everything ends."""
        return self.preset.width - self.left

    @property
    def measure(self) -> float:
        """Width of what stands on the sheet."""
        return self.right - self.left

    @property
    def above(self) -> bool:
        """Whether a number stands above its words."""
        return self.preset.labels == "above"

    @property
    def heading(self) -> Block:
        """The title."""
        size = self.theme.sizes.label
        return block(self.figure.spec.title, self.measure / SUBSTITUTE, size, 600, balanced=True)

    @property
    def top(self) -> float:
        """Where numbers begin."""
        return self._title + self.heading.height + UNDER_TITLE

    @property
    def _title(self) -> float:
        """Where the title begins."""
        return self.left + 4 + under_accent(self.theme, UNDER_ACCENT)

    def header(self) -> tuple[Rect | Text, ...]:
        """Accent and title."""
        colours = self.colours
        accent = accent_bar(self.theme, self.left, self.left + 4, colours.accent)
        title = self.heading.marks("headline", self.left, self._title, colours.ink, colours.background, Of("title"))
        return (*accent, *title)

    def foot(self, top: float) -> tuple[Closing, float]:
        """What stands below from `top` down, and where a sheet ends that grows with it."""
        told = " ".join(
            sentence
            for fact, sentence in self.figure.caption.sentences
            if not isinstance(fact, Shows | Asked | AskedOf | Synthetic)
        )
        size, lines = self.theme.sizes.note + 1, self.measure / SUBSTITUTE
        closed = closing(
            self.figure, self.theme, self.preset, (told,), self.left, self.right, top, lines, size, self.colours
        )
        return closed, closed.end(self.left - 10)

    def spare(self, bottom: float) -> float:
        """How much a sheet of fixed height leaves where numbers end at `bottom`; below 0 where they do not fit."""
        return 0.0 if self.preset.height is None else self.preset.height - self.foot(bottom)[1]

    def words(self, number: _Number, measure: float, size: float) -> Block:
        """What a number is of, in lines."""
        return block(number.words, measure / SUBSTITUTE, size, 400, 1.4, balanced=True)


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay key numbers out: one large; several of one size side by side, or below one another on a low or narrow sheet.

    Raises
    ------
    LayoutError
        If words are longer than the sheet can hold.
    """
    poster, numbers = _Poster(figure, theme, preset), _numbers(figure)
    if len(numbers) == 1:
        drawn = _alone(poster, numbers[0], theme.sizes.number)
    elif poster.above or preset.height is not None:
        drawn = _stacked(poster, numbers)
    else:
        drawn = _abreast(poster, numbers)
    layers, (closed, end) = figure.words.layers, poster.foot(drawn.bottom)
    groups = (
        Group("header", layers.header, poster.header()),
        Group("number", layers.number, drawn.numbers),
        Group("text", layers.text, drawn.words),
        Group("bar", layers.share, drawn.shares),
        Group("note", layers.note, (*closed.note, *closed.source)),
        Group("logo", layers.logo, closed.logo),
    )
    shown = tuple(group for group in groups if group.marks)
    return sheet(figure, preset.width, preset.height or end, poster.colours.background, shown)


def accept(figure: Figure) -> None:
    """Refuse what are not one to three numbers, and words that no number has.

    Raises
    ------
    DataError
        If there are none or more; if a text is to be that of several.
    UnknownCategory
        If `texts` names what is not shown.
    """
    spec, numbers = _spec(figure), _numbers(figure)
    if not 1 <= len(numbers) <= MOST:
        raise DataError(
            say(
                "{file}: a key number shows one to three values, and the table shows {n}",
                file=figure.table.file,
                n=len(numbers),
            ),
            say("Keep one to three rows, or mark the others as unshown."),
        )
    if spec.text and len(numbers) > 1:
        raise DataError(
            say("{id}: `text` is that of one number, and there are {n}", id=figure.id, n=len(numbers)),
            say("Give each its own under `texts`, such as {name!r}.", name=_name(numbers[0])),
        )
    if spec.text and spec.texts:
        raise DataError(
            say("{id}: the number has a `text`, and one of `texts`", id=figure.id), say("Remove one of them.")
        )
    names = [_name(number) for number in numbers]
    for named in spec.texts:
        if named not in names:
            raise UnknownCategory(
                say("{id}: texts names {named!r}, which is not shown", id=figure.id, named=named),
                suggestion(named, names),
            )


def _spec(figure: Figure) -> KeyNumberSpec:
    assert isinstance(figure.spec, KeyNumberSpec), "the kind's own spec"
    return figure.spec


def _name(number: _Number) -> str:
    """What a number is called in `texts`."""
    return number.named.category or number.named.group or number.of.category or ""


def _numbers(figure: Figure) -> list[_Number]:
    """The numbers of a sheet in the order of the table: of each category and net, or of each group of the only one."""
    table, spec, locale = figure.table, _spec(figure), figure.locale
    entries = outline(table, "given")
    by_group = len(entries) == 1 and len(table.groups) > 1
    counted = {(name(grid.shares[0][0]), grid.group): grid for grid in grids(spec, table)}
    unit = locale.dialect.percent if table.measure.is_share else table.measure.unit or ""
    found = []
    for entry in entries:
        for group in table.groups:
            told = table.find(entry.name, group)
            printed = locale.value(told.value) if told else HIDDEN
            digits = printed.removesuffix(unit).rstrip(NO_BREAK)
            named = Of("label", None, group) if by_group else Of("label", entry.name)
            words = spec.texts.get((group if by_group else entry.name) or "")
            words = words or (group_label(figure, group) if by_group else table.drawn(entry.name))
            if spec.text:
                named, words = Of("text"), spec.text
            of = Of("number" if told else "hidden", entry.name, group)
            grid = counted.get((entry.name, group))
            found.append(_Number(of, told, digits, unit if told else "", words, named, grid))
    return found


def _alone(poster: _Poster, number: _Number, most: float) -> _Drawn:
    """One number of `most` px or smaller, its words to its right or below, and a bar or dots as wide as the sheet."""
    left, right, colours = poster.left, poster.right, poster.colours
    if poster.above:
        size = min(most, (poster.measure - SPACE) / max(WIDEST, number.room))
    else:
        size = min(most, (poster.measure - BESIDE) / number.room)
    cap = size * CAP_HEIGHT
    baseline = round(poster.top + cap)
    end = number.end(left, size) + SPACE + width(number.unit, number.small * size, 700) * 1.06
    text_x = left if poster.above else round(end + 30)
    text_size = round(LARGEST_TEXT * poster.preset.display)
    text = poster.words(number, right - text_x, text_size)
    while not poster.above and text.height > cap + 34 and text_size > SMALLEST_TEXT:
        text_size -= 1
        text = poster.words(number, right - text_x, text_size)
    if not poster.above and text.height > cap + 70:
        raise LayoutError(
            say(
                "{id} ({preset}): the text beside the number takes {n} lines",
                id=poster.figure.id,
                preset=poster.preset.name,
                n=len(text.lines),
            ),
            "Shorten `text`.",
        )
    text_top = baseline + UNDER + number.drop(size) if poster.above else poster.top + cap / 2 - text.height / 2
    bar_y = max(baseline + 52, round(text_top + text.height + 24))
    shares, bottom = _share(poster, number, bar_y)
    spare = poster.spare(bottom)
    if spare < 0:
        lower = size + min(spare / CAP_HEIGHT, -1)
        if lower < LOW * poster.theme.sizes.number:
            raise too_high(poster.figure, poster.preset, -spare)
        return _alone(poster, number, lower)
    shares, bottom = _share(poster, number, bar_y + round(spare))
    baseline, text_top = baseline + round(spare / 2), text_top + round(spare / 2)
    digits = number.marks("", left, baseline, size, colours)
    return _Drawn(tuple(digits), text.marks("text", text_x, text_top, colours.ink, colours.background, number.named),
                  shares, bottom)  # fmt: skip


def _share(poster: _Poster, number: _Number, top: float) -> tuple[tuple[Rect | Dot, ...], float]:
    """A share as dots, or as a thin bar in its track, from `top`; and where the foot may begin, px."""
    left, length, colours = poster.left, poster.measure, poster.colours
    if number.grid:
        pitch = min(number.grid.pitch(length), DOT)
        return _dots(number.grid, "dot", left, top, pitch, colours), top + number.grid.height(pitch) + BELOW_BAR
    if number.told is None or not poster.figure.table.measure.is_share:
        return (), top
    of = number.of
    return (
        Rect("track", left, top, length, BAR, colours.track, Of("whole", of.category, of.group)),
        Rect("share", left, top, round(length * number.told.value, 2), BAR, colours.accent,
             Of("bar", of.category, of.group)),
    ), top + BAR + BELOW_BAR  # fmt: skip


def _dots(grid: Grid, id: str, left: float, top: float, pitch: float, colours: Poster) -> tuple[Dot, ...]:
    return grid.marks(id, left, top, pitch, lambda of: colours.accent if of.role == "dot" else colours.track)


def _abreast(poster: _Poster, numbers: list[_Number]) -> _Drawn:
    """Numbers side by side on one baseline, each above its dots and its words."""
    column = (poster.measure - COLUMN * (len(numbers) - 1)) / len(numbers)
    widest = max(number.room for number in numbers)
    size = round(min(poster.theme.sizes.number * SHARED, (column - SPACE) / widest))
    places = [(round(poster.left + place * (column + COLUMN)), poster.top) for place in range(len(numbers))]
    return _placed(poster, numbers, places, size, SHARED_TEXT, column, beside=0)


def _stacked(poster: _Poster, numbers: list[_Number]) -> _Drawn:
    """Numbers below one another, each beside or above its dots and its words; smaller where a sheet is low."""
    most = poster.theme.sizes.number
    widest = max(number.room for number in numbers)
    size = round(min(most * STACKED, poster.measure * (0.8 if poster.above else 0.4) / widest))
    least, text_size = min(size, round(most * LEAST)), float(SHARED_TEXT)
    gap = ROW if poster.preset.height is None else NARROW
    while True:
        beside = 0.0 if poster.above else round(widest * size + SPACE + COLUMN / 2)
        heights = [_height(poster, number, size, text_size, beside) for number in numbers]
        bottom = poster.top + sum(heights) + gap * len(numbers)
        spare = poster.spare(bottom)
        if spare >= 0:
            break
        if size <= least and text_size <= SMALLEST_TEXT:
            raise too_high(poster.figure, poster.preset, -spare)
        size, text_size = max(size - 2, least), max(text_size - 0.25, SMALLEST_TEXT)
    wider = min(spare / len(numbers), ROW)
    top = poster.top + (spare - wider * (len(numbers) - 1)) / 2
    tops = [top + sum(heights[:place]) + (gap + wider) * place for place in range(len(numbers))]
    drawn = _placed(poster, numbers, [(poster.left, y) for y in tops], size, text_size, poster.measure, beside)
    return _Drawn(drawn.numbers, drawn.words, drawn.shares, bottom + spare)


def _height(poster: _Poster, number: _Number, size: float, text_size: float, beside: float) -> float:
    """Height of a number with its dots and words, px."""
    text = poster.words(number, poster.measure - beside, text_size)
    words = text.height + (number.grid.height(SHARED_DOT) + UNDER * 0.6 if number.grid else 0)
    cap = size * CAP_HEIGHT
    return max(cap, words) if beside else cap + UNDER + number.drop(size) + words


def _placed(
    poster: _Poster,
    numbers: list[_Number],
    places: Sequence[tuple[float, float]],
    size: float,
    text_size: float,
    measure: float,
    beside: float,
) -> _Drawn:
    """Numbers at their places.

    Parameters
    ----------
    poster, numbers
        The sheet, and what stands on it.
    places
        Upper left corner of each, px.
    size, text_size
        Of all numbers, and of all words, px.
    measure
        Width of each with its words, px.
    beside
        How far right of the number its words stand, px; 0: below it.
    """
    colours, cap = poster.colours, size * CAP_HEIGHT
    digits: list[Text] = []
    words: list[Text] = []
    dots: list[Dot] = []
    drop = max(number.drop(size) for number in numbers)
    bottom = 0.0
    for index, (number, (left, top)) in enumerate(zip(numbers, places, strict=True), start=1):
        id, x = f"-{index}", left + beside
        digits += number.marks(id, left, round(top + cap), size, colours)
        y = round(top if beside else top + cap + UNDER + drop)
        if number.grid:
            pitch = min(SHARED_DOT, number.grid.pitch(measure - beside))
            dots += _dots(number.grid, f"dot{id}", x, y, pitch, colours)
            y = round(y + number.grid.height(pitch) + UNDER * 0.6)
        text = poster.words(number, measure - beside, text_size)
        if beside and not number.grid and text.height < cap:
            y = round(top + (cap - text.height) / 2)
        words += text.marks(f"text{id}", x, y, colours.ink, colours.background, number.named)
        bottom = max(bottom, y + text.height + ROW)
    return _Drawn(tuple(digits), tuple(words), tuple(dots), bottom)


KIND = Kind(
    name="key_number",
    purpose=template("one number that fills its sheet, or two or three"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"text", "question", "filter", "n", "caption"}),
    spec=KeyNumberSpec,
    manner=always(Manner(stated=True)),
    accept=accept,
    starter=Starter(
        fields="""
title: Skriv hvad tallet måler
text: af dem, der svarede, siger ja
table: {file: {table}, unit: percent}
n: 1000
""",
        table="""
category,share
Ja,62
""",
    ),
)
