"""Measures derive against the barest decode and against one decode per purpose, and the cost of all pixels of a photo.

`python benchmarks/derive.py [ROUNDS]`. Bounds on 24-megapixel JPEGs: at most 1.5 times the barest decode, at least 4
times as fast as one decode per purpose, and at most 250 ms for the pixels of all stages together, without models: for
each graph, once with a look at renditions first, and once with every pixel at once, as it was until 2026-11-29. The
photos are made here from sample photographs of scikit-image and scikit-learn: scaled to 1500 × 1000, mirrored into a
mosaic of 6000 × 4000 so that there is detail at every scale, with noise, at a quality that gives the sizes of camera
files. All contenders take turns on each photo, with one thread each. Processor time is measured, which other programs
hardly influence.
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
from derive_graphs import Taken

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
    """The barest decode. Any picture needs all Huffman codes read; a scale of 1/8 leaves almost nothing else to do."""
    pyvips.Image.jpegload(str(path), shrink=8, access="sequential").copy_memory()


def once(path: Path, folder: Path) -> DeriveRow:
    """All results from one decode, as in the stage."""
    return derive(path, INTAKE, OPTIONS.renditions, OPTIONS.doubt, folder)


def by_purpose(path: Path, folder: Path) -> None:
    """The same results with the fastest call for each: `thumbnail` skips what it can of each decode."""
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
    """Remove files that were written, so that the next round does not find them; folders stay, as in a run."""
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
    report_graphs(stages, photos)
    print(f"load {os.getloadavg()[0]:.1f}")


def inside(sharpness: float | None) -> bool:
    return sharpness is not None and OPTIONS.doubt[0] <= sharpness <= OPTIONS.doubt[1]


def report(taken: dict[str, list[list[float]]]) -> None:
    """Print the median of all times, and the mean over photos of the least, which other programs influence least."""
    medians, leasts = zip(*map(_figures, taken.values()), strict=True)
    print(f"{'':24}{'median':>10}{'least':>10}")
    for name, median, least in zip(taken, medians, leasts, strict=True):
        print(f"{name:24}{median:7.0f} ms{least:7.0f} ms")
    print(f"{'derive ÷ barest':24}{medians[1] / medians[0]:10.2f}{leasts[1] / leasts[0]:10.2f}   (bound: at most 1.5)")
    print(
        f"{'a purpose ÷ derive':24}{medians[2] / medians[1]:10.2f}{leasts[2] / leasts[1]:10.2f}   (bound: at least 4)"
    )


def measure_stages(photos: list[Path], rounds: int, folder: Path) -> dict[bool, list[list[Taken]]]:
    """What stages take by photo and round: with a look at renditions first (True), and without."""
    derive_graphs.leave_models_out()
    whole, folders = derive_graphs.graph(folder), Folders(folder, folder / "run")
    taken: dict[bool, list[list[Taken]]] = {True: [[] for _ in photos], False: [[] for _ in photos]}
    derive_graphs.milliseconds(whole, photos[0], folders, renditions=True)  # opens the models
    for _ in range(rounds):
        for number, photo in enumerate(photos):
            for renditions, by_photo in taken.items():
                forget(folder / "renditions")
                by_photo[number].append(derive_graphs.milliseconds(whole, photo, folders, renditions=renditions))
    return taken


def report_graphs(taken: dict[bool, list[list[Taken]]], photos: list[Path]) -> None:
    """Print the median and the mean of least times by graph: of all photos, of the decoded ones and of the others."""
    print("\npixels of all stages, models left out (bound: at most 250 ms)")
    print(f"{'':28}{'a rendition first':>20}{'every pixel at once':>22}")
    for name in derive_graphs.GRAPHS:
        ways = [[[each.total(name) for each in photo] for photo in taken[way]] for way in (True, False)]
        print(f"{name:28}" + "  ".join(f"{median:7.0f} ms{least:7.0f} ms" for median, least in map(_figures, ways)))
        report_decoded(name, taken[True], photos)
    for stage in taken[True][0][0].stages:
        ways = [[[each.stages[stage] for each in photo] for photo in taken[way]] for way in (True, False)]
        print(f"   {stage:25}" + "  ".join(f"{median:7.0f} ms{least:7.0f} ms" for median, least in map(_figures, ways)))
    decodes = [[each.decode for each in photo] for photo in taken[False]]
    print(f"   {'decoding every pixel':25}{'':24}" + "{:7.0f} ms{:7.0f} ms".format(*_figures(decodes)))


def report_decoded(graph: str, taken: list[list[Taken]], photos: list[Path]) -> None:
    """Print photos of which every pixel was decoded and other photos separately, if the graph has both."""
    names = derive_graphs.GRAPHS[graph]
    asked = [not photo[0].decoding.isdisjoint(names) for photo in taken]
    for decoded, said in ((True, "every pixel decoded"), (False, "not decoded")):
        some = [at for at, each in enumerate(asked) if each == decoded]
        if some and any(asked):
            figures = _figures([[each.total(graph) for each in taken[at]] for at in some])
            listed = ", ".join(photos[at].stem for at in some)
            print(f"   {said:25}" + "{:7.0f} ms{:7.0f} ms".format(*figures) + f"   {listed}")


def _figures(photos: list[list[float]]) -> tuple[float, float]:
    return statistics.median(chain.from_iterable(photos)), statistics.mean(map(min, photos))


if __name__ == "__main__":
    main()
