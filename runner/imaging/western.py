"""Which West European encoding a text is in: the one whose reading has the fewest odd characters.

Windows-1252, Mac Roman and code page 850 of DOS have a letter or a sign for nearly every byte, so that each can read
what the others wrote: `München` in Mac Roman is `MŸnchen` in Windows-1252.
"""

from __future__ import annotations

import re
import unicodedata

_ENCODINGS = {"cp1252": 0.0, "mac_roman": 0.25, "cp850": 0.5}
"""Initial cost of a reading: if two are equally good, the more frequent encoding is taken."""

_MOST_ACCENTED = 0.4
"""Largest share of letters beyond ASCII in a West European text; French and Portuguese have 0.1."""

_DEAREST = 1.0
"""A reading makes no sense if it costs more than this for each character beyond ASCII."""

_SELDOM = frozenset("ÐÞðþÝý")
"""Icelandic letters, which are frequent in Turkish text that is read as Windows-1252."""

_MARKS = frozenset("\u201c\u201d\u2018\u2019\u201e\u201a«»¡¿–—…·•©®™°§€†‡ƒ£²³½\xa0\xad")
_USUAL = frozenset("àáâäåãæçèéêëìíîïñòóôöõøœùúûüßÀÁÂÄÅÃÆÇÈÉÊËÍÎÑÓÔÖÕØŒÚÛÜ“”‘’–—…«»€°§©²½\xa0")
_ALONE = frozenset("àÀáâèÈéÉóÓòÒåÅöÖæÆøØ")
"""Letters that are a word by themselves in some language."""

_SIGN_IN_WORD = re.compile(r"[^\W\d_m][¹²³£¥¤¦±µ¼½¾÷×˘˙¸˛˝ˇ¨¯]|[¹²³£¥¤¦±¼½¾÷×][^\W\d_]|[^\W\d_][„†‡•‹›§©®][^\W\d_]")
"""Signs next to or between letters, as when a letter is read in another encoding: `En h„ger`, `³ódka`."""

_ODD = (
    (re.compile(r"[A-ZÀ-Þ](?=[^\x00-\x7f])[^\W\d_a-zß-ÿ](?=[a-zß-ÿ])"), 3.0),  # MŸnchen, MÅnchen
    (re.compile(r"[^\W\d_][“„‚«¡¿‘]"), 3.0),  # an opening mark after a letter
    (re.compile(r"[”»…™®†‡•€‚„·°§][^\W\d_]"), 3.0),  # a closing mark before one; except for °C and °F
    (re.compile(r"[a-zß-ÿ][–—·”»…][a-zß-ÿ]"), 2.0),
    (re.compile(r"[¡](?![^!]*!)|[¿](?![^?]*\?)"), 2.0),
    (re.compile(r"[a-zß-ÿ]\xa0[a-zß-ÿ]"), 1.0),
)
"""What is seldom written, and its cost."""

_DEGREE = re.compile(r"°[CF]\b")
_WORD_ALONE = re.compile(r"(?<![\w'’])([^\W\d_])(?![\w'’])")


def reads_signs_in_words(text: str) -> bool:
    """Whether there are signs within words, as in text that was read in another encoding than it was written in."""
    return _SIGN_IN_WORD.search(text) is not None


def encoding(data: bytes) -> str | None:
    """The encoding in which the text makes most sense; None if it makes sense in none of them."""
    costs = {name: cost + prior for name, prior in _ENCODINGS.items() if (cost := _cost(data, name)) is not None}
    return min(costs, key=lambda name: costs[name]) if costs else None


def _cost(data: bytes, name: str) -> float | None:
    """How odd the text is in this encoding; None if it cannot be in it."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    letters = [character for character in text if character.isalpha()]
    accented = [character for character in text if character > "\x7f"]
    if len([each for each in accented if each.isalpha()]) > _MOST_ACCENTED * max(1, len(letters)):
        return None
    if not all(map(_is_western, accented)) or reads_signs_in_words(text) or _CAPITAL_WITHIN.search(text):
        return None
    cost = float(sum(each not in _USUAL for each in accented)) + _oddities(text)
    return cost if cost <= _DEAREST * len(accented) else None


_CAPITAL_WITHIN = re.compile(r"[a-zß-ÿ](?=[^\x00-\x7f])[^\W\d_a-zß-ÿœšžıł²³½]")
"""A capital beyond ASCII right after a lower-case letter, as in `CafŽ`."""


def _oddities(text: str) -> float:
    plain = _DEGREE.sub("", text)
    odd = sum(cost * len(pattern.findall(plain)) for pattern, cost in _ODD)
    return odd + sum(2.0 for word in _WORD_ALONE.findall(text) if word > "\x7f" and word not in _ALONE)


def _is_western(character: str) -> bool:
    if character in _SELDOM:
        return False
    return character in _MARKS or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))
