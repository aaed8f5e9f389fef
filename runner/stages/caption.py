"""Stage `caption`: the first draft of caption, alt text and keywords, by the captioner that the configuration names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.captioning.drafting import drafts, in_flight, request
from runner.captioning.kinds import reachable
from runner.captioning.options import CaptionOptions, model_files
from runner.schema import CaptionRow, DeriveRow, FactsRow
from runner.stage import Column, Folders, Item, Result, item_stage


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
    ready=reachable,
    max_in_flight=in_flight,
)
def caption(items: Sequence[Item], options: CaptionOptions, folders: Folders) -> Iterator[Result]:
    """Yield the first attempt at the texts of each photo, or why there is none."""
    asked = [request(item.item_id, item["facts"], item.get("pictures"), options, folders) for item in items]
    yield from drafts(asked, options)
