"""A second reader of XMP, for packets that exiv2 refuses as a whole because of one defect.

libxml2 goes on after an error: an undeclared prefix, a forbidden character, a missing end. What it can still read of
the packet is returned under exiv2's names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from html.entities import html5

from lxml import etree

from runner.imaging.charsets import guessed
from runner.schema.xmp import NAMESPACE

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LISTS = {f"{_RDF}Bag", f"{_RDF}Seq", f"{_RDF}Alt"}
# exiv2's names for the namespaces of the texts, dates and places that people write.
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptc",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "iptcExt",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://www.digikam.org/ns/1.0/": "digiKam",
    "http://ns.microsoft.com/photo/1.0": "MicrosoftPhoto",
    "http://ns.microsoft.com/photo/1.0/": "MicrosoftPhoto",
    "http://ns.acdsee.com/iptc/1.0/": "acdsee",
    "http://ns.iview-multimedia.com/mediapro/1.0/": "mediapro",
    NAMESPACE: "photorunner",
}
_INSIDE = {"iptcExt": "Iptc4xmpExt", "iptc": "Iptc4xmpCore"}
"""Prefixes that exiv2 uses in the paths of structures."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_START = re.compile(r"<(?:[\w-]+:)?(?:xmpmeta|xapmeta|RDF)\b")
_END = re.compile(r"</(?:[\w-]+:)?(?:xmpmeta|xapmeta|RDF)\s*>")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]+)|(\d+));")
_ENTITY = re.compile(r"&([A-Za-z_][\w.-]*);")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(r"\sxmlns:([\w-]+)\s*=")
_USED = re.compile(r"[<\s/]([A-Za-z_][\w-]*):[A-Za-z_]")
_COMMON = {
    **{prefix: uri for uri, prefix in _PREFIXES.items()},
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "lightroom": "http://ns.adobe.com/lightroom/1.0/",
    "rdf": _RDF[1:-1],
    "x": "adobe:ns:meta/",
}

Value = str | list[str] | dict[str, str]


def read_packet(data: bytes) -> Mapping[str, Value]:
    """The properties of a packet, by exiv2's names ("Xmp.dc.title"); empty if nothing can be read."""
    root = _root(data)
    if root is None:
        return {}
    found: dict[str, Value] = {}
    for description in _descriptions(root):
        for name, value in _properties(description):
            found.setdefault(name, value)
    return found


def is_packet(data: bytes) -> bool:
    """Whether it is XMP, even if nothing in it is understood here, as with only the settings of a RAW converter."""
    root = _root(data)
    return root is not None and next(root.iter(f"{_RDF}RDF"), None) is not None


def _root(data: bytes) -> etree._Element | None:
    text = _mended(_decoded(data))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True,
                             remove_pis=True, huge_tree=False)  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser) if text else None
    except etree.XMLSyntaxError:
        return None


def is_wide(data: bytes) -> bool:
    """Whether it is text in UTF-16 or UTF-32, which XMP allows."""
    return _marked(data)[1] != "utf-8"


def _marked(data: bytes) -> tuple[bytes, str]:
    """By which first bytes the encoding is recognised, and which it is."""
    return next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))


def _decoded(data: bytes) -> str:
    mark, encoding = _marked(data)
    if encoding == "utf-8":
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode(guessed([data]) or "utf-8", "replace")
    return data[0 if b"<" in mark else len(mark) :].decode(encoding, "replace")


def _mended(text: str) -> str:
    """The text from its first tag to its last, without characters that XML forbids, with every prefix declared."""
    start = _START.search(text)
    if start is None:
        return ""
    body = text[start.start() :]
    name = start[0].rpartition(":")[2].lstrip("<")
    ends = [match.end() for match in _END.finditer(body) if name in match[0]]
    body = _FORBIDDEN.sub(" ", _REFERENCE.sub(_kept_reference, body[: ends[0]] if ends else body))
    body = _ENTITY.sub(_meant, body)
    missing = sorted(set(_USED.findall(body)) - set(_DECLARED.findall(body)) - {"xml", "xmlns"})
    spaces = "".join(f' xmlns:{prefix}="{_COMMON.get(prefix, "unknown:" + prefix)}"' for prefix in missing)
    return re.sub(_START, lambda match: match[0] + spaces, body, count=1)


