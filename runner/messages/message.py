"""A message: its id, and the arguments that fill the gaps of its wording."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERBATIM = "verbatim"
"""Id of a message whose only argument, `text`, is shown as it is in every language."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say to a person. Hashable, picklable, and a struct of two strings as a Parquet column."""

    id: str  # which message it is: a group and a name, as length.short
    arguments: str = "{}"  # a JSON object: text, numbers, lists of them, and messages as {"id": …, "arguments": {…}}

    def values(self) -> Mapping[str, object]:
        """The arguments by name."""
        values: dict[str, object] = json.loads(self.arguments)
        return values


Value = str | int | float | Message | Sequence[str] | Sequence[Message]
"""What an argument may be. A list is worded as "a, b and c"; a number gets the separators of the language."""


def say(id: str, /, **values: Value) -> Message:
    """The message with this id. A wording with a singular and a plural is chosen by the argument `count`."""
    return Message(id, json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False))


def verbatim(text: str) -> Message:
    """A message of which only the text is known: from a library, or from evidence of earlier versions."""
    return say(VERBATIM, text=text)


def as_message(message: Message | str) -> Message:
    """The message itself; a plain text as a message that is shown as it is."""
    return verbatim(message) if isinstance(message, str) else message


def shortened(message: Message, most: int) -> Message:
    """The message with no text among its arguments longer than `most` characters."""
    cut = {name: _cut(value, most) for name, value in message.values().items()}
    return Message(message.id, json.dumps(cut, ensure_ascii=False))


def _cut(value: Any, most: int) -> Any:
    long = isinstance(value, str) and len(value) > most
    return f"{value[: most - 1]}…" if long else value


def restored(id: str | None, arguments: str | None, text: str | None) -> Message:
    """The message of columns of evidence: id and arguments, or the text alone where an earlier version wrote it."""
    return verbatim(text or "") if id is None else Message(id, arguments or "{}")


def _plain(value: Value) -> object:
    if isinstance(value, Message):
        return {"id": value.id, "arguments": value.values()}
    return value if isinstance(value, str | int | float | Mapping) else [_plain(each) for each in value]
