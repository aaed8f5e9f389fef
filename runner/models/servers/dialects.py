"""How each kind of server is asked for JSON about a picture, and how it answers.

Sources: llama.cpp tools/server/README.md; vLLM docs, features/structured_outputs; Ollama docs/api.md; OpenAI's API
reference of chat completions.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from runner.captioner import Message, Part
from runner.errors import InferenceError
from runner.messages import say
from runner.models.llama.chat import PICTURE
from runner.models.llama.grammar import TextLimits, text_schema, text_schema_grammar


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, independent of the kind of server."""

    messages: Sequence[Message]
    picture: bytes | None  # a JPEG, PNG or WebP
    limits: TextLimits
    max_tokens: int
    temperature: float
    seed: int
    fields: tuple[str, ...]  # the fields to write: caption, alt_text, keywords
    context: int  # tokens that prompt, picture and answer may take; sent only to Ollama


_MOST_TOKENS = 2**31
_LONGEST = 50_000
"""Most characters of a text: the largest `max_tokens` in use, at four characters each. All of it becomes evidence."""


class Answer(NamedTuple):
    """What a server wrote."""

    text: str
    prompt_tokens: int | None
    completion_tokens: int | None


class Dialect(Protocol):
    """How a kind of server is asked, and where its answer is found."""

    path: str  # below the server's address
    listing: str  # where it lists its models
    start: str  # the command that starts such a server

    def body(self, model: str, asked: Asked) -> dict[str, object]:
        """The request as JSON."""
        ...

    def answer(self, said: object) -> Answer:
        """The answer in the response.

        Raises KeyError, TypeError or IndexError if it is not of this dialect; InferenceError if the model only thought.
        """
        ...

    def models(self, said: object) -> list[str]:
        """The names in the response to `listing`. Raises the same exceptions as `answer`."""
        ...


class OpenAI:
    """Chat completions with `response_format`. The schema has no lengths, because OpenAI refuses them."""

    path, listing = "/v1/chat/completions", "/v1/models"
    start = "Start the server, or set caption.server.url."

    def body(self, model: str, asked: Asked) -> dict[str, object]:
        """The request as JSON."""
        return {
            "model": model,
            "messages": [
                _with_parts(message, asked.picture) for message in placed(asked.messages, asked.picture is not None)
            ],
            "max_tokens": asked.max_tokens,
            "temperature": asked.temperature,
            "seed": asked.seed,
            **self.constraint(asked.limits, asked.fields),
        }

    def constraint(self, _limits: TextLimits, fields: Sequence[str]) -> Mapping[str, object]:
        """The part of the request that constrains the answer to the schema."""
        schema = {"name": "texts", "strict": True, "schema": text_schema(None, fields)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}

    def answer(self, said: Any) -> Answer:
        """The answer in the response."""
        usage = said.get("usage") or {}
        message = said["choices"][0]["message"]
        thought = message.get("reasoning_content") or message.get("reasoning")
        text = _text(message["content"], thought)
        return Answer(text, _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))

    def models(self, said: Any) -> list[str]:
        """The names of the models that it serves."""
        return [each["id"] for each in said["data"]]


class LlamaServer(OpenAI):
    """llama.cpp's server, which takes the same grammar as a model in this process."""

    start = "Start it: llama-server -m MODEL.gguf --mmproj MMPROJ.gguf -np 4 -c 16384 --port 8080"

    def constraint(self, limits: TextLimits, fields: Sequence[str]) -> Mapping[str, object]:
        """The grammar; thinking is off."""
        return {"grammar": text_schema_grammar(limits, fields), "chat_template_kwargs": {"enable_thinking": False}}


class Vllm(OpenAI):
    """vLLM 0.12 and newer."""

    start = "Start it: vllm serve MODEL --port 8000"

    def constraint(self, limits: TextLimits, fields: Sequence[str]) -> Mapping[str, object]:
        """The schema with lengths; thinking is off."""
        return {
            "structured_outputs": {"json": text_schema(limits, fields)},
            "chat_template_kwargs": {"enable_thinking": False},
        }


class VllmGuided(OpenAI):
    """vLLM before 0.12."""

    start = Vllm.start

    def constraint(self, limits: TextLimits, fields: Sequence[str]) -> Mapping[str, object]:
        """The schema with lengths; thinking is off."""
        return {"guided_json": text_schema(limits, fields), "chat_template_kwargs": {"enable_thinking": False}}


