"""What the installed build of llama.cpp can do. Importing this loads llama.cpp into the process."""

from __future__ import annotations

import ctypes
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as cpp

from runner.models.llama.native import log

_GPU = (1, 2)  # ggml-backend.h: GGML_BACKEND_DEVICE_TYPE_GPU, _IGPU


def version() -> str:
    """The version of llama-cpp-python."""
    return str(llama_cpp.__version__)


def backends() -> list[str]:
    """The backends it was built with, as ggml names them: CPU, CUDA, Vulkan, ROCm, Metal."""
    log()
    every = (_library.ggml_backend_reg_get(i) for i in range(_library.ggml_backend_reg_count()))
    return [_library.ggml_backend_reg_name(each).decode(errors="replace") for each in every]


def gpus() -> list[str]:
    """The GPUs that it finds, as their drivers name them."""
    log()
    devices = (_library.ggml_backend_dev_get(i) for i in range(_library.ggml_backend_dev_count()))
    return [
        _library.ggml_backend_dev_description(each).decode(errors="replace")
        for each in devices
        if _library.ggml_backend_dev_type(each) in _GPU
    ]


def offloads() -> bool:
    """Whether layers of a model can be put on a GPU: llama.cpp was built for one, and one is there."""
    log()
    return bool(cpp.llama_supports_gpu_offload())


def instructions() -> list[str]:
    """The processor's instruction sets that it was compiled for: AVX2, AVX512 and the like."""
    said = cpp.llama_print_system_info().decode(errors="replace")
    named = (entry.split("=") for entry in said.rpartition(" : ")[2].split("|") if "=" in entry)
    return [name.strip() for name, value in named if value.strip() == "1"]


def _declared() -> Any:
    """Declare the functions of ggml that llama-cpp-python does not; return the library."""
    library, pointer, text = cpp._lib, ctypes.c_void_p, ctypes.c_char_p
    for kind in ("reg", "dev"):
        getattr(library, f"ggml_backend_{kind}_count").restype = ctypes.c_size_t
        getter = getattr(library, f"ggml_backend_{kind}_get")
        getter.argtypes, getter.restype = [ctypes.c_size_t], pointer
    library.ggml_backend_reg_name.argtypes, library.ggml_backend_reg_name.restype = [pointer], text
    library.ggml_backend_dev_description.argtypes, library.ggml_backend_dev_description.restype = [pointer], text
    library.ggml_backend_dev_type.argtypes = [pointer]
    return library


_library = _declared()
