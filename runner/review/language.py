"""The language in which sentences are shown. The source has them in English; a window may set another language.

Without Qt, so that a session can say what it has done; the names are those that Qt's tools look for. A text with a
number has `%n`, or `%Ln` for one with thousands separators, `(s)` after a noun, and two forms of whatever else
depends on the number: `%Ln photo(s) (needs|need) you`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Protocol

from runner.messages import Message, word, wording

_PLURAL = re.compile(r"\((\w+)\)")
_EITHER = re.compile(r"\(([^()|]+)\|([^()|]+)\)")


class Language(Protocol):
    """What a language must provide."""

    @property
    def code(self) -> str:
        """The language's code, such as en or de."""
        ...

    def translate(self, context: str, text: str, note: str, count: int) -> str:
        """The text in this language; a `count` of -1 means that there is none."""
        ...

    def number(self, value: float, digits: int) -> str:
        """The number with this many digits after the decimal sign."""
        ...


class English:
    """English, the language of the source: nothing needs to be looked up."""

    code = "en"

    def translate(self, context: str, text: str, note: str, count: int) -> str:  # noqa: ARG002
        """The text itself; with a count, the right form of its nouns."""
        return text if count < 0 else counted(text, count, self.number(count, 0))

    def number(self, value: float, digits: int) -> str:
        """The number as English writes it: 1,234.5."""
        return f"{value:,.{digits}f}"


def counted(text: str, count: int, written: str) -> str:
    """An English text for a count: `%Ln photo(s) (is|are) here` becomes 1 photo is here, 1,234 photos are here."""
    formed = _EITHER.sub(r"\1" if count == 1 else r"\2", _PLURAL.sub("" if count == 1 else r"\1", text))
    return formed.replace("%Ln", written).replace("%n", str(count))


_spoken: Language = English()


def use(language: Language) -> None:
    """Use this language for everything from now on."""
    global _spoken
    _spoken = language


def spoken() -> str:
    """The code of the current language."""
    return _spoken.code


def worded(message: Message) -> str:
    """A message of the runner in the current language."""
    return word(message, _spoken.code)


def term(kind: str, value: str) -> str:
    """A value of a closed list (a rule, a band, a kind of error) in the current language."""
    return wording.term(kind, value, _spoken.code)


def translate(context: str, text: str, note: str = "", count: int = -1) -> str:
    """A text in the current language. Thread-safe."""
    return _spoken.translate(context, text, note, count)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """The text itself, marked so that `translate` can translate it later."""
    return text


def number(value: float, digits: int = 0) -> str:
    """A number in the current language: 1,234 or 7.5."""
    return _spoken.number(value, digits)


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage."""
    return translate("language", "{}%").format(number(100 * share))


def brief(value: float) -> str:
    """A number with no more digits than necessary, at most four significant ones: 50 or 2.8."""
    return number(value, len(f"{value:.4g}".partition(".")[2]))


def moment(at: datetime | str, *, seconds: bool = False) -> str:
    """A date and time of day as text; `at` may be an ISO text."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    to_the_second, to_the_minute = translate("language", "%Y-%m-%d %H:%M:%S"), translate("language", "%Y-%m-%d %H:%M")
    return when.strftime(to_the_second if seconds else to_the_minute)
