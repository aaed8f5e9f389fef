"""A JPEG without pixels that carries the XMP and IPTC of a picture whose other metadata are damaged.

exiv2 gives up the whole file when its EXIF block is damaged; what people wrote stands in other blocks and survives.
"""

from __future__ import annotations

from pathlib import Path

from runner.imaging.filetypes import Format
from runner.imaging.loading import load_lazily

_BLOCKS = (("xmp-data", b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\x00"), ("iptc-data", b"\xff\xed", b""))
_LONGEST_SEGMENT = 0xFFFF


def without_exif(path: Path, format: Format) -> bytes:
    """The XMP and IPTC blocks of a picture inside a JPEG; a block too long for a segment is left out."""
    with path.open("rb") as file:
        image = load_lazily(file, format)
    segments = b""
    for name, marker, prefix in _BLOCKS:
        if image.get_typeof(name):
            payload = prefix + image.get(name)
            length = len(payload) + 2
            segments += marker + length.to_bytes(2) + payload if length <= _LONGEST_SEGMENT else b""
    return b"\xff\xd8" + segments + b"\xff\xd9"
