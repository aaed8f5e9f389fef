"""Files of evidence: a part's name says its work key and the SHA-256 of its bytes, so that it proves itself."""

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
    """The work key that a part's name says."""
    match = _NAME.fullmatch(path.name)
    return match[1] if match else path.stem.removeprefix("part-")


def is_whole(path: Path) -> bool:
    """Whether a part is as it was written. One of version 0.1.0 has no hash in its name: it counts as whole."""
    match = _NAME.fullmatch(path.name)
    return match is not None and (match[2] is None or is_as_written(path, match[2]))


def listed(folder: Path) -> Iterator[Path]:
    """The parts in the folder of a run's stage, by name, each proven.

    DamagedEvidence for one that is not as it was written, or whose name is no part's any more.
    """
    for path in sorted(folder.glob(PATTERN)):
        if not is_whole(path):
            raise damaged(path, folder.parent.parent)
        yield path
