"""A language is one noun: Norwegian, added here and nowhere else, is spoken in every room; mypy names what lacks."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cached_property
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from click.testing import Result
from msgspec.structs import replace
from starlette.testclient import TestClient
from typer.testing import CliRunner

from barometer_cli.cli import app, completion
from barometer_cli.errors import BuildError
from barometer_cli.languages import LANGUAGES, Language, called, nearest, spoken
from barometer_cli.languages.answers import scale_of
from barometer_cli.languages.changes import ChangeWords
from barometer_cli.languages.claims import Vocabulary, phrases
from barometer_cli.languages.da import Danish
from barometer_cli.languages.gallery import GalleryWords
from barometer_cli.languages.headlines import HeadlineWords
from barometer_cli.languages.numbers import Printed
from barometer_cli.languages.phrases import Phrases
from barometer_cli.languages.preview import PreviewWords
from barometer_cli.languages.scales import ScaleWords
from barometer_cli.languages.start import StartWords
from barometer_cli.messages import speaking
from barometer_cli.model.caption import Fact
from barometer_cli.model.claim import Hedge
from barometer_cli.model.locale import Dialect, Locale
from barometer_cli.model.picture import Sight
from barometer_cli.model.scale import Scale
from barometer_cli.model.sheet import SheetWords
from barometer_cli.model.spec import SurveySpec, UnitNouns
from barometer_cli.preview.desk import Desk
from barometer_cli.preview.server import app as preview

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "barometer_cli" / "languages"
UNKNOWN = "--language: there is no language {language!r}"


class Norwegian(Danish):
    """Bokmål: what it says as Danish does is Danish, the rest is replaced, in every part that a language has."""

    code = "nb"
    tag = "nb_NO"
    joint = "s"
    name = "norsk bokmål"
    names: Mapping[str, str] = {"da": "dansk", "en": "engelsk"}
    common = phrases("og, i, av, er, ikke, det, de, en, et, til, med, som, på, har, hva, hvilke, hvem, om, fra, eller")

    @cached_property
    def dialects(self) -> dict[str, Dialect]:
        unit = UnitNouns(plural="respondenter", definite="respondentene")
        return {"standard": replace(super().dialects["standard"], unit=unit, base="Antall svar: ", quotes=("«", "»"))}

    @cached_property
    def sheet(self) -> SheetWords:
        sheet = super().sheet
        values = {**sheet.spreadsheet.values, "share": "prosent"}
        spreadsheet = replace(sheet.spreadsheet, category="svar", values=values)
        return replace(sheet, source="Kjelde", kinds={**sheet.kinds, "bars": "Stolpediagram"}, spreadsheet=spreadsheet)

    def word(self, fact: Fact, locale: Locale) -> str:
        return super().word(fact, locale).replace("spørgsmålet", "spørsmålet")

    def see(self, sight: Sight, locale: Locale) -> str:
        return re.sub(r"^Mindst\b", "Minst", super().see(sight, locale))

    @cached_property
    def phrases(self) -> Phrases:
        asked, base = r"\bspørsmålet\s*", r"\bantall\s+svar:\s*"
        return replace(super().phrases, percent=r"(?:%|prosent\b)", base=base, asked=asked)

    @cached_property
    def claims(self) -> Vocabulary:
        danish = super().claims
        return replace(
            danish,
            out_of=phrases("av"),
            percent=phrases("%, prosent"),
            portions={"halvparten": (1, 2)},
            hedges={**danish.hedges, "nesten": Hedge.NEARLY, "drøyt": Hedge.JUST_OVER},
            wording=replace(danish.wording, instead="{share} er {truth} og ikke {phrase}"),
        )

    @cached_property
    def scales(self) -> ScaleWords:
        return replace(super().scales, fully=frozenset({"svært"}))

    @cached_property
    def headlines(self) -> HeadlineWords:
        return replace(
            super().headlines,
            portions=((1, 2, "halvparten"), (3, 4, "tre av fire")),
            parts=((1, 2, "halvparten"),),
            half="halvparten",
            nearly="nesten {}",
            over="drøyt {}",
            answers="svarer {label}",
        )

    @cached_property
    def start(self) -> StartWords:
        return replace(super().start, title="Skriv poenget i figuren her", name="Navnet på undersøkelsen")

    @cached_property
    def numbers(self) -> Printed:
        return replace(super().numbers, points="\N{NO-BREAK SPACE}prosentpoeng", thousands="\N{NO-BREAK SPACE}")

    @cached_property
    def changes(self) -> ChangeWords:
        return replace(super().changes, title="Endringer", notes="Endret siden {old}", header=("Hva", "Før", "Nå"))

    @cached_property
    def gallery(self) -> GalleryWords:
        return replace(super().gallery, gallery="Illustrasjoner", choose="Velg utgave", several="illustrasjoner")

    @cached_property
    def preview(self) -> PreviewWords:
        return replace(super().preview, findings="Funn", headlines="Overskriftene", copy="Kopier linjene")

    @cached_property
    def messages(self) -> GNUTranslations:
        catalogue, file = Catalog(locale="nb"), BytesIO()
        catalogue.add(UNKNOWN, "--language: språket {language!r} finnes ikke")
        write_mo(file, catalogue)
        file.seek(0)
        return GNUTranslations(file)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "400"})


def good(*arguments: str) -> str:
    made = run(*arguments)
    assert made.exit_code == 0, made.output
    return made.output


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where Norwegian is known."""
    monkeypatch.setitem(LANGUAGES, "nb", Norwegian())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(title: str, **fields: object) -> Path:
    """A figure of a survey in Norwegian, of which three in four say yes."""
    folder = Path("figures/side")
    folder.mkdir(parents=True, exist_ok=True)
    survey = {"name": "Undersøkelsen", "wave": "2024", "source": "Instituttet", "language": "nb"}
    spec = {
        "kind": "bars",
        "title": title,
        "subtitle": "Hva folk svarer",
        "question": {"text": "Hva svarer du?", "answers": "one"},
        "table": {"file": "tall.csv", "unit": "percent"},
        **fields,
    }
    (folder / "survey.yaml").write_text(yaml.safe_dump(survey, allow_unicode=True), encoding="utf-8")
    (folder / "svar.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    (folder / "tall.csv").write_text("category;share;n\nJa;75;1200\nNei;25;1200\n", encoding="utf-8")
    return folder / "svar.yaml"


# -- every room -------------------------------------------------------------------------------------------------------


def test_a_figure_is_drawn_in_it() -> None:
    written("Svarene")
    good("render", "--format", "svg,svg-editable,png")
    (folder,) = Path("build").glob("side/svar")
    told = json.loads(next(folder.glob("*.json")).read_text("utf-8"))
    assert told["language"] == "nb" and all("-nb-" in path.name for path in folder.glob("*.svg"))
    assert told["caption"] == "Figuren bygger på spørsmålet «Hva svarer du?». Antall svar: 1 200.".replace(
        "1 200", "1\N{NO-BREAK SPACE}200"
    )
    assert told["alt"].startswith("Stolpediagram: Hva folk svarer.") and "Minst er Nei" in told["alt"]
    drawn = next(folder.glob("*-web.svg")).read_text("utf-8")
    assert 'lang="nb"' in drawn and "Kjelde: Instituttet" in "".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn))
    assert next(folder.glob("*.csv")).read_text("utf-8-sig").startswith("svar;gruppe;prosent;")


