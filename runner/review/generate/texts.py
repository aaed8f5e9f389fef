"""Texts for one photo of a run once more: by the run's own captioner, rules and repair, told what is known by now.

Where texts that stand break a rule, the captioner is told so. Otherwise, and where that brings nothing new, it writes
from the facts again, with a person's subject and location in them. It draws its words then: of the same question its
likeliest answer is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import polars as pl

from runner.captioning.drafting import Drafted, drafts, request
from runner.captioning.kinds import captioner
from runner.captioning.options import model_files
from runner.captioning.repairing import RepairOptions, repaired
from runner.config import saved
from runner.errors import EnvError, ItemError
from runner.graph import Graph
from runner.messages import Message, say
from runner.review.generate.duplicate_index import DuplicateIndex
from runner.review.generate.photo_now import PhotoNow, photo_now, texts_of_others
from runner.schema import (
    TEXTS,
    AttemptRow,
    CaptionRow,
    Common,
    Finding,
    GeneratedRow,
    RepairRow,
    Row,
    Texts,
    texts_of,
)
from runner.stage import Folders, Spent
from runner.store import evidence
from runner.text.duplicates.comparing import DuplicatesOptions

STAGE = "generate"
"""Folder of its evidence in the run's."""

COOL, STEP, WARM = 0.8, 0.2, 1.4
"""Temperatures of a captioner that is asked the same again: at the first time, more at each further one, and at most.

A captioner that always takes the likeliest word would say what it said.
"""

Tell = Callable[[Message], None]
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Written:
    """What the captioner made of it."""

    photo: PhotoNow
    row: GeneratedRow
    model: str

    @property
    def new(self) -> tuple[str, ...]:
        """The texts that are not as they stand."""
        stands = texts_of(self.photo.stands)
        return tuple(name for name in TEXTS if (self.row[name] or "") != (stands[name] or ""))


def generate(run: Path, runs: Path, photo: str, tell: Tell) -> Written:
    """Write the texts of a photo of the run again and keep them as evidence; nothing else is changed.

    `photo` is an item id, its beginning, or the name of a file. ConfigError when there is no such photo,
    EnvError when the run or its model is not there any more, ItemError when the captioner fails.
    """
    graph, folders = saved.graph(run), Folders(runs, run)
    options = _options(graph, run)
    found = photo_now(folders, photo)
    others = DuplicateIndex(texts_of_others(folders, found.drafted.item_id))
    number = len(generations(run, found.drafted.item_id)) + 1
    chosen = _drawing(options, found, number)
    tell(say("generate.loading", model=options.captioner.name))
    model_files(options.captioner)  # one that is missing is said with the command that fetches it
    revises = captioner(chosen.captioner).revises and not options.limits.off
    weigh = _weigher(graph, found, others)
    asked, made = _write(found, chosen, folders, revises, weigh, tell)
    tell(say("generate.comparing"))
    row = _row(found, chosen, asked, made, weigh(made), number)
    _keep(run, found.drafted.item_id, row)
    return Written(found, row, options.captioner.name)


def generations(run: Path, item_id: str) -> list[GeneratedRow]:
    """What was generated for a photo in this run, the first first."""
    parts = evidence.parts(run, STAGE)
    if not parts:
        return []
    # Each generation is a part of its own; none takes the place of another.
    every = evidence.scan_parts(parts, GeneratedRow)
    rows = every.filter(pl.col("item_id") == item_id).sort("number").collect()
    return evidence.to_rows(GeneratedRow, rows)


Weigh = Callable[[Texts], tuple[Finding, ...]]


def _write(
    photo: PhotoNow, options: RepairOptions, folders: Folders, revises: bool, weigh: Weigh, tell: Tell
) -> tuple[str, RepairRow]:
    """How the captioner was asked at last, and the texts after repair."""
    standing_row = photo.drafted.draft.with_texts(texts_of(photo.stands))
    wrong = _checked(photo.drafted, standing_row, options)
    beside = tuple(finding for finding in weigh(standing_row) if finding not in wrong)
    told_other = photo.edited & {"subject", "location"}
    if revises and not told_other and any(f.severity == "error" for f in (*wrong, *beside)):
        tell(say("generate.revising"))
        made = _repaired(photo.drafted, standing_row, (*wrong, *beside), options, folders)
        if any(made[name] != standing_row[name] for name in TEXTS):
            return "revise", made
    tell(say("generate.writing"))
    about = photo.drafted
    asked = request(about.item_id, about.facts, about.pictures, options.captioner, folders)
    draft = _made(next(drafts([asked], options.captioner)))
    tell(say("generate.checking"))
    return "draft", _repaired(about, draft, _checked(about, draft, options), options, folders)


def _checked(photo: Drafted, draft: CaptionRow, options: RepairOptions) -> tuple[Finding, ...]:
    return options.pack.judge.findings(replace(photo, draft=draft).texts)


def _repaired(
    photo: Drafted, draft: CaptionRow, found: tuple[Finding, ...], options: RepairOptions, folders: Folders
) -> RepairRow:
    unlimited = replace(options, limits=replace(options.limits, per_run=None))  # its run has ended
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


def _drawing(options: RepairOptions, photo: PhotoNow, number: int) -> RepairOptions:
    """The options under which the captioner has something new to say: it may be asked what it was not asked before."""
    if number == 1 and photo.edited & {"subject", "location"}:
        return options
    writer = options.captioner
    warmth = min(COOL + STEP * (number - 1), WARM)
    drawing = replace(writer, temperature=max(writer.temperature, warmth), seed=writer.seed + number)
    return replace(options, captioner=drawing)


def _weigher(graph: Graph, photo: PhotoNow, others: DuplicateIndex) -> Weigh:
    """What makes findings of texts that other photos have already, as the run weighed them."""
    node = graph.find("duplicates")
    options = node.options if node else None

    def weigh(texts: Texts) -> tuple[Finding, ...]:
        if not isinstance(options, DuplicatesOptions):
            return ()
        about = {"item_id": photo.drafted.item_id, "series": photo.stands["series"]}
        return tuple(others.findings({**texts.by_field(), **about}, TEXTS, options))

    return weigh


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


def _keep(run: Path, item_id: str, row: GeneratedRow) -> None:
    """Write the row as a part of its own, which no other run uses again."""
    key = hashlib.sha256(f"{run.name} {item_id} {row.number} {row.at}".encode()).hexdigest()[:32]
    common = Common(run.name, item_id, STAGE, "ok", None, None, None, None, None, key, None)
    record = {**evidence.to_record(common), **evidence.to_record(row)}
    table = pl.DataFrame([record], schema=evidence.table_schema(GeneratedRow), orient="row")
    evidence.write_part(run, STAGE, key, table, {"run_id": run.name})
