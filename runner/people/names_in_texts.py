"""The people whom an approved row names, against what people say of consent and of faces now.

A run writes texts with the names of those who consented then. An approval covers these names and no others: a name
that may no longer be told keeps a photo back, and a name that may be told since is not added to what was approved.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from runner.messages import Message, say
from runner.people.forgetting import Forgotten
from runner.people.named import NamedPerson, may_be_named
from runner.people.said import what_counts
from runner.store import forgotten_people, people

Consenting = Mapping[str, tuple[NamedPerson, ...]]
"""Who may be named in each photo, by item."""


def consenting(catalog: sqlite3.Connection) -> Consenting:
    """Who may be named now. Faces that were forgotten are nobody's."""
    gone = Forgotten(forgotten_people.forgotten(catalog))
    return may_be_named(what_counts(people.assertions(catalog)), gone)


def withdrawn(row: Mapping[str, Any], now: Consenting) -> Message | None:
    """Why a photo stays behind whose row names somebody who may not be named any more; None where all may be."""
    gone = sorted(set(_named(row)) - {each.name for each in now.get(row["item_id"], ())})
    return say("stay.may_not_be_named", names=", ".join(gone)) if gone else None


def covered(row: Mapping[str, Any], now: Consenting) -> tuple[NamedPerson, ...]:
    """Those whom a target may name in a photo's files: who may be named now, and was when the photo was approved."""
    approved = set(_named(row))
    return tuple(each for each in now.get(row["item_id"], ()) if each.name in approved)


def _named(row: Mapping[str, Any]) -> Sequence[str]:
    """Names in the row; none where the run looked for nobody."""
    return row.get("named_people") or ()
