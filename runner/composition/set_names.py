"""Names of sets that are to be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection

from runner.config.folder import choices, configuration_folder


def plain_name(name: str) -> str:
    """A set's name made of a folder's: letters, digits, _ and -."""
    return re.sub(r"[^\w-]+", "_", name).strip("_") or "photos"


def free_name(name: str, taken: Collection[str] = ()) -> str:
    """A name for a set, made of a folder's name: no set has it yet, and it is none of those `taken`."""
    plain, used = plain_name(name), {*choices().get("set", ()), *taken}
    every = itertools.chain([plain], (f"{plain}_{number}" for number in itertools.count(2)))
    return next(each for each in every if each not in used)


def is_of_the_program(name: str) -> bool:
    """Whether a set that comes with the program has this name."""
    return (configuration_folder() / "set" / f"{name}.yaml").exists()
