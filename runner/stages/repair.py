"""Stage `repair`: texts that break rules are mended, then written again by the captioner, within limits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from runner.captioner import Captioner, Generation, Revision
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions, model_files
from runner.errors import EnvironmentProblem, InferenceError, ItemError, StageFault
from runner.messages import say
from runner.schema import CaptionRow, CheckRow, DeriveRow, FactsRow, Options, RepairRow
from runner.stage import Allowance, Column, Folders, Item, Result, Spent, item_stage
from runner.stages.caption import request
from runner.stages.check import CheckOptions, texts_of
from runner.text.claims.grounds import grounds
from runner.text.language.reading import FIELDS, Reading
from runner.text.language.thesaurus import Thesaurus
from runner.text.repair.attempts import answered, begin, mended
from runner.text.repair.judge import Judge
from runner.text.repair.revising import Course, RepairLimits, next_request

if TYPE_CHECKING:
    import polars as pl

_log = logging.getLogger(__name__)


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


def _as_drafted(item: Item, options: RepairOptions) -> RepairRow:
    """The row of a photo over which the captioner's process died: its draft stands as it was."""
    course = begin(texts_of(item), item["check"].findings, item["draft"])
    return _row(course, "crashed", options.pack.thesaurus)


def _attempts() -> pl.Expr:
    """How often a captioner was asked, the first draft counted, mending apart."""
    import polars as pl

    asked = pl.col("attempts").list.eval(pl.element().struct.field("by") == "captioner")
    return asked.list.sum().cast(pl.Int64)


_COLUMNS = (
    Column("caption", "Caption", publish="text"),
    Column("alt_text", "Alt text", publish="text"),
    Column("keywords", "Keywords", publish="text"),
    Column("grounds", "Grounds", shown=False),
    Column("attempts", "Attempts", _attempts),
)


def _per_run(options: RepairOptions) -> int | None:
    return options.limits.per_run


def _per_item(options: RepairOptions) -> int:
    return options.limits.per_item


def _within(options: RepairOptions, granted: int) -> RepairOptions:
    return replace(options, limits=replace(options.limits, per_run=granted))


@item_stage(
    "repair",
    row=RepairRow,
    options=RepairOptions,
    needs={"facts": FactsRow, "draft": CaptionRow, "check": CheckRow},
    uses={"pictures": DeriveRow},
    review=_COLUMNS,
    findings="findings",
    place="model",
    files=_files,
    version=2,
    fallback=_as_drafted,
    allowance=Allowance(_per_run, _per_item, _within),
)
def repair(items: Sequence[Item], options: RepairOptions, folders: Folders) -> Iterator[Result | Spent]:
    """Yield the texts of each photo as they stand after repair, with every attempt at them.

    The captioner is asked about as many photos at once as it answers at the same time. `limits.per_run` is what this
    call may ask in all.
    """
    context = _Context(
        options, folders, Judge(options.pack.rules, options.pack.thesaurus), _Tries(options.limits.per_run)
    )
    for group in _gathered((_begun(item, context) for item in items), context):
        while asking := _admitted([photo for photo in group if photo.asks], context.tries):
            if context.tries.left is not None:
                yield Spent(len(asking))
            _ask(asking, context)
        for photo in group:
            yield _result(photo, context.judge)


@dataclass(slots=True)
class _Tries:
    """Times that a captioner may still be asked again; None: as often as it takes."""

    left: int | None

    def take(self) -> bool:
        """Whether there is one; it is used then."""
        if self.left is None:
            return True
        had, self.left = self.left > 0, max(0, self.left - 1)
        return had


@dataclass(frozen=True, slots=True)
class _Context:
    """What every photo is repaired with."""

    options: RepairOptions
    folders: Folders
    judge: Judge
    tries: _Tries


@dataclass(slots=True)
class _Photo:
    """How far a photo has come: `step` is what to ask next, or why nothing more is asked."""

    item: Item
    course: Course | None = None
    step: Revision | str | None = None
    result: Result | None = None

    @property
    def asks(self) -> bool:
        return isinstance(self.step, Revision)


def _gathered(photos: Iterable[_Photo], context: _Context) -> Iterator[list[_Photo]]:
    """The photos in order, together with those that are asked about at once; any other waits only for those before it.

    They stay together to the end: a model then still knows the picture when it is asked again.
    """
    group: list[_Photo] = []
    for photo in photos:
        group.append(photo)
        asking = sum(each.asks for each in group)
        if not asking or asking >= _most(context):
            yield group
            group = []
    yield group


