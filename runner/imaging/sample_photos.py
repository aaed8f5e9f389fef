"""The demo's photos: where the pictures come from, and how they are edited and tagged. Data only.

The camera data are made up, and the folder's README.txt says so. Statements about the pictures themselves come
from the documentation of the packages that ship them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Tags = dict[str, str | list[str] | dict[str, str]]
Edit = Literal["cut to a portrait", "cropped and brightened", "blurred"]


class Source(NamedTuple):
    """A photograph inside an installed package, and its licence."""

    package: str
    file: str
    shows: str
    author: str
    licence: str
    link: str


@dataclass(frozen=True)
class Sample:
    """One JPEG of the demo: a source, an edit, and the metadata written into it."""

    path: str
    source: Source
    exif: Tags = field(default_factory=dict)
    iptc: Tags = field(default_factory=dict)
    xmp: Tags = field(default_factory=dict)
    edit: Edit | None = None
    orientation: Literal[1, 6] = 1


_CC0, _FREE = "CC0 1.0 (public domain)", "public domain"
_CC_BY = "CC BY 2.0, https://creativecommons.org/licenses/by/2.0/"
_FLICKR = "https://www.flickr.com/photos"
_HUBBLE = "http://hubblesite.org/newscenter/archive/releases/2012/37/image/a/"
_TEXTURE = "https://cc0textures.com/view.php?tex=Bricks25"
_GRASS = "https://www.deviantart.com/linolafett/art/Grass-01-434853879"

ASTRONAUT = Source("skimage", "data/astronaut.png", "Eileen Collins", "NASA", _FREE, "https://flic.kr/p/r9qvLn")
COFFEE = Source("skimage", "data/coffee.png", "cup of coffee at Pikolo Espresso Bar", "Rachel Michetti", _CC0, "")
CAT = Source("skimage", "data/chelsea.png", "Chelsea the cat", "Stefan van der Walt", _CC0, "")
ROCKET = Source(
    *("skimage", "data/rocket.jpg", "Falcon 9 carrying DSCOVR", "SpaceX", _FREE, f"{_FLICKR}/spacexphotos/16511594820/")
)
HUBBLE = Source("skimage", "data/hubble_deep_field.jpg", "Hubble eXtreme Deep Field", "NASA", _FREE, _HUBBLE)
CAMERAMAN = Source("skimage", "data/camera.png", "man with a camera on a tripod", "Lav Varshney", _CC0, "")
BRICK = Source("skimage", "data/brick.png", "brick wall", "CC0Textures", _CC0, _TEXTURE)
GRASS = Source("skimage", "data/grass.png", "grass", "linolafett", _CC0, _GRASS)
CLOCK = Source("skimage", "data/clock_motion.png", "wall clock, camera moved", "Stefan van der Walt", _FREE, "")
PALACE = Source(
    "sklearn",
    "datasets/images/china.jpg",
    "the Summer Palace, China",
    "danielbuechele",
    _CC_BY,
    f"{_FLICKR}/danielbuechele/6061409035/",
)
FLOWER = Source(
    *("sklearn", "datasets/images/flower.jpg", "orange flower", "vultilion", _CC_BY, f"{_FLICKR}/vultilion/6056698931/")
)


def _body(make: str, model: str, lens: str | None = None) -> Tags:
    tags: Tags = {"Exif.Image.Make": make, "Exif.Image.Model": model}
    return {**tags, "Exif.Photo.LensModel": lens} if lens else tags


def _shot(taken: str, exposure: str, aperture: str, iso: int, focal: str) -> Tags:
    """Tags of an exposure. `taken` is local time with hundredths and the UTC offset; texts are EXIF's fractions."""
    moment, offset = taken[:-6], taken[-6:]
    seconds, _, hundredths = moment.partition(".")
    return {
        "Exif.Photo.ExifVersion": "48 50 51 50",
        "Exif.Photo.DateTimeOriginal": seconds,
        "Exif.Photo.SubSecTimeOriginal": hundredths,
        "Exif.Photo.OffsetTimeOriginal": offset,
        "Exif.Photo.ExposureTime": exposure,
        "Exif.Photo.FNumber": aperture,
        "Exif.Photo.ISOSpeedRatings": str(iso),
        "Exif.Photo.FocalLength": focal,
    }


def _at(latitude: str, north: str, longitude: str, east: str, metres: int) -> Tags:
    return {
        "Exif.GPSInfo.GPSLatitude": latitude,
        "Exif.GPSInfo.GPSLatitudeRef": north,
        "Exif.GPSInfo.GPSLongitude": longitude,
        "Exif.GPSInfo.GPSLongitudeRef": east,
        "Exif.GPSInfo.GPSAltitude": f"{metres}/1",
        "Exif.GPSInfo.GPSAltitudeRef": "0",
    }


def _language(text: str) -> dict[str, str]:
    return {'lang="x-default"': text}


_EOS_6D = _body("Canon", "Canon EOS 6D", "EF50mm f/1.8 STM")
_A7R = _body("SONY", "ILCE-7RM3", "FE 24-105mm F4 G OSS")
_X_T3 = _body("FUJIFILM", "X-T3", "XF35mmF1.4 R")
_MONTREAL = _at("45/1 30/1 4680/100", "N", "73/1 34/1 1560/100", "W", 47)
_CANAVERAL = _at("28/1 33/1 4320/100", "N", "80/1 34/1 3840/100", "W", 3)

