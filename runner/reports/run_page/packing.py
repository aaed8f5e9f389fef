"""Packs records of many photos into a page: lines of deflated JSON in base64; a browser unpacks only what it shows."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from io import BytesIO

import polars as pl

from runner.schema import PROSE

PAGE = 48
"""Photos on one page of the report, and in one line of the pack."""

LEVEL = 3
"""zlib level: for records of photos as fast as 1 and an eighth smaller; 6 takes more than twice as long."""

_UNSHOWN = (
    "exposure_s", "f_number", "iso", "focal_mm", "labels", "findings", "warnings", "reasons",
    "error_id", "error_arguments", "attempts", "content_hash", "thumbnail_bytes",
    "total_ms",
)  # fmt: skip
"""Columns that only serve the index or are shown in another form."""

_TEXTS = ("item_id", "source_path", "file_name", "subject", "location", *PROSE, "camera", "lens")
_LISTS = ("keywords", "labels")
_TOKENS = {"kind": "error_kind", "band": "quality_band", "captioner": "caption_model", "series": "series"}
_TOKEN_LISTS = {"rule": "findings", "warning": "warnings"}


def index(cards: pl.DataFrame) -> str:
    """Return the first line of the pack: the data of every photo for filtering and sorting.

    Base64 has no `<`, so no title can end the script element that contains the pack.
    """
    return squeezed(_index(cards))


def pages(records: pl.DataFrame) -> Iterator[str]:
    """Yield the other lines, `PAGE` records each, in order. Only the last call may have a partly filled page."""
    shown = records.drop(_UNSHOWN, strict=False)
    for part in shown.iter_slices(64 * PAGE):
        buffer = BytesIO()
        part.write_ndjson(buffer)
        lines = buffer.getvalue().splitlines()
        for at in range(0, len(lines), PAGE):
            yield squeezed(b"[" + b",".join(lines[at : at + PAGE]) + b"]")


def _index(cards: pl.DataFrame) -> bytes:
    """The data of every photo for filtering and sorting, by column."""
    parts = [pl.col(name) for name in _TEXTS]
    parts += [pl.col(name).list.join(" ") for name in _LISTS]
    parts += [_token(kind, pl.col(name)) for kind, name in _TOKENS.items()]
    parts += [_token("label", pl.col("labels").list.first())]
    parts += [pl.col(name).list.eval(_token(kind, pl.element())).list.join(" ") for kind, name in _TOKEN_LISTS.items()]
    searched = cards.select(pl.concat_str(parts, separator=" ", ignore_nulls=True).str.to_lowercase()).to_series()
    ids = cards["item_id"].to_list()
    index = {"id": ids, "outcome": cards["outcome"].to_list(), "text": searched.to_list(), "sorts": _sorts(cards)}
    return json.dumps(index, ensure_ascii=False).encode()


def _token(kind: str, value: pl.Expr) -> pl.Expr:
    """`kind:value;`, one word for exact searches; see `wording.token`."""
    return pl.lit(f"{kind}:") + value.str.to_lowercase().str.replace_all(" ", "_", literal=True) + ";"


def _sorts(cards: pl.DataFrame) -> dict[str, list[int]]:
    """Positions of the photos in every sort order that the page offers; missing values come last."""
    return {
        "path": cards["source_path"].arg_sort().to_list(),
        "best": cards["quality_score"].arg_sort(descending=True, nulls_last=True).to_list(),
        "worst": cards["quality_score"].arg_sort(nulls_last=True).to_list(),
        "slowest": cards["total_ms"].arg_sort(descending=True, nulls_last=True).to_list(),
        "taken": cards["captured"].arg_sort(nulls_last=True).to_list(),
    }


def squeezed(data: bytes) -> str:
    """Return one line of a pack. Base64 has no `<`, so no text can end the script element of the pack."""
    return base64.b64encode(zlib.compress(data, LEVEL)).decode()
