from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.models.weights.catalogue import Entry, Lock, Recorded, read_lock, write_lock
from runner.models.weights.copying import copy

FILES = {"model.gguf": b"the weights", "onnx/mmproj.gguf": b"the projector"}
ENTRY = Entry("some/model", "Apache-2.0", dict.fromkeys(FILES))


def quiet(_: str) -> None:
    """Hear nothing."""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder of a model as a fetch on another machine left it."""
    folder, recorded = tmp_path / "stick", {}
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        recorded[path] = Recorded(hashlib.sha256(content).hexdigest(), len(content))
    write_lock(folder, Lock("some/model", "a" * 40, recorded))
    return folder


def test_files_come_with_what_is_recorded_of_them(stick: Path, tmp_path: Path) -> None:
    lock = copy(ENTRY, stick, tmp_path / "here", quiet)
    assert {path: (tmp_path / "here" / path).read_bytes() for path in FILES} == FILES
    assert read_lock(tmp_path / "here") == lock == read_lock(stick)
    told: list[str] = []
    copy(ENTRY, stick, tmp_path / "here", told.append)
    assert told == [], "what is whole is not copied again"


def test_a_file_that_was_damaged_on_its_way_is_not_taken(stick: Path, tmp_path: Path) -> None:
    (stick / "onnx/mmproj.gguf").write_bytes(b"the pr0jector")
    with pytest.raises(EnvError, match=r"mmproj\.gguf has the SHA-256 .* It was not taken\."):
        copy(ENTRY, stick, tmp_path / "here", quiet)
    assert not [*(tmp_path / "here").rglob("mmproj*")]
    (stick / "onnx/mmproj.gguf").write_bytes(FILES["onnx/mmproj.gguf"])
    copy(ENTRY, stick, tmp_path / "here", quiet)
    assert (tmp_path / "here/onnx/mmproj.gguf").read_bytes() == FILES["onnx/mmproj.gguf"]


def test_what_the_catalogue_pins_is_held_to_it(stick: Path, tmp_path: Path) -> None:
    pinned = Entry("some/model", "Apache-2.0", {**dict.fromkeys(FILES), "model.gguf": "0" * 64})
    with pytest.raises(EnvError, match="not 0000"):
        copy(pinned, stick, tmp_path / "here", quiet)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Entry("some/other", "MIT", dict.fromkeys(FILES)), r"lacks model\.gguf"),
        (Entry("some/model", "MIT", dict.fromkeys(FILES), revision="b" * 40), r"lacks model\.gguf"),
        (Entry("some/model", "MIT", {"tokenizer.json": None}), r"lacks tokenizer\.json"),
    ],
)
def test_a_folder_that_holds_something_else_is_a_sentence(stick: Path, tmp_path: Path, entry: Entry, says: str) -> None:
    with pytest.raises(EnvError, match=says) as raised:
        copy(entry, stick, tmp_path / "here", quiet)
    assert "models.endpoint=FOLDER" in raised.value.mend
    assert not (tmp_path / "here").exists()


def test_a_folder_that_is_not_there_or_cannot_be_read_is_a_sentence(stick: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="does not exist"):
        copy(ENTRY, tmp_path / "nowhere", tmp_path / "here", quiet)
    (stick / "model.gguf").unlink()
    with pytest.raises(EnvError, match="No such file"):
        copy(ENTRY, stick, tmp_path / "here", quiet)
