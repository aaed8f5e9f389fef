"""What machines leave in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import Message, say
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.rules.expression import Expression, matches
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class PatternOptions(RuleOptions):
    """Regular expressions for what must not be in a text."""

    patterns: tuple[Expression, ...] = ()


@rule(PatternOptions, example="A **grey heron** in a canal in winter.")
def markup(reading: Reading, options: PatternOptions) -> Iterator[Hit]:
    """Markdown, HTML or JSON."""
    for field, found in _found(reading, options):
        yield Hit(field, (found,), say("markup.found", words=found))


@rule(PatternOptions, example="A grey heron in a canal in winter.<|im_end|>")
def control_tokens(reading: Reading, options: PatternOptions) -> Iterator[Hit]:
    """A control token of a language model, or an invisible character."""
    for field, found in _found(reading, options):
        yield Hit(field, (found,), _origin(found))


def _origin(found: str) -> Message:
    if _DAMAGED.fullmatch(found):
        return say("control_tokens.damaged", words=repr(found))
    return say("control_tokens.found", words=repr(found))


_DAMAGED = re.compile(r"\ufffd|[ÃÂ].|â€.")


@rule(PatternOptions, example="Here is the caption: A grey heron in a canal in winter.")
def instructions(reading: Reading, options: PatternOptions) -> Iterator[Hit]:
    """An instruction, or a remark about the task, instead of the text."""
    for field, found in _found(reading, options):
        if reading.texts.writer == "person" and _is_quoted(reading, field, found):
            continue  # what somebody says in the news: "I cannot see my house any more."
        yield Hit(field, (found,), say("instructions.found", words=found))


def _is_quoted(reading: Reading, field: Field, found: str) -> bool:
    return all(found not in _QUOTATION.sub(" ", passage.text) for passage in reading.passages((field,)))


_QUOTATION = re.compile(r'"[^"]*"|[“„«][^”“»]*[”“»]')


def _found(reading: Reading, options: PatternOptions) -> Iterator[tuple[Field, str]]:
    for passage in reading.passages(FIELDS):
        for found in matches(passage.text, options.patterns):
            yield passage.field, found
