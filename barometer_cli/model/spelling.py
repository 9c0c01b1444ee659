"""How a value may be written besides as it is, what editors offer for it, and errors that stand in a field within."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from pydantic import Field, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from barometer_cli.messages import say

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Spelling(Struct, frozen=True):
    """Another way to write a value, which files may use and editors know.

    Attributes
    ----------
    read
        Turns what is written that way into the value proper; anything else is left as it is.
    schema
        JSON Schema of what is written that way, from that of the value proper.
    """

    read: Callable[[Any], Any]
    schema: Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        proper = handler(schema)
        return {"anyOf": [self.schema(proper), proper]}


OFFERS, ONE_OF, STANDS_FOR, EACH_LANGUAGE = "offers", "one of", "stands for", "each language"
"""Keys in the JSON Schema of a text, which `specs.schema` writes out: what editors offer for it among other words, what
it is one of, the field of a mapping that it stands for, and what a mapping holds for each language."""


def offers(what: str) -> Any:
    """Says of a text that editors offer the project's own names for it: "variables", "members", "data" …"""
    return Field(json_schema_extra={OFFERS: what})


def one_of(what: str) -> Any:
    """Says of a text that it is one of what the program knows: "sheets", "languages", "dialects"."""
    return Field(json_schema_extra={ONE_OF: what})


def shorthand(field: str) -> Spelling:
    """A plain string stands for a mapping with only `field`."""
    return Spelling(
        lambda value: {field: value} if isinstance(value, str) else value,
        lambda proper: {"type": "string", STANDS_FOR: field},
    )


class ByLanguage(Struct, frozen=True):
    """A value that a survey, or a page, may say in several languages: `{da: …, en: …}`.

    It is taken in the one that the validation's context names as `language`.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_before_validator_function(_in_language, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        proper = handler(schema)
        return {"anyOf": [{"type": "object", EACH_LANGUAGE: proper}, proper]}


def is_by_language(value: Any) -> bool:
    """Whether a value, as a file writes it, is said in several languages."""
    return isinstance(value, dict) and bool(value) and all(_LANGUAGE.fullmatch(str(name)) for name in value)


def _in_language(value: Any, info: ValidationInfo) -> Any:
    language = (info.context or {}).get("language")
    if not is_by_language(value) or language is None:
        return value
    if language not in value:
        raise misplaced(
            say("it is said in {said}, and not in {language}", said=", ".join(value), language=language),
            hint=say("Add `{language}: …`.", language=language),
        )
    return value[language]


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
BY_LANGUAGE = ByLanguage()


def misplaced(message: str, *where: str | int, hint: str = "") -> PydanticCustomError:
    """An error in a field within: `where` is its path from here, so that the error stands at its line."""
    return PydanticCustomError("misplaced", "{message}", {"message": message, "where": where, "hint": hint})
