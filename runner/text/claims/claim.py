"""What a text states about a photo, one statement at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runner.text.language.reading import Field

Mode = Literal["seen", "depicted", "supposed"]
"""Whether the text says that the thing is there, that a picture or figure of it is, or only that it may be there."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many things a phrase can mean."""

    least: int
    most: int | None  # None if the phrase sets no upper bound: several, many, a group of
    exact: bool = True  # whether the phrase gives a number: 'two' and 'a single' do, 'a' and 'several' do not


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement in a text."""

    kind: str  # object, count, colour, text, registration, number, date, species, place, …
    value: str  # in its plain form: 'person' for 'human', '2' for 'a pair of'
    field: Field
    start: int  # offset of its first character in the caption, the alt text or the keyword
    end: int  # offset after its last character
    words: str  # the characters from start to end
    of: str | None = None  # the object that a count or a colour is about, in its plain form
    count: Count | None = None  # for objects and counts; None for things that were named before: the dogs
    mode: Mode = "seen"
    instead: str | None = None  # the alternative, if the text leaves open which it is: a couch or a bed
    index: int = 0  # which keyword, from 0; 0 in caption and alt text
    sentence: int = 0  # in which sentence of its text it begins, from 0
