"""Finds texts that repeat those of another photo, as findings about each photo of a run.

Photos of a true series may have similar texts, because they show the same. A photo whose subject or place contradicts
its series does not belong to it: it is compared like any other photo, and a person is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import polars as pl
from annotated_types import Ge, Le

from runner.schema import TEXTS, DuplicateRow, Finding, Options
from runner.store import evidence
from runner.text.duplicates.agreement import Contradiction, contradictions
from runner.text.duplicates.likeness import Other, contradiction, likeness
from runner.text.duplicates.repeats import Photos, Repeat, repeated_keywords, repeated_texts

Severity = Literal["error", "warn"] | None


@dataclass(frozen=True)
class DuplicatesOptions(Options):
    """When texts count as duplicates, and how severe that is. A severity of null turns a check off."""

    # texts are duplicates if they have at least this share of their words in common (Jaccard similarity)
    threshold: Annotated[float, Ge(0.5), Le(1)] = 0.92
    # two captions are duplicates
    caption: Severity = "error"
    # two alt texts are duplicates
    alt_text: Severity = "error"
    # two photos of one series state the same facts in their captions, or in their alt texts
    in_series: Severity = "warn"
    # two photos that do not belong to one series have the same keywords
    keywords: Severity = "warn"
    # a photo's subject or place contradicts what most of its series say
    series_facts: Severity = "warn"


FACTS = ("subject", "location")
"""Facts that the photos of a series have in common."""

_FOUND: dict[str, pl.DataType] = {
    "item_id": pl.String(),
    "finding": pl.Struct(evidence.columns(Finding)),
    "like": pl.String(),
    "where": pl.String(),
    "similarity": pl.Float64(),
}


def compared(photos: pl.DataFrame, others: pl.DataFrame, options: DuplicatesOptions) -> pl.DataFrame:
    """One row for each photo, in order of preference, with the columns of `DuplicateRow`.

    `photos` has `item_id`, `source_path`, the texts with their `findings`, `series`, `score`, `subject` and `location`;
    `others` has the texts of other sets and targets, as `pool.taken` returns them. Of several duplicates one has no
    finding: the published one, or else the one that waits in another set, or else, among these photos, one without
    errors before one with errors, and the one with the highest quality score; on a tie the first.
    """
    own, found = _truly(_preferred(photos), options.series_facts)
    every = _every(own, others)
    listed = Photos(every["item_id"].to_list(), every["series"].to_list())
    for field in TEXTS:
        severity: Severity = getattr(options, field)
        for repeat in _repeats(every[field], listed, options.threshold) if severity else ():
            grave = options.in_series if repeat.in_series else severity
            if grave and every["where"][repeat.text] == "run":
                found.append(_record(every, field, repeat, grave))
    return _table(every, pl.DataFrame(found, schema=_FOUND, orient="row"))


def _preferred(photos: pl.DataFrame) -> pl.DataFrame:
    """The photos in order of preference, with the columns that describe them as photos of this run."""
    wrong = pl.col("findings").list.eval(pl.element().struct.field("severity") == "error").list.any()
    name = pl.col("source_path").str.extract(r"([^/]*)$")
    ordered = photos.sort(wrong, -pl.col("score"), nulls_last=True, maintain_order=True)
    return ordered.with_columns(where=pl.lit("run"), place=pl.lit(""), file_name=name)


def _truly(own: pl.DataFrame, severity: Severity) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """The photos, without a series for those that contradict theirs, and the findings about these."""
    found, alone = [], set()
    for field in FACTS:
        for each in contradictions(own[field].to_list(), own["series"].to_list()):
            alone.add(own["item_id"][each.photo])
            if severity:
                found.append(_contradiction(own, field, each, severity))
    series = pl.when(~pl.col("item_id").is_in(alone)).then("series")
    return own.with_columns(series=series), found


def _contradiction(own: pl.DataFrame, field: str, of: Contradiction, severity: str) -> dict[str, object]:
    here, there = own.row(of.photo, named=True), own.row(of.of, named=True)
    message = contradiction(field, here[field], there[field], there["file_name"])
    finding = Finding.of("series_facts", field, severity, (here[field],), message)
    return {"item_id": here["item_id"], "finding": evidence.to_record(finding), "like": there["item_id"]}


def _every(own: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """All texts in order of preference. A photo's series also applies to its published texts."""
    series = own.select("item_id", "series")
    beside = others.join(series, on="item_id", how="left", maintain_order="left")
    return pl.concat([beside, own.select(beside.columns)])


def _repeats(texts: pl.Series, photos: Photos, threshold: float) -> list[Repeat]:
    values = texts.to_list()
    return repeated_keywords(values, photos) if texts.name == "keywords" else repeated_texts(values, photos, threshold)


def _record(every: pl.DataFrame, field: str, repeat: Repeat, severity: str) -> dict[str, object]:
    """One finding, with the photo that it is about and the photo that it names."""
    of = every.row(repeat.of, named=True)
    other = Other(of["file_name"], of["where"], of["place"])
    message = likeness(field, repeat.similarity, other, in_series=repeat.in_series)
    finding = Finding.of(f"duplicate_{field}", field, severity, (), message)
    return {
        "item_id": every["item_id"][repeat.text],
        "finding": evidence.to_record(finding),
        "like": of["item_id"],
        "where": of["where"],
        "similarity": repeat.similarity,
    }


def _table(every: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    caption = pl.col("finding").struct.field("field") == "caption"
    rows = found.group_by("item_id").agg(
        findings="finding",
        caption_like=pl.col("like").filter(caption).first(),
        caption_where=pl.col("where").filter(caption).first(),
        similarity=pl.col("similarity").filter(caption).first(),
    )
    own = every.filter(pl.col("where") == "run").select("item_id")
    made = own.join(rows, on="item_id", how="left", maintain_order="left").with_columns(
        pl.col("findings").fill_null([])
    )
    return made.select("item_id", *evidence.columns(DuplicateRow))
