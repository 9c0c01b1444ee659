"""A long table: each row a value, with its category, and its group and n where there are any."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from barometer_cli.errors import DataError, EmptyBase, UnknownCategory, UnknownVariable, suggestion
from barometer_cli.messages import say
from barometer_cli.model.axis import MOST_MEMBERS, Axis
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import Dataset, code_text
from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.spec import TableSpec
from barometer_cli.tables import places, written
from barometer_cli.tables.axes import called
from barometer_cli.tables.rows import STATUS, Filled, Row, Unfolded, is_base, is_weighted_base, words
from barometer_cli.tables.written import is_whole

BESIDE = ("n", "se", "unshown", "net", "section", "code")
"""Columns beside those of category, value and group."""
MOST_KNOWN = 60
DANISH = {
    "kategori": "category",
    "svar": "category",
    "gruppe": "group",
    "antal": "n",
    "standardfejl": "se",
    "ikke vist": "unshown",
    "netto": "net",
    "afsnit": "section",
    "sektion": "section",
    "kode": "code",
}
"""What columns of words are called in Danish, by what they are called here."""
OF_VALUES = {
    **dict.fromkeys(("share", "andel", "andele", "procent", "pct", "pct.", "%"), "share"),
    **dict.fromkeys(("mean", "gennemsnit", "snit", "middelværdi"), "mean"),
    **dict.fromkeys(("median",), "median"),
    **dict.fromkeys(("count", "antal"), "count"),
    **dict.fromkeys(("index", "indeks"), "index"),
    **dict.fromkeys(("change", "ændring"), "change"),
    **dict.fromkeys(("value", "værdi"), "value"),
}
"""What a column of values may be called: the measure that its name tells; "value" where it is of any."""


def unfolded(dataset: Dataset, spec: TableSpec, each: str | None = None) -> Unfolded:
    """The rows of a long table that hold something.

    Parameters
    ----------
    dataset
        The columns of the file.
    spec
        Which of them the table is, and which rows.
    each
        The column of whose values there is a table each.

    Raises
    ------
    UnknownVariable
        If a column is missing or not known.
    UnknownCategory
        If the spec's `where` names a value that is not there.
    EmptyBase
        If no row is kept.
    DataError
        If a code, or a section, is of no axis.
    """
    names = columns(dataset.file, list(dataset.columns), spec)
    bases = None if "n" in names else _bases(dataset, names, spec)
    names |= {"n": bases} if bases else {}
    filled = list(_filled(dataset, names, _kept(dataset, spec)))
    filled, in_sections = _sectioned(dataset.file, filled)
    if not in_sections.categories.sections and not in_sections.groups.sections:
        of_categories, of_groups = (
            Axis(members=_members(dataset, names, spec, axis, each)) for axis in ("category", "group")
        )
        in_sections = Unfolded((), of_categories, of_groups)
    said = (_told(filled[0]),) if spec.where and len(filled) == 1 else ()
    in_sections = replace(in_sections, filled=filled, headings=(names["value"],), bases=bases, said=said)
    return _coded(dataset.file, spec, in_sections)


def columns(file: str, known: Sequence[str], spec: TableSpec) -> dict[str, str]:
    """The file's name of each column of the table, by what it is: "category", "value", "group", "n" ….

    Parameters
    ----------
    file
        For messages.
    known
        The names in its header.
    spec
        Which of them are meant, where the file is wider.

    Raises
    ------
    UnknownVariable
        If one is missing, or, where the spec names none, one is there that the table does not have.
    """
    value = spec.values
    given = {name: held for name in ("category", value, "group") if (held := getattr(spec, name)) is not None}
    for field, name in (*given.items(), *(("where", name) for name in spec.where)):
        if name not in known:
            raise UnknownVariable(
                say(
                    "{file} has no column {name!r}, which `{field}` of the spec's table names",
                    file=file,
                    name=name,
                    field=field,
                ),
                suggestion(name, known),
            )
    wider = bool(given or spec.where)
    allowed = ("category", value, "group", *BESIDE)
    found = {name: name for name in (*allowed, *([STATUS] if wider else [])) if name in known} | given
    unknown = [] if wider else [name for name in known if name not in allowed and not _may_be_bases(name, spec)]
    if unknown:
        named = ", ".join(map(repr, unknown))
        hints = [hint for name in unknown if (hint := _hint(name, value, known))]
        hints += (
            [say("Rename them, or say so in the spec: {example}.", example=example)]
            if (example := _named(file, known, value))
            else []
        )
        raise UnknownVariable(f"{file}: unknown column {named}", " ".join(hints) or suggestion(unknown[0], allowed))
    if missing := [name for name in ("category", value) if name not in found]:
        raise UnknownVariable(
            say("{file} has no column {name!r} and no column {other!r}", file=file, name=missing[0], other=missing[1])
            if len(missing) > 1
            else say("{file} has no column {name!r}", file=file, name=missing[0]),
            say(
                "Name it in the header, or in the spec's table. There: {known}.",
                known=", ".join(known) or say("nothing"),
            ),
        )
    found["value"] = found.pop(value)
    return found


def is_of_values(name: str, measure: Measure) -> bool:
    """Whether a column is called as one of values of a measure may be.

    Parameters
    ----------
    name
        In the header of a file.
    measure
        What its values are.
    """
    return OF_VALUES.get(fold(name)) in ("value", measure.name)


def _may_be_bases(name: str, spec: TableSpec) -> bool:
    """Whether a column that is not called n may be it; "Antal" says too little, but beside columns that are named."""
    of_counts = spec.measure is not None and spec.measure.name == "count"
    alone = fold(name) == "antal" and (of_counts or not spec.named)
    return is_base(name, SHARE) and not is_weighted_base(name) and not alone


def _bases(dataset: Dataset, names: Mapping[str, str], spec: TableSpec) -> str | None:
    """The one column that may hold the base of each row and is called otherwise than n; None without."""
    used = {*names.values(), *spec.where}
    found = [name for name in dataset.columns if name not in used and _may_be_bases(name, spec)]
    held = [name for name in found if all(value is None or is_whole(value) for value in dataset.columns[name].known)]
    return held[0] if len(held) == 1 else None


def _hint(name: str, value: str, known: Sequence[str]) -> str:
    """What a column is called here that is called otherwise; empty where nobody knows."""
    folded = fold(name)
    told = OF_VALUES.get(folded)
    if told == "count" and any(fold(other) != folded and fold(other) in OF_VALUES for other in known):
        told = None  # beside other values it may be the base
    if told is None:
        return say("{name!r} is called {danish!r} here.", name=name, danish=DANISH[folded]) if folded in DANISH else ""
    if told == value or (told != "share" and value == "value"):
        return say("{name!r} is called {value!r} here.", name=name, value=value)
    if told == "share":
        return say(
            "{name!r} holds shares, but `measure` says otherwise: call it 'value', or correct `measure`.", name=name
        )
    example = "mean" if told == "value" else told
    return say(
        "{name!r} is called 'value' here, where `measure: {example}` says what is measured.", name=name, example=example
    )


def _named(file: str, known: Sequence[str], value: str) -> str:
    """How a spec names the columns of a table that are called otherwise; empty where nobody knows what they are."""
    told = {fold(name): name for name in reversed(known)}
    roles = {DANISH.get(name, "share" if OF_VALUES.get(name) == "share" else name): told[name] for name in told}
    others = [name for role, name in roles.items() if role not in ("category", "group", *BESIDE, *OF_VALUES)]
    if "category" not in roles and len(others) == 1:  # what nobody knows beside the values is what they are of
        (roles["category"],) = others
    found = {role: roles[role] for role in ("category", value, "group") if role in roles}
    if not {"category", value} <= found.keys():
        return ""
    fields = ", ".join(f"{role}: {name}" for role, name in found.items())
    return f"`table: {{file: {PurePath(file).name}, {fields}}}`"


def _members(
    dataset: Dataset, names: Mapping[str, str], spec: TableSpec, axis: str, each: str | None
) -> tuple[str, ...]:
    """The members of an axis of which rows that are left out have others, in the order of the file; else none."""
    called_there = names.get(axis, "")
    chosen = {called_there, each}.intersection(spec.where)
    if called_there not in dataset.columns or not chosen:
        return ()
    import numpy as np

    kept = np.asarray(_kept(dataset, spec, but=chosen))
    if "net" in names:
        kept = kept[dataset.columns[names["net"]].places[kept] < 0]
    column, labels = dataset.columns[called_there], dataset.labels.get(called_there, {})
    found, first = np.unique(column.places[kept], return_index=True)
    if len(found) > MOST_MEMBERS:
        return ()
    codes = [column.codes[place] for place in found[np.argsort(first)] if place >= 0]
    return tuple(str(written.clean(labels.get(code, code))) for code in codes)


def _kept(dataset: Dataset, spec: TableSpec, but: Collection[str | None] = ()) -> Sequence[int]:
    """Places of the rows that the spec's `where` keeps, whatever it says of the columns `but`; all without one."""
    if not spec.where:
        return range(dataset.rows)
    import numpy as np

    kept = np.ones(dataset.rows, dtype=bool)
    for name, wanted_words in spec.where.items():
        if name in but:
            continue
        column, labels = dataset.columns[name], dataset.labels.get(name, {})
        codes = column.codes
        wanted = np.zeros(len(codes) + 1, dtype=bool)  # the last is for empty cells
        for word in wanted_words:
            found = [i for i, code in enumerate(codes) if code == code_text(word)]
            found = found or [i for i, code in enumerate(codes) if fold(labels.get(code, code)) == fold(word)]
            named = {codes[i] for i in found}
            if not found:
                known = [labels.get(code, code) for code in codes[:MOST_KNOWN]] + ["…"] * (len(codes) > MOST_KNOWN)
                raise UnknownCategory(
                    say("{file}: {name!r} is nowhere {word!r}", file=dataset.file, name=name, word=word),
                    suggestion(word, known),
                )
            if len(named) > 1:
                raise DataError(
                    say(
                        "{file}: {name!r} has several codes called {word!r}: {named}",
                        file=dataset.file,
                        name=name,
                        word=word,
                        named=", ".join(named),
                    ),
                    say("Name the code: `where: {{{name}: {named}}}`.", name=name, named=min(named)),
                )
            wanted[found] = True
        kept &= wanted[column.places]
    if dataset.rows and not kept.any():
        raise EmptyBase(
            say("{file} has no row where {said}", file=dataset.file, said=_said(spec)),
            say("Correct `where` of the spec's table."),
        )
    return [int(place) for place in np.flatnonzero(kept)]


