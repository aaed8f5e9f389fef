"""Scores of faces and of photos of people, from raw measurements, people's answers and thresholds alone.

Nothing is stored here: a changed threshold needs no model, and 20,000 photos are ranked again at once. Unknown stays
unknown: behind sunglasses, in profile or in a face of a few pixels, eyes are neither open nor closed.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from runner.people.options import ScoreRules
from runner.people.persons import Person

FLAGS = ("eyes_open", "smiles", "in_focus", "whole")
"""Columns of `face_flags`: true, false, or null if unknown."""

MEASURES = (
    "face_id", "region", "pixels", "yaw", "eye_left", "eye_right", "mouth_width", "mouth_lift", "sharpness",
)  # fmt: skip
"""Columns of `FaceRow` that `face_flags` uses."""


def face_flags(table: pl.DataFrame, persons: Mapping[str, Person], rules: ScoreRules) -> pl.DataFrame:
    """Return the faces with a column for each of FLAGS, `prominent`, `importance` and `score`.

    `table` has `MEASURES`, `item_id`, and `person_id`, which is null for a face without a person. A face is prominent
    if its area is at least a share (`rules.prominent`) of that of the photo's largest face; faces of main and important
    people always are.
    """
    place = pl.col("region").struct
    wide, high = place.field("right") - place.field("left"), place.field("bottom") - place.field("top")
    known = [(each.person_id, each.importance) for each in persons.values()]
    importance = pl.DataFrame(known, schema={"person_id": pl.String, "importance": pl.String}, orient="row")
    named = table.join(importance, on="person_id", how="left", maintain_order="left").with_columns(
        pl.col("importance").fill_null("nobody"), _area=wide * high
    )
    flagged = named.with_columns(
        eyes_open=_eyes(rules), smiles=_smiles(rules), in_focus=pl.col("sharpness") >= rules.focus, whole=_whole(rules)
    )
    largest = pl.col("_area").max().over("item_id")
    counts = (pl.col("_area") >= largest * rules.prominent) | pl.col("importance").is_in(["main", "important"])
    return flagged.with_columns(prominent=counts, score=_score(rules)).drop("_area")


def photo_flags(faces: pl.DataFrame, persons: Mapping[str, Person], rules: ScoreRules) -> pl.DataFrame:
    """One row per photo with faces, by `item_id`: each of FLAGS over its prominent faces, their number `faces`,
    `main_missing`, and `score`, 0 to 1.

    A flag is false if it is false for one prominent face, and true only if it is true for all: nine open pairs of eyes
    do not hide a closed one. It is null if it is false for none and unknown for some. `main_missing` lists the main
    people who are not in the photo; it is empty if there are no main people.
    """
    main = {each.person_id: each.name or each.person_id for each in persons.values() if each.importance == "main"}
    weights = pl.col("importance").replace_strict(_weights(rules), return_dtype=pl.Float64)
    known = pl.col("score").is_not_null()
    photos = (
        faces.filter(pl.col("prominent"))
        .group_by("item_id", maintain_order=True)
        .agg(
            *(_all(name) for name in FLAGS),
            faces=pl.len(),
            score=(pl.col("score") * weights).sum() / weights.filter(known).sum(),
            _there=pl.col("person_id").drop_nulls().unique(),
        )
    )
    missing = pl.lit(sorted(main), dtype=pl.List(pl.String)).list.set_difference("_there")
    there = photos.with_columns(_missing=missing if main else pl.lit([], dtype=pl.List(pl.String)))
    return there.with_columns(
        main_missing=pl.col("_missing").list.eval(pl.element().replace(main)).list.sort(),
        score=pl.when(pl.col("score").is_finite()).then("score"),
    ).drop("_there", "_missing")


def _eyes(rules: ScoreRules) -> pl.Expr:
    """Whether eyes are open, by the mean of both: a lid that the landmarks miss by a pixel closes no eye."""
    mean = (pl.col("eye_left") + pl.col("eye_right")) / 2
    return pl.when(mean < rules.eyes_closed).then(False).when(mean >= rules.eyes_open).then(True)


def _smiles(rules: ScoreRules) -> pl.Expr:
    """Wide, lifted mouths smile, narrow ones do not. In between, smiling and other mouths overlap: unknown."""
    width, lift = rules.smile
    ahead = pl.col("yaw").abs() <= rules.profile
    shown = (pl.col("mouth_width") >= width) & (pl.col("mouth_lift") >= lift)
    narrow = (pl.col("mouth_width") < rules.no_smile) & (pl.col("pixels") >= rules.mouth_pixels)
    return pl.when(ahead & shown).then(True).when(ahead & narrow).then(False)


def _whole(rules: ScoreRules) -> pl.Expr:
    place, edge = pl.col("region").struct, rules.edge
    inside = (place.field("left") > edge) & (place.field("top") > edge)
    return inside & (place.field("right") < 1 - edge) & (place.field("bottom") < 1 - edge)


def _score(rules: ScoreRules) -> pl.Expr:
    """The weighted share of true flags among those that are known; null if none is."""
    parts = dict(
        zip(FLAGS, (rules.eyes_weight, rules.smile_weight, rules.focus_weight, rules.whole_weight), strict=True)
    )
    right = pl.sum_horizontal(pl.col(name).cast(pl.Float64).fill_null(0) * weight for name, weight in parts.items())
    told = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Float64) * weight for name, weight in parts.items())
    return pl.when(told > 0).then(right / told)


def _all(name: str) -> pl.Expr:
    return pl.when(pl.col(name).not_().any()).then(False).when(pl.col(name).is_not_null().all()).then(True).alias(name)


def _weights(rules: ScoreRules) -> dict[str, float]:
    return {"main": rules.main, "important": rules.important, "other": rules.other, "nobody": rules.nobody}
