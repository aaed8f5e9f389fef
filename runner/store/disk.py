"""A disk that takes no more: how to tell it from other errors, and what to do."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from polars.exceptions import PolarsError

DISK_MEND = "Free some space or mend the permissions, then start the same command again: what is done is kept."
_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_CUT_SHORT = "Invalid thrift: transport error"
"""What polars says when the end of a Parquet file cannot be written; why, it does not say."""
_NUMBERED = re.compile(r"\(os error (\d+)\)")


def is_of_the_disk(error: OSError) -> bool:
    """Whether a disk is full, over its quota, read-only or broken: no other file would fare better."""
    return error.errno in _NUMBERS


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
