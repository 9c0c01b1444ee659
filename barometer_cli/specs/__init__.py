"""What people write, read and checked: every problem at once, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from barometer_cli.errors import BuildError, Problem, SpecError, suggestion
from barometer_cli.messages import counted, say, template
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.naming import THEME
from barometer_cli.model.preset import PRESETS, TOGETHER, asked_for
from barometer_cli.model.spec import FigureSpec, ForEachSpec, Member, PageSpec, SurveySpec
from barometer_cli.model.spelling import is_by_language
from barometer_cli.specs.fields import needed, used
from barometer_cli.specs.positions import Document, Where, read_yaml
from barometer_cli.specs.renaming import worded

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from barometer_cli.model.figure import Kind

__all__ = ["Document", "handed_over", "load_codebook", "load_figure", "load_page", "load_survey", "position", "worded"]

HANDED = "table"
"""What a table is called that is handed over as a frame."""
WORDED = ("title", "subtitle", "question", "filter", "caption", "text", "quote", "steps", "checklist")
"""Fields that hold sentences."""
COMMA = template("In braces a comma ends a text: put the text between quotes.")
DECIMAL = template("In braces a comma ends a value: write a number with a point, such as 62.4.")

Model = TypeVar("Model", bound=BaseModel)


def handed_over(path: Path, fields: Mapping[str, Any] | None, table: bool) -> Document:
    """A spec whose fields, or whose table, a program hands over, to be read as one that stands in a file.

    Parameters
    ----------
    path
        The YAML file, or where it would stand.
    fields
        As YAML would give them; those of the file where left out.
    table
        Whether the table is handed over; a file that the spec names is not read then.

    Raises
    ------
    BuildError
        If the file cannot be read.
    """
    if fields is None:
        document = _document(path)
    else:
        document = Document(path.as_posix(), _plain(fields), values={(): (0, 0)}, readable=True)
    if not table or not isinstance(document.value, dict):
        return document
    given = document.value.get("table")
    named = {**(given if isinstance(given, dict) else {}), "file": HANDED}
    return replace(document, value={**document.value, "table": named})


def _plain(value: Any) -> Any:
    """A value as YAML gives it: dicts, lists and plain values."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def load_figure(path: Path | Document, kinds: Mapping[str, Kind], beside: str | None = None) -> FigureSpec:
    """One figure spec, checked against the kind it names.

    Parameters
    ----------
    path
        The YAML file, or what was handed over.
    kinds
        The known kinds by name.
    beside
        The table that is meant where it names none; see `names_no_table`.

    Raises
    ------
    SpecError
        With every problem of the file, in its order.
    BuildError
        If the file cannot be read.
    """
    return _load(path, _model(path, kinds), kinds, lambda value: _with_table(value, beside))


def _model(path: Path | Document, kinds: Mapping[str, Kind]) -> type[FigureSpec]:
    """The fields of a figure's kind; those of every figure where the file does not name a known one."""
    written = _document(path).value
    name = written.get("kind") if isinstance(written, dict) else None
    return kinds[name.strip()].spec if isinstance(name, str) and name.strip() in kinds else FigureSpec


def names_no_table(path: Path, kinds: Mapping[str, Kind]) -> bool:
    """Whether a spec's kind has its numbers from a table, and it names neither this nor microdata.

    Parameters
    ----------
    path, kinds
        As `load_figure` takes them.
    """
    try:
        written = _document(path).value
    except BuildError:
        return False
    name = written.get("kind") if isinstance(written, dict) else None
    if not isinstance(name, str) or name.strip() not in kinds:
        return False
    return "table" in kinds[name.strip()].needs and not {"table", "data"} & written.keys()


def language(path: Path | Document) -> str | None:
    """The language that a spec says its figure is worded in; None where it says none.

    Parameters
    ----------
    path
        The YAML file, or what was handed over.
    """
    written = _document(path).value
    said = written.get("language") if isinstance(written, dict) else None
    return said.strip() if isinstance(said, str) and said.strip() else None


def texts(path: Path | Document) -> tuple[str, ...]:
    """What the author of a spec says in words.

    Parameters
    ----------
    path
        The YAML file, or what was handed over.
    """
    written = _document(path).value
    return tuple(_texts([written.get(field) for field in WORDED])) if isinstance(written, dict) else ()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def for_each(path: Path | Document) -> ForEachSpec | None:
    """What a spec makes a figure for each of; None where it makes one.

    Parameters
    ----------
    path
        The YAML file, or what was handed over.

    Raises
    ------
    SpecError
        If the field cannot be understood.
    """
    document = _document(path)
    written = document.value.get("for_each") if isinstance(document.value, dict) else None
    if written is None:
        return None
    holder = {"for_each": {"variable": written} if isinstance(written, str) else written}
    try:
        return ForEachSpec.model_validate(holder["for_each"])
    except ValidationError as error:
        problems = [
            problem
            for details in error.errors(include_url=False)
            if (problem := _problem({**details, "loc": ("for_each", *details["loc"])}, document, FigureSpec))
        ]
        raise SpecError(problems) from None


