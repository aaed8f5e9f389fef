"""A JPEG without pixels that carries the XMP and IPTC of a picture whose other metadata are damaged.

exiv2 gives up on a whole file if its EXIF block is damaged; what people wrote is in other blocks and survives.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from runner.imaging.filetypes import Format
from runner.imaging.loading import load_lazily
from runner.imaging.segments import PHOTOSHOP, XMP, photoshop_segment

_BLOCKS = ("xmp-data", "iptc-data")
_LONGEST_SEGMENT = 0xFFFF


def without_exif(path: Path, format: Format) -> bytes:
    """The XMP and IPTC blocks of a picture inside a JPEG; a block too long for a segment is left out."""
    if format == "raw":
        return carrying({})
    with path.open("rb") as file:
        image = load_lazily(file, format)
    return carrying({name: image.get(name) for name in _BLOCKS if image.get_typeof(name)})


def carrying(blocks: Mapping[str, bytes]) -> bytes:
    """A JPEG without pixels that holds these blocks, given by libvips's names; too long ones are left out."""
    segments = b""
    for name, block in blocks.items():
        marker, payload = _payload(name, block)
        length = len(payload) + 2
        segments += marker + length.to_bytes(2) + payload if length <= _LONGEST_SEGMENT else b""
    return b"\xff\xd8" + segments + b"\xff\xd9"


def _payload(name: str, block: bytes) -> tuple[bytes, bytes]:
    if name == "xmp-data":
        return b"\xff\xe1", XMP + block
    return b"\xff\xed", block if block.startswith(PHOTOSHOP) else photoshop_segment(block)
