"""Stage `places`: the name of a photo's place, by its coordinates. A witness; it works without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Gt

from runner.facts import Fact
from runner.schema import ExifRow, Options, Row
from runner.stage import Column, Folders, Item, item_stage


@dataclass(frozen=True, slots=True)
class PlaceRow(Row):
    """Names of the place where a photo was taken; all null if the file has no coordinates."""

    place: str | None  # town and country; region and country away from towns
    town: str | None  # the town in or near which it was taken
    region: str | None  # first-level division of the country; null near borders
    country: str | None  # null near borders
    distance_km: float | None  # to the centre of the nearest populated place


@dataclass(frozen=True)
class PlacesOptions(Options):
    """Whether places are named, and up to which distance."""

    # whether coordinates are looked up
    look_up: bool = False
    # a photo counts as taken in a town up to this many kilometres from its centre
    town_km: Annotated[float, Gt(0)] = 3.0
    # region and country are taken from the nearest places up to this many kilometres away
    most_km: Annotated[float, Gt(0)] = 60.0


def _facts(row: PlaceRow) -> Iterator[Fact]:
    if row.place is not None:
        yield Fact("", "place", row.place)
    if row.region is not None and row.town is not None:
        yield Fact("", "region", row.region)


@item_stage(
    "places",
    row=PlaceRow,
    options=PlacesOptions,
    needs={"metadata": ExifRow},
    failure="optional",
    review=(Column("place", "Place by GPS"), Column("distance_km", "Distance to it (km)", shown=False)),
    facts=_facts,
    label="place_names",
    looks=False,
    idle=lambda options: not options.look_up,
)
def places(items: Sequence[Item], options: PlacesOptions, _folders: Folders) -> Iterator[PlaceRow]:
    """Yield the names of the place of each photo. Raises EnvError if the names of places are not installed."""
    from runner.knowledge.gazetteer import whereabouts

    for item in items:
        metadata = item["metadata"]
        if metadata.latitude is None or metadata.longitude is None:
            yield PlaceRow(None, None, None, None, None)
            continue
        found = whereabouts(metadata.latitude, metadata.longitude, town_km=options.town_km, most_km=options.most_km)
        yield PlaceRow(found.name, found.town, found.region, found.country, found.distance_km)
