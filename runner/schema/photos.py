"""Rows about a photo before texts are written: its file, its pixels, what models see in it, what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runner.facts import Fact, Look
from runner.messages import Message
from runner.schema.base import Float32, Row


@dataclass(frozen=True, slots=True)
class IntakeRow(Row):
    """What a file is before anything is decoded."""

    sha256: str  # of the whole file, 64 hex digits
    bytes: int  # size of the file
    format: str  # jpeg, png, webp, tiff, heif
    stored_width: int  # pixels as stored, before orientation
    stored_height: int  # pixels as stored, before orientation
    remark: Message | None = None  # what is odd about a file that is taken all the same


@dataclass(frozen=True, slots=True)
class ExifRow(Row):
    """What camera and people wrote into the file, typed. Nothing is guessed."""

    captured_at: datetime | None  # when the shutter opened, camera's local time
    utc_offset_min: int | None  # offset of captured_at from UTC in minutes
    camera: str | None  # make and model, the make not repeated
    lens: str | None  # lens model
    exposure_s: float | None  # exposure time in seconds
    f_number: float | None  # aperture as the denominator of f/…
    iso: int | None  # sensitivity
    focal_mm: float | None  # focal length in millimetres
    focal_35mm: float | None  # the same as 35 mm equivalent
    orientation: int | None  # EXIF orientation, 1 to 8
    latitude: float | None  # degrees, north positive
    longitude: float | None  # degrees, east positive
    altitude_m: float | None  # metres above sea level
    title: str | None  # existing title (XMP dc:title, IPTC ObjectName)
    caption: str | None  # existing caption (XMP dc:description, IPTC Caption, EXIF ImageDescription)
    keywords: tuple[str, ...]  # existing keywords (XMP dc:subject, IPTC Keywords)
    place: str | None  # existing place: sublocation, city, state, country as far as present
    creator: str | None  # XMP dc:creator, IPTC By-line, EXIF Artist
    copyright: str | None  # XMP dc:rights, IPTC Copyright, EXIF Copyright
    raw: str  # every tag as read, a JSON object
    alt_text: str | None = None  # existing alt text (IPTC 2021.1, XMP AltTextAccessibility)
    sources: tuple[str, ...] = ()  # `column: where it stands`, of values that do not stand in their EXIF tag
    unread: tuple[Message, ...] = ()  # what stands in the file and could not be read, and why
    sidecars: tuple[str, ...] = ()  # XMP beside the file, `size mtime path` as it was read; sizes are -1 where none is


@dataclass(frozen=True, slots=True)
class Rendition:
    """One picture made from the original."""

    name: str  # as in the graph: model, web, thumbnail
    path: str  # below the renditions folder
    width: int  # pixels, upright
    height: int  # pixels, upright
    bytes: int  # size of the file
    sha256: str  # of the file; its name too


@dataclass(frozen=True, slots=True)
class Colour:
    """One dominant colour."""

    name: str  # a plain English colour word
    hex: str  # #rrggbb
    share: float  # of the picture's area, 0 to 1


@dataclass(frozen=True, slots=True)
class DeriveRow(Row):
    """Everything that needs pixels, from one decode."""

    width: int  # upright pixels of the original
    height: int  # upright pixels of the original
    renditions: tuple[Rendition, ...]  # pictures written, by name
    sharpness: float | None  # reciprocal edge width in pixels of the picture at 1024 pixels, 0 to 1
    brightness: float | None  # mean luma, 0 to 1
    shadows_clipped: float | None  # share of pixels at black, 0 to 1
    highlights_clipped: float | None  # share of pixels at white, 0 to 1
    contrast: float | None  # standard deviation of luma, 0 to 0.5
    tonal_range: float | None  # luma from the darkest half per cent of the pixels to the lightest, 0 to 1
    noise: float | None  # estimated noise sigma, in 8-bit luma steps
    colours: tuple[Colour, ...]  # dominant colours, largest share first
    thirds: float | None  # how near salient detail lies to the thirds' points, 0 to 1
    negative_space: float | None  # share of the picture without detail, 0 to 1
    phash: str | None  # 64-bit perceptual hash of the upright picture, 16 hex digits


@dataclass(frozen=True, slots=True)
class QualityPart:
    """One figure's part in the score."""

    figure: str  # sharpness, exposure, contrast, noise, composition
    score: float | None  # 0 to 10; null when the figure is missing
    weight: float  # as used, after renormalising; 0 when the figure is missing


