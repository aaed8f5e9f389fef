"""Parquet evidence: tables from rows and rows from tables, crash-safe parts, and the evidence of one run.

On disk, a part's `run_id` is the run that computed it. A later run that uses the same rows has the same file (a hard
link), and `read` shows them as its own with `reused_from` set.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from runner.original import identify
from runner.schema import VERSION, Common, Float32, Row, SourceRow
from runner.store import manifest, part_files, runfile
from runner.store.atomic import write_atomically, write_named
from runner.store.polars_errors import disk_errors
from runner.store.proof import damaged

R = typing.TypeVar("R", bound=Row)

_Converter = typing.Callable[[Any], Any]

_columns: dict[type[object], dict[str, pl.DataType]] = {}
_builders: dict[type[object], _Converter] = {}
_plain: dict[type[object], list[tuple[str, _Converter | None]]] = {}
_SCALARS: dict[object, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    Float32: pl.Float32(),
    bool: pl.Boolean(),
    datetime: pl.Datetime("us"),
}


def columns(row_type: type[Any]) -> dict[str, pl.DataType]:
    """Polars schema of a row type: tuples become lists, nested rows become structs."""
    if row_type not in _columns:
        hints = typing.get_type_hints(row_type)
        _columns[row_type] = {f.name: _dtype(hints[f.name]) for f in fields(row_type)}
    return _columns[row_type]


def table_schema(row_type: type[Row]) -> dict[str, pl.DataType]:
    """Schema of an evidence table: the common columns, then the row's own."""
    return {**columns(Common), **columns(row_type)}


def to_record(row: object) -> dict[str, object]:
    """The row as plain values that polars accepts."""
    return {name: made(getattr(row, name)) if made else getattr(row, name) for name, made in _plainers(type(row))}


def to_rows(row_type: type[R], table: pl.DataFrame) -> list[R]:
    """The rows of a table that has the columns of `row_type`, in the table's order."""
    build = _builder(row_type)
    return [build(record) for record in table.select(columns(row_type).keys()).iter_rows(named=True)]


def write_parquet(
    path: Path, table: pl.DataFrame, metadata: Mapping[str, str] | None = None, row_group: int | None = None
) -> None:
    """Write a Parquet file crash-safely, with the schema version in its metadata.

    `row_group` is the number of rows that can be read separately; None: polars' default. Raises OSError if the disk
    refuses the file.
    """
    about = {"schema_version": str(VERSION), **(metadata or {})}
    with disk_errors(path):
        write_atomically(
            path,
            lambda temporary: table.write_parquet(
                temporary, compression="zstd", metadata=about, row_group_size=row_group
            ),
        )


class PartFile(NamedTuple):
    """A part on disk."""

    path: Path
    sha256: str


def write_part(run: Path, stage: str, key: str, table: pl.DataFrame, metadata: Mapping[str, str]) -> PartFile:
    """Write a part crash-safely under a name that contains its hash. Raises OSError if the disk refuses it."""
    folder, about = stage_folder(run, stage), {"schema_version": str(VERSION), **metadata}
    digests: list[str] = []

    def name(temporary: Path) -> Path:
        digests.append(identify(temporary).sha256.hex())
        return folder / part_files.name_of(key, digests[0])

    def write(temporary: Path) -> None:
        table.write_parquet(temporary, compression="zstd", metadata=about)

    with disk_errors(folder):
        return PartFile(write_named(folder / f"part-{key}", write, name), digests[0])


PARTS = ("*/*/evidence/*/part-*.parquet", "sweeps/*/*/*/evidence/*/part-*.parquet")
"""Patterns of all parts below the runs folder, including those of sweeps."""


def parts(run: Path, stage: str) -> list[Path]:
    """The parts of a stage in a run, each verified to be as it was written.

    Raises DamagedEvidence if one is not, or if one that the run's manifest lists is missing.
    """
    found = list(part_files.listed(stage_folder(run, stage)))
    if (known := manifest.read(run)) is not None:
        for name in known.parts.keys() - {f"{stage}/{path.name}" for path in found}:
            if name.startswith(f"{stage}/"):
                raise damaged(run / "evidence" / name, run)
    return found


