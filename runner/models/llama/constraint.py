"""Constrains a text to a grammar at the cost of checking one token, not the vocabulary.

Masking 150,000 tokens before each draw costs 18 to 35 ms. A model that was shown the form almost always draws a token
that fits, so the drawn token is checked alone, and the likeliest others are checked only if it does not fit.
"""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Iterator

import llama_cpp.llama_cpp as cpp
import numpy as np
from numpy.typing import NDArray

from runner.errors import InferenceError
from runner.messages import say
from runner.models.llama.sampling import Pick
from runner.models.llama.tokens import TokenVocabulary

_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
_FEW, _MANY = 64, 1024


class Grammar:
    """A GBNF grammar, parsed for one vocabulary."""

    def __init__(self, vocabulary: TokenVocabulary, text: str) -> None:
        """Parse `text`, whose first rule is `root`. Raises ValueError if llama.cpp refuses it."""
        self.vocabulary = vocabulary
        self.start = cpp.llama_sampler_init_grammar(vocabulary.pointer, text.encode(), b"root") if text else None
        if not self.start:
            raise ValueError(f"llama.cpp refuses the grammar:\n{text}")
        weakref.finalize(self, cpp.llama_sampler_free, self.start)


class Constraint:
    """The position of one text in a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._state: object = cpp.llama_sampler_clone(grammar.start)
        weakref.finalize(self, cpp.llama_sampler_free, self._state)

    def allowed(self, tokens: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return those of `tokens` that may come next, in the same order."""
        candidates = np.zeros(len(tokens), _CANDIDATE)
        candidates["id"] = tokens
        pointer = candidates.ctypes.data_as(cpp.llama_token_data_p)
        array = cpp.llama_token_data_array(pointer, len(tokens), -1, False)
        cpp.llama_sampler_apply(self._state, ctypes.byref(array))
        refused = np.isneginf(candidates["logit"])
        return tokens[~refused]

    def allows(self, token: int) -> bool:
        """Whether `token` may come next."""
        return self.allowed(np.array([token], np.int32)).size > 0

    def accept(self, token: int) -> None:
        """Advance past an allowed token; with any other llama.cpp aborts the process."""
        cpp.llama_sampler_accept(self._state, token)

    def complete(self) -> bool:
        """Whether the text may end here."""
        return self.allows(self._grammar.vocabulary.endings[0])

    def possible(self) -> NDArray[np.int32]:
        """Return the tokens whose first character may come next; all allowed tokens are among them.

        Checking 128 characters first saves checking most of the vocabulary if the form prescribes the next one.
        """
        vocabulary = self._grammar.vocabulary
        allowed = np.full(256, True)
        allowed[vocabulary.first_byte[vocabulary.characters]] = False
        allowed[vocabulary.first_byte[self.allowed(vocabulary.characters)]] = True
        return np.flatnonzero(allowed[vocabulary.first_byte]).astype(np.int32)


def choose(logits: NDArray[np.float32], constraint: Constraint, pick: Pick) -> int:
    """Return the next token: what `pick` takes from the logits (one per token), or from those that the grammar allows.

    Raises InferenceError if no token of the vocabulary is allowed.
    """
    token = pick(logits)
    if constraint.allows(token):
        return token
    for candidates in _candidates(logits, constraint):
        tokens = constraint.allowed(candidates[np.isfinite(logits[candidates])])
        if tokens.size:
            return int(tokens[pick(logits[tokens])])
    raise InferenceError(say("model.no_token"))


def _candidates(logits: NDArray[np.float32], constraint: Constraint) -> Iterator[NDArray[np.int32]]:
    """Yield growing sets of tokens, the last with all that may fit, by ascending id so the first of equals wins."""
    if logits.size > _MANY:
        many = np.argpartition(logits, -_MANY)[-_MANY:].astype(np.int32)
        few = many[np.argpartition(logits[many], -_FEW)[-_FEW:]]
        yield from (np.sort(few), np.sort(many))
    yield constraint.possible()
