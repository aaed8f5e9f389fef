"""Whether this libvips can decode HEVC, the compression of the HEIC files that phones write.

The wheels of libvips leave the decoder out because of its patents, and the header of such a file reads well without
it. libheif does not say which decoders it has, so a very small picture is tried.
"""

from __future__ import annotations

import base64
from functools import cache

from runner.imaging.vips import pyvips

# A gradient of 64 × 64 pixels, written by heif-enc 1.15 with x265.
_PICTURE = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYNtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAAB
AAAANGlsb2MAAAAAREAAAgABAAAAAAGnAAEAAAAAAAAALgACAAAAAAHVAAEAAAAAAAAAuAAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEA
AAAAFWluZmUCAAABAAIAAEV4aWYAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAA
AAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAEAA
AABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAO5tZGF0AAAAKigBrwtg+skr
VxoWygB+8AAv+3K+KpLoaGKljiD71Z/eSzbxZi/t7mvzLQAAAABJSSoACAAAAAYAEgEDAAEAAAABAAAAGgEFAAEAAABWAAAAGwEFAAEAAABeAAAAKAED
AAEAAAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAABmAAAAAAAAADhjAADoAwAAOGMAAOgDAAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAA
MDEwMAGgAwABAAAA//8AAAKgBAABAAAAQAAAAAOgBAABAAAAQAAAAAAAAAA=
"""

PICTURE = base64.b64decode(_PICTURE)
"""A complete HEIC file, 653 bytes."""


@cache
def decoder_present() -> bool:
    """Whether HEVC pixels can be decoded by the libvips of this process."""
    try:
        pyvips.Image.heifload_buffer(PICTURE).avg()
    except pyvips.Error:
        return False
    return True
