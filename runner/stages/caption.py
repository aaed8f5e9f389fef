"""Stage `caption`: the first draft of caption, alt text and keywords, by the captioner that the configuration names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.captioning.drafting import drafts, request
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions, model_files
from runner.schema import CaptionRow, DeriveRow, FactsRow
from runner.stage import SHARD, Column, Folders, Item, Result, item_stage


def _max_in_flight(options: CaptionOptions) -> int:
    """As many photos as a model in this process still knows the pictures of; others know none that they could lose."""
    writer = captioner(options)
    return writer.max_in_flight if options.backend == "llama" and writer.sees else SHARD


@item_stage(
    "caption",
    row=CaptionRow,
    options=CaptionOptions,
    needs={"facts": FactsRow},
    uses={"pictures": DeriveRow},
    review=(Column("caption_model", "Captioner", "model"),),
    version=4,
    place="model",
    files=model_files,
    max_in_flight=_max_in_flight,
)
def caption(items: Sequence[Item], options: CaptionOptions, folders: Folders) -> Iterator[Result]:
    """Yield the first attempt at the texts of each photo, or why there is none."""
    asked = [request(item.item_id, item["facts"], item.get("pictures"), options, folders) for item in items]
    yield from drafts(asked, options)
