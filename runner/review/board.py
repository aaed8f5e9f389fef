"""How every photo stands now: the rows of a run, a person's texts and decisions over them. In memory, without a file.

One thread changes a board; others may read it meanwhile: what is replaced is replaced whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import polars as pl

from runner.review.filters import COLUMNS, expression
from runner.review.query import Node
from runner.schema import Finding
from runner.store.decisions import Decided, Marked, News, Seen, Standing, Written, holds, lay_over, stands

State = Literal["approved", "rejected", "lapsed", "mended", "passed", "repaired", "blocked", "failed"]
"""What a photo is to a reviewer, one of `filters.STATES`."""

_URGENCY: Mapping[State, int] = {
    "blocked": 0, "lapsed": 1, "mended": 2, "repaired": 3, "passed": 4, "failed": 5, "approved": 6, "rejected": 6,
}  # fmt: skip
ROWS_KEPT = 512


class Board:
    """Photos by place (0 is the first of the run)."""

    def __init__(self, photos: pl.DataFrame, fields: Sequence[str]) -> None:
        """`fields` are the columns that an approval covers."""
        self.photos, self._fields = photos, fields
        self.items: list[str] = photos["item_id"].to_list()
        self.places = {item: place for place, item in enumerate(self.items)}
        self.seen = Seen()
        self._written: dict[str, Mapping[str, Written]] = {}
        self._decided: dict[str, Decided] = {}
        self._marked: dict[str, Mapping[str, Marked]] = {}
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._outcome: list[str] = photos["outcome"].to_list()
        self._hash: list[str | None] = photos["content_hash"].to_list()
        self._state: list[State] = list(self._outcome)  # type: ignore[arg-type]
        self._standing: list[Standing | None] = [None] * len(self.items)
        self._best = _best(photos)
        self._frame: pl.DataFrame | None = None
        self._columns: list[pl.Series] | None = None
        self._row = lru_cache(maxsize=ROWS_KEPT)(self._laid)

    def __len__(self) -> int:
        return len(self.items)

    def row(self, place: int) -> Mapping[str, Any]:
        """The review row with a person's texts in it; `findings` and `warnings` are those of the texts as they are."""
        return self._row(place)

    def original(self, place: int) -> Mapping[str, Any]:
        """The review row as the run left it."""
        return self.photos.row(place, named=True)

    def written(self, item: str) -> Mapping[str, Written]:
        """The newest edit of each field that anybody ever edited."""
        return self._written.get(item, {})

    def is_edited(self, item: str) -> bool:
        """Whether a person's text stands in one of its fields."""
        return any(written.value is not None for written in self.written(item).values())

    def decided(self, item: str) -> Decided | None:
        """The newest decision."""
        return self._decided.get(item)

    def marked(self, item: str, name: str) -> Marked | None:
        """The newest decision about one text, whether or not it is about the text that stands."""
        return self._marked.get(item, {}).get(name)

    def marks(self, place: int) -> Mapping[str, Marked]:
        """The decisions about single texts that hold, by field: those about texts that stand."""
        marked = self._marked.get(self.items[place])
        if not marked:
            return {}
        row = self.row(place)
        return {name: each for name, each in marked.items() if holds(each, row[name])}

    def returned(self, place: int) -> Mapping[str, Marked]:
        """The texts that a person rejected and that stand still, by field."""
        return {name: each for name, each in self.marks(place).items() if each.decision == "rejected"}

    def standing(self, place: int) -> Standing | None:
        """What the newest decision comes to."""
        return self._standing[place]

    def state(self, place: int) -> State:
        """What the photo is to a reviewer."""
        return self._state[place]

    def is_best(self, place: int) -> bool:
        """Whether it has the highest quality score of its series."""
        return self._best[place]

    def series(self, place: int) -> list[int]:
        """Places of the photo's series in the order of the run, its own included."""
        key = self.photos["series"][place]
        return [place] if key is None else self.photos["series"].eq(key).fill_null(False).arg_true().to_list()

    def edited(self) -> list[str]:
        """Photos in which a person's text stands."""
        return [item for item in self._written if self.is_edited(item) and item in self.places]

    def states(self) -> Counter[State]:
        """How many photos there are of each state."""
        return Counter(self._state)

    def merge(self, news: News) -> list[int]:
        """Take in what was written; returns the places that changed."""
        changed = {item for item, _ in (*news.edits, *news.marks)} | set(news.decisions)
        for (item, name), written in news.edits.items():
            self._written[item] = {**self.written(item), name: written}
        for (item, name), marked in news.marks.items():
            self._marked[item] = {**self._marked.get(item, {}), name: marked}
        self._decided.update(news.decisions)
        self.seen = news.seen
        places = [self.places[item] for item in changed if item in self.places]
        if news.edits:
            self._frame = None
            self._row.cache_clear()
        self._settle(places)
        return places

    def note(self, found: Mapping[str, tuple[Finding, ...]]) -> list[int]:
        """Remember what the rules find in the texts of edited photos; returns the places that changed."""
        self._found.update(found)
        places = [self.places[item] for item in found]
        self._frame = None
        self._row.cache_clear()
        self._settle(places)
        return places

    def found(self, item: str) -> tuple[Finding, ...] | None:
        """What was found last in the texts of an edited photo; None when nobody has looked."""
        return self._found.get(item)

    def find(self, node: Node, order: str = "run") -> list[int]:
        """Places of the photos that a filter lets through, in one of the `ORDERS`."""
        column, descending = ORDERS[order]
        every = self.texts().with_columns(self._live()).lazy()  # else each text that is let through would be copied
        found = every.filter(expression(node)).select("place", *{column} - {"place"})
        if order != "run":
            found = found.sort(column, descending=descending, nulls_last=True, maintain_order=True)
        return found.collect()["place"].to_list()

    def _live(self) -> list[pl.Series]:
        """The columns that decisions change, made when one has changed."""
        if self._columns is None:
            returned = [False] * len(self.items)
            for item in self._marked:
                if item in self.places:
                    returned[self.places[item]] = bool(self.returned(self.places[item]))
            self._columns = [
                pl.Series("urgency", [_URGENCY[state] for state in self._state], dtype=pl.Int8),
                pl.Series("decision", self._standing, dtype=pl.String),
                pl.Series("state", self._state, dtype=pl.String),
                pl.Series("returned", returned),
                pl.Series("best", self._best),
            ]
        return self._columns

    def texts(self) -> pl.DataFrame:
        """The columns that filters read, by place, with a person's texts; the same frame until something is edited."""
        if self._frame is None:
            base = self.photos.select(COLUMNS).with_row_index("place").with_columns(edited=pl.lit(False))
            touched = sorted(self.places[item] for item in self.edited())
            records = [{**self._laid(place), "place": place, "edited": True} for place in touched]
            laid = pl.DataFrame([{n: r[n] for n in base.columns} for r in records], schema=base.schema, orient="row")
            rest = base.filter(~pl.col("place").is_in(touched)) if touched else base
            self._frame = pl.concat([rest, laid]).sort("place") if touched else base
        return self._frame

    def _laid(self, place: int) -> dict[str, Any]:
        row, item = self.original(place), self.items[place]
        laid = lay_over(row, self.written(item), self._fields)
        found = self._found.get(item) if self.is_edited(item) else None
        if found is not None:
            laid["findings"] = sorted({finding.rule for finding in found if finding.severity == "error"})
            laid["warnings"] = sorted({finding.rule for finding in found if finding.severity == "warn"})
        return laid

    def _settle(self, places: Sequence[int]) -> None:
        if places:
            self._columns = None
        for place in places:
            item = self.items[place]
            row = self.row(place) if item in self._written else None
            now = row["content_hash"] if row else self._hash[place]
            self._standing[place] = stands(self._decided.get(item), now)
            self._state[place] = self._standing[place] or self._weighed(place, item, row)

    def _weighed(self, place: int, item: str, row: Mapping[str, Any] | None) -> State:
        outcome: State = self._outcome[place]  # type: ignore[assignment]
        if item in self._marked and self.returned(place):
            return "blocked"
        if row is None or outcome == "failed" or not self.is_edited(item):
            return outcome
        errors = row["findings"] if item in self._found else [*row["edit_errors"], *row["findings"]]
        if errors:
            return "blocked"
        return "mended" if outcome == "blocked" else outcome


def _best(photos: pl.DataFrame) -> list[bool]:
    """The pick of each series: the highest quality score, the earlier of equals."""
    score = pl.col("quality_score").fill_null(-1)
    first = pl.int_range(pl.len()) == score.arg_max()
    best = photos.select((pl.col("series").is_not_null() & first.over("series")).alias("best"))["best"]
    return best.to_list()


ORDERS: Mapping[str, tuple[str, bool]] = {
    "attention": ("urgency", False),
    "run": ("place", False),
    "best": ("quality_score", True),
    "worst": ("quality_score", False),
    "taken": ("captured_at", False),
}
"""How photos can be put in order: column, and whether it falls."""
