"""Pictures as a vision model reads them: encoded by its mmproj, then placed among the tokens."""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import llama_cpp.llama_cpp as cpp
from llama_cpp import mtmd_cpp as mtmd

from runner.errors import EnvironmentProblem, InferenceError
from runner.models.context import Context
from runner.models.native import log

# llama.cpp would also take sounds and films, and start ffmpeg for the latter.
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class Chunk(NamedTuple):
    """A stretch of a prompt that is part of a picture, to be encoded when it is read."""

    pointer: Any
    size: int  # cells of the context that it fills


Segment = list[int] | Chunk
"""A stretch of a prompt: tokens, or part of a picture."""


class Tower:
    """The vision part of a model: its mmproj."""

    def __init__(self, path: Path, model: Any, threads: int, attention: int, on_gpu: bool) -> None:
        self._pointer = _load(path, model, threads, attention, on_gpu)
        self.close = weakref.finalize(self, mtmd.mtmd_free, self._pointer)
        if not mtmd.mtmd_support_vision(self._pointer):
            self.close()
            raise EnvironmentProblem(
                f"{path} is an mmproj for sound, not for pictures.", "Give the model's vision mmproj."
            )

    @contextmanager
    def segments(self, picture: bytes) -> Iterator[list[Segment]]:
        """Yield a JPEG or PNG as segments, in order: picture chunks, and the tokens that this model puts around them.

        The chunks are valid inside the `with`. Raises InferenceError when the bytes are no such picture.
        """
        bitmap = self._bitmap(picture)
        chunks = mtmd.mtmd_input_chunks_init()
        try:
            part = mtmd.mtmd_input_part(None, bitmap)
            parts = (ctypes.POINTER(mtmd.mtmd_input_part) * 1)(ctypes.pointer(part))
            if mtmd.mtmd_tokenize_from_parts(self._pointer, chunks, parts, 1, False) != 0:
                raise InferenceError(f"llama.cpp could not prepare the picture: {log().errors()}")
            yield [_segment(mtmd.mtmd_input_chunks_get(chunks, i)) for i in range(mtmd.mtmd_input_chunks_size(chunks))]
        finally:
            mtmd.mtmd_input_chunks_free(chunks)
            mtmd.mtmd_bitmap_free(bitmap)

    def read(self, chunk: Chunk, context: Context, start: int, sequence: int) -> int:
        """Encode a chunk and read it at `start`; return the position after it. Raises InferenceError."""
        if mtmd.mtmd_decode_use_non_causal(self._pointer, chunk.pointer) and chunk.size > context.batch:
            raise EnvironmentProblem(
                f"This model reads a picture's {chunk.size} tokens at once, but a batch holds {context.batch}.",
                f"Set batch to {chunk.size} or more.",
            )
        log().clear()
        end = cpp.llama_pos(0)
        code = mtmd.mtmd_helper_eval_chunk_single(
            self._pointer, context.pointer, chunk.pointer, start, sequence, context.batch, False, ctypes.byref(end)
        )
        if code != 0:
            raise InferenceError(f"llama.cpp could not read the picture (code {code}): {log().errors()}")
        return int(end.value)

    def _bitmap(self, picture: bytes) -> Any:
        if not picture.startswith(_STARTS):
            raise InferenceError("the picture for the model is neither a JPEG nor a PNG")
        log().clear()
        data = (ctypes.c_uint8 * len(picture)).from_buffer_copy(picture)
        bitmap = mtmd.mtmd_helper_bitmap_init_from_buf(self._pointer, data, len(picture), False)
        if not bitmap:
            raise InferenceError(f"the picture for the model could not be decoded: {log().errors()}")
        return bitmap


def _load(path: Path, model: Any, threads: int, attention: int, on_gpu: bool) -> Any:
    log().clear()
    params = mtmd.mtmd_context_params_default()
    params.n_threads, params.use_gpu, params.print_timings = threads, on_gpu, False
    params.flash_attn_type = attention
    tower = mtmd.mtmd_init_from_file(str(path).encode(), model, params)
    if not tower:
        raise EnvironmentProblem(
            f"The mmproj {path} could not be loaded with this model: {log().errors() or 'llama.cpp gives no reason'}.",
            "Give the mmproj file that was published with the model, complete.",
        )
    return tower


def _segment(chunk: Any) -> Segment:
    size = ctypes.c_size_t(mtmd.mtmd_input_chunk_get_n_tokens(chunk))
    if mtmd.mtmd_input_chunk_get_type(chunk) != mtmd.MTMD_INPUT_CHUNK_TYPE_TEXT:
        return Chunk(chunk, size.value)
    tokens = mtmd.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
    return list(tokens[: size.value])
