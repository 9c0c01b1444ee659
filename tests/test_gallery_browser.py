"""The gallery in Chromium, from a folder and from a web server: what a reader can do, and what it asks for meanwhile.

Whatever a test does, no request may leave the gallery and the console must stay silent: `visits` sees to it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from browser import Visits, chromium, served, violations, visiting
from once import made_once
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect

from barometer_cli.export.manifest import Drawn, load
from barometer_cli.gallery.site import build
from barometer_cli.release.text import fold

ROOT = Path(__file__).parents[1]
FORMATS = "png,svg,svg-editable,svg-outlined,pdf,webp"
PRESETS = "web,social,mobile"
PAGE = "samarbejd-paa-tvaers/index.html"
FIGURE = "samarbejd-paa-tvaers/faser/index.html"
GROUPED = "sektorer/partnere-efter-sektor/index.html"
"""Its table is the widest, its text the longest."""

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "320": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the sample project and a figure of another, in every format, and their gallery."""
    return made_once(tmp_path_factory, "browser", drawn_with_gallery)


def drawn_with_gallery(out: Path) -> None:
    paths = ["figures/samarbejd-paa-tvaers", f"figures/{GROUPED.removesuffix('/index.html')}.yaml"]
    chosen = ["--format", FORMATS, "--preset", PRESETS, "--out", str(out)]
    command = [sys.executable, "-m", "barometer_cli", "render", *paths, "--quiet", *chosen]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    build(out, out / "gallery")


@pytest.fixture(scope="module")
def folder(rendered: Path) -> Path:
    return rendered / "gallery"


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.thorough)])
def visits(request: pytest.FixtureRequest, browser: Browser, folder: Path, server: str) -> Iterator[Visits]:
    """Visits to the gallery: opened from its folder, and from a web server, as most others are in every run."""
    with visiting(browser, server if request.param == "server" else f"{folder.as_uri()}/") as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visits]:
    """Visits to the gallery on a web server, where it does not matter which of the two."""
    with visiting(browser, server) as opened:
        yield opened


def figures(rendered: Path) -> dict[str, Drawn]:
    return {drawn.identity.figure: drawn for drawn in load(rendered).figures.values()}


def sidecar(rendered: Path, figure: str) -> dict[str, Any]:
    (path,) = (file.path for file in figures(rendered)[figure].files if file.format == "json")
    told: dict[str, Any] = json.loads((rendered / path).read_bytes())
    return told


def focused(page: Page) -> str:
    """The focused element: its id, or its class, or what it says."""
    said: str = page.evaluate(
        "() => { const e = document.activeElement; return e.id || e.className || e.textContent.trim() }"
    )
    return said


def shown(page: Page, selector: str) -> None:
    """Wait until a picture was read and drawn."""
    page.wait_for_function("(selector) => document.querySelector(selector).naturalWidth > 0", arg=selector)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_browser_is_told(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="apt-get install chromium"):
        chromium()


# Looking


def test_open_arrows_escape_and_back(visits: Visits) -> None:
    page = visits.open(PAGE)
    sheets = page.locator("[data-open]")
    titles = page.locator("article h2").all_inner_texts()
    sheets.nth(1).click()
    dialog = page.get_by_role("dialog", name=titles[1])
    assert dialog.is_visible() and focused(page) == "close"
    assert page.locator(".place").inner_text() == "2 af 7"
    shown(page, "#viewer img")
    for key, place in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        assert page.locator(".place").inner_text() == f"{place + 1} af 7"
        assert page.get_by_role("dialog", name=titles[place]).is_visible()
        picture = page.locator("#viewer img")
        assert picture.get_attribute("alt") == sheets.nth(place).locator("img").get_attribute("alt")
        shown(page, "#viewer img")
    assert page.evaluate("document.querySelector('#viewer img').src.endsWith('.svg')")
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()
    expect(sheets.nth(2)).to_be_focused()
    assert page.evaluate("(e) => e.getBoundingClientRect().top < innerHeight", sheets.nth(2).element_handle())


