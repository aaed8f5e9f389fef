"""Writes texts for photos of a run again, by the run's own captioner, rules and repair, with what is known by now.

If the current texts break a rule, the captioner is told so. Otherwise, or if that brings nothing new, it writes from
the facts again, including a person's subject and location. It then samples at a higher temperature, because its most
likely answer to the same question is already known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl

from runner.captioning.drafting import Drafted, drafts, request
from runner.captioning.kinds import captioner
from runner.captioning.options import model_files
from runner.captioning.repairing import RepairOptions, repaired
from runner.config import saved
from runner.errors import EnvError, ItemError, RunnerError
from runner.graph import Graph
from runner.messages import Message, say
from runner.review.generate.duplicate_index import SCHEMA, DuplicateIndex, of_run
from runner.review.generate.kept import keep, times
from runner.review.generate.photo_now import PhotoNow, described, named, photo_now, texts_that_stand
from runner.schema import (
    TEXTS,
    AttemptRow,
    CaptionRow,
    Finding,
    GeneratedRow,
    RepairRow,
    Row,
    Texts,
    texts_of,
)
from runner.stage import Folders, Spent
from runner.text.duplicates.comparing import DuplicatesOptions

COOL, STEP, WARM = 0.8, 0.2, 1.4
"""Temperatures for asking a captioner the same again: the first time, the step for each further time, and the maximum.

A captioner that always takes the most likely word would repeat itself.
"""

Tell = Callable[[Message], None]
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Written:
    """What the captioner wrote for a photo."""

    photo: PhotoNow
    row: GeneratedRow
    model: str

    @property
    def new(self) -> tuple[str, ...]:
        """Names of the texts that differ from the current ones."""
        stands = texts_of(self.photo.stands)
        return tuple(name for name in TEXTS if (self.row[name] or "") != (stands[name] or ""))


@dataclass(frozen=True)
class Unwritten:
    """A photo for which nothing could be written."""

    item_id: str
    name: str  # of its file
    error: RunnerError


def generate(run: Path, runs: Path, photos: Sequence[str], tell: Tell) -> Iterator[Written | Unwritten]:
    """Write the texts of photos of the run again and keep them as evidence; nothing else is changed.

    A photo is named by its item id, the beginning of that, or its file name. The model is loaded once, and as many
    photos are written at once as the captioner handles concurrently; each is yielded as soon as it is kept, not always
    in order. Raises ConfigError if there is no such photo, EnvError if the run or its model no longer exists.
    """
    found = list(named(run, photos).items())
    writing = _writing(run, runs, found)
    tell(say("generate.loading", model=writing.options.captioner.name))
    model_files(writing.options.captioner)  # a missing one is reported with the command that fetches it
    width = max(1, captioner(writing.options.captioner).max_in_flight)
    for first in range(0, len(found), width):
        yield from _together(found[first : first + width], writing, tell)


def _together(photos: Sequence[tuple[str, Path]], writing: _Writing, tell: Tell) -> Iterator[Written | Unwritten]:
    """Write photos at the same time: first those of which only the current texts are revised."""
    to_draft = []
    for item, path in photos:
        try:
            photo = photo_now(writing.folders, item, path)
        except EnvError as error:  # the run made no texts for it
            yield Unwritten(item, path.name, error)
            continue
        try:
            made = _revised(photo, writing, tell)
        except ItemError as error:
            yield Unwritten(item, path.name, error)
            continue
        if made is not None:
            yield _written(photo, writing, "revise", made)
        else:
            to_draft.append(photo)
    if to_draft:
        tell(say("generate.writing"))
        yield from _drafted(to_draft, writing, tell)


def _drafted(photos: Sequence[PhotoNow], writing: _Writing, tell: Tell) -> Iterator[Written | Unwritten]:
    """Write photos from their facts."""
    options = writing.options
    about = [each.drafted for each in photos]
    requests = [request(each.item_id, each.facts, each.pictures, options.captioner, writing.folders) for each in about]
    for photo, draft in zip(photos, drafts(requests, options.captioner), strict=True):
        tell(say("generate.checking"))
        try:
            found = _made(draft)
            wrong = _checked(photo.drafted, found, options)
            yield _written(photo, writing, "draft", _repaired(photo.drafted, found, wrong, options, writing.folders))
        except ItemError as error:
            yield Unwritten(photo.drafted.item_id, photo.name, error)


@dataclass(frozen=True)
class _Writing:
    """What all photos of one call share."""

    run: Path
    folders: Folders
    options: RepairOptions  # of the captioner that writes all of them, so that the model is loaded once
    before: Mapping[str, int]  # how often each photo was written before, by item
    duplicates: DuplicatesOptions | None
    standing: DuplicateIndex
    made: list[Mapping[str, object]] = field(default_factory=list)  # rows written by this call

    def repeats(self, photo: PhotoNow, texts: Texts) -> tuple[Finding, ...]:
        """Findings for texts that another photo has, or was given earlier in this call, by the run's options."""
        if self.duplicates is None:
            return ()
        row = {**texts.by_field(), "item_id": photo.drafted.item_id, "series": photo.stands["series"]}
        found = [*self.standing.findings(row, TEXTS, self.duplicates)]
        if self.made:
            said = {finding.field for finding in found}
            fields = [name for name in TEXTS if name not in said]
            found += _index(self.made).findings(row, fields, self.duplicates)
        return tuple(found)


