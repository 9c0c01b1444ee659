"""SPSS, Stata and SAS: values with what the file says of them; codes that it calls missing stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from barometer_cli.errors import BuildError, DataError
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
    request.no_sheet(program)
    try:
        import pyreadstat
    except ImportError:
        why = f"{request.file}: files of {program} are read with pyreadstat, which is not installed"
        raise BuildError(why, "pip install 'barometer-cli[spss]'") from None
    reader: Any = {".por": pyreadstat.read_por, ".dta": pyreadstat.read_dta, ".sas7bdat": pyreadstat.read_sas7bdat}.get(
        suffix, pyreadstat.read_sav
    )
    how = {} if suffix == ".por" else {"user_missing": True}  # the default empties "Ved ikke"
    try:
        _check_end(request)
        _, head = reader(request.path, metadataonly=True, output_format="dict")
        kept = request.pick(head.column_names)
        names = [head.column_names[place] for place, _ in kept] or head.column_names[:1]
        values, said = reader(request.path, usecols=names, output_format="dict", **how)
    except (DataError, BuildError):
        raise
    except UnicodeDecodeError:
        raise _other_encoding(request.file, program) from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError) as error:
        if "convert string" in str(error):
            raise _other_encoding(request.file, program) from None
        why = f"{request.file} cannot be read as a file of {program}: it is cut off or of another format"
        raise DataError(why, f"Save it again in {program}.") from error
    called = {names[i]: name for i, (_, name) in enumerate(kept)}
    return Dataset(
        request.file,
        request.digest,
        len(next(iter(values.values()))),
        {name: cells.from_objects(values[original]) for original, name in called.items()},
        first_row=1,
        labels=_labels(request.file, called, said.variable_value_labels),
        variable_labels={
            name: label.strip()
            for original, name in called.items()
            if (label := said.column_names_to_labels.get(original)) and label.strip()
        },
        missing=_missing(called, said),
        mrsets=_sets(head.mr_sets),
    )


def _check_end(request: Request) -> None:
    """Stata's last words stand after its labels, which pyreadstat does not miss."""
    with request.path.open("rb") as stream:
        if stream.read(11) == b"<stata_dta>":
            stream.seek(-12, 2)
            if stream.read() != b"</stata_dta>":
                raise DataError(f"{request.file} is cut off", "Save it again in Stata, or copy it again.")


def _other_encoding(file: str, program: str) -> DataError:
    hint = {
        "SPSS": "In SPSS, open it under the encoding it was written in, then SET UNICODE=ON and save it again.",
        "Stata": "In Stata, run `unicode translate` on it and save it again.",
    }.get(program, "In SAS, save it again with encoding=utf8.")
    return DataError(f"{file}: its texts are not in the encoding that it says they are", hint)


def _labels(file: str, called: Mapping[str, str], said: Mapping[str, Mapping[Any, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for original, name in called.items():
        for code, label in said.get(original, {}).items():
            words = found.setdefault(name, {})
            if words.setdefault(code_text(code), label.strip()) != label.strip():
                raise DataError(
                    f"{file}: {name!r} has two labels for code {code_text(code)!r}: "
                    f"{words[code_text(code)]!r} and {label.strip()!r}",
                    "Remove one of them.",
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
