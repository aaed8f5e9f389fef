"""What a person is told about a text that another photo has already: whose it is, and what would make it differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_DIFFER: Mapping[str, str] = {
    "caption": "Name a fact that only this photo has: who or what it is, where, when, or what happens.",
    "alt_text": "Say what can be seen in this photo and not in that one.",
    "keywords": "Leave out what this photo does not show, and name what only this one shows.",
}
_NAMES: Mapping[str, str] = {"caption": "caption", "alt_text": "alt text"}


@dataclass(frozen=True, slots=True)
class Other:
    """The photo whose text is the same."""

    file_name: str
    where: Literal["run", "pending", "published"]
    place: str  # the set where it waits, or the target where it is published; empty for this run

    def __str__(self) -> str:
        """The photo as a person finds it."""
        if self.where == "published":
            return f"{self.file_name}, published at {self.place}"
        return f"{self.file_name}, waiting in the set '{self.place}'" if self.where == "pending" else self.file_name


def likeness(field: str, similarity: float, other: Other, *, in_series: bool) -> str:
    """Return the sentences for a `caption`, `alt_text` or list of `keywords`; `similarity` is a share of 0 to 1."""
    if field == "keywords":
        return f"The keywords are those of another photo that is not of its series ({other}). {_DIFFER[field]}"
    name = _NAMES[field]
    if in_series:
        return f"In its series another {name} tells the same ({other}). {_DIFFER[field]}"
    # Rounded down: only the same words are 100 %.
    said = "the same" if similarity == 1 else f"nearly the same, {int(100 * similarity)} % of the words,"
    return f"Another {name} says {said} already ({other}). {_DIFFER[field]}"


def contradiction(field: str, here: str, there: str, file_name: str) -> str:
    """Return the sentences for a photo whose `subject` or `location` is not that of its series."""
    name = {"subject": "subject", "location": "place"}[field]
    return (
        f"Its {name} is '{here}'; in the same series {file_name} has '{there}'. "
        f"Photos of one series show the same: mend the {name} that is wrong, in the file or in the reviewer."
    )
