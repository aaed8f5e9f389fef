"""A person's picks, group by group: what belongs together, which frame is kept, and how much is decided.

Reading the evidence takes some seconds for 20,000 photos and must not be done in a window's thread (`PicksDesk.open`);
neither must `rank`, which takes one. All other calls take milliseconds. What a person says is a flag, `pick` or
`reject`, and is in the catalogue when a call returns; the session's `undo` and `redo` apply to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from runner.messages import Message
from runner.picks.choice import Choice, chosen, grouped
from runner.picks.foresight import Foresight, foresight
from runner.picks.guesses import guesses
from runner.picks.merits import PARTS, part
from runner.picks.moments import SEQUENCES
from runner.picks.options import CullOptions
from runner.review.language import translate
from runner.review.picks.said import said_of_photos
from runner.review.picks.source import measured
from runner.review.picks.standing import stand
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.store.ratings import Value


@dataclass(frozen=True, slots=True)
class Member:
    """One photo of a group."""

    place: int  # index among the session's photos
    item_id: str
    suggested: str  # keep, drop or whole
    because: Message  # why: `runner.messages.word` puts it into either language
    flag: str | None  # pick or reject, given by a person; it overrides the suggestion
    without_keeper: bool  # rejected for a photo that is gone: to be looked at again
    score: float  # among the frames of the moment, 0 to 1
    rank: int | None  # among all photos; None in a sequence
    parts: Mapping[str, float | None]  # what was compared, by name: relative to the group, 0 to 1; None: unknown

    @property
    def kept(self) -> bool:
        """True if the photo stays: by a person's flag, else by the suggestion."""
        return self.flag == "pick" if self.flag else self.suggested != "drop"


@dataclass(frozen=True, slots=True)
class Group:
    """Photos of one moment, best first; frames of a sequence in order of capture."""

    moment: str  # its key, also in the filter `moment:KEY` if the run has picked
    kind: str  # single, burst, bracket, stack or panorama
    members: tuple[Member, ...]

    @property
    def is_sequence(self) -> bool:
        """True if it is one picture in several frames, which is kept whole."""
        return self.kind in SEQUENCES

    @property
    def is_decided(self) -> bool:
        """True if a person has picked or rejected every frame, and no rejection was for a photo that is gone.

        A frame that was added later makes the group undecided again.
        """
        return all(member.flag and not member.without_keeper for member in self.members)

    @property
    def without_keeper(self) -> Sequence[Member]:
        """Photos that were rejected for one that is gone."""
        return [member for member in self.members if member.without_keeper]


