"""`people/forgotten.json`: who was forgotten, beside the catalogue. Workers read it, and it outlives the catalogue.

A catalogue restored from a backup may be from before somebody was forgotten, and a new one knows of nobody. There are
two copies with checksums: from a damaged one nobody could tell who was in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from runner.errors import EnvError
from runner.messages import say
from runner.store import sealed
from runner.store.atomic import write_atomically
from runner.store.face_id import place_of
from runner.store.forgotten_people import Forgotten, Kept


def path_of(runs: Path) -> Path:
    """The path of the file in a runs folder."""
    return runs / "people" / "forgotten.json"


def _paths(runs: Path) -> tuple[Path, Path]:
    return path_of(runs), runs / "people" / "forgotten.copy.json"


def damaged(runs: Path) -> Sequence[Path]:
    """The copies that are not as they were written."""
    return [path for path in _paths(runs) if _of(path) is None]


def read(runs: Path) -> Kept | None:
    """The combined content of the undamaged copies; empty without a file, None if all existing copies are damaged.

    If writing was interrupted between the two, one contains more than the other.
    """
    there = [_of(path) for path in _paths(runs) if path.is_file()]
    whole = [each for each in there if each is not None]
    if there and not whole:
        return None
    faces = sorted({face for each in whole for face in each.faces})
    return Kept(tuple(faces), tuple(sorted({person for each in whole for person in each.persons})))


def known(runs: Path) -> Kept:
    """The content of the copies. Raises EnvError if they are damaged: nobody could tell who is to stay forgotten."""
    found = read(runs)
    if found is None:
        path, copy = (str(each) for each in _paths(runs))
        raise EnvError(say("people.lists_damaged", path=path), say("people.lists_damaged_mend", path=path, copy=copy))
    return found


def write(runs: Path, known: Kept) -> None:
    """Write it into each copy that differs or is damaged."""
    for path in _paths(runs):
        if known != _of(path):
            write_atomically(path, _writer(known))


def forgotten(runs: Path) -> Forgotten:
    """The places of forgotten faces, for workers. Raises EnvError like `known`."""
    return Forgotten(known(runs).faces)


def _of(path: Path) -> Kept | None:
    """The content of one copy; empty if there is no file, None if it is damaged."""
    try:
        return _understood(path.read_text("utf-8"))
    except FileNotFoundError:
        return Kept()
    except (ValueError, TypeError, KeyError):
        return None


def _writer(known: Kept) -> Callable[[Path], object]:
    text = sealed.dumped({"faces": known.faces, "persons": known.persons})
    return lambda temporary: temporary.write_text(text, "utf-8")


def _understood(text: str) -> Kept:
    """Parse the file. The first version wrote only a list of the faces, and the next one had no seal."""
    written: Any = json.loads(text)
    written = {"faces": written, "persons": []} if isinstance(written, list) else sealed.loaded(text)
    for each in written["faces"]:
        place_of(each)
    if not all(isinstance(each, str) for each in written["persons"]):
        raise ValueError("ids of persons are texts")
    return Kept(tuple(written["faces"]), tuple(written["persons"]))
