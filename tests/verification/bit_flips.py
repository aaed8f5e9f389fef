"""Flips single bits in all files of finished runs, and checks readers, the next run and `runner verify`.

Every flip is followed by `runner verify` and by all readers of such a file. The next run follows if it may use the file
(parts, catalogue, renditions), and otherwise after every tenth flip, because it takes longer than everything else.

`python tests/verification/bit_flips.py [COUNT] [SEED]` prints the counts and every flip that went wrong.
"""

from __future__ import annotations

import functools
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from finished_runs import ENCODED, SET, finished, run_once

from runner.config import saved
from runner.errors import ItemError, RunnerError
from runner.models.llama.encodings import Encodings
from runner.review import review_set
from runner.store import evidence, manifest, rows, runfile
from runner.store.artifacts import read_artifact
from runner.store.catalog import open_catalog
from runner.store.decisions import changes_since
from runner.store.effective import effective_rows
from runner.verification import mending, whole
from runner.verification import runs as verified

NEXT = "20261128-120000-cccc"
_OF_A_RUN = ("run_id", "duration_ms", "key", "reused_from")
_NAMED = "named"
_USED = ("parts", "catalogue", "renditions")
"""Kinds of files that the next run may use."""


@dataclass
class Outcome:
    """Counts of outcomes by kind of file, and the flips that went wrong."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    runs: int = 0  # flips that were followed by the next run

    def add(self, kind: str, what: str) -> None:
        self.counts[kind, what] += 1

    def totals(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (_, what), count in self.counts.items():
            found[what] += count
        return found


def kinds(runs: Path) -> Mapping[str, list[Path]]:
    """The files to damage, by kind."""
    found = {
        "parts": list(runs.glob(f"{SET}/*/evidence/*/*.parquet")),
        "rows": list(runs.glob(f"{SET}/2*/rows.parquet")),
        "sources": list(runs.glob(f"{SET}/2*/sources.parquet")),
        "manifests": [*runs.glob(f"{SET}/2*/manifest.json"), *runs.glob(f"{SET}/2*/run.json")],
        "configurations": list(runs.glob(f"{SET}/2*/.hydra/config.yaml")),
        "reports": list(runs.glob(f"{SET}/2*/report.html")),
        "catalogue": [runs / "catalog.db"],
        "renditions": list(runs.glob("renditions/*/*")),
        "encodings": list(runs.glob("encodings/*")),
    }
    return {name: sorted(path for path in paths if "latest" not in path.parts) for name, paths in found.items()}


def flip(path: Path, chance: random.Random) -> str:
    """Flip one bit in place. Returns a description of it."""
    size = path.stat().st_size
    place, bit = chance.randrange(size), chance.randrange(8)
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))
    return f"{path} byte {place} of {size}, bit {bit}"


def plain(table: pl.DataFrame) -> list[dict[str, Any]]:
    """The content of rows, regardless of the run that computed them."""
    kept = table.drop([name for name in _OF_A_RUN if name in table.columns])
    kept = kept.drop([name for name in kept.columns if name.endswith("ms") or name == "memory_mb"])
    order = [name for name in ("item_id", "source_path", "attempt", "step") if name in kept.columns]
    return kept.sort(order).to_dicts() if order else kept.to_dicts()


_READ_BY = {
    "rows": ("rows", "review"), "reports": ("report",), "configurations": ("configuration",),
    "catalogue": ("decisions",), "renditions": ("picture",), "encodings": ("encoding",),
}  # fmt: skip
"""Readers of the kinds of files that only some readers use."""


def readers(runs: Path, kind: str | None = None) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield all readers of runs, or of files of this kind, by name, as functions that return what they read."""
    wanted = _READ_BY.get(kind or "")
    for run in sorted(each for each in (runs / SET).glob("2*") if each.is_dir()):
        for name, read in _of_run(run, runs):
            if wanted is None or name in wanted:
                yield f"{run.name} {name}", read
    if wanted is None or "decisions" in wanted:
        yield "decisions", lambda: decided(runs)
    for picture in sorted(runs.glob("renditions/*/*.*")) if wanted is None or "picture" in wanted else ():
        yield picture.name, functools.partial(read_artifact, picture)
    if wanted is None or "encoding" in wanted:
        yield "encoding", lambda: encoded(runs)


