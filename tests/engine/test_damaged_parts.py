"""A part whose bytes have changed since it was written is not used: its photos are computed again."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest
from sample_stages import RunOnce, Write, three_stages

from runner.store import evidence


def flip(path: Path, seed: int) -> None:
    """Turn one bit of a file."""
    content = bytearray(path.read_bytes())
    drawn = random.Random(seed)
    content[drawn.randrange(len(content))] ^= 1 << drawn.randrange(8)
    path.unlink()  # another run may hold the same file
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(12))
def test_one_bit_anywhere_is_noticed(
    seed: int, write: Write, run_once: RunOnce, caplog: pytest.LogCaptureFixture
) -> None:
    write({"a.jpg": "one", "b.jpg": "three"})
    first = run_once(three_stages())
    (part,) = evidence.stage_folder(first, "read").glob("*.parquet")
    flip(part, seed)
    with caplog.at_level(logging.WARNING):
        second = run_once(three_stages())
    assert f"{part} is damaged" in caplog.text
    rows = evidence.read(second, "read")
    assert sorted(rows["text"]) == ["one", "three"]
    assert rows["reused_from"].null_count() == 2, "computed again"
    third = run_once(three_stages())
    assert evidence.read(third, "read")["reused_from"].to_list() == [second.name] * 2, "and the good one is used"


def test_a_good_copy_of_another_run_is_used(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "one"})
    first, second = run_once(three_stages()), run_once(three_stages())
    (part,) = evidence.stage_folder(second, "read").glob("*.parquet")
    flip(part, 1)
    third = run_once(three_stages())
    assert evidence.read(third, "read")["reused_from"].to_list() == [first.name]
