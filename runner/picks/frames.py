"""Photos in capture order per camera, as one array per column; bursts and sequences are found in these."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.imaging.series import capture_order, universal
from runner.imaging.similar import Hashes, Indices

Numbers = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TILES = 8
"""Tiles along each side of a photo."""

ROWS, COLUMNS = 24, 32
"""Height and width of a miniature, in pixels."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Photos sorted by camera and time. `places` are their positions in the table that they come from."""

    places: Indices
    seconds: Numbers  # comparable capture time; NaN if unknown
    cameras: Indices  # positions in `names`
    names: tuple[str, ...]  # of all cameras; empty for an unknown camera
    folders: Indices
    shapes: Indices  # one number for each combination of width, height and focal length
    hashes: Hashes
    hashed: Flags
    ev: Numbers  # exposure value at ISO 100; NaN if the exposure time is unknown
    apertures: Numbers  # NaN if unknown
    tiles: Singles  # [photo, 64]
    has_tiles: Flags
    miniatures: pl.Series  # as in DetailRow: `pictures` has their pixels
    vectors: Singles | None  # [photo, dimension]; zeros for a photo without one, None if no photo has one

    def __len__(self) -> int:
        return int(self.places.size)

    def gaps(self) -> Numbers:
        """Seconds since the frame before; infinite for the first frame of a camera, or if a time is unknown."""
        gaps = np.diff(self.seconds, prepend=np.nan)
        gaps[np.diff(self.cameras, prepend=-1) != 0] = np.inf
        return np.where(np.isnan(gaps), np.inf, gaps)

    def has_miniature(self) -> Flags:
        """Whether each photo has a miniature."""
        return (self.miniatures.str.len_bytes() == 2 * ROWS * COLUMNS).fill_null(value=False).to_numpy()

    def pictures(self, places: Indices) -> Singles:
        """The miniatures of these photos as [photo, row, column]. Each of the photos must have one."""
        read = np.frombuffer(bytes.fromhex("".join(self.miniatures.gather(places))), np.uint8)
        return read.reshape(-1, ROWS, COLUMNS).astype(np.float32)

    def follows(self, gap_s: float) -> Flags:
        """Whether each frame follows the one before within `gap_s` seconds, with the same size and focal length."""
        return np.asarray((self.gaps() <= gap_s) & (np.diff(self.shapes, prepend=-1) == 0), np.bool_)


def stretches(joined: Flags) -> list[tuple[int, int]]:
    """Stretches of two or more frames that follow one another: first and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(np.int8)))
    return [(int(start) - 1, int(stop)) for start, stop in edges.reshape(-1, 2)]


def frames_of(photos: pl.DataFrame) -> Frames:
    """The frames of a table with the columns of `runner.picks.photos.COLUMNS`."""
    seconds, folders = capture_seconds(photos)
    bodies = photos["camera"].fill_null("")
    cameras = _numbered(bodies.to_frame()) - 1
    by_time = capture_order(seconds, folders)
    order = by_time[np.argsort(cameras[by_time], kind="stable")]
    ordered = photos[order]
    tiles, has_tiles = _tiles(ordered["tiles"])
    hashes = ordered["phash"].str.to_integer(base=16, dtype=pl.UInt64).fill_null(0).to_numpy()
    shapes = _numbered(ordered.select(pl.col("width", "height").fill_null(0), pl.col("focal_mm").fill_null(0.0)))
    return Frames(
        order, seconds[order], cameras[order], tuple(bodies.unique().sort()), folders[order], shapes, hashes,
        ordered["phash"].is_not_null().to_numpy(), exposure_values(ordered), _floats(ordered["f_number"]), tiles,
        has_tiles, ordered["miniature"], _vectors(ordered["embedding"]),
    )  # fmt: skip


def capture_seconds(photos: pl.DataFrame) -> tuple[Numbers, Indices]:
    """Capture times that can be compared, NaN if unknown, and a number for each photo's folder."""
    folders = _numbered(photos.select(pl.col("path").str.replace(r"[^/]*$", "")))
    local = _floats(photos["captured_at"].dt.epoch("us") / 1e6)
    return universal(local, _floats(photos["utc_offset_min"]) * 60, folders), folders


def exposure_values(photos: pl.DataFrame) -> Numbers:
    """Exposure values at ISO 100: log2(N²/t) − log2(ISO/100), an unknown aperture or sensitivity taken as constant."""
    aperture, iso = _floats(photos["f_number"].fill_null(1.0)), _floats(photos["iso"].fill_null(100))
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.log2(aperture**2 / _floats(photos["exposure_s"])) - np.log2(iso / 100)
    return np.where(np.isfinite(values), values, np.nan)


def _floats(values: pl.Series) -> Numbers:
    return values.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _numbered(columns: pl.DataFrame) -> Indices:
    """A number for each row; equal rows have the same number."""
    return columns.select(pl.struct(pl.all()).rank("dense").cast(pl.Int64)).to_series().to_numpy()


def _tiles(given: pl.Series) -> tuple[Singles, Flags]:
    known = (given.list.len() == TILES**2).fill_null(value=False)
    tiles = np.zeros((len(given), TILES**2), np.float32)
    if known.any():
        tiles[known.to_numpy()] = given.filter(known).explode().to_numpy().reshape(-1, TILES**2)
    return tiles, known.to_numpy()


def _vectors(given: pl.Series) -> Singles | None:
    lengths = given.list.len().fill_null(0)
    if not len(given) or not lengths.max():
        return None
    known = lengths == lengths.max()
    vectors = np.zeros((len(given), int(str(lengths.max()))), np.float32)
    vectors[known.to_numpy()] = given.filter(known).explode().to_numpy().reshape(-1, vectors.shape[1])
    return vectors
