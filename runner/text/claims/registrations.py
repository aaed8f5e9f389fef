"""Registration marks of civil aircraft: nationality marks of ICAO Annex 7 and what follows them in each state.

The nationality marks are those that states notified to ICAO under Annex 7, section 3. Annex 7 leaves it to each state
what follows; the forms are those in Wikipedia's "List of aircraft registration prefixes", which was compared for
Afghanistan to Belgium; the others are as seen on aircraft. Marks of former states and territories stay valid, because
old photos show them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

# Nationality and common marks as notified under ICAO Annex 7, by the form of the rest: A is a letter, 9 a digit. A form
# of a single state is as its register issues it.
_THREE_LETTERS = """
    YA ZA 7T C3 D2 V2 LV LQ EK VH OE 4K C6 S2 8P OO V3 TY A5 E7 A2 PP PR PS PT PU V8 LZ XT 9U XU TJ CF D4 TL TT CC D6 TN
    9Q 9S 9T E5 TI TU 9A 5B OK OY J2 J7 4W HC SU YS 3C 3DC 3D ES ET DQ OH TR C5 4L 9G SX J3 TG 3X J5 8R HH HR HA TF VT
    PK EP YI EI 4X 6Y JY 5Y T3 9K YL OD 7P A8 5A HB LY LX 5R 7Q 9M 8Q TZ 9H 5T 3B XA XB XC V6 ER 3A 4O CN C9 XY XZ V5 C2
    9N PH PJ P4 ZK ZL ZM YN 5U 5N E6 LN AP P2 ZP SP CR CS A7 YR V4 J6 J8 5W T7 S9 HZ 6V 6W YU S7 9L 9V OM S5 H4 6O ZS ZT
    ZU Z8 EC EM 4R ST PZ SE YK 5H HS 5V A3 9Y TS TC T2 UR A6 ZJ VP VQ CX YJ 7O 9J Z Z3 T8 E4 A9C A4O
