"""Caption and alt text that describe two things that cannot be done at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import say
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.phrases import PhraseIndex
from runner.text.language.reading import Passage, Reading
from runner.text.language.thesaurus import split_terms
from runner.text.language.tokenise import tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ActionConflictOptions(RuleOptions):
    """Actions that exclude one another."""

    # pairs of comma-separated lists: [flying, parked]
    pairs: tuple[tuple[str, str], ...] = ()


@rule(ActionConflictOptions, example="A heron standing in a canal in winter. | A heron flying over a canal.")
def action_conflict(reading: Reading, options: ActionConflictOptions) -> Iterator[Hit]:
    """The caption and the alt text say opposite things of one subject, such as flying and sitting."""
    if (caption := reading.caption) is None or (alt_text := reading.alt_text) is None:
        return
    for one, other in options.pairs:
        for left, right in ((one, other), (other, one)):
            said = _only(caption, left, right)
            seen = _only(alt_text, right, left) if said else None
            if said and seen and _same_doer(caption, said, alt_text, seen):
                words = _words(caption, said), _words(alt_text, seen)
                message = say("action_conflict.both", caption=words[0], alt_text=words[1])
                yield Hit("alt_text", words, message)


def _only(passage: Passage, listed: str, excluded: str) -> tuple[int, int] | None:
    """The first listed phrase; None if there is none, or if an excluded one occurs too."""
    if _index(listed).absent(passage.words):
        return None
    place = next(_index(listed).find(passage.folds), None)
    return None if place is None or any(_index(excluded).find(passage.folds)) else place


def _same_doer(caption: Passage, told: tuple[int, int], alt_text: Passage, shown: tuple[int, int]) -> bool:
    """Whether both can be about one thing: people who stand and watch a plane are not the plane that flies."""
    if _is_aside(caption, told, alt_text) or _is_aside(alt_text, shown, caption):
        return False
    doer, other = _doer(caption, told[0]), _doer(alt_text, shown[0])
    return doer == other or (doer not in alt_text.lemmas and other not in caption.lemmas)


def _is_aside(passage: Passage, place: tuple[int, int], opposite: Passage) -> bool:
    """Whether it describes a secondary thing that only this text mentions: the parked cars beside the sheep."""
    start, end = place
    before = [token.fold for token in passage.tokens[:start]]
    if end == len(passage.tokens) or not before or before[-1] not in _DETERMINERS:
        return False
    told = any(fold not in FUNCTION_WORDS and fold not in _DETERMINERS for fold in before)
    return told and passage.tokens[end].fold not in FUNCTION_WORDS and passage.lemmas[end] not in opposite.lemmas


_DETERMINERS = frozenset("a an the two three four five some many several his her its their".split())


def _doer(passage: Passage, place: int) -> str:
    """The nearest content word before `place`, which says who does it. Empty if there is none."""
    before: Sequence[str] = passage.lemmas[:place]
    return next((lemma for lemma in reversed(before) if lemma not in FUNCTION_WORDS), "")


def _words(passage: Passage, place: tuple[int, int]) -> str:
    return passage.text[passage.tokens[place[0]].start : passage.tokens[place[1] - 1].end]


@lru_cache(maxsize=256)
def _index(listed: str) -> PhraseIndex:
    return PhraseIndex(tuple(token.fold for token in tokenise(phrase)) for phrase in split_terms(listed))