def _told(kept: Filled) -> str:
    """Which row the spec's `where` keeps: what a key number is."""
    return say("`where` keeps {row}, {name!r}", row=kept.at, name=kept.values["category"])


def _said(spec: TableSpec) -> str:
    """What rows are wanted, as a spec writes it: "region: [Nord, Syd], sex: [1]"."""
    return ", ".join(f"{name}: [{', '.join(words)}]" for name, words in spec.where.items())


def _filled(dataset: Dataset, names: Mapping[str, str], kept: Sequence[int]) -> Iterator[Filled]:
    """Place and values of each row that holds something; a code that the file has words for stands in these."""
    values = {}
    for name, called_there in names.items():
        column, labels = dataset.columns[called_there], dataset.labels.get(called_there, {}) if name != STATUS else {}
        distinct = [labels.get(code_text(value), value) if labels else value for value in column.known]
        distinct = [written.clean(value) for value in (*distinct, None)]
        values[name] = [distinct[column.at[row]] for row in kept]
    for i, row in enumerate(zip(*values.values(), strict=True)):
        if any(value is not None for value in row):
            yield Filled(places.row(dataset.first_row + kept[i]), kept[i], dict(zip(values, row, strict=True)))


def difference(dataset: Dataset, one: Row, other: Row, spec: TableSpec) -> str:
    """What sets two rows apart that should be one: a column of the file that the table does not use; empty without one.

    Parameters
    ----------
    dataset, spec
        The table.
    one, other
        Two of its rows.
    """
    used = columns(dataset.file, list(dataset.columns), spec).values()
    for name in (name for name in dataset.columns if name not in used):
        column, labels = dataset.columns[name], dataset.labels.get(name, {})
        places = [int(column.at[row.place]) for row in (one, other)]
        if places[0] != places[1] and min(places) >= 0:
            told = [labels.get(column.codes[place], column.codes[place]) for place in places]
            return say(
                "They differ in {name!r}: keep one by `where: {{{name}: {value}}}`, or {other}.",
                name=name,
                value=told[0],
                other=told[1],
            )
    return ""


