"""SPSS, Stata and SAS: values with what the file says of them; codes that it calls missing stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msgspec import Struct, field

from barometer_cli.errors import BuildError, DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset, MissingRange, ResponseSet, code_text
from barometer_cli.sources import cells
from barometer_cli.sources.request import Request, column_name

PROGRAMS = {".sav": "SPSS", ".zsav": "SPSS", ".por": "SPSS", ".dta": "Stata", ".sas7bdat": "SAS"}


def read(request: Request) -> Dataset:
    """The columns of a statistics program's file, with labels, missing values and multiple-response sets.

    Of `.por` the codes that the file calls missing are empty cells: pyreadstat cannot keep them there.

    Parameters
    ----------
    request
        What is read.
    """
    suffix = request.path.suffix.lower()
    program = PROGRAMS[suffix]
    request.no_part(program)
    try:
        import pyreadstat
    except ImportError:
        why = say(
            "{file}: files of {program} are read with pyreadstat, which is not installed",
            file=request.file,
            program=program,
        )
        raise BuildError(why, "pip install 'barometer-cli[spss]'") from None
    try:
        _check_end(request)
        file = _File(request.path, suffix)
        head = file.read(metadataonly=True)[1]
        kept = request.pick(head.column_names)
        names = [head.column_names[place] for place, _ in kept] or head.column_names[:1]
        values, about = file.columns(names)
    except (DataError, BuildError):
        raise
    except UnicodeDecodeError:
        raise _other_encoding(request.file, program) from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError) as error:
        if _is_of_encoding(error):
            raise _other_encoding(request.file, program) from None
        why = say(
            "{file} cannot be read as a file of {program}: it is cut off or of another format",
            file=request.file,
            program=program,
        )
        raise DataError(why, say("Save it again in {program}.", program=program)) from error
    called = {names[i]: name for i, (_, name) in enumerate(kept)}
    return Dataset(
        request.file,
        request.digest,
        len(next(iter(values.values()))),
        {name: cells.from_objects(values[original]) for original, name in called.items()},
        first_row=1,
        labels=_labels(request.file, called, about.variable_value_labels),
        variable_labels={
            name: label.strip()
            for original, name in called.items()
            if (label := about.column_names_to_labels.get(original)) and label.strip()
        },
        missing=_missing(called, about),
        mrsets=_sets(head.mr_sets),
        recognised=tuple(file.said),
    )


class _File:
    """A file as pyreadstat reads it, and what pyreadstat gives up on: a stray byte, a date that no calendar has.

    Attributes
    ----------
    said
        What was recognised.
    """

    def __init__(self, path: Path, suffix: str) -> None:
        import pyreadstat

        self._path, self._suffix = path, suffix
        readers = {".por": "read_por", ".dta": "read_dta", ".sas7bdat": "read_sas7bdat"}
        self._reader: Any = getattr(pyreadstat, readers.get(suffix, "read_sav"))
        self.said: list[str] = []

    def read(self, **how: Any) -> tuple[dict[str, Any], Any]:
        """Values by column, and what the file says of them."""
        import pyreadstat

        how |= {"output_format": "dict"}
        if self._suffix != ".por":
            how |= {"user_missing": True}  # the default empties "Ved ikke"
        try:
            values, about = self._reader(self._path, **how)
        except (pyreadstat.ReadstatError, UnicodeDecodeError) as error:
            if not _is_of_encoding(error):
                raise
            texts = _Texts()
            how |= {"usecols": [name.encode().decode("latin-1") for name in how["usecols"]]} if "usecols" in how else {}
            values, about = texts.mended(*self._reader(self._path, encoding="ISO-8859-1", **how))
            if not texts.are_utf8:
                raise
            self._say(
                say(
                    "not all bytes are UTF-8, as the file says, in {columns}",
                    columns=", ".join(map(repr, texts.broken)),
                )
            )
        return values, about

    def columns(self, names: Sequence[str]) -> tuple[dict[str, Any], Any]:
        """The values of columns, and what the file says of them."""
        try:
            return self.read(usecols=list(names))
        except OverflowError:
            values, about = self.read(usecols=list(names), disable_datetime_conversion=True)
            for name in names:
                if clock := _clock(self._suffix, about.original_variable_types[name]):
                    values[name] = [_moment(value, *clock) for value in values[name]]
                    if beyond := sum(isinstance(value, float) and value == value for value in values[name]):
                        self._say(
                            say(
                                "{beyond} dates of the column {name!r} are in no calendar, and read as numbers",
                                beyond=beyond,
                                name=name,
                            )
                        )
            return values, about

    def _say(self, what: str) -> None:
        if what not in self.said:
            self.said.append(what)


class _Texts(Struct):
    """Texts that were read byte by byte, as Latin-1, and are UTF-8 but for a stray byte.

    Attributes
    ----------
    whole, broken
        Those that are UTF-8, and those that are not, as they are read.
    """

    whole: set[str] = field(default_factory=set)
    broken: dict[str, None] = field(default_factory=dict)

    @property
    def are_utf8(self) -> bool:
        """Whether so many are whole that the others are not in another encoding."""
        return bool(self.whole) and len(self.broken) <= max(1, len(self.whole) // 10)

    def mended(self, values: Mapping[str, Any], about: Any) -> tuple[dict[str, Any], Any]:
        """What pyreadstat gives, with its texts as they are."""
        return self._of(values), SimpleNamespace(**{name: self._of(getattr(about, name)) for name in _ABOUT})

    def _of(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {self._of(key): self._of(one) for key, one in value.items()}
        if isinstance(value, list) or (hasattr(value, "dtype") and value.dtype.kind == "O"):
            return [self._of(one) for one in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        data = text.encode("latin-1")
        try:
            found = data.decode()
        except UnicodeDecodeError:
            found = data.decode(errors="replace")
            self.broken[found.strip()] = None
        else:
            if not found.isascii():
                self.whole.add(found)
        return found


_ABOUT = (
    "column_names",
    "column_names_to_labels",
    "variable_value_labels",
    "missing_ranges",
    "missing_user_values",
    "mr_sets",
    "original_variable_types",
)
_SECONDS = re.compile(r"(DATETIME|DATEAMPM|MDYAMPM|[BEI]S?8601DT)")
"""Formats of SAS that count seconds; its other dates are days."""


def _clock(suffix: str, format: str) -> tuple[datetime, float] | None:
    """From when a column's dates are counted, and in how many seconds; None where it holds no dates."""
    if suffix == ".dta":
        units = {"%tc": 0.001, "%tC": 0.001, "%td": 86_400, "%d": 86_400}
        unit = next((unit for start, unit in units.items() if format.startswith(start)), None)
        return None if unit is None else (datetime(1960, 1, 1), unit)
    if not re.match(r".?DATE|.*YY|.*8601D|MDYAMPM|YMDHMS", format):
        return None
    if suffix == ".sas7bdat":
        return datetime(1960, 1, 1), 1 if _SECONDS.match(format) else 86_400
    return datetime(1582, 10, 14), 1


