"""Bytes to text: in which encoding a file is written, by what it says and by what stands in it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from barometer_cli.errors import DataError
from barometer_cli.messages import say, template

UTF8 = "utf-8-sig"
_MARKS = {
    codecs.BOM_UTF8: UTF8,
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark begins it
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LETTERS = {
    UTF8: re.compile(rb"[A-Za-z ]\xc3[\xa6\xb8\xa5]|\xc3[\xa6\xb8\xa5\x86\x98\x85][A-Za-z]"),
    "cp1252": re.compile(rb"[A-Za-z][\xe6\xf8\xe5]|[\xe6\xf8\xe5\xc6\xd8\xc5][A-Za-z]"),
    "cp850": re.compile(rb"[A-Za-z][\x91\x9b\x86](?=[A-Za-z])|[\x9d\x8f](?=[A-Za-z])"),
    "mac-roman": re.compile(rb"[A-Za-z][\xbe\xbf\x8c](?=[A-Za-z])|\x81(?=[A-Za-z])"),
}
"""The letters æ, ø and å in words. In the other encodings the same bytes are signs that stand in no word."""
_CALLED = {"cp1252": "Windows-1252", "cp850": template("code page 850, which is of DOS"), "mac-roman": "Mac Roman"}
AS_UTF8 = template("Save it as text in UTF-8; a spreadsheet calls that “CSV UTF-8”.")


class Encoding(Struct, frozen=True):
    """How a file's texts are written.

    Attributes
    ----------
    name
        Python's name of it.
    told
        Why it is taken for that; empty where nobody would ask.
    """

    name: str
    told: str = ""


def detect(chunks: Iterable[bytes], file: str, named: str = "", otherwise: str = "cp1252") -> Encoding:
    """How a file is written: as its mark says, else UTF-8 where it can be that, else as it says, or its letters show.

    Parameters
    ----------
    chunks
        Its bytes.
    file
        Its name in messages.
    named
        Python's name of the encoding that it says it is in; empty where it says nothing.
    otherwise
        What it is taken for where it says nothing and its letters do not show it.

    Raises
    ------
    DataError
        If it is no text, is cut off, or is in two encodings.
    """
    marked: Encoding | None = None
    decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()
    lines, wrong, high = 1, "", False
    letters: Counter[str] = Counter()
    for number, chunk in enumerate(chunks):
        if not number and (marked := _marked(chunk)):
            decoder = codecs.getincrementaldecoder(marked.name)()
        if marked is None and b"\0" in chunk:
            raise DataError(say("{file} is no text: it holds bytes of zero", file=file), say(AS_UTF8))
        if not wrong:
            try:
                decoder.decode(chunk)
                lines += chunk.count(b"\n")
                high = high or not chunk.isascii()
                continue
            except UnicodeDecodeError as error:
                line, byte = lines + error.object[: error.start].count(b"\n"), error.object[error.start]
                wrong = say("{file}, line {line}: the byte {byte:#04x}", file=file, line=line, byte=byte)
        letters.update({name: len(pattern.findall(chunk)) for name, pattern in _LETTERS.items()})
    try:
        if not wrong:
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        wrong = say("{file}, line {line}: its last byte", file=file, line=lines)
    if marked:
        if wrong:
            raise DataError(
                say(
                    "{file} is cut off: it begins as {name}, and does not go on so", file=file, name=marked.name.upper()
                ),
                say(AS_UTF8),
            )
        return marked
    if not wrong:
        other = high and named and codecs.lookup(named).name != "utf-8"
        return Encoding(
            UTF8, say("it says that it is in {named}, but is in UTF-8, and is read so", named=named) if other else ""
        )
    if named:
        return Encoding(named)
    if high or letters[UTF8]:
        raise DataError(
            say("{wrong} is no UTF-8, but the rest of the file is: it is in two encodings", wrong=wrong), say(AS_UTF8)
        )
    return _by_letters(letters, otherwise)


def _marked(start: bytes) -> Encoding | None:
    """The encoding that a file's first bytes tell: by their mark, or by the zeros that UTF-16 has in every letter."""
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return Encoding(name)
    for first, name in enumerate(("utf-16-be", "utf-16-le")):
        zeros, others = start[first::2].count(0), start[1 - first :: 2].count(0)
        if zeros > len(start) / 4 and not others:
            return Encoding(name, say("it is in UTF-16, without saying so"))
    return None


def _by_letters(letters: Counter[str], otherwise: str) -> Encoding:
    best = max(_CALLED, key=lambda name: (letters[name], name == otherwise))
    told = (
        say("it is read as {called}: only so are its words of letters", called=say(_CALLED[best]))
        if best != otherwise
        else ""
    )
    return Encoding(best, told)