@dataclass(frozen=True, slots=True)
class QualityRow(Row):
    """Technical quality from the figures that exist."""

    score: float | None  # 0 to 10; null when no figure exists
    band: str | None  # Top, Good, Average, Low, Very Low
    parts: tuple[QualityPart, ...]  # every figure with its score and the weight used


@dataclass(frozen=True, slots=True)
class SimilarRow(Row):
    """How a photo stands to the others of the set. Exact copies are `SourceRow.is_copy`."""

    series: str | None  # key of its series: the item_id of the series' first photo; null when it is alone
    position: int | None  # its place in the series in order of capture, from 1; null when it is alone
    count: int  # photos in the series, 1 for a photo alone
    best: bool  # the pick of its series: highest quality score, the earlier of equals; true for a photo alone
    near_duplicate_of: str | None  # item_id of the better photo that it nearly repeats; null when there is none
    distance: int | None  # bits of 64 in which their perceptual hashes differ; null when there is none


@dataclass(frozen=True, slots=True)
class Label:
    """One class that a classifier sees."""

    name: str  # the class's own name: airliner
    probability: float  # 0 to 1
    path: tuple[str, ...]  # from general to the class itself: vehicle, aircraft, airliner


@dataclass(frozen=True, slots=True)
class ClassifyRow(Row):
    """What the classifier sees, most probable first."""

    labels: tuple[Label, ...]  # the first classes by probability
    groups: tuple[Label, ...]  # what all classes below a group add up to, from 0.05; most probable first, general first
    model: str  # the classifier's name
    provider: str  # the ONNX Runtime provider really used


@dataclass(frozen=True, slots=True)
class Hint:
    """One word of the set's vocabulary that lies near a photo."""

    word: str  # as the set writes it
    cosine: float  # between photo and word, -1 to 1; differs from model to model
    rarity: float  # share of everyday words that lie nearer to the photo, 0 to 1


@dataclass(frozen=True, slots=True)
class EmbedRow(Row):
    """Where a dual encoder of pictures and words places a photo, and which words of the set lie near it."""

    embedding: tuple[Float32, ...]  # a vector of length 1, of as many numbers as the model has dimensions
    hints: tuple[Hint, ...]  # words nearer than nearly all everyday words, nearest first; none when none of them fits
    model: str  # the model's name
    provider: str  # the ONNX Runtime provider really used


@dataclass(frozen=True, slots=True)
class FactsRow(Row):
    """What is known of a photo without a captioner: all it may be told, and all it may claim."""

    subject: str | None  # what the photo shows
    subject_from: str | None  # set, human, the node that read it from a name or table, or model (a classifier)
    location: str | None  # where it was taken
    location_from: str | None  # set, human, or the node that read it from a name, a table or coordinates
    category: str | None  # the set's category
    title: str | None  # existing title, written by a person
    caption: str | None  # existing caption, written by a person
    keywords: tuple[str, ...]  # existing keywords and the set's hints
    labels: tuple[str, ...]  # what the classifier is sure of, from the most particular to its groups
    colours: tuple[str, ...]  # names of dominant colours
    captured_at: datetime | None  # camera's local time
    time_of_day: str | None  # morning, afternoon, evening, night, from captured_at; dawn, dusk by the sun
    camera: str | None  # camera
    lens: str | None  # lens
    hints: tuple[str, ...] = ()  # those of `keywords` that come from the set; the others a person wrote into the file
    vocabulary: tuple[str, ...] = ()  # words the set is about: a captioner that sees the photo may use them
    language: str = "en"  # that the texts are to be in, a BCP 47 tag
    near: tuple[str, ...] = ()  # those of `vocabulary` that a dual encoder finds near the photo
    facts: tuple[Fact, ...] = ()  # what further witnesses say: stages that declare how their rows become facts
    looked: tuple[Look, ...] = ()  # which of them looked at this photo, those included that said nothing
