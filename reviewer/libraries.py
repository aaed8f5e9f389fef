"""Checks whether the window's libraries load. Runs as a process, `python -m reviewer.libraries`, and prints JSON."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator
from pathlib import Path


def problems() -> Iterator[str]:
    """Yield the loader's message for each library that Qt lacks; nothing if the window can be shown on a desktop."""
    try:
        from PyQt6 import QtCore, QtGui, QtWidgets  # noqa: F401 - loads the libraries they are linked with
    except ImportError as error:
        yield str(error)
        return
    plugins = Path(QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath))
    for name in ("libqxcb.so", "libqwayland.so"):
        for path in plugins.glob(f"platforms/{name}"):
            try:
                ctypes.CDLL(str(path))
            except OSError as error:
                yield str(error)


if __name__ == "__main__":
    print(json.dumps({"problems": [*problems()]}))
