"""The same steps on both kinds of target: publish, change, move, unpublish, drift, and all of it again."""

from __future__ import annotations

import os
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from publish_site import Site, local_site, photo

from runner.errors import PublishError
from runner.messages import say
from runner.publishing import publications
from runner.publishing.folder import Folder
from runner.publishing.ftp import FtpServer
from runner.publishing.photo import OutgoingPhoto, Staying
from runner.publishing.place import Listed
from runner.publishing.target import Target
from runner.store.catalog import open_catalog


def actions(outcomes: list) -> list[str]:
    assert [each.error for each in outcomes] == [None] * len(outcomes)
    return [each.action for each in outcomes]


def test_what_is_published_stands_once_with_its_row(site: Site) -> None:
    photos = [photo(number) for number in range(12)]
    assert actions(site.publish(photos)) == ["new"] * 12
    site.assert_holds(photos)
    assert {each.rev for each in site.known().values()} == {1}


def test_publishing_again_does_nothing(site: Site) -> None:
    photos = [photo(number) for number in range(5)]
    site.publish(photos)
    before = site.state()
    written = [path.stat().st_mtime_ns for path in site.files.rglob("*.jpg")]
    assert actions(site.publish(photos)) == ["same"] * 5
    assert site.state() == before
    assert [path.stat().st_mtime_ns for path in site.files.rglob("*.jpg")] == written


def test_rev_rises_only_where_content_changed(site: Site) -> None:
    site.publish([photo(1), photo(2)])
    keys = {each.item_id: each.remote_id for each in site.known().values()}
    assert sorted(actions(site.publish([photo(1, edition=2), photo(2)]))) == ["change", "same"]
    site.assert_holds([photo(1, edition=2), photo(2)])
    known = site.known()
    assert [known[photo(number).item_id].rev for number in (1, 2)] == [2, 1]
    assert {each.item_id: each.remote_id for each in known.values()} == keys


def test_another_score_changes_the_row_and_not_the_rev(site: Site) -> None:
    first = photo(1)
    site.publish([first])
    better = replace(first, fields={**first.fields, "quality_score": 8.5})
    assert actions(site.publish([better])) == ["change"]
    assert [(row["Score"], row["Rev"]) for row in site.rows()] == [(8.5, 1)]


def test_a_changed_name_moves_and_leaves_a_redirect(site: Site) -> None:
    site.publish([photo(1)])
    key = site.rows()[0]["id"]
    assert actions(site.publish([photo(1, name="heron.jpg")])) == ["move"]
    site.assert_holds([photo(1, name="heron.jpg")])
    assert site.rows()[0]["id"] == key
    site.publish([photo(1, name="grey_heron.jpg", year=2025)])
    site.assert_holds([photo(1, name="grey_heron.jpg", year=2025)])
    with open_catalog(site.catalog) as catalog:
        assert publications.redirects(catalog, site.options.name) == {
            "2024/photo_0001.jpg": "2025/grey_heron.jpg",
            "2024/heron.jpg": "2025/grey_heron.jpg",
        }


def test_photos_that_exchange_their_names_keep_their_rows(site: Site) -> None:
    site.publish([photo(1, name="a.jpg"), photo(2, name="b.jpg"), photo(3, name="c.jpg")])
    keys = {each.item_id: each.remote_id for each in site.known().values()}
    swapped = [photo(1, 2, name="b.jpg"), photo(2, 2, name="a.jpg"), photo(3, name="c.jpg")]
    done = site.publish(swapped)
    assert sorted(actions(done)) == ["move", "move", "same"]
    site.assert_holds(swapped)
    assert {each.item_id: each.remote_id for each in site.known().values()} == keys
    assert [each.rev for each in done] == [1, 2, 2]
    with open_catalog(site.catalog) as catalog:
        assert not {"2024/a.jpg", "2024/b.jpg"} & publications.redirects(catalog, site.options.name).keys()
    assert actions(site.publish(swapped)) == ["same"] * 3


