"""A first codebook of a file of microdata: what the file says is written, what is guessed stands in comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import Struct

from barometer_cli.languages.answers import scale_of
from barometer_cli.messages import counted, say, template
from barometer_cli.model.dataset import NA, Dataset, Value

MOST_CODES = 40
"""A column with more different values is taken for a measure or for open answers."""
LONGEST = 80
"""A longer value is taken for an open answer."""
FEWEST_ITEMS = 3
_PLAIN = re.compile(r"[^\W\d_][\w ./()+%-]*[\w.)%]|[^\W\d_]")
_NO_TEXT = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n")
_CODE = re.compile(r"\w[\w-]{0,11}")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?([eE][-+]?\d+)?")
_NUMBER_OF_CODE = re.compile(r"-?\d+(\.\d+)?")
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
_HINTS = {
    "dont_know": template("to be counted, it must move to dont_know"),
    "not_asked": template("where nobody was asked, it belongs in not_asked"),
}
_NA_IS_EMPTY = template(
    "NA is read as an empty cell, as R writes it, in {columns}. Where it is a code, name it among the codes."
)
_ALONE = re.compile(r"(?i)\b(ingen af|none of)\b")


class _Seen(Struct, frozen=True):
    """What a column holds.

    Attributes
    ----------
    values
        Distinct values that are answers, by their codes.
    labels
        The file's words of codes that are answers.
    missing
        Codes that the file calls missing, with its words, else the code.
    empty
        Whether some of its cells hold R's NA.
    """

    values: Mapping[str, Value]
    labels: Mapping[str, str]
    missing: Mapping[str, str]
    empty: bool


def _seen(dataset: Dataset, name: str) -> _Seen:
    said = dataset.declared
    values = dict(zip(dataset.columns[name].codes, dataset.columns[name].known, strict=True))
    empty = name in said.na and values.pop(NA, None) is not None
    labels = dataset.labels.get(name, {})
    missing = [code for code in {**values, **labels} if said.is_missing(name, code)]
    return _Seen(
        {code: value for code, value in values.items() if code not in missing},
        {code: label for code, label in labels.items() if label and code not in missing},
        {code: labels.get(code) or code for code in missing},
        empty,
    )


def guessed_weight(dataset: Dataset) -> str | None:
    """The column that looks like one of weights; None where none does.

    Parameters
    ----------
    dataset
        All columns of a file of microdata.
    """
    return _design(dataset, {name: _seen(dataset, name) for name in dataset.columns}).get("weight")


def codebook(dataset: Dataset, weight: str | None = None) -> str:
    """A codebook as YAML, which loads as it is, and with the # taken away before any of its guesses.

    Parameters
    ----------
    dataset
        All columns of a file of microdata.
    weight
        The column of weights, where somebody knows it; else it is guessed as the others are.
    """
    seen = {name: _seen(dataset, name) for name in dataset.columns}
    design = _design(dataset, seen) | ({"weight": weight} if weight else {})
    sets, inside = _sets(dataset, seen, set(design.values()))
    empty = [name for name, column in seen.items() if column.empty]
    file, rows, columns = _comment(dataset.file), dataset.rows, len(dataset.columns)
    comments = [
        say("First codebook of {file}: {rows} rows, {columns} columns.", file=file, rows=rows, columns=columns),
        say("What the file says is written out. A guess stands behind one #: check it, then remove the #."),
        *(say("Recognised: {said}.", said=_comment(said)) for said in dataset.recognised),
        *([say(_NA_IS_EMPTY, columns=", ".join(map(_comment, empty)))] if empty else []),
    ]
    lines = [
        *(f"## {comment}" for comment in comments),
        "",
        *(f"{'' if field == 'weight' and weight else '#'}{field}: {_text(name)}" for field, name in design.items()),
        *([""] if design else []),
    ]
    variables: list[str] = []
    left = [_note(name, seen[name], say("see {field} above", field=field)) for field, name in design.items()]
    for name, column in seen.items():
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
        lines += ["", "## " + say("Columns that are no variables yet:"), *left]
    return "\n".join(lines) + "\n"


def _design(dataset: Dataset, seen: Mapping[str, _Seen]) -> dict[str, str]:
    """Columns that look like what a field of the codebook names, by field."""
    found: dict[str, str] = {}
    for name, column in seen.items():
        for field, pattern in _DESIGN.items():
            if field in found or not pattern.fullmatch(name) or column.labels or not column.values:
                continue
            unique = len(column.values) == dataset.rows
            looks = {"id": unique, "weight": _is_measure(column)}.get(field, not unique)
            if looks:
                found[field] = name
    return found


def _is_measure(column: _Seen) -> bool:
    """Whether all answers are numbers, and not all of them whole."""
    texts = map(str, column.values.values())
    return all(map(_NUMBER.fullmatch, texts)) and not all(code.lstrip("-").isdecimal() for code in column.values)


def _sets(dataset: Dataset, seen: Mapping[str, _Seen], used: set[str]) -> tuple[dict[str, list[str]], set[str]]:
    """Variables of several columns, by the first of these; and every column that is part of one."""
    sets: dict[str, list[str]] = {}
    inside: set[str] = set()
    taken = set(seen)
    for one in dataset.mrsets:
        columns = {name: seen[name] for name in one.variables if name in seen}
        if not columns or inside & columns.keys():
            continue
        label = {"label": one.label} if one.label else {}
        called, first = _new(one.name, taken), next(iter(columns))
        if one.counted is None:
            sets[first] = _any_over(called, label, columns)
        else:
            sets[first] = _multiple(dataset, called, label, columns, one.counted)
        inside |= columns.keys()
    free = [name for name in seen if name not in inside and name not in used]
    for stem, group in groupby(free, key=_stem):
        columns = {name: seen[name] for name in group}
        if not stem or len(columns) < FEWEST_ITEMS or not all(map(_is_yes_or_no, columns.values())):
            continue
        guess = say("Guessed: its columns hold nothing but 0 and 1, and all begin with {stem}", stem=_comment(stem))
        called = _new(stem.rstrip("_- ."), taken)
        sets[next(iter(columns))] = [f"## {guess}", *_multiple(dataset, called, {}, columns, "1")]
        inside |= columns.keys()
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


def _is_yes_or_no(column: _Seen) -> bool:
    codes = set(column.values)
    return ("1" in codes and codes <= {"0", "1"}) or (codes == {"0"} and not column.labels)


def _multiple(
    dataset: Dataset, name: str, label: Mapping[str, str], columns: Mapping[str, _Seen], counted: str
) -> list[str]:
    words = {column: dataset.variable_labels.get(column, column) for column in columns}
    lines = [f"{_text(name)}:", "  type: multiple", *_fields(label), "  items:", *_mapping(words)]
    lines += [f"  counted: {_list([counted])}"] if counted != "1" else []
    codes, missing = _together(columns.values())
    doubtful = {code: text for found in _guessed(codes).values() for code, text in found.items() if code != counted}
    no = [code for code in codes if code != counted and code not in doubtful]
    lines += [f"  not_counted: {_list(no)}"] if set(no) - {"0"} else []
    lines += _unanswered(missing, doubtful)
    alone = [column for column, text in words.items() if _ALONE.search(text)]
    return lines + ([f"  #exclusive: {_list(alone)}"] if alone else [])


def _any_over(name: str, label: Mapping[str, str], columns: Mapping[str, _Seen]) -> list[str]:
    codes, missing = _together(columns.values())
    lines = [f"{_text(name)}:", "  type: any over", *_fields(label), f"  columns: {_list(columns)}"]
    return [*lines, *_codes(codes | missing), *_meanings(codes, missing)]


def _together(columns: Iterable[_Seen]) -> tuple[dict[str, str], dict[str, str]]:
    """Words of the codes that are answers in any of several columns, and of those that are missing and never one."""
    columns = list(columns)
    codes: dict[str, str] = {}
    missing: dict[str, str] = {}
    for column in columns:
        codes = {code: code for code in column.values} | codes | dict(column.labels)
        missing |= column.missing
    return _in_order(codes), _in_order({code: text for code, text in missing.items() if code not in codes})


def _variable(dataset: Dataset, name: str, column: _Seen) -> list[str]:
    """A variable of one column; a single comment where it cannot be one."""
    label = dataset.variable_labels.get(name) or (name if name.endswith("?") else "")
    fields = _fields({"question" if label.endswith("?") else "label": label} if label else {})
    codes = list(column.values)
    unlabelled = [code for code in codes if code not in column.labels]
    if not codes and not column.labels:
        return [_note(name, column, say("no values"))]
    if separator := _separator(codes) if not column.labels else "":
        parts = {part.strip(): part.strip() for code in codes for part in code.split(separator)}
        lines = [f"{_text(name)}:", "  type: delimited", *fields, *_codes(parts), *_meanings({}, column.missing)]
        return lines + ([f"  separator: {_text(separator)}"] if separator != ";" else [])
    kind = say("open answers") if any(len(code) > LONGEST for code in codes) else ""
    if not kind and unlabelled and not column.labels:
        if all(map(_DATE.fullmatch, codes)):
            kind = say("dates")
        elif _is_measure(column):
            kind = say("numbers")
    if kind or len(unlabelled) > MOST_CODES:
        values = counted("{n} different value", "{n} different values", len(codes))
        return [_note(name, column, ", ".join(filter(None, (values, kind))))]
    words = _in_order({code: code for code in codes} | dict(column.labels))
    missing = _in_order(column.missing)
    return [f"{_text(name)}:", *fields, *_codes(words | missing), *_meanings(words, missing)]


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


def _in_order(words: Mapping[str, str]) -> dict[str, str]:
    """Words by code: numbers by size, then texts, as scales stand or by the Danish alphabet, in which å comes last."""
    numbers = sorted((code for code in words if _NUMBER_OF_CODE.fullmatch(code)), key=float)
    texts = sorted((code for code in words if code not in numbers), key=_in_alphabet)
    beside = {code for found in _guessed(words).values() for code in found}
    rated = [code for code in texts if code not in beside]
    if scale := scale_of(tuple(words[code] for code in rated)):
        banded = all(any(map(str.isdigit, words[code])) for code in rated)  # ages and years rise, answers fall
        places = dict(zip(rated, scale.places, strict=True))
        rated.sort(key=places.__getitem__, reverse=not banded)
        texts = [*rated, *(code for code in texts if code in beside)]
    return {code: words[code] for code in (*numbers, *texts)}


def _in_alphabet(text: str) -> str:
    return text.casefold().replace("å", "ø\uffff")


def _meanings(words: Mapping[str, str], missing: Mapping[str, str]) -> list[str]:
    """What codes mean: of those that are missing the file says it, of the others their words let guess it."""
    guessed, hinted = _guessed(words), _guessed(missing)
    lines = [f"  #dont_know: {_list(guessed['dont_know'])}"] if guessed["dont_know"] else []
    lines += _unanswered(missing, guessed["unanswered"])
    lines += [f"  #not_asked: {_list(guessed['not_asked'])}"] if guessed["not_asked"] else []
    for field, told in _HINTS.items():
        lines += [f"  ## {_told(hinted[field])}: {say(told)}"] if hinted[field] else []
    return lines


def _guessed(words: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Codes by what their words let guess, each once."""
    found: dict[str, dict[str, str]] = {field: {} for field in _MEANINGS}
    for code, text in words.items():
        if field := next((field for field, pattern in _MEANINGS.items() if pattern.search(text)), None):
            found[field][code] = text
    return found


