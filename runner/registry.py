"""Registries of what a configuration or a text can name: stages, rules, captioners, places, kinds of claims.

Importing a module, the program's own or a plug-in, registers its parts.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar

from runner import plugins

T = TypeVar("T")

_OWN = "runner."
"""The prefix of the program's own modules."""


def nearest(word: str, valid: Collection[str]) -> str:
    """A sentence with the most similar valid word, or else all of them."""
    close = difflib.get_close_matches(word, valid, n=1, cutoff=0.5)
    return f"Did you mean '{close[0]}'?" if close else f"Available: {', '.join(sorted(valid)) or 'none'}."


class Registry(Generic[T]):
    """Things of one sort by name, in the order of registration."""

    def __init__(self, sort: str) -> None:
        """`sort` is the word for one of them in messages: stage, rule."""
        self._sort = sort
        self._known: dict[str, T] = {}
        self._modules: dict[str, str] = {}

    def add(self, name: str, thing: T, module: str) -> None:
        """Register a thing of `module`; a module that is loaded again replaces its own.

        Raises ValueError if another module has the name, except for a plug-in that came before the program's own: then
        the plug-in is left out, and `plugins.problems` says so.
        """
        known = self._modules.get(name, module)
        if known != module:
            if known.startswith(_OWN) or not module.startswith(_OWN):
                raise ValueError(f"two {self._sort}s are called '{name}': in {known} and {module}")
            plugins.complain(f"The {self._sort} '{name}' of {known} was left out: there is one already.")
        self._known[name], self._modules[name] = thing, module

    def register(self, name: str) -> Callable[[T], T]:
        """A decorator that registers a function or a class under the name."""

        def decorate(thing: T) -> T:
            self.add(name, thing, thing.__module__)
            return thing

        return decorate

    def __getitem__(self, name: str) -> T:
        """The thing of this name among those registered so far. Raises KeyError if there is none."""
        return self._known[name]

    def get(self, name: str) -> T | None:
        """The thing of this name, or None."""
        return self._known.get(name)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of registration."""
        return iter(tuple(self._known))

    def so_far(self) -> Mapping[str, T]:
        """What is registered so far, by name."""
        return dict(self._known)

    def every(self) -> Mapping[str, T]:
        """The same, after importing every plug-in."""
        plugins.problems()
        return self.so_far()

    def hint(self, name: str) -> str:
        """A hint for an unknown name: what may be meant, and which plug-ins could not be loaded."""
        return " ".join([nearest(name, self.every()), *plugins.problems()])