def _meant(match: re.Match[str]) -> str:
    """An XML entity, or the character of an HTML entity; '' for one that a document type would have to define."""
    return match[0] if match[1] in _XML_ENTITIES else html5.get(f"{match[1]};", "")


def _kept_reference(match: re.Match[str]) -> str:
    """The reference, or '' if it is for a character that XML forbids."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code > 0x10FFFF or _FORBIDDEN.fullmatch(chr(code)) else match[0]


def _descriptions(root: etree._Element) -> Iterator[etree._Element]:
    for rdf in root.iter(f"{_RDF}RDF"):
        yield from rdf.iterchildren(f"{_RDF}Description")


def _properties(description: etree._Element) -> Iterator[tuple[str, Value]]:
    for key, value in description.attrib.items():
        if (name := _named(str(key))) is not None:
            yield name, str(value)
    for element in description.iterchildren(tag=etree.Element):
        if (name := _named(str(element.tag))) is not None:
            yield from _valued(name, element)


def _named(tag: str) -> str | None:
    uri, _, local = tag.lstrip("{").partition("}")
    prefix = _PREFIXES.get(uri)
    return f"Xmp.{prefix}.{local}" if prefix and local else None


def _valued(name: str, element: etree._Element) -> Iterator[tuple[str, Value]]:
    children = list(element.iterchildren(tag=etree.Element))
    if children and children[0].tag in _LISTS:
        items = list(children[0].iterchildren(f"{_RDF}li"))
        if any(_is_structure(item) for item in items):
            for number, item in enumerate(items, 1):
                yield from _fields(f"{name}[{number}]", item)
        elif children[0].tag == f"{_RDF}Alt":
            yield name, {f'lang="{item.get(_LANG, "x-default")}"': _text(item) for item in reversed(items)}
        else:
            yield name, [_text(item) for item in items]
    elif _is_structure(element):
        yield from _fields(name, element)
    else:
        yield name, _text(element)


def _is_structure(element: etree._Element) -> bool:
    """Whether the element holds fields, and not a value with qualifiers."""
    inner = [element, *element.iterchildren(f"{_RDF}Description")]
    tags = {str(child.tag) for each in inner for child in each.iterchildren(tag=etree.Element)}
    names = tags | {str(key) for each in inner for key in each.attrib}
    return f"{_RDF}value" not in names and any(_named(each) for each in names)


def _fields(path: str, element: etree._Element) -> Iterator[tuple[str, Value]]:
    for holder in (element, *element.iterchildren(f"{_RDF}Description")):
        for key, value in holder.attrib.items():
            yield from _field(path, str(key), str(value))
        for child in holder.iterchildren(tag=etree.Element):
            yield from _field(path, str(child.tag), _text(child))


def _field(path: str, tag: str, text: str) -> Iterator[tuple[str, Value]]:
    name = _named(tag)
    if name is not None:
        _, prefix, local = name.split(".", 2)
        yield f"{path}/{_INSIDE.get(prefix, prefix)}:{local}", text


def _text(element: etree._Element) -> str:
    """All text of a value; that of `rdf:value` if it is qualified, the first if there are alternatives."""
    for inner in element.iter(f"{_RDF}value", f"{_RDF}li"):
        if inner is not element:
            return _text(inner)
    for inner in (element, *element.iterchildren(f"{_RDF}Description")):
        if (value := inner.get(f"{_RDF}value")) is not None:
            return str(value)
    return "".join(str(part) for part in element.itertext())
