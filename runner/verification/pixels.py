"""Finds rows that belong to another photo.

They were left by runs during which a file was replaced, before runs checked for that.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import polars as pl

from runner.errors import ItemError
from runner.messages import say
from runner.original import held
from runner.schema import DeriveRow, ExifRow, IntakeRow
from runner.store import evidence, traces
from runner.store.proof import DamagedEvidence
from runner.verification.problem import Problem

NEAR = 10
"""Upper limit for the bits of 64 in which the perceptual hashes of one photo may differ.

They differ by the release of the decoder and by the size at which the photo was decoded; those of two photos differ in
32 bits on average.
"""


@dataclass
class Looked:
    """The progress and the results of a check."""

    photos: int = 0
    gone: int = 0  # photos whose file is missing, is a different one now, or cannot be decoded here
    seconds: float = 0.0
    others: set[str] = field(default_factory=set)  # items whose rows belong to another photo
    seen: set[tuple[str, str | None]] = field(default_factory=set)  # items with the hash in their row


def problems(runs: Sequence[Path], looked: Looked) -> Iterator[Problem]:
    """Yield photos whose rows have a size, pixels or a capture time other than their file.

    Each photo is decoded once for each hash that rows have for it.
    """
    since = time.monotonic()
    for run in runs:
        try:
            yield from _of_run(run, looked)
        except DamagedEvidence:
            continue  # reported already
        finally:
            looked.seconds = time.monotonic() - since


def _of_run(run: Path, looked: Looked) -> Iterator[Problem]:
    sources = evidence.read_sources(run).filter(~pl.col("is_copy") & pl.col("sha256").is_not_null())
    wanted = sources["item_id"].to_list()
    headers, pixels = traces.rows(run, IntakeRow, wanted), traces.rows(run, DeriveRow, wanted)
    metadata = traces.rows(run, ExifRow, wanted)
    for item_id, path, sha256 in sources.select("item_id", "source_path", "sha256").iter_rows():
        header, derived, exif = headers.get(item_id), pixels.get(item_id), metadata.get(item_id)
        if header is None or derived is None or (item_id, derived.phash) in looked.seen:
            continue
        looked.seen.add((item_id, derived.phash))
        if not _is_of(Path(path), sha256, header, derived, exif, looked):
            looked.others.add(item_id)
            damage = say("verify.other_photo", path=path, run=run.name)
            yield Problem(damage, say("verify.lost_photo"), say("verify.mend_pixels"))


def _is_of(
    path: Path, sha256: str, header: IntakeRow, derived: DeriveRow, exif: ExifRow | None, looked: Looked
) -> bool:
    """True if the rows match the file's pixels and metadata, or if the file cannot be used for that."""
    try:
        with held(path, sha256):
            now, metadata = _seen(path, header)
    except (ItemError, OSError):
        looked.gone += 1
        return True
    looked.photos += 1
    if header.stored_width * header.stored_height != now.width * now.height:
        return False
    times = metadata.captured_at, exif.captured_at if exif else None
    same_time = times[0] == times[1] or None in times
    return same_time and _distance(now.phash, derived.phash) <= NEAR


def _seen(path: Path, header: IntakeRow) -> tuple[DeriveRow, ExifRow]:
    """The rows made from the file's pixels and metadata as they are now."""
    from runner.imaging.decode import open_photo
    from runner.imaging.derive import derive
    from runner.imaging.filetypes import Format, identify_file
    from runner.imaging.metadata import read_metadata

    with path.open("rb") as file:
        format = cast(Format, str(identify_file(file).format))
    width, height = open_photo(path, format).size
    header = replace(header, format=format, stored_width=width, stored_height=height)
    with tempfile.TemporaryDirectory() as folder:
        return derive(path, header, {}, (0.0, 0.0), Path(folder)), read_metadata(path, format)


def _distance(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0 if one == other else 64
    return (int(one, 16) ^ int(other, 16)).bit_count()
