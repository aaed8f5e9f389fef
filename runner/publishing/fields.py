"""The fields of a photo that a row of the target's table can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner.stage import FieldKind, published_fields

Value = str | int | float | None

FIELDS: Mapping[str, FieldKind] = {
    "file_name": "name",  # the key: one row per file name
    "item_id": "name",
    "rev": "integer",
    "content_hash": "name",
    "path": "path",  # of the first file, below the root
    "url": "path",  # of the first file
    "folder": "name",  # the category, or the set's name, spelt for a path
    "set_name": "name",
    "original_name": "text",  # of the source file
    "subject": "text",
    "location": "text",
    "caption": "text",
    "alt_text": "text",
    "keywords": "text",  # joined by commas
    "captured_at": "moment",
    "year": "integer",
    "camera": "text",
    "lens": "text",
    "exposure": "text",  # 1/250 s
    "exposure_s": "real",
    "aperture": "text",  # f/5.6
    "f_number": "real",
    "iso": "integer",
    "focal_mm": "real",
    "latitude": "real",
    "longitude": "real",
    "width": "integer",  # upright pixels of the original
    "height": "integer",
    "quality_score": "real",
    "quality_band": "name",
    "series": "name",
}
"""Fields with the kind of their column. Each file `x` of a target adds `x_path`, and stages add their columns."""


def field_names(roles: Sequence[str]) -> list[str]:
    """Return all fields of a target with files of these roles, including every column that a stage lets targets map."""
    known = [*FIELDS, *(f"{role}_path" for role in roles)]
    return [*known, *(name for name in published_fields() if name not in known)]


def kind_of(name: str) -> FieldKind:
    """The kind of a field's column."""
    return FIELDS.get(name) or published_fields().get(name, "path")


def agree(written: Value, found: Value) -> bool:
    """Whether a value that was read equals the one that was written, whatever the type of its column.

    A decimal column rounds: its value is read as a text with all decimal places and may be off by half of the last one.
    """
    if written is None or found is None:
        return written is found
    if written == found or str(written) == str(found):
        return True
    try:
        one, other = float(written), float(found)
    except ValueError:
        return False
    return abs(one - other) <= max(1e-6 * max(1.0, abs(one)), _half_a_place(found))


def _half_a_place(found: Value) -> float:
    places = found.partition(".")[2] if isinstance(found, str) else ""
    return 0.500001 * 10.0 ** -len(places) if places.isdecimal() else 0.0
