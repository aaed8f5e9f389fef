"""What a configuration file may contain, by its folder: a set describes photos, and starts nothing.

Files of sets, rules, prompts, vocabularies and the like are data, and may come from anybody. Captioners, targets,
graphs and experiments have effects outside, so they are chosen on the command line. `hydra` and `paths` decide what is
run and where it writes: they come only from the program's own folder and the command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.config import references

DATA = (
    "set", "rules", "prompt", "vocabulary", "naming", "repair", "limits", "cost", "regression", "witness",
)  # fmt: skip
"""Groups whose files may come from a stranger."""

_GLOBAL = ("experiment", "graph", "executor", "paths")
"""Groups whose files may set options of other groups."""

_PROGRAMS = ("config", "paths/default", "executor/local", "graph/identify", "set/demo")
"""Files of the program's own folder that may set any option.

They define where everything is; the demo set is one of them because its texts are always the same.
"""

_CODE = re.compile(r"_(?:target|partial|args|recursive|convert)_|\(\)")
_PACKAGES = {"prompt": r"caption\.prompt", "vocabulary": r"rules\.vocabulary(?:\.\w+)?"}


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration file as it was read."""

    path: str  # Hydra's name of it, below its folder: set/birds
    own: bool  # whether it is in the program's folder
    package: str | None  # what `# @package` in its head names
    content: Any

    @property
    def group(self) -> str:
        """The folder that contains it; empty for the top folder."""
        return self.path.rpartition("/")[0]

    @property
    def top(self) -> str:
        """The first part of the group."""
        return self.group.partition("/")[0]

    @property
    def trusted(self) -> bool:
        """True for files of the program that may contain anything, because they define where everything is."""
        return self.own and (self.path in _PROGRAMS or self.top == "hydra")


def may_set_others(path: Path) -> bool:
    """True if a file with this path, below its folder, may set options besides those of its group."""
    return path.with_suffix("").as_posix() in _PROGRAMS or path.parts[0] in _GLOBAL


def problems(file: ConfigFile) -> list[str]:
    """A sentence for everything that this file may not contain: what, and what to do instead."""
    if (shape := _shape(file.content)) is not None:
        return [shape]
    found = [*_keys(file.content)]
    if not file.trusted:
        found += [*_place(file), *_choices(file)]
        prefix = "" if file.package == "_global_" else file.group.replace("/", ".")
        content = file.content if isinstance(file.content, Mapping) else {}
        found += references.problems({key: each for key, each in content.items() if key != "defaults"}, prefix)
    return found


def _shape(content: Any) -> str | None:
    """A sentence if a file contains something other than options, or `defaults` that are not a list; otherwise None."""
    if content is not None and not isinstance(content, Mapping):
        return "should hold options, each written name: value in a line of its own."
    defaults = content.get("defaults") if content else None
    if defaults is not None and not isinstance(defaults, list):
        return "defaults: should be a list. Write it as [NAME, _self_], or each in a line that begins with a hyphen."
    return None


def _keys(value: Any) -> Iterator[str]:
    """Yield a sentence for each key that names code to be called, which some libraries look for among options."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Mapping):
            yield from (
                f"{key}: names code to be called, and a configuration is data. Remove it."
                for key in each
                if _CODE.fullmatch(str(key))
            )
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _place(file: ConfigFile) -> Iterator[str]:
    """Yield a sentence about each wrong place for the file's options."""
    if file.top == "hydra":
        yield "hydra: decides what is run; only files of the program's folder may. Write hydra.…=… on the command line."
    if file.package == "_global_" and file.top in _GLOBAL:
        content = file.content if isinstance(file.content, Mapping) else {}
        for key in ("hydra", *(["paths"] if file.top != "paths" else [])):
            if key in content:
                yield f"{key}: decides what is run and where it writes. Write {key}.…=… on the command line."
    elif file.package not in (None, "_group_", file.group.replace("/", ".")):
        yield (
            f"# @package {file.package}: sets options of other groups, and a file of {file.group or 'this folder'} may "
            "only set its own. Remove the line; write the others on the command line."
        )


def _choices(file: ConfigFile) -> Iterator[str]:
    """Yield a sentence about each file that this one may not include."""
    defaults = file.content.get("defaults") if isinstance(file.content, Mapping) else None
    for entry in defaults if isinstance(defaults, list) else ():
        if isinstance(entry, Mapping):
            for key, value in entry.items():
                yield from _choice(file, str(key), value)
        elif entry != "_self_":
            yield from _choice(file, "", entry)


def _choice(file: ConfigFile, key: str, value: Any) -> Iterator[str]:
    where, _, package = re.sub(r"^(?:(?:optional|override)\s+)*", "", key).partition("@")
    name = str(value)
    if not where:
        name, _, named = name.partition("@")
        package = package or named
    group = where or (name.rpartition("/")[0] if name.startswith("/") else file.group)
    group = group.removeprefix("/") if group.startswith("/") or not where else f"{file.group}/{group}".strip("/")
    top = group.partition("/")[0]
    written = f"defaults: {key + ': ' if key else ''}{value}"
    if ".." in f"{where}/{name}".split("/") or "$" in f"{key}{value}" or (where and name.startswith("/")):
        yield f"{written}: leads out of the configuration. Name a file of a group, as in rules: aviation."
    elif (top in ("hydra", "paths") and top != file.top) or (file.top in DATA and top not in DATA):
        here = file.group or "this folder"
        yield f"{written}: a file of {here} may not choose that. Write {group}=… on the command line."
    elif package and not _may_go(file, top, package):
        yield f"{written}: would set options of '{package}'. Leave out @{package}."


def _may_go(file: ConfigFile, top: str, package: str) -> bool:
    """True if an included file may set the options of this package."""
    everywhere = package.startswith("_global_")
    place = package.removeprefix("_global_").removeprefix(".")
    if not everywhere and file.top in DATA:
        return True  # below its own options
    if place.partition(".")[0] in ("hydra", "paths", "") and (everywhere or file.top in _GLOBAL):
        return False
    return file.top not in DATA or re.fullmatch(_PACKAGES.get(top, re.escape(top)), place) is not None
