"""Computes the measures of each photo of one variant, from its rows and its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import polars as pl

from runner.reports import tables
from runner.reports.comparison.measures import of_column, of_rule, of_source
from runner.reports.comparison.variants import Variant
from runner.reports.comparison.words import known_share, uses_any, words
from runner.schema import TEXTS, AlignmentRow, DuplicateRow, FactsRow, RepairRow

READY = ("passed", "repaired")
"""Outcomes that a person can approve as they are."""

_UNSUPPORTED = r"^(ungrounded_|invented$)"
_ERROR = pl.element().struct.field("severity") == "error"


def values(variant: Variant) -> pl.DataFrame:
    """Return `item_id` and a column per measure, named by its key, one row per photo; null for missing values.

    Only rules and sources that occur have measures. Photos that failed have outcomes and nothing else.
    """
    photos = _joined(variant)
    own = photos.select("item_id", *_outcomes(), *_findings(), *_repair(), *_grounding(), *_cost(), "alignment")
    declared = variant.photos.select("item_id", *_declared(variant), *_claims(variant))
    written = pl.DataFrame({"item_id": photos["item_id"], **_words(photos)}, strict=False)
    rules = _occurring(photos, "found", "rule", lambda rule: of_rule(rule).key)
    sources = _occurring(photos, "grounds", "source", lambda source: of_source(source).key)
    joined = own.join(written, on="item_id", how="left", maintain_order="left")
    for table in (rules.with_columns(pl.exclude("item_id") > 0), sources, declared):
        joined = joined.join(table, on="item_id", how="left", maintain_order="left")
    return joined.with_columns(pl.exclude("item_id").cast(pl.Float64))


def _joined(variant: Variant) -> pl.DataFrame:
    """The photos with the evidence that is needed; `found` has the findings as the gate weighed them."""
    evidence = variant.evidence
    photos = variant.photos.select("item_id", "outcome", *TEXTS, "grounds")
    repair = tables.newest(evidence, RepairRow, "findings", "attempts").rename({"findings": "own"})
    beside = tables.newest(evidence, DuplicateRow, "findings").rename({"findings": "beside"})
    facts = tables.newest(evidence, FactsRow, "keywords", "vocabulary").rename({"keywords": "known"})
    alignment = tables.newest(evidence, AlignmentRow, "caption").rename({"caption": "alignment"})
    for table in (repair, beside, facts, alignment):
        photos = photos.join(table, on="item_id", how="left", maintain_order="left")
    written = pl.col("outcome") != "failed"
    found = pl.concat_list(pl.col("own"), pl.col("beside").fill_null([]))
    return photos.with_columns(found=pl.when(written).then(found), grounds=pl.when(written).then("grounds"))


def _outcomes() -> list[pl.Expr]:
    ready = pl.col("outcome").is_in(READY).alias("ready")
    return [ready, *((pl.col("outcome") == name).alias(name) for name in ("passed", "repaired", "blocked", "failed"))]


def _findings() -> list[pl.Expr]:
    errors = pl.col("found").list.eval(_ERROR).list.sum()
    repeats = pl.col("found").list.eval(pl.element().struct.field("rule").str.starts_with("duplicate_")).list.any()
    return [
        errors.alias("errors"), (pl.col("found").list.len() - errors).alias("warnings"), repeats.alias("duplicate"),
    ]  # fmt: skip


def _repair() -> list[pl.Expr]:
    written = pl.col("found").is_not_null()
    first = pl.col("attempts").list.first().struct.field("after")
    needed = first.list.eval(_ERROR).list.any()
    clean = ~pl.col("own").list.eval(_ERROR).list.any()
    again = (pl.element().struct.field("attempt") > 0) & (pl.element().struct.field("by") == "captioner")
    return [
        pl.when(written).then(needed).alias("draft_error"),
        pl.when(written & needed).then(clean).alias("repair_won"),
        pl.when(written).then(pl.col("attempts").list.eval(again).list.sum()).alias("asked_again"),
    ]


def _grounding() -> list[pl.Expr]:
    unsupported = pl.col("own").list.eval(pl.element().struct.field("rule").str.contains(_UNSUPPORTED)).list.sum()
    claims = unsupported + pl.col("grounds").list.len()
    share = pl.when(pl.col("found").is_not_null() & (claims > 0)).then(unsupported / claims)
    return [share.alias("ungrounded"), pl.col("grounds").list.len().alias("grounds")]


def _claims(variant: Variant) -> Iterator[pl.Expr]:
    """Numbers of claims by verdict; null if no witness looked."""
    if "claims" in variant.photos.columns:
        looked = pl.col("claims").list.len() > 0
        for name, verdict in (("contradicted", "contradicted"), ("confirmed", "supported")):
            of_it = pl.col("claims").list.eval(pl.element().struct.field("verdict") == verdict).list.sum()
            yield pl.when(looked).then(of_it).alias(name)


def _declared(variant: Variant) -> Iterator[pl.Expr]:
    """Columns that stages declared, as numbers; a list counts by its length. Texts are left out."""
    for name in variant.columns:
        kind = variant.photos.schema[name]
        if isinstance(kind, pl.List):
            yield pl.col(name).list.len().alias(of_column(name).key)
        elif kind.is_numeric() or kind == pl.Boolean:
            yield pl.col(name).cast(pl.Float64).alias(of_column(name).key)


def _cost() -> list[pl.Expr]:
    spent = {"seconds": "ms", "tokens_read": "prompt_tokens", "tokens_written": "completion_tokens"}
    sums = {name: pl.col("attempts").list.eval(pl.element().struct.field(field)) for name, field in spent.items()}
    # A sum over nothing but nulls is 0, and a captioner that counts no tokens has not read 0 of them.
    some = {name: pl.when(each.list.drop_nulls().list.len() > 0).then(each.list.sum()) for name, each in sums.items()}
    return [(some[name] / 1000 if name == "seconds" else some[name]).alias(name) for name in spent]


def _words(photos: pl.DataFrame) -> dict[str, list[float | None]]:
    """Measures of the words, for photos that have texts."""
    made: dict[str, list[float | None]] = {"caption_words": [], "keywords": [], "known_words": [], "vocabulary": []}
    columns = photos.select("outcome", *TEXTS, "known", "vocabulary")
    for outcome, caption, alt_text, keywords, known, vocabulary in columns.iter_rows():
        texts = [caption or "", alt_text or "", *(keywords or ())]
        row = [None] * 4 if outcome == "failed" else _of_texts(texts, caption, keywords, known, vocabulary)
        for column, value in zip(made.values(), row, strict=True):
            column.append(value)
    return made


def _of_texts(
    texts: Sequence[str], caption: str | None, keywords: Sequence[str], known: Sequence[str], vocabulary: Sequence[str]
) -> list[float | None]:
    length = float(len(words(caption))) if caption else None
    return [length, float(len(keywords or ())), known_share(texts, known or ()), uses_any(texts, vocabulary or ())]


def _occurring(photos: pl.DataFrame, column: str, field: str, key: Callable[[str], str]) -> pl.DataFrame:
    """A column per value of a field in a list of structs: how often a photo has it."""
    each = photos.select("item_id", each=column).explode("each").drop_nulls()
    counts = each.select("item_id", name=pl.col("each").struct.field(field)).group_by("item_id", "name").len()
    names = counts["name"].unique().sort().to_list()
    wide = [pl.col("len").filter(pl.col("name") == name).sum().alias(key(name)) for name in names]
    counted = photos.select("item_id", written=column).join(
        counts.group_by("item_id").agg(wide), on="item_id", how="left"
    )
    kept = [
        pl.when(pl.col("written").is_not_null()).then(pl.col(key(name)).fill_null(0)).alias(key(name)) for name in names
    ]
    return counted.select("item_id", *kept)
