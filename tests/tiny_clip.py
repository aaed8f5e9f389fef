"""Makes a dual encoder of pictures and words that knows red, green and blue: `python tests/tiny_clip.py FOLDER`.

Its interface is that of CLIP as exported by transformers. The vision tower returns a picture's mean colour, the text
tower the mean over words, three of which are colours; all other words point in random directions.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SIZE = 32
COLOURS = ("red", "green", "blue")
DIMENSIONS = 16


class TinyClip(NamedTuple):
    """The paths of the three files."""

    vision: Path
    text: Path
    tokenizer: Path


def write(folder: Path, words: tuple[str, ...] = ()) -> TinyClip:
    """Write the files; the tokenizer knows `words` in addition to the colours."""
    random = np.random.default_rng(0)
    basis = np.linalg.qr(random.normal(size=(DIMENSIONS, DIMENSIONS)))[0].astype(np.float32)
    known = ["[UNK]", *COLOURS, *words]
    table = random.normal(0, 0.2, (len(known), DIMENSIONS)).astype(np.float32)
    # The mean colour is relative to grey, so that a grey picture is close to no colour.
    table[1:4] = (np.eye(3, dtype=np.float32) * 3 - 1) @ basis[:3]
    made = TinyClip(folder / "vision.onnx", folder / "text.onnx", folder / "tokenizer.json")
    onnx.save(_vision(basis[:3]), made.vision)
    onnx.save(_text(table), made.text)
    _tokenizer(known).save(str(made.tokenizer))
    return made


def _vision(basis: np.ndarray) -> onnx.ModelProto:
    nodes = [
        helper.make_node("GlobalAveragePool", ["pixel_values"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["mean"]),
        helper.make_node("Sub", ["mean", "grey"], ["colour"]),
        helper.make_node("MatMul", ["colour", "basis"], ["seen"]),
        helper.make_node("Add", ["seen", "offset"], ["image_embeds"]),
    ]
    offset = np.full(DIMENSIONS, 1e-3, np.float32)
    weights = {"grey": np.array([1 / 3] * 3, np.float32), "basis": basis, "offset": offset}
    return _model(nodes, weights, ("pixel_values", TensorProto.FLOAT, ["n", 3, SIZE, SIZE]), "image_embeds")


def _text(table: np.ndarray) -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["vectors"]),
        helper.make_node("ReduceMean", ["vectors", "axis"], ["text_embeds"], keepdims=0),
    ]
    weights = {"table": table, "axis": np.array([1], np.int64)}
    return _model(nodes, weights, ("input_ids", TensorProto.INT64, ["n", "length"]), "text_embeds")


def _model(nodes: list[Any], weights: dict[str, np.ndarray], read: tuple[str, int, list[Any]], given: str) -> Any:
    graph = helper.make_graph(
        nodes,
        "tower",
        [helper.make_tensor_value_info(*read)],
        [helper.make_tensor_value_info(given, TensorProto.FLOAT, ["n", DIMENSIONS])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def _tokenizer(known: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(known)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])))
