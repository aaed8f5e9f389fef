"""JSON files that verify themselves: they contain the SHA-256 of their content as `sha256`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_SEAL = "sha256"


def dumped(content: Mapping[str, Any]) -> str:
    """The text of a file with this content."""
    return json.dumps({**content, _SEAL: _digest(content)}, indent=2, ensure_ascii=False)


def loaded(text: str) -> dict[str, Any]:
    """The content of a file. Raises ValueError if it is not as it was written.

    A file of version 0.1.0 has no seal. If the seal's name was damaged, the reader finds a key that it does not know.
    """
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("no JSON object")
    seal = content.pop(_SEAL, None)
    if seal is not None and seal != _digest(content):
        raise ValueError("the file is not as it was written")
    return content


def _digest(content: Mapping[str, Any]) -> str:
    # JSON changes tuples and numbers: the digest has to be the same before and after writing.
    text = json.dumps(json.loads(json.dumps(content)), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
