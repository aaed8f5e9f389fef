"""Texts that are words without a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.messages import say
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import PROSE, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class WordSaladOptions(RuleOptions):
    """When a text needs grammar."""

    # a text with this many words needs a function word
    words: Annotated[int, Ge(1)] = 8
    # a text with this many sentences needs more than two words per sentence
    sentences: Annotated[int, Ge(2)] = 3


@rule(WordSaladOptions, example="KLM Boeing 747-400 Schiphol Airport Netherlands blue white aircraft.")
def word_salad(reading: Reading, options: WordSaladOptions) -> Iterator[Hit]:
    """A captioner's text that is a list of words, not a sentence."""
    if reading.texts.writer == "person":
        return
    for passage in reading.passages(PROSE):
        if _has_no_grammar(passage, options.words) or _is_chopped(passage, options.sentences):
            yield Hit(passage.field, (), say("word_salad.list"))


def _has_no_grammar(passage: Passage, least: int) -> bool:
    return len(passage.tokens) >= least and not any(token.fold in FUNCTION_WORDS for token in passage.tokens)


def _is_chopped(passage: Passage, least: int) -> bool:
    sentences = sum(token.opens for token in passage.tokens)
    return sentences >= least and len(passage.tokens) <= 2 * sentences