def _moment(value: Any, origin: datetime, unit: float) -> Any:
    """A date as it is counted; the number where no calendar has it."""
    if not isinstance(value, int | float) or value != value:
        return value
    try:
        return origin + timedelta(seconds=float(value) * unit)
    except OverflowError:
        return float(value)


def _is_of_encoding(error: Exception) -> bool:
    return isinstance(error, UnicodeDecodeError) or "convert string" in str(error)


def _check_end(request: Request) -> None:
    """Stata's last words stand after its labels, which pyreadstat does not miss."""
    with request.path.open("rb") as stream:
        if stream.read(11) == b"<stata_dta>":
            stream.seek(-12, 2)
            if stream.read() != b"</stata_dta>":
                raise DataError(
                    say("{file} is cut off", file=request.file), say("Save it again in Stata, or copy it again.")
                )


def _other_encoding(file: str, program: str) -> DataError:
    hint = {
        "SPSS": "In SPSS, open it under the encoding it was written in, then SET UNICODE=ON and save it again.",
        "Stata": "In Stata, run `unicode translate` on it and save it again.",
    }.get(program, "In SAS, save it again with encoding=utf8.")
    return DataError(say("{file}: its texts are not in the encoding that it says they are", file=file), hint)


def _labels(file: str, called: Mapping[str, str], said: Mapping[str, Mapping[Any, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for original, name in called.items():
        for code, label in said.get(original, {}).items():
            words = found.setdefault(name, {})
            if words.setdefault(code_text(code), label.strip()) != label.strip():
                raise DataError(
                    say(
                        "{file}: {name!r} has two labels for code {code!r}: {one!r} and {other!r}",
                        file=file,
                        name=name,
                        code=code_text(code),
                        one=words[code_text(code)],
                        other=label.strip(),
                    ),
                    say("Remove one of them."),
                )
    return found


def _missing(called: Mapping[str, str], said: Any) -> dict[str, tuple[MissingRange, ...]]:
    found = {}
    for original, name in called.items():
        ends = [(one["lo"], one["hi"]) for one in said.missing_ranges.get(original, ())]
        ends += [(value, value) for value in said.missing_user_values.get(original, ())]
        plain = ((cells.plain(low), cells.plain(high)) for low, high in ends)
        ranges = [MissingRange(low, high) for low, high in plain if low is not None and high is not None]
        if ranges:
            found[name] = tuple(ranges)
    return found


def _sets(said: Mapping[str, Mapping[str, Any]]) -> tuple[ResponseSet, ...]:
    return tuple(
        ResponseSet(
            name,
            one["label"].strip(),
            tuple(map(column_name, one["variable_list"])),
            code_text(one["counted_value"]) if one["is_dichotomy"] else None,
        )
        for name, one in said.items()
    )
