"""Which sequence of the context a prompt goes to, so that as little as possible of it is read again."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from runner.models.llama import prompt as prompts
from runner.models.llama.context import Context
from runner.models.llama.picture import Segment, Tower
from runner.models.llama.prompt import Prompt


@dataclass(slots=True)
class Place:
    """A sequence of the context, with what it holds of the last prompt read into it."""

    sequence: int
    keys: list[Hashable] = field(default_factory=list)  # of the blocks read
    ends: list[int] = field(default_factory=list)  # position after each block
    taken: bool = False
    since: int = 0  # when it was taken last


class Places:
    """The sequences of a context. What a place has read stays until another prompt needs it: the oldest goes first.

    A prompt continues what its place holds, or a copy of another place's, from the end of the last block they share.
    """

    def __init__(self, context: Context, tower: Tower | None) -> None:
        self._context, self._tower = context, tower
        self._places = [Place(sequence) for sequence in range(context.sequences)]
        self._clock = itertools.count(1)

    def read(self, prompt: Prompt) -> tuple[Place, int]:
        """Take a free place, read the prompt into it, and return it with the number of tokens evaluated.

        The logits of row 0 are those after the prompt. Raises InferenceError when the prompt cannot be read.
        """
        blocks = prompt.blocks(self._context.batch)
        place = self._take([prompts.key(block) for block in blocks])
        known = len(place.keys)
        try:
            for block in blocks[known:]:
                self._read_block(block, place)
        except Exception:
            self.drop(place)
            raise
        return place, sum(map(prompts.size, blocks[known:]))

    def release(self, place: Place) -> None:
        """Leave a place to other prompts; its own stays known."""
        place.taken = False

    def drop(self, place: Place) -> None:
        """Leave a place to other prompts, empty."""
        self._empty(place)
        place.taken = False

    def _take(self, keys: list[Hashable]) -> Place:
        """Take a free place that holds as many of the first blocks as any does; the last is always left to read."""
        wanted = keys[:-1]
        place = self._choose(wanted)
        source = max(self._places, key=lambda each: _shared(each.keys, wanted))
        if _shared(source.keys, wanted) > _shared(place.keys, wanted):
            self._context.copy(source.sequence, place.sequence)
            place.keys, place.ends = source.keys.copy(), source.ends.copy()
        self._cut(place, _shared(place.keys, wanted))
        place.taken, place.since = True, next(self._clock)
        return place

    def _choose(self, wanted: list[Hashable]) -> Place:
        """The free place that holds most and would lose text alone, which nobody else asks for; else the oldest."""
        free = sorted((place for place in self._places if not place.taken), key=lambda place: place.since)
        fitting = [place for place in free if _shared(place.keys, wanted) >= _worth(place.keys)]
        return max(fitting or free[:1], key=lambda place: _shared(place.keys, wanted))

    def _cut(self, place: Place, blocks: int) -> None:
        del place.keys[blocks:], place.ends[blocks:]
        if not blocks or not self._context.cut(place.sequence, place.ends[-1]):
            self._empty(place)

    def _empty(self, place: Place) -> None:
        place.keys, place.ends = [], []
        self._context.forget(place.sequence)

    def _read_block(self, block: Segment, place: Place) -> None:
        start = place.ends[-1] if place.ends else 0
        if isinstance(block, list):
            end = self._context.read(block, start, place.sequence)
        else:
            assert self._tower is not None  # only a tower makes such blocks
            end = self._tower.read(block, self._context, start, place.sequence)
        place.keys.append(prompts.key(block))
        place.ends.append(end)


def _worth(held: Sequence[Hashable]) -> int:
    """How many first blocks others may ask for: to the end of the last picture, or the one that all prompts share."""
    return max((i for i, each in enumerate(held, 1) if prompts.is_pictured(each)), default=1)


def _shared(held: Sequence[Hashable], wanted: Sequence[Hashable]) -> int:
    """How many first blocks two prompts have in common."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(held, wanted, strict=False)))
