"""What a survey of a folder finds, in folders as people have them."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from unlistable_folder import unlistable

from runner.imaging import samples
from runner.intake.look import look
from runner.intake.request import Request, command
from runner.intake.small_pictures import SIZE, small_picture
from runner.intake.survey import list_photos, spread, survey
from runner.intake.told import Listed, Picture, Problem, Subfolder, Survey, Told, from_line, to_line


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake") / "photos"
    samples.lay_out(folder)
    return folder


def told(folder: Path, tmp_path: Path, *exclude: str) -> list[Told]:
    """What a look without recognition tells."""
    heard: list[Told] = []
    look(Request(str(folder), str(tmp_path / "runs"), exclude, sample=0), heard.append)
    return heard


def test_a_folder_of_photos(photos: Path, tmp_path: Path) -> None:
    *pictures, found = told(photos, tmp_path)
    assert pictures[0] == Listed(18)
    assert 3 <= sum(isinstance(each, Picture) for each in pictures) <= 5
    assert isinstance(found, Survey)
    assert (found.photos, found.unreadable, found.sampled) == (18, 0, False)
    assert found.left_out == {"other files (.txt)": 1}
    assert (found.first, found.last) == (datetime(2008, 1, 19, 20, 2, 10), datetime(2020, 3, 22, 11, 47))
    assert "Canon EOS 6D" in found.cameras
    assert Subfolder("Café", 3) in found.subfolders
    assert found.located == 5
    assert found.place is None, "they are of several countries"


def test_photos_of_one_place_are_said_to_be_of_it(photos: Path, tmp_path: Path) -> None:
    found = told(photos / "Café", tmp_path)[-1]
    assert isinstance(found, Survey)
    assert (found.located, found.place) == (3, "Montréal, Canada")


def test_what_is_excluded_is_not_looked_at(photos: Path, tmp_path: Path) -> None:
    found = told(photos, tmp_path, "Café", "*.png")[-1]
    assert isinstance(found, Survey)
    assert found.photos == 14


def test_odd_folders_are_told_and_not_raised(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert told(empty, tmp_path) == [Listed(0), Survey(0)]
    (problem,) = told(tmp_path / "nowhere", tmp_path)
    assert isinstance(problem, Problem)
    assert problem.fatal
    assert "nowhere" in problem.said
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff")
    assert isinstance(told(file, tmp_path)[0], Problem)


def test_links_in_circles_dead_links_and_rubbish(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    (folder / "below").mkdir(parents=True)
    (folder / "below/back").symlink_to(folder)
    (folder / "self.jpg").symlink_to(folder / "self.jpg")
    (folder / "gone.jpg").symlink_to(tmp_path / "no.jpg")
    (folder / "noise.jpg").write_bytes(os.urandom(3000))
    os.mkfifo(folder / "pipe.jpg")
    shutil.copy(photos / "clock.jpg", folder / os.fsdecode(b"caf\xe9.jpg"))
    found = told(folder, tmp_path)[-1]
    assert isinstance(found, Survey)
    assert (found.photos, found.unreadable) == (4, 2)
    assert found.first is not None
    assert from_line(to_line(found)) == found


def test_a_folder_that_vanishes_while_it_is_looked_at(photos: Path, tmp_path: Path) -> None:
    gone = tmp_path / "card"
    shutil.copytree(photos, gone)
    found, ignored = list_photos(gone, tmp_path, (), lambda _number: None)
    shutil.rmtree(gone)
    told_of = survey(gone, found, ignored)
    assert (told_of.photos, told_of.first, told_of.cameras) == (18, None, ())
    assert small_picture(gone / "clock.jpg") is None


def test_many_files_are_counted_as_they_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1200):
        (folder / f"{number:05}.jpg").touch()
    counted: list[int] = []
    found, _ = list_photos(folder, tmp_path, (), counted.append)
    assert (counted, len(found)) == ([500, 1000], 1200)
    assert [file.path for file in spread(found, 3)] == [found[0].path, found[600].path, found[-1].path]


def test_small_pictures_fit_and_are_upright(photos: Path) -> None:
    from runner.imaging.vips import pyvips

    for name in ("Falcon 9/DSC07712.JPG", "Chelsea the cat.jpg", "tripod.png"):
        jpeg = small_picture(photos / name)
        assert jpeg is not None
        image = pyvips.Image.new_from_buffer(jpeg, "")
        assert image.width <= SIZE[0]
        assert image.height <= SIZE[1]
    assert small_picture(photos / "IMG_0000.JPG") is None


@pytest.fixture
def lines(photos: Path, tmp_path: Path) -> list[str]:
    request = Request(str(photos / "Falcon 9"), str(tmp_path / "runs"))
    ended = subprocess.run(command(request), capture_output=True, text=True, timeout=120, check=True)
    return ended.stdout.splitlines()


def test_the_process_tells_in_lines_and_recognises(lines: list[str]) -> None:
    heard = [from_line(line) for line in lines]
    assert None not in heard, "nothing else is on its output"
    assert [type(each).__name__ for each in heard] == ["Listed", "Picture", "Picture", "Survey", "Proposal"]


def test_other_lines_tell_nothing() -> None:
    for line in (
        "",
        "libpng warning: x",
        "{}",
        '{"kind": "Told"}',
        '{"kind": "Listed"}',
        "[1]",
        '{"kind": "Picture", "jpeg": 1}',
    ):
        assert from_line(line) is None


def test_a_folder_that_cannot_be_listed_is_no_photo(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"a photo")
    unlistable(folder)
    (tmp_path / "runs").mkdir()
    found, ignored = list_photos(folder, tmp_path / "runs", (), lambda _: None)
    assert [Path(each.path).name for each in found] == ["a.jpg"]
    assert ignored == {"folders that cannot be read": 1}
