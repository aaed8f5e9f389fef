"""What a configuration or a text can name: stages, rules, captioners, places, kinds of claims.

Importing a module registers what it brings, be it the program's own or a plug-in's.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar

from runner import plugins

T = TypeVar("T")

_OWN = "runner."
"""What the modules of the program itself begin with."""


def nearest(word: str, valid: Collection[str]) -> str:
    """A sentence that names the most similar valid word, else all of them."""
    close = difflib.get_close_matches(word, valid, n=1, cutoff=0.5)
    return f"Did you mean '{close[0]}'?" if close else f"Available: {', '.join(sorted(valid)) or 'none'}."


class Registry(Generic[T]):
    """Things of one sort by name, in the order in which they were registered."""

    def __init__(self, sort: str) -> None:
        """`sort` is what a sentence calls one of them: stage, rule."""
        self._sort = sort
        self._known: dict[str, T] = {}
        self._modules: dict[str, str] = {}

    def add(self, name: str, thing: T, module: str) -> None:
        """Register what `module` brings; a module that is loaded again replaces its own.

        ValueError when another module has the name, but for a plug-in that was there before the program's own: that one
        is left out, and `plugins.problems` says so.
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
        """The one of this name, of those that are registered so far. KeyError when there is none."""
        return self._known[name]

    def get(self, name: str) -> T | None:
        """The one of this name, or None."""
        return self._known.get(name)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were registered."""
        return iter(tuple(self._known))

    def so_far(self) -> Mapping[str, T]:
        """What is registered so far, by name."""
        return dict(self._known)

    def every(self) -> Mapping[str, T]:
        """The same after every plug-in was imported."""
        plugins.problems()
        return self.so_far()

    def hint(self, name: str) -> str:
        """What to say of a name that nothing has: what is meant perhaps, and which plug-ins are missing."""
        return " ".join([nearest(name, self.every()), *plugins.problems()])
