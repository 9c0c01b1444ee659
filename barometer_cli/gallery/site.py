"""The gallery as files: every page from its template, every picture copied beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct
from msgspec.structs import replace

from barometer_cli import themes
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.formats.svg import encode
from barometer_cli.gallery import share
from barometer_cli.gallery.uses import boxes
from barometer_cli.languages import LANGUAGES, Language, called, nearest, spoken
from barometer_cli.languages.gallery import GalleryWords
from barometer_cli.layout import logo
from barometer_cli.messages import say
from barometer_cli.model.scene import Group, Scene
from barometer_cli.model.theme import Theme
from barometer_cli.release import telling
from barometer_cli.release.changes import Change, Field, changes
from barometer_cli.release.publish import Published, publish
from barometer_cli.release.read import SCALED, Illustration, LeftOut, Page, Painted, Row, read, way
from barometer_cli.release.text import searchable
from barometer_cli.themes.pages import NIGHT

STATIC = ("gallery.css", "gallery.js")
ASSETS = "_gallery"
LIST = f"{ASSETS}/files.txt"
"""What the gallery has written."""

SEEN: tuple[Field, ...] = ("title", "subtitle", "caption", "source")
"""Texts whose changes a reader is told of."""

BASE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~%@+,=-]+)*/?")


class Built(Struct, frozen=True):
    """What was made: where, how many pages and illustrations, what became of the files, and what is not shown."""

    index: Path
    pages: int
    illustrations: int
    files: Published
    left_out: tuple[LeftOut, ...] = ()


class Choice(Struct, frozen=True):
    """An edition or language of a page, or of an illustration: its page, its address, its title."""

    page: Page
    address: str
    title: str


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
        Of the words round the illustrations; where left out, each page's own, and on the index that of the first.
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
        raise BuildError(
            say("--to {folder}: the gallery cannot lie where the pictures are", folder=to),
            say("Choose another folder."),
        )
    chosen = spoken(language) if language else None
    release = read(out)
    if not release.pages:
        publish((), to, LIST)  # what was refused is not left where an earlier gallery shows it
        names = ", ".join(each.name for each in release.left_out)
        raise BuildError(
            say("{out}: nothing is to be shown; left out: {names}", out=out, names=names),
            say("Mend it and draw again: barometer render"),
        )
    found = release.pages
    compared = changes(since, out, pictures=False).changes if since else ()
    told = tuple(chain.from_iterable(map(_told, compared)))
    published = publish(_files(found, chosen, base, templates, told), to, LIST)
    illustrations = sum(len(page.illustrations) for page in found)
    return Built(to / "index.html", len(found), illustrations, published, release.left_out)


WIDE = 4000.0
"""Px that a logo may have round it: on a page nothing but its height makes it smaller."""


def _files(
    found: tuple[Page, ...], chosen: Language | None, base: str, templates: Path | None, told: Sequence[Change]
) -> Iterator[tuple[str, bytes]]:
    """Every file of the gallery: its path there, its bytes."""
    environment = _environment(templates)
    changed = {change.new.identity: change for change in told if change.new}
    painted = _painted(found)
    logos = _logos(painted)
    shared = {
        "logos": logos,
        "base": base,
        "share": share,
        "boxes": boxes,
        "scaled": SCALED,
        "pages": found,
        "searched": _searched,
        "changed": changed,
        "way": way,
    }
    first_language = chosen or nearest(found[0].identity.language)

    def rendered(template: str, address: str, language: Language, **values: object) -> bytes:
        root = "../" * address.count("/")
        try:
            text = environment.get_template(template).render(
                **shared, **_spoken(language), root=root, address=address, **values
            )
        except TemplateError as error:
            raise BuildError(
                say("template {name}: {error}", name=template, error=error),
                say("Correct it in the project's templates/."),
            ) from error
        return text.encode()

    for name in STATIC:
        yield f"{ASSETS}/{name}", _static(environment, name)
    for name, data in (*themes.screen(dict(painted.colours) if painted else None).items(), *logos.items()):
        yield f"{ASSETS}/{name}", data
    first = _pictured(each for page in found for each in page.illustrations)
    yield "index.html", rendered("index.html", "", first_language, picture=first)
    for page in found:
        language = chosen or LANGUAGES.get(page.identity.language, first_language)
        picture = _pictured(page.illustrations) or first
        zipped = share.archive(page, language.gallery)
        yield f"{page.name}/{page.archive}", zipped
        beside = [each for each in found if each.identity.page == page.identity.page and each is not page]
        more = {
            "picture": picture,
            "removed": [change.old for change in told if not change.new and change.page == page.identity],
            "archive_size": len(zipped),
            "others": _choices(beside),
        }
        yield f"{page.name}/index.html", rendered("page.html", page.address, language, page=page, **more)
        for place, each in enumerate(page.illustrations):
            given = {
                "page": page,
                "each": each,
                "picture": each if each.preview else picture,
                "before": page.illustrations[place - 1] if place else None,
                "after": page.illustrations[place + 1] if place + 1 < len(page.illustrations) else None,
                "others": _choices(beside, each.figure),
            }
            yield f"{each.name}/index.html", rendered("figure.html", each.address, language, **given)
            for file in each.files:
                yield f"{each.identity.name}/{file.name}", file.source.read_bytes()
    for name, choices in _choosing(found):
        language = chosen or LANGUAGES.get(choices[0].page.identity.language, first_language)
        yield f"{name}/index.html", rendered("choice.html", f"{quote(name)}/", language, choices=choices)
    if base:
        yield "sitemap.xml", share.sitemap(base, found).encode()


def _painted(found: Iterable[Page]) -> Painted | None:
    """The theme of the project: that which its outermost survey names.

    Of several surveys that lie as deep it is the theme of most figures, and of several of these the first; None where
    nobody says, as in an older release.
    """
    themed = [each.theme for page in found for each in page.illustrations if each.theme]
    told = [theme for theme in themed if theme.survey] or themed
    depth = min((theme.survey.count("/") for theme in told), default=0)
    outermost = [replace(theme, survey="") for theme in told if theme.survey.count("/") == depth]
    return Counter(outermost).most_common(1)[0][0] if outermost else None


def _logos(painted: Painted | None) -> dict[str, bytes]:
    """The logo of a theme by day and by night, by the names of the files; none where its file is not there any more."""
    if painted is None or not painted.file:
        return {}
    try:
        theme = themes.load(painted.file)
    except BarometerError:
        return {}
    grounds = {"logo": theme.colours.background, "logo-night": NIGHT}
    drawn = {name: _logo(theme, ground) for name, ground in grounds.items()}
    return {f"{name}{made[0]}": made[1] for name, made in drawn.items() if made}


def _logo(theme: Theme, ground: str) -> tuple[str, bytes] | None:
    """The logo of a theme on a ground as a file, by its ending; None where it has none for that."""
    kept = logo.room(theme, WIDE, ground)
    if kept is None:
        return None
    held, wide, high = kept
    if held.picture:
        return ".png", held.picture
    group = Group("logo", "logo", logo.marks(theme, WIDE, wide, high, ground))
    scene = Scene("logo", round(wide, 2), round(high, 2), ground, theme.name, "", "", (group,), transparent=True)
    return ".svg", encode(scene, "outlined")


def _spoken(language: Language) -> dict[str, object]:
    """What templates are handed of a language: its parts, and what it makes of changes and pages."""
    return {
        "language": language.code,
        "tag": language.tag,
        "words": language.gallery,
        "printed": language.numbers,
        "compared": language.changes,
        "changed_rows": partial(telling.rows, language=language),
        "changed_since": partial(telling.since, language=language),
        "edition": partial(_edition, language=language),
    }


def _edition(page: Page, language: Language) -> str:
    """The edition and language by which a page is told from others of its name; empty where it is the only one."""
    return ", ".join(filter(None, (page.edition, called(page.language, language))))


def _choosing(found: Sequence[Page]) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """Names that several pages or illustrations have: an address that leads to each of them."""
    for name, several in groupby(found, key=lambda page: page.identity.page):
        same = tuple(several)
        if len(same) > 1:
            yield name, _choices(same)
            for figure in dict.fromkeys(each.figure for page in same for each in page.illustrations):
                if len(choices := _choices(same, figure)) > 1:
                    yield f"{name}/{figure}", choices


def _choices(pages: Iterable[Page], figure: str | None = None) -> tuple[Choice, ...]:
    """Pages to choose from, or the illustrations of one name on them."""
    if figure is None:
        return tuple(Choice(page, page.address, page.heading) for page in pages)
    return tuple(
        Choice(page, each.address, each.title) for page in pages for each in page.illustrations if each.figure == figure
    )


def _told(change: Change) -> Iterator[Change]:
    """A change as readers are told of it: without texts that are not seen with the illustration, and without names.

    What was probably another is a new illustration, and the other is gone.
    """
    if change.old and change.new and not change.sure:
        yield Change(change.name, change.page, None, change.new)
        yield Change(change.was, replace(change.old.identity.on, edition=change.page.edition), change.old, None)
        return
    yield replace(change, was="", wordings=tuple(each for each in change.wordings if each.field in SEEN))


def _pictured(illustrations: Iterable[Illustration]) -> Illustration | None:
    """The first that other sites can show with a link."""
    return next((each for each in illustrations if each.preview), None)


def _environment(templates: Path | None) -> Environment:
    """Templates of the project before our own; what is put into them is text, never markup, and they run no program."""
    own = PackageLoader("barometer_cli.gallery", "templates")
    loader = ChoiceLoader([FileSystemLoader(templates), own]) if templates and templates.is_dir() else own
    environment = ImmutableSandboxedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment


def _static(environment: Environment, name: str) -> bytes:
    assert environment.loader, "an environment of ours has one"
    return environment.loader.get_source(environment, name)[0].encode()


def _searched(each: Illustration, words: GalleryWords) -> str:
    """What an illustration is found by: its words, its names and the numbers that it prints."""
    kind = words.kinds.get(each.kind, words.figure)
    rows = dict.fromkeys(part for row in each.rows for part in (row.category, row.group, _number(row)))
    return searchable(" ".join((each.title, each.subtitle, each.heading, kind, *rows, each.caption, each.name)))


def _number(row: Row) -> str:
    return "" if row.printed is None else f"{row.printed:g}"


def _base(address: str | None) -> str:
    if not address:
        return ""
    if not BASE.fullmatch(address):
        raise BuildError(
            say("--base-url: {address!r} is no address of a folder", address=address),
            say("Give it as https://example.org/illustrationer/"),
        )
    return address.rstrip("/") + "/"
