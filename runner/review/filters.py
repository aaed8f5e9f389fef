"""Filters as polars expressions over the photos of a snapshot: what each key of the filter language means.

`KEYS` are the keys with a meaning of their own. A column that a stage declared for review is a key too, by its name;
its meaning follows from its type.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import reduce

import polars as pl

from runner.review.language import translate
from runner.review.meanings import (
    FilterContext,
    Meaning,
    any_of,
    by_type,
    choice,
    contains,
    date_of,
    equals,
    has,
    in_list,
    no_such,
    number_of,
    one_of,
)
from runner.review.picks.flagged import WITHOUT_KEEPER
from runner.review.query import All, Either, Node, Not, Term
from runner.schema import PROSE, TEXTS
from runner.store.ratings import COLOURS, FLAGS

SEARCHED = (*PROSE, "subject", "location")
COLUMNS = (
    "item_id", "source_path", "outcome", "error_kind", "file_name", "subject", "location", *PROSE,
    "keywords", "findings", "warnings", "caption_from", "camera", "lens", "iso", "captured_at", "labels",
    "quality_score", "quality_band", "series", "caption_model", "attempts", "latitude", "longitude",
)  # fmt: skip
"""Columns of the review row that filters read, besides those of `Snapshot.columns` and `RunPhotos.further`."""

STATES = ("approved", "rejected", "lapsed", "mended", "passed", "repaired", "blocked", "failed")
"""The states of a photo in review. `mended`: blocked by the run, but a person's texts break no rule."""

_ID_LENGTH = 16

DECISIONS = ("undecided", "approved", "rejected", "lapsed")
"""The decisions about a photo. `lapsed`: approved, and changed since."""


def key_labels(context: FilterContext) -> Mapping[str, str]:
    """Every key with its label: a column's label, or an empty text for a key of `KEYS`."""
    return {**{column.name: column.label for column in context.columns}, **dict.fromkeys(KEYS, "")}


def expression(node: Node, context: FilterContext | None = None) -> pl.Expr:
    """The filter as one Boolean expression, never null. Raises FilterError, with the wrong word, for unknown keys."""
    context = context or FilterContext()
    match node:
        case Term():
            return _meaning(node, context)(node, context).fill_null(False)
        case Not(part):
            return ~expression(part, context)
        case All(parts):
            return reduce(lambda left, right: left & right, (expression(each, context) for each in parts), pl.lit(True))
        case Either(parts):
            return reduce(lambda left, right: left | right, (expression(each, context) for each in parts))


def _meaning(term: Term, context: FilterContext) -> Meaning:
    if term.key is None:
        return _anywhere
    if term.key in KEYS:
        return KEYS[term.key]
    column = next((each for each in context.columns if each.name == term.key), None)
    if column is not None and (meaning := by_type(column.name, column.dtype)):
        return meaning
    raise term.problem(_no_such_key(term.key, context))


def _no_such_key(key: str, context: FilterContext) -> str:
    keys = key_labels(context)
    close = difflib.get_close_matches(key, keys, n=1, cutoff=0.6)
    every = translate("filters", "There are {}").format(", ".join(f"{each}:" for each in keys))
    hint = translate("filters", "Did you mean {}:?").format(close[0]) if close else every
    return translate("filters", "There is no filter {}: {}").format(key, hint)


def _in_texts(term: Term, context: FilterContext) -> pl.Expr:
    return any_of(*(contains(name)(term, context) for name in SEARCHED), in_list("keywords")(term, context))


def _anywhere(term: Term, context: FilterContext) -> pl.Expr:
    """A word without a key: searches the file's name, its published name, its folders and its texts."""
    path = pl.col("source_path").str.slice(len(context.above))
    return any_of(has(path, term.value), has(pl.col("file_name"), term.value), _in_texts(term, context))


def _name(term: Term, _: FilterContext) -> pl.Expr:
    own = pl.col("source_path").str.extract(r"([^/]*)$")
    return any_of(has(own, term.value), has(pl.col("file_name"), term.value))


def folder_of(context: FilterContext) -> pl.Expr:
    """The folder of each photo, starting with the folder that holds all photos; null for a photo above it."""
    return pl.col("source_path").str.slice(len(context.above)).str.extract(r"^(.*)/")


def _folder(term: Term, context: FilterContext) -> pl.Expr:
    """Matches a word in the path of the folder; with `=`, that folder or one inside it."""
    folder = folder_of(context)
    if term.compare != "=":
        return has(folder, term.value)
    inside = folder.str.to_lowercase().str.starts_with(f"{term.value.lower()}/")
    return any_of(equals(folder, term.value), inside)


