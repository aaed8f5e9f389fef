"""Proper names that no source gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import say
from runner.text.claims.grounding import quoted, says, unsupported_mentions
from runner.text.claims.quotations import in_quotes
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.tokenise import Token
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule

_SHAPE = re.compile(r"[A-Z]-[a-z]+")
"""What is named after the shape of a letter: A-frame, T-junction."""

_NAMES_TOO = frozenset(("may", "will"))
"""Function words that have a capital in any text, as a month or a name."""


@dataclass(frozen=True)
class UngroundedNameOptions(RuleOptions):
    """What counts as a name, besides words with a capital letter inside a sentence."""

    # vocabularies of names, which count in lower case and at the beginning of a sentence too
    vocabularies: tuple[str, ...] = ()
    # words with a capital letter that are not names, in lower case
    common: tuple[str, ...] = ()
    # words for where something comes from: German, Japanese
    origins: tuple[str, ...] = ()
    # things that show where they come from: German lettering, Japanese clothing; a warning if the captioner saw the
    # photo
    recognised: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    UngroundedNameOptions,
    example="The Eiffel Tower at night. (the sources say: tower, night)",
    yields_to=(*more_telling("ungrounded_name"), "gear_words"),
)
def ungrounded_name(reading: Reading, options: UngroundedNameOptions) -> Iterator[Hit]:
    """A proper name that no source gives."""
    if reading.sources is None:
        return
    no_names = _folded(options.common)
    for passage in reading.passages(options.fields):
        spans = [(m.start, m.end) for m in unsupported_mentions(reading, passage, options.vocabularies)]
        if _case_tells(reading, passage):
            spans += _capitals(reading, passage, no_names)
        for start, end in _joined(_outside_quotes(reading, passage, spans)):
            words = quoted(passage, start, end)
            if reading.texts.writer == "picture" and _is_recognised(passage, start, end, options):
                yield Hit(passage.field, (words,), say("ungrounded_name.recognised", words=words), advice=True)
            else:
                yield Hit(passage.field, (words,), say("ungrounded_name.unsourced", words=words))


def _is_recognised(passage: Passage, start: int, end: int, options: UngroundedNameOptions) -> bool:
    """Whether the words give the origin of a thing that shows it: Japanese clothing, but not a Japanese garden."""
    origin = " ".join(token.fold for token in passage.tokens[start:end])
    if origin not in _folded(options.origins):
        return False
    behind = passage.tokens[end : end + 2]
    return _is_language(passage, start, end) or any(token.lemma in _folded(options.recognised) for token in behind)


def _is_language(passage: Passage, start: int, end: int) -> bool:
    """Whether the words name the language that something is written in: a sign in English."""
    rest = passage.text[passage.tokens[end - 1].end :].lstrip()
    return start > 0 and passage.tokens[start - 1].fold == "in" and not rest[:1].isalnum()


def _outside_quotes(reading: Reading, passage: Passage, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without quotations by a captioner that saw the photo, which claim text in the picture."""
    if reading.texts.writer != "picture":
        return spans
    return [span for span in spans if not in_quotes(passage.text, passage.tokens[span[0]].start)]


def _capitals(reading: Reading, passage: Passage, no_names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Words with a capital letter that nothing supports, outside terms, which other rules check."""
    inside = {place for mention in reading.mentions(passage) for place in range(mention.start, mention.end)}
    for place, token in enumerate(passage.tokens):
        if place in inside or token.fold in no_names or says(reading, token.lemma) or not _is_capital(token):
            continue
        if not token.opens or _opens_name(reading, passage, place):
            yield place, place + 1


def _opens_name(reading: Reading, passage: Passage, place: int) -> bool:
    """Whether the first word of a sentence begins a name: it is in capitals, or the next one is an unknown name."""
    token, ahead = passage.tokens[place], passage.tokens[place + 1 : place + 2]
    if token.fold in FUNCTION_WORDS:
        return False
    if passage.field == "keywords" or (len(token.text) > 1 and token.text.isupper()):
        return True
    return any(
        _is_capital(after) and not after.opens and not reading.thesaurus.implied(after.lemma)
        and not says(reading, after.lemma)
        and passage.text[token.end : after.start] == " "
        for after in ahead
    )  # fmt: skip


def _is_capital(token: Token) -> bool:
    if _SHAPE.fullmatch(token.text) or token.fold in FUNCTION_WORDS:
        return False
    return token.text[0].isupper() and not any(map(str.isdigit, token.text))


def _case_tells(reading: Reading, passage: Passage) -> bool:
    """Whether capitals mean anything; they do not if every word, or most keywords, have one."""
    if passage.field == "keywords":
        firsts = [keyword.tokens[0].text[:1] for keyword in reading.keywords if keyword.tokens]
        return sum(map(str.isupper, firsts)) * 2 <= len(firsts)
    grammar = any(
        token.fold in FUNCTION_WORDS - _NAMES_TOO and not token.opens and _has_capital(token)
        for token in passage.tokens
    )
    plain = [token for token in passage.tokens if token.fold not in FUNCTION_WORDS and not token.opens]
    return not grammar and (len(plain) < 4 or not all(map(_has_capital, plain)))


def _has_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.text != "I"


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join neighbouring words into one name."""
    current: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if current is not None and start <= current[1]:
            current = current[0], max(end, current[1])
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
