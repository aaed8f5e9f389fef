"""IPTC, XMP and maker notes as pyexiv2 finds them.

pyexiv2 decodes a whole block with one encoding and raises if a single value does not fit. So everything is read as
Latin-1, which loses nothing, and each value is decoded separately. If exiv2 refuses XMP, or knows only one of several
packets, a tolerant reader takes what it can.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pyexiv2

from runner.imaging.carrier import carrying, without_exif
from runner.imaging.charsets import declared, guessed
from runner.imaging.filetypes import Format
from runner.imaging.segments import XmpPackets, iptc_block, xmp_packets
from runner.imaging.tolerant_xmp import is_wide, read_packet
from runner.messages import Message, say

# Mute: otherwise pyexiv2 prints warnings on standard output, and turns what exiv2 merely notes into exceptions.
pyexiv2.set_log_level(4)

Value = str | list[str] | dict[str, str]
Block = Mapping[str, Value]

_BY_CAMERAS_AND_ALL = ("Exif.Image.", "Exif.Photo.", "Exif.GPSInfo.", "Exif.Iop.", "Exif.Thumbnail.", "Exif.SubImage")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Blocks by exiv2's names ("Xmp.dc.title"). A value is one text, several texts, or one per language.

    `problems` has, by block, the reason why it could not be read properly. `unread` has values in an unknown character
    set, decoded as Latin-1; they are missing from the blocks.
    """

    exif: Block = field(default_factory=dict)
    maker: Block = field(default_factory=dict)
    iptc: Block = field(default_factory=dict)
    xmp: Block = field(default_factory=dict)
    problems: Mapping[str, Message] = field(default_factory=dict)
    unread: Block = field(default_factory=dict)


def read_embedded(path: Path, format: Format) -> Embedded:
    """The blocks in the file. A block that cannot be parsed is empty and has its reason in `problems`."""
    problems: dict[str, Message] = {}
    found = _by_exiv2(path, format, problems)
    packets, iptc = _further(path, format)
    if packets.found:
        found["xmp"] = _with_packets(found["xmp"], packets.found, problems)
    _say_what_is_left_out(packets, problems)
    if iptc and not _texts(found["iptc"]):
        found["iptc"] = _iptc_alone(iptc)
    return _decoded_blocks(found, problems)


_Found = dict[str, Mapping[str, object]]


def _by_exiv2(path: Path, format: Format, problems: dict[str, Message]) -> _Found:
    try:
        # An absolute path, because exiv2 takes the name "-" for standard input.
        with pyexiv2.Image(os.fsencode(path.absolute()).decode("latin-1"), "latin-1") as image:
            return _blocks(image, problems)
    except Exception as error:  # native code: RuntimeError, MemoryError …
        problems["embedded"] = _refused(error)
    try:
        with pyexiv2.ImageData(without_exif(path, format)) as image:
            return _blocks(image, problems)
    except Exception:  # as above; the first reason is the one that helps
        return {"exif": {}, "iptc": {}, "xmp": {}}


def _blocks(image: pyexiv2.Image, problems: dict[str, Message]) -> _Found:
    found: _Found = {block: _read(image, block, problems) for block in ("exif", "iptc", "xmp")}
    if not found["xmp"] and (packet := image.read_raw_xmp("latin-1")):
        found["xmp"] = _read_again(packet.encode("latin-1"), problems)
    return found


def _read(image: pyexiv2.Image, block: str, problems: dict[str, Message]) -> Mapping[str, object]:
    try:
        return cast(Mapping[str, object], getattr(image, f"read_{block}")("latin-1"))
    except Exception as error:  # as above
        problems[block] = _refused(error)
        return {}


def _read_again(packet: bytes, problems: dict[str, Message]) -> Mapping[str, object]:
    """What the tolerant reader finds in a packet that exiv2 refuses."""
    found = read_packet(packet)
    if not found:
        problems.setdefault("xmp", _nothing(packet))
    elif not is_wide(packet):  # exiv2 reads UTF-8 only, which is no damage
        problems.setdefault("xmp", say("unread.damaged", count=len(found), size=len(packet)))
    return _latin1_block(found)


def _refused(error: Exception) -> Message:
    return say("unread.refused", reason=f"{type(error).__name__}: {error}")


def _nothing(packet: bytes) -> Message:
    return say("unread.nothing", size=len(packet))


def _as_latin1(value: Any) -> Any:
    """A value as exiv2 returns it: UTF-8 with each byte as a character."""
    if isinstance(value, dict):
        return {_as_latin1(name): _as_latin1(text) for name, text in value.items()}
    return [_as_latin1(text) for text in value] if isinstance(value, list) else value.encode().decode("latin-1")


def _say_what_is_left_out(packets: XmpPackets, problems: dict[str, Message]) -> None:
    for there, size in packets.cut:
        problems["extended xmp"] = say("unread.cut", there=there, size=size)
    if packets.foreign:
        problems.setdefault("extended xmp", say("unread.foreign"))