# -- what rows tell of the axes ----------------------------------------------------------------------------------------


def _of(file: str, row: Filled, name: str) -> str | None:
    return words(row.values.get(name), f"{file}, {row.at}: {name}")


def _pairs(file: str, filled: Iterable[Filled], axis: str, fact: str) -> dict[str, set[str | None]]:
    """What the rows of each member of an axis say in a column."""
    found: dict[str, set[str | None]] = {}
    for row in filled:
        if (member := _of(file, row, axis)) is not None:
            found.setdefault(member, set()).add(_of(file, row, fact))
    return found


def _is_of(pairs: Mapping[str, set[str | None]]) -> bool:
    return bool(pairs) and all(len(said) == 1 for said in pairs.values())


def _sectioned(file: str, filled: Sequence[Filled]) -> tuple[list[Filled], Unfolded]:
    """The rows, their members called so that each is in one section, and the axis that sections are of.

    It is the categories', where each has one section in all groups; else the groups', where each has one, or where the
    same groups stand in every section; else the categories' again.
    """
    if not any(row.values.get("section") is not None for row in filled):
        return list(filled), Unfolded(())
    by_category, by_group = (_pairs(file, filled, axis, "section") for axis in ("category", "group"))
    everywhere = len({frozenset(sections) for sections in by_category.values()}) == 1
    axis = "group" if not _is_of(by_category) and by_group and (_is_of(by_group) or everywhere) else "category"
    names = called((_of(file, row, "section"), _of(file, row, axis) or "") for row in filled)
    found: list[Filled] = []
    sections: dict[str, str] = {}
    for row in filled:
        section, member = _of(file, row, "section"), _of(file, row, axis)
        name = names[section, member] if member is not None else None
        if name is not None and section is not None:
            sections[name] = section
        found.append(replace(row, values={**row.values, axis: name}))
    made = Axis(sections=sections)
    return found, Unfolded((), made) if axis == "category" else Unfolded((), groups=made)


def _coded(file: str, spec: TableSpec, found: Unfolded) -> Unfolded:
    """The same with codes on the axis of areas: the one that is said to be, else whose members have one code each."""
    if not any(row.values.get("code") is not None for row in found.filled):
        return found
    by_category, by_group = (_pairs(file, found.filled, axis, "code") for axis in ("category", "group"))
    roles = [axis.role if axis else None for axis in (spec.categories, spec.groups)]
    of_groups = roles[1] == "areas" or ("areas" not in roles and not _is_of(by_category) and _is_of(by_group))
    known: dict[str, str] = {}
    for member, codes in (by_group if of_groups else by_category).items():
        if len(codes) > 1:
            raise DataError(
                say(
                    "{file}: {member!r} has several codes: {codes}",
                    file=file,
                    member=member,
                    codes=", ".join(sorted(map(str, codes))),
                ),
                say("Give each area one code."),
            )
        if (code := next(iter(codes))) is not None:
            known[member] = code_text(code)
    if of_groups:
        return replace(found, groups=replace(found.groups, role="areas", codes=known))
    return replace(found, categories=replace(found.categories, role="areas", codes=known))
