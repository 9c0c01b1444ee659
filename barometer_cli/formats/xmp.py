"""Extensible Metadata Platform: the words of a picture as photo desks, content systems and search engines read them.

Alternative text and extended description are those of the IPTC Photo Metadata Standard 2021.1, rights those of XMP.
"""

from __future__ import annotations

import re

from barometer_cli.formats.lines import escaped
from barometer_cli.model.scene import Scene

_HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
)
_ADDRESS = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:]")
_FOOT = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'


def packet(scene: Scene) -> bytes:
    """The words that travel with a scene as an XMP packet, UTF-8; one that it does not have is left out."""
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
    parts.append(f"<dc:language><rdf:Bag><rdf:li>{escaped(scene.lang)}</rdf:li></rdf:Bag></dc:language>")
    return f"{_HEAD}{''.join(parts)}{_FOOT}".encode()


def _default(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{escaped(text)}</rdf:li>'
