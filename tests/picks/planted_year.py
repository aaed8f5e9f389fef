"""A year of photos as rows of evidence, made from measurements of licensed photos, with the photos a person would keep.

There are bursts with one best frame, blinks, brackets, panoramas, focus stacks and near-duplicates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import measured_photos as photos
import numpy as np
import polars as pl

from runner.picks.photos import completed

Row = dict[str, Any]
CAMERAS = ("Nikon D70", "Canon EOS 5D", "Fujifilm X-T4")
SUBJECTS = ("vehicle", "animal", "plant", "building", "food", "person")
PEOPLE = ("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn")
GREAT, ORDINARY = (7.9, 0.5), (5.6, 0.7)
"""Mean and deviation of the quality of moments worth keeping, and of all others."""


@dataclass
class Year:
    """The rows, and what was planted, by item_id."""

    table: pl.DataFrame
    keepers: frozenset[str]  # the best frame of each great moment
    best: Mapping[str, str]  # the best frame of each planted burst
    moment: Mapping[str, str]  # the planted burst of each frame
    sequences: Mapping[str, list[str]]  # frames of each bracket, stack and panorama


@dataclass
class _Planting:
    draw: np.random.Generator
    rows: list[Row] = field(default_factory=list)
    keepers: set[str] = field(default_factory=set)
    best: dict[str, str] = field(default_factory=dict)
    moment: dict[str, str] = field(default_factory=dict)
    sequences: dict[str, list[str]] = field(default_factory=dict)


def planted_year(size: int, seed: int = 0) -> Year:
    """A year of `size` photos, seven in a hundred of which are the best frames of great moments."""
    planting = _Planting(np.random.default_rng(seed))
    days = _days(planting)
    while len(planting.rows) < size:
        _day(planting, next(days), size)
    rows = planting.rows[:size]
    there = {row["item_id"] for row in rows}
    whole = {name: frames for name, frames in planting.sequences.items() if there.issuperset(frames)}
    table = completed(pl.DataFrame(rows, infer_schema_length=None))
    best = {name: item for name, item in planting.best.items() if item in there}
    return Year(table, frozenset(planting.keepers & there), best, planting.moment, whole)


def _days(planting: _Planting) -> Iterator[datetime]:
    day = datetime(2025, 1, 1, 8)
    while True:
        day += timedelta(days=int(planting.draw.integers(1, 4)))
        yield day


def _day(planting: _Planting, at: datetime, size: int) -> None:
    """One event: a few hours in one place with one camera."""
    draw = planting.draw
    shared = {
        "camera": CAMERAS[int(draw.integers(len(CAMERAS)))],
        "utc_offset_min": 60,
        "latitude": float(draw.uniform(45, 55)),
        "longitude": float(draw.uniform(5, 15)),
        "width": 4000,
        "height": 3000,
        "focal_mm": 35.0,
    }
    for _ in range(int(draw.integers(40, 90))):
        at += timedelta(seconds=float(draw.exponential(150)) + 20)
        _MADE[int(draw.choice(len(_MADE), p=_SHARES))](planting, at, shared)
        if len(planting.rows) >= size:
            return


def _base(planting: _Planting, quality: tuple[float, float], shared: Row) -> Row:
    """One scene: a photo unlike any other, and what is in it."""
    draw = planting.draw
    measures = photos.wholes()[int(draw.integers(len(photos.wholes())))]
    score = float(np.clip(draw.normal(*quality), 1, 10))
    scene = {"phash": f"{draw.integers(0, 2**64, dtype=np.uint64):016x}", "sharpness": 0.25 + 0.06 * score}
    people = (
        sorted(draw.choice(PEOPLE, int(draw.integers(1, 4)), replace=False).tolist()) if draw.random() < 0.4 else []
    )
    subject = "person" if people else str(draw.choice(SUBJECTS[:-1]))
    light = {"exposure_s": 1 / 250, "f_number": 4.0, "iso": 200}
    faces: Row = {
        "eyes_open": True,
        "smiles": None,
        "whole": True,
        "closed": [],
        "faces_score": score / 10,
        "main_missing": [],
    }
    return {**shared, **measures, **light, **scene, **(faces if people else {}),
            "quality": score, "subject": subject, "people": people}  # fmt: skip


def _add(planting: _Planting, row: Mapping[str, Any], at: datetime) -> str:
    number = len(planting.rows)
    item = f"{number:016x}"
    path = f"/year/{at:%Y-%m-%d}/IMG_{number:05}.JPG"
    planting.rows.append({**row, "item_id": item, "path": path, "captured_at": at})
    return item


def _single(planting: _Planting, at: datetime, shared: Row) -> None:
    great = planting.draw.random() < 0.12
    item = _add(planting, _base(planting, GREAT if great else ORDINARY, shared), at)
    if great:
        planting.keepers.add(item)


def _burst(planting: _Planting, at: datetime, shared: Row) -> None:
    """Frames of one moment: one is sharp with open eyes; the others are blurred, blink or are badly exposed."""
    draw = planting.draw
    great = draw.random() < 0.45
    base = _base(planting, GREAT if great else ORDINARY, shared)
    frames = int(draw.integers(3, 11))
    best = int(draw.integers(frames))
    items = [
        _add(planting, _frame(draw, base) if n != best else _noisy(draw, base, 1.0), at + timedelta(seconds=0.3 * n))
        for n in range(frames)
    ]
    planting.best[items[0]] = items[best]
    planting.moment.update(dict.fromkeys(items, items[0]))
    if great:
        planting.keepers.add(items[best])


def _frame(draw: np.random.Generator, base: Row) -> Row:
    """A frame that is not the best, for one of several reasons."""
    fault = draw.random()
    if base["people"] and fault < 0.5:
        if fault < 0.1:
            return {**_noisy(draw, base, draw.uniform(0.95, 1.0)), **_lesser(draw, base)}
        whose = [str(draw.choice(base["people"]))]
        return {**_noisy(draw, base, draw.uniform(0.95, 1.0)), "eyes_open": False, "closed": whose,
                "faces_score": base["faces_score"] * 0.6}  # fmt: skip
    if fault < 0.8:
        return _noisy(draw, base, draw.uniform(0.55, 0.9))
    return {**_noisy(draw, base, draw.uniform(0.95, 1.0)), "highlights_clipped": float(draw.uniform(0.25, 0.5))}


def _lesser(draw: np.random.Generator, base: Row) -> Row:
    """Somebody is cut off by the edge, does not smile, or is missing."""
    faults = ({"whole": False}, {"smiles": False}, {"main_missing": ["Ann"]})
    return {**faults[int(draw.integers(len(faults)))], "faces_score": base["faces_score"] * 0.85}


def _noisy(draw: np.random.Generator, base: Row, sharp: float) -> Row:
    """A frame a moment later: the hash differs in a few bits, and quality follows sharpness."""
    quality = base["quality"] * (0.6 + 0.4 * sharp) + float(draw.normal(0, 0.05))
    return {**base, "phash": photos.flipped(base["phash"], int(draw.integers(0, 7)), draw),
            "sharpness": base["sharpness"] * sharp * float(draw.normal(1, 0.01)), "quality": quality}  # fmt: skip


def _duplicate(planting: _Planting, at: datetime, shared: Row) -> None:
    """The same view twice within a minute, the second time less sharp."""
    base = _base(planting, ORDINARY, shared)
    _add(planting, base, at)
    _add(planting, _noisy(planting.draw, base, 0.8), at + timedelta(seconds=float(planting.draw.uniform(5, 60))))


def _bracket(planting: _Planting, at: datetime, shared: Row) -> None:
    draw = planting.draw
    frames, step = int(draw.choice([3, 5, 7])), float(draw.choice([2 / 3, 1.0, 2.0]))
    stops = [0.0, *(sign * n * step for n in range(1, frames // 2 + 1) for sign in (-1, 1))]
    base = _base(planting, ORDINARY, shared)
    rows = [
        {**photos.exposed(base, each, draw), "exposure_s": _shutter(base["exposure_s"] * 2**each)} for each in stops
    ]
    _sequence(planting, rows, at, 0.5)


def _shutter(seconds: float) -> float:
    """Round as cameras do: within a twentieth of a stop."""
    return float(f"{seconds:.3g}")


def _panorama(planting: _Planting, at: datetime, shared: Row) -> None:
    base, made = _base(planting, ORDINARY, shared), photos.panoramas()
    _sequence(planting, [{**base, **each} for each in made[int(planting.draw.integers(len(made)))]], at, 2.0)


def _stack(planting: _Planting, at: datetime, shared: Row) -> None:
    base, made = _base(planting, ORDINARY, shared), photos.stacks()
    frames = made[int(planting.draw.integers(len(made)))]
    _sequence(planting, [{**base, **each} for each in frames], at, 0.5)


def _sequence(planting: _Planting, rows: list[Row], at: datetime, gap_s: float) -> None:
    items = [_add(planting, row, at + timedelta(seconds=gap_s * n)) for n, row in enumerate(rows)]
    planting.sequences[items[0]] = items


_MADE = (_single, _burst, _duplicate, _bracket, _panorama, _stack)
_SHARES = (0.55, 0.31, 0.10, 0.02, 0.01, 0.01)
