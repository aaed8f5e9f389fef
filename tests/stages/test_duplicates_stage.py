from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stage_inputs import given

from runner.errors import EnvError
from runner.messages import Message, say, word
from runner.schema import DuplicateRow, FactsRow, Finding, QualityRow, RepairRow, ReviewRow, Row, SimilarRow, SourceRow
from runner.stage import STAGES, Folders
from runner.stages import kinds
from runner.stages.duplicates import duplicates
from runner.store import evidence
from runner.store import rows as review_rows
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record
from runner.store.rows import RowColumn
from runner.store.transactions import transaction
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.duplicates.pool import fingerprint

COLUMNS = [RowColumn(name, name, "repair", "text", True) for name in ("caption", "alt_text", "keywords")]
ERROR = evidence.to_record(Finding.of("fluff", "caption", "error", (), say("sentence.unended")))


class Set:
    """Evidence of a set of photos with texts, added one by one in file order."""

    def __init__(self, runs: Path) -> None:
        self.folders = Folders(runs, runs / "herons" / "run")
        self.tables: dict[type[Row], pl.DataFrame] = {SourceRow: pl.DataFrame(schema=evidence.columns(SourceRow))}
        for row_type in (RepairRow, SimilarRow, QualityRow, FactsRow):
            self.tables[row_type] = pl.DataFrame(schema=evidence.table_schema(row_type))

    def add(self, item_id: str, caption: str | None, **known: Any) -> None:
        """A photo; `known` may give alt_text, keywords, findings, series, score, subject and location."""
        source = SourceRow(item_id, f"photos/{item_id}.jpg", False, "0", 1, None, None)
        self._append(SourceRow, evidence.to_record(source))
        texts = {"alt_text": f"Alt of {item_id}.", "keywords": [item_id], "findings": [], **known}
        own = {name: texts[name] for name in ("alt_text", "keywords", "findings")}
        self._append(RepairRow, {"item_id": item_id, "status": "ok", "caption": caption, **own})
        self._append(SimilarRow, {"item_id": item_id, "status": "ok", "series": known.get("series")})
        self._append(QualityRow, {"item_id": item_id, "status": "ok", "score": known.get("score")})
        facts = {name: known.get(name) for name in ("subject", "location")}
        self._append(FactsRow, {"item_id": item_id, "status": "ok", **facts})

    def _append(self, row_type: type[Row], record: dict[str, Any]) -> None:
        table = self.tables[row_type]
        new = pl.DataFrame([{**dict.fromkeys(table.schema), **record}], schema=table.schema, orient="row")
        self.tables[row_type] = pl.concat([table, new])

    def decide(self, **options: Any) -> dict[str, dict[str, Any]]:
        table = duplicates(given("duplicates", self.tables), DuplicatesOptions(**options), self.folders)
        assert table.drop("item_id").schema == evidence.columns(DuplicateRow)
        return {row["item_id"]: row for row in table.iter_rows(named=True)}

    def found(self, **options: Any) -> dict[str, list[tuple[str, str]]]:
        rows = self.decide(**options)
        return {
            item_id: [(each["rule"], each["severity"]) for each in row["findings"]]
            for item_id, row in rows.items()
            if row["findings"]
        }


@pytest.fixture
def herons(tmp_path: Path) -> Set:
    return Set(tmp_path)


def publish(folders: Folders, item_id: str, caption: str) -> None:
    values = (
        "website",
        "zoo",
        item_id,
        f"{item_id}_001.jpg",
        "p",
        "h",
        caption,
        "Published alt.",
        "[]",
        1,
        None,
        "",
        "",
        "",
    )
    with open_catalog(folders.catalog) as catalog, transaction(catalog):
        catalog.execute(f"INSERT INTO publications VALUES ({', '.join('?' * len(values))}, NULL)", values)