def load_member(path: Path, kinds: Mapping[str, Kind], member: Member, beside: str | None = None) -> FigureSpec:
    """One of the figures that a spec with `for_each` makes: its texts and its base are those of the value.

    Parameters
    ----------
    path, kinds, beside
        As `load_figure` takes them.
    member
        The value.

    Raises
    ------
    SpecError
        With every problem of the file, in its order.
    """
    return _load(path, _model(path, kinds), kinds, lambda value: _of_member(_with_table(value, beside), member))


def _with_table(written: Any, beside: str | None) -> Any:
    return {**written, "table": beside} if beside else written


def _of_member(written: Any, member: Member) -> Any:
    """The fields of a spec as they are for one value."""
    fields = _filled({name: value for name, value in written.items() if name != "for_each"}, member)
    if member.of.variable:
        data = fields["data"] if isinstance(fields["data"], dict) else {"variable": fields["data"]}
        where = data.get("where", [])
        condition = {"column": member.column, "value": member.code}
        fields["data"] = {**data, "where": [*(where if isinstance(where, list) else [where]), condition]}
    if member.of.column:
        table = fields["table"] if isinstance(fields["table"], dict) else {"file": fields["table"]}
        fields["table"] = {**table, "where": {**table.get("where", {}), member.of.column: member.code}}
    return fields


def _filled(value: Any, member: Member) -> Any:
    """A value with the member's words in the place of the placeholder, and texts in the member's language."""
    if isinstance(value, str):
        for name, words in ((member.of.placeholder, member.words), ("language", member.language)):
            value = value.replace(f"{{{name}}}", words) if name and words else value
        return value
    if isinstance(value, list):
        return [_filled(part, member) for part in value]
    if isinstance(value, dict):
        if member.language and is_by_language(value) and member.language in value:
            return _filled(value[member.language], member)
        return {name: _filled(part, member) for name, part in value.items()}
    return value


def load_survey(path: Path, in_language: str | None = None) -> SurveySpec:
    """What belongs to a whole survey.

    Parameters
    ----------
    path
        The YAML file.
    in_language
        The language of the figure, in which its texts are taken where they are said in several; else its own.
    """
    own = language(path) or SurveySpec.model_fields["language"].default
    survey = _load(path, SurveySpec, language=in_language or own)
    return survey.model_copy(update={"language": in_language}) if in_language else survey


def load_page(path: Path, in_language: str | None = None) -> PageSpec:
    """A page: its heading and the order of its figures.

    Parameters
    ----------
    path
        The YAML file.
    in_language
        The language of the figures; needed where its texts are said in several.
    """
    return _load(path, PageSpec, language=in_language)


def load_codebook(path: Path) -> CodebookSpec:
    """What belongs to a file of microdata.

    Parameters
    ----------
    path
        The YAML file.
    """
    return _load(path, CodebookSpec)


def files_named(path: Path) -> tuple[str, ...]:
    """Files that a spec or survey names, as far as it can be read; none where it cannot.

    Parameters
    ----------
    path
        The YAML file.
    """
    fields = told(path)
    named = [fields.get("portrait")]
    for field in ("table", "data"):
        held = fields.get(field)
        named += [held.get("file"), held.get("codebook")] if isinstance(held, dict) else [held]
    return tuple(name for name in named if isinstance(name, str) and name)


def theme_file(path: Path) -> str | None:
    """The file that a survey names as its theme, as far as it can be read; None where it names none.

    Parameters
    ----------
    path
        The YAML file.
    """
    named = told(path).get("theme")
    return named.strip() if isinstance(named, str) and named.strip().endswith(THEME) else None


def told(path: Path) -> dict[Any, Any]:
    """What a file says, field by field as it is written, as far as it can be read; nothing where it cannot.

    Parameters
    ----------
    path
        The YAML file.
    """
    try:
        value = _document(path).value
    except BuildError:
        return {}
    return value if isinstance(value, dict) else {}


