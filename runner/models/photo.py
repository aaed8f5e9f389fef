"""A photo before a model: a smaller picture of it at once, every pixel only when it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from runner.pixels import Pixels


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to look at. All pictures of it are upright and in sRGB."""

    width: int  # pixels of its full size
    height: int
    overview: Pixels  # the whole photo, maybe smaller
    # at full size, from the top to this share of the height; what is below is not set
    decoded: Callable[[float], Pixels]

    @property
    def is_reduced(self) -> bool:
        """Whether the overview shows less than every pixel."""
        return self.overview.shape[:2] != (self.height, self.width)

    def every_pixel(self) -> Pixels:
        """The photo at its full size. Decoding it is slow, and may raise ItemError."""
        return self.decoded(1.0)


def whole(picture: Pixels) -> Photo:
    """The photo whose every pixel is here."""
    return Photo(picture.shape[1], picture.shape[0], picture, lambda _: picture)
