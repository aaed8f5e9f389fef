"""How many texts are written at a time: as many as pay off, as memory allows, and as are requested."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny_gguf import TinyVlm

from runner.models.llama import capacity, native
from runner.models.options import LlamaOptions


@pytest.fixture(scope="module")
def model(tiny_vlm: TinyVlm) -> Iterator[object]:
    loaded = native.load_model(tiny_vlm.model, 0)
    yield loaded
    native.free_model(loaded)


@pytest.mark.parametrize("pictures", [True, False])
def test_on_a_processor_as_many_as_pay(model: object, tiny_vlm: TinyVlm, pictures: bool) -> None:
    options = LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj) if pictures else None)
    assert capacity.sequences(model, options, on_gpu=False) == capacity.MOST_ON_CPU


def test_fewer_where_memory_does_not_hold_them(
    model: object, tiny_vlm: TinyVlm, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = LlamaOptions(str(tiny_vlm.model), context=4096)
    one = options.context * capacity.bytes_per_token(model)
    monkeypatch.setattr(capacity, "memory_free", lambda: 5 * one)
    assert capacity.sequences(model, options, on_gpu=False) == 3  # six tenths of what is free
    monkeypatch.setattr(capacity, "memory_free", lambda: 0)
    assert capacity.sequences(model, options, on_gpu=False) == 1


def test_what_is_asked_for_is_heeded(model: object, tiny_vlm: TinyVlm) -> None:
    options = LlamaOptions(str(tiny_vlm.model), sequences=40)
    assert capacity.sequences(model, options, on_gpu=False) == 40
