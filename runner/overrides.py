"""What is wrong with a command line that cannot be composed, and what may never stand on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.config import nearest
from runner.errors import ConfigError

_OVERRIDE = re.compile(r"^[~+]{0,2}([\w./@-]+)=(.*)$", re.DOTALL)
_SECRET = re.compile(r"(password|passwd|secret|token|api_key)$", re.IGNORECASE)
_PATHS = {"set.source", "paths.runs", "paths.photos", "caption.model", "caption.mmproj", "classify.model"}
_COMPOSITION = (HydraException, OmegaConfBaseException)
_REFERENCE = re.compile(r"""^['"]?\$\{oc\.env:\w+\}['"]?$""")


def configuration_folder() -> Path:
    """`conf/`: beside the package in a checkout, inside it when installed from a wheel."""
    beside, inside = Path(__file__).parents[1] / "conf", Path(__file__).parent / "conf"
    return beside if beside.is_dir() else inside


def refuse_secrets(arguments: Sequence[str]) -> None:
    """ConfigError when a secret stands on the command line: Hydra would save it, the shell remembers it."""
    problems = [
        f"{match[1]}: a secret on the command line is saved with the run. Write {match[1]}='${{oc.env:NAME}}' instead."
        for argument in arguments
        if (match := _OVERRIDE.match(argument)) and _SECRET.search(match[1])
        if match[2] not in ("", "null") and not _REFERENCE.match(match[2])
    ]
    if problems:
        raise ConfigError(problems)


def quote_paths(arguments: Sequence[str]) -> list[str]:
    """The arguments with paths in quotes, so that a folder may be called `Österreich & more` without knowing Hydra."""
    return [_quoted(argument) for argument in arguments]


def _quoted(argument: str) -> str:
    match = _OVERRIDE.match(argument)
    if not match or match[1] not in _PATHS or not match[2] or match[2][0] in "'\"$":
        return argument
    escaped = match[2].replace("\\", "\\\\").replace("'", "\\'")
    return f"{argument[: match.start(2)]}'{escaped}'"


def explain(arguments: Sequence[str], error: Exception) -> list[str]:
    """A sentence for each override that cannot be composed; the error's own words when none is to blame alone."""
    overrides = [match for argument in arguments if (match := _OVERRIDE.match(argument))]
    choices = _choices(configuration_folder())
    groups = [match for match in overrides if match[1] in choices]
    problems = [*_unknown_choices(groups, choices)]
    if "set" not in {match[1] for match in groups}:
        problems.append(f"set: which photos? Write set=NAME. {_available(choices['set'])}")
    if not problems:
        sound = [f"{match[1]}={match[2].split(',')[0]}" for match in groups]
        problems = [*_unknown_options([match for match in overrides if match not in groups], sound)]
    return problems or [" ".join(str(error).split())]


def _choices(folder: Path) -> dict[str, list[str]]:
    """Names that each configuration group offers."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        found.setdefault(path.parent.relative_to(folder).as_posix(), []).append(path.stem)
    return {group: names for group, names in found.items() if group != "." and not group.startswith("hydra")}


def _available(names: Sequence[str]) -> str:
    return f"Available: {', '.join(names)}."


def _unknown_choices(groups: Sequence[re.Match[str]], choices: dict[str, list[str]]) -> Iterator[str]:
    for match in groups:
        for name in match[2].split(","):
            if name not in choices[match[1]] and name != "null":
                yield f"{match[1]}={name}: there is no conf/{match[1]}/{name}.yaml. {nearest(name, choices[match[1]])}"


def _unknown_options(overrides: Sequence[re.Match[str]], groups: Sequence[str]) -> Iterator[str]:
    """Try each override alone on top of the chosen groups; nothing when not even those compose."""
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        try:
            known = _option_names(compose("config", overrides=list(groups)))
        except _COMPOSITION:
            return
        for match in overrides:
            try:
                compose("config", overrides=[*groups, match[0]])
            except _COMPOSITION as error:
                yield _unknown_option(match, known, error)


def _unknown_option(match: re.Match[str], known: Sequence[str], error: Exception) -> str:
    name = match[1]
    if name in known or match[0].startswith(("+", "~")):
        hint = f""" Braces and commas need quotes: "{name}='…'".""" if re.search(r"[{},]", match[2]) else ""
        return f"{match[0]}: {' '.join(str(error).splitlines()[0].split())}.{hint}"
    siblings = [option for option in known if option.rpartition(".")[0] == name.rpartition(".")[0]]
    return f"{name}: unknown option. {nearest(name, siblings or known)}"


def _option_names(config: object, prefix: str = "") -> list[str]:
    """Dotted names of everything in a composed configuration."""
    if not OmegaConf.is_dict(config):
        return []
    names = []
    for key in config:  # type: ignore[attr-defined]
        name = f"{prefix}{key}"
        child = config._get_node(key)  # type: ignore[attr-defined]
        names += [name, *_option_names(child, f"{name}.")]
    return names
