"""Stage `caption`: the first draft of caption, alt text and keywords, by the captioner that the configuration names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, MinLen

from runner.captioner import Captioner, Generation, Request, Revision
from runner.errors import EnvironmentProblem, ItemError
from runner.models.grammar import TextLimits
from runner.models.options import UNKEYED, ServerOptions
from runner.schema import CaptionRow, DeriveRow, FactsRow, Options
from runner.stage import Folders, Item, Result, item_stage
from runner.text.prompt import PromptOptions


@dataclass(frozen=True)
class CaptionOptions(Options):
    """Who writes, and how. All but `backend` and `name` are for models; `server` is for `openai_http` alone."""

    # composer: sentences from the facts, no model; llama: a GGUF model in llama.cpp; openai_http: a model of a server
    backend: Literal["composer", "llama", "openai_http"]
    # stands in the evidence as the writer of the texts
    name: Annotated[str, MinLen(1)]
    # a GGUF file, or package:NAME for the one that an installed Python package ships
    model: str | None = None
    # the vision part that was published with the model; null for a text model
    mmproj: str | None = None
    # what the model is told besides the facts
    prompt: PromptOptions | None = None
    # the rendition that a model with an mmproj sees
    rendition: str = "model"
    # tokens of one answer at most
    max_tokens: Annotated[int, Ge(16), Le(4096)] = 256
    # 0 always takes the likeliest token
    temperature: Annotated[float, Ge(0), Le(2)] = 0.0
    # draw from so many of the likeliest tokens only; 0: from all
    top_k: Annotated[int, Ge(0)] = 0
    # draw from the likeliest that together reach this probability only; 1: from all
    top_p: Annotated[float, Gt(0), Le(1)] = 1.0
    # draw from those at least this share as likely as the likeliest only; 0: from all
    min_p: Annotated[float, Ge(0), Le(1)] = 0.05
    # above 1, what the answer already says becomes less likely
    repeat_penalty: Annotated[float, Ge(1), Le(2)] = 1.0
    # of the random numbers that a temperature above 0 needs
    seed: Annotated[int, Ge(0)] = 0
    # least and most of what the grammar lets it write
    limits: TextLimits = field(default_factory=TextLimits)
    # tokens that prompt, picture and answer of one photo may take together
    context: Annotated[int, Ge(256)] = 4096
    # tokens evaluated at once
    batch: Annotated[int, Ge(32)] = field(default=512, metadata=UNKEYED)
    # photos written about at the same time; auto: as many as pay and fit into free memory
    sequences: Annotated[int, Ge(1), Le(256)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # layers on the GPU; auto: all of them if there is one
    gpu_layers: Annotated[int, Ge(0)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # processor threads; null: one for each core
    threads: Annotated[int, Ge(1)] | None = field(default=None, metadata=UNKEYED)
    # the entry of conf/weights that fetches these files; null for files of your own
    weights: str | None = None
    # the server that writes
    server: ServerOptions | None = None

    def problems(self) -> Sequence[str]:
        """Sentences about what a model needs."""
        if self.backend == "composer":
            return ()
        found = []
        if self.backend == "llama" and not self.model:
            found.append("model: missing. Give a GGUF file, or package:NAME for one that a package ships.")
        if self.backend == "openai_http" and not self.server:
            found.append("server: missing. Give its url and the model's name there.")
        if self.prompt is None:
            return [*found, "prompt: missing. Choose one: prompt@caption.prompt=default"]
        return [*found, *(f"prompt.{problem}" for problem in self.prompt.problems())]


def model_files(options: CaptionOptions) -> Sequence[Path]:
    """The files of the model; none when no model is used. EnvironmentProblem for one that is not there."""
    from runner.models.weights import files

    return files(options.model, options.mmproj, options.weights) if options.backend == "llama" and options.model else ()


@item_stage(
    "caption", row=CaptionRow, options=CaptionOptions, requires=(FactsRow,), version=2, place="model", files=model_files
)
def caption(items: Sequence[Item], options: CaptionOptions, folders: Folders) -> Iterator[Result]:
    """Yield the first attempt at the texts of each photo, or why there is none."""
    writer = captioner(options)
    for result in writer.write([request(item, options, folders) for item in items]):
        yield result if isinstance(result, ItemError) else _row(result, writer)


@cache
def captioner(options: CaptionOptions) -> Captioner:
    """Return the captioner that the options describe; a model is loaded once per process."""
    from runner.stages.http_captioner import HttpCaptioner
    from runner.stages.llama_captioner import LlamaCaptioner
    from runner.text.composer import Composer

    if options.backend == "composer":
        return Composer(options.name)
    return HttpCaptioner(options) if options.backend == "openai_http" else LlamaCaptioner(options)


def request(item: Item, options: CaptionOptions, folders: Folders, revision: Revision | None = None) -> Request:
    """What the captioner gets for a photo. EnvironmentProblem when the graph has not made the picture it looks at."""
    sees = options.server.sees if options.server else options.mmproj is not None
    picture = folders.renditions / _rendition(item.get(DeriveRow), options.rendition) if sees else None
    return Request(item.item_id, item[FactsRow], picture, revision)


def _row(generation: Generation, writer: Captioner) -> CaptionRow:
    from runner.text.parse import bounded

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
    )


def _rendition(derived: DeriveRow | None, name: str) -> str:
    paths = {rendition.name: rendition.path for rendition in derived.renditions} if derived else {}
    if name not in paths:
        raise EnvironmentProblem(
            f"The captioner is to look at the rendition '{name}', which the graph does not give it.",
            f"Let it need derive, and set caption.rendition to one of: {', '.join(paths) or 'none yet'}.",
        )
    return paths[name]
