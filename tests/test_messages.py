"""What is said of bad inputs is in the language of the files that people write, YAML, and never in Python."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
import yaml
from thorough import in_turn

from barometer_cli import charts, project, specs
from barometer_cli.errors import BarometerError, SpecError
from barometer_cli.export.check import examine
from barometer_cli.messages import speaking
from barometer_cli.model.preset import WEB

REPR = re.compile(r"""\(\s*['"]|[\[{]\s*'|<\S+ object|\b[A-Z]\w+\(\w+=|\w=['"]|\(\d[\d.]*, |literal\[|,\)""")
NAMES = re.compile(r"\b(None|True|False|Ellipsis|tuple|dict|int|str|float|bool)\b|Error:")
"""What only a programmer would write: a tuple, a dict, a keyword argument; None, the name of a type."""
STRANGE: tuple[Any, ...] = (True, None, [], {"a": {"b": None}}, 3.5, -1, "x", [["a", "b"]], [True, None], "2023-05-31")
FIGURE = {
    "kind": "bars",
    "title": "T",
    "question": {"text": "Q?", "sub": ["a"], "answers": "one", "at_most": 2},
    "filter": {"text": "f", "where": {"column": "g", "op": "in", "value": [1, 2]}},
    "n": 10,
    "caption": {
        "shows": "s",
        "definitions": [{"term": "a", "meaning": "b"}],
        "difference": {"verb": "v", "when": "w"},
        "recodes": [{"category": "a", "answers": ["x", "y"]}],
    },
    "claims": [{"phrase": "T", "of": "a", "rank": 1, "among": "answers"}, {"phrase": "T", "all": {"of": "a"}}],
    "acknowledge": [{"code": "BAR1", "reason": "r"}],
    "sheets": ["web"],
    "emphasis": ["a"],
    "unit": {"plural": "a", "definite": "b"},
    "order": "given",
    "interval": 95,
    "language": "da",
}
TABLE = {
    "file": "t.csv",
    "unit": "percent",
    "measure": {"name": "change", "of": "mean", "between": ["2019", "2021"], "low": 1, "high": 5},
    "categories": {"role": "answers", "n": {"a": 1}, "sections": {"S": ["Ja"]}},
    "groups": {"role": "areas", "ordered": True, "codes": {"a": "1"}},
    "waves": {"2019": {"day": "2020-01-01", "n": 1, "response_rate": 3, "broken": "x"}},
    "range": "A1:B3",
    "wide": {"rows": "items", "columns": "groups"},
    "where": {"a": ["b"]},
}
DATA = {
    "variable": "v",
    "categories": ["Ja"],
    "nets": {"N": ["Ja", "Nej"]},
    "breakdown": {"variable": ["g"], "total": True, "bands": [1, 2]},
    "measure": {"name": "change", "of": "mean", "from": "2019", "to": "2021", "scores": {"Ja": 1}},
    "waves": {"2019": {"file": "x.csv", "same": {"a": "b"}}},
    "where": [{"any": [{"column": "g", "op": "==", "value": 1}]}],
    "variables": ["v"],
    "answer": "Ja",
    "omit": ["Ja"],
}
SURVEY = {
    "name": "N",
    "wave": "2020",
    "population": "p",
    "weighted": True,
    "unit": {"plural": "a", "definite": "b"},
    "dialect": {"base_on": "older", "quotes": ["a", "b"], "dash": "-"},
    "thresholds": {"near": 3},
    "waves": {"2019": {"n": 3}},
    "table_unit": "percent",
}
CODEBOOK = {
    "weight": "w",
    "strata": ["s"],
    "lonely": "refuse",
    "suppression": {"cell": 5},
    "variables": {
        "v": {"label": "L", "codes": {"0": "Nej", "1": {"text": "Ja", "inline": "ja"}}, "scores": {"0": 1},
              "dont_know": ["0"], "asked": {"column": "g", "value": 1}},
        "m": {"type": "multiple", "items": {"m1": "A", "m2": "B"}, "counted": [1], "base": "item", "exclusive": ["m2"]},
        "a": {"type": "number", "bands": [1, 2], "range": [1, 5], "decimals": 1},
        "n": {"type": "nets", "of": "m", "nets": {"X": {"any": ["m1"]}}, "partition": ["X"]},
        "b": {"type": "battery", "variables": ["v"]},
    },
}  # fmt: skip
PAGE = {"heading": "H", "order": ["a"], "cases": [{"title": "t", "url": "https://example.org"}]}
FILES: dict[str, tuple[dict[str, Any], Callable[[Path], object]]] = {
    "figure": (FIGURE | {"table": "t.csv"}, lambda path: specs.load_figure(path, charts.KINDS)),
    "table": ({"kind": "bars", "title": "T", "table": TABLE}, lambda path: specs.load_figure(path, charts.KINDS)),
    "data": ({"kind": "bars", "title": "T", "data": DATA}, lambda path: specs.load_figure(path, charts.KINDS)),
    "for_each": (
        {"kind": "bars", "title": "T", "for_each": {"column": "c", "values": ["a"], "small": "draw"}},
        specs.for_each,
    ),
    "survey": (SURVEY, specs.load_survey),
    "codebook": (CODEBOOK, specs.load_codebook),
    "page": (PAGE, specs.load_page),
}


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of everything that a file holds."""
    if at:
        yield at
    for key, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(inside, (*at, key))


def replaced(value: Any, at: tuple[str | int, ...], by: Any) -> Any:
    made = holder = copy.deepcopy(value)
    for step in at[:-1]:
        holder = holder[step]
    holder[at[-1]] = by
    return made


def proved(said: str) -> None:
    """A message that holds no Python besides what somebody wrote, which stands in quotes."""
    assert not REPR.search(said) and not NAMES.search(re.sub(r"'[^']*'", "…", said)), said


def errors(file: str, folder: Path, most: int = len(STRANGE)) -> Iterator[BarometerError]:
    """What is said of a file in which one value after the other is wrong, each in some ways; it raises nothing else."""
    right, load = FILES[file]
    for number, at in enumerate(places(right)):
        for turn in range(number, number + most):
            path = folder / f"{number}-{turn}.yaml"
            path.write_text(yaml.safe_dump(replaced(right, at, in_turn(STRANGE, turn))), encoding="utf-8")
            try:
                load(path)
            except BarometerError as error:
                yield error


@pytest.mark.parametrize("file", FILES)
def test_a_wrong_value_is_told_of_in_the_words_of_the_file(file: str, tmp_path: Path) -> None:
    found = list(errors(file, tmp_path))
    assert len(found) > 10
    for error in found:
        proved(str(error).replace(tmp_path.as_posix(), ""))


class Marked(NullTranslations):
    """A language in which every message stands in marks, so that words without them are seen."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, one: str, several: str, n: int) -> str:
        return self.gettext(one if n == 1 else several)


@pytest.mark.parametrize("most", [2, pytest.param(len(STRANGE), marks=pytest.mark.thorough)])
@pytest.mark.parametrize("file", FILES)
def test_what_is_said_of_a_wrong_value_is_said_in_the_language_that_is_spoken(
    file: str, most: int, tmp_path: Path
) -> None:
    with speaking(Marked()):
        for error in errors(file, tmp_path, most):
            assert isinstance(error, SpecError)
            for problem in error.problems:
                for said in filter(None, (problem.message, problem.hint)):
                    assert said.startswith("«") and said.endswith("»"), said


def test_no_message_stands_within_an_f_string() -> None:
    """Whatever gathers messages from the source would not find it there."""
    for path in Path(specs.__file__).parents[1].rglob("*.py"):
        assert not re.search(r"\{(say|counted|template)\(['\"]", path.read_text(encoding="utf-8")), path


CELLS = ("TRUE", "(a)", "-", "None", "1.234.5", "2023-05-31", "['a']", "200", "", "1,5,2", "#N/A")
BOOK = {
    "weight": "w",
    "strata": ["s"],
    "variables": {"v": {"codes": {"0": "Nej", "1": "Ja"}}, "g": {"codes": {"1": "A"}}},
}
FIELDS: tuple[dict[str, Any], ...] = (
    {"data": "u"},
    {"data": {"variable": "v", "categories": ["Måske"]}},
    {"data": {"variable": "v", "breakdown": "g"}},
    {"data": {"variable": "v", "breakdown": ["g", "v"]}},
    {"data": {"variable": "v", "measure": "nps"}},
    {"data": {"variable": "v", "measure": "mean", "interval": 95}},
    {"data": {"variable": "v", "where": {"column": "g", "op": ">=", "value": "x"}}},
    {"data": {"variable": "v", "where": [{"column": "h", "value": 1}]}},
    {"data": {"variable": "v", "waves": ["2019", "2021"]}},
    {"data": "v", "n": 3},
    {"data": "v", "for_each": "g"},
    {"data": "v", "title": "{=Måske}"},
    {"data": "v", "emphasis": ["Måske"], "kind": "stacked_bars"},
)


def told(folder: Path) -> list[str]:
    """Everything that is said of the figures in a folder."""
    found = project.search([folder])
    examined = examine(found.entries, project.Microdata(), (WEB,))
    said = [*map(str, found.problems), *(f"{each.message} {each.hint}" for each in examined.findings)]
    return [text.replace(folder.as_posix(), "") for text in said]


@pytest.mark.parametrize("cell", CELLS)
def test_a_wrong_cell_is_told_of_as_it_stands(cell: str, tmp_path: Path) -> None:
    (tmp_path / "survey.yaml").write_text("name: N\nwave: '2020'\ntable_unit: percent\n", encoding="utf-8")
    for column in range(4):
        row = ["Ja", "60", "1000", "x"]
        row[column] = cell
        (tmp_path / f"{column}.csv").write_text(f"category;share;n;unshown\n{';'.join(row)}\nNej;40;1000;\n", "utf-8")
        (tmp_path / f"{column}.yaml").write_text("kind: bars\ntitle: T\n", encoding="utf-8")
    said = told(tmp_path)
    assert said
    for text in said:
        proved(text.replace(repr(cell), "…").replace(cell, "…") if cell else text)


def test_what_microdata_do_not_hold_is_told_of_as_the_codebook_has_it(tmp_path: Path) -> None:
    (tmp_path / "survey.yaml").write_text("name: N\nwave: '2020'\ndata: d.csv\npopulation: p\n", encoding="utf-8")
    (tmp_path / "d.csv").write_text("v;g;w;s\n1;1;1;a\n0;2;1;b\n1;1;x;a\n", encoding="utf-8")
    (tmp_path / "d.codebook.yaml").write_text(yaml.safe_dump(BOOK), encoding="utf-8")
    for number, fields in enumerate(FIELDS):
        spec = {"kind": "bars", "title": "T", **fields}
        (tmp_path / f"f{number}.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    for weights in ("1", "-1", "", "1"):
        (tmp_path / "d.csv").write_text(f"v;g;w;s\n1;1;1;a\n0;2;1;b\n1;1;{weights};a\n", encoding="utf-8")
        said = told(tmp_path)
        assert len(said) >= len(FIELDS) - 2
        for text in said:
            proved(text)


def test_a_message_in_python_would_be_noticed() -> None:
    for said in (
        "allowed are ('a',)",
        "give {'a': 1}",
        "not None",
        "say nest=True",
        "base='set'",
        "not ['a']",
        "(0, 10)",
    ):
        with pytest.raises(AssertionError):
            proved(said)
    proved("data.measure must be 'share' or 'mean', not 'x' → Write `question: {answers: one}`, `[0, 10]` or true.")
