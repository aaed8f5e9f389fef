"""A face region that was read from another program's metadata, or is written for one."""

from __future__ import annotations

from dataclasses import dataclass

from runner.facts import Region


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A rectangle with the name of the person in it."""

    region: Region  # in shares of the upright picture, unless a function says that it takes the stored one
    name: str | None  # None: a face without a name
    source: str  # the format that it was read from; empty if it is to be written
