"""One publish: plan, ask, apply, verify, report. Started by `graph=publish`, `runner unpublish` and the reviewer."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from runner.delivery.config import PublishConfig
from runner.delivery.record import Record, read_rows
from runner.delivery.source import newest_run, source
from runner.engine.parts import link
from runner.errors import ConfigError, EnvError, PublishError
from runner.publishing import publications
from runner.publishing.apply import carry_out
from runner.publishing.changes import Plan
from runner.publishing.failures import ADVICE
from runner.publishing.plan import Memory, publishing, unpublishing
from runner.publishing.target import Target
from runner.publishing.verify import unverified
from runner.reports import publishing as report
from runner.reports.progress.publishing import PublishCount
from runner.reports.progress.writing import written
from runner.stage import Folders
from runner.store import runfile
from runner.store.catalog import open_existing

_log = logging.getLogger(__name__)

Answer = Callable[[str], bool]
"""Asks a person a yes-or-no question; True means yes."""


def execute(config: PublishConfig, run: Path, command: str, console: Console, answer: Answer | None = None) -> int:
    """Publish or unpublish as configured; returns the exit code, which is 0 only if everything was done.

    `run` is the folder of this publish. Raises ConfigError if nobody can be asked, EnvError if the target cannot be
    used. If the target fails later, the rows give the reason and the exit code is 1.
    """
    folders = Folders(Path(config.paths.runs).absolute(), run.absolute())
    options = config.publish
    if not folders.run.is_relative_to(folders.runs):
        raise ConfigError([f"hydra.run.dir: {run} is not below paths.runs; move that folder instead: paths.runs=…"])
    if not (options.yes or options.dry_run or answer or sys.stdin.isatty()):
        raise ConfigError(["publish.yes: no terminal to ask on. Write publish.yes=true, or publish.dry_run=true."])
    prepared = newest_run(folders, config.set.name)
    file = replace(runfile.begin(run, config.set.name, "publish", command), target=options.whereabouts())
    runfile.write(run, file)
    tell = functools.partial(console.print, soft_wrap=True)
    try:
        with _alone(folders, options.name), open_existing(folders.catalog, tell=tell) as catalog:
            code, counts = _publish(config, prepared, folders, catalog, console, answer or _ask(console))
    except KeyboardInterrupt:
        runfile.write(run, file.ended("interrupted", error="interrupted"))
        raise
    except BaseException as error:
        _log.exception("the publish failed")
        with contextlib.suppress(OSError):
            runfile.write(run, file.ended("failed", error=str(error)))
        raise
    runfile.write(run, runfile.with_files(run, replace(file.ended("finished"), published=counts)))
    return code


def plan(config: PublishConfig, prepared: Path, folders: Folders, catalog: sqlite3.Connection, target: Target) -> Plan:
    """Return what publishing would change. Raises EnvError if the target cannot be read or its table cannot be used."""
    name = config.publish.name
    memory = Memory(publications.published(catalog, name), publications.journal(catalog, name))
    try:
        if problems := target.problems():
            raise EnvError("\n".join(problems), "Change the table or conf/publish, then start again.")
        if config.publish.unpublish:
            return unpublishing(target, _named(config.publish.unpublish, memory), memory)
        found = source(config, prepared, folders, catalog)
        return publishing(target, found.photos, found.staying, memory)
    except PublishError as error:
        raise EnvError(f"{str(error).rstrip('.')}.", ADVICE[error.kind]) from error


def _publish(
    config: PublishConfig, prepared: Path, folders: Folders, catalog: sqlite3.Connection, console: Console,
    answer: Answer,
) -> tuple[int, dict[str, int]]:  # fmt: skip
    options = config.publish
    target = Target(options)
    with contextlib.closing(target):
        planned = plan(config, prepared, folders, catalog, target)
        report.show_plan(console, planned, options)
        record = Record(folders.run, options, functools.partial(unverified, target, catalog))
        link(runfile.proven(prepared, "sources.parquet"), folders.run / "sources.parquet")
        record.staying(planned.staying)
        if options.dry_run or not (options.yes or report.nothing_to_do(planned) or answer("Publish?")):
            record.planned(planned)
        else:
            _apply(planned, target, catalog, record, folders.run, console)
    rows = read_rows(folders.run)
    page = report.write(folders.run, config.set.name, options, rows, record.planned_only)
    report.show_end(console, rows, page, record.planned_only)
    undone = record.failed or (not options.dry_run and record.planned_only)
    return (1 if undone else 0), dict(record.counts)


def _apply(
    planned: Plan, target: Target, catalog: sqlite3.Connection, record: Record, run: Path, console: Console
) -> None:
    """Carry out the plan and record the outcome of every photo as soon as it is settled."""
    count = PublishCount(len(planned.changes) + len(planned.withdrawals))
    try:
        with report.progress(console, planned) as advance, written(run, count.progress):
            for outcome in carry_out(planned, target, catalog):
                record.add(outcome)
                count.add(outcome)
                advance(outcome.error.kind if outcome.error is not None else None)
                if outcome.error is not None:
                    _log.warning("%s: %s: %s", outcome.file_name, outcome.error.kind, outcome.error)
    finally:
        record.flush()


def _named(names: Sequence[str], memory: Memory) -> list[str]:
    """Return the item ids for these file names, paths or ids. Raises EnvError with those that are not published."""
    by_name = {name: each.item_id for each in memory.published.values() for name in (each.file_name, each.item_id)}
    by_name |= {each.path: each.item_id for each in memory.published.values()}
    by_name |= {item_id: item_id for item_id in memory.begun}
    if unknown := [name for name in names if name not in by_name]:
        raise EnvError(
            f"Not published there: {', '.join(unknown)}.", "Give file names or item ids as the report has them."
        )
    return list(dict.fromkeys(by_name[name] for name in names))


def _ask(console: Console) -> Answer:
    def ask(question: str) -> bool:
        return console.input(f"{question} [y/N] ").strip().lower() in ("y", "yes")

    return ask


@contextlib.contextmanager
def _alone(folders: Folders, target: str) -> Iterator[None]:
    """Allow one publish to a target at a time. The lock is released when the process ends, however it ends."""
    path = folders.runs / f"publish-{target}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EnvError(
                f"Another publish to {target} is running.", "Wait until it has ended, then start again."
            ) from None
        yield
