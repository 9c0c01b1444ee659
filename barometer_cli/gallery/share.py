"""What leaves the page with an illustration: embed code, citation, structured data, and everything as one ZIP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo, is_zipfile

from markupsafe import Markup, escape

from barometer_cli import themes
from barometer_cli.languages.gallery import GalleryWords
from barometer_cli.model.locale import long_day
from barometer_cli.release.read import SCALED, Download, Illustration, Page, way

NARROW_SCREEN = "(max-width: 40rem)"
"""Where the gallery shows the picture for narrow screens."""

NARROW = "480px"
"""As wide as a column is that shows that picture elsewhere: of px, for other sites set other sizes of type."""
NARROW_COLUMN = f"(max-width: {NARROW})"
WIDE_STYLE = f";max-width:clamp(0px,(max(100% - {NARROW},{NARROW} - 100vw) + .5px)*9999,100%)"
NARROW_STYLE = f";max-width:clamp(0px,(min({NARROW} - 100%,100vw - {NARROW}) - .5px)*9999,100%)"
"""As wide as the column where it is wide, or the screen is narrow, and else nothing; and the other way round."""

EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".png", ".pptx", ".xlsx", ".webp")
FONTS = "IBM Plex Sans"
"""The font that the house's live text is set in, and its folder in a ZIP."""


def embed(illustration: Illustration, words: GalleryWords, base: str) -> str:
    """HTML that shows an illustration anywhere: the picture, its alternative text, its caption and source.

    It is as wide as the column that it is put into, and in a narrow one it is the picture for that, where there is one:
    on a narrow screen by the rules of a `picture`, in a narrow column of a wide screen by a second one, of which styles
    leave nothing elsewhere. Such styles need no script and no sheet of styles, which many sites do not let through;
    only the first picture has words, so that they are read once. Without the address of the gallery the code names the
    files of the pictures alone, to be put beside the page.
    """
    folder = f"{base}{illustration.folder}" if base else ""
    pixels = illustration.pixels
    narrow = tuple(file for file in (illustration.narrow_pixels,) if file)
    sources = ""
    if narrow:
        media = f' media="{NARROW_COLUMN}"'
        sources = f"{_source(illustration, narrow, folder, media)}{_srcset(narrow, folder, media)}"
    alt, title = escape(illustration.alt), escape(illustration.title)
    wide = _image(illustration, pixels, folder, f'alt="{alt}" title="{title}"', WIDE_STYLE if narrow else "", sources)
    picture = wide + (_image(illustration, narrow, folder, 'alt=""', NARROW_STYLE) if narrow else "")
    if base:
        picture = f'<a href="{escape(base + illustration.address)}" style="display:block">\n{picture}</a>\n'
    said = [escape(illustration.caption)] if illustration.caption else []
    if illustration.source:
        there = illustration.published or (base + illustration.address if base else "")
        said.append(Markup("{}: {}.").format(words.source, _linked(illustration.source.rstrip("."), there)))
    if illustration.licence:
        said.append(Markup("{}: {}.").format(words.licence, _linked(*illustration.licensed)))
    spoken = f' lang="{illustration.language}"' if illustration.language else ""
    most = max((file.width for file in pixels), default=0)
    limit = f";max-width:{most}px" if most else ""
    caption = f"<figcaption>{Markup(' ').join(said)}</figcaption>\n" if said else ""
    return f'<figure{spoken} style="margin:0;width:100%{limit}">\n{picture}{caption}</figure>'


def _image(
    illustration: Illustration, pixels: tuple[Download, ...], folder: str, words: str, style: str, before: str = ""
) -> str:
    """A picture at the scales there are of it, as WebP where that is there; sources of others may stand before."""
    shown = pixels[0] if pixels else illustration.drawing
    sharper = _scales(pixels, folder) if len(pixels) > 1 else ""
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
    image = (
        f'<img src="{escape(folder + shown.address)}"{sharper} {words}{size} loading="lazy"'
        f' style="display:block;width:100%;height:auto{style}">'
    )
    sources = before + _source(illustration, pixels, folder)
    return f"<picture>\n{sources}{image}\n</picture>\n" if sources else f"{image}\n"


