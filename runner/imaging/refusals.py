"""Why libvips gives no picture: damage, which another copy of the file mends, or a kind that it cannot read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from runner.errors import DecodeError, ItemError, RefusedFile
from runner.messages import Message, say

if TYPE_CHECKING:
    from runner.imaging.vips import pyvips

_UNSUPPORTED = re.compile(
    r"compression support is not configured|decoding is not implemented|samples out of range"
    r"|unsupported jpeg (?:data precision 1[26]|process)|unsupported marker type 0xf7",
    re.I,
)
"""What libvips, libtiff and libjpeg say of complete files. Of damaged headers they say "unsupported" as well."""

_NOISE = "source: bad seek"


def no_picture(error: pyvips.Error, damaged: Callable[[str], Message]) -> ItemError:
    """The error of a photo that libvips cannot open or decode; `damaged` words the reason if the file is damaged."""
    reason = reason_of(error)
    if _UNSUPPORTED.search(reason):
        return RefusedFile(say("file.unsupported", reason=reason), "unsupported")
    return DecodeError(damaged(reason))


def reason_of(error: pyvips.Error) -> str:
    """What libvips says, each of its lines once."""
    lines = dict.fromkeys(" ".join(line.split()) for line in str(error.detail).splitlines())
    return " ".join(line for line in lines if line and not line.startswith(_NOISE)) or "libvips gives no reason"