def _writing(run: Path, runs: Path, photos: Sequence[tuple[str, Path]]) -> _Writing:
    graph, folders = saved.graph(run), Folders(runs, run)
    before = times(run, [item for item, _ in photos])
    node = graph.find("duplicates")
    duplicates = node.options if node is not None and isinstance(node.options, DuplicatesOptions) else None
    options = _drawing(_options(graph, run), photos, folders, max(before.values(), default=0) + 1)
    return _Writing(run, folders, options, before, duplicates, DuplicateIndex(texts_that_stand(folders)))


def _index(rows: Sequence[Mapping[str, object]]) -> DuplicateIndex:
    """An index of texts that this call has written."""
    schema = {"source_path": pl.String, **{name: SCHEMA[name] for name in ("item_id", "series", *TEXTS)}}
    return DuplicateIndex(of_run(pl.DataFrame(list(rows), schema=schema, orient="row")))


def _revised(photo: PhotoNow, writing: _Writing, tell: Tell) -> RepairRow | None:
    """The current texts with their errors fixed; None if the captioner is not asked for that, or changes nothing."""
    options = writing.options
    revises = captioner(options.captioner).revises and not options.limits.off
    if not revises or photo.edited & {"subject", "location"}:
        return None
    standing_row = photo.drafted.draft.with_texts(texts_of(photo.stands))
    wrong = _checked(photo.drafted, standing_row, options)
    wrong += tuple(finding for finding in writing.repeats(photo, standing_row) if finding not in wrong)
    if not any(finding.severity == "error" for finding in wrong):
        return None
    tell(say("generate.revising"))
    made = _repaired(photo.drafted, standing_row, wrong, options, writing.folders)
    return made if any(made[name] != standing_row[name] for name in TEXTS) else None


def _written(photo: PhotoNow, writing: _Writing, how: str, made: RepairRow) -> Written:
    """Keep what was written, with findings for what it repeats of other photos."""
    number = writing.before.get(photo.drafted.item_id, 0) + 1
    row = _row(photo, writing.options, how, made, writing.repeats(photo, made), number)
    keep(writing.run, photo.drafted.item_id, row)
    about = {"item_id": photo.drafted.item_id, "series": photo.stands["series"], "source_path": photo.name}
    writing.made.append({**{name: row[name] for name in TEXTS}, **about})
    return Written(photo, row, writing.options.captioner.name)


def _checked(photo: Drafted, draft: CaptionRow, options: RepairOptions) -> tuple[Finding, ...]:
    return options.pack.judge.findings(replace(photo, draft=draft).texts)


def _repaired(
    photo: Drafted, draft: CaptionRow, found: tuple[Finding, ...], options: RepairOptions, folders: Folders
) -> RepairRow:
    unlimited = replace(options, limits=replace(options.limits, per_run=None))  # the run has ended
    result = next(repaired([replace(photo, draft=draft, findings=found)], unlimited, folders))
    assert not isinstance(result, Spent)  # repair without a limit counts nothing
    return _made(result)


def _made(result: R | ItemError) -> R:
    if isinstance(result, ItemError):
        raise result
    return result


def _options(graph: Graph, run: Path) -> RepairOptions:
    node = graph.find("repair")
    if node is None or not isinstance(node.options, RepairOptions):
        raise EnvError(say("generate.no_repair", run=run.name), say("generate.no_repair_mend"))
    return node.options


def _drawing(
    options: RepairOptions, photos: Sequence[tuple[str, Path]], folders: Folders, number: int
) -> RepairOptions:
    """The options under which the captioner writes something new the `number`th time that it is asked.

    The first time, the question itself may be new, because people described the photos: then it writes as in the run.
    """
    if number == 1 and described(folders).issuperset(item for item, _ in photos):
        return options
    writer = options.captioner
    warmth = min(COOL + STEP * (number - 1), WARM)
    drawing = replace(writer, temperature=max(writer.temperature, warmth), seed=writer.seed + number)
    return replace(options, captioner=drawing)


def _row(
    photo: PhotoNow, options: RepairOptions, asked: str, made: RepairRow, beside: Sequence[Finding], number: int
) -> GeneratedRow:
    writer, facts = options.captioner, photo.drafted.facts
    texts = any(made.values)
    attempts: tuple[AttemptRow, ...] = made.attempts[1:] if asked == "revise" else made.attempts
    return GeneratedRow(
        *made.values,
        findings=(*made.findings, *(beside if texts else ())),
        attempts=attempts,
        asked=asked,
        number=number,
        temperature=writer.temperature,
        seed=writer.seed,
        subject=facts.subject,
        location=facts.location,
        at=datetime.now(UTC).replace(tzinfo=None),
    )
