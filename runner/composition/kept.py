"""Keeps compositions for later commands: the same files and the same options compose the same.

Hydra takes a third of a second for a composition, a command needs two, and the files hardly ever change. Compositions
are kept in the user's cache folder under a digest of everything that they are made of: every byte of every YAML file in
every folder that Hydra searches, the options, the environment variables that are referred to, the working directory,
the versions of the libraries and the program's own code. They are kept unresolved. A composition that reads from
elsewhere is never kept, nor is one that failed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import platform
import re
import stat
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import Any, cast

from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra.core.config_store import ConfigStore
from hydra.core.utils import JobRuntime
from hydra.types import RunMode
from hydra.version import getbase
from omegaconf import DictConfig

from runner.bounded_yaml import MOST_BYTES
from runner.config.folder import configuration_folders

MOST = 32
"""Compositions that are kept, a quarter of a megabyte each; the least recently used one is removed first."""

MOST_FILES = 2000
"""Upper limit for the files that are read for a digest: with more of them, everything is composed each time."""

_ELSEWHERE = (b"searchpath", b"env_copy")
"""Words in options and files with which Hydra reads what the digest does not cover."""

_VARIABLE = re.compile(rb"oc\.env:\s*['\"]?(\w+)")
_OF_HYDRA = ("hydra", "hydra.conf")
"""Provider and package of Hydra's own configurations, which depend only on its version."""

_SEAL = hashlib.sha256().digest_size
"""Bytes before a kept composition: its SHA-256."""

_CODE = Path(__file__).parents[1]


def folder() -> Path:
    """The folder of kept compositions; it need not exist."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "photo-runner" / "compositions"


def install() -> None:
    """Let Hydra use kept compositions in this process."""
    ConfigLoaderImpl.load_configuration = _load_configuration  # type: ignore[method-assign, assignment]


_compose = ConfigLoaderImpl.load_configuration


def _load_configuration(
    loader: ConfigLoaderImpl,
    config_name: str | None,
    overrides: list[str],
    run_mode: RunMode,
    from_shell: bool = True,
    validate_sweep_overrides: bool = True,
) -> DictConfig:
    """What Hydra composes, or has composed before from the same."""
    asked = (config_name, [*overrides], run_mode.name, validate_sweep_overrides)
    digest = _digest(loader, asked)
    if digest is not None and (found := _read(folder() / digest)) is not None:
        return found
    made: DictConfig = _compose(loader, config_name, overrides, run_mode, from_shell, validate_sweep_overrides)
    if digest is not None:
        _keep(made, folder() / digest)
    return made


def _digest(loader: ConfigLoaderImpl, asked: tuple[Any, ...]) -> str | None:
    """Digest of everything that is composed; None if it cannot be determined."""
    folders = _folders(loader)
    if folders is None:
        return None
    every = chain.from_iterable(map(_files, folders))
    try:
        files = [*islice(every, MOST_FILES + 1)]
    except OSError:  # composing reports the error, where it matters
        return None
    written = b"\n".join([repr(asked).encode(), *files])
    if len(files) > MOST_FILES or any(word in written for word in _ELSEWHERE):
        return None
    found = hashlib.sha256(written)
    for each in (_surroundings(loader), _variables(written), _program()):
        found.update(each)
    return found.hexdigest()


def _folders(loader: ConfigLoaderImpl) -> list[Path] | None:
    """The folders of configurations, including that of --config-dir; None if Hydra also searches another package."""
    found = configuration_folders()
    for each in loader.repository.get_sources():
        if each.scheme() == "file":
            found.append(Path(each.path))
        elif each.scheme() != "structured" and (each.provider, each.path) != _OF_HYDRA:
            return None
    return [*dict.fromkeys(folder.resolve() for folder in found)]


def _files(root: Path) -> Iterator[bytes]:
    """Yield a line for each name below a folder of configurations, with its content or target."""
    for entry in sorted(os.scandir(root), key=lambda each: each.name):
        if entry.is_symlink():
            yield b"%s -> %s" % (os.fsencode(entry.path), os.fsencode(Path(entry.path).resolve()))
        if entry.is_dir() and not entry.is_symlink():
            yield b"%s/" % os.fsencode(entry.path)
            yield from _files(Path(entry.path))
        elif entry.name.endswith(".yaml"):
            yield b"%s: %s" % (os.fsencode(entry.path), _content(entry))


def _content(entry: os.DirEntry[str]) -> bytes:
    """The content of a file, or a note that it is too large or not a file. The note is never valid YAML."""
    about = entry.stat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
        return b"\0no file to read, or too large"
    return Path(entry.path).read_bytes()


def _surroundings(loader: ConfigLoaderImpl) -> bytes:
    """Where Hydra searches, what is registered there, and what it writes about this process into a composition."""
    sources = [(each.provider, each.scheme(), each.path) for each in loader.repository.get_sources()]
    libraries = [(name, version(name)) for name in ("hydra-core", "omegaconf", "PyYAML")]
    about = (JobRuntime.instance().get("name"), getbase(), platform.python_version(), str(Path.cwd()))
    return repr((sources, _registered(ConfigStore.instance().repo), libraries, about)).encode()


def _registered(node: Any) -> Any:
    """The content of Hydra's store, to which packages add, as nested pairs."""
    if isinstance(node, dict):
        return [(name, _registered(each)) for name, each in sorted(node.items())]
    return (node.name, node.package, node.provider, str(node.node))


def _variables(written: bytes) -> bytes:
    return repr([(name, os.environb.get(name)) for name in sorted({*_VARIABLE.findall(written)})]).encode()


def _program() -> bytes:
    """Hashes of the code that decides what is in a file and what is added to it."""
    paths = [*_CODE.glob("*.py"), *_CODE.glob("composition/*.py"), *_CODE.glob("config/*.py")]
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(paths))


def _read(path: Path) -> DictConfig | None:
    """The composition kept there; None if there is none, or if it is damaged, or if others can write it."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            seal, content = file.read(_SEAL), file.read()
        if about.st_uid == os.getuid() and not about.st_mode & 0o022 and hashlib.sha256(content).digest() == seal:
            os.utime(path)
            return cast(DictConfig, pickle.loads(content))
    return None


def _keep(made: DictConfig, path: Path) -> None:
    """Keep it, completely or not at all. If the disk is full, the next command composes again."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            content = pickle.dumps(made)
            file.write(hashlib.sha256(content).digest() + content)
        temporary.replace(path)
        _forget(_oldest(path.parent))


def _oldest(kept: Path) -> Sequence[Path]:
    return sorted(kept.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)[MOST:]


def _forget(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
