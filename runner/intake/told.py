"""The lines of JSON that report a look at a folder: from the process that looks to the program that shows it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from runner.composition.proposed import Proposal


@dataclass(frozen=True, slots=True)
class Listed:
    """The number of photos listed so far."""

    photos: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture of one photo of the folder."""

    path: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Subfolder:
    """A folder directly below the one that was looked at."""

    name: str
    photos: int  # in it and below it


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds."""

    photos: int
    unreadable: int = 0  # photos that cannot be read now
    gigabytes: float = 0.0  # in 10⁹ bytes, of the photos that can be read
    left_out: Mapping[str, int] = field(default_factory=dict)  # number of files and folders that no set takes, by kind
    subfolders: tuple[Subfolder, ...] = ()  # only those with photos
    sampled: bool = False  # whether the values below come from the camera data of only some photos
    first: datetime | None = None  # camera's local time
    last: datetime | None = None
    cameras: tuple[str, ...] = ()  # most common first
    located: int = 0  # photos with GPS
    place: str | None = None  # where most of those were taken


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something could not be looked at."""

    said: str  # in the language of the process
    fatal: bool  # concerns the folder itself, not only what is recognised in it


Told = Listed | Picture | Survey | Proposal | Problem
_KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in (Listed, Picture, Survey, Proposal, Problem)}


def to_line(told: Told) -> str:
    """The line of JSON, without a line break."""
    values = asdict(told)
    if isinstance(told, Picture):
        values["jpeg"] = base64.b64encode(told.jpeg).decode("ascii")
    return json.dumps({"kind": type(told).__name__, **values}, ensure_ascii=True, default=_plain)


def from_line(line: str) -> Told | None:
    """What a line reports; None if it is of no known kind, such as a library's own output."""
    try:
        values = json.loads(line)
        kind = _KINDS[values.pop("kind")]
        if kind is Picture:
            return Picture(str(values["path"]), base64.b64decode(values["jpeg"]))
        made: Told = TypeAdapter(kind).validate_python(values)
        return made
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return None


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(value)
