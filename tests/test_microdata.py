"""From microdata to everything a figure says, as `barometer render` does it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.errors import BarometerError
from barometer_cli.model.figure import Figure

SURVEY = {"name": "Undersøgelsen", "wave": "2019", "population": "alle", "data": "svar.csv"}
CODEBOOK: dict[str, Any] = {
    "id": "id",
    "weight": "w",
    "variables": {
        "svar": {"codes": {1: "Ja", 2: "Nej", 98: "Ved ikke"}, "dont_know": 98},
        "sted": {"codes": {"k": "Kommune", "r": "Region", "s": "Stat"}},
        "flere": {"type": "multiple", "items": {"a": "Intern", "b": "Ekstern", "c": "Ingen"}, "exclusive": "c"},
        "delt": {
            "type": "nets",
            "of": "flere",
            "nets": {"Kun intern": {"only": "a"}, "Ekstern": "b", "Ingen": "c"},
            "partition": ["Kun intern", "Ekstern", "Ingen"],
        },
        "spurgt": {"column": "svar2", "codes": {1: "Ja", 2: "Nej"}, "asked": {"column": "svar", "value": 1}},
    },
}
FIGURE = {"kind": "bars", "title": "De fleste svarer ja", "caption": "svarene", "data": "svar"}
GROUPED = {**FIGURE, "kind": "grouped_bars"}

Rows = Sequence[Mapping[str, Any]]


def rows(**counts: int) -> list[dict[str, Any]]:
    """Respondents: `k_1=30` is thirty of Kommune who answer 1; their answers to the rest follow a fixed pattern."""
    found: list[dict[str, Any]] = []
    for name, count in counts.items():
        place, code = name.split("_")
        for _ in range(count):
            i = len(found)
            a, b = int(i % 3 == 0), int(i % 4 == 0)
            found.append({"id": f"r{i}", "w": 1 + i % 2, "sted": place, "svar": code, "a": a, "b": b,
                          "c": int(not a and not b), "svar2": 1 + i % 2 if code == "1" else ""})  # fmt: skip
    return found


MANY = rows(k_1=60, k_2=30, k_98=10, r_1=30, r_2=20, r_98=8, s_1=25, s_2=15, s_98=9)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(
    data: Rows = MANY,
    codebook: Mapping[str, Any] = CODEBOOK,
    survey: Mapping[str, Any] = SURVEY,
    **figures: Mapping[str, Any],
) -> None:
    names = list(data[0])
    lines = [",".join(names), *(",".join(str(row[name]) for name in names) for row in data)]
    Path("svar.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path("svar.codebook.yaml").write_text(
        yaml.safe_dump(dict(codebook), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    Path("side").mkdir(exist_ok=True)
    Path("side/survey.yaml").write_text(yaml.safe_dump(dict(survey), allow_unicode=True), encoding="utf-8")
    for name, figure in (figures or {"f": FIGURE}).items():
        Path(f"side/{name}.yaml").write_text(yaml.safe_dump(dict(figure), allow_unicode=True), encoding="utf-8")


def figures() -> dict[str, Figure]:
    microdata = project.Microdata()
    return {entry.id: project.figure(entry, microdata) for entry in project.find([Path("side")])}


def render() -> tuple[int, str, dict[str, bytes]]:
    result = CliRunner().invoke(app, ["render", "side"])
    files = {path.name: path.read_bytes() for path in sorted(Path("build").rglob("*")) if path.is_file()}
    return result.exit_code, " ".join(result.output.split()), files


def with_book(**changes: Any) -> dict[str, Any]:
    return {**CODEBOOK, **changes}


def shares(figure: Figure) -> dict[tuple[str, str | None], float]:
    return {(cell.category, cell.group): cell.value for cell in figure.table.cells}


def test_shares_by_hand(folder: Path) -> None:
    data = [{"id": i, "w": w, "svar": s} for i, (w, s) in enumerate([(2, 1), (1, 1), (3, 2), (1, 98), (1, ""), (2, 2)])]
    write(data, with_book(suppression=None))
    (figure,) = figures().values()
    assert shares(figure) == pytest.approx({("Ja", None): 3 / 9, ("Nej", None): 5 / 9, ("Ved ikke", None): 1 / 9})
    assert figure.table.n == 5, "the blank answer is not in the base"
    assert "n=5." in figure.caption.text and "vægtet til at repræsentere alle" in figure.caption.text


def test_dont_know_stands_last_and_omit_takes_it_out_of_n(folder: Path) -> None:
    write(f=FIGURE, g={**FIGURE, "data": {"variable": "svar", "omit": ["Ved ikke"]}})
    both = figures()
    assert both["f"].table.n == len(MANY)
    left = [row for row in MANY if row["svar"] != "98"]
    assert both["g"].table.n == len(left) and "Ved ikke" not in [cell.category for cell in both["g"].table.cells]
    assert "”Ved ikke” er udeladt og indgår ikke i n." in both["g"].caption.text
    yes = sum(row["w"] for row in left if row["svar"] == "1") / sum(row["w"] for row in left)
    assert shares(both["g"])["Ja", None] == pytest.approx(yes)


def test_breakdown_intervals_and_significance(folder: Path) -> None:
    groups = {"variable": "svar", "categories": ["Ja", "Nej"], "breakdown": "sted"}
    write(f={**GROUPED, "data": groups, "interval": 90, "significance": 0.05})
    (figure,) = figures().values()
    assert [base.name for base in figure.table.bases] == ["Kommune", "Region", "Stat"]
    assert [base.n for base in figure.table.bases] == [100, 58, 49]
    assert all(c.interval and c.interval[0] < c.value < c.interval[1] for c in figure.table.cells)
    assert "konfidensinterval på 90\u00a0%" in figure.caption.text
    assert "ikke en statistisk signifikant forskel ved et signifikansniveau på 0,05." in figure.caption.text
    assert "n=207 (Kommune 100, Region 58, Stat 49)." in figure.caption.text
    assert figure.table.comparison and figure.table.comparison.p is not None


def test_a_declared_partition_is_proved(folder: Path) -> None:
    write(f={**FIGURE, "data": "delt"})
    assert render()[0] == 0
    write(changed(3, b=1, c=1), f={**FIGURE, "data": "delt"})
    Path("build").rename("before")
    code, output, files = render()
    assert code == 2 and not files
    assert "no partition" in output and "svar.csv, row" in output


def test_waves_are_bases_of_their_own(folder: Path) -> None:
    data = [{**row, "id": f"{wave}{row['id']}", "bølge": wave} for wave in ("2017", "2019") for row in MANY]
    data += [{**row, "id": f"x{row['id']}", "bølge": "2017", "svar": "2"} for row in MANY]
    write(data, with_book(wave="bølge"))
    (figure,) = figures().values()
    assert figure.table.n == len(MANY), "only the survey's own wave"
    variables = {**CODEBOOK["variables"], "bølge": {"codes": {"2017": "2017", "2019": "2019"}}}
    compared = {**GROUPED, "data": {"variable": "svar", "breakdown": "bølge"}}
    write(data, with_book(wave="bølge", variables=variables), f=compared)
    (figure,) = figures().values()
    assert [base.n for base in figure.table.bases] == [2 * len(MANY), len(MANY)]
    assert "n=414 (2017), 207 (2019)." in figure.caption.text, "the n of all waves is that of no sample"
    assert figure.credit == "Undersøgelsen 2017 og 2019"


@pytest.mark.parametrize(
    ("codes", "drawn"),
    [
        ({"2019": "2019", "2017": "2017", "2021": "2021"}, ["2017", "2019", "2021"]),
        (
            {"2021": "Bølge 2021", "2019": "Bølge 2019", "2017": "Bølge 2017"},
            ["Bølge 2021", "Bølge 2019", "Bølge 2017"],
        ),
        ({"2019": "Nu", "2017": "Før", "2021": "Siden"}, ["Før", "Nu", "Siden"]),
    ],
)
def test_waves_stand_in_time_order_unless_the_codebook_runs_backwards(
    folder: Path, codes: dict[str, str], drawn: list[str]
) -> None:
    data = [{**row, "id": f"{wave}{row['id']}", "bølge": wave} for wave in codes for row in MANY]
    variables = {**CODEBOOK["variables"], "bølge": {"codes": codes}}
    compared = {**FIGURE, "data": {"variable": "svar", "categories": ["Ja"], "breakdown": "bølge"}}
    write(data, with_book(wave="bølge", variables=variables), f=compared)
    (figure,) = figures().values()
    assert list(figure.table.groups) == drawn
    told = sorted(drawn) if drawn[0].startswith("Bølge") else drawn
    assert sorted(drawn, key=figure.description.index) == told, "described from the first to the last"
    assert figure.credit == "Undersøgelsen 2017, 2019 og 2021"


def test_nothing_unshown_is_lost(folder: Path) -> None:
    """An answer that is not drawn is told, also where it does not stand among the categories that are."""
    for categories in (["Ja", "Nej"], ["Ja", "Nej", "Ved ikke"], []):
        write(f={**FIGURE, "data": {"variable": "svar", "categories": categories, "unshown": ["Ved ikke"]}})
        (figure,) = figures().values()
        share = figure.locale.percent(shares(figure)["Ved ikke", None])
        assert f"fordi figuren ikke viser de {share}, der har svaret ”Ved ikke”." in figure.caption.text
        assert f"Ikke vist i figuren: Ved ikke {share}." in figure.description


def test_parts_of_a_whole_that_are_not_told_are_named(folder: Path) -> None:
    write(f={**FIGURE, "kind": "stacked_bars", "data": {"variable": "svar", "categories": ["Ja"]}},
          g={**FIGURE, "data": {"variable": "delt", "categories": ["Ekstern", "Ingen"]}})  # fmt: skip
    both = figures()
    assert "fordi svarene ”Nej” og ”Ved ikke” er udeladt." in both["f"].caption.text
    assert "fordi svaret ”Kun intern” er udeladt." in both["g"].caption.text
    assert not both["f"].caption.unexplained and not both["g"].caption.unexplained


def test_how_many_answers_one_could_give_is_read_from_the_codebook(folder: Path) -> None:
    nets = {"type": "nets", "of": "svar", "nets": {"Svar": {"any": ["1", "2"]}, "Ikke nej": {"not": "2"}}}
    some = {"type": "nets", "of": "flere", "nets": {"Nogen": {"any": ["a", "b"]}, "Ikke ekstern": {"not": "b"}}}
    variables = {**CODEBOOK["variables"], "samlet": nets, "nogle": some}
    three = {**FIGURE, "data": {"variable": "flere", "nets": {"Nogen": ["Intern", "Ekstern"]}}}
    write(
        codebook=with_book(variables=variables), f={**FIGURE, "data": "samlet"}, g={**FIGURE, "data": "nogle"}, h=three
    )
    found = figures()
    for id in ("f", "g"):
        assert "fordi respondenterne kan indgå i flere af dem." in found[id].caption.text
        assert "svarmuligheder" not in found[id].caption.text
    assert "fordi respondenterne har haft mulighed for at vælge flere svarmuligheder." in found["h"].caption.text
    assert "mindst én af svarmulighederne ”Intern” og ”Ekstern”." in found["h"].caption.text


def test_only_those_who_were_asked_were_asked(folder: Path) -> None:
    """The codebook knows who was asked; a narrower filter is the figure's own."""
    asked = {"text": "dem, der siger ja", "where": {"column": "svar", "value": 1}}
    narrower = {"text": "dem i kommunerne, der siger ja", "where": [asked["where"], {"column": "sted", "value": "k"}]}
    question = {**FIGURE, "data": "spurgt", "question": "Hvad?"}
    write(
        f={**question, "filter": asked},
        g={**question, "filter": narrower},
        h={**FIGURE, "data": "sted", "filter": asked},
    )
    found = figures()
    assert "Spørgsmålet er kun stillet til dem, der siger ja." in found["f"].caption.text
    assert "Figuren omfatter kun dem i kommunerne, der siger ja." in found["g"].caption.text
    assert "Figuren omfatter kun dem, der siger ja." in found["h"].caption.text


