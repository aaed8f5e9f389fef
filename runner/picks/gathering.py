"""Collects what picks are based on from the evidence of a run: one row per photo, whichever stages it had."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from runner.people.known_now import as_known_now
from runner.people.options import ScoreRules
from runner.people.said import Said
from runner.people.scores import MEASURES, face_flags, photo_flags
from runner.picks.photos import completed

Port = Callable[[str], pl.LazyFrame]
"""Returns the good rows of a stage by the name of its port; a frame without rows if the graph has no such stage."""

_METADATA = (
    "captured_at", "utc_offset_min", "exposure_s", "f_number", "iso", "focal_mm", "latitude", "longitude",
)  # fmt: skip
_PICTURES = (
    "width", "height", "phash", "sharpness", "tonal_range", "highlights_clipped", "shadows_clipped",
)  # fmt: skip
_SERIALS = (r'"EXIF BodySerialNumber": "([^"]+)"', r'"Exif\.\w+\.SerialNumber": "([^"]+)"')
"""Patterns for a body's serial number among the tags of a file: CIPA DC-008 (Exif 2.32), and maker notes."""

_DEPTH = 2
"""Levels of a classifier's groups that distinguish subjects: `vehicle, aircraft`, but not the model."""


def gathered(sources: pl.DataFrame, port: Port, said: Said, rules: ScoreRules) -> pl.DataFrame:
    """The photos that were decoded, in file order, with the columns of `runner.picks.photos.COLUMNS`.

    `sources` has the columns of `SourceRow`. Ports are `pictures`, `metadata`, `quality`, `seen`, `detail`, `vectors`,
    `objects`, `faces` and `people`. `said` is what people said about persons, perhaps after the run: current names
    and merges apply, and forgotten people are not named.
    """
    own = sources.lazy().filter(~pl.col("is_copy")).select("item_id", path="source_path")
    known = own.join(port("pictures").select("item_id", *_PICTURES), on="item_id", maintain_order="left")
    beside = (
        port("metadata").select("item_id", *_METADATA, camera=_body()),
        port("quality").select("item_id", quality="score"),
        port("seen").select("item_id", subject=_subject()),
        port("detail").select("item_id", "tiles", "miniature"),
        port("vectors").select("item_id", "embedding"),
        _boxes(port("objects")),
    )
    for table in beside:
        known = known.join(table.unique("item_id"), on="item_id", how="left", maintain_order="left")
    whole = known.collect()
    return completed(whole.join(_people(port, said, rules), on="item_id", how="left", maintain_order="left"))


def _body() -> pl.Expr:
    """The camera with its serial number: two bodies of one model, used side by side, take no bracket together."""
    serial = pl.coalesce(pl.col("raw").str.extract(pattern) for pattern in _SERIALS)
    return pl.concat_str("camera", serial, separator=" ", ignore_nulls=True)


def _subject() -> pl.Expr:
    """The general group of the most probable class."""
    path = pl.col("labels").list.first().struct.field("path")
    return path.list.get(_DEPTH - 1, null_on_oob=True).fill_null(path.list.last())


def _boxes(objects: pl.LazyFrame) -> pl.LazyFrame:
    """The largest box of each photo; of equal ones, the most certain. Uncertain detections do not count."""
    place = pl.col("region").struct
    area = (place.field("right") - place.field("left")) * (place.field("bottom") - place.field("top"))
    seen = objects.filter(pl.col("standing").is_in(["fact", "support"]))
    largest = seen.select("item_id", "region", "score", area=area).sort("area", "score", descending=True)
    return largest.unique("item_id", keep="first").select("item_id", box="region")


def _people(port: Port, said: Said, rules: ScoreRules) -> pl.DataFrame:
    """What is known of the people in each photo that has faces."""
    whose = port("people").select("item_id", "persons", "person_faces").collect()
    each = whose.select(pl.col("person_faces").explode()).unnest("person_faces") if whose.height else _NOBODY
    known = as_known_now(said)
    named = each.filter(pl.col("state") == "person").select("face_id", "group").join(known, on="group")
    faces = (
        port("faces")
        .select("item_id", *MEASURES)
        .collect()
        .join(named.unique("face_id"), on="face_id", how="left", maintain_order="left")
    )
    flagged = face_flags(faces, said.persons, rules)
    flags = photo_flags(flagged, said.persons, rules).rename({"score": "faces_score"})
    closed = pl.col("name").fill_null("").filter(pl.col("eyes_open").not_()).unique(maintain_order=True)
    prominent = (
        flagged.filter("prominent").group_by("item_id").agg(face_sharpness=pl.col("sharpness").min(), closed=closed)
    )
    groups = whose.select("item_id", people=_there(known))
    return flags.join(prominent, on="item_id", how="left").join(groups, on="item_id", how="left")


def _there(known: pl.DataFrame) -> pl.Expr:
    person = pl.element().struct.field("state") == "person"
    noted = pl.element().filter(person).struct.field("group")
    now = noted.replace_strict(known["group"], known["person_id"], default=None, return_dtype=pl.String)
    return pl.col("person_faces").list.eval(now.drop_nulls()).list.unique().list.sort()


_NOBODY = pl.DataFrame(schema={"face_id": pl.String, "state": pl.String, "group": pl.String})
