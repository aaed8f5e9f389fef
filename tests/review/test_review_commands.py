"""`runner decide`, `edit`, `rows` and `history`: the refusals, checks and undo of the window, without a window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from runner import cli
from runner.review.session import Session

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `runner …` with the runs folder and the reviewer; gives the exit code and all that was said."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def one(*words: str, reviewer: str = "Ada") -> tuple[int, str]:
        capsys.readouterr()
        code = cli.run([*words, f"paths.runs={runs}", *([f"reviewer={reviewer}"] if words[0] != "history" else [])])
        said = capsys.readouterr()
        return code, said.out + said.err

    return one


def states(session: Session) -> dict[str, int]:
    return dict(Session(session.review_set, "Eve").snapshot.states())


def test_what_may_be_approved_is_and_the_rest_is_listed_with_its_reason(call: Call, session: Session) -> None:
    code, said = call("decide", "demo", "approve", "*")
    assert (code, states(session)["approved"]) == (1, 6), "not every photo: exit code 1"
    assert "Approved 6 photos." in said
    assert "Not done for 11:" in said
    assert "  notes.jpg: It could not be processed: " in said
    assert len([line for line in said.splitlines() if line.startswith("  ")]) == 11
    assert call("decide", "demo", "approve", "decision:approved")[0] == 0


def test_a_dry_run_counts_and_changes_nothing(call: Call, session: Session) -> None:
    code, said = call("decide", "demo", "approve", "outcome:passed", "OR", "outcome:failed", "dry_run=true")
    assert code == 1
    assert "Matches 9 photos: 6 passed, 3 failed." in said
    assert "Would do: Approved 6 photos." in said
    assert "Nothing was changed" in said
    code, said = call("edit", "demo", "name:tripod", "caption=Short.", "dry_run=true")
    assert (code, "length (1)" in said) == (0, True), "what the rules say of it is said before it is done"
    assert states(session) == {"passed": 6, "blocked": 8, "failed": 3}


def test_undo_takes_back_change_by_change_in_later_commands(call: Call, session: Session) -> None:
    call("decide", "demo", "approve", "outcome:passed")
    call("edit", "demo", "keyword:espresso", "keywords+=coffee, cup")
    assert states(session) == {"approved": 4, "lapsed": 2, "blocked": 8, "failed": 3}
    assert call("decide", "demo", "undo") == (0, "Undone: Edited keywords of 2 photos.\n")
    assert states(session)["approved"] == 6
    assert call("decide", "demo", "undo", "dry_run=true") == (0, "Would undo: Approved 6 photos.\n")
    assert call("decide", "demo", "undo") == (0, "Undone: Approved 6 photos.\n")
    assert states(session)["passed"] == 6
    assert call("decide", "demo", "redo") == (0, "Redone: Approved 6 photos.\n")
    assert call("decide", "demo", "redo") == (0, "Redone: Edited keywords of 2 photos.\n")
    assert states(session)["lapsed"] == 2
    code, said = call("decide", "demo", "redo")
    assert (code, said) == (1, "There is nothing to redo.\n")


def test_nobody_undoes_what_another_person_did(call: Call, session: Session) -> None:
    call("decide", "demo", "reject", "name:tripod", "reason=blurred")
    assert call("decide", "demo", "undo", reviewer="Bert") == (1, "There is nothing to undo.\n")
    call("decide", "demo", "reset", "name:tripod", reviewer="Bert")
    code, said = call("decide", "demo", "undo")
    assert (code, said) == (1, "Bert has changed it since, so it was left as it is.\n")
    assert states(session)["blocked"] == 8


def test_the_window_undoes_nothing_of_earlier_sessions(call: Call, session: Session) -> None:
    call("decide", "demo", "reject", "name:tripod", "reason=blurred")
    assert Session(session.review_set, "Ada").undo_stack.done == []


def test_one_text_is_decided(call: Call, session: Session) -> None:
    code, said = call("decide", "demo", "approve", "name:tripod OR name:_MG_5120", "field=caption")
    assert (code, "Approved the caption of 1 photo." in said) == (1, True)
    assert "  tripod.png: " in said
    call("decide", "demo", "reject", "name:_MG_5120", "field=caption", "reason=dull")
    assert states(session)["blocked"] == 9
    assert "Ada rejected its caption: dull" in call("decide", "demo", "approve", "name:_MG_5120")[1]


def test_texts_are_written_added_to_replaced_and_reverted(call: Call, session: Session) -> None:
    def row(name: str) -> dict[str, object]:
        other = Session(session.review_set, "Eve")
        return dict(other.snapshot.row(other.find(f'name:"{name}"')[0]))

    call("edit", "demo", "name:_MG_5120", "location=Beijing", "keywords+=Lake, palais d'été", "keywords-=2011")
    assert row("_MG_5120")["location"] == "Beijing"
    keywords = row("_MG_5120")["keywords"]
    assert isinstance(keywords, list)
    assert keywords[0] == "Palais d'Été"
    assert keywords[-1] == "Lake"
    assert "2011" not in keywords
    assert call("edit", "demo", "caption:Summer", "find=Summer", "replace=Old")[1] == "No photo with texts matches.\n"
    assert call("edit", "demo", "*", "find=espresso", "replace=ristretto")[1].startswith("Edited ")
    assert "ristretto" in str(row("IMG_2301")["caption"])
    call("edit", "demo", "is:edited", "revert=caption,alt_text,keywords,location,subject")
    assert Session(session.review_set, "Eve").find("is:edited") == []
    assert call("edit", "demo", "*", "revert=caption")[1] == "Nothing to change.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "demo"), "There are approve, reject, reset, undo, redo"),
        (("decide", "demo", "approve"), "Which photos?"),
        (("decide", "demo", "reject", "*"), "A rejection needs a reason"),
        (("decide", "demo", "approve", "*", "reasen=x"), "Did you mean reason=?"),
        (("decide", "demo", "undo", "*"), "takes no filter"),
        (("decide", "demo", "approve", "*", "field=subject"), "caption, alt_text, keywords"),
        (("decide", "demo", "approve", "qualit:>6"), "         \n  qualit:>6\n  ^^^^^^^^^"),
        (("decide", "nowhere", "undo"), "'nowhere' is not a run"),
        (("edit", "demo", "*"), "What is to be written?"),
        (("edit", "demo", "*", "titel=x"), "there is no such option"),
        (("edit", "demo", "*", "find=x"), "go together"),
        (("edit", "demo", "*", "keywords=a", "keywords+=b"), "sets the whole list"),
        (("rows", "demo", "out=x.xlsx"), ".csv, .parquet, .json, .jsonl"),
        (("rows", "demo", "columns=capion"), "there are item_id"),
        (("rows", "demo", "order=random"), "There are attention, run"),
        (("history", "demo"), "Which photos?"),
    ],
)
def test_what_is_wrong_is_said_and_is_exit_code_2(call: Call, words: tuple[str, ...], said: str) -> None:
    code, complaint = call(*words)
    assert code == 2
    assert said.strip() in complaint


def test_history_says_who_did_what_in_order(call: Call) -> None:
    call("decide", "demo", "approve", "name:_MG_5120")
    call("edit", "demo", "name:_MG_5120", "caption=The palace above its lake in the afternoon.", reviewer="Bert")
    call("decide", "demo", "undo", reviewer="Bert")
    call("decide", "demo", "reject", "name:_MG_5120", "reason=too dark")
    code, said = call("history", "demo", "name:_MG_5120")
    lines = [line.split("  ")[-1] for line in said.splitlines()]
    assert (code, lines) == (
        0,
        [
            "_MG_5120.jpg",
            "Ada: Approved the photo",
            "Bert: Edited the caption: The palace above its lake in the afternoon.",
            "Bert: Reverted the caption to the run's text (undo/redo)",
            "Ada: Rejected the photo: too dark",
        ],
    )


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "jsonl"])
def test_rows_are_written_with_what_people_did(call: Call, tmp_path: Path, ending: str) -> None:
    call("edit", "demo", "name:_MG_5120", "keywords+=lake")
    call("decide", "demo", "approve", "outcome:passed")
    out = tmp_path / f"rows.{ending}"
    code, said = call("rows", "demo", "decision:approved", f"out={out}", "order=best")
    assert (code, said) == (0, f"6 photos: {out}\n")
    readers = {
        "csv": pl.read_csv, "parquet": pl.read_parquet, "jsonl": pl.read_ndjson,
        "json": lambda path: pl.DataFrame(json.loads(path.read_text())),
    }  # fmt: skip
    table = readers[ending](out)
    assert table["decided_by"].to_list() == ["Ada"] * 6
    assert table["quality_score"].is_sorted(descending=True)
    first = table.row(0, named=True)
    assert first["source_path"].endswith("_MG_5120.jpg")
    assert "lake" in first["keywords"]
    assert "keywords" in first["edited"]


def test_rows_are_shown_as_a_table(call: Call) -> None:
    code, said = call("rows", "demo", "state:failed", "columns=file,error_kind")
    assert code == 0
    assert [line.split() for line in said.splitlines()] == [
        ["file", "error_kind"], ["IMG_2303.JPG", "truncated"], ["IMG_0000.JPG", "empty"], ["notes.jpg", "wrong_type"],
        ["3", "photos"],
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["decide", "edit", "rows", "history"])
def test_help_shows_examples(call: Call, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"]) == 0
    assert f"  runner {name} " in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "jsonl"])
def test_a_table_is_written_over_only_where_it_is_as_rows_wrote_it(call: Call, tmp_path: Path, ending: str) -> None:
    table = tmp_path / f"facts.{ending}"
    assert call("rows", "demo", "outcome:passed", f"out={table}")[0] == 0
    assert call("rows", "demo", f"out={table}")[0] == 0, "the same command again"
    with table.open("ab") as file:
        file.write(b"mine")
    changed = table.read_bytes()
    code, said = call("rows", "demo", f"out={table}")
    assert code == 2
    assert "give another name" in said
    assert table.read_bytes() == changed


def test_a_table_of_facts_that_a_person_made_stays(call: Call, tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("file,subject,location\nDSC_0142.jpg,gate,Beijing\n")
    assert call("rows", "demo", "columns=file,subject,location", f"out={facts}")[0] == 2
    assert facts.read_text().endswith("gate,Beijing\n")
