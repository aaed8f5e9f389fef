"""One run, from a checked configuration to rows, report and `run.json`."""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import logging
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from runner import interruption
from runner.config.checking import RunConfig
from runner.engine import keys, left_out, limits
from runner.engine.discovery import PICTURES, Discovery, discover, hash_files
from runner.engine.executors.local import LocalExecutor
from runner.engine.executors.memory import MemoryLimits, default_limits
from runner.engine.observer import Observer
from runner.engine.rebuild import adopt, is_behind, rebuild
from runner.engine.run import Run
from runner.engine.sampling import draw
from runner.errors import ConfigError, EnvError
from runner.imaging import samples
from runner.messages import word
from runner.messages.wording import language_of_process
from runner.models.weights import first_use
from runner.people.unfinished import finish as finish_forgetting
from runner.reports.over_time import reference
from runner.reports.progress.watching import watch
from runner.run import ending
from runner.stage import Folders
from runner.store import evidence, pause_file, runfile
from runner.store.catalog import open_catalog
from runner.store.journal_mode import is_shared

_log = logging.getLogger(__name__)

_OLD_S = 60.0
"""Age in seconds from which a file under a temporary name no longer counts as being written, on a shared drive."""

_FEW_COLLECTIONS = (100_000, 20, 20)
"""Thresholds for `gc.set_threshold`: a run creates millions of objects that stay, and hardly any cycles."""

_CHILD_ENVIRONMENT = {"VIPS_CONCURRENCY": "1", "VIPS_BLOCK_UNTRUSTED": "1", "OMP_NUM_THREADS": "1"}


def keep_what_is_loaded() -> None:
    """Exempt all that is imported and composed so far from garbage collection, and make collections rarer."""
    gc.freeze()
    gc.set_threshold(*_FEW_COLLECTIONS)
    gc.enable()


def execute(config: RunConfig, run: Path, command: str, console: Console) -> int:
    """Carry out the run in the folder `run`; returns the exit code.

    An error or an interruption is recorded in run.json and raised again; results computed before it are kept.
    """
    folders = Folders(Path(config.paths.runs).absolute(), run.absolute())
    if not folders.run.is_relative_to(folders.runs):
        raise ConfigError([f"hydra.run.dir: {run} is not below paths.runs; move that folder instead: paths.runs=…"])
    budget = limits.begin(config.limits, config.cost.per_hour)
    file = runfile.begin(run, config.set.name, config.graph.name, command)
    if config.choice:
        file = replace(file, captioner=config.choice.for_file())
        line = word(config.choice.sentence(), language_of_process())
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    runfile.write(run, file)
    try:
        with open_catalog(folders.catalog, tell=functools.partial(console.print, soft_wrap=True)) as catalog:
            file = _compute(config, folders, catalog, file, budget, console)
    except KeyboardInterrupt:
        runfile.write(run, ending.broken(config, file, "interrupted", "interrupted"))
        raise
    except BaseException as error:
        if interruption.received():
            runfile.write(run, ending.broken(config, file, "interrupted", "interrupted"))
            raise KeyboardInterrupt from error
        _log.exception("the run failed")
        with contextlib.suppress(OSError):  # a full disk must not hide the error that stopped the run
            runfile.write(run, ending.broken(config, file, "failed", str(error)))
        raise
    finally:
        pause_file.unpause(run)
    return ending.exit_code(config, file)


def _compute(
    config: RunConfig,
    folders: Folders,
    catalog: sqlite3.Connection,
    file: runfile.RunFile,
    budget: limits.Budget,
    console: Console,
) -> runfile.RunFile:
    _tidy(folders, catalog)
    finish_forgetting(catalog, folders.runs)
    approved = reference.load(config.regression, folders.runs, config.set.name, catalog)
    with watch(console, folders.run) as observer:
        _restore(folders, catalog, observer, console)
        hashes = hash_files(keys.model_files(config.graph), catalog)
        first_use.hold(folders.runs, hashes)
        file = replace(file, models=_by_name(hashes))
        discovery = _discover(config, folders, catalog, observer, console)
        file = replace(file, ignored=dict(discovery.ignored))
        if (said := left_out.sentence(file.ignored)) is not None:
            console.print(said, markup=False, highlight=False, soft_wrap=True)
        runfile.write(folders.run, file)
        undone = _run_stages(config, folders, catalog, discovery, observer, hashes, budget)
        finish_forgetting(catalog, folders.runs)  # somebody may have been forgotten during the run
    if undone:
        return ending.stop(config, folders, file, discovery.sources, undone, budget, console)
    return ending.finish(config, folders, file, approved, console)