def position(path: Path | Document, where: Where) -> tuple[int, int]:
    """Line and column, from 1, of a field in a file that was read before; of the nearest thing around where it is not.

    Parameters
    ----------
    path
        The YAML file, or what was handed over.
    where
        The path of the field: ("caption", "shows").
    """
    return _document(path).at_key(where)


def _document(path: Path | Document) -> Document:
    """A file as it is now, parsed once for all who ask; what was handed over is that already."""
    if isinstance(path, Document):
        return path
    try:
        stat = path.stat()
    except OSError:
        return read_yaml(path)  # which tells why
    return _as_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _as_of(path: Path, changed: int, size: int) -> Document:
    return read_yaml(path)


def _load(
    path: Path | Document,
    model: type[Model],
    kinds: Mapping[str, Kind] | None = None,
    change: Callable[[Any], Any] | None = None,
    language: str | None = None,
) -> Model:
    document = _document(path)
    value = change(document.value) if change and isinstance(document.value, dict) else document.value
    document = replace(document, value=value, problems=[*document.problems])
    spec: Model | None = None
    if document.readable and not isinstance(document.value, dict):
        document.add(
            document.at_value(()),
            say("the file must hold fields, not {given}", given=_what(document.value)),
            say("Write `name: value`, one a line. Known: {known}.", known=", ".join(model.model_fields)),
        )
    elif document.readable:
        try:
            spec = model.model_validate(document.value, context={"language": language})
        except ValidationError as error:
            found = error.errors(include_url=False)
            for details in found:
                if not _follows(details, found) and (problem := _problem(details, document, model)):
                    document.problems.append(problem)
            if not document.problems:
                document.add((1, 1), say("the file cannot be understood"), say("Compare it with an example."))
        if kinds is not None:
            _check_kind(document, kinds)
        _check_sheets(document)
    if document.problems or spec is None:
        raise SpecError(sorted(document.problems, key=lambda problem: (problem.line, problem.column)))
    return spec


def _check_kind(document: Document, kinds: Mapping[str, Kind]) -> None:
    written = document.value.get("kind")
    if not isinstance(written, str) or not (name := written.strip()):
        return
    position = document.at_value(("kind",))
    if name not in kinds:
        document.add(position, say("there is no kind {name!r}", name=name), suggestion(name, kinds))
        return
    kind = kinds[name]
    given = [field for field, value in document.value.items() if value is not None]
    needs = needed(kind) - {"table"} if "data" in given else needed(kind)
    for field in FigureSpec.model_fields:
        if field in needs and field not in given:
            hint = say("Add `{field}: …`.", field=field)
            if field == "table":
                hint = say(
                    "Add `table: …`, or put the table beside the spec as {stem}.csv; or `data: …` to compute it "
                    "from microdata.",
                    stem=Path(document.file).stem,
                )
            document.add(position, say("kind {kind} needs {field}", kind=name, field=field), hint)
    for field in document.value:
        if field in FigureSpec.model_fields and field not in used(kind):
            fields = ", ".join(word for word in kind.spec.model_fields if word in used(kind))
            document.add(
                document.at_key((field,)),
                say("{kind} does not use {field!r}", kind=name, field=field),
                say("Remove it; {kind} uses: {fields}.", kind=name, fields=fields),
            )


def _check_sheets(document: Document) -> None:
    written = document.value.get("sheets")
    for place, name in enumerate(written if isinstance(written, list) else ()):
        if isinstance(name, str) and not asked_for(name.strip()):
            document.add(
                document.at_value(("sheets", place)),
                say("there is no sheet {name!r}", name=name),
                suggestion(name, (*PRESETS, *TOGETHER)),
            )


