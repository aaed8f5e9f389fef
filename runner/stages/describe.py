"""Stage `describe`: what another captioner sees, or the same one with another prompt. A witness for claims.

It is told nothing about the photo, so that it does not repeat what the first one was told. No text may rely on it
alone: two captioners that invent the same name are still two captioners.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from annotated_types import MinLen

from runner.captioning.drafting import drafts, in_flight, request
from runner.captioning.kinds import reachable
from runner.captioning.options import CaptionOptions, model_files
from runner.errors import ItemError
from runner.facts import Fact, Look
from runner.models.options import LATER
from runner.schema import CaptionRow, DeriveRow, Options, Row
from runner.stage import Column, Folders, Item, Result, item_stage
from runner.text.claims.evidence import DESCRIPTION
from runner.text.claims.gathering import SetContext, gather
from runner.text.claims.reader import facts_of_text
from runner.text.claims.scenery import KINDS

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class DescribeRow(Row):
    """What a captioner says about a photo without being told any facts."""

    text: str  # its caption, alt text and keywords, one per line
    model: str  # the captioner's name
    model_hash: str | None  # SHA-256 of its weights; null if they are not accessible
    prompt_hash: str  # SHA-256 of the whole prompt
    prompt_tokens: int | None  # tokens of the whole prompt, including the picture's
    completion_tokens: int | None  # tokens that the model wrote
    cached_tokens: int | None  # of prompt_tokens, those reused from an earlier prompt: the picture's
    ms: float  # time of the generation alone
    device: str | None  # what the model ran on


@dataclass(frozen=True)
class DescribeOptions(Options):
    """Which captioner looks, and which calibration has its error rates."""

    # the captioner; it has to see pictures
    captioner: CaptionOptions | None = None
    # the calibration that says how often its silence is wrong; null: it may support claims, but contradicts none
    calibration: str | None = field(default=None, metadata=LATER)
    # language in which its texts are read, a BCP 47 tag; claims are read only in English
    language: Annotated[str, MinLen(2)] = "en"

    def problems(self) -> Sequence[str]:
        """A sentence for a captioner that sees no pictures, or those about the captioner's options."""
        choose = "choose one that sees pictures: caption@second=qwen3vl_2b"
        if self.captioner is None:
            return [f"captioner: missing; {choose}"]
        own = [f"captioner.{problem}" for problem in self.captioner.problems()]
        return own or ([] if self.captioner.sees else [f"captioner: this one sees no pictures; {choose}"])

    @property
    def writer(self) -> CaptionOptions:
        """The captioner; options without problems have one."""
        assert self.captioner is not None
        return self.captioner


def _files(options: DescribeOptions) -> Sequence[Path]:
    return model_files(options.writer)


def _in_flight(options: DescribeOptions) -> int:
    return in_flight(options.writer)


def _ready(options: DescribeOptions) -> None:
    reachable(options.writer)


def _witness(options: DescribeOptions) -> Look:
    return Look("", options.calibration, believed=False)


def _on_one_line() -> pl.Expr:
    import polars as pl

    return pl.col("text").str.replace_all("\n", " · ", literal=True)


_SEEN = ("object", "count", "species", *KINDS)
"""The kinds of facts taken from it: it cannot know what is written, nor anybody's name."""


def _facts(row: DescribeRow) -> Iterable[Fact]:
    """What it says is there, without what is written and names of people; and its whole text, to be weighed."""
    said = (fact for line in row.text.splitlines() for fact in facts_of_text("", line))
    seen = [fact for fact in dict.fromkeys(said) if fact.kind in _SEEN]
    return [*seen, Fact("", DESCRIPTION, row.text)]


@item_stage(
    "describe",
    row=DescribeRow,
    options=DescribeOptions,
    needs={"pictures": DeriveRow},
    failure="optional",
    review=(Column("second_text", "Second captioner", _on_one_line),),
    facts=_facts,
    witness=_witness,
    label="second_captioner",
    place="model",
    files=_files,
    ready=_ready,
    max_in_flight=_in_flight,
)
def describe(items: Sequence[Item], options: DescribeOptions, folders: Folders) -> Iterator[Result]:
    """Yield what the captioner says about each photo, or why it says nothing."""
    untold = gather(SetContext(language=options.language), None, (), ())
    asked = [request(item.item_id, untold, item["pictures"], options.writer, folders) for item in items]
    for result in drafts(asked, options.writer):
        yield result if isinstance(result, ItemError) else _row(result)


def _row(draft: CaptionRow) -> DescribeRow:
    lines = (draft.caption, draft.alt_text, ", ".join(draft.keywords))
    return DescribeRow(
        text="\n".join(line for line in lines if line),
        model=draft.model,
        model_hash=draft.model_hash,
        prompt_hash=draft.prompt_hash,
        prompt_tokens=draft.prompt_tokens,
        completion_tokens=draft.completion_tokens,
        cached_tokens=draft.cached_tokens,
        ms=draft.ms,
        device=draft.device,
    )
