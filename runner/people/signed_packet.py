"""Signs XMP files with a hash, to recognise those that this program wrote and nothing has changed since.

XMP has a place for the name of the program that wrote a packet, `x:xmptk` (XMP Specification Part 1, 7.3.3), which
holds the signature. A program that rewrites the file puts its own name there, and one that edits it invalidates the
hash.
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
    """Whether these bytes are a signed packet that has not been changed."""
    found = _SIGNED.search(data)
    return found is not None and found[1] == _hash(_SIGNED.sub(_PLAIN, data, count=1))


def _hash(packet: bytes) -> bytes:
    return hashlib.sha256(packet).hexdigest()[:16].encode()
