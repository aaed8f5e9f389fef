"""Files that a broken upload left under its temporary name, or that its server finished after we had given up."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable

from runner.errors import PublishError
from runner.publishing.place import Place

_log = logging.getLogger(__name__)
_NAME = re.compile(r"\.([0-9a-f]{16})-\w+\.part")


def temporary_name(item_id: str, role: str) -> str:
    """What a file is called until it is whole: short, hidden, and the same at every try."""
    return f".{item_id}-{role}.part"


def is_temporary(name: str) -> bool:
    """Whether a file of a target has a name that only an upload of this program gives."""
    return _NAME.fullmatch(name) is not None


def of_items(paths: Iterable[str], item_ids: Collection[str]) -> list[str]:
    """Those paths whose temporary names are of these photos: another program's uploads are none of ours."""
    named = ((path, _NAME.fullmatch(path.rpartition("/")[2])) for path in paths)
    return sorted(path for path, name in named if name and name[1] in item_ids)


def remove(place: Place, paths: Iterable[str]) -> None:
    """Remove what is left of these; where the place refuses, that is logged, and the next publish tries again."""
    for path in paths:
        try:
            place.remove(path)
        except PublishError as error:
            _log.warning("%s was left at the target: %s", path, error)
            if error.passing or error.hopeless:
                return
