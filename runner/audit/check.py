"""Checks a table of texts that people have already written against the rules. No photos, no captioner."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path, PureWindowsPath
from typing import Any

import polars as pl

from runner.audit.tables import Table
from runner.errors import EnvError
from runner.messages import word
from runner.schema import Finding
from runner.store.polars_errors import disk_errors
from runner.text.judging.judge import Judge
from runner.text.judging.pack import RulePack
from runner.text.language.reading import FIELDS, Field, TextsInContext

CHUNK = 500
"""Rows that a process checks at once."""

ALONE = 5_000
"""Up to this number of rows, more processes would cost more time than they save."""

FINDINGS = {
    "row": pl.Int64(),  # 1 for the first row of the table; a heading does not count
    "field": pl.String(),  # caption, alt_text, keywords or file_name
    "rule": pl.String(),  # the rule's name
    "severity": pl.String(),  # error or warn
    "words": pl.List(pl.String()),  # the words it is about
    "message": pl.String(),  # a sentence for a person
}
"""Columns of the findings."""


def findings(table: Table, pack: RulePack, processes: int | None = None) -> pl.DataFrame:
    """What the rules of the pack find in the table, in its order: one row per finding, with the columns `FINDINGS`.

    `processes` is the number of processes for more than `ALONE` rows; None: one for each available processor core.
    Raises EnvError if one of them dies.
    """
    try:
        rows = [row for chunk in _checked(table, pack, processes or _cores()) for row in chunk]
    except BrokenProcessPool as error:
        raise EnvError("A process that checked rows died.", "Perhaps memory ran out: see `dmesg`.") from error
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


def _checked(table: Table, pack: RulePack, processes: int) -> Iterator[list[tuple[object, ...]]]:
    """Yield the findings of each chunk, in order."""
    fields = tuple(field for field in FIELDS if field in table.rows.columns)
    chunks = [(start, table.rows.slice(start, CHUNK)) for start in range(0, table.rows.height, CHUNK)]
    if table.rows.height <= ALONE or processes == 1:
        yield from map(partial(_check, pack.judge, pack.language, fields), chunks)
        return
    # Forking a process in which polars has threads can hang.
    with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (pack, fields)) as pool:
        yield from pool.map(_check_prepared, chunks)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


Chunk = tuple[int, pl.DataFrame]
_prepared: list[partial[list[tuple[object, ...]]]] = []


def _prepare(pack: RulePack, fields: tuple[Field, ...]) -> None:
    """In each child: build the thesaurus once, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _prepared.append(partial(_check, pack.judge, pack.language, fields))
    # The thesaurus stays; a garbage collector that scans it again and again takes a twentieth of the time.
    gc.freeze()


def _check_prepared(chunk: Chunk) -> list[tuple[object, ...]]:
    return _prepared[0](chunk)


def _check(judge: Judge, language: str, fields: tuple[Field, ...], chunk: Chunk) -> list[tuple[object, ...]]:
    start, rows = chunk
    return [
        (number, *_cells(finding))
        for number, row in enumerate(rows.iter_rows(named=True), start + 1)
        for finding in judge.findings(texts(row, fields, language))
    ]


def texts(row: Mapping[str, Any], fields: Sequence[Field], language: str) -> TextsInContext:
    """The texts of one row of a table; all of them are in `language`."""
    name = row.get("file_name")
    return TextsInContext(
        row.get("caption"),
        row.get("alt_text"),
        tuple(_filled(row.get("keywords") or ())),
        subject=row.get("subject"),
        location=row.get("location"),
        # Reads both kinds of slashes; rules compare the name without its folder and extension.
        file_name=PureWindowsPath(name).stem if name else None,
        writer="person",
        fields=tuple(fields),
        language=language,
    )


def _filled(words: Iterable[str | None]) -> Iterator[str]:
    return (word for each in words if each is not None and (word := each.strip()))


def _cells(finding: Finding) -> tuple[object, ...]:
    return finding.field, finding.rule, finding.severity, list(finding.words), word(finding.said)


def save(found: pl.DataFrame, path: Path) -> None:
    """Write the findings as Parquet, completely or not at all. Raises EnvError if the disk refuses it."""
    partial_file = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with disk_errors(path):
            found.write_parquet(partial_file)
        partial_file.replace(path)
    except OSError as error:
        raise EnvError(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from error
    finally:
        partial_file.unlink(missing_ok=True)
