"""What is to happen at a target, photo by photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from runner.publishing.photo import Photo, Staying
from runner.publishing.publications import Entry, Publication, PublishedFile
from runner.publishing.sidecars import Merge

Action = Literal["new", "change", "move", "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to happen with one approved photo."""

    photo: Photo
    action: Action
    rev: int
    before: Publication | None
    begun: Entry | None  # what an earlier publish left unfinished
    drift: tuple[str, ...]  # what someone else changed, a sentence each
    standing: tuple[PublishedFile, ...]  # files that are in their place already, made by the same recipe
    merges: tuple[Merge, ...] = ()  # XMP files of its RAW
    # by name that it is to have: the photo that has it, itself where it spells it in another case
    waits_for: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # of these names, those that are not given up
    blocked: str | None = None  # why it cannot have its names, a sentence

    @property
    def said(self) -> tuple[str, ...]:
        """What becomes of the XMP of its RAW, a sentence each."""
        return tuple(sentence for each in self.merges for sentence in each.said)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A photo that is to be taken back."""

    item_id: str
    set_name: str
    file_name: str
    names: tuple[str, ...]  # file names under which its row may stand
    paths: tuple[str, ...]
    drift: tuple[str, ...]
    for_good: bool  # a person asked for it; else only the rest of a publish that was never finished
    stays: bool = False  # only what was begun is taken away: the photo stands as it did before


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is to happen at a target."""

    changes: tuple[Change, ...]
    withdrawals: tuple[Withdrawal, ...]
    staying: tuple[Staying, ...]
    creates_table: bool
    touched: Mapping[str, Sequence[PublishedFile]]  # by item: files that were read for another stamp and are the same
