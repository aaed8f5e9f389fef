"""The measurements of the photos of a group, in a photographer's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from runner.picks.clocks import written
from runner.review.language import number, percent, translate
from runner.review.picks.desk import Group, Member, PicksDesk

_ALIKE, _LITTLE = 0.97, 0.85
"""Shares of the group's best value from which a photo counts as equally good, and as a little worse."""

_LOST = 0.005
"""Share of a picture from which clipped tones are mentioned: smaller shares are glints and deep shade in any photo."""


class Measure(NamedTuple):
    """One line: what was measured, and the result."""

    name: str
    said: str


def measures(desk: PicksDesk, group: Group) -> Mapping[str, list[Measure]]:
    """The measurements of each photo of a group, by item_id; what was not measured is left out."""
    items = [member.item_id for member in group.members]
    rows = desk.photos.filter(pl.col("item_id").is_in(items))
    known = {row["item_id"]: row for row in rows.iter_rows(named=True)}
    return {member.item_id: _of(member, known[member.item_id], alone=len(items) == 1) for member in group.members}


def _of(member: Member, row: Mapping[str, Any], *, alone: bool) -> list[Measure]:
    parts = member.parts
    told = [
        Measure(translate("measures", "Sharpness"), "" if alone else _sharpness(parts["sharpness"])),
        Measure(translate("measures", "Eyes"), _eyes(row)),
        Measure(translate("measures", "Smiles"), _yes(row["smiles"], _smiling(), _not_smiling())),
        Measure(translate("measures", "Faces"), _yes(row["whole"], "", translate("measures", "cut off by the edge"))),
        Measure(translate("measures", "Missing"), ", ".join(row["main_missing"] or [])),
        Measure(translate("measures", "Exposure"), _exposure(None if alone else parts["exposure"], row)),
        Measure(translate("measures", "Camera"), _camera(row)),
        Measure(translate("measures", "Clock"), written(row["clock_s"]) if row["clock_s"] is not None else ""),
    ]
    return [measure for measure in told if measure.said]


def _sharpness(part: float | None) -> str:
    if part is None:
        return ""
    if part >= 1:
        return translate("measures", "the sharpest of the group")
    if part >= _ALIKE:
        return translate("measures", "as sharp as the sharpest")
    if part >= _LITTLE:
        return translate("measures", "a little softer than the sharpest")
    return translate("measures", "clearly softer than the sharpest")


def _eyes(row: Mapping[str, Any]) -> str:
    named = ", ".join(name for name in row["closed"] or [] if name)
    if row["eyes_open"] is None:
        return translate("measures", "not known for everybody") if row["faces_score"] is not None else ""
    if row["eyes_open"]:
        return translate("measures", "open")
    return translate("measures", "closed: {}").format(named) if named else translate("measures", "closed")


def _smiling() -> str:
    return translate("measures", "everybody unobscured")


def _not_smiling() -> str:
    return translate("measures", "not everybody unobscured")


def _yes(value: bool | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no


def _exposure(part: float | None, row: Mapping[str, Any]) -> str:
    said = [_beside_the_best(part)]
    for name, words in (
        ("highlights_clipped", translate("measures", "highlights lost in {}")),
        ("shadows_clipped", translate("measures", "shadows lost in {}")),
    ):
        if (row[name] or 0) >= _LOST:
            said.append(words.format(percent(row[name])))
    return ", ".join(filter(None, said))


def _beside_the_best(part: float | None) -> str:
    if part is None:
        return ""
    if part >= _ALIKE:
        return translate("measures", "as good as the best")
    if part >= _LITTLE:
        return translate("measures", "a little worse than the best")
    return translate("measures", "clearly worse than the best")


def _camera(row: Mapping[str, Any]) -> str:
    """Shutter speed, aperture, ISO and focal length, as cameras write them."""
    said = [
        _shutter(row["exposure_s"]) if row["exposure_s"] else "",
        f"f/{row['f_number']:g}" if row["f_number"] else "",
        f"ISO {number(row['iso'])}" if row["iso"] else "",
        f"{row['focal_mm']:g} mm" if row["focal_mm"] else "",
    ]
    return " · ".join(filter(None, said))


def _shutter(seconds: float) -> str:
    return f"1/{1 / seconds:.0f} s" if seconds < 0.3 else f"{number(seconds, 1)} s"
