"""One text on its way: which token comes next, and when it ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runner.models.llama.constraint import Constraint, Grammar, choose
from runner.models.llama.sampling import Pick, penalise
from runner.models.llama.tokens import TokenVocabulary


class GenerationState:
    """A text that is written a token at a time; it holds everything that one sequence of a batch needs."""

    def __init__(
        self, vocabulary: TokenVocabulary, grammar: Grammar, pick: Pick, max_tokens: int, repeat_penalty: float
    ) -> None:
        self.tokens: list[int] = []
        self.finished = False
        self._vocabulary, self._pick = vocabulary, pick
        self._max_tokens, self._repeat_penalty = max_tokens, repeat_penalty
        self._constraint = Constraint(grammar)

    def proceed(self, logits: NDArray[np.float32]) -> int | None:
        """Write one token; return it to be read, or None when the text ends with it. Changes `logits`.

        Control tokens are never written: the grammar would take them for the characters of their names.
        """
        logits[self._vocabulary.control] = -np.inf
        penalise(logits, self.tokens, self._repeat_penalty)
        token = choose(logits, self._constraint, self._pick)
        self._constraint.accept(token)
        self.tokens.append(token)
        self.finished = self._constraint.complete()
        return None if self.finished or len(self.tokens) == self._max_tokens else token

    def text(self) -> str:
        """What is written so far, without the beginning of a character that was cut off."""
        return b"".join(map(self._vocabulary.piece, self.tokens)).decode(errors="ignore")
