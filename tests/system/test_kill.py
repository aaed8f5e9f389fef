"""kill -9 at random moments: the same command again brings the run to the same end, and nothing is done twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pyvips

from runner.store import evidence, runfile

KILLS = 50
PHOTOS = 60


def _photos(folder: Path) -> None:
    folder.mkdir(parents=True)
    noise = np.random.default_rng(7)
    for number in range(PHOTOS):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        pyvips.Image.new_from_array(pixels).jpegsave(str(folder / f"{number:03}.jpg"), Q=80)


def _arguments(folder: Path, tiny_vlm: tuple[Path, Path]) -> list[str]:
    model, projector = tiny_vlm
    return [
        "set=travel",
        "rules=default",
        f"set.source={folder}",
        "caption=vision_gguf",
        f"caption.model={model}",
        f"caption.mmproj={projector}",
        "caption.max_tokens=24",
        "repair.tokens=24",
        "repair.most_tokens=24",
        "repair.growth=1",
        "executor.save_s=0.5",
    ]


def _kill(process: subprocess.Popen[bytes], moment: float, whole_family: bool) -> bool:
    """Kill it after `moment` seconds, alone or with its children; False when it had ended before."""
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        target = os.killpg if whole_family else os.kill
        target(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_fifty_kills_change_nothing(
    command: Callable[..., list[str]],
    runner: Callable[..., subprocess.CompletedProcess[str]],
    tiny_vlm: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "originals"
    _photos(folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    arguments = _arguments(folder, tiny_vlm)
    chance = random.Random(20)
    killed = 0
    for number in range(KILLS):
        process = subprocess.Popen(
            command(*arguments),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        killed += _kill(process, chance.uniform(0.1, 4.0), whole_family=number % 2 == 0)
    assert killed > KILLS / 2
    ended = runner(*arguments)
    assert ended.returncode == 0, ended.stderr
    runs = tmp_path / "runs"
    _nothing_half_written(runs)
    _nothing_twice(runs)
    rows = pl.read_parquet(runs / "travel" / "latest" / "rows.parquet")
    alone = subprocess.run(
        [*command(*arguments)[:-2], f"paths.runs={tmp_path / 'alone'}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert alone.returncode == 0
    assert rows.equals(pl.read_parquet(tmp_path / "alone" / "travel" / "latest" / "rows.parquet"))
    assert rows.height == PHOTOS
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def _nothing_half_written(runs: Path) -> None:
    assert list(runs.rglob("*.tmp")) == []
    for part in runs.rglob("part-*.parquet"):
        pl.read_parquet(part)
    assert {runfile.read(run).state for run in runfile.find(runs)} <= {"killed", "finished"}  # type: ignore[union-attr]


def _nothing_twice(runs: Path) -> None:
    """Each photo was captioned, decoded and classified in exactly one part, however many runs hold a link to it."""
    for stage in ("derive", "classify", "caption", "repair"):
        parts = {part.stat().st_ino: part for part in runs.glob(f"travel/*/evidence/{stage}/part-*.parquet")}
        items = pl.concat([pl.read_parquet(part) for part in parts.values()])["item_id"]
        assert items.is_unique().all(), stage
        assert len(items) == PHOTOS
    assert evidence.read(sorted(runs.glob("travel/2*"))[-1], "caption").height == PHOTOS
