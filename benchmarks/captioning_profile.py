"""Profiles the time of a caption: the parts of llama.cpp, and our own code between them."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import captioning_model
import captioning_task as task

from runner.models.llama.context import Context
from runner.models.llama.generation import GenerationState
from runner.models.llama.model import Llama
from runner.models.llama.vision import VisionEncoder
from runner.models.options import LlamaOptions

PARTS: dict[str, tuple[type, str]] = {
    "picture decoded and cut": (VisionEncoder, "segments"),
    "picture encoded": (VisionEncoder, "encode"),
    "picture read": (VisionEncoder, "read"),
    "text read": (Context, "read"),
    "tokens written": (Context, "step"),
    "sampling and grammar": (GenerationState, "proceed"),
}


class Clock:
    """Processor seconds by part. For nested parts, a second counts only for the inner one."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PARTS, 0.0)
        self._inner: list[float] = []

    def timed(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap `work` so that its processor time is added to that of `part`."""

        def measured(*given: Any) -> Any:
            since = time.process_time()
            self._inner.append(0.0)
            try:
                return work(*given)
            finally:
                spent = time.process_time() - since
                self.seconds[part] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        return measured


def profile(count: int = 8) -> None:
    """Print each part's share of the processor time of `count` captions at once, with the captioner's model alone."""
    files, clock = captioning_model.model(256), Clock()
    llama = Llama(LlamaOptions(str(files.model), str(files.mmproj), task.CONTEXT, sequences=count))
    photos = task.pictures(count + 1)
    list(llama.stream(map(task.question, photos[:1])))  # what all prompts share
    with ExitStack() as patched:
        for part, (owner, name) in PARTS.items():
            patched.enter_context(patch.object(owner, name, _method(clock.timed(part, getattr(owner, name)))))
        since, wall = time.process_time(), time.perf_counter()
        list(llama.stream(map(task.question, photos[1:])))
        whole, wall = time.process_time() - since, time.perf_counter() - wall
    parts = {**clock.seconds, "Python around them": whole - sum(clock.seconds.values())}
    for part, seconds in sorted(parts.items(), key=lambda each: -each[1]):
        print(f"profile: {part} {seconds / whole:.1%}, {seconds / count:.3f} s a caption")
    print(
        f"profile: a caption {whole / count:.2f} s of processor, {wall / count:.2f} s, {count} at a time; {task.load()}"
    )
    llama.unload()


def _method(work: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function that a class can bind as a method."""

    def bound(self: object, *given: Any) -> Any:
        return work(self, *given)

    return bound
