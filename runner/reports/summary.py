"""Computes the figures of a run from its evidence and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from runner.reports import tables
from runner.reports.before_review.figures import Review, review
from runner.reports.run_figures import (
    BANDS,
    OUTCOMES,
    CaptionFigures,
    ClaimFigures,
    Failure,
    Figures,
    RuleFigures,
    StageFigures,
    WitnessTime,
)
from runner.reports.tables import Evidence
from runner.schema import AttemptRow, CaptionRow, DuplicateRow, FactsRow, RepairRow

SCORE_STEP = 0.5
"""Width of one bar of the quality histogram, in points of the 0 to 10 score."""


@dataclass(frozen=True, slots=True)
class Summary(Figures):
    """The figures of a run, and the photos behind them that the page shows."""

    review: Review  # the report before review


def summarise(rows: pl.DataFrame, evidence: Evidence) -> Summary:
    """Compute the figures of a run from `rows.parquet` and its evidence, with stages in graph order."""
    photos = rows.filter(pl.col("outcome") != "copy")
    work = {stage: tables.work(evidence, stage) for stage in evidence.stages}
    failures = _failures(photos, work)
    stages = tuple(_stage(name, table) for name, table in work.items())
    found = review(rows, evidence)
    return Summary(
        files=rows.height,
        outcomes=_counts(rows["outcome"], OUTCOMES),
        failures=failures,
        failures_by_kind=_frequencies(pl.Series([each.kind for each in failures], dtype=pl.String)),
        rules=_rules(evidence),
        stages=stages,
        captioning=_captioning(evidence),
        claims=_claims(evidence),
        witnesses=tuple(_witness_times(evidence, stages)),
        bands=_counts(photos["quality_band"].drop_nulls(), BANDS),
        scores=_scores(photos["quality_score"]),
        labels=_frequencies(photos["labels"].list.first().drop_nulls()),
        counts=found.counts(),
        review=found,
    )


def ready(outcomes: Mapping[str, int]) -> float | None:
    """Return the share of photos without copies, 0 to 1, that a person could approve unedited: passed or repaired.

    It is the objective of a sweep. Failed photos count as not ready, so that a variant does not gain by failing. None
    if there are no photos.
    """
    photos = sum(outcomes.get(each, 0) for each in OUTCOMES if each != "copy")
    return (outcomes.get("passed", 0) + outcomes.get("repaired", 0)) / photos if photos else None


def _failures(photos: pl.DataFrame, work: Mapping[str, pl.DataFrame]) -> tuple[Failure, ...]:
    nothing = pl.DataFrame(schema={"item_id": pl.String(), "stage": pl.String()})
    failed_in = [table.filter(pl.col("status") == "failed").select("item_id", "stage") for table in work.values()]
    broken = pl.concat([nothing, *failed_in])
    first = broken.unique("item_id", keep="first", maintain_order=True)
    failed = photos.filter(pl.col("outcome") == "failed").join(first, on="item_id", how="left")
    kind, reason = pl.col("error_kind").fill_null("unknown"), pl.col("error").fill_null("No reason was recorded.")
    table = failed.select("item_id", "source_path", "stage", kind.alias("kind"), reason.alias("reason"))
    return tuple(Failure(**record) for record in table.sort("source_path").iter_rows(named=True))


def _rules(evidence: Evidence) -> tuple[RuleFigures, ...]:
    """The broken rules of the final texts, alone and compared with those of other photos."""
    found = [tables.newest(evidence, row_type, "findings") for row_type in (RepairRow, DuplicateRow)]
    findings = pl.concat(found).explode("findings").drop_nulls().unnest("findings")
    figures = findings.group_by("rule", "severity").agg(findings=pl.len(), photos=pl.col("item_id").n_unique())
    ordered = figures.sort(["severity", "photos", "rule"], descending=[False, True, False])
    return tuple(RuleFigures(**record) for record in ordered.iter_rows(named=True))


def _stage(name: str, work: pl.DataFrame) -> StageFigures:
    """The figures of one stage. Several attempts for an item count as one photo with the sum of their times.

    All rows of one result, such as a row per box, have the time of the whole result: it counts once.
    """
    own = pl.when(pl.col("reused_from").is_null()).then(pl.col("duration_ms"))
    items = work.group_by("item_id").agg(
        failed=(pl.col("status") == "failed").any(),
        reused=pl.col("reused_from").is_not_null().all(),
        ms=pl.when(pl.col("duration_ms").is_not_null().any()).then(pl.col("duration_ms").unique().sum()),
        own_ms=own.unique().sum(),
    )
    return StageFigures(
        stage=name,
        items=items.height,
        failed=int(items["failed"].sum()),
        reused=int(items["reused"].sum()),
        total_ms=float(items["own_ms"].sum()),
        **items.select(mean_ms=pl.col("ms").mean(), p95_ms=pl.col("ms").quantile(0.95, "linear")).row(0, named=True),
    )


def _captioning(evidence: Evidence) -> CaptionFigures | None:
    names = ("attempt", "by", "model", "model_hash", "prompt", "prompt_tokens", "completion_tokens", "ms")
    generations = tables.of(evidence, AttemptRow, *names).filter(pl.col("by") == "captioner")
    if generations.is_empty():
        return None
    # Captioners without a model take no time: captions per second would say nothing about them.
    timed, counted = (
        generations.drop_nulls("model_hash"), generations.drop_nulls("completion_tokens")
    )  # fmt: skip
    written, ms, counted_ms = _total(generations["completion_tokens"]), _sum(timed), _sum(counted)
    return CaptionFigures(
        models=tuple(generations["model"].drop_nulls().unique().sort()),
        devices=tuple(tables.of(evidence, CaptionRow, "device")["device"].drop_nulls().unique().sort()),
        prompts=tuple(generations["prompt"].drop_nulls().unique().sort()),
        captions=generations.height,
        again=int((generations["attempt"] > 0).sum()),
        prompt_tokens=_total(generations["prompt_tokens"]),
        completion_tokens=written,
        ms=_sum(generations),
        captions_per_s=timed.height * 1000 / ms if ms else None,
        tokens_per_s=written * 1000 / counted_ms if written and counted_ms else None,
    )


def _claims(evidence: Evidence) -> ClaimFigures | None:
    saw = tables.newest(evidence, CaptionRow, "saw_picture").filter("saw_picture").select("item_id")
    if saw.is_empty():
        return None
    looked = tables.newest(evidence, FactsRow, "looked").join(saw, on="item_id", how="semi")
    made = tables.newest(evidence, RepairRow, "claims").join(saw, on="item_id", how="semi")
    things = made.explode("claims").drop_nulls().unnest("claims").filter(pl.col("kind") == "object")
    found = dict(things["verdict"].value_counts().iter_rows())
    return ClaimFigures(
        photos=saw.height,
        looked_at=looked.filter(pl.col("looked").list.len() > 0).height,
        supported=found.get("supported", 0),
        contradicted=found.get("contradicted", 0),
        unwitnessed=found.get("unwitnessed", 0),
    )


def _witness_times(evidence: Evidence, stages: Sequence[StageFigures]) -> Iterator[WitnessTime]:
    looks = tables.newest(evidence, FactsRow, "looked").explode("looked").drop_nulls("looked").unnest("looked")
    for witness, label, photos in looks.group_by("witness", "label", maintain_order=True).len().iter_rows():
        mean = next((stage.mean_ms for stage in stages if stage.stage == witness), None)
        yield WitnessTime(witness, label or witness, photos, mean)


def _sum(timed: pl.DataFrame) -> float:
    return float(timed["ms"].sum())


def _total(counts: pl.Series) -> int | None:
    return int(counts.sum()) if counts.count() else None


def _scores(scores: pl.Series) -> tuple[int, ...]:
    steps = round(10 / SCORE_STEP)
    places = (scores.drop_nulls() / SCORE_STEP).floor().cast(pl.Int64).clip(0, steps - 1)
    found = dict(places.value_counts().iter_rows())
    return tuple(found.get(step, 0) for step in range(steps))


def _counts(values: pl.Series, every: tuple[str, ...]) -> dict[str, int]:
    return dict.fromkeys(every, 0) | _frequencies(values)


def _frequencies(values: pl.Series) -> dict[str, int]:
    counts = values.alias("value").value_counts(name="count").sort(["count", "value"], descending=[True, False])
    return dict(counts.iter_rows())
