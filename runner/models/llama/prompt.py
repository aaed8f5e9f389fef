"""What a model reads before it writes: tokens and pictures, in order."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from runner.models.llama.chat import PICTURE, Piece
from runner.models.llama.tokens import TokenVocabulary
from runner.models.llama.vision import Segment


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt in two parts: `lead`, tokens that do not depend on the photo, and `rest`, what follows them."""

    lead: list[int]
    rest: list[Segment]

    @property
    def size(self) -> int:
        """Cells of the context that it fills."""
        return len(self.lead) + sum(map(size, self.rest))

    @property
    def tokens(self) -> list[int]:
        """All its tokens, without the pictures."""
        return self.lead + [token for segment in self.rest if isinstance(segment, list) for token in segment]

    def blocks(self, batch: int) -> list[Segment]:
        """The blocks in which the prompt is always read. A block of tokens has at most `batch`, all from one turn.

        What a model computes can depend on what it reads at once, so a prompt that is partly cached is only ever
        continued from the end of a block.
        """
        return [block for segment in (self.lead, *self.rest) for block in _cut(segment, batch)]


def size(block: Segment) -> int:
    """Cells of the context that a stretch of a prompt fills."""
    return len(block) if isinstance(block, list) else block.size


def key(block: Segment) -> Hashable:
    """The key of a block: equal for blocks that read the same."""
    return tuple(block) if isinstance(block, list) else block.key


def is_pictured(key: Hashable) -> bool:
    """Whether the key is that of a part of a picture."""
    return isinstance(key, tuple) and isinstance(key[0], str)


def compose(pieces: Sequence[Piece], picture: Sequence[Segment], vocabulary: TokenVocabulary) -> Prompt:
    """Return the prompt of rendered `pieces`, with the segments of the picture in place of PICTURE."""
    first = list(itertools.takewhile(lambda piece: piece != PICTURE, pieces))
    tokens, lead = vocabulary.begin(first)
    segments: list[Segment] = [tokens[lead:]]
    for pictured, group in itertools.groupby(pieces[len(first) :], key=lambda piece: piece == PICTURE):
        segments += picture if pictured else [vocabulary.encode(list(group))]
    return Prompt(tokens[:lead], [turn for each in _joined(segments) for turn in _turns(each, vocabulary.endings)])


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """The same segments with adjacent tokens joined, as they are evaluated together."""
    joined: list[Segment] = []
    for segment in filter(size, segments):
        last = joined[-1] if joined else None
        if isinstance(segment, list) and isinstance(last, list):
            joined[-1] = last + segment
        else:
            joined.append(segment)
    return joined


def _turns(segment: Segment, endings: Collection[int]) -> list[Segment]:
    """A text split after each token that ends a turn: another attempt continues after the turn that asked first."""
    if not isinstance(segment, list):
        return [segment]
    ends = [i + 1 for i, token in enumerate(segment) if token in endings and i + 1 < len(segment)]
    return [segment[start:end] for start, end in itertools.pairwise([0, *ends, len(segment)])]


def _cut(segment: Segment, batch: int) -> list[Segment]:
    if not isinstance(segment, list):
        return [segment]
    return [segment[start : start + batch] for start in range(0, len(segment), batch)]
