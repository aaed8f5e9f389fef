"""What is said of groups of faces, in the language that is spoken."""

from __future__ import annotations

from runner.people.grouping import State
from runner.review.language import translate


def state(value: State) -> str:
    """What a group is called that has no name."""
    words = {
        "person": translate("people", "Person without a name"),
        "stranger": translate("people", "Stranger"),
        "no_face": translate("people", "No face"),
        "unknown": translate("people", "No name yet"),
    }
    return words[value]
