"""Filters as polars expressions over the frame of a session: what each key of the filter language means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce

import polars as pl

from runner.review.language import translate
from runner.review.query import All, Either, FilterProblem, Node, Not, Term

TEXTS = ("caption", "alt_text", "subject", "location")
COLUMNS = (
    "item_id", "source_path", "outcome", "error_kind", "file_name", "subject", "location", "caption", "alt_text",
    "keywords", "findings", "warnings", "caption_from", "camera", "lens", "iso", "captured_at", "labels",
    "quality_score", "quality_band", "series", "caption_model", "attempts",
)  # fmt: skip
"""Columns of the review row that filters read; `decision`, `state`, `returned`, `edited` and `best` join them."""

STATES = ("approved", "rejected", "lapsed", "mended", "passed", "repaired", "blocked", "failed")
"""What a photo is to a reviewer. `mended`: blocked by the run, and a person's texts break no rule."""


def expression(node: Node) -> pl.Expr:
    """The filter as one Boolean expression, never null. FilterProblem for an unknown key or value."""
    match node:
        case Term():
            return _term(node).fill_null(False)
        case Not(part):
            return ~expression(part)
        case All(parts):
            return reduce(lambda left, right: left & right, map(expression, parts), pl.lit(True))
        case Either(parts):
            return reduce(lambda left, right: left | right, map(expression, parts))


def _term(term: Term) -> pl.Expr:
    if term.key is None:
        return _any_text(term)
    if term.key not in KEYS:
        close = difflib.get_close_matches(term.key, KEYS, n=1, cutoff=0.5)
        every = translate("filters", "There are {}").format(", ".join(f"{key}:" for key in KEYS))
        hint = translate("filters", "Did you mean {}:?").format(close[0]) if close else every
        raise FilterProblem(translate("filters", "There is no filter {}: {}").format(term.key, hint))
    return KEYS[term.key](term)


def _contains(column: str) -> Callable[[Term], pl.Expr]:
    def meaning(term: Term) -> pl.Expr:
        return pl.col(column).str.to_lowercase().str.contains(_pattern(term.value))

    return meaning


def _in_list(column: str) -> Callable[[Term], pl.Expr]:
    def meaning(term: Term) -> pl.Expr:
        joined = pl.col(column).list.join("\n").str.to_lowercase()
        return joined.str.contains(rf"(?m)(?:^|\b){_pattern(term.value)}(?:$|\b)")

    return meaning


def _any_text(term: Term) -> pl.Expr:
    texts = [_contains(name)(term).fill_null(False) for name in TEXTS]
    return pl.any_horizontal(*texts, _in_list("keywords")(term).fill_null(False))


def _pattern(value: str) -> str:
    """A pattern of the value in small letters; a star stands for any letters."""
    return re.escape(value.lower()).replace(r"\*", r"[^\n]*")


def _word(column: str, *words: str) -> Callable[[Term], pl.Expr]:
    def meaning(term: Term) -> pl.Expr:
        value = term.value.lower()
        if words and value not in words:
            raise _no_such(term, words)
        return pl.col(column).str.to_lowercase() == value

    return meaning


def _number(column: str) -> Callable[[Term], pl.Expr]:
    def meaning(term: Term) -> pl.Expr:
        try:
            value = float(term.value.replace(",", "."))
        except ValueError:
            said = translate("filters", "{0}:{1} — a number belongs there: {0}:>6").format(term.key, term.value)
            raise FilterProblem(said) from None
        return _compared(pl.col(column), term.compare, pl.lit(value))

    return meaning


def _compared(left: pl.Expr, compare: str, right: pl.Expr) -> pl.Expr:
    operators = {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}
    return operators.get(compare, left == right)


def _date(term: Term) -> pl.Expr:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", term.value):
        said = translate("filters", "date:{} — a year, month or day belongs there: date:2019-05, date:>=2019")
        raise FilterProblem(said.format(term.value))
    shown = pl.col("captured_at").dt.to_string("%Y-%m-%d").str.slice(0, len(term.value))
    return _compared(shown, term.compare, pl.lit(term.value))


def _decision(term: Term) -> pl.Expr:
    decision = pl.col("decision")
    states = {
        "undecided": decision.is_null() | (decision == "lapsed"),
        "decided": decision.is_in(["approved", "rejected"]),
        **{name: decision == name for name in ("approved", "rejected", "lapsed")},
    }
    if term.value not in states:
        raise _no_such(term, states)
    return states[term.value]


def _is(term: Term) -> pl.Expr:
    states = {
        "edited": pl.col("edited"),
        "best": pl.col("best"),
        "series": pl.col("series").is_not_null(),
        "repaired": pl.col("outcome") == "repaired",
        "returned": pl.col("returned"),
    }
    if term.value not in states:
        raise _no_such(term, states)
    return states[term.value]


def _no_such(term: Term, values: Iterable[str]) -> FilterProblem:
    said = translate("filters", "{}:{} — there are {}.")
    return FilterProblem(said.format(term.key, term.value, ", ".join(values)))


def _missing(term: Term) -> pl.Expr:
    texts = ("caption", "alt_text", "subject", "location", "camera", "captured_at", "file_name")
    if term.value == "keywords":
        return pl.col("keywords").list.len() == 0
    if term.value not in texts:
        raise _no_such(term, (*texts, "keywords"))
    return pl.col(term.value).is_null()


def _name(term: Term) -> pl.Expr:
    return _contains("source_path")(term).fill_null(False) | _contains("file_name")(term).fill_null(False)


def _rule(term: Term) -> pl.Expr:
    return _in_list("findings")(term).fill_null(False) | _in_list("warnings")(term).fill_null(False)


KEYS: Mapping[str, Callable[[Term], pl.Expr]] = {
    "outcome": _word("outcome", "passed", "repaired", "blocked", "failed"),
    "state": _word("state", *STATES),
    "decision": _decision,
    "rule": _rule,
    "error": _in_list("findings"),
    "warning": _in_list("warnings"),
    "text": _any_text,
    "caption": _contains("caption"),
    "alt": _contains("alt_text"),
    "keyword": _in_list("keywords"),
    "subject": _contains("subject"),
    "location": _contains("location"),
    "name": _name,
    "label": _in_list("labels"),
    "camera": _contains("camera"),
    "lens": _contains("lens"),
    "iso": _number("iso"),
    "date": _date,
    "quality": _number("quality_score"),
    "band": _word("quality_band", "top", "good", "average", "low", "very low"),
    "series": _word("series"),
    "attempts": _number("attempts"),
    "model": _contains("caption_model"),
    "missing": _missing,
    "is": _is,
}
"""What each key means, in the order in which help lists them."""
