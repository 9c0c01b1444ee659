"""What people write is read as they mean it, and every mistake is told at once, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from barometer_cli.errors import BuildError, Problem, SpecError
from barometer_cli.model.figure import Kind
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.specs import load_codebook, load_figure, load_page, load_survey


def _compose(*_: Any) -> Any:
    raise AssertionError


KINDS = {
    "bars": Kind("bars", "", _compose, frozenset({"table"}), frozenset({"n", "question", "caption", "order"})),
    "quote": Kind("quote", "", _compose, frozenset({"quote", "speaker"}), frozenset({"portrait"})),
}
GOOD = "kind: bars\ntitle: Titel\ntable: t.csv\n"


def figure(tmp_path: Path, text: str | bytes) -> FigureSpec:
    path = tmp_path / "f.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_figure(path, KINDS)


def problems(tmp_path: Path, text: str | bytes) -> list[Problem]:
    with pytest.raises(SpecError) as caught:
        figure(tmp_path, text)
    return list(caught.value.problems)


@pytest.mark.parametrize("form", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), "---\n" + GOOD])
def test_bom_and_line_ends_do_not_matter(tmp_path: Path, form: str) -> None:
    spec = figure(tmp_path, form)
    assert spec.title == "Titel"
    assert spec.table is not None and spec.table.file == "t.csv"


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "2018-2019", "2018-01-02", "1:30", "0x1F", "1_000", "012"])
def test_a_word_is_text(tmp_path: Path, word: str) -> None:
    assert figure(tmp_path, GOOD.replace("Titel", word)).title == word


@pytest.mark.parametrize(("word", "hint"), [("2018", "quotes"), ("true", "quotes"), ("1.5", "quotes"), ("", "value")])
def test_not_text(tmp_path: Path, word: str, hint: str) -> None:
    (problem,) = problems(tmp_path, GOOD.replace("Titel", word))
    assert problem.message.startswith("title ") and hint in problem.hint


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("n: 1 877", "n must be a whole number", "Write digits only: 1877."),
        ("n: ca. 1877", "n must be a whole number", "such as 1877"),
        ("  n: 1877", "this is not YAML", "indented alike"),
        ("\tn: 1877", "this is not YAML", "spaces, not tabs"),
        ("table: {file: t.csv, waves: {2026: {response_rate: 62,4%}}}", "unknown field '4%'", "such as 62.4"),
        ("table:\n  file: t.csv\n  waves:\n    2026:\n      response_rate: 62,4 %", "must be a number", ": 62.4."),
    ],
)
def test_numbers_as_people_write_them_get_a_hint_that_fits(tmp_path: Path, text: str, said: str, hint: str) -> None:
    good = GOOD.replace("table: t.csv\n", "") if text.startswith("table") else GOOD
    (problem,) = problems(tmp_path, good + text + "\n")
    assert said in problem.message and hint in problem.hint, problem


def test_following_a_hint_on_a_number_resolves_it(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, GOOD + "n: 1 877\n")
    number = problem.hint.removeprefix("Write digits only: ").rstrip(".")
    assert figure(tmp_path, f"{GOOD}n: {number}\n").n == 1877


@pytest.mark.parametrize("title", ["a" * 100_000, "ab " * 33_333], ids=["one word", "many words"])
def test_a_title_that_no_sheet_has_room_for_is_refused_unread(tmp_path: Path, title: str) -> None:
    (problem,) = problems(tmp_path, GOOD.replace("Titel", title))
    assert problem.line == 2
    assert problem.message == f"title has {len(title.strip())} letters; 500 are the most"


def test_every_problem_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "kind: bars\ntitel: Titel\norder: random\nspeaker:\n  name: A\nn: 1.877\nquestion:\n  text: Hvad\n  sup: [a]\n"
        "caption:\n  definitions:\n    - term: a\n    - 7\n",
    )
    assert [(p.line, p.column, p.message) for p in found] == [
        (1, 1, "title is missing"),
        (1, 7, "kind bars needs table"),
        (2, 1, "unknown field 'titel'"),
        (3, 8, "order must be 'sorted' or 'given', not 'random'"),
        (4, 1, "speaker.title is missing"),
        (4, 1, "bars does not use 'speaker'"),
        (6, 4, "n must be a whole number, and YAML reads this as 1.877; write it without a point, such as 1877"),
        (9, 3, "unknown field 'sup' in question"),
        (12, 7, "caption.definitions, item 1, meaning is missing"),
        (13, 7, "caption.definitions, item 2 must be text, not the number 7"),
    ]
    assert "'title'" in found[2].hint and "'sub'" in found[7].hint
    assert not any("pydantic" in str(p) or "Value error" in str(p) for p in found)


def test_a_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'kind: bars\ntitle: "Halvdelen\nn: 900\ntable: t.csv\n')
    assert (problem.line, problem.column) == (2, 8) and problem.message.startswith("this is not YAML")


def test_a_text_that_its_comma_tore_is_to_be_quoted(tmp_path: Path) -> None:
    (torn,) = problems(
        tmp_path,
        "kind: bars\ntitle: Titel\ntable: t.csv\nquestion: {text: Hvor enig er du i, at der er plads?, answers: one}\n",
    )
    assert torn.message == "unknown field 'at der er plads?' in question"
    assert torn.hint == "In braces a comma ends a text: put the text between quotes."


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("n: -1", "n must be more than 0, not the number -1"),
        ("n: '1877'", "n must be a whole number, not '1877'"),
        ("question: {text: a, at_most: 1}", "question.at_most must be at least 2, not the number 1"),
        ("question: {sub: [a]}", "a question needs its text: `question: {text: …}`, or `any_of: [… , …]` for several"),
        (
            "question: {answers: several, per: a}",
            "a question needs its text: `question: {text: …}`, or `any_of: [… , …]` for several",
        ),
        ("weighted: true", "weighted data speak for someone: name the population"),
        (
            "weighted: false\npopulation: alle",
            "data that are not weighted speak for no population: remove one of the two",
        ),
        ("question: [a]", "question must hold fields, not a list"),
        ("question: {text: a, sub: b}", "question.sub must be a list, not 'b'"),
        (
            "caption: {recodes: [{category: a, answers: []}]}",
            "caption.recodes, item 1, answers must have at least 1 item",
        ),
        ("caption: {shows: a, text: b}", "`text` is the whole caption: give it alone"),
        ("title: igen", "'title' is given twice, first in line 2"),
        ("n: !!str 5", "tags like !!str are not allowed"),
        ("caption: &a {shows: *a}", "an alias holds itself"),
        ("{a: b}: c", "the name of a field must be a word, not a list or a mapping"),
    ],
)
def test_messages(tmp_path: Path, lines: str, message: str) -> None:
    found = problems(tmp_path, GOOD + lines + "\n")
    assert message in [p.message for p in found]
    assert all(p.line in (1, 4) for p in found)


def test_what_a_figure_says_of_its_own_respondents(tmp_path: Path) -> None:
    survey = SurveySpec(name="N", wave="2020", population="alle")
    for line, population in (
        ("", "alle"),
        ("population:", None),
        ("weighted: false", None),
        ("population: nogle", "nogle"),
    ):
        spec = figure(tmp_path, f"{GOOD}{line}\n")
        assert spec.population_in(survey) == population, line
    quote = "kind: quote\ntitle: T\nquote: Ja.\nspeaker: {name: A, title: B}\npopulation: alle\n"
    assert [p.message for p in problems(tmp_path, quote)] == ["quote does not use 'population'"]


def test_answers_may_stand_without_a_question(tmp_path: Path) -> None:
    spec = figure(tmp_path, f"{GOOD}question: {{answers: separate}}\n")
    assert spec.question and spec.question.answers == "separate" and not spec.question.asked


def test_unknown_kind_lists_the_known(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, GOOD.replace("bars", "bar"))
    assert (problem.line, problem.column) == (1, 7)
    assert "Did you mean 'bars'?" in problem.hint and "quote" in problem.hint


def test_aliases_are_read(tmp_path: Path) -> None:
    spec = figure(tmp_path, "kind: bars\ntitle: &t Titel\ntable: t.csv\ncaption: *t\n")
    assert spec.caption is not None and spec.caption.shows == "Titel"


def test_aliases_do_not_explode(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    assert "too much" in problems(tmp_path, bomb)[0].message


def test_syntax_error_has_its_place(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "kind: bars\ntitle: Hvad: nu\n")
    assert (problem.line, problem.column) == (2, 12)
    assert "colon" in problem.hint


@pytest.mark.parametrize("text", ["", "# intet\n", "- a\n", "blot tekst\n", "[" * 5000])
def test_not_a_mapping(tmp_path: Path, text: str) -> None:
    assert len(problems(tmp_path, text)) == 1


def test_not_utf8(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "kind: bars\ntitle: På\n".encode("cp1252"))
    assert (problem.line, problem.column) == (2, 9)
    assert "UTF-8" in problem.message


def test_control_characters(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, b"kind: bars\ntitle: a\x00b\n")
    assert (problem.line, problem.column) == (2, 9)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"f\.yaml does not exist"):
        load_figure(tmp_path / "f.yaml", KINDS)


def test_survey_and_page(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("name: B\nwave: 2018-2019\nsynthetic: true\n", encoding="utf-8")
    assert load_survey(tmp_path / "s.yaml").credit == "B 2018-2019"
    (tmp_path / "p.yaml").write_text("heading: H\norder: [a, b]\n", encoding="utf-8")
    assert load_page(tmp_path / "p.yaml").order == ("a", "b")
    told = "heading: H\nlead: L\ncases:\n  - Blod\n  - title: Skole\n    text: To linjer\n    url: "
    (tmp_path / "p.yaml").write_text(f"{told}https://example.org/a\n", encoding="utf-8")
    first, second = load_page(tmp_path / "p.yaml").cases
    assert (first.title, first.text, second.url) == ("Blod", None, "https://example.org/a")
    (tmp_path / "p.yaml").write_text(f"{told}skole.html\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_page(tmp_path / "p.yaml")
    assert [p.line for p in caught.value.problems] == [7]
    (tmp_path / "s.yaml").write_text(
        "name: B\nwave: [2018]\nsynthetic: nej\ndialect: {quotes: [a]}\n", encoding="utf-8"
    )
    with pytest.raises(SpecError) as caught:
        load_survey(tmp_path / "s.yaml")
    assert [p.line for p in caught.value.problems] == [2, 3, 4]


def in_codebook(tmp_path: Path, text: str) -> list[tuple[int, int, str]]:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_codebook(path)
    assert not any("Spec" in str(p) or "function" in str(p) or "Value error" in str(p) for p in caught.value.problems)
    return [(p.line, p.column, p.message) for p in caught.value.problems]


CONDITION = "must hold a column with op and value, or all, or any"


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("{column: x, opp: '==', value: 1}", (3, 24, "unknown field 'opp' in variables.a.asked")),
        ("[{colum: x, value: 1}]", (3, 14, "unknown field 'colum' in variables.a.asked, item 1")),
        ("[{column: x, value: [1, 2]}]", (3, 13, "'==' takes one value, not 2")),
        ("[{column: x, value: [{b: 1}]}]",
         (3, 33, "variables.a.asked, item 1, value, item 1 must be text, not fields")),
        ("[{any: [{column: x, value: 1}, {column: y, vlue: 2}]}]",
         (3, 55, "unknown field 'vlue' in variables.a.asked, item 1, any, item 2")),
        ("x == 1", (3, 12, f"variables.a.asked {CONDITION}, not 'x == 1'")),
        ("[{}]", (3, 13, f"variables.a.asked, item 1 {CONDITION}; it holds nothing")),
        ("[{alle: []}]", (3, 13, f"variables.a.asked, item 1 {CONDITION}; it holds 'alle'")),
        ("[{all: []}]", (3, 19, "variables.a.asked, item 1, all must have at least 1 item")),
    ],
)  # fmt: skip
def test_one_mistake_in_a_condition_is_one_problem(tmp_path: Path, asked: str, problem: tuple[int, int, str]) -> None:
    found = in_codebook(tmp_path, f"variables:\n  a:\n    asked: {asked}\n")
    assert found == [problem]


NET = "must be a code, or hold one of any, all, only and not"


@pytest.mark.parametrize(
    ("net", "message"),
    [
        ("{all: [1, {an: [2, 3]}]}", f"variables.b.nets.Begge.all, item 2 {NET}; it holds 'an'"),
        ("{any: [1], all: [2]}", f"variables.b.nets.Begge {NET}; it holds 'any', 'all'"),
        ("[1, 2]", f"variables.b.nets.Begge {NET}, not a list"),
        ("{any: 1}", "variables.b.nets.Begge.any must be a list, not the number 1"),
        ("{not: {only: [[1]]}}", "variables.b.nets.Begge.not.only, item 1 must be text, not a list"),
        ("", "variables.b.nets.Begge is empty"),
    ],
)
def test_one_mistake_in_a_net_is_one_problem(tmp_path: Path, net: str, message: str) -> None:
    text = f"variables:\n  a: {{codes: {{1: Ja}}}}\n  b:\n    type: nets\n    of: a\n    nets:\n      Begge: {net}\n"
    assert [(line, said) for line, _, said in in_codebook(tmp_path, text)] == [(7, message)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("variables: {b: {type: nets, of: a, nets: {x: 1}}}", "b is made of 'a', which is no variable here"),
        ("variables: {a: {codes: {1: Ja}, dont_know: 8}}", "dont_know names '8', which is not among the codes"),
        ("variables: {codes: {type: singel}}",
         "variables.codes.type must be 'single' or 'multiple' or 'delimited' or 'any over' or 'nets' or 'number' or "
         "'battery', not 'singel'"),
        ("variables: {label: {lable: a}}", "unknown field 'lable' in variables.label"),
        ("variables: {a: {codes: {1: 5}}}", "variables.a.codes.1 must hold fields, not the number 5"),
        ("variables: [a]", "variables must hold fields, not a list"),
        ("variables: {'': {}}", "a name in variables is empty"),
        ("variables: {}\nstrata: {a: b}", "strata must be text, not fields"),
        ("variables: {}\nsuppression: {cel: 5}", "unknown field 'cel' in suppression"),
    ],
)  # fmt: skip
def test_one_mistake_in_a_codebook_is_one_problem(tmp_path: Path, text: str, problem: str) -> None:
    assert [message for _, _, message in in_codebook(tmp_path, text)] == [problem]


def test_a_mistake_of_the_whole_stands_at_its_field(tmp_path: Path) -> None:
    text = "variables:\n  b:\n    type: nets\n    nets: {x: 1}\n    of: a\n"
    assert in_codebook(tmp_path, text)[0][:2] == (5, 9)


def test_a_codebook_with_every_form(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(
        "variables:\r\n  a:\r\n    codes: {1: Ja, 2: {text: Nej, inline: nej}, På: Andet}\r\n    asked:\r\n"
        "      any:\r\n        - {column: x, op: in, value: [1, 2]}\r\n        - all: [{column: y, op: is null}]\r\n"
        "  b:\r\n    type: nets\r\n    of: a\r\n    nets: {N: 1, M: {not: {any: [1, {only: 2}]}}}\r\n".encode()
    )
    codebook = load_codebook(path)
    assert list(codebook.variables["a"].codes) == ["1", "2", "På"]
    assert type(codebook.variables["a"].asked[0]).__name__ == "AnySpec"
    assert codebook.variables["b"].nets["N"] == "1"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("table: {file: a.px, where: {tid: []}}", "table.where.tid must have at least 1 item"),
        ("table: {file: a.px, where: {tid: [2.5]}}", "table.where.tid, item 1 must be text, not the number 2.5"),
        ("table: {file: a.px, where: tid}", "table.where must hold fields, not 'tid'"),
        ("table: {file: a.px, kategori: svar}", "unknown field 'kategori' in table"),
    ],
)
def test_columns_of_a_wider_table(tmp_path: Path, lines: str, message: str) -> None:
    assert [p.message for p in problems(tmp_path, GOOD.replace("table: t.csv", lines))] == [message]
    spec = figure(
        tmp_path, GOOD.replace("t.csv", "{file: a.px, category: svar, where: {tid: 2023, sektor: [Stat, 2]}}")
    )
    assert spec.table is not None and spec.table.where == {"tid": ("2023",), "sektor": ("Stat", "2")}