def finish(folders: Folders, set_name: str, *rows: tuple[str, str, str]) -> None:
    """Another set's newest run: item, outcome and caption of each photo."""
    run = folders.runs / set_name / "2026-11-20"
    schema = evidence.columns(ReviewRow)
    records = [
        {**dict.fromkeys(schema), "item_id": i, "outcome": o, "caption": c, "alt_text": f"Other {i}.", "keywords": [i],
         "source_path": f"{i}.jpg", "content_hash": "h"}
        for i, o, c in rows
    ]  # fmt: skip
    review_rows.write(run, pl.DataFrame(records, schema=schema, orient="row"), COLUMNS)
    (run.parent / "latest").symlink_to(run.name)


def judge(folders: Folders, edits: Sequence[Edit], verdicts: Sequence[PhotoDecision]) -> None:
    with open_catalog(folders.catalog) as catalog:
        record(catalog, ReviewContext("zoo", "2026-11-20", "me"), edits, verdicts)


def said(row: dict[str, Any]) -> str:
    first = row["findings"][0]
    return word(Message(first["message_id"], first["arguments"]))


def test_the_stage_is_registered_with_its_row() -> None:
    assert kinds()["duplicates"].row is DuplicateRow
    assert STAGES["duplicates"].state is not None


def test_every_photo_has_a_row_and_one_of_a_group_stays(herons: Set) -> None:
    for item_id, caption in (("aa", "A heron."), ("bb", "A stork."), ("cc", "a heron")):
        herons.add(item_id, caption)
    rows = herons.decide()
    assert list(rows) == ["aa", "bb", "cc"]
    assert herons.found() == {"cc": [("duplicate_caption", "error")]}
    assert (rows["cc"]["caption_like"], rows["cc"]["caption_where"], rows["cc"]["similarity"]) == ("aa", "run", 1.0)
    assert "aa.jpg" in said(rows["cc"])


def test_the_best_of_a_group_stays_and_one_without_errors_before_it(herons: Set) -> None:
    herons.add("aa", "A heron.", score=5.0)
    herons.add("bb", "A heron.", score=7.0)
    herons.add("cc", "A heron.", score=9.0, findings=[ERROR])
    herons.add("dd", "A heron.")
    assert sorted(herons.found()) == ["aa", "cc", "dd"]


def test_alt_texts_and_keywords_are_compared_for_themselves(herons: Set) -> None:
    herons.add("aa", "A heron.", alt_text="A grey bird stands.", keywords=["bird", "grey", "canal", "water"])
    herons.add("bb", "A stork.", alt_text="A grey bird stands.", keywords=["Grey", "bird", "Water", "canal"])
    assert herons.found() == {"bb": [("duplicate_alt_text", "error"), ("duplicate_keywords", "warn")]}
    assert herons.decide()["bb"]["caption_like"] is None


def test_a_series_is_warned_where_no_fact_differs(herons: Set) -> None:
    herons.add("aa", "A heron at seven.", series="aa", keywords=["heron"])
    herons.add("bb", "A heron at eight.", series="aa", keywords=["heron"])
    herons.add("cc", "The heron at seven.", series="aa", keywords=["heron"])
    assert herons.found(threshold=0.5) == {"cc": [("duplicate_caption", "warn")]}


def test_a_photo_that_contradicts_its_series_is_no_part_of_it(herons: Set) -> None:
    herons.add("aa", "A bird at the canal at seven.", series="aa", subject="grey heron", location="Utrecht")
    herons.add("bb", "A bird at the canal at eight.", series="aa", subject="heron", location="Utrecht")
    herons.add("cc", "A bird at the canal at nine.", series="aa", subject="little egret", location="Utrecht")
    herons.add("dd", "A bird at the canal at ten.", series="aa", subject="grey heron", location="Leiden")
    found = herons.found(threshold=0.7)
    assert found == {
        "cc": [("series_facts", "warn"), ("duplicate_caption", "error")],
        "dd": [("series_facts", "warn"), ("duplicate_caption", "error")],
    }
    message = said(herons.decide()["cc"])
    assert message == ("The subject is 'little egret', but 'grey heron' in aa.jpg (same series); correct the wrong one")
    assert herons.found(threshold=0.7, series_facts=None)["cc"] == [("duplicate_caption", "error")]


