"""Keywords that nothing supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from runner.messages import say
from runner.text.claims.grounding import unsupported_tokens
from runner.text.language.reading import Passage, Reading, content
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class UngroundedKeywordOptions(RuleOptions):
    """Whose keywords need a source."""

    # facts: captioners that were told only the facts, every word needs one; picture: those that saw the photo, one word
    # is enough
    writers: tuple[Literal["facts", "picture"], ...] = ("facts",)


@rule(
    UngroundedKeywordOptions,
    example="heron, canal (the sources say: bird, morning)",
    yields_to=(*more_telling("ungrounded_keyword"), "category_leak", "gear_words", "meta_words"),
)
def ungrounded_keyword(reading: Reading, options: UngroundedKeywordOptions) -> Iterator[Hit]:
    """A keyword that no source supports. The caption does not count as a source."""
    if reading.sources is None or reading.texts.writer not in options.writers:
        return
    for passage in reading.keywords:
        unknown = unsupported_tokens(reading, passage, frozenset())
        if unknown and not _enough(reading, passage, len(unknown)):
            words = tuple(token.text for token in unknown)
            yield Hit("keywords", words, say("ungrounded_keyword.unsourced", words=passage.text))


def _enough(reading: Reading, passage: Passage, unknown: int) -> bool:
    return reading.texts.writer == "picture" and unknown < len(content(passage.tokens))
