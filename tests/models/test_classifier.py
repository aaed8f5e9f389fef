from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest
import pyvips
import skimage
import sklearn
from onnx import TensorProto, helper

from runner.errors import EnvError, InferenceError
from runner.models.onnx.classifier import Classifier
from runner.models.onnx.classifier_preprocess import preprocess
from runner.models.onnx.hierarchy import likely_groups, top_classes
from runner.models.onnx.labels import most_specific
from runner.models.onnx.packaged import DATA, classifier_files
from runner.models.onnx.sessions import CPU, CUDA

PHOTOS = {path.name: path for package in (skimage, sklearn) for path in Path(package.__path__[0]).rglob("*.[jp][pn]g")}
SEEN = ("chelsea.png", "coffee.png", "motorcycle_left.png", "china.jpg", "camera.png")


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier("efficientnet_lite0", "cpu", 2)


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory):
    """The views of a sample photo's thumbnail."""
    folder = tmp_path_factory.mktemp("renditions")

    @cache
    def look(name: str) -> np.ndarray:
        small = pyvips.Image.thumbnail(str(PHOTOS[name]), 548, height=365, size="down")
        path = folder / f"{name}.jpg"
        small.jpegsave(str(path), Q=85)
        return preprocess(path, 224)

    return look


@pytest.mark.parametrize(
    ("photo", "path"),
    [
        ("chelsea.png", ("animal", "mammal", "cat")),
        ("coffee.png", ("food", "drink", "espresso")),
        ("motorcycle_left.png", ("vehicle", "motorcycle")),
        ("china.jpg", ("architecture", "building")),
        ("camera.png", ("photographic equipment", "tripod")),
    ],
)
def test_it_sees_what_a_photo_shows(classifier: Classifier, look, photo: str, path: tuple[str, ...]) -> None:
    (found,) = classifier.probabilities([look(photo)])
    labels = (*top_classes(classifier.hierarchy, found, 5), *likely_groups(classifier.hierarchy, found))
    chosen = most_specific(labels, 0.7)
    assert chosen is not None
    assert chosen.path == path


@pytest.mark.parametrize("photo", ["gravel.png", "coins.png", "color.png", "retina.jpg"])
def test_it_claims_nothing_where_it_knows_nothing(classifier: Classifier, look, photo: str) -> None:
    (found,) = classifier.probabilities([look(photo)])
    assert likely_groups(classifier.hierarchy, found)[0].probability < 0.7


def test_probabilities_are_probabilities(classifier: Classifier, look) -> None:
    found = classifier.probabilities([look(photo) for photo in SEEN])
    assert found.shape == (len(SEEN), 1000)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1)


def test_neighbours_order_and_threads_change_not_one_bit(classifier: Classifier, look) -> None:
    pictures = [look(photo) for photo in SEEN]
    together = classifier.probabilities(pictures)
    assert len({row.tobytes() for row in together}) == len(SEEN)
    np.testing.assert_array_equal(np.concatenate([classifier.probabilities([each]) for each in pictures]), together)
    np.testing.assert_array_equal(classifier.probabilities(pictures[::-1])[::-1], together)
    np.testing.assert_array_equal(Classifier("efficientnet_lite0", "cpu", 1).probabilities(pictures), together)


def test_the_packaged_model_is_the_documented_one() -> None:
    weights, _ = classifier_files("efficientnet_lite0")
    assert weights.stat().st_size <= 20_000_000
    assert hashlib.sha256(weights.read_bytes()).hexdigest() in (DATA / "README.md").read_text()
    assert "Apache License" in (DATA / "efficientnet_lite0.LICENSE").read_text()
    onnx.checker.check_model(onnx.load(weights), full_check=True)


def test_auto_says_where_it_runs_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    assert Classifier("efficientnet_lite0", "auto", 1).provider in (CPU, CUDA)
    assert Classifier("efficientnet_lite0", "cpu", 1).provider == CPU
    assert capfd.readouterr() == ("", "")


