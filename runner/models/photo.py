"""A photo before a model: a smaller picture of it at once, every pixel only when it asks."""

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
    overview: Pixels  # the whole photo in sRGB, maybe smaller
    # at full size, from the top to this share of the height; what is below is not set
    decoded: Callable[[float], Picture]

    @property
    def is_reduced(self) -> bool:
        """Whether the overview shows less than every pixel."""
        return self.overview.shape[:2] != (self.height, self.width)

    def every_pixel(self) -> Picture:
        """The photo at its full size. Decoding it is slow, and may raise ItemError."""
        return self.decoded(1.0)


def whole(picture: Picture) -> Photo:
    """The photo whose every pixel is here."""
    height, width = picture.shape[:2]
    return Photo(width, height, picture.whole(), lambda _: picture)
