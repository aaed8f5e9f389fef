"""One hash of everything that a target would receive of a photo: an approval is bound to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any


def content_hash(row: Mapping[str, Any], fields: Sequence[str]) -> str:
    """32 hex digits of the SHA-256 of every published field of a review row, and of its original's file name.

    `fields` are the columns whose declarations let targets map them; of `renditions` the names and hashes count. A
    field without a value is left out, so that a column added in a later version changes nothing where it is empty.
    """
    content = {name: plain for name in sorted(fields) if (plain := _plain(name, row.get(name))) is not None}
    content["original_name"] = PurePath(row["source_path"]).name
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def _plain(name: str, value: Any) -> Any:
    if name == "renditions":
        return [[each["name"], each["sha256"]] for each in value or ()]
    if isinstance(value, datetime):
        return value.isoformat()
    return (list(value) or None) if isinstance(value, list | tuple) else value
