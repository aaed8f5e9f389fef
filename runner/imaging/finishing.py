"""Makes pictures for a target from the original: size, shape, sharpness, watermark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Gt, Le

from runner.errors import UnreadableFile
from runner.facts import Region
from runner.imaging.blurring import blurred
from runner.messages import say
from runner.original import ReplacedFile, held
from runner.schema import Options

if TYPE_CHECKING:
    from runner.imaging.vips import pyvips

_GROUNDS = {"white": 255, "black": 0}
_LEAST = 1e-3
"""A region that covers no more than this fraction of a picture's side counts as cut off."""
_MARGIN = 0.02
"""Distance of a watermark from the edges, as a fraction of the picture's width."""


@dataclass(frozen=True)
class WatermarkOptions(Options):
    """A text, or a picture with transparency, over the photo."""

    text: str | None = None
    picture: str | None = None
    place: Literal["bottom_right", "bottom_left", "top_right", "top_left", "centre"] = "bottom_right"
    # fraction of the picture's width
    width: Annotated[float, Gt(0), Le(1)] = 0.2
    opacity: Annotated[float, Gt(0), Le(1)] = 0.5

    def problems(self) -> Sequence[str]:
        """Return a sentence unless exactly one of text and picture is given and the picture exists."""
        if (not self.text) == (not self.picture):
            return ["watermark: give either text or picture."]
        if self.picture and not Path(self.picture).expanduser().is_file():
            return [f"watermark.picture: {self.picture} is not a file."]
        return []


@dataclass(frozen=True)
class PictureOptions(Options):
    """The properties of one finished picture. It is never enlarged."""

    width: Annotated[int, Ge(16), Le(16384)]
    height: Annotated[int, Ge(16), Le(16384)]
    quality: Annotated[int, Ge(1), Le(100)] = 88
    # strength of an unsharp mask; 0 is none, 1 visibly crisper
    sharpen: Annotated[float, Ge(0), Le(3)] = 0.0
    # fit: inside width × height; crop: its middle in that aspect ratio; white, black: the whole on such a background
    shape: Literal["fit", "crop", "white", "black"] = "fit"
    watermark: WatermarkOptions | None = None

    def problems(self) -> Sequence[str]:
        """Return what is wrong with the watermark's options."""
        return () if self.watermark is None else self.watermark.problems()


def finished(original: Path, item_id: str, options: PictureOptions, faces: Sequence[Region] = ()) -> bytes:
    """A JPEG, upright, in sRGB with its profile and without other metadata. The same inputs give the same bytes.

    `faces`, as fractions of the upright picture, are blurred in it.
    Raises UnreadableFile if the original is gone or is another photo now, DecodeError if it is damaged.
    """
    picture = _sized(blurred(_decoded(original, item_id, options), faces), options)
    if options.sharpen:
        picture = picture.sharpen(sigma=0.7, x1=2, m1=0, m2=1.5 * options.sharpen).copy(interpretation="srgb")
    if options.watermark is not None:
        picture = _marked(picture, options.watermark)
    return bytes(picture.cast("uchar").jpegsave_buffer(Q=options.quality, keep="icc", profile="srgb"))


def moved(region: Region, size: tuple[int, int], options: PictureOptions) -> Region | None:
    """Where a region of the upright original of this size is in its finished picture; None if it is cut off.

    Both regions are fractions of their picture, `size` is in pixels.
    """
    width, height = _needed(size, options)
    shown = _shown((width, height), options)
    across = [(each - 0.5) * width / shown[0] + 0.5 for each in (region.left, region.right)]
    down = [(each - 0.5) * height / shown[1] + 0.5 for each in (region.top, region.bottom)]
    left, right, top, bottom = (min(max(each, 0.0), 1.0) for each in (*across, *down))
    return Region(left, top, right, bottom) if right - left > _LEAST and bottom - top > _LEAST else None


def _decoded(original: Path, item_id: str, options: PictureOptions) -> pyvips.Image:
    from runner.imaging.decode import decode, open_photo

    try:
        with held(original, item_id):
            photo = open_photo(original, _format(original))
            return decode(photo, _needed(photo.size, options))
    except ReplacedFile as error:
        raise UnreadableFile(say("file.original_replaced", path=str(original))) from error
    except UnreadableFile as error:
        message = say(
            "file.original_unreadable", path=str(original), reason=str(error.message.values().get("reason", ""))
        )
        raise UnreadableFile(message) from error


def _format(original: Path) -> str:
    from runner.imaging.filetypes import identify_file

    with original.open("rb") as file:
        return str(identify_file(file).format)


def _needed(size: tuple[int, int], options: PictureOptions) -> tuple[int, int]:
    scale = _scale(size, options)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _scale(size: tuple[int, int], options: PictureOptions) -> float:
    ratios = (options.width / size[0], options.height / size[1])
    return min(1.0, max(ratios) if options.shape == "crop" else min(ratios))


def _sized(picture: pyvips.Image, options: PictureOptions) -> pyvips.Image:
    width, height = _needed((picture.width, picture.height), options)
    picture = picture.resize(width / picture.width, vscale=height / picture.height)
    if options.shape == "crop":
        box = _shown((width, height), options)
        return picture.crop((width - box[0]) // 2, (height - box[1]) // 2, *box)
    if options.shape in _GROUNDS:
        ground = [_GROUNDS[options.shape]] * picture.bands
        return picture.gravity("centre", options.width, options.height, extend="background", background=ground)
    return picture


def _shown(size: tuple[int, int], options: PictureOptions) -> tuple[int, int]:
    """Width and height of the finished picture, for an original that was scaled to `size`."""
    if options.shape in _GROUNDS:
        return options.width, options.height
    if options.shape == "fit":
        return size
    # Of a smaller picture, the largest part of this shape.
    share = min(1.0, size[0] / options.width, size[1] / options.height)
    return max(1, round(options.width * share)), max(1, round(options.height * share))


def _marked(picture: pyvips.Image, options: WatermarkOptions) -> pyvips.Image:
    mark = _mark(options, round(picture.width * options.width))
    margin = round(picture.width * _MARGIN)
    right, bottom = picture.width - mark.width, picture.height - mark.height
    places = {
        "bottom_right": (right - margin, bottom - margin),
        "bottom_left": (margin, bottom - margin),
        "top_right": (right - margin, margin),
        "top_left": (margin, margin),
        "centre": (right // 2, bottom // 2),
    }
    x, y = places[options.place]
    return picture.composite2(mark, "over", x=x, y=y).flatten().copy(interpretation="srgb")


def _mark(options: WatermarkOptions, width: int) -> pyvips.Image:
    """The mark as an image of this width, with its alpha band multiplied by the opacity."""
    from runner.imaging.vips import pyvips

    if options.picture:
        mark = pyvips.Image.thumbnail(str(Path(options.picture).expanduser()), width, size="both").colourspace("srgb")
        mark = mark if mark.hasalpha() else mark.addalpha()
        colours, alpha = mark[: mark.bands - 1], mark[mark.bands - 1]
    else:
        # libvips would interpret markup in the text, so & and < are escaped.
        text = (options.text or "").replace("&", "&amp;").replace("<", "&lt;")
        line = pyvips.Image.text(text, font="sans bold 48")
        alpha = line.resize(width / line.width)
        colours = (alpha * 0 + 255).bandjoin([255, 255])
    return colours.bandjoin(alpha * options.opacity).cast("uchar").copy(interpretation="srgb")
