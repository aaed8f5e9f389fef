"""Writes a table in shards, so that a split of 43,000 photos with their pictures is never in memory at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from runner.reports.export.request import Format, Images
from runner.store.artifacts import DamagedArtifact, read_artifact
from runner.store.polars_errors import disk_errors

SHARD_BYTES = 128 * 1024**2
"""Upper limit for the bytes of pictures in one file."""

SHARD_ROWS = 100_000
"""Upper limit for the rows in one file."""

_ROW_GROUP = 100
"""Rows in a row group, which a reader loads at a time."""

IMAGE = pl.Struct({"bytes": pl.Binary(), "path": pl.String()})
"""How `datasets` represents a picture: its bytes, or its path."""

_AS_IMAGE = {"huggingface": json.dumps({"info": {"features": {"image": {"_type": "Image"}}}})}
_TYPES, _UNREAD = b"ARROW:schema", b"polars_types"


class Kind(NamedTuple):
    """How the tables of an export are written: the file format, and whether pictures are included."""

    format: Format
    images: Images
    renditions: Path  # the folder that paths of pictures are relative to


def write(folder: Path, split: str, rows: pl.DataFrame, kind: Kind) -> list[Path]:
    """Write `<split>-00000-of-0000N.<format>` files into the folder; returns their paths.

    `rows` has the columns `picture` (a path below the renditions folder, or null) and `picture_bytes`, which are
    replaced by the column `image` in second place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shards = list(_cut(rows, kind))
    names = [f"{split}-{number:05}-of-{len(shards):05}.{kind.format}" for number in range(len(shards))]
    for name, (begin, count) in zip(names, shards, strict=True):
        _WRITERS[kind.format](_illustrated(rows.slice(begin, count), kind), folder / name)
    return [folder / name for name in names]


def _cut(rows: pl.DataFrame, kind: Kind) -> Iterator[tuple[int, int]]:
    """Yield the first row and the number of rows of each shard."""
    weights = rows["picture_bytes"].fill_null(0) * (kind.images == "bytes")
    begin, weight = 0, 0
    for place, size in enumerate(weights):
        if place > begin and (weight + size > SHARD_BYTES or place - begin == SHARD_ROWS):
            yield begin, place - begin
            begin, weight = place, 0
        weight += size
    yield begin, rows.height - begin


def _illustrated(rows: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    paths = [kind.renditions / path if path else None for path in rows["picture"]]
    if kind.format != "parquet":
        image = pl.Series("image", [str(path) if path else None for path in paths], dtype=pl.String())
    elif kind.images == "paths":
        image = pl.Series("image", [{"bytes": None, "path": str(p)} if p else None for p in paths], dtype=IMAGE)
    else:
        image = pl.Series("image", [_embedded(path) if path else None for path in paths], dtype=IMAGE)
    plain = rows.drop("picture", "picture_bytes")
    return plain.insert_column(1, image)


def _embedded(path: Path) -> dict[str, object] | None:
    """The picture's bytes and its file name; None if the file was removed or is damaged."""
    try:
        return {"bytes": read_artifact(path), "path": path.name} if path.is_file() else None
    except DamagedArtifact:
        return None


def _parquet(table: pl.DataFrame, path: Path) -> None:
    with disk_errors(path):
        table.write_parquet(path, compression="zstd", row_group_size=_ROW_GROUP, metadata=_AS_IMAGE)
    _forget_types(path)


def _forget_types(path: Path) -> None:
    """Make readers take the types from Parquet itself.

    polars also notes in the footer that its strings were large ones in memory; because of that `datasets` would read a
    picture as an ordinary struct. The note's key is overwritten: it is the last place in the footer with that name.
    """
    with path.open("r+b") as file:
        file.seek(-8, 2)
        length = int.from_bytes(file.read(4), "little")
        begin = file.seek(-8 - length, 2)
        place = file.read(length).rfind(_TYPES)
        if place >= 0:
            file.seek(begin + place)
            file.write(_UNREAD)


def _csv(table: pl.DataFrame, path: Path) -> None:
    with disk_errors(path):
        table.with_columns(_flat(name, dtype) for name, dtype in table.schema.items()).write_csv(path)


def _flat(name: str, dtype: pl.DataType) -> pl.Expr:
    """A list of words joined by semicolons, as keywords are written in tables; deeper nested values as JSON."""
    if dtype == pl.List(pl.String()):
        return pl.col(name).list.join("; ")
    if isinstance(dtype, (pl.List, pl.Struct)):
        return pl.col(name).map_elements(_json, pl.String())
    return pl.col(name)


def _json(value: object) -> str:
    plain = value.to_list() if isinstance(value, pl.Series) else value
    return json.dumps(plain, ensure_ascii=False)


def _jsonl(table: pl.DataFrame, path: Path) -> None:
    with disk_errors(path):
        table.write_ndjson(path)


_WRITERS: Mapping[Format, Any] = {"parquet": _parquet, "csv": _csv, "jsonl": _jsonl}
