"""Artifacts are files beside the rows. Their name is the SHA-256 of their content, so that every use verifies it."""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path

from runner.errors import UnreadableFile
from runner.messages import say

_log = logging.getLogger(__name__)
_HASH = re.compile(r"[0-9a-f]{64}")


class DamagedArtifact(UnreadableFile):
    """The content of the file does not match its name. It was removed, so that the next run makes it again."""


def read_artifact(path: Path) -> bytes:
    """Return the bytes of an artifact.

    Raises OSError if it cannot be read, DamagedArtifact if its bytes do not match its name. A file whose name is not a
    hash is not checked.
    """
    content = path.read_bytes()
    if _HASH.fullmatch(path.stem) and hashlib.sha256(content).hexdigest() != path.stem:
        _log.warning("%s is damaged and removed: the next run makes it again", path)
        path.unlink(missing_ok=True)
        raise DamagedArtifact(say("rendition.not_as_written", name=path.name))
    return content
