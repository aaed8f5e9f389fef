"""Computes everything that needs pixels, from one decode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from runner.errors import UnreadableFile
from runner.imaging.colours import dominant
from runner.imaging.composition import negative_space, thirds
from runner.imaging.decode import DecodedPhoto, Size, decode, full_size_green, open_photo
from runner.imaging.exposure import exposure
from runner.imaging.noise import noise
from runner.imaging.phash import phash
from runner.imaging.renditions import RenditionOptions, fit, resized, write
from runner.imaging.sharpness import as_scaled, sharpness
from runner.imaging.tiles import Pixels, luma, tiles
from runner.imaging.vips import pyvips
from runner.messages import say
from runner.schema import DeriveRow, IntakeRow, Rendition

ANALYSED = 1024
"""Longest side in pixels of the picture from which figures are computed, whatever renditions are made."""

# Side of the square picture for colours, hash and saliency.
_SMALL = 64


def derive(
    path: Path, intake: IntakeRow, renditions: Mapping[str, RenditionOptions], doubt: tuple[float, float], folder: Path
) -> DeriveRow:
    """Write the renditions into `folder` and return them with the figures. The same bytes give the same row.

    A photo whose sharpness is within `doubt` is decoded again at its full size for a more exact figure. Raises
    UnreadableFile, DecodeError, and EnvError if `folder` cannot be written.
    """
    photo = open_photo(path, intake.format)
    if photo.size[0] * photo.size[1] != intake.stored_width * intake.stored_height:
        raise UnreadableFile(say("file.changed"))
    sizes = {name: fit(photo.size, (each.width, each.height)) for name, each in renditions.items()}
    analysed_size = fit(photo.size, (ANALYSED, ANALYSED))
    decoded = decode(photo, _largest(analysed_size, *sizes.values()))
    analysed = resized([decoded], analysed_size)
    made = dict(_pictures([decoded, analysed], sizes))
    written = tuple(write(name, made[name], each, folder) for name, each in renditions.items())
    return _row(photo, written, analysed, doubt)


def _largest(*sizes: Size) -> Size:
    return max(width for width, _ in sizes), max(height for _, height in sizes)


def _pictures(sources: list[pyvips.Image], sizes: Mapping[str, Size]) -> Iterator[tuple[str, pyvips.Image]]:
    """Each rendition's picture, the largest first, so that smaller ones are made from larger ones."""
    for name in sorted(sizes, key=lambda name: -sizes[name][0] * sizes[name][1]):
        sources = [*sources, resized(sources, sizes[name])]
        yield name, sources[-1]


def _row(
    photo: DecodedPhoto, renditions: tuple[Rendition, ...], analysed: pyvips.Image, doubt: tuple[float, float]
) -> DeriveRow:
    values = luma(analysed.numpy())
    grid = tiles(values)
    sigma = noise(values, grid)
    light = exposure(values)
    small = _small(analysed)
    small_luma = luma(small).astype(np.float64)
    return DeriveRow(
        width=photo.size[0],
        height=photo.size[1],
        renditions=renditions,
        sharpness=_rounded(_sharpness(photo, sharpness(grid, sigma), doubt)),
        brightness=_rounded(light.brightness),
        shadows_clipped=_rounded(light.shadows_clipped),
        highlights_clipped=_rounded(light.highlights_clipped),
        contrast=_rounded(light.contrast),
        tonal_range=_rounded(light.tonal_range),
        noise=_rounded(sigma),
        colours=dominant(small),
        thirds=_rounded(thirds(small_luma)),
        negative_space=_rounded(negative_space(grid, sigma)),
        phash=phash(small_luma.reshape(_SMALL // 2, 2, _SMALL // 2, 2).mean(axis=(1, 3))),
    )


def _sharpness(photo: DecodedPhoto, analysed: float | None, doubt: tuple[float, float]) -> float | None:
    """Sharpness of the picture at 1024 pixels. That of a smaller picture is reduced, a doubtful one is measured again.

    The full size can move the figure only within `doubt`, so that no photo overtakes one that was clear.
    """
    longest = max(photo.size)
    if analysed is None or longest < ANALYSED:
        return analysed and analysed * longest / ANALYSED
    if not doubt[0] < analysed < doubt[1]:
        return analysed
    green = full_size_green(photo)
    if green is None:
        return analysed
    grid = tiles(green)
    exact = sharpness(grid, noise(green, grid))
    return analysed if exact is None else min(max(as_scaled(exact, ANALYSED / longest), doubt[0]), doubt[1])


def _small(analysed: pyvips.Image) -> Pixels:
    scaled = analysed.resize(_SMALL / analysed.width, vscale=_SMALL / analysed.height)
    return np.asarray(scaled.numpy())


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