def _source(illustration: Illustration, pixels: tuple[Download, ...], folder: str, media: str = "") -> str:
    """The WebP files of the sheet that PNG files are of, as a source of a picture; nothing where there are none."""
    sheet = {file.preset for file in pixels}
    found = (file for file in illustration.files if file.format == "webp" and file.preset in sheet and file.width)
    return _srcset(tuple(sorted(found, key=lambda file: file.width)), folder, f'{media} type="image/webp"')


def _srcset(files: tuple[Download, ...], folder: str, about: str) -> str:
    if not files:
        return ""
    first = files[0]
    return f'<source{about}{_scales(files, folder)} width="{first.width}" height="{first.height}">\n'


def _scales(files: tuple[Download, ...], folder: str) -> str:
    """Files of one picture, of which a browser takes the one for the width it has."""
    if len(files) == 1:
        return f' srcset="{escape(folder + files[0].address)}"'
    named = ", ".join(f"{folder}{file.address} {file.width}w" for file in files)
    return f' srcset="{escape(named)}" sizes="auto, 100vw"'


def _linked(text: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text) if address else escape(text)


def dated(illustration: Illustration, words: GalleryWords, language: str) -> str:
    """When the numbers of an illustration are from: the day that its wave was in the field, or else its wave."""
    day = long_day(illustration.day, language) if illustration.day else illustration.wave
    return words.dated.format(day=day) if day else ""


def citation(illustration: Illustration, words: GalleryWords, base: str, language: str) -> str:
    """An illustration as it is referred to; a wave that its source names is not said again."""
    kind = words.kinds.get(illustration.kind, words.figure)
    when = dated(illustration, words, language)
    said = not illustration.day and illustration.wave in illustration.source
    name, told_at = illustration.licensed
    licence = f"{name}, {told_at}" if told_at and name != told_at else name
    parts = [
        f"{illustration.source.rstrip('.')}:" if illustration.source else "",
        f"{illustration.title.rstrip('.')} ({kind.lower()}).",
        f"{illustration.heading.rstrip('.')}.",
        f"{words.synthetic}." if illustration.synthetic else "",
        f"{when}." if when and not said else "",
        f"{words.licence}: {licence}." if licence else "",
        f"{base}{illustration.address}" if base else "",
    ]
    return " ".join(filter(None, parts))


def linked_data(
    illustration: Illustration, page: Page, words: GalleryWords, language: str, base: str
) -> dict[str, object]:
    """An illustration and its numbers as schema.org has them; addresses are relative to its page without `base`."""
    folder = f"{base}{illustration.folder}" if base else way(illustration.address, illustration.folder)
    itself = f"{base}{illustration.address}" if base else ""
    above = f"{base}{page.address}" if base else f"{way(illustration.address, page.address)}index.html"

    def media(file: Download) -> dict[str, object]:
        name, use = words.format(file.kind)
        return {"contentUrl": folder + file.address, "encodingFormat": _mime(file), "name": name, "description": use}

    shared: dict[str, object] = {
        "name": illustration.title,
        "inLanguage": illustration.language or language,
        "isPartOf": {"@type": "CollectionPage", "name": illustration.heading, "url": above},
    }
    if illustration.version:
        shared["version"] = illustration.version
    if illustration.source:
        shared["creditText"] = illustration.source
    if illustration.licence:
        shared["license"] = illustration.licensed[1] or illustration.licence
    shown = (*illustration.pixels[-1:], illustration.drawing)[0]
    image: dict[str, object] = {
        "@type": "ImageObject",
        "@id": f"{itself}#image",
        **shared,
        "contentUrl": folder + shown.address,
        "encodingFormat": _mime(shown),
        "caption": illustration.caption or illustration.alt,
        "description": illustration.description or illustration.alt,
        "accessibilitySummary": illustration.alt,
        "thumbnailUrl": folder + illustration.thumbnail.address,
    }
    if shown.width:
        image |= {"width": shown.width, "height": shown.height}
    graph = [image]
    if illustration.rows:
        dataset: dict[str, object] = {
            "@type": "Dataset",
            "@id": f"{itself}#dataset",
            **shared,
            "description": illustration.description or illustration.caption or illustration.title,
            "image": {"@id": f"{itself}#image"},
            "distribution": [{"@type": "DataDownload", **media(file)} for file in illustration.data],
        }
        if period := _period(illustration):
            dataset["temporalCoverage"] = period
        if illustration.published:
            dataset["isBasedOn"] = illustration.published
        if illustration.synthetic:
            dataset["keywords"] = words.synthetic
        graph.append(dataset)
    return {"@context": "https://schema.org", "@graph": graph}


