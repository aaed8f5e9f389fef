"""The texts of every variant photo by photo: records for the page, and an index for filtering and sorting."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from runner.reports import tables
from runner.reports.comparison.compared import Comparison
from runner.reports.comparison.disagreement import disagreement
from runner.reports.comparison.variants import Variant
from runner.reports.findings import in_words
from runner.reports.run_page.packing import squeezed
from runner.schema import PROSE, TEXTS, DeriveRow, DuplicateRow, RepairRow

PAGE = 24
"""Photos on one page, and in one line of the pack."""

LETTERS = {"passed": "p", "repaired": "r", "blocked": "b", "failed": "f"}
"""Outcomes in the index, one letter per variant; `-` if a variant does not have the photo."""

_SHOWN = ("outcome", "error_kind", "error", "reason", *TEXTS)
_MEASURED = ("seconds", "tokens_written", "alignment", "approved", "edit_distance", "rejection")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ComparedPhoto:
    """One photo and its row in each variant's table."""

    item_id: str
    path: str  # where it was found
    places: Sequence[int | None]  # index of its row in the table of each variant; None if it has none
    disagreement: float


class ComparedPhotos:
    """The photos of a sweep, sorted by disagreement of the variants, the largest first."""

    def __init__(self, found: Comparison) -> None:
        self._texts = [_texts(variant, table) for variant, table in zip(found.variants, found.values, strict=True)]
        self._pictures = _pictures(found.variants)
        self._rules: dict[str, int] = {}
        self.every = self._sorted(found.variants)

    def index(self) -> str:
        """Return the first line of the pack: the data of every photo for filtering and sorting."""
        rows = [[self._row(variant, place) for variant, place in enumerate(each.places)] for each in self.every]
        index = {
            "id": [each.item_id for each in self.every],
            "outcomes": ["".join(LETTERS[row["outcome"]] if row else "-" for row in photo) for photo in rows],
            "rules": [[self._numbers(row) for row in photo] for photo in rows],
            "decided": ["".join(_decided(row) for row in photo) for photo in rows],
            "text": [_searched(each, photo) for each, photo in zip(self.every, rows, strict=True)],
            "disagreement": [round(each.disagreement, 4) for each in self.every],
            "by_path": sorted(range(len(self.every)), key=lambda place: self.every[place].path),
            "names": list(self._rules),
        }
        return squeezed(json.dumps(index, ensure_ascii=False).encode())

    def pages(self) -> Iterator[list[dict[str, object]]]:
        """Yield the records in order, `PAGE` at a time; `thumbnail` and `picture` are below the renditions folder."""
        for start in range(0, len(self.every), PAGE):
            yield [self._record(each) for each in self.every[start : start + PAGE]]

    def _sorted(self, variants: Sequence[Variant]) -> list[ComparedPhoto]:
        places = [{item: at for at, item in enumerate(table["item_id"])} for table in self._texts]
        paths: dict[str, str] = {}
        for variant in variants:
            for item_id, path in variant.photos.select("item_id", "source_path").iter_rows():
                paths.setdefault(item_id, path)
        photos = []
        for item_id, path in paths.items():
            own = [known.get(item_id) for known in places]
            apart = disagreement([self._row(variant, place) for variant, place in enumerate(own)])
            photos.append(ComparedPhoto(item_id, path, own, apart))
        return sorted(photos, key=lambda each: (-each.disagreement, each.path, each.item_id))

    def _row(self, variant: int, place: int | None) -> Row | None:
        return None if place is None else self._texts[variant].row(place, named=True)

    def _numbers(self, row: Row | None) -> list[int]:
        """Rules that the texts break, by their index among the names."""
        names = dict.fromkeys(each["rule"] for each in row["found"] or ()) if row else ()
        return [self._rules.setdefault(name, len(self._rules)) for name in names]

    def _record(self, photo: ComparedPhoto) -> dict[str, object]:
        texts = [self._row(variant, place) for variant, place in enumerate(photo.places)]
        thumbnail, picture = self._pictures.get(photo.item_id, (None, None))
        return {
            "item_id": photo.item_id,
            "source_path": photo.path,
            "disagreement": round(photo.disagreement, 4),
            "thumbnail": thumbnail,
            "picture": picture,
            "texts": [row and {name: row[name] for name in row if name != "item_id"} for row in texts],
        }


def _texts(variant: Variant, values: pl.DataFrame) -> pl.DataFrame:
    """What a variant wrote about each photo, with findings, decision and cost."""
    own = tables.newest(variant.evidence, RepairRow, "findings").rename({"findings": "own"})
    beside = tables.newest(variant.evidence, DuplicateRow, "findings").rename({"findings": "beside"})
    measured = values.select("item_id", *_MEASURED)
    table = variant.photos.select("item_id", *_SHOWN)
    for other in (own, beside, measured):
        table = table.join(other, on="item_id", how="left", maintain_order="left")
    found = pl.concat_list(pl.col("own").fill_null([]), pl.col("beside").fill_null([]))
    return table.with_columns(found=in_words(found)).drop("own", "beside")


def _pictures(variants: Sequence[Variant]) -> dict[str, tuple[str, str]]:
    """Paths of the smallest and the largest rendition of each photo."""
    found: dict[str, tuple[str, str]] = {}
    for variant in variants:
        derived = tables.newest(variant.evidence, DeriveRow, "renditions")
        by_size = (
            derived.explode("renditions").drop_nulls().unnest("renditions").sort(pl.col("width") * pl.col("height"))
        )
        ends = by_size.group_by("item_id").agg(pl.col("path").first(), largest=pl.col("path").last())
        for item_id, smallest, largest in ends.iter_rows():
            found.setdefault(item_id, (smallest, largest))
    return found


def _decided(row: Row | None) -> str:
    """`y` approved, `n` rejected, `-` undecided."""
    approved = row["approved"] if row else None
    return "-" if approved is None else "y" if approved else "n"


def _searched(photo: ComparedPhoto, rows: Sequence[Row | None]) -> str:
    parts = [photo.item_id, photo.path]
    for row in rows:
        if row:
            parts += [*(row[name] or "" for name in PROSE), *(row["keywords"] or ()), row["error_kind"] or ""]
    return " ".join(dict.fromkeys(filter(None, parts))).lower()
