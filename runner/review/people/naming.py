"""Names groups: as new persons, as known ones, or as persons who turn out to be one."""

from __future__ import annotations

from collections.abc import Sequence

from runner.people import telling
from runner.people.grouping import Grouping
from runner.review.people.board import members
from runner.review.people.group_view import GroupView
from runner.store.people import Word


def name(grouping: Grouping, numbers: Sequence[int], given: str) -> list[Word]:
    """Assertions that these groups are the person of this name. Raises ValueError for an empty name.

    A person among them with another name is renamed if nobody else has the name yet, otherwise merged.
    """
    owners = list(dict.fromkeys(grouping.owners[number] for number in numbers if number in grouping.owners))
    known = telling.named(grouping.said, given)
    faces = [face for number in numbers if number not in grouping.owners for face in members(grouping, number)]
    if known and owners == [known] and not faces:
        return telling.rename(known, given)
    if known is None and owners:
        return [*telling.rename(owners[0], given), *_merged(owners, owners[0]), *telling.give(faces, owners[0])]
    return [*telling.name(grouping.said, faces, given), *(_merged(owners, known) if known else [])]


def merge(grouping: Grouping, numbers: Sequence[int]) -> list[Word]:
    """Assertions that these groups show one person: the first named one among them, or the first group."""
    owners = list(dict.fromkeys(grouping.owners[number] for number in numbers if number in grouping.owners))
    faces = [face for number in numbers if number not in grouping.owners for face in members(grouping, number)]
    if owners:
        return [*_merged(owners, owners[0]), *telling.give(faces, owners[0])]
    return telling.one_person(faces)


def merge_views(one: GroupView, other: GroupView) -> list[Word]:
    """Assertions that two groups show one person, that of `one` if both have one; a person may have no faces."""
    if one.person and other.person:
        return _merged([other.person.person_id], one.person.person_id)
    if person := one.person or other.person:
        return telling.give((other if one.person else one).faces, person.person_id)
    return telling.one_person([*one.faces, *other.faces])


def _merged(persons: Sequence[str], stays: str) -> list[Word]:
    return [Word("merged", person=each, other=stays) for each in persons if each != stays]
