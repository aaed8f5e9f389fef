"""Prepares a picture as a dual encoder expects it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import pyvips
from numpy.typing import NDArray

from runner.errors import DecodeError, UnreadableFile
from runner.messages import say
from runner.models.options import EncoderOptions
from runner.store.artifacts import read_artifact


def preprocess(picture: Path, options: EncoderOptions) -> NDArray[np.float32]:
    """Return [3, size, size]: the picture as sRGB in a square, minus the mean and divided by the deviation.

    Raises UnreadableFile if the file cannot be read and DecodeError if it is damaged.
    """
    try:
        image = pyvips.Image.new_from_buffer(read_artifact(picture), "", fail_on="truncated")
        pixels = _fitted(_rgb(image), options.size, options.fit).numpy()
    except OSError as error:
        raise UnreadableFile(
            say("rendition.unreadable", name=picture.name, reason=error.strerror or str(error))
        ) from error
    except pyvips.Error as error:
        raise DecodeError(say("rendition.damaged", name=picture.name, reason=" ".join(str(error).split()))) from error
    mean, std = np.array(options.mean, np.float32), np.array(options.std, np.float32)
    return np.ascontiguousarray(((pixels.astype(np.float32) / 255 - mean) / std).transpose(2, 0, 1))


def _rgb(image: pyvips.Image) -> pyvips.Image:
    image = image.colourspace("srgb")
    return (image.flatten() if image.hasalpha() else image).extract_band(0, n=3)


def _fitted(image: pyvips.Image, size: int, fit: Literal["crop", "squeeze"]) -> pyvips.Image:
    if fit == "squeeze":
        return image.thumbnail_image(size, height=size, size="force").cast("uchar")
    return image.thumbnail_image(size, height=size, crop="centre").cast("uchar")
