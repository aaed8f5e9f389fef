"""Renditions: pictures made from a photo for a purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Le

from runner.schema import Options, Rendition

if TYPE_CHECKING:
    from runner.imaging.decode import Size
    from runner.imaging.vips import pyvips


@dataclass(frozen=True)
class RenditionOptions(Options):
    """The properties of one rendition."""

    # pixels; the picture keeps its shape, fits inside, and is never enlarged
    width: Annotated[int, Ge(16), Le(16384)]
    height: Annotated[int, Ge(16), Le(16384)]
    format: Literal["jpeg", "webp"] = "jpeg"
    # quality setting of the encoder: higher is larger and better
    quality: Annotated[int, Ge(1), Le(100)] = 85


def fit(size: Size, box: Size) -> Size:
    """The largest size of the same shape as `size` inside `box`, and no larger than `size` itself."""
    (width, height), (widest, highest) = size, box
    scale = min(1.0, widest / width, highest / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def resized(sources: Sequence[pyvips.Image], size: Size) -> pyvips.Image:
    """The picture at `size`, in memory, from the smallest of the sources that is large enough."""
    width, height = size
    source = min((s for s in sources if s.width >= width and s.height >= height), key=lambda s: s.width * s.height)
    if (source.width, source.height) == size:
        return source
    return source.resize(width / source.width, vscale=height / source.height).copy_memory()


def write(name: str, image: pyvips.Image, options: RenditionOptions, folder: Path) -> Rendition:
    """Encode a picture and store it in `folder`.

    The file has an sRGB profile (480 bytes, so that wide-gamut screens and old programs agree on its colours) and
    no other metadata: no place, no serial number of the camera, no thumbnail of what was cropped away.
    """
    from runner.imaging.store import store

    save = image.jpegsave_buffer if options.format == "jpeg" else image.webpsave_buffer
    data = save(Q=options.quality, keep="icc", profile="srgb")
    stored = store(data, _EXTENSIONS[options.format], folder)
    return Rendition(name, stored.path, image.width, image.height, len(data), stored.sha256)


_EXTENSIONS: Mapping[str, str] = {"jpeg": "jpg", "webp": "webp"}
