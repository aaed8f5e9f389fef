"""Conversations like those of a caption stage."""

from __future__ import annotations

from pathlib import Path

from runner.captioner import Message, Part
from runner.models.llama.completion import Completion, CompletionRequest
from runner.models.llama.grammar import TextLimits, text_schema_grammar
from runner.models.llama.model import Llama
from runner.models.options import Sampling

SHORT = text_schema_grammar(TextLimits(caption=(5, 30), alt_text=(5, 20), keywords=(1, 3), keyword=(2, 8)))
CAPTION = text_schema_grammar(TextLimits(caption=(20, 150), alt_text=(15, 120), keywords=(2, 5)))
EXAMPLE = (
    '{"caption":"A grey heron stands on a wooden jetty.","alt_text":"Heron with folded wings on weathered planks.",'
    '"keywords":["grey heron","jetty","water","bird"]}'
)


def asked(subject: str, place: str = "Lisse") -> tuple[Message, ...]:
    """Our instructions and an example, then the facts of one photo."""
    return (
        Message("system", (Part("Write caption, alt text and keywords as JSON, from the facts alone."),)),
        Message("user", (Part("Subject: Grey heron\nPlace: a lake"),)),
        Message("assistant", (Part(EXAMPLE),)),
        Message("user", (Part("Subject: "), Part(subject, False), Part("\nPlace: "), Part(place, False))),
    )


def question(
    subject: str, picture: bytes | Path | None = None, temperature: float = 0, max_tokens: int = 200
) -> CompletionRequest:
    return CompletionRequest(asked(subject), picture, SHORT, max_tokens, Sampling(temperature=temperature))


def write(llama: Llama, subject: str, picture: bytes | Path | None = None, temperature: float = 0) -> Completion:
    return llama.complete(question(subject, picture, temperature))
