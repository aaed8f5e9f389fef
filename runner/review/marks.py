"""The results of people's work as numbers, one per photo: states, decisions, ratings. By place, to find them fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.review.filters import DECISIONS, STATES
from runner.review.photos import PhotoReview, RunPhotos
from runner.store.decisions import RecordedFieldDecision
from runner.store.effective import effective_decision, effective_field_decision
from runner.store.ratings import COLOURS, FLAGS, Value

Codes = npt.NDArray[np.uint8]

_URGENCY: Mapping[str, int] = {
    "blocked": 0, "lapsed": 1, "mended": 2, "repaired": 3, "passed": 4, "failed": 5, "approved": 6, "rejected": 6,
}  # fmt: skip
_STATE_CODES = {name: code for code, name in enumerate(STATES)}
_DECISION_CODES = {name: code for code, name in enumerate(DECISIONS)}
_BY_URGENCY = np.array([_URGENCY[name] for name in STATES], dtype=np.uint8)
_COLOURS: tuple[str | None, ...] = (None, *COLOURS)
_FLAGS: tuple[str | None, ...] = (None, *FLAGS)
UNDECIDED = DECISIONS[0]


class Marks(NamedTuple):
    """One number per photo, by place. The arrays are read-only."""

    states: Codes  # index into STATES
    decisions: Codes  # index into DECISIONS
    returned: npt.NDArray[np.bool_]  # a person rejected one of its texts, and that text is still current
    edited: npt.NDArray[np.bool_]  # a person's text is current in one of its fields
    stars: Codes  # 0 to 5
    colours: Codes  # 0, or 1 + index into COLOURS
    flags: Codes  # 0, or 1 + index into FLAGS

    @classmethod
    def of(cls, outcomes: pl.Series) -> Marks:
        """The marks of photos that nobody has touched."""
        states = outcomes.cast(pl.Enum(STATES)).to_physical().to_numpy().astype(np.uint8)
        zero = np.zeros(len(states), dtype=np.uint8)
        return cls(states, zero, zero.astype(bool), zero.astype(bool), zero, zero, zero).locked()

    def copied(self) -> Marks:
        """Writable copies of the arrays, to be changed and then locked."""
        return Marks(
            self.states.copy(), self.decisions.copy(), self.returned.copy(), self.edited.copy(),
            self.stars.copy(), self.colours.copy(), self.flags.copy(),
        )  # fmt: skip

    def locked(self) -> Marks:
        """The same arrays, now read-only: writing into one raises an error."""
        for each in self:
            each.setflags(write=False)
        return self

    def ratings(self, place: int) -> tuple[int, str | None, str | None]:
        """Stars (0 to 5), colour label and flag of a photo."""
        return int(self.stars[place]), _COLOURS[self.colours[place]], _FLAGS[self.flags[place]]

    def columns(self) -> list[pl.Series]:
        """The columns that filters read; colour and flag are null if there is none."""
        return [
            pl.Series("urgency", _BY_URGENCY[self.states]),
            pl.Series("state", self.states).cat.to(pl.Enum(STATES)),
            pl.Series("decision", self.decisions).cat.to(pl.Enum(DECISIONS)),
            pl.Series("returned", self.returned),
            pl.Series("edited", self.edited),
            pl.Series("stars", self.stars),
            _words("colour", self.colours, COLOURS),
            _words("flag", self.flags, FLAGS),
        ]

    def write(self, photos: RunPhotos, place: int, review: PhotoReview, row: Mapping[str, Any] | None) -> None:
        """Set the numbers of one photo. `row` is its effective row, or None if it is not needed."""
        edited = review.is_edited
        returned = row is not None and any(each.decision == "rejected" for each in applying(review, row).values())
        content = row["content_hash"] if row is not None else photos.content_hash(place)
        decision = effective_decision(review.decision, content)
        state = decision or _undecided_state(photos.outcome(place), review, row if edited else None, returned=returned)
        self.states[place] = _STATE_CODES[state]
        self.decisions[place] = _DECISION_CODES[decision or UNDECIDED]
        self.returned[place], self.edited[place] = returned, edited
        given = {kind: rating.value for kind, rating in review.ratings.items()}
        self.stars[place] = given.get("stars") or 0
        self.colours[place] = _code(given.get("colour"), _COLOURS)
        self.flags[place] = _code(given.get("flag"), _FLAGS)


def applying(review: PhotoReview, row: Mapping[str, object]) -> dict[str, RecordedFieldDecision]:
    """The decisions about single texts that apply to the texts of `row`, by field."""
    return {name: each for name, each in review.field_decisions.items() if effective_field_decision(each, row[name])}


def _code(value: Value, words: Sequence[str | None]) -> int:
    """The code of a value; a value of a later version counts as none."""
    return words.index(value) if value in words else 0


def _words(name: str, codes: Codes, words: Sequence[str]) -> pl.Series:
    """Codes as words; 0 is null."""
    shifted = pl.Series(name, codes).cast(pl.Int16) - 1
    return shifted.replace(-1, None).cast(pl.UInt8).cat.to(pl.Enum(words))


def _undecided_state(outcome: str, review: PhotoReview, row: Mapping[str, Any] | None, *, returned: bool) -> str:
    """The state of an undecided photo. `row`: the effective row of an edited photo."""
    if returned:
        return "blocked"
    if row is None or outcome == "failed":
        return outcome
    errors = row["findings"] if review.findings is not None else [*row["edit_errors"], *row["findings"]]
    if errors:
        return "blocked"
    return "mended" if outcome == "blocked" else outcome
