"""Two texts for the same field of the same photo: both are kept until the writer of the second chooses one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from runner.errors import EnvError
from runner.review.edits import Values
from runner.review.language import translate
from runner.review.planning import Refused
from runner.review.snapshot import Snapshot
from runner.review.wording import named, plain
from runner.store.decisions import Edit, RecordedEdit

T = TypeVar("T")

Bases = Mapping[tuple[str, str], RecordedEdit | None]
"""The edits that were current when texts were written, by item and field; None for the run's own text."""

_NAMED = 3
"""Number of photos that a sentence names."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was replaced elsewhere while another one was being typed."""

    item: str
    field: str
    mine: object  # what was typed: text, or a list of keywords
    theirs: RecordedEdit  # the current edit

    def sentence(self) -> str:
        """A sentence that says who wrote what in the meantime."""
        said = translate("session", "{} wrote this {} in the meantime: {}")
        return said.format(self.theirs.reviewer, named(self.field), plain(self.theirs.value) or "—")


class Overtaken(Refused):
    """Raised for an edit that would replace a text that its writer has not seen."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        super().__init__(conflict.sentence())


class Conflicts:
    """Unresolved conflicts, by photo and field."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], Conflict] = {}

    def add(self, conflict: Conflict) -> None:
        """Keep both texts until `close`."""
        self._open[conflict.item, conflict.field] = conflict

    def of(self, item: str) -> dict[str, Conflict]:
        """The unresolved conflicts of a photo, by field."""
        return {field: each for (owner, field), each in self._open.items() if owner == item}

    def type(self, item: str, field: str, value: object) -> None:
        """Update the writer's text while the conflict is unresolved."""
        self.add(replace(self._open[item, field], mine=value))

    def close(self, item: str, field: str) -> None:
        """Remove the conflict: one of the two texts was chosen."""
        self._open.pop((item, field), None)


class OwnEdits:
    """The newest edit of each field that this session recorded itself: these cause no conflict."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, str], RecordedEdit] = {}

    def note(self, snapshot: Snapshot, recorded: Iterable[Edit]) -> None:
        """Remember edits that were just recorded, as they are in the snapshot."""
        for each in recorded:
            stands = snapshot.edits(each.item_id).get(each.field)
            if stands is not None and stands.value == each.value:
                self._newest[each.item_id, each.field] = stands

    def has(self, item: str, field: str, edit: RecordedEdit) -> bool:
        """True if this very edit was recorded here, and not by another window or a command."""
        return self._newest.get((item, field)) == edit


def bases(snapshot: Snapshot, values: Values) -> Bases:
    """The current edits of the fields for which these are new texts."""
    items = {snapshot.items[place]: fields for place, fields in values.items()}
    return {(item, name): snapshot.edits(item).get(name) for item, fields in items.items() for name in fields}


def unseen(snapshot: Snapshot, values: Values, based_on: Bases) -> Iterator[Conflict]:
    """Yield a conflict for each text that would replace another edit than the one it was based on."""
    for place, fields in values.items():
        item = snapshot.items[place]
        for name, mine in fields.items():
            current = snapshot.edits(item).get(name)
            if current is not None and current != based_on.get((item, name)) and current.value != mine:
                yield Conflict(item, name, mine, current)


def left_out(snapshot: Snapshot, found: Sequence[Conflict]) -> str:
    """A sentence with the photos that a change left out, and who has changed them since it was prepared."""
    items = list(dict.fromkeys(each.item for each in found))
    paths = snapshot.photos.table["source_path"]
    names = [str(paths[place]).rpartition("/")[2] for place in snapshot.places_of(items[:_NAMED])]
    said = translate("session", "Left out %Ln photo(s) that {} changed in the meantime: {}", "", len(items))
    who = dict.fromkeys(each.theirs.reviewer for each in found)
    return said.format(", ".join(who), ", ".join(names) + (" …" if len(items) > len(names) else ""))


def attempt(edit: Callable[[], T]) -> T | Conflict:
    """The result of an edit, or the conflict that it would hide."""
    try:
        return edit()
    except Overtaken as error:
        return error.conflict


def tried(change: Callable[[], T]) -> T | EnvError:
    """The result of a change, or the error of a disk or program that refused it; then nothing of it is recorded."""
    try:
        return change()
    except EnvError as error:
        return error


def overtaken(item: str, field: str, mine: object, base: str | None, current: RecordedEdit | None) -> Conflict | None:
    """The conflict of a text typed over the edit made at `base` (empty: none; None: unknown); None if there is none."""
    if base is None or current is None or current.at == base or current.value == mine:
        return None
    return Conflict(item, field, mine, current)
