"""A photo as shown to a model: a smaller picture at once, every pixel only on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from runner.picture import Picture
from runner.pixels import Pixels


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to look at. All pictures of it are upright."""

    width: int  # pixels of its full size
    height: int
    overview: Pixels  # the whole photo in sRGB, possibly reduced
    # decodes it at full size, from the top to this fraction of the height; the pixels below are undefined
    decoded: Callable[[float], Picture]

    @property
    def is_reduced(self) -> bool:
        """Whether the overview has fewer pixels than the photo."""
        return self.overview.shape[:2] != (self.height, self.width)

    def every_pixel(self) -> Picture:
        """The photo at its full size. Decoding it is slow, and may raise ItemError."""
        return self.decoded(1.0)


def whole(picture: Picture) -> Photo:
    """A photo of which every pixel is decoded already."""
    height, width = picture.shape[:2]
    return Photo(width, height, picture.whole(), lambda _: picture)
