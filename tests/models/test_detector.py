from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import pyvips
import skimage
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from onnx import helper, numpy_helper
from pydantic import TypeAdapter

from runner.composition.run import configuration_folder
from runner.errors import EnvError, InferenceError
from runner.models.detection.boxes import overlaps
from runner.models.detection.detector import Detection, Detector
from runner.models.detection.options import DetectorOptions, Detr, InputOptions, NanoDet, Ssd, Tiles, Yolox

PHOTOS = Path(skimage.__path__[0]) / "data"
CONFIGURATIONS = sorted(path.stem for path in (configuration_folder() / "detector").glob("*.yaml"))
SIDE = 64
PLAIN = InputOptions(SIDE, "stretch")


def configured(name: str) -> DetectorOptions:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose(overrides=[f"+detector={name}", "+paths.models=/m"])
    return TypeAdapter(DetectorOptions).validate_python(OmegaConf.to_container(config.detector, resolve=True))


def constant_model(path: Path, **outputs: np.ndarray) -> Path:
    """An ONNX model that gives these outputs [1, …] for every picture of a batch."""
    nodes, constants, given = [], [], []
    for name, value in outputs.items():
        constants.append(numpy_helper.from_array(value.astype(np.float32), f"{name}.value"))
        repeats = ["count.one", *["one"] * (value.ndim - 1)]
        nodes.append(helper.make_node("Concat", repeats, [f"{name}.repeats"], axis=0))
        nodes.append(helper.make_node("Tile", [f"{name}.value", f"{name}.repeats"], [name]))
        given.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["n", *value.shape[1:]]))
    constants += [
        numpy_helper.from_array(np.array([1]), "one"),
        numpy_helper.from_array(np.array([0]), "first"),
    ]
    nodes.insert(0, helper.make_node("Gather", ["shape", "first"], ["count.one"]))
    nodes.insert(0, helper.make_node("Shape", ["pictures"], ["shape"]))
    pictures = helper.make_tensor_value_info("pictures", onnx.TensorProto.FLOAT, ["n", 3, SIDE, SIDE])
    graph = helper.make_graph(nodes, "constant", [pictures], given, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString())
    return path


def tiny(
    folder: Path, family: NanoDet | Yolox | Detr | Ssd, input: InputOptions = PLAIN, **outputs: np.ndarray
) -> Detector:
    (folder / "classes.txt").write_text("cat\ndog\n\n")
    model = constant_model(folder / "tiny.onnx", **outputs)
    options = DetectorOptions(str(model), str(folder / "classes.txt"), input, family, score=0.5)
    return Detector(options, "cpu", 1)


def picture(width: int = SIDE, height: int = SIDE) -> np.ndarray:
    return np.zeros((height, width, 3), np.uint8)


def corners(found: Sequence[Detection], width: int = SIDE, height: int = SIDE) -> list[tuple[float, ...]]:
    """The boxes in pixels."""
    shares = [(box.region.left, box.region.top, box.region.right, box.region.bottom) for box in found]
    return [(left * width, top * height, right * width, bottom * height) for left, top, right, bottom in shares]


def certain(bins: int, distances: Sequence[int]) -> np.ndarray:
    """Logits of four distances without doubt."""
    return np.eye(bins)[list(distances)].ravel() * 100


