from __future__ import annotations

import pytest
import tiny_gguf
from hypothesis import settings

# How long an example takes is the machine's affair.
settings.register_profile("runner", deadline=None)
settings.load_profile("runner")


@pytest.fixture(scope="session")
def tiny_vlm(tmp_path_factory: pytest.TempPathFactory) -> tiny_gguf.TinyVlm:
    """A vision model of random weights: paths `model` and `mmproj`."""
    return tiny_gguf.write(tmp_path_factory.mktemp("tiny_vlm"))
