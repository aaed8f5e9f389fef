"""llama.cpp's memory of what was read, in sequences that can share a beginning."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any

import llama_cpp.llama_cpp as cpp
import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvironmentProblem, InferenceError
from runner.models.native import log

SHARED, OWN = 0, 1
"""Sequence that holds the beginning common to all prompts, and the one that a prompt is read and continued in."""


class Context:
    """The key-value cache of one model. A sequence is one text; its tokens lie at positions from 0."""

    def __init__(self, model: Any, cells: int, batch: int, threads: int, attention: int) -> None:
        """Make room for `cells` tokens over all sequences, read in batches of at most `batch` tokens."""
        self.batch = batch
        self.pointer = _make(model, cells, batch, threads, attention)
        self.cells = int(cpp.llama_n_ctx(self.pointer))
        self._vocabulary_size = int(cpp.llama_vocab_n_tokens(cpp.llama_model_get_vocab(model)))
        self._memory = cpp.llama_get_memory(self.pointer)
        self._tokens = cpp.llama_batch_init(batch, 0, 1)
        self.close = weakref.finalize(self, _free, self.pointer, self._tokens)

    def clear(self) -> None:
        """Forget every sequence."""
        cpp.llama_memory_clear(self._memory, True)

    def restart(self, sequence: int, source: int) -> None:
        """Make `sequence` the same text as `source`, without reading it again."""
        cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        cpp.llama_memory_seq_cp(self._memory, source, sequence, -1, -1)

    def read(self, tokens: Sequence[int], start: int, sequence: int) -> int:
        """Read tokens at positions from `start` on and return the position after the last. Raises InferenceError."""
        for first in range(0, len(tokens), self.batch):
            self._read_batch(tokens[first : first + self.batch], start + first, sequence)
        return start + len(tokens)

    def logits(self) -> NDArray[np.float32]:
        """The logit of each token of the vocabulary to come after the last token read, until the next read.

        Raises InferenceError when they are no numbers, as with weights that are damaged or overflow.
        """
        pointer = cpp.llama_get_logits_ith(self.pointer, -1)
        logits: NDArray[np.float32] = np.ctypeslib.as_array(pointer, (self._vocabulary_size,))
        if np.isnan(logits.max()):
            raise InferenceError("the model computes no numbers; its file may be damaged")
        return logits

    def _read_batch(self, tokens: Sequence[int], start: int, sequence: int) -> None:
        batch, last = self._tokens, len(tokens) - 1
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i], batch.pos[i], batch.n_seq_id[i], batch.logits[i] = token, start + i, 1, i == last
            batch.seq_id[i][0] = sequence
        log().clear()
        code = cpp.llama_decode(self.pointer, batch)
        if code != 0:
            raise InferenceError(
                f"llama.cpp could not read the text (code {code}): {log().errors() or 'no reason given'}"
            )


def _make(model: Any, cells: int, batch: int, threads: int, attention: int) -> Any:
    log().clear()
    params = cpp.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_ubatch = cells, batch, batch
    params.n_seq_max, params.n_outputs_max, params.kv_unified = OWN + 1, OWN + 1, True
    params.n_threads = params.n_threads_batch = threads
    params.flash_attn_type = attention
    made = cpp.llama_init_from_model(model, params)
    if not made:
        raise EnvironmentProblem(
            f"There is no memory for a context of {cells} tokens: {log().errors() or 'llama.cpp gives no reason'}.",
            "Take a smaller context, fewer gpu_layers, or a smaller model.",
        )
    return made


def _free(context: Any, batch: Any) -> None:
    cpp.llama_batch_free(batch)
    cpp.llama_free(context)
