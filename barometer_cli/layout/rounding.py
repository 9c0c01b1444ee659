"""Bars that are round where they end: as the theme says, and never where they begin."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from barometer_cli.model.scene import Mark, Path, Rect, Scene, Step

ROUND = frozenset({"bar", "mirrored", "apart", "outer", "rest", "whole"})
"""What is round where it ends."""
NEXT = 3.0
"""Px between the ends of what lies end to end, at most: the white between parts of a whole."""
LEAST = 3.0
"""The least radius that is seen to be one, px."""
HANDLE = 0.5523
"""How far the handles of a curve reach, in radii, that is a quarter of a circle to 0.03 % of its radius."""


def rounded(scene: Scene) -> Scene:
    """The scene as it is painted: bars with round ends are paths, as long and as thick as they were.

    An end is round where nothing follows it: not at zero, nor where another part of the same whole lies on. All wholes
    of a figure are as round as the least of their outer parts can be, or square where that is hardly round.
    """
    if not scene.radius:
        return scene
    upright = scene.axis == "y"
    rects = [mark for mark in scene.marks() if isinstance(mark, Rect) and mark.of]
    bars = [_Bar(rect, upright) for rect in rects if rect.of and rect.of.role in ROUND]
    zeros = [_Bar(rect, upright) for rect in rects if rect.of and rect.of.role == "zero"]
    ends = {bar: bar.ends(bars, zeros) for bar in bars}
    outer = [bar.most(*ends[bar]) for bar in bars if any(ends[bar]) and bar.is_part(bars)]
    least = min([scene.radius, *outer])
    shapes: dict[Mark, Mark] = {}
    for bar in bars:
        radius = (least if least >= LEAST else 0.0) if bar.is_part(bars) else scene.radius
        shapes[bar.rect] = bar.shape(radius, *ends[bar])
    groups = (replace(group, marks=tuple(shapes.get(mark, mark) for mark in group.marks)) for group in scene.groups)
    return replace(scene, groups=tuple(groups))


class _Bar:
    """A rectangle by where it begins and ends along the axis, and across it (px)."""

    def __init__(self, rect: Rect, upright: bool) -> None:
        across, down = (rect.x, rect.x + rect.width), (rect.y, rect.y + rect.height)
        self.rect = rect
        self.upright = upright
        self.along, self.row = (down, across) if upright else (across, down)

    def ends(self, bars: Sequence[_Bar], zeros: Sequence[_Bar]) -> tuple[bool, bool]:
        """Whether it is free at its ends, the one nearer to the origin first."""
        others = [other for other in bars if other is not self and self._shares_row(other)]
        stands = [zero for zero in zeros if self._shares_row(zero)]
        return self._is_free(0, others, stands), self._is_free(1, others, stands)

    def is_part(self, bars: Sequence[_Bar]) -> bool:
        """Whether another part of the same whole lies on at either end."""
        others = (other for other in bars if other is not self and self._shares_row(other))
        return any(self._leads_to(other, end) for other in others for end in (0, 1))

    def most(self, low: bool, high: bool) -> float:
        """The radius that its free ends have room for, px."""
        (begin, end), (near, far) = self.along, self.row
        return min((far - near) / 2, (end - begin) / max(low + high, 1))

    def shape(self, radius: float, low: bool, high: bool) -> Mark:
        """What it is painted as, with a radius (px) at its free ends where it has room for it."""
        r = min(radius, self.most(low, high))
        if r <= 0 or not (low or high):
            return self.rect
        return self._path(r if low else 0.0, r if high else 0.0)

    def _shares_row(self, other: _Bar) -> bool:
        return min(self.row[1], other.row[1]) > max(self.row[0], other.row[0])

    def _is_free(self, end: int, others: Sequence[_Bar], zeros: Sequence[_Bar]) -> bool:
        """Whether nothing lies on at an end (0 is the one nearer to the origin), and bars do not begin there."""
        place = self.along[end]
        if self.rect.of and self.rect.of.role == "apart" and end == self.upright:
            return False  # it begins at a line that is not drawn
        edges = [edge for zero in zeros for edge in zero.along]
        if any(abs(edge - place) <= min(1.0, abs(edge - self.along[1 - end])) for edge in edges):
            return False
        return not any(self._leads_to(other, end) for other in others)

    def _leads_to(self, other: _Bar, end: int) -> bool:
        """Whether another one begins where this one has an end."""
        return 0 <= (other.along[1 - end] - self.along[end]) * (1 if end else -1) <= NEXT

    def _path(self, low: float, high: float) -> Path:
        """Its outline, with quarters of circles of so many px at its ends."""
        (begin, end), (near, far) = self.along, self.row
        a, b = (1 - HANDLE) * low, (1 - HANDLE) * high
        steps: list[tuple[float, ...]] = [(begin + low, near), (end - high, near)]
        if high:
            steps.append((end - b, near, end, near + b, end, near + high))
        steps.append((end, far - high))
        if high:
            steps.append((end, far - b, end - b, far, end - high, far))
        steps.append((begin + low, far))
        if low:
            steps.append((begin + a, far, begin, far - a, begin, far - low))
        steps.append((begin, near + low))
        if low:
            steps.append((begin, near + a, begin + a, near, begin + low, near))
        return Path(self.rect.id, tuple(map(self._placed, steps)), True, self.rect.fill, of=self.rect.of)

    def _placed(self, step: tuple[float, ...]) -> Step:
        """A step along the axis and across it, as x and y."""
        pairs = zip(step[1::2], step[::2], strict=True) if self.upright else zip(step[::2], step[1::2], strict=True)
        return tuple(round(place, 2) for pair in pairs for place in pair)  # type: ignore[return-value]