def _period(illustration: Illustration) -> str:
    """When the numbers are from as ISO 8601 has it: a day, a year or two; empty where no year is told."""
    if illustration.day:
        return illustration.day.isoformat()
    years = re.findall(r"\b\d{4}\b", illustration.wave)
    return "/".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _mime(file: Download) -> str:
    ending = file.name.rsplit(".", 1)[-1].casefold()
    known = {
        "png": "image/png",
        "svg": "image/svg+xml",
        "pdf": "application/pdf",
        "csv": "text/csv",
        "json": "application/json",
        "webp": "image/webp",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
    return known.get(ending, "application/octet-stream")


def archive(page: Page, words: GalleryWords) -> bytes:
    """Every file of a page, the font of those with live text, and a text that explains them.

    The same files give the same bytes.
    """
    lines: list[str] = []
    for each in page.illustrations:
        lines += (f"{each.figure}/", f"  {' '.join(each.title.split())}")
        for sheet in each.sheets:
            lines += _explained(sheet.files, words.sheet(sheet.name, sheet.width), words)
        lines += (*_explained(each.data, words.data, words), "")
    notice = f"\n{words.synthetic_page}\n" if page.synthetic else ""
    fonts = themes.house_fonts() if any(_asks(file) for each in page.illustrations for file in each.files) else {}
    if fonts:
        lines += (f"{FONTS}/", f"  {words.fonts}", *(f"  - {name}" for name in fonts))
    licences = dict.fromkeys(each.licence for each in page.illustrations if each.licence)
    terms = f"{words.licence}: {'; '.join(licences)}\n" if licences else ""
    said = words.bundle.format(
        heading=page.heading,
        source="; ".join(page.sources) or "-",
        licence=terms,
        synthetic=notice,
        files="\n".join(lines).rstrip(),
    )
    data = BytesIO()
    with ZipFile(data, "w") as bundle:
        text = said.replace("\n", "\r\n").encode("utf-8-sig")
        _add(bundle, f"{page.bundle}/{words.readme}", text)
        for each in page.illustrations:
            for file in each.files:
                _add(bundle, f"{page.bundle}/{each.figure}/{file.name}", file.source.read_bytes())
        for name, font in fonts.items():
            _add(bundle, f"{page.bundle}/{FONTS}/{name}", font)
    return data.getvalue()


def _asks(file: Download) -> bool:
    """Whether whoever opens a file must have the house's font: a brand may have another, which only it may give."""
    if file.format == "pptx":
        if not is_zipfile(file.source):
            return True
        with ZipFile(file.source) as slides:
            return any(FONTS.encode() in slides.read(name) for name in slides.namelist() if "/theme/" in name)
    return file.format == "svg-editable" and FONTS.encode() in file.source.read_bytes()


def _explained(files: tuple[Download, ...], heading: tuple[str, ...], words: GalleryWords) -> Iterator[str]:
    """Lines that say what a group of files is, and what each of them is for."""
    if files:
        yield f"\n  {' · '.join(filter(None, heading))}"
    for file in files:
        name, use = words.format(file.kind)
        pixels = f", {file.width} × {file.height} px" if file.format in SCALED else ""
        yield f"  - {file.name}\n    {name}{pixels}: {use}"


def _add(bundle: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.compress_type = ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED
    bundle.writestr(entry, content)


def sitemap(base: str, found: tuple[Page, ...]) -> str:
    """Every page of the gallery, for search engines."""
    addresses = [base]
    for page in found:
        addresses += [base + page.address, *(base + each.address for each in page.illustrations)]
    entries = "".join(f"<url><loc>{escape(quote(address, safe=':/%@?&=+,~'))}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
