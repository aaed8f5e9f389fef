"""Decodes pictures off the GUI thread and caches them."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from pathlib import Path

from PyQt6.QtCore import QObject, QSize, Qt, QThreadPool, pyqtSignal
from PyQt6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QPixmap

from reviewer.widgets import unwaited
from runner.errors import ItemError
from runner.original import held
from runner.store.artifacts import read_artifact

THUMBNAIL_BYTES = 32 * 2**20
"""Bytes for about 200 thumbnails of 240×160 pixels."""

AGAIN_S = 5.0
"""Seconds after a failure before a requested picture is tried again."""

_MOST_WAITING = 160
_log = logging.getLogger(__name__)

# Made here, in the GUI thread: PyQt may fail to create an enumeration if two threads use it first at the same time.
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
_FITTED = Qt.AspectRatioMode.KeepAspectRatio
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


def decode(path: Path, fit: QSize | None, identity: str = "") -> QImage:
    """The upright sRGB picture, no larger than `fit`; a null image if it cannot be decoded.

    `identity` is the beginning of an original's SHA-256; raises UnreadableFile if the file has changed. Without it the
    picture is a rendition, which is verified by its name; raises DamagedArtifact if it is not as it was written.
    """
    if identity:
        with held(path, identity):
            return _decoded(QImageReader(str(path)), fit)
    # Verified, then read by Qt from the file. Reading from a QBuffer could deadlock: PyQt's QBuffer takes the GIL while
    # Qt holds the lock of its image formats, and another thread may take these locks in the other order.
    read_artifact(path)
    return _decoded(QImageReader(str(path)), fit)


def _decoded(reader: QImageReader, fit: QSize | None) -> QImage:
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(1600)
    if fit is not None:
        turned = reader.transformation() & _TURNED
        size = reader.size().transposed() if turned else reader.size()
        if size.isValid() and (size.width() > fit.width() or size.height() > fit.height()):
            fitted = size.scaled(fit, _FITTED)
            reader.setScaledSize(fitted.transposed() if turned else fitted)
    image = reader.read()
    if image.colorSpace().isValid() and image.colorSpace() != _SRGB:
        image.convertToColorSpace(_SRGB)
    return image


class _Ending(QObject):
    """Emits `over` when the last thread has ended."""

    over = pyqtSignal()


class Pictures(QObject):
    """An LRU cache of decoded pictures by path. Missing ones are decoded by threads, the latest request first."""

    ready = pyqtSignal(str)  # a path whose picture, or the fact that it cannot be decoded, is cached now
    _decoded = pyqtSignal(str, QImage)

    def __init__(self, room: int, fit: QSize | None, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._fit = room, fit
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._failed: dict[str, float] = {}  # when decoding failed, by path
        self._bytes = 0
        self._waiting: set[str] = set()
        self._identities: dict[str, str] = {}
        self._wishes = 0
        self._ending = _Ending()
        self._decoded.connect(self._keep)

    def get(self, path: str) -> QPixmap | None:
        """The picture; None while it is being decoded (until `ready` is emitted), a null pixmap if it cannot be."""
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
        if (kept is None or self._may_be_back(path)) and path not in self._waiting:
            self._ask(path)
        return kept

    def _may_be_back(self, path: str) -> bool:
        """True if decoding failed a while ago: the drive may have been connected since."""
        return path in self._failed and time.monotonic() - self._failed[path] > AGAIN_S

    def hold(self, path: str, identity: str) -> None:
        """Show the original at this path only if it has this identity."""
        self._identities[path] = identity

    def is_busy(self) -> bool:
        """True if a picture is being decoded or waits for it."""
        return bool(self._waiting)

    def kept(self) -> int:
        """The number of pictures in the cache."""
        return len(self._kept)

    def clear(self) -> None:
        """Empty the cache, for example when files have come back."""
        self._kept.clear()
        self._failed.clear()
        self._bytes = 0

    def stop(self) -> None:
        """Stop decoding and emit nothing more, without waiting for the pictures in progress."""
        self._pool.clear()
        self.blockSignals(True)
        if self._pool.activeThreadCount():
            self.setParent(None)
            self._ending.over.connect(lambda: unwaited.release(self))
            unwaited.hold(self)
            self._pool.setMaxThreadCount(1)  # this last one starts when all others have ended
            self._pool.start(self._ending.over.emit)

    def wait(self) -> None:
        """Wait for the pictures that are being decoded."""
        self._pool.waitForDone()

    def _ask(self, path: str) -> None:
        if len(self._waiting) >= _MOST_WAITING:  # scrolled past; a view that still needs one asks again
            self._pool.clear()
            self._waiting.clear()
        self._waiting.add(path)
        self._wishes += 1
        self._pool.start(lambda: self._decode(path), self._wishes)

    def _decode(self, path: str) -> None:
        """Decode in a thread; emits a result whatever happens."""
        try:
            image = decode(Path(path), self._fit, self._identities.get(path, ""))
        except (OSError, ItemError) as error:
            _log.warning("a picture is not shown: %s: %s", path, error)
            image = QImage()
        except Exception:
            _log.exception("a picture was not decoded: %s", path)
            image = QImage()
        self._decoded.emit(path, image)

    def _keep(self, path: str, image: QImage) -> None:
        self._waiting.discard(path)
        if image.isNull():
            self._failed[path] = time.monotonic()
        elif self._failed.pop(path, None):
            self._kept.pop(path, None)
        if path not in self._kept:
            self._kept[path] = pixmap = QPixmap.fromImage(image)
            self._bytes += _size(pixmap)
        while self._bytes > self._room and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _size(gone)
        self.ready.emit(path)


def _size(picture: QPixmap) -> int:
    """Bytes that a picture takes in memory."""
    return picture.width() * picture.height() * picture.depth() // 8
