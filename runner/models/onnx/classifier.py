"""An image classifier in ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvError, InferenceError
from runner.messages import say
from runner.models.onnx.hierarchy import read_hierarchy
from runner.models.onnx.model import OnnxModel
from runner.models.onnx.packaged import classifier_files
from runner.models.onnx.sessions import Device


class Classifier(OnnxModel):
    """A loaded classifier. `size` is the side in pixels of the square it reads."""

    def __init__(self, model: str, device: Device, threads: int) -> None:
        """Load a packaged model, or the .onnx at a path. Raises EnvError if it cannot be used on this device."""
        weights, names = classifier_files(model)
        super().__init__(weights.stem, (weights, names))
        self.hierarchy = read_hierarchy(names)
        self.size = _check(self._open(weights, device, threads), len(self.hierarchy.classes), weights)

    def probabilities(self, views: Sequence[NDArray[np.uint8]]) -> NDArray[np.float64]:
        """Return the probability of every class, [pictures, classes], from the views [views, size, size, 3] of each.

        A picture's probabilities are the mean over its views, and do not depend on the other pictures. Raises
        InferenceError.
        """
        try:
            (found,) = self._sessions[0].run(None, {"pictures": np.concatenate(views)})
        except Exception as error:  # ONNX Runtime's exceptions have no common base
            raise InferenceError(
                say("model.failed", name=self.name, provider=self.provider, reason=str(error))
            ) from error
        mean: NDArray[np.float64] = found.astype(np.float64).reshape(len(views), -1, found.shape[1]).mean(axis=1)
        return mean


def _check(session: Any, classes: int, weights: Path) -> int:
    """The side of the square that the model reads. Raises EnvError if the model is of another kind."""
    shapes = [
        (tensor.name, tensor.type, list(tensor.shape)[1:]) for tensor in (*session.get_inputs(), *session.get_outputs())
    ]
    size = shapes[0][2][0] if shapes[0][2] else None
    wanted = [("pictures", "tensor(uint8)", [size, size, 3]), ("probabilities", "tensor(float)", [classes])]
    if not isinstance(size, int) or shapes != wanted:
        raise EnvError(
            f"{weights} reads and gives {shapes}, which is not what this program runs.",
            f"Give a model from pictures, uint8 [n, size, size, 3], to probabilities, float [n, {classes}].",
        )
    return size
