"""The captioner that is a GGUF model: prompt, grammar and parsing around llama.cpp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from runner.captioner import Generation, Message, Request, Revision
from runner.errors import InferenceError, ItemError
from runner.models.options import LlamaOptions
from runner.schema import Draft, FactsRow

if TYPE_CHECKING:
    from runner.stages.caption import CaptionOptions


class LlamaCaptioner:
    """A GGUF model that writes from the facts and, with an mmproj, from the picture.

    Without a picture, and where no fact says what the photo shows, it is not asked: it could only invent.
    """

    def __init__(self, options: CaptionOptions) -> None:
        """Load the model. Raises EnvironmentProblem when it cannot be used."""
        from runner.models.llama import Llama
        from runner.models.weights import file_hash, files

        assert options.prompt is not None  # CaptionOptions.problems
        assert options.model is not None
        self.name, self.sees = options.name, options.mmproj is not None
        self.revises = options.prompt.revise is not None
        self.model_hash: str | None = file_hash(files(options.model, options.mmproj))
        self._options, self._prompt = options, options.prompt
        self._llama = Llama(LlamaOptions(**{each.name: getattr(options, each.name) for each in fields(LlamaOptions)}))

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        """Yield what the model wrote for each request, or the error that made the request fail."""
        for request in requests:
            try:
                yield self._generate(request)
            except ItemError as error:
                yield error

    def _generate(self, request: Request) -> Generation:
        from runner.models.grammar import FIELDS, text_schema_grammar
        from runner.text.parse import parse
        from runner.text.prompt import prompt_hash, says_what

        options, revision = self._options, request.revision
        conversation, picture = self._conversation(request.facts, revision), _bytes(request.picture)
        told = prompt_hash(conversation, picture)
        if picture is None and not says_what(request.facts, self._prompt):
            return Generation(Draft(None, None, ()), "", told, 0, 0, 0.0)
        grammar = text_schema_grammar(options.limits, revision.fields if revision else FIELDS)
        budget = revision.max_tokens if revision else options.max_tokens
        done = self._llama.complete(conversation, picture, grammar, budget, options.temperature)
        return Generation(parse(done.text), done.text, told, done.prompt_tokens, done.completion_tokens, done.ms)

    def _conversation(self, facts: FactsRow, revision: Revision | None) -> Sequence[Message]:
        """The first request; a revision goes on from it, so that all before it need not be read again."""
        from runner.models.chat import PICTURE
        from runner.text.prompt import messages, revised

        *before, asked = messages(facts, self._prompt)
        if revision is None or self._prompt.revise is None:
            return (*before, asked)
        if self.sees:
            asked = Message(asked.role, (PICTURE, *asked.parts))  # else it would go to the last turn
        return revised((*before, asked), revision, self._prompt.revise)


def _bytes(picture: Path | None) -> bytes | None:
    try:
        return picture.read_bytes() if picture else None
    except OSError as error:
        raise InferenceError(f"the picture for the model could not be read: {error}") from error
