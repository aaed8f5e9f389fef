"""Tables written by the gate or outside of stages: review rows, regenerated texts, publications and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runner.messages import Message
from runner.schema.base import Row
from runner.schema.texts import AttemptRow, Finding, Ground, Texts


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
    file_name_from: str | None  # sources of its parts, joined by +: set, exif, human, model, file, a witness
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
class GeneratedRow(Texts, Row):
    """`generate`: texts that a captioner wrote again for a person. They count only where he accepted them."""

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
