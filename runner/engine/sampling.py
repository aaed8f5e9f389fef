"""Draws a random sample of a folder's photos, the same one each time; the other photos are listed but not read."""

from __future__ import annotations

import hashlib
import heapq
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from runner.engine.discovery import Discovery, Found, hash_of, items_of, walk
from runner.engine.left_out import UNLISTED
from runner.original import Identified


class Drawn(NamedTuple):
    """The photos drawn, by content, without those that cannot be read."""

    discovery: Discovery
    of: int  # number of pictures in the folder


def draw(folder: Path, runs: Path, exclude: Sequence[str], size: int) -> Drawn:
    """Draw `size` pictures below `folder` and identify them by the SHA-256 of their bytes.

    A picture's rank in the draw is the SHA-256 of its path below the folder: the same photos are drawn each time, and
    ten new ones change little. Hidden names, names that `exclude` matches, and the folder `runs` are left out.
    """
    count, start = 0, os.fspath(folder)
    ignored: Counter[str] = Counter()

    def places() -> Iterator[tuple[bytes, Found]]:
        nonlocal count
        for file in walk(folder, runs, exclude, ignored):
            if file.is_folder:
                ignored[UNLISTED] += 1
                continue
            count += 1
            yield hashlib.sha256(os.fsencode(file.path[len(start) :])).digest(), file

    drawn = [file for _, file in heapq.nsmallest(size, places(), key=lambda place: place[0])]
    drawn.sort(key=lambda file: os.fsencode(file.path))
    read = [(file, each) for file in drawn if isinstance(each := hash_of(file.path), Identified)]
    items, sources = items_of([file for file, _ in read], [each for _, each in read])
    return Drawn(Discovery(items, sources, ignored), count)
