"""Reads RAW files of cameras: the preview inside them, or the sensor's own pixels if that is too small.

A RAW file holds what the sensor saw and a JPEG as the camera would have written it. That JPEG is used as the photo: it
is what the photographer saw, and decoding it takes a tenth of the time. Only if it is missing, has another shape, or is
smaller than requested, LibRaw develops the sensor's pixels, with the camera's white balance and brightness.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import rawpy

from runner.errors import DecodeError
from runner.imaging.vips import pyvips
from runner.messages import say

Size = tuple[int, int]
"""Width and height in pixels."""

_ORIENTATIONS = {0: 1, 3: 3, 5: 8, 6: 6}
"""EXIF orientations by LibRaw's `flip`. Source: LibRaw, Data Structures, libraw_image_sizes_t."""
_TURNED = (5, 6)
_UPRIGHT = 1
_SAME_SHAPE = 0.01
"""How far the aspect ratio of a preview may be from the sensor's: some cameras put bars around small ones."""
_WHOLE = 0.9
"""A preview with this fraction of the sensor's longer side counts as the whole photo: cameras cut off the edge."""


def header(file: BinaryIO) -> tuple[Size, int]:
    """Width and height of the photo as stored, and its EXIF orientation; those of the preview if it is whole.

    Raises DecodeError if the header is damaged or LibRaw does not know the camera.
    """
    file.seek(0)
    with _opened(file.read()) as raw:
        preview, sensor = _preview(raw), _sensor(raw)
        if preview is None or not _is_whole(preview, sensor):
            return sensor, _ORIENTATIONS.get(raw.sizes.flip, _UPRIGHT)
        shown = _with_orientation(preview, raw)
        return (shown.width, shown.height), int(shown.get("orientation"))


def picture(path: Path, least: Size) -> pyvips.Image:
    """The photo, at least `least` large if it has that many pixels; its orientation is in its metadata.

    It is the preview if that is large enough, else what LibRaw makes of the sensor's pixels. Raises OSError if the
    system refuses the file, DecodeError if it is damaged.
    """
    with _opened(path.read_bytes()) as raw:
        preview, sensor = _preview(raw), _sensor(raw)
        if preview is not None and (_is_whole(preview, sensor) or _holds(preview, least)):
            return _with_orientation(preview, raw)
        return _developed(raw, least)


def preview_exif(data: bytes) -> bytes:
    """The EXIF block of the preview as a TIFF stream; empty if it has none."""
    with _opened(data) as raw:
        preview = _preview(raw)
    found = preview.get("exif-data") if preview is not None and preview.get_typeof("exif-data") else b""
    return bytes(found).removeprefix(b"Exif\x00\x00")


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        with rawpy.imread(io.BytesIO(data)) as raw:
            yield raw
    except rawpy.LibRawError as error:
        raise DecodeError(say("file.damaged_raw", reason=_reason(error))) from error


def _sensor(raw: Any) -> Size:
    return raw.sizes.width, raw.sizes.height


def _preview(raw: Any) -> pyvips.Image | None:
    """The largest picture inside; None if there is none that can be read, or if it does not have the sensor's shape."""
    try:
        found = raw.extract_thumb()
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError):
        return None
    try:
        image = _image(found)
    except pyvips.Error:
        return None
    return image if _has_shape((image.width, image.height), _sensor(raw)) else None


def _image(found: Any) -> pyvips.Image:
    if found.format == rawpy.ThumbFormat.JPEG:
        return pyvips.Image.jpegload_buffer(found.data, fail_on="error")
    return pyvips.Image.new_from_array(np.ascontiguousarray(found.data), interpretation="srgb")


def _has_shape(preview: Size, sensor: Size) -> bool:
    """Whether both have the same shape, possibly turned: some programs turn the preview but not the sensor's data."""
    wanted = sensor[0] / sensor[1]
    return any(abs(width / height / wanted - 1) <= _SAME_SHAPE for width, height in (preview, preview[::-1]))


def _is_whole(preview: pyvips.Image, sensor: Size) -> bool:
    return bool(max(preview.width, preview.height) >= _WHOLE * max(sensor))


def _holds(preview: pyvips.Image, least: Size) -> bool:
    """Whether the preview is at least this large, whichever way it is turned."""
    sides = sorted((preview.width, preview.height))
    return all(has >= need for has, need in zip(sides, sorted(least), strict=True))


def _with_orientation(preview: pyvips.Image, raw: Any) -> pyvips.Image:
    """The preview with the orientation of the RAW file; a preview that is already turned is marked as upright."""
    sensor, flip = _sensor(raw), raw.sizes.flip
    is_turned = flip in _TURNED and (preview.width > preview.height) != (sensor[0] > sensor[1])
    image = preview.copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", _UPRIGHT if is_turned else _ORIENTATIONS.get(flip, _UPRIGHT))
    return image


def _developed(raw: Any, least: Size) -> pyvips.Image:
    """The sensor's pixels in sRGB, 8 bits, upright; at half the size if that is enough."""
    halved = max(least) * 2 <= max(_sensor(raw)) and min(least) * 2 <= min(_sensor(raw))
    pixels = raw.postprocess(use_camera_wb=True, output_bps=8, half_size=halved)
    return pyvips.Image.new_from_array(np.ascontiguousarray(pixels), interpretation="srgb")


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said) or type(error).__name__
