"""Copies a model's files from the models folder of another machine, without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from runner.errors import EnvError
from runner.models.weights.catalogue import (
    LOCK,
    Entry,
    Lock,
    Recorded,
    expected_hash,
    read_lock,
    valid_lock,
    write_lock,
)
from runner.models.weights.fetching import SPARE
from runner.models.weights.files import file_hash


def copy(entry: Entry, source: Path, folder: Path, say: Callable[[str], None]) -> Lock:
    """Copy all files of the entry from `source`, which has the lock of a fetch, and return the new lock.

    The hash of each file is checked after copying. Raises EnvError if there is no such folder or lock, if a file is
    missing or not the one that was fetched, or if the disk is full.
    """
    there = valid_lock(entry, read_lock(source))
    lacking = [path for path in entry.files if there is None or path not in there.files]
    if there is None or lacking:
        raise _incomplete(entry, source, lacking)
    try:
        return _copied(entry, there, source, folder, say)
    except OSError as error:
        problem = f"{error.filename or source}: {error.strerror or error}."
        raise EnvError(problem, "Check that the folder can be read and that there is room, then copy again.") from error


def _copied(entry: Entry, there: Lock, source: Path, folder: Path, say: Callable[[str], None]) -> Lock:
    lock = valid_lock(entry, read_lock(folder)) or replace(there, files={})
    waiting = {path: there.files[path] for path in entry.files if not _whole(folder, lock, path, there.files[path])}
    _check_space(sum(recorded.bytes for recorded in waiting.values()), folder)
    for path, recorded in waiting.items():
        say(f"{path}, {recorded.bytes / 1e9:.2f} GB")
        _transfer(source / path, folder / path, expected_hash(entry, lock, path) or recorded.sha256)
        lock = replace(lock, files={**lock.files, path: recorded})
        write_lock(folder, lock)
    return lock


def _whole(folder: Path, lock: Lock, path: str, recorded: Recorded) -> bool:
    file = folder / path
    return lock.files.get(path) == recorded and file.is_file() and file.stat().st_size == recorded.bytes


def _transfer(source: Path, target: Path, wanted: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    found = file_hash([part])
    if found != wanted:
        part.unlink()
        raise EnvError(
            f"{source} has the SHA-256 {found}, not {wanted}. It was not taken.",
            "The copy is damaged: copy the models folder again from the machine that fetched it.",
        )
    part.replace(target)


def _check_space(needed: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise EnvError(
            f"{folder}: {(needed + SPARE) / 1e9:.2f} GB are needed, {free / 1e9:.2f} GB are free.",
            "Make room, or put the models on another disk: paths.models=FOLDER",
        )


def _incomplete(entry: Entry, source: Path, lacking: list[str]) -> EnvError:
    what = f"lacks {', '.join(lacking)}" if source.is_dir() else "does not exist"
    return EnvError(
        f"{source} {what} of {entry.repository}, as {LOCK} there records it.",
        "On a machine with a network: runner models fetch NAME paths.models=FOLDER; then copy that FOLDER, and name it "
        "here: models.endpoint=FOLDER",
    )
