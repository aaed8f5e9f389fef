"""`people/forgotten.json`: who was forgotten, beside the catalogue. Workers read it, and it outlives the catalogue.

A catalogue that is put back from a backup may be older than a forgetting, and a new one knows of none. So there are two
copies that prove themselves: of a damaged one nobody could tell whom it named.
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
    """Where the file of a runs folder is."""
    return runs / "people" / "forgotten.json"


def _paths(runs: Path) -> tuple[Path, Path]:
    return path_of(runs), runs / "people" / "forgotten.copy.json"


def damaged(runs: Path) -> Sequence[Path]:
    """The copies that are not as they were written."""
    return [path for path in _paths(runs) if _of(path) is None]


def read(runs: Path) -> Kept | None:
    """What the copies say, each of those that are whole; nobody without a file. None when all that are there are not.

    An interruption between the two leaves one that knows more.
    """
    there = [_of(path) for path in _paths(runs) if path.is_file()]
    whole = [each for each in there if each is not None]
    if there and not whole:
        return None
    faces = sorted({face for each in whole for face in each.faces})
    return Kept(tuple(faces), tuple(sorted({person for each in whole for person in each.persons})))


def known(runs: Path) -> Kept:
    """What the copies say. EnvError where they are damaged: nobody could tell who is to stay forgotten."""
    found = read(runs)
    if found is None:
        path, copy = (str(each) for each in _paths(runs))
        raise EnvError(say("people.lists_damaged", path=path), say("people.lists_damaged_mend", path=path, copy=copy))
    return found


def write(runs: Path, known: Kept) -> None:
    """Put it into both copies, where they say otherwise or are damaged."""
    for path in _paths(runs):
        if known != _of(path):
            write_atomically(path, _writer(known))


def forgotten(runs: Path) -> Forgotten:
    """The places for workers. EnvError as of `known`."""
    return Forgotten(known(runs).faces)


def _of(path: Path) -> Kept | None:
    """What one copy says; nobody where there is none, None when it is damaged."""
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
    """The first version wrote a list of the faces alone, and the next one no seal."""
    written: Any = json.loads(text)
    written = {"faces": written, "persons": []} if isinstance(written, list) else sealed.loaded(text)
    for each in written["faces"]:
        place_of(each)
    if not all(isinstance(each, str) for each in written["persons"]):
        raise ValueError("ids of persons are texts")
    return Kept(tuple(written["faces"]), tuple(written["persons"]))
