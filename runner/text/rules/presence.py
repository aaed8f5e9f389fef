"""Fields that should be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule

_MISSING = {
    "caption": "There is no caption; write one.",
    "alt_text": "There is no alt text; write one.",
    "keywords": "There are no keywords; add some.",
}


@dataclass(frozen=True)
class PresenceOptions(RuleOptions):
    """Nothing but the severity."""


@rule(PresenceOptions, example="")
def presence(reading: Reading, options: PresenceOptions) -> Iterator[Hit]:  # noqa: ARG001 - all rules are called alike
    """A caption, alt text or list of keywords that is missing or blank."""
    for field in reading.texts.fields:
        if not any(passage.tokens for passage in reading.passages((field,))):
            yield Hit(field, (), _MISSING[field] + _what_to_do(reading))


def _what_to_do(reading: Reading) -> str:
    """How a captioner that was told nothing can be helped."""
    facts = reading.texts.facts
    if reading.texts.writer == "person" or facts is None or facts.subject:
        return ""
    return " No source names the subject: say what the photo shows with set.subject=… or a title in the file."
