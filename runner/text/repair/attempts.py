"""Judges one attempt: the texts that result from it, and which of its fields are accepted."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from runner.captioner import Captioner, Generation, Revision
from runner.errors import ItemError
from runner.schema import AttemptRow, CaptionRow, Finding, Texts
from runner.text.judging.judge import Judge, keeps_good
from runner.text.language.reading import FIELDS, Field, TextsInContext
from runner.text.prompting.parse import bounded
from runner.text.prompting.persons import with_keywords
from runner.text.repair.mending import mend
from runner.text.repair.revising import RepairState


def begin(texts: TextsInContext, findings: tuple[Finding, ...], draft: CaptionRow) -> RepairState:
    """The state of a photo with its first draft, which is attempt 0."""
    row = AttemptRow(
        0,
        "captioner",
        FIELDS,
        *texts.values,
        raw=draft.raw,
        model=draft.model,
        model_hash=draft.model_hash,
        prompt_hash=draft.prompt_hash,
        prompt_tokens=draft.prompt_tokens,
        completion_tokens=draft.completion_tokens,
        ms=draft.ms,
        before=(),
        after=findings,
        verdict="draft",
        won=(),
        prompt=draft.prompt,
        cached_tokens=draft.cached_tokens,
    )
    return RepairState(texts, findings, texts, findings, (), (row,))


def mended(state: RepairState, judge: Judge) -> RepairState:
    """The state after mending the texts of the last attempt; the same state if there is nothing to mend."""
    since = time.perf_counter()
    made = mend(state.latest, state.wrong, judge)
    fields = _different(state.latest, made)
    if not fields:
        return state
    after, won = judge.findings(made), _winners(state, made, fields, judge)
    row = _row(state, "mending", fields, made, after, won)
    row = replace(row, before=state.wrong, verdict="won" if won else "no_better", ms=_ms(since))
    return _onward(state, row, made, judge)


def answered(
    state: RepairState, request: Revision, result: Generation | ItemError, ms: float, writer: Captioner, judge: Judge
) -> RepairState:
    """The state after the answer to `request`, or the error in its place; `ms` is the time that the request took.

    Only requested fields can change, whatever else the captioner wrote.
    """
    state = replace(state, asked=(*state.asked, request))
    asked = tuple(field for field in FIELDS if field in request.fields)
    draft = None if isinstance(result, ItemError) else _as_set_wants(bounded(result.draft), state.texts)
    written = tuple(field for field in asked if draft and _says_something(draft[field]))
    made = state.texts.with_texts(draft, written) if draft else state.texts
    after, won = judge.findings(made), _winners(state, made, _different(state.texts, made), judge)
    row = _by(_row(state, "captioner", asked, made, after, won), writer, result)
    verdict = "failed" if draft is None else _verdict(state, made, asked, written, won)
    row = replace(row, verdict=verdict, ms=ms)
    return _onward(state, row, made, judge) if written else replace(state, attempts=(*state.attempts, row))


def _as_set_wants(draft: Texts, texts: TextsInContext) -> Texts:
    return with_keywords(draft, texts.facts) if texts.facts else draft


def _says_something(value: str | tuple[str, ...] | None) -> bool:
    return any(each.strip() for each in ((value,) if isinstance(value, str) else value or ()))


def _different(one: TextsInContext, other: TextsInContext) -> tuple[Field, ...]:
    return tuple(field for field in FIELDS if one[field] != other[field])


def _winners(state: RepairState, made: TextsInContext, fields: tuple[Field, ...], judge: Judge) -> tuple[Field, ...]:
    """The largest subset of the fields that can be accepted together: without errors in them, or new ones elsewhere."""
    for chosen in _subsets(fields):
        findings = judge.findings(state.texts.with_texts(made, chosen))
        if keeps_good(state.findings, findings, chosen):
            return chosen
    return ()


def _subsets(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """All subsets except the empty one, the largest first."""
    for size in range(len(fields), 0, -1):
        yield from combinations(fields, size)


def _verdict(
    state: RepairState, made: TextsInContext, asked: Sequence[Field], written: Sequence[Field], won: Sequence[Field]
) -> str:
    if not written:
        return "unreadable"
    if not _different(state.texts, made) or not _different(state.latest, made):
        return "same_text"
    if won:
        return "won" if len(won) == len(asked) else "partly"
    return "no_better"


def _row(
    state: RepairState,
    by: str,
    fields: tuple[Field, ...],
    made: TextsInContext,
    after: tuple[Finding, ...],
    won: tuple[Field, ...],
) -> AttemptRow:
    return AttemptRow(
        len(state.attempts),
        by,
        fields,
        *made.values,
        raw=None,
        model=None,
        model_hash=None,
        prompt_hash=None,
        prompt_tokens=None,
        completion_tokens=None,
        ms=0.0,
        before=state.findings,
        after=after,
        verdict="",
        won=won,
    )


def _by(row: AttemptRow, writer: Captioner, result: Generation | ItemError) -> AttemptRow:
    """The row completed with the captioner and, unless it failed, its generation."""
    row = replace(row, model=writer.name, model_hash=writer.model_hash, prompt=writer.prompt)
    if isinstance(result, ItemError):
        return row
    return replace(
        row,
        raw=result.raw,
        prompt_hash=result.prompt_hash,
        prompt_tokens=result.prompt_tokens,
        completion_tokens=result.completion_tokens,
        cached_tokens=result.cached_tokens,
    )


def _onward(state: RepairState, row: AttemptRow, made: TextsInContext, judge: Judge) -> RepairState:
    """The state after an attempt: accepted fields are kept, and the captioner is shown the whole attempt next time."""
    texts = state.texts.with_texts(made, row.won)  # type: ignore[arg-type]
    findings = judge.findings(texts) if row.won else state.findings
    return RepairState(texts, findings, made, row.after, state.asked, (*state.attempts, row))


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000
