"""Messages about a text that another photo already has: whose it is, and what would make it differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runner.messages import Message, say


@dataclass(frozen=True, slots=True)
class Other:
    """The photo whose text is the same."""

    file_name: str
    where: Literal["run", "pending", "published"]
    place: str  # the set where it waits, or the target where it is published; empty for this run

    @property
    def message(self) -> Message:
        """The photo, described so that a person can find it."""
        if self.where == "published":
            return say("photo.published", name=self.file_name, target=self.place)
        if self.where == "pending":
            return say("photo.pending", name=self.file_name, set=self.place)
        return say("photo.run", name=self.file_name)


def likeness(field: str, similarity: float, other: Other, *, in_series: bool) -> Message:
    """The message about a repeated `caption`, `alt_text` or list of `keywords`; `similarity` is from 0 to 1."""
    if field == "keywords":
        return say("duplicate_keywords.same", other=other.message)
    of_caption, percent = field == "caption", int(100 * similarity)  # rounded down: only the same words are 100 %
    if in_series:
        return _in_series(of_caption, other.message)
    if similarity == 1:
        return _same(of_caption, other.message)
    if of_caption:
        return say("duplicate_caption.near", other=other.message, percent=percent)
    return say("duplicate_alt_text.near", other=other.message, percent=percent)


def contradiction(field: str, here: str, there: str, file_name: str) -> Message:
    """The message about a photo whose `subject` or `location` contradicts its series."""
    if field == "subject":
        return say("series_facts.subject", here=here, there=there, name=file_name)
    return say("series_facts.location", here=here, there=there, name=file_name)


def _in_series(of_caption: bool, other: Message) -> Message:
    return say("duplicate_caption.series", other=other) if of_caption else say("duplicate_alt_text.series", other=other)


def _same(of_caption: bool, other: Message) -> Message:
    return say("duplicate_caption.same", other=other) if of_caption else say("duplicate_alt_text.same", other=other)
