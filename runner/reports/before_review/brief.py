"""The report before review in a few lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from runner.messages.wording import term
from runner.reports.before_review.outliers import FIGURES
from runner.reports.summary import ClaimFigures, Summary, WitnessTime
from runner.reports.wording import count, duration

RULES = 5
"""Rules that are named, the most frequent of each severity."""


def brief(summary: Summary) -> Iterator[str]:
    """Lines with the same numbers as the page; nothing is said of what did not occur."""
    review = summary.review
    if review.suspicious:
        yield f"Worth a second look: {count(len(review.suspicious), 'photo')}"
    if near := sum(len(group.others) for group in review.groups.near_photos):
        yield f"Nearly the same picture as a better one: {count(near, 'photo')}"
    if review.groups.texts:
        yield f"The same words: {_listed(review.groups.texts)}"
    if review.groups.series:
        photos = sum(1 + len(group.others) for group in review.groups.series)
        yield f"Series: {len(review.groups.series):,}, of {photos:,} photos"
    if review.picks:
        whole = f"; kept whole: {count(review.picks.whole, 'frame')} of sequences" if review.picks.whole else ""
        yield f"Picked: {count(review.picks.kept, 'photo')}, dropped: {review.picks.dropped:,}{whole}"
    if review.outliers:
        by = {figure: sum(each.figure == figure for each in review.outliers) for figure in FIGURES}
        yield f"Unlike the rest of the set: {_listed({name: number for name, number in by.items() if number})}"
    if review.repairs.photos:
        tries = review.repairs.mendings + review.repairs.generations
        won = f"{review.repairs.won:,} of {count(tries, 'attempt')}"
        yield f"Tried again: {count(review.repairs.photos, 'photo')}; {won} accepted"
    if summary.claims:
        yield from _claims(summary.claims)
    if timed := [each for each in summary.witnesses if each.mean_ms is not None]:
        yield f"Time per witness and photo: {', '.join(f'{_called(each)} {duration(each.mean_ms)}' for each in timed)}"
    for severity, name in (("error", "Errors"), ("warn", "Warnings")):
        broken = {each.rule: each.photos for each in summary.rules if each.severity == severity}
        if broken:
            yield f"{name}, photos by rule: {_listed(broken)}"
    if review.sample.size:
        yield f"Drawn at random to look at: {count(review.sample.size, 'photo')}"


def _claims(claims: ClaimFigures) -> Iterator[str]:
    if not claims.looked_at:
        yield "Only the captioner looked at the pictures; graph=witnesses has a detector check what it claims"
    elif total := claims.supported + claims.contradicted + claims.unwitnessed:
        yield (
            f"Things in the texts: {total:,} named, {claims.supported:,} confirmed by a witness, "
            f"{claims.contradicted:,} contradicted, {claims.unwitnessed:,} that nobody could check"
        )


def _called(witness: WitnessTime) -> str:
    return term("witness", witness.label)


def _listed(numbers: dict[str, int]) -> str:
    named = [f"{name} {number:,}" for name, number in list(numbers.items())[:RULES]]
    rest = len(numbers) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")
