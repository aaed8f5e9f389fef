"""What a rule is: one small function over a reading, options from YAML, and a line of documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from runner.schema import Options
from runner.text.reading import Field, Reading


class Hit(NamedTuple):
    """A place where a text breaks a rule."""

    field: Field | Literal["file_name"]
    words: tuple[str, ...]
    message: str  # a sentence for a person: what is wrong, and what would be right


@dataclass(frozen=True)
class RuleOptions(Options):
    """What every rule can be told."""

    # error blocks the photo, warn is shown to the reviewer
    severity: Literal["error", "warn"] = "error"


Find = Callable[[Reading, Any], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A registered rule. `example` is a text that it catches."""

    name: str
    meaning: str
    example: str
    options: type[RuleOptions]
    find: Find


_registry: dict[str, Rule] = {}


def rule(options: type[RuleOptions], *, example: str) -> Callable[[Find], Find]:
    """Register a function as the rule of its name; the first line of its docstring says what it means."""

    def register(find: Find) -> Find:
        name = find.__name__
        if name in _registry and _registry[name].find.__module__ != find.__module__:
            raise ValueError(f"two rules are called '{name}'")
        _registry[name] = Rule(name, (find.__doc__ or "").splitlines()[0], example, options, find)
        return find

    return register


def registered() -> Mapping[str, Rule]:
    """The rules registered so far, by name."""
    return dict(sorted(_registry.items()))
