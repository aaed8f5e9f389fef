"""Writes IPTC image regions with the people in them, and the persons shown in the whole picture, as XMP.

Source: IPTC Photo Metadata Standard 2024.1, Image Region (Iptc4xmpExt:ImageRegion), Person Shown in the Image
(PersonInImage) and Person Shown in the Image with Details (PersonInImageWDetails). Relative boundaries are shares of
the picture as stored; exiftool reads them the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from runner.people.named_region import NamedRegion

IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP = "http://ns.adobe.com/xap/1.0/"
HUMAN = "http://cv.iptc.org/newscodes/imageregiontype/human"
"""The region type of people, from IPTC's vocabulary of image region types."""


def properties(stored: Sequence[NamedRegion]) -> list[str]:
    """The XMP properties of these regions, as lines. Regions are in shares of the picture as stored."""
    names = dict.fromkeys(each.name for each in stored if each.name)
    return [*_regions(stored), *_persons(list(names))]


def _regions(stored: Sequence[NamedRegion]) -> list[str]:
    if not stored:
        return []
    items = [_region(f"face{number}", each) for number, each in enumerate(stored, 1)]
    return ["   <Iptc4xmpExt:ImageRegion>\n    <rdf:Bag>", *items, "    </rdf:Bag>\n   </Iptc4xmpExt:ImageRegion>"]


def _region(number: str, each: NamedRegion) -> str:
    place = each.region
    sides = {"X": place.left, "Y": place.top, "W": place.right - place.left, "H": place.bottom - place.top}
    measures = "".join(f"<Iptc4xmpExt:rb{side}>{share:.6f}</Iptc4xmpExt:rb{side}>" for side, share in sides.items())
    name = f"      <Iptc4xmpExt:Name>{_any_language(each.name)}</Iptc4xmpExt:Name>\n" if each.name else ""
    shown = f"      {_bag('PersonInImage', [each.name])}\n" if each.name else ""
    return (
        f'     <rdf:li rdf:parseType="Resource">\n{name}{shown}'
        '      <Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">\n'
        "       <Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape><Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit>\n"
        f"       {measures}\n      </Iptc4xmpExt:RegionBoundary>\n"
        '      <Iptc4xmpExt:rCtype><rdf:Bag><rdf:li rdf:parseType="Resource">'
        f"<Iptc4xmpExt:Name>{_any_language('human')}</Iptc4xmpExt:Name>"
        f"<xmp:Identifier><rdf:Bag><rdf:li>{HUMAN}</rdf:li></rdf:Bag></xmp:Identifier>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:rCtype>\n"
        f"      <Iptc4xmpExt:rId>{number}</Iptc4xmpExt:rId>\n     </rdf:li>"
    )


def _persons(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    detailed = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<Iptc4xmpExt:PersonName>{_any_language(name)}</Iptc4xmpExt:PersonName></rdf:li>"
        for name in names
    )
    details = f"<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag>{detailed}</rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>"
    return [f"   {_bag('PersonInImage', names)}", f"   {details}"]


def _bag(name: str, values: Sequence[str]) -> str:
    listed = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<Iptc4xmpExt:{name}><rdf:Bag>{listed}</rdf:Bag></Iptc4xmpExt:{name}>"


def _any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
