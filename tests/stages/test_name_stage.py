from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
from stage_inputs import given

from runner.schema import FactsRow, NameRow, Row, SourceRow
from runner.stage import Folders
from runner.stages.name import name
from runner.store import evidence
from runner.text.naming import EARLIER, NamingOptions


def facts(subject: str | None, hour: int) -> FactsRow:
    return FactsRow(
        subject=subject,
        subject_from="set" if subject else None,
        location="Texel",
        location_from="human",
        category=None,
        title=None,
        caption=None,
        keywords=(),
        labels=(),
        colours=(),
        captured_at=datetime(2021, 5, 1, hour),
        time_of_day=None,
        camera=None,
        lens=None,
    )


def tables(known: dict[str, FactsRow]) -> dict[type[Row], pl.DataFrame]:
    sources = [SourceRow(item, f"{item}.jpg", False, "0", 1, None, None) for item in known]
    common = {"status": "ok"}
    schema = evidence.table_schema(FactsRow)
    rows = [{**dict.fromkeys(schema), "item_id": i, **common, **evidence.to_record(f)} for i, f in known.items()]
    return {
        SourceRow: pl.DataFrame(list(map(evidence.to_record, sources)), schema=evidence.columns(SourceRow)),
        FactsRow: pl.DataFrame(rows, schema=schema, orient="row"),
    }


def names(folder: Path, known: dict[str, FactsRow]) -> dict[str, str]:
    table = name(given("name", tables(known)), NamingOptions(), Folders(folder, folder / "set" / "run"))
    assert table.drop("item_id").schema == evidence.columns(NameRow)
    return dict(zip(table["item_id"], table["file_name"], strict=True))


def test_numbers_follow_the_time_of_capture(tmp_path: Path) -> None:
    made = names(tmp_path, {"b": facts("Grey heron", 12), "a": facts("Grey heron", 9)})
    assert made == {"a": "Grey_heron_Texel_2021_001.jpg", "b": "Grey_heron_Texel_2021_002.jpg"}


def test_a_photo_keeps_its_name_when_others_come(tmp_path: Path) -> None:
    before = names(tmp_path, {"b": facts("Grey heron", 12)})
    after = names(tmp_path, {"a": facts("Grey heron", 9), "b": facts("Grey heron", 12)})
    assert after["b"] == before["b"] == "Grey_heron_Texel_2021_001.jpg"
    assert after["a"] == "Grey_heron_Texel_2021_002.jpg"


def test_a_photo_keeps_the_name_that_an_earlier_version_gave_it(tmp_path: Path) -> None:
    shot = replace(facts("Grey heron", 9), camera="Nikon D70")
    with_camera = NamingOptions(EARLIER)
    folders = Folders(tmp_path, tmp_path / "set" / "run")
    before = name(given("name", tables({"a": shot})), with_camera, folders)["file_name"].to_list()
    assert before == ["Grey_heron_Texel_Nikon_D70_2021_001.jpg"]
    after = names(tmp_path, {"a": shot, "b": replace(shot, captured_at=datetime(2021, 5, 1, 10))})
    assert after == {"a": before[0], "b": "Grey_heron_Texel_2021_001.jpg"}
    renamed = names(tmp_path, {"a": replace(shot, subject="Purple heron")})
    assert renamed == {"a": "Purple_heron_Texel_2021_001.jpg"}


def test_nothing_stands_in_for_what_is_not_known(tmp_path: Path) -> None:
    assert names(tmp_path, {"a": facts(None, 9)}) == {"a": "Texel_2021_001.jpg"}


def test_the_name_of_the_file_stands_in_the_name_when_asked(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path / "set" / "run")
    table = name(given("name", tables({"DSC_0142": facts("Heron", 9)})), NamingOptions("{subject}_{stem}_{n}"), folders)
    assert table.select("file_name", "file_name_from").rows() == [("Heron_DSC_0142_1.jpg", "set+file")]


def test_the_evidence_says_where_the_parts_come_from(tmp_path: Path) -> None:
    table = name(
        given("name", tables({"a": facts("Heron", 9)})), NamingOptions(), Folders(tmp_path, tmp_path / "set" / "run")
    )
    assert table["file_name_from"].to_list() == ["set+human+exif"]
