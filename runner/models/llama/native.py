"""Access to llama.cpp: silent unless something goes wrong, and then an error with a sentence."""

from __future__ import annotations

import ctypes
import functools
import re
import threading
from collections import deque
from pathlib import Path
from typing import Literal

import llama_cpp.llama_cpp as cpp
from llama_cpp import mtmd_cpp as mtmd

from runner.errors import EnvError

# ggml.h: GGML_LOG_LEVEL_ERROR. (llama-cpp-python's own table of levels is out of date.)
_ERROR = 4
_OFFLOADED = re.compile(r"offloaded (\d+/\d+) layers to GPU")
_DEVICE = re.compile(r"using device \S+ \(([^)]*)\)")


class Log(threading.local):
    """The last lines that llama.cpp logged, separately for each thread."""

    def __init__(self) -> None:
        self._lines: deque[tuple[int, str]] = deque(maxlen=1000)
        self._callback = cpp.llama_log_callback(self._keep)

    def install(self) -> None:
        """Receive llama.cpp's log instead of standard error."""
        for setter in (cpp.llama_log_set, mtmd.mtmd_log_set, mtmd.mtmd_helper_log_set):
            setter(self._callback, ctypes.c_void_p(0))

    def clear(self) -> None:
        """Forget all lines."""
        self._lines.clear()

    def errors(self) -> str:
        """The error lines since `clear`, joined."""
        return "; ".join(dict.fromkeys(" ".join(text.split()) for level, text in self._lines if level == _ERROR))

    def device(self) -> str:
        """Where the layers of the model just loaded are: `CPU`, or the GPUs and how many layers."""
        text = "".join(text for _, text in self._lines)
        offloaded = _OFFLOADED.search(text)
        if not offloaded or offloaded[1].startswith("0/"):
            return "CPU"
        return f"{', '.join(_DEVICE.findall(text))} ({offloaded[1]} layers)"

    def _keep(self, level: int, text: bytes, _: object) -> None:
        self._lines.append((level, text.decode(errors="replace")))


@functools.cache
def log() -> Log:
    """Start llama.cpp, silence it, and return its log."""
    made = Log()
    made.install()
    cpp.llama_backend_init()
    return made


def load_model(path: Path, gpu_layers: int | Literal["auto"]) -> object:
    """Load a GGUF file with this many of its layers on the GPU (`auto`: all of them if there is one); return the model.

    Raises EnvError, with llama.cpp's message, if it cannot be loaded, or if a GPU was asked for and none can be used.
    """
    log().clear()
    params = cpp.llama_model_default_params()
    params.n_gpu_layers = _layers(gpu_layers)
    model = cpp.llama_model_load_from_file(str(path).encode(), params)
    if not model:
        raise EnvError(
            f"The model {path} could not be loaded: {log().errors() or 'llama.cpp gives no reason'}.",
            "Check that the file is a complete GGUF (a download may have stopped early) and that memory suffices.",
        )
    return model


def description(model: object) -> str:
    """Return architecture, number of parameters and quantisation from the model's file, such as `llama 135M Q4_1`.

    The size in llama.cpp's own name is from a list of known models, not from the file: it calls SmolLM2-135M a 256M.
    """
    text = ctypes.create_string_buffer(256)
    cpp.llama_model_desc(model, text, len(text))
    architecture, _, quantisation = text.value.decode(errors="replace").split(" ", 2)
    millions = cpp.llama_model_n_params(model) / 1e6
    size = f"{millions:.0f}M" if millions < 1000 else f"{millions / 1000:.1f}B"
    return f"{architecture} {size} {quantisation}"


def free_model(model: object) -> None:
    """Free the memory of the weights."""
    cpp.llama_model_free(model)


def attention(on_gpu: bool) -> int:
    """Return the kind of attention to compute: flash attention on a GPU, if llama.cpp has it.

    On a processor it is no faster, and makes the numbers depend on how a prompt is split into batches (measured with
    SmolLM2 on 2 cores: 31 against 33 tokens/s, logits differing by up to 0.7; without it by nothing).
    """
    return int(cpp.LLAMA_FLASH_ATTN_TYPE_AUTO if on_gpu else cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED)


def chat_template(model: object) -> str | None:
    """Return the chat template in the model's file, None if it has none."""
    template = cpp.llama_model_chat_template(model, None)
    return template.decode(errors="replace") if template else None


def _layers(asked: int | Literal["auto"]) -> int:
    usable = bool(cpp.llama_supports_gpu_offload())
    if asked == "auto":
        return -1 if usable else 0
    if asked > 0 and not usable:
        raise EnvError(
            f"gpu_layers is {asked}, but this build of llama-cpp-python finds no GPU to put layers on.",
            "Build it for yours (for NVIDIA: CMAKE_ARGS=-DGGML_CUDA=on python -m pip install --force-reinstall"
            " --no-cache-dir --no-deps llama-cpp-python), or set gpu_layers to auto.",
        )
    return asked