"""
_FORMS: dict[str, str] = {
    "2": "-AAAA",  # Guernsey
    "4K": "-AZ9 -AZ99 -AZ999 -99999",
    "4L": "-99999",
    "9XR": "-AA -AAA",  # Rwanda
    "A4O": "-AA",
    "A9C": "-AA -AAAA",
    "B": "-9999 -99999 -999A -99AA -9A99 -9A9A -HAA -KAA -LAA -MAA",  # China, Taipei, Hong Kong, Macao
    "C": "-FAAA -GAAA -IAAA",  # Canada
    "CCCP": "-99999 -9999",  # Soviet Union
    "CP": "-9999",  # Bolivia
    "CU": "-A9999 -A999",  # Cuba
    "D": "-AAAA -9999",  # Germany
    "DDR": "-AAA -9999",  # German Democratic Republic
    "DM": "-AAA",  # the same until 1981
    "E3": "-AAAA",  # Eritrea
    "EC": "-999 -AA9",
    "EJ": "-AAAA",
    "EK": "-99999",
    "ER": "-99999",
    "EW": "-999AA -99999 -9999A",  # Belarus
    "EX": "-99999 -999",  # Kyrgyzstan
    "EY": "-99999 -999",  # Tajikistan
    "EZ": "-A999",  # Turkmenistan
    "F": "-AAAA",  # France
    "G": "-AAAA",  # United Kingdom
    "HA": "-9999",
    "HB": "-9999 -999",
    "HI": "-999 -9999 -999AA",  # Dominican Republic
    "HK": "-9999 -9999A",  # Colombia
    "HL": "9999",  # Korea
    "HP": "-9999 -9999AAA",  # Panama
    "HZ": "-AA9 -AA99 -AAA9 -AAA99",
    "I": "-AAAA -A999 -9999",  # Italy
    "JA": "9999 999A 99AA",  # Japan
    "JU": "-9999",  # Mongolia
    "LV": "-A999 -AA999",
    "M": "-AAAA",  # Isle of Man
    "N": "9 99 999 9999 99999 9A 99A 999A 9999A 9AA 99AA 999AA",  # United States
    "OB": "-9999 -9999A",  # Peru
    "OE": "-9999",
    "OK": "-9999",
    "OO": "-99 -999 -A99",
    "P": "-999",  # Democratic People's Republic of Korea
    "PH": "-9999 -999 -9A9",
    "RA": "-99999 -9999A",  # Russia
    "RDPL": "-99999",  # Laos
    "RF": "-99999",
    "RP": "-A9999 -A999 -9999",  # Philippines
    "SP": "-AAAA -9999",
    "UK": "99999 -99999",  # Uzbekistan
    "UP": "-A9999 -AA999",  # Kazakhstan
    "UR": "-99999 -AAAA -9999",
    "V7": "-9999",  # Marshall Islands
    "VH": "-99A -9A9 -9AA -A99 -A9A -AA9",  # Australia since its letters run short
    "VR": "-AAA",  # Hong Kong, Bermuda and others until 1997
    "VN": "-A999",  # Viet Nam
    "XU": "-999",
    "YJ": "-AA9 -AA99",
    "YR": "-9999",
    "YV": "9999 999A -9999 -999A",  # Venezuela
}

_HYPHENED = re.compile(r"([A-Z0-9]{1,4})-([A-Z0-9]{2,7})")
_PLAIN = re.compile(r"(N|JA|HL|UK|YV)(\d[A-Z0-9]{2,6})")
# F-16C, MD-11, CH-47D, AS-350B3: makers and air forces name types like this.
_TYPE = re.compile(r"[A-Z]{1,4}-\d{1,3}(?:[A-Z]{1,2}\d?)?")
# What may follow a known prefix, or one that looks like a prefix, in a mark with a mistake in it.
_AFTER_KNOWN = re.compile(r"[A-Z]{2,5}|\d{4,5}")
_AFTER_UNKNOWN = re.compile(r"[A-Z]{3,4}|\d{4,5}")


class Mark(NamedTuple):
    """A word that looks like a registration mark."""

    text: str
    verdict: Literal["valid", "unknown prefix", "wrong format"]


@lru_cache(maxsize=4096)
def read_mark(word: str) -> Mark | None:
    """Read `word` as a registration mark; None if it does not look like one. Marks are in capitals."""
    plain = _PLAIN.fullmatch(word)
    if plain:
        return Mark(word, "valid" if _fits(plain.group(1), plain.group(2)) else "wrong format")
    match = _HYPHENED.fullmatch(word)
    if match is None or not any(map(str.isalpha, word)):
        return None
    prefix, rest = match.groups()
    if _fits(prefix, f"-{rest}"):
        return None if _TYPE.fullmatch(word) and prefix.isalpha() else Mark(word, "valid")
    return _doubtful(word, prefix, rest)


def nationality(mark: str) -> str:
    """The nationality mark of a registration: PH of PH-BFA, N of N123AB."""
    plain = _PLAIN.fullmatch(mark)
    return plain.group(1) if plain else mark.partition("-")[0]


def _doubtful(word: str, prefix: str, rest: str) -> Mark | None:
    if _TYPE.fullmatch(word) or prefix.isdigit():
        return None
    if prefix in _patterns():
        return Mark(word, "wrong format") if _AFTER_KNOWN.fullmatch(rest) else None
    return Mark(word, "unknown prefix") if len(prefix) <= 2 and _AFTER_UNKNOWN.fullmatch(rest) else None


def _fits(prefix: str, rest: str) -> bool:
    pattern = _patterns().get(prefix)
    return pattern is not None and pattern.fullmatch(rest) is not None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    forms = {prefix: ["-AAA"] for prefix in _THREE_LETTERS.split()}
    for prefix, more in _FORMS.items():
        forms.setdefault(prefix, []).extend(more.split())
    return {prefix: re.compile("|".join(_pattern(prefix, form) for form in each)) for prefix, each in forms.items()}


def _pattern(prefix: str, form: str) -> str:
    """A form as a regular expression; the letters before its first A or 9 stand for themselves."""
    fixed = re.match(r"-?(?:AZ|[B-Z])?", form)
    assert fixed is not None
    letter = "[A-HJ-NP-Z]" if prefix == "N" else "[A-Z]"
    body = form[fixed.end() :].replace("9", "\0").replace("A", letter).replace("\0", "[0-9]")
    first = "[1-9]" + body[len("[0-9]") :] if prefix == "N" else body
    return re.escape(fixed.group()) + first
