"""An approved photo as a target is to receive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from runner.messages import Message
from runner.publishing.fields import Value
from runner.publishing.sidecars import Sidecar
from runner.schema import Texts


@dataclass(frozen=True, slots=True)
class File:
    """One file that a photo is to have at the target."""

    role: str  # its name in conf/publish
    path: str  # below the root
    recipe: str  # hash of everything that it is made from: equal recipes give equal bytes
    make: Callable[[], bytes]  # raises PublishError
    people: tuple[str, ...] = ()  # names of people that are written into it besides its texts


@dataclass(frozen=True, slots=True)
class OutgoingPhoto:
    """Everything about one approved photo; `fields` has the values of its row except `rev`."""

    item_id: str
    set_name: str
    file_name: str
    content_hash: str
    texts: Texts
    fields: Mapping[str, Value]
    files: tuple[File, ...]
    sidecars: tuple[Sidecar, ...] = ()  # of its RAW, on this machine

    def row(self, columns: Mapping[str, str], rev: int) -> dict[str, Value]:
        """Return the row of the target's table: values by column, None for a field that the photo lacks."""
        known = {**self.fields, "rev": rev}
        return {column: known.get(name) for name, column in columns.items()}


@dataclass(frozen=True, slots=True)
class Staying:
    """A photo that is not published, and why."""

    item_id: str
    name: str  # its file name, or its source path if it has none
    reason: Message
