"""Which models find faces, how their outputs are read, and which faces count. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, Lt, MinLen

from runner.models.detection.options import Deviation, InputOptions, Share, Tiles
from runner.models.options import UNKEYED, Three
from runner.schema import Options

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BlazeFace(Options):
    """MediaPipe's BlazeFace with one anchor per cell: a box, two eyes and four more points, in pixels from the cell."""

    kind: Literal["blazeface"] = "blazeface"
    # pixels of the input per cell along a side
    stride: Annotated[int, Ge(1)] = 4


@dataclass(frozen=True, slots=True)
class YuNet(Options):
    """OpenCV's YuNet: class, objectness, box and five points for each cell of three levels."""

    kind: Literal["yunet"] = "yunet"
    # pixels of the input per cell along a side, level by level
    strides: Annotated[tuple[Annotated[int, Ge(1)], ...], MinLen(1)] = (8, 16, 32)


@dataclass(frozen=True, slots=True)
class FaceDetectorOptions(Options):
    """Which face detector, and which of its boxes count."""

    # an .onnx file, or the name of a packaged detector
    model: str
    input: InputOptions
    decoding: BlazeFace | YuNet
    # boxes with a lower score are dropped
    score: Annotated[float, Gt(0), Le(1)] = 0.6
    # of two boxes that overlap more (intersection over union), the one with the lower score is dropped
    overlap: Share = 0.3
    # at most this many faces per photo, those with the highest scores
    most: Annotated[int, Ge(1), Le(1000)] = 200
    # tiles for small faces, in addition to the whole picture, where large ones are found; null: the whole only
    tiles: Tiles | None = None
    # to find a face that fills the picture, the whole is also shown at this fraction of the input's side, with room
    # around it; null: it is not
    room: Annotated[float, Gt(0), Lt(1)] | None = None
    # pictures and tiles in one batch
    batch: Annotated[int, Ge(1), Le(256)] = field(default=8, metadata=UNKEYED)
    # the entry of conf/weights that fetches the model; null for a packaged one or your own
    weights: str | None = None


@dataclass(frozen=True, slots=True)
class FaceEmbedderOptions(Options):
    """Which model tells persons apart, and how a face is laid out for it."""

    # an .onnx file, or the name of a packaged model
    model: str
    # pixels along each side of the square that it reads
    size: Annotated[int, Ge(32), Le(1024)]
    # positions of the landmarks in that square, as fractions of its side; `landmarks` says which ones
    template: Annotated[tuple[Point, ...], MinLen(2)]
    # corners: the eyes' outer and inner corners and the base of the nose; centres: eyes, tip of the nose, mouth's ends
    landmarks: Literal["corners", "centres"]
    # order of the channels
    channels: Literal["rgb", "bgr"] = "rgb"
    # subtracted from each channel of 0 to 255, in the order of `channels`
    mean: Three = (0.0, 0.0, 0.0)
    # each channel is then divided by this
    deviation: Deviation = (1.0, 1.0, 1.0)
    # the entry of conf/weights that fetches the model; null for a packaged one or your own
    weights: str | None = None
