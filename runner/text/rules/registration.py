"""Registration marks of aircraft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import Message, say
from runner.text.claims.grounding import says
from runner.text.claims.registrations import Mark, read_mark
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class RegistrationOptions(RuleOptions):
    """What looks like a registration mark but is none."""

    # words in capitals
    ignore: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(RegistrationOptions, example="KLM Boeing 747-400 PH-BF at Schiphol.")
def registration(reading: Reading, options: RegistrationOptions) -> Iterator[Hit]:
    """A registration of no known country or of the wrong form (ICAO Annex 7), or one that no source gives."""
    for passage in reading.passages(options.fields):
        for token in passage.tokens:
            mark = None if token.text.upper() in options.ignore else _mark(reading, token.text.replace("‑", "-"))
            message = _message(reading, mark, token.lemma) if mark else None
            if message is not None:
                yield Hit(passage.field, (token.text,), message)


def _mark(reading: Reading, word: str) -> Mark | None:
    """The word as a mark. A captioner may write one in lower case; in people's texts that is always a word."""
    if reading.sources is None or not word.islower():
        return read_mark(word)
    mark = read_mark(word.upper()) if _SMALL.fullmatch(word) else None
    return mark if mark is not None and mark.verdict == "valid" else None


# Prefixes of one letter are left out: e-mail, x-ray, t-shirt.
_SMALL = re.compile(r"(?=.*[a-z])[a-z0-9]{2,4}-[a-z0-9]{2,5}")


def _message(reading: Reading, mark: Mark, lemma: str) -> Message | None:
    if reading.sources is not None and not says(reading, lemma):
        return say("registration.unsourced", words=mark.text)
    prefix = mark.text.split("-")[0]
    if mark.verdict == "unknown prefix":
        return say("registration.unknown_prefix", prefix=prefix, words=mark.text)
    if mark.verdict == "wrong format":
        return say("registration.wrong_form", words=mark.text, prefix=prefix)
    return None
