"""Words for groups of faces, in the current language."""

from __future__ import annotations

from runner.people.grouping import State
from runner.review.language import translate


def state(value: State) -> str:
    """What a group without a name is called."""
    words = {
        "person": translate("people", "Person without a name"),
        "stranger": translate("people", "Stranger"),
        "no_face": translate("people", "No face"),
        "unknown": translate("people", "No name yet"),
    }
    return words[value]
