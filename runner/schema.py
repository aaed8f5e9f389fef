"""The row type of every evidence table, one comment a column.

A stage yields these rows; `runner.store.evidence` writes them as Parquet with the columns of `Common` in front.
Missing is None (null), never a plausible value. Times are naive local camera times unless the name says UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Literal, NewType, Self, overload

from runner.facts import Fact, Look
from runner.messages import Message, as_message, restored

VERSION = 1
"""Raised when a column changes its meaning; written into every part's metadata."""


Float32 = NewType("Float32", float)
"""A number that is kept with half the bits: there are many of them."""


class Options:
    """Base of every configuration dataclass: an unknown option is a problem, not ignored."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def problems(self) -> Sequence[str]:
        """What types and ranges cannot say about these options: `option: sentence` each. None by default."""
        return ()


class Row:
    """Base of every evidence row."""

    __slots__ = ()

    @property
    def final(self) -> bool:
        """Whether later runs may reuse the row. One that is not final is shown, and the next run computes it again."""
        return True


@dataclass(frozen=True, slots=True)
class Common(Row):
    """The columns that every evidence table begins with."""

    run_id: str  # the run that computed the row; `evidence.read` shows the run that is read
    item_id: str  # first 16 hex digits of the SHA-256 of the photo's bytes
    stage: str  # the stage's name in the graph
    status: str  # ok, failed, or none: looked at, and nothing found, by a stage that gives many rows a photo
    error_kind: str | None  # why it failed, one word: wrong_type, truncated, decode, timeout, …
    error: str | None  # why it failed, in English
    error_id: str | None  # the same as a message: its id, as in runner/messages/texts; null before version 0.2
    error_arguments: str | None  # what fills its gaps, a JSON object
    duration_ms: float | None  # wall time this item took in this stage
    key: str  # work key of the part that it was written in
    reused_from: str | None  # set by `evidence.read`: the earlier run that computed it; null when that run did


@dataclass(frozen=True, slots=True)
class SourceRow(Row):
    """`sources.parquet`: every file the run found, in source order."""

    item_id: str  # first 16 hex digits of the SHA-256 of its bytes; of its path when it could not be read
    source_path: str  # where it was found; bytes that are no UTF-8 as \\xNN
    is_copy: bool  # the same bytes came earlier in source order
    sha256: str | None  # of the whole file; null when it could not be read
    bytes: int | None  # size of the file
    error_kind: str | None  # unreadable, or null
    error: str | None  # why not, in English
    error_id: str | None = None  # the same as a message: its id, as in runner/messages/texts
    error_arguments: str | None = None  # what fills its gaps, a JSON object


@dataclass(frozen=True, slots=True)
class IntakeRow(Row):
    """What a file is before anything is decoded."""

    sha256: str  # of the whole file, 64 hex digits
    bytes: int  # size of the file
    format: str  # jpeg, png, webp, tiff, heif
    stored_width: int  # pixels as stored, before orientation
    stored_height: int  # pixels as stored, before orientation
    remark: str | None = None  # what is odd about a file that is taken all the same, a sentence


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
    unread: tuple[str, ...] = ()  # what stands in the file and could not be read, `block: why`
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
    subject_from: str | None  # set, human or model (a classifier)
    location: str | None  # where it was taken
    location_from: str | None  # set or human
    category: str | None  # the set's category
    title: str | None  # existing title, written by a person
    caption: str | None  # existing caption, written by a person
    keywords: tuple[str, ...]  # existing keywords and the set's hints
    labels: tuple[str, ...]  # what the classifier is sure of, from the most particular to its groups
    colours: tuple[str, ...]  # names of dominant colours
    captured_at: datetime | None  # camera's local time
    time_of_day: str | None  # morning, afternoon, evening, night, from captured_at
    camera: str | None  # camera
    lens: str | None  # lens
    hints: tuple[str, ...] = ()  # those of `keywords` that come from the set; the others a person wrote into the file
    vocabulary: tuple[str, ...] = ()  # words the set is about: a captioner that sees the photo may use them
    language: str = "en"  # that the texts are to be in, a BCP 47 tag
    near: tuple[str, ...] = ()  # those of `vocabulary` that a dual encoder finds near the photo
    facts: tuple[Fact, ...] = ()  # what further witnesses say: stages that declare how their rows become facts
    looked: tuple[Look, ...] = ()  # which of them looked at this photo, those included that said nothing


Prose = Literal["caption", "alt_text"]
Field = Prose | Literal["keywords"]
"""The name of a text."""

PROSE: tuple[Prose, ...] = ("caption", "alt_text")
"""The texts that are sentences."""

TEXTS: tuple[Field, ...] = (*PROSE, "keywords")
"""The texts of a photo, in the order in which they are written and shown."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one photo."""

    caption: str | None  # what a reader of the page sees under the photo
    alt_text: str | None  # what stands in for the photo where it cannot be seen
    keywords: tuple[str, ...]  # search terms

    @overload
    def __getitem__(self, field: Prose) -> str | None: ...

    @overload
    def __getitem__(self, field: Field) -> str | tuple[str, ...] | None: ...

    def __getitem__(self, field: Field) -> str | tuple[str, ...] | None:
        """One of the texts, by its name."""
        return {"caption": self.caption, "alt_text": self.alt_text, "keywords": self.keywords}[field]

    @property
    def texts(self) -> Texts:
        """The texts alone, of whatever row has them."""
        return Texts(*self.values)

    def with_texts(self, texts: Texts, fields: Sequence[Field] = TEXTS) -> Self:
        """The same with these of other texts."""
        taken: dict[str, Any] = {field: texts[field] for field in fields}
        return replace(self, **taken)

    def by_field(self) -> dict[str, str | tuple[str, ...] | None]:
        """The texts by their names."""
        return {field: self[field] for field in TEXTS}

    @property
    def values(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """The texts in the order of `TEXTS`: the first arguments of every row that has texts."""
        return self.caption, self.alt_text, self.keywords


NO_TEXTS = Texts(None, None, ())
"""What a captioner has written that wrote nothing of use."""


def texts_of(row: Mapping[str, Any]) -> Texts:
    """The texts of a row of a table that has their columns."""
    return Texts(row["caption"], row["alt_text"], tuple(row["keywords"] or ()))


@dataclass(frozen=True, slots=True)
class CaptionRow(Texts, Row):
    """The first draft of the texts, null where none could be parsed from `raw`: attempt 0."""

    raw: str  # the model's output as it came
    model: str  # the captioner's name
    model_hash: str | None  # SHA-256 over the model's files; null when no model is used
    prompt_hash: str  # SHA-256 of all that the model was told, 16 hex digits
    saw_picture: bool  # whether the captioner looked at the photo; one that did not can claim nothing but the facts
    prompt_tokens: int | None  # tokens of all that the model was told, the picture's included
    completion_tokens: int | None  # tokens written
    ms: float  # time of the generation alone; of a step that wrote several texts, this one's share
    device: str | None = None  # what the model ran on, with how many threads or layers, and how many texts at a time
    weights: str | None = None  # what the model's file says of itself: architecture, size, quantisation
    memory_mb: float | None = None  # most memory that the model's process had held till then, a GPU's own left out
    prompt: str | None = None  # which prompt: its name, version and hash, as default-1-9f86d081; null without one
    cached_tokens: int | None = None  # of prompt_tokens, those still known from an earlier prompt and not read again


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one field breaks."""

    rule: str  # the rule's id
    field: str  # caption, alt_text, keywords, …
    severity: str  # error or warn
    words: tuple[str, ...]  # the words it is about
    message_id: str | None  # what is wrong, as in runner/messages/texts: length.short; null before version 0.2
    arguments: str | None  # what fills the gaps of the message, a JSON object
    message: str | None = None  # what is wrong in English, where version 0.1 found it; null since

    @classmethod
    def of(cls, rule: str, field: str, severity: str, words: tuple[str, ...], message: Message | str) -> Finding:
        """A finding that says `message`."""
        made = as_message(message)
        return cls(rule, field, severity, words, made.id, made.arguments)

    @property
    def said(self) -> Message:
        """What is wrong, and what would be right."""
        return restored(self.message_id, self.arguments, self.message)


@dataclass(frozen=True, slots=True)
class AlignmentRow(Row):
    """How near texts lie to their photo in the space of a dual encoder."""

    caption: float | None  # cosine between photo and caption, -1 to 1; null when there is no caption
    alt_text: float | None  # the same of the alt text
    model: str  # the model's name
    provider: str  # the ONNX Runtime provider really used


@dataclass(frozen=True, slots=True)
class CheckRow(Row):
    """What the rules found in the texts."""

    findings: tuple[Finding, ...]  # every broken rule


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """One statement of a text, and what the witnesses say of it who looked at the picture."""

    field: str  # caption, alt_text or keywords
    words: str  # as they stand in the text
    kind: str  # object, count, registration, text, …
    value: str  # what is stated, in its plain form: person for human
    verdict: str  # supported, contradicted or unwitnessed
    severity: str | None  # error or warn, of a contradicted one
    probability: float | None  # that it is wrong; null where nothing was measured
    supporting: tuple[str, ...]  # witnesses for it
    opposing: tuple[str, ...]  # witnesses against it
    seen: str | None  # what those say instead, where they say something


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a word of a text may stand there: a source that the captioner did not write says it too."""

    field: str  # caption, alt_text or keywords
    words: str  # as they stand in the text
    source: str  # the witness: set, human (texts in the file), exif, classifier, picture (colours), a stage's name, …
    said: str  # what that source says: the words themselves, or something of which they are a part or the kind


@dataclass(frozen=True)
class _Attempt(Row):
    """The columns of an attempt that stand before its texts: columns come in the order of bases."""

    __slots__ = ()

    attempt: int  # 0 for the first draft, then counted up
    by: str  # captioner, or mending: corrections without a model
    fields: tuple[str, ...]  # what was to be written: caption, alt_text, keywords


@dataclass(frozen=True, slots=True)
class AttemptRow(Texts, _Attempt):
    """`attempts`: one row an attempt, one try to write the texts or to mend them, with what would stand after it."""

    raw: str | None  # the model's output as it came; null for mending
    model: str | None  # the captioner's name; null for mending
    model_hash: str | None  # SHA-256 over the model's files; null when no model was used
    prompt_hash: str | None  # SHA-256 of all that the model was told, 16 hex digits; null for mending
    prompt_tokens: int | None  # tokens of all that the model was told, the picture's included
    completion_tokens: int | None  # tokens written
    ms: float  # time of the attempt
    before: tuple[Finding, ...]  # what the rules found in the texts it began with; none for the first draft
    after: tuple[Finding, ...]  # what the rules find in the texts of this attempt
    verdict: str  # draft, won, partly, no_better, same_text, unreadable, failed
    won: tuple[str, ...]  # fields that were taken over from this attempt
    prompt: str | None = None  # which prompt: its name, version and hash, as default-1-9f86d081; null without one
    cached_tokens: int | None = None  # of prompt_tokens, those still known from an earlier prompt and not read again


@dataclass(frozen=True, slots=True)
class RepairRow(Texts, Row):
    """The texts as they stand after repair, and the way there."""

    findings: tuple[Finding, ...]  # what the rules find in these texts
    grounds: tuple[Ground, ...]  # where their claims come from
    repaired: tuple[str, ...]  # fields that are not as the first draft had them
    stopped: str | None  # why repair gave up: off, no_facts, helpless, per_field, per_item, per_run, crashed
    attempts: tuple[AttemptRow, ...]  # in order, the first draft first
    claims: tuple[ClaimVerdict, ...] = ()  # what the texts state, held against the witnesses that looked at the picture

    @property
    def final(self) -> bool:
        """Whether the next run need not try again; it must where this run's limit or a crash stood in the way."""
        return self.stopped not in ("per_run", "crashed")


@dataclass(frozen=True, slots=True)
class GeneratedRow(Texts, Row):
    """`generate`: texts that a captioner wrote anew for a person. They stand only where he took them over."""

    findings: tuple[Finding, ...]  # what the rules find in these texts, and which other photo has them already
    attempts: tuple[AttemptRow, ...]  # in order
    asked: str  # revise: what is wrong with the texts that stand; draft: for texts from the facts alone
    number: int  # how often texts were generated for this photo in this run, 1 for the first time
    temperature: float  # of the captioner
    seed: int  # of the captioner
    subject: str | None  # what the captioner was told that the photo shows, a person's word before the run's
    location: str | None  # what it was told of where it was taken, likewise
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class DuplicateRow(Row):
    """Texts that say what another photo's texts say already."""

    findings: tuple[Finding, ...]  # what is wrong with that: rules duplicate_caption, series_facts, …
    caption_like: str | None  # item_id of the first photo whose caption says the same; null when there is none
    caption_where: str | None  # run, pending or published: where that photo is
    similarity: float | None  # share of words that both captions have in common, 0 to 1


@dataclass(frozen=True, slots=True)
class NameRow(Row):
    """The published file name, reserved in the catalogue."""

    file_name: str  # with extension
    file_name_from: str  # sources of its parts, joined by +: set, exif, human, model
    number: int  # the counter in it, unique for the same other parts
    prefix: str  # what stands before the counter: names that begin alike are counted together


@dataclass(frozen=True, slots=True)
class PublicationRow(Row):
    """`publish`: what became of each photo of the set when it was published to a target."""

    target: str  # the target's name in conf/publish
    action: str  # new, change, move, same, unpublish, abandon (the rest of a broken publish), or stay
    step: str | None  # the last that was done: planned, uploaded, written (the row), done; null for stay
    reason: str | None  # why it stays behind, in English; null when it does not
    reason_id: str | None  # the same as a message: its id, as in runner/messages/texts
    reason_arguments: str | None  # what fills its gaps, a JSON object
    file_name: str | None  # the name it is published under
    path: str | None  # of its first file at the target
    url: str | None  # of its first file, when the target has an address
    bytes: int  # uploaded for it, all files together
    rev: int | None  # of its content at the target, from 1
    remote_id: str | None  # key of its row at the target
    drift: tuple[str, ...]  # what someone else changed there, in English
    sidecars: tuple[str, ...]  # what became of the XMP of its RAW, in English
    drift_messages: tuple[Message, ...]  # `drift` as messages
    sidecar_messages: tuple[Message, ...]  # `sidecars` as messages
    at: datetime  # when this became of it, UTC


@dataclass(frozen=True, slots=True)
class ReviewRow(Row):
    """`rows.parquet`: one row an item and one a copy. A contract; see README.md."""

    item_id: str  # first 16 hex digits of the SHA-256 of the photo's bytes
    source_path: str  # where the photo was found
    copies: tuple[str, ...]  # other paths with the same bytes
    outcome: str  # passed, repaired, blocked, failed or copy
    error_kind: str | None  # why it failed, one word
    error: str | None  # why it failed, in English
    error_id: str | None  # the same as a message: its id, as in runner/messages/texts
    error_arguments: str | None  # what fills its gaps, a JSON object
    file_name: str | None  # the name it is published under
    file_name_from: str | None  # sources of its parts, joined by +: set, exif, human, model
    subject: str | None  # what the photo shows
    subject_from: str | None  # set, human or model (a classifier)
    location: str | None  # where it was taken
    location_from: str | None  # set or human
    caption: str | None  # under the photo
    caption_from: str | None  # human or model
    alt_text: str | None  # in place of the photo
    alt_text_from: str | None  # human or model
    keywords: tuple[str, ...]  # search terms
    keywords_from: str | None  # human or model
    findings: tuple[str, ...]  # ids of rules broken with severity error
    warnings: tuple[str, ...]  # ids of rules broken with severity warn
    reason: str | None  # why it is blocked, in English; null when it is not
    reasons: tuple[Message, ...]  # the same as messages; none when it is not blocked
    grounds: tuple[Ground, ...]  # where the claims of its texts come from
    attempts: int  # generations, the first draft counted
    captured_at: datetime | None  # camera's local time
    camera: str | None  # make and model
    lens: str | None  # lens model
    exposure_s: float | None  # seconds
    f_number: float | None  # denominator of f/…
    iso: int | None  # sensitivity
    focal_mm: float | None  # millimetres
    latitude: float | None  # degrees, north positive
    longitude: float | None  # degrees, east positive
    orientation: int | None  # EXIF orientation of the original, 1 to 8
    width: int | None  # upright pixels
    height: int | None  # upright pixels
    labels: tuple[str, ...]  # what the classifier is sure of, most particular first; all it saw is in its evidence
    quality_score: float | None  # 0 to 10
    quality_band: str | None  # Top, Good, Average, Low, Very Low
    series: str | None  # key of the series it belongs to
    caption_model: str | None  # captioner that wrote the texts
    content_hash: str | None  # of all that a target would receive: what an approval is bound to


@dataclass(frozen=True, slots=True)
class ComparisonRow(Row):
    """`comparison.parquet`: one row a variant of a sweep and measure, with its difference from the base."""

    sweep_id: str  # the sweep's folder
    variant: str | None  # what it varies: caption=smollm2 repair=off; null where all variants count together
    run_id: str | None  # its run; null where all variants count together
    measure: str  # what is measured, one word
    about: str | None  # the rule, source or kind of choice that it is about; null for most measures
    meaning: str  # what the number says, a sentence
    unit: str  # share (0 to 1), count, seconds, tokens, words, cosine, megabytes or distance (0 to 1)
    better: str | None  # which way is better, high or low; null where neither is
    value: float | None  # mean over the photos that have it; null when none has
    low: float | None  # lower end of its 95 % interval; null below 5 photos
    high: float | None  # upper end
    photos: int  # that the value rests on
    base: str | None  # the variant it is compared with; null for that variant itself
    difference: float | None  # mean difference from the base over the photos that both have
    diff_low: float | None  # lower end of its 95 % interval, from a paired bootstrap; null below 5 pairs
    diff_high: float | None  # upper end
    pairs: int  # photos that both have, on which the difference rests
    verdict: str | None  # better, worse, higher, lower, no difference shown, or too few photos; null for the base
