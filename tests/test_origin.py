"""What pictures carry of what they were made from: drawn again to the byte, held against what was changed."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands import barometer
from msgspec.structs import replace
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from test_hostile import survey, table, write
from thorough import SHEETS, in_turn
from zlib_ng import zlib_ng

from barometer_cli import pipeline, project
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.export import origin
from barometer_cli.export.encode import Task, encode, pictures
from barometer_cli.export.options import MOST_SCALE
from barometer_cli.export.verify import verify, wrong
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.xmp import NAMESPACE, origin_in
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.project import Entry
from barometer_cli.project.locating import locate
from barometer_cli.tables import computed

ROOT = Path(__file__).parents[1]


FORMATS = tuple(name for name in ENCODERS if name != "pptx")
"""A slide is edited, and then is another picture: it carries nothing."""


@cache
def samples() -> list[Entry]:
    return list(project.find([ROOT / "figures"]))


MICRODATA = project.Microdata()


def drawn(entry: Entry, preset: Preset, *formats: str) -> list[tuple[str, bytes]]:
    """Names and bytes of pictures as render writes them; none where the sheet is not wanted or does not hold them."""
    figure = project.figure(entry, MICRODATA)
    sheets, _ = pipeline.sheets(figure, [preset])
    told = origin.carried(entry, figure)
    made = [each for sheet in sheets for each in pictures(Path(entry.stem), entry.page, sheet, formats, (1.0,), told)]
    return [(Path(each.path).name, data) for each, data in zip(made, encode(Task("t", tuple(made))), strict=True)]


def written(entry: Entry, preset: Preset, folder: Path, *formats: str) -> list[Path]:
    found = []
    for name, data in drawn(entry, preset, *formats):
        (folder / name).write_bytes(data)
        found.append(folder / name)
    return found


@pytest.mark.parametrize("preset", SHEETS)
def test_every_sample_is_drawn_again_to_the_byte(preset: Preset, tmp_path: Path) -> None:
    """Of shares, means, changes, maps, batteries and microdata alike: in every format in turn."""
    held = 0
    for turn, entry in enumerate(samples()):
        portrait = locate(entry.spec.portrait, entry.path) if entry.spec.portrait else None
        for file in written(entry, preset, tmp_path, in_turn(FORMATS, turn)):
            verdict = verify(file, portrait)
            assert verdict.status == "same bytes", (file.name, verdict.changed, verdict.share)
            held += 1
    assert held > 40


@pytest.mark.parametrize("asked", [1.0, 1.1, 3.0])
def test_a_scale_is_found_again_where_a_px_of_the_layout_is_no_round_number_of_them(
    asked: float, tmp_path: Path
) -> None:
    """On paper, and in those layouts of a sheet that hold more."""
    tried = {}
    for entry in samples():
        figure = project.figure(entry, MICRODATA)
        for sheet in pipeline.sheets(figure, [PRESETS["print-80"], PRESETS["social"]])[0]:
            if entry.spec.portrait is None:
                tried[sheet.preset.width] = entry, figure, sheet
    assert {388.0, 640, 680, 720, 760} <= tried.keys()
    for width, (entry, figure, sheet) in tried.items():
        carried = origin.carried(entry, figure)
        [data] = encode(Task("t", pictures(Path("f"), entry.page, sheet, ("png",), (asked,), carried)))
        (tmp_path / "f.png").write_bytes(data)
        assert verify(tmp_path / "f.png").status == "same bytes", (entry.id, width)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_carries_it(format: str, tmp_path: Path) -> None:
    [file] = written(samples()[0], WEB, tmp_path, format)
    told = origin.read(file)
    assert (told.format, told.preset, told.figure) == (format, "web", samples()[0].id)
    assert verify(file).status == "same bytes"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    survey(tmp_path / "figures/side", licence="CC BY 4.0", population="alle ansatte", weighted=True)
    rows = [("Ja", 61, 100), ("Nej", 28, 100), ("Ved ikke", 11, 100)]
    table(tmp_path / "data/hemmelig-fil.csv", *rows)
    told = {"title": "61 procent siger ja", "question": {"text": "Vil du?", "answers": "one"}}
    write(tmp_path / "figures/side/svar.yaml", kind="bars", table={"file": "data/hemmelig-fil.csv"}, **told)
    return tmp_path


def picture(place: Path, format: str = "svg", *options: str) -> Path:
    done = barometer(place, "render", "--format", format, *options)
    assert done.returncode == 0, done.stderr
    [file] = [each for each in (place / "build").rglob("*") if each.suffix == f".{ENCODERS[format].extension}"
              and "@2x" not in each.name]  # fmt: skip
    return file


def test_inspect_tells_what_a_picture_says_and_extract_gives_a_project(place: Path, tmp_path_factory: Any) -> None:
    file, away = picture(place, "png"), tmp_path_factory.mktemp("away")
    shutil.copy(file, away / "billede.png")
    told = barometer(away, "inspect", "billede.png").stdout
    for word in ("61 procent siger ja", "side/svar", "CC BY 4.0", "Målingen 2019", "Vil du?", "61", "28", "11"):
        assert word in told, word
    done = barometer(away, "inspect", "billede.png", "--extract", "projekt")
    assert done.returncode == 0, done.stderr
    assert {each.name for each in (away / "projekt/figures/side").iterdir()} == {
        "svar.yaml", "svar.table.json", "survey.yaml"}  # fmt: skip
    assert barometer(away / "projekt", "check").returncode == 0
    assert picture(away / "projekt", "png").read_bytes() == file.read_bytes()
    again = barometer(away, "inspect", "billede.png", "--extract", "projekt")
    assert again.returncode == 2 and "there already" in again.stderr
    assert json.loads(barometer(away, "inspect", "billede.png", "--json").stdout)["figure"] == "svar"


def test_the_extracted_project_can_be_edited(place: Path) -> None:
    file = picture(place)
    assert barometer(place, "inspect", file.as_posix(), "--extract", "p").returncode == 0
    spec = place / "p/figures/side/svar.yaml"
    spec.write_text(spec.read_text("utf-8").replace("61 procent siger ja", "De fleste siger nej"), "utf-8")
    done = barometer(place / "p", "render")
    assert done.returncode and "BAR" in done.stderr, "a false headline is refused here, too"
    numbers = place / "p/figures/side/svar.table.json"
    for spoilt in ("{", '{"table": {"cells": [{"category": "Ja", "value": "x"}]}}', "[" * 100_000, '{"tabel": {}}'):
        numbers.write_text(spoilt, "utf-8")
        done = barometer(place / "p", "check")
        assert done.returncode and "no table that barometer has computed" in done.stdout + done.stderr


def test_a_changed_mark_is_named_and_a_changed_px_counted(place: Path) -> None:
    file = picture(place)
    text = file.read_text("utf-8")
    bar = re.search(r'id="([^"]*bar-2)"[^>]* width="([\d.]+)"', text)
    assert bar
    file.write_text(text.replace(f'width="{bar[2]}"', 'width="400"'), "utf-8")
    verdict = verify(file)
    assert verdict.changed == (bar[1],) and wrong(verdict)
    done = barometer(place, "verify", file.as_posix())
    assert done.returncode == 1 and "NOT" in done.stdout and bar[1] in done.stdout
    file.write_text(re.sub(">28(.)%<", r">82\1%<", text), "utf-8")
    assert wrong(verify(file)) and len(verify(file).changed) == 1
    file.write_text(re.sub(r'<rect id="[^"]*bar-2".*\n', "", text), "utf-8")
    assert verify(file).changed == (bar[1],)
    file.write_text(text.replace("</svg>", '<rect id="ny" width="9" height="9"/></svg>'), "utf-8")
    assert verify(file).changed == ("ny",)
    lines = text.splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if f'id="{bar[1]}"' in line)
    lines[first], lines[first - 1] = lines[first - 1], lines[first]
    file.write_text("".join(lines), "utf-8")
    assert verify(file).status == "another", "what lies above what"


def test_a_letter_that_is_changed_names_the_lines_that_it_stands_in(place: Path) -> None:
    """In an outlined SVG: where it is drawn, where it is used, and where it stands by itself."""
    file = picture(place, "svg-outlined")
    text = file.read_text("utf-8")
    lines = {line[1]: line[0] for line in re.finditer(r'<g id="([^"]*)" fill=.*', text)}
    letter = re.search(r'<path id="(g[0-9a-f]{8}-\d+)" d="', text)
    assert letter and len(lines) > 3
    file.write_text(text.replace(letter[0], f"{letter[0]}M0 0h9v9z"), "utf-8")
    assert set(verify(file).changed) == {name for name, line in lines.items() if f'"#{letter[1]}"' in line}
    name, line = next(iter(lines.items()))
    for was, now in (
        (' y="', ' y="1'),
        (f'#{letter[1]}"', '#none"'),
        ('fill="', 'fill="red" was="'),
        ("</g>", "<rect/></g>"),
    ):
        assert was in line
        file.write_text(text.replace(line, line.replace(was, now, 1)), "utf-8")
        assert verify(file).changed == (name,), now
    file.write_text(text.replace("<defs>", "<defs><style>path{fill:red}</style>"), "utf-8")
    assert wrong(verify(file))
    file.write_text(text.replace(f'{letter[1]}"', 'a"'), "utf-8")
    assert verify(file).status == "same picture"


def test_what_only_a_program_writes_anew_is_the_same_picture(place: Path) -> None:
    file = picture(place)
    text = file.read_text("utf-8")
    file.write_text(text.replace("><", ">\n  <"), "utf-8")
    assert verify(file).status == "same picture" and not wrong(verify(file))
    png = picture(place, "png")
    with Image.open(png) as opened:
        told = PngInfo()
        told.add_itxt("XML:com.adobe.xmp", opened.text["XML:com.adobe.xmp"])  # type: ignore[attr-defined]
        opened.convert("RGB").save(png, pnginfo=told, optimize=True)
        touched = opened.convert("RGB")
    assert verify(png).status == "same picture"
    touched.paste("#FF0000", (40, 40, 60, 60))
    touched.save(png, pnginfo=told)
    verdict = verify(png)
    assert verdict.status == "another" and verdict.share == pytest.approx(400 / (touched.width * touched.height))


def test_a_picture_saved_without_it_carries_nothing(place: Path) -> None:
    png = picture(place, "png")
    with Image.open(png) as opened:
        opened.convert("RGB").save(png)
    for command in ("inspect", "verify"):
        done = barometer(place, command, png.as_posix())
        assert done.returncode == 2 and "carries nothing" in done.stderr and "→" in done.stderr
    assert barometer(place, "verify", "no.png").returncode == 2


def test_a_false_headline_that_was_drawn_by_force_is_told(place: Path) -> None:
    write(place / "figures/side/svar.yaml", kind="bars", title="70 procent siger ja", table="data/hemmelig-fil.csv",
          question={"text": "Vil du?", "answers": "one"})  # fmt: skip
    file = picture(place, "svg", "--force")
    done = barometer(place, "verify", file.as_posix())
    assert done.returncode == 1 and "every byte" in done.stdout and "70 procent" in done.stdout
    told = json.loads(barometer(place, "verify", file.as_posix(), "--json").stdout)
    assert told[0]["status"] == "same bytes" and told[0]["findings"]


def carried(file: Path) -> str:
    found = origin_in(file.read_bytes())
    assert found
    return found


def test_no_path_no_column_and_no_remark_leaves(place: Path) -> None:
    spec = place / "figures/side/svar.yaml"
    spec.write_text(f"# internt: ring til Ole\n{spec.read_text('utf-8')}", "utf-8")
    text = carried(picture(place))
    assert "hemmelig" not in text and "Ole" not in text and str(place) not in text and "data/" not in text
    assert "csv" not in text


def test_a_share_that_is_not_drawn_leaves_as_the_picture_tells_it(place: Path) -> None:
    rows = [("Ja", 61, 100, ""), ("Nej", 28, 100, ""), ("Ved ikke", 11, 100, "x")]
    table(place / "data/hemmelig-fil.csv", *rows, header="category;share;n;unshown")
    file = picture(place)
    assert re.search(r"<desc[^>]*>[^<]*Ved ikke 11.%", file.read_text("utf-8"))
    cells = json.loads(carried(file))["table"]["table"]["cells"]
    assert [(cell["category"], cell.get("shown", True)) for cell in cells][2] == ("Ved ikke", False)
    assert verify(file).status == "same bytes"


def test_what_too_few_answered_and_single_answers_do_not_leave(tmp_path: Path) -> None:
    """Of microdata: no row, no weight, and of a hidden share neither its value nor its n."""
    survey(tmp_path / "figures/side", data="data/svar.csv", population="alle")
    rows = [(place, "abc"[place % 3 if place < 30 else 0], 1 + place / 7919, "n" if place < 58 else "s")
            for place in range(61)]  # fmt: skip
    table(tmp_path / "data/svar.csv", *rows, header="id;q;w;egn")
    (tmp_path / "data/svar.codebook.yaml").write_text(
        "weight: w\nvariables:\n  q: {label: Svar, codes: {a: Ja, b: Nej, c: Måske}}\n"
        "  egn: {label: Egn, codes: {n: Nord, s: Syd}}\n",
        "utf-8",
    )
    write(tmp_path / "figures/side/f.yaml", kind="grouped_bars", title="Svar", caption={"text": "Svar."},
          data={"variable": "q", "breakdown": "egn"})  # fmt: skip
    done = barometer(tmp_path, "render", "--format", "svg", "--force")
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = (tmp_path / "build").rglob("*.svg")
    text = carried(file)
    content = json.loads(text)
    assert content["table"]["table"].get("hidden"), "somebody is hidden in it"
    told = [(cell.get("group"), cell["category"]) for cell in content["table"]["table"]["cells"]]
    for hidden in content["table"]["table"]["hidden"]:
        assert (hidden.get("group"), hidden["category"]) not in told and "value" not in hidden
    assert not any(f"{weight:.4f}" in text for _, _, weight, _ in rows if weight != 1)
    assert "weighted_n" not in text.replace('"weighted_n":null', "") and "svar.csv" not in text and '"w"' not in text
    assert verify(file).status == "same bytes"


def test_no_weighted_base_leaves() -> None:
    """How many a group stands for is nobody's to read from a picture that tells how many answered."""
    weighted = 0
    for entry in samples():
        figure = project.figure(entry, MICRODATA)
        weighted += sum(base.weighted_n is not None for base in figure.table.bases)
        told = origin.carried(entry, figure)["table"].get("table", {}).get("bases", [])
        assert all(base.get("weighted_n") is None for base in told), entry.identity
    assert weighted > 10