def test_a_figure_may_speak_for_others_than_its_survey(folder: Path) -> None:
    write(survey={**SURVEY, "population": None}, f={**FIGURE, "population": "nogle"})
    (figure,) = figures().values()
    assert "Data er vægtet til at repræsentere nogle." in figure.caption.text
    for nobody in ({"population": None}, {"weighted": False}):
        write(f={**FIGURE, **nobody})
        with pytest.raises(BarometerError, match="for whom"):
            figures()


def test_unweighted_data_say_so(folder: Path) -> None:
    write(codebook={**CODEBOOK, "weight": None}, survey={**SURVEY, "population": None})
    (figure,) = figures().values()
    assert "Data er ikke vægtet." in figure.caption.text
    assert shares(figure)["Ja", None] == pytest.approx(115 / 207)


def test_each_item_may_have_its_own_base(folder: Path) -> None:
    data = [{**row, "b": "" if i % 5 == 0 else row["b"]} for i, row in enumerate(MANY)]
    items = {**CODEBOOK["variables"]["flere"], "base": "item"}
    write(data, with_book(variables={**CODEBOOK["variables"], "flere": items}), f={**FIGURE, "data": "flere"})
    (figure,) = figures().values()
    n = {cell.category: cell.n for cell in figure.table.cells}
    assert n == {"Intern": 207, "Ekstern": 207 - 42, "Ingen": 207}
    assert "Intern, n=207, Ekstern, n=165, Ingen, n=207." in figure.caption.text


