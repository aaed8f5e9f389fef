"""The first draft of a photo's texts: the request to the captioner, and its answer as a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.captioner import Captioner, Generation, Request, Revision
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions
from runner.errors import ItemError
from runner.imaging.rendition_path import rendition_path
from runner.schema import CaptionRow, DeriveRow, FactsRow, Finding
from runner.stage import SHARD, Folders
from runner.text.language.reading import TextsInContext, Writer


@dataclass(frozen=True, slots=True)
class Drafted:
    """A photo with the first draft of its texts, and the findings about them."""

    item_id: str
    path: Path
    facts: FactsRow
    draft: CaptionRow
    pictures: DeriveRow | None  # None if the graph makes none
    findings: tuple[Finding, ...] = ()

    @property
    def texts(self) -> TextsInContext:
        """The draft with everything that is needed to judge it."""
        return drafted_texts(self.draft, self.facts, self.path)


def drafted_texts(draft: CaptionRow, facts: FactsRow, path: Path) -> TextsInContext:
    """The texts that a captioner drafted for the photo at `path`, with everything that is needed to judge them."""
    writer: Writer = "picture" if draft.saw_picture else "facts"
    return TextsInContext(*draft.values, file_name=path.stem, facts=facts, writer=writer, model=draft.model)


def request(
    item_id: str,
    facts: FactsRow,
    pictures: DeriveRow | None,
    options: CaptionOptions,
    folders: Folders,
    revision: Revision | None = None,
) -> Request:
    """The request to the captioner for a photo. Raises EnvError if the graph did not make the picture that it needs."""
    if not options.sees:
        return Request(item_id, facts, None, revision)
    path = rendition_path(pictures, options.rendition, "captioner", "caption.rendition")
    return Request(item_id, facts, folders.renditions / path, revision)


def in_flight(options: CaptionOptions) -> int:
    """How many photos' pictures a model in this process keeps at a time; SHARD for captioners that keep none."""
    writer = captioner(options)
    return writer.max_in_flight if options.backend == "llama" and writer.sees else SHARD


def drafts(requests: Sequence[Request], options: CaptionOptions) -> Iterator[CaptionRow | ItemError]:
    """Yield the captioner's first draft for each request, in order, or the error in its place."""
    writer = captioner(options)
    for asked, result in zip(requests, writer.write(requests), strict=False):
        yield result if isinstance(result, ItemError) else _row(result, writer, asked.facts)


def _row(generation: Generation, writer: Captioner, facts: FactsRow) -> CaptionRow:
    from runner.text.prompting.parse import bounded
    from runner.text.prompting.persons import with_keywords

    return CaptionRow(
        *with_keywords(bounded(generation.draft), facts).values,
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
