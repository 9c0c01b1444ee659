"""The preview in a browser: it follows every save without being loaded again, and everybody can use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="starlette is not installed: barometer-cli[live]")
pytest.importorskip("watchfiles", reason="watchfiles is not installed: barometer-cli[live]")
pytest.importorskip("uvicorn", reason="uvicorn is not installed: barometer-cli[live]")

from browser import violations
from playwright.sync_api import Browser, Page, expect

from barometer_cli.languages import LANGUAGES
from barometer_cli.preview.desk import Desk
from barometer_cli.preview.server import listen, server

SURVEY = "name: Prøven\nwave: 2018-2019\npopulation: alle\ntable_unit: percent\n"
SPEC = "kind: bars\ntitle: Flest siger ja\nn: 1877\ncaption: hvad der blev svaret\ntable: svar.csv\n"
DATA = "category;share;n\nJa;60;1877\nNej;40;1877\n"
BROKEN = SPEC.replace("n: 1877", "nn: 1877")
FIGURE = "/side/en/"
LIVE = "Følger dine ændringer"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page with the figures `en`, `fejl` (whose title is false) and `to`."""
    page = tmp_path / "figures" / "side"
    page.mkdir(parents=True)
    for name, text in {
        "survey.yaml": SURVEY,
        "page.yaml": "heading: Én side\n",
        "en.yaml": SPEC,
        "fejl.yaml": SPEC.replace("Flest siger", "Hver fjerde siger"),
        "to.yaml": SPEC.replace("Flest siger ja", "Seks ud af ti siger ja"),
        "svar.csv": DATA,
    }.items():
        (page / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return page


@contextmanager
def serving(port: int = 0) -> Iterator[int]:
    """A preview that runs, and its port."""
    listening = listen("127.0.0.1", port)
    serves = server(Desk([Path("figures")]), LANGUAGES["da"], "127.0.0.1")
    thread = threading.Thread(target=serves.run, args=([listening],))
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        serves.should_exit = True
        thread.join(30)
        listening.close()
        assert not thread.is_alive()


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with serving() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where a script fails or the policy forbids something."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    context.close()
    assert wrong == []


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until it follows."""
    page.goto(address)
    expect(page.locator("#live")).to_have_text(LIVE)


def remember(page: Page) -> None:
    """Mark the document: the mark is gone as soon as another one is loaded."""
    page.evaluate("window.marked = true")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def drawn(page: Page) -> bool:
    """Whether the own picture is there and was drawn."""
    return bool(page.evaluate("(i => !!i && i.complete && i.naturalWidth > 0)(document.querySelector('.own img'))"))


def source(page: Page) -> str | None:
    return page.locator(".own img").get_attribute("src")


def test_a_save_shows_without_loading_the_page_again(page: Page, address: str, folder: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    visit(page, address + FIGURE)
    remember(page)
    page.evaluate("scrollTo(0, 200)")
    texts = page.locator("[data-part=table]").element_handle()
    before = source(page)
    (folder / "en.yaml").write_text(SPEC.replace("Flest", "De fleste"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("De fleste siger ja")
    expect(page.locator("#live")).to_have_text("Opdateret")
    assert source(page) != before and drawn(page) and stayed(page)
    assert page.title().startswith("De fleste siger ja")
    assert page.evaluate("scrollY") == 200
    assert texts and texts.evaluate("part => part.isConnected"), "what did not change is not replaced"


def test_a_broken_spec_is_shown_with_its_line_and_mended_again(page: Page, address: str, folder: Path) -> None:
    visit(page, address + FIGURE)
    remember(page)
    before = source(page)
    (folder / "en.yaml").write_text(BROKEN, encoding="utf-8")
    error = page.get_by_role("alert")
    expect(error).to_contain_text("ukendt felt 'nn'")
    expect(error.locator(".place")).to_have_text("figures/side/en.yaml:3:1")
    expect(error.locator("li.error")).to_have_text("nn: 1877")
    assert source(page) == before and drawn(page) and page.title().startswith("✗")
    assert "grayscale" in page.locator(".own img").evaluate("image => getComputedStyle(image).filter")
    (folder / "en.yaml").write_text("kind: [", encoding="utf-8")
    expect(error).to_contain_text("dette er ikke YAML")
    (folder / "en.yaml").write_text(SPEC, encoding="utf-8")
    expect(error).to_have_count(0)
    assert source(page) == before and drawn(page) and stayed(page)


def test_a_figure_that_is_removed_and_comes_back(page: Page, address: str, folder: Path) -> None:
    visit(page, address + FIGURE)
    remember(page)
    (folder / "en.yaml").unlink()
    expect(page.locator("h1")).to_have_text("Siden findes ikke")
    (folder / "en.yaml").write_text(SPEC, encoding="utf-8")
    expect(page.locator("h1")).to_have_text("Flest siger ja")
    assert drawn(page) and stayed(page)


def test_the_list_follows_and_keeps_what_the_reader_did(page: Page, address: str, folder: Path) -> None:
    visit(page, address)
    remember(page)
    found = page.locator("#found")
    expect(found).to_contain_text("BAR201")
    found.locator("summary").click()
    (folder / "to.yaml").write_text(BROKEN, encoding="utf-8")
    expect(page.locator(".lead")).to_contain_text("2 fejl")
    assert found.get_attribute("open") is None and stayed(page)
    (folder / "ny.yaml").write_text(SPEC.replace("Flest", "Endnu flere"), encoding="utf-8")
    expect(page.locator("[data-card]")).to_have_count(4)
    expect(page.locator(".name", has_text="Endnu flere siger ja")).to_be_visible()


def test_a_lost_connection_is_told_and_found_again(page: Page, folder: Path) -> None:
    with serving() as port:
        visit(page, f"http://127.0.0.1:{port}{FIGURE}")
        remember(page)
    expect(page.locator("#live")).to_contain_text("Forbindelsen er tabt")
    (folder / "en.yaml").write_text(SPEC.replace("Flest", "De fleste"), encoding="utf-8")
    with serving(port):
        expect(page.locator("h1")).to_have_text("De fleste siger ja", timeout=15_000)
        expect(page.locator("#live")).not_to_contain_text("Forbindelsen er tabt")
        assert drawn(page) and stayed(page)


def test_keys_lead_from_figure_to_figure(page: Page, address: str) -> None:
    visit(page, address)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(address + FIGURE)
    for key, there in (("j", "/side/fejl/"), ("ArrowRight", "/side/to/"), ("k", "/side/fejl/"), ("ArrowLeft", FIGURE)):
        page.keyboard.press(key)
        page.wait_for_url(address + there)
    page.keyboard.press("ArrowLeft")  # the first has none before it
    page.keyboard.press("Control+j")
    page.keyboard.press("u")
    page.wait_for_url(address + "/")


def test_png_or_svg_is_chosen_for_every_page(page: Page, address: str, folder: Path) -> None:
    def shown() -> str:
        """Address of the picture, once it is drawn."""
        found: str = page.locator(".own img").evaluate("image => image.decode().then(() => image.currentSrc)")
        return found

    visit(page, address + FIGURE)
    assert ".svg" in shown()
    page.keyboard.press("p")
    assert ".png" in shown()
    (folder / "en.yaml").write_text(SPEC.replace("Flest", "De fleste"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("De fleste siger ja")
    assert ".png" in shown()
    page.keyboard.press("j")
    page.wait_for_url(address + "/side/fejl/")
    assert ".png" in shown()
    page.get_by_role("button", name="SVG").click()
    assert ".svg" in shown()
    expect(page.get_by_role("button", name="SVG")).to_have_attribute("aria-pressed", "true")


def test_a_finding_leads_to_its_line_and_to_what_it_means(page: Page, address: str) -> None:
    visit(page, address)
    page.get_by_role("link", name="figures/side/fejl.yaml:2:1").click()
    page.wait_for_url(address + "/side/fejl/#L2")
    expect(page.locator("#L2")).to_be_in_viewport()
    page.locator("#L2").get_by_role("link", name="BAR201").click()
    expect(page.locator("h1")).to_have_text("En påstand er falsk")


def test_nobody_else_is_asked_for_anything(page: Page, address: str, folder: Path) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for path in ("/", FIGURE, "/nowhere/", "/_preview/codes/BAR201/"):
        visit(page, address + path)
        page.keyboard.press("p")
    (folder / "en.yaml").write_text(BROKEN, encoding="utf-8")
    expect(page.locator("#live")).to_have_text(LIVE)
    assert asked and all(url.startswith(f"{address}/") for url in asked)
    assert {url.rsplit("/", 1)[1] for url in asked} >= {"preview.js", "events", "IBMPlexSans_400Regular.ttf"}


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 1280),
        ("dark", 320),
        pytest.param("light", 320, marks=pytest.mark.thorough),
        pytest.param("dark", 1280, marks=pytest.mark.thorough),
    ],
)
def test_everybody_can_use_it(browser: Browser, address: str, folder: Path, scheme: Any, width: int) -> None:
    """Nothing for axe to find, and nothing to scroll to at the side."""
    (folder / "to.yaml").write_text(BROKEN, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    try:
        for path in ("/", "/side/fejl/", "/side/to/", "/nowhere/", "/_preview/codes/BAR201/"):
            visit(page, address + path)
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    finally:
        context.close()


def test_headlines_come_when_they_are_asked_for_and_again_after_a_save(page: Page, address: str, folder: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address + FIGURE)
    expect(page.locator("[data-copy]")).to_have_count(0)
    page.get_by_role("button", name=LANGUAGES["da"].preview.suggest).click()
    first = page.locator(".suggested li").first
    expect(first).to_contain_text("Seks ud af ti svarer ”Ja”")
    first.get_by_role("button").click()
    expect(first.get_by_role("button")).to_contain_text(LANGUAGES["da"].preview.copied)
    assert page.evaluate("navigator.clipboard.readText()") == "title: Seks ud af ti svarer ”Ja”"
    (folder / "svar.csv").write_text(DATA.replace("60", "70").replace("40", "30"), encoding="utf-8")
    expect(page.locator(".suggested li").first).to_contain_text("Syv ud af ti svarer ”Ja”")
