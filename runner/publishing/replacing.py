"""Replaces sidecars safely: the new file is read back from disk, and the old one restored if it is not intact.

The old file is kept as `NAME.xmp.backup` until then. A file that another program has written since the merge was
computed is not touched: its newer work would be lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from runner.errors import PublishError
from runner.messages import say
from runner.publishing.sidecars import Merge, read


def write(merges: Iterable[Merge]) -> None:
    """Write the merged files, each atomically. Raises PublishError if one cannot be written or has changed since."""
    for each in merges:
        if each.data is not None:
            _replace(each.sidecar.path, each.base, each.data)


def _replace(path: Path, base: bytes | None, data: bytes) -> None:
    real = path.resolve()  # a link stays a link
    temporary = real.with_name(f".{hashlib.sha256(real.name.encode()).hexdigest()[:16]}.part")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        _put(temporary, data)
        if read(real) != base:
            raise PublishError(say("sidecar.changed_meanwhile", path=str(path)))
        with _backup(real, base):
            if base is not None:
                shutil.copymode(real, temporary)
            temporary.replace(real)
            if read(real) != data:
                raise PublishError(say("sidecar.not_kept", path=str(path)))
    except OSError as error:
        raise PublishError(say("sidecar.unwritable", path=str(path), reason=error.strerror or str(error))) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _backup(path: Path, base: bytes | None) -> Iterator[None]:
    """Keep a copy of the file while the block runs; it is restored if the block fails."""
    if base is None:
        yield
        return
    kept = _free(path)
    _put(kept, base)
    try:
        yield
    except BaseException:
        shutil.copymode(path, kept)
        kept.replace(path)
        raise
    kept.unlink()


def _free(path: Path) -> Path:
    """An unused name for the copy: a run that was killed may have left one."""
    names = (path.with_name(f"{path.name}.backup{number or ''}") for number in range(10_000))
    return next(name for name in names if not name.exists())
