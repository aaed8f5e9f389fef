"""Stage `table`: what a table of the archive says about each photo, found by its file name. A witness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runner.knowledge.kinds import WORDS
from runner.knowledge.paths import PathRow, as_digest, as_text, facts, is_where_it_was, stated_of
from runner.schema import IntakeRow, Options
from runner.stage import Column, Folders, Item, item_stage


@dataclass(frozen=True)
class TableOptions(Options):
    """Which table, and what its columns are."""

    # CSV, .xlsx or Parquet with a column `file`; null: no table is read
    file: str | None = None
    # the column of a kind of fact, if its name does not say so: {registration: Tail no.}
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)

    def problems(self) -> Sequence[str]:
        """A sentence for a missing table, and for each unknown kind."""
        known = ", ".join(WORDS)
        unknown = [f"columns: there is no kind '{kind}'. Kinds: {known}" for kind in self.columns if kind not in WORDS]
        missing = self.file is not None and not Path(self.file).expanduser().is_file()
        return [*unknown, *([f"file: {self.file} does not exist"] if missing else [])]


def _files(options: TableOptions) -> Sequence[Path]:
    return [Path(options.file or "").expanduser()]


def _stated(paths: Iterable[Path], options: TableOptions) -> Iterator[PathRow]:
    from runner.knowledge import joined

    path = Path(options.file or "").expanduser()
    rows = joined.read(path, tuple(sorted(options.columns.items())), path.stat().st_mtime_ns)
    for each in paths:
        yield stated_of(each, rows.of)


def _beside(path: Path, options: TableOptions) -> str:
    return "".join(map(as_digest, _stated([path], options)))


@item_stage(
    "table",
    row=PathRow,
    options=TableOptions,
    needs={"file": IntakeRow},
    failure="optional",
    review=(Column("from_table", "From the table", as_text),),
    facts=facts,
    label="table",
    looks=False,
    idle=lambda options: options.file is None,
    files=_files,
    holds=is_where_it_was,
    beside=_beside,
)
def table(items: Sequence[Item], options: TableOptions, _folders: Folders) -> Iterator[PathRow]:
    """Yield what the table says about each photo.

    Raises ConfigError for a table without file names or without facts.
    """
    return _stated((item.path for item in items), options)
