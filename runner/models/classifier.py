"""An image classifier in ONNX Runtime."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from runner.errors import EnvironmentProblem, InferenceError
from runner.models.hierarchy import read_hierarchy
from runner.models.packaged import classifier_files

Device = Literal["auto", "cpu", "cuda"]

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"

_WARNING, _FATAL = 2, 4


class Classifier:
    """A model that is open. `size` is the side of the square it reads; `provider` is where it really runs."""

    def __init__(self, model: str, device: Device, threads: int) -> None:
        weights, names = classifier_files(model)
        self.name = weights.stem
        self.hierarchy = read_hierarchy(names)
        self._session = _open(weights, device, threads)
        self.provider: str = self._session.get_providers()[0]
        self.size = _check(self._session, len(self.hierarchy.classes), weights)

    def probabilities(self, views: Sequence[NDArray[np.uint8]]) -> NDArray[np.float64]:
        """Return the probability of every class, [pictures, classes], from the views [views, size, size, 3] of each.

        A picture's probabilities are the mean over its views, and do not depend on the other pictures. Raises
        InferenceError.
        """
        try:
            (found,) = self._session.run(None, {"pictures": np.concatenate(views)})
        except Exception as error:  # ONNX Runtime's exceptions have no common base
            raise InferenceError(f"{self.name} failed on {self.provider}: {error}") from error
        mean: NDArray[np.float64] = found.astype(np.float64).reshape(len(views), -1, found.shape[1]).mean(axis=1)
        return mean


def _open(weights: Path, device: Device, threads: int) -> Any:
    """A session on the device, or EnvironmentProblem. ONNX Runtime itself goes on with the processor and only warns."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    said = io.StringIO()
    # Log and standard output say why CUDA is not there: no news with `auto`, and an error of ours with `cuda`.
    onnxruntime.set_default_logger_severity(_WARNING if device == "cpu" else _FATAL)
    try:
        with redirect_stdout(said):
            session = onnxruntime.InferenceSession(weights, options, providers=_providers(device))
    except Exception as error:  # no common base either
        raise EnvironmentProblem(
            f"ONNX Runtime cannot open {weights}: {error}", "Give an ONNX file that is complete."
        ) from error
    finally:
        onnxruntime.set_default_logger_severity(_WARNING)
    if device == "cuda" and session.get_providers()[0] != CUDA:
        raise _no_cuda(said.getvalue())
    return session


def _providers(device: Device) -> list[Any]:
    if device == "cpu" or CUDA not in onnxruntime.get_available_providers():
        return [CPU]
    onnxruntime.preload_dlls()
    # Full float precision, and no algorithm chosen by timing: the same picture gives the same labels at every run.
    return [(CUDA, {"use_tf32": "0", "cudnn_conv_algo_search": "HEURISTIC"}), CPU]


def _no_cuda(said: str) -> EnvironmentProblem:
    reason = next((f": {line.strip()}" for line in said.splitlines() if line.strip()), "")
    return EnvironmentProblem(
        f"The classifier is set to device cuda, but ONNX Runtime cannot use CUDA{reason}.",
        "Install an NVIDIA driver and run: python -m pip install 'onnxruntime-gpu[cuda,cudnn]'; or set device to auto.",
    )


def _check(session: Any, classes: int, weights: Path) -> int:
    """The side of the square that the model reads. EnvironmentProblem when the model is of another kind."""
    shapes = [
        (tensor.name, tensor.type, list(tensor.shape)[1:]) for tensor in (*session.get_inputs(), *session.get_outputs())
    ]
    size = shapes[0][2][0] if shapes[0][2] else None
    wanted = [("pictures", "tensor(uint8)", [size, size, 3]), ("probabilities", "tensor(float)", [classes])]
    if not isinstance(size, int) or shapes != wanted:
        raise EnvironmentProblem(
            f"{weights} reads and gives {shapes}, which is not what this program runs.",
            f"Give a model from pictures, uint8 [n, size, size, 3], to probabilities, float [n, {classes}].",
        )
    return size
