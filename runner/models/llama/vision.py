"""Pictures as a vision model reads them: encoded by its mmproj, then placed among the tokens."""

from __future__ import annotations

import ctypes
import hashlib
import threading
import weakref
from pathlib import Path

import llama_cpp.llama_cpp as cpp
import numpy as np
from llama_cpp import mtmd_cpp as mtmd
from numpy.typing import NDArray

from runner.errors import EnvError, InferenceError
from runner.messages import say
from runner.models.llama.context import Context
from runner.models.llama.encodings import Encodings
from runner.models.llama.native import log

# llama.cpp would also accept audio and video, and start ffmpeg for the latter.
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_NO_CALLBACK = mtmd.mtmd_helper_post_decode_callback()


class Chunk:
    """A stretch of a prompt that is part of a picture; it keeps its encoding once it is computed."""

    def __init__(self, pointer: object, size: int, key: tuple[str, int], owner: object) -> None:
        self.pointer, self._owner = pointer, owner
        self.size = size  # cells of the context that it fills
        self.key = key  # chunks with the same key are identical
        self.embedding: NDArray[np.float32] | None = None


Segment = list[int] | Chunk
"""A stretch of a prompt: tokens, or part of a picture."""


class VisionEncoder:
    """The vision part of a model: its mmproj. Threads may share it; it serves one at a time."""

    def __init__(
        self, path: Path, model: object, threads: int, attention: int, on_gpu: bool, cache: Encodings | None = None
    ) -> None:
        """`cache` keeps encodings for later. It is not used with a GPU, which encodes as fast as a disk reads."""
        self._pointer, self.on_gpu = _load(path, model, threads, attention, on_gpu), on_gpu
        self._cache = None if on_gpu else cache
        self._lock = threading.Lock()
        self._width = int(cpp.llama_model_n_embd_inp(model))
        self.close = weakref.finalize(self, mtmd.mtmd_free, self._pointer)
        if not mtmd.mtmd_support_vision(self._pointer):
            self.close()
            raise EnvError(f"{path} is an mmproj for sound, not for pictures.", "Give the model's vision mmproj.")

    def segments(self, picture: bytes) -> list[Segment]:
        """Return a JPEG or PNG as segments, in order: picture chunks, and the tokens that this model puts around them.

        Raises InferenceError if the bytes are no such picture.
        """
        with self._lock:
            chunks = _Chunks(self._pointer, _bitmap(self._pointer, picture))
        digest = hashlib.sha256(picture).hexdigest()
        return [_segment(pointer, (digest, i), chunks) for i, pointer in enumerate(chunks.pointers)]

    def encode(self, chunk: Chunk) -> NDArray[np.float32]:
        """Return the chunk's encoding (tokens × width), computed at the first call. Raises InferenceError."""
        with self._lock:
            if chunk.embedding is None and self._cache:
                chunk.embedding = self._cache.find(chunk.key, (chunk.size, self._width))
            if chunk.embedding is None:
                chunk.embedding = self._compute(chunk)
                if self._cache:
                    self._cache.keep(chunk.key, chunk.embedding)
            return chunk.embedding

    def _compute(self, chunk: Chunk) -> NDArray[np.float32]:
        log().clear()
        code = mtmd.mtmd_encode_chunk(self._pointer, chunk.pointer)
        if code != 0:
            raise InferenceError(say("model.picture_not_encoded", code=code, reason=log().errors()))
        found = mtmd.mtmd_get_output_embd(self._pointer)
        encoding: NDArray[np.float32] = np.ctypeslib.as_array(found, (chunk.size, self._width)).copy()
        return encoding

    def read(self, chunk: Chunk, context: Context, start: int, sequence: int) -> int:
        """Read a chunk at `start`, encoding it if need be; return the position after it. Raises InferenceError."""
        if mtmd.mtmd_decode_use_non_causal(self._pointer, chunk.pointer) and chunk.size > context.batch:
            raise EnvError(
                f"This model reads a picture's {chunk.size} tokens at once, but a batch holds {context.batch}.",
                f"Set batch to {chunk.size} or more.",
            )
        encoded = self.encode(chunk).ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        log().clear()
        end = cpp.llama_pos(0)
        code = mtmd.mtmd_helper_decode_image_chunk(
            self._pointer, context.pointer, chunk.pointer, encoded, start, sequence, context.batch,
            ctypes.byref(end), _NO_CALLBACK, None,
        )  # fmt: skip
        if code != 0:
            raise InferenceError(say("model.picture_not_read", code=code, reason=log().errors()))
        return int(end.value)


class _Chunks:
    """llama.cpp's list of the chunks of one picture, freed with the last of them."""

    def __init__(self, context: object, bitmap: object) -> None:
        chunks = mtmd.mtmd_input_chunks_init()
        weakref.finalize(self, mtmd.mtmd_input_chunks_free, chunks)
        part = mtmd.mtmd_input_part(None, bitmap)
        parts = (ctypes.POINTER(mtmd.mtmd_input_part) * 1)(ctypes.pointer(part))
        failed = mtmd.mtmd_tokenize_from_parts(context, chunks, parts, 1, False)
        mtmd.mtmd_bitmap_free(bitmap)
        if failed:
            raise InferenceError(say("model.picture_not_prepared", reason=log().errors()))
        self.pointers = [mtmd.mtmd_input_chunks_get(chunks, i) for i in range(mtmd.mtmd_input_chunks_size(chunks))]


def _bitmap(context: object, picture: bytes) -> object:
    if not picture.startswith(_STARTS):
        raise InferenceError(say("model.no_picture"))
    log().clear()
    data = (ctypes.c_uint8 * len(picture)).from_buffer_copy(picture)
    bitmap = mtmd.mtmd_helper_bitmap_init_from_buf(context, data, len(picture), False)
    if not bitmap:
        raise InferenceError(say("model.undecodable_picture", reason=log().errors()))
    return bitmap


def _load(path: Path, model: object, threads: int, attention: int, on_gpu: bool) -> object:
    log().clear()
    params = mtmd.mtmd_context_params_default()
    params.n_threads, params.use_gpu, params.print_timings = threads, on_gpu, False
    params.flash_attn_type = attention
    context = mtmd.mtmd_init_from_file(str(path).encode(), model, params)
    if not context:
        raise EnvError(
            f"The mmproj {path} could not be loaded with this model: {log().errors() or 'llama.cpp gives no reason'}.",
            "Give the mmproj file that was published with the model, complete.",
        )
    return context


def _segment(chunk: object, key: tuple[str, int], owner: object) -> Segment:
    size = ctypes.c_size_t(mtmd.mtmd_input_chunk_get_n_tokens(chunk))
    if mtmd.mtmd_input_chunk_get_type(chunk) != mtmd.MTMD_INPUT_CHUNK_TYPE_TEXT:
        return Chunk(chunk, size.value, key, owner)
    tokens = mtmd.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
    return list(tokens[: size.value])