class PicksDesk:
    """The groups of a run and one reviewer's picks among them."""

    def __init__(self, session: Session, photos: pl.DataFrame, options: CullOptions) -> None:
        """`photos` come from `runner.review.picks.source.measured`."""
        self.session = session
        own = photos.filter(pl.col("item_id").is_in(list(session.snapshot.places)))
        self.photos = grouped(own, options)
        self.options = options
        self.choice = self._chosen()

    @classmethod
    def open(cls, session: Session, keep: int | None = None) -> PicksDesk:
        """The desk of a session's run, with the run's options; `keep` overrides its number. Reads evidence.

        Raises EnvError if the run has measured no photos yet.
        """
        found = measured(session.review_set.run, session.review_set.catalog)
        return cls(session, found.photos, replace(found.options, keep=keep or found.options.keep))

    def rank(self, options: CullOptions) -> None:
        """Choose again with other weights, limits or number, and with the current flags.

        Moments stay as they are: grouping is done when a desk is opened. 20,000 photos take 1 s.
        """
        self.options = options
        self.choice = self._chosen()
        for name in ("_in_groups", "_places"):
            self.__dict__.pop(name, None)

    def ranked(self, options: CullOptions) -> PicksDesk:
        """A new desk that has chosen again, ready to be read; this one stays unchanged for other readers."""
        other = copy(self)
        other.rank(options)
        _ = other._places
        return other

    def without_flags(self) -> Choice:
        """What would be chosen without any flags: people's decisions can be compared with it."""
        return chosen(self.photos, self.options)

    def foresight(self) -> Foresight:
        """How well people's decisions would have been predicted. Takes as long as `rank`."""
        return foresight(guesses(self.without_flags(), self.photos), *said_of_photos(self.session))

    def stand(self) -> None:
        """Store the current choice, so that the filter `pick:keep` finds it everywhere. EnvError if the disk fails."""
        stand(self.session.review_set.run, self.choice)

    def stand_if_new(self) -> None:
        """Like `stand`, but only if the choice differs from the session's: just looking writes nothing."""
        if not self._stood():
            self.stand()

    def group(self, moment: str) -> Group:
        """One group with its current flags. Raises KeyError for a moment that this run does not have."""
        start, length = self._places[moment]
        rows = self._in_groups.slice(start, length).to_dicts()
        because = self.choice.reasons.of(moment)
        return Group(moment, rows[0]["kind"], tuple(self._member(row, because[row["item_id"]]) for row in rows))

    def moment_of(self, place: int) -> str | None:
        """The key of a photo's group; None if the photo could not be measured."""
        return self._moments.get(self.session.snapshot.items[place])

    def keep(self, moment: str, places: Sequence[int] | None = None) -> ChangeResult:
        """Pick these photos of a group, by default the best one, and reject the others, as one change."""
        group = self.group(moment)
        kept = frozenset(places if places is not None else [group.members[0].place])
        values: dict[int, Value] = {
            member.place: "pick" if member.place in kept else "reject" for member in group.members
        }
        return self.session.rate_each(values, "flag", lambda _: _kept(len(kept), len(values) - len(kept)))

    def keep_too(self, moment: str, place: int) -> ChangeResult:
        """Pick one more photo of a group in addition to those that stay, and reject the rest."""
        staying = [member.place for member in self.group(moment).members if member.kept]
        return self.keep(moment, [*staying, place])

    def reject(self, moment: str) -> ChangeResult:
        """Reject all photos of a group. Nothing is deleted."""
        return self.keep(moment, [])

    def reopen(self, moment: str) -> ChangeResult:
        """Remove the flags of a group."""
        values: dict[int, Value] = {member.place: None for member in self.group(moment).members}
        return self.session.rate_each(values, "flag", _reopened)

    def reopen_without_keeper(self) -> ChangeResult:
        """Remove the flag of every photo that was rejected for one that is gone."""
        snapshot = self.session.snapshot
        values: dict[int, Value] = dict.fromkeys(snapshot.places_of(snapshot.without_keeper))
        return self.session.rate_each(values, "flag", _reopened)

    def flags(self) -> dict[str, str]:
        """The flags that people gave, by item_id."""
        given = self.session.snapshot.columns["flag"].cast(pl.String)
        return {item: flag for item, flag in zip(self.session.snapshot.items, given, strict=True) if flag}

    def _stood(self) -> bool:
        snapshot = self.session.snapshot
        found = pl.DataFrame({"item_id": snapshot.items, "found": snapshot.picks})
        both = self.choice.table.select("item_id", "pick").join(found, on="item_id")
        return both["pick"].equals(both["found"], check_names=False)

    def _chosen(self) -> Choice:
        return chosen(self.photos, self.options, self.flags(), self.session.snapshot.without_keeper)

    @cached_property
    def _in_groups(self) -> pl.DataFrame:
        """The photos grouped by moment, best first."""
        return self.choice.table.sort("moment", "place", maintain_order=True)

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        """The first row of each group in `_in_groups`, and its number of rows."""
        counts = self._in_groups.group_by("moment", maintain_order=True).len()
        starts = counts["len"].cum_sum() - counts["len"]
        return dict(zip(counts["moment"], zip(starts, counts["len"], strict=True), strict=True))

    @cached_property
    def _moments(self) -> Mapping[str, str]:
        return dict(self.photos.select("item_id", "moment").iter_rows())

    def _member(self, row: Mapping[str, Any], because: Message) -> Member:
        snapshot = self.session.snapshot
        place = snapshot.places[row["item_id"]]
        return Member(
            place, row["item_id"], row["pick"], because, snapshot.ratings(place)[2],
            row["item_id"] in snapshot.without_keeper, row["score"], row["rank"],
            {name: row[part(name)] for name in PARTS},
        )  # fmt: skip


def _kept(kept: int, rejected: int) -> str:
    said = translate("picks", "Picked %Ln photo(s), rejected {}.", "", kept)
    return said.format(rejected)


def _reopened(count: int) -> str:
    return translate("picks", "Removed the flags of %Ln photo(s).", "", count)
