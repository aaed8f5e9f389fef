"""llama.cpp's key-value cache: several texts side by side, which advance together by one token per step.

Each text has a stream of its own, so that its results do not depend on where the others are stored. With shared cells
(`kv_unified`) every token would also cost the attention to all other texts.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import NamedTuple

import llama_cpp.llama_cpp as cpp
import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvError, InferenceError
from runner.messages import say
from runner.models.llama.native import log


class Token(NamedTuple):
    """One token of one text."""

    id: int
    position: int
    sequence: int


class Context:
    """The key-value cache of one model. A sequence is one text; its tokens have positions from 0."""

    def __init__(self, model: object, sequences: int, cells: int, batch: int, threads: int, attention: int) -> None:
        """Make room for `sequences` texts of `cells` tokens each, read in batches of at most `batch` tokens."""
        self.sequences, self.batch = sequences, batch
        self.pointer = _make(model, sequences, cells, batch, threads, attention)
        self.cells = int(cpp.llama_n_ctx_seq(self.pointer))
        self._vocabulary_size = int(cpp.llama_vocab_n_tokens(cpp.llama_model_get_vocab(model)))
        self._memory = cpp.llama_get_memory(self.pointer)
        self._tokens = cpp.llama_batch_init(max(batch, sequences), 0, 1)
        self._outputs = 0
        self.close = weakref.finalize(self, _free, self.pointer, self._tokens)

    def forget(self, sequence: int) -> None:
        """Empty one sequence."""
        cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def cut(self, sequence: int, end: int) -> bool:
        """Forget a sequence from position `end` on. If the model keeps no single tokens, forget all and return False.

        Recurrent models keep one state for the whole text, which cannot be cut.
        """
        kept = bool(cpp.llama_memory_seq_rm(self._memory, sequence, end, -1))
        if not kept:
            self.forget(sequence)
        return kept

    def copy(self, source: int, sequence: int) -> None:
        """Make `sequence` the same text as `source`, without reading it again."""
        self.forget(sequence)
        cpp.llama_memory_seq_cp(self._memory, source, sequence, -1, -1)

    def read(self, tokens: Sequence[int], start: int, sequence: int) -> int:
        """Read a text's tokens at positions from `start` on; return the position after the last.

        The logits after the last token are in row 0. Raises InferenceError.
        """
        for first in range(0, len(tokens), self.batch):
            part = tokens[first : first + self.batch]
            self._decode([Token(token, start + first + i, sequence) for i, token in enumerate(part)], len(part) - 1)
        return start + len(tokens)

    def step(self, tokens: Sequence[Token]) -> None:
        """Read the next token of several texts at once, by ascending sequence; row i then belongs to text i.

        Raises InferenceError.
        """
        self._decode(tokens, 0)

    def logits(self, row: int) -> NDArray[np.float32]:
        """The logits of the vocabulary for the next token of the text in this row; valid until the next read.

        Raises InferenceError if they are not numbers, because weights are damaged or overflow.
        """
        pointer = cpp.llama_get_logits_ith(self.pointer, self._outputs + row)
        logits: NDArray[np.float32] = np.ctypeslib.as_array(pointer, (self._vocabulary_size,))
        if np.isnan(logits.max()):
            raise InferenceError(say("model.no_numbers"))
        return logits

    def _decode(self, tokens: Sequence[Token], outputs: int) -> None:
        """Evaluate the tokens; the logits of those from index `outputs` on are kept."""
        batch, self._outputs = self._tokens, outputs
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i], batch.pos[i], batch.n_seq_id[i], batch.logits[i] = *token[:2], 1, i >= outputs
            batch.seq_id[i][0] = token.sequence
        log().clear()
        code = cpp.llama_decode(self.pointer, batch)
        if code != 0:
            raise InferenceError(say("model.text_not_read", code=code, reason=log().errors() or "no reason given"))


def _make(model: object, sequences: int, cells: int, batch: int, threads: int, attention: int) -> object:
    log().clear()
    params = cpp.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_ubatch = cells * sequences, batch, batch
    params.n_seq_max, params.n_outputs_max, params.kv_unified = sequences, max(2, sequences), False
    params.n_threads = params.n_threads_batch = threads
    params.flash_attn_type = attention
    made = cpp.llama_init_from_model(model, params)
    if not made:
        raise EnvError(
            f"There is no memory for {sequences} × {cells} tokens of context:"
            f" {log().errors() or 'llama.cpp gives no reason'}.",
            "Take a smaller context, fewer sequences, fewer gpu_layers, or a smaller model.",
        )
    return made


def _free(context: object, batch: object) -> None:
    cpp.llama_batch_free(batch)
    cpp.llama_free(context)
