"""Parallel uploads: each thread keeps one connection for all its photos, and opens a new one after a failure."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from runner.errors import PublishError
from runner.publishing import leftovers
from runner.publishing.changes import Change
from runner.publishing.failures import again
from runner.publishing.paths import beside
from runner.publishing.photo import File
from runner.publishing.place import Place, chosen, deliver
from runner.publishing.publications import PublishedFile
from runner.publishing.target import Target

T = TypeVar("T")
_log = logging.getLogger(__name__)


def temporary_path(item_id: str, file: File) -> str:
    """Return a file's path until its upload is complete: short, hidden, and the same at every attempt."""
    return beside(file.path, leftovers.temporary_name(item_id, file.role))


class Uploads:
    """A pool of threads. After an error that would affect every photo, work that has not begun fails with it too."""

    def __init__(self, target: Target) -> None:
        self._target, self._options = target, target.options
        self._pool = ThreadPoolExecutor(self._options.uploads, thread_name_prefix="upload")
        # Removals do not queue behind uploads, because the next step waits for them.
        self._removals = ThreadPoolExecutor(1, thread_name_prefix="removal")
        self._own = threading.local()
        self._open: list[Place] = []
        self._doubtful: set[str] = set()  # temporary paths of broken uploads, which the server may still finish
        self.stopped: PublishError | None = None

    def start(self, change: Change) -> Future[tuple[PublishedFile, ...]]:
        """Upload the files of a photo; the future returns all of them in order, including those already in place."""
        return self._pool.submit(lambda: self._unless_stopped(lambda: self._deliver(change)))

    def remove(self, paths: tuple[str, ...]) -> Future[None]:
        """Remove files that are no longer wanted."""
        if not paths:
            return _nothing()
        return self._removals.submit(lambda: self._unless_stopped(lambda: self._remove(paths)))

    def __enter__(self) -> Uploads:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for pool in (self._pool, self._removals):
            pool.shutdown(wait=True, cancel_futures=True)
        for place in self._open:
            place.close()
        if error is None:
            self._clear()

    def doubt(self, paths: Iterable[str]) -> None:
        """Remove these temporary files, if they exist, when everything is done."""
        self._doubtful.update(paths)

    def _clear(self) -> None:
        """Remove leftover temporary files, last of all: late ones are there by now, or the next publish finds them."""
        if not self._doubtful:
            return
        try:
            place = self._target.place()
        except PublishError as problem:
            _log.warning("files under temporary names may be left at the target: %s", problem)
            return
        try:
            leftovers.remove(place, sorted(self._doubtful))
        finally:
            place.close()

    def _unless_stopped(self, work: Callable[[], T]) -> T:
        if self.stopped is not None:
            raise self.stopped
        try:
            return work()
        except PublishError as error:
            if error.hopeless:
                self.stopped = error
            raise

    def _deliver(self, change: Change) -> tuple[PublishedFile, ...]:
        standing = {file.role: file for file in change.standing}
        item_id = change.photo.item_id
        return tuple(standing.get(file.role) or self._one(item_id, file) for file in change.photo.files)

    def _one(self, item_id: str, file: File) -> PublishedFile:
        data = file.make()
        temporary = temporary_path(item_id, file)
        read_back = chosen(file.path, self._options.read_back)
        stamp = self._again(lambda place: self._brought(place, file.path, temporary, data, read_back))
        sha256 = hashlib.sha256(data).hexdigest()
        return PublishedFile(file.role, file.path, sha256, len(data), file.recipe, stamp, file.people)

    def _brought(self, place: Place, path: str, temporary: str, data: bytes, read_back: bool) -> str | None:
        try:
            return deliver(place, path, temporary, data, read_back)
        except PublishError:
            self._doubtful.add(temporary)
            raise

    def _remove(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            self._again(lambda place, path=path: place.remove(path))  # type: ignore[misc]

    def _again(self, work: Callable[[Place], T]) -> T:
        return again(lambda: self._with_place(work), self._options.tries, self._options.backoff_s)

    def _with_place(self, work: Callable[[Place], T]) -> T:
        """Call `work` with the thread's connection; after an error the next call gets a new one."""
        place = getattr(self._own, "place", None)
        if place is None:
            place = self._own.place = self._target.place()
            self._open.append(place)
        try:
            return work(place)
        except PublishError:
            self._own.place = None
            self._open.remove(place)
            place.close()
            raise


def _nothing() -> Future[None]:
    done: Future[None] = Future()
    done.set_result(None)
    return done
