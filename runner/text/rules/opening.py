"""Openings and templates that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, PROSE, Reading
from runner.text.rules.expression import Expression, matches
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ImageOfOptions(RuleOptions):
    """What an opening such as "image of" looks like."""

    # regular expressions for words about the photo: this photo shows
    patterns: tuple[Expression, ...] = ()
    # regular expressions for the kind of picture, only a warning in a person's caption: a stereograph of
    kinds: tuple[Expression, ...] = ()
    # like `patterns`, but only in texts of captioners
    of_captioners: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class ShellOptions(RuleOptions):
    """What a template looks like."""

    # regular expressions for caption and alt text
    patterns: tuple[Expression, ...] = ()
    # the same in texts of captioners only
    of_captioners: tuple[Expression, ...] = ()
    # regular expressions for all three texts: parts of a template that were not filled in
    unfilled: tuple[Expression, ...] = ()
    # the same in texts of captioners only: an archive may not know a date
    unfilled_by_captioners: tuple[Expression, ...] = ()


@rule(ImageOfOptions, example="An image of a grey heron in a canal in winter.")
def image_of(reading: Reading, options: ImageOfOptions) -> Iterator[Hit]:
    """A text that begins with "image of" or "this photo shows". In a person's caption "image of" is only a warning."""
    expressions = _expressions(reading, options)
    person = reading.texts.writer == "person"
    for passage in reading.passages(PROSE):
        text = passage.text.strip()
        for found in matches(text, expressions):
            yield Hit(passage.field, (found,), say("image_of.opening", words=found))
        for found in matches(text, options.kinds):
            yield Hit(
                passage.field, (found,), say("image_of.opening", words=found), person and passage.field == "caption"
            )


@rule(ShellOptions, example="This is a grey heron in a canal in winter.", yields_to=("image_of",))
def shell(reading: Reading, options: ShellOptions) -> Iterator[Hit]:
    """A sentence that would fit any photo, or a template that was not filled in completely."""
    of_prose = _expressions(reading, options)
    person = reading.texts.writer == "person"
    unfilled = options.unfilled + (() if person else options.unfilled_by_captioners)
    for passage in reading.passages(FIELDS):
        expressions = unfilled + (of_prose if passage.field in PROSE else ())
        for found in matches(passage.text.strip(), expressions):
            yield Hit(passage.field, (found,), say("shell.template", words=found))


def _expressions(reading: Reading, options: ImageOfOptions | ShellOptions) -> tuple[Expression, ...]:
    """The expressions for this writer: people may say what kind of picture it is, or open with "This is"."""
    return options.patterns + (() if reading.texts.writer == "person" else options.of_captioners)
