"""What a look at a folder tells, one line of JSON each: from the process that looks to the program that shows."""

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
    """How far the listing is."""

    photos: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo of the folder, small."""

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
    unreadable: int = 0  # of them cannot be read now
    gigabytes: float = 0.0  # 10⁹ bytes, of what can be read
    left_out: Mapping[str, int] = field(default_factory=dict)  # what no set takes, by its name
    subfolders: tuple[Subfolder, ...] = ()  # those with photos
    sampled: bool = False  # whether only the camera data of some photos were read: the following is about them
    first: datetime | None = None  # camera's local time
    last: datetime | None = None
    cameras: tuple[str, ...] = ()  # the commonest first
    located: int = 0  # photos with GPS
    place: str | None = None  # where most of those were taken


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something could not be looked at."""

    said: str  # in the language of the process
    fatal: bool  # the folder itself, not only what is recognised in it


Told = Listed | Picture | Survey | Proposal | Problem
_KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in (Listed, Picture, Survey, Proposal, Problem)}


def to_line(told: Told) -> str:
    """The line, without its end."""
    values = asdict(told)
    if isinstance(told, Picture):
        values["jpeg"] = base64.b64encode(told.jpeg).decode("ascii")
    return json.dumps({"kind": type(told).__name__, **values}, ensure_ascii=True, default=_plain)


def from_line(line: str) -> Told | None:
    """What a line tells; None where it tells nothing that is known, as a library's own output."""
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
