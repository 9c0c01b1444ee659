"""A first codebook of a file of microdata: what the file says is written, what is guessed stands in comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from barometer_cli.model.dataset import Column, Dataset

MOST_CODES = 40
"""A column with more different values is taken for a measure or for open answers."""
LONGEST = 80
"""A longer value is taken for an open answer."""
FEWEST_ITEMS = 3
_PLAIN = re.compile(r"[^\W\d_][\w ./()+%-]*[\w.)%]|[^\W\d_]")
_NO_TEXT = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n")
_CODE = re.compile(r"\w[\w-]{0,11}")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?([eE][-+]?\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")
_DESIGN = {
    "id": re.compile(r"(?i)id|.*_id|lbnr|l[øo]e?benr.*|resp(ondent)?_?(id|nr|nummer)?|serial"),
    "weight": re.compile(r"(?i).*(v[æa]e?gt|weight|wgt|wt)\d*|w|pw"),
    "strata": re.compile(r"(?i)strat(um|a)?\d*|stype|sdmvstra"),
    "cluster": re.compile(r"(?i)psu|cluster|klynge|sdmvpsu"),
    "fpc": re.compile(r"(?i)fpc"),
    "wave": re.compile(r"(?i)wave|b[øo]e?lge|runde|m[åa]a?ling"),
}
_MEANINGS = {
    "dont_know": re.compile(r"(?i)\b(ved (det )?ikke|ved ej|vet ikke|don.?t know|do not know|wei(ß|ss) nicht)\b"),
    "unanswered": re.compile(
        r"(?i)\b(ubesvaret|uoplyst|intet svar|ikke (be)?svaret|ønsker ikke|no answer|refus(ed|al)|missing)\b"
    ),
    "not_asked": re.compile(r"(?i)\b(ikke (stillet|spurgt|relevant)|irrelevant|not (asked|applicable)|inap)\b"),
}
_ALONE = re.compile(r"(?i)\b(ingen af|none of)\b")


def codebook(dataset: Dataset) -> str:
    """A codebook as YAML, which loads as it is.

    Parameters
    ----------
    dataset
        All columns of a file of microdata.
    """
    design = _design(dataset)
    sets, inside = _sets(dataset, set(design.values()))
    lines = [
        f"# First codebook of {_comment(dataset.file)}: {dataset.rows} rows, {len(dataset.columns)} columns.",
        "# What the file says is written out. What is only guessed stands in comments: check it, then remove the #.",
        *(f"# Recognised: {_comment(said)}." for said in dataset.recognised),
        "",
        *(f"# {field}: {_text(name)}" for field, name in design.items()),
        *([""] if design else []),
    ]
    variables: list[str] = []
    left: list[str] = [f"# {_comment(name)}: see {field} above" for field, name in design.items()]
    for name, column in dataset.columns.items():
        if name in sets:
            variables += sets[name]
        elif name not in inside and name not in design.values():
            written = _variable(dataset, name, column)
            if len(written) == 1:
                left += written
            else:
                variables += written
    lines += ["variables:", *(f"  {line}" for line in variables)] if variables else ["variables: {}"]
    if left:
        lines += ["", "# Columns that are no variables yet:", *left]
    return "\n".join(lines) + "\n"


def _design(dataset: Dataset) -> dict[str, str]:
    """Columns that look like what a field of the codebook names, by field."""
    found: dict[str, str] = {}
    for name, column in dataset.columns.items():
        for field, pattern in _DESIGN.items():
            if field in found or not pattern.fullmatch(name) or name in dataset.labels or not len(column.distinct):
                continue
            unique = len(column.distinct) == dataset.rows
            looks = {"id": unique, "weight": _is_measure(column)}.get(field, not unique)
            if looks:
                found[field] = name
    return found


def _is_measure(column: Column) -> bool:
    """Whether all values are numbers, and not all of them whole."""
    texts = [str(value) for value in column.known]
    return all(map(_NUMBER.fullmatch, texts)) and not all(code.lstrip("-").isdecimal() for code in column.codes)


def _sets(dataset: Dataset, used: set[str]) -> tuple[dict[str, list[str]], set[str]]:
    """Variables of several columns, by the first of these; and every column that is part of one."""
    sets: dict[str, list[str]] = {}
    inside: set[str] = set()
    taken = set(dataset.columns)
    for one in dataset.mrsets:
        names = [name for name in one.variables if name in dataset.columns]
        if not names or inside & set(names):
            continue
        label = {"label": one.label} if one.label else {}
        called = _new(one.name, taken)
        if one.counted is None:
            sets[names[0]] = _any_over(dataset, called, label, names)
        else:
            sets[names[0]] = _multiple(dataset, called, label, names, one.counted)
        inside |= set(names)
    free = [name for name in dataset.columns if name not in inside and name not in used]
    for stem, group in groupby(free, key=_stem):
        names = list(group)
        if not stem or len(names) < FEWEST_ITEMS or not all(_is_yes_or_no(dataset, name) for name in names):
            continue
        guess = f"# Guessed: its columns hold nothing but 0 and 1, and all begin with {_comment(stem)}"
        sets[names[0]] = [guess, *_multiple(dataset, _new(stem.rstrip("_- ."), taken), {}, names, "1")]
        inside |= set(names)
    return sets, inside


def _new(name: str, taken: set[str]) -> str:
    """The name, or the nearest that is not taken."""
    while name in taken:
        name += "_set"
    taken.add(name)
    return name


def _stem(name: str) -> str:
    match = re.fullmatch(r"(.+?[^\W\d_])(\d+)|(.+?[_.-]).+", name)
    return (match[1] or match[3]) if match else ""


def _is_yes_or_no(dataset: Dataset, name: str) -> bool:
    codes = set(dataset.columns[name].codes)
    return ("1" in codes and codes <= {"0", "1"}) or (codes == {"0"} and name not in dataset.labels)


def _multiple(dataset: Dataset, name: str, label: Mapping[str, str], columns: Sequence[str], counted: str) -> list[str]:
    words = {column: dataset.variable_labels.get(column, column) for column in columns}
    lines = [f"{_text(name)}:", "  type: multiple", *_fields(label), "  items:", *_mapping(words)]
    lines += [f"  counted: {_list([counted])}"] if counted != "1" else []
    alone = [column for column, text in words.items() if _ALONE.search(text)]
    return lines + ([f"  # exclusive: {_list(alone)}"] if alone else [])


def _any_over(dataset: Dataset, name: str, label: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    words: dict[str, str] = {}
    for column in columns:
        words = _codes(dataset, column, dataset.columns[column].codes) | words
    lines = [f"{_text(name)}:", "  type: any over", *_fields(label), f"  columns: {_list(columns)}"]
    return [*lines, "  codes:", *_mapping({code: words[code] for code in _in_order(words)}), *_meanings(words)]


def _variable(dataset: Dataset, name: str, column: Column) -> list[str]:
    """A variable of one column; a single comment where it cannot be one."""
    label = dataset.variable_labels.get(name, "")
    fields = _fields({"question" if label.endswith("?") else "label": label} if label else {})
    codes = list(dict.fromkeys(column.codes))
    unlabelled = [code for code in codes if code not in dataset.labels.get(name, {})]
    if not codes and name not in dataset.labels:
        return [f"# {_comment(name)}: no values"]
    if separator := _separator(codes) if name not in dataset.labels else "":
        parts = {part.strip() for code in codes for part in code.split(separator)}
        words = {part: part for part in _in_order(parts)}
        lines = [f"{_text(name)}:", "  type: delimited", *fields, "  codes:", *_mapping(words)]
        return lines + ([f"  separator: {_text(separator)}"] if separator != ";" else [])
    kind = "open answers" if any(len(code) > LONGEST for code in codes) else ""
    if not kind and unlabelled and name not in dataset.labels:
        if all(map(_DATE.fullmatch, codes)):
            kind = "dates"
        elif _is_measure(column):
            kind = "numbers"
    if kind or len(unlabelled) > MOST_CODES:
        return [f"# {_comment(name)}: {len(codes)} different values{f', {kind}' if kind else ''}"]
    words = _codes(dataset, name, codes)
    lines = [f"{_text(name)}:", *fields, "  codes:", *_mapping(words), *_meanings(words)]
    ranges = dataset.missing.get(name, ())
    values = dict(zip(column.codes, column.known, strict=True))
    gone = [code for code in words if any(_said(code, values) in one for one in ranges)]
    if gone:
        lines.append(f"  # unanswered: {_list(gone)}   # the file calls them missing")
    return lines


def _said(code: str, values: Mapping[str, object]) -> object:
    """The value a code stands for, also where it has a label and no row."""
    if code in values:
        return values[code]
    return float(code) if re.fullmatch(r"-?\d+(\.\d+)?", code) else code


def _separator(codes: Iterable[str]) -> str:
    """What stands between the codes of a cell; empty where cells hold one code, or it cannot be told."""
    codes = list(codes)
    for separator in (";", "|", ","):
        cells = [[part.strip() for part in code.split(separator)] for code in codes]
        parts = {part for cell in cells for part in cell}
        longest = max(map(len, cells), default=0)
        if longest < 2 or len(parts) > MOST_CODES or not all(map(_CODE.fullmatch, parts)):
            continue
        if separator == "," and longest < 3:  # 1,3 may be a number
            continue
        return separator
    return ""


def _codes(dataset: Dataset, name: str, codes: Iterable[str]) -> dict[str, str]:
    """Words by code, in order: those the file names, and those it holds without a name."""
    labels = {code: label for code, label in dataset.labels.get(name, {}).items() if label}
    words = labels | {code: code for code in codes if code not in labels}
    return {code: words[code] for code in _in_order(words)}


def _in_order(codes: Iterable[str]) -> list[str]:
    """Numbers by size, then texts by the Danish alphabet, in which å comes last."""

    def place(code: str) -> tuple[bool, float, str]:
        number = re.fullmatch(r"-?\d+(\.\d+)?", code)
        return (not number, float(code) if number else 0, code.casefold().replace("å", "ø\uffff"))

    return sorted(codes, key=place)


def _meanings(words: Mapping[str, str]) -> list[str]:
    lines = []
    for field, pattern in _MEANINGS.items():
        if codes := [code for code, text in words.items() if pattern.search(text)]:
            lines.append(f"  # {field}: {_list(codes)}")
    return lines


def _fields(fields: Mapping[str, str]) -> list[str]:
    return [f"  {name}: {_text(_line(value))}" for name, value in fields.items()]


def _mapping(words: Mapping[str, str]) -> list[str]:
    return [f"    {_text(code)}: {_text(_line(text))}" for code, text in words.items()]


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, items))}]"


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(text: str) -> str:
    """A text as YAML: plain where nobody could take it for anything else."""
    if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda char: f"\\u{ord(char[0]):04x}", quoted
    )


def _comment(text: str) -> str:
    return _text(text).strip('"')
