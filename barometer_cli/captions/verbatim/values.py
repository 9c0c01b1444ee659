"""Statements on values: per cents and other numbers, and the answers that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from barometer_cli.captions.nets import MARK, spelled, together
from barometer_cli.captions.verbatim.case import Case, cells_of, covered, fold, last, names_of, without_names
from barometer_cli.languages.phrases import NUMBER, QUOTE, QUOTED
from barometer_cli.languages.text import in_groups
from barometer_cli.model.caption import Unshown
from barometer_cli.model.statement import Statement
from barometer_cli.model.table import Cell, Net

WHOLE = 0.015
"""How far printed shares may be from one whole, together, by rounding."""


def shares(case: Case) -> Iterator[Statement]:
    """Per cents and the answers they belong to: "de 8 %, der har svaret ”Ved ikke”"."""
    words = case.phrases
    if not case.table.measure.is_share:
        return
    bound = r"(?:(?:(?P<few><|\bunder\s+)|(?P<most>>|\bover\s+(?=99)))\s*)?"
    share = rf"{bound}(?:(?P<one>{words.one_percent})|(?P<number>{NUMBER})\s*{words.percent})"
    pattern = rf"{share}{words.answered}(?P<quotes>{QUOTE}(?:{words.joint}{QUOTE}(?!\s*{words.percent}))*)"
    for match in case.find(pattern):
        names = QUOTED.findall(match["quotes"])
        start, end = case.sentence(match.start())
        mark = _owner(case, names, case.text[start:end])
        if mark is None:
            yield case.says(match, "share", None)
            continue
        printed = case.locale.value(mark.value)
        sign = printed[0] if printed[0] in "<>" else ""
        same = match["number"] in re.findall(NUMBER, printed) if sign else _agrees(case, match["number"] or "1", mark)
        same &= sign == ("<" if match["few"] else ">" if match["most"] else "")
        holds, truth = same, f"{printed} ({', '.join(names)})"
        hides = re.search(words.not_shown, case.text[start : match.start()], flags=re.IGNORECASE)
        if same and hides and any(cell.shown for cell in cells_of(case.table, names)):
            holds, truth = False, words.shown_truth.format(category=match["quotes"])
        yield case.says(match, "share", holds, truth)


def of_groups(case: Case) -> Iterator[Statement]:
    """ "”Ved ikke” (Øst 8 %, Vest 5 %)", "”Ved ikke” (8 % i hver gruppe)", "”Ved ikke” (3-8 %)"; so of other values."""
    words, table = case.phrases, case.table
    if len(table.groups) == 1:
        return
    labels = {fold(group or case.language.sheet.total): group for group in table.groups}
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    value = rf"[<>]?{case.number}"
    number = re.compile(value)
    one = re.compile(rf"(?<!\w)(?P<label>{names}):?\s+(?P<number>{value}){case.unit}", flags=re.IGNORECASE)
    ends = re.compile(
        rf"{value}{case.unit}?(?:\s*(?:[-–]|{words.to})\s*{value}{case.unit}|\s+{words.every})\s*", flags=re.IGNORECASE
    )
    for match in case.find(rf"(?P<quote>{QUOTE})\s*\((?P<list>[^()]*\d{case.unit}[^()]*)\)"):
        cells = {cell.group: cell for cell in cells_of(table, QUOTED.findall(match["quote"]))}
        if not cells:
            continue
        values = tuple((group, cells[group].value) for group in table.groups if group in cells)
        spread = Unshown(next(iter(cells.values())).category, None, values)
        for item in one.finditer(case.text, *match.span("list")):
            if cell := cells.get(labels[fold(item["label"])]):
                printed = case.locale.value(cell.value)
                same = number.findall(printed) == [item["number"]]
                yield case.says(item, "share", same, f"{printed} ({item['label']})")
        if ends.fullmatch(match["list"]):
            said = [end[0] for end in number.finditer(match["list"])]
            least, most = (of(share for _, share in values) for of in (min, max))
            known = [number.findall(case.locale.value(share))[0] for share in (least, most)]
            holds = said == known if len(said) == 2 else {*said} == {*known}
            truth = in_groups(spread, case.locale, case.language.sheet.total, "", "-")
            yield case.says(match.span("list"), "share", holds, truth)


def _owner(case: Case, names: Sequence[str], sentence: str) -> Cell | Net | None:
    """The share of one answer or net, or of several answers together, in the group that a sentence names.

    None where that is unclear, and where people who gave several answers would be counted more than once.
    """
    table = case.table
    named = [group for group in table.groups if group is not None and last(group, fold(sentence)) >= 0]
    if len(table.groups) > 1:
        if len(named) > 1 or (not named and None not in table.groups):
            return None
        group = named[0] if named else None
    else:
        group = table.groups[0] if table.groups else None
    cells = [cell for cell in cells_of(table, names) if cell.group == group]
    wanted = {fold(name) for name in names}
    for net in table.nets:
        if net.group == group and (wanted == {fold(net.label)} or wanted == set(map(fold, net.parts))):
            return cells[0] if len(names) == 1 and cells else net
    if len(names) == 1:
        return cells[0] if cells else None
    if not table.measure.is_share:
        return None
    if len(cells) != len(wanted) or table.partition is False:
        return None
    return Net("", tuple(names), sum(cell.value for cell in cells), group)


def _others(case: Case, mark: Cell | Net | None) -> Net | None:
    """The share of all other answers than one or several; None where people could give several."""
    table = case.table
    group = [cell for cell in table.cells if mark and cell.group == mark.group]
    whole = table.partition or (table.partition is None and abs(sum(cell.value for cell in group) - 1) <= WHOLE)
    if mark is None or not whole or not table.measure.is_share:
        return None
    out = mark.parts if isinstance(mark, Net) else (mark.category,)
    parts = tuple(cell.category for cell in group if cell.category not in out)
    return Net("", parts, 1 - mark.value, mark.group)


def _agrees(case: Case, said: str, mark: Cell | Net) -> bool:
    """Whether a per cent is that of a share; that of answers which are no net may be the sum of what is printed."""
    if isinstance(mark, Cell) or mark.label or _same(case, said, mark.value):
        return _same(case, said, mark.value)
    parts = (case.table.printed(cell) for cell in cells_of(case.table, mark.parts) if cell.group == mark.group)
    return case.phrases.number(said) == sum(parts)


def _same(case: Case, said: str, value: float) -> bool:
    """Whether a number is a value, rounded to as many decimals as it is said with, and a count as it is printed."""
    number = case.phrases.number(said.lstrip("+"))
    decimals = len(said.partition(case.phrases.decimal)[2]) or min(case.table.measure.decimals, 0)
    return number is not None and number == replace(case.table.measure, decimals=decimals).rounded(value)


def _directed(case: Case, said: str, before: str, value: float) -> str:
    """A change with the sign that words before it give it, "faldt 3"; that of the value where nothing says it."""
    if not case.table.measure.signed or not said[0].isdigit():
        return said
    turns = {
        max((found.end() for found in re.finditer(pattern, before, re.IGNORECASE)), default=-1): below
        for pattern, below in ((case.phrases.rise, False), (case.phrases.fall, True))
    }
    place = max(turns)
    return f"-{said}" if (turns[place] if place >= 0 else value < 0) else said


def other_values(case: Case, found: Sequence[Statement]) -> list[Statement]:
    """Values beside the categories or net that their sentence names: one, a list of them, or all but these.

    A number without per cent may be of anything: it is a value only where its decimals, its unit, the name of the
    measure or its place beside a category say so.
    """
    made = []
    for match in case.find(rf"(?P<bound>[<>]\s*)?(?P<number>{case.number})(?P<unit>{case.unit})"):
        if covered(match.span(), found):
            continue
        start, end = case.sentence(match.start())
        sentence, before = case.text[start:end], case.text[start : match.start()]
        mark, named = _spoken_of(case, sentence, match.start() - start)
        if mark is None:
            if case.table.measure.is_share:
                made.append(case.says(match, "share", None))
        elif case.table.measure.is_share or _is_value(case, match, before, named):
            hedge = re.search(rf"(?:{case.phrases.hedged}|\d\s*[-–])\s*$", before, re.IGNORECASE)
            printed = case.locale.value(mark.value)
            if match["bound"] or printed.startswith(("<", ">")):
                same = fold(match[0]) == fold(printed)
            else:
                same = _agrees(case, _directed(case, match["number"], before, mark.value), mark)
            truth = f"{printed} ({case.locale.both(named)})"
            made.append(case.says(match, "share", None if hedge else same, truth))
    return made


def _is_value(case: Case, match: re.Match[str], before: str, named: Sequence[str]) -> bool:
    """Whether a number without per cent is surely meant as a value of the figure."""
    measure, words = case.table.measure, case.phrases
    called = (words.measures[measure.name], words.measures[measure.of], words.rise, words.fall)
    return (
        (measure.decimals > 0 and words.decimal in match["number"])
        or bool(match["unit"])
        or not match["number"][0].isdigit()
        or any(re.search(pattern, before, re.IGNORECASE) for pattern in called[: 4 if measure.signed else 1])
        or any(fold(before).rstrip(' (:=”“«"').endswith(fold(name)) for name in named)
    )


def _spoken_of(case: Case, sentence: str, place: int) -> tuple[Cell | Net | None, Sequence[str]]:
    """What a value at a place of a sentence is of, and the names of that."""
    names = names_of(case.table)
    before = fold(sentence[:place]).rstrip(' (:=”“«"')
    beside = [name for name in names if before.endswith(fold(name))]
    within = re.match(rf"[<>]?\s*{case.number}{case.unit}\s*\w", sentence[place:], flags=re.IGNORECASE)
    if beside and sentence[:place].rstrip().endswith((":", "=") if within else ("(", ":", "=")):
        named = [max(beside, key=len)]
        return _owner(case, named, sentence), named
    named, marked = spelled(sentence, names, case.phrases)
    alone = len(re.findall(rf"{case.number}{case.unit}", without_names(sentence, case.table), flags=re.IGNORECASE)) == 1
    if not alone or _denied(case, marked) or re.search(f"{case.phrases.among}{MARK}", marked):
        return None, ()
    explained = [net.label for net in case.table.nets if {net.label, *net.parts} == set(named)]
    if not explained and not (named and together(marked, len(named), case.phrases)):
        return None, ()
    named = explained[:1] or named
    mark = _owner(case, named, sentence)
    if re.search(rf"{case.phrases.but}{MARK}", marked):
        others = _others(case, mark)
        return others, others.parts if others else ()
    return mark, named


def _denied(case: Case, marked: str) -> bool:
    """Whether a sentence speaks of those who did *not* answer so: what is not shown does not count."""
    rest = re.sub(case.phrases.not_shown, " ", QUOTED.sub(" ", marked), flags=re.IGNORECASE)
    return bool(re.search(case.phrases.negated, rest))


def other_numbers(case: Case, found: Sequence[Statement]) -> list[Statement]:
    """Every number that no statement speaks of."""
    words = "|".join(case.phrases.words)
    text = without_names(case.text, case.table)
    return [
        case.says(match.span(), "number", None)
        for match in re.finditer(rf"{NUMBER}|\b(?:{words})\b", text, flags=re.IGNORECASE)
        if not covered(match.span(), found)
    ]
