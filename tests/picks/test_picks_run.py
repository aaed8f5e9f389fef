"""Picks in a real run of real pictures, and what `runner cull` makes of it without a model."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import measured_photos
import numpy as np
import polars as pl
import program
import pyexiv2
import pytest
import pyvips

from runner.composition import cull
from runner.errors import ConfigError, EnvError
from runner.imaging import sample_photos
from runner.messages import word
from runner.picks.fitting import LEAST
from runner.review.facets import FacetCounts
from runner.review.picks import results
from runner.review.picks.board import board, next_open
from runner.review.picks.desk import Member, PicksDesk
from runner.review.query import parse
from runner.review.review_set import open_named
from runner.review.session import Session

DAY = datetime(2025, 5, 17, 10)


def save(pixels: measured_photos.Picture, path: Path, at: datetime, exposure: str = "1/250", body: str = "1") -> None:
    """A JPEG with the tags that a camera writes; `body` is its serial number."""
    picture = pyvips.Image.new_from_array(pixels).copy(interpretation="srgb").jpegsave_buffer(Q=92)
    with pyexiv2.ImageData(picture) as image:
        image.modify_exif(
            {
                "Exif.Image.Make": "Nikon", "Exif.Image.Model": "D70", "Exif.Photo.ExposureTime": exposure,
                "Exif.Photo.FNumber": "8/1", "Exif.Photo.ISOSpeedRatings": "200", "Exif.Photo.FocalLength": "35/1",
                "Exif.Photo.BodySerialNumber": body,
                "Exif.Photo.DateTimeOriginal": f"{at:%Y:%m:%d %H:%M:%S}", "Exif.Photo.SubSecTimeOriginal": f"{at:%f}",
            }
        )  # fmt: skip
        path.write_bytes(image.get_bytes())


def shoot(folder: Path) -> None:
    """A burst of three, a bracket of three, a panorama, a focus stack, and two photos of another body of one model,
    taken between the frames of the bracket.
    """
    palace, cat = (measured_photos.picture(each) for each in (sample_photos.PALACE, sample_photos.CAT))
    image = pyvips.Image.new_from_array(cat).copy(interpretation="srgb")
    for n, sigma in enumerate((4.0, 0.0, 1.5)):
        frame = image.gaussblur(sigma).numpy() if sigma else cat
        save(frame, folder / f"burst_{n}.jpg", DAY + timedelta(seconds=0.25 * n))
    for n, (factor, exposure) in enumerate(((1.0, "1/250"), (0.4, "1/1000"), (2.0, "1/60"))):
        frame = np.clip(palace * factor, 0, 255).astype(np.uint8)
        save(frame, folder / f"bracket_{n}.jpg", DAY + timedelta(minutes=5, seconds=0.5 * n), exposure)
    for n, frame in enumerate(measured_photos.swept(palace, 0.5)):
        save(frame, folder / f"panorama_{n}.jpg", DAY + timedelta(minutes=10, seconds=2 * n))
    flower = measured_photos.picture(sample_photos.FLOWER)
    for n in range(5):
        save(measured_photos.focused(flower, n / 4), folder / f"stack_{n}.jpg", DAY + timedelta(minutes=15, seconds=n))
    for n, source in enumerate((sample_photos.COFFEE, sample_photos.ASTRONAUT)):
        at = DAY + timedelta(minutes=5, seconds=0.25 + 0.5 * n)
        save(measured_photos.picture(source), folder / f"single_{n}.jpg", at, body="2")


def prepare(folder: Path) -> None:
    chosen = ["set=travel", "caption=composer", "cull.keep=2", f"set.source={folder / 'photos'}"]
    program.run([*chosen, f"paths.runs={folder / 'runs'}"], folder, check=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos and a run of them."""
    folder = tmp_path_factory.mktemp("picks")
    (folder / "photos").mkdir()
    shoot(folder / "photos")
    prepare(folder)
    return folder


def opened(folder: Path, reviewer: str = "Ada") -> Session:
    return Session(open_named("travel", folder / "runs"), reviewer)


def rows(folder: Path) -> dict[str, dict[str, object]]:
    """Rows of the newest run by the name of the file."""
    table = pl.read_parquet(folder / "runs" / "travel" / "latest" / "rows.parquet")
    return {Path(row["source_path"]).stem: row for row in table.iter_rows(named=True)}


