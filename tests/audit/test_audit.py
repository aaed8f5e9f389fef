from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import program
import pytest

from runner.audit import check as audit
from runner.audit import tables
from runner.composition.rules import asked, rule_pack
from runner.errors import ConfigError, EnvError

GOOD = {
    "caption": "KLM Boeing 747-400 lands at Schiphol Airport on a rainy evening in May.",
    "alt_text": "A blue and white aircraft touches down on a wet runway.",
    "keywords": "KLM, Boeing 747-400, Schiphol, landing, rain, runway",
    "subject": "Boeing 747-400",
    "location": "Schiphol Airport, Netherlands",
    "file_name": "klm_boeing_747_400_schiphol_1.jpg",
}
OTHER = {
    "caption": "Two grey herons wait beside a frozen canal in Leiden in February.",
    "alt_text": "Two tall grey birds stand on ice beside a brick wall.",
    "keywords": "grey heron; canal; ice; Leiden; winter",
    "subject": "Grey heron",
    "location": "Leiden, Netherlands",
    "file_name": "photos\\birds\\grey-heron-leiden-2.jpg",
}
PLANTED = [
    {**GOOD, "caption": "A stunning KLM Boeing 747-400 lands at Schiphol Airport in May."},
    {**GOOD, "alt_text": None},
    {**OTHER, "keywords": "grey heron; Grey Herons; canal; ice; Leiden"},
]


def written(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    frame = pl.DataFrame(rows)
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path)
    return path


def found_in(path: Path, *overrides: str, processes: int = 1) -> pl.DataFrame:
    pack = rule_pack(overrides)
    return audit.findings(tables.read(path), pack, processes)


def errors(found: pl.DataFrame) -> list[tuple[int, str, str]]:
    return found.filter(pl.col("severity") == "error").select("row", "field", "rule").rows()


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return program.run(["check", *map(str, arguments)])


@pytest.mark.parametrize("name", ["texts.csv", "texts.parquet"])
def test_planted_defects_are_found_and_good_rows_are_quiet(tmp_path: Path, name: str) -> None:
    found = found_in(written(tmp_path / name, [GOOD, *PLANTED, OTHER]))
    assert errors(found) == [
        (2, "caption", "fluff"),
        (3, "alt_text", "presence"),
        (4, "keywords", "keyword_duplicates"),
    ]
    assert found.filter(pl.col("row").is_in([1, 5])).is_empty()
    assert found.filter(pl.col("rule") == "fluff")["words"].to_list() == [["stunning"]]
    assert dict(found.schema) == audit.FINDINGS


def test_a_table_may_be_in_another_language(tmp_path: Path) -> None:
    german = {"caption": "Ein Graureiher steht am Ufer eines Kanals in Leiden und wartet auf einen Fisch."}
    table = written(tmp_path / "a.csv", [german])
    assert errors(found_in(table)) == [(1, "caption", "foreign_language")]
    assert errors(found_in(table, "rules.language=de")) == []


def test_keywords_are_lists_or_text_with_either_mark(tmp_path: Path) -> None:
    listed = written(tmp_path / "a.parquet", [{"keywords": ["heron", "Herons", None, " ", "ice", "canal", "snow"]}])
    assert errors(found_in(listed)) == [(1, "keywords", "keyword_duplicates")]
    for text in ("heron, Herons, ice, canal, snow,", "heron;Herons; ice;canal;;snow"):
        assert errors(found_in(written(tmp_path / "a.csv", [{"keywords": text}]))) == [
            (1, "keywords", "keyword_duplicates")
        ]


def test_only_columns_that_are_there_have_to_be_filled(tmp_path: Path) -> None:
    assert found_in(written(tmp_path / "a.csv", [{"caption": GOOD["caption"]}])).is_empty()
    assert errors(found_in(written(tmp_path / "b.csv", [{"caption": None, "Alt-Text": OTHER["alt_text"]}]))) == [
        (1, "caption", "presence")
    ]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_of_spreadsheets(tmp_path: Path, encoding: str, said: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    caption = '"A café in Málaga, with ""two"" tables;\nand a door."'
    path.write_bytes(f"Caption{separator}Nr\r\n{caption}{separator}7\r\n".encode(encoding))
    table = tables.read(path)
    assert table.rows.to_dicts() == [{"caption": 'A café in Málaga, with "two" tables;\nand a door.'}]
    assert (table.left_out, table.form) == (("Nr",), f"CSV, {said}")


@pytest.mark.parametrize("heading", ["Alt_Text", "ALT TEXT", " alt-text "])
def test_names_of_columns_are_known_however_written(tmp_path: Path, heading: str) -> None:
    (tmp_path / "a.csv").write_text(f"{heading}\nA door.\n")
    assert tables.read(tmp_path / "a.csv").rows.columns == ["alt_text"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("captoin,id\nx,1\n", "Is 'captoin' the caption?"),
        ("subject,location\nx,y\n", "at least one of caption, alt_text, keywords"),
        ("Caption,caption\nx,y\n", "several columns 'caption'"),
        ("caption,caption\nx,y\n", "several columns 'caption'"),
    ],
)
def test_columns_that_cannot_be_checked_are_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(ConfigError) as raised:
        tables.read(tmp_path / "a.csv")
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n\n", "is empty"),
        ("ragged.csv", b"caption,id\nA door.,1\nA door, a wall,2\n", "line 3 has 3 values, the heading names 2"),
        ("quotes.csv", b'caption\n"A door', "line 2 has a quotation mark in the wrong place"),
        ("no_character.csv", b"caption\n\xff\x81\n", "line 2 are not UTF-8, and no other encoding is certain"),
        ("commas.csv", b";;\n;;\n", "has no rows"),
        ("torn.xlsx", b"PK\x03\x04caption", "no whole spreadsheet"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "protected by a password"),
        ("torn.parquet", b"PAR1abc", "no whole Parquet file"),
        ("text.parquet", b"caption\nA door.\n", "no whole Parquet file"),
    ],
)
def test_a_file_that_is_no_table_is_an_environment_problem(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EnvError, match=name.replace(".", r"\.")) as raised:
        tables.read(tmp_path / name)
    assert sentence in str(raised.value)


