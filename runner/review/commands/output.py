"""How review commands print what they did, and why some photos were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from runner.reports.runs import console_for_lines
from runner.review.language import translate
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.review.wording import word

LISTED = 20
"""Maximum number of photos that a command lists by name; it only counts the rest."""


def console() -> Console:
    """The console for commands; piped output keeps one fact per line."""
    return console_for_lines()


def say(sentence: str) -> None:
    """Print a sentence as it is."""
    console().print(sentence, highlight=False, markup=False, soft_wrap=True)


def name_of(snapshot: Snapshot, place: int) -> str:
    """The name of a photo's file."""
    return str(snapshot.photos.table["source_path"][place]).rpartition("/")[2]


def listed(lines: Sequence[str]) -> None:
    """Print the first `LISTED` of these lines, and the number of the others."""
    for line in lines[:LISTED]:
        say(f"  {line}")
    if len(lines) > LISTED:
        say(f"  and {len(lines) - LISTED:,} more")


def refused(session: Session, reasons: Mapping[int, str]) -> None:
    """Print for each photo why nothing was done."""
    snapshot = session.snapshot
    for place, reason in reasons.items():
        say(f"  {name_of(snapshot, place)}: {reason}")


def not_done(session: Session, reasons: Mapping[int, str]) -> None:
    """Print for how many photos it was not done, and why for each; nothing if it was done for all."""
    if reasons:
        say(f"Not done for {len(reasons):,}:")
        refused(session, reasons)


def matching(session: Session, places: Sequence[int]) -> str:
    """A sentence with the number of matching photos and their states."""
    count = translate("commands", "Matches %Ln photo(s): {}.", "", len(places))
    return count.format(_states(session, places))


def _states(session: Session, places: Iterable[int]) -> str:
    """The number of these photos in each state: `12 passed, 3 blocked`."""
    counts = Counter(session.snapshot.state(place) for place in places)
    return ", ".join(f"{count:,} {word(state)}" for state, count in counts.most_common())
