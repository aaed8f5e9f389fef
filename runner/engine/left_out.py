"""What a folder holds that no set takes: its name for counting, and a sentence about all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from runner.imaging.raw_formats import MAKERS

# Folders that NAS, Windows, macOS and photo programs put among photos: thumbnails, waste, snapshots, previews, exports.
_FOLDERS = re.compile(
    r"""@eadir | \#recycle | \#snapshot | @recycle | @recently-snapshot | @transcode | @__thumb | @sharebin
    | \$recycle\.bin | recycler | recycled | system\ volume\ information | found\.\d{3} | lost\+found | trash-\d+
    | __macosx | .+\.lrdata | .+\.lrcat-data | darktable_exported | captureone | _gsdata_ | \$avg
    """,
    re.I | re.X,
)

HIDDEN, EXCLUDED = "hidden names", "names that set.exclude matches"
"""What is counted of these: files and folders, each folder once."""


def beside_a_picture(extension: str) -> str:
    """What a raw file is counted as that lies beside the picture of the same shot."""
    return f"raw files beside their pictures ({MAKERS[extension]} {extension[1:].upper()})"


_VIDEOS = frozenset("3gp avi insv lrv m2ts m4v mkv mov mp4 mpg mpeg mts ogv webm wmv".split())
_SIDECARS = frozenset("aae cos cot dop on1 pp3 thm xmp".split())


def is_left_out(folder_name: str) -> bool:
    """Whether photos in a folder of this name are none of a set: a system or another program keeps its own there."""
    return _FOLDERS.fullmatch(folder_name) is not None


def name_of(extension: str) -> str:
    """What a file that is no picture is counted as, by its extension with the point: `videos (MOV)`."""
    kind = extension.lower().removeprefix(".")
    if kind in _VIDEOS:
        return f"videos ({kind.upper()})"
    if kind in _SIDECARS:
        return f"sidecars ({kind.upper()})"
    return f"other files ({extension})" if extension else "other files (no extension)"


def sentence(counted: Mapping[str, int]) -> str | None:
    """How many of what was left out, most first; None when nothing was."""
    if not counted:
        return None
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return f"Left out: {', '.join(f'{name} {number:,}' for name, number in ordered)}."