def test_names_that_are_passed_on_in_a_row_arrive(site: Site) -> None:
    site.publish([photo(number, name=f"{number}.jpg") for number in range(6)])
    keys = {each.item_id: each.remote_id for each in site.known().values()}
    moved = [photo(number, name=f"{number + 1}.jpg") for number in range(6)]
    assert actions(site.publish(moved)) == ["move"] * 6
    site.assert_holds(moved)
    circle = [photo(number, name=f"{(number + 1) % 6 + 1}.jpg") for number in range(6)]
    assert actions(site.publish(circle)) == ["move"] * 6
    site.assert_holds(circle)
    assert {each.item_id: each.remote_id for each in site.known().values()} == keys


def test_names_that_are_dealt_anew_arrive(tmp_path: Path) -> None:
    site, chance = local_site(tmp_path), random.Random(4)
    for edition in range(8):
        names = chance.sample([f"{number}.jpg" for number in range(8)], 6)
        photos = [photo(number, edition, name) for number, name in enumerate(names)]
        assert [each.error for each in site.publish(photos)] == [None] * 6
        site.assert_holds(photos)


def test_who_waits_for_a_photo_that_fails_waits_on(site: Site) -> None:
    photos = [photo(number, name=f"{number}.jpg") for number in range(3)]
    site.publish(photos)
    wanted = [photo(number, 2, name=f"{(number + 1) % 3}.jpg") for number in range(3)]
    lost = [replace(each, files=tuple(replace(file, make=_gone) for file in each.files)) for each in wanted]
    done = site.publish([wanted[0], lost[1], wanted[2]])
    failed = [each for each in done if each.error]
    assert photo(1).item_id in {each.item_id for each in failed}
    assert all("the rendition is gone" in str(each.error) for each in failed)
    rows = {row["File_Name"]: row["Web_Path"] for row in site.rows()}
    assert all((site.files / path).exists() for path in rows.values())
    assert actions(site.publish(wanted)) != []
    site.assert_holds(wanted)


def test_a_name_that_its_photo_keeps_is_not_taken_by_force_either(site: Site) -> None:
    site.publish([photo(1, name="a.jpg"), photo(2, name="b.jpg")])
    before = site.state()
    for wanted in ([photo(1, name="b.jpg")], [photo(1, name="b.jpg"), photo(2, name="b.jpg")]):
        done = site.set(force=True).publish(wanted)
        assert [each.error.kind for each in done if each.error] == ["name"]
        assert site.state() == before


def test_who_waits_for_a_photo_that_is_held_back_waits_too(site: Site) -> None:
    site.publish([photo(1, name="a.jpg"), photo(2, name="b.jpg"), photo(3, name="c.jpg")])
    _execute(site, "UPDATE photos SET Caption = 'Mine' WHERE File_Name = 'c.jpg'")
    before = site.state()
    wanted = [photo(1, name="b.jpg"), photo(2, name="c.jpg"), photo(3, name="d.jpg")]
    done = site.publish(wanted)
    assert sorted(each.error.kind if each.error else "held" for each in done) == ["held", "name", "name"]
    assert site.state() == before
    assert actions(site.set(force=True).publish(wanted)) == ["move"] * 3
    site.assert_holds(wanted)


def test_a_name_that_comes_back_leads_nowhere_else(site: Site) -> None:
    for name in ("a.jpg", "b.jpg", "a.jpg"):
        site.publish([photo(1, name=name)])
    with open_catalog(site.catalog) as catalog:
        assert publications.redirects(catalog, site.options.name) == {"2024/b.jpg": "2024/a.jpg"}


def test_redirects_stand_in_their_table(tmp_path: Path) -> None:
    site = local_site(tmp_path, redirects="moved")
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        site.publish([photo(1, name=name)])
    with sqlite3.connect(str(site.options.sqlite)) as connection:
        rows = connection.execute("SELECT old_path, new_path FROM moved ORDER BY 1").fetchall()
    connection.close()
    assert rows == [("2024/a.jpg", "2024/c.jpg"), ("2024/b.jpg", "2024/c.jpg")]
    site.unpublish(photo(1).item_id)
    with sqlite3.connect(str(site.options.sqlite)) as connection:
        assert connection.execute("SELECT count(*) FROM moved").fetchone() == (0,)
    connection.close()


