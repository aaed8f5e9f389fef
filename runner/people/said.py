"""What people answered about faces and persons, and which of the answers count.

If two answers contradict each other, the newer one counts; an answer of another program counts less than any that a
person gave here. An answer that is overruled is kept and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from runner.people.persons import About, Person, known_of
from runner.people.stars import Stars
from runner.store.people import ABOUT_FACES, Assertion, Kind


@dataclass(frozen=True, slots=True)
class Said:
    """The answers that count. Faces in one set of `together` show one person, whatever their embeddings are."""

    persons: Mapping[str, Person] = field(default_factory=dict)  # by id; merged persons are under the id that remains
    together: Sequence[frozenset[str]] = ()  # faces that must be one person; each face is in at most one set
    shows: Mapping[str, str] = field(default_factory=dict)  # person by face, for all faces that answers reach
    strangers: frozenset[str] = frozenset()
    no_faces: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()  # pairs of faces that show two people
    denied: frozenset[tuple[str, str]] = frozenset()  # a face, and a person whom it does not show
    faces: frozenset[str] = frozenset()  # every face that an answer mentions
    overruled: Sequence[Assertion] = ()  # answers that a stronger one contradicts, oldest first
    stays: Mapping[str, str] = field(default_factory=dict)  # the person that remains, by each person merged into it
    own: frozenset[str] = frozenset()  # faces that a person's own answers reach; imports leave them alone
    about: Mapping[str, About] = field(default_factory=dict)  # what `persons` is made from, by the same ids


def what_counts(assertions: Iterable[Assertion]) -> Said:
    """Decide which of these assertions count. Their order does not matter."""
    strongest_first = sorted(assertions, key=_rank, reverse=True)
    ties = _Ties(Stars(strongest_first))
    overruled = [each for each in strongest_first if not ties.take(each)]
    return ties.said(sorted(overruled, key=lambda each: each.id), strongest_first)


def _rank(word: Assertion) -> tuple[bool, int]:
    """Sort key: answers of people above those of other programs above computed ones; then newer above older."""
    return word.source is None and word.id > 0, word.id


class _Ties:
    """Faces and persons that are tied together or kept apart by answers, taken one by one, the strongest first."""

    def __init__(self, stars: Stars) -> None:
        self._stars = stars
        self._up: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._person: dict[str, str] = {}  # by root: the person that remains
        self._mark: dict[str, Kind] = {}  # by root: stranger or no_face
        self._kept: dict[str, set[str]] = {}  # by root: nodes that it must not be tied to
        self._apart: dict[tuple[str, str], Kind] = {}
        self._own: set[str] = set()
        self._merges: list[Assertion] = []

    def take(self, word: Assertion) -> bool:
        """Apply an answer. False if a stronger one contradicts it; answers that `open` voided contradict nothing."""
        if word.kind in ABOUT_FACES:
            standing = self._stars.standing(word)
            return standing is None or self._take_of_faces(standing)
        if word.kind == "merged":
            return self._merge(word)
        return True

    def _take_of_faces(self, word: Assertion) -> bool:
        if word.source is None and word.id > 0 and word.kind != "open":
            self._own.update(_faces_of(word))
        if word.kind == "is":
            return self._tie(_face(word.face), self._node_of_person(word.person))
        if word.kind == "same":
            return self._tie(_face(word.face), _face(word.other))
        if word.kind == "not":
            return self._keep_apart(_face(word.face), self._node_of_person(word.person), word.kind)
        if word.kind == "different":
            return self._keep_apart(_face(word.face), _face(word.other), word.kind)
        if word.kind in ("stranger", "no_face"):
            return self._put_mark(_face(word.face), word.kind)
        return True

    def said(self, overruled: Sequence[Assertion], every: Sequence[Assertion]) -> Said:
        """The result of all answers taken."""
        groups = [(root, [node[1:] for node in nodes if node[0] == "f"]) for root, nodes in self._groups()]
        stays = {node[1:]: self._person[root] for root, nodes in self._groups() for node in nodes if node[0] == "p"}
        known = known_of(every, self._merges, stays)
        return Said(
            {person: each.person(person) for person, each in known.items()},
            [frozenset(faces) for _, faces in groups if len(faces) > 1],
            {face: self._person[root] for root, faces in groups if root in self._person for face in faces},
            self._marked("stranger", groups),
            self._marked("no_face", groups),
            frozenset((a[1:], b[1:]) for (a, b), kind in self._apart.items() if kind == "different"),
            frozenset((a[1:], self._person[self._root(b)]) for (a, b), kind in self._apart.items() if kind == "not"),
            frozenset(face for each in every for face in _faces_of(each)),
            overruled,
            {one: other for one, other in stays.items() if one != other},
            frozenset(self._own.union(*(faces for _, faces in groups if not self._own.isdisjoint(faces)))),
            known,
        )

    def _groups(self) -> list[tuple[str, list[str]]]:
        return [(node, self._members.get(node, [node])) for node in self._up if self._root(node) == node]

    def _marked(self, kind: Kind, groups: Sequence[tuple[str, list[str]]]) -> frozenset[str]:
        return frozenset(face for root, faces in groups if self._mark.get(root) == kind for face in faces)

    def _root(self, node: str) -> str:
        self._up.setdefault(node, node)
        while self._up[node] != node:
            self._up[node] = self._up[self._up[node]]
            node = self._up[node]
        return node

    def _node_of_person(self, person: str | None) -> str:
        node = f"p{person}"
        if node not in self._up:
            self._person[self._root(node)] = person or ""
        return node

    def _merge(self, word: Assertion) -> bool:
        """Merge two persons, of whom `word.other` remains. Returns False if an answer keeps them apart."""
        gone, stays = self._node_of_person(word.person), self._node_of_person(word.other)
        first, second = self._root(gone), self._root(stays)
        if first != second and self._forbidden(first, second):
            return False
        self._merges.append(word)
        if first == second:
            return True
        kept = self._person[second]
        self._person.pop(first)
        self._join(first, second)
        self._person[self._root(stays)] = kept
        return True

    def _tie(self, one: str, other: str) -> bool:
        first, second = self._root(one), self._root(other)
        if first == second:
            return True
        if self._contradicts(first, second):
            return False
        self._join(first, second)
        return True

    def _contradicts(self, first: str, second: str) -> bool:
        """Whether two groups cannot be one: two persons, a person and a mark, a `no_face`, or an answer forbids it."""
        if first in self._person and second in self._person:
            return True
        marks = {self._mark[root] for root in (first, second) if root in self._mark}
        named = first in self._person or second in self._person
        return bool(marks and named) or "no_face" in marks or self._forbidden(first, second)

    def _forbidden(self, first: str, second: str) -> bool:
        smaller, larger = sorted((first, second), key=lambda root: len(self._kept.get(root, ())))
        return any(self._root(each) == larger for each in self._kept.get(smaller, ()))

    def _join(self, first: str, second: str) -> None:
        """Join two groups; the larger one takes in the smaller one."""
        larger, smaller = first, second
        if len(self._members.get(first, ())) < len(self._members.get(second, ())):
            larger, smaller = second, first
        self._up[smaller] = larger
        self._members.setdefault(larger, [larger]).extend(self._members.pop(smaller, [smaller]))
        self._kept.setdefault(larger, set()).update(self._kept.pop(smaller, ()))
        if smaller in self._person:
            self._person[larger] = self._person.pop(smaller)
        if smaller in self._mark:
            self._mark[larger] = self._mark.pop(smaller)

    def _keep_apart(self, one: str, other: str, kind: Kind) -> bool:
        first, second = self._root(one), self._root(other)
        if first == second:
            return False
        self._kept.setdefault(first, set()).add(other)
        self._kept.setdefault(second, set()).add(one)
        self._apart[one, other] = kind
        return True

    def _put_mark(self, node: str, kind: Kind) -> bool:
        root = self._root(node)
        alone = kind == "stranger" or len(self._members.get(root, ())) <= 1
        if root in self._person or self._mark.get(root, kind) != kind or not alone:
            return False
        self._mark[root] = kind
        return True


def _face(face: str | None) -> str:
    return f"f{face}"


def _faces_of(word: Assertion) -> Iterable[str]:
    if word.kind in ABOUT_FACES:
        yield from filter(None, (word.face, word.other))
