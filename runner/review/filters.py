"""Filters as polars expressions over the photos of a snapshot: what each key of the filter language means.

`KEYS` are the keys with a meaning of their own. A column that a stage declared for review is a key too, by its name:
what that means follows from its type.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

import polars as pl

from runner.review.language import spoken, translate
from runner.review.query import All, Either, FilterError, Node, Not, Term
from runner.schema import PROSE, TEXTS
from runner.store import rows

SEARCHED = (*PROSE, "subject", "location")
COLUMNS = (
    "item_id", "source_path", "outcome", "error_kind", "file_name", "subject", "location", *PROSE,
    "keywords", "findings", "warnings", "caption_from", "camera", "lens", "iso", "captured_at", "labels",
    "quality_score", "quality_band", "series", "caption_model", "attempts",
)  # fmt: skip
"""Columns of the review row that filters read; `decision`, `state`, `returned`, `edited` and `best` join them."""

STATES = ("approved", "rejected", "lapsed", "mended", "passed", "repaired", "blocked", "failed")
"""What a photo is to a reviewer. `mended`: blocked by the run, and a person's texts break no rule."""

DECISIONS = ("undecided", "approved", "rejected", "lapsed")
"""What was decided about a photo. `lapsed`: approved, and changed since."""


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column of the review rows that a stage declared."""

    name: str
    label: str  # for a person
    dtype: pl.DataType


@dataclass(frozen=True, slots=True)
class FilterContext:
    """What filters need to know of a run besides the table."""

    columns: tuple[DeclaredColumn, ...] = ()  # keys of their own, besides KEYS
    above: str = ""  # path that all photos have in common, without the folder that holds them: nobody searches in it

    def key_labels(self) -> Mapping[str, str]:
        """Every key with what it is about: a column's label, or an empty text for a key of `KEYS`."""
        return {**{column.name: column.label for column in self.columns}, **dict.fromkeys(KEYS, "")}


Meaning = Callable[[Term, FilterContext], pl.Expr]


def expression(node: Node, context: FilterContext | None = None) -> pl.Expr:
    """The filter as one Boolean expression, never null. FilterError, with the wrong word, for unknown keys."""
    context = context or FilterContext()
    match node:
        case Term():
            return _meaning(node, context)(node, context).fill_null(False)
        case Not(part):
            return ~expression(part, context)
        case All(parts):
            return reduce(lambda left, right: left & right, (expression(each, context) for each in parts), pl.lit(True))
        case Either(parts):
            return reduce(lambda left, right: left | right, (expression(each, context) for each in parts))


def is_filterable(dtype: pl.DataType) -> bool:
    """Whether a column of this type can be a key."""
    return _by_type("", dtype) is not None


def _meaning(term: Term, context: FilterContext) -> Meaning:
    if term.key is None:
        return _anywhere
    if term.key in KEYS:
        return KEYS[term.key]
    column = next((each for each in context.columns if each.name == term.key), None)
    if column is not None and (meaning := _by_type(column.name, column.dtype)):
        return meaning
    raise term.problem(_no_such_key(term.key, context))


def _no_such_key(key: str, context: FilterContext) -> str:
    keys = context.key_labels()
    close = difflib.get_close_matches(key, keys, n=1, cutoff=0.6)
    every = translate("filters", "There are {}").format(", ".join(f"{each}:" for each in keys))
    hint = translate("filters", "Did you mean {}:?").format(close[0]) if close else every
    return translate("filters", "There is no filter {}: {}").format(key, hint)


def _by_type(name: str, dtype: pl.DataType) -> Meaning | None:
    """What a declared column means as a key; None where its type cannot be compared with a word."""
    if dtype in (rows.MESSAGE, pl.List(rows.MESSAGE)):
        return lambda term, _: _has(rows.worded(name, dtype, spoken()), term.value)
    if isinstance(dtype, pl.List):
        return _in_list(name) if _is_text(dtype.inner) else None
    if isinstance(dtype, pl.Boolean):
        return _yes_or_no(name)
    if isinstance(dtype, pl.Date | pl.Datetime):
        return _date(name)
    if dtype.is_numeric():
        return _number(name)
    return _contains(name) if _is_text(dtype) else None


def _is_text(dtype: object) -> bool:
    return dtype in (pl.String, pl.Categorical, pl.Enum) or isinstance(dtype, pl.Categorical | pl.Enum)


def _contains(column: str) -> Meaning:
    return lambda term, _: _has(pl.col(column), term.value)


def _has(text: pl.Expr, value: str) -> pl.Expr:
    return text.cast(pl.String).str.to_lowercase().str.contains(_pattern(value))


def _in_list(column: str) -> Meaning:
    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        joined = pl.col(column).cast(pl.List(pl.String)).list.join("\n").str.to_lowercase()
        return joined.str.contains(rf"(?m)(?:^|\b){_pattern(term.value)}(?:$|\b)")

    return meaning


def _pattern(value: str) -> str:
    """A pattern of the value in small letters; a star stands for any letters."""
    return re.escape(value.lower()).replace(r"\*", r"[^\n]*")


def _any(*matches: pl.Expr) -> pl.Expr:
    return pl.any_horizontal(*(each.fill_null(False) for each in matches))


