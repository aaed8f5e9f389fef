"""What a reviewer sees of a run at one moment. Immutable: a change makes a new snapshot that shares unchanged parts.

A reader takes the reference of a snapshot once and works with it, in any thread; it does not change meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import polars as pl
from rpds import HashTrieMap

from runner.messages import Message
from runner.review.filters import DECISIONS, STATES, expression
from runner.review.marks import UNDECIDED, Marks, applying
from runner.review.photos import PhotoReview, RunPhotos
from runner.review.picks.flagged import KEY as PICK
from runner.review.picks.flagged import by_flag, column, row_by_flag
from runner.review.query import Node
from runner.schema import Finding
from runner.store.decisions import Changes, Cursor, RecordedDecision, RecordedEdit, RecordedFieldDecision
from runner.store.effective import EffectiveDecision
from runner.store.ratings import Kind, Value

State = Literal["approved", "rejected", "lapsed", "mended", "passed", "repaired", "blocked", "failed"]
"""The state of a photo in review, one of `filters.STATES`."""

_UNTOUCHED = PhotoReview()

ORDERS: Mapping[str, tuple[str, bool]] = {
    "attention": ("urgency", False),
    "run": ("_place", False),
    "best": ("quality_score", True),
    "worst": ("quality_score", False),
    "taken": ("captured_at", False),
}
"""The orders for photos: the column, and whether it is descending."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The photos of a run with everything that people wrote and decided until `cursor`."""

    photos: RunPhotos
    cursor: Cursor
    edited_rows: pl.DataFrame  # what filters read of edited photos, by `_place`; the same object until an edit
    _reviews: HashTrieMap[str, PhotoReview]  # by item; without photos that nobody touched
    _marks: Marks
    without_keeper: Mapping[str, Message] = field(default_factory=dict)  # by item: see `runner.store.keepers`

    @classmethod
    def of(cls, photos: RunPhotos) -> Snapshot:
        """The photos as the run left them."""
        marks = Marks.of(photos.table["outcome"])
        return cls(photos, Cursor(), photos.filter_table.clear(), HashTrieMap(), marks)

    def __len__(self) -> int:
        return len(self.photos)

    @property
    def items(self) -> list[str]:
        """Item ids by place."""
        return self.photos.items

    @property
    def places(self) -> Mapping[str, int]:
        """Places by item id."""
        return self.photos.places

    def row(self, place: int) -> Mapping[str, Any]:
        """The review row with a person's texts; `findings` and `warnings` are those of these texts.

        If the photo has a flag, its pick columns show it.
        """
        item = self.items[place]
        whole = self.photos.effective(place, self._reviews.get(item))
        return row_by_flag(whole, self.ratings(place)[2], self.without_keeper.get(item))

    def original(self, place: int) -> Mapping[str, object]:
        """The review row as the run left it."""
        return self.photos.original(place)

    def review(self, item: str) -> PhotoReview:
        """What people did to a photo."""
        return self._reviews.get(item, _UNTOUCHED)

    def edits(self, item: str) -> Mapping[str, RecordedEdit]:
        """The newest edit of each field that was ever edited."""
        return self.review(item).edits

    def is_edited(self, place: int) -> bool:
        """Whether a person's text is current in one of its fields."""
        return bool(self._marks.edited[place])

    def edited(self) -> list[str]:
        """Items for which a person's text is current, in the order of the run."""
        return [self.items[place] for place in np.flatnonzero(self._marks.edited)]

    def decision(self, item: str) -> RecordedDecision | None:
        """The newest decision about a photo."""
        return self.review(item).decision

    def field_decision(self, item: str, name: str) -> RecordedFieldDecision | None:
        """The newest decision about one text, whether or not it is about the current text."""
        return self.review(item).field_decisions.get(name)

    def field_decisions(self, place: int) -> Mapping[str, RecordedFieldDecision]:
        """The decisions about single texts that apply, by field: those about current texts."""
        review = self.review(self.items[place])
        return applying(review, self.row(place)) if review.field_decisions else {}

    def returned(self, place: int) -> Mapping[str, RecordedFieldDecision]:
        """The current texts that a person rejected, by field."""
        return {name: each for name, each in self.field_decisions(place).items() if each.decision == "rejected"}

    def effective_decision(self, place: int) -> EffectiveDecision | None:
        """What the newest decision means now; None: undecided."""
        found = DECISIONS[self._marks.decisions[place]]
        return None if found == UNDECIDED else found  # type: ignore[return-value]

    def state(self, place: int) -> State:
        """The state of the photo in review."""
        return STATES[self._marks.states[place]]  # type: ignore[return-value]

    def states(self) -> Counter[State]:
        """The number of photos in each state."""
        counts = np.bincount(self._marks.states, minlength=len(STATES)).tolist()
        return Counter({state: count for state, count in zip(STATES, counts, strict=True) if count})  # type: ignore[misc]

    def rating(self, item: str, kind: Kind) -> Value:
        """The stars (1 to 5), the colour or the flag of a photo; None if it has none."""
        found = self.review(item).ratings.get(kind)
        return found.value if found else None

    def ratings(self, place: int) -> tuple[int, str | None, str | None]:
        """Stars (0 to 5), colour label and flag of a photo."""
        return self._marks.ratings(place)

    def first_of_state(self, state: State, most: int) -> list[int]:
        """Places of the first photos in a state, at most `most`."""
        found: list[int] = np.flatnonzero(self._marks.states == STATES.index(state))[:most].tolist()
        return found

    def is_best(self, place: int) -> bool:
        """True if the photo has the highest quality score of its series."""
        return bool(self.photos.best[place])

    def series(self, place: int) -> list[int]:
        """Places of the photo's series, including its own, in the order of the run."""
        return self.photos.series(place)

    def places_of(self, items: Iterable[str]) -> list[int]:
        """Places of those items that are photos of this run."""
        return [self.places[item] for item in items if item in self.places]

    def merge(self, changes: Changes) -> Snapshot:
        """The snapshot with what was recorded since; the cost depends on the changes, not on the number of photos."""
        updated: dict[str, PhotoReview] = {}
        for item in changes.items():
            if item in self.places:
                updated[item] = self.review(item)
        for (item, name), edit in changes.edits.items():
            if item in updated:
                updated[item] = replace(updated[item], edits={**updated[item].edits, name: edit})
        for (item, name), decided in changes.field_decisions.items():
            if item in updated:
                fields = {**updated[item].field_decisions, name: decided}
                updated[item] = replace(updated[item], field_decisions=fields)
        for (item, kind), rating in changes.ratings.items():
            if item in updated:
                updated[item] = replace(updated[item], ratings={**updated[item].ratings, kind: rating})
        for item, decision in changes.decisions.items():
            if item in updated:
                updated[item] = replace(updated[item], decision=decision)
        return self._with(updated, changes.cursor)

    def with_keepers(self, without: Mapping[str, Message]) -> Snapshot:
        """The snapshot with the messages about rejected photos whose preferred photo is gone, by item."""
        return replace(self, without_keeper=without)

    def with_findings(self, found: Mapping[str, tuple[Finding, ...]]) -> Snapshot:
        """The snapshot with the findings in the effective texts of photos, by item."""
        return self._with({item: replace(self.review(item), findings=each) for item, each in found.items()})

    def find(self, node: Node, order: str = "run") -> list[int]:
        """Places of the photos that a filter matches, in one of the `ORDERS`. Raises FilterError for unknown keys."""
        column, descending = ORDERS[order]
        found = self.select(node, {column, "_place"})
        if order != "run":
            found = found.sort(column, descending=descending, nulls_last=True, maintain_order=True)
        return found.collect()["_place"].to_list()

    def select(self, node: Node, wanted: Iterable[str]) -> pl.LazyFrame:
        """Columns of the photos that a filter matches, with people's texts, in the order of the run.

        `_place` is the place of a photo. Raises FilterError for unknown keys.
        """
        matches, names = expression(node, self.photos.context), sorted({*wanted, "_place"})
        needed = {*names, *matches.meta.root_names()}
        own, edited = self.photos.filter_table.hstack(self.columns).lazy(), self.edited_rows
        further = self.photos.further(needed)
        flagged = by_flag(needed)
        own = own.with_columns(further).with_columns(flagged)
        if edited.height:
            places = edited["_place"]
            others = edited.hstack(self.columns[places]).lazy().with_columns(each.gather(places) for each in further)
            own, others = own.filter(~pl.col("edited")), others.with_columns(flagged)
            return pl.concat([each.filter(matches).select(names) for each in (own, others)]).sort("_place")
        return own.filter(matches).select(names)

    @cached_property
    def columns(self) -> pl.DataFrame:
        """The columns that people's work changes, by place.

        They are urgency, state, decision, returned, edited, best, stars, colour and flag (null: none), and
        `WITHOUT_KEEPER`.
        """
        return pl.DataFrame([*self._marks.columns(), self.photos.best, column(self.without_keeper, self.places)])

    @cached_property
    def picks(self) -> pl.Series:
        """Whether each photo is picked, by place: `keep`, `drop`, `whole`, or null without a ranking and a flag."""
        table = self.photos.filter_table
        own = [table[PICK]] if PICK in table.columns else self.photos.further([PICK])
        suggested = next(iter(own), pl.Series(PICK, [None] * len(self), dtype=pl.String))
        return pl.DataFrame([suggested, self.columns["flag"]]).select(by_flag([PICK])).to_series()

    def _with(self, updated: Mapping[str, PhotoReview], cursor: Cursor | None = None) -> Snapshot:
        """The snapshot with these reviews in place of the photos' current ones."""
        cursor = cursor or self.cursor
        if not updated:
            return replace(self, cursor=cursor)
        reviews = {self.places[item]: review for item, review in updated.items()}
        with_rows = {place: each for place, each in reviews.items() if each.edits or each.field_decisions}
        rows = dict(self.photos.effective_rows(with_rows))
        marks = self._marks.copied()
        for place, review in reviews.items():
            marks.write(self.photos, place, review, rows.get(place))
        texts = {place: row for place, row in rows.items() if self._reads_otherwise(place, reviews[place])}
        edited_rows = self._edited_rows(texts, marks) if texts else self.edited_rows
        return replace(
            self, cursor=cursor, edited_rows=edited_rows, _reviews=self._reviews.update(updated), _marks=marks.locked()
        )

    def _reads_otherwise(self, place: int, review: PhotoReview) -> bool:
        """True if the photo's texts or findings differ from those in `edited_rows`."""
        before = self.review(self.items[place])
        return review.edits is not before.edits or (review.is_edited and review.findings is not before.findings)

    def _edited_rows(self, rows: Mapping[int, Mapping[str, object]], marks: Marks) -> pl.DataFrame:
        schema = self.photos.filter_table.schema
        records = [{**row, "_place": place} for place, row in rows.items() if marks.edited[place]]
        made = pl.DataFrame([{name: each[name] for name in schema} for each in records], schema=schema, orient="row")
        kept = self.edited_rows.filter(~pl.col("_place").is_in(list(rows)))
        return pl.concat([kept, made], rechunk=True)
