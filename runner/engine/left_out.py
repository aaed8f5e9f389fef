"""What a folder contains that no set takes: the kinds under which it is counted, and a sentence about all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from runner.imaging.raw_formats import MAKERS

# Folders that NAS, Windows, macOS and photo programs put among photos: thumbnails, trash, snapshots, previews, exports.
_FOLDERS = re.compile(
    r"""@eadir | \#recycle | \#snapshot | @recycle | @recently-snapshot | @transcode | @__thumb | @sharebin
    | \$recycle\.bin | recycler | recycled | system\ volume\ information | found\.\d{3} | lost\+found | trash-\d+
    | __macosx | .+\.lrdata | .+\.lrcat-data | darktable_exported | captureone | _gsdata_ | \$avg
    """,
    re.I | re.X,
)

HIDDEN, EXCLUDED = "hidden names", "names that set.exclude matches"
"""The kinds under which these are counted: files and folders, each folder once."""

UNLISTED = "folders that cannot be read"
"""The kind under which they are counted where photos are only listed; a run has a row for each that says why."""


def beside_a_picture(extension: str) -> str:
    """The kind under which a raw file is counted that is stored beside the picture of the same shot."""
    return f"raw files beside their pictures ({MAKERS[extension]} {extension[1:].upper()})"


_VIDEOS = frozenset("3gp avi insv lrv m2ts m4v mkv mov mp4 mpg mpeg mts ogv webm wmv".split())
_SIDECARS = frozenset("aae cos cot dop on1 pp3 thm xmp".split())


def is_left_out(folder_name: str) -> bool:
    """True if photos in a folder of this name belong to no set: a system or another program keeps its own there."""
    return _FOLDERS.fullmatch(folder_name) is not None


def name_of(extension: str) -> str:
    """The kind under which a file that is not a picture is counted, by its extension with the dot: `videos (MOV)`."""
    kind = extension.lower().removeprefix(".")
    if kind in _VIDEOS:
        return f"videos ({kind.upper()})"
    if kind in _SIDECARS:
        return f"sidecars ({kind.upper()})"
    return f"other files ({extension})" if extension else "other files (no extension)"


def sentence(counted: Mapping[str, int]) -> str | None:
    """A sentence with the number of files left out of each kind, largest first; None if nothing was left out."""
    if not counted:
        return None
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return f"Left out: {', '.join(f'{name} {number:,}' for name, number in ordered)}."
