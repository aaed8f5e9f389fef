"""What a model reads before it writes: tokens and pictures, in order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from runner.models.chat import PICTURE, Piece
from runner.models.picture import Segment
from runner.models.tokens import Vocabulary


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt in two: `lead`, tokens that do not depend on the photo, and `rest`, what follows them."""

    lead: list[int]
    rest: list[Segment]

    @property
    def size(self) -> int:
        """Cells of the context that it fills."""
        return len(self.lead) + sum(len(s) if isinstance(s, list) else s.size for s in self.rest)

    @property
    def tokens(self) -> list[int]:
        """All its tokens, without the pictures."""
        return self.lead + [token for segment in self.rest if isinstance(segment, list) for token in segment]


def compose(pieces: Sequence[Piece], picture: Sequence[Segment], vocabulary: Vocabulary) -> Prompt:
    """Return the prompt of rendered `pieces`, with the segments of the picture where PICTURE stands."""
    first = list(itertools.takewhile(lambda piece: piece != PICTURE, pieces))
    tokens, lead = vocabulary.begin(first)
    segments: list[Segment] = [tokens[lead:]]
    for pictured, group in itertools.groupby(pieces[len(first) :], key=lambda piece: piece == PICTURE):
        segments += picture if pictured else [vocabulary.encode(list(group))]
    return Prompt(tokens[:lead], _joined(segments))


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """The same with neighbouring tokens in one segment, as they are evaluated together."""
    joined: list[Segment] = []
    for segment in filter(len, segments):
        last = joined[-1] if joined else None
        if isinstance(segment, list) and isinstance(last, list):
            joined[-1] = last + segment
        else:
            joined.append(segment)
    return joined
