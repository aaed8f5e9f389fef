"""Stage `repair`: texts with errors are corrected, then rewritten by the captioner, within limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from runner.captioning.drafting import Drafted
from runner.captioning.repairing import RepairOptions, as_drafted, repaired
from runner.schema import CaptionRow, CheckRow, DeriveRow, FactsRow, RepairRow
from runner.stage import Allowance, Column, Folders, Item, Result, Spent, item_stage

if TYPE_CHECKING:
    import polars as pl


def _drafted(item: Item) -> Drafted:
    return Drafted(item.item_id, item.path, item["facts"], item["draft"], item.get("pictures"), item["check"].findings)


def _as_drafted(item: Item, options: RepairOptions) -> RepairRow:
    return as_drafted(_drafted(item), options.pack.judge)


def _attempts() -> pl.Expr:
    """How often a captioner was asked, including the first draft, without automatic corrections."""
    import polars as pl

    asked = pl.col("attempts").list.eval(pl.element().struct.field("by") == "captioner")
    return asked.list.sum().cast(pl.Int64)


_COLUMNS = (
    Column("caption", "Caption", publish="text"),
    Column("alt_text", "Alt text", publish="text"),
    Column("keywords", "Keywords", publish="text"),
    Column("grounds", "Grounds", shown=False),
    Column("claims", "Claims", shown=False),
    Column("attempts", "Attempts", _attempts),
)


@item_stage(
    "repair",
    row=RepairRow,
    options=RepairOptions,
    needs={"facts": FactsRow, "draft": CaptionRow, "check": CheckRow},
    uses={"pictures": DeriveRow},
    review=_COLUMNS,
    findings="findings",
    place="model",
    files=attrgetter("files"),
    version=3,
    earlier={"0.1.0": 2},
    fallback=_as_drafted,
    allowance=Allowance(attrgetter("limits.per_run"), attrgetter("limits.per_item"), RepairOptions.within),
)
def repair(items: Sequence[Item], options: RepairOptions, folders: Folders) -> Iterator[Result | Spent]:
    """Yield the texts of each photo after repair, with every attempt at them."""
    yield from repaired(map(_drafted, items), options, folders)
