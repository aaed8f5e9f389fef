"""What a run says of one that came before it: nothing changed only where the last run had the same results."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

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
    assert "changed since" not in prepare()
    assert f"Nothing changed since {_names(runs)[0]}." in prepare()
    _photo(tmp_path / "mine" / "two.jpg", 120)
    assert "changed since" not in prepare()
    (tmp_path / "mine" / "two.jpg").unlink()
    said = prepare()
    first, _, third, fourth = _names(runs)
    assert "Nothing changed" not in said
    assert f"The same results as in {first}; {third}, the last run, had others." in said
    assert f"Nothing changed since {fourth}." in prepare()


def _names(runs: Path) -> list[str]:
    return sorted(each.parent.name for each in runs.glob("*/run.json") if each.parent.name != "latest")
