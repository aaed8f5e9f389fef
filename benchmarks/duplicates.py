"""Finds duplicates among many captions.

`python benchmarks/duplicates.py [CAPTIONS]`. Bound: 100,000 captions in at most 60 s on 2 cores, whatever they have in
common. Groups are verified by comparing a sample with every caption. The whole stage compares as many captions, alt
texts and keyword lists, and has the same bound.
"""

from __future__ import annotations

import random
import resource
import string
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from runner.graph import Node, bind
from runner.schema import Options, RepairRow, Row, SimilarRow, SourceRow
from runner.stage import Folders
from runner.stages import kinds
from runner.stages.duplicates import duplicates as stage
from runner.store import evidence
from runner.store.tables import RunTables
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.duplicates.matching import THRESHOLD, duplicate_groups, words

RNG = random.Random(20)
SAMPLE = 100
SERIES = 20

AIRLINES = [f"{name} {kind}" for name in "Alba Borea Cirro Delfi Estra Fjord Gallo".split() for kind in ("Air", "Jet")]
TYPES = [f"{make} {number}" for make in ("Airbus", "Boeing", "Embraer", "Fokker") for number in range(100, 1000, 37)]
PLACES = "Amsterdam Bergen Cardiff Dublin Esbjerg Faro Geneva Hamburg Ibiza Krakow Lisbon Malta Nantes Oslo".split()
DOES = ["lands on runway {n}", "takes off from runway {n}", "taxies to gate {n}", "parks at stand {n}", "turns {n}"]
LIGHT = ["in the evening", "at noon", "in light rain", "under low clouds", "against a blue sky", "before sunset"]
MONTHS = "January February March April May June July August September October November December".split()


def zipf(size: int) -> Callable[[], str]:
    """Return a source of words, a few of which are frequent, as in any language."""
    vocabulary = ["".join(RNG.choices(string.ascii_lowercase, k=RNG.randint(2, 9))) for _ in range(size)]
    weights = [1 / (rank + 2) for rank in range(size)]
    drawn = iter(RNG.choices(vocabulary, weights, k=4_000_000))
    return lambda: next(drawn)


