"""What remains of answers about several faces when some of those faces are reopened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from runner.store.people import Assertion


class Stars:
    """Finds the faces that replace a reopened face in older answers.

    The answer that several faces show one person is stored as a star: the first face is the same as each of the others.
    If the first is reopened, the answer still holds for the others, and so do answers about whom they differ from:
    another face of the star takes its place.
    """

    def __init__(self, words: Iterable[Assertion]) -> None:
        self._opened: dict[str, int] = {}  # by face, the id of the newest answer that reopens it
        self._points: Mapping[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for word in words:
            if word.kind == "open":
                self._opened[word.face or ""] = max(word.id, self._opened.get(word.face or "", word.id))
            elif word.kind == "same":
                self._points[word.change, word.face or ""].append((word.id, word.other or ""))

    def standing(self, word: Assertion) -> Assertion | None:
        """An answer about faces as it holds after faces were reopened; None if nothing of it remains."""
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
