"""Reads the claims out of English captions, alt texts and keywords."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from runner.facts import Fact
from runner.schema import PROSE, Field, Texts
from runner.text.claims import dates, scenery, things, written  # noqa: F401  (they register the kinds)
from runner.text.claims.claim import Claim
from runner.text.claims.lexicon import Lexicon, default_lexicon
from runner.text.claims.registry import FINDERS, Passage
from runner.text.claims.source import Source
from runner.text.language.tokenise import tokenise


def read(text: str | None, field: Field = "caption", lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims of one text, in order. What is negated is not claimed; an empty text claims nothing."""
    return _read(text or "", field, 0, frozenset(), lexicon or default_lexicon())


def read_keywords(keywords: Sequence[str], lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims of keywords; `index` of a claim tells which keyword it is in."""
    around = frozenset(token.lemma for keyword in keywords for token in tokenise(keyword))
    lexicon = lexicon or default_lexicon()
    return tuple(
        claim for index, keyword in enumerate(keywords) for claim in _read(keyword, "keywords", index, around, lexicon)
    )


def read_texts(texts: Texts, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims of all three texts of a photo."""
    prose = (claim for field in PROSE for claim in read(texts[field], field, lexicon))
    return (*prose, *read_keywords(texts.keywords, lexicon))


def facts_of_text(witness: str, text: str | None, lexicon: Lexicon | None = None) -> tuple[Fact, ...]:
    """What a text says, as facts of a witness: a second captioner's words, or a person's.

    Each fact comes once; the value of a count is like '2 person'. What is only supposed is not a fact.
    """
    said = [claim for claim in read(text, "caption", lexicon) if claim.mode != "supposed"]
    values = dict.fromkeys(
        (claim.kind, f"{claim.value} {claim.of}" if claim.kind == "count" else claim.value) for claim in said
    )
    return tuple(Fact(witness, kind, value) for kind, value in values)


@lru_cache(maxsize=1 << 12)
def _read(text: str, field: Field, index: int, around: frozenset[str], lexicon: Lexicon) -> tuple[Claim, ...]:
    tokens = tokenise(text)
    lemmas = tuple(token.lemma for token in tokens)
    source = Source(text, field, tokens, lemmas, around.union(lemmas), index)
    passage = Passage(source, lexicon)
    found = (claim for find in FINDERS.so_far().values() for claim in find(passage))
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.end)))
