"""Why libvips gives no picture: damage, which another copy of the file mends, or a kind that it cannot read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runner.errors import DecodeError, ItemError, RefusedFile
from runner.messages import say

if TYPE_CHECKING:
    from runner.imaging.vips import pyvips

_UNSUPPORTED = re.compile(
    r"compression support is not configured|decoding is not implemented|samples out of range"
    r"|unsupported jpeg (?:data precision|process)|unsupported marker type 0xf7",
    re.I,
)
"""What libvips, libtiff and libjpeg say of complete files. Of damaged headers they say "unsupported" as well."""

_NOISE = "source: bad seek"


def no_picture(id: str, error: pyvips.Error) -> ItemError:
    """The error of a photo that libvips cannot open or decode; `id` is the message if it is damaged."""
    reason = reason_of(error)
    if _UNSUPPORTED.search(reason):
        return RefusedFile(say("file.unsupported", reason=reason), "unsupported")
    return DecodeError(say(id, reason=reason))


def reason_of(error: pyvips.Error) -> str:
    """What libvips says, each of its lines once."""
    lines = dict.fromkeys(" ".join(line.split()) for line in str(error.detail).splitlines())
    return " ".join(line for line in lines if line and not line.startswith(_NOISE)) or "libvips gives no reason"
