"""Reads table files of any supported kind: CSV, Parquet, or the sheets of a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from polars.exceptions import PolarsError

from runner.errors import ConfigError, EnvError
from runner.tabular import separated, spreadsheets
from runner.tabular.separated import Line, Values

MEND = "Save it as CSV (UTF-8), as a spreadsheet (.xlsx) or as Parquet and try again."


class TableFile(NamedTuple):
    """One table of a file with its original column names, and the kind of file."""

    frame: pl.DataFrame
    form: str  # Parquet; CSV with its encoding; a spreadsheet with the name of its sheet
    sheet: str | None = None


def read(path: Path, encoding: str | None = None) -> list[TableFile]:
    """Return the tables in a file: one, or one for each sheet that has rows.

    `encoding` is the encoding of a CSV file if a person named it. Raises ConfigError if there is no such file, EnvError
    if it cannot be read or has no rows.
    """
    if not path.exists():
        raise ConfigError([f"{path} does not exist. Write the path of a CSV, .xlsx or Parquet file."])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvError(f"{path} cannot be read: {error.strerror}.", "Is it a file, and yours?") from error
    if not content.strip():
        raise EnvError(f"{path} is empty.", "A table needs a first line with the names of its columns.")
    try:
        found = [*_tables(path, content, encoding)]
    except (PolarsError, ValueError) as error:
        raise EnvError(f"{path} cannot be read: {sentence(error)}", MEND) from error
    if not found:
        raise EnvError(f"{path} has no rows.", "A table needs a first row with the names of its columns.")
    return found


def sentence(error: Exception) -> str:
    """Return the first line of an error's message, with a full stop."""
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return f"{first.strip().removesuffix('.')}."


def _tables(path: Path, content: bytes, encoding: str | None) -> Iterator[TableFile]:
    if content.startswith(b"PAR1") or path.suffix.lower() == ".parquet":
        yield TableFile(_parquet(content), "Parquet")
    elif spreadsheets.is_spreadsheet(content):
        for name, lines in spreadsheets.sheets(content).items():
            if filled := _filled(lines):
                yield TableFile(_frame(filled[0][1], filled[1:]), f"sheet '{name}'", name)
    else:
        lines, said = separated.rows(content, encoding)
        if filled := _filled(lines):
            yield TableFile(_frame(_without_end(filled[0][1]), filled[1:]), f"CSV, {said}")


def _parquet(content: bytes) -> pl.DataFrame:
    try:
        return pl.read_parquet(io.BytesIO(content))
    except PolarsError as error:
        raise ValueError("it is no whole Parquet file") from error


def _filled(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines from the first to the last one with a value: some programs add lines of separators only."""
    filled = [at for at, (_, values) in enumerate(lines) if any(map(_stands, values))]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _frame(heading: Values, rows: Sequence[Line]) -> pl.DataFrame:
    """Return the rows as a table of text, without columns that have neither a name nor a value.

    Raises ValueError with the number of a line that has more values than there are columns.
    """
    names = _distinct(heading)
    whole = [_fitted(number, values, len(names)) for number, values in rows]
    columns = {name: [row[place] for row in whole] for place, name in enumerate(names)}
    kept = {name: values for name, values in columns.items() if not name.startswith(_UNNAMED) or any(values)}
    return pl.DataFrame(kept, schema=dict.fromkeys(kept, pl.String()))


_UNNAMED = "(no name, column "


def _distinct(heading: Values) -> list[str]:
    """Return distinct column names: a repeated one gets trailing blanks, which do not count when names are compared."""
    named = [name if name and _stands(name) else f"{_UNNAMED}{place})" for place, name in enumerate(heading, 1)]
    return [f"{name}{' ' * named[:place].count(name)}" for place, name in enumerate(named)]


def _without_end(values: Values) -> Values:
    """Return the values up to the last one that is not empty."""
    return values[: max((at for at, value in enumerate(values, 1) if _stands(value)), default=0)]


def _fitted(number: int, values: Values, width: int) -> list[str | None]:
    """Return the values of a line, one per column. Raises ValueError if it has more than `width` values."""
    if len(values) == width:
        return [value or None for value in values]
    own = _without_end(values)
    if len(own) > width:
        columns = f"{width} column{'s' if width > 1 else ''}"
        raise ValueError(f"line {number} has {len(own)} values, the heading names {columns}")
    return [*(value or None for value in own), *[None] * (width - len(own))]


def _stands(value: str | None) -> bool:
    """Whether a value consists of more than blanks."""
    return value is not None and not value.isspace() and value != ""
