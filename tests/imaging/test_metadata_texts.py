from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pyexiv2
import pytest

from runner.imaging.cameras import camera_name
from runner.imaging.metadata import read_metadata
from runner.imaging.vips import pyvips
from runner.schema import ExifRow

PLAIN = (pyvips.Image.black(64, 48, bands=3) + 90).cast("uchar").jpegsave_buffer(keep="none")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(PLAIN)
    return path


def written(path: Path, block: str, tags: dict[str, Any], encoding: str = "utf-8") -> ExifRow:
    with pyexiv2.Image(str(path)) as image:
        getattr(image, f"modify_{block}")(tags, encoding)
    return read_metadata(path, "jpeg")


def with_packet(path: Path, packet: str | bytes) -> ExifRow:
    """The row of a photo with this XMP packet, put in by hand so that no writer corrects it."""
    data = b"http://ns.adobe.com/xap/1.0/\x00" + (packet.encode() if isinstance(packet, str) else packet)
    path.write_bytes(PLAIN[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + PLAIN[2:])
    return read_metadata(path, "jpeg")


def packet(body: str, before: str = "") -> str:
    return (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        f'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("NIKON CORPORATION", "NIKON D70", "Nikon D70"),
        ("NIKON", "COOLPIX P6000", "Nikon COOLPIX P6000"),
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("OLYMPUS OPTICAL CO.,LTD", "C8080WZ", "Olympus C8080WZ"),
        ("OLYMPUS IMAGING CORP.", "E-P3", "Olympus E-P3"),
        ("OM Digital Solutions", "OM-1", "OM System OM-1"),
        ("FUJIFILM", "X-T3", "Fujifilm X-T3"),
        ("CASIO COMPUTER CO.,LTD.", "EX-Z750", "Casio EX-Z750"),
        ("EASTMAN KODAK COMPANY", "KODAK Z740 ZOOM DIGITAL CAMERA", "Kodak Z740 ZOOM DIGITAL CAMERA"),
        ("KONICA MINOLTA", "DiMAGE Z3", "Konica Minolta DiMAGE Z3"),
        ("PENTAX Corporation", "PENTAX K10D", "Pentax K10D"),
        ("RICOH IMAGING COMPANY, LTD.", "PENTAX K-1", "Pentax K-1"),
        ("HMD Global", "Nokia 8.3 5G", "Nokia 8.3 5G"),
        ("LEICA CAMERA AG", "LEICA Q2", "Leica Q2"),
        ("LG Electronics", "LG-H870", "LG H870"),
        ("samsung", "SM-G930F", "Samsung SM-G930F"),
        ("Jolla", "Jolla", "Jolla"),
        ("Apple", "iPhone 6", "Apple iPhone 6"),
        ("SONY", "ILCE-7RM3", "Sony ILCE-7RM3"),
        ("DJI", "FC220", "DJI FC220"),
        ("Canon", None, "Canon"),
        (None, "DMC-FZ30", "DMC-FZ30"),
        (None, None, None),
        ("CORPORATION", "X1", "Corporation X1"),
    ],
)
def test_a_camera_is_called_as_photographers_call_it(make: str | None, model: str | None, name: str | None) -> None:
    assert camera_name(make, model) == name


def test_padding_and_nul_bytes_do_not_reach_the_camera(photo: Path) -> None:
    row = written(
        photo, "exif", {"Exif.Image.Make": "PENTAX Corporation ", "Exif.Image.Model": "PENTAX  K10D   \x00\x00"}
    )
    assert row.camera == "Pentax K10D"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_iptc_is_read_in_the_encodings_programs_write(encoding: str, photo: Path) -> None:
    tags = {
        "Iptc.Application2.Caption": "Blühende Bäume, Café",
        "Iptc.Application2.Keywords": ["Frühling", "à côté"],
        "Iptc.Application2.City": "Köln",
        "Iptc.Application2.Byline": ["Zoë"],
    }
    row = written(photo, "iptc", tags, encoding)
    assert (row.caption, row.keywords) == ("Blühende Bäume, Café", ("Frühling", "à côté"))
    assert (row.place, row.creator) == ("Köln", "Zoë")


