"""Compositions kept from one command to the next: the same files and the same options compose the same.

Hydra takes a third of a second for a composition, a command needs two, and its files hardly ever change. What was
composed is kept in the user's cache folder under a digest of everything that it is made of: every byte of every YAML
file in every folder that Hydra looks into, the options, the environment variables that are referred to, the working
directory, the versions of the libraries and the program's own code. Nothing is resolved in it yet. A composition that
reads from elsewhere is never kept, nor is one that failed.
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
"""Compositions that are kept, of a quarter of a megabyte each; the one that was used longest ago goes first."""

MOST_FILES = 2000
"""Files up to which folders are read for it: a folder of configurations that has more is composed every time."""

_ELSEWHERE = (b"searchpath", b"env_copy")
"""Words of options with which Hydra reads what the digest does not know."""

_VARIABLE = re.compile(rb"oc\.env:\s*['\"]?(\w+)")
_OF_HYDRA = ("hydra", "hydra.conf")
"""Provider and package of Hydra's own configurations: they are those of its version."""

_SEAL = hashlib.sha256().digest_size
"""Bytes in front of what is kept: its SHA-256."""

_CODE = Path(__file__).parents[1]


def folder() -> Path:
    """Where compositions are kept; it need not exist."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "photo-runner" / "compositions"


def install() -> None:
    """Let Hydra take what it composed before, in this process."""
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
    """What Hydra composes, or composed before of the same."""
    asked = (config_name, [*overrides], run_mode.name, validate_sweep_overrides)
    digest = _digest(loader, asked)
    if digest is not None and (found := _read(folder() / digest)) is not None:
        return found
    made: DictConfig = _compose(loader, config_name, overrides, run_mode, from_shell, validate_sweep_overrides)
    if digest is not None:
        _keep(made, folder() / digest)
    return made


def _digest(loader: ConfigLoaderImpl, asked: tuple[Any, ...]) -> str | None:
    """Of everything that is composed; None where that cannot be told."""
    folders = _folders(loader)
    if folders is None:
        return None
    every = chain.from_iterable(map(_files, folders))
    try:
        files = [*islice(every, MOST_FILES + 1)]
    except OSError:  # composing says what is wrong with it, where it matters
        return None
    written = b"\n".join([repr(asked).encode(), *files])
    if len(files) > MOST_FILES or any(word in written for word in _ELSEWHERE):
        return None
    found = hashlib.sha256(written)
    for each in (_surroundings(loader), _variables(written), _program()):
        found.update(each)
    return found.hexdigest()


def _folders(loader: ConfigLoaderImpl) -> list[Path] | None:
    """The folders of configurations, that of --config-dir too; None where Hydra looks into a package of others."""
    found = configuration_folders()
    for each in loader.repository.get_sources():
        if each.scheme() == "file":
            found.append(Path(each.path))
        elif each.scheme() != "structured" and (each.provider, each.path) != _OF_HYDRA:
            return None
    return [*dict.fromkeys(folder.resolve() for folder in found)]


def _files(root: Path) -> Iterator[bytes]:
    """A line for each name below a folder of configurations, with what is behind it."""
    for entry in sorted(os.scandir(root), key=lambda each: each.name):
        if entry.is_symlink():
            yield b"%s -> %s" % (os.fsencode(entry.path), os.fsencode(Path(entry.path).resolve()))
        if entry.is_dir() and not entry.is_symlink():
            yield b"%s/" % os.fsencode(entry.path)
            yield from _files(Path(entry.path))
        elif entry.name.endswith(".yaml"):
            yield b"%s: %s" % (os.fsencode(entry.path), _content(entry))


def _content(entry: os.DirEntry[str]) -> bytes:
    """What stands in a file, and what it is where nothing can be read of it. Nothing with these words is valid YAML."""
    about = entry.stat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
        return b"\0no file to read, or too large"
    return Path(entry.path).read_bytes()


def _surroundings(loader: ConfigLoaderImpl) -> bytes:
    """Where Hydra looks, what is registered there, and what it writes about this process into what it composes."""
    sources = [(each.provider, each.scheme(), each.path) for each in loader.repository.get_sources()]
    libraries = [(name, version(name)) for name in ("hydra-core", "omegaconf", "PyYAML")]
    about = (JobRuntime.instance().get("name"), getbase(), platform.python_version(), str(Path.cwd()))
    return repr((sources, _registered(ConfigStore.instance().repo), libraries, about)).encode()


def _registered(node: Any) -> Any:
    """What is in Hydra's store, which packages bring along, as nested pairs."""
    if isinstance(node, dict):
        return [(name, _registered(each)) for name, each in sorted(node.items())]
    return (node.name, node.package, node.provider, str(node.node))


def _variables(written: bytes) -> bytes:
    return repr([(name, os.environb.get(name)) for name in sorted({*_VARIABLE.findall(written)})]).encode()


def _program() -> bytes:
    """The code that says what is in a file and what is added to it."""
    paths = [*_CODE.glob("*.py"), *_CODE.glob("composition/*.py"), *_CODE.glob("config/*.py")]
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(paths))


def _read(path: Path) -> DictConfig | None:
    """What is kept there; None where that is nothing, damaged, or not this user's alone."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            seal, content = file.read(_SEAL), file.read()
        if about.st_uid == os.getuid() and not about.st_mode & 0o022 and hashlib.sha256(content).digest() == seal:
            os.utime(path)
            return cast(DictConfig, pickle.loads(content))
    return None


def _keep(made: DictConfig, path: Path) -> None:
    """Write it, whole or not at all. A disk that is full costs the next command its third of a second."""
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
