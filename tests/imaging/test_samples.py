from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from runner.errors import EnvError, ItemError
from runner.imaging import samples
from runner.imaging.metadata import read_metadata
from runner.imaging.probe import Limits, probe
from runner.imaging.samples import lay_out
from runner.imaging.vips import pyvips
from runner.schema import ExifRow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    lay_out(folder)
    return folder


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows(demo: Path) -> dict[str, ExifRow]:
    found = {}
    for path in lay_out(demo):
        try:
            header = probe(path, Limits())
        except ItemError:
            continue
        found[str(path.relative_to(demo))] = read_metadata(path, header.format)
    return found


def refused(demo: Path) -> dict[str, str]:
    kinds = {}
    for path in lay_out(demo):
        try:
            probe(path, Limits())
        except ItemError as error:
            kinds[path.name] = error.kind
    return kinds


def upright(path: Path) -> pyvips.Image:
    return pyvips.Image.new_from_file(str(path)).autorot()


def distance(one: pyvips.Image, other: pyvips.Image) -> float:
    """Mean absolute difference of two pictures, brought to one small size, in grey levels."""
    small = [image.thumbnail_image(64, height=64, size="force").colourspace("b-w") for image in (one, other)]
    return float((small[0] - small[1]).abs().avg())


def test_the_folder_holds_what_real_folders_hold(demo: Path) -> None:
    paths = lay_out(demo)
    assert 16 <= len(paths) <= 24
    assert paths == sorted(paths)
    assert all(path.is_file() for path in paths)
    names = {str(path.relative_to(demo)) for path in paths}
    assert any(" " in name for name in names)
    assert any("é" in name for name in names)
    assert any("🌸" in name for name in names)
    assert refused(demo) == {"IMG_2303.JPG": "truncated", "IMG_0000.JPG": "empty", "notes.jpg": "wrong_type"}
    assert {probe(demo / name, Limits()).format for name in rows(demo)} == {"jpeg", "png"}


def test_every_picture_decodes_fully_and_is_as_big_as_its_source(demo: Path) -> None:
    for name in rows(demo):
        image = pyvips.Image.new_from_file(str(demo / name), fail_on="warning")
        assert image.avg() > 0
        assert max(image.width, image.height) >= 400


def test_one_file_is_a_copy_of_another(demo: Path) -> None:
    hashes = list(contents(demo).values())
    assert len(hashes) - len(set(hashes)) == 1


def test_the_rotated_photo_is_upright_when_its_orientation_is_honoured(demo: Path) -> None:
    turned = [name for name, row in rows(demo).items() if row.orientation == 6]
    assert turned == ["Falcon 9/DSC07713.JPG"]
    photo, whole = upright(demo / turned[0]), upright(demo / "Falcon 9/DSC07712.JPG")
    assert photo.height > photo.width
    same_part = whole.crop(whole.width // 4, 0, photo.width, photo.height)
    assert distance(photo, same_part) < 2
    assert distance(photo.rot180(), same_part) > 10


def test_the_near_duplicate_looks_alike_and_differs_in_bytes(demo: Path) -> None:
    first, second = (upright(demo / "Café" / name) for name in ("IMG_2301.JPG", "IMG_2302.JPG"))
    assert 0 < distance(first, second) < 12


def test_the_blurred_photo_has_lost_its_detail(demo: Path) -> None:
    sharp, blurred = (upright(demo / name).colourspace("b-w") for name in ("Chelsea the cat.jpg", "DSCF4471.JPG"))
    assert blurred.sobel().avg() < 0.5 * sharp.sobel().avg()


def test_the_camera_data_vary(demo: Path) -> None:
    found = rows(demo)
    assert len({row.camera for row in found.values() if row.camera}) >= 8
    assert len({row.captured_at for row in found.values()}) >= 10
    assert sum(row.latitude is not None for row in found.values()) >= 4
    assert sum(bool(row.title) for row in found.values()) >= 4
    assert sum(bool(row.keywords) for row in found.values()) >= 5
    assert sum(row.camera is None for row in found.values()) >= 2
    assert not any("error" in json.loads(row.raw) for row in found.values())


def test_accents_survive_in_iptc(demo: Path) -> None:
    row = rows(demo)["Été en Chine/_MG_5120.jpg"]
    assert row.title == "Palais d'Été"
    assert json.loads(row.raw)["iptc"]["Iptc.Envelope.CharacterSet"] == "%G"


def test_the_cameras_default_description_is_there_and_is_no_caption(demo: Path) -> None:
    row = rows(demo)["P6120031.JPG"]
    assert row.caption is None
    assert "OLYMPUS DIGITAL CAMERA" in row.raw


def test_the_readme_names_every_file_with_author_and_licence(demo: Path) -> None:
    text = (demo / "README.txt").read_text()
    assert "MADE UP" in text
    for path in lay_out(demo):
        assert str(path.relative_to(demo)) in text
    for source in {sample.source for sample in samples.photos.SAMPLES}:
        assert source.author in text
        assert source.licence in text


def test_a_complete_folder_is_not_touched(demo: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.rglob("*")}
    lay_out(demo)
    assert {path: path.stat().st_mtime_ns for path in demo.rglob("*")} == before


def test_a_partial_folder_is_completed_and_what_is_there_is_kept(demo: Path, tmp_path: Path) -> None:
    mine = tmp_path / "Café" / "IMG_2301.JPG"
    mine.parent.mkdir()
    mine.write_bytes(b"my own file")
    (tmp_path / "DSC_0142.JPG").write_bytes((demo / "DSC_0142.JPG").read_bytes())
    (tmp_path / "other.jpg").write_bytes(b"another of mine")
    lay_out(tmp_path)
    kept = {"Café/IMG_2301.JPG": mine.read_bytes(), "other.jpg": b"another of mine"}
    expected = contents(demo) | {name: hashlib.sha256(content).hexdigest() for name, content in kept.items()}
    assert contents(tmp_path) == expected


def test_another_process_writes_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    script = "import sys, pathlib, runner.imaging.samples as s; s.lay_out(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=120)
    assert contents(tmp_path) == contents(demo)


def test_missing_packages_are_named_with_the_command_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "skimage", raising=False)
    with pytest.raises(EnvError) as problem:
        lay_out(tmp_path)
    assert "scikit-image" in problem.value.problem
    assert problem.value.mend == "pip install scikit-image scikit-learn"
    assert contents(tmp_path) == {}
