"""Why each photo is picked or not: a message per photo, and the photo preferred to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from runner.messages import Message, say
from runner.picks.merits import PARTS, part
from runner.picks.options import CullOptions
from runner.store import evidence

_LEAST = 0.02
"""Two frames count as equal in a part if their weighted difference is below this."""


Row = Mapping[str, Any]
Reason = tuple[Message, str | None]
"""The message about a photo, and the item_id of the photo preferred to it (None if there is none)."""

_NEEDED = (
    "item_id", "moment", "kind", "frames", "place", "rank", "pick", "flag", "beyond", "eyes_open", "closed",
    "main_missing", "smiles", "whole",
)  # fmt: skip


class Reasons:
    """Explains a choice. Reasons are computed on demand: for 20,000 photos that takes 0.2 s."""

    def __init__(self, photos: pl.DataFrame, options: CullOptions, rejected: Mapping[str, Message]) -> None:
        """`photos` has `path`, `pick`, `place`, `rank` and the compared values; `rejected` has messages by item_id."""
        self._photos = photos.select("path", *_NEEDED, *map(part, PARTS))
        self._options, self._rejected = options, rejected
        self._weights = {name: getattr(options.parts, name) for name in PARTS}

    def of(self, moment: str) -> dict[str, Message]:
        """Why each photo of a moment is picked or not, by item_id."""
        photos = self._photos.filter(pl.col("moment") == moment)
        return {item: message for item, (message, _) in zip(photos["item_id"], self._made(photos), strict=True)}

    def every(self) -> pl.DataFrame:
        """`item_id`, `because` and `rival` of all photos."""
        made = self._made(self._photos)
        said = [evidence.to_record(message) for message, _ in made]
        return pl.DataFrame(
            {"item_id": self._photos["item_id"], "because": said, "rival": [rival for _, rival in made]},
            schema={"item_id": pl.String(), "because": pl.Struct(evidence.columns(Message)), "rival": pl.String()},
        )

    def _made(self, photos: pl.DataFrame) -> list[Reason]:
        """Reasons in the order of `photos`, which must hold whole moments."""
        names = dict(photos.select("item_id", pl.col("path").str.extract(r"([^/]*?)(?:\.[^./]*)?$")).iter_rows())
        best = {row["moment"]: row for row in photos.filter(_comes_first()).iter_rows(named=True)}
        return [
            (self._rejected.get(row["item_id"], say("drop.person")), None)
            if row["flag"] == "reject"
            else _reason(row, best.get(row["moment"]), names, self._weights, self._options)
            for row in photos.iter_rows(named=True)
        ]


def _comes_first() -> pl.Expr:
    return (pl.col("place") == pl.col("place").min().over("moment")) & pl.col("rank").is_not_null()


def _reason(
    row: Row, best: Row | None, names: Mapping[str, str], weights: Mapping[str, float], options: CullOptions
) -> Reason:
    if row["flag"] == "pick":
        return say("pick.person"), None
    if row["pick"] == "whole":
        return _whole(row), None
    if row["pick"] == "keep":
        return _picked(row), None
    if best is not None and best["item_id"] != row["item_id"]:
        return _outdone(row, best, names, weights), best["item_id"]
    return _left_out(row, options), None


def _whole(row: Row) -> Message:
    if row["kind"] == "bracket":
        return say("whole.bracket", frames=row["frames"])
    if row["kind"] == "stack":
        return say("whole.stack", frames=row["frames"])
    return say("whole.panorama", frames=row["frames"])


def _picked(row: Row) -> Message:
    if row["place"] > 1:
        return say("pick.further", place=row["place"], frames=row["frames"])
    if row["frames"] > 1:
        return say("pick.best", frames=row["frames"])
    return say("pick.single")


def _left_out(row: Row, options: CullOptions) -> Message:
    limits = options.limits
    if row["beyond"] == "per_hour":
        return say("drop.per_hour", most=limits.per_hour or 0, count=limits.per_hour or 0)
    if row["beyond"] == "per_person":
        return say("drop.per_person", most=limits.per_person or 0, count=limits.per_person or 0)
    if row["beyond"] == "per_event":
        return say("drop.per_event", most=limits.per_event or 0, count=limits.per_event or 0)
    return say("drop.full", keep=options.keep or 0, count=options.keep or 0)


def _outdone(row: Row, best: Row, names: Mapping[str, str], weights: Mapping[str, float]) -> Message:
    """The message that says what is better about the best frame of the same moment."""
    other = names[best["item_id"]]
    gains = {name: weights[name] * ((best[part(name)] or 0) - (row[part(name)] or 0)) for name in PARTS}
    main = max(PARTS, key=lambda name: gains[name])
    if best["flag"] == "pick":
        return say("drop.chosen", other=other)
    if gains[main] < _LEAST:
        return say("drop.alike", other=other)
    if main == "eyes":
        return _eyes(row, best, other)
    shown = [name for name in PARTS if gains[name] >= _LEAST and _is_shown(name, row, best)]
    if not shown:
        return say("drop.perhaps", other=other)
    main = max(shown, key=lambda name: gains[name])
    if main == "eyes":
        return _eyes(row, best, other)
    if main == "people":
        return say("drop.people", other=other, people=_missed(row, best))
    if main == "sharpness":
        return say("drop.sharpness", other=other)
    if main == "exposure":
        return say("drop.exposure", other=other)
    if main == "smiles":
        return say("drop.smiles", other=other)
    return say("drop.whole", other=other)


def _is_shown(name: str, row: Row, best: Row) -> bool:
    """Whether the better photo is known to be better in a part. Unknown is only taken as better than bad."""
    if name == "people":
        return bool(_missed(row, best))
    flag = {"eyes": "eyes_open", "smiles": "smiles", "whole": "whole"}.get(name)
    return flag is None or bool(best[flag])


def _missed(row: Row, best: Row) -> list[str]:
    """The main people who are only in the better photo."""
    return [] if best["main_missing"] is None else sorted({*(row["main_missing"] or ())} - {*best["main_missing"]})


def _eyes(row: Row, best: Row, other: str) -> Message:
    named = [name for name in row["closed"] or [] if name]
    if row["eyes_open"] is None:
        return say("drop.eyes_unknown", other=other)
    if not best["eyes_open"]:  # sunglasses, a profile, nobody
        return say("drop.closed_of", other=other, people=named) if named else say("drop.closed", other=other)
    return say("drop.eyes_of", other=other, people=named) if named else say("drop.eyes", other=other)
