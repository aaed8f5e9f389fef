"""Stage `objects`: what an object detector sees, one row per box. A witness that no captioner wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Le

from runner.facts import GLIMPSE, SIGHTING, TRACE, Fact, Look, Region
from runner.imaging.rendition_path import rendition_path
from runner.models.batches import in_batches
from runner.models.detection.options import DetectorOptions
from runner.schema import DeriveRow, Options, Row
from runner.stage import Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from runner.models.detection.detector import Detection, Detector

_log = logging.getLogger(__name__)

Standing = Literal["fact", "support", "glimpse", "trace"]
"""What a box is worth.

`fact`: the thing is there, and texts may say so; `support`: enough for a text that says so by itself; `glimpse`: it
supports nothing, but does not count as silence either; `trace`: the best of its class below the detector's `score`,
which says how silent the detector is.
"""

_KINDS: Mapping[Standing, str] = {"fact": "object", "support": SIGHTING, "glimpse": GLIMPSE, "trace": TRACE}


@dataclass(frozen=True, slots=True)
class ObjectRow(Row):
    """One thing that a detector found in a photo."""

    box: int  # number of the box by descending score, from 0
    name: str  # name of the class in the detector's list
    score: float  # the model's score, 0 to 1; its reliability is calibrated in conf/witness
    standing: Standing  # how certain the box is, by its score
    region: Region  # its box, in shares of the upright picture
    model: str  # the detector's name
    provider: str  # the ONNX Runtime provider that was used


@dataclass(frozen=True)
class ObjectsOptions(Options):
    """Which detector looks at which rendition, and where it runs."""

    # null: no detector
    detector: DetectorOptions | None
    # the rendition that it looks at, one of those that the graph derives
    rendition: str = "model"
    # number of photos opened at once
    batch: Annotated[int, Ge(1), Le(256)] = 8
    # auto uses CUDA if ONNX Runtime can, otherwise the processor; cuda fails without it
    device: Literal["auto", "cpu", "cuda"] = "auto"
    # threads of the processor
    threads: Annotated[int, Ge(1), Le(256)] = 2


def looks(options: ObjectsOptions) -> Look:
    """The detector as a witness."""
    return Look("", options.detector.calibration if options.detector else None)


def weights(options: ObjectsOptions) -> Sequence[Path]:
    """The detector's file."""
    from runner.models.detection.packaged import detector_file

    return [detector_file(options.detector)] if options.detector else []


def is_without(options: ObjectsOptions) -> bool:
    """True if there is no detector."""
    return options.detector is None


def _names() -> pl.Expr:
    import polars as pl

    return pl.col("name").filter(pl.col("standing") == "fact").unique(maintain_order=True)


def stated(row: ObjectRow) -> Iterable[Fact]:
    """The one fact that a box states, of the kind that its standing gives."""
    return [Fact("", _KINDS[row.standing], row.name, row.score, row.region if row.standing != "trace" else None)]


@item_stage(
    "objects",
    row=ObjectRow,
    options=ObjectsOptions,
    needs={"pictures": DeriveRow},
    key="box",
    failure="optional",
    version=3,
    review=(Column("objects", "Objects", _names),),
    facts=stated,
    witness=looks,
    label="object_detector",
    place="model",
    files=weights,
    idle=is_without,
)
def objects(items: Sequence[Item], options: ObjectsOptions, folders: Folders) -> Iterator[Result]:
    """Yield the boxes of each photo, or why its rendition could not be read."""
    yield from detected(items, options, folders)


def detected(items: Sequence[Item], options: ObjectsOptions, folders: Folders) -> Iterator[Result]:
    """The same for any stage that has these options."""
    from runner.models.pictures import pixels

    if options.detector is None:
        return
    detector = _open(options.detector, options.device, options.threads)

    def picture(item: Item) -> NDArray[np.uint8]:
        path = rendition_path(item["pictures"], options.rendition, "detector", "detector.rendition")
        return pixels(folders.renditions / path)

    yield from in_batches(items, options.batch, picture, partial(_rows, detector, options.detector))


@cache
def _open(options: DetectorOptions, device: Literal["auto", "cpu", "cuda"], threads: int) -> Detector:
    from runner.models.detection.detector import Detector

    detector = Detector(options, device, threads)
    _log.info("%s runs on %s", detector.name, detector.provider.removesuffix("ExecutionProvider"))
    return detector


def _rows(
    detector: Detector, options: DetectorOptions, pictures: Sequence[NDArray[np.uint8]]
) -> Iterator[list[ObjectRow]]:
    for found in detector.detect(pictures):
        ordered = sorted(found, key=lambda each: -each.score)
        yield [
            ObjectRow(
                number,
                each.name,
                each.score,
                _standing(each, options),
                each.region,
                detector.name,
                detector.provider,
            )
            for number, each in enumerate(ordered)
        ]


def _standing(found: Detection, options: DetectorOptions) -> Standing:
    """What a box is worth. A part of a photo is more easily mistaken for a thing, so a fact needs the whole photo."""
    if min(found.score, found.whole) >= options.fact:
        return "fact"
    if found.score >= options.support:
        return "support"
    return "glimpse" if found.score >= options.score else "trace"
