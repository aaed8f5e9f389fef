"""A table of texts as people keep them: CSV in the encodings of its programs, or Parquet."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from runner.errors import ConfigError, EnvError
from runner.schema import TEXTS

COLUMNS = (*TEXTS, "subject", "location", "file_name")
"""Columns that are known. Case, blanks and hyphens in their names do not count: `Alt Text` is `alt_text`."""

_MEND = "Save it as CSV (UTF-8) or Parquet and try again."
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Table:
    """`rows` has known columns only, under their known names: text, and lists of text for keywords."""

    rows: pl.DataFrame
    left_out: tuple[str, ...]  # columns that are not known
    form: str  # Parquet, or CSV with its encoding


def read(path: Path) -> Table:
    """The table in a file.

    ConfigError when there is no such file or it has no texts to check; EnvError when it cannot be read.
    """
    if not path.exists():
        raise ConfigError([f"{path} does not exist. Write the path of a CSV or Parquet file."])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvError(f"{path} cannot be read: {error.strerror}.", "Is it a file, and yours?") from error
    if not content.strip():
        raise EnvError(f"{path} is empty.", "A table needs a first line with the names of its columns.")
    try:
        frame, form = _parquet(content) if _is_parquet(path, content) else _csv(content)
    except (PolarsError, ValueError) as error:
        raise EnvError(f"{path} cannot be read: {_sentence(error)}", _MEND) from error
    return _known(path, frame, form)


def _is_parquet(path: Path, content: bytes) -> bool:
    return content.startswith(b"PAR1") or path.suffix.lower() == ".parquet"


def _parquet(content: bytes) -> tuple[pl.DataFrame, str]:
    try:
        return pl.read_parquet(io.BytesIO(content)), "Parquet"
    except PolarsError as error:
        raise ValueError("it is no whole Parquet file") from error


def _csv(content: bytes) -> tuple[pl.DataFrame, str]:
    text, encoding = _decoded(content)
    if "\0" in text:
        raise ValueError(f"line {text[: text.index(chr(0))].count(chr(10)) + 1} holds a zero byte, which no text has")
    heading, *rows = list(_lines(text))
    columns = {name: [row[place] or None for row in rows] for place, name in enumerate(_distinct(heading))}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String())), f"CSV, {encoding}"


def _lines(text: str) -> Iterator[list[str]]:
    """Yield heading and rows, all of the heading's length. ValueError names the line that is longer or never ends."""
    reader, width = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=_separator(text), strict=True), 0
    try:
        for line in filter(None, reader):
            width = width or len(line)
            if len(line) > width:
                raise ValueError(f"line {reader.line_num} has {len(line)} values, the heading names {width} columns")
            yield [*line, *[""] * (width - len(line))]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num} has a quotation mark in the wrong place") from error


def _distinct(heading: Sequence[str]) -> list[str]:
    """The names of the columns; one that is there again is told apart by blanks, which do not count in names."""
    return [f"{name}{' ' * heading[:place].count(name)}" for place, name in enumerate(heading)]


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: what a byte order mark says, else UTF-8, else that of Western Windows."""
    mark = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if mark:
        return content.decode(mark), mark.removesuffix("-sig").upper()
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _western(content), "Windows-1252"


def _western(content: bytes) -> str:
    """Text in Windows-1252, which has no character for five bytes: what has one of them is refused."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(f"the characters of line {line} are neither UTF-8 nor Windows-1252") from error


def _separator(text: str) -> str:
    """What the first line has most of. Spreadsheets write semicolons where the comma is for decimals."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(",;\t", key=heading.count)


def _known(path: Path, frame: pl.DataFrame, form: str) -> Table:
    names = {column: _name(column) for column in frame.columns}
    known = {column: name for column, name in names.items() if name in COLUMNS}
    problems = _problems(path, names, list(known.values()))
    if problems:
        raise ConfigError(problems)
    try:
        rows = frame.select(_values(frame.schema[column], column).alias(name) for column, name in known.items())
    except (PolarsError, ValueError) as error:
        raise EnvError(f"{path} cannot be read: {_sentence(error)}", _MEND) from error
    return Table(rows, tuple(column for column in names if column not in known), form)


def _name(column: str) -> str:
    return re.sub(r"[\s-]+", "_", column.strip().casefold())


def _problems(path: Path, names: Mapping[str, str], known: Sequence[str]) -> list[str]:
    """Sentences about columns: one that is there twice, or none to check."""
    twice = sorted({name for name in known if known.count(name) > 1})
    if twice:
        return [f"{path}: there are several columns '{name}'. Keep one." for name in twice]
    if set(known) & set(TEXTS):
        return []
    wanted = f"It needs at least one of {', '.join(TEXTS)}; {', '.join(COLUMNS[3:])} help. It has: {_listed(names)}."
    return [f"{path} has no column of texts to check. {wanted}{_nearest(names)}"]


def _listed(names: Mapping[str, str], most: int = 12) -> str:
    shown = ", ".join(list(names)[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _nearest(names: Mapping[str, str]) -> str:
    """Which column could be meant by which known one."""
    pairs = [(column, difflib.get_close_matches(name, COLUMNS, n=1)) for column, name in names.items()]
    return "".join(f" Is '{column}' the {close[0]}?" for column, close in pairs if close and close[0] != names[column])


def _values(kind: pl.DataType, column: str) -> pl.Expr:
    """The column as text, or as a list of text where it holds keywords."""
    values = pl.col(column)
    if isinstance(kind, pl.Struct) or (isinstance(kind, (pl.List, pl.Array)) and _name(column) != "keywords"):
        raise ValueError(f"its column '{column}' holds no text but {kind}")
    if _name(column) != "keywords":
        return values.cast(pl.String)
    if isinstance(kind, (pl.List, pl.Array)):
        return values.cast(pl.List(pl.String))
    words = values.cast(pl.String)
    # A keyword may hold a comma where semicolons part them.
    semicolons = words.str.contains(";", literal=True)
    return pl.when(semicolons).then(words.str.split(";")).otherwise(words.str.split(","))


def _sentence(error: Exception) -> str:
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return f"{first.strip().removesuffix('.')}."
