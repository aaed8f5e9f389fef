"""Gathers what is known about a photo before captioning: set, people's own words in the file, classifier, colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import accumulate

from runner.schema import Colour, ExifRow, FactsRow, Options
from runner.text.language.human import device, human, human_line
from runner.text.language.inflect import singular

HINT_CHARACTERS = 500
"""Most characters that the hints of a set may have together."""

SUBJECT_CHARACTERS = 64
"""A caption in the file longer than this tells a story and names no subject; IPTC's ObjectName, a title, has this
limit."""

# Clocks that were never set start here: Unix time, the FAT file system, most camera firmware.
_UNSET_CLOCKS = (date(1970, 1, 1), date(1980, 1, 1), date(2000, 1, 1))

# First hour of each part of the day, by the camera's clock; night runs from 22 to 5.
_PARTS_OF_DAY = ((22, "night"), (18, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))

_REMOVING = ("no ", "without ")


@dataclass(frozen=True)
class SetContext(Options):
    """What is true of every photo of a set. A hint is a keyword; `no X` or `without X` removes the term X."""

    subject: str | None = None
    location: str | None = None
    category: str | None = None
    hints: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    language: str = "en"

    def problems(self) -> Sequence[str]:
        """One sentence if the hints are too long."""
        length = sum(len(hint) for hint in self.hints)
        if length <= HINT_CHARACTERS:
            return ()
        return (f"hints: {length} characters together; keep the best terms, at most {HINT_CHARACTERS} characters.",)

    def added(self) -> tuple[str, ...]:
        """The hints that are keywords."""
        return tuple(hint.strip() for hint in self.hints if hint.strip() and not _is_removing(hint))

    def removed(self) -> tuple[str, ...]:
        """The terms that hints remove, without their `no` or `without`."""
        return tuple(hint.strip().split(maxsplit=1)[1] for hint in self.hints if _is_removing(hint))


def gather(
    context: SetContext, exif: ExifRow | None, seen: Sequence[str], colours: Sequence[str], near: Sequence[str] = ()
) -> FactsRow:
    """Return the facts about one photo; what no source states is None.

    `seen` is what a classifier is sure of, from general to specific (vehicle, aircraft, airliner). The subject is that
    of the set, or else the title or short caption in the file, or else the most specific of `seen`. `near` is what a
    dual encoder finds near the photo; only words in the set's vocabulary are used.
    """
    removed = frozenset(map(_folded, context.removed()))
    labels = tuple(reversed(list(_up_to_removed(seen, removed))))
    title, caption = (human(exif.title), human(exif.caption)) if exif else (None, None)
    subject, subject_from = _first(
        (context.subject, "set"), (_named(title, caption), "human"), (_head(labels), "model")
    )
    place = human_line(exif.place) if exif else None
    location, location_from = _first((context.location, "set"), (place, "human"))
    hints = tuple(_distinct(term for term in context.added() if _folded(term) not in removed))
    written = [*hints, *filter(None, map(human_line, exif.keywords if exif else ()))]
    captured_at = _believable(exif.captured_at) if exif else None
    return FactsRow(
        subject=subject,
        subject_from=subject_from,
        location=location,
        location_from=location_from,
        category=context.category,
        title=title,
        caption=caption,
        keywords=tuple(_distinct(term for term in written if _folded(term) not in removed)),
        labels=labels,
        colours=tuple(colours),
        captured_at=captured_at,
        time_of_day=part_of_day(captured_at),
        camera=device(exif.camera) if exif else None,
        lens=device(exif.lens) if exif else None,
        hints=hints,
        vocabulary=context.vocabulary,
        language=context.language,
        near=tuple(word for word in near if word in context.vocabulary and _folded(word) not in removed),
    )


def without_night(facts: FactsRow, *, light: bool) -> FactsRow:
    """Remove 'night' by the clock if the picture is `light`: the clock may be hours off, or a lamp on."""
    return replace(facts, time_of_day=None) if light and facts.time_of_day == "night" else facts


def main_colours(colours: Sequence[Colour], most: int, share: float) -> tuple[str, ...]:
    """Return the fewest colour names that together cover `share` of the picture; empty if `most` of them do not."""
    shares: dict[str, float] = {}
    for colour in colours:
        shares[colour.name] = shares.get(colour.name, 0.0) + colour.share
    ranked = sorted(shares, key=lambda name: -shares[name])[:most]
    covered = accumulate(shares[name] for name in ranked)
    enough = next((count for count, total in enumerate(covered, 1) if total >= share), 0)
    return tuple(ranked[:enough])


def part_of_day(captured_at: datetime | None) -> str | None:
    """Return morning (5 to 12), afternoon (12 to 18), evening (18 to 22) or night, by the hour on the camera's clock.

    None without a time. Midnight to the second counts as a date without a time.
    """
    if captured_at is None or captured_at.time() == time(0):
        return None
    return next(name for first, name in _PARTS_OF_DAY if captured_at.hour >= first)


def _believable(captured_at: datetime | None) -> datetime | None:
    unset = captured_at is not None and captured_at.date() in _UNSET_CLOCKS
    return None if unset else captured_at


def _named(title: str | None, caption: str | None) -> str | None:
    if title:
        return human_line(title)
    line = human_line(caption)
    return line.rstrip(".") if line and len(line) <= SUBJECT_CHARACTERS else None


def _head(labels: Sequence[str]) -> str | None:
    return labels[0] if labels else None


def _first(*candidates: tuple[str | None, str]) -> tuple[str, str] | tuple[None, None]:
    """The first value that is not empty, and its source; None for both if there is none."""
    return next(((value.strip(), source) for value, source in candidates if value and value.strip()), (None, None))


def _up_to_removed(seen: Sequence[str], removed: frozenset[str]) -> Iterator[str]:
    """The names before the first removed one, because every kind of a removed thing is removed too."""
    for name in seen:
        if _folded(name) in removed:
            return
        yield name


def _distinct(terms: Iterable[str]) -> Iterator[str]:
    known: set[str] = set()
    for term in terms:
        if term.casefold() not in known:
            known.add(term.casefold())
            yield term


def _is_removing(hint: str) -> bool:
    return any(hint.strip().casefold().startswith(word) for word in _REMOVING)


def _folded(term: str) -> str:
    return " ".join(singular(word) for word in term.casefold().split())
