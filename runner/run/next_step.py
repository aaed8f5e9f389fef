"""The last line of a run: what a person does next, and with which command."""

from __future__ import annotations

import shlex
from pathlib import Path

import polars as pl

from runner.messages import Message, say
from runner.stage import Folders
from runner.store.catalog import open_catalog
from runner.store.effective import effective_rows
from runner.store.rows import ReviewRows

_READY = ("passed", "repaired")


def next_step(prepared: ReviewRows, folders: Folders, set_name: str) -> Message | None:
    """The next step: review undecided photos, else publish approved ones; None without either. Skips failed photos.

    Photos that are already decided do not count, so a run after the review does not ask for another review.
    """
    photos = prepared.photos().filter(pl.col("outcome") != "failed")
    with open_catalog(folders.catalog) as catalog:
        now = effective_rows(photos, prepared.fields, catalog, set_name)
    waiting = now.filter(pl.col("decision").is_null() | (pl.col("decision") == "lapsed"))
    blocked, ready = _count(waiting, ("blocked",)), _count(waiting, _READY)
    approved = now.filter(pl.col("decision") == "approved").height
    name, runs = shlex.quote(set_name), elsewhere(folders)
    if blocked and ready:
        return say("next.both", count=blocked, ready=ready, photos=photos.height, set=name, runs=runs)
    if blocked:
        return say("next.blocked", count=blocked, photos=photos.height, set=name, runs=runs)
    if ready:
        return say("next.ready", count=ready, set=name, runs=runs)
    return say("next.publish", count=approved, set=name, runs=runs) if approved else None


def _count(rows: pl.DataFrame, outcomes: tuple[str, ...]) -> int:
    return rows.filter(pl.col("outcome").is_in(outcomes)).height


def elsewhere(folders: Folders) -> str:
    """The `paths.runs=` option with a leading space; empty if the runs folder is the one that commands look into."""
    usual = folders.runs == Path("runs").absolute()
    return "" if usual else f" {shlex.quote(f'paths.runs={folders.runs}')}"
