"""Themes are measured, not trusted."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from coloraide import Color
from pydantic import ValidationError

from barometer_cli import themes
from barometer_cli.errors import BuildError
from barometer_cli.layout.colour import READABLE, VISIBLE, contrast
from barometer_cli.layout.palette import edge, ink_in, ramp
from barometer_cli.model.theme import Colours, Theme

APART = 10.0
"""CIEDE2000 of colours that must be told apart."""
MANY_APART = 9.5
"""The same of seven steps of one hue, which lie closer."""
SEEN = 9.0
"""CIEDE2000 of a pale fill from the sheet."""
NEARER = 12.0
"""By how much what steps back is nearer to the ground than what is emphasised, in L* (0..100)."""
SIGHTS = (None, "protan", "deutan", "tritan")
"""Sight of all colours, and without red, green or blue."""

every_theme = pytest.mark.parametrize("theme", [themes.load(name) for name in themes.names()], ids=themes.names())


def difference(one: str, other: str) -> float:
    """The least CIEDE2000 of two colours, to whoever sees them least apart."""
    pair = Color(one), Color(other)
    seen = [pair if sight is None else tuple(each.filter(sight) for each in pair) for sight in SIGHTS]
    return min(first.delta_e(second, method="2000") for first, second in seen)


def apart(*fills: str) -> float:
    return min(difference(one, other) for one, other in combinations(fills, 2))


def lightness(fill: str) -> float:
    return float(Color(fill).convert("lab-d65")["lightness"])


def scales(colours: Colours) -> list[tuple[str, ...]]:
    """All sets of colours that may stand in one figure without an emphasis, without greys."""
    return [*colours.sequential, *colours.diverging, colours.names]


@every_theme
def test_contrast(theme: Theme) -> None:
    colours = theme.colours
    for text in (colours.ink, colours.muted, colours.accent):
        assert contrast(text, colours.background) >= READABLE, text
    for mark in (colours.data, colours.rest, colours.baseline):
        assert contrast(mark, colours.background) >= VISIBLE, mark
    for poster in (theme.key_number, theme.quote):
        for text in (poster.ink, poster.muted, poster.accent):
            assert contrast(text, poster.background) >= READABLE, text


@every_theme
def test_text_can_be_read_on_every_fill(theme: Theme) -> None:
    colours = theme.colours
    for fill in (
        colours.data,
        colours.rest,
        colours.missing,
        *(each for fills in colours.fills.values() for each in fills),
    ):
        assert contrast(ink_in(fill, colours), fill) >= READABLE, fill


@every_theme
def test_colours_are_told_apart_whatever_one_sees(theme: Theme) -> None:
    colours = theme.colours
    for fills in (*scales(colours), (colours.data, *colours.strong), (*colours.asides, *colours.grey)):
        many = fills in colours.sequential and len(fills) > 6
        assert apart(*fills) >= (MANY_APART if many else APART), fills


@every_theme
def test_greys_are_no_colour_of_a_scale(theme: Theme) -> None:
    for fills in scales(theme.colours):
        for grey in theme.colours.grey:
            assert min(difference(grey, fill) for fill in fills) >= APART, (grey, fills)


@every_theme
def test_steps_go_from_faint_to_strong_and_poles_to_a_faint_middle(theme: Theme) -> None:
    def stands_out(fill: str) -> float:
        return contrast(fill, theme.colours.background)

    for steps in theme.colours.sequential:
        assert all(stands_out(faint) < stands_out(strong) for faint, strong in pairwise(steps)), steps
    for poles in theme.colours.diverging:
        half = len(poles) // 2
        for side in (poles[: len(poles) - half], poles[: half - 1 : -1]):
            assert all(stands_out(outer) > stands_out(inner) for outer, inner in pairwise(side)), poles


@every_theme
def test_what_steps_back_is_nearer_to_the_ground_than_what_is_emphasised(theme: Theme) -> None:
    colours = theme.colours
    ground = lightness(colours.background)
    for strong in (colours.data, *colours.strong):
        for aside in (*colours.asides, *colours.grey):
            assert abs(lightness(strong) - ground) - abs(lightness(aside) - ground) >= NEARER, (aside, strong)
            assert difference(aside, strong) >= APART, (aside, strong)


@every_theme
def test_a_fill_is_seen_by_itself_or_has_an_edge(theme: Theme) -> None:
    """Steps cannot have 3:1 on white and 10 between them; WCAG 1.4.11 asks it of what nothing else tells.

    A pale mark carries its value in print, which `checks/marks` proves; its swatch has an edge.
    """
    colours = theme.colours
    for fill in (colours.missing, *(each for fills in colours.fills.values() for each in fills)):
        line = edge(fill, colours)
        assert (line is None) == (contrast(fill, colours.background) >= VISIBLE)
        assert line is None or contrast(line, colours.background) >= VISIBLE
        assert difference(fill, colours.background) >= SEEN, fill
    for fill in (colours.data, *colours.strong, *colours.names):
        assert edge(fill, colours) is None, fill
    assert any(edge(grey, colours) is None for grey in colours.grey), "lines and points need one"


@every_theme
def test_no_number_is_no_step(theme: Theme) -> None:
    colours = theme.colours
    for count in range(2, len(colours.sequential) + 2):
        assert len(ramp(count, colours)) == count
        assert min(difference(colours.missing, step) for step in ramp(count, colours)) >= APART


def test_colours_by_count_are_counted() -> None:
    house = themes.load("house").colours
    with pytest.raises(ValidationError, match="item 2 holds 2 colours, not 3"):
        Colours.model_validate({**house.model_dump(), "sequential": [house.sequential[0]] * 4})


def test_known_contrasts() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_known_differences() -> None:
    assert difference("#FFFFFF", "#000000") == pytest.approx(100, abs=0.01)
    assert difference("#FF7F0E", "#2CA02C") < APART, "matplotlib's orange and green are one to many"


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(BuildError, match="house"):
        themes.load("huose")
