"""The similarity of one text to each of many, for a text that comes later than all the others."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runner.text.duplicates.matching import Text, words


class Many:
    """Texts prepared for comparison with one text at a time, which takes some milliseconds for 100,000 of them."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._code: dict[str, int] = {}
        codes, sizes = array("i"), array("i")
        for text in texts:
            own = frozenset(words(text))
            sizes.append(len(own))
            codes.extend(self._code.setdefault(word, len(self._code)) for word in own)
        self._words: NDArray[Any] = np.frombuffer(codes, dtype=np.intc)
        self._sizes: NDArray[Any] = np.frombuffer(sizes, dtype=np.intc)
        self._owner: NDArray[Any] = np.repeat(np.arange(len(sizes), dtype=np.int32), self._sizes)

    def likeness(self, text: Text) -> NDArray[Any]:
        """The similarity of `text` to each text, from 0 to 1; 0 if either of the two has no words."""
        own = frozenset(words(text))
        known = [self._code[word] for word in own if word in self._code]
        is_own = np.zeros(len(self._code), dtype=bool)
        is_own[known] = True
        common = np.bincount(self._owner[is_own[self._words]], minlength=len(self._sizes))
        union = len(own) + self._sizes - common
        return np.divide(common, union, out=np.zeros(len(self._sizes)), where=union > 0)
