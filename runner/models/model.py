"""The common base of all models: identity, device, loading and unloading."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from types import TracebackType
from typing import Generic, ParamSpec, Self, TypeVar

from runner.models.weights.files import file_hash

P = ParamSpec("P")
T = TypeVar("T")


class Model(ABC):
    """A loaded model. Constructing one loads it, and raises EnvError if it cannot be used.

    `name` is for display, `files` are its identity, `runs_on` says where it really computes, whatever was asked for.
    """

    name: str
    files: tuple[Path, ...]
    runs_on: str

    @functools.cached_property
    def sha256(self) -> str:
        """The hash of its files, see `runner.models.weights.files.file_hash`. Reads all of them once."""
        return file_hash(self.files)

    @abstractmethod
    def unload(self) -> None:
        """Free its memory; it cannot be used afterwards. A model without references is unloaded by itself."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.unload()


class KeptLoaded(Generic[P, T]):
    """A function that loads something for hashable arguments, once for each, and keeps the last `most` results.

    Before another one is loaded, the least recently used one is released, so that its memory is free by then.
    """

    def __init__(self, load: Callable[P, T], most: int) -> None:
        functools.update_wrapper(self, load)
        self._load, self._most = load, most
        self._held: OrderedDict[Hashable, T] = OrderedDict()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what these arguments load."""
        key = (args, tuple(sorted(kwargs.items())))
        if key not in self._held:
            while len(self._held) >= self._most:
                self._held.popitem(last=False)
            self._held[key] = self._load(*args, **kwargs)
        self._held.move_to_end(key)
        return self._held[key]

    def clear(self) -> None:
        """Release everything that was kept loaded."""
        self._held.clear()


def keep_loaded(most: int) -> Callable[[Callable[P, T]], KeptLoaded[P, T]]:
    """Decorate a function that loads something, see `KeptLoaded`."""
    return lambda load: KeptLoaded(load, most)
