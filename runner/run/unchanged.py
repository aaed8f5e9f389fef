"""Handles a run whose rows are exactly those of an earlier one: the report is linked, and the user is told."""

from __future__ import annotations

import contextlib
import filecmp
from pathlib import Path

import polars as pl

from runner.reports.run_figures import Figures
from runner.stage import Folders
from runner.store import manifest, runfile
from runner.store import rows as review_rows
from runner.store.proof import DamagedEvidence, sha256_of

_REPORT = "report.html"
_SOURCES = "sources.parquet"


def origin(folders: Folders, gate: pl.DataFrame) -> Path | None:
    """The earlier run of this set that all these rows were reused from, if its report is intact; None otherwise."""
    runs = gate["reused_from"].unique().to_list() if gate.height else []
    if len(runs) != 1 or runs[0] is None:
        return None
    run = folders.run.parent / str(runs[0])
    with contextlib.suppress(DamagedEvidence):
        return run if runfile.proven(run, _REPORT).is_file() else None
    return None


def figures(folders: Folders, earlier: Path) -> Figures | None:
    """The figures in the earlier run's run.json, if both runs have the same evidence; None otherwise.

    Both manifests must name the same parts by hash, and the lists of source files must have the same bytes.
    """
    with contextlib.suppress(DamagedEvidence, OSError, KeyError, TypeError):
        file = runfile.read(earlier)
        if file and file.summary and _same_evidence(folders.run, earlier):
            return Figures.of_file(file.summary).all_reused()
    return None


def rows(earlier: Path) -> review_rows.ReviewRows | None:
    """The rows of the earlier run; None if they are missing or damaged."""
    with contextlib.suppress(DamagedEvidence, OSError):
        return review_rows.read(earlier)
    return None


def _same_evidence(run: Path, earlier: Path) -> bool:
    before, now = manifest.read(earlier), manifest.read(run)
    if not before or not now or before.parts != now.parts:
        return False
    return sha256_of(runfile.proven(earlier, _SOURCES)) == sha256_of(runfile.proven(run, _SOURCES))


def sentence(run: Path, earlier: Path) -> str:
    """A sentence for a run with the results of an earlier one: "Nothing changed" only if the last run had them too."""
    last = _last_before(run, earlier)
    if last == earlier or _same_report(last, earlier):
        return f"Nothing changed since {last.name}."
    return f"The same results as in {earlier.name}; {last.name}, the last run, had others."


def _last_before(run: Path, earlier: Path) -> Path:
    """The newest finished run of the same set and graph between `earlier` and this one; `earlier` if there is none."""
    own = runfile.read(run)
    for each in sorted(run.parent.glob("*/run.json"), reverse=True):
        if earlier.name < each.parent.name < run.name:
            file = runfile.read(each.parent)
            if file and own and (file.state, file.graph) == ("finished", own.graph):
                return each.parent
    return earlier


def _same_report(run: Path, earlier: Path) -> bool:
    try:
        return filecmp.cmp(run / _REPORT, earlier / _REPORT, shallow=False)
    except OSError:  # a report was deleted, so they cannot be compared
        return False