def test_unpublish_takes_back_both_sides(site: Site) -> None:
    photos = [photo(number) for number in range(4)]
    site.publish(photos)
    assert actions(site.unpublish(photos[1].item_id, photos[2].item_id)) == ["unpublish"] * 2
    site.assert_holds([photos[0], photos[3]])
    with open_catalog(site.catalog) as catalog:
        assert publications.withdrawn(catalog, site.options.name).keys() == {photos[1].item_id, photos[2].item_id}
    site.publish(photos)
    site.assert_holds(photos)
    with open_catalog(site.catalog) as catalog:
        assert publications.withdrawn(catalog, site.options.name) == {}


def test_unpublishing_everything_leaves_no_folder(site: Site) -> None:
    site.publish([photo(1)])
    site.unpublish(photo(1).item_id)
    assert [path for path in site.files.rglob("*") if path.name != "photos.db"] == []


def test_a_row_that_someone_changed_is_shown_and_left_alone(site: Site) -> None:
    site.publish([photo(1), photo(2)])
    _execute(site, "UPDATE photos SET Caption = 'Mine', Year = 1999 WHERE File_Name = 'photo_0001.jpg'")
    before = site.state()
    done = site.publish([photo(1, edition=2), photo(2)])
    held = [each for each in done if each.held_back]
    assert [each.drift for each in held] == [(say("drift.row_changed", columns="Caption, Year"),)]
    assert site.state() == before
    assert actions(site.set(force=True).publish([photo(1, edition=2), photo(2)])) == ["same", "change"]
    site.assert_holds([photo(1, edition=2), photo(2)])


@pytest.mark.parametrize("damage", ["gone", "shorter", "as long", "row"])
def test_what_someone_removed_is_not_put_back_without_force(site: Site, damage: str) -> None:
    site.publish([photo(1)])
    if damage == "row":
        _execute(site, "DELETE FROM photos")
    elif damage == "gone":
        (site.files / "2024/thumbs/photo_0001.jpg").unlink()
    elif damage == "as long":
        _replace_later(site.files / "2024/photo_0001.jpg")
    else:
        (site.files / "2024/photo_0001.jpg").write_bytes(b"theirs")
    before = site.state()
    (held,) = site.publish([photo(1)])
    assert held.held_back
    assert site.state() == before
    site.set(force=True).publish([photo(1)])
    site.assert_holds([photo(1)])


def test_only_files_that_may_have_changed_are_read(site: Site, reads: list[str]) -> None:
    photos = [photo(1), photo(2)]
    site.publish(photos)
    assert actions(site.publish(photos)) == ["same"] * 2
    assert reads == []
    os.utime(site.files / "2024/photo_0001.jpg", (1, 1))
    assert actions(site.publish(photos)) == ["same"] * 2
    assert reads == ["2024/photo_0001.jpg"]
    assert actions(site.publish(photos)) == ["same"] * 2
    assert reads == ["2024/photo_0001.jpg"]
    _replace_later(site.files / "2024/photo_0002.jpg")
    assert [each.drift for each in site.publish(photos) if each.held_back] == [
        (say("drift.file_altered", path="2024/photo_0002.jpg"),)
    ]


def test_what_a_broken_publish_left_is_not_read_again(site: Site, reads: list[str]) -> None:
    """Texts of the second edition are as long, so that its files have the sizes of the first."""
    first, second = photo(1), photo(1, edition=2)
    assert [len(file.make()) for file in first.files] == [len(file.make()) for file in second.files]
    site.publish([first, photo(2)])
    _break_off(site, second, 1)
    assert sorted(actions(site.publish([second, photo(2)]))) == ["change", "same"]
    assert reads == []
    site.assert_holds([second, photo(2)])