def _most(context: _Context) -> int:
    """Photos asked about at once; when the run may run out of tries, one by one, so that the first photos have them."""
    in_flight, limits = captioner(context.options.captioner).max_in_flight, context.options.limits
    if context.tries.left is None:
        return in_flight
    return max(1, min(in_flight, context.tries.left // limits.per_item))


def _begun(item: Item, context: _Context) -> _Photo:
    photo = _Photo(item)
    return _guarded(photo, partial(_begin, photo, context))


def _begin(photo: _Photo, context: _Context) -> None:
    item = photo.item
    _go_on(photo, begin(texts_of(item), item["check"].findings, item["draft"]), context)


def _guarded(photo: _Photo, work: Callable[[], None]) -> _Photo:
    """Do some of the work on one photo; what it raises is that photo's fault, whichever others are under way."""
    try:
        work()
    except (EnvironmentProblem, OSError):
        raise
    except ItemError as error:
        photo.step, photo.result = None, error
    except Exception as error:
        _log.exception("repair: %s failed", photo.item.path)
        photo.step, photo.result = (
            None,
            StageFault(say("stage.fault", error=type(error).__name__, stage="repair", reason=str(error))),
        )
    return photo


def _go_on(photo: _Photo, course: Course, context: _Context) -> None:
    """Mend what can be mended, and find out what to do next. The model is loaded when the first photo needs it."""
    limits = context.options.limits
    photo.course = mended(course, context.judge) if limits.mend else course
    photo.step = next_request(photo.course, limits, revises=True)
    if photo.asks and not captioner(context.options.captioner).revises:
        item = photo.item
        told = item["facts"].subject is not None or item["draft"].saw_picture
        photo.step = "helpless" if told else "no_facts"


def _admitted(asking: Sequence[_Photo], tries: _Tries) -> list[_Photo]:
    """Those for which there are tries left; they are counted now."""
    admitted = []
    for photo in asking:
        if tries.take():
            admitted.append(photo)
        else:
            photo.step = "per_run"
    return admitted


def _ask(photos: Sequence[_Photo], context: _Context) -> None:
    """Take each photo on by its answer. Where the captioner fails, an attempt has failed: the draft is still there."""
    options, writer = context.options, captioner(context.options.captioner)
    asked = [request(photo.item, options.captioner, context.folders, _step(photo)) for photo in photos]
    none = InferenceError(say("model.no_answer"))
    since = time.perf_counter()
    for photo, result in zip(photos, chain(writer.write(asked), repeat(none)), strict=False):
        ms, since = (time.perf_counter() - since) * 1000, time.perf_counter()
        if isinstance(result, ItemError):
            _log.warning("repair: %s: the captioner failed, %s: %s", photo.item.path, result.kind, result)
        _guarded(photo, partial(_answer, photo, result, ms, writer, context))


def _answer(photo: _Photo, result: Generation | ItemError, ms: float, writer: Captioner, context: _Context) -> None:
    assert photo.course is not None
    spent = ms if isinstance(result, ItemError) else result.ms
    _go_on(photo, answered(photo.course, _step(photo), result, spent, writer, context.judge), context)


def _step(photo: _Photo) -> Revision:
    assert isinstance(photo.step, Revision)
    return photo.step


def _result(photo: _Photo, judge: Judge) -> Result:
    _guarded(photo, partial(_end, photo, judge))
    assert photo.result is not None
    return photo.result


def _end(photo: _Photo, judge: Judge) -> None:
    if photo.result is None and photo.course is not None:
        photo.result = _row(photo.course, photo.step if isinstance(photo.step, str) else None, judge.thesaurus)


def _row(course: Course, stopped: str | None, thesaurus: Thesaurus) -> RepairRow:
    texts, first = course.texts, course.attempts[0]
    return RepairRow(
        caption=texts.caption,
        alt_text=texts.alt_text,
        keywords=texts.keywords,
        findings=course.findings,
        grounds=grounds(Reading(texts, thesaurus)),
        repaired=tuple(field for field in FIELDS if getattr(texts, field) != getattr(first, field)),
        stopped=stopped,
        attempts=course.attempts,
    )
