"""The wording of every message in every language: files of a table, read when the first message of one is worded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de")
"""Codes of the languages that the table has, that of the source first."""

Wording = str | Mapping[str, str]
"""A text with gaps as {name} or {name:kind}; or two of them, `one` and `other`, chosen by the argument `count`."""

_FOLDER = Path(__file__).parent / "texts"
_added: dict[str, Mapping[str, Wording]] = {}


def add(messages: Mapping[str, Mapping[str, Wording]]) -> None:
    """Add the wording of messages from outside this package: by id, then by language. The project's own come first."""
    _added.update(messages)


def known(id: str) -> Mapping[str, Wording] | None:
    """The wordings of a message by language; None for an id that nobody has worded."""
    group = id.partition(".")[0]
    own = (_messages(file) for file in _files(_FOLDER) if group in _groups(file))
    return next((each[id] for each in own if id in each), None) or _added.get(id)


@cache
def table() -> Mapping[str, Mapping[str, Wording]]:
    """The project's own messages by id. ValueError for one that is worded twice."""
    found: dict[str, Mapping[str, Wording]] = {}
    for file in _files(_FOLDER):
        if twice := found.keys() & _messages(file).keys():
            raise ValueError(f"{', '.join(sorted(twice))}: worded twice, the second time in {file.name}")
        found.update(_messages(file))
    return found


@cache
def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


@cache
def _text(file: Path) -> str:
    return file.read_text("utf-8")


@cache
def _groups(file: Path) -> frozenset[str]:
    """What ids of its messages begin with. A search, as reading the TOML of all files takes 30 ms."""
    return frozenset(re.findall(r"^\[?([\w-]+)", _text(file), re.MULTILINE))


@cache
def _messages(file: Path) -> Mapping[str, Mapping[str, Wording]]:
    return dict(_flat(tomllib.loads(_text(file)), ""))


def _flat(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, Mapping[str, Wording]]]:
    for name, inner in tables.items():
        if LANGUAGES[0] in inner:
            yield above + name, inner
        else:
            yield from _flat(inner, f"{above}{name}.")
