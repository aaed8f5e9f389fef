"""Renditions as models read them: sRGB pixels without alpha."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray

from runner.errors import DecodeError, UnreadableFile
from runner.messages import say
from runner.store.artifacts import read_artifact


def opened(picture: Path) -> pyvips.Image:
    """The picture, decoded into memory, in sRGB with three bands.

    Raises UnreadableFile if the file cannot be read and DecodeError if it is damaged.
    """
    try:
        image = pyvips.Image.new_from_buffer(read_artifact(picture), "", fail_on="truncated").colourspace("srgb")
        flat = image.flatten() if image.hasalpha() else image
        return flat.extract_band(0, n=3).copy_memory()
    except OSError as error:
        raise UnreadableFile(
            say("rendition.unreadable", name=picture.name, reason=error.strerror or str(error))
        ) from error
    except pyvips.Error as error:
        raise DecodeError(say("rendition.damaged", name=picture.name, reason=_first_line(error))) from error


def pixels(picture: Path) -> NDArray[np.uint8]:
    """The picture as [height, width, 3]. Raises what `opened` raises."""
    return np.asarray(opened(picture).cast("uchar").numpy(), np.uint8)


def _first_line(error: pyvips.Error) -> str:
    return next((line.strip() for line in str(error).splitlines()[1:] if line.strip()), str(error))