def test_a_run_says_what_is_picked_what_stays_whole_and_why(folder: Path) -> None:
    found = rows(folder)
    kinds = {name: row["pick_kind"] for name, row in found.items()}
    assert all(kind == name.partition("_")[0] for name, kind in kinds.items())
    whole = {name for name, row in found.items() if row["pick"] == "whole"}
    assert whole == {name for name in found if name.startswith(("bracket", "panorama", "stack"))}
    assert sum(row["pick"] == "keep" for row in found.values()) == 2
    assert [found[f"burst_{n}"]["pick_place"] for n in (1, 2, 0)] == [1, 2, 3]
    assert found["burst_0"]["picked_because"] == {"id": "drop.sharpness", "arguments": '{"other": "burst_1"}'}


def test_picks_are_keys_of_filters_and_cost_nothing_unless_asked_for(folder: Path) -> None:
    session = opened(folder)
    assert len(session.find("pick:keep")) == 2
    assert len(session.find("pick_kind:bracket")) == 3
    assert len(session.find("picked_because:sharper pick_rank:>1")) == 2
    facets = {each.key: each for each in FacetCounts(session.snapshot).facets(session.snapshot, parse(""))}
    assert {(each.label, each.count) for each in facets["pick"].values} >= {("picked", 2)}
    assert ("bracket", 3) in {(each.label, each.count) for each in facets["pick_kind"].values}
    said = program.run(["set=travel", "--cfg", "job", f"set.source={folder}"])
    assert "keep: ${oc.select:set.keep}" in said.stdout


def test_a_group_is_decided_frame_by_frame_and_undone(folder: Path) -> None:
    session = opened(folder)
    desk = PicksDesk.open(session)
    shown = board(desk)
    [moment] = shown.moments("open")
    assert [len(desk.group(each).members) for each in shown.moments("sequences")] == [3, 5, 5]
    first, second, third = desk.group(moment).members
    assert word(third.because, "de") == "Derselbe Moment wie burst_1; das ist schärfer"
    assert [each.kept for each in (first, second, third)] == [
        session.snapshot.items[first.place] in _kept(desk),
        False,
        False,
    ]
    assert desk.keep(moment).sentence == "Picked 1 photo, rejected 2."
    assert [each.flag for each in desk.group(moment).members] == ["pick", "reject", "reject"]
    assert (board(desk).moments("open"), board(desk).moments("decided")) == ([], [moment])
    desk.keep_too(moment, second.place)
    assert [each.flag for each in desk.group(moment).members] == ["pick", "pick", "reject"]
    desk.keep(moment, [third.place])  # swapped
    assert [each.flag for each in opened_flags(folder, moment)] == ["reject", "reject", "pick"]
    for _ in range(3):
        session.undo()
    assert [each.flag for each in desk.group(moment).members] == [None] * 3
    desk.reject(moment)
    assert desk.group(moment).is_decided
    assert desk.reopen(moment).sentence == "Removed the flags of 3 photos."
    assert desk.moment_of(first.place) == moment


def test_a_frame_of_which_nobody_has_said_anything_leaves_its_group_open(folder: Path) -> None:
    session = opened(folder)
    desk = PicksDesk.open(session)
    [moment] = board(desk).moments("open")
    first, second, _ = desk.group(moment).members  # the third one is as if it had been added since
    session.rate([first.place], "flag", "pick")
    session.rate([second.place], "flag", "reject")
    assert not desk.group(moment).is_decided
    shown = board(desk)
    assert (shown.moments("open"), shown.cards[moment].picked, shown.cards[moment].open) == ([moment], 1, 1)
    assert next_open(shown.cards, [moment], None) == moment
    for _ in range(2):
        session.undo()


def _kept(desk: PicksDesk) -> list[str]:
    return desk.choice.items("keep")


def opened_flags(folder: Path, moment: str) -> list[Member]:
    """The members as another session sees them, by the scores of the run."""
    desk = PicksDesk.open(opened(folder, "Ben"))
    return sorted(desk.group(moment).members, key=lambda member: -member.score)


