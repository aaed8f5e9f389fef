"""Words facts as parts of an English sentence. Every part says what a fact says, and no more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from runner.schema import FactsRow
from runner.text.claims.sources import agreed
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.inflect import singular
from runner.text.prompting import persons

MOST_TERMS = 15
"""Most search terms offered for one photo."""

TERM_WORDS, TERM_CHARACTERS = 3, 40
"""Most words and most characters of a search term."""

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip

# Times and places that take "at": at night, at Schiphol Airport, at Gare du Nord. Other places take "on" or "in".
_AT_A_TIME = frozenset({"night", "dawn", "dusk"})
_AT = frozenset(
    """
    airport airfield aerodrome airbase heliport terminal station museum gallery zoo aquarium stadium arena circuit
    racecourse racetrack raceway speedway theatre theater castle palace abbey cathedral church temple
    mosque monastery university college school academy hospital hotel hostel restaurant café cafe farm ranch campus
    campsite observatory cemetery monument memorial tower bridge harbour harbor marina pier dock shipyard beach
    lake falls waterfall summit festival fair expo exhibition market mall studio office headquarters factory
    flughafen bahnhof museo musée museu aéroport aeroport aeropuerto aeroporto gare luchthaven vliegveld strand plage
    playa
    """.split()
)
# Words for a time of day: if the subject contains one of them, no other is added.
_PARTS_OF_DAY = frozenset(
    "morning afternoon evening night midnight midday noon dawn dusk sunrise sunset twilight".split()
)
_ON = frozenset("island isle islet mount peninsula".split())
_WITH_THE = (
    "netherlands", "philippines", "maldives", "bahamas", "gambia", "united states", "united kingdom", "seychelles",
    "united arab emirates", "czech republic", "dominican republic", "alps", "pyrenees", "dolomites", "andes",
    "rocky mountains", "himalayas", "hague", "azores", "canary islands", "faroe islands",
    "ardennes", "balkans",
)  # fmt: skip

_MASS = re.compile(
    r"(?:\w*(?:wear|ware)|.*equipment|food|clothing|furniture|electronics|lighting|architecture|stationery|percussion"
    r"|armour|hay|corn|rapeseed|broccoli|cauliflower|guacamole|consommé|dough|mashed potato|carbonara|.* sauce"
    r"|ice cream|red wine|eggnog|velvet|wool|chain mail|face powder|hair spray|lotion|perfume|sunscreen|toilet paper)",
    re.IGNORECASE,
)
_META = re.compile(r"\b(?:photograph(?:y|s)|photos?|images?|pictures?)\b", re.IGNORECASE)
_TAIL = re.compile(r"\b(?:of|with|des?|du)\b.*", re.IGNORECASE)
_SOUNDS_LIKE_YOU = re.compile(r"(?:uni(?!n)|use|uku|euro?|one\b|ouija)", re.IGNORECASE)
_PARTING = re.compile(r"[()\[\]]|[,;:](?=\s|$)")
_SILENT_H = re.compile(r"(?:hour|honest|heir)", re.IGNORECASE)


def what(facts: FactsRow) -> str | None:
    """Return the subject: as written if it comes from a person or a set, with an article if it is a classifier's class.

    People who may be named are included: "Ann and Ben at a seashore". None if nothing is known.
    """
    named = facts.subject is None or facts.subject_from != "model"
    return persons.beside(facts, facts.subject if named else with_article(facts.subject or ""))


def where(facts: FactsRow) -> str | None:
    """Return the location with its preposition, without what the subject already says; None if nothing is left.

    It ends before the first part that the subject contains: for the subject "A street in Delft" and the location "Oude
    Kerk, Delft, Netherlands" it is "at Oude Kerk".
    """
    said = _words(facts.subject)
    parts = list(
        itertools.takewhile(
            lambda part: f" {' '.join(_words(part))} " not in f" {' '.join(said)} ", _parts(facts.location)
        )
    )
    if not parts:
        return None
    place = ", ".join(parts)
    article = "the " if place.casefold().startswith(_WITH_THE) else ""
    return f"{_preposition(parts[0])} {article}{place}"


def when(facts: FactsRow) -> str | None:
    """Return time of day, month and year, if known and not already in the subject; None if nothing is left.

    "in the afternoon, May 2019"; with the subject "Canal houses at night, 2019" only "in May".
    """
    said, part = frozenset(_words(facts.subject)), facts.time_of_day
    day = part and f"{'at' if part in _AT_A_TIME else 'in the'} {part}"
    if not said.isdisjoint(_PARTS_OF_DAY):
        day = None
    return ", ".join(filter(None, (day, _month(facts, said)))) or None


def _month(facts: FactsRow, said: frozenset[str]) -> str | None:
    if facts.captured_at is None:
        return None
    month, year = MONTHS[facts.captured_at.month - 1], str(facts.captured_at.year)
    if year in said:
        return None if month.casefold() in said else f"in {month}"
    return year if month.casefold() in said else f"{month} {year}"


def _words(text: str | None) -> list[str]:
    return re.findall(r"[^\W_]+", (text or "").casefold())


def colours(facts: FactsRow) -> str | None:
    """Return the names of the main colours: "brown, grey and white"."""
    *most, last = facts.colours or ("",)
    return f"{', '.join(most)} and {last}" if most else last or None


def terms(facts: FactsRow) -> tuple[str, ...]:
    """Return search terms, best first: subject, registration, people, classes, places, keywords, time of day, year.

    A term that is too long is left out and never cut; of two that differ by case or plural only, the first is kept.
    """
    kept: dict[str, str] = {}
    for term in _candidates(facts):
        if 0 < len(term.split()) <= TERM_WORDS and len(term) <= TERM_CHARACTERS:
            kept.setdefault(" ".join(map(singular, term.casefold().split())), term)
    return tuple(kept.values())[:MOST_TERMS]


def sentence(*pieces: str | None) -> str:
    """Join the pieces that are not empty into one sentence, with a capital letter and a full stop."""
    text = " ".join(filter(None, pieces))
    capital = text[:2].islower() or text[1:2] == " "  # iPhone stays as it is
    return f"{text[:1].upper() if capital else text[:1]}{text[1:].rstrip('.')}."


def with_article(noun: str) -> str:
    """Return a singular countable noun with a or an; plurals and mass nouns are returned unchanged."""
    head = _TAIL.sub("", noun.replace("-of-", " of ")).strip().casefold() or noun
    last = head.rsplit(" ", 1)[-1]
    if _MASS.fullmatch(head) or (singular(last) != last and last != "triceratops"):
        return noun
    vowel = (noun[0].casefold() in "aeiou" and not _SOUNDS_LIKE_YOU.match(noun)) or _SILENT_H.match(noun)
    return f"{'an' if vowel else 'a'} {noun}"


def _preposition(place: str) -> str:
    words = [word.casefold() for word in re.findall(r"\w+", place)]
    if any(word in _AT for word in words):
        return "at"
    return "on" if any(word in _ON for word in words) else "in"


def _candidates(facts: FactsRow) -> Iterator[str]:
    yield from _heads(facts.subject or "")
    yield agreed(facts, "registration") or ""
    yield from persons.keywords(facts)
    yield from facts.labels
    yield from _parts(facts.location)
    yield _META.sub("", facts.category or "").strip()
    yield from facts.keywords
    yield from filter(None, (facts.time_of_day, str(facts.captured_at.year) if facts.captured_at else None))


def _heads(subject: str) -> Iterator[str]:
    """The subject; if it has too many words for a search term, its pieces between function words, commas, brackets."""
    if len(subject.split()) <= TERM_WORDS:
        yield subject
        return
    for part in _PARTING.split(subject):
        for joint, words in itertools.groupby(part.split(), key=lambda word: word.casefold() in FUNCTION_WORDS):
            if not joint:
                yield " ".join(words)


def _parts(location: str | None) -> Sequence[str]:
    return [part.strip() for part in (location or "").split(",") if part.strip()]