def test_a_column_that_holds_no_text_is_an_environment_problem(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", [{"caption": {"en": "A door.", "nl": "Een deur."}, "alt_text": "x"}])
    with pytest.raises(EnvError):
        tables.read(path)


def test_overrides_and_packs_change_the_rules(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [PLANTED[0], {**GOOD, "caption": "An airplane, a 747-400, lands at Schiphol."}])
    assert "fluff" not in found_in(path, "rules.rules.fluff=null")["rule"]
    (severity,) = found_in(path, "rules.rules.fluff.severity=warn").filter(pl.col("rule") == "fluff")["severity"]
    assert severity == "warn"
    assert "preferred_terms" not in found_in(path)["rule"]
    assert "preferred_terms" in found_in(path, "rules=aviation")["rule"]


def test_several_processes_find_the_same_as_one(tmp_path: Path) -> None:
    rows = [GOOD, *PLANTED, OTHER] * (audit.ALONE // 5 + 1)
    path = written(tmp_path / "a.parquet", rows)
    one, two = found_in(path), found_in(path, processes=2)
    assert one.height == 3 * (len(rows) // 5) + one.filter(pl.col("severity") == "warn").height
    assert two.equals(one)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Which table?"),
        (["a.csv", "b.csv"], "One table at a time."),
        (["a.csv", "rule=aviation"], "Did you mean 'rules'?"),
        (["a.csv", "--quick"], "--quick: unknown option"),
        (["a.csv", "out="], "give the file to write"),
        (["a.csv", "out=/no/such/folder/x.parquet"], "/no/such/folder does not exist"),
        (["a.csv", "out=./a.csv"], "the table itself"),
    ],
)
def test_wrong_arguments_are_sentences(arguments: Sequence[str], sentence: str) -> None:
    with pytest.raises(ConfigError) as raised:
        asked(arguments)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("rules=aviaton", "Did you mean 'aviation'?"),
        ("rules.rules.fluf=null", "Did you mean 'rules.rules.fluff'?"),
        ("rules.rules.fluff.severity=bad", "'error' or 'warn'"),
    ],
)
def test_wrong_overrides_are_sentences(override: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as raised:
        rule_pack([override])
    assert sentence in str(raised.value)


def test_the_command_says_what_it_found_and_writes_it(tmp_path: Path) -> None:
    table, out = written(tmp_path / "texts.csv", [GOOD, *PLANTED, OTHER]), tmp_path / "found.parquet"
    ended = command(table, "rules=aviation", f"out={out}")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "row 2, caption: 'stunning'" in ended.stdout
    assert "5 rows (CSV, UTF-8), rules aviation." in ended.stdout
    assert "3 rows with errors (60.0%)" in ended.stdout
    found = pl.read_parquet(out)
    assert found.columns == ["row", "field", "rule", "severity", "words", "message"]
    assert found.equals(found_in(table, "rules=aviation"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found.parquet", "texts.csv"]


def test_the_command_is_at_ease_with_a_table_without_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("caption,id\n")
    ended = command(tmp_path / "a.csv", f"out={tmp_path / 'b.parquet'}")
    assert ended.returncode == 0
    assert "No row with errors" in ended.stdout
    assert "Not looked at: id." in ended.stdout
    assert dict(pl.read_parquet_schema(tmp_path / "b.parquet")) == audit.FINDINGS


def test_exit_codes_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "unknown.csv").write_text("titel\nx\n")
    for path, code in (("none.csv", 2), ("unknown.csv", 2), ("empty.csv", 3)):
        ended = command(tmp_path / path)
        assert (ended.returncode, ended.stdout) == (code, ""), path
        assert path in ended.stderr
        assert "Traceback" not in ended.stderr
