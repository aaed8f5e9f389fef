"""Reads the file of a set for a person to change, and changes only these values: the rest stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from runner import bounded_yaml
from runner.composition.set_file import NewSet, as_yaml, list_as_yaml
from runner.errors import ConfigError, EnvError
from runner.store.atomic import write_atomically

RULES = "override /rules@_global_.rules"
"""The line of `defaults` in which a set chooses its rules."""

_TEXTS = ("name", "source", "subject", "location", "category", "language")
_LISTS = ("hints", "exclude")


class _Change(NamedTuple):
    """A range of characters in the file, and the text that replaces it."""

    start: int
    end: int
    text: str


def read(path: Path) -> NewSet:
    """The values in a set file. Raises ConfigError if it is not a mapping of options, or cannot be read."""
    content = _mapping(bounded_yaml.read(path), str(path))
    return _values(content, path.stem)


def text_of(path: Path) -> str:
    """The text of a set file. Raises ConfigError if it cannot be read, or is not plain data."""
    return bounded_yaml.read(path)


def amended(text: str, new: NewSet, name: str) -> str:
    """The text of a set file with the values that are different in `new`; `name` is the file's stem.

    Comments, order, and all other options stay. Raises ConfigError if this cannot be done by replacing values, as in a
    file with anchors: it has to be changed by hand.
    """
    before = _values(_mapping(text, name), name)
    wanted, was = _written(new), _written(before)
    changed = {key: value for key, value in wanted.items() if value != was[key]}
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # ensured by `_mapping`
    changes = [*_values_of(text, root, changed), *_rules(text, root, before.rules, new.rules)]
    made = _applied(text, changes)
    if not _says(made, new, name):
        raise ConfigError([f"{name}.yaml: is written in a way that this program cannot change. Change it by hand."])
    return made


def _applied(text: str, changes: Iterable[_Change]) -> str:
    for change in sorted(changes, reverse=True):  # from the end, so that earlier places stay right
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _says(text: str, new: NewSet, name: str) -> bool:
    try:
        return _values(_mapping(text, name), name) == new
    except ConfigError:
        return False


def with_option(text: str, name: str, key: str, value: str) -> str:
    """The text of a set file with this option, and no other change. Raises ConfigError like `amended`.

    `value` is written as YAML.
    """
    before = _mapping(text, name)
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # ensured by `_mapping`
    made = _applied(text, _values_of(text, root, {key: value}))
    if _mapping(made, name) != before | {key: yaml.safe_load(value)}:
        raise ConfigError([f"{name}.yaml: is written in a way that this program cannot change. Change it by hand."])
    return made


def write(path: Path, new: NewSet) -> None:
    """Change the file as `amended` does. After a ConfigError, or an EnvError from the disk, it is unchanged."""
    _put(path, amended(bounded_yaml.read(path), new, path.stem))


def write_with_option(path: Path, key: str, value: str) -> None:
    """Change the file as `with_option` does. Raises what `write` raises."""
    _put(path, with_option(bounded_yaml.read(path), path.stem, key, value))


def _put(path: Path, made: str) -> None:
    try:
        write_atomically(path, lambda temporary: temporary.write_text(made, "utf-8"))
    except OSError as error:
        raise EnvError(f"{path}: {error.strerror or error}.", "Check its rights and the space on its disk.") from error


def _mapping(text: str, name: str) -> dict[str, Any]:
    bounded_yaml.check(text, name)
    content = yaml.load(text, yaml.SafeLoader)
    if not isinstance(content, dict):
        raise ConfigError([f"{name}: is not a set: it has no options, such as source: /photos"])
    return content


def _values(content: Mapping[str, Any], stem: str) -> NewSet:
    defaults = content.get("defaults") or ()
    chosen = [each[RULES] for each in defaults if isinstance(each, dict) and RULES in each]
    texts = {key: _text(content.get(key)) for key in _TEXTS}
    lists = {key: tuple(_plain(str(each)) for each in content.get(key) or ()) for key in _LISTS}
    return NewSet(
        texts["name"] or stem, Path(texts["source"] or ""), texts["subject"], texts["location"], texts["category"],
        str(chosen[0]) if chosen else "default", texts["language"] or "en", lists["hints"], lists["exclude"],
    )  # fmt: skip


def _text(value: Any) -> str | None:
    return None if value is None else _plain(str(value))


def _plain(value: str) -> str:
    """The text as a person means it: removes the escapes that `as_yaml` put before references."""
    return value.replace("\\${", "${")


def _written(new: NewSet) -> dict[str, str]:
    """Each option as YAML, by name."""
    values = asdict(new)
    texts = {key: as_yaml(None if values[key] is None else str(values[key])) for key in _TEXTS}
    return texts | {key: list_as_yaml(values[key]) for key in _LISTS}


def _values_of(text: str, root: yaml.MappingNode, changed: Mapping[str, str]) -> Iterator[_Change]:
    nodes = {key.value: (key, value) for key, value in root.value}
    missing = [f"{key}: {value}\n" for key, value in changed.items() if key not in nodes]
    for key, value in changed.items():
        if key in nodes:
            name, node = nodes[key]
            yield _Change(name.end_mark.index, _end(text, node), f": {value}")
    if missing:
        begun = "" if text.endswith("\n") else "\n"
        yield _Change(len(text), len(text), begun + "".join(missing))


def _end(text: str, node: yaml.Node) -> int:
    """The index where a value ends; a block's own end mark is after the comments and blank lines that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: node.end_mark.index].rstrip())


def _rules(text: str, root: yaml.MappingNode, before: str, wanted: str) -> Iterator[_Change]:
    if before == wanted:
        return
    line = f"{RULES}: {wanted}"
    defaults = next((value for key, value in root.value if key.value == "defaults"), None)
    if defaults is None:
        start = root.start_mark.index
        yield _Change(start, start, f"defaults:\n  - {line}\n  - _self_\n\n")
        return
    entries = defaults.value if isinstance(defaults, yaml.SequenceNode) else ()
    pairs = [pair for entry in entries if isinstance(entry, yaml.MappingNode) for pair in entry.value]
    chosen = next((value for key, value in pairs if key.value == RULES), None)
    if chosen is not None:
        yield _Change(chosen.start_mark.index, chosen.end_mark.index, wanted)
    elif entries and not defaults.flow_style:
        first, last = entries[0].start_mark, _end(text, entries[-1])  # Hydra wants overrides after all other entries
        end = text.find("\n", last) % (len(text) + 1)
        yield _Change(end, end, f"\n{text[first.index - first.column : first.index]}{line}")
