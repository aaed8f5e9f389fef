"""Stage `second_detector`: another detector, unlike the first, looks at the same photos. A witness of its own.

What two detectors of different make both miss is far more often not there than what one of them misses. Its rows are
those of `objects`; they have no column for people, to whom one list of things is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Ge, Le

from runner.facts import Look
from runner.models.detection.options import DetectorOptions
from runner.schema import DeriveRow, Options
from runner.stage import Folders, Item, Result, item_stage
from runner.stages.objects import ObjectRow, ObjectsOptions, detected, stated


@dataclass(frozen=True)
class SecondDetectorOptions(Options):
    """Which detector looks too, at which rendition, and where it runs."""

    # the detector; null: none does
    detector: DetectorOptions | None = None
    # which of the renditions that the graph derives it looks at
    rendition: str = "model"
    # photos that are opened at once
    batch: Annotated[int, Ge(1), Le(256)] = 8
    # auto takes CUDA where ONNX Runtime can use it, else the processor; cuda refuses to run without
    device: Literal["auto", "cpu", "cuda"] = "auto"
    # of the processor
    threads: Annotated[int, Ge(1), Le(256)] = 2


def _witness(options: SecondDetectorOptions) -> Look:
    return Look("", options.detector.calibration if options.detector else None)


def _files(options: SecondDetectorOptions) -> Sequence[Path]:
    from runner.models.detection.packaged import detector_file

    return [detector_file(options.detector)] if options.detector else []


@item_stage(
    "second_detector",
    row=ObjectRow,
    options=SecondDetectorOptions,
    needs={"pictures": DeriveRow},
    key="box",
    failure="optional",
    facts=stated,
    witness=_witness,
    label="second_detector",
    idle=lambda options: options.detector is None,
    place="model",
    files=_files,
)
def second_detector(items: Sequence[Item], options: SecondDetectorOptions, folders: Folders) -> Iterator[Result]:
    """Yield the boxes of each photo, or why its rendition could not be read."""
    if options.detector is not None:
        like_first = ObjectsOptions(options.detector, options.rendition, options.batch, options.device, options.threads)
        yield from detected(items, like_first, folders)
