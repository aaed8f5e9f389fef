"""Pictures per second through a dual encoder of ViT-B/32's size, as fp32 and as int8, and how far the two agree.

`python benchmarks/embed.py [PICTURES [FP32.onnx INT8.onnx]]`, the latter for the vision towers of a real model of that
size. Bounds on 2 cores: int8 at least 60 pictures/s, top-1 agreement at least 98.5 %.

By default the weights are random, in the shapes of CLIP ViT-B/32: speed does not depend on them, agreement does. The
pictures are 256 crops of sample photographs of scikit-image and scikit-learn. Top-1 is measured among 250 random
directions, with and without the mean vector of the pictures: a harder test than words, of which one usually fits best
by far. For search, it also prints how many pictures have the same nearest other picture.

int8 is made by onnxruntime.quantization: weights of matrix products in unsigned 8 bits (signed, sums overflow on
processors without VNNI, and agreement is lower) with a scale for each column, and dynamic 8-bit activations. It runs on
one picture at a time: the range of activations is that of a whole batch, so that in a batch a picture's vector would
depend on its neighbours. The first figure is that of the tower alone, the second that of the stage, which also reads
and scales the rendition.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pyvips
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer, models

from runner.models.onnx.dual_encoder import DualEncoder
from runner.models.onnx.encoder_preprocess import preprocess
from runner.models.onnx.sessions import Device
from runner.models.options import EncoderOptions

SIZE, PATCH, WIDTH, HEADS, LAYERS, HIDDEN, OUT = 224, 32, 768, 12, 12, 3072, 512
PHOTOS = {
    "skimage": ("data/coffee.png", "data/rocket.jpg", "data/astronaut.png", "data/motorcycle_left.png"),
    "sklearn": ("datasets/images/china.jpg", "datasets/images/flower.jpg"),
}
DIRECTIONS, ROUNDS = 250, 3


class Tower:
    """A vision transformer as ONNX, with random weights."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self._random = np.random.default_rng(0)

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def constant(self, value: NDArray[Any]) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def normal(self, deviation: float, *shape: int) -> str:
        return self.constant(self._random.normal(0, deviation, shape).astype(np.float32))

    def random(self, *shape: int) -> str:
        return self.normal(shape[0] ** -0.5, *shape)

    def norm(self, x: str) -> str:
        ones, zeros = (self.constant(np.full(WIDTH, value, np.float32)) for value in (1, 0))
        return self.node("LayerNormalization", x, ones, zeros, axis=-1)

    def linear(self, x: str, into: int, out: int) -> str:
        return self.node("Add", self.node("MatMul", x, self.random(into, out)), self.normal(0.02, out))


