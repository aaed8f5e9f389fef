"""Makes a library with real faces: an astronaut in three pictures, and in a fourth one beside her mirror image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import program
import pyvips
from skimage import data

from runner.review.people.session import PeopleSession
from runner.store import people
from runner.store.catalog import open_catalog


def prepare(folder: Path) -> Path:
    """Run a set of these pictures. Returns the runs folder."""
    photos = folder / "photos"
    photos.mkdir()
    whole = data.astronaut()
    pictures = {
        "whole": whole,
        "near": whole[:400, 60:460],
        "dark": (whole * 0.7).astype(np.uint8),
        "twice": np.concatenate([whole, whole[:, ::-1]], axis=1),
    }
    for name, pixels in pictures.items():
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(photos / f"{name}.jpg"), Q=92)
    asked = ["set=travel", "set.people=true", "caption=composer", f"set.source={photos}"]
    program.run([*asked, f"paths.runs={folder / 'runs'}"], folder, check=True)
    return folder / "runs"


def said(library: Path) -> list[str]:
    """The kinds of the answers in the catalogue, oldest first."""
    with open_catalog(library / "catalog.db") as catalog:
        return [word.kind for word in people.assertions(catalog)]


def found_again(library: Path) -> list[tuple[str | None, int]]:
    """Name and number of faces of each group, as another program reads them from the same library."""
    return [(view.name, len(view.faces)) for view in PeopleSession(library, "ben").groups()]
