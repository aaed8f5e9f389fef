"""Finds names of people in texts: whole names, in any case, composition and writing system.

- "Ann" is not in "planning", but is in "ANN", "Ann's", "#ann" and, as German and its neighbours write it, in "Anns".
- The words of a name may be apart, joined by anything but letters, or written as one: "Ann Lee", "ann_lee", "AnnLee";
  so "O'Neil" is also "O’Neil" and "ONeil".
- Chinese, Japanese, Thai and some others write no spaces, and Korean appends particles to a name: there a name ends
  anywhere, and a short one may be found in another word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from runner.store.person_name import folded

_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "BOPOMOFO", "YI")
_JOINERS = "\u200c\u200d"
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[^\w]|[bfnrtv])")


class WrittenNames:
    """Some names, ready to be found in many texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted({key for name in names if (key := folded(name))})
        self._patterns = [re.compile(r"[\W_]*".join(map(re.escape, _words(each)))) for each in self._names]

    @property
    def first_words(self) -> tuple[str, ...]:
        """The first word of each name, folded: a text without any of them has none of the names."""
        return tuple(_words(each)[0] for each in self._names)

    def are_in(self, text: str) -> bool:
        """Whether any of the names is in the text."""
        held = folded_text(text)
        return any(_is_whole(held, *found.span()) for pattern in self._patterns for found in pattern.finditer(held))

    def are_in_page(self, text: str) -> bool:
        """The same for a page or a file of JSON or YAML, which may escape letters."""
        return self.are_in(text) or self.are_in(html.unescape(_ESCAPED.sub(_letter, text)))

    def are_in_file_name(self, path: str) -> bool:
        """The same for a file name, which spells every script in Latin letters, where the ends of words may be lost."""
        if self._latin.are_in(path):
            return True
        joined = _joined(path) if self._without_ends else ""
        return any(each in joined for each in self._without_ends)

    @cached_property
    def _latin(self) -> WrittenNames:
        return WrittenNames(map(_in_latin, self._names))

    @cached_property
    def _without_ends(self) -> tuple[str, ...]:
        endless = (each for each in self._names if _ends_anywhere(each[-1]) or _is_hangul(each[-1]))
        return tuple(_joined(_in_latin(each)) for each in endless)


def _words(name: str) -> list[str]:
    """The words of a folded name; the name itself if it has none, such as an emoji."""
    return "".join(each if _is_of_word(each) or each in _JOINERS else " " for each in name).split() or [name]


def _in_latin(name: str) -> str:
    from anyascii import anyascii  # not while a window opens: few names are looked for in file names

    return anyascii(name)


def _joined(path: str) -> str:
    return re.sub(r"[\W_]+", "", path).casefold()


def folded_text(text: str) -> str:
    """The text as names are compared, with its spaces."""
    return unicodedata.normalize("NFKC", text).casefold()


def _letter(escaped: re.Match[str]) -> str:
    """The letter of an escape with its number; a space for any other, such as a line break."""
    code = escaped[1] or escaped[2]
    return chr(int(code, 16)) if code else " "


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
