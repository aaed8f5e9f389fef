"""How a publish ended: where the photos are, what failed and what to do about it, what was not published and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.messages import restored
from runner.publishing.failures import advice
from runner.review.language import term, translate, worded
from runner.store import runfile

_LISTED = 3
"""Maximum number of web addresses that are offered to look at."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Photos that a publish left out for the same kind of reason."""

    title: str
    advice: str  # what to do about it; empty if nothing has to be done
    photos: tuple[tuple[str, str], ...]  # file name, and what happened


@dataclass(frozen=True, slots=True)
class Ending:
    """How a publish ended."""

    sentence: str
    folder: Path | None  # the folder with the files, if it is on this machine
    pages: tuple[str, ...]  # web addresses of some of the photos
    report: Path | None
    failed: tuple[Trouble, ...]  # by category
    stayed: tuple[Trouble, ...]  # by reason
    notes: str = ""  # other output of the runner

    @property
    def is_resumable(self) -> bool:
        """True if publishing again would bring more photos there."""
        return bool(self.failed)


def read(report: Path, sentence: str, notes: str = "") -> Ending:
    """The end of the publish that wrote `report`. Reads files: do not call it in the GUI thread."""
    from runner.delivery.record import read_rows  # a review does not need its libraries

    rows = list(read_rows(report.parent).iter_rows(named=True))
    file = runfile.read(report.parent)
    target: Mapping[str, str] = (file.target if file else None) or {}
    folder = Path(target["folder"]) if "folder" in target else None
    return Ending(
        sentence,
        folder if folder is not None and folder.is_dir() else None,
        tuple(row["url"] for row in rows if row["url"] and row["step"] == "done")[:_LISTED],
        report,
        tuple(_failed(rows)),
        tuple(_stayed(rows)),
        notes,
    )


def meaning(code: int, target: str, *, back: bool = False) -> str:
    """A sentence for the exit code of a publish; `back`: photos were to be unpublished."""
    if back and code == 0:
        return translate("publishing", "Unpublished from {}. To publish them again, approve them again.").format(target)
    again = translate("publishing", "What is done is kept. Publish again to continue.")
    broken = translate("publishing", "The publish stopped unexpectedly (code {}). {}").format(code, again)
    return {
        0: translate("publishing", "Published to {}.").format(target),
        1: translate("publishing", "Not everything was published to {}. {}").format(target, again),
        2: translate("publishing", "The options are wrong. Nothing was changed."),
        3: translate("publishing", "The target {} or this machine is not ready for it.").format(target),
        130: translate("publishing", "Stopped. {}").format(again),
    }.get(code, broken)


def _failed(rows: Sequence[Mapping[str, Any]]) -> list[Trouble]:
    """Photos that failed, by category, with what to do about each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["status"] == "failed":
            problem = worded(restored(row["error_id"], row["error_arguments"], row["error"]))
            found.setdefault(row["error_kind"], []).append((row["file_name"] or row["item_id"], problem))
    return [Trouble(term("failure", kind), worded(advice(kind)), tuple(photos)) for kind, photos in found.items()]


def _stayed(rows: Sequence[Mapping[str, Any]]) -> list[Trouble]:
    """Photos that were not published, by reason."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["action"] == "stay" and row["reason"]:
            reason = worded(restored(row["reason_id"], row["reason_arguments"], row["reason"]))
            title = translate("publishing", "Failed in the run") if row["reason_id"] == "stay.failed" else reason
            found.setdefault(title, []).append((row["file_name"] or row["item_id"], reason))
    return [Trouble(title, "", tuple(photos)) for title, photos in sorted(found.items())]
