"""`reviewer --add-to-desktop`: adds a menu entry according to freedesktop.org's Desktop Entry Specification."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path

from runner.errors import EnvError

ICON = files("reviewer.desktop").joinpath("photo-runner.svg")

_ENTRY = """\
[Desktop Entry]
Type=Application
Name=photo-runner
GenericName=Photo review
GenericName[de]=Fotos prüfen
Comment=Review captions, alt texts and keywords of photos before they are published
Comment[de]=Bildunterschriften, Alternativtexte und Stichwörter prüfen, bevor Fotos veröffentlicht werden
Exec={command}
Path={folder}
Icon=photo-runner
Terminal=false
Categories=Graphics;Photography;
"""


def add(folder: Path) -> Path:
    """Write the desktop entry and the icon for this user, and return the path of the entry.

    The program will start in `folder`, where its runs are. Raises EnvError if this is not Linux, or if a file cannot be
    written.
    """
    if not sys.platform.startswith("linux"):
        raise EnvError(
            "Entries of this kind are for Linux desktops.", "Pin the command reviewer by your system's means."
        )
    data = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / "photo-runner.svg"
    entry = data / "applications" / "photo-runner.desktop"
    try:
        for path, content in ((icon, ICON.read_text("utf-8")), (entry, _entry(folder))):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise EnvError(
            f"{error.filename} cannot be written: {error.strerror}.", "Check the rights of that folder."
        ) from error
    return entry


def _entry(folder: Path) -> str:
    command = Path(sys.executable).with_name("reviewer")
    return _ENTRY.format(command=_quoted(str(command)), folder=folder)


def _quoted(word: str) -> str:
    """Quote a word for `Exec`: in double quotes, with special characters escaped."""
    escaped = "".join(f"\\\\{each}" if each in '"`$\\' else each for each in word).replace("%", "%%")
    return f'"{escaped}"'
