"""The people whom a row and its texts name, against what people say of consent and of faces now.

A run writes texts with the names of those who consented then. An approval covers these names and no others: a name
that may no longer be told keeps a photo back, and a name that may be told since is not added to what was approved.
Somebody of whom a person said no must not be named in a photo of hers by any text, whoever wrote it.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.messages import Message, say
from runner.people.named import NamedPerson, may_be_named
from runner.people.said import Said, what_counts
from runner.schema import PROSE
from runner.store import forgotten_people, people
from runner.store.face_id import item_of
from runner.store.forgotten_people import Forgotten

_TOLD = (*PROSE, "subject", "location", "file_name")
"""Columns of a row, beside its keywords, in which a target tells names."""


@dataclass(frozen=True, slots=True)
class Consenting:
    """Who may be named in each photo, and who must not be, by item."""

    may: Mapping[str, tuple[NamedPerson, ...]]
    must_not: Mapping[str, frozenset[str]]  # names of people in the photo of whom somebody said no


def consenting(catalog: sqlite3.Connection) -> Consenting:
    """Who may be named now. Faces that were forgotten are nobody's."""
    gone = Forgotten(forgotten_people.forgotten(catalog))
    said = what_counts(people.assertions(catalog))
    return Consenting(may_be_named(said, gone), _refused(said))


def _refused(said: Said) -> Mapping[str, frozenset[str]]:
    names = {person: each.name for person, each in said.about.items() if each.consent == "no" and each.name}
    found: dict[str, set[str]] = defaultdict(set)
    for face, person in said.shows.items():
        if person in names:
            found[item_of(face)].add(names[person])
    return {item: frozenset(each) for item, each in found.items()}


def withdrawn(row: Mapping[str, Any], now: Consenting) -> Message | None:
    """Why a photo stays behind whose row names somebody who may not be named any more; None where all may be."""
    gone = sorted(set(_named(row)) - {each.name for each in now.may.get(row["item_id"], ())})
    if gone:
        return say("stay.may_not_be_named", names=", ".join(gone))
    told = sorted(name for name in now.must_not.get(row["item_id"], ()) if _stands_in(name, row))
    return say("stay.must_not_be_named", names=", ".join(told)) if told else None


def covered(row: Mapping[str, Any], now: Consenting) -> tuple[NamedPerson, ...]:
    """Those whom a target may name in a photo's files: who may be named now, and was when the photo was approved."""
    approved = set(_named(row))
    return tuple(each for each in now.may.get(row["item_id"], ()) if each.name in approved)


def _stands_in(name: str, row: Mapping[str, Any]) -> bool:
    """Whether a text of the row, or its file name, has the whole name, whatever its case and what joins its words."""
    words = r"[\W_]+".join(map(re.escape, name.split()))
    texts = [row.get(column) or "" for column in _TOLD]
    text = "\n".join([*texts, *(row.get("keywords") or ())])
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", text, re.IGNORECASE) is not None


def _named(row: Mapping[str, Any]) -> Sequence[str]:
    """Names in the row; none where the run looked for nobody."""
    return row.get("named_people") or ()
