"""Interprets the arguments of `runner people`: which groups, faces and runs they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.errors import ConfigError
from runner.review.people.group_view import GroupView
from runner.review.people.session import PeopleSession
from runner.review.review_set import open_named

_LEAST = 6
"""Characters of an id that mean a group. "ada" and "bea" are names, and perhaps of somebody who was forgotten."""


@dataclass(frozen=True)
class Asked:
    """The arguments of the command, and the session that they apply to."""

    session: PeopleSession
    words: Sequence[str]
    options: Mapping[str, str]

    @property
    def most(self) -> int:
        """Maximum number of lines to print."""
        return int(self.options.get("most", "40"))

    def group(self, place: int) -> GroupView:
        """The group that an argument means. Raises ConfigError if there is none, or more than one."""
        word = self.words[place]
        if view := self.session.find(word):
            return view
        keys = [view for view in self.session.groups() if len(word) >= _LEAST and view.key.startswith(word)]
        if len(keys) == 1:
            return keys[0]
        found = f"the ids of {len(keys):,} groups begin so" if keys else "`runner people list` shows what there is"
        raise ConfigError([f"{word}: there is no person or group of that name; {found}."])

    def run(self) -> Path:
        """The run, or the newest run of a set, that the first argument means. Raises ConfigError if there is none."""
        return open_named(self.words[0], Path(self.options.get("paths.runs", "runs")).expanduser()).run

    def faces(self, start: int) -> list[str]:
        """The faces named by the arguments from `start` on. Raises ConfigError if one does not exist."""
        known = self.session.grouping.position
        mend = "`runner people show GROUP` lists them."
        if unknown := [f"{word}: there is no such face. {mend}" for word in self.words[start:] if word not in known]:
            raise ConfigError(unknown)
        return list(self.words[start:])