def test_a_set_without_facts_has_series_all_the_same(herons: Set) -> None:
    herons.add("aa", "A heron at seven.", series="aa", keywords=["heron"])
    herons.add("bb", "A heron at eight.", series="aa", keywords=["heron"])
    del herons.tables[FactsRow]
    assert herons.found(threshold=0.5) == {}


def test_what_is_published_wins_and_is_named(herons: Set) -> None:
    publish(herons.folders, "zz", "A heron.")
    herons.add("aa", "A heron.", score=9.0)
    row = herons.decide()["aa"]
    assert (row["caption_like"], row["caption_where"]) == ("zz", "published")
    assert "zz_001.jpg (published to website)" in said(row)


def test_a_photo_may_be_published_again_with_its_own_text(herons: Set) -> None:
    publish(herons.folders, "aa", "A heron.")
    herons.add("aa", "A heron.")
    assert herons.found() == {}


@pytest.mark.parametrize(
    ("outcome", "taken"), [("passed", True), ("repaired", True), ("blocked", False), ("copy", False)]
)
def test_what_waits_in_another_set_is_taken(herons: Set, outcome: str, taken: bool) -> None:
    finish(herons.folders, "zoo", ("zz", outcome, "A heron."))
    herons.add("aa", "A heron.")
    assert (herons.found() != {}) is taken
    if taken:
        assert "waiting in the set 'zoo'" in said(herons.decide()["aa"])


def test_people_decide_what_waits_and_with_which_words(herons: Set) -> None:
    finish(
        herons.folders, "zoo", ("xx", "passed", "A heron."), ("yy", "passed", "A coot."), ("zz", "blocked", "A swan.")
    )
    judge(
        herons.folders,
        [Edit("yy", "caption", "A teal.")],
        [PhotoDecision("xx", "rejected"), PhotoDecision("zz", "approved", "h")],
    )
    for item_id, caption in (("aa", "A heron."), ("bb", "A coot."), ("cc", "A teal."), ("dd", "A swan.")):
        herons.add(item_id, caption)
    assert sorted(herons.found()) == ["cc", "dd"]


def test_the_sets_own_earlier_run_is_not_taken(herons: Set) -> None:
    finish(herons.folders, "herons", ("zz", "passed", "A heron."))
    herons.add("aa", "A heron.")
    assert herons.found() == {}


def test_severities_are_options_and_null_looks_for_nothing(herons: Set) -> None:
    herons.add("aa", "A heron.", alt_text="A bird.")
    herons.add("bb", "A heron.", alt_text="A bird.")
    found = herons.found(caption="warn", alt_text=None)
    assert found == {"bb": [("duplicate_caption", "warn")]}


def test_a_run_without_texts_has_no_rows(herons: Set) -> None:
    assert herons.decide() == {}


def test_the_fingerprint_follows_what_is_published_and_what_waits(herons: Set) -> None:
    seen = [fingerprint(herons.folders)]
    publish(herons.folders, "zz", "A heron.")
    seen.append(fingerprint(herons.folders))
    finish(herons.folders, "zoo", ("yy", "passed", "A coot."))
    seen.append(fingerprint(herons.folders))
    judge(herons.folders, [Edit("yy", "caption", "A teal.")], [])
    seen.append(fingerprint(herons.folders))
    judge(herons.folders, [Edit("yy", "caption", None)], [])
    assert len(set(seen)) == 4
    assert fingerprint(herons.folders) == seen[2]


def test_another_sets_rows_that_cannot_be_read_are_named(herons: Set) -> None:
    finish(herons.folders, "zoo", ("zz", "passed", "A heron."))
    (herons.folders.runs / "zoo" / "latest" / "rows.parquet").write_bytes(b"PAR1 no more")
    herons.add("aa", "A heron.")
    with pytest.raises(EnvError, match="Run the set 'zoo' again"):
        herons.decide()