def vision(path: Path) -> None:
    """Write a tower of CLIP ViT-B/32's shapes: 87.8 million weights."""
    t = Tower()
    patches = t.node("Conv", "pixel_values", t.random(WIDTH, 3, PATCH, PATCH), strides=[PATCH, PATCH])
    flat = t.node("Reshape", patches, t.constant(np.array([0, WIDTH, -1], np.int64)))
    x = t.node("Add", t.node("Transpose", flat, perm=[0, 2, 1]), t.normal(0.02, 1, (SIZE // PATCH) ** 2, WIDTH))
    x = t.norm(x)
    for _ in range(LAYERS):
        x = t.node("Add", x, attention(t, t.norm(x)))
        hidden = t.linear(t.norm(x), WIDTH, HIDDEN)
        gate = t.node("Sigmoid", t.node("Mul", hidden, t.constant(np.float32(1.702).reshape(1))))
        x = t.node("Add", x, t.linear(t.node("Mul", hidden, gate), HIDDEN, WIDTH))
    pooled = t.node("ReduceMean", t.norm(x), t.constant(np.array([1], np.int64)), keepdims=0)
    t.nodes.append(helper.make_node("MatMul", [pooled, t.random(WIDTH, OUT)], ["image_embeds"]))
    save(path, t, ("pixel_values", TensorProto.FLOAT, ["n", 3, SIZE, SIZE]), "image_embeds")


def random_towers(folder: Path) -> list[Path]:
    """A tower with random weights, and the same tower in 8 bits."""
    towers = [folder / "fp32.onnx", folder / "int8.onnx"]
    vision(towers[0])
    quantize_dynamic(*towers, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul"], per_channel=True)
    return towers


def attention(t: Tower, x: str) -> str:
    """Attention with twelve heads over the patches."""
    apart = t.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    q, k, v = (
        t.node("Transpose", t.node("Reshape", t.linear(x, WIDTH, WIDTH), apart), perm=perm)
        for perm in ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
    )
    scale = t.constant(np.float32((WIDTH // HEADS) ** -0.5).reshape(1))
    mixed = t.node("MatMul", t.node("Softmax", t.node("Mul", t.node("MatMul", q, k), scale), axis=-1), v)
    joined = t.node(
        "Reshape", t.node("Transpose", mixed, perm=[0, 2, 1, 3]), t.constant(np.array([0, 0, WIDTH], np.int64))
    )
    return t.linear(joined, WIDTH, WIDTH)


def text(path: Path) -> None:
    """Write a text tower, which is needed only because an encoder must have one."""
    t = Tower()
    vectors = t.node("Gather", t.random(4, OUT), "input_ids")
    t.nodes.append(
        helper.make_node("ReduceMean", [vectors, t.constant(np.array([1], np.int64))], ["text_embeds"], keepdims=0)
    )
    save(path, t, ("input_ids", TensorProto.INT64, ["n", "length"]), "text_embeds")


def save(path: Path, t: Tower, read: tuple[str, int, list[Any]], given: str) -> None:
    outputs = [helper.make_tensor_value_info(given, TensorProto.FLOAT, ["n", OUT])]
    graph = helper.make_graph(t.nodes, "tower", [helper.make_tensor_value_info(*read)], outputs, t.weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)


def crops(folder: Path, count: int) -> Iterator[Path]:
    """Crops of 548 × 365, the size of the rendition `thumbnail`."""
    random = np.random.default_rng(1)
    photos = [
        pyvips.Image.new_from_file(str(Path(found.origin).parent / name)).extract_band(0, n=3)
        for package, names in PHOTOS.items()
        if (found := find_spec(package)) and found.origin
        for name in names
    ]
    for number in range(count):
        photo = photos[number % len(photos)]
        scale = random.uniform(max(548 / photo.width, 365 / photo.height), 2)
        larger = photo.resize(scale * 1.01)
        left, top = random.integers(0, larger.width - 548), random.integers(0, larger.height - 365)
        path = folder / f"{number}.jpg"
        larger.crop(int(left), int(top), 548, 365).jpegsave(str(path), Q=80)
        yield path


def speed(encoder: DualEncoder, pictures: NDArray[np.float32], batch: int) -> tuple[float, NDArray[np.float32]]:
    """Pictures per second in the best of ROUNDS rounds, and the vectors. A busy machine makes every round slower."""
    encoder.encode_pictures(pictures[:batch])
    best, vectors = 0.0, np.zeros(0, np.float32)
    for _ in range(ROUNDS):
        start = time.perf_counter()
        vectors = np.concatenate(
            [encoder.encode_pictures(pictures[at : at + batch]) for at in range(0, len(pictures), batch)]
        )
        best = max(best, len(pictures) / (time.perf_counter() - start))
    return best, vectors


def agreement(ours: NDArray[np.float32], theirs: NDArray[np.float32], mean: NDArray[np.float32]) -> float:
    """Share of pictures for which both towers choose the same direction, after `mean` is subtracted."""
    directions = np.random.default_rng(2).normal(size=(ours.shape[1], DIRECTIONS))
    return float((((ours - mean) @ directions).argmax(1) == ((theirs - mean) @ directions).argmax(1)).mean())


def nearest(vectors: NDArray[np.float32]) -> NDArray[np.intp]:
    """The position of the nearest other picture, for each picture."""
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -2)
    return cosines.argmax(axis=1)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        towers = [Path(each) for each in sys.argv[2:4]] or random_towers(folder)
        text(folder / "text.onnx")
        Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))
        files = (str(towers[0]), str(folder / "text.onnx"), str(folder / "tokenizer.json"))
        mean, std = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
        options = EncoderOptions(*files, SIZE, "crop", mean, std, 77, "longest")
        paths = [*crops(folder, count)]
        report(options, towers, paths)


def report(options: EncoderOptions, towers: list[Path], paths: list[Path]) -> None:
    start = time.perf_counter()
    pictures = np.stack([preprocess(path, options) for path in paths])
    reading = (time.perf_counter() - start) / len(paths)
    print(f"{len(paths)} pictures; reading and fitting one: {reading * 1000:.1f} ms")
    vectors = {}
    fp32, int8 = towers
    for kind, tower, device, batch in (
        ("fp32", fp32, "cpu", 16),
        ("int8", int8, "cpu", 1),
        ("fp32", fp32, "auto", 64),
    ):
        chosen: Device = device  # type: ignore[assignment]
        encoder = DualEncoder(replace(options, vision=str(tower)), chosen, 2)
        if device == "auto" and encoder.provider == "CPUExecutionProvider":
            print("no GPU that ONNX Runtime can use")
            continue
        rate, found = speed(encoder, pictures, batch)
        vectors[kind, device] = found
        print(f"{kind} on {encoder.provider}: {rate:.0f} pictures/s, with reading {1 / (1 / rate + reading):.0f}")
    for (kind, device), found in list(vectors.items())[1:]:
        base = vectors["fp32", "cpu"]
        print(
            f"{kind} on {device} against fp32 on cpu: top-1 agreement {agreement(base, found, base.mean(axis=0)):.1%},"
            f" {agreement(base, found, base[0] * 0):.1%} without taking the mean away,"
            f" {(nearest(base) == nearest(found)).mean():.1%} of pictures with the same nearest one;"
            f" least cosine {(base * found).sum(axis=1).min():.4f}, of two pictures {np.median(base @ base.T):.4f}"
        )


if __name__ == "__main__":
    main()
