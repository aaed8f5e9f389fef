"""What a photo would be published as, in one hash: what an approval is bound to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

TEXTS = ("caption", "alt_text", "keywords")
"""The texts that are published."""


def content_hash(file_name: str | None, texts: Mapping[str, Any], renditions: Sequence[str]) -> str:
    """16 hex digits of the SHA-256 of the file name, the `TEXTS`, and the SHA-256 of each rendition.

    Anything else of a photo may change without an approval lapsing.
    """
    content = {"file_name": file_name, **{name: texts[name] for name in TEXTS}, "renditions": list(renditions)}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
