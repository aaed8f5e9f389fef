"""Makes JPEGs with metadata blocks inserted by hand, so that no writer corrects them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from runner.imaging.vips import pyvips

PLAIN = (pyvips.Image.black(64, 48, bands=3) + 90).cast("uchar").jpegsave_buffer(keep="none")
XMP, EXTENDED = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
ASCII, SHORT, LONG, RATIONAL, BYTE, SRATIONAL, UNDEFINED = 2, 3, 4, 5, 1, 10, 7
_SIZES = {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, BYTE: 1, SRATIONAL: 8, UNDEFINED: 1}

Entry = tuple[int, int, bytes]
"""Tag, type, and the bytes of the value, little-endian."""


def with_segments(path: Path, *segments: tuple[int, bytes]) -> Path:
    """Write a JPEG with these segments, each a marker and its content."""
    made = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body for marker, body in segments)
    path.write_bytes(PLAIN[:2] + made + PLAIN[2:])
    return path


def text(value: str, encoding: str = "utf-8") -> bytes:
    return value.encode(encoding) + b"\0"


def fractions(*pairs: tuple[int, int], signed: bool = False) -> bytes:
    return b"".join(struct.pack("<ii" if signed else "<II", *pair) for pair in pairs)


def exif_block(ifd0: Sequence[Entry] = (), exif: Sequence[Entry] = (), gps: Sequence[Entry] = ()) -> bytes:
    """A TIFF stream with these directories; entries are written as given, duplicates included."""
    directories = {0x8769: exif, 0x8825: gps}
    pointers = [(tag, LONG, bytes(4)) for tag, entries in directories.items() if entries]
    block = _directory([*ifd0, *pointers], 8)
    at = 8 + len(block)
    for tag, entries in directories.items():
        if entries:
            block = block.replace(struct.pack("<HHI", tag, LONG, 1) + bytes(4), struct.pack("<HHII", tag, LONG, 1, at))
            block += _directory(entries, at)
            at = 8 + len(block)
    return b"II*\0\x08\0\0\0" + block


def _directory(entries: Sequence[Entry], at: int) -> bytes:
    table, data = struct.pack("<H", len(entries)), b""
    start = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries, key=lambda entry: entry[0]):
        table += struct.pack("<HHI", tag, kind, len(value) // _SIZES[kind])
        if len(value) <= 4:
            table += value.ljust(4, b"\0")
        else:
            table += struct.pack("<I", start + len(data))
            data += value + b"\0" * (len(value) % 2)
    return table + bytes(4) + data


def with_exif(path: Path, **directories: Sequence[Entry]) -> Path:
    """Write a JPEG with this EXIF data."""
    return with_segments(path, (0xE1, b"Exif\0\0" + exif_block(**directories)))


def packet(body: str, head: str = "") -> str:
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/", "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "lr": "http://ns.adobe.com/lightroom/1.0/", "tiff": "http://ns.adobe.com/tiff/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/", "xmp": "http://ns.adobe.com/xap/1.0/",
        "digiKam": "http://www.digikam.org/ns/1.0/", "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    }  # fmt: skip
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{declared}{head}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    )


def with_xmp(path: Path, *packets: str | bytes) -> Path:
    """Write a JPEG with these XMP packets, each in its own segment."""
    contents = (each.encode() if isinstance(each, str) else each for each in packets)
    return with_segments(path, *((0xE1, XMP + content) for content in contents))


def dataset(record: int, number: int, value: bytes) -> bytes:
    """One IPTC-IIM dataset."""
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def irb(iptc: bytes) -> tuple[int, bytes]:
    """A segment with IPTC data, as Photoshop writes it."""
    padding = b"\0" * (len(iptc) % 2)
    return 0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + padding
