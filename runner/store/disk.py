"""A disk that takes no more: how to tell it from other errors, and what to do."""

from __future__ import annotations

import errno

DISK_MEND = "Free some space or mend the permissions, then start the same command again: what is done is kept."
_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def is_of_the_disk(error: OSError) -> bool:
    """Whether a disk is full, over its quota, read-only or broken: no other file would fare better."""
    return error.errno in _NUMBERS
