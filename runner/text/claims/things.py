"""Finds claims of objects, of how many there are, and of their colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runner.text.claims.claim import Claim, Count
from runner.text.claims.mentions import Thing
from runner.text.claims.quantities import COLOURS, is_definite, quantity
from runner.text.claims.registry import Passage, finder

_PLAIN_COLOURS = {"gray": "grey", "golden": "gold"}
_COLOUR_REACH = 3
_OTHERS = frozenset(["others", "rest"])
_ORDINALS = frozenset(["third", "fourth", "fifth", "sixth"])
_PLACES = frozenset("base floor party world row place street avenue inning grade story storey".split())


@finder("object")
def objects(passage: Passage) -> Iterator[Claim]:
    """Things that are said to be in the picture."""
    named: list[str] = []
    for thing in passage.things:
        start, end = _characters(passage, thing)
        again = is_definite(passage.source.tokens, thing.start) and _is_named(passage, thing, named)
        named.append(passage.lexicon.plain(thing.term))
        count = None if again else _quantity(passage, thing)
        claim = passage.claim("object", passage.lexicon.plain(thing.term), start, end, count=count)
        instead = None if thing.instead is None else passage.lexicon.plain(thing.instead)
        yield replace(claim, mode=thing.mode, instead=instead)


@finder("count")
def counts(passage: Passage) -> Iterator[Claim]:
    """How many of a thing there are, if the text gives a number or says that there is only one."""
    for claim in objects(passage):
        if claim.count is not None and claim.count.exact and claim.mode == "seen" and not _more(passage, claim.end):
            yield replace(claim, kind="count", value=str(claim.count.least), of=claim.value)


@finder("colour")
def colours(passage: Passage) -> Iterator[Claim]:
    """Colours of things: a red car, a black and white dog."""
    tokens = passage.source.tokens
    for thing in passage.things:
        for place in range(thing.start - 1, max(thing.start - 1 - _COLOUR_REACH, -1), -1):
            word = tokens[place].fold
            if word in COLOURS:
                value = _PLAIN_COLOURS.get(word, word)
                of = passage.lexicon.plain(thing.term)
                yield passage.claim("colour", value, tokens[place].start, tokens[place].end, of=of)
            elif word != "and":
                break


def _more(passage: Passage, place: int) -> bool:
    """Whether the text mentions more of them later: two zebras graze while a third stands guard, the others sleep."""
    tokens = [token for token in passage.source.tokens if token.start >= place]
    return any(
        token.fold in _OTHERS
        or (token.fold in _ORDINALS and before.fold in ("a", "the") and behind.fold not in _PLACES)
        for before, token, behind in zip(tokens, tokens[1:], [*tokens[2:], *tokens[:1]], strict=False)
    )


def _quantity(passage: Passage, thing: Thing) -> Count:
    source = passage.source
    return quantity(source.text, source.tokens, thing.start, thing.end, thing.plural, thing.term)


def _is_named(passage: Passage, thing: Thing, named: Sequence[str]) -> bool:
    """Whether the thing was named before, more or less precisely: a dog and the animal, people and the man."""
    plain, kinds = passage.lexicon.plain(thing.term), passage.lexicon.kinds(thing.term)
    return any(name in kinds or plain in passage.lexicon.kinds(name) for name in named)


def _characters(passage: Passage, thing: Thing) -> tuple[int, int]:
    tokens = passage.source.tokens
    return tokens[thing.start].start, tokens[thing.end - 1].end
