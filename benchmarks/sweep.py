"""Measures the overhead of a sweep of four variants over 200 photos beside the time of a real model.

`python benchmarks/sweep.py [PHOTOS]`. Uses SmolLM2 with two prompts and two repetition penalties, repair included.
Bound: the whole command, from start to written comparison, takes at most 1.15 times the model time of its variants.

Model time is wall time from the evidence: for the stage `caption` all that its rows took in this sweep, because it only
loads a model and asks it; for `repair` only the answers, because it also reads, checks and mends. Rows that one variant
reuses from another count once. The time of generations alone, without loading, is printed too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

BOUND = 1.15
SIZE = 2400, 1600
RUNNER = Path(sys.executable).parent / "runner"
VARIANTS = ("prompt=default,plain", "caption.repeat_penalty=1,1.1")
CONTEXT = ("set.subject=the old town", "set.location=Piran", "set.language=en")


def make_photos(folder: Path, count: int) -> None:
    """Make `count` different photos: crops of the demo's photographs, an hour and a half apart."""
    from runner.imaging import samples
    from runner.imaging.vips import pyvips

    folder.mkdir(parents=True)
    good = [path for path in samples.lay_out(folder.parent / "demo") if path.suffix in (".jpg", ".JPG", ".png")]
    pictures = [picture for path in good if (picture := _picture(path)) is not None]
    for number in range(count):
        picture, step = pictures[number % len(pictures)], number // len(pictures)
        width, height = picture.width - 24, picture.height - 24
        window = picture.crop(step % 24, step // 24, width, height)
        scaled = window.resize(SIZE[0] / width, vscale=SIZE[1] / height, kernel=pyvips.Kernel.LINEAR)
        taken = datetime(2024, 1, 5, 6) + timedelta(hours=1.5 * number)
        _save(scaled, folder / f"DSC_{number:04}.jpg", taken)


def _picture(path: Path) -> object:
    """The photograph in memory, three bands; None for the demo's broken files."""
    from runner.imaging.vips import pyvips

    try:
        return (
            pyvips.Image.new_from_file(str(path), fail_on="error")
            .colourspace("srgb")
            .extract_band(0, n=3)
            .copy_memory()
        )
    except pyvips.Error:
        return None


def _save(picture: object, path: Path, taken: datetime) -> None:
    import pyexiv2

    picture.jpegsave(str(path), Q=88)  # type: ignore[attr-defined]
    with pyexiv2.Image(str(path)) as image:
        image.modify_exif({"Exif.Photo.DateTimeOriginal": f"{taken:%Y:%m:%d %H:%M:%S}"})


def model_time(run: Path) -> tuple[float, float]:
    """Seconds of the model in this run, and of the generations alone."""
    from runner.store import evidence

    own = pl.col("reused_from").is_null()
    drafts, tries = (evidence.read(run, stage) for stage in ("caption", "repair"))
    asked = tries.filter(own).select("attempts").explode("attempts").unnest("attempts")
    again = asked.filter((pl.col("by") == "captioner") & (pl.col("attempt") > 0))["ms"].sum()
    fresh = drafts.filter(own)
    return (fresh["duration_ms"].sum() + again) / 1000, (fresh["ms"].sum() + again) / 1000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    from runner.store import runfile, sweepfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_photos(root / "photos", count)
        places = [f"set.source={root / 'photos'}", f"paths.runs={root / 'runs'}"]
        command = [str(RUNNER), "-m", "set=travel", "caption=smollm2", *VARIANTS, *CONTEXT, *places]
        print(f"{count} photos, load average at the start {os.getloadavg()[0]:.1f}", flush=True)
        since = time.perf_counter()
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - since
        (sweep,) = sweepfile.find(root / "runs")
        file = sweepfile.read(sweep)
        assert file is not None
        models = generations = 0.0
        for each in file.variants:
            run = runfile.read(sweep / str(each.run))
            assert run is not None
            assert run.wall_s is not None
            model, alone = model_time(sweep / str(each.run))
            models, generations = models + model, generations + alone
            print(f"{each.name:>50}: {run.wall_s:7.1f} s, model {model:7.1f} s, generations alone {alone:7.1f} s")
    print(
        f"whole sweep {seconds:.1f} s, model time {models:.1f} s: {seconds / models:.3f} times (bound {BOUND}); "
        f"generations alone {generations:.1f} s: {seconds / generations:.3f} times; "
        f"load average at the end {os.getloadavg()[0]:.1f}"
    )
    assert seconds <= BOUND * models


if __name__ == "__main__":
    main()
