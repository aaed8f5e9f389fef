"""How well people's decisions would have been predicted, in words: by picks, by sharpness alone, at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runner.picks.foresight import LEAST, Foresight, Hits, Strategy
from runner.reports.intervals import wilson
from runner.review.language import number, percent, translate


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure: what is counted, and how each strategy does."""

    what: str
    shares: Mapping[Strategy, str]  # with the 95 % interval and the counts


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The comparison, in words."""

    sentence: str  # how many photos people decided about
    warning: str  # if these are too few; else empty
    measures: tuple[Compared, ...]


def foreseen(found: Foresight) -> Foreseen:
    """The foresight in words."""
    if not found.kept and not found.dropped:
        nothing = translate(
            "picks", "Nobody has picked or rejected photos of this set, so there is nothing to compare."
        )
        return Foreseen(nothing, "", ())
    said = translate("picks", "People kept %Ln photo(s) and dropped {}.", "", found.kept).format(number(found.dropped))
    counted = (
        (translate("picks", "The best frame of a moment is one that people kept"), found.winners),
        (translate("picks", "Photos kept by people that are among the same number of picks"), found.keepers),
    )
    measures = tuple(Compared(what, {each.strategy: _share(each) for each in hits}) for what, hits in counted if hits)
    few = translate("picks", "That is too few to tell: shares become meaningful from {} decisions.")
    return Foreseen(said, few.format(LEAST) if found.is_little else "", measures)


def names() -> Mapping[Strategy, str]:
    """The names of the strategies, in words."""
    return {
        "picks": translate("picks", "picks"),
        "sharpest": translate("picks", "sharpest first"),
        "random": translate("picks", "at random"),
    }


def lines(told: Foreseen) -> Iterator[str]:
    """The comparison as lines for a terminal."""
    yield from filter(None, (told.sentence, told.warning))
    for measure in told.measures:
        yield f"{measure.what}:"
        yield from (f"  {names()[strategy]:<16} {share}" for strategy, share in measure.shares.items())


def _share(each: Hits) -> str:
    share = percent(each.hits / each.trials)
    if each.strategy == "random":  # an expected value, not a sample
        return share
    found = wilson(round(each.hits), each.trials)
    if found.low is None or found.high is None:
        return ""
    of = translate("picks", "{} of {}").format(number(round(each.hits)), number(each.trials))
    return f"{share} [{percent(found.low)} – {percent(found.high)}], {of}"
