"""How a sentence is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import Message, say
from runner.text.language.reading import PROSE, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule

_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def _is_title(reading: Reading, passage: Passage) -> bool:
    """Whether it is a single sentence or title by a person, as under pictures in archives and albums."""
    return reading.texts.writer == "person" and sum(token.opens for token in passage.tokens) <= 1


# In lower case only: a name or an abbreviation may end in any of them.
_LEADING_ON = frozenset(("the", "and", "of"))
# Fewest capitals that make a text shout; shorter texts are abbreviations.
_SHOUT = 12


@dataclass(frozen=True)
class SentenceOptions(RuleOptions):
    """No options except the severity."""


@rule(SentenceOptions, example="a grey heron in a canal in winter")
def sentence(reading: Reading, options: SentenceOptions) -> Iterator[Hit]:  # noqa: ARG001 - all rules are called alike
    """A text that does not begin with a capital letter, does not end with a full stop, or is all in capitals."""
    for passage in reading.passages(PROSE):
        for wrong in _problems(reading, passage):
            yield Hit(passage.field, (), wrong)


def _breaks_off(passage: Passage) -> str | None:
    """The last word, if another has to follow it: no sentence or title ends with an article."""
    last = passage.tokens[-1] if passage.tokens else None
    return last.text if last and last.text in _LEADING_ON else None


def _problems(reading: Reading, passage: Passage) -> Iterator[Message]:
    text = passage.text.strip()
    first = passage.tokens[0].text if passage.tokens else ""
    if first.islower() and first[0].isalpha():
        yield say("sentence.small_letter")
    if (last := _breaks_off(passage)) is not None:
        yield say("sentence.breaks_off", words=last)
    elif not _END.search(text) and not _is_title(reading, passage):
        yield say("sentence.unended")
    if sum(letter.isupper() for letter in text) >= _SHOUT and text.isupper():
        yield say("sentence.capitals")