def test_files_that_stood_when_their_row_failed_are_made_again_only_where_someone_replaced_them(
    site: Site, reads: list[str]
) -> None:
    """Killed between its files and its row: the journal says which files stand, and when they were written."""
    site.publish([photo(1), photo(2)])
    with open_catalog(site.catalog) as catalog:
        standing = publications.published(catalog, site.options.name)[photo(1).item_id]
        paths = tuple(file.path for file in standing.files)
        publications.note(catalog, site.options.name, [publications.Entry(
            standing.item_id, "publish", "test", standing.file_name, standing.content_hash, paths, (), (), (),
            standing.row, standing.files)])  # fmt: skip
    _replace_later(site.files / paths[1])
    done = {each.item_id: each.bytes for each in site.publish([photo(1), photo(2)])}
    assert reads == [paths[1]]
    assert done == {photo(1).item_id: standing.files[1].bytes, photo(2).item_id: 0}
    site.assert_holds([photo(1), photo(2)])


def test_stamps_of_uploads_are_those_of_listings(site: Site) -> None:
    site.publish([photo(1)])
    place = Target(site.options).place()
    folders = {folder: place.files(folder) for folder in ("2024", "2024/thumbs")}
    for file in site.known()[photo(1).item_id].files:
        folder, _, name = file.path.rpartition("/")
        assert folders[folder][name] == place.look(file.path) == Listed(file.bytes, file.stamp)
        assert file.stamp
    assert place.look("2024/none.jpg") is None
    assert place.look("2024/thumbs") is None
    place.close()


def test_drift_keeps_a_photo_from_being_taken_back(site: Site) -> None:
    site.publish([photo(1)])
    (site.files / "2024/photo_0001.jpg").write_bytes(b"theirs")
    before = site.state()
    assert [each.held_back for each in site.unpublish(photo(1).item_id)] == [True]
    assert site.state() == before
    assert actions(site.set(force=True).unpublish(photo(1).item_id)) == ["unpublish"]
    assert site.state() == ({}, [])


def test_what_was_there_before_is_never_overwritten(site: Site) -> None:
    (site.files / "2024").mkdir(parents=True)
    (site.files / "2024/photo_0001.jpg").write_bytes(b"an old picture of the site")
    (held,) = site.publish([photo(1)])
    assert held.drift == (say("drift.foreign_file", path="2024/photo_0001.jpg"),)
    assert site.tree() == {"2024/photo_0001.jpg": b"an old picture of the site"}


def test_a_row_of_another_hand_is_never_overwritten(site: Site) -> None:
    site.publish([photo(9)])
    _execute(site, "INSERT INTO photos (File_Name, Caption) VALUES ('photo_0001.jpg', 'Theirs')")
    held = site.publish([photo(1), photo(9)])
    assert [each.file_name for each in held if each.held_back] == ["photo_0001.jpg"]
    assert "Theirs" in [row["Caption"] for row in site.rows()]


def test_a_plan_changes_nothing(site: Site) -> None:
    site.publish([photo(1), photo(2), photo(3)])
    _execute(site, "UPDATE photos SET Caption = 'Mine' WHERE File_Name = 'photo_0003.jpg'")
    before = site.state()
    stats = {path: path.stat().st_mtime_ns for path in site.files.rglob("*")}
    plan = site.plan([photo(1, edition=2), photo(2, name="b.jpg"), photo(3), photo(4)], [Staying("5", "e.jpg", "no")])
    assert [change.action for change in plan.changes] == ["change", "move", "change", "new"]
    assert site.state() == before
    assert {path: path.stat().st_mtime_ns for path in site.files.rglob("*")} == stats


def test_a_plan_on_an_empty_target_makes_nothing(site: Site) -> None:
    assert [change.action for change in site.plan([photo(1)]).changes] == ["new"]
    assert list(site.files.rglob("*") if site.files.exists() else []) == []
    if site.database is not None:
        assert site.database.query(str(site.options.root), "SHOW TABLES") == []


def test_a_first_publication_that_was_begun_and_is_no_longer_approved_is_cleared_away(site: Site) -> None:
    site.publish([photo(2)])
    one = photo(1)
    entry = publications.Entry(
        one.item_id, "publish", "test", one.file_name, "c", ("2024/photo_0001.jpg",), ("2024/.x.part",)
    )
    with open_catalog(site.catalog) as catalog:
        publications.note(catalog, site.options.name, [entry])
    (site.files / "2024/.x.part").write_bytes(b"half")
    (site.files / "2024/photo_0001.jpg").write_bytes(b"whole")
    done = site.publish([photo(2)], [Staying(one.item_id, one.file_name, "rejected")])
    assert sorted(actions(done)) == ["abandon", "same"]
    site.assert_holds([photo(2)])


