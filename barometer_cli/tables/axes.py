"""The axes of a finished table: what its file tells of them, its spec, and the names of their members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from barometer_cli.errors import BaseMismatch, DataError, UnknownCategory, suggestion
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout.order import is_residual
from barometer_cli.messages import say
from barometer_cli.model.axis import Axis, Role, Wave, in_section, is_total
from barometer_cli.model.characters import fold
from barometer_cli.model.period import in_order, in_time, same
from barometer_cli.model.spec import AxisSpec, WaveSpec
from barometer_cli.tables.rows import Row

UNORDERED: frozenset[Role | None] = frozenset({"items", "areas"})
"""Roles whose members have no order, whatever their names look like."""


def called(members: Iterable[tuple[str | None, str]]) -> dict[tuple[str | None, str], str]:
    """What members are called, by section and name: by their names, or with their sections where names come again.

    Parameters
    ----------
    members
        Section and name of each; the section None outside of any.
    """
    pairs = list(dict.fromkeys(members))
    again = len({fold(name) for _, name in pairs}) < len(pairs)
    return {(section, name): in_section(section, name) if again and section else name for section, name in pairs}


def axis(
    file: str,
    told: Axis,
    spec: AxisSpec | None,
    role: Role | None,
    names: Sequence[str],
    waves: Mapping[str, WaveSpec],
) -> Axis:
    """An axis with everything that is known of it.

    Parameters
    ----------
    file
        For messages.
    told
        What the file tells.
    spec, role
        What its author says.
    names
        Its members.
    waves
        What is known of waves, by their names; also of those that are not on this axis.

    Raises
    ------
    UnknownCategory
        If the spec speaks of a member that is not there.
    DataError
        If file and spec say two things of one member, or two areas have one code.
    """
    spec = spec or AxisSpec()
    said = {member: heading for heading, members in spec.sections.items() for member in members}
    sections = _joined(file, told.sections, said, names, "section")
    codes = _joined(file, told.codes, spec.codes, names, "code")
    _check_codes(file, codes)
    known = _known(names, waves)
    all_known = len(names) > 1 and len(known) == len(names)
    role = (
        spec.role or role or told.role or ("areas" if codes else "waves" if all_known and not in_time(names) else None)
    )
    timed = role == "waves" or (role is None and len(names) > 1 and bool(in_time(names)))
    return Axis(
        role=role,
        title=spec.title or told.title,
        ordered=_is_ordered(names, role) if spec.ordered is None else spec.ordered,
        sections=sections,
        codes=codes,
        waves=tuple(_wave(name, known[name]) for name in names if name in known) if timed else (),
    )


def in_wave_order(names: Sequence[str], spec: AxisSpec | None, waves: Mapping[str, WaveSpec]) -> tuple[str, ...]:
    """Groups in the order they are drawn: as they stand; waves that run neither way in time, by their periods or days.

    Parameters
    ----------
    names
        As they stand in the file.
    spec
        What its author says of the axis.
    waves
        What is known of waves.
    """
    told = [(fact.day, name) for name, fact in _known(names, waves).items() if fact.day]
    if in_time(names) or len(told) < len(names) or (spec and spec.role not in (None, "waves")):
        return in_order(names)
    return tuple(name for _, name in sorted(told, key=lambda one: one[0]))


def with_bases(
    file: str, rows: Iterable[Row], member: Callable[[Row], str | None], bases: Mapping[str, int]
) -> list[Row]:
    """The rows with the n that the spec gives for members of an axis.

    Parameters
    ----------
    file
        For messages.
    rows
        Those of the table.
    member
        Of a row: which member of the axis it is of.
    bases
        By member.

    Raises
    ------
    UnknownCategory
        If one is not there.
    BaseMismatch
        If the file gives another n.
    """
    found = list(rows)
    known = {fold(name): name for row in found if (name := member(row)) is not None}
    wanted = {fold(name): n for name, n in bases.items()}
    for name in bases:
        if fold(name) not in known:
            raise UnknownCategory(
                say("{file}: the spec's table gives an n for {name!r}, which is not there", file=file, name=name),
                suggestion(name, known.values()),
            )
    for place, row in enumerate(found):
        n = wanted.get(fold(member(row) or ""))
        if n is not None and row.n not in (None, n):
            raise BaseMismatch(
                say(
                    "{file}, {at}: n is {n}, but the spec's table says {stated} for {member!r}",
                    file=file,
                    at=row.at,
                    n=row.n,
                    stated=n,
                    member=member(row),
                ),
                say("Correct one of them, or remove it."),
            )
        found[place] = row if n is None else replace(row, n=n)
    return found


def _joined(
    file: str, told: Mapping[str, str], said: Mapping[str, str], names: Sequence[str], what: str
) -> dict[str, str]:
    """Facts of members from file and spec, by the names that the members have in the file."""
    known = {fold(name): name for name in names}
    found = {name: fact for name, fact in told.items() if name in names}
    for member, fact in said.items():
        if fold(member) not in known:
            raise UnknownCategory(
                say(
                    "{file}: the spec's table gives a {what} for {member!r}, which is not there",
                    file=file,
                    what=what,
                    member=member,
                ),
                suggestion(member, names),
            )
        name = known[fold(member)]
        if found.setdefault(name, fact) != fact:
            raise DataError(
                say(
                    "{file}: the {what} of {name!r} is {found!r}, but the spec's table says {fact!r}",
                    file=file,
                    what=what,
                    name=name,
                    found=found[name],
                    fact=fact,
                ),
                say("Correct one of them, or remove it."),
            )
    return {name: found[name] for name in names if name in found}


def _check_codes(file: str, codes: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, code in codes.items():
        if (first := seen.setdefault(code, name)) != name:
            raise DataError(
                say(
                    "{file}: {first!r} and {name!r} have one code, {code!r}",
                    file=file,
                    first=first,
                    name=name,
                    code=code,
                ),
                say("Give each area its own."),
            )


def _is_ordered(names: Sequence[str], role: Role | None) -> bool:
    rated = tuple(name for name in names if not (is_residual(name, frozenset()) or is_total(name)))
    if role == "waves":
        return True
    found = None if role in UNORDERED else scale_of(rated)
    return found is not None and found.meaning != "names"


def _known(names: Iterable[str], waves: Mapping[str, WaveSpec]) -> dict[str, WaveSpec]:
    """What is known of waves, by what they are called among the members of an axis."""
    pairs = ((name, wave) for name in names for wave in waves)
    return {name: waves[wave] for name, wave in pairs if fold(wave) == fold(name) or same(wave, name)}


def _wave(name: str, fact: WaveSpec) -> Wave:
    rate = None if fact.response_rate is None else fact.response_rate / 100
    return Wave(name, fact.day, fact.n, rate, fact.broken)