def spoilt(file: Path, change: Any) -> Path:
    """A picture whose origin says something else."""
    content = json.loads(carried(file))
    change(content)
    packed = b64encode(zlib_ng.compress(json.dumps(content).encode(), 6)).decode()
    data = re.sub(rb"(<barometer:origin[^>]*>)[^<]*", rb"\g<1>" + packed.encode(), file.read_bytes())
    (file.parent / "spoilt.svg").write_bytes(data)
    return file.parent / "spoilt.svg"


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(page="../../ude"),
        lambda told: told.update(figure="../f"),
        lambda told: told.update(figure="/tmp/f"),
        lambda told: told.update(format="exe"),
        lambda told: told.update(preset="plakat"),
        lambda told: told.update(scale=1e9),
        lambda told: told.update(scale="nan"),
        lambda told: told.update(form=99),
        lambda told: told.pop("spec"),
        lambda told: told.update(spec=[1]),
        lambda told: told["spec"].update(kind="gopler"),
        lambda told: told["spec"].update(portrait="/etc/passwd"),
        lambda told: told["spec"].update(table={"file": "/etc/passwd"}),
        lambda told: told["survey"].update(theme="../brand.toml"),
        lambda told: told["survey"].update(data="/etc/passwd", theme="huose"),
        lambda told: told["table"].update(table={"cells": [{"category": "Ja", "value": 1e999}]}),
        lambda told: told.update(table={}),
        lambda told: [cell.update(shown=False) for cell in told["table"]["table"]["cells"]],
        lambda told: [cell.update(n=-1, se=-1) for cell in told["table"]["table"]["cells"]],
        lambda told: told["table"].update(beside=[1e300]),
    ],
)
def test_what_is_carried_is_believed_in_nothing(place: Path, change: Any) -> None:
    file = spoilt(picture(place), change)
    before = set(place.rglob("*"))
    for words in (("verify",), ("inspect", "--extract", "ud")):
        done = barometer(place, words[0], file.as_posix(), *words[1:])
        assert "Traceback" not in done.stderr and "passwd" not in done.stdout
        assert done.returncode or words[0] == "inspect", "what was changed is not the same picture"
    outside = {each for each in place.rglob("*") if (place / "ud") not in (each, *each.parents)}
    assert outside == before and not (place.parent / "ude").exists()


