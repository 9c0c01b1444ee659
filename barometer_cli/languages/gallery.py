"""What the gallery says besides the figures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class GalleryWords(Struct, frozen=True):
    """The words of a gallery.

    Attributes
    ----------
    one, several
        What illustrations are called when counted.
    formats
        Name of a file and what it is for on any sheet, by the name of the encoder; `any_use` is of any other.
    uses
        What files are for, as the heading of a box, and which of them to take, by the name of the use.
    sheets
        Name of a sheet and what it is for; `other_files` names files of none.
    data, wide, paper
        What the files of numbers are called and what they are for; how wide a sheet is, with `width`; how large one of
        paper is, with `width` and `height`.
    copy_picture, copy_refused
        The button that puts a picture on the clipboard; what is said where a browser does not allow that.
    dated
        When the numbers are from, with `day`, a day or a wave.
    kinds
        Kinds of figures by the name a spec calls them; `figure` is any other.
    header
        Columns besides that of the values: category, group, interval, n; `all` heads the whole base among groups.
    endings
        What words end with that is searched without, "er|en", as a pattern of folded text: longer ones first.
    choose, also
        Heading of the editions and languages that a page or illustration is there in; what stands before the others.
    readme, bundle, fonts
        Name and text of the file that explains a ZIP; the text takes `heading`, `source`, `licence` (a line or
        nothing), `synthetic` and `files`; what the fonts in it are for.
    """

    gallery: str
    lead: str
    one: str
    several: str
    skip: str
    search: str
    search_hint: str
    endings: str
    found: str
    found_one: str
    nothing: str
    open: str
    close: str
    previous: str
    next: str
    of: str
    download: str
    download_page: str
    download_size: str
    copy: str
    copied: str
    copy_picture: str
    copy_refused: str
    share: str
    caption: str
    alt: str
    embed: str
    embed_beside: str
    citation: str
    numbers: str
    csv: str
    header: tuple[str, str, str, str]
    all: str
    hidden: str
    description: str
    permalink: str
    removed: str
    cases: str
    choose: str
    also: str
    source: str
    published: str
    licence: str
    dated: str
    version: str
    synthetic: str
    synthetic_page: str
    breadcrumb: str
    figure: str
    kinds: Mapping[str, str]
    formats: Mapping[str, tuple[str, str]]
    any_use: str
    uses: Mapping[str, tuple[str, str]]
    sheets: Mapping[str, tuple[str, str]]
    other_files: str
    data: tuple[str, str]
    wide: str
    paper: str
    readme: str
    bundle: str
    fonts: str

    def format(self, kind: str) -> tuple[str, str]:
        """Name of a format and what it is for; of one that is not known, its own name."""
        return self.formats.get(kind, (kind.upper(), self.any_use))

    def sheet(self, sheet: str, width: int) -> tuple[str, str, str]:
        """Name of a sheet, how wide it is in px, what it is for; of one that is not known, its own name."""
        name, use = self.sheets.get(sheet, (sheet or self.other_files, ""))
        return name, self.wide.format(width=width) if sheet and width else "", use