def _problem(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem | None:
    """One error of pydantic in plain words; None where it speaks of a form that was not meant."""
    where = _where(details["loc"], document.value)
    if where is None:
        return None
    kind, value = details["type"], details["input"]
    field, given = _name(where), _what(value)
    context: dict[str, Any] = details.get("ctx", {})
    position, hint = document.at_value((*where, *context.get("where", ()))), ""
    if kind == "form" and value is not None:
        form, hint = details["msg"], say("Correct it, or remove it.")
        rule = say(form, field=field)
        message = say("{rule}, not {given}", rule=rule, given=given)
        if isinstance(value, dict):
            message = say("{rule}; it holds {names}", rule=rule, names=", ".join(map(repr, value)) or say("nothing"))
    elif kind == "misplaced":
        message, hint = details["msg"], context.get("hint", "")
    elif details["loc"][-1:] == ("[key]",):
        position = document.at_key(where)
        message, hint = say("a name in {field} is empty", field=_name(where[:-1])), say("Write it before the colon.")
    elif kind == "missing" and isinstance(where[-1], int):
        position, holder = document.at_key(where[:-1]), _name(where[:-1])
        message = say("{field} has too few items: item {n} is missing", field=holder, n=where[-1] + 1)
        hint = say("Add it.")
    elif kind == "missing":
        position = document.at_key(where[:-1])
        message, hint = say("{field} is missing", field=field), say("Add `{field}: …`.", field=where[-1])
    elif kind == "extra_forbidden":
        position = document.at_key(where)
        name, holder, torn = str(where[-1]), _name(where[:-1]), value is None and " " in str(where[-1])
        message = say("unknown field {name!r}", name=name)
        if len(where) > 1:
            message = say("unknown field {name!r} in {field}", name=name, field=holder)
        if value is None and name[:1].isdigit():
            hint = say(DECIMAL)
        else:
            hint = say(COMMA) if torn else suggestion(name, _known(model, details["loc"][:-1]))
    elif kind == "value_error":
        message = str(context.get("error", details["msg"])).removeprefix("Value error, ")
    elif value is None or kind == "string_too_short":
        message = say("{field} is empty", field=field)
        hint = say("Write its value, or remove the line where it is not needed.")
    elif kind == "string_too_long":
        most = context["max_length"]
        message = say("{field} has {n} letters; {most} are the most", field=field, n=len(value), most=most)
        hint = say("Shorten it.")
    elif kind == "string_type":
        message = say("{field} must be text, not {given}", field=field, given=given)
        if isinstance(value, bool | int | float):
            hint = say("Put it between quotes.")
        elif is_by_language(value):
            said = say(" and ").join(value)
            message = say("{field} is said in {said}, and not in the language of the figure", field=field, said=said)
            hint = say("Add that language. A figure in each needs `for_each: {language: [da, en]}`.")
        elif isinstance(value, list | dict):
            hint = say("Write one, as plain text.")
    elif kind == "literal_error":
        allowed = [str(word) for word in _literals(model, details["loc"])]
        listed = say(" or ").join(map(repr, allowed))
        message = say("{field} must be {allowed}, not {given}", field=field, allowed=listed, given=given)
        hint = suggestion(str(value), allowed)
    elif kind.startswith("int"):
        message = say("{field} must be a whole number, not {given}", field=field, given=given)
        digits = _digits(value)
        hint = say("Write digits only: {digits}.", digits=digits) if digits else say("Write digits only, such as 1877.")
    elif kind.startswith(("float", "decimal")):
        message = say("{field} must be a number, not {given}", field=field, given=given)
        hint = say("Write it with a point, and without a sign: {number}.", number=_number(value, where[-1]))
    elif kind.startswith("bool"):
        message = say("{field} must be true or false, not {given}", field=field, given=given)
        hint = say("Write true or false.")
    elif kind == "greater_than":
        message = say("{field} must be more than {least}, not {given}", field=field, least=context["gt"], given=given)
        hint = say("Correct the number.")
    elif kind == "greater_than_equal":
        message = say("{field} must be at least {least}, not {given}", field=field, least=context["ge"], given=given)
        hint = say("Correct the number.")
    elif kind == "less_than_equal":
        message = say("{field} must be at most {most:g}, not {given}", field=field, most=context["le"], given=given)
        hint = say("Correct the number.")
    elif kind in ("tuple_type", "list_type"):
        message = say("{field} must be a list, not {given}", field=field, given=given)
        hint = say("Write one item a line, each after a dash: `- …`.")
    elif kind == "too_short":
        least = context["min_length"]
        message = counted(
            "{field} must have at least {n} item", "{field} must have at least {n} items", least, field=field
        )
        hint = say("Add it, or remove the field.")
    elif kind == "too_long":
        most = context["max_length"]
        message = counted(
            "{field} must have at most {n} item", "{field} must have at most {n} items", most, field=field
        )
        hint = say("Remove the rest.")
    elif kind == "dict_type":
        message = say("{field} must hold fields, not {given}", field=field, given=given)
        hint = say("Write `name: value`, one a line.")
    elif kind in ("model_type", "model_attributes_type"):
        message = say("{field} must hold fields, not {given}", field=field, given=given)
        hint = say("Its fields: {fields}.", fields=", ".join(_fields(model, details["loc"])))
    else:
        message, hint = say("{field} cannot be {given}", field=field, given=given), say("Correct the value.")
    return Problem(document.file, *position, message, hint)


def _digits(value: Any) -> str:
    """The digits of a whole number that is written with its thousands apart: "1 877"; empty of anything else."""
    return _THOUSANDS.sub("", str(value).strip()) if _WHOLE.fullmatch(str(value).strip()) else ""


def _number(value: Any, field: int | str) -> str:
    """A number as YAML has it that is written as a person would: "62,4 %"; an example where it is none."""
    found = _DECIMAL.fullmatch(str(value).strip())
    number = found[1].replace(",", ".") if found else "62.4"
    return f"{float(number) / 100:g}" if field == "significance" and float(number) >= 1 else number


_THOUSANDS = re.compile(r"[\s.]")
_WHOLE = re.compile(r"\d{1,3}([\s.]\d{3})+")
_DECIMAL = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:%|pct\.?|procent)?")


