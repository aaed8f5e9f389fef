"""The figures of a run, as shown by the terminal and the page, and stored in and read back from run.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any, Self

from runner.reports.before_review.counts import Counts

OUTCOMES = ("passed", "repaired", "blocked", "failed", "copy")
"""Every outcome an item can have."""

BANDS = ("Top", "Good", "Average", "Low", "Very Low")
"""Every quality band, best first."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One photo that could not be processed."""

    item_id: str
    source_path: str  # the file
    stage: str | None  # where it failed; null if no stage recorded it
    kind: str  # one word
    reason: str  # a sentence


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How often one rule was broken."""

    rule: str
    severity: str  # error or warn
    findings: int  # broken fields
    photos: int  # photos with at least one


@dataclass(frozen=True, slots=True)
class StageFigures:
    """What one stage did. Mean and 95th percentile include reused rows, so that they show what a photo costs."""

    stage: str
    items: int  # photos with a row
    failed: int  # photos that failed here
    reused: int  # photos whose row an earlier run computed
    total_ms: float  # time of the rows that this run computed
    mean_ms: float | None  # per photo; null if no time is recorded
    p95_ms: float | None  # 95th percentile, interpolated


@dataclass(frozen=True, slots=True)
class CaptionFigures:
    """What the captioner did, including reused attempts. Times are those of generation only."""

    models: tuple[str, ...]  # names, sorted
    devices: tuple[str, ...]  # what they ran on, as recorded in the drafts; empty without a local model
    prompts: tuple[str, ...]  # names, versions and hashes of their prompts, sorted
    captions: int  # generations, first drafts and others
    again: int  # of these, those that were not first drafts
    prompt_tokens: int | None  # null if no generation counted them
    completion_tokens: int | None  # null if no generation counted them
    ms: float
    captions_per_s: float | None  # null if no model was used, or no time is recorded
    tokens_per_s: float | None  # written tokens per second; null without time or count


@dataclass(frozen=True, slots=True)
class WitnessTime:
    """The time that one witness takes per photo."""

    witness: str  # the node
    label: str  # an id of the group `witness` in the messages, or a name of its own
    photos: int  # photos that it looked at
    mean_ms: float | None  # per photo; null if no time is recorded, as for a stage that is not only a witness


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """Claims about things, in the texts of captioners that saw the pictures, and how many witnesses confirm them."""

    photos: int  # photos whose texts such a captioner wrote
    looked_at: int  # of these, photos that another witness looked at too
    supported: int  # claims that a witness confirms
    contradicted: int  # claims that witnesses contradict
    unwitnessed: int  # claims that no witness could check


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a run in run.json and on the terminal."""

    files: int  # photos and copies
    outcomes: dict[str, int]  # every outcome, zeros included
    failures: tuple[Failure, ...]  # by path
    failures_by_kind: dict[str, int]  # most frequent first
    rules: tuple[RuleFigures, ...]  # errors first, most frequent first
    stages: tuple[StageFigures, ...]  # in graph order
    captioning: CaptionFigures | None  # null if the graph has no captioner or no photo reached it
    claims: ClaimFigures | None  # null if no captioner saw a picture
    witnesses: tuple[WitnessTime, ...]  # those that looked at any photo, in the order of the graph
    bands: dict[str, int]  # every quality band, zeros included
    scores: tuple[int, ...]  # photos by quality score, 20 steps of 0.5; a 10 is in the last
    labels: dict[str, int]  # photos by their most probable classifier label, most frequent first
    counts: Counts  # the numbers of the report before review

    def for_file(self) -> dict[str, object]:
        """Return the figures as run.json stores them, JSON-serialisable."""
        kept = {each.name: _plain(getattr(self, each.name)) for each in fields(Figures) if each.name != "counts"}
        return {**kept, "review": self.counts.for_file()}

    @classmethod
    def of_file(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `for_file` returned. Raises KeyError or TypeError if another version of the program wrote it."""
        made = {each.name: kept[each.name] for each in fields(Figures) if each.name in _PLAIN}
        writing, claims = kept["captioning"], kept["claims"]
        return cls(
            **made,
            failures=tuple(Failure(**each) for each in kept["failures"]),
            rules=tuple(RuleFigures(**each) for each in kept["rules"]),
            stages=tuple(StageFigures(**each) for each in kept["stages"]),
            captioning=writing and CaptionFigures(**{**writing, **{name: tuple(writing[name]) for name in _NAMES}}),
            claims=claims and ClaimFigures(**claims),
            witnesses=tuple(WitnessTime(**each) for each in kept["witnesses"]),
            scores=tuple(kept["scores"]),
            counts=Counts.of_file(kept["review"]),
        )

    def all_reused(self) -> Self:
        """Return these figures for a run that reuses every row of earlier runs."""
        return replace(self, stages=tuple(replace(each, reused=each.items, total_ms=0.0) for each in self.stages))


_PLAIN = {"files", "outcomes", "failures_by_kind", "bands", "labels"}
_NAMES = ("models", "devices", "prompts")


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
