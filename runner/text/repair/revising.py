"""Decides what to ask a captioner again, and when to stop. Nothing in this module calls a captioner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from annotated_types import Ge, Le, MinLen

from runner.captioner import Revision
from runner.schema import AttemptRow, Finding, Options
from runner.text.judging.judge import broken, errors
from runner.text.language.reading import Field, TextsInContext

Stop = Literal["off", "helpless", "no_facts", "per_field", "per_item"]

MOST_AVOIDED = 24
"""Most words that a captioner is told to avoid."""

# The words named in findings of these rules are right or may be used again: there were too many of them, or they were
# in the wrong place.
_MAY_COME_BACK = frozenset(
    "required_terms preferred_terms term_case keyword_duplicates keyword_shape repetition collapsed action_conflict"
    " misplaced_colour foreign_language sentence shell".split()
)


@dataclass(frozen=True)
class RepairLimits(Options):
    """How much is tried to repair texts that break rules."""

    # name of these limits
    name: Annotated[str, MinLen(1)]
    # whether to correct without a model: white space, case, full stops, duplicate keywords, texts that are too long
    mend: bool
    # how often the captioner may be asked again for one field
    per_field: Annotated[int, Ge(0), Le(20)]
    # how often it may be asked again for one photo
    per_item: Annotated[int, Ge(0), Le(50)]
    # how often it may be asked again in one run; null is no limit
    per_run: Annotated[int, Ge(1)] | None
    # most tokens of the first answer
    tokens: Annotated[int, Ge(16), Le(4096)]
    # factor by which this limit grows with each further answer
    growth: Annotated[float, Ge(1), Le(4)]
    # most tokens of any answer
    most_tokens: Annotated[int, Ge(16), Le(4096)]

    def problems(self) -> Sequence[str]:
        """One sentence if the token budget starts above its maximum."""
        if self.tokens > self.most_tokens:
            return (f"tokens: {self.tokens} is above most_tokens, {self.most_tokens}.",)
        return ()

    @property
    def off(self) -> bool:
        """Whether nothing at all is tried."""
        return not self.mend and min(self.per_field, self.per_item) == 0


@dataclass(frozen=True, slots=True)
class RepairState:
    """How far the repair of one photo has come."""

    texts: TextsInContext  # the texts accepted so far
    findings: tuple[Finding, ...]  # findings about them
    latest: TextsInContext  # the texts of the last attempt
    wrong: tuple[Finding, ...]  # findings about those
    asked: tuple[Revision, ...]  # every request so far
    attempts: tuple[AttemptRow, ...]  # in order, the first draft first


def next_request(state: RepairState, limits: RepairLimits, revises: bool) -> Revision | Stop | None:
    """Return the next request, the reason to stop, or None if no error is left.

    A request is not repeated, because a captioner that is told nothing new says nothing new, unless the answer was cut
    off and may be longer now, or there was no answer.
    """
    fields = broken(state.findings)
    if not errors(state.findings):
        return None
    if limits.off:
        return "off"
    if state.attempts[0].completion_tokens == 0:
        return "no_facts"
    if not fields or not revises:
        return "helpless"
    if len(state.asked) >= limits.per_item:
        return "per_item"
    left = tuple(field for field in fields if _times(state, field) < limits.per_field)
    if not left:
        return "per_field"
    request = _request(state, left, _budget(limits, len(state.asked)))
    return "helpless" if _is_old(state, request) else request


def _times(state: RepairState, field: str) -> int:
    return sum(field in request.fields for request in state.asked)


def _budget(limits: RepairLimits, asked: int) -> int:
    return min(limits.most_tokens, round(limits.tokens * limits.growth**asked))


def _request(state: RepairState, fields: tuple[Field, ...], budget: int) -> Revision:
    """The request to write `fields` again: the last answer, its errors, and all words that must not be used again."""
    wrong = errors(state.wrong)
    own = tuple(finding for finding in wrong if finding.field in fields)
    avoid = tuple(dict.fromkeys(_avoided(state, fields)))[:MOST_AVOIDED]
    return Revision(state.latest.texts, fields, own or wrong, avoid, budget)


def _avoided(state: RepairState, fields: Sequence[str]) -> Iterator[str]:
    """Words named in the errors so far that must not be used again, the latest first."""
    for attempt in reversed(state.attempts):
        for finding in errors(attempt.after):
            if finding.field in fields and finding.rule not in _MAY_COME_BACK:
                yield from finding.words


def _is_old(state: RepairState, request: Revision) -> bool:
    """Whether the request was answered before and the answer would be the same."""
    same = [each for each in state.asked if replace(each, max_tokens=request.max_tokens) == request]
    last = next((attempt for attempt in reversed(state.attempts) if attempt.by == "captioner"), None)
    if not same or last is None or last.verdict == "failed":
        return False
    written, budget = last.completion_tokens, same[-1].max_tokens
    cut_off = last.verdict == "unreadable" and (written is None or written >= budget) and request.max_tokens > budget
    return not cut_off
