"""Writes people as XMP: MWG regions, Microsoft's people tags, and IPTC's image regions and persons shown."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from runner.people import iptc_regions
from runner.people.iptc_regions import IPTC, XMP
from runner.people.named_region import NamedRegion
from runner.people.regions import AREA, MP, MP_PART, MP_REGION, MWG, RDF, SIZE, as_stored

_SPACES = (
    ("mwg-rs", MWG), ("stArea", AREA), ("stDim", SIZE), ("MP", MP), ("MPRI", MP_REGION), ("MPReg", MP_PART),
    ("Iptc4xmpExt", IPTC), ("xmp", XMP),
)  # fmt: skip


def packet(regions: Sequence[NamedRegion], width: int, height: int, orientation: int = 1) -> bytes:
    """An XMP packet. `width` and `height` are of the stored picture; regions are in shares of the upright one."""
    stored = [NamedRegion(as_stored(each.region, orientation), each.name, each.source) for each in regions]
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f' <rdf:RDF xmlns:rdf="{RDF}">\n{description(stored, width, height)} </rdf:RDF>\n</x:xmpmeta>\n'
        '<?xpacket end="w"?>\n'
    ).encode()


def description(stored: Sequence[NamedRegion], width: int, height: int) -> str:
    """The `rdf:Description` of such a packet; here, regions are in shares of the stored picture."""
    spaces = "".join(f'\n    xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES)
    body = "\n".join([*_mwg(stored, width, height), *_microsoft(stored), *iptc_regions.properties(stored)])
    return f'  <rdf:Description rdf:about=""{spaces}>\n{body}\n  </rdf:Description>\n'


def _mwg(regions: Sequence[NamedRegion], width: int, height: int) -> list[str]:
    if not regions:
        return []
    return [
        '   <mwg-rs:Regions rdf:parseType="Resource">',
        f'    <mwg-rs:AppliedToDimensions stDim:w="{width}" stDim:h="{height}" stDim:unit="pixel"/>',
        "    <mwg-rs:RegionList>\n     <rdf:Bag>",
        *map(_region, regions),
        "     </rdf:Bag>\n    </mwg-rs:RegionList>\n   </mwg-rs:Regions>",
    ]


def _region(each: NamedRegion) -> str:
    place = each.region
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    wide, high = place.right - place.left, place.bottom - place.top
    name = f" mwg-rs:Name={quoteattr(each.name)}" if each.name else ""
    area = f'stArea:x="{x:.6f}" stArea:y="{y:.6f}" stArea:w="{wide:.6f}" stArea:h="{high:.6f}" stArea:unit="normalized"'
    head = f'      <rdf:li>\n       <rdf:Description{name} mwg-rs:Type="Face">'
    return f"{head}\n        <mwg-rs:Area {area}/>\n       </rdf:Description>\n      </rdf:li>"


def _microsoft(regions: Sequence[NamedRegion]) -> list[str]:
    named = [each for each in regions if each.name]
    if not named:
        return []
    return [
        '   <MP:RegionInfo rdf:parseType="Resource">\n    <MPRI:Regions>\n     <rdf:Bag>',
        *map(_tag, named),
        "     </rdf:Bag>\n    </MPRI:Regions>\n   </MP:RegionInfo>",
    ]


def _tag(each: NamedRegion) -> str:
    place = each.region
    sides = (place.left, place.top, place.right - place.left, place.bottom - place.top)
    rectangle = ", ".join(f"{side:.6f}" for side in sides)
    return (
        f'      <rdf:li><rdf:Description MPReg:Rectangle="{rectangle}" '
        f"MPReg:PersonDisplayName={quoteattr(each.name or '')}/></rdf:li>"
    )
