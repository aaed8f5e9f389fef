from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sample_stages import RunOnce, three_stages

from runner.engine import keys
from runner.engine.discovery import discover
from runner.engine.executors.local import LocalExecutor
from runner.engine.limits import Budget
from runner.engine.run import Run
from runner.graph import Graph
from runner.stage import Folders, Item, Result
from runner.store.catalog import open_catalog


class Silent:
    def restored(self, done: int, total: int) -> None: ...

    def discovered(self, done: int, total: int) -> None: ...

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None: ...

    def said(self, stage: str, line: str) -> None: ...

    def kept(self, stage: str, items: int, todo: int) -> None: ...

    def began(self, stage: str, items: int) -> None: ...

    def advanced(self, stage: str, item: Item, result: Result, todo: int) -> None: ...

    def paused(self, seconds: float) -> None: ...

    def continued(self) -> None: ...

    def finished(self, stage: str, items: int) -> None: ...


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def write(photos: Path) -> Callable[[Mapping[str, str]], None]:
    def write_files(texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            (photos / name).write_text(text)

    return write_files


@pytest.fixture
def run_within(tmp_path: Path, photos: Path) -> Callable[..., tuple[Path, dict[str, list[str]]]]:
    """Run a graph over the photos within a budget. Returns the run's folder and what is left to do at each stage."""
    numbers = iter(range(1000))

    def run(
        budget: Budget, graph: Graph | None = None, reuse: bool = True, startup_s: float = 30
    ) -> tuple[Path, dict[str, list[str]]]:
        folders = Folders(tmp_path / "runs", tmp_path / "runs" / "set" / f"run-{next(numbers):03}")
        folders.run.mkdir(parents=True)
        executor = LocalExecutor(folders, 2, startup_s, {})
        with open_catalog(folders.catalog) as catalog:
            discovery = discover(photos, folders.runs, (), False, catalog, lambda done, total: None)
            try:
                chosen = graph or three_stages()
                hashes = dict.fromkeys(keys.model_files(chosen), "0" * 64)
                made = Run(chosen, discovery, folders, catalog, executor, Silent(), hashes, {}, budget=budget)
                left = made.execute(reuse)
            finally:
                executor.stop()
        return folders.run, left

    return run


@pytest.fixture
def run_once(run_within: Callable[..., tuple[Path, dict[str, list[str]]]]) -> RunOnce:
    """Run a graph over the photos. Returns the run's folder."""
    return lambda *arguments, **options: run_within(Budget(), *arguments, **options)[0]