def stage_folder(run: Path, stage: str) -> Path:
    """The folder in which a run keeps the parts of a stage."""
    return run / "evidence" / stage


def stages(run: Path) -> list[str]:
    """Names of the stages that have left evidence in this run."""
    folder = run / "evidence"
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []


def holds_parts(run: Path) -> bool:
    """True if any stage has left a part in this run."""
    return next(run.glob("evidence/*/part-*.parquet"), None) is not None


def read(run: Path, stage: str, only: Sequence[str] | None = None) -> pl.DataFrame:
    """All rows of a stage in a run, including reused ones, without photos that are no longer in the set.

    Raises DamagedEvidence if a part is not as it was written. `only` names the columns to read besides the common ones;
    all by default. Returns an empty frame without columns if the stage left nothing.
    """
    return read_columns(run, stage, None if only is None else [*columns(Common), *only])


def read_columns(run: Path, stage: str, names: Sequence[str] | None) -> pl.DataFrame:
    """The same with only the columns of these names, and those that decide which rows count."""
    table = read_parts(parts(run, stage), run.name, names)
    # A semi join would copy nested columns, at many times their size.
    return table.filter(table["item_id"].is_in(_items(run).implode())) if table.width else table


def _items(run: Path) -> pl.Series:
    """The id of every photo that the run found. Raises DamagedEvidence if the list is not as the run left it."""
    return pl.read_parquet(runfile.proven(run, "sources.parquet"), columns=["item_id"])["item_id"]


def scan(run: Path, stage: str, row_type: type[Row]) -> pl.LazyFrame:
    """All rows of a stage as a lazy frame with the columns of `row_type`: only what is collected is read.

    Columns that an earlier version of the program did not write are null. Returns a frame without rows if the stage
    left nothing.
    """
    found = parts(run, stage)
    if not found:
        return pl.LazyFrame(schema=table_schema(row_type))
    seen = _as_seen(scan_parts(found, row_type), run.name)
    chosen = _chosen(seen.select(*_CHOICE).collect()) if len(found) > 1 else None
    return (
        seen if chosen is None else seen.join(chosen.lazy(), on=["item_id", "key"], how="semi", maintain_order="left")
    )


def scan_parts(parts: Sequence[Path], row_type: type[Row]) -> pl.LazyFrame:
    """The rows of parts as they are on disk, with the columns of today's `row_type`."""
    return pl.scan_parquet(
        list(parts),
        schema=table_schema(row_type),
        glob=False,
        missing_columns="insert",
        extra_columns="ignore",
        cast_options=pl.ScanCastOptions(missing_struct_fields="insert", extra_struct_fields="ignore"),
    )


