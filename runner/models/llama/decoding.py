"""Writes several texts at once: a step of the model adds a token to each; when one ends, the next begins."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from runner.errors import InferenceError
from runner.models.llama.completion import Completion
from runner.models.llama.context import Context, Token
from runner.models.llama.generation import GenerationState
from runner.models.llama.prefix_cache import KvSlot, PrefixCache
from runner.models.llama.prompt import Prompt

Answer = Completion | InferenceError
_End = Literal["complete"] | InferenceError


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt that is ready to be read, and a function that starts the text that follows it."""

    prompt: Prompt
    begin: Callable[[], GenerationState]


@dataclass(slots=True)
class _Text:
    """A text in progress: `token` was written last, and its place is `position`."""

    number: int
    task: Task
    state: GenerationState
    slot: KvSlot
    read: int
    token: int
    position: int
    ms: float = 0.0


def decode(
    tasks: Iterable[Task | InferenceError], context: Context, cache: PrefixCache
) -> Generator[tuple[int, Answer], None, None]:
    """Yield the number and answer of each task as it ends; the context's sequences are kept busy.

    A task that is already an error is its own answer. A task that fails does not affect the others.
    """
    waiting = enumerate(tasks)
    texts: list[_Text] = []
    try:
        while True:
            while len(texts) < context.sequences and (following := next(waiting, None)):
                begun = _begin(*following, context, cache)
                if isinstance(begun, _Text):
                    texts.append(begun)
                else:
                    yield following[0], begun
            if not texts:
                return
            for text, answer in _timed_step(texts, context):
                if answer:
                    texts.remove(text)
                    yield text.number, _leave(text, answer, cache)
    finally:
        for text in texts:
            cache.release(text.slot)


def in_order(answers: Iterable[tuple[int, Answer]]) -> Iterator[Answer]:
    """Yield numbered answers in the order of their numbers, which start at 0."""
    early: dict[int, Answer] = {}
    due = 0
    for number, answer in answers:
        early[number] = answer
        while due in early:
            yield early.pop(due)
            due += 1


def _begin(number: int, task: Task | InferenceError, context: Context, cache: PrefixCache) -> _Text | Answer:
    """Read the prompt and write the first token."""
    if isinstance(task, InferenceError):
        return task
    since = time.perf_counter()
    try:
        slot, read = cache.read(task.prompt)
    except InferenceError as error:
        return error
    text = _Text(number, task, task.begin(), slot, read, 0, slot.ends[-1] - 1)
    end = _write(text, context, 0)
    text.ms = (time.perf_counter() - since) * 1000
    return _leave(text, end, cache) if end else text


def _leave(text: _Text, end: _End, cache: PrefixCache) -> Answer:
    if isinstance(end, InferenceError):
        cache.drop(text.slot)
        return end
    cache.release(text.slot)
    state, size = text.state, text.task.prompt.size
    return Completion(state.text(), size, text.read, len(state.tokens), text.ms, state.finished)


def _timed_step(texts: Sequence[_Text], context: Context) -> list[tuple[_Text, _End | None]]:
    """One step for all texts; its time is divided equally among them."""
    since = time.perf_counter()
    ends = _step(sorted(texts, key=lambda each: each.slot.sequence), context)
    share = (time.perf_counter() - since) * 1000 / len(texts)
    for text in texts:
        text.ms += share
    return ends


def _step(texts: Sequence[_Text], context: Context) -> list[tuple[_Text, _End | None]]:
    """Add a token to each text; return each with its end, if it ended. If a step fails, each text is tried alone."""
    try:
        context.step([Token(text.token, text.position, text.slot.sequence) for text in texts])
    except InferenceError as error:
        if len(texts) == 1:
            return [(texts[0], error)]
        return [result for text in texts for result in _step_alone(text, context, error)]
    return [(text, _write(text, context, row)) for row, text in enumerate(texts)]


def _step_alone(text: _Text, context: Context, error: InferenceError) -> list[tuple[_Text, _End | None]]:
    # Part of the failed step may have been read.
    return _step([text], context) if context.cut(text.slot.sequence, text.position) else [(text, error)]


def _write(text: _Text, context: Context, row: int) -> _End | None:
    """Write one token; return how the text ended, None if it goes on."""
    try:
        token = text.state.proceed(context.logits(row))
    except InferenceError as error:
        return error
    if token is None:
        return "complete"
    text.token, text.position = token, text.position + 1
    return None
