"""What marks are of: what that is called, and what else is of the same."""

from __future__ import annotations

from barometer_cli.model.scene import Of
from barometer_cli.model.table import Net


def called(of: Of) -> str:
    """What a mark is of, in a message."""
    return " · ".join(name for name in (of.category, of.group) if name) or of.role


def is_name_of(name: Of, of: Of) -> bool:
    """Whether a label or a key is of a mark."""
    return name.category == of.category if name.category is not None else name.group == of.group


def of_one_share(one: Of, other: Of) -> bool:
    """Whether two marks are of one share."""
    return (one.category, one.group) == (other.category, other.group)


def holds(net: Net, of: Of) -> bool:
    """Whether a mark is of a part of a net."""
    return of.group == net.group and of.category in net.parts
