"""The wording of every message in every language: one table, read when the first message is worded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de")
"""Codes of the languages that the table has, that of the source first."""

Wording = str | Mapping[str, str]
"""A text with gaps as {name} or {name:kind}; or two of them, `one` and `other`, chosen by the argument `count`."""

_FOLDER = resources.files(__name__.rpartition(".")[0]) / "texts"
_added: dict[str, Mapping[str, Wording]] = {}


def add(messages: Mapping[str, Mapping[str, Wording]]) -> None:
    """Add the wording of messages from outside this package: by id, then by language. The project's own come first."""
    _added.update(messages)


def known(id: str) -> Mapping[str, Wording] | None:
    """The wordings of a message by language; None for an id that nobody has worded."""
    return table().get(id) or _added.get(id)


@cache
def table() -> Mapping[str, Mapping[str, Wording]]:
    """The project's own messages by id."""
    files = sorted((each for each in _FOLDER.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    found: dict[str, Mapping[str, Wording]] = {}
    for file in files:
        for id, wordings in _flat(tomllib.loads(file.read_text("utf-8")), ""):
            if id in found:
                raise ValueError(f"the message {id} is worded twice, the second time in {file.name}")
            found[id] = wordings
    return found


def _flat(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, Mapping[str, Wording]]]:
    for name, inner in tables.items():
        if LANGUAGES[0] in inner:
            yield above + name, inner
        else:
            yield from _flat(inner, f"{above}{name}.")
