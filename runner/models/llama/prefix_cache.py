"""Chooses the sequence of the context for a prompt, so that as little as possible of it is read again."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from runner.models.llama import prompt as prompts
from runner.models.llama.context import Context
from runner.models.llama.prompt import Prompt
from runner.models.llama.vision import Segment, VisionEncoder


@dataclass(slots=True)
class KvSlot:
    """A sequence of the context, and what it holds of the last prompt read into it."""

    sequence: int
    keys: list[Hashable] = field(default_factory=list)  # of the blocks read
    ends: list[int] = field(default_factory=list)  # position after each block
    in_use: bool = False
    last_used: int = 0  # when it was last acquired, by the cache's own counter


class PrefixCache:
    """The sequences of a context. A slot keeps what it read until another prompt needs it: the oldest is reused first.

    A prompt continues the content of its slot, or a copy of another slot's, from the end of the last block they share.
    """

    def __init__(self, context: Context, vision: VisionEncoder | None) -> None:
        self._context, self._vision = context, vision
        self._slots = [KvSlot(sequence) for sequence in range(context.sequences)]
        self._clock = itertools.count(1)

    def read(self, prompt: Prompt) -> tuple[KvSlot, int]:
        """Take a free slot, read the prompt into it, and return it with the number of tokens evaluated.

        The logits after the prompt are in row 0. Raises InferenceError if the prompt cannot be read.
        """
        blocks = prompt.blocks(self._context.batch)
        slot = self._acquire([prompts.key(block) for block in blocks])
        known = len(slot.keys)
        try:
            for block in blocks[known:]:
                self._read_block(block, slot)
        except Exception:
            self.drop(slot)
            raise
        return slot, sum(map(prompts.size, blocks[known:]))

    def release(self, slot: KvSlot) -> None:
        """Leave a slot to other prompts; what it holds can still be reused."""
        slot.in_use = False

    def drop(self, slot: KvSlot) -> None:
        """Empty a slot and leave it to other prompts."""
        self._empty(slot)
        slot.in_use = False

    def _acquire(self, keys: list[Hashable]) -> KvSlot:
        """Take a free slot with as many of the first blocks as any slot holds; the last is always left to read."""
        wanted = keys[:-1]
        slot = self._select(wanted)
        source = max(self._slots, key=lambda each: _common_prefix(each.keys, wanted))
        if _common_prefix(source.keys, wanted) > _common_prefix(slot.keys, wanted):
            self._context.copy(source.sequence, slot.sequence)
            slot.keys, slot.ends = source.keys.copy(), source.ends.copy()
        self._truncate(slot, _common_prefix(slot.keys, wanted))
        slot.in_use, slot.last_used = True, next(self._clock)
        return slot

    def _select(self, wanted: list[Hashable]) -> KvSlot:
        """The free slot that shares most blocks and loses only text that no other prompt needs; else the oldest."""
        free = sorted((slot for slot in self._slots if not slot.in_use), key=lambda slot: slot.last_used)
        fitting = [slot for slot in free if _common_prefix(slot.keys, wanted) >= _reusable(slot.keys)]
        return max(fitting or free[:1], key=lambda slot: _common_prefix(slot.keys, wanted))

    def _truncate(self, slot: KvSlot, blocks: int) -> None:
        del slot.keys[blocks:], slot.ends[blocks:]
        if not blocks or not self._context.cut(slot.sequence, slot.ends[-1]):
            self._empty(slot)

    def _empty(self, slot: KvSlot) -> None:
        slot.keys, slot.ends = [], []
        self._context.forget(slot.sequence)

    def _read_block(self, block: Segment, slot: KvSlot) -> None:
        start = slot.ends[-1] if slot.ends else 0
        if isinstance(block, list):
            end = self._context.read(block, start, slot.sequence)
        else:
            assert self._vision is not None  # only a vision encoder makes such blocks
            end = self._vision.read(block, self._context, start, slot.sequence)
        slot.keys.append(prompts.key(block))
        slot.ends.append(end)


def _reusable(held: Sequence[Hashable]) -> int:
    """How many first blocks other prompts may reuse: up to the last picture, or the one that all prompts share."""
    return max((i for i, each in enumerate(held, 1) if prompts.is_pictured(each)), default=1)


def _common_prefix(held: Sequence[Hashable], wanted: Sequence[Hashable]) -> int:
    """How many first blocks two prompts have in common."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(held, wanted, strict=False)))