def _unanswered(missing: Mapping[str, str], guessed: Mapping[str, str]) -> list[str]:
    if not missing:
        return [f"  #unanswered: {_list(guessed)}"] if guessed else []
    lines = ["  ## " + say("the file calls them missing:"), f"  unanswered: {_list(missing)}"]
    hint = say("add here what is no answer either")
    return lines + ([f"  ## {_told(guessed)}: {hint}"] if guessed else [])


def _note(name: str, column: _Seen, said: str) -> str:
    """A comment on a column that is no variable: what is said of it, and what the file calls missing."""
    if column.missing:
        said += "; " + say("the file calls missing {codes}", codes=_told(_in_order(column.missing)))
    return f"## {_comment(name)}: {said}"


def _told(words: Mapping[str, str]) -> str:
    """Codes with their words, where they have some."""
    told = ((_comment(code), _comment(_line(text))) for code, text in words.items())
    return ", ".join(f"{code} ({text})" if text != code else code for code, text in told)


def _fields(fields: Mapping[str, str]) -> list[str]:
    return [f"  {name}: {_text(_line(value))}" for name, value in fields.items()]


def _mapping(words: Mapping[str, str]) -> list[str]:
    return [f"    {_text(code)}: {_text(_line(text))}" for code, text in words.items()]


def _codes(words: Mapping[str, str]) -> list[str]:
    return ["  codes:", *_mapping(_in_order(words))] if words else ["  codes: {}"]


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
