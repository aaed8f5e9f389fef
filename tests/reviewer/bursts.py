"""Makes one real run with a burst of a cat, a burst of an astronaut with a face, a bracket, and a single photo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import program
import pyexiv2
import pyvips
from numpy.typing import NDArray
from skimage import data

from reviewer.picks.picks_page import PicksPage
from runner.review import review_set
from runner.review.session import Session

DAY = datetime(2025, 5, 17, 10)


def shoot(folder: Path) -> None:
    """Write the photos: the sharpest frames of the bursts are `cat_1` and `eileen_2`."""
    folder.mkdir(parents=True)
    cat, person = _picture(data.chelsea()), _picture(data.astronaut())
    _burst(folder, "cat", cat, (4.0, 0.0, 1.5), DAY)
    _burst(folder, "eileen", person, (2.5, 1.0, 0.0, 4.0), DAY + timedelta(minutes=30))
    coffee = data.coffee()
    for number, (light, exposure) in enumerate(((1.0, "1/250"), (0.4, "1/1000"), (2.0, "1/60"))):
        frame = _picture(np.clip(coffee * light, 0, 255).astype(np.uint8))
        at = DAY + timedelta(hours=1, seconds=0.5 * number)
        _save(frame, folder / f"bracket_{number}.jpg", at, exposure)
    _save(_picture(data.rocket()), folder / "alone.jpg", DAY + timedelta(hours=2), "1/250")


def prepare(folder: Path, *more: str) -> Path:
    """Run a set of the photos in `folder / "photos"`. Returns the runs folder."""
    asked = ["set=travel", "caption=composer", f"set.source={folder / 'photos'}", f"paths.runs={folder / 'runs'}"]
    program.run([*asked, *more], folder, check=True)
    return folder / "runs"


def _picture(pixels: NDArray[np.uint8]) -> pyvips.Image:
    return pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")


def _burst(folder: Path, name: str, image: pyvips.Image, blurs: Sequence[float], at: datetime) -> None:
    for number, sigma in enumerate(blurs):
        frame = image.gaussblur(sigma) if sigma else image
        _save(frame, folder / f"{name}_{number}.jpg", at + timedelta(seconds=0.25 * number), "1/250")


def _save(image: pyvips.Image, path: Path, at: datetime, exposure: str) -> None:
    """Write a JPEG with the tags that a camera writes."""
    with pyexiv2.ImageData(image.jpegsave_buffer(Q=92)) as tagged:
        tagged.modify_exif(
            {
                "Exif.Image.Make": "Nikon", "Exif.Image.Model": "D70", "Exif.Photo.ExposureTime": exposure,
                "Exif.Photo.FNumber": "8/1", "Exif.Photo.ISOSpeedRatings": "200", "Exif.Photo.FocalLength": "35/1",
                "Exif.Photo.DateTimeOriginal": f"{at:%Y:%m:%d %H:%M:%S}", "Exif.Photo.SubSecTimeOriginal": f"{at:%f}",
            }
        )  # fmt: skip
        path.write_bytes(tagged.get_bytes())


def session_of(runs: Path, reviewer: str = "Ada") -> Session:
    """A review session of the set by one person."""
    return Session(review_set.open_named("travel", runs), reviewer)


def said(runs: Path) -> dict[str, str]:
    """Flags by file name, as another program reads them."""
    snapshot = session_of(runs, "Cleo").snapshot
    names = [Path(path).stem for path in snapshot.photos.table["source_path"]]
    return {name: flag for place, name in enumerate(names) if (flag := snapshot.ratings(place)[2])}


def names(page: PicksPage) -> list[str]:
    """The photos of the open group, in the order shown."""
    paths = page.desk.session.review_set.photos["source_path"]
    return [Path(paths[member.place]).stem for member in page.groups.group.members()]
