"""YAML as plain values, with the line and column of every key and value."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from barometer_cli.errors import BuildError, Problem
from barometer_cli.messages import say, template

if TYPE_CHECKING:
    import yaml

Where = tuple[str | int, ...]
Position = tuple[int, int]

MOST_NODES = 100_000
DEEPEST = 100
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"": None, "~": None}
_WORDS |= {form: value for word, value in (("null", None), ("true", True), ("false", False))
           for form in (word, word.capitalize(), word.upper())}  # fmt: skip
_QUOTED = "while scanning a quoted scalar"
_COMPLAINTS = {
    said: said
    for said in (
        template("mapping values are not allowed in this context"),
        template("mapping keys are not allowed in this context"),
        template("block sequence entries are not allowed in this context"),
        template("found character that cannot start any token"),
        template("found a tab character where an indentation space is expected"),
        template("found a tab character that violates indentation"),
        template("found unexpected end of stream"),
        template("found unknown escape character"),
        template("found undefined alias"),
        template("found undefined tag handle"),
        template("did not find expected key"),
        template("did not find expected '-' indicator"),
        template("did not find expected ',' or ']'"),
        template("did not find expected ',' or '}'"),
        template("did not find expected node content"),
        template("did not find expected comment or line break"),
        template("did not find expected alphabetic or numeric character"),
        template("did not find the expected '>'"),
        template("could not find expected ':'"),
    )
} | {
    "but found another document": template("it holds a second document"),
    "second occurrence": template("an anchor is set twice"),
}
"""What the parser of YAML says, and how it is told; anything else is told as the parser says it."""
_UNPRINTABLE = re.compile("[\0-\b\v\f\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]")
"""Named by what they are: as what they are not, they took 4 ms to compile."""


class Document(Struct):
    """What a YAML file says, where it says it, and what is wrong with how it says it.

    Attributes
    ----------
    value
        Its content as dicts, lists, strings, numbers, booleans and None.
    keys, values
        Line and column, from 1, of the key and of the value at each path.
    problems
        What is wrong with the YAML itself; `readable` is whether `value` means anything.
    """

    file: str
    value: Any = None
    keys: dict[Where, Position] = field(default_factory=dict)
    values: dict[Where, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = False

    def add(self, position: Position, message: str, hint: str = "") -> None:
        """Note a problem at a position."""
        self.problems.append(Problem(self.file, *position, message, hint))

    def at_value(self, where: Where) -> Position:
        """The position of the value at a path, or of the nearest thing around it."""
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))

    def at_key(self, where: Where) -> Position:
        """The position of the key at a path; of the value where it has none (list items, the file itself)."""
        return self.keys.get(where) or self.at_value(where)


def read_yaml(path: Path) -> Document:
    """What a YAML file says, with positions; every problem with the YAML itself is noted in it.

    Parameters
    ----------
    path
        The file, UTF-8 with or without a byte order mark.
    """
    document = Document(path.as_posix())
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BuildError(
            say("{file} does not exist", file=document.file), say("Check the name of the file and its folder.")
        ) from None
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {reason}", file=document.file, reason=error.strerror or error),
            say("Give a readable file."),
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        byte = f"0x{data[error.start]:02X}"
        document.add(
            _place(before),
            say("the file is not UTF-8: byte {byte} here", byte=byte),
            say("Save the file with encoding UTF-8."),
        )
        return document
    if unprintable := _UNPRINTABLE.search(text):
        code = f"U+{ord(unprintable[0]):04X}"
        document.add(
            _place(text[: unprintable.start()]),
            say("the character {code} cannot stand in a file of text", code=code),
            say("Remove it, and save the file with encoding UTF-8."),
        )
        return document
    _compose(text, document)
    return document


def value_of(text: str) -> Any:
    """What a YAML text says, as values; None where it is not readable."""
    document = Document("")
    _compose(text, document)
    return document.value if document.readable else None


def _place(before: str) -> Position:
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


@cache
def loader() -> Any:
    """What composes YAML into nodes: their tags say how they are written, not what they may mean."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            if kind is yaml.ScalarNode:
                return "plain" if implicit[0] else "quoted"
            return "list" if kind is yaml.SequenceNode else "mapping"

    return Loader


def _compose(text: str, document: Document) -> None:
    import yaml

    try:
        root = yaml.compose(text, Loader=loader())
    except yaml.MarkedYAMLError as error:
        # a quote that is never closed is noticed where the file ends, and mended where it opens
        mark = error.context_mark if error.context == _QUOTED else error.problem_mark or error.context_mark
        position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = error.problem or error.context or ""
        complaint = say(_COMPLAINTS.get(said, said)) or say("not readable")
        document.add(position, say("this is not YAML: {complaint}", complaint=complaint), _remedy(said))
        return
    except (yaml.YAMLError, RecursionError):
        document.add(
            (1, 1), say("this is not YAML: it cannot be read"), say("Check the indentation, quotes and brackets.")
        )
        return
    if root is None:
        document.add((1, 1), say("the file is empty"), say("Write the fields as `name: value`, one a line."))
        return
    reader = _Reader(document)
    try:
        document.value = reader.read(root, (), ())
    except _TooMuch:
        return
    document.readable = True


def _remedy(said: str) -> str:
    if "mapping values" in said:
        return say("Put a text with a colon in it between quotes; check that the lines above are indented alike.")
    if "tab character" in said:
        return say("Indent by spaces, not tabs.")
    if "cannot start any token" in said:
        return say("Indent by spaces, not tabs; put a text that begins with %, @ or ` between quotes.")
    if "another document" in said:
        return say("Write one document a file: remove the second `---`.")
    return say("Check the indentation, quotes and brackets here and in the line above.")


class _TooMuch(Exception):
    """The file unfolds without end."""


class _Reader:
    """Turns nodes into values and notes where they stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen = 0

    def read(self, node: yaml.Node, where: Where, above: tuple[int, ...]) -> Any:
        import yaml

        position = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.document.values.setdefault(where, position)
        self.seen += 1
        if id(node) in above or len(above) > DEEPEST or self.seen > MOST_NODES:
            why = say("an alias holds itself") if id(node) in above else say("too much is nested or repeated here")
            self.document.add(position, why, say("Write the values out without anchors and aliases."))
            raise _TooMuch
        if node.tag not in ("plain", "quoted", "list", "mapping"):
            self.document.add(
                position, say("tags like {tag} are not allowed", tag=_tag(node.tag)), say("Remove the tag.")
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where, (*above, id(node)))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*where, i), (*above, id(node))) for i, item in enumerate(node.value)]
        return _scalar(node.value) if node.tag == "plain" else node.value

    def _mapping(self, node: yaml.MappingNode, where: Where, above: tuple[int, ...]) -> dict[str, Any]:
        import yaml

        mapping: dict[str, Any] = {}
        for key, value in node.value:
            position = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.document.add(
                    position,
                    say("the name of a field must be a word, not a list or a mapping"),
                    say("Put a text that begins with { or [ between quotes."),
                )
                continue
            if key.value in mapping:
                first = self.document.keys[(*where, key.value)][0]
                self.document.add(
                    position,
                    say("{field!r} is given twice, first in line {line}", field=key.value, line=first),
                    say("Keep one of them."),
                )
                continue
            self.document.keys[(*where, key.value)] = position
            mapping[key.value] = self.read(value, (*where, key.value), above)
        return mapping


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 20:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
