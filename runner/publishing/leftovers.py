"""Temporary files of broken uploads, including those that a server finished after the upload was given up."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable

from runner.errors import PublishError
from runner.publishing.place import Place

_log = logging.getLogger(__name__)
_NAME = re.compile(r"\.([0-9a-f]{16})-\w+\.part")


def temporary_name(item_id: str, role: str) -> str:
    """Return a file's name until its upload is complete: short, hidden, and the same at every attempt."""
    return f".{item_id}-{role}.part"


def is_temporary(name: str) -> bool:
    """Whether a file name at a target is one that only this program's uploads use."""
    return _NAME.fullmatch(name) is not None


def of_items(paths: Iterable[str], item_ids: Collection[str]) -> list[str]:
    """Return the paths, sorted, whose temporary names belong to these photos: other uploads are left alone."""
    named = ((path, _NAME.fullmatch(path.rpartition("/")[2])) for path in paths)
    return sorted(path for path, name in named if name and name[1] in item_ids)


def remove(place: Place, paths: Iterable[str]) -> None:
    """Remove those of these files that exist. A failure is logged, and the next publish tries again."""
    for path in paths:
        try:
            place.remove(path)
        except PublishError as error:
            _log.warning("%s was left at the target: %s", path, error)
            if error.passing or error.hopeless:
                return