def _follows(details: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Whether an error says again what another says: a field of a form that is misspelt, a list short of bad items."""
    loc, value = details["loc"], details["input"]
    if details["type"] == "too_short":
        return bool(len(value) >= details["ctx"]["min_length"])
    return (
        details["type"] == "missing"
        and _is_form(loc[-2:-1])
        and any(other["type"] == "extra_forbidden" and other["loc"][:-1] == loc[:-1] for other in found)
    )


def _is_form(step: Sequence[int | str]) -> bool:
    """Whether a step names a form that a value may take: a model, or a plain text or code."""
    return any(
        isinstance(word, str) and (word.endswith("Spec") or word == "Code" or "[" in word or "str" in word.split("-"))
        for word in step
    )


def _where(loc: tuple[int | str, ...], value: Any) -> Where | None:
    """The path of an error as written: without the names of the forms a value may take."""
    where: list[int | str] = []
    for step in loc:
        if isinstance(step, int) and not isinstance(value, list):
            continue  # one thing, written without a list
        held = isinstance(value, dict) and str(step) in value
        if step == "[key]" or (where and not held and _is_form([step])):
            if str(step).startswith("literal[") and isinstance(value, list | dict):
                return None
            if "tuple[" in str(step) and not isinstance(value, list):
                return None
            meant = "[" in str(step) or step == "Code"
            if str(step).endswith("Spec") != isinstance(value, dict) and not meant:
                return None  # of several forms, one that was not meant
            continue
        where.append(step)
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(step, int):
            value = value[step] if step < len(value) else None
    return tuple(where)


def _name(where: Where) -> str:
    """A field as a sentence names it: "table.waves", "claims, item 2, of"."""
    parts: list[str] = []
    for before, step in pairwise((None, *where)):
        if isinstance(step, int):
            parts.append(say("item {n}", n=step + 1))
        elif isinstance(before, str):
            parts[-1] += f".{step}"
        else:
            parts.append(str(step))
    return ", ".join(parts) or say("the file")


def _what(value: Any) -> str:
    """A value as a sentence names it."""
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return say("the word {value}", value=str(value).lower())
    if isinstance(value, int | float):
        return say("the number {value}", value=value)
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else f"{value[:39]}…")
    return say("a list") if isinstance(value, list | tuple) else say("fields")


def _annotation(model: type[BaseModel], loc: Where) -> Any:
    """What an error's path leads to; of several forms, the one that it names."""
    annotation: Any = model
    for step in loc:
        if isinstance(step, int):
            continue
        holders = _holders(annotation)
        if named := next((each for each in holders if getattr(each, "__name__", "") == step), None):
            annotation = named
        elif holders and get_origin(holders[0]) is dict:
            annotation = get_args(holders[0])[1]
        elif holders and (field := _named(holders[0]).get(step)):
            annotation = field.annotation
    return annotation


def _holders(annotation: Any) -> list[Any]:
    """The models and mappings that an annotation speaks of, each form of a value."""
    if get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return [annotation]
    return [found for part in get_args(annotation) for found in _holders(part)]


def _named(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that people write."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _fields(model: type[BaseModel], loc: Where) -> list[str]:
    holders = _holders(_annotation(model, loc))
    return list(_named(holders[0])) if holders and get_origin(holders[0]) is not dict else []


def _known(model: type[BaseModel], loc: Where) -> list[str]:
    """The fields of the form that an error names, and then of the other forms that the value may take."""
    forms = _holders(_annotation(model, loc[:-1])) if _is_form(loc[-1:]) else []
    return list(dict.fromkeys([*_fields(model, loc), *(name for form in forms for name in _fields(form, ()))]))


def _literals(model: type[BaseModel], loc: Where) -> list[Any]:
    def words(annotation: Any) -> list[Any]:
        parts = get_args(annotation)
        return [word for part in parts for word in (words(part) if get_args(part) else [part])]

    return [word for word in words(_annotation(model, loc)) if isinstance(word, str)]
