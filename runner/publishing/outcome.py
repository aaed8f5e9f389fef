"""The outcome of each photo of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from runner.errors import PublishError
from runner.messages import Message
from runner.publishing.changes import Change, Withdrawal
from runner.publishing.publications import Publication, PublishedFile

Step = Literal["planned", "uploaded", "written", "done"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far one photo got, and the error that stopped it."""

    item_id: str
    file_name: str
    action: str  # new, change, move, same, unpublish, abandon
    step: Step  # the last completed step
    path: str | None  # of its first file
    bytes: int  # uploaded for it
    rev: int | None
    remote_id: str | None
    error: PublishError | None
    drift: tuple[Message, ...]  # what someone else changed at the target
    sidecars: tuple[Message, ...] = ()  # messages about the XMP of its RAW

    @property
    def held_back(self) -> bool:
        """Whether the photo was left alone because of someone else's change."""
        return bool(self.drift) and self.error is None and self.step != "done"

    @classmethod
    def done(cls, change: Change, publication: Publication) -> Outcome:
        """The outcome of a photo that was published."""
        uploaded = _bytes(change, publication.files)
        return cls(
            publication.item_id, publication.file_name, change.action, "done", publication.path, uploaded,
            publication.rev, publication.remote_id, None, change.drift, change.said,
        )  # fmt: skip


def resting(change: Change) -> Outcome:
    """Return the outcome of a photo that is left alone."""
    before = change.before
    step: Step = "done" if change.action == "same" and not change.drift else "planned"
    error = PublishError(change.blocked, "name") if change.blocked else None
    return Outcome(
        change.photo.item_id, change.photo.file_name, change.action, step, before.path if before else None, 0,
        before.rev if before else None, before.remote_id if before else None, error, change.drift, change.said,
    )  # fmt: skip


def failed(
    change: Change, error: PublishError, uploaded: Sequence[PublishedFile] = (), written: Publication | None = None
) -> Outcome:
    """Return the outcome of a photo that failed; its files or its row may already be at the target."""
    step: Step = "written" if written else "uploaded" if uploaded else "planned"
    return Outcome(
        change.photo.item_id, change.photo.file_name, change.action, step, change.photo.files[0].path,
        _bytes(change, uploaded), change.rev if written else None, written.remote_id if written else None, error,
        change.drift,
    )  # fmt: skip


def withdrawn(withdrawal: Withdrawal, error: PublishError | None, step: Step) -> Outcome:
    """Return the outcome of a photo that was removed from the target, or was to be."""
    action = "unpublish" if withdrawal.for_good else "abandon"
    path = withdrawal.paths[0] if withdrawal.paths else None
    return Outcome(withdrawal.item_id, withdrawal.file_name, action, step, path, 0, None, None, error, withdrawal.drift)


def _bytes(change: Change, files: Sequence[PublishedFile]) -> int:
    standing = {file.path for file in change.standing}
    return sum(file.bytes for file in files if file.path not in standing)
