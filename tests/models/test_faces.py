from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import pytest
from omegaconf import OmegaConf
from pydantic import TypeAdapter
from skimage import data

from runner.config.folder import configuration_folder
from runner.errors import EnvError, InferenceError
from runner.models.faces.decoding import decode
from runner.models.faces.detector import FaceDetector
from runner.models.faces.embedder import FaceEmbedder, similarity
from runner.models.faces.eyes import EyeContours
from runner.models.faces.mesh import FaceMesh, Landmarks
from runner.models.faces.options import FaceDetectorOptions, FaceEmbedderOptions
from runner.models.weights.catalogue import Entry
from runner.people.options import ScoreRules, Thresholds
from runner.picture import Picture

CONF = configuration_folder()
DETECTORS = sorted(path.stem for path in (CONF / "face_detector").glob("*.yaml"))
EMBEDDERS = sorted(path.stem for path in (CONF / "face_embedder").glob("*.yaml"))


def read(group: str, name: str) -> Any:
    written = OmegaConf.load(CONF / group / f"{name}.yaml")
    return OmegaConf.to_container(OmegaConf.merge({"paths": {"models": "/models"}}, written), resolve=True)


def detector_options(name: str = "blazeface") -> FaceDetectorOptions:
    written = {key: value for key, value in read("face_detector", name).items() if key != "paths"}
    return TypeAdapter(FaceDetectorOptions).validate_python(written)


def embedder_options(name: str = "dlib_resnet") -> FaceEmbedderOptions:
    return TypeAdapter(FaceEmbedderOptions).validate_python(read("face_embedder", name)["embedder"])


@cache
def opened() -> tuple[FaceDetector, FaceMesh, FaceEmbedder]:
    return FaceDetector(detector_options(), "cpu", 1), FaceMesh("cpu", 1), FaceEmbedder(embedder_options(), "cpu", 1)


def landmarks(picture: np.ndarray) -> list[Landmarks]:
    detector, mesh, _ = opened()
    return mesh.landmarks(picture, detector.detect(Picture(picture)))


def vector(picture: np.ndarray) -> np.ndarray:
    (found,) = landmarks(picture)
    return cast(np.ndarray, opened()[2].embed(picture, [found])[0])


@pytest.mark.parametrize(("group", "names"), [("face_detector", DETECTORS), ("face_embedder", EMBEDDERS)])
def test_every_model_that_is_fetched_has_an_entry_with_its_file(group: str, names: list[str]) -> None:
    for name in names:
        made = detector_options(name) if group == "face_detector" else embedder_options(name)
        if made.weights:
            entry = OmegaConf.to_container(OmegaConf.load(CONF / "weights" / f"{made.weights}.yaml"))
            files = TypeAdapter(Entry).validate_python(entry).files
            assert Path(made.model).relative_to(f"/models/{made.weights}").as_posix() in files


@pytest.mark.parametrize("name", EMBEDDERS)
def test_every_embedder_has_thresholds_that_are_in_order(name: str) -> None:
    assert not TypeAdapter(Thresholds).validate_python(read("face_embedder", name)["thresholds"]).problems()


def test_a_model_that_is_not_there_says_how_to_fetch_it() -> None:
    with pytest.raises(EnvError, match="runner models fetch yunet"):
        FaceDetector(detector_options("yunet"), "cpu", 1)


def test_a_face_is_found_with_her_eyes_in_it() -> None:
    (face,) = opened()[0].detect(Picture(data.astronaut()))
    left, top, right, bottom = face.box
    assert 160 < left < right < 290
    assert 50 < top < bottom < 210
    assert np.all((face.eyes[:, 0] > left) & (face.eyes[:, 0] < right) & (face.eyes[:, 1] < (top + bottom) / 2))
    assert face.eyes[0, 0] < face.eyes[1, 0]


def test_a_small_face_is_found_in_tiles_and_a_large_one_in_the_whole() -> None:
    canvas = np.full((1500, 2000, 3), 90, np.uint8)
    canvas[1000:1256, 1500:1756] = cv2.resize(data.astronaut(), (256, 256), interpolation=cv2.INTER_AREA)
    (small,) = opened()[0].detect(Picture(canvas))
    assert 1580 < small.box[0] < small.box[2] < 1645
    assert not FaceDetector(replace(detector_options(), tiles=None), "cpu", 1).detect(Picture(canvas))
    large = cv2.resize(data.astronaut()[:300, 100:400], (1500, 1500))
    assert len(opened()[0].detect(Picture(large))) == 1


def test_a_face_that_fills_the_picture_is_found_with_room_around_it() -> None:
    filled = np.ascontiguousarray(data.astronaut()[60:175, 175:275])
    (face,) = opened()[0].detect(Picture(filled))
    assert face.box[2] - face.box[0] > 0.6 * filled.shape[1]
    assert 15 < face.eyes[0, 0] < face.eyes[1, 0] < 85
    assert not FaceDetector(replace(detector_options(), room=None), "cpu", 1).detect(Picture(filled))


def test_nothing_is_found_where_nobody_is() -> None:
    for picture in (data.coffee(), data.chelsea(), np.zeros((40, 3000, 3), np.uint8), np.zeros((1, 1, 3), np.uint8)):
        assert opened()[0].detect(Picture(picture)) == []


