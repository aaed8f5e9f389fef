from __future__ import annotations

import hashlib
import itertools
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pyexiv2
import pytest
from pictures import blurred, large, photograph

from runner.errors import DecodeError, UnreadableFile
from runner.imaging.derive import derive
from runner.imaging.renditions import RenditionOptions, fit
from runner.imaging.vips import pyvips
from runner.schema import DeriveRow, IntakeRow

RENDITIONS = {
    "model": RenditionOptions(1024, 1024),
    "web": RenditionOptions(1500, 1000, quality=88),
    "thumbnail": RenditionOptions(548, 365, quality=80),
}
NO_DOUBT = (0.0, 0.0)


def save(folder: Path, image: pyvips.Image, name: str = "photo.jpg", **options: Any) -> Path:
    path = folder / name
    image.write_to_file(str(path), **options)
    return path


def run(
    path: Path,
    renditions: dict[str, RenditionOptions] = RENDITIONS,
    doubt: tuple[float, float] = NO_DOUBT,
    folder: Path | None = None,
) -> DeriveRow:
    header = pyvips.Image.new_from_file(str(path))
    format = header.get("vips-loader").removesuffix("load")
    intake = IntakeRow("", 0, format, header.width, header.height)
    return derive(path, intake, renditions, doubt, folder or path.parent / "renditions")


def sizes(row: DeriveRow) -> dict[str, tuple[int, int]]:
    return {each.name: (each.width, each.height) for each in row.renditions}


@pytest.mark.parametrize(
    ("size", "box", "expected"),
    [
        ((6000, 4000), (1500, 1000), (1500, 1000)),
        ((4000, 6000), (1500, 1000), (667, 1000)),
        ((6000, 4000), (1024, 1024), (1024, 683)),
        ((300, 200), (1500, 1000), (300, 200)),
        ((10000, 20), (500, 500), (500, 1)),
    ],
)
def test_fit(size: tuple[int, int], box: tuple[int, int], expected: tuple[int, int]) -> None:
    assert fit(size, box) == expected


@pytest.mark.parametrize("size", [(3000, 2000), (3001, 1999), (1999, 3001), (2100, 700), (1500, 1000), (700, 480)])
def test_renditions_have_the_asked_size_and_are_never_enlarged(tmp_path: Path, size: tuple[int, int]) -> None:
    row = run(save(tmp_path, large("china", size)))
    assert (row.width, row.height) == size
    for name, (width, height) in sizes(row).items():
        asked = RENDITIONS[name]
        assert (width, height) == fit(size, (asked.width, asked.height))
    for each in row.renditions:
        written = pyvips.Image.new_from_file(str(tmp_path / "renditions" / each.path))
        assert (written.width, written.height) == (each.width, each.height)


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp"])
def test_renditions_show_the_photo(tmp_path: Path, name: str) -> None:
    photo = large("coffee", (1800, 1200))
    row = run(save(tmp_path, photo, name))
    for each in row.renditions:
        written = pyvips.Image.new_from_file(str(tmp_path / "renditions" / each.path))
        expected = photo.resize(each.width / 1800, vscale=each.height / 1200)
        assert (written.cast("float") - expected).abs().avg() < 6


