"""Compares captions/s of the product, llama-server with 8 slots and the stock loop, with models of real size.

`contest.py cuda|cpu`; run.sh calls it. Weights are random, as Q8_0; pictures take 256 tokens and 120 tokens are
written, as in captioning_task.py. Then a sweep of the product with the first model, and the GPU's memory before and
after.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import captioning_model
import captioning_server
import captioning_stock
import captioning_task as task
from captioning_model import DECODER, TINY, TOWER, Decoder, TinyVlm, Tower, write_decoder, write_tower

SLOTS = 8
SHAPES: dict[str, tuple[Decoder, Tower]] = {
    # The decoders of Qwen2.5-0.5B, Qwen2-VL-2B and Qwen3-VL-4B; towers like ViT-B, and So400m for the larger two.
    "0.5 B": (DECODER, TOWER),
    "2 B": (
        replace(DECODER, width=1536, layers=28, heads=12, kv_heads=2, ff=8960),
        replace(TOWER, width=1152, layers=27, heads=16, ff=4304, out=1536),
    ),
    "4 B": (
        replace(DECODER, width=2560, layers=36, heads=32, kv_heads=8, ff=9728),
        replace(TOWER, width=1152, layers=27, heads=16, ff=4304, out=2560),
    ),
}
TINY_SHAPES = {"tiny": (TINY, Tower())}


def main(kind: str) -> None:
    """Print all figures; `kind` is cuda or cpu."""
    shapes, count = (SHAPES, 32) if kind == "cuda" else (TINY_SHAPES, 8)
    for name, shape in shapes.items():
        since = time.perf_counter()
        files = _written(name, *shape)
        print(
            f"{name}: weights of {files.model.stat().st_size / 1e9:.2f} GB, made in {time.perf_counter() - since:.0f} s"
        )
        contend(name, files, count)
    sweep(_written(next(iter(shapes)), *next(iter(shapes.values()))), count)


def contend(name: str, files: TinyVlm, count: int) -> None:
    """Run one side after another, so that none shares the GPU; the stock loop gets a quarter of the pictures."""
    photos = task.pictures(count + 1)
    ours = captioning_server.of_ours_alone(files, SLOTS, photos)
    theirs = captioning_server.of_server_alone(files, SLOTS, photos)
    few = photos[: 1 + count // 4]
    stock = captioning_stock.alone(files, few)
    same = sum(one == other for one, other in zip(ours.texts, theirs.texts, strict=True))
    alike = sum(one == other for one, other in zip(ours.texts, stock.texts, strict=False))
    print(
        f"{name}: ours {1 / ours.seconds:.2f} captions/s, llama-server {1 / theirs.seconds:.2f},"
        f" stock {1 / stock.seconds:.2f}:"
        f" {theirs.seconds / ours.seconds:.2f} and {stock.seconds / ours.seconds:.2f} times; texts the same {same} of"
        f" {count} and {alike} of {len(few) - 1}",
        flush=True,
    )


def sweep(files: TinyVlm, count: int, variants: int = 4) -> None:
    """Load and unload models one after another, as a sweep does, and print what is left on the GPU."""
    before = _card()
    for _ in range(variants):
        captioning_server.of_ours_alone(files, SLOTS, task.pictures(count + 1))
    print(f"sweep: the card's memory before {before}, after {variants} variants {_card()}")


def _card() -> str:
    try:
        asked = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "no card"


def _written(name: str, decoder: Decoder, tower: Tower) -> TinyVlm:
    folder = captioning_model.folder() / name.replace(" ", "")
    folder.mkdir(parents=True, exist_ok=True)
    files = TinyVlm(folder / "model.gguf", folder / "mmproj.gguf")
    if not files.mmproj.exists():
        write_decoder(files.model, decoder)
        write_tower(files.mmproj, tower)
    return files


if __name__ == "__main__":
    main(sys.argv[1])
