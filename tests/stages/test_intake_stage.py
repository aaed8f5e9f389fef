from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from originals import item_of

from runner.errors import RefusedFile
from runner.imaging.probe import Limits
from runner.imaging.vips import pyvips
from runner.original import identify
from runner.schema import IntakeRow
from runner.stage import Folders
from runner.stages import kinds
from runner.stages.intake import intake


def test_each_item_gives_one_result_in_order(tmp_path: Path) -> None:
    good, small, text = (tmp_path / name for name in ("good.jpg", "small.jpg", "text.jpg"))
    noise = pyvips.Image.gaussnoise(320, 240, mean=128, sigma=30).cast("uchar")
    noise.jpegsave(str(good))
    noise.crop(0, 0, 100, 100).jpegsave(str(small))
    text.write_text("not a photo")
    items = [item_of(path) for path in (small, good, tmp_path / "gone.jpg", text, good)]
    results = list(intake(items, Limits(), Folders(tmp_path, tmp_path)))
    expected = IntakeRow(identify(good).sha256.hex(), good.stat().st_size, "jpeg", 320, 240)
    assert [getattr(result, "kind", result) for result in results] == [
        "too_small",
        expected,
        "unreadable",
        "wrong_type",
        expected,
    ]


def test_the_options_reach_the_check(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    pyvips.Image.gaussnoise(320, 240, mean=128, sigma=30).cast("uchar").pngsave(str(path))
    (result,) = intake([item_of(path)], Limits(formats=("jpeg",)), Folders(tmp_path, tmp_path))
    assert isinstance(result, RefusedFile)


def test_the_stage_is_registered() -> None:
    stage = kinds()["intake"]
    assert (stage.row, stage.options, stage.needs, stage.place) == (IntakeRow, Limits, {}, "pool")


@pytest.mark.parametrize("module", ["intake", "exif"])
def test_importing_the_stage_loads_no_heavy_library(module: str) -> None:
    script = (
        f"import sys, runner.stages.{module}; "
        "print(sorted({'pyvips', 'pyexiv2', 'exifread', 'numpy', 'hydra'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"
