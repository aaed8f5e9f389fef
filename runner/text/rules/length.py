"""How long caption and alt text are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.schema import Options
from runner.text.reading import PROSE, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule

_NAMES = {"caption": "caption", "alt_text": "alt text"}


@dataclass(frozen=True)
class Bounds(Options):
    """Least and most of one field; null is no limit."""

    least_words: Annotated[int, Ge(0)] = 0
    most_words: Annotated[int, Ge(1)] | None = None
    most_characters: Annotated[int, Ge(1)] | None = None
    # in UTF-8
    most_bytes: Annotated[int, Ge(1)] | None = None


@dataclass(frozen=True)
class LengthOptions(RuleOptions):
    """The bounds of each field."""

    caption: Bounds = Bounds()
    alt_text: Bounds = Bounds()


@rule(LengthOptions, example="Heron.")
def length(reading: Reading, options: LengthOptions) -> Iterator[Hit]:
    """A caption or alt text that is far too short or too long."""
    for passage in reading.passages(PROSE):
        bounds: Bounds = getattr(options, passage.field)
        for words in _problems(passage, bounds):
            yield Hit(passage.field, (), f"The {_NAMES[passage.field]} has {words}.")


@rule(LengthOptions, example="A heron flying.")
def length_advice(reading: Reading, options: LengthOptions) -> Iterator[Hit]:
    """A caption or alt text that is shorter or longer than is good for its purpose."""
    yield from length(reading, options)


def _problems(passage: Passage, bounds: Bounds) -> Iterator[str]:
    words, text = len(passage.tokens), passage.text.strip()
    if words < bounds.least_words:
        yield f"{words} word{'s' * (words != 1)}, fewer than {bounds.least_words}"
    for size, most, unit in (
        (words, bounds.most_words, "words"),
        (len(text), bounds.most_characters, "characters"),
        (len(text.encode("utf-8", "surrogatepass")), bounds.most_bytes, "bytes"),
    ):
        if most is not None and size > most:
            yield f"{size} {unit}, more than {most}"
