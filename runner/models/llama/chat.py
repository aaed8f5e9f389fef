"""Renders a conversation in the form that a model was trained on, with untrusted text kept apart."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import jinja2
import jinja2.ext
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from runner.captioner import Message, Part

PICTURE = Part("\ue002")
"""Put this part where the picture belongs; without it the picture comes first in the last user message."""

Piece = Part
"""A stretch of the rendered prompt: trusted text, untrusted text, or PICTURE."""

# Private-use characters: no template changes or prints them.
_MARK = re.compile("\ue000(\\d+)\ue001")
# Templates that print today's date would make every day's captions different.
_DAY = date(2026, 1, 1)

_Turn = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Form:
    """The form in which a template takes its messages."""

    content: Callable[[str], object]
    system: Callable[[list[Message]], list[Message]]


class ChatTemplate:
    """A chat template as GGUF files carry it (Jinja, as in Hugging Face's transformers)."""

    def __init__(self, source: str, bos: str, eos: str) -> None:
        """Compile `source`; `bos` and `eos` are the texts of those tokens. Raises ValueError if it cannot be used."""
        self._bos, self._eos = bos, eos
        try:
            self._template = _environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise ValueError(f"the template does not parse: {error}") from error
        self._form = self._find_form()

    def render(self, messages: Sequence[Message], picture: bool) -> list[Piece]:
        """Return the prompt for the assistant's next turn. Thinking is off if the template can turn it off.

        Raises ValueError if the template refuses the messages or leaves something out.
        """
        placed = _with_picture(messages) if picture else _without_picture(messages)
        return self._render(placed, self._form)

    def _find_form(self) -> _Form:
        asked = [Message(role, (Part(f"{role}?", trusted=False),)) for role in ("system", "user", "assistant", "user")]
        problem: Exception | None = None
        for content, system in itertools.product((_as_text, _as_list), (_kept, _folded)):
            form = _Form(content, system)
            try:
                self._render(asked, form)
            except ValueError as error:
                problem = problem or error
            else:
                return form
        raise ValueError(str(problem))

    def _render(self, messages: list[Message], form: _Form) -> list[Piece]:
        apart: list[Part] = []
        turns = [_turn(message, form, apart) for message in form.system(messages)]
        pieces = [
            Piece(text) if i % 2 == 0 else apart[int(text)] for i, text in enumerate(_MARK.split(self._text(turns)))
        ]
        if pieces[1::2] != apart:
            raise ValueError("the template leaves out or repeats a part of the messages")
        return [piece for piece in pieces if piece.text]

    def _text(self, turns: list[_Turn]) -> str:
        try:
            return self._template.render(
                messages=turns,
                add_generation_prompt=True,
                bos_token=self._bos,
                eos_token=self._eos,
                enable_thinking=False,
                thinking=False,
                raise_exception=_refuse,
                strftime_now=_DAY.strftime,
            )
        except Exception as error:  # a template is a program that came with the file: it can raise anything
            raise ValueError(str(error)) from error


class _GenerationTag(jinja2.ext.Extension):
    """`{% generation %}` marks what training is scored on; it prints its content."""

    tags = {"generation"}  # noqa: RUF012 - jinja2 declares it so

    def parse(self, parser: Parser) -> Any:
        parser.stream.skip(1)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _environment() -> jinja2.Environment:
    made = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[_GenerationTag, jinja2.ext.loopcontrols]
    )
    made.filters["tojson"] = lambda value, **how: json.dumps(value, **{"ensure_ascii": False, **how})
    return made


def _refuse(reason: str) -> NoReturn:
    raise ValueError(reason)


def _turn(message: Message, form: _Form, apart: list[Part]) -> _Turn:
    """One message for the template; parts that it must not see are replaced by marks and added to `apart`."""
    text = ""
    for part in message.parts:
        if part.trusted and part != PICTURE:
            text += part.text
        else:
            text += f"\ue000{len(apart)}\ue001"
            apart.append(part)
    return {"role": message.role, "content": form.content(text)}


def _with_picture(messages: Sequence[Message]) -> list[Message]:
    placed = list(messages)
    if any(PICTURE in message.parts for message in placed):
        return placed
    last = max(i for i, message in enumerate(placed) if message.role == "user")
    placed[last] = Message("user", (PICTURE, *placed[last].parts))
    return placed


def _without_picture(messages: Sequence[Message]) -> list[Message]:
    return [Message(message.role, tuple(part for part in message.parts if part != PICTURE)) for message in messages]


def _as_text(text: str) -> object:
    return text


def _as_list(text: str) -> object:
    return [{"type": "text", "text": text}]


def _kept(messages: list[Message]) -> list[Message]:
    return messages


def _folded(messages: list[Message]) -> list[Message]:
    """Put the system message at the start of the first user message, for models without a system role."""
    if len(messages) < 2 or messages[0].role != "system":
        return messages
    head, first, *rest = messages
    return [Message(first.role, (*head.parts, Part("\n\n"), *first.parts)), *rest]
