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
    # each channel is then divided by this
    deviation: Deviation = (1.0, 1.0, 1.0)
    # value of padded pixels before the mean is subtracted
    padding: Annotated[int, Ge(0), Le(255)] = 0


@dataclass(frozen=True, slots=True)
class NanoDet(Options):
    """NanoDet and NanoDet-Plus: scores and distributions of the distances to the four sides, for each cell."""

    kind: Literal["nanodet"] = "nanodet"
    # pixels of the input per cell along a side, level by level
    strides: Strides = (8, 16, 32, 64)
    # values in the distribution of a distance: 0 to bins - 1 strides
    bins: Annotated[int, Ge(2)] = 8
    # where a cell's point is, in strides from its top left: 0.5 for NanoDet, 0 for NanoDet-Plus
    point: Share = 0.0


@dataclass(frozen=True, slots=True)
class Yolox(Options):
    """YOLOX: centre, size, objectness and scores for each cell."""

    kind: Literal["yolox"] = "yolox"
    # pixels of the input per cell along a side, level by level
    strides: Strides = (8, 16, 32)


@dataclass(frozen=True, slots=True)
class Detr(Options):
    """RF-DETR, D-FINE and similar models: a fixed number of boxes without duplicates, each with logits."""

    kind: Literal["detr"] = "detr"
    # output with the logits of each class, before the sigmoid
    logits: str = "logits"
    # output with centre and size, as fractions of the input
    boxes: str = "pred_boxes"


@dataclass(frozen=True, slots=True)
class Ssd(Options):
    """SSD: boxes with duplicates, each with logits; the anchors are already applied."""

    kind: Literal["ssd"] = "ssd"
    # output with the logits of each class, before the sigmoid
    logits: str = "logits"
    # output with centre and size, as fractions of the input
    boxes: str = "boxes"


@dataclass(frozen=True, slots=True)
class Tiles(Options):
    """Overlapping parts of a picture that are looked at in addition to the whole."""

    # pixels of the picture along each side of a tile
    side: Annotated[int, Ge(64), Le(8192)] = 640
    # at least this fraction of a tile is also in the next one
    overlap: Annotated[float, Ge(0), Lt(0.9)] = 0.25
    # at most this many tiles along each side; tiles become larger instead of more
    most: Annotated[int, Ge(2), Le(16)] = 3


@dataclass(frozen=True, slots=True)
class DetectorOptions(Options):
    """Which detector, and which of its boxes count."""

    # an .onnx file, or the name of a packaged detector
    model: str
    # packaged list of class names, or a text file with one name per line; an empty line is a class without a name
    classes: str
    input: InputOptions
    decoding: NanoDet | Yolox | Detr | Ssd
    # boxes of at least this score are detections
    score: Annotated[float, Gt(0), Lt(1)] = 0.3
    # of boxes with a lower score, the best of each class is kept if it has at least this one: it shows how silent
    # the detector is; null: none
    trace: Annotated[float, Gt(0), Lt(1)] | None = None
    # boxes of at least this score support a captioner who saw the thing; no text may rely on them alone
    support: Annotated[float, Gt(0), Le(1)] = 0.5
    # boxes of at least this score are facts, if the class scores as high in the whole picture: texts may rely on them
    fact: Annotated[float, Gt(0), Le(1)] = 0.7
    # of two boxes of a class that overlap more (intersection over union), the one with the lower score is dropped
    overlap: Share = 0.6
    # at most this many boxes per picture, those with the highest scores
    most: Annotated[int, Ge(1), Le(1000)] = 100
    # null: the whole picture only
    tiles: Tiles | None = None
    # pictures and tiles in one batch
    batch: Annotated[int, Ge(1), Le(256)] = field(default=8, metadata=UNKEYED)
    # calibration from conf/witness, or your own, with its error rates; null: its silence means nothing
    calibration: str | None = field(default=None, metadata=LATER)
    # the entry of conf/weights that fetches the model; null for a packaged one or your own
    weights: str | None = None
