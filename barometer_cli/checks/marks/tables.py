"""Findings on tables, and on numbers in columns beside bars: a cell stands in its row and column, and a row under its
heading."""

from __future__ import annotations

from barometer_cli.checks.boxes import NEAR, Box, around, distance, middle
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.bars import is_over
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called, is_name_of
from barometer_cli.messages import say
from barometer_cli.model.scene import Of


def check(picture: Picture) -> Faults:
    """Cells in another row or column than their own, and rows in another section."""
    yield from _beside_bars(picture) if picture.sides else _tabled(picture)
    yield from _headed(picture)


def _tabled(picture: Picture) -> Faults:
    """Cells that do not stand in the row and column of what they are of, or in the middle of their ground."""
    cells = picture.having("cell", "hidden") if picture.having("cell") else []
    middles = {of: picture.centre(of) for of in cells}
    across = len({round(x) for x, _ in middles.values()}) > 1
    columns = [of for of in picture.having("label") if of.category is None and across]
    rows = [of for of in picture.having("label") if of not in columns]
    for of, (x, y) in middles.items():
        row = min(rows, key=lambda each: _under(y, picture.boxes[each]), default=None)
        column = min(columns, key=lambda each: abs(picture.centre(each)[0] - x), default=None)
        if any(name and not is_name_of(name, of) for name in (row, column)):
            message = say("the value of {share} stands in the row or column of another", share=called(of))
            yield "BAR606", message, called(of)
        ground = picture.boxes.get(Of("shade", of.category, of.group))
        if ground and (distance((x, y), ground) > 0 or abs(middle(ground)[0] - x) > NEAR):
            message = say("the value of {share} does not stand in the middle of its ground", share=called(of))
            yield "BAR606", message, called(of)


def _beside_bars(picture: Picture) -> Faults:
    """Numbers of what stands beside a scale with two sides that are not right above their row, or end elsewhere than
    their name above them."""
    for of in picture.having("cell"):
        own, name = [each for each in picture.having("bar") if each.group == of.group], Of("label", of.category)
        text, head = picture.boxes[of], picture.boxes.get(name)
        told = head is None or (picture.across(head)[1] <= picture.across(text)[0] and abs(head[2] - text[2]) <= NEAR)
        if not told or (own and not is_over(picture, text, around(picture.boxes[each] for each in own))):
            message = say("the value of {share} stands in the row or column of another", share=called(of))
            yield "BAR606", message, called(of)


def _under(y: float, label: Box) -> float:
    """How far below a label, or beside its middle, a row stands; labels further down are of other rows."""
    _, top, _, bottom = label
    return max(0.0, y - bottom) if top <= y else float("inf")


def _headed(picture: Picture) -> Faults:
    """Headings that do not stand right above those that are in their section."""
    table, headings = picture.figure.table, picture.having("heading")
    tops = {of: picture.boxes[of][1] for of in headings}
    sections = {**table.categories.sections, **table.breakdown.sections}
    for of in picture.having("label"):
        parts = next((net.parts for net in table.nets if net.label == of.category), (of.category or of.group or "",))
        within = {sections.get(part) for part in parts}
        section = within.pop() if len(within) == 1 else None
        above = [each for each in headings if tops[each] <= picture.boxes[of][1]]
        over = max(above, key=lambda each: tops[each], default=None)
        if headings and section != (over.category if over else None):
            yield "BAR606", say("the label of {share} does not stand under its section", share=called(of)), called(of)