def test_back_closes_the_view_and_does_not_leave_the_page(visits: Visits) -> None:
    page = visits.open("index.html")
    page.goto(f"{visits.root}{PAGE}")
    sheets, dialog = page.locator("[data-open]"), page.locator("#viewer")
    length = page.evaluate("history.length")
    sheets.nth(1).click()
    page.keyboard.press("ArrowRight")
    page.go_back()
    expect(dialog).to_be_hidden()
    expect(sheets.nth(2)).to_be_focused()
    assert page.url.endswith(PAGE)
    page.go_forward()
    expect(page.locator(".place")).to_have_text("3 af 7")
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Luk").click(),
        lambda: page.locator(".stage").click(position={"x": 5, "y": 5}),
        lambda: page.evaluate("document.querySelector('#viewer').close()"),
        lambda: [page.keyboard.press("Escape"), page.keyboard.press("Escape")],
    ):
        close()
        expect(dialog).to_be_hidden()
        page.wait_for_function("() => history.state === null")
        assert page.url.endswith(PAGE) and page.evaluate("history.length") == length + 1
        sheets.nth(2).click()
        expect(dialog).to_be_visible()
    page.get_by_role("link", name="Link til illustrationen").click()
    page.wait_for_url(lambda url: not url.endswith(PAGE) and "#" not in url)
    page.go_back()
    expect(page.locator(".place")).to_have_text("3 af 7")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.go_back()
    page.wait_for_url("**/index.html")
    assert page.locator("#search").is_visible(), "and then it leaves the page"


def test_the_view_opens_and_closes_where_there_is_no_history(visit: Visits) -> None:
    page = visit.open(PAGE)
    page.evaluate("() => { history.pushState = history.replaceState = () => { throw new Error('denied') } }")
    page.locator("[data-open]").first.click()
    page.keyboard.press("ArrowRight")
    for close in ("Escape", "Enter"):
        page.keyboard.press(close)
        expect(page.locator("#viewer")).to_be_hidden()
        expect(page.locator("[data-open]").nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        page.locator("#viewer .close").focus()


def test_a_phone_is_shown_the_picture_for_phones(visits: Visits) -> None:
    page = visits.open(PAGE, **LOOKS["320"])
    small = page.locator("[data-open] img").first
    assert small.evaluate("image => image.currentSrc.split('/').pop()").endswith("-mobile.svg")
    small.click()
    shown(page, "#viewer img")
    assert page.evaluate("document.querySelector('#viewer img').src").endswith("-mobile.svg")


def test_arrows_go_round(visit: Visits) -> None:
    page = visit.open(PAGE)
    page.locator("[data-open]").first.click()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".place").inner_text() == "7 af 7"
    page.keyboard.press("Escape")
    expect(page.locator("[data-open]").last).to_be_focused()
    page.wait_for_timeout(100)
    expect(page.locator("[data-open]").last).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.locator(".place").inner_text() == "7 af 7"
    page.get_by_role("button", name="Næste illustration").click()
    assert page.locator(".place").inner_text() == "1 af 7"
    page.get_by_role("button", name="Luk").click()
    expect(page.locator("[data-open]").first).to_be_focused()


def test_a_key_with_a_modifier_is_the_browser_s(visit: Visits) -> None:
    page = visit.open(PAGE)
    page.locator("[data-open]").first.click()
    page.keyboard.press("Control+ArrowRight")
    assert page.locator(".place").inner_text() == "1 af 7"


def test_the_only_illustration_of_a_page_has_no_arrows(visit: Visits) -> None:
    page = visit.open(FIGURE)
    page.locator("[data-open]").click()
    assert page.get_by_role("dialog").is_visible()
    assert not page.get_by_role("button", name="Næste illustration").is_visible()
    page.keyboard.press("ArrowRight")
    shown(page, "#viewer img")
    page.keyboard.press("Escape")
    expect(page.locator("[data-open]")).to_be_focused()


# With the keyboard alone


def test_keyboard_opens_reads_and_leaves(visit: Visits) -> None:
    page = visit.open(PAGE)
    press = page.keyboard.press
    press("Tab")
    assert focused(page) == "skip"
    press("Enter")
    assert focused(page) == "main"
    press("Tab")
    assert page.evaluate("document.activeElement.download !== undefined"), "the ZIP comes first"
    press("Tab")
    assert focused(page) == "sheet"
    press("Enter")
    seen = []
    for _ in range(6):
        seen.append(focused(page))
        press("Tab")
    assert seen == ["close", "previous", "next", "button copy-picture", "Download illustration", "permalink"]
    page.locator("#viewer .next").focus()
    press("Enter")
    assert page.locator(".place").inner_text() == "2 af 7"
    press("Escape")
    expect(page.locator("#internt-eksternt .sheet")).to_be_focused()
    press("Tab")
    press("Tab")
    assert focused(page) == "Download illustration"
    press("Enter")
    press("Tab")
    assert page.evaluate("document.activeElement.href").endswith("web%402x.png"), "what is taken for the web first"


