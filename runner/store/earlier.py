"""Evidence that earlier versions wrote, in the columns of today."""

from __future__ import annotations

from typing import Any

import polars as pl

from runner.messages.message import VERBATIM

_SENTENCE = "message"
"""Where a finding had its English sentence before messages became ids and arguments."""


def modern(table: pl.DataFrame) -> pl.DataFrame:
    """The table with the findings of earlier versions, at any depth, as messages that are shown as they are."""
    made = {name: _modern(pl.col(name), dtype) for name, dtype in table.schema.items()}
    return table.with_columns(**{name: each for name, each in made.items() if each is not None})


def _modern(value: pl.Expr, dtype: Any) -> pl.Expr | None:
    """The value in the columns of today; None where it has them already."""
    if isinstance(dtype, pl.List):
        inner = _modern(pl.element(), dtype.inner)
        return None if inner is None else value.list.eval(inner)
    if not isinstance(dtype, pl.Struct):
        return None
    inside = {field.name: field.dtype for field in dtype.fields}
    if {"rule", "severity", _SENTENCE} <= inside.keys():
        return _finding(value, [name for name in inside if name != _SENTENCE])
    made = {name: _modern(pl.field(name), each) for name, each in inside.items()}
    changed = {name: each for name, each in made.items() if each is not None}
    return value.struct.with_fields(**changed) if changed else None


def _finding(value: pl.Expr, kept: list[str]) -> pl.Expr:
    text = pl.struct(text=value.struct.field(_SENTENCE)).struct.json_encode()
    return pl.struct(
        *(value.struct.field(name) for name in kept), message_id=pl.lit(VERBATIM, dtype=pl.String), arguments=text
    )
