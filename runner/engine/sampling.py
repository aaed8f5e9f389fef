"""Some photos of a folder, drawn at random and the same ones each time; the others are listed, and not read."""

from __future__ import annotations

import hashlib
import heapq
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from runner.engine.discovery import EXTENSIONS, ID_LENGTH, Discovery, printable
from runner.schema import SourceRow
from runner.stage import Item


class Drawn(NamedTuple):
    """Photos by content, those that cannot be read left out."""

    discovery: Discovery
    of: int  # pictures that the folder holds


def draw(folder: Path, runs: Path, exclude: Sequence[str], size: int) -> Drawn:
    """Draw `size` pictures below `folder` and identify them by the SHA-256 of their bytes.

    A picture's place in the draw is the SHA-256 of its path below the folder: the same photos come out each time, and
    ten new ones change little. Hidden names, what `exclude` matches and the folder `runs` are left out.
    """
    count, start = 0, os.fspath(folder)

    def places() -> Iterator[tuple[bytes, str]]:
        nonlocal count
        for path in _pictures(start, runs, exclude):
            count += 1
            yield hashlib.sha256(os.fsencode(path[len(start) :])).digest(), path

    paths = [path for _, path in heapq.nsmallest(size, places())]
    return Drawn(_identified(sorted(paths, key=os.fsencode)), count)


def _pictures(folder: str, runs: Path, exclude: Sequence[str]) -> Iterator[str]:
    seen = {_identity(os.fspath(runs))}
    for current, below, names in os.walk(folder, followlinks=True):
        if (identity := _identity(current)) in seen:
            below.clear()
            continue
        seen.add(identity)
        below[:] = [name for name in below if _visible(folder, current, name, exclude)]
        for name in names:
            if os.path.splitext(name)[1].lower() in EXTENSIONS and _visible(folder, current, name, exclude):  # noqa: PTH122
                yield f"{current}/{name}"


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        about = os.stat(folder)  # noqa: PTH116 - a Path for each folder costs time
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _visible(folder: str, current: str, name: str, exclude: Sequence[str]) -> bool:
    if name.startswith("."):
        return False
    below = f"{current}/{name}".removeprefix(folder).lstrip("/")
    return not any(fnmatch(below, pattern) for pattern in exclude)


def _identified(paths: Sequence[str]) -> Discovery:
    items: dict[str, Item] = {}
    sources = []
    for path in paths:
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                digest, size = hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
        except OSError:
            continue
        item_id = digest[:ID_LENGTH]
        sources.append(SourceRow(item_id, printable(path), item_id in items, digest, size, None, None))
        items.setdefault(item_id, Item(item_id, Path(path), digest, size))
    return Discovery(tuple(items.values()), tuple(sources), Counter())
