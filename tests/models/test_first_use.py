"""A user's own weights: a damaged network still gives results, so they are compared with the earlier ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import onnxruntime
import pytest

from runner import cli
from runner.errors import EnvError
from runner.models.onnx.packaged import DATA
from runner.models.weights import first_use
from runner.models.weights.catalogue import Lock, Recorded, write_lock
from runner.models.weights.files import file_hash


@pytest.fixture
def network(tmp_path: Path) -> Path:
    return Path(shutil.copy(next(DATA.glob("efficientnet*.onnx")), tmp_path / "own.onnx"))


def _damage(path: Path) -> None:
    """Flip a bit in the middle of the weights, and leave size and time as they are."""
    stat = path.stat()
    with path.open("r+b") as file:
        file.seek(stat.st_size // 2)
        byte = file.read(1)[0]
        file.seek(stat.st_size // 2)
        file.write(bytes([byte ^ 0x40]))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _hold(runs: Path, *paths: Path, hashes: dict[Path, str] | None = None) -> None:
    first_use.hold(runs, hashes or {path: file_hash([path]) for path in paths})


def test_a_damaged_network_that_still_runs_is_refused(network: Path, tmp_path: Path) -> None:
    remembered = {network: file_hash([network])}
    _hold(tmp_path / "runs", hashes=remembered)
    _damage(network)
    onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])  # nothing of its own notices
    with pytest.raises(EnvError, match=r"another file than on \d{4}-\d\d-\d\d") as caught:
        _hold(tmp_path / "runs", hashes=remembered)  # size and time say that it is as before
    assert f"runner models accept '{network}'" in caught.value.mend
    _damage(network)
    _hold(tmp_path / "runs", hashes=remembered)


def test_a_change_on_purpose_is_accepted(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = tmp_path / "runs"
    _hold(runs, network)
    _damage(network)
    monkeypatch.chdir(tmp_path)
    assert cli.run(["models", "accept", str(network), f"paths.runs={runs}"]) == 0
    assert "held to what it is now" in capsys.readouterr().out
    _hold(runs, network)
    _damage(network)
    with pytest.raises(EnvError):
        _hold(runs, network)


def test_what_cannot_be_read_is_not_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["models", "accept", str(tmp_path / "none.onnx"), f"paths.runs={tmp_path}"]) == 3
    assert cli.run(["models", "accept"]) == 2
    assert "runner models accept FILE" in capsys.readouterr().err


def test_what_was_fetched_is_held_to_its_lock(network: Path, tmp_path: Path) -> None:
    recorded = Recorded(file_hash([network]), network.stat().st_size)
    write_lock(tmp_path, Lock("owner/name", "0" * 40, {network.name: recorded}))
    _hold(tmp_path / "runs", network)
    assert not (tmp_path / "runs" / first_use.NAME).exists()
    _damage(network)
    with pytest.raises(EnvError, match="not what was fetched"):
        _hold(tmp_path / "runs", network)


def test_what_a_package_brings_may_change_with_it(tmp_path: Path) -> None:
    shipped = next(DATA.glob("*.onnx"))
    _hold(tmp_path, hashes={shipped: "0" * 64})
    _hold(tmp_path, hashes={shipped: "1" * 64})
    assert not (tmp_path / first_use.NAME).exists()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"/a": {"sha256": "x", "day": "y"}}', b"\xff"])
def test_a_damaged_record_says_what_to_do(network: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / first_use.NAME).write_bytes(content)
    with pytest.raises(EnvError, match="is damaged"):
        _hold(tmp_path, network)


def test_what_people_write_may_change(tmp_path: Path) -> None:
    calibration = tmp_path / "witness.yaml"
    for content in ("a: 1", "a: 2"):
        calibration.write_text(content)
        _hold(tmp_path, calibration)
    assert not (tmp_path / first_use.NAME).exists()