@pytest.mark.parametrize("address", ["index.html", PAGE, FIGURE])
def test_every_stop_of_the_keyboard_is_seen(visit: Visits, address: str) -> None:
    page = visit.open(address)
    unfold(page)
    stops: list[str] = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        who, seen = page.evaluate(
            """() => {
                const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
                const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return [e === document.body ? "" : e.outerHTML.slice(0, 200), inside && ring];
            }"""
        )
        if not who or who in stops[:1]:
            break
        stops.append(who)
        assert seen, who
    assert (
        len(stops)
        == page.locator("a:visible, button:visible, input:visible, summary:visible, textarea, [tabindex='0']").count()
    )


def test_cards_stand_in_line(visit: Visits, rendered: Path) -> None:
    """All places are of one height, and each holds its whole picture at its top, also one of another shape."""
    page = visit.open("index.html")
    for width, columns in ((1280, 3), (768, 2), (390, 1)):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = (
            page.locator(".shelf")
            .first.locator(".thumb")
            .evaluate_all("(found) => found.map((each) => each.getBoundingClientRect().toJSON())")
        )
        assert len({box["left"] for box in boxes}) == columns
        assert {round(box["width"] / box["height"], 2) for box in boxes} == {1.9}
        assert len({box["top"] for box in boxes}) == -(-len(boxes) // columns)
        pictures = page.locator(".thumb img")
        for place in range(pictures.count()):
            pictures.nth(place).scroll_into_view_if_needed()
        page.wait_for_function("[...document.querySelectorAll('.thumb img')].every((each) => each.naturalWidth)")
        shapes = pictures.evaluate_all(
            """(found) => found.map((each) => {
                const own = each.getBoundingClientRect(), room = each.parentElement.getBoundingClientRect();
                const over = [Math.abs(room.top - own.top), own.bottom - room.bottom, own.right - room.right];
                const shape = each.naturalWidth / each.naturalHeight;
                const filled = Math.max(own.width / room.width, own.height / room.height);
                return [own.width / own.height / shape, Math.max(...over), filled, shape];
            })"""
        )
        for stretched, outside, filled, _ in shapes:
            assert abs(stretched - 1) < 0.02 and outside < 0.5 and filled > 0.98, "whole, and as large as there is room"
        assert len({round(shape, 1) for *_, shape in shapes}) > 1, "some are of another shape"
    sources = page.locator(".thumb img").evaluate_all("(found) => found.map((each) => each.src)")
    drawn = {name for name, each in figures(rendered).items() if any(file.preset == "social" for file in each.files)}
    assert drawn == {source.split("/")[-2] for source in sources if source.endswith("-social.png")} != set()


# Search


def test_search_finds_what_is_written_with_danish_letters(visits: Visits) -> None:
    page = visits.open("index.html")
    box = page.get_by_role("searchbox", name="Søg i illustrationerne")
    told = page.locator("#found")
    assert told.inner_text() == ""
    everything = page.locator(".cards li:visible").count()
    found = {}
    for typed in ("paa tvaers", "PÅ TVÆRS", "på  tværs,", "pa\u030a tværs"):
        box.fill(typed)
        found[typed] = page.locator(".cards li:visible .name").all_inner_texts()
        assert told.inner_text() == f"{len(found[typed])} illustrationer fundet"
    assert len({tuple(names) for names in found.values()}) == 1
    for typed in ("nogletal", "noegletal", "NØGLETAL"):
        box.fill(typed)
        assert page.locator(".cards li:visible .name").all_inner_texts() == ["Samarbejd på tværs"]
    assert "Samarbejd på tværs" in found["paa tvaers"] and len(found["paa tvaers"]) < everything
    box.fill("vejdirektoratet")
    assert page.locator(".cards li:visible .name").all_inner_texts() == ["Citat fra Vejdirektoratet"]
    assert told.inner_text() == "1 illustration fundet"
    assert page.locator(".shelf:visible").count() == 1, "a page without a find is not shown"
    box.fill("zzz")
    assert told.inner_text() == "Ingen illustrationer passer til søgningen."
    box.press("Escape")
    assert page.locator(".cards li:visible").count() == everything and box.input_value() == ""


def test_search_finds_numbers_files_captions_and_words_in_any_form(visits: Visits) -> None:
    page = visits.open("index.html")
    box, found = page.get_by_role("searchbox"), page.locator(".cards li:visible .name")
    box.fill("69")
    assert "Samarbejd på tværs" in found.all_inner_texts()
    box.fill("6")
    assert "Samarbejd på tværs" not in found.all_inner_texts(), "a number is found whole"
    for typed in ("citat-vejdirektoratet", "Vejdirektorat", "vejdirektoraterne"):
        box.fill(typed)
        assert found.all_inner_texts() == ["Citat fra Vejdirektoratet"], typed
    box.fill("offentlige sektor samlet set")
    assert found.all_inner_texts()


def test_the_large_view_offers_the_files_of_what_it_shows(visits: Visits) -> None:
    page = visits.open(PAGE)
    sheets, files = page.locator("[data-open]"), page.locator("#viewer .files")
    for place in range(2):
        sheets.nth(place).click()
        files.locator("summary").click()
        offered = files.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
        listed = (
            page.locator("article").nth(place).locator(".downloads a").evaluate_all("a => a.map((link) => link.href)")
        )
        assert offered == listed and offered
        page.keyboard.press("Escape")
        expect(page.locator("#viewer")).to_be_hidden()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_a_search_has_an_address(visits: Visits) -> None:
    page = visits.open("index.html?q=paa+tvaers")
    assert page.get_by_role("searchbox").input_value() == "paa tvaers"
    assert "Samarbejd på tværs" in page.locator(".cards li:visible .name").all_inner_texts()


def test_what_is_typed_can_be_shared(visits: Visits) -> None:
    """The address follows, also in a folder; going back to the search finds it as it was."""
    page = visits.open("index.html")
    box = page.get_by_role("searchbox")
    box.press_sequentially("på tværs")
    found = page.locator(".cards li:visible .name").all_inner_texts()
    assert page.url.endswith("index.html?q=p%C3%A5+tv%C3%A6rs") and page.evaluate("history.length") <= 2
    again = visits.open(page.url.removeprefix(visits.root))
    assert again.get_by_role("searchbox").input_value() == "på tværs"
    assert again.locator(".cards li:visible .name").all_inner_texts() == found
    page.locator(".cards li:visible a").first.click()
    page.wait_for_url(lambda url: "?q=" not in url)  # a page that is being left cannot be gone back from
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "på tværs"
    page.get_by_role("searchbox").press("Escape")
    assert page.url.endswith("index.html")


def test_the_page_folds_what_is_typed_as_the_gallery_folded_its_texts(visit: Visits) -> None:
    page = visit.open("index.html")
    texts = [
        "PÅ TVÆRS",
        "Pa\u030a",
        "Øget  værdi: ”én” løsning/ide",
        "Straße",
        "ﬁnde ½ m²",
        "69\u00a0%",
        "İstanbul",
        "ſ",
    ]
    texts += page.locator(".name").all_inner_texts()
    assert page.evaluate("(texts) => texts.map(fold)", texts) == [fold(text) for text in texts]


# Copying


@pytest.mark.parametrize("figure", ["faser", "noegletal", "citat-vejdirektoratet"])
def test_what_is_copied_is_what_the_facts_say(visits: Visits, rendered: Path, figure: str) -> None:
    told = sidecar(rendered, figure)
    page = visits.open(f"samarbejd-paa-tvaers/{figure}/index.html", **CLIPBOARD)
    copied = {}
    for name in ("Figurtekst", "Alternativ tekst", "Indlejringskode", "Kildehenvisning"):
        button = page.get_by_role("button", name=f"Kopiér {name.lower()}", exact=True)
        if name == "Figurtekst" and not told["caption"]:
            assert button.count() == 0
            continue
        page.evaluate("navigator.clipboard.writeText('')")
        button.click()
        expect(page.locator(".status")).to_have_text("Kopieret")
        copied[name] = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
        expect(button).to_be_focused()
    assert copied.get("Figurtekst", "") == told["caption"]
    assert copied["Alternativ tekst"] == told["alt"]
    kinds = {"bars": "figur", "key_number": "nøgletal", "quote": "citat"}
    made_up = " Syntetiske data." if told["synthetic"] and told["kind"] != "quote" else ""
    cited = f"{told['source']}: {told['title']} ({kinds[told['kind']]}). Samarbejd på tværs.{made_up}"
    assert copied["Kildehenvisning"] == cited
    assert f'alt="{told["alt"]}"' in copied["Indlejringskode"]


def test_copying_without_the_clipboard_interface(visit: Visits, rendered: Path) -> None:
    """Where a browser denies it, the old way is taken; where that fails too, the page does not say "Kopieret"."""
    page = visit.open(FIGURE, **CLIPBOARD)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }")
    button = page.get_by_role("button", name="Kopiér alternativ tekst")
    button.click()
    expect(page.locator(".status")).to_have_text("Kopieret")
    assert page.evaluate("navigator.clipboard.readText()") == sidecar(rendered, "faser")["alt"]
    page.evaluate("() => { document.execCommand = () => false; document.querySelector('.status').textContent = '' }")
    button.click()
    page.wait_for_timeout(100)
    assert page.locator(".status").inner_text() == ""
    assert page.evaluate("getSelection().toString()") == sidecar(rendered, "faser")["alt"], "to be copied by hand"


