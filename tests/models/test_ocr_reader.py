from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace

import cv2
import numpy as np
import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

from runner.composition.run import configuration_folder
from runner.errors import InferenceError
from runner.facts import Region
from runner.models.detection.options import Tiles
from runner.models.ocr.lines import Reading, lines
from runner.models.ocr.options import ReadOptions
from runner.models.ocr.reader import Reader
from runner.models.photo import whole
from runner.picture import Picture


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReadOptions(), "cpu", 2)


def drawn(*texts: tuple[str, int, int, float], width: int = 800, height: int = 600) -> np.ndarray:
    """A grey picture with texts: what, left, baseline, scale (1 is letters of 22 pixels)."""
    picture = np.full((height, width, 3), 200, np.uint8)
    for text, left, base, scale in texts:
        thick = max(1, round(2 * scale))
        cv2.putText(picture, text, (left, base), cv2.FONT_HERSHEY_SIMPLEX, scale, (20, 30, 90), thick, cv2.LINE_AA)
    return picture


def test_lines_are_read_from_top_to_bottom_with_their_boxes(reader: Reader) -> None:
    picture = drawn(("N502SX", 500, 420, 1.5), ("DEPARTURES", 100, 120, 2.0))
    found = reader.read(whole(Picture(picture)))
    assert [line.text for line in found] == ["DEPARTURES", "N502SX"]
    assert all(line.score > 0.9 for line in found)
    assert all(0.5 < reading.weakest <= reading.score for line in found for reading in line.readings)
    region = found[1].region
    (wide, high), _ = cv2.getTextSize("N502SX", cv2.FONT_HERSHEY_SIMPLEX, 1.5, 3)
    assert (region.left * 800, region.right * 800) == pytest.approx((500, 500 + wide), abs=20)
    assert (region.top * 600, region.bottom * 600) == pytest.approx((420 - high, 420), abs=20)


def test_small_letters_are_read_again_at_full_resolution(reader: Reader) -> None:
    picture = drawn(("DEPARTURES", 1500, 1500, 2.2), width=3200, height=2400)
    (found,) = reader.read(whole(Picture(picture)))
    assert found.text == "DEPARTURES"
    assert {reading.way for reading in found.readings} == {"whole", "part"}
    (once,) = Reader(ReadOptions(again=0), "cpu", 2).read(whole(Picture(picture)))
    assert {reading.way for reading in once.readings} == {"whole"}


def test_tiles_read_what_the_whole_is_too_coarse_for() -> None:
    picture = drawn(("N725DT", 3000, 2000, 0.6), width=4000, height=2600)
    plain = ReadOptions(side=800, again=0)
    assert "N725DT" not in [line.text for line in Reader(plain, "cpu", 2).read(whole(Picture(picture)))]
    tiled = replace(plain, tiles=Tiles(side=800, overlap=0.2, most=6))
    assert "N725DT" in [line.text for line in Reader(tiled, "cpu", 2).read(whole(Picture(picture)))]


def test_a_small_picture_is_enlarged_as_far_as_it_may() -> None:
    picture = drawn(("STOP", 20, 60, 0.7), width=160, height=120)
    reader = Reader(ReadOptions(enlarge=2.0), "cpu", 2)
    (found,) = reader.read(whole(Picture(picture)))
    assert found.text == "STOP"


def test_a_picture_without_text_has_no_lines(reader: Reader) -> None:
    assert reader.read(whole(Picture(np.full((480, 640, 3), 127, np.uint8)))) == []
    assert reader.read(whole(Picture(np.zeros((1, 1, 3), np.uint8)))) == []


def test_pictures_that_are_none_are_errors_of_the_photo(reader: Reader) -> None:
    with pytest.raises(InferenceError, match="reading text failed"):
        reader._engine.read(np.zeros((0, 0, 3), np.uint8))


def reading(text: str, score: float, left: float, right: float, top: float = 0.1, bottom: float = 0.2) -> Reading:
    return Reading(text, score, score, Region(left, top, right, bottom), "whole")


def test_looks_at_one_place_are_one_line_with_the_text_that_most_agree_on() -> None:
    looks = [
        reading("N57018", 0.99, 0.1, 0.3), reading("N57015", 0.9, 0.11, 0.3), reading("N57015", 0.95, 0.1, 0.31),
        reading("KLM", 0.9, 0.5, 0.7), reading("Gate", 0.3, 0.1, 0.3, 0.5, 0.6),
    ]  # fmt: skip
    first, second = lines(looks, 0.5)
    assert (first.text, first.score, len(first.readings)) == ("N57015", 0.95, 3)
    assert second.text == "KLM"


def test_a_small_line_within_a_large_one_is_a_line_of_its_own() -> None:
    found = lines([reading("DELTA", 1.0, 0, 1, 0, 0.5), reading("N57015", 1.0, 0.4, 0.5, 0.4, 0.45)], 0.5)
    assert [line.text for line in found] == ["DELTA", "N57015"]


@pytest.mark.parametrize("name", sorted(path.stem for path in (configuration_folder() / "reading").glob("*.yaml")))
def test_shipped_configurations_say_every_option(name: str) -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose(overrides=[f"+reading={name}"]).reading
    assert set(config.keys()) == {field.name for field in fields(ReadOptions)}
    made = TypeAdapter(ReadOptions).validate_python(OmegaConf.to_container(config, resolve=True))
    assert (made == ReadOptions()) == (name == "default")


def test_importing_the_options_imports_no_engine() -> None:
    code = "import runner.models.ocr.options, sys; assert not {'onnxruntime', 'cv2', 'rapidocr'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True)