def test_claims_in_it_are_read_and_judged() -> None:
    written("Tre av fire svarer ja", subtitle="Nesten halvparten svarer nei")
    made = run("check")
    assert made.exit_code == 1 and "25 % er en fjerdedel og ikke nesten halvparten" in made.output
    written("Tre av fire svarer ja", subtitle="25 prosent svarer nei")
    good("check", "--strict")


def test_a_caption_that_was_typed_in_it_is_read() -> None:
    written("Svarene", caption={"text": "Antall svar: 1300."})
    assert "BAR" in run("check").output


def test_scales_in_it_are_read() -> None:
    assert scale_of(("Svært enig", "Enig", "Uenig", "Svært uenig")) == Scale("poles", (2, 1, -1, -2))


def test_headlines_in_it_are_suggested() -> None:
    written("Svarene")
    assert "Tre av fire svarer «Ja»" in good("suggest", "side/svar")


def test_a_text_is_known_to_be_in_it() -> None:
    path = written("Hva svarer de som ikke har tid?")
    path.with_name("survey.yaml").unlink()
    assert "-nb-" in good("render", "--json")


@pytest.mark.parametrize("option", [(), ("--language", "nb")])
def test_the_gallery_speaks_it(option: tuple[str, ...]) -> None:
    written("Svarene")
    good("render")
    good("gallery", "--base-url", "https://example.org/", *option)
    index = Path("build/gallery/index.html").read_text("utf-8")
    assert '<html lang="nb">' in index and '<meta property="og:locale" content="nb_NO">' in index
    assert "<h1>Illustrasjoner</h1>" in index and "1 illustration<" in index