def read_parts(parts: Sequence[Path], run_id: str, names: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of these parts as run `run_id` sees them, with the columns of these names; all by default.

    If a photo is in several parts, the rows of one of them count: good before failed, and of good ones those that this
    run computed. Columns that an earlier version of the program did not write are null.
    """
    if not parts:
        return pl.DataFrame()
    wanted = None if names is None else list(dict.fromkeys([*names, "run_id", "item_id", "status", "key"]))
    table = _as_seen(_together(parts, wanted).lazy(), run_id).collect()
    chosen = _chosen(table.select(*_CHOICE)) if len(parts) > 1 else None
    return table if chosen is None else table.join(chosen, on=["item_id", "key"], how="semi", maintain_order="left")


_CHOICE = ("item_id", "status", "reused_from", "key")


def _as_seen(table: pl.LazyFrame, run_id: str) -> pl.LazyFrame:
    origin = pl.col("run_id")
    return table.with_columns(
        reused_from=pl.when(origin != run_id).then(origin), run_id=pl.lit(run_id, dtype=pl.String)
    )


def _chosen(rows: pl.DataFrame) -> pl.DataFrame | None:
    """Item and part of the rows that count; None if all of them do. `rows` has the columns of `_CHOICE`."""
    parts = rows.unique(["item_id", "key"], maintain_order=True)
    if parts["item_id"].is_unique().all():
        return None
    best_first = parts.sort(pl.col("status") == "failed", pl.col("reused_from").is_not_null(), maintain_order=True)
    return best_first.unique("item_id", keep="first", maintain_order=True).select("item_id", "key")


def _together(parts: Sequence[Path], wanted: Sequence[str] | None) -> pl.DataFrame:
    try:
        return pl.read_parquet(list(parts), columns=None if wanted is None else list(wanted), glob=False)
    except (pl.exceptions.SchemaError, pl.exceptions.ColumnNotFoundError):
        table = pl.concat([pl.read_parquet(part, glob=False) for part in parts], how="diagonal_relaxed", rechunk=True)
        unwritten = [pl.lit(None).alias(name) for name in wanted or () if name not in table.columns]
        return table.with_columns(unwritten).select(wanted or table.columns)


def write_sources(run: Path, sources: Sequence[SourceRow]) -> None:
    """Write the list of files that the run started with."""
    schema = columns(SourceRow)
    table = pl.DataFrame({name: [getattr(row, name) for row in sources] for name in schema}, schema=schema)
    write_parquet(run / "sources.parquet", table)


def read_sources(run: Path) -> pl.DataFrame:
    """Every file that the run found, in source order, with `item_id` and whether it is a copy.

    Raises DamagedEvidence if the list is not as the run left it.
    """
    table = pl.read_parquet(runfile.proven(run, "sources.parquet"))
    unwritten = {name: dtype for name, dtype in columns(SourceRow).items() if name not in table.columns}
    return table.with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in unwritten.items())


def _dtype(hint: object) -> pl.DataType:
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return pl.Struct(columns(hint))
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return pl.List(_dtype(arguments[0]))
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _dtype(next(a for a in arguments if a is not type(None)))
    if typing.get_origin(hint) is typing.Literal:
        return _dtype(type(arguments[0]))
    raise TypeError(f"no Parquet type for {hint}")


def _plainers(row_type: type[object]) -> list[tuple[str, _Converter | None]]:
    """The converter that makes each field a plain value; None for a field that is plain already."""
    if row_type not in _plain:
        hints = typing.get_type_hints(row_type)
        _plain[row_type] = [(name, _plainer(hints[name])) for name in columns(row_type)]
    return _plain[row_type]


def _plainer(hint: object) -> _Converter | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return to_record
    if _nested(hint) is not None:
        return lambda value: None if value is None else to_record(value)
    if typing.get_origin(hint) is not tuple:
        return None
    inner = _plainer(typing.get_args(hint)[0])
    return (lambda values: [inner(value) for value in values]) if inner else list


def _builder(row_type: type[object]) -> _Converter:
    if row_type not in _builders:
        hints = typing.get_type_hints(row_type)
        converters = {name: made for name in columns(row_type) if (made := _converter(hints[name]))}
        _builders[row_type] = functools.partial(_build, row_type, converters)
    return _builders[row_type]


def _build(row_type: type[object], converters: Mapping[str, _Converter], record: Mapping[str, object]) -> object:
    return row_type(**{n: converters[n](v) if n in converters else v for n, v in record.items()})


def _nested(hint: object) -> type[object] | None:
    """The dataclass of an optional dataclass field; None for any other field."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return None
    return next((each for each in typing.get_args(hint) if isinstance(each, type) and is_dataclass(each)), None)


def _converter(hint: object) -> _Converter | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return _builder(hint)
    if (kind := _nested(hint)) is not None:
        build = _builder(kind)
        return lambda value: None if value is None else build(value)
    if typing.get_origin(hint) is not tuple:
        return None
    inner = _converter(typing.get_args(hint)[0])
    return (lambda values: tuple(inner(v) for v in values or ())) if inner else (lambda values: tuple(values or ()))
