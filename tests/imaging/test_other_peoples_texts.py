"""Texts that people wrote with other programs are read, or reported as unreadable."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from made_jpegs import (
    ASCII,
    BYTE,
    EXTENDED,
    XMP,
    dataset,
    exif_block,
    irb,
    packet,
    text,
    with_exif,
    with_segments,
    with_xmp,
)

from runner.imaging.charsets import declared, guessed
from runner.imaging.metadata import read_metadata
from runner.imaging.tolerant_xmp import read_packet
from runner.imaging.vips import pyvips
from runner.messages import word
from runner.schema import ExifRow

WORDS = "<dc:subject><rdf:Bag><rdf:li>heron</rdf:li><rdf:li>canal</rdf:li></rdf:Bag></dc:subject>"
TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "photo.jpg"


def read(path: Path) -> ExifRow:
    return read_metadata(path, "jpeg")


def xmp(path: Path, body: str, head: str = "") -> ExifRow:
    return read(with_xmp(path, packet(body, head)))


DEFECTS = {
    "a property twice": packet("<dc:format>image/jpeg</dc:format>" * 2 + WORDS),
    "a control character": packet(WORDS + TITLE.format("Port\x0bwall")),
    "a reference to zero": packet(WORDS + TITLE.format("Port&#x0;")),
    "a reference beyond Unicode": packet(WORDS + TITLE.format("Port&#x110000;")),
    "UTF-16, little-endian": packet(WORDS).encode("utf-16"),
    "UTF-16, big-endian": b"\xfe\xff" + packet(WORDS).encode("utf-16-be"),
    "UTF-16 without a mark": packet(WORDS).encode("utf-16-le"),
    "the rest of another packet": packet(WORDS) + "escription></rdf:RDF></x:xmpmeta>",
    "zeros for padding": packet(WORDS).replace("<?xpacket end", "\0" * 40 + "<?xpacket end"),
    "an undeclared prefix": packet(WORDS, ' made:By="me"'),
    "an undeclared prefix of an element": packet("<GCamera:Motion>1</GCamera:Motion>" + WORDS),
    "an attribute twice": packet(WORDS, ' xmp:Rating="1" xmp:Rating="2"'),
    "an ampersand": packet(WORDS + TITLE.format("Black & white")),
    "an HTML entity": packet(WORDS + TITLE.format("Caf&eacute;")),
    "Windows-1252": packet(WORDS + TITLE.format("Café am See")).encode().replace("é".encode(), b"\xe9"),
    "no end": packet(WORDS).partition("</rdf:Description>")[0],
    "no name for what it is about": packet(WORDS).replace(' rdf:about=""', ' about=""'),
    "about another photo too": packet(WORDS).replace(
        "</rdf:RDF>", '<rdf:Description rdf:about="uuid:1"/><rdf:Description rdf:about="uuid:2"/></rdf:RDF>'
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_costs_no_keyword(defect: str, photo: Path) -> None:
    row = read(with_xmp(photo, DEFECTS[defect]))
    assert row.keywords == ("heron", "canal")


def test_a_damaged_packet_is_said(photo: Path) -> None:
    row = xmp(photo, WORDS, ' made:By="me"')
    (said,) = row.unread
    assert word(said).startswith("xmp: 1 of its properties could be read; the packet of ")
    assert read(with_xmp(photo, packet(WORDS))).unread == ()
    (said,) = read(with_xmp(photo, "<x:xmpmeta>")).unread
    assert word(said).startswith("xmp: no property could be read")


def test_the_tolerant_reader_reads_as_exiv2_does(photo: Path) -> None:
    titles = '<rdf:li xml:lang="de">Reiher</rdf:li><rdf:li xml:lang="x-default">Heron</rdf:li>'
    held = (
        f"{WORDS}<dc:title><rdf:Alt>{titles}</rdf:Alt></dc:title><photoshop:City>Piran</photoshop:City>"
        "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>"
        '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City="Piran"/></rdf:Bag></Iptc4xmpExt:LocationShown>'
    )
    damaged = packet(held + "<dc:format>a</dc:format><dc:format>b</dc:format>")
    found, whole = read(with_xmp(photo, damaged)), read(with_xmp(photo, packet(held)))
    for name in ("title", "keywords", "creator", "place"):
        assert getattr(found, name) == getattr(whole, name) is not None
    assert read_packet(damaged.encode())["Xmp.iptcExt.LocationShown[1]/Iptc4xmpExt:City"] == "Piran"


def test_xmp_beyond_one_segment_and_several_packets(photo: Path) -> None:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    extension = packet(WORDS).encode()
    halves = (extension[:200], extension[200:])
    starts = (0, 200)
    parts = [
        (0xE1, EXTENDED + guid + len(extension).to_bytes(4) + start.to_bytes(4) + half)
        for start, half in zip(starts, halves, strict=True)
    ]
    main = packet("", f' xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{guid.decode()}"')
    with_segments(photo, (0xE1, XMP + main.encode()), *parts[::-1])
    assert read(photo).keywords == ("heron", "canal")
    row = read(with_xmp(photo, packet(TITLE.format("First")), packet(WORDS + TITLE.format("Second"))))
    assert (row.title, row.keywords) == ("First", ("heron", "canal"))
    assert read(with_segments(photo, (0xE1, b"http\0" + packet(WORDS).encode()))).keywords == ("heron", "canal")


def listed(name: str, *words: str, kind: str = "Bag") -> str:
    return f"<{name}><rdf:{kind}>{''.join(f'<rdf:li>{word}</rdf:li>' for word in words)}</rdf:{kind}></{name}>"


@pytest.mark.parametrize(
    ("body", "keywords"),
    [
        (
            listed("lr:hierarchicalSubject", "Animals|Birds|Heron", "Animals|Otter"),
            ("Animals", "Birds", "Heron", "Otter"),
        ),
        (listed("digiKam:TagsList", "Places/Piran", kind="Seq"), ("Places", "Piran")),
        (listed("MicrosoftPhoto:LastKeywordXMP", "heron", "canal"), ("heron", "canal")),
        (WORDS + listed("lr:hierarchicalSubject", "Animals|Heron"), ("heron", "canal")),
    ],
)
def test_keywords_stand_in_many_places(body: str, keywords: tuple[str, ...], photo: Path) -> None:
    assert xmp(photo, body).keywords == keywords


def test_captions_alt_texts_and_places_do_too(photo: Path) -> None:
    alt = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'
    assert xmp(photo, alt.format("tiff:ImageDescription", "Boats.")).caption == "Boats."
    row = xmp(photo, alt.format("Iptc4xmpCore:AltTextAccessibility", "A heron on one leg."))
    assert (row.alt_text, row.caption) == ("A heron on one leg.", None)
    place = (
        '<Iptc4xmpExt:{0}><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>{1}</Iptc4xmpExt:City>'
        "<Iptc4xmpExt:CountryName>Slovenia</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:{0}>"
    )
    created, shown = place.format("LocationCreated", "Koper"), place.format("LocationShown", "Piran")
    assert xmp(photo, created).place == "Koper, Slovenia"
    assert xmp(photo, created + shown).place == "Piran, Slovenia"
    assert xmp(photo, created + shown + "<photoshop:City>Izola</photoshop:City>").place == "Izola"


def test_the_texts_of_windows_explorer(photo: Path) -> None:
    texts = {0x9C9B: "Market Hall", 0x9C9C: "Stalls at noon.", 0x9C9D: "Ana Kos", 0x9C9E: "market;Łódź"}
    row = read(with_exif(photo, ifd0=[(tag, BYTE, f"{each}\0".encode("utf-16-le")) for tag, each in texts.items()]))
    assert (row.title, row.caption, row.creator) == ("Market Hall", "Stalls at noon.", "Ana Kos")
    assert row.keywords == ("market", "Łódź")


@pytest.mark.parametrize(
    ("designation", "encoding", "caption"),
    [
        (b"\x1b-B", "iso8859-2", "Łódź jesienią."),
        (b"\x1b.B", "iso8859-2", "Łódź jesienią."),
        (b"\x1b-L", "iso8859-5", "Красная площадь"),
        (b"\x1b-F", "iso8859-7", "Η Ακρόπολη"),
        (b"\x1b-M", "iso8859-9", "İstanbul Boğazı"),
        (b"\x1b-A", "iso8859-1", "Café ÿ"),
        (b"\x1b%G", "utf-8", "Łódź"),
        (b"", "cp1252", "Blühende Bäume, Café"),
        (b"", "mac_roman", "Café à Zürich"),
    ],
)
def test_iptc_obeys_its_character_set(designation: bytes, encoding: str, caption: str, photo: Path) -> None:
    head = dataset(1, 90, designation) if designation else b""
    row = read(with_segments(photo, irb(head + dataset(2, 120, caption.encode(encoding)))))
    assert (row.caption, row.unread) == (caption, ())


def test_iptc_in_two_segments(photo: Path) -> None:
    with_segments(photo, irb(dataset(2, 0, b"\0\2") + dataset(2, 25, b"heron")), irb(b""))
    assert read(photo).keywords == ("heron",)


def test_a_text_in_an_unknown_alphabet_is_kept_and_nobody_captions_by_it(photo: Path) -> None:
    row = read(with_exif(photo, ifd0=[(0x10E, ASCII, text("ירושלים העתיקה", "cp1255"))]))
    assert row.caption is None
    assert [*map(word, row.unread)] == ["exif charset: the character set of Image ImageDescription is not known"]
    assert '"unread": {"Image ImageDescription": "' in row.raw
    row = read(with_segments(photo, irb(dataset(2, 120, "Łódź jesienią".encode("cp1250")))))
    assert row.caption is None
    assert [*map(word, row.unread)] == ["charset: the character set of Iptc.Application2.Caption is not known"]


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("cp1251", "Красная площадь"),
        ("shift_jis", "東京タワーの夜景"),
        ("cp1252", "José Müller © 2020 – “Élan”"),
        ("cp1252", "20 °C"),
    ],
)
def test_an_encoding_that_is_evident_is_taken(encoding: str, written: str) -> None:
    found = guessed([written.encode(encoding)])
    assert written.encode(encoding).decode(str(found)) == written


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("cp1251", "Москва"), ("cp1254", "İstanbul Boğazı’nda gün batımı"), ("cp1253", "Αθήνα"),
     ("cp1250", "Łódź jesienią"), ("gbk", "北京")],
)  # fmt: skip
def test_one_that_is_not_is_never_taken_wrongly(encoding: str, written: str) -> None:
    found = guessed([written.encode(encoding)])
    assert found is None or written.encode(encoding).decode(found) == written


def test_designations_that_name_no_set_are_none() -> None:
    assert [declared(each) for each in (b"", b"\x1b", b"\x1b-Z", b"UTF-8", b"\x1b%G")] == [
        None,
        None,
        None,
        None,
        "utf-8",
    ]


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


@pytest.mark.parametrize("form", ["tEXt", "zTXt", "iTXt", "iTXt compressed", "eXIf behind the pixels", "eXIf"])
def test_exif_of_a_png_wherever_it_stands(form: str, tmp_path: Path) -> None:
    block = exif_block(ifd0=[(0x110, ASCII, text("X-T3"))], exif=[(0x9003, ASCII, text("2021:02:03 04:05:06"))])
    profile = b"\nexif\n%8d\n" % (len(block) + 6) + (b"Exif\0\0" + block).hex().encode() + b"\n"
    name = b"Raw profile type exif\0"
    chunk = {
        "tEXt": (b"tEXt", name + profile),
        "zTXt": (b"zTXt", name + b"\0" + zlib.compress(profile)),
        "iTXt": (b"iTXt", name + b"\0\0\0\0" + profile),
        "iTXt compressed": (b"iTXt", name + b"\1\0\0\0" + zlib.compress(profile)),
    }.get(form, (b"eXIf", block))
    plain = (pyvips.Image.black(64, 48, bands=3) + 90).cast("uchar").pngsave_buffer(keep="none")
    at = plain.index(b"IEND") - 4 if "behind" in form else 33
    path = tmp_path / "photo.png"
    path.write_bytes(plain[:at] + png_chunk(*chunk) + plain[at:])
    row = read_metadata(path, "png")
    assert (row.camera, str(row.captured_at)) == ("X-T3", "2021-02-03 04:05:06")


def extended(body: str, guid: str, lost: int | None = None, size: int = 0) -> list[tuple[int, bytes]]:
    """An extended packet in three parts, without the part `lost`."""
    data = packet(body).encode()
    third = len(data) // 3
    starts = (0, third, 2 * third)
    ends = (third, 2 * third, len(data))
    return [
        (0xE1, EXTENDED + guid.encode() + (size or len(data)).to_bytes(4) + start.to_bytes(4) + data[start:end])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        if number != lost
    ]


def naming(guid: str) -> tuple[int, bytes]:
    """A main packet that names its extended one."""
    space = ' xmlns:xmpNote="http://ns.adobe.com/xmp/note/"'
    main = packet(TITLE.format("Main"), f'{space} xmpNote:HasExtendedXMP="{guid}"' if guid else "")
    return 0xE1, XMP + main.encode()


OWN, FOREIGN = "0123456789ABCDEF0123456789ABCDEF", "F" * 32


def test_an_extended_packet_counts_if_it_is_whole(photo: Path) -> None:
    row = read(with_segments(photo, naming(OWN.lower()), *extended(WORDS, OWN), *extended(WORDS, OWN)))
    assert (row.title, row.keywords, row.unread) == ("Main", ("heron", "canal"), ())


@pytest.mark.parametrize(("lost", "size"), [(0, 0), (1, 0), (2, 0), (None, 9999)])
def test_parts_of_an_extended_packet_are_not_joined_over_a_gap(lost: int | None, size: int, photo: Path) -> None:
    row = read(with_segments(photo, naming(OWN), *extended(WORDS * 40, OWN, lost, size)))
    assert (row.title, row.keywords) == ("Main", ())
    (said,) = row.unread
    assert word(said).startswith("extended xmp: only ")


@pytest.mark.parametrize("named", [OWN, ""])
def test_an_extended_packet_of_another_version_is_left_out(named: str, photo: Path) -> None:
    row = read(with_segments(photo, naming(named), *extended(WORDS, FOREIGN)))
    assert (row.title, row.keywords) == ("Main", ())
    (said,) = row.unread
    assert word(said) == "extended xmp: it belongs to another version of the file and was not used"


def iptc(*sets: tuple[int, int, bytes]) -> tuple[int, bytes]:
    data = b"".join(
        b"\x1c" + bytes((record, number)) + len(value).to_bytes(2) + value for record, number, value in sets
    )
    return 0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(data).to_bytes(4) + data + b"\0" * (len(data) % 2)


UTF8 = (1, 90, b"\x1b%G")


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman"])
def test_iptc_that_declares_utf_8_and_is_none_is_guessed(encoding: str, photo: Path) -> None:
    words = (2, 25, "Zürich".encode())
    row = read(with_segments(photo, iptc(UTF8, words, (2, 120, "Café am See".encode(encoding)))))
    assert (row.caption, row.keywords, row.unread) == ("Café am See", ("Zürich",), ())


@pytest.mark.parametrize("designation", [(UTF8,), ()])
def test_a_letter_that_was_cut_costs_only_itself(designation: tuple[tuple[int, int, bytes], ...], photo: Path) -> None:
    cut = "Überfahrt nach Köln".encode()[: -len("öln".encode()) + 1]
    row = read(with_segments(photo, iptc(*designation, (2, 5, cut))))
    assert (row.title, row.unread) == ("Überfahrt nach K", ())


def test_keywords_joined_by_semicolons_are_several(photo: Path) -> None:
    assert xmp(photo, listed("dc:subject", "heron; canal;boats")).keywords == ("heron", "canal", "boats")
    assert xmp(photo, listed("dc:subject", "a; b", "c")).keywords == ("a; b", "c")


def test_utf_16_is_no_damage(photo: Path) -> None:
    assert read(with_xmp(photo, packet(WORDS).encode("utf-16"))).unread == ()
