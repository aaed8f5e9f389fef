"""`runner columns`: what every column of every table means, read from the one place where it is written."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

from runner import schema
from runner.errors import ConfigError
from runner.messages import Message
from runner.schema import Row

# What evidence and runs call their tables, where it is another word than the row type's.
_STORED_AS = {"attempts": "attempt", "duplicates": "duplicate", "sources": "source", "rows": "review"}
_COLUMN = re.compile(r"^    (\w+): (.+?)(?: = .+?)?  # (.+)$", re.MULTILINE)


def command(arguments: Sequence[str]) -> int:
    """Print the tables named, or all of them, as Markdown; returns the exit code."""
    tables = described()
    wanted = [_STORED_AS.get(name, name) for name in arguments]
    unknown = [name for name in wanted if name not in tables]
    if unknown:
        raise ConfigError([f"{name}: there is no such table. Tables: {', '.join(tables)}." for name in unknown])
    print("\n".join(markdown(tables[name]) for name in wanted or tables))
    return 0


def described() -> dict[str, type[Any]]:
    """Row types by the name of their table: the stage's kind, or the file's name."""
    types = [t for _, t in inspect.getmembers(schema, inspect.isclass) if t.__module__ == schema.__name__]
    rows = [t for t in types if _COLUMN.search(inspect.getsource(t)) and not t.__name__.startswith("_")]
    ordered = sorted(rows, key=lambda t: inspect.getsourcelines(t)[1])
    named = {t.__name__.removesuffix("Row").lower() if issubclass(t, Row) else t.__name__: t for t in ordered}
    return {**named, Message.__name__: Message}


def markdown(row_type: type[Any]) -> str:
    """One table: the type's first line, then a line for each column."""
    title = (row_type.__doc__ or "").splitlines()[0]
    lines = [f"**{row_type.__name__}**: {title}", "", "| column | type | meaning |", "|---|---|---|"]
    return "\n".join([*lines, *_lines(row_type), ""])


def _lines(row_type: type[Any]) -> Iterator[str]:
    for kind_of_row in reversed(row_type.__mro__[:-1]):
        for name, kind, meaning in _COLUMN.findall(inspect.getsource(kind_of_row)):
            yield f"| `{name}` | {_readable(kind)} | {meaning} |"


def _readable(kind: str) -> str:
    optional = kind.endswith("| None")
    plain = kind.removesuffix("| None").strip()
    listed = re.fullmatch(r"tuple\[(\w+), \.\.\.\]", plain)
    return ("list of " + listed[1] if listed else plain) + (", may be null" if optional else "")
