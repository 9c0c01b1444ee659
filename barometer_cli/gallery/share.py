"""What leaves the page with an illustration: embed code, citation, structured data, and everything as one ZIP."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from markupsafe import escape

from barometer_cli.languages.gallery import GalleryWords
from barometer_cli.release.read import Download, Illustration, Page, way

NARROW_SCREEN = "(max-width: 30rem)"
"""Where the picture for narrow screens is shown, in the gallery and wherever its code is put."""

EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".png", ".pptx", ".xlsx", ".webp")


def embed(illustration: Illustration, words: GalleryWords, base: str) -> str:
    """HTML that shows an illustration anywhere: the picture, its alternative text, its caption and source.

    On a narrow screen it is the picture for it, where there is one. Without the address of the gallery the code names
    the files of the pictures alone, to be put beside the page.
    """
    folder = f"{base}{illustration.folder}" if base else ""
    pixels = illustration.pixels
    shown = pixels[0] if pixels else illustration.drawing
    sharper = "".join(
        f' srcset="{escape(folder + shown.address)} 1x, {escape(folder + other.address)} 2x"'
        for other in pixels[1:]
        if shown.width and other.width == 2 * shown.width
    )
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
    picture = (
        f'<img src="{escape(folder + shown.address)}"{sharper} alt="{escape(illustration.alt)}"{size}'
        ' style="max-width:100%;height:auto">'
    )
    if narrow := illustration.narrow_pixels:
        picture = (
            f'<picture><source media="{NARROW_SCREEN}" srcset="{escape(folder + narrow.address)}"'
            f' width="{narrow.width}" height="{narrow.height}">{picture}</picture>'
        )
    if base:
        picture = f'<a href="{escape(base + illustration.address)}">{picture}</a>'
    caption = " ".join(filter(None, (illustration.caption, credit(illustration, words))))
    language = f' lang="{illustration.language}"' if illustration.language else ""
    return (
        f'<figure{language} style="margin:0;max-width:{shown.width or 800}px">\n{picture}\n'
        f"<figcaption>{escape(caption)}</figcaption>\n</figure>"
    )


def credit(illustration: Illustration, words: GalleryWords) -> str:
    """Where an illustration comes from, as a sentence."""
    return f"{words.source}: {illustration.source.rstrip('.')}." if illustration.source else ""


def citation(illustration: Illustration, words: GalleryWords, base: str) -> str:
    """An illustration as it is referred to."""
    kind = words.kinds.get(illustration.kind, words.figure)
    parts = [
        f"{illustration.source.rstrip('.')}:" if illustration.source else "",
        f"{illustration.title.rstrip('.')} ({kind.lower()}).",
        f"{illustration.heading.rstrip('.')}.",
        f"{words.synthetic}." if illustration.synthetic else "",
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
        if illustration.published:
            dataset["isBasedOn"] = illustration.published
        if illustration.synthetic:
            dataset["keywords"] = words.synthetic
        graph.append(dataset)
    return {"@context": "https://schema.org", "@graph": graph}


def _mime(file: Download) -> str:
    ending = file.name.rsplit(".", 1)[-1].casefold()
    known = {
        "png": "image/png",
        "svg": "image/svg+xml",
        "pdf": "application/pdf",
        "csv": "text/csv",
        "json": "application/json",
        "webp": "image/webp",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
    return known.get(ending, "application/octet-stream")


def archive(page: Page, words: GalleryWords) -> bytes:
    """Every file of a page and a text that explains them; the same files give the same bytes."""
    lines: list[str] = []
    for each in page.illustrations:
        lines += (f"{each.figure}/", f"  {' '.join(each.title.split())}")
        for sheet in each.sheets:
            lines += _explained(sheet.files, words.sheet(sheet.name, sheet.width), words)
        lines += (*_explained(each.data, words.data, words), "")
    notice = f"\n{words.synthetic_page}\n" if page.synthetic else ""
    said = words.bundle.format(
        heading=page.heading, source="; ".join(page.sources) or "-", synthetic=notice, files="\n".join(lines).rstrip()
    )
    data = BytesIO()
    with ZipFile(data, "w") as bundle:
        text = said.replace("\n", "\r\n").encode("utf-8-sig")
        _add(bundle, f"{page.bundle}/{words.readme}", text)
        for each in page.illustrations:
            for file in each.files:
                _add(bundle, f"{page.bundle}/{each.figure}/{file.name}", file.source.read_bytes())
    return data.getvalue()


def _explained(files: tuple[Download, ...], heading: tuple[str, ...], words: GalleryWords) -> Iterator[str]:
    """Lines that say what a group of files is, and what each of them is for."""
    if files:
        yield f"\n  {' · '.join(filter(None, heading))}"
    for file in files:
        name, use = words.format(file.kind)
        pixels = f", {file.width} × {file.height} px" if file.format == "png" else ""
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
