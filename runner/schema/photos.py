"""Rows about a photo before texts are written: its file, its pixels, what models see in it, what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runner.facts import Fact, Look
from runner.messages import Message
from runner.schema.base import Float32, Row


@dataclass(frozen=True, slots=True)
class IntakeRow(Row):
    """What is known about a file before anything is decoded."""

    sha256: str  # of the whole file, 64 hex digits
    bytes: int  # size of the file
    format: str  # jpeg, png, webp, tiff, heif
    stored_width: int  # pixels as stored, before orientation
    stored_height: int  # pixels as stored, before orientation
    remark: Message | None = None  # what is unusual about a file that is processed nevertheless


@dataclass(frozen=True, slots=True)
class ExifRow(Row):
    """The metadata that the camera and people wrote into the file, typed. Nothing is guessed."""

    captured_at: datetime | None  # when the shutter opened, in the camera's local time
    utc_offset_min: int | None  # offset of captured_at from UTC in minutes
    camera: str | None  # make and model, without repeating the make
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
    place: str | None  # existing place: sublocation, city, state and country, as far as given
    creator: str | None  # XMP dc:creator, IPTC By-line, EXIF Artist
    copyright: str | None  # XMP dc:rights, IPTC Copyright, EXIF Copyright
    raw: str  # every tag as read, a JSON object
    alt_text: str | None = None  # existing alt text (IPTC 2021.1, XMP AltTextAccessibility)
    sources: tuple[str, ...] = ()  # `column: origin` for values that were not read from the usual EXIF tag
    unread: tuple[Message, ...] = ()  # metadata in the file that could not be read, and why
    sidecars: tuple[str, ...] = ()  # `size mtime path` of each XMP sidecar when it was read; size -1 if there is none


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
    """Everything that is computed from the pixels, in one decode."""

    width: int  # upright pixels of the original
    height: int  # upright pixels of the original
    renditions: tuple[Rendition, ...]  # the renditions written, by name
    sharpness: float | None  # reciprocal edge width in pixels of the picture at 1024 pixels, 0 to 1
    brightness: float | None  # mean luma, 0 to 1
    shadows_clipped: float | None  # share of pixels at black, 0 to 1
    highlights_clipped: float | None  # share of pixels at white, 0 to 1
    contrast: float | None  # standard deviation of luma, 0 to 0.5
    tonal_range: float | None  # luma from the darkest to the lightest half per cent of the pixels, 0 to 1
    noise: float | None  # estimated noise sigma, in 8-bit luma steps
    colours: tuple[Colour, ...]  # dominant colours, largest share first
    thirds: float | None  # how close salient detail is to the points of the rule of thirds, 0 to 1
    negative_space: float | None  # share of the picture without detail, 0 to 1
    phash: str | None  # 64-bit perceptual hash of the upright picture, 16 hex digits


@dataclass(frozen=True, slots=True)
class QualityPart:
    """The contribution of one figure to the score."""

    figure: str  # sharpness, exposure, contrast, noise, composition
    score: float | None  # 0 to 10; null if the figure is missing
    weight: float  # as used, after renormalising; 0 if the figure is missing


@dataclass(frozen=True, slots=True)
class QualityRow(Row):
    """Technical quality, computed from the figures that are available."""

    score: float | None  # 0 to 10; null if no figure is available
    band: str | None  # Top, Good, Average, Low, Very Low
    parts: tuple[QualityPart, ...]  # all figures, with scores and weights


@dataclass(frozen=True, slots=True)
class SimilarRow(Row):
    """How a photo relates to the others of the set. For exact copies see `SourceRow.is_copy`."""

    series: str | None  # key of its series: the item_id of its first photo; null if the photo is alone
    position: int | None  # position in the series by capture time, from 1; null if the photo is alone
    count: int  # number of photos in the series; 1 if the photo is alone
    best: bool  # whether its quality score is the highest of the series; true if it is alone
    near_duplicate_of: str | None  # item_id of the better photo that it nearly repeats; null if there is none
    distance: int | None  # bits, of 64, in which their perceptual hashes differ; null if there is none


@dataclass(frozen=True, slots=True)
class Label:
    """One class with its probability."""

    name: str  # name of the class: airliner
    probability: float  # 0 to 1
    path: tuple[str, ...]  # from the most general group to the class: vehicle, aircraft, airliner


@dataclass(frozen=True, slots=True)
class ClassifyRow(Row):
    """What the classifier recognises, most probable first."""

    labels: tuple[Label, ...]  # the most probable classes
    groups: tuple[Label, ...]  # groups, by the sum of their classes from 0.05; most probable and general first
    model: str  # the classifier's name
    provider: str  # the ONNX Runtime provider that was used


@dataclass(frozen=True, slots=True)
class Hint:
    """One word of the set's vocabulary that fits a photo."""

    word: str  # as written in the set
    cosine: float  # between photo and word, -1 to 1; not comparable between models
    rarity: float  # share of everyday words that are closer to the photo, 0 to 1


@dataclass(frozen=True, slots=True)
class EmbedRow(Row):
    """The embedding of a photo by a dual encoder of pictures and words, and the words of the set that fit it."""

    embedding: tuple[Float32, ...]  # a vector of length 1 with the model's number of dimensions
    hints: tuple[Hint, ...]  # words closer to it than nearly all everyday words, closest first; may be empty
    model: str  # the model's name
    provider: str  # the ONNX Runtime provider that was used


@dataclass(frozen=True, slots=True)
class FactsRow(Row):
    """What is known about a photo without a captioner: all that a captioner is told, and all that it may claim."""

    subject: str | None  # what the photo shows
    subject_from: str | None  # set, human, the node that read it from a name or table, or model (a classifier)
    location: str | None  # where it was taken
    location_from: str | None  # set, human, or the node that read it from a name, a table or coordinates
    category: str | None  # the set's category
    title: str | None  # existing title, written by a person
    caption: str | None  # existing caption, written by a person
    keywords: tuple[str, ...]  # existing keywords, and the hints of the set
    labels: tuple[str, ...]  # what the classifier is sure of, from the most specific to its groups
    colours: tuple[str, ...]  # names of dominant colours
    captured_at: datetime | None  # camera's local time
    time_of_day: str | None  # morning, afternoon, evening or night by captured_at; dawn or dusk by the sun
    camera: str | None  # make and model
    lens: str | None  # lens model
    hints: tuple[str, ...] = ()  # those of `keywords` that come from the set; the others were in the file
    vocabulary: tuple[str, ...] = ()  # words of the set's subject matter: a captioner that sees the photo may use them
    language: str = "en"  # language of the texts, a BCP 47 tag
    near: tuple[str, ...] = ()  # those of `vocabulary` that fit the photo according to a dual encoder
    facts: tuple[Fact, ...] = ()  # facts stated by further witnesses: stages that declare `facts`
    looked: tuple[Look, ...] = ()  # the witnesses that looked at this photo, including those that found nothing
