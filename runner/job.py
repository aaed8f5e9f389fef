"""One run, from a checked configuration to rows, report and `run.json`."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
from rich.console import Console

from runner import evidence
from runner.catalog import open_catalog
from runner.config import RunConfig
from runner.engine import keys, limits
from runner.engine.discovery import EXTENSIONS, Discovery, discover, hash_files
from runner.engine.local import LocalExecutor
from runner.engine.observer import Observer
from runner.engine.parts import link
from runner.engine.rebuild import is_behind, rebuild
from runner.engine.run import Run
from runner.errors import ConfigError, EnvironmentProblem
from runner.imaging import samples
from runner.reports import cost, html, left, progress, reference, regression, runfile, tables, terminal
from runner.reports.summary import Summary, summarise
from runner.schema import ReviewRow
from runner.stage import Folders

_log = logging.getLogger(__name__)

_CHILD_ENVIRONMENT = {"VIPS_CONCURRENCY": "1", "VIPS_BLOCK_UNTRUSTED": "1", "OMP_NUM_THREADS": "1"}


STOPPED = 5
"""Exit code of a run whose budget was spent."""


def execute(config: RunConfig, run: Path, command: str, console: Console) -> int:
    """Carry out the run in the folder `run`; returns the exit code.

    Whatever stops it is written into run.json and raised again; results up to then are kept.
    """
    folders = Folders(Path(config.paths.runs).absolute(), run.absolute())
    if not folders.run.is_relative_to(folders.runs):
        raise ConfigError([f"hydra.run.dir: {run} is not below paths.runs; move that folder instead: paths.runs=…"])
    budget = limits.begin(config.limits, config.cost.per_hour)
    file = runfile.begin(run, config.set.name, config.graph.name, command)
    runfile.write(run, file)
    try:
        with open_catalog(folders.catalog) as catalog:
            file = _compute(config, folders, catalog, file, budget, console)
    except KeyboardInterrupt:
        runfile.write(run, _priced(config, folders, file.ended("interrupted", error="interrupted")))
        raise
    except BaseException as error:
        _log.exception("the run failed")
        with contextlib.suppress(OSError):  # a full disk must not hide what filled it
            runfile.write(run, _priced(config, folders, file.ended("failed", error=str(error))))
        raise
    if file.state == "stopped":
        return STOPPED
    broken = config.strict and file.summary and file.summary["outcomes"]["failed"]
    return 4 if broken or (file.regression and file.regression["failed"]) else 0


def _compute(
    config: RunConfig,
    folders: Folders,
    catalog: sqlite3.Connection,
    file: runfile.RunFile,
    budget: limits.Budget,
    console: Console,
) -> runfile.RunFile:
    _tidy(folders)
    approved = reference.load(config.regression, folders.runs, config.set.name, catalog)
    with progress.watch(console) as observer:
        _restore(folders, catalog, observer, console)
        hashes = hash_files(keys.model_files(config.graph), catalog)
        file = replace(file, models=_by_name(hashes))
        discovery = _discover(config, folders, catalog, observer)
        file = replace(file, ignored=dict(discovery.ignored))
        runfile.write(folders.run, file)
        undone = _run_stages(config, folders, catalog, discovery, observer, hashes, budget)
    if undone:
        return _stop(config, folders, file, discovery, undone, budget, console)
    return _finish(config, folders, file, approved, console)


def _restore(folders: Folders, catalog: sqlite3.Connection, observer: Observer, console: Console) -> None:
    """Enter the evidence of earlier runs into a catalogue that does not know them, and say what cannot come back."""
    earlier = (run for run in runfile.find(folders.runs) if evidence.holds_parts(run))
    newest = next(earlier, None)
    if newest is None or not is_behind(catalog, folders.runs.resolve(), newest):
        return
    found = rebuild(catalog, folders.runs, observer.restored)
    if found.parts or found.names:
        console.print(
            f"catalog.db did not know the newest run: {found.parts} parts and {found.names} file names were entered "
            "again from the evidence. Edits, decisions and publications are only in catalog.db: if the old one is "
            "lost, put a backup of it in its place.",
            highlight=False,
            soft_wrap=True,
        )


def _discover(config: RunConfig, folders: Folders, catalog: sqlite3.Connection, observer: Observer) -> Discovery:
    source = Path(config.set.source).expanduser().absolute()
    if config.set.samples == config.set.source:
        samples.lay_out(source)
    discovery = discover(source, folders.runs, config.set.exclude, config.set.rehash, catalog, observer.discovered)
    if not discovery.sources:
        raise EnvironmentProblem(
            f"{source} holds no pictures ({', '.join(sorted(EXTENSIONS))}).", "Point set.source at your photos."
        )
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
    """Carry out the graph; returns the items that are left at each stage when the budget was spent before its end."""
    processes = config.executor.processes or os.cpu_count() or 1
    executor = LocalExecutor(folders, processes, config.executor.startup_s, _CHILD_ENVIRONMENT, observer.said)
    metadata = {"run_id": folders.run.name, "config": keys.digest(config.text), "models": json.dumps(_by_name(hashes))}
    try:
        save_s = config.executor.save_s
        run = Run(config.graph, discovery, folders, catalog, executor, observer, hashes, metadata, save_s, budget)
        return run.execute(config.executor.reuse)
    finally:
        executor.stop()


def _stop(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    discovery: Discovery,
    undone: Mapping[str, list[str]],
    budget: limits.Budget,
    console: Console,
) -> runfile.RunFile:
    """The budget is spent: list what is left. There are no rows, for no photo is through the gate."""
    left.write(folders.run, discovery.sources, undone)
    reason = f"{budget.name} is spent"
    counts = {stage: len(items) for stage, items in undone.items()}
    ended = _priced(config, folders, file.ended("stopped", error=reason, left=counts))
    runfile.write(folders.run, ended)
    for line in left.sentences(ended, folders.run):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return ended


def _priced(config: RunConfig, folders: Folders, file: runfile.RunFile) -> runfile.RunFile:
    """The file of a run that has ended, with the photos that it worked on and what that cost."""
    stages = [node.name for node in config.graph.nodes if node.stage.scope == "item"]
    computed = cost.computed(folders.run, stages)
    return replace(file, computed=computed, cost=cost.cost(config.cost, file.wall_s or 0, computed))


def _finish(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    approved: pl.DataFrame | None,
    console: Console,
) -> runfile.RunFile:
    """Write rows, report and run.json from the evidence, in this order, and say how it went."""
    gate = config.graph.find("gate")
    if gate is None:
        return _close(folders, _priced(config, folders, file.ended("finished")))
    decided = evidence.read(folders.run, gate.name)
    unchanged = _unchanged_since(folders, decided)
    rows = decided.select(evidence.columns(ReviewRow).keys())
    evidence.write_parquet(folders.run / "rows.parquet", rows, {"run_id": folders.run.name})
    del decided
    found = tables.stored(folders.run, {node.name: node.stage.row for node in config.graph.nodes})
    summary = summarise(rows, found)
    said: list[str] = []
    if approved is not None:
        file, said = _held_against(config, folders, file, approved, rows)
    ended = _priced(config, folders, file.ended("finished", summary=summary.for_file()))
    report = (
        _same_report(folders, unchanged) if unchanged else _write_report(config, folders, ended, rows, found, summary)
    )
    _close(folders, ended)
    if unchanged:
        console.print(f"Nothing changed since {unchanged.name}.", highlight=False)
    terminal.show(console, summary, report)
    for line in said:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return ended


def _held_against(
    config: RunConfig, folders: Folders, file: runfile.RunFile, approved: pl.DataFrame, rows: pl.DataFrame
) -> tuple[runfile.RunFile, list[str]]:
    """Compare the rows with what was approved before this run; the file with its figures, and what to say of it."""
    compared = regression.compare(approved, rows)
    regression.write(folders.run, compared)
    found = regression.judge(config.regression, approved, compared)
    return replace(file, regression=found.for_file()), list(regression.sentences(found, compared, folders.run))


def _write_report(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    rows: pl.DataFrame,
    found: tables.Evidence,
    summary: Summary,
) -> Path:
    about = html.Run(
        set_name=file.set,
        run_id=file.run_id,
        started_at=datetime.fromisoformat(file.started_at).astimezone(),
        wall_s=file.wall_s,
        command=file.command,
        captioner=", ".join(summary.captioning.models) if summary.captioning else None,
        settings=config.text,
    )
    return html.write(folders, about, rows, found, summary)


def _unchanged_since(folders: Folders, gate: pl.DataFrame) -> Path | None:
    """The earlier run of this set that came to the very same rows, if it still has its report."""
    origin = gate["reused_from"].first() if gate.height else None
    run = folders.run.parent / str(origin)
    return run if origin and (run / "report.html").is_file() else None


def _same_report(folders: Folders, earlier: Path) -> Path:
    """The earlier run's report: it shows the same evidence, and at 43,000 photos writing it takes seconds."""
    report = folders.run / "report.html"
    link(earlier / "report.html", report)
    return report


def _close(folders: Folders, file: runfile.RunFile) -> runfile.RunFile:
    """The run is over: write its file and, unless it is a sweep's, let `latest` point at it."""
    runfile.write(folders.run, file)
    if folders.run.parent.parent != folders.runs:
        return file
    link = folders.run.parent / "latest"
    temporary = link.with_name(f"latest.{os.getpid()}.tmp")
    temporary.symlink_to(folders.run.name)
    temporary.replace(link)
    return file


def _by_name(hashes: Mapping[Path, str]) -> dict[str, str]:
    return {path.name: digest for path, digest in hashes.items()}


def _tidy(folders: Folders) -> None:
    """Where runs were killed, say so in their run.json and remove what they left half written."""
    killed = [run for run in runfile.find(folders.runs) if runfile.bury(run)]
    leftovers = [path for run in killed for path in run.rglob("*.tmp")]
    pictures = folders.renditions.glob("*/.*.tmp") if killed else ()
    leftovers += [path for path in pictures if not runfile.alive(int(path.suffixes[-2][1:]))]
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
