from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from unlistable_folder import unlistable

from runner.engine import discovery
from runner.engine.discovery import Discovery, discover
from runner.engine.left_out import sentence
from runner.errors import EnvError
from runner.store.catalog import open_catalog


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "photos"
    made.mkdir()
    (tmp_path / "runs").mkdir()
    yield made
    for path in [made, *made.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def look(folder: Path, exclude: tuple[str, ...] = (), rehash: bool = False) -> Discovery:
    runs = folder.parent / "runs"
    with open_catalog(runs / "catalog.db") as catalog:
        return discover(folder, runs, exclude, rehash, catalog, lambda done, total: None)


def names(found: Discovery) -> list[str]:
    return [os.path.basename(source.source_path) for source in found.sources]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Rights count: the superuser has all of them."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


def test_a_folder_that_cannot_be_listed_is_a_sentence(folder: Path, request: pytest.FixtureRequest) -> None:
    folder.chmod(0)
    with open_catalog(folder.parent / "runs" / "catalog.db") as catalog:
        request.getfixturevalue("nobody")
        with pytest.raises(EnvError, match="cannot be read: Permission denied"):
            discover(folder, folder.parent / "runs", (), False, catalog, lambda done, total: None)


def test_identity_is_content(folder: Path) -> None:
    (folder / "b.jpg").write_bytes(b"one")
    (folder / "a.JPEG").write_bytes(b"one")
    (folder / "c.png").write_bytes(b"two")
    found = look(folder)
    assert [item.item_id for item in found.items] == [hashlib.sha256(t).hexdigest()[:16] for t in (b"one", b"two")]
    assert [(s.is_copy) for s in found.sources] == [False, True, False]
    assert found.items[0].path.name == "a.JPEG"


def test_what_is_no_picture_by_name_is_counted_and_left_out(folder: Path) -> None:
    for name in ("a.jpg", "notes.txt", "more.TXT", "a.nef", ".hidden.jpg", "._a.jpg", "LICENSE"):
        (folder / name).write_bytes(name.encode())
    (folder / "folder.jpg").mkdir()
    found = look(folder)
    assert names(found) == ["a.jpg"]
    assert found.ignored == {
        "other files (.txt)": 2, "raw files beside their pictures (Nikon NEF)": 1, "other files (no extension)": 1,
        "hidden names": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["@eaDir", "#recycle", "$RECYCLE.BIN", "@Recycle", "lost+found", "System Volume Information", "RECYCLER",
     "#snapshot", "@Recently-Snapshot", "__MACOSX", "Lightroom Catalog Previews.lrdata", "CaptureOne",
     "darktable_exported", "FOUND.000", ".Trash-1000", ".Trashes", ".thumbnails"],
)  # fmt: skip
def test_what_systems_and_programs_keep_is_no_photo_of_the_set(name: str, folder: Path) -> None:
    for path in (folder / "a.jpg", folder / name / "a.jpg" / "SYNOPHOTO_THUMB_M.jpg", folder / "in" / name / "b.jpg"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(str(path).encode())
    found = look(folder)
    assert names(found) == ["a.jpg"]
    assert found.ignored == {"hidden names" if name.startswith(".") else f"folders {name}": 2}


def test_of_a_raw_file_and_the_picture_of_the_same_shot_the_picture_is_the_photo(folder: Path) -> None:
    (folder / "raw").mkdir()
    alone = ["IMG_2.CR3", "IMG_3.dng", "raw/IMG_1.NEF", "PXL_2.RAW-02.ORIGINAL.dng"]
    pictures = ["IMG_1.JPG", "IMG_10.jpg", "PXL_1.RAW-01.COVER.jpg"]
    for name in (*alone, *pictures, "img_1.nef", "PXL_1.RAW-02.ORIGINAL.dng"):
        (folder / name).write_bytes(name.encode())
    found = look(folder)
    assert {item.path.relative_to(folder).as_posix() for item in found.items} == {*alone, *pictures}
    assert found.ignored == {
        "raw files beside their pictures (Nikon NEF)": 1, "raw files beside their pictures (Adobe DNG)": 1,
    }  # fmt: skip


def test_all_that_is_left_out_is_one_sentence(folder: Path) -> None:
    for name in ("a.jpg", "a.CR2", "B.cr2", "c.MP4", "a.xmp", "notes.txt", "x_draft.jpg", "b.insp", "c.mpo", "d.jfif"):
        (folder / name).write_bytes(name.encode())
    (folder / "@eaDir").mkdir()
    found = look(folder, ("*_draft.jpg",))
    assert names(found) == ["a.jpg", "b.insp", "c.mpo", "d.jfif"]
    assert sentence(found.ignored) == (
        "Left out: raw files beside their pictures (Canon CR2) 2, folders @eaDir 1, "
        "names that set.exclude matches 1, other files (.txt) 1, sidecars (XMP) 1, videos (MP4) 1."
    )
    assert sentence({}) is None


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.jpg").write_bytes(b"a")
    (folder / "in" / "again").symlink_to(folder)
    assert names(look(folder)) == ["a.jpg"]


def test_the_runs_folder_and_excluded_patterns_are_left_out(folder: Path) -> None:
    for path in (folder / "keep.jpg", folder / "drafts" / "x.jpg", folder / "y_draft.jpg"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(path.name.encode())
    (folder.parent / "runs" / "renditions").mkdir()
    (folder.parent / "runs" / "renditions" / "r.jpg").write_bytes(b"r")
    assert names(look(folder, ("drafts/*", "*_draft.jpg"))) == ["keep.jpg"]
    assert "r.jpg" not in names(look_from_parent(folder))


def look_from_parent(folder: Path) -> Discovery:
    runs = folder.parent / "runs"
    with open_catalog(runs / "catalog.db") as catalog:
        return discover(folder.parent, runs, (), False, catalog, lambda done, total: None)


def test_unchanged_files_are_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(name.encode())
    time.sleep(0.05)  # a file written just now is read again
    before = look(folder)
    read: list[str] = []
    real = discovery.hash_of
    monkeypatch.setattr(discovery, "hash_of", lambda path: read.append(os.path.basename(path)) or real(path))
    (folder / "b.jpg").write_bytes(b"changed")
    after = look(folder)
    assert read == ["b.jpg"]
    assert after.items[0] == before.items[0]
    assert after.items[1].item_id != before.items[1].item_id


def test_rehash_notices_what_size_and_times_hide(folder: Path) -> None:
    path = folder / "a.jpg"
    path.write_bytes(b"one")
    time.sleep(0.05)
    look(folder)
    with open_catalog(folder.parent / "runs" / "catalog.db") as catalog:
        catalog.execute("UPDATE files SET sha256 = ?", (hashlib.sha256(b"two").digest(),))
    assert look(folder).items[0].sha256 == hashlib.sha256(b"two").hexdigest()
    path.write_bytes(b"two")
    assert look(folder, rehash=True).items[0].sha256 == hashlib.sha256(b"two").hexdigest()


def test_a_dangling_link_is_an_unreadable_file(folder: Path) -> None:
    (folder / "a.jpg").symlink_to(folder / "nowhere.jpg")
    (source,) = look(folder).sources
    assert source.error_kind == "unreadable"
    assert source.error == "the file cannot be read: No such file or directory; it is a link to a missing file"
    assert look(folder).items == ()


def test_a_link_that_leads_to_itself_is_an_unreadable_file(folder: Path) -> None:
    (folder / "loop.jpg").symlink_to(folder / "loop.jpg")
    (source,) = look(folder).sources
    assert source.error_kind == "unreadable"


def test_a_real_file_comes_before_a_link_to_it(folder: Path) -> None:
    (folder / "z.jpg").write_bytes(b"photo")
    (folder / "a.jpg").symlink_to(folder / "z.jpg")
    found = look(folder)
    assert names(found) == ["z.jpg", "a.jpg"]
    assert found.items[0].path.name == "z.jpg"


def test_names_that_are_no_unicode_become_valid_text(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/caf\xe9\n.jpg"
    with open(raw, "wb") as handle:
        handle.write(b"x")
    (source,) = look(folder).sources
    source.source_path.encode("utf-8")
    assert source.source_path.endswith("caf\\xe9\n.jpg")
    assert look(folder).items[0].path.read_bytes() == b"x"


def test_hashes_of_model_files_are_remembered(tmp_path: Path) -> None:
    model = tmp_path / "m.gguf"
    model.write_bytes(b"weights")
    with open_catalog(tmp_path / "runs" / "catalog.db") as catalog:
        expected = {model: hashlib.sha256(b"weights").hexdigest()}
        assert discovery.hash_files([model], catalog) == expected
        assert discovery.hash_files([model], catalog) == expected


def test_a_folder_below_that_cannot_be_listed_is_said_to_be_one(tmp_path: Path) -> None:
    for name in ("runs", "photos"):
        (tmp_path / name).mkdir()
    unlistable(tmp_path / "photos")
    found = look(tmp_path / "photos")
    (source,) = found.sources
    assert (found.items, source.error_kind) == ((), "unreadable")
    assert source.error == (
        "the folder cannot be read: File name too long; photos in it are missing; check its permissions and its drive"
    )
