"""A person's own settings: saved filters, shortcuts, words, theme. One JSON file, replaced atomically.

Several windows and versions of the program share the file: each writes only its own changes and leaves the rest.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from pathlib import Path

from runner import user_folder
from runner.store.atomic import write_atomically
from runner.store.damaged_file import put_aside

_log = logging.getLogger(__name__)
_COLLECTED = ("words", "reasons", "hints")
"""Lists to which every window adds entries."""


@dataclass
class Settings:
    """A person's own settings; the defaults are those of a first start."""

    filters: dict[str, str] = field(default_factory=dict)  # by name
    shortcuts: dict[str, str] = field(default_factory=dict)  # by action, if they differ from the defaults
    words: list[str] = field(default_factory=list)  # words that spelling accepts besides its dictionary
    reasons: list[str] = field(default_factory=list)  # of rejections, newest first
    theme: str = "system"  # system, light or dark
    boxes: bool = True  # whether what witnesses saw is drawn over the photo
    language: str = "system"  # system, or the code of a language
    size: list[int] = field(default_factory=list)  # of the window: width and height; empty: not opened yet
    hints: list[str] = field(default_factory=list)  # dismissed ones, by the topic of their page
    text_size: int = 100  # in percent of the desktop's
    maximised: bool = False  # whether the window filled the screen
    facets: bool = True  # whether the pane of facets is shown beside the photos
    picks: dict[str, dict[str, int]] = field(default_factory=dict)  # number and limits, by set: `picks.amount.Amount`
    grouping: str = ""  # how the photos of the grid are grouped: one of `grouping.GROUPINGS`
    found: Mapping[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)  # as last read


def place() -> Path:
    """The path of the file, in the user's own folder."""
    return user_folder.own() / "reviewer.json"


def load() -> Settings:
    """The settings; the defaults if the file is missing or cannot be understood."""
    kept = Settings()
    try:
        read = _read() or {}
    except (OSError, ValueError) as error:
        _log.warning("%s cannot be read, so that the usual settings are used: %s", place(), error)
        read = {}
    for name in _names():
        if isinstance(read.get(name), type(getattr(kept, name))):
            setattr(kept, name, read[name])
    kept.found = deepcopy(_values(kept))
    return kept


def save(settings: Settings) -> None:
    """Save what was changed since the settings were loaded or saved, and read filters and words of other windows.

    Raises OSError if the disk refuses, or the existing file cannot be read.
    """
    there = _there()
    mine, was = _values(settings), settings.found or _values(Settings())
    for name in _names():
        if mine[name] != was[name] or name not in there:
            there[name] = _merged(name, was[name], mine[name], there.get(name))
        if name in _COLLECTED or isinstance(mine[name], dict):
            setattr(settings, name, deepcopy(_usable(there[name], mine[name])))
    text = json.dumps(there, indent=2, ensure_ascii=False)
    write_atomically(place(), lambda temporary: temporary.write_text(text + "\n", "utf-8"))
    settings.found = deepcopy(_values(settings))


def _read() -> dict[str, object] | None:
    """The content of the file; None if there is none. Raises ValueError if it is not a JSON object."""
    try:
        read = json.loads(place().read_text("utf-8"))
    except FileNotFoundError:
        return None
    if not isinstance(read, dict):
        raise ValueError("it holds no settings")
    return read


def _there() -> dict[str, object]:
    """The current content of the file; a file that cannot be understood is put aside."""
    try:
        return _read() or {}
    except ValueError:
        put_aside(place())
        return {}


def _merged(name: str, was: object, mine: object, theirs: object) -> object:
    """A setting as changed by one window, merged with the changes of others."""
    if isinstance(mine, dict) and isinstance(was, dict) and isinstance(theirs, dict):
        others = {key: value for key, value in theirs.items() if key in mine or key not in was}
        return others | {key: value for key, value in mine.items() if value != was.get(key)}
    if name in _COLLECTED and isinstance(mine, list) and isinstance(was, list) and isinstance(theirs, list):
        added = [each for each in theirs if each not in was and each not in mine]
        kept = [each for each in mine if each in theirs or each not in was]
        return sorted([*kept, *added]) if name == "words" else [*kept, *added]
    return mine


def _usable(there: object, mine: object) -> object:
    return there if isinstance(there, type(mine)) else mine


def _names() -> list[str]:
    return [each.name for each in fields(Settings) if each.name != "found"]


def _values(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in _names()}
