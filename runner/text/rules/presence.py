"""Fields that should be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import Message, say
from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule

_MISSING = {
    "caption": say("presence.caption"),
    "alt_text": say("presence.alt_text"),
    "keywords": say("presence.keywords"),
}


@dataclass(frozen=True)
class PresenceOptions(RuleOptions):
    """No options except the severity."""


@rule(PresenceOptions, example="")
def presence(reading: Reading, options: PresenceOptions) -> Iterator[Hit]:  # noqa: ARG001 - all rules are called alike
    """A caption, alt text or list of keywords that is missing or blank."""
    for field in reading.texts.fields:
        if not any(passage.tokens for passage in reading.passages((field,))):
            yield Hit(field, (), _with_help(reading, _MISSING[field]))


def _with_help(reading: Reading, problem: Message) -> Message:
    """The problem, with advice if the captioner was told no subject."""
    facts = reading.texts.facts
    if reading.texts.writer == "person" or facts is None or facts.subject:
        return problem
    return say("presence.no_subject", problem=problem)
