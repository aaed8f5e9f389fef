"""Two people who wrote the same field of the same photo: both texts are kept until the second one says which holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from runner.errors import EnvError
from runner.review.language import translate
from runner.review.planning import Refused
from runner.review.wording import named, plain
from runner.store.decisions import RecordedEdit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that somebody else replaced while another one was being typed."""

    item: str
    field: str
    mine: object  # what was typed: text, or a list of keywords
    theirs: RecordedEdit  # what stands

    def sentence(self) -> str:
        """Who wrote what meanwhile."""
        said = translate("session", "{} wrote this {} meanwhile: {}")
        return said.format(self.theirs.reviewer, named(self.field), plain(self.theirs.value) or "—")


class Overtaken(Refused):
    """An edit that would put a text over one of somebody else that its writer has not seen."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        super().__init__(conflict.sentence())


class Conflicts:
    """Those that nobody has answered yet, by photo and field."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], Conflict] = {}

    def add(self, conflict: Conflict) -> None:
        """Keep both texts until `close`."""
        self._open[conflict.item, conflict.field] = conflict

    def of(self, item: str) -> dict[str, Conflict]:
        """The open ones of a photo, by field."""
        return {field: each for (owner, field), each in self._open.items() if owner == item}

    def type(self, item: str, field: str, value: object) -> None:
        """The writer goes on typing while the question is open."""
        self.add(replace(self._open[item, field], mine=value))

    def close(self, item: str, field: str) -> None:
        """One of the two texts holds."""
        self._open.pop((item, field), None)


def attempt(edit: Callable[[], T]) -> T | Conflict:
    """What an edit comes to, or the conflict that it would hide."""
    try:
        return edit()
    except Overtaken as error:
        return error.conflict


def tried(change: Callable[[], T]) -> T | EnvError:
    """What a change comes to, or why the disk or another program refuses it: then nothing of it is recorded."""
    try:
        return change()
    except EnvError as error:
        return error


def overtaken(item: str, field: str, mine: object, base: str | None, current: RecordedEdit | None, reviewer: str) -> (
    Conflict | None
):  # fmt: skip
    """The conflict of a text typed over the edit of the time `base` (empty: over none; None: it is not known)."""
    if base is None or current is None or current.at == base or current.reviewer == reviewer:
        return None
    return Conflict(item, field, mine, current)
