"""Downloads a model's files from the hub: at one revision, resumable, checked by hash, recorded in its lock."""

from __future__ import annotations

import errno
import fcntl
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import httpx2
from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import (
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.file_download import http_get
from huggingface_hub.utils._headers import build_hf_headers

from runner.errors import EnvError
from runner.models.weights.catalogue import Entry, Lock, Recorded, expected_hash, read_lock, valid_lock, write_lock
from runner.models.weights.files import file_hash

SPARE = 64 * 2**20
"""Bytes that are left free on the disk."""

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Remote:
    """What the hub reports about one file."""

    path: str
    commit: str
    bytes: int
    sha256: str | None  # as the hub states it; None for small files


def fetch(entry: Entry, folder: Path, say: Callable[[str], None], endpoint: str | None = None) -> Lock:
    """Download all files of the entry into `folder` and return their lock.

    Complete files are left alone, and an interrupted download goes on where it stopped. `endpoint` is the hub's
    address, by default the environment's HF_ENDPOINT. Raises EnvError if the hub cannot be reached or refuses, if the
    disk is full, or if a file is not the one in the catalogue or the lock; such a file is removed.
    """
    hub = endpoint or constants.ENDPOINT
    lock = valid_lock(entry, read_lock(folder))
    wanted = [path for path in entry.files if not _whole(entry, lock, folder, path)]
    if lock and not wanted:
        return lock
    with _explained(entry, hub, folder):
        remotes = _ask(entry, lock, wanted, hub)
        _check_space(remotes, folder)
        lock = lock or Lock(entry.repository, remotes[0].commit, {})
        for remote in remotes:
            say(f"{remote.path}, {_size(remote.bytes)}")
            recorded = _transfer(entry, lock, remote, folder, hub)
            lock = replace(lock, files={**lock.files, remote.path: recorded})
            write_lock(folder, lock)
    return lock


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


def _whole(entry: Entry, lock: Lock | None, folder: Path, path: str) -> bool:
    """Whether the file exists with its recorded size. Its content is checked by `verify`."""
    recorded = lock.files.get(path) if lock else None
    if recorded is None or entry.files[path] not in (None, recorded.sha256):
        return False
    file = folder / path
    return file.is_file() and file.stat().st_size == recorded.bytes


def _ask(entry: Entry, lock: Lock | None, wanted: list[str], hub: str) -> list[Remote]:
    """What the hub reports about the files, all at the same commit."""
    revision = entry.revision or (lock.revision if lock else None)
    remotes: list[Remote] = []
    for path in wanted:
        remotes.append(_remote(entry.repository, path, revision or "main", hub))
        revision = remotes[0].commit
    return remotes


def _remote(repository: str, path: str, revision: str, hub: str) -> Remote:
    said = get_hf_file_metadata(hf_hub_url(repository, path, revision=revision, endpoint=hub), endpoint=hub)
    if not said.commit_hash or said.size is None:
        raise EnvError(
            f"{hub} does not say the revision and the size of {repository}/{path}.", "Check HF_ENDPOINT: is it a hub?"
        )
    etag = said.etag or ""
    return Remote(path, said.commit_hash, said.size, etag if _SHA256.fullmatch(etag) else None)


def _check_space(remotes: list[Remote], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    begun = sum(part.stat().st_size for remote in remotes if (part := _part(folder, remote)).is_file())
    needed = sum(remote.bytes for remote in remotes) - begun + SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise EnvError(
            f"{folder}: {needed / 1e9:.2f} GB are needed, {free / 1e9:.2f} GB are free.",
            "Make room, or put the models on another disk: paths.models=FOLDER",
        )


def _transfer(entry: Entry, lock: Lock, remote: Remote, folder: Path, hub: str) -> Recorded:
    part, target = _part(folder, remote), folder / remote.path
    part.parent.mkdir(parents=True, exist_ok=True)
    url = hf_hub_url(entry.repository, remote.path, revision=remote.commit, endpoint=hub)
    with part.open("ab") as file:
        _claim(file, part)
        http_get(
            url,
            file,
            resume_size=file.tell(),
            headers=build_hf_headers(),
            expected_size=remote.bytes,
            displayed_filename=target.name,
        )
    found = file_hash([part])
    wanted = expected_hash(entry, lock, remote.path) or remote.sha256
    if wanted not in (None, found):
        part.unlink()
        raise EnvError(
            f"{remote.path} has the SHA-256 {found}, not {wanted}. It was removed.",
            f"If this happens again, what {entry.repository} publishes at this revision is not what was meant:"
            " look at the repository before you use it.",
        )
    part.replace(target)
    return Recorded(found, remote.bytes)


def _claim(file: BinaryIO, part: Path) -> None:
    """Lock the unfinished file, as two processes that append to it would spoil it. Raises EnvError if it is locked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise EnvError(f"Another process is fetching {part}.", "Wait until it is done.") from error


def _part(folder: Path, remote: Remote) -> Path:
    """The unfinished file. Its name contains the commit, so no download continues the bytes of another revision."""
    return folder / f"{remote.path}.{remote.commit[:12]}.part"


@contextmanager
def _explained(entry: Entry, hub: str, folder: Path) -> Iterator[None]:
    """Turn errors of the hub, the network and the disk into an EnvError with one sentence and a remedy."""
    page = f"{hub}/{entry.repository}"
    again = "Start the same command again: it goes on where it stopped."
    try:
        yield
    except OfflineModeIsEnabled as error:
        raise EnvError("HF_HUB_OFFLINE is set: nothing is downloaded.", "Unset it to fetch.") from error
    except GatedRepoError as error:
        mend = f"Accept its licence at {page}, make a token there, and set HF_TOKEN to it."
        raise EnvError(f"{page} is given only to those who accept its licence.", mend) from error
    except (RepositoryNotFoundError, RevisionNotFoundError, EntryNotFoundError) as error:
        said = str(error).strip().splitlines()[-1]
        mend = f"Look at {page}: was it renamed, removed or made private? For a private one, set HF_TOKEN."
        raise EnvError(f"{page} does not have what the catalogue names: {said}", mend) from error
    except HfHubHTTPError as error:
        raise EnvError(f"{page}: {str(error).splitlines()[0]}", again) from error
    except httpx2.HTTPError as error:
        mend = f"Check the network; HTTPS_PROXY names a proxy, HF_ENDPOINT a mirror. {again}"
        raise EnvError(f"{hub} cannot be reached: {error or type(error).__name__}.", mend) from error
    except OSError as error:
        if error.errno in _FULL:
            raise EnvError(f"{folder}: {_FULL[error.errno]}.", f"Make room. {again}") from error
        mend = "Check its rights, or put the models elsewhere: paths.models=FOLDER"
        raise EnvError(f"{folder}: {error.strerror or error}.", mend) from error


_FULL: Mapping[int | None, str] = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the quota is used up"}
