"""A spec in the words of another language: what it names of its table is called as the table then is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from barometer_cli.model.spelling import OFFERS

Model = TypeVar("Model", bound=BaseModel)
_SHARE = re.compile(r"(?<=\{=)[^{}|]+|(?<=\|)[^{}|]+(?=\})")
"""A category, or a group, whose share a text stands for: both in `{=category|group}`."""
SAYING = ("title", "subtitle", "text")
"""Fields in which a share may be named."""


def worded(spec: Model, words: Mapping[str, str]) -> Model:
    """A spec whose categories, nets and groups are those of a table in other words.

    Parameters
    ----------
    spec
        As its author wrote it.
    words
        By a name of the table: what it is called. Others stay.
    """
    if not words:
        return spec
    update = {
        name: _told(getattr(spec, name), field.annotation, _is_member(field), words)
        for name, field in type(spec).model_fields.items()
    }
    for name in SAYING:
        if isinstance(text := update.get(name), str):
            update[name] = _SHARE.sub(lambda match: words.get(match[0].strip(), match[0]), text)
    return spec.model_copy(update={name: value for name, value in update.items() if value != getattr(spec, name)})


def _told(value: Any, annotation: Any, is_member: bool, words: Mapping[str, str]) -> Any:
    """A value of a spec; a text that is a member of an axis in other words."""
    if get_origin(annotation) is Annotated:
        annotation, *about = get_args(annotation)
        return _told(value, annotation, is_member or any(map(_is_member, about)), words)
    if isinstance(value, BaseModel):
        return worded(value, words)
    parts = get_args(annotation)
    if isinstance(value, tuple):
        forms = [part for part in (*parts, annotation) if get_origin(_bare(part)) is tuple]
        item = get_args(_bare(forms[0]))[0] if forms else None
        return tuple(_told(each, item, False, words) for each in value)
    if isinstance(value, dict):
        forms = [part for part in (*parts, annotation) if get_origin(_bare(part)) is dict]
        key, held = get_args(_bare(forms[0])) if forms else (None, None)
        return {_told(name, key, False, words): _told(each, held, False, words) for name, each in value.items()}
    if not isinstance(value, str):
        return value
    is_member = is_member or any(
        _is_member(about) for part in parts if get_origin(part) is Annotated for about in get_args(part)[1:]
    )
    return words.get(value, value) if is_member else value


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_member(about: Any) -> bool:
    extra = about.json_schema_extra if isinstance(about, FieldInfo) else None
    return isinstance(extra, dict) and extra.get(OFFERS) == "members"
