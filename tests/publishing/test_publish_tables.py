"""Existing tables: what is checked before anything is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from publish_services import MariaDb
from publish_site import COLUMNS, Site, local_site, photo, with_database

from runner.publishing.fields import Value, agree
from runner.publishing.statements import MYSQL, SQLITE, Statements, quoted
from runner.publishing.target import Target

GOOD = {
    "id": "BIGINT AUTO_INCREMENT PRIMARY KEY", "File_Name": "VARCHAR(200) UNIQUE", "Rev": "INT", "Web_Path": "TEXT",
    "Thumb_Path": "VARCHAR(300)", "Caption": "TEXT", "Alt_Text": "TEXT", "Keywords": "TEXT", "Year": "SMALLINT",
    "Score": "FLOAT", "Taken_At": "DATETIME", "Content": "CHAR(20)", "Hits": "INT NOT NULL DEFAULT 0",
}  # fmt: skip
CASES: dict[str, tuple[dict[str, str | None], str]] = {
    "a missing column": ({"Caption": None}, "has no column Caption"),
    "a narrow character set": ({"Caption": "TEXT CHARACTER SET latin1"}, "character set latin1"),
    "no unique name": ({"File_Name": "VARCHAR(200)"}, "no unique index"),
    "a unique beginning": ({"File_Name": "VARCHAR(200), UNIQUE (File_Name(10))"}, "no unique index"),
    "text as a number": ({"Caption": "INT"}, "Caption is int"),
    "half a number": ({"Score": "INT"}, "Score is int"),
    "a number as a date": ({"Taken_At": "INT"}, "Taken_At is int"),
    "a column that must be filled": ({"Owner": "INT NOT NULL"}, "Owner needs a value"),
}


@pytest.fixture
def make(tmp_path: Path, mariadb: MariaDb, request: pytest.FixtureRequest) -> Callable[[dict[str, str | None]], Site]:
    """A site with a table of these columns on MariaDB."""

    def made(changes: dict[str, str | None]) -> Site:
        name = f"table_{abs(hash(request.node.name))}"
        site = with_database(local_site(tmp_path, create_table=False), mariadb, name)
        columns = {**GOOD, **changes}
        written = ", ".join(f"{column} {kind}" for column, kind in columns.items() if kind)
        mariadb.query(name, f"CREATE TABLE photos ({written}) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")
        return site

    return made


@pytest.mark.parametrize("engine", ["MyISAM", "MEMORY", "Aria"])
def test_an_engine_without_transactions_is_refused(make: Callable[..., Site], mariadb: MariaDb, engine: str) -> None:
    site = make(
        {"Caption": "VARCHAR(500)", "Alt_Text": "VARCHAR(500)", "Keywords": "VARCHAR(500)", "Web_Path": "VARCHAR(300)"}
    )
    name = site.options.mysql.database if site.options.mysql else ""
    assert _problems(site) == []
    mariadb.query(name, f"ALTER TABLE photos ENGINE={engine}")
    (problem,) = _problems(site)
    assert f"kept by {engine}" in problem
    assert problem.endswith("ALTER TABLE photos ENGINE=InnoDB;")
    mariadb.query(name, "ALTER TABLE photos ENGINE=InnoDB")
    assert _problems(site) == []


def _problems(site: Site) -> list[str]:
    target = Target(site.options)
    try:
        return target.problems()
    finally:
        target.close()


@pytest.mark.parametrize("case", CASES)
def test_a_table_that_would_lose_something_is_refused(make: Callable[..., Site], case: str) -> None:
    changes, sentence = CASES[case]
    (problem,) = _problems(make(changes))
    assert sentence in problem


def test_a_table_of_a_site_is_taken_as_it_is(make: Callable[..., Site]) -> None:
    site = make({})
    assert _problems(site) == []
    site.publish([photo(1), photo(2)])
    site.assert_holds([photo(1), photo(2)])
    assert {each.action for each in site.publish([photo(1), photo(2)])} == {"same"}


def test_sqlite_is_checked_too(tmp_path: Path) -> None:
    site = local_site(tmp_path, create_table=False)
    site.files.mkdir(parents=True)
    with sqlite3.connect(str(site.options.sqlite)) as connection:
        columns = ", ".join(f"{name} TEXT" for name in COLUMNS.values() if name != "Caption")
        connection.execute(f"CREATE TABLE photos (id INTEGER PRIMARY KEY, {columns}, Owner TEXT NOT NULL)")
    connection.close()
    problems = _problems(site)
    assert len(problems) == 3
    assert [word for word in ("Caption", "Owner", "unique index") if word in " ".join(problems)] != []


@pytest.mark.parametrize("name", ["photos; DROP TABLE x", "a`b", 'a"b', "", "1a", "a b", "é", "a" * 64])
def test_a_name_that_needs_quoting_is_no_name(name: str) -> None:
    for dialect in (SQLITE, MYSQL):
        with pytest.raises(ValueError, match="no name of a table"):
            quoted(dialect, name)


def test_options_refuse_such_names(tmp_path: Path) -> None:
    options = (
        local_site(tmp_path).set(table="photos; --", id_column="i d", columns={**COLUMNS, "caption": "x'"}).options
    )
    assert [problem.split(":")[0] for problem in options.problems()] == ["table", "id_column", "columns.caption"]


def test_values_never_stand_in_a_statement() -> None:
    statements = Statements(MYSQL, "photos", COLUMNS, "id")
    assert statements.upsert(2).count("%s") == 2 * len(COLUMNS)
    assert statements.select(3).count("%s") == statements.delete(3).count("%s") == 3


@pytest.mark.parametrize("kind", ["DECIMAL(9,4)", "DECIMAL(6,2)", "DECIMAL(12,6)", "NUMERIC(9,3)"])
def test_a_column_of_decimal_places_rounds_and_agrees(make: Callable[..., Site], kind: str) -> None:
    site = make({"Score": kind})
    made = photo(1)
    several = [replace(made, fields={**made.fields, "quality_score": 6.123456789})]
    assert [(each.error, each.step) for each in site.publish(several)] == [(None, "done")]
    assert [each.action for each in site.publish(several)] == ["same"]
    other = [replace(made, fields={**made.fields, "quality_score": 6.223456789}, content_hash="another")]
    assert [(each.action, each.step) for each in site.publish(other)] == [("change", "done")]


@pytest.mark.parametrize(
    ("written", "found", "agrees"),
    [
        (45.52833333333333, "45.528333", True), (45.52833333333333, "45.5283", True), (0.0000625, "0.00006", True),
        (0.0000625, "0.00007", False), (45.5283, "45.6", False), (18.55, "18.6", True), (18.55, "18", False),
        (45.52833333333333, 45.528333, True), (45.52833333333333, 45.52, False), (5.6, "5.60", True),
        (400, "400.00", True), (1.0, "yes", False), (None, "0.00", False), (None, None, True), ("5.6", "5.61", False),
    ],
)  # fmt: skip
def test_values_agree_as_far_as_their_column_tells_them(written: Value, found: Value, agrees: bool) -> None:
    assert agree(written, found) is agrees