@pytest.mark.parametrize("preset", PRESETS)
def test_what_render_draws_at_most_is_drawn_again_and_no_more(place: Path, preset: str) -> None:
    most = MOST_SCALE * PRESETS[preset].density
    file = picture(place)
    assert origin.read(spoilt(file, lambda told: told.update(preset=preset, scale=most))).scale == most
    with pytest.raises(BuildError):
        origin.read(spoilt(file, lambda told: told.update(preset=preset, scale=most * 1.01)))


@pytest.mark.parametrize("packed", [b"", b"AAAA", b64encode(b"no"), b64encode(zlib_ng.compress(b"x" * 20_000_000)),
                                    b64encode(zlib_ng.compress(b"[]")), b64encode(zlib_ng.compress(b"{"))])  # fmt: skip
def test_what_was_cut_is_told(tmp_path: Path, packed: bytes) -> None:
    file = tmp_path / "f.svg"
    file.write_bytes(
        b'<svg><barometer:origin xmlns:barometer="%b">%b</barometer:origin></svg>' % (NAMESPACE.encode(), packed)
    )
    with pytest.raises(BuildError) as told:
        origin.read(file)
    assert told.value.hint


def test_a_portrait_is_named_and_then_drawn_again(tmp_path: Path) -> None:
    entry = next(each for each in samples() if each.spec.portrait)
    assert entry.spec.portrait
    [file] = written(entry, WEB, tmp_path, "png")
    with pytest.raises(BarometerError, match="does not carry") as told:
        verify(file)
    assert "--portrait" in told.value.hint
    assert verify(file, locate(entry.spec.portrait, entry.path)).status == "same bytes"
    for command in (("verify", file.name), ("inspect", file.name, "--extract", "ud")):
        done = barometer(tmp_path, *command, "--portrait", "findes-ikke.png")
        assert (
            done.returncode == 2 and "findes-ikke.png cannot be read" in done.stderr and "Traceback" not in done.stderr
        )
    assert not (tmp_path / "ud").exists()


