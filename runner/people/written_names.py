"""Finds names of people in texts: whole names, in any case, composition and writing system.

- "Ann" is not in "planning", but is in "ANN", "Ann's", "#ann" and, as German and its neighbours write it, in "Anns".
- The words of a name may be apart, joined by anything but letters, or written as one: "Ann Lee", "ann_lee", "AnnLee".
- Chinese, Japanese, Thai and some others write no spaces, and Korean appends particles to a name: there a name ends
  anywhere, and a short one may be found in another word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from runner.store.person_name import folded

_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "BOPOMOFO", "YI")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")


class WrittenNames:
    """Some names, ready to be found in many texts."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = {key for name in names if (key := folded(name))}
        self._patterns = [(re.compile(r"[\W_]*".join(map(re.escape, each.split()))), each) for each in sorted(wanted)]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    @property
    def first_words(self) -> tuple[str, ...]:
        """The first word of each name, folded: a text without any of them has none of the names."""
        return tuple(name.split()[0] for _, name in self._patterns)

    def are_in(self, text: str) -> bool:
        """Whether any of the names is in the text."""
        held = folded_text(text)
        return any(_is_whole(held, *found.span()) for pattern, _ in self._patterns for found in pattern.finditer(held))

    def are_in_page(self, text: str) -> bool:
        """The same for a page or a file of JSON or YAML, which may escape letters."""
        return self.are_in(html.unescape(_ESCAPED.sub(_letter, text)))


def folded_text(text: str) -> str:
    """The text as names are compared, with its spaces."""
    return unicodedata.normalize("NFKC", text).casefold()


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1] or escaped[2], 16))


def _is_whole(text: str, start: int, stop: int) -> bool:
    """Whether what was found is a name and not a part of a word."""
    if _ends_anywhere(text[start]) or start == 0 or not _is_of_word(text[start - 1]):
        return _ends_anywhere(text[stop - 1]) or _is_hangul(text[stop - 1]) or _is_end(text, stop)
    return False


def _is_end(text: str, at: int) -> bool:
    """Whether a word ends here, or after the s of a genitive."""
    genitive = text[at : at + 1] == "s" and not _is_of_word(text[at + 1 : at + 2])
    return genitive or not _is_of_word(text[at : at + 1])


def _is_of_word(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LNM"


def _ends_anywhere(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_WITHOUT_SPACES)


def _is_hangul(character: str) -> bool:
    return unicodedata.name(character, "").startswith("HANGUL")
