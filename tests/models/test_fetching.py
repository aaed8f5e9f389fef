from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub import COMMIT, NEWER, Hub, serve

from runner.errors import EnvError
from runner.models.weights.catalogue import Entry, read_lock
from runner.models.weights.fetching import fetch
from runner.models.weights.verifying import verify

# The hub's library writes 10 MB at a time.
MODEL, MMPROJ = os.urandom(24_000_000), os.urandom(70_000)
CUT = 15_000_000
FILES = {"model.gguf": MODEL, "onnx/mmproj.gguf": MMPROJ}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def entry(revision: str | None = None, **files: str | None) -> Entry:
    return Entry("some/model", "Apache-2.0", files or dict.fromkeys(FILES), revision)


def quiet(_: str) -> None:
    """Hear nothing."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    with serve(Hub(dict(FILES))) as running:
        yield running


def get(hub: Hub, folder: Path, wanted: Entry | None = None) -> None:
    fetch(wanted or entry(), folder, quiet, hub.address)


def refused(hub: Hub, folder: Path, wanted: Entry | None = None) -> EnvError:
    with pytest.raises(EnvError) as caught:
        get(hub, folder, wanted)
    return caught.value


def test_files_come_whole_and_are_recorded(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path / "m")
    assert {name: (tmp_path / "m" / name).read_bytes() for name in FILES} == FILES
    lock = read_lock(tmp_path / "m")
    assert lock is not None
    assert (lock.repository, lock.revision) == ("some/model", COMMIT)
    assert {name: (each.sha256, each.bytes) for name, each in lock.files.items()} == {
        name: (sha256(content), len(content)) for name, content in FILES.items()
    }
    assert not list(tmp_path.rglob("*.part"))


def test_what_is_whole_is_not_asked_for_again(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    hub.asked.clear()
    get(hub, tmp_path)
    assert hub.asked == []


def test_an_interrupted_file_goes_on_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.cut_at = CUT
    assert "goes on where it stopped" in refused(hub, tmp_path).mend
    (part,) = tmp_path.glob("*.part")
    begun = part.stat().st_size
    assert 0 < begun <= CUT
    hub.cut_at, hub.down = None, False
    hub.asked.clear()
    get(hub, tmp_path)
    assert hub.ranges() == [f"bytes={begun}-", None]
    assert (tmp_path / "model.gguf").read_bytes() == MODEL


def test_the_newest_revision_is_kept_once_it_was_taken(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    (tmp_path / "onnx/mmproj.gguf").unlink()
    hub.commit, hub.files["onnx/mmproj.gguf"] = NEWER, b"another file under the same name"
    assert "does not have what the catalogue names" in refused(hub, tmp_path).problem
    assert all("/main/" not in path for _, path, _ in hub.asked[-1:])


def test_a_part_of_another_revision_is_not_continued(hub: Hub, tmp_path: Path) -> None:
    hub.cut_at = CUT
    refused(hub, tmp_path)
    hub.cut_at, hub.down, hub.commit, hub.files["model.gguf"] = None, False, NEWER, MODEL[::-1]
    get(hub, tmp_path)
    assert (tmp_path / "model.gguf").read_bytes() == MODEL[::-1]


def test_a_file_that_the_catalogue_does_not_mean_is_removed(hub: Hub, tmp_path: Path) -> None:
    wanted = entry(COMMIT, **{"model.gguf": "0" * 64})
    problem = refused(hub, tmp_path, wanted)
    assert sha256(MODEL) in problem.problem
    assert "0" * 64 in problem.problem
    assert not list(tmp_path.rglob("*gguf*"))


def test_the_hash_of_the_first_fetch_is_enforced(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    (tmp_path / "model.gguf").unlink()
    hub.files["model.gguf"] = MODEL[::-1]  # the same commit, other bytes
    assert sha256(MODEL) in refused(hub, tmp_path).problem
    assert not (tmp_path / "model.gguf").exists()


def test_a_corrupted_part_is_found_and_thrown_away(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / f"model.gguf.{COMMIT[:12]}.part").write_bytes(b"x" * 1000)
    assert "It was removed" in refused(hub, tmp_path).problem
    get(hub, tmp_path)
    assert (tmp_path / "model.gguf").read_bytes() == MODEL


def test_another_revision_of_the_catalogue_replaces_the_files(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path, entry(COMMIT))
    hub.commit, hub.files["model.gguf"] = NEWER, MODEL[::-1]
    get(hub, tmp_path, entry(NEWER))
    lock = read_lock(tmp_path)
    assert lock is not None
    assert lock.revision == NEWER
    assert lock.files["model.gguf"].sha256 == sha256(MODEL[::-1])


@pytest.mark.parametrize(
    ("refusal", "problem", "mend"),
    [
        ((401, "GatedRepo"), "accept its licence", "HF_TOKEN"),
        ((403, "GatedRepo"), "accept its licence", "HF_TOKEN"),
        ((401, "RepoNotFound"), "does not have what the catalogue names", "private"),
        ((404, "EntryNotFound"), "does not have what the catalogue names", "renamed"),
        ((500, ""), "500", "again"),
    ],
)
def test_a_refusal_says_what_helps(hub: Hub, tmp_path: Path, refusal: tuple[int, str], problem: str, mend: str) -> None:
    hub.refusal = refusal
    raised = refused(hub, tmp_path)
    assert problem in raised.problem
    assert mend in raised.mend


def test_a_token_of_the_environment_is_shown_to_the_hub(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_abc")
    get(hub, tmp_path)
    assert hub.tokens == {"Bearer hf_abc"}


def test_no_hub_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="cannot be reached"):
        fetch(entry(), tmp_path, quiet, "http://127.0.0.1:9")


def test_a_file_that_does_not_fit_is_not_begun(hub: Hub, tmp_path: Path) -> None:
    hub.stated_bytes = 10**15
    assert "are needed" in refused(hub, tmp_path, entry(**{"model.gguf": None})).problem
    assert hub.ranges() == []


def test_a_disk_that_fills_up_is_a_sentence(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / f"model.gguf.{COMMIT[:12]}.part").symlink_to("/dev/full")
    assert "the disk is full" in refused(hub, tmp_path).problem


def test_two_processes_do_not_write_one_file(hub: Hub, tmp_path: Path) -> None:
    with (tmp_path / f"model.gguf.{COMMIT[:12]}.part").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "Another process" in refused(hub, tmp_path).problem


def test_verify_finds_changed_missing_and_unknown_files(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    assert [each.verdict for each in verify(entry(), tmp_path)] == ["good", "good"]
    (tmp_path / "model.gguf").write_bytes(MODEL[:-1] + b"!")
    (tmp_path / "onnx/mmproj.gguf").unlink()
    assert [each.verdict for each in verify(entry(), tmp_path)] == ["changed", "missing"]
    (tmp_path / "lock.json").unlink()
    assert [each.verdict for each in verify(entry(), tmp_path)] == ["unknown", "missing"]


def test_a_damaged_lock_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_text('{"repository": 1}')
    with pytest.raises(EnvError, match="damaged"):
        read_lock(tmp_path)


FETCH = """
import sys
from pathlib import Path
from runner.models.weights.catalogue import Entry
from runner.models.weights.fetching import fetch
fetch(Entry("some/model", "MIT", {"model.gguf": None}), Path(sys.argv[1]), print, sys.argv[2])
"""


def test_a_killed_fetch_goes_on_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.pause_s = 0.005
    killed = subprocess.Popen([sys.executable, "-c", FETCH, str(tmp_path), hub.address], stdout=subprocess.DEVNULL)
    while not sum(part.stat().st_size for part in tmp_path.glob("*.part")):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    begun = sum(part.stat().st_size for part in tmp_path.glob("*.part"))
    hub.pause_s = 0
    hub.asked.clear()
    get(hub, tmp_path, entry(**{"model.gguf": None}))
    assert hub.ranges() == [f"bytes={begun}-"]
    assert (tmp_path / "model.gguf").read_bytes() == MODEL
