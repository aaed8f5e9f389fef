"""Stage `caption`: the first draft of caption, alt text and keywords, by the captioner that the configuration names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.captioner import Captioner, Generation, Request, Revision
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions, model_files
from runner.errors import ItemError
from runner.schema import CaptionRow, DeriveRow, FactsRow
from runner.stage import SHARD, Column, Folders, Item, Result, item_stage
from runner.stages.renditions import rendition_path


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
    writer = captioner(options)
    for result in writer.write([request(item, options, folders) for item in items]):
        yield result if isinstance(result, ItemError) else _row(result, writer)


def request(item: Item, options: CaptionOptions, folders: Folders, revision: Revision | None = None) -> Request:
    """What the captioner gets for a photo. EnvironmentProblem when the graph has not made the picture it looks at."""
    picture = (
        folders.renditions / rendition_path(item.get("pictures"), options.rendition, "captioner", "caption.rendition")
        if options.sees
        else None
    )
    return Request(item.item_id, item["facts"], picture, revision)


def _row(generation: Generation, writer: Captioner) -> CaptionRow:
    from runner.text.prompting.parse import bounded

    draft = bounded(generation.draft)
    return CaptionRow(
        caption=draft.caption,
        alt_text=draft.alt_text,
        keywords=draft.keywords,
        raw=generation.raw,
        model=writer.name,
        model_hash=writer.model_hash,
        prompt_hash=generation.prompt_hash,
        saw_picture=writer.sees,
        prompt_tokens=generation.prompt_tokens,
        completion_tokens=generation.completion_tokens,
        ms=generation.ms,
        device=generation.device,
        weights=generation.weights,
        memory_mb=generation.memory_mb,
        prompt=writer.prompt,
        cached_tokens=generation.cached_tokens,
    )
