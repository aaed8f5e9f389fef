"""Measures the people engine on planted identities, and its speed; prints a table.

python benchmarks/people.py [accuracy] [naming] [scale] [scores]

By default all of them run; `scale` takes some minutes and 1.5 GB.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
import polars as pl

sys.path.append(str(Path(__file__).parent.parent / "tests" / "people"))

from naming import Naming
from planted import DLIB, SFACE, Planted, pairwise, planted

from runner.people import telling
from runner.people.grouping import Faces, group
from runner.people.neighbours import Neighbours, neighbours
from runner.people.options import ScoreRules
from runner.people.persons import Person
from runner.people.scores import face_flags, photo_flags
from runner.people.told import told
from runner.store import people
from runner.store.catalog import open_catalog

T = TypeVar("T")
NEW, KNOWN = 2_000, 200_000


def accuracy() -> None:
    """Measure precision and recall of pairs of faces that are grouped together."""
    for model in (SFACE, DLIB):
        for persons, photos in ((60, 1_500), (200, 20_000)):
            world = planted(model, persons, photos, strangers=0.1)
            found, seconds = timed(lambda world=world, model=model: group(world.faces, [], model.thresholds))
            precision, recall = pairwise(world.persons, found.group)
            say(f"{model.name}, {persons} people, {len(world.persons):,} faces",
                f"precision {precision:.4f}, recall {recall:.4f}, {seconds:.1f} s")  # fmt: skip


def naming() -> None:
    """Count the decisions that name 200 people in 20,000 photos."""
    for model in (SFACE, DLIB):
        name = Naming(planted(model, 200, 20_000, strangers=0.1), model.thresholds)
        now = name.answer(name.name_all(200), 40)
        people_named = len({each.name for each in now.said.persons.values() if each.name})
        right = f"{name.right(now, 200):.1%} of their faces right"
        say(f"{model.name}, 200 people, 20,000 photos", f"{name.decisions} decisions, {people_named} named, {right}")


def scale() -> None:
    """Measure adding 2,000 new faces to 200,000, and an answer about some of them."""
    world = planted(SFACE, 2_000, (KNOWN + NEW) // 2 + 2_000, strangers=0.1)
    count = KNOWN + NEW
    vectors = world.faces.vectors[:count]
    old = within_persons(Planted(world.faces, world.persons), KNOWN)
    near, compared = timed(lambda: neighbours(vectors, SFACE.thresholds.ask, old, KNOWN))
    faces = Faces(world.faces.ids[:count], vectors, np.ones(count, bool))
    now, grouped = timed(lambda: group(faces, [], SFACE.thresholds, near))
    say(f"{NEW:,} new faces beside {KNOWN:,}, {vectors.shape[1]} numbers each",
        f"compared in {compared:.1f} s, grouped again in {grouped:.1f} s")  # fmt: skip
    largest = max(now.members, key=lambda each: len(now.members[each]))
    words = telling.name(now.said, [now.faces[at] for at in now.members[largest]], "Ann")
    with TemporaryDirectory() as folder, open_catalog(Path(folder) / "catalog.db") as catalog:
        _, recorded = timed(lambda: people.record(catalog, "ann", words))
    assert now.position
    assert not now.owners  # a window has already looked up both to show the page
    _, shown = timed(lambda: told(now, words))
    say(f"a name for {len(words) - 1:,} faces", f"recorded in {recorded * 1000:.0f} ms, shown in {shown * 1000:.0f} ms")
    say("memory at most", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def scores() -> None:
    """Measure ranking 20,000 photos again."""
    random, count = np.random.default_rng(1), 40_000
    left = random.uniform(0, 0.8, count)
    place = {"left": left, "top": left, "right": left + 0.1, "bottom": left + 0.15}
    table = pl.DataFrame(
        {
            "item_id": [f"{number // 2:016x}" for number in range(count)], "region": pl.DataFrame(place).to_struct(),
            "person_id": [f"p{number % 200}" for number in range(count)], "yaw": random.normal(0, 20, count),
            **{name: random.uniform(0, 0.4, count) for name in ("eye_left", "eye_right", "mouth_lift", "sharpness")},
            "mouth_width": random.uniform(0.4, 1, count),
            "pixels": random.integers(40, 400, count),
        }
    )  # fmt: skip
    persons = {f"p{number}": Person(f"p{number}", f"P {number}", "main") for number in range(20)}
    rules = ScoreRules()
    _, seconds = timed(lambda: photo_flags(face_flags(table, persons, rules), persons, rules).sort("score"))
    say("20,000 photos ranked again", f"{seconds:.2f} s")


def within_persons(world: Planted, count: int) -> Neighbours:
    """The neighbours of the first `count` faces within each person: about what the cache of a grown library holds.

    Comparing all 200,000 with each other would take many minutes; the few pairs of two people are left out here.
    """
    parts = []
    persons = world.persons[:count]
    order = np.argsort(persons, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(persons[order])) + 1):
        found = neighbours(world.faces.vectors[places], SFACE.thresholds.ask)
        parts.append((places[found.first], places[found.second], found.cosine))
    first, second, cosine = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Neighbours(first.astype(np.int32), second.astype(np.int32), cosine)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """The result of the work and its seconds: wall time, or processor time if other programs ran meanwhile."""
    wall, busy = time.perf_counter(), time.process_time()
    made = work()
    wall, busy = time.perf_counter() - wall, time.process_time() - busy
    return made, min(wall, busy)


def say(what: str, figures: str) -> None:
    print(f"{what:<58} {figures}", flush=True)


PARTS = {"accuracy": accuracy, "naming": naming, "scale": scale, "scores": scores}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