def test_the_preview_speaks_it() -> None:
    written("Svarene")
    client = TestClient(preview(Desk([Path("figures")]), spoken("nb")), base_url="http://127.0.0.1:8000")
    page = client.get("/side/svar/").text
    assert '<html lang="nb"' in page and "Overskriftene" in page and "Stolpediagram" in page
    sheets = re.findall(r"<figcaption>[^<]+, ([^<]+?) *<", page)
    assert set(sheets) == {"Norsk bokmål", "Dansk", "Engelsk"}


def test_changes_are_told_in_it() -> None:
    written("Svarene")
    good("render", "--out", "old")
    Path("figures/side/tall.csv").write_text("category;share;n\nJa;74;1200\nNei;26;1200\n", encoding="utf-8")
    good("render", "--out", "new")
    good("diff", "old", "new", "--to", "changes")
    page = Path("changes/index.html").read_text("utf-8")
    assert '<html lang="nb">' in page and "<h1>Endringer</h1>" in page and '<th scope="col">Nå</th>' in page


def test_a_project_begins_in_it() -> None:
    good("init", "--language", "nb")
    (survey,) = Path("figures").rglob("survey.yaml")
    specs = [yaml.safe_load(path.read_text("utf-8")) for path in Path("figures").rglob("*.yaml")]
    assert yaml.safe_load(survey.read_text("utf-8"))["language"] == "nb"
    assert {spec["title"] for spec in specs if "kind" in spec} == {"Skriv poenget i figuren her"}
    assert "the headline is still 'Skriv poenget i figuren her'" in good("check")
    good("render")


def test_messages_are_told_in_it() -> None:
    with speaking(spoken("nb").messages), pytest.raises(BuildError, match="--language: språket 'xx' finnes ikke"):
        spoken("xx")


def test_a_command_speaks_it() -> None:
    refused = run("gallery", "--language", "xx", "--lang", "nb")
    assert refused.exit_code == 2 and "--language: språket 'xx' finnes ikke" in refused.output


def test_it_is_listed_and_offered() -> None:
    assert completion.languages("") == ["da", "en", "nb"]
    assert json.loads(good("schema", "survey"))["definitions"]["languages"] == {"enum": ["da", "en", "nb"]}
    refused = run("gallery", "--language", "no")
    assert refused.exit_code == 2 and "there is no language 'no'" in refused.output and "da, en, nb" in refused.output


def test_a_language_is_called_as_others_have_it_and_else_as_it_calls_itself() -> None:
    assert [called(code, spoken("nb")) for code in ("da", "nb", "sv", "")] == ["dansk", "norsk bokmål", "sv", ""]
    assert [called(code, spoken("da")) for code in ("da", "en", "nb")] == ["dansk", "engelsk", "norsk bokmål"]


