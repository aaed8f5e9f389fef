"""What a later text repeats, by the same measures as in the stage that compares the texts of a run."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from runner.messages import word
from runner.review.generate.duplicate_index import SCHEMA, DuplicateIndex, of_others, of_run
from runner.schema import ReviewRow
from runner.store.evidence import columns
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.duplicates.repeats import Photos, repeated_texts

OPTIONS = DuplicatesOptions(threshold=0.75)


def others(*rows: tuple[str, str | None, list[str], str | None]) -> DuplicateIndex:
    made = [
        {"item_id": item, "where": "run", "place": "", "file_name": f"{item}.jpg", "caption": caption, "alt_text": None,
         "keywords": keywords, "series": series}
        for item, caption, keywords, series in rows
    ]  # fmt: skip
    return DuplicateIndex(pl.DataFrame(made, schema=SCHEMA, orient="row"))


def row(caption: str | None = None, series: str | None = None, keywords: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"item_id": "own", "caption": caption, "alt_text": None, "keywords": list(keywords), "series": series}


def rules(beside: DuplicateIndex, of: dict[str, Any], without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = beside.findings(of, ("caption", "alt_text", "keywords"), OPTIONS, without)
    return [(finding.rule, finding.severity) for finding in found]


WORDS = st.lists(st.sampled_from("heron stork canal bridge rain snow the a".split()), min_size=1, max_size=6)
ROWS = st.lists(st.tuples(WORDS, st.sampled_from([None, "s", "t"])), min_size=1, max_size=6)


@given(ROWS, WORDS, st.sampled_from([None, "s", "t"]))
def test_the_last_text_repeats_what_the_stage_says_it_does(
    rows: list[tuple[list[str], str | None]], own: list[str], series: str | None
) -> None:
    """The stage compares with texts that stay only; alone with one other text both say the same of the later one."""
    for words, key in rows:
        photos = Photos(["0", "own"], [key, series])
        stage = repeated_texts([" ".join(words), " ".join(own)], photos, OPTIONS.threshold)
        later = rules(others(("0", " ".join(words), [], key)), row(" ".join(own), series))
        assert bool(later) == bool(stage)
        if stage:
            assert later == [("duplicate_caption", "warn" if stage[0].in_series else "error")]


def test_the_photo_named_is_the_one_most_alike() -> None:
    beside = others(
        ("a", "A grey heron stands at the canal today", [], None), ("b", "A grey heron stands at the canal", [], None)
    )
    (finding,) = beside.findings(row("A grey heron stands at the canal."), ["caption"], OPTIONS)
    assert word(finding.said).startswith("Same caption as b.jpg; ")
    assert rules(beside, row("A grey heron stands at the canal."), without=("a", "b")) == []


def test_a_photo_repeats_nothing_that_it_says_itself() -> None:
    assert rules(others(("own", "A grey heron.", ["a", "b", "c", "d"], None)), row("A grey heron.")) == []


def test_keywords_count_outside_a_series_and_from_four_on() -> None:
    four = ("heron", "bird", "canal", "Texel")
    beside = others(("a", None, list(four), "s"), ("b", None, ["x", "y", "z"], None))
    assert rules(beside, row(keywords=tuple(reversed(four)))) == [("duplicate_keywords", "warn")]
    assert rules(beside, row(keywords=four, series="s")) == []
    assert rules(beside, row(keywords=("x", "y", "z"))) == []


def test_what_the_options_switch_off_is_not_said() -> None:
    beside = others(("a", "A grey heron.", [], None))
    assert list(beside.findings(row("A grey heron."), ["caption"], DuplicatesOptions(caption=None))) == []


def test_review_rows_are_others_under_their_files_names() -> None:
    rows = pl.DataFrame(
        [{**dict.fromkeys(columns(ReviewRow)), "item_id": "a", "source_path": "/x/y z.jpg", "caption": "A heron."}],
        schema=columns(ReviewRow),
        orient="row",
    )
    (finding,) = DuplicateIndex(of_run(rows)).findings(row("A heron"), ["caption"], OPTIONS)
    assert "y z.jpg" in word(finding.said)


def test_a_published_sibling_counts_as_part_of_its_series() -> None:
    """The published text of a photo of the run is held to what photos of one series may have in common."""
    run = pl.DataFrame({"item_id": ["a", "own"], "series": ["s", "s"]})
    text = "A grey heron stands at the canal."
    published = {"item_id": "a", "where": "published", "place": "site", "file_name": "heron_1.jpg", "caption": text,
                 "alt_text": None, "keywords": ["heron", "canal", "bird", "grey"]}  # fmt: skip
    table = pl.DataFrame([published], schema={name: dtype for name, dtype in SCHEMA.items() if name != "series"})
    sibling = row(text, "s", ("heron", "canal", "bird", "grey"))
    assert rules(DuplicateIndex(of_others(table, run)), sibling) == [("duplicate_caption", "warn")]
    stranger = rules(DuplicateIndex(of_others(table, run.filter(pl.col("item_id") != "a"))), sibling)
    assert stranger == [("duplicate_caption", "error"), ("duplicate_keywords", "warn")]
