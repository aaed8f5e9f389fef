"""People's decisions: whose texts they were about, what was changed, and which rule predicted the rejection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import sweep_of
from parsed_page import Page, unpack
from sample_run import Evidence, finding

from runner.reports import comparison
from runner.reports.comparison.words import edit_share
from runner.reports.intervals import wilson
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record
from runner.store.preferences import Pair, prefer
from runner.store.sweepfile import Variant

PLAIN, CLEVER = "caption=plain", "caption=clever"
FLUFF = finding("fluff", "caption")


class Sweep:
    """Two variants; of photo `same` both wrote the same."""

    def __init__(self, runs: Path, catalog: sqlite3.Connection) -> None:
        self.runs, self.catalog = runs, catalog
        self.folder = runs / "sweeps" / "demo" / sweep_of.ID
        self.texts = [{"same": "A heron.", "other": "A grey heron."}, {"same": "A heron.", "other": "One stork."}]
        for number, captions in enumerate(self.texts):
            run = Evidence(sweep_of.run_id(number))
            for item_id, caption in captions.items():
                sweep_of.photo(run, item_id, caption, [FLUFF] if item_id == "other" else ())
            sweep_of.store(self.folder, number, run)
        names = [(0, PLAIN), (1, CLEVER)]
        sweep_of.write(self.folder, [Variant(n, name, (), sweep_of.run_id(n), "finished") for n, name in names])

    def decide(self, run_id: str | int, item_id: str, decision: str, shown: str | None = None, **edit: str) -> None:
        """What the reviewer records with this run on the screen; `shown` is the caption that was decided on."""
        number = run_id if isinstance(run_id, int) else 0
        texts = {"caption": shown or self.texts[number][item_id], "alt_text": None, "keywords": []}
        content = sweep_of.hashed(item_id, texts)
        reason = "wrong bird" if decision == "rejected" else None
        desk = ReviewContext("demo", sweep_of.run_id(run_id) if isinstance(run_id, int) else run_id, "ann")
        edits = [Edit(item_id, name, value) for name, value in edit.items()]
        record(self.catalog, desk, edits, [PhotoDecision(item_id, decision, content, reason)])  # type: ignore[arg-type]

    def edit(self, number: int, item_id: str, caption: str) -> None:
        record(
            self.catalog, ReviewContext("demo", sweep_of.run_id(number), "ann"), [Edit(item_id, "caption", caption)], []
        )

    def told(self, variant: str | None, measure: str, about: str | None = None) -> tuple[float | None, int]:
        comparison.write(self.runs, self.folder)
        table = sweep_of.read(self.folder).filter(
            pl.col("variant").eq_missing(pl.lit(variant)),
            pl.col("measure") == measure,
            pl.col("about").eq_missing(pl.lit(about)),
        )
        return table.select("value", "photos").row(0) if table.height else (None, 0)


@pytest.fixture
def sweep(tmp_path: Path) -> Iterator[Sweep]:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        yield Sweep(tmp_path, catalog)


def test_a_decision_counts_for_every_variant_that_wrote_those_texts(sweep: Sweep) -> None:
    sweep.decide(0, "same", "approved")
    sweep.decide(0, "other", "rejected")
    assert sweep.told(PLAIN, "approved") == (0.5, 2)
    assert sweep.told(CLEVER, "approved") == (1.0, 1)
    assert sweep.told(CLEVER, "edit_distance") == (0.0, 1)


def test_the_page_says_why_a_text_was_rejected(sweep: Sweep) -> None:
    sweep.decide(0, "other", "rejected")
    page = Page(comparison.write(sweep.runs, sweep.folder).read_text("utf-8"))
    index, pages = unpack(page.scripts[0])
    assert dict(zip(index["id"], index["decided"], strict=True)) == {"other": "n-", "same": "--"}
    texts = next(record["texts"] for record in pages[0] if record["item_id"] == "other")
    assert [(text["approved"], text["rejection"]) for text in texts] == [(0.0, "wrong bird"), (None, None)]
    assert "Which rule foresaw what people rejected" in page.text


def test_a_decision_on_another_run_with_the_same_texts_counts_too(sweep: Sweep) -> None:
    elsewhere = Evidence("20261101-080000-ffff")
    sweep_of.photo(elsewhere, "other", "A grey heron.", [FLUFF])
    folder = sweep_of.store(sweep.runs / "demo", 0, elsewhere)
    sweep.decide(folder.name, "other", "rejected")
    assert sweep.told(PLAIN, "approved") == (0.0, 1)
    assert sweep.told(CLEVER, "approved") == (None, 0)


def test_the_newest_decision_about_the_same_texts_counts_and_one_taken_back_does_not(sweep: Sweep) -> None:
    sweep.decide(1, "other", "rejected")
    sweep.decide(1, "other", "approved")
    assert sweep.told(CLEVER, "approved") == (1.0, 1)
    sweep.decide(1, "other", "reset")
    assert sweep.told(CLEVER, "approved") == (None, 0)


def test_variants_decided_one_after_the_other_keep_their_own_decisions(sweep: Sweep) -> None:
    sweep.decide(0, "other", "rejected")
    sweep.decide(1, "other", "approved")
    assert sweep.told(PLAIN, "approved") == (0.0, 1)
    assert sweep.told(CLEVER, "approved") == (1.0, 1)


def test_what_a_person_changed_before_approving_is_measured_in_words(sweep: Sweep) -> None:
    sweep.decide(0, "other", "approved", shown="A great grey egret.", caption="A great grey egret.")
    value, photos = sweep.told(PLAIN, "edit_distance")
    assert photos == 1
    assert value == pytest.approx(2 / 4 / 3, abs=1e-6)  # one word put in, one replaced, of four; one text of three


def test_a_text_that_a_person_wrote_over_another_variants_says_nothing_about_this_one(sweep: Sweep) -> None:
    sweep.edit(0, "other", "A stork.")
    sweep.decide(1, "other", "approved", "A stork.")
    assert sweep.told(CLEVER, "approved") == (None, 0)
    assert sweep.told(PLAIN, "approved") == (None, 0)


def test_a_text_that_was_generated_anew_is_not_the_variants(sweep: Sweep) -> None:
    anew = [Edit("other", "caption", "An egret.", source="model")]
    record(sweep.catalog, ReviewContext("demo", sweep_of.run_id(1), "ann"), anew, [])
    sweep.decide(1, "other", "approved", "An egret.")
    assert sweep.told(CLEVER, "approved") == (None, 0)


def test_an_edit_after_the_decision_does_not_change_what_was_decided_on(sweep: Sweep) -> None:
    sweep.decide(1, "other", "rejected")
    sweep.catalog.execute("UPDATE decisions SET at = '2020-01-01T00:00:00.000+00:00'")
    sweep.edit(0, "other", "A stork.")
    assert sweep.told(CLEVER, "approved") == (0.0, 1)


def test_precision_and_recall_of_a_rule_count_equal_texts_once(sweep: Sweep) -> None:
    sweep.decide(0, "other", "rejected")
    sweep.decide(1, "other", "approved")
    sweep.decide(0, "same", "rejected")
    assert sweep.told(None, "precision", "fluff") == (0.5, 2)
    assert sweep.told(None, "recall", "fluff") == (0.5, 2)
    assert sweep.told(None, "precision", "blocked") == (0.5, 2)
    assert sweep.told(None, "recall", "any finding") == (0.5, 2)


def test_blind_preferences_join_in(sweep: Sweep) -> None:
    pair = Pair("same", sweep_of.run_id(0), sweep_of.run_id(1))
    prefer(sweep.catalog, sweep_of.ID, pair, "right", "ann")
    assert sweep.told(CLEVER, "preferred") == (0.75, 1)  # one choice and one imaginary tie
    assert sweep.told(PLAIN, "preferred") == (0.25, 1)
    row = sweep_of.read(sweep.folder).filter(measure="preferred", variant=CLEVER).row(0, named=True)
    assert (row["difference"], row["pairs"], row["verdict"]) == (0.25, 1, "too few photos")


def test_without_a_catalogue_nothing_is_known_of_people_and_none_is_made(sweep: Sweep) -> None:
    sweep.catalog.close()
    for path in sweep.runs.glob("catalog.db*"):
        path.unlink()
    assert sweep.told(PLAIN, "approved") == (None, 0)
    assert not (sweep.runs / "catalog.db").exists()


def test_a_share_of_few_has_a_wide_interval() -> None:
    assert wilson(0, 0)[:3] == (None, None, None)
    none, all_of_them = wilson(0, 10), wilson(10, 10)
    assert (none.low, none.high) == (0.0, pytest.approx(0.27753, abs=1e-4))
    assert (all_of_them.low, all_of_them.high) == (pytest.approx(0.72247, abs=1e-4), 1.0)
    assert wilson(5, 10)[1:3] == (pytest.approx(0.23659, abs=1e-4), pytest.approx(0.76341, abs=1e-4))


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1 / 3),
        ("a b", "b a", 1),
        ("a b", "a b c d", 0.5),
    ],
)
def test_words_that_were_changed(before: str, after: str, share: float) -> None:
    assert edit_share(before.split(), after.split()) == pytest.approx(share)
