"""Reads the sheets of Excel and LibreOffice files as rows of text."""

from __future__ import annotations

import io
import zipfile

import polars as pl
from fastexcel import FastExcelError
from polars.exceptions import PolarsError

from runner.tabular.separated import Line

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 2 * 2**30
"""Upper limit for the unpacked size: a packed file of a few megabytes can unpack to any number of bytes."""


def is_spreadsheet(content: bytes) -> bool:
    """Whether the content begins like an `.xlsx`, `.xlsm`, `.xlsb`, `.ods` or `.xls`, whatever the file's name."""
    return content.startswith((_ZIP, _OLE))


def sheets(content: bytes) -> dict[str, list[Line]]:
    """Return the rows of each sheet by its name, values as text. Raises ValueError if the file is damaged or locked."""
    _refuse_bombs(content)
    try:
        found = pl.read_excel(
            io.BytesIO(content), sheet_id=0, has_header=False, infer_schema_length=0, drop_empty_rows=False,
            drop_empty_cols=False, raise_if_empty=False,
        )  # fmt: skip
    except (FastExcelError, PolarsError, OSError) as error:
        raise ValueError("it is no whole spreadsheet, or is protected by a password") from error
    return {name: [*enumerate(frame.rows(), 1)] for name, frame in found.items()}


def _refuse_bombs(content: bytes) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        raise ValueError("it is no whole spreadsheet: the end of the file is missing") from error
    if size > _MOST_BYTES:
        raise ValueError(f"unpacked it has {size / 2**30:.0f} GB, more than a table of texts needs")