def test_the_command_says_what_it_would_do_and_does_it_when_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in sorted((folder / "photos").iterdir())}
    words = [
        "travel",
        f"paths.runs={folder / 'runs'}",
        "keep=1",
        f"folder={tmp_path / 'best'}",
        "stars=4",
        "label=green",
    ]
    assert cull.command([*words, f"out={tmp_path / 'list.csv'}"]) == 0
    said = capsys.readouterr().out
    assert "brackets: 1" in said
    assert "With yes=true it is" in said
    listed = pl.read_csv(tmp_path / "list.csv")
    assert listed["pick"].to_list().count("keep") == 1
    assert listed["because"].is_not_null().all()
    assert not (tmp_path / "best").exists()
    assert cull.command([*words, "yes=true"]) == 0
    kept = {Path(each).name for each in listed.filter(pl.col("pick") != "drop")["path"]}
    assert {each.name for each in (tmp_path / "best").iterdir()} == kept
    assert all((tmp_path / "best" / name).samefile(folder / "photos" / name) for name in kept)
    sidecars = {each.name.removesuffix(".xmp") for each in (folder / "photos").glob("*.xmp")}
    assert sidecars == kept
    assert len(opened(folder).find("label:green")) == len(kept)
    assert cull.command([*words, "yes=true"]) == 0
    again = capsys.readouterr().out
    assert "Linked 0 photos" in again
    assert "other file" not in again
    (tmp_path / "best" / "of_before.jpg").touch()
    assert cull.command([*words, "yes=true"]) == 0
    assert f"1 other file in {tmp_path / 'best'} is not a link" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in before} == before
    for path in (folder / "photos").glob("*.xmp"):
        path.unlink()


def test_no_original_and_nothing_of_a_persons_is_written_over(folder: Path, tmp_path: Path) -> None:
    words, photo = ["travel", f"paths.runs={folder / 'runs'}"], next((folder / "photos").glob("*.jpg"))
    before = photo.read_bytes()
    with pytest.raises(ConfigError, match=r"has to end in \.csv"):
        cull.command([*words, "keep=1", f"out={photo}"])
    with pytest.raises(EnvError, match=r"has to end in \.csv"):
        results.write_list(pl.DataFrame({"path": ["a"]}), photo)
    assert photo.read_bytes() == before
    (tmp_path / "mine.yaml").write_text("defaults: [default]\n")
    with pytest.raises(ConfigError, match="was not written by this program"):
        cull.command([*words, "fit", f"out={tmp_path / 'mine.yaml'}"])


def test_stars_that_are_there_stay_and_the_file_of_before_is_kept(tmp_path: Path) -> None:
    from runner.review.picks.results import star

    photo, raw = tmp_path / "a.jpg", tmp_path / "a.nef"
    photo.touch()
    raw.touch()
    [written] = star([photo], 3).written
    assert written.name == "a.xmp"
    text = written.read_text()
    assert "Rating>3<" in text
    again = star([photo], 5)
    assert (again.written, again.backups, written.read_text()) == ([], [], text)
    written.write_text(text.replace("<xmp:Rating>3</xmp:Rating>", "<xmp:Nickname>x</xmp:Nickname>"))
    before = written.read_text()
    done = star([photo], 5)
    assert [each.read_text() for each in done.backups] == [before]
    assert "Rating>5<" in written.read_text()


def test_weights_limits_and_numbers_of_the_command_line_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = f"paths.runs={folder / 'runs'}"
    assert cull.command(["travel", runs, "keep=3", "cull=sports", "cull.limits.per_hour=1"]) == 0
    assert "Picked: 1 photo." in capsys.readouterr().out
    for wrong in (["keep=0"], ["cull=nothing"], ["cull.bursts.secs=1"], ["keep=1", "stars=9"], ["nonsense"],
                  ["cull.bursts.near=[[9,1],[1,9]]"]):  # fmt: skip
        with pytest.raises(ConfigError):
            cull.command(["travel", runs, *wrong])


def test_people_are_compared_with_and_weights_need_enough_of_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = f"paths.runs={folder / 'runs'}"
    cull.command(["travel", runs, "report"])
    assert "Nobody has picked or rejected photos of this set, so there is nothing" in capsys.readouterr().out
    session = opened(folder)
    desk = PicksDesk.open(session)
    desk.keep(board(desk).moments("groups")[0])
    cull.command(["travel", runs, "report"])
    assert "People kept 1 photo and dropped 2.\nThat is too few to tell" in capsys.readouterr().out
    cull.command(["travel", runs, "fit"])
    assert f"at least {LEAST} moments" in capsys.readouterr().out
    session.undo()


def test_a_persons_flag_wins_in_the_next_run(folder: Path) -> None:
    session = opened(folder)
    [place] = session.find("name:burst_0.jpg")
    session.rate([place], "flag", "pick")
    prepare(folder)
    found = rows(folder)
    assert (found["burst_0"]["pick"], found["burst_1"]["pick"]) == ("keep", "drop")
    assert found["burst_1"]["picked_because"] == {"id": "drop.chosen", "arguments": '{"other": "burst_0"}'}
    assert sum(row["pick"] == "keep" for row in found.values()) == 2
    page = (folder / "runs" / "travel" / "latest" / "report.html").read_text("utf-8")
    assert "People picked 1 photo and rejected 0." in page
    assert "That is too few to tell" in page
