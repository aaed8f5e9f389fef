"""Names that differ only in case, on targets where they are two names and where they are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from faulty_ftp import IgnoringCase, faulty_ftp
from publish_services import PASSWORD, USER, MariaDb
from publish_site import COLUMNS, Site, local_site, photo, with_database

from runner.errors import PublishError
from runner.messages import say
from runner.publishing import publications
from runner.publishing.options import FtpOptions
from runner.publishing.photo import OutgoingPhoto
from runner.store.catalog import open_catalog


@pytest.fixture
def one_case(request: pytest.FixtureRequest, tmp_path: Path, mariadb: MariaDb) -> Iterator[Site]:
    """A server whose files and whose table ignore case."""
    name = "c_" + re.sub(r"\W+", "_", request.node.name)[-56:]
    with faulty_ftp(tmp_path / "home", IgnoringCase) as server:
        local = local_site(tmp_path, tries=1)
        ftp = FtpOptions("127.0.0.1", server.port, USER, PASSWORD, insecure=True, timeout_s=5)
        site = with_database(Site(replace(local.options, ftp=ftp, root=""), local.catalog, server.home), mariadb, name)
        columns = ", ".join(
            f"{each} {'INT' if each == 'Rev' else 'TEXT'}" for each in COLUMNS.values() if each != "File_Name"
        )
        key = "id BIGINT AUTO_INCREMENT PRIMARY KEY, File_Name VARCHAR(200) UNIQUE"
        mariadb.query(name, f"CREATE TABLE photos ({key}, {columns}) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")
        yield site


@pytest.fixture(params=["local", "one_case"])
def any_case(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    if request.param == "local":
        return local_site(tmp_path)
    return request.getfixturevalue("one_case")


def test_a_name_that_changes_in_case_alone_arrives_and_keeps_its_row(any_case: Site) -> None:
    any_case.publish([photo(1, name="Heron.jpg"), photo(2)])
    key = any_case.known()[photo(1).item_id].remote_id
    wanted = [photo(1, name="heron.jpg"), photo(2)]
    assert sorted(each.action for each in any_case.publish(wanted)) == ["move", "same"]
    any_case.assert_holds(wanted)
    assert any_case.known()[photo(1).item_id].remote_id == key
    assert {each.action for each in any_case.publish(wanted)} == {"same"}


def test_a_folder_whose_name_changes_in_case_alone_keeps_its_files(any_case: Site) -> None:
    any_case.publish([_in_folder(photo(each), "Thumbs") for each in (1, 2)])
    wanted = [_in_folder(photo(each), "thumbs") for each in (1, 2)]
    done = any_case.publish(wanted)
    assert [(each.error, each.step) for each in done] == [(None, "done")] * 2
    assert {file.lower() for file in any_case.tree()} == {file.path for each in wanted for file in each.files}
    assert {each.action for each in any_case.publish(wanted)} == {"same"}


def test_a_change_of_case_that_was_broken_off_is_brought_to_its_end(any_case: Site) -> None:
    any_case.publish([photo(1, name="Heron.jpg"), photo(2)])
    wanted = photo(1, name="heron.jpg")
    for broken in range(2):
        files = tuple(replace(each, make=_gone) if at == broken else each for at, each in enumerate(wanted.files))
        failed = [each for each in any_case.publish([replace(wanted, files=files), photo(2)]) if each.error]
        assert [each.item_id for each in failed] == [wanted.item_id]
    assert [each.error for each in any_case.publish([wanted, photo(2)])] == [None, None]
    any_case.assert_holds([wanted, photo(2)])


def test_photos_that_exchange_names_of_another_case_arrive(any_case: Site) -> None:
    any_case.publish([photo(1, name="Heron.jpg"), photo(2, name="Gull.jpg")])
    wanted = [photo(1, name="gull.jpg"), photo(2, name="heron.jpg")]
    assert [each.error for each in any_case.publish(wanted)] == [None, None]
    any_case.assert_holds(wanted)


def test_two_photos_never_have_names_that_differ_in_case_alone(any_case: Site) -> None:
    any_case.publish([photo(1, name="Heron.jpg")])
    for wanted in ([photo(1, name="Heron.jpg"), photo(2, name="heron.jpg")], [photo(2, name="heron.jpg")]):
        done = any_case.set(force=True).publish(wanted)
        assert [(each.file_name, each.error.kind) for each in done if each.error] == [("heron.jpg", "name")]
        any_case.assert_holds([photo(1, name="Heron.jpg")])


def test_a_strangers_file_of_another_case_is_drift_where_it_is_the_same_file(one_case: Site) -> None:
    (one_case.files / "2024").mkdir(parents=True)
    (one_case.files / "2024/PHOTO_0001.jpg").write_bytes(b"an old picture of the site")
    (held,) = one_case.publish([photo(1)])
    assert held.drift == (say("drift.foreign_file", path="2024/photo_0001.jpg"),)
    assert one_case.tree() == {"2024/PHOTO_0001.jpg": b"an old picture of the site"}


def test_a_strangers_file_of_another_case_is_another_file_where_case_counts(tmp_path: Path) -> None:
    site = local_site(tmp_path)
    (site.files / "2024").mkdir(parents=True)
    (site.files / "2024/PHOTO_0001.jpg").write_bytes(b"an old picture of the site")
    assert [each.error or each.drift for each in site.publish([photo(1)])] == [()]
    assert (site.files / "2024/PHOTO_0001.jpg").read_bytes() == b"an old picture of the site"


def test_a_strangers_row_of_another_case_is_never_overwritten(one_case: Site) -> None:
    database = str(one_case.options.mysql.database)
    one_case.database.query(database, "INSERT INTO photos (File_Name, Caption) VALUES ('PHOTO_0001.jpg', 'Theirs')")
    (held,) = one_case.publish([photo(1)])
    assert held.held_back
    assert [row["Caption"] for row in one_case.rows()] == ["Theirs"]
    with open_catalog(one_case.catalog) as catalog:
        assert publications.journal(catalog, one_case.options.name) == {}


def _in_folder(made: OutgoingPhoto, folder: str) -> OutgoingPhoto:
    web, thumbnail = made.files
    thumbnail = replace(thumbnail, path=f"2024/{folder}/{made.file_name}")
    return replace(made, files=(web, thumbnail), fields={**made.fields, "thumbnail_path": thumbnail.path})


def _gone() -> bytes:
    raise PublishError("the rendition is gone")
