"""ONNX Runtime sessions: on which device they really run, and what to do if it is not the one asked for."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Literal

import onnxruntime

from runner.errors import EnvError

Device = Literal["auto", "cpu", "cuda"]

CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"

_WARNING, _FATAL = 2, 4


def open_session(weights: Path, device: Device, threads: int) -> Any:
    """Open a session on the device; its `get_providers()[0]` says where it really runs.

    `auto` uses CUDA if it can be used; `cuda` never falls back but raises EnvError, whereas ONNX Runtime itself would
    go on with the processor and only warn. Also raises EnvError if the file cannot be opened.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # Threads that wait for work sleep: other stages share the cores, and spinning cost a seventh to a half of the time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    said = io.StringIO()
    # Log and standard output say why CUDA is missing: of no interest with `auto`, and part of our error with `cuda`.
    onnxruntime.set_default_logger_severity(_WARNING if device == "cpu" else _FATAL)
    try:
        with redirect_stdout(said):
            session = onnxruntime.InferenceSession(weights, options, providers=_providers(device))
    except Exception as error:  # ONNX Runtime's exceptions have no common base
        raise EnvError(f"ONNX Runtime cannot open {weights}: {error}", "Give an ONNX file that is complete.") from error
    finally:
        onnxruntime.set_default_logger_severity(_WARNING)
    if device == "cuda" and session.get_providers()[0] != CUDA:
        raise _no_cuda(weights, said.getvalue())
    return session


def _providers(device: Device) -> list[object]:
    if device == "cpu" or CUDA not in onnxruntime.get_available_providers():
        return [CPU]
    onnxruntime.preload_dlls()
    # Full float precision, and no algorithm chosen by timing: the same picture gives the same result at every run.
    return [(CUDA, {"use_tf32": "0", "cudnn_conv_algo_search": "HEURISTIC"}), CPU]


def _no_cuda(weights: Path, said: str) -> EnvError:
    reason = next((f": {line.strip()}" for line in said.splitlines() if line.strip()), "")
    return EnvError(
        f"{weights.name} is to run on device cuda, but ONNX Runtime cannot use CUDA{reason}.",
        "Install an NVIDIA driver and run: python -m pip install 'onnxruntime-gpu[cuda,cudnn]'; or set device to auto.",
    )
