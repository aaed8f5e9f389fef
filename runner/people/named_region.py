"""A face that another program knows, or is told of."""

from __future__ import annotations

from dataclasses import dataclass

from runner.facts import Region


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A rectangle with the name of the person in it."""

    region: Region  # in shares of the upright picture, unless it is said to be of the stored one
    name: str | None  # null: a face without a name
    source: str  # which of its forms it was read from; empty when it is to be written
