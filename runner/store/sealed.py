"""JSON files that prove themselves: the SHA-256 of what they say stands in them, as `sha256`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_SEAL = "sha256"


def dumped(content: Mapping[str, Any]) -> str:
    """The text of a file that says this."""
    return json.dumps({**content, _SEAL: _digest(content)}, indent=2, ensure_ascii=False)


def loaded(text: str) -> dict[str, Any]:
    """What a file says. ValueError when it is not what was written.

    A file of version 0.1.0 has no seal: whoever reads it finds other keys than it knows where the seal was damaged.
    """
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("no JSON object")
    seal = content.pop(_SEAL, None)
    if seal is not None and seal != _digest(content):
        raise ValueError("the file is not as it was written")
    return content


def _digest(content: Mapping[str, Any]) -> str:
    # What JSON makes of a tuple or a number is what counts: the same text is digested before and after it is written.
    text = json.dumps(json.loads(json.dumps(content)), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
