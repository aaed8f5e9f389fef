"""The XMP inside a photo's own file."""

from __future__ import annotations

import os
from pathlib import Path

import pyexiv2

from runner.imaging.segments import xmp_packets


def embedded_xmp(photo: Path) -> list[bytes]:
    """The XMP packets in a photo; empty if it cannot be read. The file is only read."""
    try:
        with photo.open("rb") as file:
            is_jpeg = file.read(2) == b"\xff\xd8"
            file.seek(0)
            packets = xmp_packets(file).found if is_jpeg else []
        return packets or [_by_exiv2(photo)]
    except OSError:
        return []


def _by_exiv2(photo: Path) -> bytes:
    try:
        with pyexiv2.Image(os.fsencode(photo.absolute()).decode("latin-1"), "latin-1") as image:
            return str(image.read_raw_xmp("latin-1")).encode("latin-1")
    except Exception:  # native code: RuntimeError, MemoryError …
        return b""
