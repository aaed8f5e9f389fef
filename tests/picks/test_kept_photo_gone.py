"""If the photo kept in place of rejected ones is gone, this is reported and the moment is offered again."""

from __future__ import annotations

import shutil
from pathlib import Path

import program
import pyexiv2
import pytest
from test_picks_run import opened, rows, shoot

from runner.composition import cull
from runner.messages import word
from runner.review.picks.board import board
from runner.review.picks.desk import Group, PicksDesk


def run(folder: Path, *more: str) -> str:
    """Run the set once more; returns its output."""
    words = ["set=travel", "caption=composer", "cull.keep=2", f"set.source={folder / 'photos'}", *more]
    done = program.run([*words, f"paths.runs={folder / 'runs'}"], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos and a run of them, of which nobody has said anything."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "photos").mkdir()
    shoot(folder / "photos")
    run(folder)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    copy = tmp_path / "set"
    shutil.copytree(first, copy, symlinks=True)
    return copy


def burst(folder: Path) -> tuple[PicksDesk, Group]:
    """The desk of the newest run, and the group that the burst is in."""
    desk = PicksDesk.open(opened(folder))
    place = next(
        place
        for place in range(len(desk.session.snapshot))
        if desk.session.snapshot.photos.name(place) == "burst_0.jpg"
    )
    return desk, desk.group(desk.moment_of(place) or "")


def keep(folder: Path, *names: str) -> None:
    """Keep these frames of the burst and reject its others."""
    desk, group = burst(folder)
    photos = desk.session.snapshot.photos
    desk.keep(group.moment, [each.place for each in group.members if photos.name(each.place)[:-4] in names])


def flags(folder: Path) -> dict[str, str | None]:
    desk, group = burst(folder)
    return {desk.session.snapshot.photos.name(each.place)[:-4]: each.flag for each in group.members}


def found(folder: Path, text: str = "is:keeper_gone") -> set[str]:
    session = opened(folder)
    return {session.snapshot.photos.name(place)[:-4] for place in session.find(text)}


def test_it_is_said_offered_again_and_taken_back_in_one_go(folder: Path) -> None:
    keep(folder, "burst_1")
    assert "stay rejected" not in run(folder)
    assert (found(folder), burst(folder)[1].is_decided) == (set(), True)
    (folder / "photos" / "burst_1.jpg").unlink()
    said = " ".join(run(folder).split())
    assert "2 photos stay rejected although the photo that was kept in their place is no longer in this run" in said
    assert "runner cull travel reopen yes=true" in said
    assert found(folder) == found(folder, "is:keeper_gone pick:drop") == {"burst_0", "burst_2"}, "the words stay"
    now = rows(folder)["burst_0"]["picked_because"]
    assert now == {"id": "drop.keeper_gone", "arguments": '{"kept": ["burst_1"], "count": 1}'}
    report = (folder / "runs" / "travel" / "latest" / "report.html").read_text("utf-8")
    assert "stayed rejected although what was kept in" in report
    desk, group = burst(folder)
    assert {word(each.because, "en") for each in group.members} == {
        "Rejected, but burst_1, kept in its place, is no longer in this run"
    }
    assert not group.is_decided
    assert (board(desk).counts()["again"], board(desk).moments("again")) == (1, [group.moment])
    assert group.moment in board(desk).moments("open"), "the undecided ones have it too"
    desk.reopen(group.moment)
    assert (set(flags(folder).values()), found(folder)) == ({None}, set())
    desk.session.undo()
    assert found(folder) == {"burst_0", "burst_2"}
    assert board(desk).counts()["again"] == 1, "the same window knows it too"


def test_keeping_another_one_settles_it(folder: Path) -> None:
    keep(folder, "burst_1")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    keep(folder, "burst_2")
    assert (flags(folder), found(folder)) == ({"burst_2": "pick", "burst_0": "reject"}, set())
    assert burst(folder)[1].is_decided


def test_rejecting_the_group_again_settles_it_as_well(folder: Path) -> None:
    keep(folder, "burst_1")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    desk, group = burst(folder)
    desk.reject(group.moment)
    assert (set(flags(folder).values()), found(folder)) == ({"reject"}, set())
    desk.session.undo()
    assert found(folder) == {"burst_0", "burst_2"}


def test_a_kept_photo_that_comes_back_is_kept_as_before(folder: Path) -> None:
    keep(folder, "burst_1")
    path = folder / "photos" / "burst_1.jpg"
    path.rename(folder / "aside.jpg")
    run(folder)
    assert found(folder) == {"burst_0", "burst_2"}
    (folder / "aside.jpg").rename(path)
    assert "stay rejected" not in run(folder)
    assert found(folder) == set()
    assert flags(folder) == {"burst_1": "pick", "burst_0": "reject", "burst_2": "reject"}


def test_a_kept_photo_that_was_moved_or_rewritten_is_the_same_one(folder: Path) -> None:
    keep(folder, "burst_1")
    path = folder / "photos" / "burst_1.jpg"
    with pyexiv2.Image(str(path)) as image:
        image.modify_exif({"Exif.Image.Artist": "Ann"})
    path.rename(path.with_name("best.jpg"))
    assert "stay rejected" not in run(folder)
    assert found(folder) == set()
    now = rows(folder)
    assert (now["best"]["pick"], now["best"]["picked_because"]["id"]) == ("keep", "pick.person")  # type: ignore[index]
    assert now["burst_0"]["picked_because"]["id"] == "drop.person"  # type: ignore[index]


def test_of_two_kept_photos_one_is_enough(folder: Path) -> None:
    keep(folder, "burst_1", "burst_2")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    assert found(folder) == set()
    (folder / "photos" / "burst_2.jpg").unlink()
    run(folder)
    assert found(folder) == {"burst_0"}
    desk, group = burst(folder)
    assert word(group.members[0].because, "en") == (
        "Rejected, but burst_1 and burst_2, kept in its place, are no longer in this run"
    )
    assert (group.kind, board(desk).moments("again")) == ("single", [group.moment]), "a photo alone is offered too"


def test_one_that_was_kept_later_beside_the_first_counts(folder: Path) -> None:
    keep(folder, "burst_1")
    desk, group = burst(folder)
    desk.keep_too(group.moment, group.members[1].place)
    kept = {name for name, flag in flags(folder).items() if flag == "pick"}
    assert len(kept) == 2
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    assert found(folder) == set()


def test_after_a_swap_it_is_the_one_that_stayed_in_the_end(folder: Path) -> None:
    keep(folder, "burst_1")
    keep(folder, "burst_0")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    assert found(folder) == set()
    (folder / "photos" / "burst_0.jpg").unlink()
    run(folder)
    assert found(folder) == {"burst_2"}


def test_a_swap_that_was_undone_does_not_count(folder: Path) -> None:
    keep(folder, "burst_1")
    keep(folder, "burst_0")
    session = opened(folder)
    session.restore_undo()
    session.undo()
    (folder / "photos" / "burst_0.jpg").unlink()
    run(folder)
    assert found(folder) == set()
    assert {"burst_1": "pick", "burst_2": "reject"}.items() <= opened_flags(folder).items()


def opened_flags(folder: Path) -> dict[str, str | None]:
    snapshot = opened(folder).snapshot
    return {snapshot.photos.name(place)[:-4]: snapshot.ratings(place)[2] for place in range(len(snapshot))}


def test_what_was_rejected_by_itself_stays_so(folder: Path) -> None:
    desk, group = burst(folder)
    name = desk.session.snapshot.photos.name
    alone = next(each for each in group.members if name(each.place) == "burst_0.jpg")
    desk.session.rate([alone.place], "flag", "reject")
    keep(folder, "burst_1")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    assert found(folder) == {"burst_2"}


def test_a_kept_photo_that_cannot_be_read_or_has_another_picture_is_called_so(folder: Path) -> None:
    run(folder)  # where the copy is
    keep(folder, "burst_1")
    path = folder / "photos" / "burst_1.jpg"
    whole = path.read_bytes()
    path.write_bytes(whole[:2000])
    run(folder)
    assert rows(folder)["burst_0"]["picked_because"]["id"] == "drop.keeper_unread"  # type: ignore[index]
    shutil.copyfile(folder / "photos" / "single_0.jpg", path)
    with path.open("ab") as file:
        file.write(b"\0")
    run(folder)
    assert rows(folder)["burst_0"]["picked_because"]["id"] == "drop.keeper_changed"  # type: ignore[index]
    assert found(folder) == {"burst_0", "burst_2"}


def test_the_command_lists_them_and_takes_them_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder, "burst_1")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    words = ["travel", "reopen", f"paths.runs={folder / 'runs'}"]
    assert cull.command(words) == 0
    said = capsys.readouterr().out
    assert "burst_0.jpg: Rejected, but burst_1, kept in its place, is no longer in this run" in said
    assert found(folder) == {"burst_0", "burst_2"}, "nothing without yes=true"
    assert cull.command([*words, "yes=true"]) == 0
    assert found(folder) == set()
    assert "No photo is rejected for one" not in capsys.readouterr().out
    assert cull.command(words) == 0
    assert "No photo is rejected for one that is not there any more." in capsys.readouterr().out


def test_names_are_not_made_up_when_the_runs_that_had_them_are_gone(folder: Path) -> None:
    keep(folder, "burst_1")
    (folder / "photos" / "burst_1.jpg").unlink()
    run(folder)
    newest = (folder / "runs" / "travel" / "latest").resolve()
    for each in (folder / "runs" / "travel").iterdir():
        if not each.is_symlink() and each != newest:
            shutil.rmtree(each)
    desk, group = burst(folder)
    assert word(desk.session.snapshot.without_keeper[group.members[0].item_id], "en") == (
        "Rejected, but the photo that was kept in its place is no longer in this run"
    )
