"""Carries answers about faces, and forgotten faces, to photos whose picture has changed.

A face in the new picture is the earlier face if it is in the same place once the picture is turned, and if their
embeddings do not contradict that. What cannot be decided is counted and left out. Only for forgotten people nothing
is left open: if such a face cannot be told from others in the new picture, all of them are to be forgotten.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from runner.errors import RunnerError
from runner.imaging.turns import Turn, between
from runner.people.face_row import FaceRow
from runner.people.matching import matched
from runner.people.nodes import nodes_of
from runner.review.people.faces_carried import FacesCarried
from runner.review.people.settings import of_run
from runner.store import evidence, rows
from runner.store.artifacts import read_artifact
from runner.store.face_id import face_id, item_of, place_of
from runner.store.forgotten_people import Forgotten
from runner.store.people import ABOUT_FACES, Assertion, Word
from runner.store.rewritten import earlier_runs


@dataclass(frozen=True, slots=True)
class _Photo:
    """A photo, its smallest picture, and the faces that a run found in it."""

    picture: Path | None
    faces: Sequence[str] = ()
    vectors: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    embedder: str = ""


_NONE = _Photo(None)


def plan(
    run: Path, runs: Path, pairs: Mapping[str, str], words: Sequence[Assertion], gone: Collection[str]
) -> FacesCarried:
    """What to carry from earlier photos to the current ones, by `pairs`. Reads evidence and small renditions.

    `words` are the assertions that count, `gone` the faces that were forgotten.
    """
    spoken = _by_item({face for each in words if each.kind in ABOUT_FACES for face in (each.face, each.other) if face})
    nobodys, drawn = _by_item(gone), {each.face for each in words if each.kind == "drawn"}
    wanted = {old: now for old, now in pairs.items() if old in spoken or old in nobodys}
    if not wanted:
        return FacesCarried()
    before, after = _before(run, runs, wanted), _photos(run, runs, wanted.values())
    least = _least(run)
    renamed: dict[str, str] = {}
    forgotten: list[str] = []
    unsure: list[str] = []
    for old, now in wanted.items():
        was, new = before.get(old, _NONE), after.get(now, _NONE)
        turn = between(was.picture, new.picture) if was.picture and new.picture else None
        if turn is not None:
            renamed |= _renamed(spoken[old], drawn, now, turn, was, new, least)
        if nobodys[old] and turn is None:
            unsure.append(now)
        forgotten += _forgotten(nobodys[old], now, turn, [*new.faces, *spoken[now]])
    nobody = Forgotten(forgotten)
    renamed = {old: now for old, now in renamed.items() if now not in nobody}
    every = {face for old in wanted for face in spoken[old]}
    moved = _moved(words, renamed, set(wanted))
    return FacesCarried(moved, len(set(renamed.values())), len(every - set(renamed)), forgotten, unsure)


def _by_item(faces: Collection[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for face in sorted(faces):
        found[item_of(face)].append(face)
    return found


def _renamed(
    faces: Sequence[str], drawn: Collection[str | None], now: str, turn: Turn, was: _Photo, new: _Photo, least: float
) -> Iterator[tuple[str, str]]:
    """The earlier faces that are found in the current photo, each with its id there.

    A face that somebody drew stays where it was drawn, whether or not a detector finds it.
    """
    places = [turn.region(place_of(face).region) for face in faces]
    likeness = _likeness(faces, was, new)
    found = matched(places, [place_of(face).region for face in new.faces], np.nan_to_num(likeness))
    for at, face in enumerate(faces):
        seen = found.get(at)
        if seen is not None and not likeness[at, seen] < least:  # an unknown likeness rejects nothing
            yield face, new.faces[seen]
        elif seen is None and face in drawn:
            yield face, face_id(now, places[at])


def _likeness(faces: Sequence[str], was: _Photo, new: _Photo) -> NDArray[np.float64]:
    """The cosine of each earlier face with each current one; NaN if it is unknown, or from two different models."""
    found = np.full((len(faces), len(new.faces)), np.nan)
    own = matched([place_of(face).region for face in faces], [place_of(face).region for face in was.faces])
    for at, seen in own.items() if was.embedder == new.embedder else ():
        if (vector := was.vectors.get(was.faces[seen])) is not None:
            found[at] = [float(vector @ new.vectors[face]) if face in new.vectors else np.nan for face in new.faces]
    return found


def _forgotten(faces: Sequence[str], now: str, turn: Turn | None, there: Sequence[str]) -> Sequence[str]:
    """Places of forgotten faces in the current photo, and faces found there; every face if the turn is unknown."""
    if not faces or turn is None:
        return list(there) if faces else []
    places = [face_id(now, turn.region(place_of(face).region)) for face in faces]
    gone = Forgotten(places)
    return [*places, *(face for face in there if face in gone)]


def _moved(
    words: Sequence[Assertion], renamed: Mapping[str, str], before: Collection[str]
) -> Mapping[str | None, Sequence[Word]]:
    """The assertions about faces of these photos, with the current faces in their place."""
    found: dict[str | None, list[Word]] = defaultdict(list)
    for each in words:
        about = [face for face in (each.face, each.other) if face] if each.kind in ABOUT_FACES else []
        if not any(item_of(face) in before for face in about):
            continue
        if all(face in renamed for face in about if item_of(face) in before):
            face, other = (renamed.get(one or "", one) for one in (each.face, each.other))
            found[each.source].append(Word(each.kind, face, other, each.person, each.value))
    return found


def _least(run: Path) -> float:
    """The cosine from which the program asks whether two faces are one person; -1 if the run has no such threshold."""
    try:
        found = of_run(run)
    except RunnerError:
        found = None
    return found.thresholds.ask if found else -1.0


def _before(run: Path, runs: Path, items: Collection[str]) -> Mapping[str, _Photo]:
    """The earlier photos, each from the newest earlier run that had it."""
    found: dict[str, _Photo] = {}
    for earlier in earlier_runs(run):
        left = [item for item in items if item not in found]
        if not left:
            break
        found |= _photos(earlier, runs, left)
    return found


def _photos(run: Path, runs: Path, items: Collection[str]) -> Mapping[str, _Photo]:
    """Those of the photos that a run has; empty if the run cannot be read."""
    wanted = pl.col("item_id").is_in(list(items))
    smallest = pl.element().sort_by(pl.element().struct.field("width")).struct.field("path")
    try:
        table = pl.scan_parquet(run / rows.FILE, glob=False).filter(wanted & (pl.col("outcome") != "copy"))
        made = table.select("item_id", path=pl.col("renditions").list.eval(smallest).list.first()).collect()
        faces = [
            evidence.scan(run, node, FaceRow).filter(wanted & (pl.col("status") == "ok")).collect()
            for node in nodes_of(run, "faces")
        ]
    except (RunnerError, OSError, pl.exceptions.PolarsError):
        return {}
    return {
        item: _photo(item, runs / "renditions" / path if path else None, faces, runs) for item, path in made.iter_rows()
    }


def _photo(item: str, picture: Path | None, faces: Sequence[pl.DataFrame], runs: Path) -> _Photo:
    own = [row for table in faces for row in table.filter(pl.col("item_id") == item).iter_rows(named=True)]
    vectors: dict[str, NDArray[np.float32]] = {}
    for row in own:
        try:
            every = np.load(io.BytesIO(read_artifact(runs / row["vectors"]["path"])), allow_pickle=False)
            vectors[row["face_id"]] = np.asarray(every[row["face"]], np.float32)
        except (OSError, ValueError, IndexError):
            continue  # deleted with a forgotten face: then only the place decides
    return _Photo(picture, [row["face_id"] for row in own], vectors, next((row["embedder"] for row in own), ""))
