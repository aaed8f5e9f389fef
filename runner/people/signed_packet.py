"""XMP files that are known again as written from here and not touched since, by a hash of theirs inside.

XMP has a place for the name of the program that wrote a packet, `x:xmptk` (XMP Specification Part 1, 7.3.3). Every
program that writes the file anew puts its own name there, and one that edits it makes the hash wrong.
"""

from __future__ import annotations

import hashlib
import re

_PLAIN = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_SIGNED = re.compile(rb'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photo-runner ([0-9a-f]{16})">')


def signed(packet: bytes) -> bytes:
    """A packet of `runner.people.region_packet` with its signature."""
    mark = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photo-runner ' + _hash(packet) + b'">'
    return packet.replace(_PLAIN, mark, 1)


def is_signed(data: bytes) -> bool:
    """Whether these bytes are a signed packet as it was written."""
    found = _SIGNED.search(data)
    return found is not None and found[1] == _hash(_SIGNED.sub(_PLAIN, data, count=1))


def _hash(packet: bytes) -> bytes:
    return hashlib.sha256(packet).hexdigest()[:16].encode()
