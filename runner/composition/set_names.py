"""Names for new sets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from pathlib import Path

from runner.config import names
from runner.config.folder import choices, configuration_folder
from runner.messages import Message, say

_UNSAYABLE = re.compile(r"[,\"]|\$\{|^['\[{]|^null$")
"""Matches what means something other than a name after `set=`."""


def plain_name(name: str) -> str:
    """A set's name made from a folder's: letters, digits, _ and -."""
    return re.sub(r"[^\w-]+", "_", name).strip("_") or "photos"


def free_name(name: str, taken: Collection[str] = ()) -> str:
    """A name for a set, made from a folder's name: not that of a set, not one of `taken`, and allowed."""
    plain, used = plain_name(name), {each.casefold() for each in (*choices().get("set", ()), *taken)}
    every = itertools.chain([plain], (f"{plain}_{number}" for number in itertools.count(2)))
    return next(each for each in every if each.casefold() not in used and names.obstacle(each) is None)


def is_of_the_program(name: str) -> bool:
    """True if a set that comes with the program has this name."""
    return any(path.stem.casefold() == name.casefold() for path in (configuration_folder() / "set").glob("*.yaml"))


def of_another_case(name: str, folder: Path) -> str | None:
    """The set file's name in `folder` that differs from this one only in upper and lower case; None if there is none.

    On some disks both would be one file, and one folder of runs.
    """
    found = (path.stem for path in folder.glob("*.yaml") if path.stem.casefold() == name.casefold())
    others = [each for each in found if each != name]
    return others[0] if others and not (folder / f"{name}.yaml").exists() else None


def obstacle(name: str) -> Message | None:
    """The reason why a new set may not have this name, as the end of a sentence; None if it may."""
    return names.obstacle(name) or (say("set_name.command") if _UNSAYABLE.search(name) else None)
