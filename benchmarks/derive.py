"""What derive costs against the barest decode, and against one decode a purpose; what all pixels of a photo cost.

`python benchmarks/derive.py [ROUNDS]`. Bounds on 24-megapixel JPEGs: at most 1.5 times the barest decode, at least
4 times faster than one decode a purpose, and at most 250 ms for the pixels of all stages together, models left out:
of each graph, with one decode for all stages that look at every pixel, and with one for each, as it was before.
The photos are made here from sample photographs of scikit-image and scikit-learn: brought to 1500 × 1000, mirrored into
a mosaic of 6000 × 4000 so that there is detail at every scale, with noise, at a quality that gives the sizes of camera
files. All contenders take turns on each photo, one thread each. Measured is processor time, on which other programs
have little influence.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import derive_graphs

from runner.imaging.colours import dominant
from runner.imaging.composition import negative_space, thirds
from runner.imaging.derive import derive
from runner.imaging.exposure import exposure
from runner.imaging.noise import noise
from runner.imaging.phash import phash
from runner.imaging.sharpness import sharpness
from runner.imaging.tiles import luma, tiles
from runner.imaging.vips import pyvips
from runner.schema import DeriveRow, IntakeRow
from runner.stage import Folders
from runner.stages.derive import DeriveOptions

PHOTOS = {
    "skimage": ("data/coffee.png", "data/rocket.jpg", "data/astronaut.png", "data/motorcycle_left.png"),
    "sklearn": ("datasets/images/china.jpg", "datasets/images/flower.jpg"),
}
INTAKE = IntakeRow("", 0, "jpeg", 6000, 4000)
OPTIONS = DeriveOptions()


def barest(path: Path, folder: Path) -> None:
    """Every Huffman code must be read for any picture at all; 1/8 leaves next to nothing else to do."""
    pyvips.Image.jpegload(str(path), shrink=8, access="sequential").copy_memory()


def once(path: Path, folder: Path) -> DeriveRow:
    """All of it from one decode, as the stage does."""
    return derive(path, INTAKE, OPTIONS.renditions, OPTIONS.doubt, folder)


def by_purpose(path: Path, folder: Path) -> None:
    """The same results by the quickest call for each: `thumbnail` leaves out what it can of each decode."""
    values = luma(thumbnail(path, 1024).numpy())
    grid = tiles(values)
    sigma = noise(values, grid)
    sharpness(grid, sigma), exposure(values), negative_space(grid, sigma)
    for name, each in OPTIONS.renditions.items():
        picture = pyvips.Image.thumbnail(str(path), each.width, height=each.height, size="down")
        picture.jpegsave(str(folder / f"{path.stem}-{name}.jpg"), Q=each.quality, keep="icc", profile="srgb")
    dominant(thumbnail(path, 64).numpy())
    thirds(luma(thumbnail(path, 64, square=True).numpy()).astype(float))
    phash(luma(thumbnail(path, 32, square=True).numpy()).astype(float))
    thumbnail(path, 224, square=True).numpy()


def thumbnail(path: Path, width: int, square: bool = False) -> pyvips.Image:
    return pyvips.Image.thumbnail(str(path), width, **({"height": width, "size": "force"} if square else {}))


def make_photos(folder: Path) -> list[Path]:
    sources = [Path(str(find_spec(package).origin)).parent / name for package in PHOTOS for name in PHOTOS[package]]
    return [make_photo(source, folder / f"{source.stem}.jpg") for source in sources]


def make_photo(source: Path, path: Path) -> Path:
    image = pyvips.Image.new_from_file(str(source)).colourspace("srgb")[0:3]
    tile = image.thumbnail_image(1500, height=1000, crop="centre").copy_memory()
    pair = tile.join(tile.fliphor(), "horizontal")
    mosaic = pair.join(pair.flipver(), "vertical").replicate(2, 2)
    grain = pyvips.Image.gaussnoise(6000, 4000, sigma=4, mean=0, seed=len(source.name))
    (mosaic + grain).cast("uchar").jpegsave(str(path), Q=90)
    return path


def measure(photos: list[Path], rounds: int, folder: Path) -> dict[str, list[list[float]]]:
    """Milliseconds by contender, photo and round."""
    contenders: dict[str, Callable[[Path, Path], object]] = {
        "barest decode, 1/8": barest,
        "derive, one decode": once,
        "one decode a purpose": by_purpose,
    }
    taken: dict[str, list[list[float]]] = {name: [[] for _ in photos] for name in contenders}
    for _ in range(rounds):
        for number, photo in enumerate(photos):
            for name, contender in contenders.items():
                since = time.process_time()
                contender(photo, folder)
                taken[name][number].append((time.process_time() - since) * 1000)
                forget(folder)
    return taken


def forget(folder: Path) -> None:
    """Remove what was written, or else the next round finds it there; the folders stay, as they do in a run."""
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        file.unlink()


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos = make_photos(folder)
        written = folder / "renditions"
        written.mkdir()
        doubtful = [photo.stem for photo in photos if inside(once(photo, written).sharpness)]
        taken = measure(photos, rounds, written)
        stages = measure_stages(photos, rounds, folder)
        sizes = [photo.stat().st_size / 1e6 for photo in photos]
    print(f"{len(photos)} JPEGs of 6000 × 4000, {min(sizes):.1f} to {max(sizes):.1f} MB, {rounds} rounds, one thread")
    print(f"decoded again at full size, for doubtful sharpness: {', '.join(doubtful) or 'none'}")
    report(taken)
    report_graphs(stages)
    print(f"load {os.getloadavg()[0]:.1f}")


def inside(sharpness: float | None) -> bool:
    return sharpness is not None and OPTIONS.doubt[0] <= sharpness <= OPTIONS.doubt[1]


def report(taken: dict[str, list[list[float]]]) -> None:
    """The median of all times, and the mean over photos of the least time, which other load on the machine spares."""
    medians, leasts = zip(*map(_figures, taken.values()), strict=True)
    print(f"{'':24}{'median':>10}{'least':>10}")
    for name, median, least in zip(taken, medians, leasts, strict=True):
        print(f"{name:24}{median:7.0f} ms{least:7.0f} ms")
    print(f"{'derive ÷ barest':24}{medians[1] / medians[0]:10.2f}{leasts[1] / leasts[0]:10.2f}   (bound: at most 1.5)")
    print(
        f"{'a purpose ÷ derive':24}{medians[2] / medians[1]:10.2f}{leasts[2] / leasts[1]:10.2f}   (bound: at least 4)"
    )


def measure_stages(photos: list[Path], rounds: int, folder: Path) -> list[list[dict[str, float]]]:
    """Milliseconds by photo, round and stage."""
    derive_graphs.leave_models_out()
    whole, folders = derive_graphs.graph(folder), Folders(folder, folder / "run")
    derive_graphs.milliseconds(whole, photos[0], folders)  # opens the models
    taken: list[list[dict[str, float]]] = [[] for _ in photos]
    for _ in range(rounds):
        for number, photo in enumerate(photos):
            forget(folder / "renditions")
            taken[number].append(derive_graphs.milliseconds(whole, photo, folders))
    return taken


def report_graphs(taken: list[list[dict[str, float]]]) -> None:
    """By graph the median of all sums and the mean of the least ones; then the same of each stage."""
    sums = [[derive_graphs.totals(stages) for stages in photo] for photo in taken]
    print("\npixels of all stages, models left out (bound: at most 250 ms)")
    print(f"{'':28}{'one decode':>20}{'one decode a stage':>22}")
    for name in derive_graphs.GRAPHS:
        ways = [[[each[name][way] for each in photo] for photo in sums] for way in (0, 1)]
        print(f"{name:28}" + "  ".join(f"{median:7.0f} ms{least:7.0f} ms" for median, least in map(_figures, ways)))
    for stage in taken[0][0]:
        median, least = _figures([[stages[stage] for stages in photo] for photo in taken])
        print(f"   {stage:25}{median:7.0f} ms{least:7.0f} ms")


def _figures(photos: list[list[float]]) -> tuple[float, float]:
    return statistics.median(chain.from_iterable(photos)), statistics.mean(map(min, photos))


if __name__ == "__main__":
    main()
