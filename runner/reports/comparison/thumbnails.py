"""Embeds small pictures in the page, so that it can be sent to someone."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runner.store.artifacts import DamagedArtifact, read_artifact

SIDE = 270
"""Pixels of the longer side: just below half of the usual thumbnail's, which a JPEG decoder produces cheaply."""

QUALITY = 70

INSIDE = 4_000
"""Small pictures are embedded for at most this many photos; at some 10 kB each, 40 MB."""


class Thumbnails:
    """Converts paths below the renditions folder to addresses for a page in the folder `page`."""

    def __init__(self, renditions: Path, page: Path, photos: int) -> None:
        self.inside = photos <= INSIDE
        self._renditions = renditions
        self._base = Path(os.path.relpath(renditions, page)).as_posix()

    def addressed(self, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the records with addresses. Small pictures that are embedded and still exist become data addresses."""
        for record in records:
            small, large = record["thumbnail"], record["picture"]
            linked = small and f"{self._base}/{small}"
            shown = (self._data(small) if small and self.inside else None) or linked
            yield {**record, "thumbnail": shown, "picture": large and f"{self._base}/{large}"}

    def _data(self, path: str) -> str | None:
        from runner.imaging.vips import pyvips

        try:
            small = pyvips.Image.thumbnail_buffer(
                read_artifact(self._renditions / path), SIDE, height=SIDE, size="down"
            )
            picture = small.flatten(background=255) if small.hasalpha() else small
            data = picture.jpegsave_buffer(Q=QUALITY, strip=True)
        except (pyvips.Error, OSError, DamagedArtifact):
            return None
        return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
