"""Decodes HEVC, the compression of the HEIC files that phones write.

The wheels of libvips leave the decoder out because of its patents, and the header of such a file can be read without
it. libheif does not say which decoders it has, so a very small picture is tried. The packages pi-heif and pillow-heif
contain a libheif that has one; if one of them is installed, it decodes what libvips does not.
"""

from __future__ import annotations

import base64
import importlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from runner.imaging.vips import pyvips

# A gradient of 64 × 64 pixels, written by heif-enc 1.15 with x265.
_PICTURE = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYNtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAAB
AAAANGlsb2MAAAAAREAAAgABAAAAAAGnAAEAAAAAAAAALgACAAAAAAHVAAEAAAAAAAAAuAAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEA
AAAAFWluZmUCAAABAAIAAEV4aWYAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAA
AAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAEAA
AABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAO5tZGF0AAAAKigBrwtg+skr
VxoWygB+8AAv+3K+KpLoaGKljiD71Z/eSzbxZi/t7mvzLQAAAABJSSoACAAAAAYAEgEDAAEAAAABAAAAGgEFAAEAAABWAAAAGwEFAAEAAABeAAAAKAED
AAEAAAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAABmAAAAAAAAADhjAADoAwAAOGMAAOgDAAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAA
MDEwMAGgAwABAAAA//8AAAKgBAABAAAAQAAAAAOgBAABAAAAQAAAAAAAAAA=
"""

PICTURE = base64.b64decode(_PICTURE)
"""A complete HEIC file, 653 bytes."""


@cache
def decoder_present() -> bool:
    """Whether HEVC pixels can be decoded by the libvips of this process."""
    try:
        pyvips.Image.heifload_buffer(PICTURE).avg()
    except pyvips.Error:
        return False
    return True


@cache
def second_decoder() -> str | None:
    """The package that decodes HEVC if libvips does not; None if none is installed."""
    modules = {"pi_heif": "pi-heif", "pillow_heif": "pillow-heif"}
    return next((package for module, package in modules.items() if find_spec(module)), None)


def decoded(path: Path) -> pyvips.Image:
    """The primary picture from the second decoder: upright, with its profile. Raises pyvips.Error if that fails."""
    package = second_decoder()
    try:
        if package is None:
            raise ValueError("no decoder for HEVC")
        opened = importlib.import_module(package.replace("-", "_")).open_heif(str(path), convert_hdr_to_8bit=False)
        pixels = np.asarray(opened)
        profile = opened.info.get("icc_profile")
    except Exception as error:  # native code: ValueError, RuntimeError, SyntaxError, MemoryError …
        raise pyvips.Error(f"{package}: {error}") from error
    image = pyvips.Image.new_from_array(pixels)
    image = image.copy(interpretation="rgb16" if pixels.dtype == np.uint16 else "srgb")
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image
