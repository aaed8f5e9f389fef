"""Stage `sun`: dawn, dusk, golden hour or night, from the sun at the place and time of a photo. A witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runner.facts import Fact
from runner.schema import ExifRow, Options, Row
from runner.stage import Column, Folders, Item, item_stage


@dataclass(frozen=True, slots=True)
class SunRow(Row):
    """The position of the sun for a photo; null if its place, time or time zone is unknown."""

    elevation: float | None  # of the sun's centre above the horizon, in degrees
    light: str | None  # night, dawn, dusk or golden hour; null in full daylight


@dataclass(frozen=True)
class SunOptions(Options):
    """Whether the position of the sun is used."""

    # whether dawn, dusk, golden hour and night are determined from it
    look_up: bool = False


def _facts(row: SunRow) -> Iterator[Fact]:
    if row.light is not None:
        yield Fact("", "light", row.light)


@item_stage(
    "sun",
    row=SunRow,
    options=SunOptions,
    needs={"metadata": ExifRow},
    failure="optional",
    review=(Column("light", "Light by the sun"), Column("elevation", "Height of the sun (°)", shown=False)),
    facts=_facts,
    label="sun",
    looks=False,
    idle=lambda options: not options.look_up,
)
def sun(items: Sequence[Item], _options: SunOptions, _folders: Folders) -> Iterator[SunRow]:
    """Yield the height of the sun over each photo, and what its light is called."""
    from runner.knowledge.sun import light

    for item in items:
        row = item["metadata"]
        known = row.captured_at, row.utc_offset_min, row.latitude, row.longitude
        yield SunRow(None, None) if None in known else SunRow(*light(*known))