def free(count: int) -> list[str]:
    """Sentences with nothing in common but their language; one in ten repeats another with a word added."""
    word = zipf(8000)
    texts = [" ".join(word() for _ in range(RNG.randint(8, 24))) for _ in range(count * 9 // 10)]
    return texts + [f"{RNG.choice(texts)} {word()}" for _ in range(count - len(texts))]


def composed(count: int) -> list[str]:
    """Captions as a program composes them from facts: a few patterns with small vocabularies, one in ten repeated."""
    texts = [_composed() for _ in range(count * 9 // 10)]
    return texts + [f"{RNG.choice(['', 'A ', 'The '])}{RNG.choice(texts)}" for _ in range(count - len(texts))]


def _composed() -> str:
    does = RNG.choice(DOES).format(n=RNG.randint(1, 36))
    mark = "PH-" + "".join(RNG.choices(string.ascii_uppercase[:8], k=3))
    head = f"{RNG.choice(AIRLINES)} {RNG.choice(TYPES)} {mark} {does}"
    tail = RNG.choice([f" {RNG.choice(LIGHT)}", f" on {RNG.randint(1, 28)} {RNG.choice(MONTHS)}", ""])
    return f"{head} at {RNG.choice(PLACES)} Airport{tail}, {RNG.randint(2005, 2024)}."


def one_template(count: int) -> list[str]:
    """One long sentence in which three words change: nearly all captions resemble each other, few closely enough."""
    text = (
        "A {} aircraft of the national carrier with number {} stands on the wet apron in front of the long glass "
        "terminal building while ground crews load its cargo on a {} morning."
    )
    paints = [f"colour{n}" for n in range(50)]
    return [text.format(RNG.choice(paints), RNG.randrange(count), RNG.choice(MONTHS)) for _ in range(count)]


def shuffled(count: int) -> list[str]:
    """The same words in random order."""
    text = "grey heron waits at the narrow canal below two old brick bridges".split()
    return [" ".join(RNG.sample(text, len(text))) for _ in range(count)]


def small_vocabulary(count: int) -> list[str]:
    """Any twenty of forty words."""
    vocabulary = [f"word{n}" for n in range(40)]
    return [" ".join(RNG.sample(vocabulary, 20)) for _ in range(count)]


def identical(count: int) -> list[str]:
    """The same caption for all."""
    return ["A grey heron at the canal."] * count


KINDS: Mapping[str, Callable[[int], list[str]]] = {
    "free": free,
    "composed": composed,
    "one template": one_template,
    "shuffled": shuffled,
    "small vocabulary": small_vocabulary,
    "identical": identical,
}


def verify(texts: Sequence[str], labels: Sequence[int]) -> int:
    """Compare a sample with every caption; raises AssertionError if a duplicate has another label.

    Returns the number of duplicates seen. That no group is too large is tested elsewhere.
    """
    sets = [frozenset(words(text)) for text in texts]
    seen = 0
    for one in RNG.sample(range(len(texts)), SAMPLE):
        near = [n for n, each in enumerate(sets) if len(each & sets[one]) >= THRESHOLD * len(each | sets[one])]
        assert {labels[n] for n in near} == {labels[one]}, texts[one]
        seen += len(near) - 1
    return seen


def whole_stage(captions: Sequence[str], alt_texts: Sequence[str], series: Sequence[str | None]) -> str:
    """Wall and processor seconds of the stage, and the number of photos with findings."""
    count = len(captions)
    ids, good = [f"{n:016x}" for n in range(count)], ["ok"] * count
    texts = {"caption": captions, "alt_text": alt_texts, "keywords": [text.split()[:5] for text in captions]}
    tables = {
        SourceRow: _table(SourceRow, item_id=ids, source_path=[f"{each}.jpg" for each in ids], is_copy=[False] * count),
        RepairRow: _table(RepairRow, item_id=ids, status=good, **texts).with_columns(pl.col("findings").fill_null([])),
        SimilarRow: _table(SimilarRow, item_id=ids, status=good, series=series),
    }
    with tempfile.TemporaryDirectory() as runs:
        wall, processor = time.perf_counter(), time.process_time()
        found = stage(
            _given(tables, Path(runs) / "set" / "run"),
            DuplicatesOptions(),
            Folders(Path(runs), Path(runs) / "set" / "run"),
        )
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    faults = int((found["findings"].list.len() > 0).sum())
    return f"{wall:6.2f} ({processor:.2f}), {faults} photos"


def _given(tables: dict[type[Row], pl.DataFrame], run: Path) -> RunTables:
    """Write the tables as the evidence of a run."""
    evidence.write_parquet(run / "sources.parquet", tables[SourceRow])
    stages = {stage.row: stage for stage in kinds().values()}
    needs = [Node(stages[row].kind, stages[row], (), Options(), 1) for row in tables if row is not SourceRow]
    for node in needs:
        folder = evidence.stage_folder(run, node.name)
        evidence.write_parquet(folder / "part-k.parquet", tables[node.stage.row].with_columns(key=pl.lit("k")))
    consumer = Node("duplicates", kinds()["duplicates"], tuple(node.name for node in needs), Options(), 1)
    (*bound, consumer), _ = bind([*needs, consumer])
    return RunTables(run, bound, consumer)


def _table(row_type: type[Row], **columns: Sequence[object]) -> pl.DataFrame:
    """An evidence table with these columns; the others are null."""
    schema = evidence.columns(SourceRow) if row_type is SourceRow else evidence.table_schema(row_type)
    given = pl.DataFrame(columns, schema_overrides={name: schema[name] for name in columns})
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in columns]
    return given.with_columns(absent).select(schema.keys())


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{count} captions, Jaccard {THRESHOLD}; wall seconds (processor seconds), bound 60")
    for name, make in KINDS.items():
        texts = make(count)
        wall, processor = time.perf_counter(), time.process_time()
        labels = duplicate_groups(texts)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        series = [f"series {n // SERIES}" for n in range(count)]
        again = time.perf_counter()
        duplicate_groups(texts, series=series)
        again = time.perf_counter() - again
        print(
            f"{name:17} {wall:6.2f} ({processor:.2f})   in series of {SERIES} {again:6.2f}   "
            f"{len(set(labels))} groups, {verify(texts, labels)} duplicates verified",
            flush=True,
        )
        others = make(count)
        alone, together = whole_stage(texts, others, [None] * count), whole_stage(texts, others, series)
        print(f"{'':17} whole stage {alone}   in series {together}", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