def test_the_codebook_words_the_question(folder: Path) -> None:
    variables = {**CODEBOOK["variables"], "svar": {**CODEBOOK["variables"]["svar"], "question": "Gør I det?"}}
    write(codebook=with_book(variables=variables), f=FIGURE, g={**FIGURE, "question": "Gør I ikke?"})
    both = figures()
    assert "spørgsmålet ”Gør I det?”" in both["f"].caption.text
    assert "spørgsmålet ”Gør I ikke?”" in both["g"].caption.text


SMALL = rows(k_1=60, k_2=30, k_98=3, r_1=30, r_2=20, r_98=8, s_1=4, s_2=3)


def test_hidden_shares_are_nowhere(folder: Path) -> None:
    """A cell of three and a group of seven: neither they nor what gives them away is told, in any figure or file."""
    by = {"variable": "svar", "breakdown": "sted"}
    write(SMALL, f={**GROUPED, "data": by}, g=FIGURE, h={**FIGURE, "data": {"variable": "svar", "categories": ["Ja"]}})
    found = figures()
    hidden = {(h.category, h.group) for h in found["f"].table.hidden}
    assert {("Ved ikke", "Kommune"), ("Ja", "Stat"), ("Nej", "Stat"), ("Ved ikke", "Stat")} <= hidden
    told = shares(found["f"]) | shares(found["g"])
    for category in ("Ja", "Nej", "Ved ikke"):
        parts = [(category, group) for group in ("Kommune", "Region", "Stat")]
        unknown = [part for part in (*parts, (category, None)) if part not in told]
        assert len(unknown) != 1, f"the {category} of one group is the total less the others"
    for group in ("Kommune", "Region", "Stat", None):
        missing = [category for category in ("Ja", "Nej", "Ved ikke") if (category, group) not in told]
        assert len(missing) != 1, f"one of {group} is 100 less the others"
    assert ("Ja", None) in shares(found["g"]) or not shares(found["h"]), "a share is hidden in every figure or in none"
    code, _, files = render()
    assert code == 0
    for name, data in files.items():
        if name.startswith("f-") and name.endswith((".csv", ".json", ".svg")):
            text = data.decode("utf-8-sig")
            assert "diskretionshensyn" in text or name.endswith(".csv")
    table = files["f-2019-da.csv"].decode("utf-8-sig").splitlines()
    assert "Ved ikke;Kommune;;;;93;skjult: for få svar" in table
    record = json.loads(files["f-2019-da.json"])
    assert all(row["value"] is None for row in record["table"] if (row["category"], row["group"]) in hidden)
    assert "* Andelene for Stat vises ikke grundet diskretionshensyn." in record["caption"]
    assert ">*<" in files["f-2019-da-web.svg"].decode()


