"""A name for groups: new persons, known ones, and persons who turn out to be one."""

from __future__ import annotations

from collections.abc import Sequence

from runner.people import telling
from runner.people.grouping import Grouping
from runner.review.people.board import members
from runner.store.people import Word


def name(grouping: Grouping, numbers: Sequence[int], given: str) -> list[Word]:
    """These groups are the person of this name. ValueError for an empty name.

    A person among them who has another name becomes that one: renamed where nobody has the name yet, else merged.
    """
    owners = list(dict.fromkeys(grouping.owners[number] for number in numbers if number in grouping.owners))
    known = telling.named(grouping.said, given)
    faces = [face for number in numbers if number not in grouping.owners for face in members(grouping, number)]
    if known is None and owners:
        return [*telling.rename(owners[0], given), *_merged(owners, owners[0]), *telling.give(faces, owners[0])]
    return [*telling.name(grouping.said, faces, given), *(_merged(owners, known) if known else [])]


def merge(grouping: Grouping, numbers: Sequence[int]) -> list[Word]:
    """These groups show one person: the first named one among them, or the first."""
    owners = list(dict.fromkeys(grouping.owners[number] for number in numbers if number in grouping.owners))
    faces = [face for number in numbers if number not in grouping.owners for face in members(grouping, number)]
    if owners:
        return [*_merged(owners, owners[0]), *telling.give(faces, owners[0])]
    return telling.one_person(faces)


def _merged(persons: Sequence[str], stays: str) -> list[Word]:
    return [Word("merged", person=each, other=stays) for each in persons if each != stays]
