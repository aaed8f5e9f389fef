"""Base classes of configurations and evidence rows, and the columns that every evidence table begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NewType

VERSION = 1
"""Increased when a column changes its meaning; written into every part's metadata."""


Float32 = NewType("Float32", float)
"""A float stored in 32 bits, for columns with many numbers."""


class Options:
    """Base of every configuration dataclass. An unknown option is reported as a problem, not ignored."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def problems(self) -> Sequence[str]:
        """Return the problems that types and ranges cannot express, each as `option: sentence`. Empty by default."""
        return ()


class Row:
    """Base of every evidence row."""

    __slots__ = ()

    @property
    def final(self) -> bool:
        """Whether later runs may reuse the row. A row that is not final is shown, but the next run recomputes it."""
        return True


@dataclass(frozen=True, slots=True)
class Common(Row):
    """The columns that every evidence table begins with."""

    run_id: str  # the run that computed the row; `evidence.read` shows the run that is read
    item_id: str  # first 16 hex digits of the SHA-256 of the photo's bytes
    stage: str  # the stage's name in the graph
    status: str  # ok, failed, or none (a stage with several rows per photo looked and found nothing)
    error_kind: str | None  # category of the error: wrong_type, truncated, decode, timeout, …
    error: str | None  # why it failed, in English
    error_id: str | None  # id of that message in runner/messages/texts; null before version 0.2
    error_arguments: str | None  # arguments of the message, a JSON object
    duration_ms: float | None  # wall time of this item in this stage
    key: str  # work key of the part that contains the row
    reused_from: str | None  # set by `evidence.read`: the earlier run that computed the row; null if this run did


@dataclass(frozen=True, slots=True)
class SourceRow(Row):
    """`sources.parquet`: every file the run found, in source order."""

    item_id: str  # first 16 hex digits of the SHA-256 of its bytes; of its path if the file could not be read
    source_path: str  # path of the file; bytes that are not UTF-8 as \\xNN
    is_copy: bool  # true if a file with the same bytes comes earlier in source order
    sha256: str | None  # of the whole file; null if it could not be read
    bytes: int | None  # size of the file
    error_kind: str | None  # unreadable, or null
    error: str | None  # why it could not be read, in English
    error_id: str | None = None  # id of that message in runner/messages/texts
    error_arguments: str | None = None  # arguments of the message, a JSON object