def test_one_value_in_another_encoding_does_not_spoil_the_rest(photo: Path) -> None:
    written(photo, "iptc", {"Iptc.Application2.City": "Köln"}, "latin-1")
    row = written(photo, "iptc", {"Iptc.Application2.CountryName": "Österreich"}, "utf-8")
    assert row.place == "Köln, Österreich"


def test_exif_text_is_read_in_latin_1_too(photo: Path) -> None:
    row = written(photo, "exif", {"Exif.Image.Artist": "José Müller", "Exif.Image.Copyright": "© Müller"}, "latin-1")
    assert (row.creator, row.copyright) == ("José Müller", "© Müller")


def test_a_comment_is_no_caption_but_readable_in_raw(photo: Path) -> None:
    row = written(photo, "exif", {"Exif.Photo.UserComment": "charset=Unicode Grüße"})
    assert row.caption is None
    assert "Grüße" in json.loads(row.raw)["maker"]["Exif.Photo.UserComment"]


def test_the_default_language_is_taken(photo: Path) -> None:
    body = (
        '<dc:title><rdf:Alt><rdf:li xml:lang="de-DE">Katze</rdf:li><rdf:li xml:lang="x-default">Cat</rdf:li></rdf:Alt>'
        '</dc:title><dc:description><rdf:Alt><rdf:li xml:lang="fr-FR">Un chat, lang="x" ici</rdf:li></rdf:Alt>'
        "</dc:description>"
    )
    row = with_packet(photo, packet(body))
    assert row.title == "Cat"
    assert row.caption is not None
    assert row.caption.startswith("Un chat")


def test_a_title_without_its_language_list_is_read(photo: Path) -> None:
    row = with_packet(photo, packet("<dc:title>Plain</dc:title><dc:subject>one word</dc:subject>"))
    assert (row.title, row.keywords) == ("Plain", ("one word",))


def test_xmp_goes_before_iptc_before_exif(photo: Path) -> None:
    written(photo, "exif", {"Exif.Image.ImageDescription": "from exif", "Exif.Image.Artist": "exif"})
    assert read_metadata(photo, "jpeg").caption == "from exif"
    written(photo, "iptc", {"Iptc.Application2.Caption": "from iptc", "Iptc.Application2.Keywords": ["iptc"]})
    assert read_metadata(photo, "jpeg").caption == "from iptc"
    row = written(photo, "xmp", {"Xmp.dc.description": {'lang="x-default"': "from xmp"}, "Xmp.dc.subject": ["xmp"]})
    assert (row.caption, row.keywords, row.creator) == ("from xmp", ("xmp",), "exif")


@pytest.mark.parametrize(
    "placeholder",
    [
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "DCIM",
        "DCIM\\100MEDIA\\DJI_0042.JPG",
        "KONICA MINOLTA DIGITAL CAMERA",
        "Exif_JPEG_PICTURE",
        "Digital Still Camera",
        "oznorWO",
        "Processed with VSCO with a6 preset",
        "          ",
    ],
)
def test_what_a_camera_writes_by_default_is_no_caption(placeholder: str, photo: Path) -> None:
    assert written(photo, "exif", {"Exif.Image.ImageDescription": placeholder}).caption is None
    assert written(photo, "iptc", {"Iptc.Application2.Caption": placeholder}).caption is None
    row = written(photo, "xmp", {"Xmp.dc.description": {'lang="x-default"': placeholder}})
    assert row.caption is None
    assert placeholder.strip() in json.loads(row.raw)["exif"]["Image ImageDescription"]


@pytest.mark.parametrize(
    "caption", ["My first digital camera", "Sony DSC-RX100 on a table", "Default gateway", "HDR at dusk"]
)
def test_a_person_may_speak_of_cameras(caption: str, photo: Path) -> None:
    assert written(photo, "exif", {"Exif.Image.ImageDescription": caption}).caption == caption


