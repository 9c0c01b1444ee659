"""Colours measured: contrast as WCAG defines it, and how far two are apart to whoever sees them least so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

READABLE = 4.5
"""Contrast that text needs on what it lies on."""
VISIBLE = 3.0
"""Contrast that a mark needs on what it lies on."""


APART = 10.0
"""CIEDE2000 of colours that must be told apart."""
MANY_APART = 9.5
"""The same of seven steps of one hue, which lie closer."""
SEEN = 9.0
"""CIEDE2000 of a pale fill from the sheet."""
Triple = tuple[float, float, float]


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """Relative luminance (0..1) of #RRGGBB, WCAG 2.2."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (1..21) of two colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with such a share (0..1) of another one, as a pale layer of it would look."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@lru_cache(maxsize=65_536)
def difference(one: str, other: str) -> float:
    """The least CIEDE2000 (0..100) of two colours to normal, protan, deutan and tritan sight."""
    return min(_ciede2000(_lab(sight(_linear(one))), _lab(sight(_linear(other)))) for sight in SIGHTS.values())


def _linear(colour: str) -> Triple:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (byte / 255 for byte in bytes.fromhex(colour[1:]))
    )
    return red, green, blue


def _times(matrix: Sequence[Triple], by: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, by, strict=True)) for row in matrix)
    return first, second, third


def _normal(rgb: Triple) -> Triple:
    return rgb


def _protan(rgb: Triple) -> Triple:
    return _times(_VIENOT_PROTAN, rgb)


def _deutan(rgb: Triple) -> Triple:
    return _times(_VIENOT_DEUTAN, rgb)


def _tritan(rgb: Triple) -> Triple:
    lms = _times(_LMS, rgb)
    return _times(_TRITAN_FAR if lms[0] * _TRITAN_APART[0] + lms[1] * _TRITAN_APART[1] > 0 else _TRITAN_NEAR, lms)


SIGHTS = {"normal": _normal, "protan": _protan, "deutan": _deutan, "tritan": _tritan}
"""Linear sRGB as it is seen; without red or green as Viénot, Brettel and Mollon (1999), without blue as Brettel, Viénot
and Mollon (1997) have it."""
_VIENOT_PROTAN = (
    (0.11238276122216405, 0.8876172387778362, 0.0),
    (0.11238276122216405, 0.8876172387778362, 0.0),
    (0.0040057682730469, -0.0040057682730469, 1.0),
)
_VIENOT_DEUTAN = (
    (0.2927501142784356, 0.7072498857215644, 0.0),
    (0.2927501142784356, 0.7072498857215644, 0.0),
    (-0.0223365870341291, 0.0223365870341291, 1.0),
)
_LMS = (
    (0.178824041258, 0.4351609057, 0.04119349692),
    (0.034556423182, 0.27155382458, 0.03867130836),
    (0.000299565576, 0.0018430896, 0.01467086136),
)
_TRITAN_NEAR = (
    (7.392856536180033, -11.148044821248138, 0.0),
    (-0.3419401242193, 3.5501661175064, 0.0),
    (-4.2050692716448586, 10.89115898202731, 0.0),
)
_TRITAN_FAR = (
    (8.0643934576311, -12.42414705871019, 0.0),
    (-0.9956078228581946, 4.7923119863996835, 0.0),
    (-0.2150297288038942, 3.3090019545637928, 0.0),
)
_TRITAN_APART = (0.344781556122, -0.655178443878)
_XYZ = (
    (0.4123907992659593, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151024, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
)
_WHITE = _times(_XYZ, (1.0, 1.0, 1.0))


def _lab(rgb: Triple) -> Triple:
    """CIE L*a*b* of linear sRGB, under its own white, D65."""
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (part / white for part, white in zip(_times(_XYZ, rgb), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Triple, other: Triple) -> float:
    """As Sharma, Wu and Dalal (2005) write it, with every weight 1."""
    seventh = ((hypot(*one[1:]) + hypot(*other[1:])) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(seventh / (seventh + 25**7))
    (light, a, b), (light2, a2, b2) = one, other
    chroma, chroma2 = hypot(stretch * a, b), hypot(stretch * a2, b2)
    hue, hue2 = degrees(atan2(b, stretch * a)) % 360, degrees(atan2(b2, stretch * a2)) % 360
    turn, middle = hue2 - hue, (hue + hue2) / 2
    if not chroma * chroma2:
        turn, middle = 0.0, hue + hue2
    elif abs(turn) > 180:
        turn -= 360 if turn > 0 else -360
        middle += 180 if middle < 180 else -180
    bright, full = (light + light2) / 2, (chroma + chroma2) / 2
    t = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    lightness = (light2 - light) / (1 + 0.015 * (bright - 50) ** 2 / sqrt(20 + (bright - 50) ** 2))
    saturation = (chroma2 - chroma) / (1 + 0.045 * full)
    shade = 2 * sqrt(chroma * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * full * t)
    rotation = -2 * sqrt(full**7 / (full**7 + 25**7)) * sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
    return sqrt(lightness**2 + saturation**2 + shade**2 + rotation * saturation * shade)