class Ollama:
    """Ollama's own API: its OpenAI paths do not let a request set the context."""

    path, listing = "/api/chat", "/api/tags"
    start = "Start it: ollama serve"

    def body(self, model: str, asked: Asked) -> dict[str, object]:
        """The request as JSON."""
        options = {"temperature": asked.temperature, "seed": asked.seed, "num_predict": asked.max_tokens}
        return {
            "model": model,
            "messages": [
                _with_images(message, asked.picture) for message in placed(asked.messages, asked.picture is not None)
            ],
            "stream": False,
            "think": False,
            # Otherwise a prompt that is too long for the context is cut silently, the facts first.
            "truncate": False,
            "shift": False,
            "format": text_schema(asked.limits, asked.fields),
            "options": {**options, "num_ctx": asked.context},
        }

    def answer(self, said: Any) -> Answer:
        """The answer in the response."""
        message = said["message"]
        text = _text(message["content"], message.get("thinking"))
        return Answer(text, _count(said.get("prompt_eval_count")), _count(said.get("eval_count")))

    def models(self, said: Any) -> list[str]:
        """The names of the models that it has."""
        return [each["name"] for each in said["models"]]


DIALECTS: Mapping[str, Dialect] = {
    "openai": OpenAI(),
    "llama_server": LlamaServer(),
    "vllm": Vllm(),
    "vllm_guided": VllmGuided(),
    "ollama": Ollama(),
}


def placed(messages: Sequence[Message], picture: bool) -> list[Message]:
    """The messages with the picture in its place: where it is marked, else first in the last user message."""
    if not picture:
        return [Message(each.role, tuple(part for part in each.parts if part != PICTURE)) for each in messages]
    if any(PICTURE in each.parts for each in messages):
        return [*messages]
    last = max(number for number, each in enumerate(messages) if each.role == "user")
    return [
        Message(each.role, (PICTURE, *each.parts)) if number == last else each for number, each in enumerate(messages)
    ]


def safe(part: Part) -> str:
    """The part's text. Untrusted text cannot spell a control token: the brackets of <…> and [NAME] are replaced.

    A server reads the whole prompt as one text; only this keeps `<|im_end|>` in a title from ending the turn.
    """
    if part.trusted:
        return part.text
    return re.sub(r"\[(/?[A-Z_]{2,})\]", r"(\1)", part.text.translate(_BRACKETS))


_BRACKETS = str.maketrans({"<": "‹", ">": "›", "｜": "|", "▁": "_"})


def _with_parts(message: Message, picture: bytes | None) -> dict[str, object]:
    """A turn with its picture as a data URL; plain text if there is none, which every server accepts."""
    if PICTURE not in message.parts:
        return {"role": message.role, "content": "".join(map(safe, message.parts))}
    assert picture is not None
    url = {"url": f"data:{_media_type(picture)};base64,{base64.b64encode(picture).decode()}"}
    parts = [
        {"type": "image_url", "image_url": url} if part == PICTURE else {"type": "text", "text": safe(part)}
        for part in message.parts
    ]
    return {"role": message.role, "content": parts}


def _with_images(message: Message, picture: bytes | None) -> dict[str, object]:
    turn: dict[str, object] = {
        "role": message.role,
        "content": "".join(safe(part) for part in message.parts if part != PICTURE),
    }
    if PICTURE in message.parts and picture is not None:
        turn["images"] = [base64.b64encode(picture).decode()]
    return turn


def _media_type(picture: bytes) -> str:
    if picture.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if picture[8:12] == b"WEBP" else "image/jpeg"


def _text(value: object, thought: object) -> str:
    """What the model wrote; `thought` is its reasoning, if the server returns it separately."""
    if not value and thought:
        raise InferenceError(say("model.only_thought"))
    if not isinstance(value, str):
        raise TypeError(f"the text is {value!r}")
    if len(value) > _LONGEST:
        raise InferenceError(say("model.endless", characters=len(value), most=_LONGEST))
    return writable(value)


def _count(value: object) -> int | None:
    """The stated number of tokens, None if it is missing or impossible: it is only for the report."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS else None


def writable(text: str) -> str:
    """The text without lone surrogates, which JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
