"""Mending: corrections of texts that need no model and add no word.

A field is changed only if a rule finds something in it, and a correction is kept only if it leaves no error in the
field and causes none elsewhere. Corrections that remove words are made for errors, never for warnings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runner.schema import Finding, Prose
from runner.text.judging.judge import Judge, errors, keeps_good, of
from runner.text.language.reading import FIELDS, Field, TextsInContext
from runner.text.repair.keyword_mends import Keywords, drop_last, leave_out, search_terms
from runner.text.repair.prose_mends import (
    Mend,
    begin_with_subject,
    drop_this_is,
    finish,
    say_once,
    shorten,
    without_attribute,
    without_invisible,
    without_marks,
)
from runner.text.repair.term_mends import as_written, preferred

IN_PROSE: Mapping[str, Mend] = {
    "control_tokens": without_invisible,
    "fluff": without_attribute,
    "image_of": begin_with_subject,
    "length": shorten,
    "markup": without_marks,
    "misplaced_colour": without_attribute,
    "preferred_terms": preferred,
    "repetition": say_once,
    "sentence": finish,
    "shell": drop_this_is,
    "term_case": as_written,
}
"""Corrections for caption and alt text, by rule."""

IN_KEYWORD: Mapping[str, Mend] = {
    "control_tokens": without_invisible,
    "markup": without_marks,
    "preferred_terms": preferred,
    "term_case": as_written,
}
"""Corrections for one keyword, by rule. A keyword that still has an error is left out, which never invents anything."""

_LOSING = frozenset({"fluff", "image_of", "length", "misplaced_colour", "shell"})
_ROUNDS = 6


def mend(texts: TextsInContext, findings: tuple[Finding, ...], judge: Judge) -> TextsInContext:
    """Return the texts with every field corrected as far as possible. `findings` are those about `texts`.

    Mending mended texts changes nothing.
    """
    for field in FIELDS:
        mended = _mended(texts, field, findings, judge) if of(field, findings) else texts
        after = judge.findings(mended) if mended != texts else findings
        if keeps_good(findings, after, (field,)) and _weight(after) < _weight(findings):
            return mend(mended, after, judge)
    return texts


def _weight(findings: tuple[Finding, ...]) -> tuple[int, int]:
    return len(errors(findings)), len(findings)


def _mended(texts: TextsInContext, field: Field, findings: tuple[Finding, ...], judge: Judge) -> TextsInContext:
    """The texts with all corrections for the findings of one field, including those that only then come to light."""
    for _ in range(_ROUNDS):
        own = of(field, findings)
        changed = _keywords(texts, own, judge) if field == "keywords" else _prose(texts, field, own, judge)
        if changed == texts:
            break
        texts = changed
        findings = judge.findings(texts)
    return texts


def _prose(texts: TextsInContext, field: Prose, findings: tuple[Finding, ...], judge: Judge) -> TextsInContext:
    text = texts[field]
    if not text:
        return texts
    text = " ".join(text.split())
    for finding in findings:
        mends = IN_PROSE.get(finding.rule)
        if mends and (finding.severity == "error" or finding.rule not in _LOSING):
            text = mends(text, finding, judge.options(finding.rule))
    return replace(texts, **{field: " ".join(text.split())})  # type: ignore[arg-type]


def _keywords(texts: TextsInContext, findings: tuple[Finding, ...], judge: Judge) -> TextsInContext:
    keywords = texts.keywords
    for finding in findings:
        keywords = _each(keywords, finding, judge)
    wrong = {finding.rule for finding in errors(findings)}
    if "keyword_shape" in wrong:
        keywords = search_terms(keywords)
    if "keyword_count" in wrong and (most := judge.options("keyword_count").most):
        keywords = drop_last(keywords, most)
    return replace(texts, keywords=leave_out(keywords, lambda kept: _wrong(texts, kept, judge)))


def _each(keywords: Keywords, finding: Finding, judge: Judge) -> Keywords:
    mends = IN_KEYWORD.get(finding.rule)
    if mends is None:
        return keywords
    options = judge.options(finding.rule)
    return tuple(mends(keyword, finding, options) for keyword in keywords)


def _wrong(texts: TextsInContext, keywords: Keywords, judge: Judge) -> int:
    """The number of errors in the keywords alone, without regard to caption and alt text."""
    alone = replace(texts, caption=None, alt_text=None, keywords=keywords, fields=("keywords",))
    return len(errors(judge.findings(alone)))
