"""A photo whose texts break rules is asked about again while its picture is still in the model's context."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyvips
from tiny_gguf import TinyVlm

from runner.schema import AttemptRow
from runner.store import evidence

PHOTOS, AT_ONCE, PICTURE_TOKENS = 7, 2, 64


def test_the_picture_is_read_once_a_run(
    runner: Callable[..., subprocess.CompletedProcess[str]], tiny_vlm: TinyVlm, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(PHOTOS):
        pixels = np.random.default_rng(number).integers(0, 256, (40, 60, 3), np.uint8)
        pyvips.Image.new_from_array(pixels).resize(8).jpegsave(str(folder / f"{number}.jpg"))
    ended = runner(
        "set=travel", "rules=default", f"set.source={folder}", "caption=vision_gguf",
        f"caption.model={tiny_vlm.model}", f"caption.mmproj={tiny_vlm.mmproj}", f"caption.sequences={AT_ONCE}",
        "caption.max_tokens=24", "repair.tokens=24", "repair.most_tokens=24", "repair.growth=1",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr

    run = tmp_path / "runs" / "travel" / "latest"
    attempts = evidence.read(run, "attempts", tuple(evidence.columns(AttemptRow))).sort("attempt")
    drafts, first = (attempts.filter(attempt=number, by="captioner") for number in (0, 1))
    assert drafts.height == first.height == PHOTOS
    before_the_picture = drafts["cached_tokens"].max()
    assert (drafts["prompt_tokens"] - before_the_picture > PICTURE_TOKENS).all()
    assert (first["cached_tokens"] >= before_the_picture + PICTURE_TOKENS).all()
