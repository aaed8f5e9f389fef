"""Words about faces that are open again: what is left of what was said of them together with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from runner.store.people import Assertion


class Stars:
    """Which faces stand for one that is open again.

    That several faces show one person is said as a star: the first of them is the same as each other one. When the
    first is opened, that still holds of the others, and so does whom they differ from: another one takes its place.
    """

    def __init__(self, words: Iterable[Assertion]) -> None:
        self._opened: dict[str, int] = {}  # by face, the newest word that opens it
        self._points: Mapping[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for word in words:
            if word.kind == "open":
                self._opened[word.face or ""] = max(word.id, self._opened.get(word.face or "", word.id))
            elif word.kind == "same":
                self._points[word.change, word.face or ""].append((word.id, word.other or ""))

    def standing(self, word: Assertion) -> Assertion | None:
        """A word about faces as it holds with those that were opened since; None where nothing of it is left."""
        if word.kind not in ("same", "different"):
            return None if self._is_open(word.face, word) else word
        one, other = self._stands_for(word.face, word), self._stands_for(word.other, word)
        if one is None or other is None or (word.kind == "same" and self._is_open(word.other, word)):
            return None
        return word if (one, other) == (word.face, word.other) else word._replace(face=one, other=other)

    def _stands_for(self, face: str | None, word: Assertion) -> str | None:
        if not self._is_open(face, word):
            return face
        points = sorted(self._points.get((word.change, face or ""), ()))
        return next((point for _, point in points if not self._is_open(point, word)), None)

    def _is_open(self, face: str | None, word: Assertion) -> bool:
        return word.id < self._opened.get(face or "", word.id)
