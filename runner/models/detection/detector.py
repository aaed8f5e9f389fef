"""An open detector: takes pictures, returns named boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from runner.errors import EnvError, InferenceError
from runner.facts import Region
from runner.models.detection.boxes import Array, Boxes, best, joined, suppressed, with_traces
from runner.models.detection.decoding import decode
from runner.models.detection.options import DetectorOptions
from runner.models.detection.packaged import class_names, detector_file
from runner.models.detection.views import Pixels, parts, prepared
from runner.models.onnx.sessions import Device, open_session


@dataclass(frozen=True, slots=True)
class Detection:
    """One thing that a detector found."""

    name: str  # its class, from the detector's list
    score: float  # 0 to 1, as the model gives it
    region: Region  # as fractions of the upright picture
    whole: float  # the highest score of its class in the view of the whole picture; 0 if only a tile shows one


class Detector:
    """An open model. `provider` is where it really runs; `names` are its classes, '' for a class without a name."""

    def __init__(self, options: DetectorOptions, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it or its list of classes is missing, or it cannot run on the device."""
        weights = detector_file(options)
        self.names = class_names(options)
        self._options, self._session = options, open_session(weights, device, threads)
        self._inputs = [tensor.name for tensor in self._session.get_inputs()]
        self._outputs = [tensor.name for tensor in self._session.get_outputs()]
        self._batch = _batch(self._session, options.batch)
        self.name, self.provider = weights.stem, str(self._session.get_providers()[0])
        if len(self._inputs) != 1:
            raise EnvError(
                f"{weights} reads {', '.join(self._inputs)}; a detector here reads one tensor, the pictures.",
                "Export the model without its post-processing.",
            )

    def detect(self, pictures: Sequence[Pixels]) -> list[list[Detection]]:
        """Return what is seen in each picture (sRGB, upright, [height, width, 3]), highest score first.

        Pictures may differ in size, and a picture's boxes do not depend on the others. Raises InferenceError.
        """
        views = [
            (at, part)
            for at, picture in enumerate(pictures)
            for part in parts(picture.shape[1], picture.shape[0], self._options.tiles)
        ]
        found: list[list[Boxes]] = [[] for _ in pictures]
        for first in range(0, len(views), self._batch):
            some = views[first : first + self._batch]
            made = [prepared(pictures[at], part, self._options.input) for at, part in some]
            for (at, _), (_, view), boxes in zip(some, made, self._boxes([each for each, _ in made]), strict=True):
                height, width = pictures[at].shape[:2]
                found[at].append(view.uncut(view.in_picture(boxes), width, height))
        return [self._named(each, picture) for each, picture in zip(found, pictures, strict=True)]

    def _boxes(self, inputs: list[Array]) -> list[Boxes]:
        try:
            arrays = self._session.run(self._outputs, {self._inputs[0]: np.stack(inputs)})
        except Exception as error:  # ONNX Runtime's exceptions have no common base
            raise InferenceError(f"{self.name} failed on {self.provider}: {error}") from error
        return decode(dict(zip(self._outputs, arrays, strict=True)), self._options)

    def _named(self, found: list[Boxes], picture: Pixels) -> list[Detection]:
        height, width = picture.shape[:2]
        boxes = joined(found)
        if len(found) > 1:
            boxes = best(suppressed(boxes, self._options.overlap), self._options.most)
        boxes = with_traces(boxes, self._options.score)
        if len(boxes.classes) and boxes.classes.max() >= len(self.names):
            raise InferenceError(f"{self.name} knows more classes than the {len(self.names)} names of its list")
        whole = _highest(found[0])
        shares = boxes.corners / np.array([width, height] * 2, np.float32)
        return [
            Detection(
                self.names[kind], float(score), Region(*(float(side) for side in corners)), whole.get(int(kind), 0.0)
            )
            for corners, kind, score in zip(shares, boxes.classes, boxes.scores, strict=True)
            if self.names[kind]
        ]


def _highest(boxes: Boxes) -> dict[int, float]:
    """The highest score of each class."""
    rising = np.argsort(boxes.scores)
    return dict(zip(boxes.classes[rising].tolist(), boxes.scores[rising].tolist(), strict=True))


def _batch(session: Any, wanted: int) -> int:
    """The batch size that the model was exported for, or the wanted one if it takes any."""
    first = session.get_inputs()[0].shape[0]
    return first if isinstance(first, int) else wanted
