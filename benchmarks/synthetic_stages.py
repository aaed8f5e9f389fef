"""Makes rows of photos that do not exist, so that a set of any size goes through the real texts, gate and reports."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from runner.graph import Graph, Node
from runner.schema import (
    ClassifyRow,
    Colour,
    DeriveRow,
    ExifRow,
    IntakeRow,
    Label,
    Options,
    QualityRow,
    Rendition,
)
from runner.stage import Folders, Item, Result

_ANIMALS = ("grey heron", "great egret", "mallard", "coot", "kingfisher", "cormorant", "red fox", "roe deer")
_PLACES = ("Amsterdam, Netherlands", "Texel, Netherlands", "Oostvaardersplassen, Netherlands", "Ghent, Belgium")
_CAMERAS = ("Nikon D850", "Canon EOS R5", "Sony ILCE-7RM3", None)


@dataclass(frozen=True)
class NoOptions(Options):
    """No options."""


def _chance(item: Item) -> random.Random:
    return random.Random(item.item_id)


def intake(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """Headers."""
    for item in items:
        yield IntakeRow(item.sha256, item.bytes, "jpeg", 6000, 4000)


def exif(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """Camera data, and a title for about a third of the photos."""
    for item in items:
        chance = _chance(item)
        title = f"{chance.choice(_ANIMALS).capitalize()} {chance.randint(1, 9)}" if chance.random() < 0.3 else None
        yield ExifRow(
            captured_at=datetime(2015, 1, 1) + timedelta(minutes=chance.randrange(5_000_000)),
            utc_offset_min=60,
            camera=chance.choice(_CAMERAS),
            lens="EF500mm f/4L",
            exposure_s=1 / chance.choice((60, 250, 1000)),
            f_number=5.6,
            iso=400,
            focal_mm=500.0,
            focal_35mm=None,
            orientation=1,
            latitude=52.0 + chance.random(),
            longitude=4.0 + chance.random(),
            altitude_m=None,
            title=title,
            caption=None,
            keywords=("wetland",),
            place=chance.choice(_PLACES),
            creator=None,
            copyright=None,
            raw='{"Image Make": "NIKON"}' * 20,
        )


def derive(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """Renditions without files, and figures."""
    for item in items:
        chance = _chance(item)
        sha = item.sha256
        sizes = (("model", 1024, 683), ("web", 1500, 1000), ("thumbnail", 548, 365))
        yield DeriveRow(
            width=6000,
            height=4000,
            renditions=tuple(Rendition(n, f"{sha[:2]}/{sha}-{n}.jpg", w, h, 90_000, sha) for n, w, h in sizes),
            sharpness=chance.random(),
            brightness=chance.random(),
            shadows_clipped=0.01,
            highlights_clipped=0.01,
            contrast=0.2,
            tonal_range=0.9,
            noise=1.0,
            colours=(Colour("green", "#00aa00", 0.5), Colour("blue", "#0000aa", 0.3)),
            thirds=0.5,
            negative_space=0.3,
            phash=f"{chance.getrandbits(64):016x}",
        )


def quality(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """Scores."""
    for item in items:
        yield QualityRow(round(_chance(item).uniform(3, 9), 2), "Good", ())


def classify(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """Labels."""
    for item in items:
        name = _chance(item).choice(_ANIMALS)
        labels = tuple(Label(name, 0.9 / (n + 1), ("animal", "bird", name)) for n in range(5))
        yield ClassifyRow(labels=labels, groups=(), model="synthetic", provider="none")


_RUNS = {"intake": intake, "exif": exif, "derive": derive, "quality": quality, "classify": classify}


def with_synthetic_photos(graph: Graph) -> Graph:
    """The graph with every stage that opens pictures replaced; the declarations of the stages stay the same."""
    return Graph(graph.name, tuple(_synthetic(node) if node.stage.kind in _RUNS else node for node in graph.nodes))


def _synthetic(node: Node) -> Node:
    run = _RUNS[node.stage.kind]
    stage = replace(node.stage, run=run, options=NoOptions, place="driver", artifacts=None, files=None)
    return replace(node, stage=stage, options=NoOptions())
