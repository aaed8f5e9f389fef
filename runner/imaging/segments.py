"""Blocks of metadata as they are stored in JPEG and PNG files.

libvips and exiv2 return one block of each kind. Files may have several: XMP beyond 64 kB continues in other segments,
programs append a second block instead of editing the first, and older PNG writers store EXIF as text.

Sources: ITU T.81, annex B; XMP Specification Part 3 (2020), 1.1.3 (JPEG); PNG (Third Edition), 5.3, 11.3;
Photoshop File Format Specification, image resources; ImageMagick's "Raw profile type" texts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

XMP, EXTENDED = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = b"Photoshop 3.0\0"
_EXIF, _MARKUP = b"Exif\0", re.compile(rb"<\?xpacket|<x:x[am]pmeta|<rdf:RDF")
_NAMED = re.compile(rb"HasExtendedXMP\s*(?:=\s*['\"]|>)\s*([0-9A-Fa-f]{32})")
_SOI, _SOS, _EOI, _APP1, _APP13 = 0xD8, 0xDA, 0xD9, 0xE1, 0xED
_ALONE = {0x01, *range(0xD0, 0xD8)}
_IPTC = 0x0404
_LARGEST_TEXT = 1 << 24
"""A compressed text is expanded to at most this many bytes; a larger one is an attack."""

_RAW_PROFILE = re.compile(rb"\n([^\n]*)\n *(\d+)\n([0-9a-fA-F\s]*)\Z")


def jpeg_segments(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The marker and content of each segment before the pixels."""
    file.seek(0)
    if file.read(2) != b"\xff\xd8":
        return
    while head := file.read(1):
        if head != b"\xff":
            continue
        marker = file.read(1)
        while marker == b"\xff":
            marker = file.read(1)
        if not marker or marker[0] in (_SOS, _EOI):
            return
        if marker[0] in _ALONE or marker[0] in (0, _SOI):
            continue
        length = int.from_bytes(file.read(2))
        yield marker[0], file.read(max(0, length - 2))


class XmpPackets(NamedTuple):
    """The packets of a JPEG: those that stand alone, the main one first, and the extended ones that belong to it."""

    found: list[bytes]
    cut: tuple[tuple[int, int], ...] = ()  # extended packets of which a part is missing: bytes that are there, and all
    foreign: int = 0  # extended packets that the main one does not name


class _Extended(NamedTuple):
    size: int
    parts: dict[int, bytes]


def xmp_packets(file: BinaryIO) -> XmpPackets:
    """The XMP packets of a JPEG.

    An extended packet counts only if it is complete and the main one names it (XMP Specification Part 3, 1.1.3.1):
    programs that rewrite the main packet leave parts of an older one behind.
    """
    main, extended = [], dict[bytes, _Extended]()
    for marker, content in jpeg_segments(file):
        if marker != _APP1:
            continue
        if content.startswith(XMP):
            main.append(content[len(XMP) :])
        elif not content.startswith((_EXIF, EXTENDED)) and (start := _MARKUP.search(content)):
            main.append(content[start.start() :])  # some sites write another header, or none
        elif content.startswith(EXTENDED):
            head = content[len(EXTENDED) :]
            each = extended.setdefault(head[:32].upper(), _Extended(int.from_bytes(head[32:36]), {}))
            each.parts[int.from_bytes(head[36:40])] = head[40:]
    return _joined(main, extended)


def _joined(main: list[bytes], extended: Mapping[bytes, _Extended]) -> XmpPackets:
    named = {match[1].upper() for packet in main for match in _NAMED.finditer(packet.replace(b"\0", b""))}
    own = {guid: each for guid, each in extended.items() if guid in named or not main}
    whole = [b"".join(part for _, part in sorted(each.parts.items())) for each in own.values() if _is_whole(each)]
    cut = tuple((sum(map(len, each.parts.values())), each.size) for each in own.values() if not _is_whole(each))
    return XmpPackets(main + whole, cut, len(extended) - len(own))


def _is_whole(extended: _Extended) -> bool:
    """Whether the parts follow each other without a gap, from the start to the end that each of them states."""
    at = 0
    for start, part in sorted(extended.parts.items()):
        if start != at:
            return False
        at += len(part)
    return at == extended.size


def iptc_block(file: BinaryIO) -> bytes:
    """The IPTC of a JPEG: all blocks one after the other, which is again a valid block."""
    resources = b"".join(
        content[len(PHOTOSHOP) :]
        for marker, content in jpeg_segments(file)
        if marker == _APP13 and content.startswith(PHOTOSHOP)
    )
    return b"".join(_resources(resources, _IPTC))


def photoshop_segment(iptc: bytes) -> bytes:
    """The content of a segment that holds this IPTC."""
    padded = iptc + b"\0" * (len(iptc) % 2)
    return PHOTOSHOP + b"8BIM" + _IPTC.to_bytes(2) + b"\0\0" + len(iptc).to_bytes(4) + padded


def _resources(data: bytes, wanted: int) -> Iterator[bytes]:
    at = 0
    while (at := data.find(b"8BIM", at)) >= 0 and at + 12 <= len(data):
        kind, name = int.from_bytes(data[at + 4 : at + 6]), data[at + 6]
        start = at + 7 + name + (name + 1) % 2
        length = int.from_bytes(data[start : start + 4])
        content = data[start + 4 : start + 4 + length]
        if kind == wanted:
            yield content
        at = start + 4 + length + length % 2


def png_exif(file: BinaryIO) -> bytes:
    """The EXIF of a PNG as a TIFF stream, wherever it is stored; empty if there is none."""
    for kind, content in _png_chunks(file):
        if kind == b"eXIf" and content:
            return content.removeprefix(b"Exif\0\0")
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            profile = _raw_profile(kind, content)
            if profile.startswith(b"Exif\0\0"):
                return profile[6:]
    return b""


def _png_chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """All chunks but those of the pixels."""
    file.seek(8)
    while len(head := file.read(8)) == 8:
        length = int.from_bytes(head[:4])
        if head[4:] in (b"IDAT", b"fdAT"):
            file.seek(length + 4, 1)
        else:
            content = file.read(length)
            file.seek(4, 1)
            yield head[4:], content


def _raw_profile(kind: bytes, content: bytes) -> bytes:
    """The bytes that a text named "Raw profile type exif" or "… APP1" holds as hexadecimal digits; else empty."""
    keyword, _, rest = content.partition(b"\0")
    if keyword.lower() not in (b"raw profile type exif", b"raw profile type app1"):
        return b""
    try:
        if kind == b"zTXt":
            rest = zlib.decompressobj().decompress(rest[1:], _LARGEST_TEXT)
        elif kind == b"iTXt":
            flags, _, _, text = rest[:2], *_after_two(rest[2:])
            rest = zlib.decompressobj().decompress(text, _LARGEST_TEXT) if flags[:1] == b"\1" else text
        match = _RAW_PROFILE.search(rest)
        return bytes.fromhex(match[3].decode()) if match else b""
    except (zlib.error, ValueError):
        return b""


def _after_two(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Two texts that end with a zero byte, and the rest."""
    first, _, rest = data.partition(b"\0")
    second, _, rest = rest.partition(b"\0")
    return first, second, rest
