"""The roles of marks by what they have in common."""

from __future__ import annotations

from typing import get_args

from barometer_cli.messages import template
from barometer_cli.model.scene import Aside, Dress, Mapped, Name, Number, Role, Words

PRINTED: tuple[Role, ...] = ("value", "labelled value", "key value", "total", "cell", "number")
SINGLE: tuple[Role, ...] = ("bar", "mirrored", "apart", "point", "reference", "span", "brace", "shade", "area")
DRAWN: tuple[Role, ...] = (*SINGLE, "dot")
BARS: tuple[Role, ...] = ("bar", "mirrored", "apart")
LIMITS: tuple[Role, ...] = ("interval", "low", "high")
BESIDE: tuple[Role, ...] = (*LIMITS, "stem")
"""Roles of what stands at the mark that tells a share."""
NAMES: tuple[Role, ...] = get_args(Name)
ASIDES: tuple[Role, ...] = get_args(Aside)
SHEET: tuple[Role, ...] = (*get_args(Words), *get_args(Dress))
WRITTEN: tuple[Role, ...] = (
    *get_args(Number), *ASIDES, *get_args(Words), "label", "key label", "heading", "quote mark", "class label",
)  # fmt: skip
"""Roles of texts; marks of all others are shapes and pictures."""
MAPPED: tuple[Role, ...] = get_args(Mapped)
"""Roles that only maps have."""
CALLED: dict[Role, str] = {
    "label": template("the label"),
    "value": template("the value"),
    "labelled value": template("the labelled value"),
    "key label": template("the key label"),
    "key value": template("the key value"),
    "base": template("the base"),
    "share of another": template("the share of another"),
    "span": template("the span"),
    "interval": template("the interval"),
    "low": template("the low"),
    "high": template("the high"),
    "stem": template("the stem"),
    "title": template("the title"),
    "subtitle": template("the subtitle"),
    "text": template("the text"),
    "note": template("the note"),
    "source": template("the source"),
    "notice": template("the notice"),
    "quote": template("the quote"),
    "quote mark": template("the quote mark"),
    "speaker": template("the speaker"),
    "position": template("the position"),
    "kicker": template("the kicker"),
    "workplace": template("the workplace"),
    "points": template("the points"),
    "address": template("the address"),
}
"""What stands beside marks, and the words of a sheet, as messages call them."""
