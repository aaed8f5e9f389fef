"""Recognizes errors of a disk that takes no more data, and says what to do."""

from __future__ import annotations

import errno

DISK_MEND = "Free some space or mend the permissions, then start the same command again: what is done is kept."
_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def is_of_the_disk(error: OSError) -> bool:
    """True if a disk is full, over its quota, read-only or broken: writing another file would fail as well."""
    return error.errno in _NUMBERS
