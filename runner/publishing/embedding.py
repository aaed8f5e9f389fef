"""Writes texts and facts into a picture, with the same values in EXIF, IPTC-IIM and XMP.

Sources: IPTC Photo Metadata Standard 2023.1, IIM 4.2 (lengths in bytes), CIPA DC-008 (Exif 2.32) and the Metadata
Working Group's Guidelines 2.0, which want UTF-8 in all three. The pixels are not touched.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pyexiv2

from runner.errors import PublishError
from runner.messages import say
from runner.schema import Texts

# Mute: pyexiv2 prints warnings on standard output.
pyexiv2.set_log_level(4)
_one_at_a_time = threading.Lock()  # exiv2's XMP toolkit is not thread-safe

_IIM_BYTES: Mapping[str, int] = {
    "ObjectName": 64, "Keywords": 64, "Byline": 32, "Credit": 32, "Copyright": 128, "Caption": 2000,
}  # fmt: skip
_UTF8 = "\x1b%G"
_ISO_BEYOND_16_BITS = 65535
_MOST = 0xFFFFFFFE
"""Largest numerator or denominator of a fraction: all ones mean that a value is unknown."""
_SECOND = 1_000_000
"""Positions are written in this many parts of an arc second: 30 micrometres."""


Description = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class PictureMetadata(Texts):
    """The metadata that is written into a picture. Values that are None are left out."""

    hierarchical: tuple[str, ...]  # keywords from general to particular, levels joined by |
    title: str | None = None
    creator: str | None = None
    credit: str | None = None
    copyright: str | None = None
    captured_at: str | None = None  # YYYY-MM-DD HH:MM:SS, with or without .ffffff, camera's local time
    camera: str | None = None
    lens: str | None = None
    exposure_s: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_mm: float | None = None
    position: tuple[float, float] | None = None  # degrees, north and east positive
    utc_offset_min: int | None = None  # of captured_at, in minutes
    focal_35mm: float | None = None  # focal length as 35 mm equivalent
    altitude_m: float | None = None  # metres above sea level; written only with a position
    stars: int | None = None  # 1 to 5, given by a person: xmp:Rating
    label: str | None = None  # a colour as Lightroom writes it, such as Red: xmp:Label


def embed(picture: bytes, texts: PictureMetadata, described: Description | None = None) -> bytes:
    """Return the picture with this metadata and no other, keeping its pixels and its colour profile.

    `described` returns one more `rdf:Description` for the XMP from the picture's width and height in pixels. The same
    picture and texts give the same bytes. Raises PublishError if the metadata cannot be written.
    """
    with _one_at_a_time:
        try:
            with pyexiv2.ImageData(picture) as image:
                _clear(image)
                image.modify_exif({**_required(image), **_exif(texts)})
                image.modify_iptc(_iptc(texts))
                image.modify_xmp(_xmp(texts))
                if described is not None:
                    more = described(image.get_pixel_width(), image.get_pixel_height())
                    image.modify_raw_xmp(_with_description(image.read_raw_xmp(), more))
                return bytes(image.get_bytes())
        except Exception as error:  # native code: RuntimeError and others
            raise PublishError(say("target.no_texts", reason=str(error))) from error


def _with_description(packet: str, more: str) -> str:
    end = "</rdf:RDF>"
    if end in packet:
        before, found, after = packet.rpartition(end)
        return f"{before}{more}{found}{after}"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">{more}</rdf:RDF></x:xmpmeta>'


def _clear(image: pyexiv2.ImageData) -> None:
    """Remove existing metadata. Each removal rewrites the whole picture, so empty blocks are skipped."""
    blocks = (
        (image.read_exif, image.clear_exif),
        (image.read_iptc, image.clear_iptc),
        (image.read_raw_xmp, image.clear_xmp),
        (image.read_comment, image.clear_comment),
    )
    for read, clear in blocks:
        if read("latin-1"):
            clear()


def _required(image: pyexiv2.ImageData) -> dict[str, str]:
    """The tags that Exif 2.32 requires in every JPEG (table 20), with the values of an upright sRGB picture."""
    return {
        "Exif.Image.XResolution": "72/1",
        "Exif.Image.YResolution": "72/1",
        "Exif.Image.ResolutionUnit": "2",
        "Exif.Image.YCbCrPositioning": "1",
        "Exif.Photo.ExifVersion": "48 50 51 50",
        "Exif.Photo.ComponentsConfiguration": "1 2 3 0",
        "Exif.Photo.FlashpixVersion": "48 49 48 48",
        "Exif.Photo.ColorSpace": "1",
        "Exif.Photo.PixelXDimension": str(image.get_pixel_width()),
        "Exif.Photo.PixelYDimension": str(image.get_pixel_height()),
    }


def _exif(texts: PictureMetadata) -> dict[str, str]:
    written = {
        "Exif.Image.ImageDescription": texts.caption,
        "Exif.Image.Artist": texts.creator,
        "Exif.Image.Copyright": texts.copyright,
        "Exif.Image.Model": texts.camera,
        "Exif.Photo.LensModel": texts.lens,
        "Exif.Photo.ExposureTime": _rational(texts.exposure_s),
        "Exif.Photo.FNumber": _rational(texts.f_number),
        **_sensitivity(texts.iso),
        "Exif.Photo.FocalLength": _rational(texts.focal_mm),
        "Exif.Photo.FocalLengthIn35mmFilm": str(round(texts.focal_35mm)) if texts.focal_35mm else None,
        **_moment(texts),
    }
    if texts.position:
        written["Exif.GPSInfo.GPSVersionID"] = "2 3 0 0"
        for axis, degrees, sides in zip(("Latitude", "Longitude"), texts.position, ("NS", "EW"), strict=True):
            written[f"Exif.GPSInfo.GPS{axis}Ref"] = sides[degrees < 0]
            written[f"Exif.GPSInfo.GPS{axis}"] = _degrees(abs(degrees))
        if texts.altitude_m is not None:
            written["Exif.GPSInfo.GPSAltitudeRef"] = "1" if texts.altitude_m < 0 else "0"
            written["Exif.GPSInfo.GPSAltitude"] = _rational(abs(texts.altitude_m)) or "0/1"
    return {name: value for name, value in written.items() if value}


def _sensitivity(iso: int | None) -> dict[str, str | None]:
    """The ISO tags. From 65535 on the old tag says 65535, and a tag of Exif 2.3 has the value (4.6.5, table 7)."""
    if iso and iso >= _ISO_BEYOND_16_BITS:
        return {
            "Exif.Photo.ISOSpeedRatings": str(_ISO_BEYOND_16_BITS),
            "Exif.Photo.SensitivityType": "2",
            "Exif.Photo.RecommendedExposureIndex": str(iso),
        }
    return {"Exif.Photo.ISOSpeedRatings": str(iso) if iso else None}


def _moment(texts: PictureMetadata) -> dict[str, str | None]:
    seconds, _, fraction = (texts.captured_at or "").partition(".")
    return {
        "Exif.Photo.DateTimeOriginal": seconds.replace("-", ":"),
        "Exif.Photo.SubSecTimeOriginal": fraction.rstrip("0"),
        "Exif.Photo.OffsetTimeOriginal": _offset(texts.utc_offset_min) if seconds else None,
    }


def _offset(minutes: int | None) -> str:
    """The UTC offset as `+02:00`; empty if it is unknown."""
    if minutes is None:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _iptc(texts: PictureMetadata) -> dict[str, object]:
    written: dict[str, str | list[str] | None] = {
        "ObjectName": texts.title,
        "Keywords": list(texts.keywords),
        "Byline": [texts.creator] if texts.creator else None,
        "Credit": texts.credit,
        "Copyright": texts.copyright,
        "Caption": texts.caption,
        "DateCreated": (texts.captured_at or "").partition(" ")[0],
        "TimeCreated": _time(texts),
    }
    cut = {name: _cut(value, _IIM_BYTES.get(name, 2000)) for name, value in written.items() if value}
    return {"Iptc.Envelope.CharacterSet": _UTF8, **{f"Iptc.Application2.{name}": value for name, value in cut.items()}}


def _time(texts: PictureMetadata) -> str | None:
    """The time of day with its UTC offset; None without an offset, which IIM requires."""
    time = (texts.captured_at or "").partition(" ")[2].partition(".")[0]
    return f"{time}{_offset(texts.utc_offset_min)}" if time and texts.utc_offset_min is not None else None


def _xmp(texts: PictureMetadata) -> dict[str, object]:
    written: dict[str, object] = {
        "Xmp.dc.title": _in_any_language(texts.title),
        "Xmp.dc.description": _in_any_language(texts.caption),
        "Xmp.dc.subject": list(texts.keywords),
        "Xmp.dc.creator": [texts.creator] if texts.creator else None,
        "Xmp.dc.rights": _in_any_language(texts.copyright),
        "Xmp.photoshop.Credit": texts.credit,
        "Xmp.photoshop.DateCreated": _date_created(texts),
        "Xmp.iptc.AltTextAccessibility": _in_any_language(texts.alt_text),
        "Xmp.lr.hierarchicalSubject": list(texts.hierarchical),
        "Xmp.xmp.Rating": str(texts.stars) if texts.stars else None,
        "Xmp.xmp.Label": texts.label,
    }
    return {name: value for name, value in written.items() if value}


def _date_created(texts: PictureMetadata) -> str | None:
    if not texts.captured_at:
        return None
    seconds, _, fraction = texts.captured_at.replace(" ", "T").partition(".")
    digits = fraction.rstrip("0")
    return f"{seconds}{'.' + digits if digits else ''}{_offset(texts.utc_offset_min)}"


def _in_any_language(text: str | None) -> dict[str, str] | None:
    return {'lang="x-default"': text} if text else None


def _cut(value: str | list[str], most: int) -> str | list[str]:
    """Cut each text to at most `most` bytes of UTF-8 without splitting a character."""
    if isinstance(value, list):
        return [str(_cut(each, most)) for each in value]
    return value.encode()[:most].decode("utf-8", "ignore")


def _rational(value: float | None) -> str | None:
    """The simplest fraction of two 32-bit integers that equals this number, else the nearest; None if out of range."""
    if not value or not 0 < value < _MOST:
        return None
    most = int(_MOST / max(1.0, value))
    simple = (Fraction(value).limit_denominator(min(10**digits, most)) for digits in range(10))
    exact = next((each for each in simple if float(each) == value), Fraction(value).limit_denominator(most))
    return f"{exact.numerator}/{exact.denominator}" if exact else None


def _degrees(degrees: float) -> str:
    minutes, seconds = divmod(round(degrees * 3600 * _SECOND), 60 * _SECOND)
    return f"{minutes // 60}/1 {minutes % 60}/1 {seconds}/{_SECOND}"