def test_n_of_a_hidden_group_is_not_told(folder: Path) -> None:
    """Neither is that of the next, for the total is: 207 less two others would be the third."""
    write(SMALL, f={**GROUPED, "data": {"variable": "svar", "breakdown": "sted"}})
    (figure,) = figures().values()
    assert [(base.name, base.n) for base in figure.table.bases] == [("Kommune", 93), ("Region", None), ("Stat", None)]
    assert "n=158 (Kommune 93)." in figure.caption.text
    _, _, files = render()
    assert all(row.split(";")[5] == "" for row in files["f-2019-da.csv"].decode().splitlines() if ";Region;" in row)
    assert "n=58" not in files["f-2019-da-web.svg"].decode()


def test_a_small_group_is_marked(folder: Path) -> None:
    data = rows(k_1=60, k_2=30, k_98=10, r_1=30, r_2=20, r_98=8, s_1=12, s_2=12)
    variable = {"variable": "svar", "categories": ["Ja"], "breakdown": "sted"}
    write(data, f={**FIGURE, "data": variable})
    (figure,) = figures().values()
    assert [base.few for base in figure.table.bases] == [False, False, True]
    assert "Andelene for Stat bygger på få svar og er usikre." in figure.caption.text
    _, _, files = render()
    assert "Stat (n=24, få svar)" in files["f-2019-da-web.svg"].decode()


