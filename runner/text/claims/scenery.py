"""Finds claims about the picture as a whole: indoors or outdoors, the weather, the scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from runner.text.claims.claim import Claim
from runner.text.claims.quotations import in_quotes
from runner.text.claims.registry import Passage, finder
from runner.text.claims.scopes import is_negated, mode_of
from runner.text.language.phrases import PhraseIndex
from runner.text.language.thesaurus import key

KINDS = ("setting", "weather", "scene")
"""The groups of labels, each a kind of claim."""


class Label(NamedTuple):
    """One label of a group."""

    kind: str  # one of KINDS
    name: str  # plain name
    asked: str  # what a dual encoder is asked


class Scenery:
    """The labels, and the words that mean them."""

    def __init__(self, groups: Mapping[str, Mapping[str, Mapping[str, str | list[str]]]]) -> None:
        listed = [(kind, name, label) for kind in KINDS for name, label in groups[kind].items()]
        self.labels = tuple(Label(kind, name, str(label["asked"])) for kind, name, label in listed)
        named = {(kind, name): label for label, (kind, name, _) in zip(self.labels, listed, strict=True)}
        self._words = {
            tuple(key(word).split(" ")): named[kind, name]
            for kind, name, label in listed
            for word in (*label["words"], name)
        }
        self._index = PhraseIndex(self._words)

    def find(self, lemmas: tuple[str, ...]) -> Iterator[tuple[Label, int, int]]:
        """The labels that singular words name, each with the positions of its first word and after its last one."""
        yield from ((self._words[lemmas[start:end]], start, end) for start, end in self._index.find(lemmas))

    def named(self, text: str) -> Label | None:
        """The label that a whole text names, such as a label written by a person; None if it names none."""
        return self._words.get(tuple(key(text).split(" ")))


@lru_cache(maxsize=1)
def default_scenery() -> Scenery:
    """The labels that come with the program."""
    text = files("runner.text.claims").joinpath("scenery.yaml").read_text(encoding="utf-8")
    return Scenery(yaml.load(text, yaml.CSafeLoader))


@finder("setting")
def settings(passage: Passage) -> Iterator[Claim]:
    """Indoors or outdoors."""
    return _claims(passage, "setting")


@finder("weather")
def weather(passage: Passage) -> Iterator[Claim]:
    """The weather: sunny, cloudy, rainy, snowy, foggy."""
    return _claims(passage, "weather")


@finder("scene")
def scenes(passage: Passage) -> Iterator[Claim]:
    """The scene: a beach, a street, a kitchen."""
    return _claims(passage, "scene")


def _claims(passage: Passage, kind: str) -> Iterator[Claim]:
    source = passage.source
    for label, start, end in default_scenery().find(source.lemmas):
        place, behind = source.tokens[start].start, source.tokens[end - 1].end
        silent = label.kind != kind or in_quotes(source.text, place) or _is_part(passage, start, end)
        if not silent and not is_negated(source.text, source.tokens, start, end):
            mode = mode_of(source.text, source.tokens, start, end)
            yield replace(passage.claim(kind, label.name, place, behind), mode=mode)


def _is_part(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are part of the name of a thing: a street sign, a kitchen table."""
    longer = (thing for thing in passage.things if thing.end - thing.start > end - start)
    return any(thing.start <= start and end <= thing.end for thing in longer)
