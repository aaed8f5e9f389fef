"""Marks in the picture that say that it belongs to somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class OthersPictureOptions(RuleOptions):
    """Whose marks are expected."""

    # names in your own watermark: lines with one of them are yours
    own: tuple[str, ...] = ()


@rule(OthersPictureOptions, example="Any text. (in the picture: © Example Press Agency)")
def others_picture(reading: Reading, options: OthersPictureOptions) -> Iterator[Hit]:
    """A copyright line, an agency's name or a photographer's credit that can be read in the picture."""
    facts = reading.texts.facts
    own = tuple(name.casefold() for name in options.own)
    for fact in facts.facts if facts else ():
        if fact.kind == "owner" and not any(name in fact.value.casefold() for name in own):
            yield Hit("picture", (fact.value,), say("others_picture.mark", words=fact.value))
