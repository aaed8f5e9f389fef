"""What polars says when a disk takes no more, as the error of the system that it is.

Apart from `disk`, which every child process imports: polars takes a tenth of a second to import.
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
"""What polars says when the end of a Parquet file cannot be written; why, it does not say."""
_NUMBERED = re.compile(r"\(os error (\d+)\)")


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise what polars meets while it writes `path` as the OSError that it is; polars has errors of its own for it."""
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
