"""Makes faces unrecognisable: their content is averaged away, not only softened."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from runner.facts import Region

if TYPE_CHECKING:
    from runner.imaging.vips import pyvips

CELLS = 5
"""Patches across a face, of which only the mean colour is left. Face models need some 20 pixels between the eyes."""

ROOM = 1.5
"""Width and height of the ellipse relative to the face's box: hair, chin and ears belong to a face."""

_QUALITY = 92


def blurred(picture: pyvips.Image, faces: Sequence[Region]) -> pyvips.Image:
    """The picture with an ellipse around each of these faces blurred. Regions are fractions of the picture."""
    for face in faces:
        picture = _without(picture, face)
    return picture


def blurred_file(data: bytes, faces: Sequence[Region]) -> bytes:
    """A JPEG or WebP file with these faces blurred, in the same format; the same bytes if there are none."""
    from runner.imaging.vips import pyvips

    if not faces:
        return data
    picture = pyvips.Image.new_from_buffer(data, "")
    is_webp = str(picture.get("vips-loader")).startswith("webp")
    made = blurred(picture, faces).cast("uchar")
    save = made.webpsave_buffer if is_webp else made.jpegsave_buffer
    return bytes(save(Q=_QUALITY, keep="icc"))


class _Ellipse(NamedTuple):
    """The area that is blurred for one face, in pixels of the picture."""

    x: float  # of its middle
    y: float
    half_width: float
    half_height: float

    @classmethod
    def around(cls, face: Region, width: int, height: int) -> _Ellipse:
        x, y = (face.left + face.right) / 2, (face.top + face.bottom) / 2
        half_width, half_height = (face.right - face.left) * ROOM / 2, (face.bottom - face.top) * ROOM / 2
        return cls(x * width, y * height, half_width * width, half_height * height)


def _without(picture: pyvips.Image, face: Region) -> pyvips.Image:
    around = _Ellipse.around(face, picture.width, picture.height)
    left, right = _ends(around.x, around.half_width, picture.width)
    top, bottom = _ends(around.y, around.half_height, picture.height)
    if left >= right or top >= bottom:
        return picture
    part = picture.crop(left, top, right - left, bottom - top)
    averaged = _averaged(part, 2 * around.half_width / ROOM / CELLS)
    mixed = _mixed(part, averaged, around._replace(x=around.x - left, y=around.y - top))
    return picture.insert(mixed.cast(picture.format), left, top)


def _ends(middle: float, half: float, most: int) -> tuple[int, int]:
    return max(0, floor(middle - half)), min(most, ceil(middle + half))


def _averaged(part: pyvips.Image, cell: float) -> pyvips.Image:
    """Patches with sides of about `cell` pixels, each of one colour, smoothed into each other."""
    columns, rows = max(1, round(part.width / max(cell, 1))), max(1, round(part.height / max(cell, 1)))
    small = part.cast("float").resize(columns / part.width, vscale=rows / part.height, kernel="linear")
    large = small.resize(part.width / small.width, vscale=part.height / small.height, kernel="cubic")
    return large.gravity("north-west", part.width, part.height, extend="copy")


def _mixed(part: pyvips.Image, averaged: pyvips.Image, around: _Ellipse) -> pyvips.Image:
    """The averaged picture inside the ellipse; its outermost twelfth blends into the original."""
    from runner.imaging.vips import pyvips

    at = pyvips.Image.xyz(part.width, part.height)
    x, y = (at[0] + 0.5 - around.x) / around.half_width, (at[1] + 0.5 - around.y) / around.half_height
    inside = (1 - (x * x + y * y) ** 0.5) * 12
    share = (inside > 0).ifthenelse((inside < 1).ifthenelse(inside, 1), 0)
    return averaged * share + part * (1 - share)
