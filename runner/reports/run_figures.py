"""What is said of a run in figures: by the terminal, by run.json and by the page. They are read back from run.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any, Self

from runner.reports.before_review.counts import Counts

OUTCOMES = ("passed", "repaired", "blocked", "failed", "copy")
"""Every outcome an item can have, from finished to not there."""

BANDS = ("Top", "Good", "Average", "Low", "Very Low")
"""Every quality band, best first."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One photo that could not be processed."""

    item_id: str
    source_path: str  # the file
    stage: str | None  # where it failed; null when no stage says so
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
    """What one stage did. A mean and a 95th percentile are over reused rows too: they say what a photo costs."""

    stage: str
    items: int  # photos with a row
    failed: int  # photos that failed here
    reused: int  # photos whose row an earlier run computed
    total_ms: float  # time of the rows that this run computed
    mean_ms: float | None  # per photo; null when no time is recorded
    p95_ms: float | None  # 95th percentile, interpolated


@dataclass(frozen=True, slots=True)
class CaptionFigures:
    """What the captioner did, reused attempts included, over the time of generation alone."""

    models: tuple[str, ...]  # names, sorted
    devices: tuple[str, ...]  # what they ran on, as the drafts have it; none without a model here
    prompts: tuple[str, ...]  # names, versions and hashes of what they were told, sorted
    captions: int  # generations, first drafts and others
    again: int  # of these, those that were no first draft
    prompt_tokens: int | None  # null when no generation counted them
    completion_tokens: int | None  # null when no generation counted them
    ms: float
    captions_per_s: float | None  # null when no model was used, or no time is recorded
    tokens_per_s: float | None  # written tokens a second; null without time or count


@dataclass(frozen=True, slots=True)
class WitnessTime:
    """What one witness costs."""

    witness: str  # the node
    label: str  # a word of `witness` in the messages, or words of its own
    photos: int  # at which it looked
    mean_ms: float | None  # a photo; null where no time is recorded, as for a stage that does more than witnessing


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """What the texts of captioners that saw the pictures claim to be there, and who else looked."""

    photos: int  # whose texts such a captioner wrote
    looked_at: int  # of these, photos at which another witness looked too
    supported: int  # claims of things that a witness confirms
    contradicted: int  # that witnesses deny
    unwitnessed: int  # that nobody could confirm or deny


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that run.json and the terminal say about a run."""

    files: int  # photos and copies
    outcomes: dict[str, int]  # every outcome, zeros included
    failures: tuple[Failure, ...]  # by path
    failures_by_kind: dict[str, int]  # most frequent first
    rules: tuple[RuleFigures, ...]  # errors first, most frequent first
    stages: tuple[StageFigures, ...]  # in graph order
    captioning: CaptionFigures | None  # null when the graph has no captioner or nothing reached it
    claims: ClaimFigures | None  # null when no captioner saw a picture
    witnesses: tuple[WitnessTime, ...]  # those that looked at any photo, in the order of the graph
    bands: dict[str, int]  # every quality band, zeros included
    scores: tuple[int, ...]  # photos by quality score, 20 steps of 0.5; a 10 is in the last
    labels: dict[str, int]  # photos by their most probable classifier label, most frequent first
    counts: Counts  # what a person should know before reviewing, in numbers

    def for_file(self) -> dict[str, object]:
        """As run.json keeps it, JSON-able."""
        kept = {each.name: _plain(getattr(self, each.name)) for each in fields(Figures) if each.name != "counts"}
        return {**kept, "review": self.counts.for_file()}

    @classmethod
    def of_file(cls, kept: Mapping[str, Any]) -> Self:
        """What `for_file` made. KeyError or TypeError for what another version of the program made."""
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
        """The same of a run that took every row from earlier ones."""
        return replace(self, stages=tuple(replace(each, reused=each.items, total_ms=0.0) for each in self.stages))


_PLAIN = {"files", "outcomes", "failures_by_kind", "bands", "labels"}
_NAMES = ("models", "devices", "prompts")


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
