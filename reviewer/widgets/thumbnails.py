"""Pictures decoded off the GUI thread and kept while there is room."""

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
"""Room for about 200 thumbnails of 240×160 pixels."""

AGAIN_S = 5.0
"""How long after a failure a picture that is wanted is looked for again."""

_MOST_WAITING = 160
_log = logging.getLogger(__name__)

# Made here, in the GUI thread: two threads that touch an enumeration of PyQt's first at once can break its making.
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
_FITTED = Qt.AspectRatioMode.KeepAspectRatio
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


def decode(path: Path, fit: QSize | None, identity: str = "") -> QImage:
    """The upright sRGB picture, no larger than `fit`; a null image when it cannot be decoded.

    `identity` is the beginning of an original's SHA-256: UnreadableFile when the file is another one now. Without it
    the picture is a rendition, which proves itself by its name: DamagedArtifact when it is not as it was written.
    """
    if identity:
        with held(path, identity):
            return _decoded(QImageReader(str(path)), fit)
    # Proven, then read by Qt from the file: a QBuffer of PyQt's asks for Python's lock while Qt holds that of its image
    # formats, and another thread may wait for these the other way round.
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
    """Tells that the last thread has ended."""

    over = pyqtSignal()


class Pictures(QObject):
    """A cache of decoded pictures by path. What is missing is decoded by threads, the newest wish first."""

    ready = pyqtSignal(str)  # the path; the picture, or the knowledge that there is none, is in the cache now
    _decoded = pyqtSignal(str, QImage)

    def __init__(self, room: int, fit: QSize | None, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._fit = room, fit
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._failed: dict[str, float] = {}  # when, of those that could not be decoded
        self._bytes = 0
        self._waiting: set[str] = set()
        self._identities: dict[str, str] = {}
        self._wishes = 0
        self._ending = _Ending()
        self._decoded.connect(self._keep)

    def get(self, path: str) -> QPixmap | None:
        """The picture; None while it is being decoded (`ready` tells), a null pixmap when it cannot be."""
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
        if (kept is None or self._may_be_back(path)) and path not in self._waiting:
            self._ask(path)
        return kept

    def _may_be_back(self, path: str) -> bool:
        """Whether a picture could not be decoded a while ago: its drive may have been plugged in since."""
        return path in self._failed and time.monotonic() - self._failed[path] > AGAIN_S

    def hold(self, path: str, identity: str) -> None:
        """Show of the original at this path only what has this identity."""
        self._identities[path] = identity

    def is_busy(self) -> bool:
        """Whether something is being decoded."""
        return bool(self._waiting)

    def kept(self) -> int:
        """How many pictures are in the cache."""
        return len(self._kept)

    def clear(self) -> None:
        """Forget everything, as when files have come back."""
        self._kept.clear()
        self._failed.clear()
        self._bytes = 0

    def stop(self) -> None:
        """Decode nothing more, and tell nobody; what is being decoded is not waited for."""
        self._pool.clear()
        self.blockSignals(True)
        if self._pool.activeThreadCount():
            self.setParent(None)
            self._ending.over.connect(lambda: unwaited.release(self))
            unwaited.hold(self)
            self._pool.setMaxThreadCount(1)  # the last is begun when all others have ended
            self._pool.start(self._ending.over.emit)

    def wait(self) -> None:
        """Wait for what is being decoded."""
        self._pool.waitForDone()

    def _ask(self, path: str) -> None:
        if len(self._waiting) >= _MOST_WAITING:  # scrolled past: whoever still needs one asks again
            self._pool.clear()
            self._waiting.clear()
        self._waiting.add(path)
        self._wishes += 1
        self._pool.start(lambda: self._decode(path), self._wishes)

    def _decode(self, path: str) -> None:
        """In a thread: whatever happens, the wish is answered."""
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
            self._kept[path] = QPixmap.fromImage(image)
            self._bytes += image.sizeInBytes()
        while self._bytes > self._room and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.width() * gone.height() * gone.depth() // 8
        self.ready.emit(path)
