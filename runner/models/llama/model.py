"""A GGUF model that completes conversations under a grammar, with or without a picture, several at a time.

A text does not depend on earlier requests: prompts are always read in the same blocks, each text has a stream of its
own, and the random numbers come from the request itself. Nor does a text depend on how many are written at once, if the
processor computes a row of a matrix in the same way whatever the other rows are. llama.cpp does so for weights of type
Q4_0, Q4_1 and Q8_0; for others, and on a GPU, the numbers differ in their last digits, so that of two almost equal
tokens the other one may be taken.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import weakref
from collections.abc import Generator, Iterable
from pathlib import Path

import numpy as np

from runner.errors import EnvError, InferenceError
from runner.messages import say
from runner.models.llama import capacity, native
from runner.models.llama.chat import ChatTemplate, Piece
from runner.models.llama.completion import Completion, CompletionRequest
from runner.models.llama.constraint import Grammar
from runner.models.llama.context import Context
from runner.models.llama.decoding import Answer, Task, decode, in_order
from runner.models.llama.encodings import Encodings
from runner.models.llama.generation import GenerationState
from runner.models.llama.prefetch import prefetch
from runner.models.llama.prefix_cache import PrefixCache
from runner.models.llama.prompt import Prompt, compose
from runner.models.llama.sampling import pick
from runner.models.llama.tokens import TokenVocabulary
from runner.models.llama.vision import Chunk, Segment, VisionEncoder
from runner.models.model import Model
from runner.models.options import LlamaOptions
from runner.models.weights.files import files, locate
from runner.store.artifacts import read_artifact


class Llama(Model):
    """A loaded GGUF model. `description` comes from its file: architecture, size, quantisation.

    `sequences` texts are written at a time by `threads` threads, each with `cells` tokens of context.
    """

    def __init__(self, options: LlamaOptions, known: Encodings | None = None) -> None:
        """Load the weights. Raises EnvError, with what to do, if they cannot be used.

        Pictures whose encoding is in `known` are not encoded again.
        """
        path, mmproj = locate(options.model), locate(options.mmproj) if options.mmproj else None
        self.name, self.files = path.name, files(options.model, options.mmproj)
        threads = self.threads = options.threads or len(os.sched_getaffinity(0))
        with contextlib.ExitStack() as loaded:
            model = native.load_model(path, options.gpu_layers)
            loaded.callback(native.free_model, model)
            device, self.description = native.log().device(), native.description(model)
            self._vocabulary = _vocabulary(model, path)
            self._template = _template(model, path, self._vocabulary)
            on_gpu = device != "CPU"
            self.runs_on = device if on_gpu else f"CPU, {threads} thread{'s' if threads > 1 else ''}"
            attention = native.attention(on_gpu)
            self._vision = VisionEncoder(mmproj, model, threads, attention, on_gpu, known) if mmproj else None
            if self._vision:
                loaded.callback(self._vision.close)
            self.sequences = capacity.sequences(model, options, on_gpu)
            self._context = Context(model, self.sequences, options.context, options.batch, threads, attention)
            loaded.callback(self._context.close)
            self._free = weakref.finalize(self, loaded.pop_all().close)
        self.cells = self._context.cells
        self._seed = options.seed
        self._prefix_cache = PrefixCache(self._context, self._vision)
        self._grammar = functools.lru_cache(maxsize=8)(functools.partial(Grammar, self._vocabulary))
        self._segments = functools.lru_cache(maxsize=2 * self.sequences + 1)(functools.partial(_segments, self._vision))

    def unload(self) -> None:
        """Free the memory of weights and context."""
        self._free()

    def stream(self, requests: Iterable[CompletionRequest]) -> Generator[Answer, None, None]:
        """Yield the answer to each request, in order: what was written, or the error that prevented it.

        Requests are taken as they are needed. While some are answered, up to `sequences` more are prepared. Raises
        EnvError if no request of its kind can be answered, ValueError if llama.cpp refuses a grammar. Only one stream
        of a model may be active at a time.
        """
        tasks = prefetch(requests, self._task, self.sequences)
        with contextlib.closing(tasks), contextlib.closing(decode(tasks, self._context, self._prefix_cache)) as answers:
            yield from in_order(answers)

    def complete(self, request: CompletionRequest) -> Completion:
        """Return the answer to one request. Raises InferenceError if there is none, and what `stream` raises."""
        (answer,) = self.stream([request])
        if isinstance(answer, InferenceError):
            raise answer
        return answer

    def _task(self, request: CompletionRequest) -> Task | InferenceError:
        """Do all that can be done for a request before its turn comes."""
        try:
            picture = _bytes(request.picture)
            segments = self._look(picture)
            prompt = compose(self._render(request, picture), segments, self._vocabulary)
            self._check_fits(prompt.size, request.max_tokens)
            return Task(prompt, functools.partial(self._begin, request, self._seed_of(prompt)))
        except InferenceError as error:
            return error

    def _look(self, picture: bytes | None) -> list[Segment]:
        """The picture's segments. On a GPU they are encoded here already, while it also writes."""
        if picture is None:
            return []
        if self._vision is None:
            raise EnvError(
                f"{self.name} was loaded without an mmproj: it cannot look at pictures.",
                "Give the mmproj that was published with it, or take a captioner that writes from facts.",
            )
        segments = self._segments(picture)
        if self._vision.on_gpu:
            for chunk in (segment for segment in segments if isinstance(segment, Chunk)):
                self._vision.encode(chunk)
        return segments

    def _render(self, request: CompletionRequest, picture: bytes | None) -> list[Piece]:
        try:
            return self._template.render(request.messages, picture is not None)
        except ValueError as error:
            raise InferenceError(say("model.template_refuses", name=self.name, reason=str(error))) from error

    def _check_fits(self, prompt: int, answer: int) -> None:
        needed = prompt + answer
        if needed > self.cells:
            raise InferenceError(say("model.too_long", prompt=prompt, answer=answer, context=self.cells, needed=needed))

    def _begin(self, request: CompletionRequest, seed: int) -> GenerationState:
        choose = pick(request.sampling, seed)
        grammar, penalty = self._grammar(request.grammar), request.sampling.repeat_penalty
        return GenerationState(self._vocabulary, grammar, choose, request.max_tokens, penalty)

    def _seed_of(self, prompt: Prompt) -> int:
        """A random seed from the configured seed, the prompt's tokens and its pictures."""
        request = hashlib.sha256(np.array([self._seed, *prompt.tokens], np.int64).tobytes())
        for segment in prompt.rest:
            if isinstance(segment, Chunk):
                request.update(repr(segment.key).encode())
        return int.from_bytes(request.digest()[:8])


def _segments(vision: VisionEncoder | None, picture: bytes) -> list[Segment]:
    return vision.segments(picture) if vision else []


def _vocabulary(model: object, path: Path) -> TokenVocabulary:
    vocabulary = TokenVocabulary(model)
    if not vocabulary.endings:
        raise EnvError(f"{path} has no token that ends a text.", "Take a model that is made for chat.")
    return vocabulary


def _template(model: object, path: Path, vocabulary: TokenVocabulary) -> ChatTemplate:
    mend = "Take a model that is made for chat (its name often ends in -Instruct or -it)."
    source = native.chat_template(model)
    if not source:
        raise EnvError(f"{path} carries no chat template.", mend)
    try:
        return ChatTemplate(source, vocabulary.bos(), vocabulary.eos())
    except ValueError as error:
        raise EnvError(f"The chat template of {path} cannot be used: {error}.", mend) from error


def _bytes(picture: bytes | Path | None) -> bytes | None:
    try:
        return read_artifact(picture) if isinstance(picture, Path) else picture
    except OSError as error:
        raise InferenceError(say("model.bad_picture", reason=str(error))) from error
