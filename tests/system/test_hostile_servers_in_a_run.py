"""A run in which a different hostile server answers for every photo finishes, and reports the result of each."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import pyvips
from hostile_servers import ENDING, FAILING, answering, talking

Runner = Callable[..., subprocess.CompletedProcess[str]]
MOST_GB = 2.0
"""Memory of the largest process: a run without a server takes half of it."""


def _photos(folder: Path, count: int) -> None:
    folder.mkdir()
    noise = np.random.default_rng(3)
    for number in range(count):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        pyvips.Image.new_from_array(pixels).jpegsave(str(folder / f"{number:03}.jpg"), Q=80)


def _arguments(folder: Path, address: str) -> list[str]:
    return [
        "set=travel", f"set.source={folder}", "set.subject=Old harbour", "rules=default", "repair=off",
        "caption=openai_http", f"caption.server.url={address}", "caption.server.model=m", "caption.server.retries=0",
        "caption.server.timeout_s=2", "caption.server.concurrency=8",
    ]  # fmt: skip


@pytest.mark.slow
def test_every_photo_fails_by_itself(runner: Runner, tmp_path: Path) -> None:
    _photos(tmp_path / "originals", len(FAILING))
    with talking(*FAILING.values()) as address:
        ended = runner(*_arguments(tmp_path / "originals", address))
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    run = tmp_path / "runs/travel/latest"
    assert json.loads((run / "run.json").read_text())["state"] == "finished"
    captions = pl.concat([pl.read_parquet(part) for part in sorted((run / "evidence/caption").glob("*.parquet"))])
    assert captions.height == len(FAILING)
    assert set(captions["status"]) == {"failed"}
    assert captions["error"].is_null().sum() == 0
    assert set(captions["error_kind"]) <= {"inference", "timeout"}
    assert pl.read_parquet(run / "rows.parquet").height == len(FAILING)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6 < MOST_GB
    assert sum(path.stat().st_size for path in run.rglob("*") if path.is_file()) < 20e6


@pytest.mark.parametrize("name", ["a way to a file", "nothing is served there"])
def test_a_server_that_would_fail_every_photo_ends_the_run_with_a_sentence(
    runner: Runner, tmp_path: Path, name: str
) -> None:
    _photos(tmp_path / "originals", 3)
    with talking(ENDING[name]) as address:
        ended = runner(*_arguments(tmp_path / "originals", address))
    assert ended.returncode == 3
    assert "Check caption.server.url" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_after_a_hostile_answer_the_next_is_taken(runner: Runner, tmp_path: Path) -> None:
    _photos(tmp_path / "originals", 2)
    texts = {
        "caption": "An old harbour.",
        "alt_text": "Boats in an old harbour.",
        "keywords": ["harbour", "boats", "sea"],
    }
    good = answering({"choices": [{"message": {"content": json.dumps(texts)}}], "usage": {"prompt_tokens": 10**30}})
    # The first is asked whether the server is there at all.
    with talking(good, FAILING["a bomb in a bomb"], good) as address:
        ended = runner(*_arguments(tmp_path / "originals", address))
    assert ended.returncode == 0, ended.stderr
    parts = sorted((tmp_path / "runs/travel/latest/evidence/caption").glob("*.parquet"))
    captions = pl.concat([pl.read_parquet(part) for part in parts])
    assert sorted(captions["status"]) == ["failed", "ok"]
