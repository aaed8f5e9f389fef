"""The wordings of all messages in all languages. A TOML file is parsed when a message of its groups is first used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de")
"""Codes of the available languages, the language of the source first."""

Wording = str | Mapping[str, str]
"""A text with placeholders {name} or {name:kind}; or two, `one` and `other`, chosen by the argument `count`."""

_FOLDER = Path(__file__).parent / "texts"
_added: dict[str, Mapping[str, Wording]] = {}


def add(messages: Mapping[str, Mapping[str, Wording]]) -> None:
    """Register wordings from outside this package, by id, then by language. The project's own take precedence."""
    _added.update(messages)


def known(id: str) -> Mapping[str, Wording] | None:
    """Return the wordings of a message by language; None for an unknown id."""
    group = id.partition(".")[0]
    own = (_messages(file) for file in _files(_FOLDER) if group in _groups(file))
    return next((each[id] for each in own if id in each), None) or _added.get(id)


@cache
def table() -> Mapping[str, Mapping[str, Wording]]:
    """Return the project's own wordings by message id. Raises ValueError if an id occurs twice."""
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
    """First parts of the file's message ids. Found by regular expression: parsing the TOML of all files takes 30 ms."""
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