@pytest.mark.parametrize("angle", [-40, 0, 25])
def test_a_turned_head_is_measured_as_turned(angle: int) -> None:
    turn = cv2.getRotationMatrix2D((224, 130), -angle, 1)
    (found,) = landmarks(cv2.warpAffine(data.astronaut(), turn, (512, 512)))
    assert found.pose()[2] == pytest.approx(angle, abs=6)
    assert abs(found.pose()[0]) < 15


def test_painted_lids_close_the_eyes() -> None:
    (before,) = landmarks(data.astronaut())
    closed = data.astronaut()
    for eye in before.centres()[:2]:
        x, y = (round(float(each)) for each in eye)
        closed[y - 7 : y + 3, x - 12 : x + 12] = closed[y + 12, x]
        closed[y + 3 : y + 5, x - 11 : x + 11] = 40
    (after,) = landmarks(closed)
    opened_eyes = EyeContours("cpu", 1)
    (was,) = opened_eyes.openness(data.astronaut(), [before])
    (now,) = opened_eyes.openness(closed, [after])
    rules = ScoreRules()
    assert np.mean(np.array(was, float)) > rules.eyes_open
    assert np.mean(np.array(now, float)) < rules.eyes_closed


@pytest.mark.parametrize("light", [0.0, 0.1, 0.35])
def test_behind_dark_glasses_eyes_are_neither_open_nor_closed(light: float) -> None:
    picture = data.astronaut()
    (face,) = landmarks(picture)
    lenses = np.zeros(picture.shape[:2], np.uint8)
    for x, y in face.centres()[:2]:
        cv2.ellipse(lenses, (round(float(x)), round(float(y)) + 2), (22, 16), 0, 0, 360, 255, -1)
    worn = np.where(lenses[..., None] > 0, picture * light + 12, picture).astype(np.uint8)
    eyes = EyeContours("cpu", 1)
    assert eyes.openness(worn, [face]) == [(None, None)]
    ((left, right),) = eyes.openness(picture // 2, [face])
    assert left is not None, "a face in the shade is no face with glasses"
    assert right is not None


def test_each_eye_is_measured_by_itself_the_one_on_the_left_first() -> None:
    winking = data.astronaut()
    (before,) = landmarks(winking)
    x, y = (round(float(each)) for each in before.centres()[0])
    winking[y - 7 : y + 3, x - 12 : x + 12] = winking[y + 12, x]
    winking[y + 3 : y + 5, x - 11 : x + 11] = 40
    eyes = EyeContours("cpu", 1)
    ((left, right),) = eyes.openness(winking, [before])
    assert (left or 0) < (right or 0) / 2
    mirrored = np.ascontiguousarray(winking[:, ::-1])
    (turned,) = landmarks(mirrored)
    ((left, right),) = eyes.openness(mirrored, [turned])
    assert (right or 0) < (left or 0) / 2
    assert eyes.openness(winking, []) == []


def test_one_person_is_like_herself_and_unlike_another() -> None:
    astronaut = data.astronaut()
    mirrored = vector(np.ascontiguousarray(astronaut[:, ::-1]))
    darker = vector((astronaut * 0.6).astype(np.uint8))
    blurred = vector(cv2.GaussianBlur(astronaut, (0, 0), 1.5))
    own = vector(astronaut)
    assert np.linalg.norm(own) == pytest.approx(1, abs=1e-5)
    assert min(own @ mirrored, own @ darker, own @ blurred) > 0.94


def test_the_nearest_turn_scale_and_shift_is_found() -> None:
    points = np.array([[0, 0], [4, 0], [2, 3]], np.float32)
    turn = np.array([[0, -2], [2, 0]], np.float32)
    way = similarity(points, points @ turn.T + np.array([5, 7], np.float32))
    assert np.allclose(way, [[0, -2, 5], [2, 0, 7]], atol=1e-5)


def test_yunets_outputs_become_boxes_in_pixels() -> None:
    options = detector_options("yunet")
    outputs = {}
    for stride in (8, 16, 32):
        cells = (640 // stride) ** 2
        for name, width in (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)):
            outputs[f"{name}_{stride}"] = np.zeros((1, cells, width), np.float32)
    cell = 5 * 40 + 7  # column 7, row 5 of stride 16
    outputs["cls_16"][0, cell], outputs["obj_16"][0, cell] = 0.81, 1.0
    outputs["bbox_16"][0, cell] = [0.5, 0.25, math.log(4), math.log(5)]
    outputs["kps_16"][0, cell, :4] = [-1, -0.5, 1, -0.5]
    ((face,),) = decode(outputs, options)
    assert face[0] == pytest.approx(0.9)
    assert face[1:5].tolist() == pytest.approx([120 - 32, 84 - 40, 120 + 32, 84 + 40])
    assert face[5:].tolist() == pytest.approx([96, 72, 128, 72])


def test_outputs_of_another_family_are_an_error() -> None:
    with pytest.raises(InferenceError, match="yunet"):
        decode({"boxes": np.zeros((1, 4, 4), np.float32)}, detector_options("yunet"))
