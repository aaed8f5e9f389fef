"""Reads regions of people from XMP, as other programs write them.

- MWG regions (Metadata Working Group, Guidelines for Handling Image Metadata 2.0, section 5.9): Lightroom, digiKam,
  Picasa, ACDSee. An area's centre, width and height are shares of the stored picture, before it is oriented.
- Microsoft's people tags (MP:RegionInfo): Windows Live Photo Gallery, digiKam. Left, top, width and height in shares.
- IPTC's Image Region with people in it (2019.1 and later), if its boundary is a rectangle in shares.
- IPTC's Person Shown (Iptc4xmpExt:PersonInImage, and with details): names without a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from runner.facts import Region
from runner.people.iptc_regions import HUMAN, IPTC, XMP
from runner.people.named_region import NamedRegion

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MWG = "http://www.metadataworkinggroup.com/schemas/regions/"
AREA = "http://ns.adobe.com/xmp/sType/Area#"
SIZE = "http://ns.adobe.com/xap/1.0/sType/Dimensions#"
MP = "http://ns.microsoft.com/photo/1.2/"
MP_REGION = "http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
MP_PART = "http://ns.microsoft.com/photo/1.2/t/Region#"


_PERSONS = ("PersonInImage", "PersonName")
_SAME_SHAPE = 0.02
"""Sides of a raw file and of its preview differ by less than this share: 6048 × 4024 and 6000 × 4000 pixels."""


@dataclass(frozen=True, slots=True)
class PeopleInXmp:
    """The people found in an XMP packet."""

    regions: tuple[NamedRegion, ...] = ()
    persons: tuple[str, ...] = ()  # IPTC's Person Shown
    cropped: int = 0  # regions that are left out, because the picture has been cropped since they were drawn


def read(packet: bytes, orientation: int = 1, size: tuple[int, int] | None = None) -> PeopleInXmp:
    """The people in an XMP packet. `orientation` is the EXIF orientation, 1 to 8, of the file that has the packet.

    Anything that cannot be understood is left out, and so are regions outside the picture or without an area. `size` is
    the width and height of the stored picture, if known. If the packet says that its regions are of a picture of
    another shape, a program that knows no regions has cropped it: all of them would be at wrong places.
    """
    try:
        root = etree.fromstring(packet, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):  # empty, or not markup at all
        root = None
    if root is None:
        return PeopleInXmp()
    found = [*_mwg(root), *_microsoft(root), *_iptc(root)]
    if size and any(_is_of_another_shape(each, size) for each in root.iter(f"{{{MWG}}}AppliedToDimensions")):
        return PeopleInXmp(persons=_persons(root), cropped=len({(each.region, each.name) for each in found}))
    upright = [NamedRegion(as_seen(each.region, orientation), each.name, each.source) for each in found]
    return PeopleInXmp(tuple(dict.fromkeys(upright)), _persons(root))


def _persons(root: etree._Element) -> tuple[str, ...]:
    every = (text for name in _PERSONS for each in root.iter(f"{{{IPTC}}}{name}") for text in _texts(each))
    return tuple(dict.fromkeys(every))


def _is_of_another_shape(applied: etree._Element, size: tuple[int, int]) -> bool:
    """Whether regions were drawn in a picture of another shape. Scaling changes no shape, and some programs turn it."""
    inner = applied.find(f"{{{RDF}}}Description")
    wide, high = (_number(_value(applied if inner is None else inner, SIZE, side)) or 0 for side in "wh")
    if wide <= 0 or high <= 0:
        return False
    shape = size[0] / size[1]
    return all(abs(each / shape - 1) > _SAME_SHAPE for each in (wide / high, high / wide))


def as_seen(region: Region, orientation: int) -> Region:
    """Convert a region of the stored picture into one of the upright picture. Source: Exif 2.32, tag 0x0112."""
    one = _turned(region.left, region.top, orientation)
    other = _turned(region.right, region.bottom, orientation)
    return Region(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def as_stored(region: Region, orientation: int) -> Region:
    """The inverse of `as_seen`: orientations 6 and 8 undo each other, all others undo themselves."""
    return as_seen(region, {6: 8, 8: 6}.get(orientation, orientation))


def _turned(x: float, y: float, orientation: int) -> tuple[float, float]:
    """Where a point of the stored picture lies in the upright one."""
    places = {
        1: (x, y), 2: (1 - x, y), 3: (1 - x, 1 - y), 4: (x, 1 - y), 5: (y, x), 6: (1 - y, x), 7: (1 - y, 1 - x),
        8: (y, 1 - x),
    }  # fmt: skip
    return places.get(orientation, (x, y))


def _mwg(root: etree._Element) -> Iterator[NamedRegion]:
    for listed in root.iter(f"{{{MWG}}}RegionList"):
        for each in _items(listed):
            kind, area = _value(each, MWG, "Type"), _child(each, MWG, "Area")
            if area is None or (kind or "Face").casefold() not in ("face", "person"):
                continue
            numbers = [_number(_value(area, AREA, name)) for name in ("x", "y", "w", "h")]
            x, y, width, height = numbers
            if x is None or y is None or width is None or height is None:
                continue
            region = _inside(x - width / 2, y - height / 2, width, height)
            if region and (_value(area, AREA, "unit") or "normalized") == "normalized":
                yield NamedRegion(region, _value(each, MWG, "Name"), "MWG regions")


def _microsoft(root: etree._Element) -> Iterator[NamedRegion]:
    for listed in root.iter(f"{{{MP_REGION}}}Regions"):
        for each in _items(listed):
            numbers = [_number(part) for part in (_value(each, MP_PART, "Rectangle") or "").split(",")]
            known = [number for number in numbers if number is not None]
            region = _inside(known[0], known[1], known[2], known[3]) if len(known) == 4 else None
            if region:
                yield NamedRegion(region, _value(each, MP_PART, "PersonDisplayName"), "Microsoft people tags")


def _iptc(root: etree._Element) -> Iterator[NamedRegion]:
    for listed in root.iter(f"{{{IPTC}}}ImageRegion"):
        for each in _structures(listed):
            boundary, names = _child(each, IPTC, "RegionBoundary"), _names_in(each)
            if boundary is None or not (names or _is_human(each)):
                continue
            numbers = [_number(_value(boundary, IPTC, f"rb{side}")) for side in "XYWH"]
            known = [number for number in numbers if number is not None]
            plain = (_value(boundary, IPTC, "rbShape"), _value(boundary, IPTC, "rbUnit")) == ("rectangle", "relative")
            region = _inside(known[0], known[1], known[2], known[3]) if plain and len(known) == 4 else None
            if region:
                yield NamedRegion(region, next(iter(names), None), "IPTC image regions")


def _structures(listed: etree._Element) -> Iterator[etree._Element]:
    """The structures of a list whose structures contain lists themselves."""
    for item in listed.findall(f"{{{RDF}}}Bag/{{{RDF}}}li"):
        inner = item.find(f"{{{RDF}}}Description")
        yield item if inner is None else inner


def _names_in(region: etree._Element) -> list[str]:
    shown = region.find(f"{{{IPTC}}}PersonInImage")
    return [] if shown is None else list(_texts(shown))


def _is_human(region: etree._Element) -> bool:
    kinds = region.find(f"{{{IPTC}}}rCtype")
    return kinds is not None and any(HUMAN in _texts(each) for each in kinds.iter(f"{{{XMP}}}Identifier"))


def _inside(left: float, top: float, width: float, height: float) -> Region | None:
    """The part of a rectangle that lies in the picture; None if nothing does."""
    right, bottom = min(left + width, 1.0), min(top + height, 1.0)
    left, top = max(left, 0.0), max(top, 0.0)
    return Region(left, top, right, bottom) if right - left > 1e-3 and bottom - top > 1e-3 else None


def _items(listed: etree._Element) -> Iterator[etree._Element]:
    """The structures of a list: each rdf:li, or the rdf:Description in it."""
    for item in listed.iter(f"{{{RDF}}}li"):
        inner = item.find(f"{{{RDF}}}Description")
        yield item if inner is None else inner


def _child(element: etree._Element, space: str, name: str) -> etree._Element | None:
    found = element.find(f"{{{space}}}{name}")
    if found is None:
        return None
    inner = found.find(f"{{{RDF}}}Description")
    return found if inner is None else inner


def _value(element: etree._Element, space: str, name: str) -> str | None:
    """The text of a simple property, which is an attribute or an element; None if it is missing or empty."""
    text = element.get(f"{{{space}}}{name}")
    if text is None:
        text = element.findtext(f"{{{space}}}{name}")
    cleaned = " ".join((text or "").split())
    return cleaned or None


def _texts(element: etree._Element) -> Iterator[str]:
    for item in element.iter(f"{{{RDF}}}li"):
        if text := " ".join((item.text or "").split()):
            yield text


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None
