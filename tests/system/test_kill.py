"""kill -9 at random moments: the same command brings the run to the same result, and nothing is done twice."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import pyvips
from killable import Moments
from program import Command, Server

from runner.store import evidence, runfile

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


def _end(process: Command, whole_family: bool) -> None:
    """Kill it, alone or with its children."""
    if whole_family:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


@pytest.mark.parametrize("kills", [20, pytest.param(50, marks=pytest.mark.slow)])
def test_kills_change_nothing(
    kills: int,
    command: Callable[..., list[str]],
    runner: Callable[..., subprocess.CompletedProcess[str]],
    tiny_vlm: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    folder, runs = tmp_path / "originals", tmp_path / "runs"
    _photos(folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    arguments = _arguments(folder, tiny_vlm)
    moments, server = Moments(3.0, random.Random(20)), Server()
    for number in moments.until(kills):
        there = len(list(runs.glob("travel/*/run.json")))
        process = server.start(command(*arguments)[1:], tmp_path)
        killed = not process.wait(moments.next())
        _end(process, whole_family=number % 2 == 0)
        moments.note(killed, len(list(runs.glob("travel/*/run.json"))) > there)
    server.close()
    assert moments.killed == kills
    assert moments.in_the_middle > kills / 2
    ended = runner(*arguments)
    assert ended.returncode == 0, ended.stderr
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


_KILLING = """
import os, signal

class Killed:
    calls = 0

def kill_at_third(catalog, part, link, record):
    Killed.calls += 1
    if Killed.calls == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    record(catalog, part, link)

if os.environ.get("KILL_BEFORE_LEDGER"):
    import functools
    from runner.engine import ledger
    ledger.record = functools.partial(kill_at_third, record=ledger.record)
"""
"""A start-up file of Python that kills the run when its third part is a file and not yet in the ledger."""


def test_what_was_written_and_not_entered_is_not_done_again(
    command: Callable[..., list[str]], runner: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_KILLING)
    _photos(tmp_path / "originals")
    arguments = ["set=travel", f"set.source={tmp_path / 'originals'}", "caption=composer"]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), root]), "KILL_BEFORE_LEDGER": "1"}
    ended = subprocess.run(command(*arguments), cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    written = list((tmp_path / "runs").glob("travel/*/evidence/*/part-*.parquet"))
    assert len(written) == 3
    again = runner(*arguments)
    assert again.returncode == 0, again.stderr
    assert "catalog.db did not know" not in again.stdout
    latest = tmp_path / "runs/travel/latest"
    for part in written:
        held = latest / "evidence" / part.parent.name / part.name
        assert held.samefile(part)
        assert len(list(held.parent.iterdir())) == 1


def _nothing_half_written(runs: Path) -> None:
    assert list(runs.rglob("*.tmp")) == []
    for part in runs.rglob("part-*.parquet"):
        pl.read_parquet(part)
    states = {run.name: runfile.read(run).state for run in runfile.find(runs)}  # type: ignore[union-attr]
    assert set(states.values()) <= {"killed", "finished"}, states


def _nothing_twice(runs: Path) -> None:
    """Each photo was captioned, decoded and classified in exactly one part, however many runs hold a link to it."""
    for stage in ("derive", "classify", "caption", "repair"):
        parts = {part.stat().st_ino: part for part in runs.glob(f"travel/*/evidence/{stage}/part-*.parquet")}
        items = pl.concat([pl.read_parquet(part) for part in parts.values()])["item_id"]
        assert items.is_unique().all(), stage
        assert len(items) == PHOTOS
    assert evidence.read(sorted(runs.glob("travel/2*"))[-1], "caption").height == PHOTOS
