"""`runner completion SHELL`: completes commands, groups, their choices and options with the Tab key.

Candidates are read from the configuration files; nothing is composed, which would take a second for each key press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from runner import bounded_yaml
from runner.config import folder
from runner.config.folder import configuration_folders
from runner.errors import ConfigError

_USAGE = """\
runner completion bash | zsh | fish     prints what the shell needs to complete `runner` and `reviewer`

  bash   echo 'source <(runner completion bash)' >> ~/.bashrc
  zsh    echo 'source <(runner completion zsh)' >> ~/.zshrc
  fish   runner completion fish > ~/.config/fish/completions/runner.fish

It takes effect in the next shell.
"""
_BASH = """\
_photo_runner() {
  local IFS=$'\\n' line="${COMP_LINE:0:COMP_POINT}"
  COMPREPLY=($(runner completion candidates "$line" 2>/dev/null))
  local last="${line##* }" each
  # Bash completes behind a = only, because it takes it for the end of a word.
  if [[ "$last" == *=* ]]; then
    for each in "${!COMPREPLY[@]}"; do COMPREPLY[$each]="${COMPREPLY[$each]#"${last%=*}="}"; done
  fi
  case "${COMPREPLY[0]}" in *=|*.) compopt -o nospace;; esac
}
complete -o default -F _photo_runner runner reviewer
"""
_ZSH = """\
autoload -Uz compinit; (( $+functions[compdef] )) || compinit
_photo_runner() {
  local -a found; found=("${(@f)$(runner completion candidates "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
  if [[ -n "${found[1]}" ]]; then compadd -S '' -- $found; else _files; fi
}
compdef _photo_runner runner reviewer
"""
_FISH = """\
function __photo_runner; runner completion candidates (commandline -cp) 2>/dev/null; end
complete -c runner -a '(__photo_runner)'
complete -c reviewer -a '(__photo_runner)'
"""
_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
_WORDS: Mapping[str, Sequence[str]] = {
    "runs": ("list", "show", "trend", "pause", "continue", "stop"),
    "sweeps": ("list", "show", "resume"),
    "models": ("list", "fetch", "verify", "accept"),
    "queue": ("list", "add", "remove", "move", "work"),
    "completion": tuple(_SCRIPTS),
}
_ABOUT_RUNS = frozenset(
    "decide edit rows history generate identify calibrate export compare verify runs sweeps unpublish".split()
)


def command(arguments: Sequence[str], commands: Iterable[str]) -> int:
    """Print a shell's script, or the candidates for a line; returns the exit code.

    Raises ConfigError for another shell.
    """
    match arguments:
        case ["candidates", line]:
            print(*candidates(line, sorted(commands)), sep="\n")
        case [shell] if shell in _SCRIPTS:
            print(_SCRIPTS[shell], end="")
        case ["--help" | "-h"]:
            print(_USAGE, end="")
        case _:
            raise ConfigError([f"completion: for which shell? Write runner completion {' | '.join(_SCRIPTS)}."])
    return 0


def candidates(line: str, commands: Sequence[str], here: Path | None = None) -> list[str]:
    """The words that can complete the end of a line, sorted. `here` is the runs folder, by default `runs`."""
    program, *words = line.split() or [""]
    current = "" if line.endswith(" ") or not words else words.pop()
    found = _reviewed(here) if program.endswith("reviewer") else _of_runner(words, current, commands, here)
    return sorted({each for each in found if each.startswith(current) and each != current})


def _reviewed(here: Path | None) -> Iterator[str]:
    yield from (f"set={name}" for name in _sets_with_runs(here))
    yield from ("paths.runs=", "reviewer=", "--theme", "--language", "--filter", "--screenshot", "--config-dir")


def _of_runner(words: Sequence[str], current: str, commands: Sequence[str], here: Path | None) -> Iterator[str]:
    choices = folder.choices()
    if "=" in current:
        group = current.partition("=")[0]
        yield from (f"{group}={name}" for name in choices.get(group.partition("@")[0], ()))
        return
    first = next((word for word in words if not word.startswith("-")), None)
    if first is None:
        yield from (*commands, "--help", "--version", "-m")
    if len(words) == 1:
        yield from _WORDS.get(first or "", ())
    if words[:2] == ["models", "fetch"]:
        yield from choices.get("weights", ())
    if first in _ABOUT_RUNS:
        yield from _sets_with_runs(here)
    if first not in _WORDS or words[:2] == ["queue", "add"]:
        yield from (f"{group}=" for group in choices if "/" not in group)
        yield from _options(words, current, choices)


def _options(words: Sequence[str], current: str, choices: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Options of the group that the current word begins with, from the file that is chosen for it."""
    group, point, _ = current.partition(".")
    if not point or group not in choices:
        return
    chosen = next((word.partition("=")[2] for word in words if word.startswith(f"{group}=")), _standard(group))
    at: Any = _content(group, chosen)
    path = current.split(".")[1:-1]
    for key in path:
        at = at.get(key) if isinstance(at, dict) else None
    for key, value in at.items() if isinstance(at, dict) else ():
        if key != "defaults":
            yield f"{'.'.join([group, *path, str(key)])}{'.' if isinstance(value, dict) and value else '='}"


def _content(group: str, name: str) -> dict[str, Any]:
    """The content of a group's file, with the files of its group that it includes."""
    path = next((path for each in configuration_folders() if (path := each / group / f"{name}.yaml").is_file()), None)
    content = _read(path) if path else {}
    if isinstance(whole := content.get(group), dict) and len(content) <= 2:  # a file for the whole configuration
        content = whole
    taken = [each for each in content.get("defaults") or () if isinstance(each, str) and each not in ("_self_", name)]
    return {**{key: value for each in taken for key, value in _content(group, each).items()}, **content}


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(bounded_yaml.read(path), yaml.CSafeLoader)
    except (OSError, ValueError, ConfigError, yaml.YAMLError):  # completion works as far as files can be read
        return {}
    return content if isinstance(content, dict) else {}


def _standard(group: str) -> str:
    """The file of a group that a run uses by default."""
    listed = _read(configuration_folders()[-1] / "config.yaml").get("defaults") or ()
    return next((str(each[group]) for each in listed if isinstance(each, dict) and each.get(group)), "default")


def _sets_with_runs(here: Path | None) -> list[str]:
    runs = here or Path("runs")
    try:
        return sorted(each.name for each in runs.iterdir() if (each / "latest").exists())
    except OSError:
        return []
