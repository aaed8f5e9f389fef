"""Texts written again from here: the command that does it, and what it says. The runner alone asks a captioner."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def command(review_set: ReviewSet, item: str) -> list[str]:
    """The command line, with its program, that regenerates the texts of a photo and answers in JSON."""
    given = ["generate", str(review_set.run), item, "--runs", str(review_set.runs), "--json"]
    return [sys.executable, "-P", "-m", "runner", *given]


def progress(line: str) -> str | None:
    """What the runner is at, when a line of it tells."""
    said = _read(line).get("said")
    return worded(Message(said["id"], said["arguments"])) if isinstance(said, dict) else None


def proposal(said: str) -> Proposal | None:
    """What came of it, from all that the runner said; None when nothing did."""
    found = next((made for line in said.splitlines() if (made := _read(line).get("generated"))), None)
    if found is None:
        return None
    findings = tuple(Finding(**{**each, "words": tuple(each["words"])}) for each in found["findings"])
    texts: dict[str, object] = {name: found[name] for name in TEXTS}
    return Proposal(found["item_id"], found["model"], texts, findings, found["tries"])


def changed(session: Session, made: Proposal) -> dict[str, object]:
    """Those of the new texts that are not as they stand; a text that was not written is none."""
    row = session.snapshot.row(session.snapshot.places[made.item])
    return {name: value for name, value in made.texts.items() if value and plain(value) != plain(row[name])}


def advised(session: Session, made: Proposal) -> set[str]:
    """Texts that are offered: those without an error that replace nothing that a person wrote."""
    written = session.snapshot.edits(made.item)
    own = {name for name, each in written.items() if each.value is not None and each.source == "human"}
    wrong = {finding.field for finding in made.findings if finding.severity == "error"}
    return set(changed(session, made)) - own - wrong


def nothing_new(made: Proposal) -> str:
    """What to say where the captioner said what stands already, or nothing."""
    if not any(made.texts.values()):
        said = translate(
            "generating", "{} has nothing to write from. Give the photo a subject (4), then have it write again."
        )
        return said.format(made.model)
    return translate(
        "generating", "{} wrote the same texts again. Regenerate, or give the photo a subject or a location to go by."
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
        "The captioner broke off (code {}). Nothing was changed; the run's own texts and yours are all there.",
    ).format(code)


def _read(line: str) -> dict[str, Any]:
    """The object of a line; an empty one for what a library of the captioner may have printed."""
    try:
        read = json.loads(line)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
