"""gate: one outcome a photo, and the table that a person reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import polars as pl

from runner.graph import Graph, Node, NodeColumn, review_columns
from runner.messages import restored, sentences
from runner.schema import Finding, Options, RepairRow, ReviewRow
from runner.stage import Folders, Tables, set_stage
from runner.store import evidence
from runner.store.content import TEXTS, content_hash
from runner.text.repair.reasons import why_blocked

_PUBLISHED = ("file_name", *TEXTS)
"""What a photo cannot be published without."""

_ERROR = ("error_kind", "error", "error_id", "error_arguments")
"""Why a photo failed."""

_DECIDED = ("passed", "repaired", "blocked")
"""Outcomes of photos that came to the end."""


@dataclass(frozen=True)
class GateOptions(Options):
    """The gate cannot be set: what it lets through is decided by the rules."""


@set_stage(
    "gate",
    row=ReviewRow,
    options=GateOptions,
    needs={"texts": RepairRow},
    collects=True,
    version=3,
    earlier={"0.1.0": 2},
)
def gate(tables: Tables, options: GateOptions, folders: Folders) -> pl.DataFrame:
    """One row a file: `failed` where a stage failed, `copy` for bytes seen before, else one of the three that decide.

    `blocked`: a rule finds an error in the texts as they stand after repair, or one is missing; `reason` says which.
    `repaired`: none does, and a text is not as it was drafted. Nothing here turns `blocked` into anything else.

    Every node of the graph takes part by what it declares: whether its failures are the photo's, which columns a person
    sees, which findings it has. Declared columns that `ReviewRow` does not have come after those that it has.
    """
    declared, _ = review_columns(tables.nodes)
    rows = _files(tables.sources).join(_failures(tables), on="item_id", how="left", maintain_order="left")
    rows = _beside(rows, tables["texts"].select("item_id", "repaired", "stopped", checked=pl.lit(True)).collect())
    rows = _beside(rows, _findings(tables))
    for node in tables.nodes:
        if columns := [each for each in declared if each.node is node]:
            rows = _beside(rows, _columns(tables[node.name], node, columns))
    rows = rows.with_columns(_absent(rows)).with_columns(pl.col("attempts").fill_null(0), pl.col("found").fill_null([]))
    rows = rows.with_columns(_rules("error").alias("findings"), _rules("warn").alias("warnings"))
    rows = rows.with_columns(_outcome().alias("outcome"), *_written_by(), *_errors())
    fields = [each.name for each in declared if each.column.publish]
    rows = rows.with_columns(_reason().struct.unnest(), _content_hashes(rows, fields))
    return _contract(rows, [each.name for each in declared])


def _files(sources: pl.DataFrame) -> pl.DataFrame:
    """Every file in source order; the first of the same bytes lists the others."""
    copies = sources.filter("is_copy").group_by("item_id").agg(pl.col("source_path").alias("copies"))
    listed = sources.join(copies, on="item_id", how="left", maintain_order="left")
    return listed.with_columns(pl.when(~pl.col("is_copy")).then("copies").alias("copies"))


def _failures(tables: Tables) -> pl.DataFrame:
    """The photos that failed, each with the first reason in the order of the graph; optional stages fail nobody."""
    failed = [pl.LazyFrame(schema={"item_id": pl.String, **{f"failed_{name}": pl.String for name in _ERROR}})]
    graph = Graph("", tuple(tables.nodes))
    for node in graph.nodes:
        if graph.fails_photo(node):
            rows = tables.every(node.name).filter(pl.col("status") == "failed")
            failed.append(rows.select("item_id", *(pl.col(name).alias(f"failed_{name}") for name in _ERROR)))
    return pl.concat(failed).unique("item_id", keep="first", maintain_order=True).collect()


def _findings(tables: Tables) -> pl.DataFrame:
    """What every stage that has findings holds against a photo, one list a photo, in the order of the graph."""
    schema = {"item_id": pl.String(), "found": pl.Struct(evidence.columns(Finding))}
    found = [pl.LazyFrame(schema=schema)]
    for node in tables.nodes:
        if node.stage.findings is not None:
            own = tables[node.name].select("item_id", found=node.stage.findings)
            found.append(own.explode("found").drop_nulls("found").cast(cast(Any, schema)))
    return pl.concat(found).group_by("item_id", maintain_order=True).agg("found").collect()


def _columns(table: pl.LazyFrame, node: Node, columns: Sequence[NodeColumn]) -> pl.DataFrame:
    """The declared columns of a node, one row a photo."""
    values = [_value(each).alias(each.name) for each in columns]
    if node.stage.key is None:
        return table.select("item_id", *values).collect()
    return table.group_by("item_id", maintain_order=True).agg(values).collect()


def _value(declared: NodeColumn) -> pl.Expr:
    value = declared.column.value
    return value() if callable(value) else pl.col(value or declared.column.name)


def _beside(rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns of a table by photo; a copy has none of its own."""
    joined = rows.join(table, on="item_id", how="left", maintain_order="left")
    own = [name for name in table.columns if name != "item_id"]
    return joined.with_columns(pl.when(~pl.col("is_copy")).then(name).alias(name) for name in own)


