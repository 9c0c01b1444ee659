"""Extensible Metadata Platform: the words of a picture as photo desks, content systems and search engines read them.

Alternative text and extended description are those of the IPTC Photo Metadata Standard 2021.1, rights those of XMP.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from zlib_ng import zlib_ng

from barometer_cli.formats.lines import escaped
from barometer_cli.model.scene import Scene

_HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
)
_ADDRESS = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:]")
NAMESPACE = "urn:barometer:origin:1:"
ORIGIN = re.compile(rb"<barometer:origin\b[^>]*>\s*([A-Za-z0-9+/=\s]*?)\s*</barometer:origin>")
LEVEL = 6
LARGEST = 16 * 1024 * 1024
"""Bytes that an origin may have; of the largest table that could be drawn it has a hundredth."""
_FOOT = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(scene: Scene) -> bytes:
    """The words that travel with a scene as an XMP packet, UTF-8."""
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{element(scene)}<?xpacket end="r"?>'.encode()


def element(scene: Scene) -> str:
    """The words that travel with a scene as an element of XML; one that it does not have is left out."""
    told = {
        "dc:title": scene.title,
        "dc:description": scene.description,
        "dc:rights": scene.licence,
        "Iptc4xmpCore:AltTextAccessibility": scene.alt,
        "Iptc4xmpCore:ExtDescrAccessibility": scene.description,
    }
    parts = [f"<{name}><rdf:Alt>{_default(text)}</rdf:Alt></{name}>" for name, text in told.items() if text]
    if scene.credit:
        parts.append(f"<photoshop:Credit>{escaped(scene.credit)}</photoshop:Credit>")
    if scene.licence:
        parts.append("<xmpRights:Marked>True</xmpRights:Marked>")
    if told_at := _ADDRESS.search(scene.licence):
        parts.append(f"<xmpRights:WebStatement>{escaped(told_at.group())}</xmpRights:WebStatement>")
    if scene.origin:
        carried = b64encode(zlib_ng.compress(scene.origin.encode(), LEVEL)).decode()
        parts.append(f'<barometer:origin xmlns:barometer="{NAMESPACE}">{carried}</barometer:origin>')
    parts.append(f"<dc:language><rdf:Bag><rdf:li>{escaped(scene.lang)}</rdf:li></rdf:Bag></dc:language>")
    return f"{_HEAD}{''.join(parts)}{_FOOT}"


def _default(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{escaped(text)}</rdf:li>'


def origin_in(data: bytes) -> str | None:
    """What a picture says that it was made from, of any format: a packet stands in its file as it is, as XMP asks.

    None where the file carries nothing of the kind.

    Raises
    ------
    ValueError
        If what it carries was cut or changed.
    """
    found = ORIGIN.search(data)
    if found is None:
        return None
    unpack = zlib_ng.decompressobj()
    try:
        told = unpack.decompress(b64decode(found[1], validate=False), LARGEST)
    except Exception as error:  # zlib-ng's own, of which its types say nothing
        raise ValueError(str(error)) from None
    if not unpack.eof:
        raise ValueError("it does not end")
    return told.decode("utf-8")
