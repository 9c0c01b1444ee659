"""Bindings: the grammar that an author may write, what each form proves, and that none makes a false phrase true."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import combinations, islice
from math import erfc, sqrt
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter
from typer.testing import CliRunner
from written import figure_spec

from barometer_cli import claims
from barometer_cli.checks.written import as_yaml
from barometer_cli.claims.silent import silent
from barometer_cli.cli import app
from barometer_cli.model.claim import (
    Contradicts,
    Fails,
    Holds,
    NotVerified,
    PartlyRead,
    Subject,
    Verdict,
)
from barometer_cli.model.number import percent
from barometer_cli.model.spec import ClaimSpec
from barometer_cli.model.table import Cell
from barometer_cli.tables.independent import independent

ENTRY: TypeAdapter[ClaimSpec] = TypeAdapter(ClaimSpec)
TRANSPORT = {"Bil": 54, "Cykel": 22, "Bus eller tog": 13, "Til fods": 6, "Arbejder hjemme": 5}
TRUST = {2019: 61, 2021: 58, 2023: 50, 2025: 56}
SECTORS = {"Stat": 62, "Region": 55, "Kommune": 43}


def subjects(shares: dict[Any, Any], label: str = "") -> tuple[Subject, ...]:
    """Made-up shares in per cent, by category; by group where `label` is the category, or by both."""
    rows: list[tuple[str, str | None, float]] = []
    for name, share in shares.items():
        if isinstance(share, dict):
            rows += [(category, str(name), part) for category, part in share.items()]
        else:
            rows.append((label, str(name), share) if label else (str(name), None, share))
    return tuple(Subject(category, share / 100, percent(share / 100), group) for category, group, share in rows)


TABLES = {
    "transport": subjects(TRANSPORT),
    "tillid": subjects(TRUST, "Har tillid til EU"),
    "sektor": subjects(SECTORS, "Samarbejder"),
    "køn": subjects({"Kvinder": {"Bil": 50, "Cykel": 30, "Bus": 20}, "Mænd": {"Bil": 60, "Cykel": 25, "Bus": 15}}),
    "scale": subjects({"Enig": 42, "Uenig": 40, "Ved ikke": 18}),
    "svar": subjects({"Ja": 60, "Nej": 33, "Ved ikke": 7}),
    "mistillid": subjects({"Har tillid": 62, "Har ikke tillid": 30, "Ved ikke": 8}),
    "flere": subjects({"Television": 58, "Social media": 52, "Radio": 31}),
    "vane": subjects({"Før": 30, "Under": 45, "Efter": 38}, "Arbejder hjemme"),
    "år": subjects({"2019": 61, "2021": 58, "2025": 56}),
}
SEVERAL = {"flere"}
ENGLISH = {"flere"}


def judged(table: str, text: str, *entries: dict[str, Any], **more: Any) -> tuple[Verdict, ...]:
    (authored,) = claims.placed([ENTRY.validate_python(entry) for entry in entries], [text])
    language = "en" if table in ENGLISH else "da"
    about = {"several": table in SEVERAL, "exclusive": table not in SEVERAL and table != "år", **more}
    return claims.verify(claims.Passage(text, language, authored), claims.Results(TABLES[table], **about))


def fields(line: str) -> dict[str, Any]:
    return dict(yaml.safe_load(f"{{{line}}}"))


# -- what each form proves --------------------------------------------------------------------------------------------

TRUE = """
transport | Godt hver femte tager hjulet | phrase: Godt hver femte, of: Cykel
transport | 46 procent kører ikke i bil til arbejde | phrase: 46 procent, of: Bil
transport | 46 procent kører ikke i bil til arbejde | phrase: 46 procent, not: Bil
transport | 46 procent kører aldrig i bil til arbejde | phrase: 46 procent, not: Bil
transport | 46 procent lader bilen stå | phrase: 46 procent, not: Bil
transport | Hver fjerde hverken kører i bil eller cykler | phrase: Hver fjerde, not: [Bil, Cykel]
transport | Fire ud af ti cykler, går eller tager bus eller tog | phrase: Fire ud af ti, sum: [Cykel, Bus eller tog, Til fods]
transport | 35 procent er grønne på vej til arbejde | phrase: 35 procent, sum: [Cykel, Bus eller tog]
transport | Hjulet er den næstmest brugte vej til arbejde | phrase: næstmest brugte, of: Cykel
transport | Hjulet er den næstmest brugte vej til arbejde | phrase: næstmest brugte, of: Cykel, rank: 2
transport | Cyklen tager sølv | phrase: Cyklen tager sølv, of: Cykel, rank: 2
transport | Hjemmearbejdet er i bund | phrase: i bund, of: Arbejder hjemme, rank: last
transport | Cyklen er ikke den mest brugte vej | phrase: ikke den mest brugte, of: Cykel
transport | Flere tager hjulet end bussen | phrase: Flere, of: Cykel, beside: Bus eller tog
transport | Bil og cykel er de to mest brugte | phrase: Bil og cykel er de to mest brugte, all: {answers: [Bil, Cykel]}
transport | Alle transportformer er i brug | phrase: Alle transportformer, all: {at_least: 5}
transport | Ingen transportform har monopol | phrase: Ingen transportform, none: {above: 60}
tillid | Tilliden er den højeste siden 2021 | phrase: den højeste siden 2021, of: Har tillid til EU, group: 2025, since: 2021
tillid | Tilliden er den højeste siden 2021 | phrase: den højeste siden 2021, of: Har tillid til EU, since: 2021
tillid | Tilliden er steget med 6 procentpoint | phrase: steget med 6 procentpoint, of: Har tillid til EU, change: {from: 2023}
tillid | Tilliden faldt fra 61 til 50 procent i 2023 | phrase: faldt fra 61 til 50 procent, of: Har tillid til EU, change: {from: 2019, to: 2023}
tillid | Tilliden er faldet til 56 procent | phrase: faldet til 56 procent, of: Har tillid til EU, change: {from: 2019}
tillid | Tilliden er faldet fra 61 procent | phrase: faldet fra 61 procent, of: Har tillid til EU, change: {from: 2019}
tillid | Tilliden faldt støt indtil 2023 | phrase: faldt støt, of: Har tillid til EU, change: {from: 2019, to: 2023}
tillid | Mistilliden er vokset | phrase: vokset, not: Har tillid til EU, change: {from: 2019}
tillid | Tilliden var lavest midt i krisen | phrase: lavest, of: Har tillid til EU, group: 2023
år | Tilliden er faldet | phrase: faldet, of: 2025, change: {from: 2019}
vane | Hjemmearbejdet steg, da det gik løs | phrase: steg, of: Arbejder hjemme, change: {from: Før, to: Under}
sektor | Et flertal i to ud af tre sektorer samarbejder | phrase: Et flertal i to ud af tre sektorer, count: Samarbejder
sektor | Et flertal i to sektorer samarbejder | phrase: Et flertal i to sektorer, count: Samarbejder
sektor | Et flertal i mindst to sektorer samarbejder | phrase: Et flertal i mindst to sektorer, count: Samarbejder
sektor | I de fleste sektorer samarbejder et flertal | phrase: I de fleste sektorer samarbejder et flertal, count: Samarbejder
sektor | Over fire ud af ti i alle sektorer samarbejder | phrase: Over fire ud af ti i alle sektorer, all: Samarbejder
sektor | Ikke alle sektorer samarbejder bredt | phrase: alle sektorer, all: {of: Samarbejder, above: 50}
sektor | Et flertal i både stat og region samarbejder | phrase: Et flertal i både stat og region, all: {of: Samarbejder, groups: [Stat, Region]}
sektor | Overalt er de mere end 40 procent | phrase: Overalt er de mere end 40 procent, all: Samarbejder
sektor | Staten er bedst med | phrase: Staten er bedst med, of: Samarbejder, group: Stat, rank: 1
køn | Cyklen er mest udbredt blandt kvinder | phrase: mest udbredt, of: Cykel, group: Kvinder, among: groups
køn | Bilen er mest udbredt blandt kvinder | phrase: mest udbredt, of: Bil, group: Kvinder, among: answers
køn | Bilen topper hos begge køn | phrase: Bilen topper hos begge køn, all: {of: Bil, top: 1}
køn | Flere kvinder end mænd cykler | phrase: Flere, of: Cykel, group: Kvinder, beside_group: Mænd
svar | 40 procent svarer ikke ja | phrase: 40 procent, not: Ja
svar | Hver tredje er ikke med på den | phrase: Hver tredje, of: Nej
mistillid | 30 procent har ikke tillid | phrase: 30 procent, of: Har ikke tillid
mistillid | 70 procent mener noget andet | phrase: 70 procent, not: Har ikke tillid
flere | Almost half don't use social media for news | phrase: Almost half, of: Social media
flere | 48% do not use social media for news | phrase: 48%, not: Social media
"""  # noqa: E501

FALSE = """
transport | 54 procent kører ikke i bil til arbejde | phrase: 54 procent, of: Bil
transport | 54 procent kører ikke i bil til arbejde | phrase: 54 procent, not: Bil
transport | 46 procent kører i bil til arbejde | phrase: 46 procent, not: Bil
transport | 54 procent cykler | phrase: 54 procent, of: Bil
transport | 41 procent cykler | phrase: 41 procent, sum: [Cykel, Bus eller tog, Til fods]
transport | Hver tredje cykler, går eller tager bus eller tog | phrase: Hver tredje, sum: [Cykel, Bus eller tog, Til fods]
transport | Cyklen er mest brugt | phrase: mest brugt, of: Cykel
transport | Cyklen er mest brugt | phrase: mest brugt, of: Bil
transport | Cyklen tager sølv | phrase: Cyklen tager sølv, of: Cykel, rank: 3
transport | Flere tager bus eller tog end cykler | phrase: Flere, of: Cykel, beside: Bus eller tog
transport | Dobbelt så mange cykler som tager bus eller tog | phrase: Dobbelt så mange, of: Cykel, beside: Arbejder hjemme
transport | Bil og bus er de to mest brugte | phrase: Bil og bus er de to mest brugte, all: {answers: [Bil, Bus eller tog]}
transport | Ingen transportform har monopol | phrase: Ingen transportform, none: {above: 50}
tillid | Tilliden er den højeste siden 2019 | phrase: den højeste siden 2019, of: Har tillid til EU, since: 2019
tillid | Tilliden er den højeste siden 2019 | phrase: den højeste siden 2019, of: Har tillid til EU, since: 2021
tillid | Tilliden er steget med 5 procentpoint | phrase: steget med 5 procentpoint, of: Har tillid til EU, change: {from: 2023}
tillid | Tilliden er steget siden 2019 | phrase: steget, of: Har tillid til EU, change: {from: 2023}
tillid | Tilliden faldt støt | phrase: faldt støt, of: Har tillid til EU, change: {from: 2019}
tillid | Mistilliden er faldet | phrase: faldet, not: Har tillid til EU, change: {from: 2019}
sektor | Et flertal i alle sektorer samarbejder | phrase: Et flertal i alle sektorer, all: Samarbejder
sektor | Et flertal i alle sektorer samarbejder | phrase: Et flertal, of: Samarbejder, group: Stat
sektor | Et flertal i tre sektorer samarbejder | phrase: Et flertal i tre sektorer, count: Samarbejder
sektor | Et flertal i hver tredje sektor samarbejder | phrase: Et flertal i hver tredje sektor, count: Samarbejder
sektor | Staten er bedst med | phrase: Staten er bedst med, of: Samarbejder, group: Stat, rank: last
køn | 30 % af mændene cykler | phrase: 30 %, of: Cykel, group: Kvinder
køn | Cyklen er mest udbredt blandt kvinder | phrase: mest udbredt, of: Cykel, group: Kvinder, among: answers
køn | Flere mænd end kvinder cykler | phrase: Flere, of: Cykel, group: Kvinder, beside_group: Mænd
svar | 60 procent svarer ikke ja | phrase: 60 procent, not: Ja
mistillid | 30 procent har tillid | phrase: 30 procent, of: Har ikke tillid
mistillid | Knap fire ud af ti har ikke tillid | phrase: Knap fire ud af ti, not: Har tillid
mistillid | 62 procent mangler tillid | phrase: 62 procent, of: Har tillid
scale | 42 procent er uenige | phrase: 42 procent, of: Enig
flere | 52% don't use social media for news | phrase: 52%, of: Social media
"""  # noqa: E501


def rows(lines: str) -> list[Any]:
    cases = []
    for line in lines.strip().splitlines():
        table, text, entry = line.split(" | ")
        cases.append(pytest.param(table, text, entry, id=f"{text}: {entry.partition(', ')[2]}"))
    return cases


@pytest.mark.parametrize(("table", "text", "entry"), rows(TRUE))
def test_a_form_proves_what_is_so(table: str, text: str, entry: str) -> None:
    verdicts = judged(table, text, fields(entry))
    assert verdicts and all(isinstance(verdict, Holds) for verdict in verdicts), verdicts


@pytest.mark.parametrize(("table", "text", "entry"), rows(FALSE))
def test_a_form_finds_what_is_not_so(table: str, text: str, entry: str) -> None:
    verdicts = judged(table, text, fields(entry))
    assert any(isinstance(verdict, Fails | Contradicts) for verdict in verdicts), verdicts


@pytest.mark.parametrize(
    ("table", "text", "entry", "truth"),
    [
        ("transport", "54 procent kører ikke i bil", "phrase: 54 procent, not: Bil", "Tallet er 46 %, ikke 54 procent"),
        ("transport", "Cyklen tager sølv", "phrase: Cyklen tager sølv, of: Cykel, rank: 3",
         "”Cykel” (22 %) er nummer 2 af 5"),
        ("transport", "54 procent cykler", "phrase: 54 procent, of: Bil",
         "Teksten siger ”Cykel”, men tallet er ”Bil” (54 %)"),
        ("sektor", "Et flertal i alle sektorer", "phrase: Et flertal i alle sektorer, all: Samarbejder",
         "Det gælder ikke ”Samarbejder (Kommune)” (43 %)"),
        ("sektor", "Et flertal i tre sektorer", "phrase: Et flertal i tre sektorer, count: Samarbejder",
         "Det gælder 2 af 3: ”Samarbejder (Stat)” (62 %) og ”Samarbejder (Region)” (55 %)"),
        ("sektor", "Tre ud af fire i to sektorer", "phrase: Tre ud af fire i to sektorer, count: Samarbejder",
         "Det gælder ingen af 3"),
        ("tillid", "Tilliden er den højeste siden 2019", "phrase: højeste, of: Har tillid til EU, since: 2019",
         "Højest er ”Har tillid til EU (2021)” (58 %), ikke ”Har tillid til EU (2025)” (56 %)"),
    ],
)  # fmt: skip
def test_what_would_be_true_is_said(table: str, text: str, entry: str, truth: str) -> None:
    told = {verdict.truth for verdict in judged(table, text, fields(entry)) if isinstance(verdict, Fails | Contradicts)}
    assert told == {truth}


def test_a_sum_is_of_unrounded_shares() -> None:
    """1.4 and 1.4 make 3, and not the 2 of their printed per cents."""
    of = tuple(Subject(name, share, percent(share)) for name, share in (("A", 0.014), ("B", 0.014), ("C", 0.972)))
    (authored,) = claims.placed([ENTRY.validate_python({"phrase": "3 procent", "sum": ["A", "B"]})], ["3 procent"])
    (verdict,) = claims.verify(claims.Passage("3 procent", "da", authored), claims.Results(of))
    assert isinstance(verdict, Holds)


def test_dont_know_is_counted_as_the_binding_says() -> None:
    """A "not" in the words leaves open what is done with "ved ikke"; `not` says it."""
    (verdict,) = judged("scale", "58 procent er ikke enige", fields("phrase: 58 procent, of: Enig"))
    assert isinstance(verdict, NotVerified)
    (verdict,) = judged("scale", "58 procent er ikke enige", fields("phrase: 58 procent, not: Enig"))
    assert isinstance(verdict, Holds)
    (verdict,) = judged("scale", "40 procent er ikke enige", fields("phrase: 40 procent, not: [Enig, Ved ikke]"))
    assert isinstance(verdict, Holds)


def test_words_that_turn_the_sense_are_no_author_s_to_answer_for() -> None:
    (verdict,) = judged("transport", "54 procent kører aldrig i bil", fields("phrase: 54 procent, of: Bil"))
    assert isinstance(verdict, PartlyRead) and verdict.unread == ("aldrig",)


# -- a binding that does not fit --------------------------------------------------------------------------------------

UNFIT = """
transport | 22 procent | phrase: 22 procent, of: Cykkel | of | the figure has no 'Cykkel' | Did you mean 'Cykel'?
transport | 22 procent | phrase: 22 procent, of: Cykel, group: Mænd | group | the figure has no group 'Mænd' | no groups
køn | 22 procent | phrase: 22 procent, of: Cykel | of | 'Cykel' stands in several groups | Kvinder, Mænd
køn | 22 procent | phrase: 22 procent, of: Cykel, group: Børn | group | the figure has no group 'Børn' | Kvinder
køn | Flest cykler | phrase: Flest, of: Cykel, group: Mænd | of | among the answers of 'Mænd', and one among the groups | among: groups
køn | Flest | phrase: Flest, of: Cykel, group: Mænd, beside_group: Børn | beside_group | no group 'Børn' | Kvinder
transport | Flest cykler | phrase: Flest, of: Cykel, rank: 2 | rank | “Flest” is place 1 of 5, and the binding says 2 | Correct
transport | Flest cykler | phrase: Flest, of: Cykel, rank: 9 | rank | no place 9 among 5 | Correct
transport | Færrest går | phrase: Færrest, of: Til fods, rank: 1 | rank | “Færrest” is place 5 of 5 | Correct
transport | Flere cykler end går | phrase: Flere, of: Cykel, beside: Cykel | beside | 'Cykel' is compared with itself | another
transport | 5 procent | phrase: 5 procent, sum: [Bil, Tog] | sum 1 | the figure has no 'Tog' | Bus eller tog
flere | 83% | phrase: 83%, sum: [Social media, Radio] | sum | not known to be parts of one whole | a net
tillid | steget | phrase: steget, of: Har tillid til EU, change: {from: 2025, to: 2019} | change from | '2025' is not before '2019' | earlier
tillid | steget | phrase: steget, of: Har tillid til EU, change: {from: 2017} | change from | no group '2017' | 2019
tillid | Tilliden er steget | phrase: steget, of: Har tillid til EU, group: 2019, beside_group: 2023 | beside_group | '2023' is not before '2019' | earlier
tillid | Tilliden er faldet | phrase: faldet, of: Har tillid til EU, change: {from: 2019, to: 2023} | change to | do not say that they are of '2023' | '2025'
tillid | 61 procent har tillid | phrase: 61 procent, of: Har tillid til EU, group: 2019 | group | do not say that they are of '2019' | '2025'
tillid | 56 procent | phrase: 56 procent, of: Har tillid til EU, change: {from: 2019} | change | the phrase says no change | group
tillid | højest | phrase: højest, of: Har tillid til EU, group: 2025, since: 2023 | since | after '2023' there is nothing | earlier
sektor | alle sektorer | phrase: alle sektorer, all: Samarbejder | all | what holds of each share is said neither | above: 50
sektor | Ingen over 50 procent | phrase: Ingen over 50 procent, all: Samarbejder | all | “Ingen” is none, and the binding says all | Correct
sektor | Et flertal | phrase: Et flertal, none: Samarbejder | none | is said, and the binding says that it is so of none | denies
sektor | Et flertal i nogle | phrase: i nogle, count: {of: Samarbejder, above: 50} | phrase | no number that could be counted | number
sektor | Et flertal i alle sektorer | phrase: Et flertal i alle sektorer, all: {of: Samarbejder, groups: [Stat, Region]} | all groups | leaves out 'Kommune' | name them
transport | De tre mest brugte | phrase: De tre mest brugte, all: {answers: [Bil, Cykel]} | all answers | are 3, and the binding names 2 | as the words count
"""  # noqa: E501


@pytest.mark.parametrize("line", UNFIT.strip().splitlines())
def test_a_binding_that_does_not_fit_says_where_and_why(line: str) -> None:
    table, text, entry, where, message, hint = line.split(" | ")
    found = [v.misfit for v in judged(table, text, fields(entry)) if isinstance(v, NotVerified) and v.misfit]
    assert found
    assert " ".join(map(str, found[0].where)) == where
    assert message in found[0].message and hint in found[0].hint


def test_nobody_can_tell_of_all_where_one_is_hidden() -> None:
    entry = fields("phrase: Alle sektorer, all: {of: Samarbejder, above: 10}")
    assert all(isinstance(verdict, Holds) for verdict in judged("sektor", "Alle sektorer samarbejder", entry))
    for verdict in judged("sektor", "Alle sektorer samarbejder", entry, hidden=["Kirke"]):
        assert isinstance(verdict, NotVerified) and verdict.misfit and "'Kirke' is hidden" in verdict.misfit.message
    (verdict,) = judged("sektor", "22 procent", fields("phrase: 22 procent, of: Måske"), hidden=["Måske"])
    assert isinstance(verdict, NotVerified) and verdict.misfit
    assert verdict.misfit.message == "'Måske' is hidden, because too few answered"


# -- the grammar ------------------------------------------------------------------------------------------------------

HEAD = "kind: bars\ntitle: T\ncaption: c\ntable: d.csv\nclaims:\n  - "
WRONG = [
    ("{phrase: x}", "6:5", "give one of of, not and sum", "Write `of: CATEGORY`"),
    ("{phrase: x, of: A, not: B}", "6:29", "it has of and not", "Write `of: CATEGORY`"),
    ("{phrase: x, sum: [A]}", "6:22", "sum must have at least 2 items", "Add it"),
    ("{phrase: x, sum: [A, a]}", "6:26", "sum names 'a' twice", "Remove one"),
    ("{phrase: x, of: [A, B]}", "6:21", "of must be text, not a list", "Write one"),
    ("{phrase: x, of: A, rank: 0}", "6:30", "rank must be a place or last, not 0", "Write 1 for the largest"),
    ("{phrase: x, of: A, rank: first}", "6:30", "rank must be a place or last, not 'first'", "Write 1"),
    ("{phrase: x, of: A, among: waves}", "6:31", "must be 'answers' or 'groups'", "Known: answers, groups"),
    ("{phrase: x, not: A, among: answers}", "6:32", "an order among the answers is of one", "among: groups"),
    ("{phrase: x, of: A, since: 2015, among: answers}", "6:31", "`since` orders groups", "Remove"),
    ("{phrase: x, of: A, rank: 1, change: {from: 1}}", "6:5", "it holds 'phrase', 'of', 'rank', 'change'", "Correct"),
    ("{phrase: x, of: A, all: A}", "6:5", "it holds 'phrase', 'of', 'all'", "Correct it"),
    ("{phrase: x, of: A, rnk: 1}", "6:24", "unknown field 'rnk' in claims, item 1", "Did you mean 'rank'?"),
    ("{phrase: x, all: {of: A, topp: 3}}", "6:30", "unknown field 'topp' in claims, item 1, all", "'top'"),
    ("{phrase: x, of: A, change: 2018}", "6:32", "change must hold fields", "Its fields: from, to"),
    ("{phrase: x, of: A, change: {to: 2018}}", "6:24", "change.from is missing", "Add `from: …`"),
    ("{phrase: x, all: A, none: A}", "6:31", "it has all and none", "Keep one"),
    ("{phrase: x, all: {of: A, answers: [B]}}", "6:39", "give one of them", "answers: […]"),
    ("{phrase: x, all: {of: A, above: 150}}", "6:37", "all.above must be at most 100", "Correct the number"),
    ("{phrase: x, all: {above: 3, at_least: 4}}", "6:43", "above and at_least bound the same side", "Remove one"),
    ("{phrase: x, all: {not: A, top: 1}}", "6:36", "a place among the answers is of one of them", "above: 50"),
    ("{phrase: x, not: A, beside: B}", "6:33", "so the claim is `of` one", "beside_group"),
    ("{phrase: x, of: A, beside: }", "6:32", "nothing is named that the share is beside", "beside_group: GROUP"),
    ("{phrase: 54, of: A}", "6:14", "phrase must be text, not the number 54", "between quotes"),
    ("foo", "6:5", "must hold a phrase and one form", "Correct it"),
]


@pytest.mark.parametrize(("entry", "place", "message", "hint"), WRONG, ids=[case[0] for case in WRONG])
def test_every_error_of_the_grammar_has_its_place(
    entry: str, place: str, message: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from barometer_cli.charts import KINDS
    from barometer_cli.errors import SpecError
    from barometer_cli.specs import load_figure

    path = tmp_path / "f.yaml"
    path.write_text(HEAD + entry + "\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_figure(path, KINDS)
    (problem,) = caught.value.problems
    assert f"{problem.line}:{problem.column}" == place
    assert message in problem.message and hint in problem.hint


def test_a_year_needs_no_quotes() -> None:
    spec = figure_spec(
        {"kind": "bars", "title": "x", "claims": [{"phrase": "x", "of": 2019, "group": 2025, "since": 2021}]}
    )
    assert as_yaml(spec.claims[0]) == "{phrase: x, of: 2019, group: 2025, since: 2021}"


@pytest.mark.parametrize(
    "label",
    ["Ja, helt", "Ja: helt", "-", "#1", "~", "null", "1e3", "1.5", "2018", "“A”", '"A"', "A: b", "[A]", " A", "æ{ø}"],
)
def test_a_line_that_is_offered_means_what_it_says(label: str) -> None:
    claim = ENTRY.validate_python({"phrase": "54 %, cirka", "of": label, "group": "18-24: år"})
    assert ENTRY.validate_python(yaml.safe_load(as_yaml(claim))) == claim


# -- where a phrase stands --------------------------------------------------------------------------------------------


def test_a_phrase_stands_as_words_of_its_own() -> None:
    entry = ENTRY.validate_python({"phrase": "4 %", "of": "A"})
    assert entry.places("54 % og 5,4 % og 4\N{NO-BREAK SPACE}% og 4 %e") == [(17, 20)]


def test_two_phrases_alike_are_bound_one_after_the_other() -> None:
    text = "Hver fjerde mand og hver fjerde kvinde cykler"
    entries = [{"phrase": "hver fjerde", "of": "Cykel", "group": group} for group in ("Mænd", "Kvinder")]
    first, second = judged("køn", text, *entries)
    assert isinstance(first, Holds) and isinstance(second, Fails)


def test_where_a_phrase_stands_again_its_own_words_come_first() -> None:
    texts = ["22 procent tager hjulet", "13 procent tager bus eller tog, 22 procent cykler ikke"]
    title, caption = claims.placed([ENTRY.validate_python({"phrase": "22 procent", "of": "Cykel"})], texts)
    results = claims.Results(TABLES["transport"], exclusive=True)
    (one,) = claims.verify(claims.Passage(texts[0], "da", title), results)
    _, other = claims.verify(claims.Passage(texts[1], "da", caption), results)
    assert isinstance(one, Holds) and isinstance(other, Fails)


# -- no binding makes a false headline true, and every hint is an answer ----------------------------------------------

HEADLINES = tomllib.loads((Path(__file__).parent / "headlines.toml").read_text(encoding="utf-8"))["survey"]


def headlines(marks: str) -> Iterator[tuple[dict[str, Any], tuple[Subject, ...], str]]:
    for survey in HEADLINES:
        of = subjects(survey["shares"])
        for line in survey["headlines"].strip().splitlines():
            if line[0] in marks:
                yield survey, of, line[2:]


def verify(survey: dict[str, Any], of: tuple[Subject, ...], text: str, *entries: ClaimSpec) -> tuple[Verdict, ...]:
    (authored,) = claims.placed(entries, [text])
    answers = survey.get("answers")
    return claims.verify(
        claims.Passage(text, survey["language"], authored, survey.get("context", "")),
        claims.Results(
            of,
            question=survey.get("question", ""),
            unit=survey.get("unit", ""),
            several=answers == "several",
            exclusive=answers == "one",
        ),
    )


def every_binding(phrase: str, of: tuple[Subject, ...]) -> Iterator[ClaimSpec]:
    """Bindings of all forms to all shares."""
    groups = list(dict.fromkeys(subject.group for subject in of if subject.group))
    labels = list(dict.fromkeys(subject.label for subject in of))
    made: list[dict[str, Any]] = []
    for subject in of:
        share = {"phrase": phrase, "of": subject.label, "group": subject.group}
        made += [share, {"phrase": phrase, "not": subject.label, "group": subject.group}]
        made += [{**share, "rank": rank} for rank in (1, 2, "last")]
        made += [{**share, "since": group} for group in groups]
        made += [{"phrase": phrase, "of": subject.label, "change": {"from": group}} for group in groups]
        made += [{**share, "beside_group": group} for group in groups]
        made += [{**share, "beside": label} for label in labels]
    group = groups[0] if groups else None
    made += [{"phrase": phrase, "sum": list(pair), "group": group} for pair in combinations(labels, 2)]
    made += [{"phrase": phrase, amount: {"of": of}} for amount in ("all", "none", "count") for of in labels]
    for entry in made:
        yield ENTRY.validate_python({name: value for name, value in entry.items() if value is not None})


@pytest.mark.thorough
def test_no_binding_makes_a_false_headline_true() -> None:
    """Every fifth binding of each headline, in turn."""
    tried = 0
    for turn, (survey, of, text) in enumerate(headlines("-")):
        for claim in claims.read(text, survey["language"]):
            for binding in islice(every_binding(claim.phrase, of), turn % 5, None, 5):
                tried += 1
                verdicts = verify(survey, of, text, binding)
                assert not all(isinstance(verdict, Holds) for verdict in verdicts), (text, as_yaml(binding))
    assert tried > 1500


def test_a_hint_that_is_followed_resolves_its_finding() -> None:
    """Of every headline that is not proved: each line that is offered makes its claim true or false."""
    followed = 0
    for survey, of, text in headlines("+-?"):
        for verdict in verify(survey, of, text):
            for offer in verdict.offers if isinstance(verdict, NotVerified | PartlyRead) else ():
                followed += 1
                written = ENTRY.validate_python(yaml.safe_load(as_yaml(offer)))
                after = [v for v in verify(survey, of, text, written) if v.claim.start == verdict.claim.start]
                assert after and all(isinstance(v, Holds | Fails) for v in after), (text, as_yaml(offer), after)
    assert followed > 50


@pytest.mark.parametrize(
    ("table", "text", "lines"),
    [
        ("køn", "Cyklen er mest udbredt blandt kvinder",
         ["{phrase: mest udbredt, of: Cykel, group: Kvinder, among: groups}",
          "{phrase: mest udbredt, of: Cykel, group: Kvinder, among: answers}"]),
        ("tillid", "Tilliden er steget",
         ["{phrase: steget, of: Har tillid til EU, change: {from: 2019, to: 2025}}",
          "{phrase: steget, of: Har tillid til EU, change: {from: 2021, to: 2025}}",
          "{phrase: steget, of: Har tillid til EU, change: {from: 2023, to: 2025}}"]),
        ("sektor", "Et flertal i alle sektorer samarbejder",
         ["{phrase: Et flertal i alle sektorer, all: {of: Samarbejder}}"]),
        ("transport", "22 procent tager hjulet",
         [f"{{phrase: 22 procent, of: {name}}}" for name in list(TRANSPORT)[:4]]),
    ],
)  # fmt: skip
def test_the_lines_that_are_offered(table: str, text: str, lines: list[str]) -> None:
    first = judged(table, text)[0]
    assert isinstance(first, NotVerified) and [as_yaml(offer) for offer in first.offers] == lines


BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
SPECS = (Path(__file__).parents[1] / "docs/specs.md").read_text(encoding="utf-8")
FILES = {name: text for kind, name, text in BLOCK.findall(SPECS) if kind == "csv"}
EXAMPLES = [(name, text) for kind, name, text in BLOCK.findall(SPECS) if kind == "yaml" and f"{name}.csv" in FILES]


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[text.splitlines()[0] for _, text in EXAMPLES])
def test_every_example_of_the_documentation_is_proved(checked: Any, name: str, text: str) -> None:
    output = checked(csv=FILES[f"{name}.csv"], **yaml.safe_load(text))
    first, *_, last = output.splitlines()
    assert first.startswith("side/f.yaml:1:1: proved ") and ";" not in first.replace("; bound", ""), output
    assert last == "1 figure checked: 0 errors, 0 warnings."
    wrong = yaml.safe_load(text)
    del wrong["claims"]
    assert not checked("--claims", csv=FILES[f"{name}.csv"], **wrong).startswith("side/f.yaml:1:1: proved")


def test_every_form_has_its_example() -> None:
    shown = {field for _, text in EXAMPLES for entry in yaml.safe_load(text)["claims"] for field in entry}
    assert shown >= {"of", "not", "sum", "beside", "rank", "since", "change", "all", "none", "count"}


# -- what chance leaves -----------------------------------------------------------------------------------------------


def doubts(text: str, cells: list[Cell], language: str = "da", **more: Any) -> list[tuple[float, str]]:
    of = tuple(Subject(cell.category, cell.value, percent(cell.value), cell.group) for cell in cells)
    found = claims.verify(claims.Passage(text, language), claims.Results(of, apart=independent(cells), **more))
    return [(verdict.doubt.p, verdict.doubt.why) for verdict in found if isinstance(verdict, Holds) and verdict.doubt]


def cells(**shares: float) -> list[Cell]:
    """Shares of "Siger ja" in per cent by group, each with a standard error of two points."""
    return [Cell("Siger ja", share / 100, group, se=0.02) for group, share in shares.items()]


def normal(difference: float, error: float) -> float:
    return erfc(abs(difference) / error / sqrt(2))


def test_an_order_that_may_be_chance_is_in_doubt_and_not_false() -> None:
    two = cells(Danmark=62, Norge=60, Polen=41)
    ((p, why),) = doubts("Flere i Danmark end i Norge siger ja", two)
    assert p == pytest.approx(normal(0.02, 0.02 * sqrt(2)))
    assert why == "Forskellen på ”Siger ja (Danmark)” (62 %) og ”Siger ja (Norge)” (60 %) kan være tilfældig (p = 0,48)"
    assert doubts("Flere i Danmark end i Polen siger ja", two) == []
    ((p, _),) = doubts("Danskerne siger oftest ja", cells(Danskerne=62, Nordmænd=60, Polakker=41))
    assert p == pytest.approx(normal(0.02, 0.02 * sqrt(2)))
    ((_, why),) = doubts("More people in Danmark than in Norge siger ja", two, "en")
    assert why.endswith("may be chance (p = 0.48)")


def test_a_majority_is_compared_with_half() -> None:
    ((p, why),) = doubts("Et flertal i Polen siger ja", cells(Danmark=62, Polen=52))
    assert p == pytest.approx(normal(0.02, 0.02)) and "og 50 % kan være tilfældig" in why
    assert doubts("Et flertal i Danmark siger ja", cells(Danmark=62, Polen=52)) == []
    assert doubts("Over halvdelen i Polen siger ja", cells(Danmark=62, Polen=52)) != []
    assert doubts("Over 51 procent i Polen siger ja", cells(Danmark=62, Polen=52)) == []  # no order, and no "most"


def test_the_level_of_the_figure_decides() -> None:
    assert doubts("Et flertal i Polen siger ja", cells(Danmark=62, Polen=54.2)) == []
    assert doubts("Et flertal i Polen siger ja", cells(Danmark=62, Polen=54.2), level=0.01) != []


def test_nothing_is_said_of_errors_that_are_not_known() -> None:
    """Two answers of one base have a covariance; a whole holds its parts."""
    one_base = [Cell("Ja", 0.52, se=0.02), Cell("Nej", 0.48, se=0.02)]
    assert doubts("Flest svarer ja", one_base) == []
    with_whole = [Cell("Siger ja", 0.52, None, se=0.02), Cell("Siger ja", 0.53, "Polen", se=0.02)]
    apart = independent(with_whole)
    assert apart is not None and apart({("Siger ja", None): 1, ("Siger ja", "Polen"): -1}, -0.01) is None
    assert independent([Cell("Ja", 0.5)]) is None
    named_whole = [Cell("Siger ja", 0.52, "I alt", se=0.02), Cell("Siger ja", 0.53, "Polen", se=0.02)]
    assert doubts("Flere i Polen end i alt siger ja", named_whole) == []


@pytest.mark.parametrize("df", [1, 2, 3, 7, 30, 287, 1876, 100_000])
@pytest.mark.parametrize("t", [0.0, 1e-6, 0.3, 1.0, 1.96, 5.0, 30.0])
def test_the_tails_of_student_s_t(df: int, t: float) -> None:
    from scipy.stats import t as student

    from barometer_cli.tables.intervals import beyond

    assert beyond(t, df) == pytest.approx(2 * student.sf(t, df), rel=1e-9)
    assert beyond(-t, df) == beyond(t, df)


MICRO = [(i % 3, i % 7 % 2, 1 + (i % 5)) for i in range(240)]
"""Answer, group and weight of made-up respondents."""


def deviation(answer: int, group: int | None) -> list[float]:
    """w (y - p) / W of an answer in a group, for every respondent, 0 outside: the linearised share."""
    inside = [group in (None, g) for _, g, _ in MICRO]
    total = sum(w for (_, _, w), held in zip(MICRO, inside, strict=True) if held)
    share = sum(w for (a, _, w), held in zip(MICRO, inside, strict=True) if held and a == answer) / total
    return [w * ((a == answer) - share) / total if held else 0.0 for (a, _, w), held in zip(MICRO, inside, strict=True)]


def shared(answer: int, group: int | None) -> float:
    held = [(a, w) for a, g, w in MICRO if group in (None, g)]
    return sum(w for a, w in held if a == answer) / sum(w for _, w in held)


@pytest.mark.parametrize(
    ("one", "other"), [((0, None), (1, None)), ((0, 0), (0, 1)), ((2, 1), (1, 1)), ((0, None), (0, 1))]
)
def test_p_from_microdata_holds_the_covariance(one: tuple[int, int | None], other: tuple[int, int | None]) -> None:
    """Against the variance of the difference of linearised values over all respondents, put together by hand."""
    from scipy.stats import t as student

    from barometer_cli.model.survey import Design, Single
    from barometer_cli.tables.base import read
    from barometer_cli.tables.comparisons import Sampled

    columns = {"svar": [a for a, _, _ in MICRO], "hold": [g for _, g, _ in MICRO], "w": [float(w) for _, _, w in MICRO]}
    base = read(columns, Single("svar"), Design("w"), None, None, "hold")
    told = frozenset((str(a), None if g is None else str(g)) for a in range(3) for g in (None, 0, 1))
    apart = Sampled(base, {place: place for place in told})
    difference = shared(*one) - shared(*other)
    moved = [a - b for a, b in zip(deviation(*one), deviation(*other), strict=True)]
    n = len(MICRO)
    mean = sum(moved) / n
    error = sqrt(n / (n - 1) * sum((value - mean) ** 2 for value in moved))
    expected = 2 * student.sf(abs(difference) / error, n - 1)
    names = [(str(answer), None if group is None else str(group)) for answer, group in (one, other)]
    assert apart({names[0]: 1.0, names[1]: -1.0}, difference) == pytest.approx(expected, rel=1e-9)
    assert apart({names[0]: 1.0, ("skjult", None): -1.0}, difference) is None


# -- what check prints ------------------------------------------------------------------------------------------------

SURVEY = {"name": "U", "wave": "2022", "population": "alle", "table_unit": "percent"}


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`barometer check` of one figure over the shares of transport, with a standard error where one is given."""
    monkeypatch.chdir(tmp_path)
    Path("side").mkdir()
    Path("side/survey.yaml").write_text(yaml.safe_dump(SURVEY), encoding="utf-8")

    def run(*arguments: str, csv: str = "", **fields: Any) -> str:
        lines = [f"{name};{share};1000" for name, share in TRANSPORT.items()]
        Path("tal.csv").write_text(csv or "\n".join(["category;share;n", *lines]) + "\n", encoding="utf-8")
        spec = {"title": fields.pop("title"), "kind": "bars", "caption": "svarene", "table": "tal.csv", **fields}
        text = yaml.safe_dump(spec, allow_unicode=True, sort_keys=False, width=1000)
        Path("side/f.yaml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(app, ["check", "side", *arguments], env={"NO_COLOR": "1"}).output

    return run


def test_every_headline_has_its_account(checked: Any) -> None:
    title = "Byen er i bevægelse. 22 procent cykler, 54 procent kører hurtigt i bil, og hver fjerde flyver"
    lines = checked(title=title).splitlines()
    assert lines[0] == (
        "side/f.yaml:1:1: proved “22 procent” (Cykel 22\N{NO-BREAK SPACE}%); partly read “54 procent” "
        "(Bil 54\N{NO-BREAK SPACE}%; without “hurtigt”); not proved “hver fjerde”; not read “Byen er i bevægelse”"
    )
    (record,) = json.loads(checked("--claims", "--format", "json", title=title))
    assert record["file"] == "side/f.yaml" and record["figure"] == "side/f" and record["field"] == "title"
    assert record["state"] == "partly read" and record["unread"] == ["Byen er i bevægelse"]
    assert [(claim["phrase"], claim["state"], claim["unread"]) for claim in record["claims"]] == [
        ("22 procent", "proved", []),
        ("54 procent", "partly read", ["hurtigt"]),
        ("hver fjerde", "not proved", []),
    ]
    assert (
        checked("--claims", title="Sådan kommer vi på arbejde")
        == "side/f.yaml:1:1: not read “Sådan kommer vi på arbejde”\n"
    )


def test_an_account_says_who_bound_and_what_may_be_chance(checked: Any) -> None:
    output = checked(
        csv="category;group;share;se;n\nJa;Danmark;62;2;900\nJa;Norge;60;2;900\n",
        title="Danmark er længst fremme",
        claims=[{"phrase": "Danmark er længst fremme", "of": "Ja", "group": "Danmark", "rank": 1}],
    )
    assert "proved “Danmark er længst fremme” (Ja (Danmark) 62\N{NO-BREAK SPACE}%; bound; p = 0.48)" in output
    assert "BAR206 warning ”Danmark er længst fremme”: Forskellen på ”Ja (Danmark)” (62 %) og ”Ja (Norge)”" in output


def test_the_json_beside_a_picture_has_the_account(checked: Any, tmp_path: Path) -> None:
    checked(title="Solen skinner. 22 procent tager hjulet", claims=[{"phrase": "22 procent", "of": "Cykel"}])
    arguments = ["render", "side", "--out", "ud", "--format", "svg"]
    assert CliRunner().invoke(app, arguments, env={"NO_COLOR": "1"}).exit_code == 0
    (beside,) = Path("ud/side").rglob("*.json")
    (headline,) = json.loads(beside.read_text(encoding="utf-8"))["headlines"]
    assert headline["state"] == "partly read" and headline["unread"] == ["Solen skinner"]
    (claim,) = headline["claims"]
    assert (claim["phrase"], claim["state"], claim["bound"], claim["p"]) == ("22 procent", "proved", True, None)


def test_findings_on_bindings_stand_at_their_own_line(checked: Any) -> None:
    claims = [{"phrase": "22 procent", "sum": ["Cykel", "Tog"]}, {"phrase": "22 procent cykler", "of": "Bil"}]
    output = checked(title="22 procent cykler", claims=claims)
    assert "side/f.yaml:9:5: BAR207 error the figure has no 'Tog'" in output
    assert "BAR202" not in output


def test_beside_each_line_that_is_offered_stands_its_number(checked: Any) -> None:
    """As a comment of YAML, so that the line may be taken whole."""
    lines = [line.strip() for line in checked(title="Hver fjerde tager hjulet").splitlines() if "phrase" in line]
    assert lines[:2] == ["- {phrase: Hver fjerde, of: Bil}  # 54 %", "- {phrase: Hver fjerde, of: Cykel}  # 22 %"]
    assert yaml.safe_load(lines[0]) == [{"phrase": "Hver fjerde", "of": "Bil"}]
    two = [line.strip() for line in checked(title="Flere hopper, end der løber").splitlines() if "phrase" in line]
    assert two[0] == "- {phrase: Flere, of: Bil, beside: Cykel}  # 54 %, 22 %"
    waves = "category;group;share;n\nCykel;2019;40;900\nBil;2019;60;900\nCykel;2024;52;900\nBil;2024;48;900\n"
    (change, *_) = [
        line.strip()
        for line in checked(csv=waves, kind="line", title="Hjulet er steget").splitlines()
        if "phrase" in line
    ]
    assert change == "- {phrase: steget, of: Cykel, change: {from: 2019, to: 2024}}  # 40 %, 52 %"


NUMBERS = """
Halvdelen af de syv byer kører i bil | ”syv” is read as no share | Meant as 7 %, it is nearest to ”Til fods”: 6 %.
Halvdelen af de 350 byer kører i bil | ”350” is read as no share | else take it out.
Tre gange flere kører i bil end cykler | Write ”Tre gange så …”: | and for once more than that.
3,5 gange flere cykler end går | Write ”3,5 gange så …”: | and for once more than that.
"""


@pytest.mark.parametrize("row", NUMBERS.strip().splitlines())
def test_a_number_that_is_no_share_is_named_with_what_can_be_done(checked: Any, row: str) -> None:
    title, begins, ends = row.split(" | ")
    output = checked(title=title).replace("\N{NO-BREAK SPACE}", " ")
    (hint,) = [line.strip() for line in output.splitlines() if "→" in line]
    assert hint.startswith(f"→ {begins}") and hint.endswith(ends), hint


def test_the_subtitle_may_say_what_a_number_counts(checked: Any) -> None:
    output = checked(title="Halvdelen af de syv byer kører i bil", subtitle="De syv byer i undersøgelsen")
    assert "proved “Halvdelen”" not in output and "syv" not in output.partition("BAR2")[2]


def test_a_binding_of_no_claim_is_found(checked: Any) -> None:
    output = checked(title="Cyklen tager sølv", claims=[{"phrase": "tager sølv", "of": "Cykel"}])
    assert "side/f.yaml:6:3: BAR204 error no claim is read in the phrase 'tager sølv'" in output
    bound = [{"phrase": "Cyklen tager sølv", "of": "Cykel", "rank": 2}]
    assert "1 figure checked: 0 errors, 0 warnings." in checked(title="Cyklen tager sølv", claims=bound)


def test_a_claim_in_a_caption_can_be_bound(checked: Any) -> None:
    caption = {"shows": "svarene", "reading": "Hver femte tager hjulet på arbejde."}
    assert "BAR202" in checked(title="Svarene", caption=caption)
    output = checked(title="Svarene", caption=caption, claims=[{"phrase": "Hver femte", "of": "Cykel"}])
    assert "0 errors, 0 warnings" in output
    output = checked(title="Svarene", caption=caption, claims=[{"phrase": "Hver femte", "of": "Til fods"}])
    assert "BAR201" in output


def test_parts_without_a_claim_are_not_read() -> None:
    def parts(text: str) -> tuple[str, ...]:
        found = claims.verify(claims.Passage(text, "da"), claims.Results(TABLES["transport"]))
        return silent(text, found, TABLES["transport"], "da")

    assert parts("22 procent cykler") == ()
    assert parts("Cykel, bus og tog: 35 procent") == ()
    assert parts("Sådan gør vi") == ("Sådan gør vi",)
    assert parts("Solen skinner, og byen jubler. 22 procent cykler") == ("Solen skinner, og byen jubler",)
    assert parts("Byen jubler, mens 54 procent kører i bil") == ()  # told of the claim, as words about it
