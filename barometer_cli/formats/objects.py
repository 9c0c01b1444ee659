"""A PDF file as a list of objects that refer to one another by number (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from zlib_ng import zlib_ng

LEVEL = 6
"""Of zlib-ng, whose bytes are the same every time."""

Value: TypeAlias = bytes | str | int | float | Sequence["Value"] | Mapping[str, "Value"]
"""What stands in an object: bytes as they are, words as text, numbers, lists, and dictionaries by name."""


class Document:
    """Objects of a file, numbered from 1 in the order in which they were asked for."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """The number of an object that others refer to before it is written."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def set(self, number: int, value: Value) -> None:
        """Write a reserved object."""
        self._bodies[number - 1] = written(value)

    def add(self, value: Value) -> int:
        """Write an object; its number."""
        number = self.reserve()
        self.set(number, value)
        return number

    def stream(self, data: bytes, about: Mapping[str, Value], deflated: bool = True) -> int:
        """Write bytes and what is said of them; the number of their object."""
        told = dict(about)
        if deflated:
            data, told["Filter"] = zlib_ng.compress(data, LEVEL), name("FlateDecode")
        told["Length"] = len(data)
        number = self.reserve()
        self._bodies[number - 1] = written(told) + b"\nstream\n" + data + b"\nendstream"
        return number

    def file(self, root: int, info: int) -> bytes:
        """The file, whose catalogue and words have these numbers; its id is made of what stands in it."""
        out = bytearray(b"%PDF-1.7\n%\xc3\xa6\xc3\xb8\n")
        starts = []
        for number, body in enumerate(self._bodies, start=1):
            starts.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        digest, at = sha256(out).hexdigest()[:32].encode(), len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1)
        out += b"".join(b"%010d 00000 n \n" % start for start in starts)
        trailer: dict[str, Value] = {"Size": len(starts) + 1, "Root": ref(root), "Info": ref(info)}
        trailer["ID"] = [b"<%b>" % digest] * 2
        return bytes(out + b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (written(trailer), at))


def ref(number: int) -> bytes:
    """A reference to the object of this number."""
    return b"%d 0 R" % number


def refs(numbers: Iterable[int]) -> list[bytes]:
    """References to objects."""
    return [ref(number) for number in numbers]


def name(word: str) -> bytes:
    """A name: ASCII letters, digits, + and -."""
    return b"/" + word.encode("ascii")


def number(value: float) -> bytes:
    """A number to a ten-thousandth."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()


def written(value: Value) -> bytes:
    """A value as it stands in a file; words in UTF-16, so that no character of them ends a string."""
    match value:
        case bytes():
            return value
        case str():
            return b"<FEFF%b>" % value.encode("utf-16-be").hex().upper().encode()
        case int() | float():
            return number(value)
        case Mapping():
            return b"<< %b >>" % b" ".join(name(key) + b" " + written(part) for key, part in value.items())
        case _:
            return b"[ %b ]" % b" ".join(map(written, value))
