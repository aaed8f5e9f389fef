"""How many texts a model can write at a time in the free memory."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as cpp

from runner.models.options import LlamaOptions

MOST_ON_GPU = 32
MOST_ON_CPU = 16
"""More texts at a time make writing no cheaper. A token takes 31 ms of processor time with 4 texts at once, 17 with 8,
11 with 16 and 10 with 32 (decoder of 0.5 B as Q8_0; as Q4_K_M 26, 17 and 11): see benchmarks/README.md."""

# The rest is for the buffers of a step, and for other processes.
_SHARE = 0.6
_GPU = (1, 2)  # ggml-backend.h: GGML_BACKEND_DEVICE_TYPE_GPU, _IGPU


def sequences(model: object, options: LlamaOptions, on_gpu: bool) -> int:
    """How many texts to write at a time: as configured, or as many as pay off and fit into free memory, at least 1.

    The weights must be loaded already.
    """
    if options.sequences != "auto":
        return options.sequences
    most = MOST_ON_GPU if on_gpu else MOST_ON_CPU
    free = gpu_free() if on_gpu else memory_free()
    return max(1, min(most, int(free * _SHARE) // (options.context * bytes_per_token(model))))


def bytes_per_token(model: object) -> int:
    """Return how many bytes a token takes in the context: keys and values of every layer, as 16-bit numbers.

    A model with recurrent layers needs less than this.
    """
    heads, layers = cpp.llama_model_n_head_kv(model), cpp.llama_model_n_layer(model)
    width = cpp.llama_model_n_embd(model) // cpp.llama_model_n_head(model)
    architecture = _metadata(model, "general.architecture")
    key, value = (_metadata(model, f"{architecture}.attention.{name}_length") for name in ("key", "value"))
    return int(2 * layers * heads * (int(key or width) + int(value or width)))


def memory_free() -> int:
    """Return how many bytes this process can still take: what the machine has available, within its control group."""
    fields = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return min(int(fields["MemAvailable"].split()[0]) * 1024, _group_free())


def gpu_free() -> int:
    """Return how many bytes are free on the GPU that has the fewest, 0 without a GPU."""
    devices = [_library.ggml_backend_dev_get(i) for i in range(_library.ggml_backend_dev_count())]
    return min((device_free(each) for each in devices if _library.ggml_backend_dev_type(each) in _GPU), default=0)


def device_free(device: int) -> int:
    """Return how many bytes are free on a device of ggml."""
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    _library.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(total))
    return free.value


def _group_free() -> int:
    folder = Path("/sys/fs/cgroup")
    try:
        limit, used = ((folder / name).read_text().strip() for name in ("memory.max", "memory.current"))
    except OSError:
        return 2**63
    return 2**63 if limit == "max" else int(limit) - int(used)


def _metadata(model: object, key: str) -> str:
    """A value from the model's file, or ''."""
    buffer = ctypes.create_string_buffer(64)
    length = cpp.llama_model_meta_val_str(model, key.encode(), buffer, len(buffer))
    return buffer.value.decode() if length > 0 else ""


def _declared() -> Any:
    """Declare ggml's functions for devices, which llama-cpp-python does not; return the library."""
    library = cpp._lib
    library.ggml_backend_dev_count.restype = ctypes.c_size_t
    library.ggml_backend_dev_get.argtypes, library.ggml_backend_dev_get.restype = [ctypes.c_size_t], ctypes.c_void_p
    library.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    library.ggml_backend_dev_memory.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_size_t)] * 2]
    library.ggml_backend_dev_memory.restype = None
    return library


_library = _declared()