def _restore(folders: Folders, catalog: sqlite3.Connection, observer: Observer, console: Console) -> None:
    """Enter the evidence of earlier runs into a catalogue that does not know it, and print what cannot be restored."""
    earlier = (run for run in runfile.find(folders.runs) if evidence.holds_parts(run))
    newest = next(earlier, None)
    if newest is None or not is_behind(catalog, folders.runs.resolve(), newest):
        return
    found = rebuild(catalog, folders.runs, observer.restored)
    if found.parts or found.names:
        console.print(
            f"catalog.db did not know the newest run: {found.parts} parts and {found.names} file names were entered "
            "again from the evidence. Edits, decisions, ratings, publications and what was said of people are only in "
            "catalog.db: if the old one is lost, put a backup of it in its place.",
            highlight=False,
            soft_wrap=True,
        )


def _discover(
    config: RunConfig, folders: Folders, catalog: sqlite3.Connection, observer: Observer, console: Console
) -> Discovery:
    source = Path(config.set.source).expanduser().absolute()
    if config.set.samples == config.set.source:
        samples.lay_out(source)
    if config.sample is None:
        discovery = discover(source, folders.runs, config.set.exclude, config.set.rehash, catalog, observer.discovered)
    else:
        discovery, of = draw(source, folders.runs, config.set.exclude, config.sample)
        console.print(f"{len(discovery.items)} of {of} pictures, drawn at random", highlight=False)
    if not discovery.sources:
        kinds = f"{', '.join(sorted(PICTURES))}, and raw files of cameras"
        said = f"{source} holds no pictures ({kinds})."
        there = left_out.sentence(discovery.ignored)
        raise EnvError(f"{said} {there}" if there else said, "Point set.source at your photos.")
    return discovery


def _run_stages(
    config: RunConfig,
    folders: Folders,
    catalog: sqlite3.Connection,
    discovery: Discovery,
    observer: Observer,
    hashes: Mapping[Path, str],
    budget: limits.Budget,
) -> dict[str, list[str]]:
    """Execute the graph; returns the item ids left at each stage if the budget was spent before the end."""
    processes = config.executor.processes or os.cpu_count() or 1
    given, startup_s = config.executor.memory_gb, config.executor.startup_s
    most = MemoryLimits(given, given) if given else default_limits(processes)
    executor = LocalExecutor(folders, processes, startup_s, _CHILD_ENVIRONMENT, observer.said, most)
    metadata = {"run_id": folders.run.name, "config": keys.digest(config.text), "models": json.dumps(_by_name(hashes))}
    try:
        save_s = config.executor.save_s
        run = Run(config.graph, discovery, folders, catalog, executor, observer, hashes, metadata, save_s, budget)
        return run.execute(config.executor.reuse)
    finally:
        executor.stop()


def _by_name(hashes: Mapping[Path, str]) -> dict[str, str]:
    return {path.name: digest for path, digest in hashes.items()}


def _tidy(folders: Folders, catalog: sqlite3.Connection) -> None:
    """Clean up after killed runs: enter what they wrote, note in run.json that they died, delete half-written files."""
    killed = [run for run in runfile.find(folders.runs) if runfile.is_abandoned(run)]
    adopt(catalog, folders.runs, killed)
    for run in killed:
        runfile.bury(run)
    leftovers = [path for run in killed for path in run.rglob("*.tmp")]
    pictures = folders.renditions.glob("*/.*.tmp") if killed else ()
    leftovers += [path for path in pictures if not runfile.alive(int(path.suffixes[-2][1:]))]
    leftovers += _abandoned(folders.runs)
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)


def _abandoned(runs: Path) -> Iterator[Path]:
    """Temporary files of a process killed while writing the file of a run or sweep; such a run may have no file."""
    least = _OLD_S if is_shared(runs) else 0.0
    for folder in ("", "*/*/", "sweeps/*/*/", "sweeps/*/*/*/"):
        for path in runs.glob(f"{folder}*.json.*.tmp"):
            with contextlib.suppress(OSError, ValueError):
                old = time.time() - path.stat().st_mtime >= least
                if old and not runfile.alive(int(path.suffixes[-2][1:])):
                    yield path
