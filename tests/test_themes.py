"""Themes are measured, not trusted."""

from __future__ import annotations

import pytest

from barometer_cli import themes
from barometer_cli.errors import SpecError
from barometer_cli.layout.colour import READABLE, contrast, ink_on

MARK = 3.0


@pytest.mark.parametrize("name", themes.names())
def test_contrast(name: str) -> None:
    theme = themes.load(name)
    colours = theme.colours
    for text in (colours.ink, colours.muted, colours.accent):
        assert contrast(text, colours.background) >= READABLE, text
    for mark in (colours.data, colours.rest, colours.baseline, *colours.steps, *colours.asides):
        assert contrast(mark, colours.background) >= MARK, mark
    for fill in (*colours.steps, *colours.asides):
        assert contrast(ink_on(fill, colours.on_data, colours.ink), fill) >= READABLE, fill
    for poster in (theme.key_number, theme.quote):
        for text in (poster.ink, poster.muted, poster.accent):
            assert contrast(text, poster.background) >= READABLE, text


def test_known_contrasts() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(SpecError, match="house"):
        themes.load("huose")
