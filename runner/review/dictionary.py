"""Hunspell dictionaries, called without Python's lock: reading one takes 0.1 s, and no window has to wait.

The library comes with the package `chunspell`, and so does English; other languages are those that the desktop has
(Debian: `apt install hunspell-de-de`).
"""

from __future__ import annotations

import ctypes
import weakref
from ctypes import POINTER, byref, c_char_p, c_int, c_void_p
from functools import cache
from pathlib import Path

PLACES = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/usr/local/share/hunspell"),
    Path("~/.local/share/hunspell").expanduser(),
)
"""Folders in which desktops keep dictionaries."""


def find(language: str) -> Path | None:
    """The path of a language's dictionary (`en`, `de-AT`) without suffix, its own country's first; None without one."""
    plain = language.partition("-")[0]
    for name in (language.replace("-", "_"), f"{plain}_{plain.upper()}", plain, f"{plain}_*"):
        if found := [path for place in places() for path in sorted(place.glob(f"{name}.dic"))]:
            return found[0].with_suffix("")
    return None


def places() -> tuple[Path, ...]:
    """Folders with dictionaries: the one of the package `chunspell`, then those of the desktop."""
    import hunspell

    return (Path(hunspell.__file__).parent / "dictionaries", *PLACES)


class Dictionary:
    """One dictionary. Raises OSError if the library cannot be loaded."""

    def __init__(self, stem: Path) -> None:
        library = _library()
        self._library = library
        self._handle = library.Hunspell_create(f"{stem}.aff".encode(), f"{stem}.dic".encode())
        self._encoding = library.Hunspell_get_dic_encoding(self._handle).decode("ascii")
        weakref.finalize(self, library.Hunspell_destroy, self._handle)

    def spell(self, word: str) -> bool:
        """True if the dictionary has the word in this spelling."""
        return bool(self._library.Hunspell_spell(self._handle, self._written(word)))

    def suggest(self, word: str) -> list[str]:
        """Words that may be meant, most likely first."""
        found = POINTER(c_char_p)()
        count = self._library.Hunspell_suggest(self._handle, byref(found), self._written(word))
        words = [(found[n] or b"").decode(self._encoding, "replace") for n in range(count)]
        self._library.Hunspell_free_list(self._handle, byref(found), count)
        return words

    def _written(self, word: str) -> bytes:
        return word.encode(self._encoding, "replace")


@cache
def _library() -> ctypes.CDLL:
    import hunspell  # noqa: F401 - loads the library, which is then found by its name

    library = ctypes.CDLL("libhunspell-1.7.so.0")
    library.Hunspell_create.argtypes, library.Hunspell_create.restype = [c_char_p, c_char_p], c_void_p
    library.Hunspell_destroy.argtypes, library.Hunspell_destroy.restype = [c_void_p], None
    library.Hunspell_get_dic_encoding.argtypes = [c_void_p]
    library.Hunspell_get_dic_encoding.restype = c_char_p
    library.Hunspell_spell.argtypes = [c_void_p, c_char_p]
    library.Hunspell_suggest.argtypes = [c_void_p, POINTER(POINTER(c_char_p)), c_char_p]
    library.Hunspell_free_list.argtypes = [c_void_p, POINTER(POINTER(c_char_p)), c_int]
    library.Hunspell_free_list.restype = None
    return library
