"""check: what is wrong with the texts of each photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from runner.captioning.drafting import drafted_texts
from runner.schema import CaptionRow, CheckRow, FactsRow
from runner.stage import Folders, Item, Result, item_stage
from runner.text.judging.pack import RulePack


@item_stage(
    "check",
    row=CheckRow,
    options=RulePack,
    needs={"facts": FactsRow, "draft": CaptionRow},
    files=attrgetter("files"),
    version=3,
    earlier={"0.1.0": 2},
)
def check_texts(items: Sequence[Item], options: RulePack, folders: Folders) -> Iterator[Result]:
    """Yield the findings of each photo; empty if nothing is wrong with its texts."""
    judge = options.judge
    for item in items:
        yield CheckRow(judge.findings(drafted_texts(item["draft"], item["facts"], item.path)))
