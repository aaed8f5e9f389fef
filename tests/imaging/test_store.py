from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pictures import derived

from runner.errors import EnvError, ItemError
from runner.imaging.store import holds, rendition, store
from runner.schema import Rendition

ENDLESS_WRITER = """
import sys
from pathlib import Path
from runner.imaging.store import store
for number in range(10**9):
    store(number.to_bytes(4, "big") * 50_000, "bin", Path(sys.argv[1]))
"""


def test_the_name_is_the_hash_of_what_is_in_it(tmp_path: Path) -> None:
    stored = store(b"some bytes", "jpg", tmp_path)
    sha256 = hashlib.sha256(b"some bytes").hexdigest()
    assert (stored.path, stored.sha256) == (f"{sha256[:2]}/{sha256}.jpg", sha256)
    assert (tmp_path / stored.path).read_bytes() == b"some bytes"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{sha256}.jpg"]


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / store(b"some bytes", "jpg", tmp_path).path
    before = path.stat()
    assert store(b"some bytes", "jpg", tmp_path).path == str(path.relative_to(tmp_path))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_of_the_wrong_size_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / store(b"some bytes", "jpg", tmp_path).path
    path.write_bytes(b"some")
    assert not holds(tmp_path, str(path.relative_to(tmp_path)), 10)
    store(b"some bytes", "jpg", tmp_path)
    assert path.read_bytes() == b"some bytes"


def test_a_killed_writer_leaves_whole_files_only(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS_WRITER, str(tmp_path)]) as writer:
        while len(list(tmp_path.rglob("*.bin"))) < 20:
            time.sleep(0.01)
        writer.send_signal(signal.SIGKILL)
    for path in tmp_path.rglob("*.bin"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def test_a_folder_that_cannot_be_written_is_a_problem_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(EnvError, match=r"cannot be written to .*file"):
        store(b"some bytes", "jpg", tmp_path / "file")


def test_a_rendition_is_found_by_its_name(tmp_path: Path) -> None:
    made = Rendition("model", "ab/abc.jpg", 1024, 683, 10, "abc")
    row = derived(renditions=(made,))
    assert rendition(row, "model", tmp_path) == tmp_path / "ab/abc.jpg"
    with pytest.raises(ItemError, match=r"no rendition 'modle' \(derive makes: model\)") as refusal:
        rendition(row, "modle", tmp_path)
    assert refusal.value.kind == "no_rendition"