def _in_texts(term: Term, context: FilterContext) -> pl.Expr:
    return _any(*(_contains(name)(term, context) for name in SEARCHED), _in_list("keywords")(term, context))


def _anywhere(term: Term, context: FilterContext) -> pl.Expr:
    """A word alone: in the name of the file or its published name, in its folders, in its texts."""
    path = pl.col("source_path").str.slice(len(context.above))
    return _any(_has(path, term.value), _has(pl.col("file_name"), term.value), _in_texts(term, context))


def _name(term: Term, _: FilterContext) -> pl.Expr:
    own = pl.col("source_path").str.extract(r"([^/]*)$")
    return _any(_has(own, term.value), _has(pl.col("file_name"), term.value))


def _folder(term: Term, context: FilterContext) -> pl.Expr:
    return _has(pl.col("source_path").str.slice(len(context.above)).str.extract(r"^(.*)/"), term.value)


def _rule(term: Term, context: FilterContext) -> pl.Expr:
    return _any(_in_list("findings")(term, context), _in_list("warnings")(term, context))


def _word(column: str, *words: str) -> Meaning:
    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        value = term.value.lower()
        if words and value not in words:
            raise _no_such(term, words)
        return pl.col(column).cast(pl.String).str.to_lowercase() == value

    return meaning


def _number(column: str) -> Meaning:
    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        try:
            value = float(term.value.replace(",", "."))
        except ValueError:
            said = translate("filters", "{0}:{1} — a number belongs there: {0}:>6").format(term.key, term.value)
            raise term.problem(said) from None
        return _compared(pl.col(column), term.compare, pl.lit(value))

    return meaning


def _date(column: str) -> Meaning:
    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", term.value):
            said = translate("filters", "{0}:{1} — a year, month or day belongs there: {0}:2019-05, {0}:>=2019")
            raise term.problem(said.format(term.key, term.value))
        shown = pl.col(column).dt.to_string("%Y-%m-%d").str.slice(0, len(term.value))
        return _compared(shown, term.compare, pl.lit(term.value))

    return meaning


def _compared(left: pl.Expr, compare: str, right: pl.Expr) -> pl.Expr:
    operators = {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}
    return operators.get(compare, left == right)


def _yes_or_no(column: str) -> Meaning:
    return lambda term, _: _choice(term, {"yes": pl.col(column), "no": ~pl.col(column)})


def _choice(term: Term, meanings: Mapping[str, pl.Expr]) -> pl.Expr:
    if term.value not in meanings:
        raise _no_such(term, meanings)
    return meanings[term.value]


def _decision(term: Term, _: FilterContext) -> pl.Expr:
    decision = pl.col("decision").cast(pl.String)
    undecided = decision.is_in(["undecided", "lapsed"])
    exact = {name: decision == name for name in DECISIONS[1:]}
    return _choice(term, {"undecided": undecided, "decided": ~undecided, **exact})


def _is(term: Term, context: FilterContext) -> pl.Expr:
    meanings = {
        "contradicted": _rule(Term("rule", ":", "contradicted"), context),
        "edited": pl.col("edited"),
        "best": pl.col("best"),
        "series": pl.col("series").is_not_null(),
        "repaired": pl.col("outcome") == "repaired",
        "returned": pl.col("returned"),
    }
    return _choice(term, meanings)


_CAN_BE_MISSING = (*TEXTS, "subject", "location", "camera", "captured_at", "file_name")


def _missing(term: Term, context: FilterContext) -> pl.Expr:
    names = (*_CAN_BE_MISSING, *(column.name for column in context.columns))
    if term.value not in names:
        raise _no_such(term, names)
    lists = ("keywords", *(each.name for each in context.columns if isinstance(each.dtype, pl.List)))
    missing = pl.col(term.value).is_null()
    return missing | (pl.col(term.value).list.len() == 0) if term.value in lists else missing


def _no_such(term: Term, values: Iterable[str]) -> FilterError:
    said = translate("filters", "{}:{} — there are {}.")
    return term.problem(said.format(term.key, term.value, ", ".join(values)))


KEYS: Mapping[str, Meaning] = {
    "outcome": _word("outcome", "passed", "repaired", "blocked", "failed"),
    "state": _word("state", *STATES),
    "decision": _decision,
    "rule": _rule,
    "error": _in_list("findings"),
    "warning": _in_list("warnings"),
    "text": _in_texts,
    "caption": _contains("caption"),
    "alt": _contains("alt_text"),
    "keyword": _in_list("keywords"),
    "subject": _contains("subject"),
    "location": _contains("location"),
    "name": _name,
    "folder": _folder,
    "path": _contains("source_path"),
    "label": _in_list("labels"),
    "camera": _contains("camera"),
    "lens": _contains("lens"),
    "iso": _number("iso"),
    "date": _date("captured_at"),
    "quality": _number("quality_score"),
    "band": _word("quality_band", "top", "good", "average", "low", "very low"),
    "series": _word("series"),
    "attempts": _number("attempts"),
    "model": _contains("caption_model"),
    "missing": _missing,
    "is": _is,
}
"""What each key with a meaning of its own means, in the order in which help lists them."""
