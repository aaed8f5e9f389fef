"""A message: its id, and the arguments that fill the placeholders of its wording."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERBATIM = "verbatim"
"""Id of a message whose only argument, `text`, is shown unchanged in every language."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say to a person. Hashable, picklable, and a struct of two strings as a Parquet column."""

    id: str  # which message it is: a group and a name, as length.short
    arguments: str = "{}"  # a JSON object: text, numbers, lists of them, and messages as {"id": …, "arguments": {…}}

    def values(self) -> Mapping[str, object]:
        """Return the arguments by name."""
        values: dict[str, object] = json.loads(self.arguments)
        return values


Value = str | int | float | Message | Sequence[str] | Sequence[Message]
"""Types of an argument. A list is worded as "a, b and c"; a number gets the separators of the language."""


def say(id: str, /, **values: Value) -> Message:
    """Return the message with this id. The argument `count` chooses between a singular and a plural wording."""
    return Message(id, json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False))


def verbatim(text: str) -> Message:
    """Return a message that has only a text, from a library or from evidence of earlier versions."""
    return say(VERBATIM, text=text)


def as_message(message: Message | str) -> Message:
    """Return a message unchanged, and a plain text as a verbatim message."""
    return verbatim(message) if isinstance(message, str) else message


def shortened(message: Message, most: int) -> Message:
    """Return the message with each text argument cut to at most `most` characters."""
    cut = {name: _cut(value, most) for name, value in message.values().items()}
    return Message(message.id, json.dumps(cut, ensure_ascii=False))


def _cut(value: Any, most: int) -> Any:
    long = isinstance(value, str) and len(value) > most
    return f"{value[: most - 1]}…" if long else value


def restored(id: str | None, arguments: str | None, text: str | None) -> Message:
    """Rebuild a message from columns of evidence: id and arguments, or `text` if an earlier version wrote only that."""
    return verbatim(text or "") if id is None else Message(id, arguments or "{}")


def _plain(value: Value) -> object:
    if isinstance(value, Message):
        return {"id": value.id, "arguments": value.values()}
    return value if isinstance(value, str | int | float | Mapping) else [_plain(each) for each in value]
