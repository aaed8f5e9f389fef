"""Encodings of pictures are read from disk again, and never exceed their limit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from asking import write
from numpy.typing import NDArray
from tiny_gguf import TinyVlm

from runner.models.llama.encodings import Encodings
from runner.models.llama.model import Llama
from runner.models.llama.vision import Chunk, VisionEncoder
from runner.models.options import LlamaOptions

SHAPE = (5, 8)
BYTES = 4 * 5 * 8 + 4


def numbers(seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal(SHAPE).astype(np.float32)


def held(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def test_what_is_kept_is_found_bit_for_bit_by_another_process_like_this(tmp_path: Path) -> None:
    Encodings(tmp_path / "new" / "folder", 10_000, "a").keep(("picture", 0), numbers(0))
    found = Encodings(tmp_path / "new" / "folder", 10_000, "a").find(("picture", 0), SHAPE)
    assert found is not None
    assert found.tobytes() == numbers(0).tobytes()


@pytest.mark.parametrize(("maker", "key"), [("b", ("picture", 0)), ("a", ("picture", 1)), ("a", ("other", 0))])
def test_another_model_or_another_picture_finds_nothing(tmp_path: Path, maker: str, key: tuple[str, int]) -> None:
    Encodings(tmp_path, 10_000, "a").keep(("picture", 0), numbers(0))
    assert Encodings(tmp_path, 10_000, maker).find(key, SHAPE) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * BYTES, b"\0" * 9])
def test_a_damaged_file_is_no_encoding(tmp_path: Path, damage: bytes) -> None:
    kept = Encodings(tmp_path, 10_000, "a")
    kept.keep(("picture", 0), numbers(0))
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert kept.find(("picture", 0), SHAPE) is None
    kept.keep(("picture", 0), numbers(0))
    assert kept.find(("picture", 0), SHAPE) is not None


def test_there_is_never_more_than_allowed_and_the_longest_unneeded_goes_first(tmp_path: Path) -> None:
    kept = Encodings(tmp_path, 4 * BYTES, "a")
    for number in range(4):
        kept.keep((str(number), 0), numbers(number))
        for path in tmp_path.iterdir():  # a second older, each time
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**9,) * 2)
    assert kept.find(("0", 0), SHAPE) is not None
    for number in (4, 5):
        kept.keep((str(number), 0), numbers(number))
        assert held(tmp_path) <= 4 * BYTES
    there = [number for number in range(6) if kept.find((str(number), 0), SHAPE) is not None]
    assert there == [0, 3, 4, 5]
    kept.keep(("large", 0), np.zeros((100, 100), np.float32))
    assert held(tmp_path) <= 4 * BYTES


def test_a_disk_that_refuses_is_no_failure(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    kept = Encodings(tmp_path / "file", 10_000, "a")
    for _ in range(3):
        kept.keep(("picture", 0), numbers(0))
        assert kept.find(("picture", 0), SHAPE) is None
    assert [record.getMessage()[:30] for record in caplog.records] == ["encodings of pictures are not "]


@pytest.fixture
def load(tiny_vlm: TinyVlm, tmp_path: Path) -> Iterator[list[Llama]]:
    options = LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj), context=1024, sequences=2, threads=1)
    loaded = [Llama(options, Encodings(tmp_path / "kept", 10**7, "tiny")) for _ in range(2)]
    yield loaded
    for each in loaded:
        each.unload()


def test_a_picture_is_encoded_once_for_all_who_look(
    load: list[Llama], tiny: Llama, photos: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[tuple[str, int]] = []
    compute = VisionEncoder._compute

    def counted(encoder: VisionEncoder, chunk: Chunk) -> NDArray[np.float32]:
        computed.append(chunk.key)
        return compute(encoder, chunk)

    monkeypatch.setattr(VisionEncoder, "_compute", counted)
    alone = write(tiny, "a heron", photos[0]).text
    computed.clear()
    assert [write(each, "a heron", photos[0]).text for each in load] == [alone, alone]
    assert len(computed) == 1