def nanodet_cells(strides: Sequence[int], bins: int) -> np.ndarray:
    return np.zeros((1, sum((SIDE // stride) ** 2 for stride in strides), 3 + 4 * bins))


@pytest.mark.parametrize(("point", "moved"), [(0.0, 0), (0.5, 4)])
def test_nanodet_cells_become_boxes_around_their_points(tmp_path: Path, point: float, moved: int) -> None:
    cells = nanodet_cells((8, 16), 8)
    cells[0, 3 * 8 + 2] = [0.9, 0.1, 0, *certain(8, (1, 2, 3, 1))]  # stride 8, row 3, column 2
    detector = tiny(tmp_path, NanoDet(strides=(8, 16), bins=8, point=point), output=cells)
    (found,) = detector.detect([picture()])
    assert (found[0].name, len(found)) == ("cat", 1)
    assert found[0].score == pytest.approx(0.9)
    assert corners(found)[0] == pytest.approx((8 + moved, 8 + moved, 40 + moved, 32 + moved), abs=1e-3)


def test_nanodet_in_pieces_is_nanodet_in_one(tmp_path: Path) -> None:
    cells = nanodet_cells((8, 16), 8)
    cells[0, 64 + 4 + 1] = [0.1, 0.8, 0, *certain(8, (1, 1, 2, 2))]  # stride 16, row 1, column 1
    pieces = {
        "scores_8": cells[:, :64, :3], "distances_8": cells[:, :64, 3:],
        "scores_16": cells[:, 64:, :3], "distances_16": cells[:, 64:, 3:],
    }  # fmt: skip
    family = NanoDet(strides=(8, 16), bins=8)
    (whole,) = tiny(tmp_path, family, output=cells).detect([picture()])
    (pieced,) = tiny(tmp_path, family, **pieces).detect([picture()])
    assert pieced == whole
    assert corners(whole)[0] == pytest.approx((0, 0, 48, 48), abs=1e-3)


def test_yolox_cells_become_boxes_and_the_weaker_of_two_on_one_thing_goes(tmp_path: Path) -> None:
    cells = np.zeros((1, 64 + 16, 5 + 3))
    cells[0, 2 * 8 + 3] = [0.5, 0.5, np.log(2), np.log(3), 0.9, 0.1, 0.9, 0]  # column 3, row 2: centre 28, 20
    cells[0, 2 * 8 + 4] = [-0.4, 0.5, np.log(2), np.log(3), 0.8, 0.1, 0.9, 0]  # nearly the same box
    cells[0, 7 * 8 + 7] = [0, 0, np.log(1), np.log(1), 0.6, 0.9, 0.1, 0]  # elsewhere
    (found,) = tiny(tmp_path, Yolox(strides=(8, 16)), boxes=cells).detect([picture()])
    assert [(box.name, round(box.score, 4)) for box in found] == [("dog", 0.81), ("cat", 0.54)]
    assert corners(found)[0] == pytest.approx((20, 8, 36, 32), abs=1e-3)
    assert corners(found)[1] == pytest.approx((52, 52, 60, 60), abs=1e-3)


def test_of_ssd_boxes_on_one_thing_the_surest_stays(tmp_path: Path) -> None:
    boxes = np.array([[[0.5, 0.5, 0.5, 0.25], [0.51, 0.5, 0.5, 0.25], [0.1, 0.1, 0.1, 0.1]]])
    logits = np.array([[[2.0, -9, -9], [3.0, -9, -9], [-9, 1.0, -9]]])
    (found,) = tiny(tmp_path, Ssd(), logits=logits, boxes=boxes).detect([picture(200, 100)])
    assert [box.name for box in found] == ["cat", "dog"]
    assert found[0].score == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-6)
    assert corners(found, 200, 100)[0] == pytest.approx((52, 37.5, 152, 62.5), abs=1e-3)


def test_of_boxes_too_weak_to_count_the_best_of_each_class_is_a_trace(tmp_path: Path) -> None:
    boxes = np.array([[[0.2, 0.2, 0.2, 0.2], [0.5, 0.5, 0.2, 0.2], [0.8, 0.8, 0.2, 0.2], [0.8, 0.2, 0.2, 0.2]]])
    logits = np.array([[[2.0, -9, -9], [-1.5, -2.0, -9], [-9, -1.5, -9], [-9, -4.0, -9]]])
    detector = tiny(tmp_path, Ssd(), logits=logits, boxes=boxes)
    assert [(box.name, round(box.score, 2)) for box in detector.detect([picture()])[0]] == [("cat", 0.88)]
    model, classes = str(tmp_path / "tiny.onnx"), str(tmp_path / "classes.txt")
    traced = Detector(DetectorOptions(model, classes, PLAIN, Ssd(), score=0.5, trace=0.1), "cpu", 1)
    assert [(box.name, round(box.score, 2)) for box in traced.detect([picture()])[0]] == [("cat", 0.88), ("dog", 0.18)]


def test_detr_boxes_stand_as_they_are_and_a_class_without_a_name_is_none(tmp_path: Path) -> None:
    boxes = np.array([[[0.5, 0.5, 0.5, 0.25], [0.5, 0.5, 0.5, 0.25], [0.25, 0.25, 0.2, 0.2]]])
    logits = np.array([[[3.0, -9, -9], [2.0, -9, -9], [-9, -9, 5.0]]])
    (found,) = tiny(tmp_path, Detr(), logits=logits, pred_boxes=boxes).detect([picture(200, 100)])
    assert [box.name for box in found] == ["cat", "cat"]
    assert [box.score for box in found] == pytest.approx([1 / (1 + np.exp(-3)), 1 / (1 + np.exp(-2))], abs=1e-6)
    assert corners(found, 200, 100)[0] == pytest.approx((50, 37.5, 150, 62.5), abs=1e-3)


@pytest.mark.parametrize(
    ("resize", "expected"),
    [("stretch", (50, 25, 150, 75)), ("centre", (50, 0, 150, 100)), ("corner", (50, 50, 150, 100))],
)
def test_padding_is_taken_off_again(tmp_path: Path, resize: str, expected: tuple[float, ...]) -> None:
    """The middle quarter of the input, of a picture of 200 by 100 pixels."""
    outputs = {"logits": np.array([[[5.0, -9, -9]]]), "pred_boxes": np.array([[[0.5, 0.5, 0.5, 0.5]]])}
    detector = tiny(tmp_path, Detr(), replace(PLAIN, resize=resize), **outputs)
    (found,) = detector.detect([picture(200, 100)])
    assert corners(found, 200, 100)[0] == pytest.approx(expected, abs=1e-3)


def test_a_box_that_a_tile_cuts_through_is_left_to_its_neighbours(tmp_path: Path) -> None:
    """The same box in the whole picture and in each tile: in a corner, it is cut wherever the tile does not end."""
    outputs = {"logits": np.array([[[5.0, -9, -9]]]), "pred_boxes": np.array([[[0.1, 0.1, 0.2, 0.2]]])}
    detector = tiny(tmp_path, Detr(), **outputs)
    detector._options = replace(detector._options, tiles=Tiles(side=64, overlap=0.0, most=2))
    (found,) = detector.detect([picture(128, 128)])
    assert sorted(corners(found, 128, 128)) == [
        pytest.approx((0, 0, 12.8, 12.8), abs=1e-3),
        pytest.approx((0, 0, 25.6, 25.6), abs=1e-3),
    ]


@pytest.mark.parametrize(
    ("family", "output", "said"),
    [
        (NanoDet(strides=(8,), bins=8), np.zeros((1, 80, 35)), "80 cells; its strides and its size make 64"),
        (Yolox(strides=(8, 16, 32)), np.zeros((1, 80, 8)), "80 cells; its strides and its size make 84"),
        (Detr(), np.zeros((1, 3, 4)), "gives output, not 'logits'"),
        (Yolox(strides=(8, 16)), np.ones((1, 80, 25)), "knows more classes than the 3 names"),
    ],
)
def test_outputs_of_another_family_are_said_to_be_so(
    tmp_path: Path, family: NanoDet | Yolox | Detr, output: np.ndarray, said: str
) -> None:
    with pytest.raises(InferenceError, match=said):
        tiny(tmp_path, family, output=output).detect([picture()])


def test_a_model_that_is_not_there_says_how_to_fetch_it() -> None:
    with pytest.raises(EnvError, match="runner models fetch rfdetr_nano"):
        Detector(configured("rfdetr_nano"), "cpu", 1)
    with pytest.raises(EnvError, match="packaged detector \\(nanodet_g, ssdlite_mobilenet_v2\\)"):
        Detector(replace(configured("nanodet_g"), model="nanodet_z"), "cpu", 1)
    with pytest.raises(EnvError, match="coco80, coco91"):
        Detector(replace(configured("nanodet_g"), classes="coco79"), "cpu", 1)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_shipped_configurations_say_every_option_and_name_the_file_that_is_fetched(name: str) -> None:
    made = configured(name)
    text = (configuration_folder() / "detector" / f"{name}.yaml").read_text()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose(overrides=[f"+detector={name}", "+paths.models=/m"])
    assert set(config.detector.keys()) == {field.name for field in fields(DetectorOptions)}
    assert set(config.detector.input.keys()) == {field.name for field in fields(InputOptions)}
    if made.weights:
        catalogued = OmegaConf.load(configuration_folder() / "weights" / f"{name}.yaml")
        assert [made.model] == [f"/m/{name}/{path}" for path in catalogued.files]
        assert f"Licence: {catalogued.licence}." in text


@pytest.fixture(scope="module")
def nanodet() -> Detector:
    return Detector(configured("nanodet_g"), "cpu", 2)


def photo(name: str, width: int = 1200) -> np.ndarray:
    image = pyvips.Image.thumbnail(str(PHOTOS / name), width, size="down").colourspace("srgb")
    return image.extract_band(0, n=3).numpy()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("astronaut.png", "person"),
        ("chelsea.png", "cat"),
        ("coffee.png", "dining table"),
        ("motorcycle_left.png", "motorcycle"),
    ],
)
def test_the_packaged_detector_sees_what_is_there(nanodet: Detector, name: str, seen: str) -> None:
    (found,) = nanodet.detect([photo(name)])
    best = next(box for box in found if box.name == seen)
    assert best.score > 0.5
    region = best.region
    assert (region.right - region.left) * (region.bottom - region.top) > 0.1


def test_a_photo_is_seen_the_same_alone_and_among_others(nanodet: Detector) -> None:
    photos = [photo(name) for name in ("astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png")]
    together = nanodet.detect(photos)
    assert together == [nanodet.detect([each])[0] for each in photos]


@pytest.mark.parametrize("pad", [(0, 300), (300, 0)])
def test_a_box_stays_on_its_thing_when_the_photo_gets_a_border(nanodet: Detector, pad: tuple[int, int]) -> None:
    cat = photo("chelsea.png")
    height, width = cat.shape[:2]
    wider = np.pad(cat, ((pad[0], 0), (pad[1], 0), (0, 0)))
    (plain,), (padded,) = nanodet.detect([cat]), nanodet.detect([wider])
    expected = np.array(corners(plain[:1], width, height)[0]) + np.array([pad[1], pad[0]] * 2)
    assert padded[0].name == plain[0].name == "cat"
    (moved,) = corners(padded[:1], wider.shape[1], wider.shape[0])
    assert overlaps(expected, np.array([moved]))[0] > 0.8


def test_tiles_find_small_things_that_the_whole_does_not_show(nanodet: Detector) -> None:
    cat = photo("chelsea.png", 160)
    wide = np.full((1200, 1600, 3), 118, np.uint8)
    wide[900 : 900 + cat.shape[0], 1200 : 1200 + cat.shape[1]] = cat
    tiled = Detector(replace(configured("nanodet_g"), tiles=Tiles(side=416, overlap=0.25, most=5)), "cpu", 2)
    (found,) = tiled.detect([wide])
    assert "cat" not in {box.name for box in nanodet.detect([wide])[0] if box.score >= 0.3}
    best = next(box for box in found if box.name == "cat")
    expected = (1200, 900, 1200 + cat.shape[1], 900 + cat.shape[0])
    assert corners([best], 1600, 1200)[0] == pytest.approx(expected, abs=25)


def test_importing_the_options_imports_no_inference_library() -> None:
    code = "import runner.models.detection.options, sys; assert not {'onnxruntime', 'cv2', 'rapidocr'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True)
