"""The word lists of `scopes.yaml`, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=1)
def scope_words() -> Mapping[str, tuple[str, ...]]:
    """The lists of words that tell in what way a text mentions a thing."""
    text = files("runner.text.claims").joinpath("scopes.yaml").read_text(encoding="utf-8")
    return {name: tuple(map(str, listed)) for name, listed in yaml.load(text, yaml.CSafeLoader).items()}


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(scope_words()[name])


def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list with comma-separated lines, each split into words."""
    return tuple(tuple(phrase.split()) for line in scope_words()[name] for phrase in line.split(", "))
