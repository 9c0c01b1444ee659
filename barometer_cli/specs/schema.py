"""JSON Schema of what people write, made of the models it is read by; editors complete and underline by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, NoDefault, models_json_schema

from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.spelling import EACH_LANGUAGE, OFFERS, ONE_OF, STANDS_FOR
from barometer_cli.specs.fields import needed, used

if TYPE_CHECKING:
    from pydantic_core import core_schema

    from barometer_cli.model.figure import Kind

Schema: TypeAlias = dict[str, Any]
Known: TypeAlias = Mapping[str, Sequence[str]]
"""Names that editors know, by what they are names of: "variables", "members", "sheets" …"""

VERSION = "http://json-schema.org/draft-07/schema#"
"""The youngest that all editors read."""
_DEFINITIONS = "#/definitions/"
_EACH, _LANGUAGES = "each.", "each.language"
"""Begins the name of a definition as specs with `for_each` write it; what is written in several languages."""
_SOMETHING: Schema = {"type": ["string", "object", "array", "number", "boolean"]}
"""What is not null; editors propose the first."""
_SOME: Schema = {"additionalProperties": False, "minProperties": 1}
"""Of a mapping: some of its fields, and no others."""
_PLACEHOLDER: Schema = {"type": "string", "pattern": r"\{.+\}"}
_NUMBER: Schema = {"type": "string", "pattern": r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"}
"""A number between quotes, or as the name of a field."""
_WORD = "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo]([Nn]|[Ff][Ff])|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[01])$"
"""A word that is read as true or false; YAML 1.1 took some of them for these."""


def of_figures(kinds: Mapping[str, Kind], known: Known) -> Schema:
    """What a figure spec may hold: `kind` says which, and each kind has only the fields that it uses.

    Parameters
    ----------
    kinds
        The kinds that a spec may be of, by name.
    known
        Names that editors know; of "sheets", "languages" and "dialects" no others are right.
    """
    every: list[type[BaseModel]] = [FigureSpec, *(kind.spec for kind in kinds.values())]
    figures = list(dict.fromkeys(every))
    models = _definitions(figures)
    fields = {name: field for model in figures for name, field in _fields(model, models).items()}
    parts = {name: model for name, model in models.items() if name not in {model.__name__ for model in figures}}
    repeated = {_EACH + name: _repeated(part) for name, part in parts.items()}
    repeated |= {_EACH + name: _held(field) for name, field in fields.items() if not name.endswith(".for_each")}
    languages: Schema = {language: {} for language in known["languages"]}
    whole: Schema = {
        "type": "object",
        "required": ["kind", "title"],
        "properties": {
            "kind": {
                "description": "What it is drawn as.",
                "enum": list(kinds),
                "enumDescriptions": [kind.purpose for kind in kinds.values()],
            }
        },
        "if": {"required": ["for_each"], "properties": {"for_each": _SOMETHING}},
        "then": {"allOf": [_branch(kind, models, _EACH) for kind in kinds.values()]},
        "else": {"allOf": [_branch(kind, models) for kind in kinds.values()]},
        "definitions": {
            **parts,
            **fields,
            **repeated,
            _LANGUAGES: {"type": "object", "properties": languages, **_SOME},
        },
    }
    return _finished(whole, known)


def of_file(model: type[BaseModel], known: Known) -> Schema:
    """What a survey, a page or a codebook may hold.

    Parameters
    ----------
    model
        What it is read by.
    known
        Names that editors know, as for figures.
    """
    definitions = _definitions([model])
    return _finished(definitions.pop(model.__name__) | {"definitions": definitions}, known)


def attributes(model: type[BaseModel]) -> dict[str, str]:
    """What the docstrings of a model say of its fields, by their names in Python."""
    told: dict[str, str] = {}
    for each in reversed(model.__mro__):
        _, _, section = cleandoc(each.__dict__.get("__doc__") or "").partition("Attributes\n----------\n")
        for names, text in re.findall(r"^(\w+(?:, \w+)*)\n((?:(?: {4}.*)?\n)+)", f"{section}\n", re.MULTILINE):
            told |= dict.fromkeys(names.split(", "), " ".join(text.split()))
    return told


class _Generator(GenerateJsonSchema):
    """JSON Schema as editors of YAML read it, and as lenient as pydantic is."""

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """A model, with what its docstring says of it and of its fields."""
        told = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        said = attributes(model)
        for name, field in model.model_fields.items():
            if name in said:
                told["properties"][field.alias or name]["description"] = said[name]
        return told | {
            "title": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Spec")).lower(),
            "description": " ".join(cleandoc(model.__doc__ or "").partition("\n\n")[0].split()),
        }

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No field has a title: it would say its name again."""
        return False

    def get_default_value(self, schema: core_schema.WithDefaultSchema) -> Any:
        """What stands for a field that is left out, if that is a word or a number: editors write it as a proposal."""
        default = super().get_default_value(schema)
        return default if default and isinstance(default, str | int | float) else NoDefault

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A list; of so many items, each of its own kind, as the version writes it."""
        told = super().tuple_schema(schema)
        return told | {"items": told.pop("prefixItems")} if "prefixItems" in told else told

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A mapping, whose keys are texts in YAML whatever they are read as."""
        keys = _only(["string"], self.generate_inner(schema["keys_schema"]))
        return super().dict_schema(schema) | ({"propertyNames": keys} if keys != {"type": "string"} else {})

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Schema:
        """Forms of which one is meant; what is meant may fit several."""
        told = super().tagged_union_schema(schema)
        return {"anyOf": told["oneOf"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:
        """True or false, or a word or number that is read as one."""
        number = {"type": "integer", "minimum": 0, "maximum": 1}
        return {"anyOf": [super().bool_schema(schema), {"type": "string", "pattern": _WORD}, number]}

    def float_schema(self, schema: core_schema.FloatSchema) -> Schema:
        """A number, also between quotes."""
        return {"anyOf": [super().float_schema(schema), _NUMBER]}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> Schema:
        """A number, also between quotes."""
        return {"anyOf": [{"type": "number"}, _NUMBER]}


def _definitions(models: Sequence[type[BaseModel]]) -> dict[str, Schema]:
    """Every model that some models are made of, and these, by name."""
    _, told = models_json_schema([(model, "validation") for model in models], ref_template=f"{_DEFINITIONS}{{model}}",
                                 schema_generator=_Generator)  # fmt: skip
    definitions: dict[str, Schema] = told["$defs"]

    def spelt_out(schema: Schema) -> Schema:
        """A schema in which what stands for a mapping is what its field takes."""
        if STANDS_FOR not in next(iter(schema.get("anyOf", ())), ()):
            return _over(schema, spelt_out, spelt_out)
        short, mapping, *others = schema["anyOf"]
        field = definitions[mapping["$ref"].rpartition("/")[2]]["properties"][short[STANDS_FOR]]
        types = short["type"] if isinstance(short["type"], list) else [short["type"]]
        return schema | {"anyOf": [_only(types, field), mapping, *others]}

    return {name: spelt_out(definition) for name, definition in definitions.items()}


def _only(types: Sequence[str], schema: Schema) -> Schema:
    """Of the forms that a schema allows, those of some types."""
    if "anyOf" not in schema:
        return {key: value for key, value in schema.items() if key != "description"}
    forms = [_only(types, form) for form in schema["anyOf"]]
    kept = [form for form in forms if form.get("type") in types or "anyOf" in form]
    names = {OFFERS: schema[OFFERS]} if OFFERS in schema else {}
    return (kept[0] if len(kept) == 1 else {"anyOf": kept}) | names


def _fields(model: type[BaseModel], models: Mapping[str, Schema]) -> dict[str, Schema]:
    """The fields of a model of figures that are not those of every figure, by the names of their definitions."""
    common, told = models["FigureSpec"]["properties"], models[model.__name__]["properties"]
    return {f"{model.__name__}.{name}": field for name, field in told.items()
            if model is FigureSpec or common.get(name) != field}  # fmt: skip


def _branch(kind: Kind, models: Mapping[str, Schema], prefix: str = "") -> Schema:
    """What a spec of a kind may hold; `prefix` begins the names of the definitions of its fields."""
    told, own = models[kind.spec.__name__], _fields(kind.spec, models)
    properties: Schema = {}
    for name in told["properties"]:
        if name in used(kind):
            owner = kind.spec.__name__ if f"{kind.spec.__name__}.{name}" in own else "FigureSpec"
            properties[name] = _refer(f"{'' if name == 'for_each' else prefix}{owner}.{name}")
    held = {*told["required"], *needed(kind)} - {"table"}
    for name in held.difference(told["required"]):
        properties[name] = {"allOf": [properties[name], _SOMETHING]}
    then: Schema = {
        "required": [name for name in told["properties"] if name in held],
        "properties": properties,
        "additionalProperties": False,
    }
    if "table" in needed(kind):
        given = {"type": ["string", "object"]}
        named = [{"required": [name]} for name in ("table", "data")]
        then["oneOf"] = [{"required": [name], "properties": {name: given}} for name in ("table", "data")]
        then["oneOf"].append({"not": {"anyOf": named}})  # the table beside the spec is meant
    return {"if": {"required": ["kind"], "properties": {"kind": {"const": kind.name}}}, "then": then}


def _repeated(schema: Schema) -> Schema:
    """A value as a spec with `for_each` may write it: with a placeholder for a word, and parts in several languages."""
    if "$ref" in schema:
        return schema | {"$ref": schema["$ref"].replace(_DEFINITIONS, _DEFINITIONS + _EACH)}
    told = _over(schema, _repeated, _held)
    return {"anyOf": [told, _PLACEHOLDER]} if "enum" in told or ONE_OF in told else told


def _held(schema: Schema) -> Schema:
    """A part of what such a spec holds: as `_repeated` tells it, or that in each language."""
    about = {"description": schema["description"]} if "description" in schema else {}
    return {"anyOf": [_repeated(schema), _refer(_LANGUAGES)]} | about


def _refer(name: str) -> Schema:
    """What stands for a definition."""
    return {"$ref": _DEFINITIONS + name}


def _over(schema: Schema, form: Callable[[Schema], Schema], part: Callable[[Schema], Schema]) -> Schema:
    """A schema with each form that a value may take changed by `form`, and each part of a value by `part`."""
    told = dict(schema)
    for key, value in schema.items():
        if key in ("anyOf", "allOf", "oneOf"):
            told[key] = [form(each) for each in value]
        elif key in ("if", "then", "else", "propertyNames"):
            told[key] = form(value)
        elif key in ("properties", "definitions"):
            told[key] = {name: part(each) for name, each in value.items()}
        elif key in ("items", "additionalProperties", EACH_LANGUAGE) and isinstance(value, dict):
            told[key] = part(value)
        elif key == "items":
            told[key] = [part(each) for each in value]
    return told


def _finished(schema: Schema, known: Known) -> Schema:
    """A whole document, in which texts that name something know the names."""
    names: Schema = {}

    def named(part: Schema) -> Schema:
        told = _over(part, named, named)
        about = {key: told.pop(key) for key in ("description", "default") if key in told}
        if EACH_LANGUAGE in told:
            said = told.pop(EACH_LANGUAGE)
            told |= {"properties": dict.fromkeys(known["languages"], said), **_SOME}
        what, only_these = told.pop(OFFERS, None), told.pop(ONE_OF, None)
        if only_these is not None:
            names[only_these] = {"enum": list(known[only_these])}
            return about | _refer(only_these)
        if what is None or not known.get(what):
            return about | told
        names[what] = {"enum": list(known[what])}
        return about | {"anyOf": [_refer(what), *(told["anyOf"] if [*told] == ["anyOf"] else [told])]}

    told = named(schema)
    told["definitions"] |= names
    return {"$schema": VERSION} | told
