"""Finds the source that supports each claim of the texts: the counterpart of the rules of grounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runner.schema import Ground
from runner.text.claims.grounding import is_date, plain_number, quoted
from runner.text.claims.sources import Saying, Sources, words_of
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.phrases import PhraseIndex
from runner.text.language.reading import FIELDS, Passage, Reading
from runner.text.language.tokenise import parts


class _Claim(NamedTuple):
    start: int
    end: int
    saying: Saying | None  # None if no source supports it


def grounds(reading: Reading) -> tuple[Ground, ...]:
    """The claims of the texts that a source supports, in text order, each once per field.

    Empty for texts of a person, which need no source, and for photos without facts. Of several sources the most trusted
    one is given: the set, then people's texts in the file, the camera, the classifier.
    """
    return tuple(dict.fromkeys(_grounds(reading)))


def _grounds(reading: Reading) -> Iterator[Ground]:
    if (sources := reading.sources) is None:
        return
    literal = PhraseIndex(saying.phrase for saying in sources.sayings)
    for passage in reading.passages(FIELDS):
        for claim in _joined(
            passage, sorted(_claims(reading, sources, passage, literal), key=lambda claim: claim.start)
        ):
            if claim.saying is not None:
                words = quoted(passage, claim.start, claim.end)
                yield Ground(passage.field, words, claim.saying.origin, claim.saying.value)


def _claims(reading: Reading, sources: Sources, passage: Passage, literal: PhraseIndex) -> Iterator[_Claim]:
    """Yield phrases of sources and terms of vocabularies, the longest first, then the remaining single words."""
    lemmas, taken = passage.lemmas, set[int]()
    terms = {(m.start, m.end): _implying(reading, sources, m.term) for m in reading.mentions(passage)}
    phrases = {(start, end): _saying(sources, lemmas[start:end]) for start, end in literal.find(lemmas)}
    for start, end in sorted({**terms, **phrases}, key=lambda span: (span[0] - span[1], span)):
        if taken.isdisjoint(range(start, end)) and not FUNCTION_WORDS.issuperset(lemmas[start:end]):
            taken.update(range(start, end))
            yield _Claim(start, end, phrases.get((start, end)) or terms.get((start, end)))
    for place, token in enumerate(passage.tokens):
        if place not in taken and token.fold not in FUNCTION_WORDS:
            yield _Claim(place, place + 1, _single(reading, sources, passage, place))


def _saying(sources: Sources, phrase: Sequence[str]) -> Saying | None:
    return next((saying for saying in sources.sayings if saying.phrase == tuple(phrase)), None)


def _implying(reading: Reading, sources: Sources, term: str) -> Saying | None:
    supported = reading.thesaurus.supported
    return next((saying for saying in sources.sayings if term in supported((saying.phrase,))), None)


def _single(reading: Reading, sources: Sources, passage: Passage, place: int) -> Saying | None:
    """The source of a single word: it says the word, a part of a compound, the number in another form, or the date."""
    number = plain_number(passage.tokens[place])
    lemma = passage.lemmas[place]
    for form in (lemma, number, number.replace("-", ""), *(parts(lemma) if sources.support(lemma) else ())):
        if (found := next((saying for saying in sources.sayings if form in words_of(saying.phrase)), None)) is not None:
            return found
    if is_date(reading.texts.facts, passage, place):
        return next((saying for saying in sources.sayings if saying.origin == "exif"), None)
    return None


def _joined(passage: Passage, claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """Join neighbouring words that the same value supports into one claim."""
    current: _Claim | None = None
    for claim in claims:
        if current is not None and current.saying == claim.saying and _adjoin(passage, current.end, claim.start):
            current = _Claim(current.start, claim.end, claim.saying)
            continue
        if current is not None:
            yield current
        current = claim
    if current is not None:
        yield current


def _adjoin(passage: Passage, end: int, start: int) -> bool:
    return end == start and passage.text[passage.tokens[end - 1].end : passage.tokens[start].start] == " "
