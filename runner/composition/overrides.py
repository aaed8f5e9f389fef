"""Explains what is wrong with a command line that cannot be composed, and refuses what must never be on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException, OverrideParseException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import bounded_yaml
from runner.composition import authority, kept, sources
from runner.config import fast_yaml, folder, references, resolving
from runner.config.folder import configuration_folder
from runner.errors import ConfigError
from runner.registry import nearest

_OVERRIDE = re.compile(r"^[~+]{0,2}([\w./@-]+)=(.*)$", re.DOTALL)
_NAMES = "password|passwd|pass|pw|passphrase|pwd|secret|token|api_key|private_key|credentials"
_SECRET = re.compile(rf"(?:^|[._])(?:\w*_)?(?:{_NAMES})$", re.IGNORECASE)
_COMPOSITION = (HydraException, OmegaConfBaseException)
_DELETION = re.compile(r"^~([\w./@:-]+)(?:=.*)?$", re.DOTALL)
_WHOLE = re.compile(r"^# @package _global_", re.MULTILINE)
_MOST_LISTED = 24
_ABSENT = re.compile(r"Could not (?:find|load) '([\w/]+)/([\w.-]+)'")
_PLUGIN = re.compile(r"Could not (?:find|load) 'hydra/(launcher|sweeper)/(\w+)'")
_PLUGINS = {"launcher": ("joblib", "submitit", "ray", "rq"), "sweeper": ("optuna", "ax", "nevergrad")}
_INSIDE = re.compile(rf"""\{{.*\b(?:\w*_)?(?:{_NAMES})['"]?\s*:""", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"""^['"]?\$\{oc\.env:\w+\}['"]?$""")


sources.install()
kept.install()
fast_yaml.install()


def refuse_secrets(arguments: Sequence[str]) -> None:
    """Raise ConfigError if there is a secret on the command line: Hydra would save it, the shell remembers it."""
    problems = [
        f"{match[1]}: a secret inside a group of options is saved with the run. Write each option for itself, this one"
        " as …='${oc.env:NAME}'."
        for argument in arguments
        if (match := _OVERRIDE.match(argument)) and _INSIDE.search(match[2])
    ]
    problems += [
        f"{match[1]}: a secret on the command line is saved with the run. Write {match[1]}='${{oc.env:NAME}}' instead."
        for argument in arguments
        if (match := _OVERRIDE.match(argument)) and _SECRET.search(match[1])
        if match[2] not in ("", "null") and not _REFERENCE.match(match[2])
    ]
    if problems:
        raise ConfigError(problems)


def refuse_removals(arguments: Sequence[str]) -> None:
    """Raise ConfigError if a whole group is to be left out: the stages of the graph take their options from it."""
    choices = folder.choices()
    removed = [match[1] for argument in arguments if (match := _DELETION.match(argument)) and match[1] in choices]
    problems = [
        f"~{name}: a group cannot be left out. Choose another: {name}=… {_available(choices[name])}" for name in removed
    ]
    empty = [m[1] for argument in arguments if (m := _OVERRIDE.match(argument)) and m[2] == "null"]
    for name in empty:
        group, _, place = name.partition("@")
        if group in choices:
            other = (
                f"Leave it out with '~{name}'" if place else f"Choose another: {name}=… {_available(choices[group])}"
            )
            problems.append(f"{name}=null: null is no choice of a group. {other}")
    if problems:
        raise ConfigError(problems)


def unknown_sections(config: DictConfig) -> list[str]:
    """A sentence for each name at the top of a configuration that no file of `conf/` defines and no value refers to.

    Experiments do not count as such files: what they set must exist already.
    """
    folder = configuration_folder()
    files = (path for path in folder.rglob("*.yaml") if path.parent.name != "experiment")
    known = {*_sections(folder / "config.yaml")}  # usually all of them
    if any(str(key) not in known for key in config):
        known.update(key for path in files for key in _sections(path))
    unknown = [key for key in map(str, config) if key not in known]
    used = set(re.findall(r"\$\{(?:oc\.select:)?(\w+)", OmegaConf.to_yaml(config))) if unknown else set()
    return [_unknown_section(key, known) for key in unknown if key not in used]


def _unknown_section(name: str, known: set[str]) -> str:
    if name in folder.choices():
        return f"{name}: nothing reads it there, it is a part of other groups. Write {name}@GROUP.{name}=…"
    return f"{name}: unknown option. {_nearest(name, sorted(known - {'hydra', 'experiment'}))}"


def _sections(path: Path) -> Iterator[str]:
    """Top-level names that a file defines: its groups, and its own keys if it is for the whole configuration."""
    folder = configuration_folder()
    others, top = authority.may_set_others(path.relative_to(folder)), path.parent == folder
    content = _content(path) if others or top else {}
    if others:
        yield from (str(key) for key in content if key != "defaults")
    if top:
        names = [str(key) for group in content["defaults"] if isinstance(group, dict) for key in group]
        yield from (name.rpartition("@")[2] for name in names if not name.startswith("override "))


def _content(path: Path) -> dict[str, Any]:
    """The content of a file for the whole configuration; empty for any other file, and for one that is refused."""
    try:
        text = bounded_yaml.read(path)
    except ConfigError:  # the error is reported where the file is chosen
        return {}
    content = yaml.load(text, yaml.CSafeLoader) if _WHOLE.search(text) or path.name == "config.yaml" else {}
    return content if isinstance(content, dict) else {}


def explain(arguments: Sequence[str], error: Exception) -> list[str]:
    """A sentence for each override that cannot be composed; the error's own text if no single one is to blame."""
    overrides = [match for argument in arguments if (match := _OVERRIDE.match(argument))]
    choices = folder.choices()
    groups = [match for match in overrides if _group(match) in choices]
    parts_of_hydra = [match for match in overrides if match[1].startswith("hydra/")]
    deleted = [match for argument in arguments if (match := _DELETION.match(argument))]
    problems = [*_unknown_choices(groups, choices), *_removals(deleted), *_missing_plugins(error)]
    if "set" not in {match[1] for match in groups}:
        problems += [*_a_folder(overrides), f"set: which photos? Write set=NAME. {_available(choices['set'])}"]
    if not problems:
        problems = [*_misplaced(groups, error)]
    if not problems:
        sound = [f"{match[1]}={match[2].split(',')[0]}" for match in [*groups, *parts_of_hydra]]
        others = [match for match in overrides if match not in groups and match not in parts_of_hydra]
        problems = [*_unknown_options(others, sound)]
    return problems or [*_absent_file(error, choices)] or [_said(error)]


def _a_folder(overrides: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield a sentence for each folder that was given where an option of sets is meant."""
    for match in overrides:
        if match[1] in ("source", "folder", "photos", "input", "path"):
            yield f"{match[1]}: unknown option. Write set.source={match[2]}, and the set whose rules it takes."


def _absent_file(error: Exception, choices: dict[str, list[str]]) -> Iterator[str]:
    """Yield a sentence about a missing file that another one includes."""
    if absent := _ABSENT.search(str(error)):
        group, name = absent[1], absent[2]
        named = re.compile(rf"{re.escape(group)}\S*:\s*{re.escape(name)}\b")
        listed = re.compile(rf"(?:-\s*|\[\s*|,\s*){re.escape(name)}\b")
        place = resolving.line_of(named) or resolving.line_of(listed)
        said = f"there is no conf/{group}/{name}.yaml. {nearest(name, choices.get(group, []))}"
        yield f"{place}: {said}" if place else f"{group}={name}: {said}"


def names_in(group: str) -> list[str]:
    """The names that a group of configurations offers."""
    return folder.choices().get(group, [])


def unknown_choices(arguments: Sequence[str]) -> list[str]:
    """A sentence for each choice of a group that does not exist; the choices of a sweep are checked one by one."""
    choices = folder.choices()
    overrides = [match for argument in arguments if (match := _OVERRIDE.match(argument))]
    return [*_unknown_choices([match for match in overrides if _group(match) in choices], choices)]


def _group(match: re.Match[str]) -> str:
    """The group that an override chooses from, if it does; for a prompt, without the place where it is put."""
    return match[1].removesuffix("@caption.prompt")


def _missing_plugins(error: Exception) -> Iterator[str]:
    """Yield a sentence about a missing launcher or sweeper of Hydra, which are packages of their own."""
    if missing := _PLUGIN.search(str(error)):
        kind, name = missing[1], missing[2].partition("_")[0]
        known = name in _PLUGINS[kind]
        hint = f"Install it: pip install hydra-{name}-{kind}" if known else f"There are {', '.join(_PLUGINS[kind])}."
        yield f"hydra/{kind}={missing[2]}: there is no such {kind} here. {hint}"


def _removals(removed: Sequence[re.Match[str]]) -> Iterator[str]:
    for match in removed:
        yield f"{match[0]}: there is nothing to remove, or it is empty. To empty an option write {match[1]}=null."


def _misplaced(groups: Sequence[re.Match[str]], error: Exception) -> Iterator[str]:
    """Yield a sentence for each group that belongs inside another one and was written without it."""
    meant = re.search(r"Could not override '(\w+)'.*?Did you mean to override ([\w@.]+)\?", str(error), re.DOTALL)
    for match in groups:
        if meant and match[1] == meant[1]:
            yield f"{match[0]}: write {meant[2]}={match[2]}"


def _available(names: Sequence[str]) -> str:
    return f"Available: {', '.join(names)}."


def _unknown_choices(groups: Sequence[re.Match[str]], choices: dict[str, list[str]]) -> Iterator[str]:
    for group, names in [(_group(match), match[2].split(",")) for match in groups]:
        for name in names:
            if name not in choices[group] and name != "null":
                yield _no_choice(group, name, choices[group])


def _no_choice(group: str, name: str, known: Sequence[str]) -> str:
    """The sentence about a choice that does not exist, such as a folder of photos or the path of a set file."""
    path = Path(name.strip("'\"")).expanduser()
    if group == "set" and path.is_dir():
        return (
            f"set={name}: is a folder, and no set. For its photos: set.source={name}, and the set whose rules it takes."
        )
    if path.suffix in (".yaml", ".yml") and path.is_file() and path.parent.name == group:
        return (
            f"{group}={name}: write its name, and where it lies: --config-dir {path.parent.parent} {group}={path.stem}"
        )
    return f"{group}={name}: there is no conf/{group}/{name}.yaml. {nearest(name, known)}"


def _unknown_options(overrides: Sequence[re.Match[str]], groups: Sequence[str]) -> Iterator[str]:
    """Try each override alone on top of the chosen groups; yields nothing if not even these compose."""
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        try:
            known = _option_names(compose("config", overrides=[*groups]))
        except _COMPOSITION:
            return
        for match in overrides:
            try:
                compose("config", overrides=[*groups, match[0]])
            except _COMPOSITION as error:
                yield _unknown_option(match, known, error)


def _unknown_option(match: re.Match[str], known: Sequence[str], error: Exception) -> str:
    name, value, whole = match[1], match[2], match[0]
    said = _said(error)
    if name.partition(".")[0] == "publish":  # the value may be a secret, whatever the option is called
        said, value, whole = said.replace(value, "…") if value else said, "…", f"{name}=…"
    if "Ambiguous value" in str(error):
        return f"""{whole}: is that one value? Write "{name}='{value}'"; for a list {name}=[…], for a sweep -m."""
    if "item is already at" in str(error):
        return f"{whole}: {name} already exists. Leave out the +."
    if "${" in value and (wrong := references.problems({name: value.strip("'")})):
        return wrong[0]
    if name in known or match[0].startswith(("+", "~")):
        hint = f""" Braces and commas need quotes: "{name}='…'".""" if re.search(r"[{},]", match[2]) else ""
        return f"{whole}: {said}.{hint}"
    return f"{name}: unknown option. {_meant(name, known)}"


def _said(error: Exception) -> str:
    """The text of an error, without the terms of a grammar."""
    if isinstance(error, OverrideParseException):
        return "cannot be read"
    return resolving.sentence(error)


def _meant(name: str, known: Sequence[str]) -> str:
    """A suggestion for an unknown name: an option that was written without its group, or a similar name."""
    of_groups = [option for option in known if option.count(".") == 1 and option.partition(".")[2] == name]
    if of_groups:
        first = sorted(of_groups, key=lambda option: not option.startswith(("set.", "paths.")))
        return f"Write {' or '.join(f'{option}=…' for option in first[:3])}"
    return _nearest(name, _siblings(name, known))


def _siblings(name: str, known: Sequence[str]) -> list[str]:
    """Options at the deepest existing level of `name`."""
    place = name.rpartition(".")[0]
    while place and place not in known:
        place = place.rpartition(".")[0]
    return [option for option in known if option.rpartition(".")[0] == place]


def _nearest(name: str, valid: Sequence[str]) -> str:
    """A suggestion for an unknown name. If there are very many valid names and none is similar, they are not listed."""
    said = nearest(name, valid)
    return said if said.startswith("Did") or len(valid) <= _MOST_LISTED else "See --cfg job for what there is."


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
