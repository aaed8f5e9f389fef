"""A GGUF model that completes a conversation under a grammar, with or without a picture.

The same request gives the same text whatever was asked before, in whatever order: the lead that prompts share is always
evaluated alone and kept, the rest always from there on, and the random numbers come from the request itself.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runner.captioner import Message
from runner.errors import EnvironmentProblem, InferenceError
from runner.models import native
from runner.models.chat import ChatTemplate, Piece
from runner.models.constraint import Grammar, Pick, greedy, sampled
from runner.models.context import OWN, SHARED, Context
from runner.models.options import LlamaOptions
from runner.models.picture import Segment, Tower
from runner.models.prompt import Prompt, compose
from runner.models.tokens import Vocabulary
from runner.models.weights import locate
from runner.models.writing import Writing


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote."""

    text: str
    prompt_tokens: int  # read, the picture's included
    completion_tokens: int  # written
    ms: float  # wall time of reading and writing
    finished: bool  # False: max_tokens came first


class Llama:
    """One loaded model. `device` says where its layers really are; `close` gives the memory back."""

    def __init__(self, options: LlamaOptions) -> None:
        """Load the weights. Raises EnvironmentProblem, with what to do, when they cannot be used."""
        path, mmproj = locate(options.model), locate(options.mmproj) if options.mmproj else None
        threads = options.threads or len(os.sched_getaffinity(0))
        with contextlib.ExitStack() as loaded:
            model = native.load_model(path, options.gpu_layers)
            loaded.callback(native.free_model, model)
            self.device = native.log().device()
            self._vocabulary = _vocabulary(model, path)
            self._template = _template(model, path, self._vocabulary)
            on_gpu = self.device != "CPU"
            attention = native.attention(on_gpu)
            self._tower = Tower(mmproj, model, threads, attention, on_gpu) if mmproj else None
            if self._tower:
                loaded.callback(self._tower.close)
            self._context = Context(model, options.context, options.batch, threads, attention)
            loaded.callback(self._context.close)
            self.close = weakref.finalize(self, loaded.pop_all().close)
        self._name, self._seed = path.name, options.seed
        self._lead: list[int] = []
        self._grammar = functools.lru_cache(maxsize=8)(functools.partial(Grammar, self._vocabulary))

    def complete(
        self,
        messages: Sequence[Message],
        picture: bytes | Path | None,
        grammar: str,
        max_tokens: int,
        temperature: float,
    ) -> Completion:
        """Return the assistant's next turn, which ends as soon as the GBNF `grammar` lets it end.

        Temperature 0 always takes the likeliest token. Raises InferenceError when this request cannot be served, and
        EnvironmentProblem when no request of its kind can.
        """
        start = time.perf_counter()
        seen = _bytes(picture)
        with self._segments(seen) as segments:
            prompt = compose(self._render(messages, seen), segments, self._vocabulary)
            self._check_room(prompt.size, max_tokens)
            position = self._read(prompt)
        writing = Writing(self._vocabulary, self._grammar(grammar), self._pick(temperature, prompt, seen), max_tokens)
        while (token := writing.proceed(self._context.logits())) is not None:
            position = self._context.read([token], position, OWN)
        ms = (time.perf_counter() - start) * 1000
        return Completion(writing.text(), prompt.size, len(writing.tokens), ms, writing.finished)

    def _render(self, messages: Sequence[Message], picture: bytes | None) -> list[Piece]:
        try:
            return self._template.render(messages, picture is not None)
        except ValueError as error:
            raise InferenceError(f"the chat template of {self._name} refuses the conversation: {error}") from error

    def _segments(self, picture: bytes | None) -> contextlib.AbstractContextManager[list[Segment]]:
        if picture is None:
            return contextlib.nullcontext([])
        if self._tower is None:
            raise EnvironmentProblem(
                f"{self._name} was loaded without an mmproj: it cannot look at pictures.",
                "Give the mmproj that was published with it, or take a captioner that writes from facts.",
            )
        return self._tower.segments(picture)

    def _check_room(self, prompt: int, answer: int) -> None:
        needed = prompt + answer
        if needed > self._context.cells:
            raise InferenceError(
                f"a prompt of {prompt} tokens and an answer of up to {answer} do not fit into a context of"
                f" {self._context.cells}; set context to {needed} or more, or make the prompt or the picture smaller"
            )

    def _read(self, prompt: Prompt) -> int:
        """Evaluate the prompt and return the position after it."""
        if prompt.lead != self._lead:
            self._lead = []
            self._context.clear()
            self._context.read(prompt.lead, 0, SHARED)
            self._lead = prompt.lead
        self._context.restart(OWN, SHARED)
        position = len(prompt.lead)
        for segment in prompt.rest:
            if isinstance(segment, list):
                position = self._context.read(segment, position, OWN)
            elif self._tower:
                position = self._tower.read(segment, self._context, position, OWN)
        return position

    def _pick(self, temperature: float, prompt: Prompt, picture: bytes | None) -> Pick:
        if temperature == 0:
            return greedy
        request = hashlib.sha256(np.array([self._seed, *prompt.tokens], np.int64).tobytes())
        request.update(picture or b"")
        return sampled(temperature, int.from_bytes(request.digest()[:8]))


def _vocabulary(model: object, path: Path) -> Vocabulary:
    vocabulary = Vocabulary(model)
    if not vocabulary.endings:
        raise EnvironmentProblem(f"{path} has no token that ends a text.", "Take a model that is made for chat.")
    return vocabulary


def _template(model: object, path: Path, vocabulary: Vocabulary) -> ChatTemplate:
    mend = "Take a model that is made for chat (its name often ends in -Instruct or -it)."
    source = native.chat_template(model)
    if not source:
        raise EnvironmentProblem(f"{path} carries no chat template.", mend)
    try:
        return ChatTemplate(source, vocabulary.bos(), vocabulary.eos())
    except ValueError as error:
        raise EnvironmentProblem(f"The chat template of {path} cannot be used: {error}.", mend) from error


def _bytes(picture: bytes | Path | None) -> bytes | None:
    try:
        return picture.read_bytes() if isinstance(picture, Path) else picture
    except OSError as error:
        raise InferenceError(f"the picture for the model could not be read: {error}") from error
