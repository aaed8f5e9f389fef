"""Makes a vision model with random weights that llama.cpp loads in milliseconds: `python tests/tiny_gguf.py FOLDER`.

A decoder over single bytes, and a CLIP tower of 64 patches with a two-layer projector; 1 MB together. It writes
nonsense, but through the same tokenizer, encoder, decoder and grammar as a real one. `QWEN` and `QWEN_TOWER` belong to
the family that places picture tokens in two dimensions and adapts to the picture's size.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import gguf
import numpy as np

F32 = gguf.GGMLQuantizationType.F32
# With these weights llama.cpp computes a text identically to the last bit, however many others run beside it.
EVEN = gguf.GGMLQuantizationType.Q4_1
PLAIN = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
CHATML = (
    "{% for m in messages %}<|turn|>{{ m['role'] }}\n{{ m['content'] }}<|eos|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}"
)


class TinyVlm(NamedTuple):
    """The paths of the two files."""

    model: Path
    mmproj: Path


@dataclass(frozen=True)
class Decoder:
    """A text model; change a field to get another one."""

    arch: str = "llama"
    width: int = 64
    layers: int = 2
    heads: int = 4
    ff: int = 128
    scale: float = 0.3
    seed: int = 0
    template: str | None = CHATML
    control: tuple[str, ...] = ("<|bos|>", "<|eos|>", "<|turn|>")
    named: tuple[str, ...] = ("<think>", "</think>")
    metadata: dict[str, Any] = field(default_factory=dict)
    weights: gguf.GGMLQuantizationType = EVEN
    kv_heads: int | None = None  # None: as many as heads
    words: int = 0  # further tokens, which no text is split into
    tied: bool = False  # whether the output layer is the embedding


@dataclass(frozen=True)
class Tower:
    """The vision part; `out` must be the decoder's width."""

    projector: str = "mlp"
    width: int = 64
    layers: int = 3
    heads: int = 4
    ff: int = 128
    image: int = 112
    patch: int = 14
    out: int = 64
    scale: float = 0.3
    seed: int = 1
    weights: gguf.GGMLQuantizationType = F32


QWEN = Decoder(arch="qwen2vl", metadata={"qwen2vl.rope.dimension_sections": [2, 3, 3, 0]})
QWEN_TOWER = Tower(projector="qwen2vl_merger")


class Writer:
    """Writes a GGUF file with random weights."""

    def __init__(
        self,
        path: Path,
        arch: str,
        seed: int,
        scale: float,
        kind: gguf.GGMLQuantizationType,
    ) -> None:
        self.out, self._random = gguf.GGUFWriter(path, arch), np.random.default_rng(seed)
        self._scale, self._kind = scale, kind

    def weight(self, name: str, *shape: int) -> None:
        values = self._random.standard_normal(shape, np.float32) * np.float32(self._scale)
        self.out.add_tensor(name, gguf.quants.quantize(values, self._kind), raw_dtype=self._kind)

    def embedding(self, name: str, *shape: int) -> None:
        """Add a weight that is added instead of multiplied."""
        self.out.add_tensor(name, self._random.standard_normal(shape, np.float32) * np.float32(self._scale))

    def norm(self, name: str, n: int) -> None:
        self.out.add_tensor(f"{name}.weight", np.ones(n, np.float32))

    def layer(self, name: str, rows: int, *columns: int) -> None:
        """Add a weight with a bias."""
        self.weight(f"{name}.weight", rows, *columns)
        self.bias(name, rows)

    def bias(self, name: str, n: int) -> None:
        self.out.add_tensor(f"{name}.bias", np.zeros(n, np.float32))

    def close(self) -> None:
        self.out.write_header_to_file()
        self.out.write_kv_data_to_file()
        self.out.write_tensors_to_file()
        self.out.close()


def write(folder: Path) -> TinyVlm:
    """Write a model and its mmproj into `folder`."""
    made = TinyVlm(folder / "tiny.gguf", folder / "tiny-mmproj.gguf")
    write_decoder(made.model, Decoder())
    write_tower(made.mmproj, Tower())
    return made


Tokenizer = Callable[[gguf.GGUFWriter, Decoder], int]
"""Writes a tokenizer and returns its number of tokens."""