def _absent(rows: pl.DataFrame) -> list[pl.Expr]:
    """The columns of the contract that no node of this graph declares, without a value."""
    schema = {**evidence.columns(ReviewRow), "found": None}
    return [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in rows.columns]


def _rules(severity: str) -> pl.Expr:
    broken = pl.element().filter(pl.element().struct.field("severity") == severity).struct.field("rule")
    return pl.col("found").list.eval(broken.unique(maintain_order=True))


def _lacks(name: str) -> pl.Expr:
    return (pl.col(name).list.len() == 0).fill_null(True) if name == "keywords" else pl.col(name).is_null()


def _outcome() -> pl.Expr:
    broken = pl.col("findings").list.len() > 0
    missing = pl.any_horizontal(_lacks(name) for name in _PUBLISHED)
    failed = pl.col("error_kind").is_not_null() | pl.col("failed_error_kind").is_not_null()
    return (
        pl.when("is_copy")
        .then(pl.lit("copy"))
        .when(failed)
        .then(pl.lit("failed"))
        .when(broken | missing)
        .then(pl.lit("blocked"))
        .when(pl.col("repaired").list.len() > 0)
        .then(pl.lit("repaired"))
        .otherwise(pl.lit("passed"))
    )


def _reason() -> pl.Expr:
    """Of the blocked."""
    missing = pl.concat_list(pl.when(_lacks(name)).then(pl.lit(name)) for name in _PUBLISHED).list.drop_nulls()
    decided = pl.struct(missing.alias("missing"), "found", "stopped", unchecked=pl.col("checked").is_null())
    return pl.when(pl.col("outcome") == "blocked").then(decided).map_elements(_why, return_dtype=_REASON)


_REASON = pl.Struct({name: evidence.columns(ReviewRow)[name] for name in ("reason", "reasons")})


def _why(decided: dict[str, Any]) -> dict[str, Any]:
    """Why a photo is blocked: in English, and as messages."""
    missing = [] if decided["unchecked"] else decided["missing"]
    errors = [each for each in decided["found"] if each["severity"] == "error"]
    wrong = [(each["field"], restored(each["message_id"], each["arguments"], each["message"])) for each in errors]
    reasons = why_blocked(missing, wrong, decided["stopped"])
    return {"reason": sentences(reasons), "reasons": [evidence.to_record(each) for each in reasons]}


def _written_by() -> list[pl.Expr]:
    return [pl.when(~_lacks(name)).then(pl.lit("model")).alias(f"{name}_from") for name in TEXTS]


def _errors() -> list[pl.Expr]:
    own = ~pl.col("is_copy")
    return [pl.when(own).then(pl.coalesce(name, f"failed_{name}")).alias(name) for name in _ERROR]


def _content_hashes(rows: pl.DataFrame, fields: Sequence[str]) -> pl.Series:
    """What an approval of each decided photo would be bound to."""
    decided = rows["outcome"].is_in(_DECIDED)
    content = rows.select("source_path", *fields).iter_rows(named=True)
    hashes = [content_hash(row, fields) if own else None for row, own in zip(content, decided, strict=True)]
    return pl.Series("content_hash", hashes, dtype=pl.String)


def _contract(rows: pl.DataFrame, declared: Sequence[str]) -> pl.DataFrame:
    """The columns of the review row, then what else was declared; lists never null."""
    schema = evidence.columns(ReviewRow)
    made = rows.select(
        *(pl.col(name).cast(kind) for name, kind in schema.items()), *(name for name in declared if name not in schema)
    )
    filled = [pl.col(name).fill_null([]) for name, kind in made.schema.items() if isinstance(kind, pl.List)]
    return made.with_columns(filled)
