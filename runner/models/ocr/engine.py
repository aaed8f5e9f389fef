"""RapidOCR's detection and recognition of lines, with the weights in its package; nothing is fetched."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvError, InferenceError
from runner.models.onnx.sessions import CUDA, Device

DETECTION, RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
"""Weights of PaddleOCR under the Apache License 2.0, in the package `rapidocr`."""

_UNLIMITED = 4096
"""The engine never gets longer sides than this, so that it does no scaling of its own."""


class Found(NamedTuple):
    """One line as the engine returns it."""

    corners: NDArray[np.float32]  # [4, 2] in pixels: top left, top right, bottom right, bottom left of the text
    text: str
    score: float  # average certainty of its letters
    weakest: float  # certainty of its least certain letter


class Engine:
    """The open models. `provider` is where they really run."""

    def __init__(self, device: Device, threads: int) -> None:
        """Open both models. Raises EnvError if the package is broken or the device cannot be used."""
        from rapidocr import RapidOCR

        paths = [Path(str(files("rapidocr") / "models" / name)) for name in (DETECTION, RECOGNITION)]
        missing = [path for path in paths if not path.is_file()]
        if missing:
            raise EnvError(
                f"The package rapidocr lacks its model {missing[0].name}.",
                "Install it again: python -m pip install --force-reinstall rapidocr",
            )
        self._engine = RapidOCR(params=_parameters(device, threads, *paths))
        self.provider = self._provider(device)

    def read(self, pixels: NDArray[np.uint8]) -> list[Found]:
        """Return the lines in a picture [height, width, 3] of sRGB, in the engine's order. Raises InferenceError."""
        from rapidocr.utils.output import RapidOCROutput

        try:
            result = self._engine(np.ascontiguousarray(pixels[..., ::-1]))
        except Exception as error:  # the library's own and ONNX Runtime's exceptions have no common base
            raise InferenceError(f"reading text failed on {self.provider}: {error}") from error
        if not isinstance(result, RapidOCROutput) or result.boxes is None:
            return []
        found = zip(result.boxes, result.txts or (), result.scores or (), result.word_results, strict=True)
        return [Found(np.asarray(box, np.float32), text, float(score), _weakest(of)) for box, text, score, of in found]

    def _provider(self, device: Device) -> str:
        """Where the models run. They are only opened at the first picture, so an empty one is read here."""
        self._engine(np.zeros((64, 64, 3), np.uint8))
        detection: Any = self._engine.text_det
        provider = str(detection.session.session.get_providers()[0])
        if device == "cuda" and provider != CUDA:
            raise EnvError(
                "Reading text is to run on device cuda, but ONNX Runtime cannot use CUDA.",
                "Install an NVIDIA driver and run: python -m pip install 'onnxruntime-gpu[cuda,cudnn]';"
                " or set device to auto.",
            )
        return provider


def _weakest(letters: Any) -> float:
    """The lowest certainty of a line's letters, which come with their certainties and boxes."""
    return min((float(certainty) for _, certainty, _ in letters), default=0.0)


def _parameters(device: Device, threads: int, detection: Path, recognition: Path) -> dict[str, object]:
    import onnxruntime

    runtime = "EngineConfig.onnxruntime"
    return {
        "Global.log_level": "critical",
        "Global.use_cls": False,  # it would turn upright text upside down
        "Global.use_preprocess_img": False,
        "Global.text_score": 0.0,
        "Global.return_word_box": True,
        "Global.return_single_char_box": True,
        "Det.model_path": str(detection),
        "Det.limit_type": "max",
        "Det.limit_side_len": _UNLIMITED,
        "Rec.model_path": str(recognition),
        f"{runtime}.intra_op_num_threads": threads,
        f"{runtime}.inter_op_num_threads": 1,
        f"{runtime}.use_cuda": device != "cpu" and CUDA in onnxruntime.get_available_providers(),
    }
