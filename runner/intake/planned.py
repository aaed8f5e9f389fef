"""A set that is planned in the window: what was entered so far, and how it becomes a set file and a command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from runner import user_folder
from runner.composition import set_file, set_file_edit
from runner.composition.set_file import NewSet


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One row of the intake. An empty text means that nothing was entered."""

    folder: str
    name: str
    subject: str = ""
    location: str = ""
    category: str = ""
    hints: tuple[str, ...] = ()
    language: str = "en"
    rules: str = "default"
    exclude: tuple[str, ...] = ()
    captioner: tuple[str, ...] = ()  # options that choose it, values unquoted; empty: the program chooses
    fetch: str | None = None  # the catalogue entry to download first
    changes: bool = False  # whether the set exists already and its file is changed
    others: tuple[tuple[str, str], ...] = ()  # by field, the other text of a window or the file; a person chooses
    key: str = field(default_factory=lambda: uuid4().hex, compare=False)  # identifies the row, whatever changes in it

    def another(self, **changes: object) -> PlannedSet:
        """A new row with a key of its own: these values, and this row's values for the other fields."""
        return replace(self, **{"others": (), **changes, "key": uuid4().hex})  # type: ignore[arg-type]

    def new_set(self) -> NewSet:
        """The content of its set file."""
        return NewSet(
            self.name, Path(self.folder), self.subject or None, self.location or None, self.category or None,
            self.rules, self.language, self.hints, self.exclude,
        )  # fmt: skip


def file_of(name: str) -> Path:
    """The path at which the file of a set of this name is written; it need not exist."""
    return user_folder.own() / "set" / f"{name}.yaml"


def file_text(planned: PlannedSet) -> str:
    """The text of the set file as it will be written. Raises ConfigError if the existing file cannot be changed."""
    path = file_of(planned.name)
    if planned.changes and path.is_file():
        return set_file_edit.amended(set_file_edit.text_of(path), planned.new_set(), path.stem)
    return set_file.text(planned.new_set())


def write(planned: PlannedSet) -> Path:
    """Write the set file, or change the existing one if `changes` is set. EnvError, ConfigError: nothing is changed."""
    path = file_of(planned.name)
    if planned.changes and path.is_file():
        set_file_edit.write(path, planned.new_set())
        return path
    return set_file.write(user_folder.own(), planned.new_set())


def loaded(planned: PlannedSet) -> PlannedSet:
    """The row with the values of the existing set file of its name, which will be changed, not replaced.

    The row keeps its folder, and adds the file's exclusions to its own. If the file has a different text than was
    typed, both are kept until a person chooses. Raises ConfigError if the file cannot be read.
    """
    there = set_file_edit.read(file_of(planned.name))
    said = {"subject": there.subject, "location": there.location, "category": there.category}
    values: dict[str, Any] = {name: getattr(planned, name) or text or "" for name, text in said.items()}
    others = {name: text for name, text in said.items() if text and text != values[name]}
    if planned.hints and there.hints and planned.hints != there.hints:
        others["hints"] = ", ".join(there.hints)
    return replace(
        planned, **values, hints=planned.hints or there.hints, language=there.language, rules=there.rules,
        exclude=tuple(dict.fromkeys((*planned.exclude, *there.exclude))), changes=True, others=tuple(others.items()),
    )  # fmt: skip


def words(planned: PlannedSet) -> list[str]:
    """The arguments of `runner` that prepare the set's photos, without the runs folder."""
    return [f"set={planned.name}", *planned.captioner]


def command(planned: PlannedSet, runs: Path) -> str:
    """The command line that does in a terminal what starting the set does in the window."""
    return shlex.join(["runner", *user_folder.words(), *words(planned), *runs_option(runs)])


def runs_option(runs: Path) -> list[str]:
    """The option that names the runs folder; empty if it is the default folder."""
    return [] if runs == Path("runs").absolute() else [f"paths.runs={runs}"]
