"""The end of a run: writes rows, report and `run.json` of a finished run, and lists what a stopped one left undone."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import polars as pl
from rich.console import Console

from runner.captioning.options import CaptionOptions
from runner.config.checking import RunConfig
from runner.engine.limits import Budget
from runner.engine.parts import link
from runner.graph import Node, review_columns
from runner.messages import word
from runner.messages.wording import language_of_process
from runner.reports import cost, tables, terminal, writer
from runner.reports import remaining as left
from runner.reports.over_time import regression
from runner.reports.run_figures import Figures
from runner.run import unchanged
from runner.run.left_behind import left_behind
from runner.run.next_step import elsewhere, next_step
from runner.run.outdated import outdated
from runner.schema import Common, ReviewRow, SourceRow
from runner.stage import Folders
from runner.store import evidence, runfile
from runner.store import rows as review_rows
from runner.store.rows import ReviewRows

if TYPE_CHECKING:
    from runner.reports.summary import Summary

STOPPED = 5
"""Exit code of a run whose budget was spent."""

TOO_BAD = 4
"""Exit code of a run in which a photo failed under `strict`, or too many approved photos got worse."""


def exit_code(config: RunConfig, file: runfile.RunFile) -> int:
    """The exit code of a run that ended by itself: `STOPPED`, `TOO_BAD` or 0."""
    if file.state == "stopped":
        return STOPPED
    failed = config.strict and file.summary and file.summary["outcomes"]["failed"]
    return TOO_BAD if failed or (file.regression and file.regression["failed"]) else 0


def broken(config: RunConfig, file: runfile.RunFile, state: runfile.State, error: str) -> runfile.RunFile:
    """The run file of a run that was interrupted or failed, with the cost of its time."""
    ended = file.ended(state, error=error)
    return replace(ended, cost=cost.cost(config.cost, ended.wall_s or 0, None))


def stop(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    sources: Sequence[SourceRow],
    undone: Mapping[str, Sequence[str]],
    budget: Budget,
    console: Console,
) -> runfile.RunFile:
    """End a run whose budget is spent, and list the remaining work. It has no rows: no photo has passed the gate."""
    left.write(folders.run, sources, undone)
    reason = f"{budget.name} is spent"
    counts = {stage: len(items) for stage, items in undone.items()}
    ended = _priced(config, folders, file.ended("stopped", error=reason, left=counts))
    ended = runfile.with_files(folders.run, ended)
    runfile.write(folders.run, ended)
    again = "The same command" if config.executor.reuse else "The same command without executor.reuse=false"
    for line in left.sentences(ended, folders.run, again):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return ended


def _priced(
    config: RunConfig, folders: Folders, file: runfile.RunFile, figures: Figures | None = None
) -> runfile.RunFile:
    """The run file of an ended run, with the number of photos that it computed and what that cost."""
    idle = {each.stage for each in figures.stages if each.items == each.reused} if figures else set()
    stages = [node.name for node in config.graph.nodes if node.stage.scope == "item" and node.name not in idle]
    computed = cost.computed(folders.run, stages)
    return replace(file, computed=computed, cost=cost.cost(config.cost, file.wall_s or 0, computed))


def finish(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    approved: pl.DataFrame | None,
    console: Console,
) -> runfile.RunFile:
    """Write rows, report and run.json from the evidence, in this order, and print the results."""
    gate = config.graph.find("gate")
    if gate is None:
        return _close(folders, _priced(config, folders, file.ended("finished")))
    same_as = unchanged.origin(folders, evidence.read_columns(folders.run, gate.name, ("reused_from",)))
    figures = unchanged.figures(folders, same_as) if same_as else None
    prepared = _rows(config, folders, gate, same_as if figures else None)
    figures = figures or _summarised(config, folders, prepared.table)
    said: list[str] = []
    if approved is not None:
        file, said = _held_against(config, folders, file, approved, prepared.table)
    ended = _priced(config, folders, file.ended("finished", summary=figures.for_file()), figures)
    if same_as:
        report = _same_report(folders, same_as)
    else:
        report = _write_report(config, folders, ended, prepared, cast("Summary", figures))
    _close(folders, ended)
    if same_as:
        console.print(unchanged.sentence(folders.run, same_as), highlight=False, soft_wrap=True)
    terminal.show(console, figures, report)
    if line := _writer(config, figures):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    for each in outdated(config.graph, folders.run, file.set):
        console.print(word(each, language_of_process()), highlight=False, markup=False, soft_wrap=True)
    for line in said:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    for each in left_behind(prepared, folders, file.set, elsewhere(folders)) if _is_newest(folders) else ():
        console.print(word(each, language_of_process()), highlight=False, markup=False, soft_wrap=True)
    if _is_newest(folders) and (step := next_step(prepared, folders, file.set)):
        console.print(word(step, language_of_process()), highlight=False, markup=False, soft_wrap=True)
    return ended


def _rows(config: RunConfig, folders: Folders, gate: Node, same_as: Path | None) -> ReviewRows:
    """Write the rows of the run, or link the file of an earlier run that has the same rows."""
    needs = [node for node in config.graph.nodes if node.name in gate.needs]
    columns = review_rows.declared(review_columns(needs)[0])
    if same_as and (earlier := unchanged.rows(same_as)) and earlier.columns == columns:
        link(same_as / review_rows.FILE, folders.run / review_rows.FILE)
        return earlier
    decided = evidence.read(folders.run, gate.name)
    rows = decided.drop(evidence.columns(Common).keys() - evidence.columns(ReviewRow).keys())
    review_rows.write(folders.run, rows, columns)
    return ReviewRows(rows, columns)


def _is_newest(folders: Folders) -> bool:
    """True if the run is the one that `set=NAME` opens. Runs of a sweep are not: they are compared first."""
    return folders.run.parent.parent == folders.runs


def _summarised(config: RunConfig, folders: Folders, rows: pl.DataFrame) -> Summary:
    """The figures of the run, computed from its evidence."""
    from runner.reports.summary import summarise

    return summarise(rows, _evidence(config, folders))


def _evidence(config: RunConfig, folders: Folders) -> tables.Evidence:
    return tables.stored(folders.run, {node.name: node.stage.row for node in config.graph.nodes})


def _writer(config: RunConfig, figures: Figures) -> str | None:
    """A sentence that says who wrote the texts; None if there is nothing to say."""
    caption = config.graph.find("caption")
    said = writer.sentence(figures, cast(CaptionOptions, caption.options)) if caption else None
    return word(said, language_of_process()) if said else None


def _held_against(
    config: RunConfig, folders: Folders, file: runfile.RunFile, approved: pl.DataFrame, rows: pl.DataFrame
) -> tuple[runfile.RunFile, list[str]]:
    """Compare the rows with those approved before this run; returns the run file with the figures, and sentences."""
    compared = regression.compare(approved, rows)
    regression.write(folders.run, compared)
    found = regression.judge(config.regression, approved, compared)
    return replace(file, regression=found.for_file()), list(regression.sentences(found, compared, folders.run))


def _write_report(
    config: RunConfig,
    folders: Folders,
    file: runfile.RunFile,
    prepared: ReviewRows,
    summary: Summary,
) -> Path:
    from runner.reports.run_page import html  # not needed by a run without new results

    about = html.Run(
        set_name=file.set,
        run_id=file.run_id,
        started_at=datetime.fromisoformat(file.started_at).astimezone(),
        wall_s=file.wall_s,
        command=file.command,
        captioner=", ".join(summary.captioning.models) if summary.captioning else None,
        settings=config.text,
    )
    return html.write(folders, about, prepared.table, _evidence(config, folders), summary, prepared.further)


def _same_report(folders: Folders, earlier: Path) -> Path:
    """Link the earlier run's report: it shows the same evidence, and writing it takes seconds for 43,000 photos."""
    report = folders.run / "report.html"
    link(earlier / "report.html", report)
    return report


def _close(folders: Folders, file: runfile.RunFile) -> runfile.RunFile:
    """Write the file of the finished run and, unless it belongs to a sweep, point `latest` at the run."""
    file = runfile.with_files(folders.run, file)
    runfile.write(folders.run, file)
    if not _is_newest(folders):
        return file
    link = folders.run.parent / "latest"
    temporary = link.with_name(f"latest.{os.getpid()}.tmp")
    temporary.symlink_to(folders.run.name)
    temporary.replace(link)
    return file
