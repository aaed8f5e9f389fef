"""Models of random weights in real sizes for captioning.py: they write nonsense at the price of sense.

The decoder has the shape of Qwen2.5-0.5B (width 896, 24 layers, 14 heads over 2, feed-forward 4,864, tied embeddings)
with 150,000 tokens, 0.5 B parameters as Q8_0; the tower that of ViT-B. Made once into the user's cache folder.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import gguf

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from tiny_gguf import Decoder, TinyVlm, Tower, write_decoder, write_tower

VOCABULARY = 150_000
# The stock chat interface wants the content of a message as a list, and writes control tokens as if they were the
# characters of their names: these have none that a grammar allows.
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
    """The model with a tower that makes so many tokens (a square number) of a picture."""
    side = round(picture_tokens**0.5)
    folder = _folder()
    return TinyVlm(
        _made(folder / "decoder-150k-q8_0.gguf", lambda path: write_decoder(path, DECODER)),
        _made(
            folder / f"tower-{picture_tokens}.gguf",
            lambda path: write_tower(path, replace(TOWER, image=side * TOWER.patch)),
        ),
    )


def tiny() -> TinyVlm:
    """A model of 1 MB."""
    folder = _folder()
    return TinyVlm(
        _made(folder / "tiny.gguf", lambda path: write_decoder(path, TINY)),
        _made(folder / "tiny-tower.gguf", lambda path: write_tower(path, Tower())),
    )


def _folder() -> Path:
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "photo-runner" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _made(path: Path, write) -> Path:  # type: ignore[no-untyped-def]
    if not path.exists():
        temporary = path.with_suffix(".tmp")
        write(temporary)
        temporary.rename(path)
    return path