def _rule(term: Term, context: FilterContext) -> pl.Expr:
    return any_of(in_list("findings")(term, context), in_list("warnings")(term, context))


def _decision(term: Term, _: FilterContext) -> pl.Expr:
    decision = pl.col("decision").cast(pl.String)
    undecided = decision.is_in(["undecided", "lapsed"])
    exact = {name: decision == name for name in DECISIONS[1:]}
    return choice(term, {"undecided": undecided, "decided": ~undecided, **exact})


def _is(term: Term, context: FilterContext) -> pl.Expr:
    meanings = {
        "contradicted": _rule(Term("rule", ":", "contradicted"), context),
        "edited": pl.col("edited"),
        "best": pl.col("best"),
        "series": pl.col("series").is_not_null(),
        "repaired": pl.col("outcome") == "repaired",
        "returned": pl.col("returned"),
        "keeper_gone": pl.col(WITHOUT_KEEPER).is_not_null(),
    }
    return choice(term, meanings)


def _label(term: Term, _: FilterContext) -> pl.Expr:
    """Matches a colour label, or none. What the classifier saw is found by its column's own key."""
    colour = term.value.lower()
    if colour not in (*COLOURS, "none"):
        said = translate("filters", "{}:{} — choose from {}. For what the classifier saw: labels:{}.")
        raise term.problem(said.format(term.key, term.value, ", ".join((*COLOURS, "none")), term.value))
    return pl.col("colour").is_null() if colour == "none" else pl.col("colour").cast(pl.String) == colour


def _flag(term: Term, _: FilterContext) -> pl.Expr:
    flag = pl.col("flag")
    return choice(term, {**{name: flag.cast(pl.String) == name for name in FLAGS}, "none": flag.is_null()})


def _id(term: Term, _: FilterContext) -> pl.Expr:
    """Matches photos by their ids or beginnings of ids, separated by commas."""
    ids = [each.strip().lower() for each in term.value.split(",") if each.strip()]
    beginnings = [each for each in ids if len(each) < _ID_LENGTH]
    return any_of(pl.col("item_id").is_in(ids), *(pl.col("item_id").str.starts_with(each) for each in beginnings))


def _area(term: Term, _: FilterContext) -> pl.Expr:
    """Matches photos between two corners, each given as latitude and longitude; across the date line if necessary."""
    try:
        south, west, north, east = (float(each) for each in term.value.split(","))
    except ValueError:
        said = translate("filters", "{0}:{1} — needs four numbers: {0}:47.2,8.4,47.5,8.7 (south, west, north, east)")
        raise term.problem(said.format(term.key, term.value)) from None
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    across = (longitude >= west) | (longitude <= east)
    inside = longitude.is_between(west, east) if west <= east else across
    return latitude.is_between(min(south, north), max(south, north)) & inside


_CAN_BE_MISSING = (*TEXTS, "subject", "location", "camera", "captured_at", "file_name")


def _missing(term: Term, context: FilterContext) -> pl.Expr:
    names = (*_CAN_BE_MISSING, *(column.name for column in context.columns))
    if term.value not in names:
        raise no_such(term, names)
    lists = ("keywords", *(each.name for each in context.columns if isinstance(each.dtype, pl.List)))
    missing = pl.col(term.value).is_null()
    return missing | (pl.col(term.value).list.len() == 0) if term.value in lists else missing


KEYS: Mapping[str, Meaning] = {
    "outcome": one_of("outcome", "passed", "repaired", "blocked", "failed"),
    "state": one_of("state", *STATES),
    "decision": _decision,
    "rule": _rule,
    "error": in_list("findings"),
    "warning": in_list("warnings"),
    "text": _in_texts,
    "caption": contains("caption"),
    "alt": contains("alt_text"),
    "keyword": in_list("keywords"),
    "subject": contains("subject"),
    "location": contains("location"),
    "name": _name,
    "folder": _folder,
    "path": contains("source_path"),
    "id": _id,
    "stars": number_of("stars"),
    "label": _label,
    "flag": _flag,
    "witness": in_list("witnesses"),
    "area": _area,
    "camera": contains("camera"),
    "lens": contains("lens"),
    "iso": number_of("iso"),
    "date": date_of("captured_at"),
    "quality": number_of("quality_score"),
    "band": one_of("quality_band", "top", "good", "average", "low", "very low"),
    "series": one_of("series"),
    "attempts": number_of("attempts"),
    "model": contains("caption_model"),
    "missing": _missing,
    "is": _is,
}
"""The meaning of each key that has one of its own, in the order in which help lists them."""
