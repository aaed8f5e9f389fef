"""Splits one folder into several sets, each with its own part of the photos."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from runner.composition.proposed import Proposal
from runner.composition.set_names import free_name
from runner.errors import ConfigError
from runner.intake.planned import PlannedSet
from runner.intake.told import Subfolder
from runner.messages import say, word
from runner.review.language import spoken

MOST = 2_000
"""Maximum number of photos to split by content: each set names those of the others, and every name is compared."""


def by_subfolder(
    planned: PlannedSet, folders: Sequence[Subfolder], photos: int, taken: Collection[str]
) -> list[PlannedSet]:
    """A set for each subfolder, and one for photos in none of them; `photos` is the number in the whole folder.

    `taken` are names that are already in use.
    """
    used, made = set(taken), list[PlannedSet]()
    for folder in folders:
        name = _use(f"{planned.name}_{folder.name}", used)
        made.append(planned.another(folder=str(Path(planned.folder) / folder.name), name=name, subject=""))
    if sum(folder.photos for folder in folders) < photos:
        rest = tuple(glob.escape(folder.name) for folder in folders)
        made.insert(0, planned.another(name=_use(planned.name, used), exclude=(*planned.exclude, *rest)))
    return made


def by_recognition(planned: PlannedSet, found: Proposal, taken: Collection[str]) -> list[PlannedSet]:
    """A set for each group of photos, by what was recognised in them, and one for the rest.

    Their names say what was recognised, but their subjects stay empty: a person decides on a subject. `found` must
    cover all photos of the folder. Raises ConfigError if there are too many photos, or fewer than two groups.
    """
    parts = [*((group.term, group.paths) for group in found.groups), *([("", found.rest)] if found.rest else [])]
    if sum(len(paths) for _, paths in parts) > MOST:
        raise ConfigError([word(say("intake.too_many_to_split"), spoken())])
    if len(found.groups) < 2:
        raise ConfigError([word(say("intake.nothing_to_split"), spoken())])
    used, made = set(taken), list[PlannedSet]()
    for term, paths in parts:
        others = (path for _, each in parts if each is not paths for path in each)
        name = _use(f"{planned.name}_{term}" if term else planned.name, used)
        exclude = (*planned.exclude, *_patterns(planned.folder, others))
        made.append(planned.another(name=name, subject="", exclude=exclude))
    return made


def _use(name: str, used: set[str]) -> str:
    free = free_name(name, used)
    used.add(free)
    return free


def _patterns(folder: str, paths: Iterable[str]) -> Iterator[str]:
    return (glob.escape(os.path.relpath(path, folder)) for path in paths)
