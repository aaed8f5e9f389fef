"""Repairs texts with errors: they are mended, then written again by the captioner, within limits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from pathlib import Path

from runner.captioner import Captioner, Generation, Request, Revision
from runner.captioning.drafting import Drafted, request
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions, model_files
from runner.errors import EnvError, InferenceError, ItemError, StageFault
from runner.messages import say
from runner.schema import Options, RepairRow
from runner.stage import Folders, Spent
from runner.text.claims.grounds import grounds
from runner.text.judging.judge import Judge
from runner.text.judging.pack import RulePack
from runner.text.language.reading import FIELDS, Reading
from runner.text.repair.attempts import answered, begin, mended
from runner.text.repair.revising import RepairLimits, RepairState, next_request

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RepairOptions(Options):
    """Who writes texts again, which rules judge them, and how often."""

    # the captioner of the first draft
    captioner: CaptionOptions
    # the rules by which the texts are judged
    pack: RulePack
    # how much is tried
    limits: RepairLimits

    def problems(self) -> Sequence[str]:
        """One sentence for each problem with the captioner or the limits."""
        parts = (("captioner", self.captioner), ("limits", self.limits))
        return [f"{name}.{problem}" for name, part in parts for problem in part.problems()]

    @property
    def files(self) -> Sequence[Path]:
        """The captioner's model files. Raises EnvError if one is missing."""
        return model_files(self.captioner)

    def within(self, granted: int) -> RepairOptions:
        """The same options, with this many tries for all photos together."""
        return replace(self, limits=replace(self.limits, per_run=granted))


def repaired(
    photos: Iterable[Drafted], options: RepairOptions, folders: Folders
) -> Iterator[RepairRow | ItemError | Spent]:
    """Yield the texts of each photo as they are after repair, with every attempt.

    The captioner is asked about as many photos at once as it answers at the same time. `limits.per_run` is the most
    requests of this call; if it is set, `Spent` is yielded before each round of requests.
    """
    context = _Context(options, folders, options.pack.judge, _Tries(options.limits.per_run))
    for group in _gathered((_begun(photo, context) for photo in photos), context):
        while asking := _admitted([photo for photo in group if photo.asks], context.tries):
            if context.tries.left is not None:
                yield Spent(len(asking))
            _ask(asking, context)
        for photo in group:
            yield _result(photo, context.judge)


def as_drafted(photo: Drafted, judge: Judge) -> RepairRow:
    """The row of a photo whose repair crashed the captioner's process: its draft is kept unchanged."""
    return _row(begin(photo.texts, photo.findings, photo.draft), "crashed", judge)


@dataclass(slots=True)
class _Tries:
    """How often a captioner may still be asked again; None: no limit."""

    left: int | None

    def take(self) -> bool:
        """Use one try; False if there is none left."""
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
    """The progress of one photo: `step` is what to ask next, or why nothing more is asked."""

    drafted: Drafted
    state: RepairState | None = None
    step: Revision | str | None = None
    result: RepairRow | ItemError | None = None

    @property
    def asks(self) -> bool:
        return isinstance(self.step, Revision)


def _gathered(photos: Iterable[_Photo], context: _Context) -> Iterator[list[_Photo]]:
    """Group the photos, in order, by those that are asked about at once; any other waits only for those before it.

    A group stays together to the end, so that a model still has the picture when it is asked again.
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
    """How many photos are asked about at once; one by one when tries may run out, so that the first photos get them."""
    in_flight, limits = captioner(context.options.captioner).max_in_flight, context.options.limits
    if context.tries.left is None:
        return in_flight
    return max(1, min(in_flight, context.tries.left // limits.per_item))


def _begun(drafted: Drafted, context: _Context) -> _Photo:
    photo = _Photo(drafted)
    return _guarded(photo, partial(_begin, photo, context))


def _begin(photo: _Photo, context: _Context) -> None:
    drafted = photo.drafted
    _go_on(photo, begin(drafted.texts, drafted.findings, drafted.draft), context)


def _guarded(photo: _Photo, work: Callable[[], None]) -> _Photo:
    """Do part of the work on one photo; what it raises becomes that photo's result and does not affect the others.

    EnvError and OSError are raised.
    """
    try:
        work()
    except (EnvError, OSError):
        raise
    except ItemError as error:
        photo.step, photo.result = None, error
    except Exception as error:
        _log.exception("repair: %s failed", photo.drafted.path)
        fault = say("stage.fault", error=type(error).__name__, stage="repair", reason=str(error))
        photo.step, photo.result = None, StageFault(fault)
    return photo


def _go_on(photo: _Photo, state: RepairState, context: _Context) -> None:
    """Mend what can be mended, and decide what to do next. The model is loaded when the first photo needs it."""
    limits = context.options.limits
    photo.state = mended(state, context.judge) if limits.mend else state
    photo.step = next_request(photo.state, limits, revises=True)
    if photo.asks and not captioner(context.options.captioner).revises:
        told = photo.drafted.facts.subject is not None or photo.drafted.draft.saw_picture
        photo.step = "helpless" if told else "no_facts"


def _admitted(asking: Sequence[_Photo], tries: _Tries) -> list[_Photo]:
    """The photos for which there are tries left, which are used up now."""
    admitted = []
    for photo in asking:
        if tries.take():
            admitted.append(photo)
        else:
            photo.step = "per_run"
    return admitted


def _ask(photos: Sequence[_Photo], context: _Context) -> None:
    """Ask the captioner, and advance each photo by its answer. If it fails, only the attempt fails: the draft stays."""
    writer = captioner(context.options.captioner)
    asked = [_request(photo, context) for photo in photos]
    none = InferenceError(say("model.no_answer"))
    since = time.perf_counter()
    for photo, result in zip(photos, chain(writer.write(asked), repeat(none)), strict=False):
        ms, since = (time.perf_counter() - since) * 1000, time.perf_counter()
        if isinstance(result, ItemError):
            _log.warning("repair: %s: the captioner failed, %s: %s", photo.drafted.path, result.kind, result)
        _guarded(photo, partial(_answer, photo, result, ms, writer, context))


def _request(photo: _Photo, context: _Context) -> Request:
    about, options = photo.drafted, context.options.captioner
    return request(about.item_id, about.facts, about.pictures, options, context.folders, _step(photo))


def _answer(photo: _Photo, result: Generation | ItemError, ms: float, writer: Captioner, context: _Context) -> None:
    assert photo.state is not None
    spent = ms if isinstance(result, ItemError) else result.ms
    _go_on(photo, answered(photo.state, _step(photo), result, spent, writer, context.judge), context)


def _step(photo: _Photo) -> Revision:
    assert isinstance(photo.step, Revision)
    return photo.step


def _result(photo: _Photo, judge: Judge) -> RepairRow | ItemError:
    _guarded(photo, partial(_end, photo, judge))
    assert photo.result is not None
    return photo.result


def _end(photo: _Photo, judge: Judge) -> None:
    if photo.result is None and photo.state is not None:
        photo.result = _row(photo.state, photo.step if isinstance(photo.step, str) else None, judge)


def _row(state: RepairState, stopped: str | None, judge: Judge) -> RepairRow:
    texts, first = state.texts, state.attempts[0]
    return RepairRow(
        *texts.values,
        findings=state.findings,
        grounds=grounds(Reading(texts, judge.thesaurus)),
        repaired=tuple(field for field in FIELDS if texts[field] != first[field]),
        stopped=stopped,
        attempts=state.attempts,
        claims=judge.claims(texts),
    )