def test_what_is_in_no_known_language_is_told_in_the_first() -> None:
    assert [nearest(code).code for code in ("nb", "sv", "")] == ["nb", "da", "da"]


def test_the_first_language_is_that_of_a_survey_that_names_none() -> None:
    assert SurveySpec(name="S", wave="2024").language == next(iter(LANGUAGES))


# -- a command reads its own words alone ------------------------------------------------------------------------------


def test_a_figure_is_drawn_without_the_words_of_other_languages_and_rooms() -> None:
    path = written("Svarene").with_name("survey.yaml")
    path.write_text(path.read_text("utf-8").replace("language: nb", "language: en"), encoding="utf-8")
    command = """import sys
from barometer_cli.cli import app
app(["render"], standalone_mode=False)
print(*(name for name in sys.modules if name.startswith("barometer_cli.languages.")))
"""
    said = subprocess.run([sys.executable, "-c", command], env={"PYTHONPATH": str(ROOT), "PATH": ""},
                          capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    read = {name.removeprefix("barometer_cli.languages.") for name in said.stdout.split()}
    assert {name for name in read if name.startswith(("da.", "en."))} == {
        "da.scales", "en.captions", "en.claims", "en.dialects", "en.phrases", "en.scales", "en.sheet", "en.start",
    }, "scales alone are read in every language"  # fmt: skip


# -- what a language lacks --------------------------------------------------------------------------------------------

ROOMS = ("sheet", "phrases", "claims", "scales", "headlines", "start", "numbers", "changes", "gallery", "preview")
MEMBERS = sorted(Language.__abstractmethods__)


def without_members() -> str:
    """Danish as often as it has members, each time without another one, and an instance of each."""
    tree = ast.parse((PACKAGE / "da" / "__init__.py").read_text("utf-8"))
    (danish,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    for member in MEMBERS:
        kept = [node for node in danish.body if _named(node) != member]
        assert len(kept) == len(danish.body) - 1, member
        lacking = ast.ClassDef(f"Without_{member}", danish.bases, danish.keywords, kept, danish.decorator_list)
        tree.body += [lacking, *ast.parse(f"without_{member} = Without_{member}()").body]
    return ast.unparse(ast.fix_missing_locations(tree))


def _named(node: ast.stmt) -> str:
    """What a statement of a class defines."""
    if isinstance(node, ast.FunctionDef):
        return node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return next((each.id for each in targets if isinstance(each, ast.Name)), "")


def without_a_field(room: str) -> tuple[str, str]:
    """The words of a room in Danish, which are the last that its module makes, without a field; and that field."""
    tree = ast.parse((PACKAGE / "da" / f"{room}.py").read_text("utf-8"))
    *_, words = (node.value for node in tree.body if isinstance(node, ast.Assign))
    assert isinstance(words, ast.Call)
    field = str(words.keywords.pop().arg)
    return ast.unparse(tree), field


@pytest.mark.thorough
def test_mypy_names_what_a_language_lacks(here: Path) -> None:
    (here / "members.py").write_text(without_members(), encoding="utf-8")
    lacking = {}
    for room in ROOMS:
        text, lacking[room] = without_a_field(room)
        (here / f"{room}_words.py").write_text(text, encoding="utf-8")
    files = ["members.py", *(f"{room}_words.py" for room in ROOMS)]
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--cache-dir", str(here / "cache")]
    said = subprocess.run([*command, *files], cwd=here, env={"MYPYPATH": str(ROOT), "PATH": ""},
                          capture_output=True, text=True, timeout=300).stdout  # fmt: skip
    for member in MEMBERS:
        assert f'Cannot instantiate abstract class "Without_{member}" with abstract attribute "{member}"' in said, said
    for room in ROOMS:
        assert re.search(rf'^{room}_words.py:\d+: error: Missing \w+ argument "{lacking[room]}"', said, re.M), said
    assert said.count("error:") == len(MEMBERS) + len(ROOMS), said