def test_a_placeholder_in_xmp_gives_way_to_a_caption_in_iptc(photo: Path) -> None:
    written(photo, "xmp", {"Xmp.dc.description": {'lang="x-default"': "SONY DSC"}})
    assert written(photo, "iptc", {"Iptc.Application2.Caption": "Two boats"}).caption == "Two boats"


def test_control_characters_and_reversing_marks_are_removed(photo: Path) -> None:
    row = written(
        photo,
        "xmp",
        {
            "Xmp.dc.title": {'lang="x-default"': "A\u202egpj.exe\u2069 \ufeffcat"},
            "Xmp.dc.description": {'lang="x-default"': "first  line \n\n  second\tline"},
            "Xmp.dc.subject": ["  two\nwords ", "", "e\u0301te\u0301", "👩\u200d🚀"],
        },
    )
    assert (row.title, row.caption) == ("Agpj.exe cat", "first line\nsecond line")
    assert row.keywords == ("two words", "été", "👩\u200d🚀")


def test_control_characters_in_iptc_are_removed(photo: Path) -> None:
    row = written(photo, "iptc", {"Iptc.Application2.ObjectName": "a\x00b\x1b[31mc\x7f\x85d"})
    assert row.title is not None
    assert row.title.isprintable()


def test_keywords_are_kept_in_order_and_once(photo: Path) -> None:
    assert written(photo, "xmp", {"Xmp.dc.subject": ["Cat", "dog", "cat", "DOG", "ant"]}).keywords == (
        "Cat",
        "dog",
        "ant",
    )


def test_the_place_goes_from_narrow_to_wide_and_names_nothing_twice(photo: Path) -> None:
    body = (
        "<Iptc4xmpCore:Location>Chinatown</Iptc4xmpCore:Location><photoshop:City>Singapore</photoshop:City>"
        "<photoshop:Country>Singapore</photoshop:Country>"
    )
    assert with_packet(photo, packet(body)).place == "Chinatown, Singapore"


def test_several_creators_are_one_text(photo: Path) -> None:
    row = written(
        photo, "xmp", {"Xmp.dc.creator": ["Ann", "Bob"], "Xmp.dc.rights": {'lang="x-default"': "© Ann and Bob"}}
    )
    assert (row.creator, row.copyright) == ("Ann, Bob", "© Ann and Bob")


def test_entities_are_not_expanded(photo: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    title = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
    bomb = packet(title.format("&a9;"), f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>')
    row = with_packet(photo, bomb)
    assert row.title is None
    assert "xmp" in json.loads(row.raw)["error"]
    secret = photo.with_name("secret.txt")
    secret.write_text("the secret")
    outside = packet(title.format("&s;"), f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>')
    row = with_packet(photo, outside)
    assert row.title is None
    assert "the secret" not in row.raw


def test_raw_says_how_many_tags_it_leaves_out(photo: Path) -> None:
    body = "".join(f"<photoshop:Property{n}>{n}</photoshop:Property{n}>" for n in range(520))
    kept = json.loads(with_packet(photo, packet(body)).raw)["xmp"]
    assert (len(kept), kept["left out"]) == (501, "20 tags")


@pytest.mark.parametrize("content", [b"", b"<", b"\xff\xfe\x00\x00", b"<x:xmpmeta>", packet("<dc:title>").encode()])
def test_a_broken_packet_leaves_the_exif(content: bytes, photo: Path) -> None:
    written(photo, "exif", {"Exif.Image.Model": "X100"})
    data = b"http://ns.adobe.com/xap/1.0/\x00" + content
    jpeg = photo.read_bytes()
    photo.write_bytes(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + jpeg[2:])
    row = read_metadata(photo, "jpeg")
    assert (row.camera, row.title) == ("X100", None)


def test_invalid_utf_8_in_xmp_is_read_as_latin_1(photo: Path) -> None:
    body = packet('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Caf@</rdf:li></rdf:Alt></dc:title>')
    row = with_packet(photo, body.encode().replace(b"@", b"\xe9"))
    assert row.title in (None, "Café")
    json.loads(row.raw.encode().decode())
