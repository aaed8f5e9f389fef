"""Folders with the user's own configurations: `~/.config/photo-runner`, and one that a command names.

They are laid out like the program's `conf/`, with as many files as needed: `set/birds.yaml`, `rules/zoo.yaml`. Every
command takes `--config-dir FOLDER`.
"""

from __future__ import annotations

import itertools
import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from runner.errors import ConfigError

FLAGS = ("--config-dir", "-cd")

_named: list[Path] = []


def choose(arguments: Sequence[str]) -> list[str]:
    """Take `--config-dir FOLDER` from a command line, for all later compositions; returns the other arguments.

    Raises ConfigError if the folder does not exist.
    """
    _named.clear()
    others: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, written, value = word.partition("=")
        if name not in FLAGS:
            others.append(word)
        elif written or (waiting and _may_be_folder(waiting[0])):
            _named.append(_existing(name, value if written else waiting.pop(0)))
        else:
            raise ConfigError([f"{name}: which folder? Write {name} FOLDER; it has files such as set/birds.yaml."])
    return others


def words() -> list[str]:
    """The arguments that name the same folder again, wherever the command is typed."""
    return [FLAGS[0], str(_named[-1])] if _named else []


def words_in(command: str) -> list[str]:
    """The arguments that name such a folder in an earlier command line."""
    return next(([flag, folder] for flag, folder in itertools.pairwise(shlex.split(command)) if flag in FLAGS), [])


def own() -> Path:
    """The user's own folder; it need not exist."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "photo-runner"


def folders() -> list[Path]:
    """The existing folders, the one that a command names first."""
    return [*_named[-1:], *([own()] if own().is_dir() else [])]


def _may_be_folder(word: str) -> bool:
    """True if the word after the flag is its value, and not the next option."""
    return Path(word).exists() or not ("=" in word or word.startswith("-"))


def _existing(flag: str, written: str) -> Path:
    folder = Path(written).expanduser().absolute()
    if not folder.is_dir():
        state = "is no folder" if folder.exists() else "does not exist"
        raise ConfigError([f"{flag} {written}: {folder} {state}. Name the folder that has set/, rules/ and the like."])
    return folder
