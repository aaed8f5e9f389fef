"""Corrections of a caption or alt text that add no word. Each handles findings of the rules that it is registered for.

A guess is never turned into a fact: a text that says "possibly" has to be written again by the captioner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from runner.schema import Finding
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.human import visible
from runner.text.language.tokenise import Token, tokenise
from runner.text.rules.length import Bounds

Mend = Callable[[str, Finding, object], str]
"""Takes a text, a finding and the options of its rule; returns the corrected text, or the same one if it cannot be
corrected."""

TOO_MUCH = 2
"""A text that exceeds a limit by more than this factor is not trimmed: it did not merely run on a little."""

DETERMINERS = frozenset("a an the this that these those its his her their two three four five".split())

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PARTING = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Unicode categories of unreadable characters that separate words; format characters (Cf) occur inside words."""

_LOOSE = " ,;:-–—"
_THIS_IS = re.compile(r"\s*(?:this|it|these) (?:is|are) (?=(?:an?|the|some)\b)", re.IGNORECASE)
_MARKS = (
    (re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*(\w[^*]*)\*(?!\w)"), r"\1"),
    (re.compile(r"(?<!\w)(_{1,2})(\w[^_]*)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"(?m)^\s*(?:#{1,6}|[-*•])\s+"), ""),
)


def finish(text: str, _finding: Finding, _options: object) -> str:
    """Add a capital letter at the beginning and a full stop at the end."""
    tokens = tokenise(text)
    if not tokens:
        return text
    started = capital(text, tokens[0].start) if tokens[0].text.islower() else text
    return started if _ENDS.search(started) else f"{started.rstrip(_LOOSE)}."


def begin_with_subject(text: str, finding: Finding, _options: object) -> str:
    """Remove an opening such as "An image of" if the rest can stand alone."""
    opening = finding.words[0] if finding.words else ""
    if not opening or not text.startswith(opening):
        return text
    rest = text[len(opening) :].lstrip(f"{_LOOSE} ")
    words = tokenise(rest)
    alone = words and (words[0].fold in DETERMINERS or words[0].fold not in FUNCTION_WORDS)
    return capital(rest, 0) if alone else text


def drop_this_is(text: str, _finding: Finding, _options: object) -> str:
    """Remove "This is" before an article."""
    rest = _THIS_IS.sub("", text, count=1) if _THIS_IS.match(text) else text
    return capital(rest, 0) if rest != text else text


def say_once(text: str, finding: Finding, _options: object) -> str:
    """Reduce a word that is repeated immediately to one occurrence."""
    one, _, other = (finding.words or ("",))[0].partition(" ")
    return re.sub(rf"\b({re.escape(one)})(?:\s+{re.escape(one)}\b)+", r"\1", text) if one and one == other else text


def without_marks(text: str, _finding: Finding, _options: object) -> str:
    """Remove the Markdown markers of emphasis, code, headings and lists."""
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return text


def without_invisible(text: str, _finding: Finding, _options: object) -> str:
    """Remove invisible characters; all except format characters, such as a soft hyphen, separate words."""
    parted = "".join(" " if unicodedata.category(each) in _PARTING else each for each in text)
    return " ".join(visible(parted).split())


def without_attribute(text: str, finding: Finding, _options: object) -> str:
    """Remove an adjective between article and noun, if the article also fits the noun."""
    for before, found, after in _inside(tokenise(text)):
        if found.text in finding.words and _is_attribute(text, before, found, after):
            return f"{text[: found.start]}{text[after.start :]}"
    return text


def shorten(text: str, finding: Finding, options: object) -> str:
    """Cut to as many whole sentences as fit, or else as many words; a text that is far too long stays as it is."""
    bounds: Bounds = getattr(options, finding.field)
    if _fits(text, bounds, 1) or not _fits(text, bounds, TOO_MUCH):
        return text
    cuts = (cut for cut in (*_sentences(text), *_words(text)) if _fits(cut, bounds, 1))
    return next((cut for cut in cuts if len(tokenise(cut)) >= max(bounds.least_words, 1)), text)


def capital(text: str, place: int) -> str:
    """The text with a capital at `place`; unchanged if the word there already contains one, such as iPhone."""
    word = re.match(r"\w*", text[place:])
    plain = word is None or word.group().islower()
    return f"{text[:place]}{text[place : place + 1].upper()}{text[place + 1 :]}" if plain else text


def _fits(text: str, bounds: Bounds, times: int) -> bool:
    sizes = (
        (len(tokenise(text)), bounds.most_words),
        (len(text), bounds.most_characters),
        (len(text.encode("utf-8", "surrogatepass")), bounds.most_bytes),
    )
    return all(most is None or size <= times * most for size, most in sizes)


def _sentences(text: str) -> Iterator[str]:
    """The text up to the end of each of its sentences, longest first."""
    for token in reversed(tokenise(text)[1:]):
        if token.opens:
            yield text[: token.start].rstrip(f"{_LOOSE}\"'“‘([«")


def _words(text: str) -> Iterator[str]:
    """The text up to each word that can be its last, longest first."""
    for token in reversed(tokenise(text)[:-1]):
        if token.fold not in FUNCTION_WORDS:
            yield f"{text[: token.end]}."


def _inside(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Token, Token]]:
    return zip(tokens, tokens[1:], tokens[2:], strict=False)


def _is_attribute(text: str, before: Token, found: Token, after: Token) -> bool:
    gaps = text[before.end : found.start], text[found.end : after.start]
    article = before.fold not in ("a", "an") or _vowel(found) == _vowel(after)
    noun = after.fold not in FUNCTION_WORDS and not found.fold.endswith("ly")
    return gaps == (" ", " ") and before.fold in DETERMINERS and article and noun


def _vowel(token: Token) -> bool:
    """Whether the spelling begins with a vowel, which calls for "an" except in words such as hour and unit."""
    return token.fold[0] in "aeiou"
