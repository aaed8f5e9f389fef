"""`people/forgotten.json`: who was forgotten, beside the catalogue. Workers read it, and it outlives the catalogue.

A catalogue that is put back from a backup may be older than a forgetting, and a new one knows of none.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runner.errors import EnvError
from runner.messages import say
from runner.store.atomic import write_atomically
from runner.store.face_id import place_of
from runner.store.forgotten_people import Forgotten, Kept


def path_of(runs: Path) -> Path:
    """Where the file of a runs folder is."""
    return runs / "people" / "forgotten.json"


def read(runs: Path) -> Kept | None:
    """What the file says; nobody without a file. None when it is damaged."""
    try:
        return _understood(json.loads(path_of(runs).read_text("utf-8")))
    except FileNotFoundError:
        return Kept()
    except (ValueError, TypeError, KeyError):
        return None


def write(runs: Path, known: Kept) -> None:
    """Put it into the file, where that says otherwise or is damaged."""
    if known != read(runs):
        write_atomically(path_of(runs), _writer(known))


def forgotten(runs: Path) -> Forgotten:
    """The places for workers. EnvError when the file is damaged: the next run writes it again."""
    known = read(runs)
    if known is None:
        raise EnvError(say("people.forgotten_damaged", path=str(path_of(runs))), say("people.forgotten_damaged_mend"))
    return Forgotten(known.faces)


def _writer(known: Kept) -> Callable[[Path], object]:
    text = json.dumps({"faces": known.faces, "persons": known.persons})
    return lambda temporary: temporary.write_text(text, "utf-8")


def _understood(written: Any) -> Kept:
    """Earlier versions wrote a list of the faces alone."""
    faces, persons = (written["faces"], written["persons"]) if isinstance(written, dict) else (written, [])
    for each in faces:
        place_of(each)
    if not all(isinstance(each, str) for each in persons):
        raise ValueError("ids of persons are texts")
    return Kept(tuple(faces), tuple(persons))
