"""Stage `repair`: texts that break rules are mended, then written again by the captioner, within limits."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.captioner import Captioner, Generation, Revision
from runner.errors import InferenceError, ItemError
from runner.schema import CaptionRow, CheckRow, FactsRow, Options, RepairRow
from runner.stage import Folders, Item, item_stage
from runner.stages.caption import captioner, request
from runner.stages.caption_options import CaptionOptions, model_files
from runner.stages.check import CheckOptions, texts_of
from runner.text.attempts import answered, begin, mended
from runner.text.grounds import grounds
from runner.text.judge import Judge
from runner.text.reading import FIELDS, Reading
from runner.text.revising import Course, RepairLimits, next_request

_log = logging.getLogger(__name__)

ASKED = "repair.asked"
"""File in the run's folder with one byte for each time that a captioner was asked again."""


@dataclass(frozen=True)
class RepairOptions(Options):
    """Who writes again, by which rules, how often."""

    # the captioner of the first draft
    captioner: CaptionOptions
    # the rules by which the texts are judged
    pack: CheckOptions
    # how much is tried
    limits: RepairLimits

    def problems(self) -> Sequence[str]:
        """Sentences about the captioner and the limits."""
        parts = (("captioner", self.captioner), ("limits", self.limits))
        return [f"{name}.{problem}" for name, part in parts for problem in part.problems()]


def _files(options: RepairOptions) -> Sequence[Path]:
    return model_files(options.captioner)


@item_stage(
    "repair",
    row=RepairRow,
    options=RepairOptions,
    requires=(FactsRow, CaptionRow, CheckRow),
    place="model",
    files=_files,
    version=2,
)
def repair(items: Sequence[Item], options: RepairOptions, folders: Folders) -> Iterator[RepairRow]:
    """Yield the texts of each photo as they stand after repair, with every attempt at them."""
    judge = Judge(options.pack.rules, options.pack.thesaurus)
    for item in items:
        course = begin(texts_of(item), item[CheckRow].findings, item[CaptionRow])
        course, stopped = _repaired(course, item, options, folders, judge)
        yield _row(course, stopped, judge)


def _repaired(
    course: Course, item: Item, options: RepairOptions, folders: Folders, judge: Judge
) -> tuple[Course, str | None]:
    """The course to its end, and why it ended before the last error was gone."""
    course = _mended(course, options.limits, judge)
    while isinstance(step := _next(course, item, options), Revision):
        if not admitted(folders.run / ASKED, options.limits.per_run):
            return course, "per_run"
        writer, since = captioner(options.captioner), time.perf_counter()
        result = _ask(writer, item, options, folders, step)
        ms = (time.perf_counter() - since) * 1000
        course = _mended(answered(course, step, result, ms, writer, judge), options.limits, judge)
    return course, step


def _next(course: Course, item: Item, options: RepairOptions) -> Revision | str | None:
    """What to do next. The model is loaded when the first photo needs it."""
    step = next_request(course, options.limits, revises=True)
    if isinstance(step, Revision) and not captioner(options.captioner).revises:
        told = item[FactsRow].subject is not None or item[CaptionRow].saw_picture
        return "helpless" if told else "no_facts"
    return step


def _mended(course: Course, limits: RepairLimits, judge: Judge) -> Course:
    return mended(course, judge) if limits.mend else course


def _ask(
    writer: Captioner, item: Item, options: RepairOptions, folders: Folders, revision: Revision
) -> Generation | ItemError:
    """The captioner's answer. That it fails is an attempt that failed: the draft is still there."""
    asked = request(item, options.captioner, folders, revision)
    for result in writer.write([asked]):
        if isinstance(result, ItemError):
            _log.warning("repair: %s: the captioner failed, %s: %s", item.path, result.kind, result)
        return result
    return InferenceError("the captioner gave no answer")


def admitted(asked: Path, most: int | None) -> bool:
    """Whether the run may ask once more; if so, it is counted, for whatever becomes of this process."""
    if most is not None and asked.exists() and asked.stat().st_size >= most:
        return False
    descriptor = os.open(asked, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, b".")
        return most is None or os.lseek(descriptor, 0, os.SEEK_CUR) <= most
    finally:
        os.close(descriptor)


def _row(course: Course, stopped: str | None, judge: Judge) -> RepairRow:
    texts, first = course.texts, course.attempts[0]
    return RepairRow(
        caption=texts.caption,
        alt_text=texts.alt_text,
        keywords=texts.keywords,
        findings=course.findings,
        grounds=grounds(Reading(texts, judge.thesaurus)),
        repaired=tuple(field for field in FIELDS if getattr(texts, field) != getattr(first, field)),
        stopped=stopped,
        attempts=course.attempts,
    )
