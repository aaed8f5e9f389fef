"""`reviewer --add-to-desktop`: an entry in the menu of programs, as freedesktop.org specifies desktop entries."""

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
    """Write entry and icon for this user; returns the entry. The program starts in `folder`, where its runs are.

    EnvError where there is no such desktop, or its folders cannot be written.
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
    """A word of Exec: in double quotes, with the characters escaped that are not plain there."""
    escaped = "".join(f"\\\\{each}" if each in '"`$\\' else each for each in word).replace("%", "%%")
    return f'"{escaped}"'
