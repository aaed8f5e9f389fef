"""What is to happen at a target, photo by photo."""

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
    """What is to happen with one approved photo."""

    photo: OutgoingPhoto
    action: Action
    rev: int
    before: Publication | None
    begun: Entry | None  # what an earlier publish left unfinished
    drift: tuple[Message, ...]  # what someone else changed
    standing: tuple[PublishedFile, ...]  # files that are in their place already, made by the same recipe
    merges: tuple[Merge, ...] = ()  # XMP files of its RAW
    # by name that it is to have: the photo that has it, itself where it spells it in another case
    waits_for: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # of these names, those that are not given up
    blocked: Message | None = None  # why it cannot have its names

    @property
    def said(self) -> tuple[Message, ...]:
        """What becomes of the XMP of its RAW."""
        return tuple(message for each in self.merges for message in each.said)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A photo that is to be taken back."""

    item_id: str
    set_name: str
    file_name: str
    names: tuple[str, ...]  # file names under which its row may stand
    paths: tuple[str, ...]
    drift: tuple[Message, ...]
    for_good: bool  # a person asked for it; else only the rest of a publish that was never finished
    stays: bool = False  # only what was begun is taken away: the photo stands as it did before


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is to happen at a target."""

    changes: tuple[Change, ...]
    withdrawals: tuple[Withdrawal, ...]
    staying: tuple[Staying, ...]
    creates_table: bool
    touched: Mapping[str, Sequence[PublishedFile]]  # by item: files that are the same, with other stamps or names
