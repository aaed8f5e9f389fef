"""Two texts for the same field of the same photo: both are kept until the writer of the second says which holds."""

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
"""The edits that texts were written over, by item and field; none where the run's own text stood."""

_NAMED = 3
"""Photos that a sentence names."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was replaced elsewhere while another one was being typed."""

    item: str
    field: str
    mine: object  # what was typed: text, or a list of keywords
    theirs: RecordedEdit  # what stands

    def sentence(self) -> str:
        """Who wrote what meanwhile."""
        said = translate("session", "{} wrote this {} in the meantime: {}")
        return said.format(self.theirs.reviewer, named(self.field), plain(self.theirs.value) or "—")


class Overtaken(Refused):
    """An edit that would put a text over one that its writer has not seen."""

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


class OwnEdits:
    """The newest edit of each field that one session recorded itself: nobody has to be asked about these."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, str], RecordedEdit] = {}

    def note(self, snapshot: Snapshot, recorded: Iterable[Edit]) -> None:
        """Take in what was just recorded, as the snapshot has it."""
        for each in recorded:
            stands = snapshot.edits(each.item_id).get(each.field)
            if stands is not None and stands.value == each.value:
                self._newest[each.item_id, each.field] = stands

    def has(self, item: str, field: str, edit: RecordedEdit) -> bool:
        """Whether this very edit was recorded here, and in no other window and by no command."""
        return self._newest.get((item, field)) == edit


def bases(snapshot: Snapshot, values: Values) -> Bases:
    """The edits that stand in a snapshot where these texts are to stand."""
    items = {snapshot.items[place]: fields for place, fields in values.items()}
    return {(item, name): snapshot.edits(item).get(name) for item, fields in items.items() for name in fields}


def unseen(snapshot: Snapshot, values: Values, based_on: Bases) -> Iterator[Conflict]:
    """Those of these texts that would stand over another edit than the one that they were written over."""
    for place, fields in values.items():
        item = snapshot.items[place]
        for name, mine in fields.items():
            current = snapshot.edits(item).get(name)
            if current is not None and current != based_on.get((item, name)) and current.value != mine:
                yield Conflict(item, name, mine, current)


def left_out(snapshot: Snapshot, found: Sequence[Conflict]) -> str:
    """Which photos a change left out, and who has changed them since it was made up; a sentence."""
    items = list(dict.fromkeys(each.item for each in found))
    paths = snapshot.photos.table["source_path"]
    names = [str(paths[place]).rpartition("/")[2] for place in snapshot.places_of(items[:_NAMED])]
    said = translate("session", "Left out %Ln photo(s) that {} changed in the meantime: {}", "", len(items))
    who = dict.fromkeys(each.theirs.reviewer for each in found)
    return said.format(", ".join(who), ", ".join(names) + (" …" if len(items) > len(names) else ""))


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


def overtaken(item: str, field: str, mine: object, base: str | None, current: RecordedEdit | None) -> Conflict | None:
    """The conflict of a text typed over the edit of the time `base` (empty: over none; None: it is not known)."""
    if base is None or current is None or current.at == base or current.value == mine:
        return None
    return Conflict(item, field, mine, current)
