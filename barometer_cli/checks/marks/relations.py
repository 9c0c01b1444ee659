"""What marks are of: what that is called, and what else is of the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from barometer_cli.messages import say
from barometer_cli.model.scene import Of
from barometer_cli.model.table import Net


def called(of: Of) -> str:
    """What a mark is of, in a message."""
    return " · ".join(name for name in (of.category, of.group) if name) or of.role


def either(names: Iterable[str]) -> str:
    """Names of which one is meant, in a message: "Ja or Nej"."""
    return reduce(lambda before, last: say("{before} or {last}", before=before, last=last), names)


def is_name_of(name: Of, of: Of) -> bool:
    """Whether a label or a key is of a mark."""
    return name.category == of.category if name.category is not None else name.group == of.group


def of_one_share(one: Of, other: Of) -> bool:
    """Whether two marks are of one share."""
    return (one.category, one.group) == (other.category, other.group)


def holds(net: Net, of: Of) -> bool:
    """Whether a mark is of a part of a net."""
    return of.group == net.group and of.category in net.parts
