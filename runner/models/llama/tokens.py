"""Converts text to tokens and back; untrusted text can never become a control token."""

from __future__ import annotations

import ctypes
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import llama_cpp.llama_cpp as cpp
import numpy as np
from numpy.typing import NDArray

from runner.models.llama.chat import Piece

_SPECIAL = cpp.LLAMA_TOKEN_ATTR_CONTROL | cpp.LLAMA_TOKEN_ATTR_UNKNOWN
# The last word before untrusted text may merge with it into other tokens. It has at most four tokens.
_MARGIN = 4


class TokenVocabulary:
    """The tokens of one model."""

    def __init__(self, model: object) -> None:
        self.pointer = cpp.llama_model_get_vocab(model)
        self.size = int(cpp.llama_vocab_n_tokens(self.pointer))
        attributes = np.array([cpp.llama_vocab_get_attr(self.pointer, token) for token in range(self.size)])
        special: list[int] = np.flatnonzero(attributes & _SPECIAL).tolist()
        named: list[int] = np.flatnonzero(attributes & cpp.LLAMA_TOKEN_ATTR_USER_DEFINED).tolist()
        marked = (*special, *named, cpp.llama_vocab_eos(self.pointer))
        self.endings = [int(token) for token in marked if cpp.llama_vocab_is_eog(self.pointer, int(token))]
        self.control: NDArray[np.int64] = np.array([t for t in special if t not in self.endings], np.int64)
        self._named = [text for text in map(self._text, named) if len(text) > 1 and text.strip()]
        self._special = [*filter(None, map(self._text, special)), *self._named]

    @functools.cached_property
    def pieces(self) -> list[bytes]:
        """The bytes that each token writes."""
        return [self.piece(token) for token in range(self.size)]

    @functools.cached_property
    def first_byte(self) -> NDArray[np.uint8]:
        """The first byte that each token writes; 0 for those that write none."""
        return np.array([piece[:1] or b"\0" for piece in self.pieces]).view(np.uint8)

    @functools.cached_property
    def characters(self) -> NDArray[np.int32]:
        """The tokens that write exactly one ASCII character."""
        single = np.array([len(piece) == 1 for piece in self.pieces])
        return np.flatnonzero(single & (self.first_byte > 0) & (self.first_byte < 128)).astype(np.int32)

    def bos(self) -> str:
        """The text of the token that begins every prompt, or ''."""
        return self._text(cpp.llama_vocab_bos(self.pointer))

    def eos(self) -> str:
        """The text of the token that ends a turn, or ''."""
        return self._text(cpp.llama_vocab_eos(self.pointer))

    def encode(self, pieces: Sequence[Piece]) -> list[int]:
        """Return the tokens of text pieces. Control tokens come from trusted text only.

        Plain words on both sides of a border between trusted and untrusted text are tokenised together, as the
        model knows them from its training.
        """
        return [token for text, special in self._runs(pieces) for token in self._tokens(text, special)]

    def begin(self, pieces: Sequence[Piece]) -> tuple[list[int], int]:
        """Return the tokens at the start of a prompt, and how many of the first are the same for any untrusted text.

        They start with exactly one beginning-of-text token, if the model wants one.
        """
        tokens = self._with_bos(self.encode(pieces))
        trusted = list(itertools.takewhile(lambda piece: piece.trusted, pieces))
        fixed = self._with_bos(self.encode(trusted))[:-_MARGIN]
        differs = (i for i, (ours, theirs) in enumerate(zip(fixed, tokens, strict=False)) if ours != theirs)
        return tokens, next(differs, min(len(fixed), len(tokens)))

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token writes; a control token writes none."""
        buffer = ctypes.create_string_buffer(64)
        length = cpp.llama_token_to_piece(self.pointer, token, buffer, len(buffer), 0, False)
        if length < 0:
            buffer = ctypes.create_string_buffer(-length)
            length = cpp.llama_token_to_piece(self.pointer, token, buffer, len(buffer), 0, False)
        return buffer.raw[:length]

    def _with_bos(self, tokens: list[int]) -> list[int]:
        bos = cpp.llama_vocab_bos(self.pointer)
        missing = cpp.llama_vocab_get_add_bos(self.pointer) and tokens[:1] != [bos]
        return [bos, *tokens] if missing else tokens

    def _runs(self, pieces: Iterable[Piece]) -> Iterator[tuple[str, bool]]:
        """Stretches of text, each with a flag that says whether control tokens may be read in it."""
        for foreign, group in itertools.groupby(self._stretches(pieces), key=lambda stretch: stretch[1]):
            text = "".join(text for text, _ in group)
            yield from ((part, False) for part in _cut(text, self._named)) if foreign else [(text, True)]

    def _stretches(self, pieces: Iterable[Piece]) -> Iterator[tuple[str, bool]]:
        """Stretches of text between special tokens, each with a flag that says whether it contains untrusted words."""
        parts = [part for piece in pieces for part in self._parts(piece)]
        for special, group in itertools.groupby(parts, key=lambda part: part[1]):
            texts = list(group)
            yield "".join(text for text, _, _ in texts), not special and not all(trusted for _, _, trusted in texts)

    def _parts(self, piece: Piece) -> Iterator[tuple[str, bool, bool]]:
        """Parts of a piece, each with flags that say whether it is a special token and whether it is trusted."""
        if not piece.trusted:
            yield piece.text, False, False
            return
        present = sorted((text for text in self._special if text in piece.text), key=len, reverse=True)
        pattern = "|".join(map(re.escape, present))
        split = re.split(f"({pattern})", piece.text) if present else [piece.text]
        yield from ((text, i % 2 == 1, True) for i, text in enumerate(split) if text)

    def _tokens(self, text: str, special: bool) -> list[int]:
        raw = text.encode(errors="replace")
        buffer = (cpp.llama_token * (3 * len(raw) + 8))()
        count = cpp.llama_tokenize(self.pointer, raw, len(raw), buffer, len(buffer), False, special)
        return list(buffer[:count])

    def _text(self, token: int) -> str:
        text = cpp.llama_vocab_get_text(self.pointer, int(token)) if token >= 0 else None
        return str(text.decode(errors="replace")) if text else ""


def _cut(text: str, named: Iterable[str]) -> list[str]:
    """Cut `text` inside every occurrence of a name: llama.cpp reads user-defined tokens wherever they occur."""
    cuts = {0, len(text)}
    for name in (name for name in named if name in text):
        cuts.update(found.start() + 1 for found in re.finditer(f"(?={re.escape(name)})", text))
    return [text[start:end] for start, end in itertools.pairwise(sorted(cuts))]
