"""Options of the stages `caption` and `repair`: who writes the texts, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, MinLen

from runner.captioner import CAPTIONERS
from runner.models.llama.grammar import TextLimits
from runner.models.options import LATER, UNKEYED, LlamaOptions, Sampling, ServerOptions
from runner.schema import Options
from runner.text.prompting.prompt import PromptOptions

_MODELS = ("llama", "openai_http")
"""Captioners that are models and need a prompt."""


@dataclass(frozen=True)
class CaptionOptions(Options):
    """Who writes, and how. `backend` and `name` are for all, `settings` for plug-ins, `server` for `openai_http`.

    All other options are for models.
    """

    # composer: sentences from the facts, no model; llama: a GGUF model in llama.cpp; openai_http: a model of a server;
    # or the name of a plug-in's captioner
    backend: str
    # recorded in the evidence as the writer of the texts
    name: Annotated[str, MinLen(1)]
    # a GGUF file, or package:NAME for the one that an installed Python package ships
    model: str | None = None
    # the vision part that was published with the model; null for a text model
    mmproj: str | None = None
    # what the model is told besides the facts
    prompt: PromptOptions | None = None
    # the rendition that a model with an mmproj sees
    rendition: str = "model"
    # most tokens of one answer
    max_tokens: Annotated[int, Ge(16), Le(4096)] = 256
    # 0 always takes the likeliest token
    temperature: Annotated[float, Ge(0), Le(2)] = 0.0
    # draw only from this many of the likeliest tokens; 0: from all
    top_k: Annotated[int, Ge(0)] = 0
    # draw only from the likeliest tokens that together reach this probability; 1: from all
    top_p: Annotated[float, Gt(0), Le(1)] = 1.0
    # draw only from tokens that are at least this fraction as likely as the likeliest; 0: from all
    min_p: Annotated[float, Ge(0), Le(1)] = 0.05
    # above 1, tokens that the answer already contains become less likely
    repeat_penalty: Annotated[float, Ge(1), Le(2)] = 1.0
    # seed of the random numbers that a temperature above 0 needs
    seed: Annotated[int, Ge(0)] = 0
    # lower and upper limits of what the grammar lets it write
    limits: TextLimits = field(default_factory=TextLimits)
    # most tokens of prompt, picture and answer of one photo together
    context: Annotated[int, Ge(256)] = 4096
    # tokens evaluated at once
    batch: Annotated[int, Ge(32)] = field(default=512, metadata=UNKEYED)
    # photos written about at the same time; auto: as many as are worthwhile and fit into free memory
    sequences: Annotated[int, Ge(1), Le(256)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # layers on the GPU; auto: all of them if there is one
    gpu_layers: Annotated[int, Ge(0)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # processor threads; null: one for each core
    threads: Annotated[int, Ge(1)] | None = field(default=None, metadata=UNKEYED)
    # folder for the vision part's encodings of pictures, which repair and sweeps reuse; null: none are kept
    encodings: str | None = field(default=None, metadata=UNKEYED)
    # most gigabytes of encodings; the least recently used are removed first
    encodings_gb: Annotated[float, Gt(0)] = field(default=4.0, metadata=UNKEYED)
    # the entry of conf/weights that fetches these files; null for files of your own
    weights: str | None = None
    # the server that writes
    server: ServerOptions | None = None
    # options of a plug-in's captioner; `sees` in it tells whether it sees the picture
    settings: Mapping[str, object] = field(default_factory=dict, hash=False, metadata=LATER)

    @property
    def sees(self) -> bool:
        """Whether the captioner looks at the picture."""
        if self.backend == "llama":
            return self.mmproj is not None
        return self.server.sees if self.server else bool(self.settings.get("sees"))

    def llama(self) -> LlamaOptions:
        """Which weights llama.cpp loads, and how it runs them. `model` must be given."""
        assert self.model is not None  # see `problems`
        return LlamaOptions(
            model=self.model,
            mmproj=self.mmproj,
            context=self.context,
            batch=self.batch,
            sequences=self.sequences,
            gpu_layers=self.gpu_layers,
            threads=self.threads,
            seed=self.seed,
        )

    def sampling(self) -> Sampling:
        """How each token is drawn."""
        return Sampling(
            repeat_penalty=self.repeat_penalty,
            top_k=self.top_k,
            top_p=self.top_p,
            min_p=self.min_p,
            temperature=self.temperature,
        )

    def problems(self) -> Sequence[str]:
        """One sentence for each option that a model needs and that is missing or wrong."""
        from runner.captioning import kinds  # noqa: F401  (registers the program's own)

        if self.backend not in CAPTIONERS.every():
            return [f"backend: there is no '{self.backend}'. {CAPTIONERS.hint(self.backend)}"]
        if self.backend not in _MODELS:
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
    """The files of the model; empty if no model is used. Raises EnvError if one is missing."""
    from runner.models.weights.files import files

    return files(options.model, options.mmproj, options.weights) if options.backend == "llama" and options.model else ()
