"""Loads libraries that could end their process: `python -m runner.doctor.child NAME`, a process of its own.

A build for another processor ends with an illegal instruction, an unsuitable driver with worse. Prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from runner.errors import EnvError


def _llama() -> dict[str, Any]:
    from runner.models.llama import build

    return {
        "version": build.version(),
        "backends": build.backends(),
        "gpus": build.gpus(),
        "offloads": build.offloads(),
        "instructions": build.instructions(),
    }


def _onnxruntime() -> dict[str, Any]:
    import onnxruntime

    from runner.models.detection.packaged import DATA
    from runner.models.onnx.sessions import CUDA, open_session

    weights = DATA / "nanodet_g.onnx"
    provider = open_session(weights, "auto", 1).get_providers()[0]
    return {
        "version": onnxruntime.__version__,
        "cuda": getattr(onnxruntime, "cuda_version", None),
        "provider": provider,
        "why": None if provider == CUDA else _why_no_cuda(weights),
    }


def _why_no_cuda(weights: Any) -> str | None:
    from runner.models.onnx.sessions import open_session

    try:
        open_session(weights, "cuda", 1)
    except EnvError as error:
        return error.problem
    return None


_QUESTIONS: Mapping[str, Callable[[], dict[str, Any]]] = {"llama": _llama, "onnxruntime": _onnxruntime}

if __name__ == "__main__":
    print(json.dumps(_QUESTIONS[sys.argv[1]]()))
