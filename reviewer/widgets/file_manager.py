"""Hands files to the desktop: shows them in the file manager, or opens them. Functions return what went wrong."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QUrl
from PyQt6.QtDBus import QDBusConnection, QDBusMessage
from PyQt6.QtGui import QDesktopServices

from runner.review.language import translate

_SERVICE, _PATH = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
_WAIT_MS = 1500


def is_there(path: Path) -> bool:
    """Whether the file exists. The disk may be slow, so not for the GUI thread."""
    return path.is_file()


def show_in_folder(path: Path) -> str:
    """Show the file in its folder, selected if the desktop can do that. Returns a sentence if it failed, else "".

    Source: freedesktop.org, File Manager D-Bus Interface.
    """
    call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "ShowItems")
    call.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    bus = QDBusConnection.sessionBus()
    if bus.isConnected() and bus.call(call, timeout=_WAIT_MS).type() == QDBusMessage.MessageType.ReplyMessage:
        return ""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        return ""
    return translate("file_manager", "No program for showing folders was found. The photo is in {}.").format(
        path.parent
    )


def open_file(path: Path) -> str:
    """Open the file with the desktop's viewer. Returns a sentence if that failed, otherwise an empty string."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return ""
    return translate("file_manager", "No program for opening {} was found.").format(path)
