"""Converts plain values to typed ones, with a sentence in our own words for each that does not fit."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from runner.config import references
from runner.registry import nearest

_SHOWN = 200

_WORDS = {"None": "null", "True": "true", "False": "false"}
"""Values as written in YAML."""

_REASONS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "tuple_type": lambda _: "a list, such as [one, two]",
    "list_type": lambda _: "a list, such as [one, two]",
    "set_type": lambda _: "a list, such as [one, two]",
    "frozen_set_type": lambda _: "a list, such as [one, two]",
    "dict_type": lambda _: "options, each written name: value",
    "mapping_type": lambda _: "options, each written name: value",
    "dataclass_type": lambda _: "options, each written name: value",
    "string_type": lambda _: "text; put it in quotes",
    "int_type": lambda _: "a whole number",
    "int_parsing": lambda _: "a whole number",
    "int_from_float": lambda _: "a whole number",
    "float_type": lambda _: "a number",
    "float_parsing": lambda _: "a number",
    "finite_number": lambda _: "a number that is not endless",
    "bool_type": lambda _: "true or false",
    "bool_parsing": lambda _: "true or false",
    "literal_error": lambda limits: str(limits["expected"]),
    "greater_than": lambda limits: f"more than {_plain(limits['gt'])}",
    "greater_than_equal": lambda limits: f"{_plain(limits['ge'])} or more",
    "less_than": lambda limits: f"less than {_plain(limits['lt'])}",
    "less_than_equal": lambda limits: f"{_plain(limits['le'])} or less",
    "multiple_of": lambda limits: f"a multiple of {_plain(limits['multiple_of'])}",
    "string_too_short": lambda limits: f"text of {limits['min_length']} or more characters",
    "string_too_long": lambda limits: f"text of {limits['max_length']} or fewer characters",
    "too_short": lambda limits: f"a list of {limits['min_length']} or more",
    "too_long": lambda limits: f"a list of {limits['max_length']} or fewer",
    "pattern_regex": lambda _: "a regular expression",
}
"""What a value should be, by the type of pydantic's error (docs.pydantic.dev, Validation Errors)."""


def build(kind: Any, value: Any, where: str, problems: list[str]) -> Any:
    """Convert `value` to `kind`; if it does not fit, add what is wrong to `problems` and return None."""
    if value is None:
        problems.append(f"{where}: missing.")
        return None
    try:
        return _adapter(kind).validate_python(value)
    except ValidationError as error:
        problems.extend(sentences(kind, where, error))
        return None


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return _adapter_of_class(kind) if isinstance(kind, type) else TypeAdapter(kind)


@cache
def _adapter_of_class(kind: type) -> TypeAdapter[Any]:
    """Cached, because it takes longer to make than to use.

    Only for classes: `int | str` and `str | int` are equal, and would share one.
    """
    return TypeAdapter(kind)


def sentences(kind: Any, where: str, error: ValidationError) -> list[str]:
    """A sentence for each place where a value does not fit `kind`; `where` is the name of the value."""
    found: dict[str, list[Any]] = {}
    for each in error.errors(include_url=False):
        found.setdefault(".".join([where, *_path(each)]), []).append(each)
    return [_sentence(kind, name, every) for name, every in found.items()]


def _path(error: Any) -> list[str]:
    """The path within the value, without the steps that only name one of several types that were tried."""
    return [str(step) for step in error["loc"] if not _names_type(str(step))]


def _names_type(step: str) -> bool:
    plain = ("int", "str", "float", "bool", "literal", "function-", "lax-or-strict")
    return step.startswith(plain) or "[" in step or step.endswith("Options")


def _sentence(kind: Any, name: str, errors: Sequence[Any]) -> str:
    first, path = errors[0], _path(errors[0])
    if first["type"] == "unexpected_keyword_argument":
        return f"{name}: unknown option. {nearest(path[-1], _options_at(kind, path[:-1]))}"
    if first["type"] in ("missing", "missing_argument"):
        return f"{name}: missing."
    said = f"{name}: {_reason(errors)}"
    if name.startswith("publish.") and (references.secret(name) or isinstance(first["input"], Mapping)):
        return f"{said}."  # what was written may be a secret
    shown = _WORDS.get(str(first["input"])) or repr(first["input"])
    return f"{said}, not {shown if len(shown) <= _SHOWN else f'{shown[:_SHOWN]}…'}."


def _reason(errors: Sequence[Any]) -> str:
    """What our own checks say about the value, or else what it should be, for all types that were tried."""
    if own := [str(each["ctx"]["error"]) for each in errors if each["type"] == "value_error"]:
        return own[0]
    return f"should be {' or '.join(dict.fromkeys(_wanted(each) for each in errors))}"


def _wanted(error: Any) -> str:
    known = _REASONS.get(error["type"])
    return known(error.get("ctx") or {}) if known else "something else: see `--cfg job` for what stands there"


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def _options_at(kind: Any, path: Sequence[str]) -> list[str]:
    """Option names of the dataclass at `path` below `kind`; a step that is a key of a mapping is skipped."""
    for step in path:
        hints = typing.get_type_hints(kind) if is_dataclass(kind) else {}
        kind = _dataclass_in(hints[step]) if step in hints else kind
    return [each.name for each in fields(kind)] if is_dataclass(kind) else []


def _dataclass_in(hint: Any) -> Any:
    return next(_dataclasses_in(hint), None)


def _dataclasses_in(hint: Any) -> Iterator[Any]:
    if is_dataclass(hint):
        yield hint
    for argument in typing.get_args(hint):
        yield from _dataclasses_in(argument)
