"""The table `examples`: texts that a person approved, and texts that were rejected or blocked, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from runner.reports.export.material import Material
from runner.schema import PROSE, TEXTS, ExifRow, Finding
from runner.store.evidence import columns

LABELS = ("approved", "rejected", "blocked")

_REVIEW = (
    "item_id", "outcome", *TEXTS, *(f"{name}_from" for name in TEXTS), "subject", "location", "file_name", "labels",
    "quality_score", "width", "height", "caption_model", "content_hash",
)  # fmt: skip
_PRIVATE = ("source_path", "captured_at", "camera", "lens", "latitude", "longitude")

MEANINGS = {
    "item_id": "first 16 hex digits of the SHA-256 of the photo's bytes",
    "image": "the photo: a rendition without the original's metadata",
    "label": "approved, rejected (by a person) or blocked (by the rules, and nobody decided)",
    "positive": "true for approved",
    "reason": "why it was rejected or is blocked",
    "caption": "under the photo",
    "alt_text": "in place of the photo",
    "keywords": "search terms",
    **{f"{name}_from": "human or model" for name in TEXTS},
    "findings": "what the rules find in the run's texts, where no person put another: rule, field, severity, words, …",
    "field_decisions": "what a person decided about single texts: field, decision, reason",
    "edit_errors": "rules that a person's texts break",
    "outcome": "what the run came to before a person wrote: passed, repaired or blocked",
    "run_errors": "rules that the run's own texts broke with severity error",
    "facts": "all that a captioner may be told of the photo, a JSON object",
    "subject": "what the photo shows",
    "location": "where it was taken, in words",
    "file_name": "the name it is published under",
    "labels": "what a classifier is sure of",
    "quality_score": "technical quality, 0 to 10",
    "width": "pixels of the original, upright",
    "height": "pixels of the original, upright",
    "caption_model": "the captioner",
    "model_hash": "SHA-256 over the captioner's files; null without a model",
    "weights": "what the captioner's file says of itself: architecture, size, quantisation",
    "prompt_hash": "of all that the captioner was told for its first draft",
    "content_hash": "of file name, texts and pictures: what an approval is bound to",
    "group": "photos of one group are in one split",
    "decided_at": "when a person decided, UTC",
}
"""Meanings of the columns."""


def examples(material: Material, *, private: bool) -> pl.DataFrame:
    """Return one row per photo that has texts and was approved, rejected or blocked, sorted by item_id.

    Approved and rejected texts are the current ones, including a person's; blocked ones are those of the run. Photos
    that are undecided, failed, or changed after their approval are left out. `private` adds where and when the photo
    was taken, the camera, its path, and every tag of the file.
    """
    label = (
        pl.when(pl.col("item_id").is_in(material.rejected()))
        .then(pl.lit("rejected"))
        .when(pl.col("decision") == "approved")
        .then("decision")
        .when(pl.col("outcome") == "blocked")
        .then(pl.lit("blocked"))
    )
    labelled = material.stands.with_columns(label=label).filter(pl.col("label").is_not_null())
    names = [column.name for column in material.further]
    said = pl.concat([_decided(labelled, names), _blocked(labelled, material.rows, names)])
    said = said.filter(pl.any_horizontal(pl.col(*PROSE).is_not_null(), pl.col("keywords").list.len() > 0))
    made = _with_evidence(said, material)
    return (_with_private(made, material) if private else made).sort("item_id")


_ADDED = ("label", "reason", "edit_errors", "run_errors", "decided_at")


def _decided(labelled: pl.DataFrame, further: Sequence[str]) -> pl.DataFrame:
    """Texts as they were when a person decided."""
    made = labelled.filter(pl.col("label") != "blocked").with_columns(
        reason=pl.when(pl.col("label") == "rejected").then("decision_reason"), run_errors=pl.col("findings")
    )
    return made.select(*_REVIEW, *_ADDED, *further)


def _blocked(labelled: pl.DataFrame, rows: pl.DataFrame, further: Sequence[str]) -> pl.DataFrame:
    """Texts as the run left them: what a person has begun to write instead is not what was blocked."""
    blocked = labelled.filter(pl.col("label") == "blocked")["item_id"]
    made = rows.filter(rows["item_id"].is_in(blocked.implode())).with_columns(
        label=pl.lit("blocked"),
        edit_errors=pl.lit([], dtype=pl.List(pl.String())),
        run_errors=pl.col("findings"),
        decided_at=pl.lit(None, dtype=pl.String()),
    )
    return made.select(*_REVIEW, *_ADDED, *further)


def _with_evidence(said: pl.DataFrame, material: Material) -> pl.DataFrame:
    facts = material.facts(said["item_id"].to_list())
    made = said.join(_findings(material), on="item_id", how="left", maintain_order="left")
    made = made.join(_marks(material), on="item_id", how="left", maintain_order="left")
    made = made.join(material.drafts(), on="item_id", how="left", maintain_order="left")
    return made.with_columns(
        pl.col("findings", "field_decisions").fill_null([]),
        pl.coalesce("reason", pl.when(pl.col("label") == "rejected").then("marked_reason")).alias("reason"),
        positive=pl.col("label") == "approved",
        facts=pl.Series([facts.get(item_id) for item_id in made["item_id"]], dtype=pl.String()),
    ).select(
        *(name for name in MEANINGS if name not in ("image", "group")), *(column.name for column in material.further)
    )


def _findings(material: Material) -> pl.DataFrame:
    """Findings of each photo in the texts that no person has replaced."""
    replaced = pl.DataFrame(
        sorted(material.edited), schema={"item_id": pl.String(), "field": pl.String()}, orient="row"
    )
    kept = material.findings().join(replaced, on=["item_id", "field"], how="anti", maintain_order="left")
    finding = pl.struct(columns(Finding).keys()).alias("findings")
    return kept.group_by("item_id", maintain_order=True).agg(finding)


def _marks(material: Material) -> pl.DataFrame:
    """Decisions about single texts of each photo, with the reasons for rejections as one sentence."""
    sentence = pl.format("{}: {}", "field", pl.col("reason").fill_null("rejected"))
    return material.marks.group_by("item_id", maintain_order=True).agg(
        pl.struct("field", "decision", "reason").alias("field_decisions"),
        sentence.filter(pl.col("decision") == "rejected").str.join("; ").alias("marked_reason"),
    )


def _with_private(made: pl.DataFrame, material: Material) -> pl.DataFrame:
    own = material.stands.select("item_id", *_PRIVATE, "decided_by")
    tags = material.good(ExifRow, "raw").rename({"raw": "exif"})
    joined = made.join(own, on="item_id", how="left", maintain_order="left")
    return joined.join(tags, on="item_id", how="left", maintain_order="left")
