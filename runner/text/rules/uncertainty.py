"""Words that show the writer is guessing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.claims.grounding import has_digit, quoted
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import FIELDS, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_places_in


@dataclass(frozen=True)
class UncertaintyOptions(RuleOptions):
    """Which words are guesses."""

    words: tuple[str, ...] = ()


@rule(UncertaintyOptions, example="Possibly a grey heron at the canal in winter.")
def uncertainty(reading: Reading, options: UncertaintyOptions) -> Iterator[Hit]:
    """A word that shows the writer is guessing."""
    for passage in reading.passages(FIELDS):
        for start, end in common_places_in(reading, passage, options.words):
            words = quoted(passage, start, end)
            message = say("uncertainty.guess", words=words)
            yield Hit(
                passage.field, (words,), message, reading.texts.writer == "person" and _reports(passage, start, end)
            )


def _reports(passage: Passage, start: int, end: int) -> bool:
    """Whether it is no guess about what is seen: an archive's doubt about a name or date, what others say, the news."""
    ahead = next((token for token in passage.tokens[end:] if token.fold not in _ATTRIBUTION), None)
    if not passage.tokens[start].opens and ahead is not None and (ahead.text[0].isupper() or has_digit(ahead)):
        return True
    told = any(token.opens for token in passage.tokens[1:end])
    return told or any(token.fold in _ARCHIVE_OR_NEWS for token in passage.tokens)


_ATTRIBUTION = FUNCTION_WORDS | frozenset("taken made dated built painted photographed printed named called".split())
_ARCHIVE_OR_NEWS = frozenset(
    "unidentified unknown undated unsigned circa ca say says said believe believed believes tell told report reported "
    "reportedly according".split()
)
