"""Extensions of cameras' RAW files, and their makers."""

from __future__ import annotations

from collections.abc import Mapping

MAKERS: Mapping[str, str] = {
    ".3fr": "Hasselblad", ".fff": "Hasselblad", ".arw": "Sony", ".sr2": "Sony", ".srf": "Sony", ".cr2": "Canon",
    ".cr3": "Canon", ".crw": "Canon", ".dng": "Adobe", ".erf": "Epson", ".gpr": "GoPro", ".iiq": "Phase One",
    ".kdc": "Kodak", ".dcr": "Kodak", ".mef": "Mamiya", ".mos": "Leaf", ".mrw": "Minolta", ".nef": "Nikon",
    ".nrw": "Nikon", ".orf": "Olympus", ".pef": "Pentax", ".raf": "Fujifilm", ".raw": "Panasonic or Leica",
    ".rw2": "Panasonic", ".rwl": "Leica", ".srw": "Samsung", ".x3f": "Sigma",
}  # fmt: skip
"""Makers by extension, which is in lower case."""

EXTENSIONS = frozenset(MAKERS)
