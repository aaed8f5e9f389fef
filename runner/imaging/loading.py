"""Opens a picture for its header. Pixels are decoded by whoever asks for them."""

from __future__ import annotations

from typing import BinaryIO

from runner.imaging.filetypes import Format
from runner.imaging.vips import pyvips


def load_lazily(file: BinaryIO, format: Format) -> pyvips.Image:
    """The picture by the loader of its format, whatever its name says. Raises pyvips.Error when the header is damaged.

    It goes through a descriptor because libvips takes brackets in a name for options, and names that are no UTF-8 not
    at all.
    """
    return getattr(pyvips.Image, f"{format}load_source")(pyvips.Source.new_from_descriptor(file.fileno()))
