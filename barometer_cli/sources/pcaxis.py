"""PC-Axis: `.px` files of statistics offices, with all their ways of saying that a cell has no number."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from itertools import product
from math import prod
from typing import NoReturn

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import cube, encoding
from barometer_cli.sources.request import Request

Words = dict[tuple[str, str], list[str]]
"""Values by keyword and what stands in its brackets (empty for none), of the file's own language."""

_STATEMENT = re.compile(
    r'\s*+(?P<keyword>[A-Z][A-Z0-9_-]*+)\s*+(?P<language>\[[^\]]*+\])?\s*+(?:\((?P<of>(?:[^")]++|"[^"]*+")*+)\))?\s*+='
)
_VALUE = re.compile(r'((?:[^";]++|"[^"]*+")*+);')
_TOKEN = re.compile(r'"([^"]*+)"|(,)|([^\s,"]++)')
_CELL = re.compile(r'"([^"]*+)"|([^\s,;"]++)')
_NIL = "-"
_SYMBOL = re.compile(r"\.{1,7}|-")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_ANSI = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "ansi": "cp1252"}


def read(request: Request) -> Dataset:
    """The cells of a table as rows; a column is called what its variable is.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_part("PC-Axis")
    data = request.path.read_bytes()
    found = _encoding(data, request.file)
    said = [found.told] if found.told else []
    words, written = _statements(_decoded(data, found, request.file), request.file)
    dimensions = _dimensions(words, request.file)
    keyed = [words.get(("KEYS", one.name)) for one in dimensions]
    tokens = _CELL.findall(written)
    if not written.endswith(";"):
        if any(keyed):  # rows that are not there are rows of zeros
            _cut_off(request.file)
        said.append(say("its last `;` is missing; all cells are there, and the last may be cut off"))
    if any(keyed):
        tokens = _unfolded(tokens, dimensions, keyed, len(words.get(("STUB", ""), ())), request.file)
    values: list[int | float | str | None] = []
    status = {}
    for place, (quoted, bare) in enumerate(tokens):
        symbol = (quoted or bare).strip()
        if _SYMBOL.fullmatch(symbol):
            status[place] = symbol
            values.append(0 if symbol == _NIL else None)
        else:
            values.append(_number(symbol, place, request.file))
    contents, units = (" ".join(words.get((word, ""), ())) for word in ("CONTENTS", "UNITS"))
    label = ", ".join(part for part in (contents, units) if part)
    return cube.dataset(request, dimensions, values, status, label, said=said)


def _encoding(data: bytes, file: str) -> encoding.Encoding:
    """The encoding the file names, unless it is UTF-8; that of DOS where it names none and its letters neither."""
    named = dict(re.findall(r'\b(CODEPAGE|CHARSET)\s*=\s*"([^"]*)"', data[:4096].decode("latin-1")))
    page = named.get("CODEPAGE", "").strip().lower()
    try:
        page = codecs.lookup(_ANSI.get(page, page)).name if page else ""
    except LookupError:
        raise DataError(
            say("{file}: its CODEPAGE is {page!r}, which is not known", file=file, page=page), say("Correct it: utf-8.")
        ) from None
    return encoding.detect([data], file, page, "cp1252" if named.get("CHARSET", "").upper() == "ANSI" else "cp850")


def _decoded(data: bytes, found: encoding.Encoding, file: str) -> str:
    try:
        return data.decode(found.name)
    except UnicodeDecodeError:
        why = say("{file}: its texts are not in the encoding that it says they are, {name}", file=file, name=found.name)
        raise DataError(why, say("Correct CODEPAGE in its first lines, or fetch the table again.")) from None


def _statements(text: str, file: str) -> tuple[Words, str]:
    """Every keyword with its values, and the cells as they are written."""
    words: Words = {}
    at = 0
    while match := _STATEMENT.match(text, at):
        keyword, of = match["keyword"], " ".join(_list(match["of"] or ""))
        if keyword == "DATA":
            return words, text[match.end() :].rstrip("\x1a \t\r\n")
        value = _VALUE.match(text, match.end())
        if value is None:
            _cut_off(file)
        if not match["language"]:  # other languages say the same again
            words[keyword, of] = _list(value[1])
        at = value.end()
    if (rest := text[at:].lstrip()) or not words:
        line = text[: len(text) - len(rest)].count("\n") + 1
        raise DataError(
            say("{file} cannot be read as PC-Axis: line {line} is no `KEYWORD=value;`", file=file, line=line),
            say("Fetch the table again, as PX."),
        )
    _cut_off(file)


def _cut_off(file: str) -> NoReturn:
    raise DataError(say("{file} is cut off: it does not end in DATA=…;", file=file), say("Fetch the table again."))


def _list(text: str) -> list[str]:
    """Values between commas; texts without a comma between them, over several lines, are one."""
    values: list[str] = []
    open_ = False
    for quoted, comma, bare in _TOKEN.findall(text):
        if comma:
            open_ = False
            continue
        word = bare or quoted
        if open_:
            values[-1] += word
        else:
            values.append(word)
        open_ = not bare
    return [" ".join(value.split()) for value in values]


def _dimensions(words: Words, file: str) -> list[cube.Dimension]:
    dimensions = []
    for name in (*words.get(("STUB", ""), ()), *words.get(("HEADING", ""), ())):
        labels, codes = words.get(("VALUES", name)), words.get(("CODES", name))
        if not labels and not codes:
            raise DataError(
                say("{file}: there are no VALUES for {name!r}", file=file, name=name), say("Fetch the table again.")
            )
        if labels and codes and len(labels) != len(codes):
            raise DataError(
                say(
                    "{file}: {name!r} has {codes} CODES, but {labels} VALUES",
                    file=file,
                    name=name,
                    codes=len(codes),
                    labels=len(labels),
                ),
                say("Fetch the table again."),
            )
        dimensions.append(cube.Dimension(name, "", tuple(codes or labels or ()), tuple(labels or ()) if codes else ()))
    if not dimensions:
        raise DataError(say("{file} has neither STUB nor HEADING", file=file), say("Fetch the table again, as PX."))
    return dimensions


def _unfolded(
    tokens: list[tuple[str, str]],
    dimensions: list[cube.Dimension],
    keyed: list[list[str] | None],
    stub: int,
    file: str,
) -> list[tuple[str, str]]:
    """All cells of a file that names its rows and leaves out those of zeros."""
    width = prod(len(one.codes) for one in dimensions[stub:])
    known: list[Mapping[str, str]] = []
    for one, key in zip(dimensions[:stub], keyed, strict=False):
        texts = one.codes if key == ["CODES"] or not one.labels else one.labels
        known.append(dict(zip(texts, one.codes, strict=True)))
    rows: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for start in range(0, len(tokens), stub + width):
        row = tokens[start : start + stub + width]
        written = [quoted or bare for quoted, bare in row[:stub]]
        unknown = [word for word, codes in zip(written, known, strict=False) if word not in codes]
        if unknown or len(row) < stub + width:
            why = (
                say("{unknown!r} is no code or value", unknown=unknown[0])
                if unknown
                else say("the row of {written} is too short", written=", ".join(written))
            )
            raise DataError(f"{file}: {why}", say("The file is cut off or wrong; fetch the table again."))
        place = tuple(codes[word] for word, codes in zip(written, known, strict=True))
        if place in rows:
            raise DataError(
                say("{file}: the row of {written} stands twice", file=file, written=", ".join(written)),
                say("Fetch the table again."),
            )
        rows[place] = row[stub:]
    zeros = [("", "0")] * width
    return [cell for place in product(*(one.codes for one in dimensions[:stub])) for cell in rows.get(place, zeros)]


def _number(text: str, place: int, file: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        raise DataError(
            say(
                "{file}: cell {place} of DATA is {text!r}; allowed are numbers, - and one to seven dots",
                file=file,
                place=place + 1,
                text=text,
            ),
            say("Fetch the table again."),
        )
    return int(text) if text.lstrip("+-").isdecimal() else float(text)
