"""`runner identify RUN`: suggests what the photos of a run show, by the votes of its stages. A person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Table

from runner.errors import EnvError
from runner.reports.command_line import CommandParser
from runner.reports.intervals import wilson
from runner.reports.wording import count
from runner.store import evidence, runfile
from runner.store.run_names import find
from runner.text.claims.consensus import LEAST, Consensus, Standing, Terms, consensus

KEYWORDS = 5
"""Only this many of a captioner's keywords count as its vote; later ones are about light and mood."""

OTHERS = 3
"""Further terms of a source that are shown next to the common one."""

ODD = 5
"""Upper limit for the named photos that do not show what is suggested."""

SAMPLE = "identify"
"""Name of the graph whose runs process a random sample of a set."""


class Votes(NamedTuple):
    """The terms that each source gives for each photo, specialists first."""

    photos: Mapping[str, str]  # path of each processed photo, by item_id
    said: Mapping[str, Mapping[str, Terms]]  # terms by source and item_id
    unseen: int  # photos that could not be processed
    told: bool  # whether the captioner was told what the classifier saw
    sample: bool  # whether the photos are a random sample


def command(arguments: Sequence[str]) -> int:
    """Run `identify RUN`; returns the exit code."""
    parser = CommandParser(
        prog="runner identify",
        description="What photos have in common: of a folder or a set, from a sample drawn at random (runner identify "
        "FOLDER, runner identify set=NAME, graph.sample=N), or of a run that there is already.",
        examples={
            "runner identify ~/Pictures/herons": "48 photos of the folder, drawn at random",
            "runner identify set=aviation": "… of a set",
            "runner identify aviation": "all photos of the set's newest run",
        },
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("run", help="run id, its beginning, a set's name (its newest run), or a folder of a run")
    chosen = parser.parse_args(arguments)
    show(find(chosen.runs, chosen.run, "paths.runs="))
    return 0


def show(run: Path, absent: Sequence[str] = ()) -> None:
    """Print what the run's photos have in common, and `absent`: sentences about sources that were not available."""
    console, votes = Console(), collect(run)
    found = common(votes)
    unseen = f"; {votes.unseen} could not be looked at, runner.log says why" if votes.unseen else ""
    console.print(f"{run.parent.name}, run {run.name}: {count(len(votes.photos), 'photo')}{unseen}", highlight=False)
    console.print(_table(votes, found), highlight=False)
    for line in (*absent, *_doubts(votes, found), *_words(votes, found)):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def common(votes: Votes) -> Consensus:
    """Return what the photos have in common by these votes."""
    said = {name: tuple(terms.values()) for name, terms in votes.said.items()}
    return consensus(said, len(votes.photos))


def collect(run: Path) -> Votes:
    """Return the votes of a run's stages.

    A captioner counts only if it saw the picture, because otherwise it repeats what it was told. Raises EnvError if
    the run has no facts of photos.
    """
    facts, embed = _good(run, "facts", "labels"), _good(run, "embed", "hints")
    caption = _good(run, "caption", "keywords", "saw_picture")
    if not facts.height:
        raise EnvError(f"{run} has no facts of photos.", "Prepare the set first: runner set=NAME")
    said = {"classifier": {item: tuple(terms) for item, terms in facts.select("item_id", "labels").iter_rows()}}
    if embed.height:
        hints = embed.select("item_id", "hints").iter_rows()
        said["embeddings"] = {item: tuple(hint["word"] for hint in near[:1]) for item, near in hints}
    if caption.height and (seen := caption.filter("saw_picture")).height:
        keywords = seen.select("item_id", "keywords").iter_rows()
        said["captioner"] = {item: tuple(words[:KEYWORDS]) for item, words in keywords}
    file = runfile.read(run)
    sample = file is not None and file.graph == SAMPLE
    photos = _paths(run, facts["item_id"].to_list())
    unseen = evidence.read_sources(run)["item_id"].n_unique() - len(photos)
    return Votes(photos, said, unseen, not sample, sample)


def _good(run: Path, stage: str, *columns: str) -> pl.DataFrame:
    table = evidence.read(run, stage, columns)
    return table.filter(pl.col("status") == "ok") if table.width else table


def _paths(run: Path, items: Sequence[str]) -> dict[str, str]:
    sources = evidence.read_sources(run)
    known = dict(sources.filter(~pl.col("is_copy")).select("item_id", "source_path").iter_rows())
    return {item: known.get(item, item) for item in items}


def _table(votes: Votes, found: Consensus) -> Table:
    table = Table("source", "photos it speaks of", "in common", "share", "and also", box=None, pad_edge=False)
    standings = {standing.source: standing for standing in found.standings}
    for source, terms in votes.said.items():
        standing = standings.get(source)
        share = f"{standing.photos / len(votes.photos):.0%}" if standing else ""
        spoken = str(sum(map(bool, terms.values())))
        table.add_row(source, spoken, standing.term if standing else "nothing", share, _others(terms, standing))
    return table


def _others(terms: Mapping[str, Terms], standing: Standing | None) -> str:
    """The source's most frequent terms, apart from the common one."""
    common = standing.general if standing else frozenset()
    counts = Counter(term for each in terms.values() for term in each if term.casefold() not in common)
    return ", ".join(f"{term} {number}" for term, number in counts.most_common(OTHERS))


def _doubts(votes: Votes, found: Consensus) -> Iterator[str]:
    """Sentences about which sources agree or disagree, and whether they are independent."""
    yield from (f"{source} says the same, more or less closely." for source in found.agreeing)
    yield from (f"{source} is as sure of something else: look at the photos." for source in found.opposed)
    if votes.told and "captioner" in (*found.agreeing, *found.opposed):
        yield "In this run the captioner was told what the classifier saw: it is no second witness."


def _words(votes: Votes, found: Consensus) -> Iterator[str]:
    best = found.suggestion
    if best is None:
        yield _nothing(votes)
        return
    mark, photos = '"' if "'" in best.term else "'", count(len(votes.photos), "photo")
    yield f"Suggestion of the {best.source}, for {best.photos} of {photos}: set.subject={mark}{best.term}{mark}"
    if votes.sample:
        share = wilson(best.photos, len(votes.photos))
        yield f"In the whole set it would be {share.low:.0%} to {share.high:.0%}, by the 95 % interval of a sample."
    yield from _odd(votes, best)
    yield "Nothing was changed. A subject stands in every text of the set as if you had said it: name it as you would."


def _nothing(votes: Votes) -> str:
    """Why nothing is suggested: the photos show different things, or things that no source knows."""
    spoken = max(sum(map(bool, terms.values())) for terms in votes.said.values())
    if spoken >= LEAST * len(votes.photos):
        return "The photos have no subject in common: leave set.subject empty, or split the set."
    return (
        "The photos have no subject in common that those who looked are sure of: they speak of too few."
        " A vision model knows more things than a classifier; or name the subject yourself, or leave set.subject empty."
    )


def _odd(votes: Votes, best: Standing) -> Iterator[str]:
    """Lines about photos that do not show the suggestion, according to its source."""
    if found := odd(votes, best):
        first = f", the first {ODD} of {len(found)}" if len(found) > ODD else ""
        photos = "Photos" if len(found) > 1 else "The photo"
        yield f"{photos} of which the {best.source} does not say so{first}:"
        for item in found[:ODD]:
            yield f"  {votes.photos[item]}: {_said(votes, item)}"


def odd(votes: Votes, best: Standing) -> list[str]:
    """Return the item ids of photos for which the source does not give the suggested term."""
    said, term = votes.said[best.source], best.term.casefold()
    return [item for item in votes.photos if term not in map(str.casefold, said.get(item, ()))]


def _said(votes: Votes, item: str) -> str:
    """The most specific terms of all sources for a photo."""
    words = {source: ", ".join(terms[item][:2]) for source, terms in votes.said.items() if terms.get(item)}
    return "; ".join(f"{source} {said}" for source, said in words.items()) or "no source recognised it"