@pytest.mark.parametrize(("name", "fails"), [(None, 0), ("moved.jpg", 1)])
def test_a_change_that_nobody_sees_yet_is_dropped_when_its_approval_lapses(
    site: Site, name: str | None, fails: int
) -> None:
    photos = [photo(1), photo(2)]
    site.publish(photos)
    _break_off(site, photo(1, edition=2, name=name), fails)
    done = site.publish([photo(2)], [Staying(photo(1).item_id, "photo_0001.jpg", "rejected")])
    assert sorted(actions(done)) == ["abandon", "same"]
    site.assert_holds(photos)


def test_a_photo_that_was_half_changed_when_its_approval_lapsed_is_told(site: Site) -> None:
    site.publish([photo(1), photo(2)])
    _break_off(site, photo(1, edition=2), 1)
    before, staying = site.state(), [Staying(photo(1).item_id, "photo_0001.jpg", "rejected")]
    (held,) = [each for each in site.publish([photo(2)], staying) if each.held_back]
    assert held.drift[0] == say("drift.half_changed")
    assert site.state() == before
    assert sorted(actions(site.publish([photo(1, edition=3), photo(2)]))) == ["change", "same"]
    site.assert_holds([photo(1, edition=3), photo(2)])
    _break_off(site, photo(1, edition=2), 1)
    assert sorted(actions(site.set(force=True).publish([photo(2)], staying))) == ["abandon", "same"]
    site.assert_holds([photo(2)])


def test_a_broken_publish_in_the_same_second_is_seen_when_its_approval_lapses(site: Site) -> None:
    site.publish([photo(1)])
    path = site.files / photo(1).files[0].path
    written = path.stat().st_mtime_ns
    _break_off(site, photo(1, edition=2), 1)
    os.utime(path, ns=(written, written))
    (held,) = site.publish([], [Staying(photo(1).item_id, "photo_0001.jpg", "rejected")])
    assert held.drift[0] == say("drift.half_changed")


@pytest.fixture
def reads(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of files that are read from the target from now on."""
    kind = Folder if site.database is None else FtpServer
    read, asked = kind.read, list[str]()
    monkeypatch.setattr(site, "options", replace(site.options, read_back=0.0))
    monkeypatch.setattr(kind, "read", lambda place, path: asked.append(path) or read(place, path))
    return asked


def _replace_later(path: Path) -> None:
    """Another file of the same size, a second later than it could be: FTP servers count their stamps in seconds."""
    path.write_bytes(bytes(path.stat().st_size))
    later = path.stat().st_mtime + 1
    os.utime(path, (later, later))


def _gone() -> bytes:
    raise PublishError("the rendition is gone")


def _break_off(site: Site, made: OutgoingPhoto, file: int) -> None:
    """A publish that comes as far as this file of the photo."""
    files = tuple(replace(each, make=_gone) if at == file else each for at, each in enumerate(made.files))
    (failed,) = site.publish([replace(made, files=files)])
    assert failed.error is not None


def test_a_name_that_two_photos_want_goes_to_one(site: Site) -> None:
    done = site.publish([photo(1, name="a.jpg"), photo(2, name="a.jpg")])
    assert [each.error.kind if each.error else each.step for each in done] == ["name", "done"]
    site.assert_holds([photo(1, name="a.jpg")])


def test_files_are_read_back_before_they_get_their_name(site: Site) -> None:
    photos = [photo(number) for number in range(3)]
    site.set(read_back=1.0).publish(photos)
    site.assert_holds(photos)


def test_a_table_is_asked_for_when_it_may_not_be_made(site: Site) -> None:
    target = Target(site.set(create_table=False).options)
    (problem,) = target.problems()
    target.close()
    assert "has no table photos" in problem


def _execute(site: Site, statement: str) -> None:
    if site.database is not None:
        site.database.query(str(site.options.root), statement)
        return
    with sqlite3.connect(str(site.options.sqlite)) as connection:
        connection.execute(statement)
    connection.close()