def write_decoder(path: Path, shape: Decoder, tokenizer: Tokenizer | None = None) -> Path:
    """Write the model; without a `tokenizer`, texts are split into bytes."""
    writer = Writer(path, shape.arch, shape.seed, shape.scale, shape.weights)
    out = writer.out
    out.add_name("tiny")
    out.add_context_length(8192)
    out.add_embedding_length(shape.width)
    out.add_block_count(shape.layers)
    out.add_feed_forward_length(shape.ff)
    out.add_head_count(shape.heads)
    out.add_head_count_kv(shape.kv_heads or shape.heads)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_dimension_count(shape.width // shape.heads)
    vocabulary = (tokenizer or _tokenizer)(out, shape)
    writer.weight("token_embd.weight", vocabulary, shape.width)
    writer.norm("output_norm", shape.width)
    if not shape.tied:
        writer.weight("output.weight", vocabulary, shape.width)
    for i in range(shape.layers):
        _decoder_layer(writer, f"blk.{i}", shape)
    writer.close()
    return path


def write_tower(path: Path, shape: Tower) -> Path:
    writer = Writer(path, "clip", shape.seed, shape.scale, shape.weights)
    _vision_metadata(writer.out, shape)
    writer.weight("v.patch_embd.weight", shape.width, 3, shape.patch, shape.patch)
    if shape.projector == "mlp":
        merged = shape.width
        writer.embedding("v.class_embd", shape.width)
        writer.embedding("v.position_embd.weight", (shape.image // shape.patch) ** 2 + 1, shape.width)
    else:
        merged = shape.width * 4
        writer.weight("v.patch_embd.weight.1", shape.width, 3, shape.patch, shape.patch)
    for name in ("v.pre_ln", "v.post_ln"):
        writer.norm(name, shape.width)
        writer.bias(name, shape.width)
    for i in range(shape.layers):
        _tower_layer(writer, f"v.blk.{i}", shape)
    writer.layer("mm.0", merged, merged)
    writer.layer("mm.2", shape.out, merged)
    writer.close()
    return path


def _tokenizer(out: gguf.GGUFWriter, shape: Decoder) -> int:
    """Write 256 bytes, the control and user-defined tokens, and words. Returns the number of tokens."""
    symbols = _byte_symbols()
    kinds = [gguf.TokenType.NORMAL] * 256
    kinds += [gguf.TokenType.CONTROL] * len(shape.control) + [gguf.TokenType.USER_DEFINED] * len(shape.named)
    kinds += [gguf.TokenType.NORMAL] * shape.words
    out.add_tokenizer_model("gpt2")
    out.add_tokenizer_pre("default")
    out.add_token_list([*symbols, *shape.control, *shape.named, *itertools.islice(invented_words(), shape.words)])
    out.add_token_types(kinds)
    out.add_token_merges([f"{symbols[ord('t')]} {symbols[ord('h')]}"])  # llama.cpp refuses an empty list
    out.add_bos_token_id(256)
    out.add_eos_token_id(257)
    out.add_vocab_size(len(kinds))
    if shape.template is not None:
        out.add_chat_template(shape.template)
    for key, value in shape.metadata.items():
        out.add_key_value(key, value, gguf.GGUFValueType.get_type(value))
    return len(kinds)


def invented_words() -> Iterator[str]:
    """Yield invented words, each without and with the preceding blank that byte-level BPE writes as Ġ."""
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    for count in itertools.count(2):
        for parts in itertools.product(syllables, repeat=count):
            yield "".join(parts)
            yield "Ġ" + "".join(parts)


def _byte_symbols() -> list[str]:
    """The printable character that stands for each byte in byte-level BPE (GPT-2's table)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(spare)) for byte in range(256)]


def _decoder_layer(writer: Writer, name: str, shape: Decoder) -> None:
    for norm in ("attn_norm", "ffn_norm"):
        writer.norm(f"{name}.{norm}", shape.width)
    narrow = shape.width // shape.heads * (shape.kv_heads or shape.heads)
    for part, rows in (("attn_q", shape.width), ("attn_k", narrow), ("attn_v", narrow)):
        writer.layer(f"{name}.{part}", rows, shape.width)
    writer.weight(f"{name}.attn_output.weight", shape.width, shape.width)
    for part in ("ffn_gate", "ffn_up"):
        writer.weight(f"{name}.{part}.weight", shape.ff, shape.width)
    writer.weight(f"{name}.ffn_down.weight", shape.width, shape.ff)


def _tower_layer(writer: Writer, name: str, shape: Tower) -> None:
    for norm in ("ln1", "ln2"):
        writer.norm(f"{name}.{norm}", shape.width)
        writer.bias(f"{name}.{norm}", shape.width)
    for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
        writer.layer(f"{name}.{part}", shape.width, shape.width)
    writer.layer(f"{name}.ffn_up", shape.ff, shape.width)
    writer.layer(f"{name}.ffn_down", shape.width, shape.ff)


def _vision_metadata(out: gguf.GGUFWriter, shape: Tower) -> None:
    out.add_bool("clip.has_vision_encoder", True)
    out.add_bool("clip.has_text_encoder", False)
    out.add_bool("clip.has_llava_projector", True)
    out.add_string("clip.projector_type", shape.projector)
    out.add_bool("clip.use_gelu", True)
    numbers = {
        "image_size": shape.image,
        "patch_size": shape.patch,
        "embedding_length": shape.width,
        "feed_forward_length": shape.ff,
        "projection_dim": shape.out,
        "block_count": shape.layers,
        "attention.head_count": shape.heads,
    }
    for key, value in numbers.items():
        out.add_uint32(f"clip.vision.{key}", value)
    out.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    out.add_array("clip.vision.image_mean", [0.48, 0.46, 0.41])
    out.add_array("clip.vision.image_std", [0.27, 0.26, 0.28])


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])), sep="\n")
