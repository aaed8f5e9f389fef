"""The captioner that has a model server write."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from runner.captioner import Generation, Message, Request
from runner.errors import InferenceError, ItemError
from runner.messages import say
from runner.schema import NO_TEXTS
from runner.store.artifacts import read_artifact

if TYPE_CHECKING:
    from runner.captioning.options import CaptionOptions
    from runner.models.servers.dialects import Asked


class HttpCaptioner:
    """A model on an OpenAI-compatible server or Ollama, asked about several photos at once.

    `model_hash` is None, because it cannot be known which weights a server has under a name. It is not asked if it sees
    no picture and no fact says what the photo shows: it could only invent.
    """

    def __init__(self, options: CaptionOptions) -> None:
        """Raises EnvError if the key is not in the environment."""
        from runner.models.servers.openai_http import Server

        assert options.server is not None  # CaptionOptions.problems
        assert options.prompt is not None
        self.name, self.sees = options.name, options.server.sees
        self.revises = options.prompt.revise is not None
        self.prompt: str | None = options.prompt.label
        self.model_hash: str | None = None
        self._options, self._prompt, self._server = options, options.prompt, Server(options.server)
        self.max_in_flight = options.server.concurrency

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        """Yield what the model wrote for each request, in order, or the error that made the request fail."""
        with ThreadPoolExecutor(self.max_in_flight) as pool:
            yield from pool.map(self._attempt, requests)

    def _attempt(self, request: Request) -> Generation | ItemError:
        try:
            return self._generate(request)
        except ItemError as error:
            return error

    def _generate(self, request: Request) -> Generation:
        from runner.text.prompting.parse import parse
        from runner.text.prompting.prompt import prompt_hash, says_what

        conversation, picture = self._conversation(request), _picture(request)
        told = prompt_hash(conversation, picture)
        if picture is None and not says_what(request.facts, self._prompt):
            return Generation(NO_TEXTS, "", told, 0, 0, 0.0)
        start = time.perf_counter()
        answer = self._server.complete(self._asked(request, conversation, picture))
        ms = (time.perf_counter() - start) * 1000
        return Generation(parse(answer.text), answer.text, told, answer.prompt_tokens, answer.completion_tokens, ms)

    def _conversation(self, request: Request) -> Sequence[Message]:
        """The conversation of a request. A revision continues the first one, and the picture stays where it was."""
        from runner.models.servers.dialects import placed
        from runner.text.prompting.prompt import messages, revised

        asked = messages(request.facts, self._prompt)
        if request.revision is None or self._prompt.revise is None:
            return asked
        return revised(placed(asked, request.picture is not None), request.revision, self._prompt.revise)

    def _asked(self, request: Request, conversation: Sequence[Message], picture: bytes | None) -> Asked:
        from runner.models.servers.dialects import Asked
        from runner.schema import TEXTS

        options, revision = self._options, request.revision
        return Asked(
            messages=conversation,
            picture=picture,
            limits=options.limits,
            max_tokens=revision.max_tokens if revision else options.max_tokens,
            temperature=options.temperature,
            seed=options.seed,
            fields=revision.fields if revision else TEXTS,
            context=options.context,
        )


def _picture(request: Request) -> bytes | None:
    try:
        return read_artifact(request.picture) if request.picture else None
    except OSError as error:
        raise InferenceError(say("model.bad_picture", reason=str(error))) from error
