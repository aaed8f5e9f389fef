"""Turns errors of polars on a disk that takes no more data into the OSError behind them.

Separate from `disk`, which every child process imports: importing polars takes a tenth of a second.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from polars.exceptions import PolarsError

_CUT_SHORT = "Invalid thrift: transport error"
"""What polars says if the end of a Parquet file cannot be written; it does not say why."""
_NUMBERED = re.compile(r"\(os error (\d+)\)")


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise what polars meets while it writes `path` as the OSError behind it; polars has its own exceptions."""
    try:
        yield
    except PolarsError as error:
        said = str(error)
        if told := _NUMBERED.search(said):
            number = int(told[1])
            raise OSError(number, os.strerror(number), str(path)) from error
        if _CUT_SHORT in said:
            raise OSError(errno.EIO, "the disk took only a part of it", str(path)) from error
        raise