def test_cuda_that_is_not_there_is_a_problem_and_no_slow_run(capfd: pytest.CaptureFixture[str]) -> None:
    if Classifier("efficientnet_lite0", "auto", 1).provider == CUDA:
        pytest.skip("this machine has CUDA")
    with pytest.raises(EnvError, match="cannot use CUDA") as caught:
        Classifier("efficientnet_lite0", "cuda", 1)
    assert "onnxruntime-gpu[cuda,cudnn]" in caught.value.mend
    assert capfd.readouterr() == ("", "")


def brightness_model(folder: Path, pixel: int = TensorProto.UINT8, names: str = '0 = "bright"\n1 = "dark"') -> str:
    """A classifier of two classes: how white a picture is, and how black."""
    nodes = [
        helper.make_node("Cast", ["pictures"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["float"], ["mean"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Div", ["mean", "white"], ["flat"]),
        helper.make_node("Reshape", ["flat", "column"], ["bright"]),
        helper.make_node("Sub", ["one", "bright"], ["dark"]),
        helper.make_node("Concat", ["bright", "dark"], ["probabilities"], axis=1),
    ]
    weights = [
        helper.make_tensor("white", TensorProto.FLOAT, [], [255]),
        helper.make_tensor("one", TensorProto.FLOAT, [], [1]),
        helper.make_tensor("column", TensorProto.INT64, [2], [-1, 1]),
    ]
    pictures = helper.make_tensor_value_info("pictures", pixel, ["n", 8, 8, 3])
    probabilities = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", 2])
    graph = helper.make_graph(nodes, "brightness", [pictures], [probabilities], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "brightness.onnx")
    (folder / "brightness.toml").write_text(names)
    return str(folder / "brightness.onnx")


def test_a_classifier_of_ones_own_takes_its_place(tmp_path: Path) -> None:
    own = Classifier(brightness_model(tmp_path), "cpu", 1)
    assert (own.name, own.size) == ("brightness", 8)
    found = own.probabilities([np.full((2, 8, 8, 3), 255, np.uint8), np.zeros((2, 8, 8, 3), np.uint8)])
    assert found.tolist() == [[1, 0], [0, 1]]
    assert top_classes(own.hierarchy, found[1], 5)[0].name == "dark"
    assert likely_groups(own.hierarchy, found[1]) == ()


def test_the_views_of_a_picture_are_averaged(tmp_path: Path) -> None:
    own = Classifier(brightness_model(tmp_path), "cpu", 1)
    black_and_white = np.stack([np.zeros((8, 8, 3), np.uint8), np.full((8, 8, 3), 255, np.uint8)])
    assert own.probabilities([black_and_white]).tolist() == [[0.5, 0.5]]


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match=r"which is not what this program runs") as caught:
        Classifier(brightness_model(tmp_path, pixel=TensorProto.FLOAT), "cpu", 1)
    assert "uint8 [n, size, size, 3]" in caught.value.mend


def test_a_model_with_more_or_fewer_names_than_outputs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match=r"float \[n, 3\]"):
        Classifier(brightness_model(tmp_path, names='0 = "bright"\n1 = "dark"\n2 = "grey"'), "cpu", 1)


def test_a_model_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = Path(brightness_model(tmp_path))
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(EnvError, match="ONNX Runtime cannot open"):
        Classifier(str(path), "cpu", 1)


@pytest.mark.parametrize("model", ["efficientnet_lite", "/nowhere/model.onnx"])
def test_a_model_that_does_not_exist_is_refused(model: str) -> None:
    with pytest.raises(EnvError, match="does not exist") as caught:
        classifier_files(model)
    assert "efficientnet_lite0" in caught.value.mend


def test_a_failure_of_the_model_is_an_error_of_the_photo(classifier: Classifier) -> None:
    with pytest.raises(InferenceError, match="efficientnet_lite0 failed on CPUExecutionProvider"):
        classifier.probabilities([np.zeros((2, 9, 9, 3), np.uint8)])