def test_files_are_named_by_their_content_and_written_once(tmp_path: Path) -> None:
    path = save(tmp_path, large("china"))
    row = run(path)
    files = {path for path in (tmp_path / "renditions").rglob("*") if path.is_file()}
    assert files == {tmp_path / "renditions" / each.path for each in row.renditions}
    for each in row.renditions:
        data = (tmp_path / "renditions" / each.path).read_bytes()
        assert (each.sha256, each.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
        assert each.path == f"{each.sha256[:2]}/{each.sha256}.jpg"
    written = {file: file.stat().st_mtime_ns for file in files}
    assert run(path) == row
    assert {file: file.stat().st_mtime_ns for file in files} == written


def test_webp_renditions(tmp_path: Path) -> None:
    row = run(save(tmp_path, photograph("china")), {"small": RenditionOptions(200, 200, "webp", 80)})
    assert row.renditions[0].path.endswith(".webp")
    written = pyvips.Image.new_from_file(str(tmp_path / "renditions" / row.renditions[0].path))
    assert (written.get("vips-loader"), written.width, written.height) == ("webpload", 200, 133)


def test_no_renditions_are_figures_alone(tmp_path: Path) -> None:
    row = run(save(tmp_path, photograph("china")), {})
    assert row.renditions == ()
    assert row.sharpness is not None


def test_renditions_carry_srgb_and_nothing_about_place_camera_or_owner(tmp_path: Path) -> None:
    path = save(tmp_path, photograph("china"), Q=92)
    with pyexiv2.Image(str(path)) as original:
        original.modify_exif(
            {
                "Exif.GPSInfo.GPSLatitudeRef": "N",
                "Exif.GPSInfo.GPSLatitude": "52/1 22/1 0/1",
                "Exif.Photo.BodySerialNumber": "0123456789",
                "Exif.Image.Artist": "Somebody",
            }
        )
        original.modify_iptc({"Iptc.Application2.Byline": "Somebody"})
        original.modify_xmp({"Xmp.dc.creator": "Somebody"})
        original.modify_comment("Somebody")
    renditions = RENDITIONS | {"modern": RenditionOptions(500, 500, "webp")}
    for each in run(path, renditions).renditions:
        file = tmp_path / "renditions" / each.path
        with pyexiv2.Image(str(file)) as made:
            assert not made.read_exif()
            assert not made.read_iptc()
            assert not made.read_xmp()
            assert not made.read_comment()
            assert b"sRGB" in made.read_icc().replace(b"\0", b"")
        assert b"Somebody" not in file.read_bytes()


def test_the_original_is_not_touched(tmp_path: Path) -> None:
    path = save(tmp_path, photograph("china"))
    data, before = path.read_bytes(), path.stat()
    run(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == (data, before.st_mtime_ns, before.st_ino)


def test_a_turned_photo_gives_the_row_of_the_upright_one(tmp_path: Path) -> None:
    upright = photograph("coffee").crop(0, 0, 592, 400)
    turned = upright.rot270().copy_memory().copy()
    turned.set_type(pyvips.GValue.gint_type, "orientation", 6)
    one, other = run(save(tmp_path, upright, "a.png")), run(save(tmp_path, turned, "b.tif"))
    assert (one.width, one.height) == (592, 400)
    assert one == other


def test_figures_do_not_depend_on_the_renditions(tmp_path: Path) -> None:
    path = save(tmp_path, blurred(large("motorcycle", (4000, 2668)), 1.5), Q=93)
    wanted = [{}, RENDITIONS, {"huge": RenditionOptions(4000, 4000)}]
    quarter, half, full = (run(path, each) for each in wanted)
    for row in (quarter, half):
        assert row.sharpness == pytest.approx(full.sharpness, abs=0.05)
        assert row.noise == pytest.approx(full.noise, abs=0.15)
        assert row.brightness == pytest.approx(full.brightness, abs=0.005)
        assert row.contrast == pytest.approx(full.contrast, abs=0.01)
        assert row.tonal_range == pytest.approx(full.tonal_range, abs=0.03)
        assert row.negative_space == pytest.approx(full.negative_space, abs=0.03)
        assert (int(row.phash or "", 16) ^ int(full.phash or "", 16)).bit_count() <= 2
        assert [each.name for each in row.colours] == [each.name for each in full.colours]


def test_a_small_picture_is_less_sharp_than_a_large_one(tmp_path: Path) -> None:
    photo = large("motorcycle", (2048, 1365))
    measured = [run(save(tmp_path, photo.resize(scale)), {}).sharpness or 0 for scale in (0.5, 0.35, 0.25, 0.1)]
    assert all(larger > smaller for larger, smaller in itertools.pairwise(measured)), measured


def test_a_doubtful_sharpness_is_measured_at_full_size_within_the_doubt(tmp_path: Path) -> None:
    path = save(tmp_path, blurred(large("motorcycle"), 2), Q=93)
    first = run(path, {}).sharpness
    assert first is not None
    wide = run(path, {}, (first - 0.3, first + 0.3)).sharpness
    assert wide is not None
    assert wide != first
    assert wide == pytest.approx(first, abs=0.15)
    narrow = run(path, {}, (first - 0.001, first + 0.001)).sharpness
    assert narrow == pytest.approx(first, abs=0.0011)
    assert run(path, {}, (first + 0.01, 1.0)).sharpness == first


def test_the_look_at_full_size_depends_less_on_what_the_photo_shows(tmp_path: Path) -> None:
    paths = [save(tmp_path, large(name), f"{name}.jpg", Q=93) for name in ("cat", "coffee", "gravel", "china")]
    analysed = [run(path, {}).sharpness or 0 for path in paths]
    looked_at = [run(path, {}, (0.0, 1.0)).sharpness or 0 for path in paths]
    assert max(looked_at) - min(looked_at) < (max(analysed) - min(analysed)) / 2


def test_a_blank_picture_has_no_figures_that_need_detail(tmp_path: Path) -> None:
    blank = (pyvips.Image.black(800, 600) + 120).cast("uchar")
    row = run(save(tmp_path, blank, "blank.png"))
    assert (row.sharpness, row.thirds, row.phash) == (None, None, None)
    assert (row.contrast, row.tonal_range, row.negative_space) == (0, 0, 1)
    assert [each.name for each in row.colours] == ["grey"]


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (31, 31), (33, 40)])
def test_tiny_pictures_do_not_fail(tmp_path: Path, size: tuple[int, int]) -> None:
    row = run(save(tmp_path, large("china", size), "tiny.png"))
    assert (row.width, row.height) == size
    assert row.brightness is not None


def test_figures_lie_within_their_ranges(tmp_path: Path) -> None:
    ranges = {"noise": 255.0, "contrast": 0.5}
    for name in ("china", "stars", "clock", "gravel"):
        row = run(save(tmp_path, photograph(name), f"{name}.png"))
        for field in fields(row):
            value = getattr(row, field.name)
            if isinstance(value, float):
                assert 0 <= value <= ranges.get(field.name, 1.0), field.name
                assert value == round(value, 4)


def test_a_file_that_changed_since_intake_is_left_for_the_next_run(tmp_path: Path) -> None:
    path = save(tmp_path, photograph("china"))
    with pytest.raises(UnreadableFile, match="changed"):
        derive(path, IntakeRow("", 0, "jpeg", 6000, 4000), RENDITIONS, NO_DOUBT, tmp_path)


def test_nothing_is_written_for_damaged_pixels(tmp_path: Path) -> None:
    path = save(tmp_path, large("china"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    intake = IntakeRow("", 0, "jpeg", 3000, 2000)
    with pytest.raises(DecodeError):
        derive(path, intake, RENDITIONS, NO_DOUBT, tmp_path / "renditions")
    assert not (tmp_path / "renditions").exists()
    with pytest.raises(DecodeError):
        derive(path, replace(intake, format="png"), RENDITIONS, NO_DOUBT, tmp_path / "renditions")
