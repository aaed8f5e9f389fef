"""Tables written by the gate or outside of stages: review rows, regenerated texts, publications and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runner.messages import Message
from runner.schema.base import Row
from runner.schema.texts import AttemptRow, Finding, Ground, Texts


@dataclass(frozen=True, slots=True)
class ReviewRow(Row):
    """`rows.parquet`: one row per photo, and one per copy. A stable contract; see README.md."""

    item_id: str  # first 16 hex digits of the SHA-256 of the photo's bytes
    source_path: str  # where the photo was found
    copies: tuple[str, ...]  # other paths with the same bytes
    outcome: str  # passed, repaired, blocked, failed or copy
    error_kind: str | None  # category of the error
    error: str | None  # why it failed, in English
    error_id: str | None  # id of that message in runner/messages/texts
    error_arguments: str | None  # arguments of the message, a JSON object
    file_name: str | None  # the name it is published under
    file_name_from: str | None  # sources of its parts, joined by +: set, exif, human, model, file, a witness
    subject: str | None  # what the photo shows
    subject_from: str | None  # set, human or model (a classifier)
    location: str | None  # where it was taken
    location_from: str | None  # set or human
    caption: str | None  # text shown below the photo
    caption_from: str | None  # human or model
    alt_text: str | None  # text for people who cannot see the photo
    alt_text_from: str | None  # human or model
    keywords: tuple[str, ...]  # search terms
    keywords_from: str | None  # human or model
    findings: tuple[str, ...]  # ids of the broken rules with severity error
    warnings: tuple[str, ...]  # ids of the broken rules with severity warn
    reason: str | None  # why it is blocked, in English; null if it is not
    reasons: tuple[Message, ...]  # the reasons as messages; empty if it is not blocked
    grounds: tuple[Ground, ...]  # the sources that support the claims of its texts
    attempts: int  # number of attempts to write the texts, including the first draft
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
    labels: tuple[str, ...]  # what the classifier is sure of, most specific first; all of it is in its evidence
    quality_score: float | None  # 0 to 10
    quality_band: str | None  # Top, Good, Average, Low, Very Low
    series: str | None  # key of the series it belongs to
    caption_model: str | None  # the captioner that wrote the texts
    content_hash: str | None  # of everything that a target would receive; an approval is bound to it


GENERATED = "generate"
"""Folder of `GeneratedRow` parts in the evidence of a run; no stage has this name."""


@dataclass(frozen=True, slots=True)
class GeneratedRow(Texts, Row):
    """`generate`: texts that a captioner wrote again on request. They count only if a person accepted them."""

    findings: tuple[Finding, ...]  # what the rules find in these texts, including that another photo has them already
    attempts: tuple[AttemptRow, ...]  # in order
    asked: str  # revise: to correct the current texts; draft: to write new ones from the facts
    number: int  # counts the generations for this photo in this run, from 1
    temperature: float  # of the captioner
    seed: int  # of the captioner
    subject: str | None  # the subject that the captioner was told: a person's, or else the run's
    location: str | None  # the location that it was told, likewise
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class PublicationRow(Row):
    """`publish`: the outcome for each photo of the set when it was published to a target."""

    target: str  # the target's name in conf/publish
    action: str  # new, change, move, same, unpublish, abandon (what an interrupted publish left), or stay
    step: str | None  # the last step that was completed: planned, uploaded, written (the row), done; null for stay
    reason: str | None  # why it was not published, in English; null if it was
    reason_id: str | None  # id of that message in runner/messages/texts
    reason_arguments: str | None  # arguments of the message, a JSON object
    file_name: str | None  # the name it is published under
    path: str | None  # of its first file at the target
    url: str | None  # of its first file, if the target has an address
    bytes: int  # number uploaded for it, in all files
    rev: int | None  # revision of its content at the target, from 1
    remote_id: str | None  # key of its row at the target
    drift: tuple[str, ...]  # what someone else changed there, in English
    sidecars: tuple[str, ...]  # what was done with the XMP sidecars of its RAW file, in English
    drift_messages: tuple[Message, ...]  # `drift` as messages
    sidecar_messages: tuple[Message, ...]  # `sidecars` as messages
    at: datetime  # when this was done, UTC


@dataclass(frozen=True, slots=True)
class ComparisonRow(Row):
    """`comparison.parquet`: one row per variant of a sweep and measure, with its difference from the base."""

    sweep_id: str  # the sweep's folder
    variant: str | None  # its options: caption=smollm2 repair=off; null for all variants together
    run_id: str | None  # its run; null for all variants together
    measure: str  # what is measured, one word
    about: str | None  # the rule, source or kind of choice measured; null for most measures
    meaning: str  # what the number means, a sentence
    unit: str  # share (0 to 1), count, seconds, tokens, words, cosine, megabytes or distance (0 to 1)
    better: str | None  # whether high or low is better; null if neither is
    value: float | None  # mean over the photos that have it; null if none has
    low: float | None  # lower end of its 95 % interval; null below 5 photos
    high: float | None  # upper end
    photos: int  # number of photos that the value is based on
    base: str | None  # the variant it is compared with; null for the base itself
    difference: float | None  # mean difference from the base over the photos that both have
    diff_low: float | None  # lower end of its 95 % interval, from a paired bootstrap; null below 5 pairs
    diff_high: float | None  # upper end
    pairs: int  # number of photos in both, on which the difference is based
    verdict: str | None  # better, worse, higher, lower, no difference shown, or too few photos; null for the base
