"""One text in progress: which token comes next, and when it ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runner.models.llama.constraint import Constraint, Grammar, choose
from runner.models.llama.sampling import Pick, penalise
from runner.models.llama.tokens import TokenVocabulary


class GenerationState:
    """A text that is written token by token; it holds everything that one sequence of a batch needs."""

    def __init__(
        self, vocabulary: TokenVocabulary, grammar: Grammar, pick: Pick, max_tokens: int, repeat_penalty: float
    ) -> None:
        self.tokens: list[int] = []
        self.finished = False
        self._vocabulary, self._pick = vocabulary, pick
        self._max_tokens, self._repeat_penalty = max_tokens, repeat_penalty
        self._constraint = Constraint(grammar)

    def proceed(self, logits: NDArray[np.float32]) -> int | None:
        """Write one token and return it to be read; None if the text ends with it. Changes `logits` in place.

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
        """The text so far, without an incomplete character at its end."""
        return b"".join(map(self._vocabulary.piece, self.tokens)).decode(errors="ignore")