def _of_run(run: Path, runs: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "rows", lambda: plain(rows.read(run).table)
    yield "sources", lambda: plain(evidence.read_sources(run))
    yield "manifest", lambda: manifest.read(run)
    yield "run.json", lambda: runfile.read(run) or _NAMED
    yield "configuration", lambda: repr(saved.graph(run))
    yield "report", lambda: runfile.proven(run, "report.html").read_bytes()
    yield "review", lambda: plain(review_set.read(run, runs).photos)
    for stage in evidence.stages(run):
        yield f"stage {stage}", functools.partial(_stage, run, stage)


def _stage(run: Path, stage: str) -> list[dict[str, Any]]:
    return plain(evidence.read(run, stage))


def decided(runs: Path) -> Any:
    """What people did, and what is in effect now."""
    with open_catalog(runs / "catalog.db") as catalog:
        done = changes_since(catalog, SET)
        names = catalog.execute("SELECT name, item_id, number FROM names ORDER BY name").fetchall()
        return repr(sorted(done.decisions.items())), repr(sorted(done.edits.items())), names


def encoded(runs: Path) -> Any:
    found = Encodings(runs / "encodings", 10**6, "m").find(("p", 0), ENCODED.shape)
    return _NAMED if found is None else found.tolist()


def effective(runs: Path, run: Path) -> list[dict[str, Any]]:
    """The rows of a run with people's edits and decisions, as publishing sees them."""
    found = rows.read(run)
    with open_catalog(runs / "catalog.db") as catalog:
        return plain(effective_rows(found.table, found.fields, catalog, SET))


class Flips:
    """Finished runs, and the right results of reading them."""

    def __init__(self, root: Path) -> None:
        self.runs, self.kept = finished(root), root / "kept"
        self.photos = root / "photos"
        shutil.copytree(self.runs, self.kept, symlinks=True)
        self.right = {name: read() for name, read in readers(self.runs)}
        run = run_once(self.photos, self.runs, NEXT)
        self.next = {stage: plain(evidence.read(run, stage)) for stage in evidence.stages(run)}
        self.decided = effective(self.runs, run)
        self.restore()

    def restore(self) -> None:
        shutil.rmtree(self.runs)
        shutil.copytree(self.kept, self.runs, symlinks=True)

    def one(self, chance: random.Random, outcome: Outcome) -> None:
        """Damage one file, check the consequences, and restore everything."""
        kind = chance.choice(sorted(kinds(self.runs)))
        path = chance.choice(kinds(self.runs)[kind])
        place = flip(path, chance)
        follows = kind in _USED or chance.random() < 0.1
        try:
            outcome.add(kind, self._judge(kind, follows, chance.random() < 0.5))
            outcome.runs += follows
        except AssertionError as error:
            outcome.add(kind, "WRONG")
            outcome.wrong.append(f"{place}: {error}")
        except Exception:
            outcome.add(kind, "CRASH")
            outcome.wrong.append(f"{place}: {traceback.format_exc()}")
        finally:
            self.restore() if follows else self._put_back(path)

    def _put_back(self, path: Path) -> None:
        """Restore the file with its time, under all of its names."""
        kept = self.kept / path.relative_to(self.runs)
        path.write_bytes(kept.read_bytes())
        shutil.copystat(kept, path)

    def _judge(self, kind: str, follows: bool, run_first: bool) -> str:
        """`follows`: the next run is made; `run_first`: before any reader."""
        said = self._said()
        if kind == "catalogue" and said:
            self._read(kind)
            return self._saved()
        if follows and run_first:
            self._next_run()
        named = self._read(kind)
        if follows and not run_first:
            self._next_run()
        if kind == "encodings":
            return "computed again" if named == ["encoding"] else "harmless"
        assert said or not named, f"readers refuse {named}, but `runner verify` says nothing"
        if not said:
            return "harmless"
        return "named, and computed again" if follows else "named"

    def _said(self) -> int:
        """The number of problems that `runner verify` reports."""
        found = [*whole.catalogue(self.runs / "catalog.db"), *whole.pictures(self.runs / "catalog.db", self.runs)]
        for run in runfile.find(self.runs):
            found += verified.problems(run, self.runs.resolve())
        return len(found)

    def _read(self, kind: str) -> list[str]:
        """The readers that refuse the file. Raises AssertionError if any other one returns a wrong result."""
        named = []
        for name, read in readers(self.runs, kind):
            if name not in self.right:
                continue  # of the next run, which is compared separately
            try:
                found = read()
            except (RunnerError, ItemError):
                named.append(name)
                continue
            if found == _NAMED:
                named.append(name)
            else:
                assert found == self.right[name], f"{name} is read wrong"
        return named

    def _next_run(self) -> None:
        """Assert that the next run finishes with the right rows, and that what people did is unchanged."""
        run = run_once(self.photos, self.runs, NEXT)
        for stage in evidence.stages(run):
            assert plain(evidence.read(run, stage)) == self.next[stage], f"the next run has other rows of {stage}"
        assert effective(self.runs, run) == self.decided, "what people did is another thing after the next run"

    def _saved(self) -> str:
        """For a damaged catalogue: a run works or reports it; after mending it works, and what is lost was reported."""
        try:
            self._next_run()
        except RunnerError:
            shutil.rmtree(self.runs / SET / NEXT, ignore_errors=True)
        else:
            return "named, and the next run works"
        lines = list(mending.mend(self.runs))
        lost = [each for each in lines if each.id in ("verify.lost_row", "verify.cut")]
        run = run_once(self.photos, self.runs, NEXT)
        for stage in evidence.stages(run):
            assert plain(evidence.read(run, stage)) == self.next[stage], f"after mending: other rows of {stage}"
        if effective(self.runs, run) != self.decided:
            assert lost, "after mending something that people did is another thing, and nothing was named"
            return "named, mended, and what is lost was listed"
        return "named and mended"


def many(root: Path, count: int, seed: int, tell: Callable[[str], object] = lambda line: None) -> Outcome:
    """Make `count` flips, one after another."""
    flips, outcome, chance = Flips(root), Outcome(), random.Random(seed)
    for number in range(count):
        flips.one(chance, outcome)
        if (number + 1) % 50 == 0:
            tell(f"{number + 1}: {dict(outcome.totals())}")
    return outcome


def main() -> None:
    count, seed = (int(each) for each in [*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        outcome = many(Path(folder), count, seed, lambda line: print(line, flush=True))
    for (kind, what), number in sorted(outcome.counts.items()):
        print(f"{kind:>15}  {number:5}  {what}")
    for line in outcome.wrong:
        print(line)
    print(dict(outcome.totals()), f"{outcome.runs} followed by the next run")


if __name__ == "__main__":
    main()
