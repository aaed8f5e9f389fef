"""Files of evidence: a part's name contains its work key and the SHA-256 of its bytes, by which it is verified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from runner.store.proof import damaged, is_as_written

PATTERN = "part-*.parquet"

_DIGITS = 32
_NAME = re.compile(rf"part-([^.]+)(?:\.([0-9a-f]{{{_DIGITS}}}))?\.parquet")


def name_of(key: str, sha256: str) -> str:
    """The name of the part with this work key and content."""
    return f"part-{key}.{sha256[:_DIGITS]}.parquet"


def key_of(path: Path) -> str:
    """The work key in a part's name."""
    match = _NAME.fullmatch(path.name)
    return match[1] if match else path.stem.removeprefix("part-")


def is_whole(path: Path) -> bool:
    """True if a part is as it was written. One of version 0.1.0 has no hash in its name and counts as whole."""
    match = _NAME.fullmatch(path.name)
    return match is not None and (match[2] is None or is_as_written(path, match[2]))


def listed(folder: Path) -> Iterator[Path]:
    """Yield the parts in the folder of a run's stage, sorted by name, each verified.

    Raises DamagedEvidence if one is not as it was written, or no longer has the name of a part.
    """
    for path in sorted(folder.glob(PATTERN)):
        if not is_whole(path):
            raise damaged(path, folder.parent.parent)
        yield path
