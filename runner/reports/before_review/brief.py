"""The report before review, in a few lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from runner.messages.wording import term
from runner.reports.run_figures import ClaimFigures, Figures, WitnessTime
from runner.reports.wording import count, duration

RULES = 5
"""Upper limit for the names in one line, such as the most frequent rules of a severity."""


def brief(summary: Figures) -> Iterator[str]:
    """Yield lines with the same numbers as the page; what did not occur is left out."""
    counts = summary.counts
    if counts.suspicious:
        yield f"Worth a second look: {count(counts.suspicious, 'photo')}"
    if counts.near_photos:
        yield f"Near-duplicates of a better photo: {count(counts.near_photos, 'photo')}"
    if counts.texts:
        yield f"Same texts as another photo: {_listed(counts.texts)}"
    if counts.series:
        yield f"Series: {counts.series:,}, of {counts.in_series:,} photos"
    if counts.picks:
        whole = f"; kept whole: {count(counts.picks.whole, 'frame')} of sequences" if counts.picks.whole else ""
        yield f"Picked: {count(counts.picks.kept, 'photo')}, dropped: {counts.picks.dropped:,}{whole}"
    if unlike := {figure: number for figure, number in counts.outliers.items() if number}:
        yield f"Unlike the rest of the set: {_listed(unlike)}"
    if counts.tried_again:
        won = f"{counts.won:,} of {count(counts.mendings + counts.generations, 'attempt')}"
        yield f"Tried again: {count(counts.tried_again, 'photo')}; {won} accepted"
    if summary.claims:
        yield from _claims(summary.claims)
    if timed := [each for each in summary.witnesses if each.mean_ms is not None]:
        yield f"Time per witness and photo: {', '.join(f'{_called(each)} {duration(each.mean_ms)}' for each in timed)}"
    for severity, name in (("error", "Errors"), ("warn", "Warnings")):
        broken = {each.rule: each.photos for each in summary.rules if each.severity == severity}
        if broken:
            yield f"{name}, photos by rule: {_listed(broken)}"
    if counts.sample:
        yield f"Random sample to look at: {count(counts.sample, 'photo')}"


def _claims(claims: ClaimFigures) -> Iterator[str]:
    if not claims.looked_at:
        yield "Only the captioner looked at the pictures; graph=witnesses has a detector check what it claims"
    elif total := claims.supported + claims.contradicted + claims.unwitnessed:
        yield (
            f"Things in the texts: {total:,} named, {claims.supported:,} confirmed by a witness, "
            f"{claims.contradicted:,} contradicted, {claims.unwitnessed:,} that could not be checked"
        )


def _called(witness: WitnessTime) -> str:
    return term("witness", witness.label)


def _listed(numbers: dict[str, int]) -> str:
    named = [f"{name} {number:,}" for name, number in list(numbers.items())[:RULES]]
    rest = len(numbers) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")
