"""What a run checked, repaired, tried again and blocked, and why: each number counts the photos of a filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from runner.messages import known
from runner.review.filters import expression
from runner.review.language import number, term, translate
from runner.review.meanings import FilterContext
from runner.review.query import parse
from runner.review.review_set import ReviewSet
from runner.store.runfile import RunFile

_DUPLICATES = ("duplicate_caption", "duplicate_alt_text", "duplicate_keywords", "series_facts")
_CONTRADICTED = "contradicted"
_PRESENCE = "presence"
"""The rule about missing texts; a set may lack it."""


class Line(NamedTuple):
    """A number of photos, what was found about them, and the filter that shows them."""

    photos: int
    text: str
    why: str
    filter: str


class Section(NamedTuple):
    """Lines that belong together, and a sentence about them."""

    title: str
    about: str
    lines: tuple[Line, ...]


class Quality(NamedTuple):
    """The results of a finished run."""

    next_step: str  # "9 of 12 photos need you, 3 can be approved as they are."
    waiting: str  # filter for the photos that need a person; empty if none does
    sections: tuple[Section, ...]


def quality(review_set: ReviewSet, file: RunFile) -> Quality:
    """The results for a run's photos, without copies. It reports what the run found, whatever was decided since."""
    count = _Counter(review_set)
    sections = (
        _checked(count), _mended(count), _blocked(count), _compared(count), _witnessed(count, file), _failed(count),
    )  # fmt: skip
    filled = tuple(section for section in sections if section.lines)
    return Quality(
        _next_step(count), "outcome:blocked decision:undecided" if count.photos("outcome:blocked") else "", filled
    )


class _Counter:
    """Counts photos by filter, as the review will show them."""

    def __init__(self, review_set: ReviewSet) -> None:
        nobody = pl.lit(False)
        self.table = review_set.photos.with_columns(
            decision=pl.lit("undecided"), returned=nobody, edited=nobody, best=nobody, state=pl.col("outcome")
        )
        self._context = FilterContext(review_set.filterable())

    def photos(self, text: str) -> int:
        return self.table.filter(expression(parse(text), self._context)).height

    def line(self, text: str, why: str, sought: str) -> Line:
        return Line(self.photos(sought), text, why, sought)

    def rules(self, column: str, sought: str) -> list[str]:
        """Rules that these photos break, most frequent first."""
        found = self.table.filter(expression(parse(sought), self._context))[column]
        broken = found.explode(empty_as_null=True).drop_nulls().value_counts()
        return broken.sort("count", column, descending=[True, False])[column].to_list()


def _some(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.photos)


def _next_step(count: _Counter) -> str:
    blocked, of = count.photos("outcome:blocked"), count.photos("NOT outcome:failed")
    ready = count.photos("outcome:passed OR outcome:repaired")
    if blocked:
        said = translate("quality", "{} of %Ln photo(s) need you, {} can be approved as they are.", "", of)
        return said.format(number(blocked), number(ready))
    if ready:
        return translate("quality", "%Ln photo(s) can be approved as (it is|they are).", "", ready)
    return translate("quality", "No photo has texts.")


def _checked(count: _Counter) -> Section:
    lines = (
        count.line(
            translate("quality", "texts checked"),
            translate("quality", "every caption, alt text and keyword was checked against the set's rules"),
            "NOT outcome:failed",
        ),
        count.line(
            translate("quality", "clean as written"),
            translate("quality", "no rule was broken, nothing was changed"),
            "outcome:passed",
        ),
        count.line(
            translate("quality", "with a warning"),
            translate("quality", "worth a look; a warning does not block"),
            "NOT outcome:failed " + _with_warning(count),
        ),
    )
    return Section(translate("quality", "Checked"), "", _some(lines))


def _with_warning(count: _Counter) -> str:
    """A filter for photos with any warning: the language has no word for that, so it names every rule."""
    rules = sorted(count.rules("warnings", "NOT outcome:failed"))
    return f"({' OR '.join(f'warning:{rule}' for rule in rules)})" if rules else "outcome:failed"


def _mended(count: _Counter) -> Section:
    lines = (
        count.line(
            translate("quality", "repaired by rule"),
            translate("quality", "corrected without asking the captioner again"),
            "outcome:repaired NOT attempts:>1",
        ),
        count.line(
            translate("quality", "written again, then clean"),
            translate("quality", "the captioner was told what was wrong"),
            "outcome:repaired attempts:>1",
        ),
        count.line(
            translate("quality", "written again, still blocked"),
            translate("quality", "all attempts for the photo were used up"),
            "outcome:blocked attempts:>1",
        ),
    )
    return Section(translate("quality", "Repaired and tried again"), "", _some(lines))


def _blocked(count: _Counter) -> Section:
    rules = count.rules("findings", "outcome:blocked")
    lines = [count.line(term("rule", rule), _meaning(rule), f"outcome:blocked error:{rule}") for rule in rules]
    lines += [
        count.line(
            translate("quality", "a text is missing"),
            translate("quality", "nothing usable was written, or no rule could be met"),
            f"outcome:blocked NOT error:{_PRESENCE} (missing:caption OR missing:alt_text OR missing:keywords)",
        )
    ]
    about = translate(
        "quality",
        "%Ln photo(s) (waits|wait) for you; a photo can have several reasons.",
        "",
        count.photos("outcome:blocked"),
    )
    return Section(translate("quality", "Blocked, by reason"), about, _some(lines))


def _compared(count: _Counter) -> Section:
    """Duplicates that do not block; those that block are among the reasons."""
    found = count.rules("warnings", "NOT outcome:failed")
    lines = [count.line(term("rule", rule), _meaning(rule), f"warning:{rule}") for rule in _DUPLICATES if rule in found]
    return Section(translate("quality", "Similar to other photos, but not blocked for it"), "", _some(lines))


def _meaning(rule: str) -> str:
    return term("meaning", rule) if known(f"meaning.{rule}") else ""


def _witnessed(count: _Counter, file: RunFile) -> Section:
    line = count.line(
        translate("quality", "contradicted by a witness"),
        translate("quality", "an independent look at the picture says otherwise"),
        f"rule:{_CONTRADICTED}",
    )
    return Section(translate("quality", "Claims and witnesses"), " ".join(_claims(file)), _some([line]))


def _claims(file: RunFile) -> Iterator[str]:
    claims = (file.summary or {}).get("claims")
    if claims:
        said = translate(
            "quality",
            "Of the claims about what can be seen, {} are confirmed, {} contradicted, and {} could not be checked.",
        )
        yield said.format(*(number(claims[name]) for name in ("supported", "contradicted", "unwitnessed")))


def _failed(count: _Counter) -> Section:
    table = count.table.filter(pl.col("outcome") == "failed")
    kinds = (
        table["error_kind"].fill_null("unknown").value_counts().sort("count", "error_kind", descending=[True, False])
    )
    said = [f"{number(many)} {term('kind', kind)}" for kind, many in kinds.iter_rows()]
    line = count.line(translate("quality", "could not be processed"), ", ".join(said), "outcome:failed")
    return Section(translate("quality", "Failed"), "", _some([line]))
