"""`runner identify RUN`: what the photos of a run show by the votes of its stages. It suggests; a person decides."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from runner import evidence
from runner.errors import EnvironmentProblem
from runner.reports.runs import find
from runner.text.consensus import Consensus, Terms, consensus

KEYWORDS = 5
"""So many of a captioner's keywords count as what it says the photo shows; later ones are about light and mood."""


def command(arguments: Sequence[str]) -> int:
    """Carry out `identify …`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="runner identify", description="What the photos of a run have in common.")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("run", help="run id, its beginning, a set's name (its newest run), or a folder")
    chosen = parser.parse_args(arguments)
    run = find(chosen.runs, chosen.run)
    said, photos = votes(run)
    _show(Console(), run, said, photos)
    return 0


def votes(run: Path) -> tuple[dict[str, list[Terms]], int]:
    """What each source of evidence says of each photo, specialists first, and the number of photos that were worked on.

    A captioner counts only where it saw the picture: else it says what it was told. EnvironmentProblem when the run has
    no stage that says what photos show.
    """
    facts, embed = _good(run, "facts", "labels"), _good(run, "embed", "hints")
    caption = _good(run, "caption", "keywords", "saw_picture")
    if not facts.height:
        raise EnvironmentProblem(f"{run} has no facts of photos.", "Prepare the set first: runner set=NAME")
    said = {"classifier": [tuple(terms) for terms in facts["labels"].to_list()]}
    if embed.height:
        said["embeddings"] = [tuple(hint["word"] for hint in hints[:1]) for hints in embed["hints"].to_list()]
    if caption.height and (seen := caption.filter("saw_picture")).height:
        said["captioner"] = [tuple(words[:KEYWORDS]) for words in seen["keywords"].to_list()]
    return said, facts.height


def _good(run: Path, stage: str, *columns: str) -> pl.DataFrame:
    table = evidence.read(run, stage, columns)
    return table.filter(pl.col("status") == "ok") if table.width else table


def _show(console: Console, run: Path, said: dict[str, list[Terms]], photos: int) -> None:
    found = consensus(said, photos)
    console.print(f"{run.parent.name}, run {run.name}: {photos} photos", highlight=False)
    console.print(_table(said, found, photos), highlight=False)
    for line in _words(found, photos):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _table(said: dict[str, list[Terms]], found: Consensus, photos: int) -> Table:
    table = Table("source", "photos it speaks of", "in common", "share", box=None, pad_edge=False)
    standings = {standing.source: standing for standing in found.standings}
    for source, terms in said.items():
        standing = standings.get(source)
        share = f"{standing.photos / photos:.0%}" if standing else ""
        table.add_row(source, str(sum(map(bool, terms))), standing.term if standing else "nothing", share)
    return table


def _words(found: Consensus, photos: int) -> list[str]:
    if found.suggestion is None:
        return ["The photos have no subject in common: leave set.subject empty, or split the set."]
    best = found.suggestion
    lines = [f"{source} says the same, more or less closely." for source in found.agreeing]
    lines += [f"{source} is as sure of something else: look at the photos." for source in found.opposed]
    quoted = best.term.replace("'", "\\'")
    return [
        *lines,
        f"Suggestion of the {best.source}, for {best.photos} of {photos} photos: set.subject='{quoted}'",
        "Nothing was changed. A subject stands in every text of the set as if you had said it: name it as you would.",
    ]
