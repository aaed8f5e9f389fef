"""A set as a person plans it in the window: what he said so far, and how that becomes a set file and a command."""

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
    """One row of the intake. Empty texts are not said."""

    folder: str
    name: str
    subject: str = ""
    location: str = ""
    category: str = ""
    hints: tuple[str, ...] = ()
    language: str = "en"
    rules: str = "default"
    exclude: tuple[str, ...] = ()
    captioner: tuple[str, ...] = ()  # words that choose it, values unquoted; none: the program chooses
    fetch: str | None = None  # the entry of the catalogue that is downloaded before
    changes: bool = False  # whether it is a set that there is, and its file is changed
    others: tuple[tuple[str, str], ...] = ()  # by field, what another window or the file has in it; a person chooses
    key: str = field(default_factory=lambda: uuid4().hex, compare=False)  # of the row, whatever becomes of it

    def another(self, **changes: object) -> PlannedSet:
        """Another row with these values, and this one's for the rest."""
        return replace(self, **{"others": (), **changes, "key": uuid4().hex})  # type: ignore[arg-type]

    def new_set(self) -> NewSet:
        """What stands in its file."""
        return NewSet(
            self.name, Path(self.folder), self.subject or None, self.location or None, self.category or None,
            self.rules, self.language, self.hints, self.exclude,
        )  # fmt: skip


def file_of(name: str) -> Path:
    """Where the file of a set of this name is written; it need not be there."""
    return user_folder.own() / "set" / f"{name}.yaml"


def file_text(planned: PlannedSet) -> str:
    """The set file as it will be. ConfigError when the one that there is cannot be changed."""
    path = file_of(planned.name)
    if planned.changes and path.is_file():
        return set_file_edit.amended(set_file_edit.text_of(path), planned.new_set(), path.stem)
    return set_file.text(planned.new_set())


def write(planned: PlannedSet) -> Path:
    """Write the set file, or change it where a person wanted that. EnvError or ConfigError; then nothing is changed."""
    path = file_of(planned.name)
    if planned.changes and path.is_file():
        set_file_edit.write(path, planned.new_set())
        return path
    return set_file.write(user_folder.own(), planned.new_set())


def loaded(planned: PlannedSet) -> PlannedSet:
    """The row with the values of the set file by its name, which is then changed and not written anew.

    The row keeps its folder and what it leaves out there. Where the file has another text than was typed, both are
    kept until a person chooses. ConfigError when the file cannot be read.
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
    """The command line of a terminal that does what starting it does."""
    return shlex.join(["runner", *user_folder.words(), *words(planned), *runs_option(runs)])


def runs_option(runs: Path) -> list[str]:
    """The option that names the runs folder, where it is not the usual one."""
    return [] if runs == Path("runs").absolute() else [f"paths.runs={runs}"]