def _further(path: Path, format: Format) -> tuple[XmpPackets, bytes]:
    """All XMP packets and all IPTC of a JPEG, of which exiv2 may miss some; nothing for other formats."""
    if format != "jpeg":
        return XmpPackets([]), b""
    try:
        with path.open("rb") as file:
            return xmp_packets(file), iptc_block(file)
    except OSError:
        return XmpPackets([]), b""


def _with_packets(
    xmp: Mapping[str, object], packets: list[bytes], problems: dict[str, Message]
) -> Mapping[str, object]:
    if len(packets) == 1 and (xmp or "xmp" in problems):
        return xmp
    further = [read_packet(packet) for packet in packets]
    if not any(further) and not xmp:
        problems.setdefault("xmp", _nothing(packets[0]))
    return {name: value for each in (*map(_latin1_block, reversed(further)), xmp) for name, value in each.items()}


def _latin1_block(block: Mapping[str, object]) -> Mapping[str, object]:
    return {_as_latin1(name): _as_latin1(value) for name, value in block.items()}


def _iptc_alone(iptc: bytes) -> Mapping[str, object]:
    """Read the IPTC of a file in which exiv2 sees only the last block, which is empty."""
    try:
        with pyexiv2.ImageData(carrying({"iptc-data": iptc})) as image:
            return cast(Mapping[str, object], image.read_iptc("latin-1"))
    except Exception:  # as above
        return {}


def _texts(iptc: Mapping[str, object]) -> list[str]:
    return [name for name in iptc if name.startswith("Iptc.Application2.") and not name.endswith("RecordVersion")]


def _decoded_blocks(found: _Found, problems: dict[str, Message]) -> Embedded:
    kinds: dict[bool, dict[str, object]] = {True: {}, False: {}}
    for name, value in found["exif"].items():
        kinds[_is_extra(name)][name] = value
    charset = declared(str(found["iptc"].get("Iptc.Envelope.CharacterSet", "")).encode("latin-1", "replace"))
    unread: dict[str, Value] = {}
    read = {
        "exif": _decode_block(kinds[False], "cp1252", {}),  # exifread's reading decides which texts are certain
        "maker": _decode_block(kinds[True], "cp1252", {}),
        "iptc": _decode_block(found["iptc"], charset, unread),
        "xmp": _decode_block(found["xmp"], None, unread),
    }
    if unread:
        problems["charset"] = say("unread.charset", tags=sorted(unread))
    return Embedded(read["exif"], read["maker"], read["iptc"], read["xmp"], problems, unread)


def _is_extra(name: str) -> bool:
    """Whether exifread leaves the tag out: maker notes, and comments that declare their encoding."""
    return name == "Exif.Photo.UserComment" or not name.startswith(_BY_CAMERAS_AND_ALL)


def _decode_block(block: Mapping[str, object], charset: str | None, unread: dict[str, Value]) -> Block:
    """The block as text; values that are neither UTF-8 nor in the given or an evident character set go to `unread`."""
    # Programs copy texts from older blocks and declare UTF-8 for all of them: what is none is guessed as well.
    stated = None if charset == "utf-8" else charset
    encoding = stated or guessed(_bytes(each) for value in block.values() for each in _strings(value))
    read: dict[str, Value] = {}
    for name, value in block.items():
        try:
            read[_decoded(name, "latin-1")] = _value(value, encoding)
        except (UnicodeDecodeError, LookupError):
            unread[_decoded(name, "latin-1")] = _value(value, "latin-1")
    return read


def _strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    else:
        inner: Iterable[Any] = found.values() if isinstance(found, dict) else found
        for each in inner:
            yield from _strings(each)


def _value(found: Any, encoding: str | None) -> Value:
    if isinstance(found, dict):
        return {_decoded(language, "latin-1"): _decoded(text, encoding) for language, text in found.items()}
    if isinstance(found, list):
        flat = [part for entry in found for part in (entry if isinstance(entry, list) else [entry])]
        return [_decoded(part, encoding) for part in flat]
    return _decoded(found, encoding)


def _decoded(text: str, encoding: str | None) -> str:
    """Raises UnicodeDecodeError if the text is neither UTF-8 nor in the encoding, LookupError if that is unknown."""
    data = _bytes(text)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if (whole := _without_cut_letter(data, error)) is not None:
            return whole
        if encoding is None:
            raise
        return data.decode(encoding, "replace" if encoding == "cp1252" else "strict")


def _without_cut_letter(data: bytes, error: UnicodeDecodeError) -> str | None:
    """UTF-8 up to a last letter that was cut: IPTC limits the bytes of a text. None if it is no UTF-8 before that."""
    if error.reason != "unexpected end of data" or data[: error.start].isascii():
        return None
    return data[: error.start].decode()


def _bytes(text: str) -> bytes:
    """The bytes that pyexiv2 returned as characters. For tags in UTF-16 it returns the text itself."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