def clipped(page: Page) -> Image.Image:
    """The picture that the clipboard holds."""
    held = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const bytes = new Uint8Array(await (await item.getType("image/png")).arrayBuffer());
            return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }"""
    )
    return Image.open(BytesIO(b64decode(held))).convert("RGB")


def test_a_picture_is_copied_from_the_large_view(visit: Visits, rendered: Path) -> None:
    """The PNG of what is shown, px by px, the largest there is; that is said within the view, and focus stays."""
    page = visit.open(PAGE, **CLIPBOARD)
    page.locator("[data-open]").nth(1).click()
    button, said = page.get_by_role("button", name="Kopiér billede"), page.locator("#viewer").get_by_role("status")
    for figure in ("internt-eksternt", "partnere"):
        button.focus()
        page.keyboard.press("Enter")
        expect(said).to_have_text("Kopieret")
        expect(button).to_be_focused()
        assert said.evaluate("each => getComputedStyle(each).visibility") == "visible"
        (path,) = (file.path for file in figures(rendered)[figure].files if file.path.endswith("-web@2x.png"))
        assert ImageChops.difference(clipped(page), Image.open(rendered / path).convert("RGB")).getbbox() is None
        page.keyboard.press("ArrowRight")
        expect(said).to_have_text("")


def test_on_a_phone_the_picture_for_phones_is_copied(visit: Visits, rendered: Path) -> None:
    page = visit.open(PAGE, **LOOKS["320"], **CLIPBOARD)
    page.locator("[data-open]").nth(1).click()
    page.get_by_role("button", name="Kopiér billede").click()
    expect(page.locator("#viewer").get_by_role("status")).to_have_text("Kopieret")
    (path,) = (file.path for file in figures(rendered)["internt-eksternt"].files if file.path.endswith("-mobile.png"))
    assert clipped(page).size == Image.open(rendered / path).convert("RGB").size


@pytest.mark.parametrize(
    "denied",
    [
        "navigator.clipboard.write = () => Promise.reject(new Error('denied'))",
        "delete window.ClipboardItem",
        "HTMLCanvasElement.prototype.toBlob = (done) => done(null)",
    ],
)
def test_where_a_picture_cannot_be_copied_the_way_by_hand_is_told(visit: Visits, denied: str) -> None:
    page = visit.open(PAGE, **CLIPBOARD)
    page.evaluate(f"() => {{ {denied} }}")
    page.locator("[data-open]").nth(1).click()
    page.get_by_role("button", name="Kopiér billede").click()
    expect(page.locator("#viewer").get_by_role("status")).to_contain_text("Højreklik på billedet")
    expect(page.get_by_role("button", name="Kopiér billede")).to_be_focused()
    assert violations(page) == []


def test_a_browser_that_gives_no_px_to_a_folder_is_told_of(browser: Browser, folder: Path) -> None:
    with visiting(browser, f"{folder.as_uri()}/") as visits:
        page = visits.open(PAGE)
        page.locator("[data-open]").nth(1).click()
        page.get_by_role("button", name="Kopiér billede").click()
        expect(page.locator("#viewer").get_by_role("status")).to_contain_text("vælg Kopiér billede")


def assert_embedded(page: Page, told: dict[str, Any]) -> None:
    """The code is whole: one figure, as wide as its column, the picture for that width shown, and read once."""
    assert page.evaluate("[...document.body.children].map((each) => each.localName)") == ["figure"]
    page.evaluate("document.body.style.margin = 0")
    wide, phone = (1280, ((375, "mobile"), (640, "web"), (1200, "web"))), (390, ((375, "mobile"), (390, "mobile")))
    for screen, columns in (wide, (1280, ((479, "mobile"), (480, "web"))), phone, (320, ((320, "mobile"),))):
        page.set_viewport_size({"width": screen, "height": 1400})
        for width, sheet in columns:
            page.evaluate("(width) => { document.body.style.width = `${width}px` }", width)
            page.wait_for_function(
                """(name) => {
                    const all = [...document.querySelectorAll('figure img')].filter((each) => each.clientWidth);
                    const [shown] = all;
                    return all.length === 1 && shown.complete && shown.naturalWidth && shown.currentSrc.includes(name);
                }""",
                arg=f"-{sheet}",
            )
            shape, drawn, high = page.evaluate(
                """() => {
                    const shown = [...document.querySelectorAll('figure img')].find((each) => each.clientWidth);
                    const box = shown.getBoundingClientRect(), own = shown.naturalWidth / shown.naturalHeight;
                    const hidden = [...document.querySelectorAll('figure img')].filter((each) => each !== shown);
                    return [(box.width / box.height) / own, box.width, hidden.map((each) => each.clientHeight)];
                }"""
            )
            assert abs(shape - 1) < 0.01 and drawn == width, "as wide as the column, and not out of shape"
            assert high == [0] * len(high), "the other takes no room"
            assert page.evaluate("document.documentElement.scrollWidth") == screen
    picture = page.get_by_role("img", name=told["alt"], exact=True)
    assert picture.count() == 1 and picture.get_attribute("title") == told["title"]
    assert page.locator("figure").get_by_role("img").count() == 1
    assert page.locator("figure img").first.evaluate("each => each.currentSrc.split('.').pop()") == "webp"
    assert page.locator("figcaption").inner_text() == f"{told['caption']} Kilde: {told['source']}."
    assert page.locator("script, iframe, style").count() == 0
    assert violations(page, "figure") == []


def blank(code: str) -> str:
    """A page with nothing in it but the code."""
    return f'<!doctype html>\n<html lang="da"><meta charset="utf-8"><title>Indlejret</title>\n{code}\n</html>\n'


def test_embed_code_beside_the_picture(browser: Browser, folder: Path, rendered: Path, tmp_path: Path) -> None:
    """Without an address the picture is put beside the page that the code goes into, as the hint says."""
    with visiting(browser, f"{folder.as_uri()}/") as gallery:
        page = gallery.open(FIGURE)
        assert "Læg de filer, koden nævner, samme sted" in page.locator(".hint").inner_text()
        code = page.locator("#faser-embed").input_value()
    for picture in (folder / FIGURE).parent.glob("*.png"):
        shutil.copy(picture, tmp_path)
    for picture in (folder / FIGURE).parent.glob("*.webp"):
        shutil.copy(picture, tmp_path)
    (tmp_path / "side.html").write_text(blank(code), "utf-8")
    with visiting(browser, f"{tmp_path.as_uri()}/") as elsewhere:
        assert_embedded(elsewhere.open("side.html"), sidecar(rendered, "faser"))


def test_embed_code_with_an_address(browser: Browser, rendered: Path, tmp_path: Path) -> None:
    with served(tmp_path) as address, visiting(browser, address) as visits:
        build(rendered, tmp_path / "gallery", f"{address}gallery")
        code = visits.open(f"gallery/{FIGURE}").locator("#faser-embed").input_value()
        (tmp_path / "side.html").write_text(blank(code), "utf-8")
        page = visits.open("side.html")
        told = sidecar(rendered, "faser")
        assert_embedded(page, told)
        page.locator("figure a").first.click()
        assert page.locator("h1").inner_text() == told["title"]


# Downloads


def received(page: Page, link: Locator) -> tuple[str, bytes]:
    """Click a link; the name and bytes of the file that arrives."""
    with page.expect_download() as waited:
        link.click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def received_all(visit: Visits, address: str, links: str) -> dict[str, bytes]:
    """What arrives by the links of a page; it is opened anew now and then, as Chromium saves ten files of a tab."""
    arrived: dict[str, bytes] = {}
    page, count = visit.open(address), 1
    while len(arrived) < count:
        if arrived and len(arrived) % 10 == 0:
            page = visit.open(address)
        unfold(page)
        found = page.locator(links)
        count = found.count()
        name, data = received(page, found.nth(len(arrived)))
        assert name not in arrived
        arrived[name] = data
    return arrived


def test_downloads_arrive_and_are_the_right_files(visit: Visits, rendered: Path) -> None:
    drawn = figures(rendered)["faser"]
    arrived = received_all(visit, FIGURE, ".downloads a")
    assert arrived == {Path(file.path).name: (rendered / file.path).read_bytes() for file in drawn.files}
    assert {file.format for file in drawn.files} == {*FORMATS.split(","), "csv", "json"}
    assert arrived == received_all(visit, PAGE, "#faser .downloads a")


def test_numbers_and_everything_arrive(visits: Visits, rendered: Path, tmp_path: Path) -> None:
    """Also from a folder, where Chromium saves only what it cannot show."""
    page = visits.open(FIGURE)
    (csv,) = (rendered / file.path for file in figures(rendered)["faser"].files if file.format == "csv")
    assert received(page, page.get_by_role("link", name="Download tallene som CSV")) == (csv.name, csv.read_bytes())
    page = visits.open(PAGE)
    name, data = received(page, page.locator("a.button"))
    assert name == "samarbejd-paa-tvaers.zip"
    (tmp_path / name).write_bytes(data)
    with ZipFile(tmp_path / name) as bundle:
        assert bundle.testzip() is None
        held = {entry: bundle.read(entry) for entry in bundle.namelist()}
    said = held.pop("samarbejd-paa-tvaers/LÆS-MIG.txt").decode("utf-8-sig")
    files = [file for each in load(rendered).figures.values() if each.identity.page in name for file in each.files]
    fonts = {entry for entry in held if "/IBM Plex Sans/" in entry}
    assert {Path(entry).suffix for entry in fonts} == {".ttf", ".txt"}, "for what is edited"
    held = {entry: data for entry, data in held.items() if entry not in fonts}
    assert held == {file.path: (rendered / file.path).read_bytes() for file in files}
    assert all(Path(file.path).name in said for file in files)


def test_from_a_folder_a_picture_is_shown_to_be_saved(browser: Browser, folder: Path) -> None:
    """Chromium does not heed `download` there; the link still leads to the picture."""
    with visiting(browser, f"{folder.as_uri()}/") as visits:
        page = visits.open(FIGURE)
        page.locator(".downloads a").first.click()
        page.wait_for_url("**/*-web%402x.png")
        shown(page, "img")


# Addresses


def test_every_illustration_has_an_address(visits: Visits) -> None:
    page = visits.open(f"{PAGE}#tvaeroffentligt")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('#tvaeroffentligt').getBoundingClientRect().top) < 20"
    )
    page.locator("#tvaeroffentligt h2 a").click()
    assert page.url.endswith("/tvaeroffentligt/index.html")
    assert page.locator("h1").inner_text() == "Tværoffentligt samarbejde sker oftest inden for samme sektor"
    page.get_by_role("link", name="Forrige illustration").click()
    assert page.url.endswith("/faser/index.html")
    page.get_by_role("navigation", name="Du er her").get_by_role("link", name="Samarbejd på tværs").click()
    page.wait_for_function("() => Math.abs(document.querySelector('#faser').getBoundingClientRect().top) < 20")
    page.locator("[data-open]").first.click()
    page.get_by_role("link", name="Link til illustrationen").click()
    assert page.url.endswith("/noegletal/index.html")


@pytest.mark.parametrize("address", ["", "samarbejd-paa-tvaers/", "samarbejd-paa-tvaers/faser/"])
def test_a_web_server_needs_only_the_folder(visit: Visits, address: str) -> None:
    page = visit.open(address)
    assert page.locator("h1").inner_text()
    shown(page, "main img")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans\"'))")


def test_without_script_all_is_read_and_downloaded(visits: Visits, rendered: Path) -> None:
    page = visits.open("index.html", java_script_enabled=False)
    assert not page.locator(".search").is_visible(), "nothing is offered that does not work"
    page.get_by_role("link", name="Der samarbejdes oftest om udvikling").click()
    assert page.get_by_role("button").count() == 0
    told = sidecar(rendered, "faser")
    assert page.locator(".about .caption").inner_text() == told["caption"]
    assert page.locator("tbody tr").count() == len(told["table"])
    (csv,) = (rendered / file.path for file in figures(rendered)["faser"].files if file.format == "csv")
    assert received(page, page.get_by_role("link", name="Download tallene som CSV")) == (csv.name, csv.read_bytes())
    page.get_by_role("link", name="Åben illustration").click()
    assert page.url.endswith(".svg")
    page = visits.open(PAGE, java_script_enabled=False)
    summary = page.locator("#faser summary").first
    summary.click()
    assert page.locator("#faser .downloads li").first.is_visible()
    page.locator("#faser .sheet").click()
    assert page.url.endswith("/faser/index.html")


# Everybody


@pytest.mark.parametrize(
    ("address", "look"),
    [
        pytest.param(address, look, marks=() if turn == place else pytest.mark.thorough)
        for turn, address in enumerate(["index.html", PAGE, GROUPED])
        for place, look in enumerate(LOOKS)
    ],
)
def test_axe_finds_nothing(visit: Visits, address: str, look: str) -> None:
    page = visit.open(address, **LOOKS[look])
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize(
    "look", ["light", *(pytest.param(look, marks=pytest.mark.thorough) for look in ("dark", "320"))]
)
def test_axe_finds_nothing_in_the_dialog(visit: Visits, look: str) -> None:
    page = visit.open(PAGE, **LOOKS[look])
    page.locator("[data-open]").nth(2).click()
    shown(page, "#viewer img")
    assert violations(page) == []


@pytest.mark.parametrize("address", ["index.html", PAGE, FIGURE, GROUPED])
def test_no_sideways_scroll(visit: Visits, address: str) -> None:
    page = visit.open(address)
    unfold(page)
    sheet = page.locator("[data-open]").first
    for width in (320, 390, 768, 1040, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if address == "index.html":
            continue
        sheet.click()
        shown(page, "#viewer img")
        box = page.locator("#viewer img").bounding_box()
        assert box and box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= 640
        page.keyboard.press("Escape")
        expect(page.locator("#viewer")).to_be_hidden()


def test_a_wide_table_scrolls_in_its_place(visit: Visits) -> None:
    """By touch and by keys; its last number is reached, and the page stays where it is."""
    page = visit.open(GROUPED, **LOOKS["320"])
    wide = page.get_by_role("region").first
    assert wide.evaluate("each => each.scrollWidth > each.clientWidth"), "it is wider than the screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(each) => each.scrollLeft + each.clientWidth >= each.scrollWidth - 1", arg=wide.element_handle()
    )
    last = wide.locator("tbody tr").first.locator("td").last.bounding_box()
    assert last and last["x"] >= 0 and last["x"] + last["width"] <= 320


@pytest.mark.parametrize("address", ["index.html", PAGE, FIGURE])
def test_a_finger_hits_what_it_aims_at(visit: Visits, address: str) -> None:
    """Whatever is pressed is 44 px high; links in running text are not."""
    page = visit.open(address, **LOOKS["320"])
    unfold(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input")]
            .filter((each) => each.checkVisibility() && !each.closest(".skip, .source"))
            .filter((each) => each.getBoundingClientRect().height < 44)
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert small == []


EDITIONS = (("2019", "da", 10), ("2021", "da", 70), ("2021", "en", 70))


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A figure in two editions and two languages."""
    root = tmp_path_factory.mktemp("editions")
    for wave, language, percent in EDITIONS:
        folder = root / f"figures/{wave}-{language}/samarbejde"
        folder.mkdir(parents=True)
        survey = f'name: Prøven\nwave: "{wave}"\nlanguage: {language}\ntable_unit: percent\n'
        (folder / "survey.yaml").write_text(survey, "utf-8")
        (folder / "tal.csv").write_text(f"category;share\nBorgere;{percent}\nKommuner;20\n", "utf-8")
        spec = "kind: bars\ntitle: Sådan svarer man\nn: 100\ncaption: svarene\ntable: tal.csv\n"
        (folder / "f.yaml").write_text(spec, "utf-8")
    command = [sys.executable, "-m", "barometer_cli", "render", "--quiet", "--preset", "web,social"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=root, env=environment, check=True, timeout=120)
    build(root / "build", root / "gallery")
    return root / "gallery"


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(look, id=name, marks=pytest.mark.thorough if place else ())
        for place, (name, look) in enumerate(LOOKS.items())
    ],
)
def test_editions_are_chosen_and_everybody_can(browser: Browser, editions: Path, look: dict[str, Any]) -> None:
    """From an old address to the edition that is meant, from there to another, and each shows its own numbers."""
    with served(editions) as address, visiting(browser, address) as visits:
        page = visits.open("samarbejde/f/index.html", **look)
        assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("link", name="2019, dansk").click()
        expect(page.locator("table td").first).to_have_text("10 %")
        assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("link", name="2021, engelsk").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("table td").first).to_have_text("70%")
        assert page.locator(".illustration img").first.evaluate("(each) => each.complete && each.naturalWidth > 0")
        page.get_by_role("link", name="2021, English").first.click()
        expect(page.locator("h1 small")).to_have_text("2021, English")
        assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page = visits.open("index.html", **look)
        assert page.locator("h2 small").all_inner_texts() == ["2021, dansk", "2021, engelsk", "2019, dansk"]
        assert violations(page) == []
