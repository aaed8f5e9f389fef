"""Two thousand damaged photos and the worst file names give a row or an ItemError, and nothing else."""

from __future__ import annotations

import json
import math
import os
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyexiv2
import pytest

from runner.errors import ItemError
from runner.imaging.metadata import read_metadata
from runner.imaging.probe import Limits, probe
from runner.imaging.samples import lay_out
from runner.imaging.vips import pyvips
from runner.schema import ExifRow

MUTANTS, PER_TASK = 2000, 125
NO_LIMITS = Limits(min_width=1, min_height=1, min_bytes=0)
Mutation = Callable[[random.Random, bytearray], None]


def flip_bytes(chance: random.Random, content: bytearray) -> None:
    """Some bytes of the first 6 kB, where the metadata stand."""
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(2, min(len(content), 6000))] = chance.randrange(256)


def set_extremes(chance: random.Random, content: bytearray) -> None:
    """Counts, offsets and lengths at their limits."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(2, min(len(content), 3000))
        content[at : at + 4] = chance.choice(
            [b"\xff\xff\xff\xff", b"\x00" * 4, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f"]
        )


def cut(chance: random.Random, content: bytearray) -> None:
    del content[chance.randrange(3, len(content)) :]


def drop_and_insert(chance: random.Random, content: bytearray) -> None:
    at = chance.randrange(2, min(len(content), 4000))
    content[at : at + chance.randint(0, 300)] = chance.randbytes(chance.randint(0, 300))


def repeat_block(chance: random.Random, content: bytearray) -> None:
    start = chance.randrange(2, min(len(content), 4000))
    content[start:start] = content[start : start + chance.randint(1, 3000)]


def scramble_anywhere(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.randint(1, 100)):
        content[chance.randrange(len(content))] = chance.randrange(256)


MUTATIONS: tuple[Mutation, ...] = (flip_bytes, set_extremes, cut, drop_and_insert, repeat_block, scramble_anywhere)


def problem_in(row: ExifRow) -> str | None:
    """What is wrong with a row's values, or None."""
    numbers = [row.exposure_s, row.f_number, row.focal_mm, row.focal_35mm, row.altitude_m]
    if not all(number is None or math.isfinite(number) for number in numbers):
        return "a number is not finite"
    if not (row.orientation is None or 1 <= row.orientation <= 8):
        return "orientation"
    if row.latitude is not None and not (abs(row.latitude) <= 90 and abs(row.longitude or 0) <= 180):
        return "position"
    texts = [row.camera, row.lens, row.title, row.place, row.creator, row.copyright, *row.keywords]
    if not all(text is None or (text and "\x00" not in text and "\n" not in text) for text in texts):
        return "text"
    "".join(text for text in (*texts, row.caption, row.raw) if text).encode()
    return None if isinstance(json.loads(row.raw), dict) else "raw"


def try_mutants(sources: list[bytes], first: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """What became of the mutants `first` to `first + PER_TASK`, and every failure with its number."""
    outcomes: Counter[str] = Counter()
    failures = []
    path = folder / f"mutant-{first}.jpg"
    for number in range(first, first + PER_TASK):
        chance = random.Random(number)
        content = bytearray(chance.choice(sources))
        chance.choice(MUTATIONS)(chance, content)
        path.write_bytes(content)
        try:
            outcomes["taken" if probe(path, NO_LIMITS) else ""] += 1
        except ItemError as error:
            outcomes[error.kind] += 1
        except Exception as error:
            failures.append(f"{number}: probe: {error!r}")
        try:
            problem = problem_in(read_metadata(path, "jpeg"))
        except Exception as error:
            problem = repr(error)
        if problem:
            failures.append(f"{number}: {problem}")
    return outcomes, failures


def rich_jpegs(folder: Path) -> list[bytes]:
    """Small photos of the demo, whose EXIF, IPTC and XMP are at least half of them."""
    found = []
    for path in lay_out(folder):
        try:
            if probe(path, Limits()).format != "jpeg":
                continue
        except ItemError:
            continue
        small = pyvips.Image.new_from_file(str(path)).thumbnail_image(64).jpegsave_buffer(keep="none")
        with pyexiv2.Image(str(path)) as source, pyexiv2.ImageData(small) as target:
            source.copy_to_another_image(target, icc=False, thumbnail=False)
            target.modify_exif({"Exif.Photo.UserComment": "charset=Unicode Größe 🌊", "Exif.Image.XPTitle": "Titel"})
            found.append(bytes(target.get_bytes()))
    return found


def test_two_thousand_damaged_photos(tmp_path: Path) -> None:
    sources = rich_jpegs(tmp_path / "demo")
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        starts = range(0, MUTANTS, PER_TASK)
        tasks = [pool.submit(try_mutants, sources, start, tmp_path) for start in starts]
        results = [task.result() for task in tasks]
    assert [failure for _, failures in results for failure in failures] == []
    outcomes = sum((counter for counter, _ in results), Counter[str]())
    assert outcomes.total() == MUTANTS
    assert set(outcomes) <= {"taken", "truncated", "decode", "wrong_type", "unsupported"}
    assert min(outcomes["taken"], outcomes["truncated"]) > 100


NAMES = [
    b"..%2f..%2fetc%2fpasswd.jpg",
    b"-",
    b"-rf --no-preserve-root.jpg",
    b"line\nbreak\r\ttab.jpg",
    b"\x1b[31mred.jpg",
    "été 🌸 写真 ‮gpj.exe".encode(),
    b"not utf-8 \xff\xfe\xe9.jpg",
    b"holiday [1]",
    b"photo.jpg[shrink=8,access=sequential]",
    b"data:image,x.jpg",
    b"http:x.jpg",
    b"$(touch owned);`id`.jpg",
    b"x" * 251 + b".jpg",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("absolute", [True, False])
def test_no_file_name_is_misunderstood(
    name: bytes, absolute: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "plain.jpg"
    (pyvips.Image.black(64, 48) + 90).cast("uchar").jpegsave(str(photo))
    with pyexiv2.Image(str(photo)) as image:
        image.modify_exif({"Exif.Image.Model": "X100"})
        image.modify_xmp({"Xmp.dc.title": {'lang="x-default"': "Found"}})
    monkeypatch.chdir(tmp_path)
    renamed = Path(os.fsdecode(name)) if not absolute else tmp_path / os.fsdecode(name)
    photo.rename(renamed)
    assert probe(renamed, NO_LIMITS).width == 64
    row = read_metadata(renamed, "jpeg")
    assert (row.camera, row.title) == ("X100", "Found")
    assert "error" not in json.loads(row.raw)
    assert [path.name for path in tmp_path.iterdir()] == [renamed.name]


def test_what_an_error_says_is_valid_text_whatever_the_name(tmp_path: Path) -> None:
    for name in NAMES:
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(b"\xff\xd8\xff\xe0 no photo")
        with pytest.raises(ItemError) as refused:
            probe(path, NO_LIMITS)
        assert str(refused.value).encode()
