"""What a detector was trained to see, and how its outputs become boxes. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, Lt, MinLen

from runner.models.options import LATER, UNKEYED, Three
from runner.schema import Options

Deviation = tuple[Annotated[float, Gt(0)], Annotated[float, Gt(0)], Annotated[float, Gt(0)]]
Strides = Annotated[tuple[Annotated[int, Ge(1)], ...], MinLen(1)]
Share = Annotated[float, Ge(0), Le(1)]


@dataclass(frozen=True, slots=True)
class InputOptions(Options):
    """How a picture becomes the model's input."""

    # pixels along each side of the square that it reads
    size: Annotated[int, Ge(32), Le(4096)]
    # centre: whole picture in the middle, the rest padded; corner: at the top left; stretch: made square
    resize: Literal["centre", "corner", "stretch"]
    # order of the channels
    channels: Literal["rgb", "bgr"] = "rgb"
    # subtracted from each channel of 0 to 255, in the order of `channels`
    mean: Three = (0.0, 0.0, 0.0)
    # divides what is left
    deviation: Deviation = (1.0, 1.0, 1.0)
    # value of padded pixels before the mean is subtracted
    padding: Annotated[int, Ge(0), Le(255)] = 0


@dataclass(frozen=True, slots=True)
class NanoDet(Options):
    """NanoDet and NanoDet-Plus: scores and distributions of the distances to the four sides, for each cell."""

    kind: Literal["nanodet"] = "nanodet"
    # pixels of the input that a cell stands for, level by level
    strides: Strides = (8, 16, 32, 64)
    # values that a distance's distribution is about: 0 to bins - 1 strides
    bins: Annotated[int, Ge(2)] = 8
    # where a cell's point is, in strides from its top left: 0.5 for NanoDet, 0 for NanoDet-Plus
    point: Share = 0.0


@dataclass(frozen=True, slots=True)
class Yolox(Options):
    """YOLOX: centre, size, objectness and scores for each cell."""

    kind: Literal["yolox"] = "yolox"
    # pixels of the input that a cell stands for, level by level
    strides: Strides = (8, 16, 32)


@dataclass(frozen=True, slots=True)
class Detr(Options):
    """RF-DETR, D-FINE and their kin: a fixed number of boxes that do not repeat each other, each with logits."""

    kind: Literal["detr"] = "detr"
    # output with the logits of each class, before the sigmoid
    logits: str = "logits"
    # output with centre and size, in shares of the input
    boxes: str = "pred_boxes"


@dataclass(frozen=True, slots=True)
class Ssd(Options):
    """SSD: boxes that repeat each other, each with logits, the anchors worked in."""

    kind: Literal["ssd"] = "ssd"
    # output with the logits of each class, before the sigmoid
    logits: str = "logits"
    # output with centre and size, in shares of the input
    boxes: str = "boxes"


@dataclass(frozen=True, slots=True)
class Tiles(Options):
    """Looking at overlapping parts of a picture besides its whole."""

    # pixels of the picture along each side of a tile
    side: Annotated[int, Ge(64), Le(8192)] = 640
    # share of a tile that the next one shows too, at least
    overlap: Annotated[float, Ge(0), Lt(0.9)] = 0.25
    # tiles along each side at most; larger tiles are taken instead of more of them
    most: Annotated[int, Ge(2), Le(16)] = 3


@dataclass(frozen=True, slots=True)
class DetectorOptions(Options):
    """Which detector, and which of its boxes count."""

    # an .onnx file, or the name of a packaged detector
    model: str
    # packaged list of class names, or a text file with a name a line; an empty line is a class without a name
    classes: str
    input: InputOptions
    decoding: NanoDet | Yolox | Detr | Ssd
    # boxes from this score on are named
    score: Annotated[float, Gt(0), Lt(1)] = 0.3
    # of boxes with a lower score, the best of each class from this one on is kept: it says how silent the detector
    # is; null: none
    trace: Annotated[float, Gt(0), Lt(1)] | None = None
    # boxes from this score on support a text that names the thing by itself
    support: Annotated[float, Gt(0), Le(1)] = 0.5
    # boxes from this score on are facts, where the whole picture shows the class as surely: any text may rest on them
    fact: Annotated[float, Gt(0), Le(1)] = 0.7
    # of two boxes of a class that overlap more (intersection over union), the one with the lower score is dropped
    overlap: Share = 0.6
    # boxes of a picture at most, those with the highest scores
    most: Annotated[int, Ge(1), Le(1000)] = 100
    # null: the whole picture only
    tiles: Tiles | None = None
    # pictures and tiles that the model reads at once
    batch: Annotated[int, Ge(1), Le(256)] = field(default=8, metadata=UNKEYED)
    # the calibration of conf/witness, or of your own, that says how often it errs; null: its silence means nothing
    calibration: str | None = field(default=None, metadata=LATER)
    # the entry of conf/weights that fetches the model; null for a packaged one or your own
    weights: str | None = None
