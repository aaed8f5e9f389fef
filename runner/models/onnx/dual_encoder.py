"""A dual encoder in ONNX Runtime: pictures and words as vectors in one space."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from runner.errors import EnvError, InferenceError
from runner.messages import say
from runner.models.onnx.model import OnnxModel
from runner.models.onnx.sessions import Device
from runner.models.options import EncoderOptions
from runner.models.weights.files import how_to_fetch

Vectors = NDArray[np.float32]
"""Rows of length 1: their dot products are cosines."""

_VISION, _TEXT = 0, 1  # sessions
_VISION_OUTPUTS, _TEXT_OUTPUTS = ("image_embeds", "pooler_output"), ("text_embeds", "pooler_output")
TEXT_BATCH = 32


def encoder_files(options: EncoderOptions) -> tuple[Path, Path, Path]:
    """Return the vision encoder, the text encoder and the tokenizer. Raises EnvError if one is missing."""
    paths = tuple(Path(each).expanduser() for each in (options.vision, options.text, options.tokenizer))
    for path in paths:
        if not path.is_file():
            mend = how_to_fetch(options.weights, path) or "Set embed.encoder to files that exist."
            raise EnvError(f"The file {path} of the dual encoder does not exist.", mend)
    return paths[0], paths[1], paths[2]


class DualEncoder(OnnxModel):
    """A loaded dual encoder. `runs_on` is where its vision encoder runs."""

    def __init__(self, options: EncoderOptions, device: Device, threads: int) -> None:
        """Load both encoders. Raises EnvError if one cannot be used, or not on that device."""
        vision, text, tokenizer = encoder_files(options)
        super().__init__(vision.stem, (vision, text, tokenizer))
        self._tokenizer, self._lowercase = _tokenizer(tokenizer, options), options.lowercase
        self._vision_output = _output(self._open(vision, device, threads), _VISION_OUTPUTS, vision)
        self._text_output = _output(self._open(text, device, threads), _TEXT_OUTPUTS, text)
        self._text_inputs = [tensor.name for tensor in self._sessions[_TEXT].get_inputs()]

    def encode_pictures(self, pictures: NDArray[np.float32]) -> Vectors:
        """Return the vectors of pictures [n, 3, size, size] normalised as the options say. Raises InferenceError."""
        (tensor,) = self._sessions[_VISION].get_inputs()
        return _unit(_run(self._sessions[_VISION], self._vision_output, {tensor.name: pictures}))

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts. Raises InferenceError."""
        return np.concatenate(
            [self._encode_batch(texts[at : at + TEXT_BATCH]) for at in range(0, len(texts), TEXT_BATCH)]
        )

    def _encode_batch(self, texts: Sequence[str]) -> Vectors:
        tokens = self._tokenizer.encode_batch([text.lower() if self._lowercase else text for text in texts])
        known = {"input_ids": [each.ids for each in tokens], "attention_mask": [each.attention_mask for each in tokens]}
        inputs = {name: np.array(known[name], np.int64) for name in self._text_inputs}
        return _unit(_run(self._sessions[_TEXT], self._text_output, inputs))


def _tokenizer(path: Path, options: EncoderOptions) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing more specific
        raise EnvError(f"{path} is not a tokenizer: {error}", "Give the tokenizer.json of the model.") from error
    padding = tokenizer.padding or {"pad_id": 0, "pad_token": tokenizer.id_to_token(0)}
    length = options.tokens if options.padding == "full" else None
    tokenizer.enable_padding(pad_id=padding["pad_id"], pad_token=padding["pad_token"], length=length)
    tokenizer.enable_truncation(options.tokens)
    return tokenizer


def _output(session: Any, names: Sequence[str], path: Path) -> str:
    offered = [tensor.name for tensor in session.get_outputs()]
    found = next((name for name in names if name in offered), None)
    unknown = {tensor.name for tensor in session.get_inputs()} - {"pixel_values", "input_ids", "attention_mask"}
    if found is None or unknown:
        raise EnvError(
            f"{path} reads {', '.join(sorted(unknown)) or 'what it should'} and gives {', '.join(offered)}.",
            f"Give an encoder from pixel_values or input_ids to {' or '.join(names)}, as transformers exports them.",
        )
    return found


def _run(session: Any, output: str, inputs: dict[str, Any]) -> NDArray[np.float32]:
    try:
        (found,) = session.run([output], inputs)
    except Exception as error:  # ONNX Runtime's exceptions have no common base
        raise InferenceError(
            say("model.encoder_failed", provider=session.get_providers()[0], reason=str(error))
        ) from error
    return np.asarray(found, np.float32)


def _unit(vectors: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths == 0).any():
        raise InferenceError(say("model.zero_vector"))
    unit: Vectors = vectors / lengths
    return unit
