"""The gallery as files: every page from its template, every picture copied beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError

from barometer_cli import themes
from barometer_cli.errors import BuildError
from barometer_cli.gallery import share
from barometer_cli.gallery.words import LANGUAGES, Words
from barometer_cli.release.changes import Change, Field, changes
from barometer_cli.release.publish import Published, publish
from barometer_cli.release.read import Illustration, Page, pages
from barometer_cli.release.text import searchable
from barometer_cli.release.words import spoken

STATIC = ("gallery.css", "gallery.js")
ASSETS = "_gallery"
LIST = f"{ASSETS}/files.txt"
"""What the gallery has written."""

SEEN: tuple[Field, ...] = ("title", "subtitle", "caption", "source")
"""Texts whose changes a reader is told of."""

BASE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~%@+,=-]+)*/?")


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: where, how many pages and illustrations, and what became of the files."""

    index: Path
    pages: int
    illustrations: int
    files: Published


def build(
    out: Path,
    to: Path,
    base_url: str | None = None,
    language: str | None = None,
    templates: Path | None = None,
    since: Path | None = None,
) -> Built:
    """Write the gallery of a folder of pictures.

    Parameters
    ----------
    out
        The folder that `render` wrote.
    to
        Where the gallery goes.
    base_url
        The address it will have; without it every address is relative and nothing is told to other sites.
    language
        Of the words round the illustrations; that of the first illustration where left out.
    templates
        A folder whose files replace those of the same name.
    since
        An earlier release: every illustration tells what changed.

    Raises
    ------
    BuildError
        If there is nothing to show, a file is missing, a name is not safe, or a template is wrong.
    """
    base = _base(base_url)
    if out.resolve().is_relative_to(to.resolve()):
        raise BuildError(f"--to {to}: the gallery cannot lie where the pictures are", "Choose another folder.")
    chosen = spoken(LANGUAGES, language) if language else None
    found = pages(out)
    words = chosen or LANGUAGES.get(found[0].illustrations[0].language, LANGUAGES["da"])
    changed = {change.name: _told(change) for change in changes(since, out, pictures=False)} if since else {}
    published = publish(_files(found, words, base, templates, changed), to, LIST)
    return Built(to / "index.html", len(found), sum(len(page.illustrations) for page in found), published)


def _files(
    found: tuple[Page, ...], words: Words, base: str, templates: Path | None, changed: Mapping[str, Change]
) -> Iterator[tuple[str, bytes]]:
    """Every file of the gallery: its path there, its bytes."""
    environment = _environment(templates)
    shared = {"words": words, "base": base, "share": share, "pages": found, "searched": _searched, "changed": changed}

    def rendered(template: str, root: str, address: str, **values: object) -> bytes:
        try:
            text = environment.get_template(template).render(**shared, root=root, address=address, **values)
        except TemplateError as error:
            raise BuildError(f"template {template}: {error}", "Correct it in the project's templates/.") from error
        return text.encode()

    for name in STATIC:
        yield f"{ASSETS}/{name}", _static(environment, name)
    for name, data in themes.screen().items():
        yield f"{ASSETS}/{name}", data
    first = _pictured(each for page in found for each in page.illustrations)
    yield "index.html", rendered("index.html", "", "", picture=first)
    for page in found:
        picture = _pictured(page.illustrations) or first
        zipped = share.archive(page, words)
        yield f"{page.name}/{page.archive}", zipped
        told = {"picture": picture, "removed": _removed(page, changed.values()), "archive_size": len(zipped)}
        yield f"{page.name}/index.html", rendered("page.html", "../", page.address, page=page, **told)
        for place, each in enumerate(page.illustrations):
            given = {
                "page": page,
                "each": each,
                "picture": each if each.preview else picture,
                "before": page.illustrations[place - 1] if place else None,
                "after": page.illustrations[place + 1] if place + 1 < len(page.illustrations) else None,
            }
            folder = f"{page.name}/{each.figure}"
            yield f"{folder}/index.html", rendered("figure.html", "../../", each.address, **given)
            for file in each.files:
                yield f"{folder}/{file.name}", file.source.read_bytes()
    if base:
        yield "sitemap.xml", share.sitemap(base, found).encode()


def _told(change: Change) -> Change:
    """A change without the texts that are not seen with the illustration."""
    return replace(change, wordings=tuple(wording for wording in change.wordings if wording.field in SEEN))


def _removed(page: Page, changed: Iterable[Change]) -> list[Illustration]:
    """What is gone from a page."""
    return [each.old for each in changed if each.old and not each.new and each.old.page == page.name]


def _pictured(illustrations: Iterable[Illustration]) -> Illustration | None:
    """The first that other sites can show with a link."""
    return next((each for each in illustrations if each.preview), None)


def _environment(templates: Path | None) -> Environment:
    """Templates of the project before our own; what is put into them is text, never markup."""
    own = PackageLoader("barometer_cli.gallery", "templates")
    loader = ChoiceLoader([FileSystemLoader(templates), own]) if templates and templates.is_dir() else own
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment


def _static(environment: Environment, name: str) -> bytes:
    assert environment.loader, "an environment of ours has one"
    return environment.loader.get_source(environment, name)[0].encode()


def _searched(each: Illustration, words: Words) -> str:
    """What tells an illustration from others; not its caption and description, whose wording is that of any other."""
    kind = words.kinds.get(each.kind, words.figure)
    categories = dict.fromkeys(part for row in each.rows for part in (row.category, row.group))
    return searchable(" ".join((each.title, each.subtitle, each.heading, kind, *categories)))


def _base(address: str | None) -> str:
    if not address:
        return ""
    if not BASE.fullmatch(address):
        raise BuildError(
            f"--base-url: {address!r} is no address of a folder", "Give it as https://example.org/illustrationer/"
        )
    return address.rstrip("/") + "/"
