"""The captioner for GGUF models: prompt, grammar and parsing around llama.cpp."""

from __future__ import annotations

import logging
import resource
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runner.captioner import Generation, Message, Request, Revision
from runner.errors import InferenceError, ItemError
from runner.messages import say
from runner.schema import NO_TEXTS, FactsRow
from runner.store.artifacts import read_artifact

if TYPE_CHECKING:
    from runner.captioning.options import CaptionOptions
    from runner.models.llama.completion import Completion, CompletionRequest
    from runner.models.llama.encodings import Encodings


_log = logging.getLogger(__name__)


class LlamaCaptioner:
    """A GGUF model that writes from the facts and, with an mmproj, from the picture; several texts at a time.

    It is not asked if it sees no picture and no fact says what the photo shows: it could only invent.
    """

    def __init__(self, options: CaptionOptions) -> None:
        """Load the model. Raises EnvError if it cannot be used."""
        from runner.models.llama.model import Llama

        assert options.prompt is not None  # CaptionOptions.problems
        assert options.model is not None
        self.name, self.sees = options.name, options.mmproj is not None
        self.revises = options.prompt.revise is not None
        self.prompt: str | None = options.prompt.label
        self._options, self._prompt = options, options.prompt
        self._sampling = options.sampling()
        self._llama = Llama(options.llama(), _encodings(options))
        self.model_hash: str | None = self._llama.sha256
        self.max_in_flight = self._llama.sequences
        self._device = f"{self._llama.runs_on}, {self.max_in_flight} at a time"
        _log.info("%s runs on %s; %d tokens of context each", self.name, self._device, self._llama.cells)

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        """Yield what the model wrote for each request, or the error that made the request fail."""
        taken: deque[_Asked | Generation | ItemError] = deque()
        with closing(self._llama.stream(self._questions(requests, taken))) as answers:
            for answer in answers:
                while not isinstance(asked := taken.popleft(), _Asked):
                    yield asked
                yield self._generation(asked, answer)
        for rest in taken:
            assert not isinstance(rest, _Asked)
            yield rest

    def _questions(
        self, requests: Sequence[Request], taken: deque[_Asked | Generation | ItemError]
    ) -> Iterator[CompletionRequest]:
        """Yield the questions for the model as it has room for them; `taken` gets an entry for each request."""
        for request in requests:
            try:
                taken.append(asked := self._asked(request))
            except ItemError as error:
                taken.append(error)
            else:
                if isinstance(asked, _Asked):
                    yield asked.question

    def _asked(self, request: Request) -> _Asked | Generation:
        from runner.models.llama.completion import CompletionRequest
        from runner.models.llama.grammar import text_schema_grammar
        from runner.schema import TEXTS
        from runner.text.prompting.prompt import prompt_hash, says_what

        options, revision = self._options, request.revision
        conversation, picture = self._conversation(request.facts, revision), _bytes(request.picture)
        told = prompt_hash(conversation, picture)
        if picture is None and not says_what(request.facts, self._prompt):
            return Generation(NO_TEXTS, "", told, 0, 0, 0.0, self._device, self._llama.description)
        grammar = text_schema_grammar(options.limits, revision.fields if revision else TEXTS)
        budget = revision.max_tokens if revision else options.max_tokens
        return _Asked(CompletionRequest(conversation, picture, grammar, budget, self._sampling), told)

    def _generation(self, asked: _Asked, done: Completion | InferenceError) -> Generation | ItemError:
        from runner.text.prompting.parse import parse

        if isinstance(done, InferenceError):
            return done
        return Generation(
            draft=parse(done.text),
            raw=done.text,
            prompt_hash=asked.prompt_hash,
            prompt_tokens=done.prompt_tokens,
            completion_tokens=done.completion_tokens,
            ms=done.ms,
            device=self._device,
            weights=self._llama.description,
            memory_mb=_memory_mb(),
            cached_tokens=done.prompt_tokens - done.read_tokens,
        )

    def _conversation(self, facts: FactsRow, revision: Revision | None) -> Sequence[Message]:
        """The conversation of a request. A revision continues the first one, which need not be read again."""
        from runner.models.llama.chat import PICTURE
        from runner.text.prompting.prompt import messages, revised

        *before, asked = messages(facts, self._prompt)
        if revision is None or self._prompt.revise is None:
            return (*before, asked)
        if self.sees:
            asked = Message(asked.role, (PICTURE, *asked.parts))  # otherwise it would go to the last turn
        return revised((*before, asked), revision, self._prompt.revise)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request in the form that the model takes."""

    question: CompletionRequest
    prompt_hash: str


def _encodings(options: CaptionOptions) -> Encodings | None:
    """The cache of pictures encoded with the same mmproj and the same llama.cpp; None if none is kept."""
    import llama_cpp

    from runner.models.llama.encodings import Encodings
    from runner.models.weights.files import file_hash, locate

    if options.encodings is None or options.mmproj is None:
        return None
    maker = f"{file_hash([locate(options.mmproj)])}\n{llama_cpp.__version__}"
    return Encodings(Path(options.encodings), round(options.encodings_gb * 1e9), maker)


def _memory_mb() -> float:
    """The peak resident set size of this process in megabytes; Linux reports it in kibibytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, 1)


def _bytes(picture: Path | None) -> bytes | None:
    try:
        return read_artifact(picture) if picture else None
    except OSError as error:
        raise InferenceError(say("model.bad_picture", reason=str(error))) from error