SAMPLES = (
    Sample(
        "DSC_0142.JPG",
        ASTRONAUT,
        _body("NIKON CORPORATION", "NIKON D750", "85.0 mm f/1.8")
        | _shot("2014:10:07 10:12:44.30-05:00", "1/160", "56/10", 200, "85/1"),
        xmp={
            "Xmp.dc.title": _language("Eileen Collins"),
            "Xmp.dc.description": _language("Eileen Collins, an American astronaut."),
            "Xmp.dc.subject": ["Eileen Collins", "astronaut", "NASA", "portrait"],
            "Xmp.dc.creator": ["NASA"],
        },
    ),
    Sample(
        "Café/IMG_2301.JPG",
        COFFEE,
        _EOS_6D | _MONTREAL | _shot("2018:05:19 09:41:07.12-04:00", "1/60", "28/10", 800, "50/1"),
    ),
    Sample(
        "Café/IMG_2302.JPG",
        COFFEE,
        _EOS_6D | _MONTREAL | _shot("2018:05:19 09:41:09.55-04:00", "1/50", "28/10", 800, "50/1"),
        edit="cropped and brightened",
    ),
    Sample(
        "Chelsea the cat.jpg",
        CAT,
        _X_T3 | _shot("2019:11:02 15:20:31.00+01:00", "1/125", "2/1", 640, "35/1"),
        xmp={
            "Xmp.dc.title": _language("Chelsea the cat"),
            "Xmp.dc.subject": ["cat", "Chelsea", "pet"],
            "Xmp.dc.creator": ["Stefan van der Walt"],
        },
    ),
    Sample(
        "DSCF4471.JPG", CAT, _X_T3 | _shot("2019:11:02 15:20:48.00+01:00", "1/8", "2/1", 640, "35/1"), edit="blurred"
    ),
    Sample(
        "Falcon 9/DSC07712.JPG",
        ROCKET,
        _A7R | _CANAVERAL | _shot("2015:02:10 18:24:07.41-05:00", "8/1", "8/1", 100, "35/1"),
        iptc={
            "Iptc.Application2.ObjectName": "Falcon 9 carrying DSCOVR at SpaceX's Launch Complex 40",
            "Iptc.Application2.Caption": "Falcon 9 carrying DSCOVR at SpaceX's Launch Complex 40.",
            "Iptc.Application2.Keywords": ["Falcon 9", "DSCOVR", "rocket", "SpaceX"],
            "Iptc.Application2.SubLocation": "Launch Complex 40",
            "Iptc.Application2.City": "Cape Canaveral",
            "Iptc.Application2.ProvinceState": "Florida",
            "Iptc.Application2.CountryName": "United States",
            "Iptc.Application2.Byline": ["SpaceX"],
        },
    ),
    Sample(
        "Falcon 9/DSC07713.JPG",
        ROCKET,
        _A7R | _CANAVERAL | _shot("2015:02:10 18:26:30.02-05:00", "6/1", "8/1", 100, "70/1"),
        edit="cut to a portrait",
        orientation=6,
    ),
    Sample(
        "Été en Chine/_MG_5120.jpg",
        PALACE,
        _body("Canon", "Canon EOS 60D", "EF-S18-135mm f/3.5-5.6 IS")
        | _shot("2011:08:09 14:05:52.00+08:00", "1/320", "9/1", 100, "24/1"),
        iptc={
            "Iptc.Application2.ObjectName": "Palais d'Été",
            "Iptc.Application2.Keywords": ["Palais d'Été", "China"],
            "Iptc.Application2.CountryName": "China",
        },
    ),
    Sample(
        "Été en Chine/fleur 🌸.jpg",
        FLOWER,
        _body("Canon", "Canon EOS 5D", "EF85mm f/1.8 USM")
        | _shot("2011:08:15 18:24:59.00+02:00", "1/500", "22/10", 200, "85/1"),
    ),
    Sample(
        "P6120031.JPG",
        GRASS,
        _body("OLYMPUS IMAGING CORP.", "E-M10")
        | _shot("2016:06:12 12:03:15.00+02:00", "1/200", "63/10", 200, "30/1")
        | {"Exif.Image.ImageDescription": "OLYMPUS DIGITAL CAMERA         "},
    ),
    Sample(
        "brick wall.jpg",
        BRICK,
        _body("RICOH IMAGING COMPANY, LTD.", "PENTAX K-1")
        | _shot("2020:03:22 11:47:00.00+00:00", "1/400", "71/10", 100, "43/1"),
    ),
    Sample(
        "clock.jpg",
        CLOCK,
        _body("Panasonic", "DMC-FZ30") | _shot("2008:01:19 20:02:10.00+02:00", "1/4", "28/10", 80, "74/10"),
    ),
    Sample(
        "Hubble eXtreme Deep Field.jpg",
        HUBBLE,
        xmp={
            "Xmp.dc.title": _language("Hubble eXtreme Deep Field"),
            "Xmp.dc.subject": ["Hubble Space Telescope", "galaxies", "deep field"],
            "Xmp.dc.creator": ["NASA"],
        },
    ),
)

UNCHANGED_PNG = ("tripod.png", CAMERAMAN)
COPY = ("Old backup/DSC_0142.JPG", "DSC_0142.JPG")
TRUNCATED = ("Café/IMG_2303.JPG", "Café/IMG_2301.JPG")
EMPTY = "IMG_0000.JPG"
TEXT = ("notes.jpg", "Remember to charge the batteries before Saturday.\n" * 40)
