"""What a rule is: one small function over a reading, options from YAML, and a line of documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

from runner.messages import Message, Wording, add
from runner.registry import Registry
from runner.schema import Options
from runner.text.language.reading import Field, Reading


class Hit(NamedTuple):
    """A place where a text breaks a rule."""

    field: Field | Literal["file_name", "picture"]
    words: tuple[str, ...]
    message: Message | str  # what is wrong, and what would be right; a plain text is shown as it is
    advice: bool = False  # only a warning here, whatever the rule's severity is


@dataclass(frozen=True)
class RuleOptions(Options):
    """The options that every rule has."""

    # error blocks the photo, warn is shown to the reviewer
    severity: Literal["error", "warn"] = "error"
    # fields in which a person's text gets at most a warning
    advise_people: tuple[Field, ...] = ()
    # language of its word lists: texts in another one are not checked; null if it takes any, or has lists for several
    language: str | None = None


TELLING = (
    "contradicted",
    "registration",
    "example_copy",
    "contradiction",
    "time_conflict",
    "ungrounded_term",
    "ungrounded_scene",
    "ungrounded_number",
    "ungrounded_name",
    "misplaced_colour",
    "ungrounded_keyword",
    "invented",
)
"""Rules that report that no source supports a word, the most telling first."""


def more_telling(than: str) -> tuple[str, ...]:
    """The rules that say more about an unsupported word than the given one."""
    return TELLING[: TELLING.index(than)]


OptionsT = TypeVar("OptionsT", bound=RuleOptions)
Find = Callable[[Reading, OptionsT], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A registered rule. `meaning` is the first line of its docstring, `example` a text that it catches."""

    name: str
    meaning: str
    example: str
    options: type[RuleOptions]
    find: Find[Any]
    yields_to: tuple[str, ...] = ()  # rules that say it better: about the same words only their findings are kept


Messages = Mapping[str, Mapping[str, Wording]]
"""Wordings by key and language: `{"found": {"en": "'{words}' shouts", "de": "„{words}“ schreit"}}`."""

REGISTRY: Registry[Rule] = Registry("rule")
"""Every rule that is registered, by name."""


def rule(
    options: type[OptionsT], *, example: str, yields_to: tuple[str, ...] = (), messages: Messages | None = None
) -> Callable[[Find[OptionsT]], Find[OptionsT]]:
    """Register a function as the rule of its name; the first line of its docstring says what it means.

    `messages` has the wordings of a rule from outside this package: `say("NAME.KEY", …)` finds the key, and the keys
    `name` and `meaning` translate the rule's own name and docstring.
    """

    def register(find: Find[OptionsT]) -> Find[OptionsT]:
        name = find.__name__
        meaning = (find.__doc__ or name).splitlines()[0]
        REGISTRY.add(name, Rule(name, meaning, example, options, find, yields_to), find.__module__)
        add(_named(name, meaning, messages or {}))
        return find

    return register


def _named(name: str, meaning: str, messages: Messages) -> Messages:
    """The rule's messages by id; its name and docstring are the English wording unless `messages` has one."""
    own: dict[str, Mapping[str, Wording]] = {f"{name}.{key}": wordings for key, wordings in messages.items()}
    own[f"rule.{name}"] = {"en": name.replace("_", " "), **own.pop(f"{name}.name", {})}
    own[f"meaning.{name}"] = {"en": meaning, **own.pop(f"{name}.meaning", {})}
    return own


def registered() -> Mapping[str, Rule]:
    """The rules registered so far, by name in alphabetical order."""
    return dict(sorted(REGISTRY.so_far().items()))
