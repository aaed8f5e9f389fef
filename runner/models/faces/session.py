"""An ONNX model that reads pictures: opened once, run on arrays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from runner.errors import InferenceError
from runner.models.detection.boxes import Array
from runner.models.onnx.sessions import Device, open_session


class PictureModel:
    """An open model. `provider` is where it really runs; `name` is that of its file, without the extension."""

    def __init__(self, weights: Path, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it cannot run on the device."""
        self._session = open_session(weights, device, threads)
        self._input = self._session.get_inputs()[0]
        self._outputs = [tensor.name for tensor in self._session.get_outputs()]
        self.name, self.provider = weights.stem, str(self._session.get_providers()[0])

    def run(self, pictures: Array) -> Mapping[str, Array]:
        """The outputs by name for pictures [n, 3, height, width]. Raises InferenceError if the model fails."""
        at_once = self._input.shape[0] if isinstance(self._input.shape[0], int) else len(pictures)
        parts = [self._some(pictures[start : start + at_once]) for start in range(0, len(pictures), max(at_once, 1))]
        return {name: np.concatenate([part[name] for part in parts]) for name in self._outputs}

    def _some(self, pictures: Array) -> dict[str, Array]:
        try:
            arrays = self._session.run(self._outputs, {self._input.name: pictures})
        except Exception as error:  # ONNX Runtime's exceptions have no common base
            raise InferenceError(f"{self.name} failed on {self.provider}: {error}") from error
        return dict(zip(self._outputs, arrays, strict=True))
