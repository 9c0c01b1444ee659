"""The axes of a table: what its categories are, and what its groups are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias
from unicodedata import normalize

from msgspec import Struct, field
from msgspec.structs import replace

Role: TypeAlias = Literal["answers", "items", "groups", "waves", "areas"]
"""Answers to one question, items of a battery, groups of respondents, waves of a survey, areas of a country."""
Shape: TypeAlias = tuple[Role, Role | None]
"""The roles of a table's categories and of its groups; None where there is only the whole base."""


COUNTRY = frozenset({"hele landet", "landet", "danmark", "hele danmark", "denmark", "the whole country"})
"""What the whole country is called beside its areas, without case."""
_TOTAL = re.compile(
    r"(i alt|ialt|alle|totalt?|sum|hele den offentlige sektor)( i alt)?,?( \(?(i )?(pct\.?|procent|%)\)?)?"
    r"|(procent|pct\.?|%),? (i alt|total)"
)

MOST_MEMBERS = 24
"""Of more members a table does not keep which it leaves out: nothing tells so many apart, and they may be thousands."""


class Wave(Struct, frozen=True):
    """One wave of a survey.

    Attributes
    ----------
    name
        As the survey calls it; a member of the axis.
    day
        When it was in the field; it places the wave in time where its name is no period.
    n, response_rate
        Unweighted respondents, and the share (0..1) of those asked who answered; None where nobody tells.
    broken
        Why its values cannot be compared with those before; None where they can.
    """

    name: str
    day: date | None = None
    n: int | None = None
    response_rate: float | None = None
    broken: str | None = None


def is_total(name: str) -> bool:
    """Whether a row, or a column, is called as one of all is: "I alt", "Total (pct.)", "Sum"."""
    return bool(_TOTAL.fullmatch(" ".join(normalize("NFC", name).casefold().split())))


def in_section(section: str, name: str) -> str:
    """What a member is called whose name stands in other sections too: "Kommune, 2019"."""
    return f"{section}, {name}"


class Axis(Struct, frozen=True):
    """What is known of an axis besides the names of its members.

    Attributes
    ----------
    role
        What its members are; None where it follows from their names: periods are waves, others answers or groups.
    title
        What they are called together: "Sektor"; None where nobody says.
    ordered
        Whether they have an order of their own, as the steps of a scale or bands of a number have.
    overlapping
        Whether a respondent may be of several members, which then do not sum to the whole.
    members
        Its members in the order of the source, those that are not told too; none where those that are told are all, as
        they stand.
    sections
        By member: the section it stands in, such as the first of two variables that a breakdown crosses.
    codes
        By member of an axis of areas: its official code.
    waves
        Of an axis of waves: what is known of each.
    """

    role: Role | None = None
    title: str | None = None
    ordered: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    waves: tuple[Wave, ...] = ()
    overlapping: bool = False
    members: tuple[str, ...] = ()

    def inside(self, name: str) -> str:
        """A member as it is called below the heading of its section: "Kommune, 2019" is "2019" there."""
        section = self.sections.get(name)
        return name.removeprefix(in_section(section, "")) if section else name

    def wave(self, name: str | None) -> Wave | None:
        """What is known of a wave; None where nothing is."""
        return next((wave for wave in self.waves if wave.name == name), None)

    def with_members(self, members: Iterable[str], told: Iterable[str]) -> Axis:
        """The same with the members of its source, where these are others than those that are told, or stand otherwise.

        Parameters
        ----------
        members, told
            In the order of the source, and as the table has them; each once or more.
        """
        names = tuple(dict.fromkeys(members))
        return replace(self, members=() if names == tuple(dict.fromkeys(told)) or len(names) > MOST_MEMBERS else names)


NOTHING_KNOWN = Axis()
"""An axis of which only the names of its members are known."""
