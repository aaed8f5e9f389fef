"""`runner columns`: the meaning of every column of every table, read from the source of the row types."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from runner.errors import ConfigError
from runner.messages import Message
from runner.registry import nearest
from runner.schema import ReviewRow, Row, SourceRow, base, photos, tables, texts
from runner.stages import kinds

USAGE = """\
Write: runner columns [TABLE …]

What every column of a table of evidence means, as Markdown; without a table, of all.

  runner columns rows          what the review begins with
  runner columns exif caption  two stages
"""

# Tables of a run that are not named after a stage.
_STORED_AS: Mapping[str, type[Row]] = {"sources": SourceRow, "rows": ReviewRow}
_COLUMN = re.compile(r"^    (\w+): (.+?)(?: = .+?)?  # (.+)$", re.MULTILINE)


def command(arguments: Sequence[str]) -> int:
    """Print the named tables, or all, as Markdown; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    described_as = described()
    known = {**described_as, **{kind: stage.row for kind, stage in kinds().items()}, **_STORED_AS}
    if unknown := [name for name in arguments if name not in known]:
        raise ConfigError(
            [f"{name}: there is no such table. {nearest(name, [*_STORED_AS, *described_as])}" for name in unknown]
        )
    print("\n".join(markdown(known[name]) for name in arguments or described_as))
    return 0


def described() -> dict[str, type[object]]:
    """Return the row types by the name of their table: the stage's kind, or the file's name."""
    own = [kind for module in (base, photos, texts, tables) for kind in _rows_in(module)]
    stages = [stage.row for _, stage in sorted(kinds().items()) if stage.row not in own]
    named = {t.__name__.removesuffix("Row").lower() if issubclass(t, Row) else t.__name__: t for t in [*own, *stages]}
    return {**named, Message.__name__: Message}


def _rows_in(module: ModuleType) -> list[type[object]]:
    """The row types of a module and the types of their columns, in source order."""
    types = [t for _, t in inspect.getmembers(module, inspect.isclass) if t.__module__ == module.__name__]
    rows = [t for t in types if _COLUMN.search(inspect.getsource(t)) and not t.__name__.startswith("_")]
    return sorted(rows, key=lambda t: inspect.getsourcelines(t)[1])


def markdown(row_type: type[object]) -> str:
    """Describe one table: the first line of the type's docstring, then a line per column."""
    title = (row_type.__doc__ or "").splitlines()[0]
    lines = [f"**{row_type.__name__}**: {title}", "", "| column | type | meaning |", "|---|---|---|"]
    return "\n".join([*lines, *_lines(row_type), ""])


def _lines(row_type: type[object]) -> Iterator[str]:
    for kind_of_row in reversed(row_type.__mro__[:-1]):
        for name, kind, meaning in _COLUMN.findall(inspect.getsource(kind_of_row)):
            yield f"| `{name}` | {_readable(kind)} | {meaning} |"


def _readable(kind: str) -> str:
    optional = kind.endswith("| None")
    plain = kind.removesuffix("| None").strip()
    listed = re.fullmatch(r"tuple\[(\w+), \.\.\.\]", plain)
    return ("list of " + listed[1] if listed else plain) + (", may be null" if optional else "")
