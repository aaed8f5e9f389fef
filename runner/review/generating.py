"""Texts regenerated from here: the command that does it, and what it says. The runner alone asks a captioner."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runner.messages import Message
from runner.review.language import translate, worded
from runner.review.review_set import ReviewSet
from runner.review.session import Session
from runner.review.wording import plain
from runner.schema import TEXTS, Finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the captioner wrote for one photo."""

    item: str
    model: str
    texts: Mapping[str, object]  # by field; None where it wrote nothing
    findings: tuple[Finding, ...]
    tries: int  # times that it was asked

    def found(self, name: str) -> list[Finding]:
        """What is wrong with one text, errors first."""
        return sorted((f for f in self.findings if f.field == name), key=lambda finding: finding.severity)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """That nothing could be written for a photo."""

    item: str
    problem: str  # a sentence


def command(review_set: ReviewSet, items: Sequence[str]) -> list[str]:
    """The command line, with its program, that regenerates the texts of photos and answers in JSON, a line each."""
    given = ["generate", str(review_set.run), *items, "--runs", str(review_set.runs), "--json"]
    return [sys.executable, "-P", "-m", "runner", *given]


def heard(line: str) -> Proposal | Unwritten | str | None:
    """What a line of that command tells: texts, that there are none, or what it is at; None for any other line."""
    read = _read(line)
    if isinstance(said := read.get("said"), dict):
        return worded(Message(said["id"], said["arguments"]))
    if isinstance(made := read.get("generated"), dict):
        return _proposal(made)
    return Unwritten(read["unwritten"], read["problem"]) if "unwritten" in read else None


def _proposal(made: Mapping[str, Any]) -> Proposal:
    findings = tuple(Finding(**{**each, "words": tuple(each["words"])}) for each in made["findings"])
    texts: dict[str, object] = {name: made[name] for name in TEXTS}
    return Proposal(made["item_id"], made["model"], texts, findings, made["tries"])


def kept(review_set: ReviewSet, asked: Mapping[str, datetime]) -> dict[str, Proposal]:
    """What was generated for photos since they were asked for (UTC, naive), by item. Reads the run's evidence."""
    from runner.review.generate.kept import newest_generations  # evidence libraries cost a start what it need not

    rows = newest_generations(review_set.run, list(asked), min(asked.values(), default=datetime.max))
    model = str(review_set.photos["caption_model"].drop_nulls().first() or "")
    return {
        item: Proposal(item, model, {name: row[name] for name in TEXTS}, row.findings, len(row.attempts))
        for item, row in rows.items()
        if row.at >= asked[item]
    }


def changed(session: Session, made: Proposal) -> dict[str, object]:
    """Those of the new texts that are not as they stand; a text that was not written is none."""
    row = session.snapshot.row(session.snapshot.places[made.item])
    return {name: value for name, value in made.texts.items() if value and plain(value) != plain(row[name])}


def advised(session: Session, made: Proposal) -> set[str]:
    """Texts that are offered: those without an error that replace nothing that a person wrote."""
    wrong = {finding.field for finding in made.findings if finding.severity == "error"}
    return set(changed(session, made)) - own_texts(session, made.item) - wrong


def is_clean(session: Session, made: Proposal) -> bool:
    """Whether it brings something new, and no text of the photo that a person has not written is wrong with it."""
    own = own_texts(session, made.item)
    wrong = {finding.field for finding in made.findings if finding.severity == "error"}
    return bool(set(changed(session, made)) - own) and not wrong - own


def own_texts(session: Session, item: str) -> set[str]:
    """The texts of a photo that a person wrote: they are replaced only when he says so of each."""
    written = session.snapshot.edits(item)
    return {name for name, each in written.items() if each.value is not None and each.source == "human"}


def nothing_new(made: Proposal) -> str:
    """What to say where the captioner said what stands already, or nothing."""
    if not any(made.texts.values()):
        said = translate("generating", "{} has nothing to write about. Enter a subject (4), then regenerate.")
        return said.format(made.model)
    return translate(
        "generating", "{} wrote the same texts again. Regenerate, or enter a subject or a location for it to use."
    ).format(made.model)


def meaning(code: int, complaints: Sequence[str]) -> str:
    """How it ended when nothing came of it, a sentence."""
    if code == 130:
        return translate("generating", "Stopped. Nothing was changed.")
    said = " ".join(complaints)
    if code in (2, 3) and said:
        return said
    return translate(
        "generating",
        "The captioner stopped unexpectedly (code {}). Nothing was changed: the run's texts and yours are all there.",
    ).format(code)


def _read(line: str) -> dict[str, Any]:
    """The object of a line; an empty one for what a library of the captioner may have printed."""
    try:
        read = json.loads(line)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
