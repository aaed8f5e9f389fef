"""Turns messages into text in a language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from runner.messages.message import Message, say
from runner.messages.table import LANGUAGES, Wording, known

SPOKEN = "PHOTO_RUNNER_LANGUAGE"
"""Environment variable for the language of a process's messages; the window sets it for its child processes."""

_GAP = re.compile(r"\{(\w+)(?::(\w+))?\}")
_THOUSANDS = {"en": ",", "de": "."}
_DECIMAL = {"en": ".", "de": ","}


def language_of_process() -> str:
    """Return the language of this process's messages: from its environment, by default English."""
    wanted = os.environ.get(SPOKEN, LANGUAGES[0])
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def word(message: Message, language: str = LANGUAGES[0]) -> str:
    """Return the message as text in this language, or in English if the language has no wording for it.

    A message with an unknown id (its plug-in is not installed) becomes its id and arguments.
    """
    values, wordings = message.values(), known(message.id)
    if wordings is None:
        return f"{message.id} ({', '.join(f'{name}: {_text(value, language)}' for name, value in values.items())})"
    text = _form(wordings.get(language) or wordings[LANGUAGES[0]], values)
    return _GAP.sub(lambda gap: _filled(gap[0], values.get(gap[1]), gap[2], language), text)


def sentences(messages: Iterable[Message], language: str = LANGUAGES[0]) -> str:
    """Return the messages as one text: each begins with a capital letter and ends with a full stop."""
    return " ".join(_sentence(word(message, language)) for message in messages)


def term(kind: str, value: str, language: str = LANGUAGES[0]) -> str:
    """Translate a value of a closed list, such as a field or a rule; an unknown one only loses its underscores."""
    wordings = known(f"{kind}.{value}")
    if wordings is None:
        return value.replace("_", " ")
    return _form(wordings.get(language) or wordings[LANGUAGES[0]], {})


def _form(wording: Wording, values: Mapping[str, object]) -> str:
    if isinstance(wording, str):
        return wording
    return wording["one" if values.get("count") == 1 else "other"]


def _filled(gap: str, value: object, kind: str | None, language: str) -> str:
    """The text for a placeholder; the placeholder itself if the message lacks its argument."""
    if value is None:
        return gap
    return _text(value, language, kind)


def _text(value: Any, language: str, kind: str | None = None) -> str:
    if isinstance(value, list):
        return _listed([_text(each, language, kind) for each in value], language)
    if isinstance(value, dict):
        return word(say(value["id"], **value["arguments"]), language)
    if isinstance(value, int | float):
        return _number(value, language)
    if kind == "day":
        return _day(date.fromisoformat(value), language)
    return term(kind, value, language) if kind else str(value)


def _number(value: float, language: str) -> str:
    written = f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
    signs = {",": _THOUSANDS.get(language, ","), ".": _DECIMAL.get(language, ".")}
    return "".join(signs.get(sign, sign) for sign in written)


def _listed(words: list[str], language: str) -> str:
    last = f" {term('word', 'and', language)} ".join(words[-2:])
    return ", ".join([*words[:-2], last])


def _day(day: date, language: str) -> str:
    """Weekday, month and year: Saturday, May 2019."""
    weekday = term("weekday", str(day.isoweekday()), language)
    return f"{weekday}, {term('month', str(day.month), language)} {day.year}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"
