"""YAML that may come from other people: it must be plain data of a sensible size before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from runner import yaml_slips
from runner.errors import ConfigError

MOST_BYTES = 4 * 2**20
"""Upper limit for the bytes of a file: a hundred times the largest rule pack."""

MOST_NODES = 100_000
"""Upper limit for the values in a file, with every alias expanded."""

DEEPEST = 40
"""Upper limit for nested lists and mappings."""

_LONGEST_NUMBER = 64
_NUMBER = re.compile(r"[-+0-9a-fA-Fxob_:.]+")
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}


def read(path: Path) -> str:
    """The text of a YAML file that is plain data. Raises ConfigError with the file, the line and what is wrong."""
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            raise ConfigError([f"{path}: is not a file that can be read as YAML."])
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ConfigError([f"{path}: is larger than {MOST_BYTES // 2**20} MB. No configuration is; shorten it."])
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError([f"{path}: {error.strerror or error}."]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: is not UTF-8 at byte {error.start}. Save it as UTF-8."]) from error
    check(text, str(path))
    return text


@lru_cache(maxsize=256)
def check(text: str, name: str) -> None:
    """Check the text without building anything from it.

    Raises ConfigError if it is not YAML, has tags or several documents, or would expand beyond MOST_NODES or DEEPEST.
    """
    try:
        for _ in _Sizes(name).checked(text):
            pass
    except yaml.YAMLError as error:
        raise no_yaml(text, name, error) from error


def no_yaml(text: str, name: str, error: yaml.YAMLError) -> ConfigError:
    """The error for a text that a YAML parser refused: file, line, and how to write it."""
    line, said = yaml_slips.sentence(text, error)
    return ConfigError([f"{name}{f', line {line}' if line else ''}: this is not YAML: {said}"])


class _Sizes:
    """Counts what a stream of events would expand to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes = self._documents = 0
        self._anchors: dict[str, int] = {}
        self._open: list[tuple[str | None, int]] = []

    def checked(self, text: str) -> Iterator[yaml.Event]:
        """Yield the events of the text, each once it is known to be harmless."""
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            self._see(event)
            yield event

    def _see(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document begins. Write one file for each.")
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._open.pop()
            self._keep(anchor, self._nodes - before)
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        if self._nodes > MOST_NODES:
            self._refuse(event, f"more than {MOST_NODES:,} values, aliases expanded. Shorten it.")

    def _node(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _PLAIN:
            self._refuse(event, f"the tag {tag!r}. A configuration is plain data: remove it, or put text in quotes.")
        before, self._nodes = self._nodes, self._nodes + 1
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor, before))
            if len(self._open) > DEEPEST:
                self._refuse(event, f"more than {DEEPEST} lists inside each other.")
        else:
            self._scalar(event)

    def _scalar(self, event: yaml.NodeEvent) -> None:
        value = str(getattr(event, "value", ""))
        if (
            (getattr(event, "style", None) or "") not in tuple("'\"|>")
            and len(value) > _LONGEST_NUMBER
            and _NUMBER.fullmatch(value)
        ):
            self._refuse(event, f"a number of {len(value)} digits. Put text into quotes.")
        self._keep(event.anchor, 1)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:
            self._refuse(
                event, f"'*{event.anchor}' stands for something that is not there, or for itself. Text needs quotes."
            )
        self._nodes += self._anchors[event.anchor]

    def _keep(self, anchor: str | None, nodes: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = nodes

    def _refuse(self, event: yaml.Event, problem: str) -> None:
        raise ConfigError([f"{_place(self._name, event.start_mark)}: {problem}"])


def _place(name: str, mark: yaml.Mark | None) -> str:
    return f"{name}, line {mark.line + 1}" if mark else name
