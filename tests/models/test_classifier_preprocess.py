from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import pyvips

from runner.errors import DecodeError, UnreadableFile
from runner.models.onnx.classifier_preprocess import CENTRE_CROP, VIEWS, preprocess


def colour(width: int, height: int, *rgb: int) -> pyvips.Image:
    return (pyvips.Image.black(width, height, bands=len(rgb)) + list(rgb)).cast("uchar").copy(interpretation="srgb")


@pytest.mark.parametrize(("width", "height"), [(548, 365), (365, 548), (224, 224), (90, 60), (548, 20), (1, 1)])
def test_every_picture_becomes_squares_of_the_size_asked_for(tmp_path: Path, width: int, height: int) -> None:
    colour(width, height, 200, 30, 40).pngsave(str(tmp_path / "a.png"))
    seen = preprocess(tmp_path / "a.png", 224)
    assert (seen.shape, seen.dtype) == ((VIEWS, 224, 224, 3), np.uint8)
    assert abs(seen.astype(int) - [200, 30, 40]).max() <= 1


def test_one_view_is_the_middle_and_the_other_the_whole(tmp_path: Path) -> None:
    side = int(200 * CENTRE_CROP)
    middle = colour(side - 8, side - 8, 0, 0, 255)
    colour(300, 200, 255, 0, 0).insert(middle, (300 - side) // 2 + 4, (200 - side) // 2 + 4).pngsave(
        str(tmp_path / "a.png")
    )
    inner, whole = preprocess(tmp_path / "a.png", 100)
    assert (inner[8:-8, 8:-8] == [0, 0, 255]).all()
    assert (whole[:, :15] == [255, 0, 0]).all()
    assert (whole[20:-20, 30:-30] == [0, 0, 255]).all()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(lambda image: image.colourspace("b-w"), id="grey"),
        pytest.param(lambda image: image.bandjoin(255), id="alpha"),
        pytest.param(lambda image: image.colourspace("rgb16"), id="16 bits"),
        pytest.param(lambda image: image.colourspace("grey16"), id="16 bits grey"),
    ],
)
def test_any_colour_space_is_seen_as_srgb(tmp_path: Path, kind) -> None:
    kind(colour(60, 40, 120, 120, 120)).pngsave(str(tmp_path / "a.png"))
    assert abs(preprocess(tmp_path / "a.png", 32).astype(int) - 120).max() <= 1


def test_a_missing_file_is_unreadable_and_may_be_there_the_next_time(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"the rendition gone\.jpg cannot be read: No such file") as caught:
        preprocess(tmp_path / "gone.jpg", 224)
    assert not caught.value.lasting


@pytest.mark.parametrize("content", [b"", b"no picture at all"], ids=["empty", "text"])
def test_bytes_that_are_no_picture_cannot_be_decoded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(DecodeError, match=r"the rendition a\.jpg is damaged: "):
        preprocess(tmp_path / "a.jpg", 224)


def test_half_a_jpeg_cannot_be_decoded(tmp_path: Path) -> None:
    noise = pyvips.Image.gaussnoise(300, 200, mean=128, sigma=40).cast("uchar")
    content = noise.jpegsave_buffer()
    (tmp_path / "a.jpg").write_bytes(content[: len(content) // 2])
    with pytest.raises(DecodeError, match="damaged"):
        preprocess(tmp_path / "a.jpg", 224)
