"""Regenerates texts from the review: the command line for it, and its output. Only the runner asks a captioner."""

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
    tries: int  # number of times the captioner was asked

    def found(self, name: str) -> list[Finding]:
        """The findings for one text, errors first."""
        return sorted((f for f in self.findings if f.field == name), key=lambda finding: finding.severity)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A photo for which nothing could be written."""

    item: str
    problem: str  # a sentence


def command(review_set: ReviewSet, items: Sequence[str]) -> list[str]:
    """The command line that regenerates the texts of photos and prints one JSON object per line."""
    given = ["generate", str(review_set.run), *items, "--runs", str(review_set.runs), "--json"]
    return [sys.executable, "-P", "-m", "runner", *given]


def heard(line: str) -> Proposal | Unwritten | str | None:
    """What a line of that command reports: texts, a failure, or its progress as a sentence; None for any other line."""
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
    """What was generated for photos since it was requested (UTC, naive), by item. Reads the run's evidence."""
    from runner.review.generate.kept import newest_generations  # evidence libraries would slow down the start

    rows = newest_generations(review_set.run, list(asked), min(asked.values(), default=datetime.max))
    model = str(review_set.photos["caption_model"].drop_nulls().first() or "")
    return {
        item: Proposal(item, model, {name: row[name] for name in TEXTS}, row.findings, len(row.attempts))
        for item, row in rows.items()
        if row.at >= asked[item]
    }


def changed(session: Session, made: Proposal) -> dict[str, object]:
    """The new texts that differ from the current ones; texts that were not written are left out."""
    row = session.snapshot.row(session.snapshot.places[made.item])
    return {name: value for name, value in made.texts.items() if value and plain(value) != plain(row[name])}


def advised(session: Session, made: Proposal) -> set[str]:
    """Names of the texts to offer: new ones without an error that do not replace a person's text."""
    wrong = {finding.field for finding in made.findings if finding.severity == "error"}
    return set(changed(session, made)) - own_texts(session, made.item) - wrong


def is_clean(session: Session, made: Proposal) -> bool:
    """True if there is a new text, and no text that the person did not write has an error."""
    own = own_texts(session, made.item)
    wrong = {finding.field for finding in made.findings if finding.severity == "error"}
    return bool(set(changed(session, made)) - own) and not wrong - own


def own_texts(session: Session, item: str) -> set[str]:
    """Names of the photo's texts that a person wrote: each is replaced only if a person says so."""
    written = session.snapshot.edits(item)
    return {name for name, each in written.items() if each.value is not None and each.source == "human"}


def nothing_new(made: Proposal) -> str:
    """A sentence for when the captioner repeated the current texts, or wrote nothing."""
    if not any(made.texts.values()):
        said = translate("generating", "{} has nothing to write about. Enter a subject (4), then regenerate.")
        return said.format(made.model)
    return translate(
        "generating", "{} wrote the same texts again. Regenerate, or enter a subject or a location for it to use."
    ).format(made.model)


def meaning(code: int, complaints: Sequence[str]) -> str:
    """A sentence on how the command ended if it generated nothing."""
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
    """The JSON object in a line; empty for what a library of the captioner may have printed."""
    try:
        read = json.loads(line)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
