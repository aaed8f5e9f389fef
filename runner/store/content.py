"""All that a target would receive of a photo, in one hash: what an approval is bound to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

TEXTS = ("caption", "alt_text", "keywords")
"""The texts that are published."""


def content_hash(row: Mapping[str, Any], fields: Sequence[str]) -> str:
    """32 hex digits of the SHA-256 of every published field of a review row, and of its original's file name.

    `fields` are the columns whose declarations let targets map them; of `renditions` the names and hashes count. An
    empty list and a missing one are the same.
    """
    content = {name: _plain(name, row.get(name)) for name in sorted(fields)}
    content["original_name"] = PurePath(row["source_path"]).name
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def _plain(name: str, value: Any) -> Any:
    if name == "renditions":
        return [[each["name"], each["sha256"]] for each in value or ()]
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) and value else value or None