def test_a_theme_of_the_project_is_named_and_then_drawn_again(place: Path) -> None:
    (place / "figures/side/brand.toml").write_text('[colours]\ndata = "#5A2A6E"\n[logo]\nfile = "l.svg"\n', "utf-8")
    (place / "figures/side/l.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>')
    survey(place / "figures/side", theme="brand.toml", licence="CC BY 4.0", population="alle ansatte", weighted=True)
    file = picture(place)
    done = barometer(place, "verify", file.as_posix())
    assert done.returncode == 2 and "brand.toml" in done.stderr and "--theme" in done.stderr
    done = barometer(place, "verify", file.as_posix(), "--theme", "figures/side/brand.toml")
    assert done.returncode == 0 and "every byte" in done.stdout, done.stderr
    assert "61 procent" in barometer(place, "inspect", file.as_posix()).stdout, "to look takes no theme"
    done = barometer(place, "verify", file.as_posix(), "--theme", "no.toml")
    assert done.returncode == 2 and "no.toml cannot be read" in done.stderr and "Traceback" not in done.stderr
    (place / "brand.toml").write_text('[logo]\nfile = "/etc/passwd"\n', "utf-8")
    done = barometer(place, "inspect", file.as_posix(), "--extract", "ud", "--theme", "brand.toml")
    assert done.returncode == 2 and "outside the folder" in done.stderr and not (place / "ud").exists()


def test_a_table_is_the_same_when_it_is_read_again() -> None:
    for entry in samples():
        figure = project.figure(entry, MICRODATA)
        if not figure.table.cells:
            continue
        once = computed.as_json(figure.table, figure.beside)
        read, beside = computed.of_json(json.dumps(once).encode(), "t.table.json")
        assert computed.as_json(read, beside) == once
        assert [figure.table.printed(cell) for cell in figure.table.shown] == [
            read.printed(cell) for cell in read.shown
        ]


def test_a_picture_of_another_version_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = spoilt(picture(place), lambda told: told.update(barometer="9.9.9"))
    done = barometer(place, "verify", file.as_posix())
    assert done.returncode == 0 and "same picture" in done.stdout
    text = file.read_text("utf-8")
    file.write_text(re.sub(">28(.)%<", r">82\1%<", text), "utf-8")
    assert "9.9.9" in barometer(place, "verify", file.as_posix()).stdout


def test_bytes_do_not_depend_on_the_order_in_which_was_summed() -> None:
    """0.1 + 0.2 is 0.30000000000000004; what a picture carries of it is 0.3, and what it prints does not change."""
    figure = project.figure(samples()[0], MICRODATA)
    cell = figure.table.shown[0]

    def told(value: float) -> Any:
        return computed.as_json(replace(figure.table, cells=(replace(cell, value=value, se=None),)))["table"]["cells"]

    assert told(0.1 + 0.2) == told(0.3) and told(0.3)[0]["value"] == 0.3
    for value in (0.4949999999999, 0.49499999, 0.495, 0.495 - 1e-16):
        assert figure.table.measure.rounded(told(value)[0]["value"]) == figure.table.measure.rounded(value)


def test_size_is_modest() -> None:
    for name, data in drawn(samples()[0], WEB, "svg", "png"):
        packed = re.search(rb"<barometer:origin[^>]*>([^<]*)", data)
        assert packed and len(packed[1]) < 6_000, name
