"""Findings on lengths and positions: every mark that tells a share lies at it, on one line of share against px."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.checks.boxes import NEAR, box
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called, holds
from barometer_cli.checks.marks.roles import BESIDE
from barometer_cli.layout.ruler import FINEST, ground, written
from barometer_cli.layout.type import CAP_HEIGHT
from barometer_cli.messages import say
from barometer_cli.model.scene import Mark, Of, Path, Text
from barometer_cli.model.spec import ScaledSpec

WHITE = 2
"""The most that a mark gives up of its length to the white before the next one, px."""
SEEN = 0.5
"""The least width of what is left empty that must be drawn, px."""


class _Anchor(Struct, frozen=True):
    """A place of a mark (px along the axis) that stands for a share; it may lie so many px before or beyond that."""

    mark: Mark
    share: float
    at: float
    before: float = 0.0
    beyond: float = 0.0


class _Scale(Struct, frozen=True):
    """The line of share against px through the least and the largest that stand at an exact place."""

    anchors: tuple[_Anchor, ...]
    low: _Anchor
    high: _Anchor

    @property
    def pace(self) -> float:
        """Px of a share of 1, or of 1 of another measure."""
        return (self.high.at - self.low.at) / ((self.high.share - self.low.share) or 1.0)

    def at(self, share: float) -> float:
        """Where a share stands, px."""
        return self.low.at + self.pace * (share - self.low.share)


def check(picture: Picture) -> Faults:
    """Marks that do not lie at their shares, and numbers of a scale that do not tell it."""
    scale = _scale(picture)
    if scale:
        yield from _measured(picture, scale)
    yield from _read_off(picture, scale)


def _scale(picture: Picture) -> _Scale | None:
    """The line of share against px; None where nothing tells it."""
    anchors = [*_end_to_end(picture), *_spanned(picture), *_alone(picture), *_ticked(picture)]
    placed = tuple(
        replace(each, at=picture.from_origin(each.at, each.mark.of.panel if each.mark.of else None)) for each in anchors
    )
    exact = sorted((each for each in placed if not each.before + each.beyond), key=lambda each: each.share)
    return _Scale(placed, exact[0], exact[-1]) if exact else None


def _measured(picture: Picture, scale: _Scale) -> Faults:
    """Marks that do not lie on one line of share against px."""
    alone = len({anchor.mark for anchor in scale.anchors if anchor.mark.of != Of("zero")}) == 1
    for anchor in scale.anchors:
        right = scale.at(anchor.share)
        if not -anchor.before - NEAR <= anchor.at - right <= anchor.beyond + NEAR:
            message = say(
                "{mark} has {share:.4g} % at {at:.2f} px; {right:.2f} px is right",
                mark=anchor.mark.id,
                share=100 * anchor.share,
                at=abs(anchor.at),
                right=abs(right),
            )
            yield "BAR605", message, anchor.mark.id
    yield from _columned(picture, scale.at(1.0) - scale.at(0.0))
    completed = any(row.rest for row in picture.rows) or alone
    for row in picture.rows if picture.figure.table.measure.whole and not picture.sides else ():
        if row.rest or not (completed or len(row.parts) > 1):
            continue
        left = scale.at(1.0) - scale.at(row.until(len(row.parts)))
        if left > WHITE + SEEN + NEAR:
            name = called(row.parts[-1][0])
            message = say("what is left of 100 % after {share} is not drawn: {left:.2f} px", share=name, left=left)
            yield "BAR605", message, name


def _columned(picture: Picture, pace: float) -> Faults:
    """Bars beside the scale that are not as long as their share on it, or do not begin where their name does.

    `pace` are the px of 100 %.
    """
    for of in picture.having("apart"):
        start, end = picture.along(picture.boxes[of])
        name, right = Of("label", of.category), pace * picture.told[of.category, of.group].value
        first = picture.along(box(picture.marks[name][0]))[0] if name in picture.marks else start
        if abs(end - start - right) > NEAR or abs(start - first) > NEAR:
            message = say(
                "{share} has a bar of {length:.2f} px from {start:.2f} px; {right:.2f} px from {first:.2f} px is right",
                share=called(of),
                length=end - start,
                start=start,
                right=right,
                first=first,
            )
            yield "BAR605", message, called(of)


def _read_off(picture: Picture, scale: _Scale | None) -> Faults:
    """Numbers of a scale that are no numbers, that do not stand at even steps, or not round all that is drawn.

    That they stand at what they say is proved with all that does: `_measured`.
    """
    told: dict[str | None, list[float]] = {}
    for of in picture.having("tick"):
        for mark in picture.marks[of]:
            if (value := _said(picture, mark)) is None:
                yield "BAR605", say("{mark} is no number of the scale", mark=mark.id), mark.id
            else:
                told.setdefault(of.panel, []).append(value)
    spec, measure = picture.figure.spec, picture.figure.table.measure
    held = ground(measure, spec.baseline if isinstance(spec, ScaledSpec) else None)
    drawn = [*(anchor.share for anchor in scale.anchors), *held] if scale else []
    for ticks in told.values():
        ticks.sort()
        steps = {round(after - before, 6) for before, after in pairwise(ticks)}
        if len(steps) != 1:
            numbers = "; ".join(f"{tick:g}" for tick in ticks)
            message = say("the numbers of the scale do not stand at even steps: {numbers}", numbers=numbers)
            yield "BAR605", message, "tick"
        elif drawn and not (ticks[0] - 1e-6 <= min(drawn) and max(drawn) <= ticks[-1] + 1e-6):
            message = say(
                "the scale ends at {low:g} and {high:g}, and what is drawn does not", low=ticks[0], high=ticks[-1]
            )
            yield "BAR605", message, "tick"


def _said(picture: Picture, mark: Mark) -> float | None:
    """The value that a number of the scale says, where it is written as the figure writes numbers."""
    locale = picture.figure.locale
    if not isinstance(mark, Text) or (number := locale.read(mark.text)) is None:
        return None
    value = locale.measure.unrounded(number)
    ways = {written(value, locale, decimals, full) for decimals in range(FINEST + 1) for full in (True, False)}
    return value if mark.text in ways else None


def _end_to_end(picture: Picture) -> Iterator[_Anchor]:
    """Both ends of bars and of what they leave; a bar that something follows gives up the white before it."""
    for row in picture.rows:
        for part, (of, share) in enumerate(row.parts):
            mark, (start, end) = picture.marks[of][0], picture.along(picture.boxes[of])
            followed = part + 1 < len(row.parts) or row.rest
            yield _Anchor(mark, row.until(part), start)
            yield _Anchor(mark, row.until(part) + share, end, WHITE if followed else 0.0)
        if row.rest:
            mark, (start, end) = picture.marks[row.rest][0], picture.along(picture.boxes[row.rest])
            yield _Anchor(mark, row.until(len(row.parts)), start)
            yield _Anchor(mark, 1.0, end)


def _spanned(picture: Picture) -> Iterator[_Anchor]:
    """Both ends of brackets over the parts of a row."""
    for of in picture.having("span"):
        net = picture.net(of)
        for row in picture.rows if net else ():
            held = [part for part, (other, _) in enumerate(row.parts) if net and holds(net, other)]
            if net and len(held) == len(net.parts):
                mark, (start, end) = picture.marks[of][0], picture.along(picture.boxes[of])
                first, stroke = row.until(min(held)), mark.width if isinstance(mark, Path) else 0.0
                narrow = stroke if end - start <= stroke + NEAR else 0.0
                yield _Anchor(mark, first, start)
                yield _Anchor(mark, first + sum(row.parts[part][1] for part in held), end, WHITE, narrow)


def _alone(picture: Picture) -> Iterator[_Anchor]:
    """The places of everything that stands by itself at a share."""
    reflected = _reflected(picture)
    for of in picture.having("zero", "whole", "outer", "mirrored", "point", "reference", *BESIDE):
        told = picture.told.get((of.category, of.group))
        lower, upper = (told.interval if told else None) or (0.0, 0.0)
        for mark in picture.marks[of]:
            start, end = picture.along(box(mark))
            match of.role:
                case "zero":
                    yield _Anchor(mark, 0.0, reflected.get(of.group, start + end) - start)
                case "mirrored":
                    yield _Anchor(mark, 0.0, reflected[of.group] - end)
                    yield _Anchor(mark, told.value if told else 0.0, reflected[of.group] - start)
                case "outer":
                    yield _Anchor(mark, 0.0, start)
                    whole = replace(of, category=picture.outers.get(of.category or ""))
                    yield _Anchor(mark, picture.length(whole), end)
                case "whole" | "interval":
                    yield _Anchor(mark, 0.0 if of.role == "whole" else lower, start)
                    yield _Anchor(mark, 1.0 if of.role == "whole" else upper, end)
                case "stem":
                    low, high = sorted((0.0, told.value if told else 0.0))
                    yield _Anchor(mark, low, start)
                    yield _Anchor(mark, high, end)
                case "low" | "high":
                    yield _Anchor(mark, lower if of.role == "low" else upper, (start + end) / 2)
                case _:
                    yield _Anchor(mark, told.value if told else 0.0, (start + end) / 2)


def _reflected(picture: Picture) -> dict[str | None, float]:
    """By group whose bars go against the axis: the sum of any place on its side and of that which it mirrors, px."""
    zeros = {of.group: picture.along(picture.boxes[of]) for of in picture.having("zero")}
    groups = dict.fromkeys(of.group for of in picture.having("mirrored"))
    other = next((end for group, (_, end) in zeros.items() if group not in groups), 0.0)
    return {group: zeros[group][0] + other if group in zeros else 0.0 for group in groups}


def _ticked(picture: Picture) -> Iterator[_Anchor]:
    """The places of the numbers of a scale: of a text the middle of its capitals, or where it is centred."""
    for of in picture.having("tick"):
        for mark in picture.marks[of]:
            if isinstance(mark, Text) and (value := _said(picture, mark)) is not None:
                upright = -(mark.y - mark.size * CAP_HEIGHT / 2)
                yield _Anchor(mark, value, mark.x if picture.sheet.scene.axis == "x" else upright)
