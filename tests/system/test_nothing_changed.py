"""A run compared with the one before: it says that nothing changed only if the last run had the same results."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyvips

Runner = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def prepare(runner: Runner, tmp_path: Path) -> Callable[[], str]:
    _photo(tmp_path / "mine" / "one.jpg", 80)

    def run() -> str:
        ended = runner("set=travel", f"set.source={tmp_path / 'mine'}", "caption=composer")
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run


def _photo(path: Path, grey: int) -> None:
    path.parent.mkdir(exist_ok=True)
    noise = pyvips.Image.gaussnoise(640, 480, mean=grey, sigma=30, seed=grey).cast("uchar")
    noise.jpegsave(str(path))


def test_nothing_changed_only_where_the_last_run_had_the_same_results(
    prepare: Callable[[], str], tmp_path: Path
) -> None:
    runs = tmp_path / "runs" / "travel"
    first = prepare()
    assert "changed since" not in first
    second = prepare()
    assert f"Nothing changed since {_names(runs)[0]}." in second
    assert _told(second) == _told(first), "it says the same as the run that computed it"
    _photo(tmp_path / "mine" / "two.jpg", 120)
    assert "changed since" not in prepare()
    (tmp_path / "mine" / "two.jpg").unlink()
    said = prepare()
    first, _, third, fourth = _names(runs)
    assert "Nothing changed" not in said
    assert f"The same results as in {first}; {third}, the last run, had others." in said
    assert f"Nothing changed since {fourth}." in prepare()


def _told(output: str) -> str:
    """What is said of the results, up to the name of the run's own folder."""
    return output[output.index("passed") : output.index("Report: ")]


def _names(runs: Path) -> list[str]:
    return sorted(each.parent.name for each in runs.glob("*/run.json") if each.parent.name != "latest")


_BEGUN = """
import json, sys
from runner.cli import run
from runner.composition import overrides
from hydra._internal.config_loader_impl import ConfigLoaderImpl
composed, made = [], ConfigLoaderImpl._load_configuration_impl
ConfigLoaderImpl._load_configuration_impl = lambda *given, **named: composed.append(1) or made(*given, **named)
code = run(sys.argv[1:])
print(json.dumps({"code": code, "composed": len(composed), "modules": [*sys.modules]}), file=sys.stderr)
"""

_FOR_NEW_PHOTOS = {
    "numpy", "httpx2", "jinja2", "pymysql", "ftputil", "cryptography", "onnxruntime", "llama_cpp", "cv2", "rapidocr",
    "exifread", "rawpy", "runner.delivery.job", "runner.reports.summary", "runner.reports.run_page.html",
    "runner.models.servers.listing",
}  # fmt: skip


def test_a_run_with_nothing_to_do_composes_and_loads_nothing_for_it(
    prepare: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare()
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    options = ["set=travel", f"set.source={tmp_path / 'mine'}", "caption=auto", f"paths.runs={tmp_path / 'runs'}"]
    first, second = (_begun(options, tmp_path) for _ in range(2))
    assert (first["code"], second["code"]) == (0, 0)
    assert (first["composed"], second["composed"]) == (2, 0)
    assert not _FOR_NEW_PHOTOS.intersection(second["modules"])
    rows = [tmp_path / "runs" / "travel" / name / "rows.parquet" for name in _names(tmp_path / "runs" / "travel")]
    assert rows[-1].samefile(rows[-2]), "nor are its rows written again"


def _begun(options: list[str], folder: Path) -> dict[str, Any]:
    ended = subprocess.run([sys.executable, "-c", _BEGUN, *options], cwd=folder, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ended.stderr.splitlines()[-1])
    return found
