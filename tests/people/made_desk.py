"""A desk with made-up faces and a real catalogue."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from people_world import World

from runner.people.library import Library
from runner.people.neighbours import neighbours
from runner.people.options import Clear, ScoreRules, Thresholds
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from runner.review.people.settings import PeopleSettings
from runner.store.catalog import open_catalog

NEVER = Thresholds(1.0, 0.3)
"""With these thresholds, no two faces are joined by their embeddings alone."""


class WorldSession(PeopleSession):
    """A session with made-up faces; answers go into a real catalogue."""

    def __init__(self, runs: Path, library: Library, thresholds: Thresholds, reviewer: str) -> None:
        self._made = library
        super().__init__(runs, reviewer, PeopleSettings(thresholds, Clear(), ScoreRules()))

    def _read(self) -> Library:
        return self._made


def desk(folder: Path, seed: int, photos: int = 8, thresholds: Thresholds = NEVER, who: str = "ann") -> PeopleDesk:
    """A desk over this folder, in which a catalogue is created; the same seed gives the same faces."""
    with open_catalog(folder / "catalog.db"):
        return existing(folder, seed, photos, thresholds, who)


def existing(folder: Path, seed: int, photos: int = 8, thresholds: Thresholds = NEVER, who: str = "ann") -> PeopleDesk:
    """The same with an existing catalogue."""
    random = np.random.default_rng(seed)
    world = World(random, persons=4)
    for _ in range(photos):
        world.photo(random.choice(4, int(random.integers(1, 3)), replace=False).tolist())
    faces, _ = world.seen(1, 0.7, 0.0, frozenset())
    count = len(faces.ids)
    table = pl.DataFrame(
        {
            "face_id": faces.ids,
            "item_id": [face[:16] for face in faces.ids],
            "pixels": random.integers(20, 400, count),
            "score": random.random(count),
        }
    )
    library = Library(table, faces, neighbours(faces.vectors, thresholds.ask))
    return PeopleDesk(WorldSession(folder, library, thresholds, who))
