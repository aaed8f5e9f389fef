"""Words that a captioner copies from its prompt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Reading
from runner.text.language.tokenise import tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import phrases_in


@dataclass(frozen=True)
class ExampleCopyOptions(RuleOptions):
    """Words from the worked examples of the prompts."""

    words: tuple[str, ...] = ()


@rule(ExampleCopyOptions, example="A sea otter in the morning, April 2017. (the sources say: heron)")
def example_copy(reading: Reading, options: ExampleCopyOptions) -> Iterator[Hit]:
    """A word from the examples in the prompt that no source gives."""
    if reading.sources is None:
        return
    for passage in reading.passages(FIELDS):
        for words in phrases_in(passage, options.words):
            if not all(reading.sources.support(token.lemma) for token in tokenise(words)):
                yield Hit(passage.field, (words,), say("example_copy.copied", words=words))
