"""Makes items as discovery does, from the bytes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from runner.original import identify
from runner.schema import Row
from runner.stage import Item


def item_of(path: Path, rows: Mapping[str, Row | tuple[Row, ...]] | None = None) -> Item:
    """The item for a file; a missing file has the identity of no file."""
    if not path.is_file():
        return Item("0" * 16, path, "0" * 64, 0, rows or {})
    found = identify(path)
    digest = found.sha256.hex()
    return Item(digest[:16], path, digest, found.size, rows or {}, stamp=found.stamp)
