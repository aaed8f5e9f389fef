"""A table of facts beside the photos, joined by file name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

import pytest

from runner.errors import ConfigError
from runner.facts import Fact
from runner.knowledge.joined import FactTable, read


def said(facts: Iterable[Fact]) -> dict[str, str]:
    return {fact.kind: fact.value for fact in facts}


def table(path: Path, text: str, columns: tuple[tuple[str, str], ...] = ()) -> FactTable:
    path.write_text(text, encoding="utf-8")
    return read(path, columns, text)


def test_rows_are_found_by_name_stem_or_path(tmp_path: Path) -> None:
    found = table(
        tmp_path / "facts.csv",
        "File;Subject;Location;Persons;Notes\n"
        "IMG_1.jpg;Heron;Texel;;private\n"
        "img_2;Egret;;Ann Smith, Bob Jones;private\n"
        "2024/IMG_3.jpg;Coot;;;\n"
        "2023\\IMG_3.jpg;Mallard;;;\n",
    )
    assert said(found.of(PurePath("/p/img_1.JPG"))) == {"subject": "Heron", "place": "Texel"}
    assert [(each.kind, each.value) for each in found.of(PurePath("/p/IMG_2.CR2"))] == [
        ("subject", "Egret"), ("person", "Ann Smith"), ("person", "Bob Jones"),
    ]  # fmt: skip
    assert said(found.of(PurePath("/p/2024/IMG_3.jpg"))) == {"subject": "Coot"}
    assert said(found.of(PurePath("/p/2023/IMG_3.jpg"))) == {"subject": "Mallard"}
    assert found.of(PurePath("/p/2022/IMG_3.jpg")) == found.of(PurePath("/p/IMG_10.jpg")) == []


def test_two_rows_about_a_photo_are_both_said(tmp_path: Path) -> None:
    found = table(tmp_path / "facts.csv", "file,subject\na.jpg,Heron\nA.JPG,Egret\n")
    assert [each.value for each in found.of(PurePath("a.jpg"))] == ["Heron", "Egret"]


def test_columns_of_other_names_are_named(tmp_path: Path) -> None:
    text = "Dateiname,Tail no.,Titel\na.jpg,ph-bfa,Boeing 777\n"
    found = table(tmp_path / "facts.csv", text, (("registration", "Tail no."), ("subject", "Titel")))
    assert said(found.of(PurePath("a.jpg"))) == {"registration": "PH-BFA", "subject": "Boeing 777"}


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("subject,place\nHeron,Texel\n", (), "which column names the photo"),
        ("file,price\na.jpg,12\n", (), "no column is about subject"),
        ("file,subject\na.jpg,Heron\n", (("place", "Where"),), "no column 'Where'"),
    ],
)
def test_a_table_without_what_it_takes_is_refused(
    text: str, columns: tuple[tuple[str, str], ...], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=said):
        table(tmp_path / "facts.csv", text, columns)
