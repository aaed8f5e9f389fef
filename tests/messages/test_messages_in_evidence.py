"""Messages in evidence: written as id and arguments, and readable from parts of earlier versions too."""

from __future__ import annotations

import tarfile
from pathlib import Path

import polars as pl
import pytest

from runner.errors import DecodeError, EnvError, PublishError, RunnerError
from runner.messages import say, table, word
from runner.review.wording import failure, reasons
from runner.schema import CheckRow, Common, DuplicateRow, Finding, RepairRow
from runner.store import evidence
from runner.text.digest import digest_of_rules
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import RULES, Rules, check

FIXTURES = Path(__file__).parents[1] / "fixtures"
OLD = {"rule": "sentence", "field": "caption", "severity": "error", "words": ["x"], "message": 'It says "so"; ü.'}
SENTENCE = Rules(sentence=RULES["sentence"].options())


def part(folder: Path, number: int, findings: list[dict[str, object]], schema: dict[str, pl.DataType]) -> Path:
    common = dict.fromkeys(evidence.columns(Common)) | {"run_id": "r", "item_id": f"{number}", "status": "ok"}
    path = folder / f"part-{number}.parquet"
    pl.DataFrame([{**common, "findings": findings}], schema=schema).write_parquet(path)
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> list[Path]:
    """A part of today and one of before messages were data."""
    today = evidence.table_schema(CheckRow)
    finding = pl.Struct({name: pl.List(pl.String()) if name == "words" else pl.String() for name in OLD})
    before = {name: kind for name, kind in today.items() if not name.startswith("error_") or name == "error_kind"}
    new = evidence.to_record(Finding.of("sentence", "caption", "error", (), say("sentence.unended")))
    return [
        part(tmp_path, 1, [new], today),
        part(tmp_path, 2, [OLD], {**before, "findings": pl.List(finding)}),
    ]


def said(table: pl.DataFrame) -> list[str]:
    kinds = pl.Schema(evidence.columns(CheckRow))
    rows = evidence.to_rows(CheckRow, table.select(kinds.names()).cast(kinds))
    return [word(found.said, "de") for row in rows for found in row.findings]


def test_an_old_sentence_beside_a_message_is_shown_as_it_is(mixed: list[Path]) -> None:
    today, before = "Endet nicht mit einem Punkt", 'It says "so"; ü.'
    assert said(evidence.read_parts(mixed, "r").sort("item_id")) == [today, before]
    assert said(evidence.read_parts(mixed, "r", ["findings"]).sort("item_id")) == [today, before]
    assert said(evidence.read_parts(mixed[1:], "r")) == [before]
    assert said(evidence.scan_parts(mixed, CheckRow).collect()) == [today, before]


def test_parts_of_the_first_version_are_read_as_rows_of_today(tmp_path: Path) -> None:
    with tarfile.open(FIXTURES / "runs_of_0.1.0.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    for stage, row_type in (("check", CheckRow), ("repair", RepairRow), ("duplicates", DuplicateRow)):
        (run,) = tmp_path.glob("runs/*/*-*-*")
        assert evidence.to_rows(row_type, evidence.scan(run, stage, row_type).collect())


def test_rows_without_messages_show_their_texts() -> None:
    old = {"reasons": None, "reason": "Caption breaks x.", "error_id": None, "error_arguments": None, "error": "Half."}
    assert (reasons(old), failure(old)) == ("Caption breaks x.", "Half.")
    assert reasons({**old, "reason": None}) == ""


def test_a_changed_wording_changes_neither_evidence_nor_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def findings() -> tuple[Finding, ...]:
        return check(TextsInContext("A heron", writer="picture"), SENTENCE, Thesaurus({}))

    before, key = findings(), digest_of_rules()
    changed = {**table.table(), "sentence.unended": {"en": "Ends nowhere", "de": "Endet nirgends"}}
    monkeypatch.setattr(table, "_messages", lambda _file: changed)
    digest_of_rules.cache_clear()
    assert findings() == before
    assert digest_of_rules() == key
    assert word(before[0].said) == "Ends nowhere"


@pytest.mark.parametrize(
    ("error", "english", "german"),
    [
        (DecodeError(say("file.empty")), "the file is empty; ", "die Datei ist leer; "),
        (PublishError(say("drift.row_gone")), "its row is gone", "die Zeile ist weg"),
        (EnvError(say("catalog.held", path="x"), "Wait."), "x is in use", "x wird gerade von"),
        (RunnerError("as it is"), "as it is", "as it is"),
    ],
)
def test_errors_are_worded_in_both_languages(error: RunnerError, english: str, german: str) -> None:
    assert str(error).startswith(english)
    assert error.in_words("de").startswith(german)
