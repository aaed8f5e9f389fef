"""What a condition means for a column, depending on its type: text, list, number, date, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from runner.review.language import spoken, translate
from runner.review.query import FilterError, Term
from runner.store import rows


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column of the review rows that a stage declared."""

    name: str
    label: str  # as shown to a person
    dtype: pl.DataType
    shown: bool = True  # in the panel and the report, and among the facets


@dataclass(frozen=True, slots=True)
class FilterContext:
    """What filters need to know about a run besides the table."""

    columns: tuple[DeclaredColumn, ...] = ()  # additional keys, besides `filters.KEYS`
    above: str = ""  # common path of all photos, without the folder that holds them: it is not searched


Meaning = Callable[[Term, FilterContext], pl.Expr]
"""Turns a condition into an expression. Raises FilterError if its value cannot be understood."""


def is_filterable(dtype: pl.DataType) -> bool:
    """Whether a column of this type can be a key."""
    return by_type("", dtype) is not None


def by_type(name: str, dtype: pl.DataType) -> Meaning | None:
    """The meaning of a declared column as a key; None if its type cannot be compared with a word."""
    if dtype in (rows.MESSAGE, pl.List(rows.MESSAGE)):
        return lambda term, _: has(rows.worded(name, dtype, spoken()), term.value)
    if isinstance(dtype, pl.List):
        return in_list(name) if _is_text(dtype.inner) else None
    if isinstance(dtype, pl.Boolean):
        return _yes_or_no(name)
    if isinstance(dtype, pl.Date | pl.Datetime):
        return date_of(name)
    if dtype.is_numeric():
        return number_of(name)
    return contains(name) if _is_text(dtype) else None


def _is_text(dtype: object) -> bool:
    return dtype in (pl.String, pl.Categorical, pl.Enum) or isinstance(dtype, pl.Categorical | pl.Enum)


def contains(column: str) -> Meaning:
    """The text contains the word; with `=`, it is the word."""
    return lambda term, _: (equals if term.compare == "=" else has)(pl.col(column), term.value)


def has(text: pl.Expr, value: str) -> pl.Expr:
    """True if a text contains a value, ignoring case; a star matches any letters."""
    return text.cast(pl.String).str.to_lowercase().str.contains(_pattern(value))


def equals(text: pl.Expr, value: str) -> pl.Expr:
    """True if a text is the value, ignoring case."""
    return text.cast(pl.String).str.to_lowercase() == value.lower()


def in_list(column: str) -> Meaning:
    """A text of the list contains the value as whole words; with `=`, one of them is the value."""

    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        joined = pl.col(column).cast(pl.List(pl.String)).list.join("\n").str.to_lowercase()
        if term.compare == "=":
            return joined.str.contains(rf"(?m)^{re.escape(term.value.lower())}$")
        return joined.str.contains(rf"(?m)(?:^|\b){_pattern(term.value)}(?:$|\b)")

    return meaning


def _pattern(value: str) -> str:
    """A pattern for the value in lower case; a star matches any letters."""
    return re.escape(value.lower()).replace(r"\*", r"[^\n]*")


def any_of(*matches: pl.Expr) -> pl.Expr:
    """True if one of the conditions is true; null counts as false."""
    return pl.any_horizontal(*(each.fill_null(False) for each in matches))


def one_of(column: str, *words: str) -> Meaning:
    """The column equals the value, which must be one of these words if any are given."""

    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        value = term.value.lower()
        if words and value not in words:
            raise no_such(term, words)
        return pl.col(column).cast(pl.String).str.to_lowercase() == value

    return meaning


def number_of(column: str) -> Meaning:
    """The column is compared with a number."""

    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        try:
            value = float(term.value.replace(",", "."))
        except ValueError:
            said = translate("filters", "{0}:{1} — needs a number: {0}:>6").format(term.key, term.value)
            raise term.problem(said) from None
        return _compared(pl.col(column), term.compare, pl.lit(value))

    return meaning


def date_of(column: str) -> Meaning:
    """The column is compared with a year, a month or a day."""

    def meaning(term: Term, _: FilterContext) -> pl.Expr:
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", term.value):
            said = translate("filters", "{0}:{1} — needs a year, month or day: {0}:2019-05, {0}:>=2019")
            raise term.problem(said.format(term.key, term.value))
        shown = pl.col(column).dt.to_string("%Y-%m-%d").str.slice(0, len(term.value))
        return _compared(shown, term.compare, pl.lit(term.value))

    return meaning


def _compared(left: pl.Expr, compare: str, right: pl.Expr) -> pl.Expr:
    operators = {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}
    return operators.get(compare, left == right)


def _yes_or_no(column: str) -> Meaning:
    return lambda term, _: choice(term, {"yes": pl.col(column), "no": ~pl.col(column)})


def choice(term: Term, meanings: Mapping[str, pl.Expr]) -> pl.Expr:
    """The expression for the value of a condition. Raises FilterError if there is none."""
    if term.value not in meanings:
        raise no_such(term, meanings)
    return meanings[term.value]


def no_such(term: Term, values: Iterable[str]) -> FilterError:
    """The error for a value that does not exist; it lists those that do."""
    said = translate("filters", "{}:{} — choose from {}.")
    return term.problem(said.format(term.key, term.value, ", ".join(values)))