def test_one_bad_figure_spoils_no_other(folder: Path) -> None:
    write(f=FIGURE, g={**FIGURE, "n": 7})
    code, output, files = render()
    assert code == 1 and any(name.startswith("f-") for name in files)
    assert "n is 7, but the base in the data is 207" in output


def changed(position: int, **values: Any) -> list[dict[str, Any]]:
    return [{**row, **values} if i == position else row for i, row in enumerate(MANY)]


BAD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "negative weight": ({"data": changed(3, w=-1)}, ["'w'", "row 5", "-1"]),
    "weight that is no number": ({"data": changed(3, w="tung")}, ["'w'", "row 5", "tung"]),
    "weight NaN": ({"data": changed(3, w="nan")}, ["'w'", "row 5"]),
    "weight missing": ({"data": changed(3, w="")}, ["'w'", "row 5"]),
    "unknown code": ({"data": changed(3, svar=7)}, ["'svar'", "row 5", "'7'"]),
    "duplicate id": ({"data": changed(3, id="r0")}, ["'id'", "r0"]),
    "answer where not asked": (
        {"data": changed(70, svar2=1), "figure": {**FIGURE, "data": "spurgt"}},
        ["'svar2'", "row 72", "not asked"],
    ),
    "empty base": (
        {"figure": {**FIGURE, "filter": {"text": "x", "where": {"column": "sted", "value": "x"}}}},
        ["nobody", "sted == x: 0"],
    ),
    "n that is not the base": (
        {"figure": {**FIGURE, "filter": {"text": "x", "where": {"column": "sted", "value": "k"}}, "n": 99}},
        ["99", "100", "207 rows", "sted == k: 100"],
    ),
    "unknown variable": ({"figure": {**FIGURE, "data": "svarr"}}, ["'svarr'", "'svar'"]),
    "unknown category": ({"figure": {**FIGURE, "data": {"variable": "svar", "unshown": ["Måske"]}}}, ["Måske"]),
    "column that is not there": ({"codebook": with_book(weight="vægt")}, ["vægt"]),
    "lonely sampling unit": (
        {
            "data": [{**row, "lag": "a" if i else "b"} for i, row in enumerate(MANY)],
            "codebook": with_book(strata="lag"),
        },
        ["lag=b", "one sampling unit"],
    ),
    "weights for nobody": ({"survey": {**SURVEY, "population": None}}, ["'w'", "for whom"]),
    "no codebook": ({"remove": "svar.codebook.yaml"}, ["svar.csv", "barometer codebook"]),
    "no data": ({"remove": "svar.csv"}, ["svar.csv"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_by_name(folder: Path, name: str) -> None:
    given, words = BAD[name]
    remove, figure = given.get("remove"), given.get("figure", FIGURE)
    write(**{key: value for key, value in given.items() if key not in ("remove", "figure")}, f=figure)
    if remove:
        Path(remove).unlink()
    code, output, files = render()
    assert code == 2 and not files, output
    for word in words:
        assert word in output, (word, output)


def test_only_the_columns_that_are_used_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from barometer_cli import sources

    asked: list[tuple[str, ...]] = []
    read = sources.read

    def spy(path: Path, columns: Any = None, sheet: str | None = None) -> Any:
        asked.append(tuple(columns))
        return read(path, columns, sheet)

    monkeypatch.setattr(sources, "read", spy)
    write(f=FIGURE, g={**GROUPED, "data": {"variable": "svar", "breakdown": "sted"}})
    figures()
    assert [set(columns) for columns in asked] == [{"id", "w", "svar", "sted"}], "once, for both figures"


def test_the_same_table_and_microdata_give_the_same_words(folder: Path) -> None:
    """Nothing but the source changes from a finished table to microdata."""
    write(f=FIGURE)
    (computed,) = figures().values()
    lines = ["category;share;n", *(f"{c.category};{c.value!r};207" for c in computed.table.cells)]
    Path("tabel.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    spec = {**FIGURE, "table": {"file": "tabel.csv", "unit": "fraction"}}
    write(f={key: value for key, value in spec.items() if key != "data"})
    (finished,) = figures().values()
    assert finished.caption.text == computed.caption.text
    assert (finished.alt, finished.description) == (computed.alt, computed.description)


def test_errors_say_where(folder: Path) -> None:
    write(changed(3, svar=7))
    with pytest.raises(BarometerError, match=r"svar\.csv, row 5"):
        figures()
