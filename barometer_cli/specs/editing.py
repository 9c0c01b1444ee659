"""A spec's headline and its bindings written anew: nothing else of the file changes, its comments and order stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from barometer_cli.errors import BuildError
from barometer_cli.messages import say, template
from barometer_cli.specs.positions import loader, value_of

if TYPE_CHECKING:
    import yaml

PASTE = template("Paste the lines yourself: `barometer suggest` prints them.")


def retitled(text: str, title: str, claims: Sequence[str], gone: Collection[int]) -> str:
    """A spec with another headline.

    Parameters
    ----------
    text
        The spec as it stands.
    title
        The headline, as YAML writes it.
    claims
        Bindings to add, each as YAML writes it in one line.
    gone
        The places, from 0, of the bindings to remove.

    Raises
    ------
    BuildError
        If the file is written in a way in which that cannot be done without touching anything else.
    """
    import yaml

    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    root = yaml.compose(plain, Loader=loader())
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise BuildError(say("the spec is not written as one field a line"), say(PASTE))
    fields = {key.value: (key, value) for key, value in root.value if isinstance(key, yaml.ScalarNode)}
    edits: list[tuple[int, int, str]] = []
    _, old = fields["title"]
    end = "\n" if getattr(old, "style", None) in ("|", ">") else ""
    edits.append((old.start_mark.index, old.end_mark.index, title + end))
    edits += _bindings(plain, fields.get("claims"), claims, gone)
    written = plain
    for start, after, new in sorted(edits, reverse=True):
        written = written[:start] + new + written[after:]
    _prove(plain, written, title, claims, gone)
    return written.replace("\n", newline)


def _bindings(
    text: str, field: tuple[yaml.Node, yaml.Node] | None, claims: Sequence[str], gone: Collection[int]
) -> list[tuple[int, int, str]]:
    """What is cut out of a text and put into it so that its bindings are others."""
    import yaml

    if field is None:
        before = "" if text.endswith("\n") or not text else "\n"
        return [(len(text), len(text), before + "claims:\n" + _lines(claims, "  "))] if claims else []
    key, listed = field
    if not isinstance(listed, yaml.SequenceNode):
        raise BuildError(say("the bindings of the spec are not a list"), say(PASTE))
    if listed.flow_style:
        kept = [
            text[each.start_mark.index : each.end_mark.index] for i, each in enumerate(listed.value) if i not in gone
        ]
        if not kept and not claims:
            return [(_line(text, key.start_mark.index), _after(text, listed.end_mark.index), "")]
        return [(listed.start_mark.index, listed.end_mark.index, f"[{', '.join((*claims, *kept))}]")]
    if len(gone) == len(listed.value) and not claims:
        last = _end(text, listed.value[-1])
        return [(_line(text, key.start_mark.index), last, "")]
    edits = [(_line(text, listed.value[i].start_mark.index), _end(text, listed.value[i]), "") for i in sorted(gone)]
    if claims:
        first = _line(text, listed.value[0].start_mark.index)
        indent = " " * (len(text[first:]) - len(text[first:].lstrip(" ")))
        edits.append((first, first, _lines(claims, indent)))
    return edits


def _lines(claims: Sequence[str], indent: str) -> str:
    return "".join(f"{indent}- {claim}\n" for claim in claims)


def _line(text: str, index: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, index) + 1


def _after(text: str, index: int) -> int:
    """Where the line after that of a place begins."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _end(text: str, node: yaml.Node) -> int:
    """Where the line after the last one of a node begins, the blank lines and comments behind it not counted."""
    last = text[: node.end_mark.index].rstrip()
    while (line := last[_line(last, len(last)) :]).lstrip().startswith("#") and len(last) > node.start_mark.index:
        last = last[: len(last) - len(line)].rstrip()
    return _after(text, len(last))


def _prove(old: str, new: str, title: str, claims: Sequence[str], gone: Collection[int]) -> None:
    """Refuse a file that says anything else than it should."""
    before, now = value_of(old), value_of(new)
    wanted: dict[str, Any] = before | {"title": value_of(title)}
    kept = [claim for i, claim in enumerate(before.get("claims") or []) if i not in gone]
    wanted.pop("claims", None)
    if bindings := [*map(value_of, claims), *kept]:
        wanted["claims"] = bindings
    if now != wanted:
        raise BuildError(say("the spec is written in a way in which its headline cannot be replaced alone"), say(PASTE))
