"""Turns words of any script into part of a file name: A to Z, digits, hyphens within words, underscores between."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

LONGEST = 400
"""Characters of a text that are read; more would not fit into a file name."""

# U+1F1E6 to U+1F1FF are the letters of flags, U+1F3FB to U+1F3FF skin colours.
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\u20e3\U000e0020-\U000e007f]")
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]+")
_LOOSE_HYPHENS = re.compile(r"-*_[_-]*|(?<=-)-+|^-+|-+$")


def slug(text: str) -> str:
    """Return `text` as part of a file name, or "" if none of it can be used.

    Any script is transliterated letter by letter (anyascii), `&` becomes `and`, apostrophes and emoji are removed,
    hyphens stay where they join (747-400), and everything else between words becomes one underscore.
    """
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    plain = _APOSTROPHES.sub("", _EMOJI.sub(" ", _spelt_out(composed)))
    ascii_only = _APOSTROPHES.sub("", "".join(map(_letters, plain)))
    joined = _LOOSE_HYPHENS.sub(_separator, _NOT_IN_NAMES.sub("_", ascii_only))
    return joined.strip("_-")


def _spelt_out(text: str) -> str:
    return text.replace("&", " and ").replace("＆", " and ")


def _letters(character: str) -> str:
    """ASCII for one character; a space for symbols such as © and ™, which mean nothing in a name."""
    return " " if unicodedata.category(character) in ("So", "Co") else anyascii(character)


def _separator(found: re.Match[str]) -> str:
    return "_" if "_" in found.group() else ""
