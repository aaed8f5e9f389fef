"""Measures pictures/s of a ViT-B/32 with random weights in ONNX Runtime, on the CPU and on the GPU.

`onnx_devices.py cuda|cpu`; run.sh calls it. The tower is that of embed.py, opened in the same way as the stages do.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import embed
import numpy as np

from runner.errors import EnvError
from runner.models.onnx.sessions import Device, open_session

BATCH, SECONDS = 32, 5.0


def main(kind: str) -> None:
    """Print the rate on each device of `kind`, and how far the vectors differ."""
    devices: tuple[Device, ...] = ("cpu", "cuda") if kind == "cuda" else ("cpu",)
    pixels = np.random.default_rng(0).normal(0, 1, (BATCH, 3, embed.SIZE, embed.SIZE)).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        tower = Path(folder) / "tower.onnx"
        embed.vision(tower)
        found = {}
        for device in devices:
            try:
                found[device] = _measured(tower, device, pixels)
            except EnvError as error:  # an ONNX Runtime that was built for the CPU only
                print(f"onnx: {device}: not measured: {error}")
    if len(found) == 2:
        print(f"onnx: vectors differ by at most {np.abs(found['cpu'] - found['cuda']).max():.1e}")


def _measured(tower: Path, device: Device, pixels: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    session = open_session(tower, device, threads=0)
    (vectors,) = session.run(None, {"pixel_values": pixels})
    since, batches = time.perf_counter(), 0
    while time.perf_counter() - since < SECONDS:
        session.run(None, {"pixel_values": pixels})
        batches += 1
    rate = batches * BATCH / (time.perf_counter() - since)
    print(f"onnx: {device} ({session.get_providers()[0]}): {rate:.0f} pictures/s", flush=True)
    return vectors  # type: ignore[no-any-return]


if __name__ == "__main__":
    main(sys.argv[1])
