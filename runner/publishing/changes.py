"""The plan for a target: changes and withdrawals, one per photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from runner.messages import Message
from runner.publishing.photo import OutgoingPhoto, Staying
from runner.publishing.publications import Entry, Publication, PublishedFile
from runner.publishing.sidecars import Merge

Action = Literal["new", "change", "move", "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """The planned change of one approved photo."""

    photo: OutgoingPhoto
    action: Action
    rev: int
    before: Publication | None
    begun: Entry | None  # what an earlier publish left unfinished
    drift: tuple[Message, ...]  # what someone else changed at the target
    standing: tuple[PublishedFile, ...]  # files that are already in place, made by the same recipe
    merges: tuple[Merge, ...] = ()  # of the XMP files of its RAW
    # holder of each name that the photo needs; the photo itself if it has the name in another case
    waits_for: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # those of these names that their holders keep
    blocked: Message | None = None  # why it cannot have its names

    @property
    def said(self) -> tuple[Message, ...]:
        """Messages about the XMP of its RAW."""
        return tuple(message for each in self.merges for message in each.said)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A photo that is to be removed from the target."""

    item_id: str
    set_name: str
    file_name: str
    names: tuple[str, ...]  # file names that its row may have
    paths: tuple[str, ...]
    drift: tuple[Message, ...]
    for_good: bool  # a person asked for it; False: the rest of a publish that was never finished
    stays: bool = False  # only what was begun is removed: the photo stays published as before


@dataclass(frozen=True, slots=True)
class Plan:
    """All planned operations at a target."""

    changes: tuple[Change, ...]
    withdrawals: tuple[Withdrawal, ...]
    staying: tuple[Staying, ...]
    creates_table: bool
    touched: Mapping[str, Sequence[PublishedFile]]  # by item: unchanged files with new stamps or people's names
