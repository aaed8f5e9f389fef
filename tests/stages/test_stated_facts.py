"""Data that people already have, as witnesses: file names, tables, places, the sun, through graph and facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hydra import compose, initialize_config_dir
from prepare_texts import exif as exif_row

from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import ConfigError
from runner.facts import Fact, Look
from runner.graph import Graph
from runner.knowledge.paths import is_where_it_was
from runner.schema import FactsRow
from runner.stage import Bindings, Folders, Item
from runner.stages.names import NamesOptions, names
from runner.stages.places import PlacesOptions, places
from runner.stages.sun import SunOptions, sun
from runner.stages.table import TableOptions, table
from runner.store import evidence
from runner.text.claims.gathering import SetContext, gather
from runner.text.claims.sources import sources_of
from runner.text.claims.stated import with_stated
from runner.text.naming import sources

FOLDERS = Folders(Path("/runs"), Path("/runs/set/run"))


def facts_row(**known: Any) -> FactsRow:
    return replace(gather(SetContext(), None, (), ()), **known)


def graph(*overrides: str) -> Graph:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return check(compose("config", overrides=["set=demo", "caption=composer", *overrides])).graph


def test_the_graph_goes_without_what_has_nothing_to_do(tmp_path: Path) -> None:
    assert not {"names", "table", "places", "sun"} & {node.name for node in graph().nodes}
    assert graph()["facts"].needs == ("derive", "exif", "classify")
    (tmp_path / "a.csv").write_text("file,subject\n")
    full = graph("set.names='{date}_{subject}'", f"set.table={tmp_path}/a.csv", "set.places=true", "set.sun=true")
    assert full["facts"].needs == ("derive", "exif", "classify", "names", "table", "places", "sun")
    assert not full.bindings(full["facts"]).looks, "none of them looks at the picture"
    with pytest.raises(ConfigError, match=r"set\.names: '\{date' is no pattern"):
        graph("set.names='{date'")
    with pytest.raises(ConfigError, match="does not exist"):
        graph("set.table=/nowhere.csv")


def test_names_and_tables_are_rows_of_stated_facts(tmp_path: Path) -> None:
    photo = tmp_path / "Schiphol" / "20240714_PH-BFA.jpg"
    photo.parent.mkdir()
    photo.touch()
    (row,) = names([Item("a" * 16, photo)], NamesOptions("{place}/{date}_{registration}"), FOLDERS)
    assert [(each.kind, each.value) for each in row.stated] == [
        ("place", "Schiphol"), ("date", "2024-07-14"), ("registration", "PH-BFA"),
    ]  # fmt: skip
    written = tmp_path / "facts.csv"
    written.write_text("file,subject\n20240714_PH-BFA,Boeing 777\n")
    (found,) = table([Item("a" * 16, photo)], TableOptions(str(written)), FOLDERS)
    assert [(each.kind, each.value) for each in found.stated] == [("subject", "Boeing 777")]


def test_a_photo_that_was_moved_or_renamed_is_read_again(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.touch()
    (row,) = names([Item("a" * 16, photo)], NamesOptions("{subject}"), FOLDERS)
    record = {**evidence.to_record(row), "status": "ok"}
    part = pl.DataFrame([record], schema={**evidence.columns(type(row)), "status": pl.String()})
    assert is_where_it_was(part, FOLDERS)
    photo.rename(tmp_path / "b.jpg")
    assert not is_where_it_was(part, FOLDERS)


def test_coordinates_and_clock_give_place_and_light() -> None:
    known = exif_row(captured_at=datetime(2024, 7, 14, 22, 20), utc_offset_min=120, latitude=52.37, longitude=4.89)
    rows = [known, replace(known, latitude=None), replace(known, utc_offset_min=None)]
    items = [Item(f"{n:016}", Path("a"), rows={"exif": row}, bindings=Bindings({"metadata": "exif"})) for n, row in
             enumerate(rows)]  # fmt: skip
    assert [row.place for row in places(items, PlacesOptions(True), FOLDERS)] == [
        "Amsterdam, Netherlands", None, "Amsterdam, Netherlands",
    ]  # fmt: skip
    assert [row.light for row in sun(items, SunOptions(True), FOLDERS)] == ["dusk", None, None]


def test_what_is_stated_fills_what_nobody_said_and_no_more() -> None:
    said = (
        Fact("table", "subject", "Boeing 777"), Fact("places", "place", "Amsterdam, Netherlands"),
        Fact("names", "date", "2024-07-14"), Fact("sun", "light", "dusk"),
    )  # fmt: skip
    bare = facts_row(subject="airliner", subject_from="model", facts=said)
    found = with_stated(bare)
    assert (found.subject, found.subject_from) == ("Boeing 777", "table")
    assert (found.location, found.location_from) == ("Amsterdam, Netherlands", "places")
    assert (found.captured_at, found.time_of_day) == (datetime(2024, 7, 14), "dusk")
    assert sources("{subject}_{location}_{year}_{n:03}", found) == ("table", "places", "names")
    assert all(map(sources_of(found, False).support, ("boeing", "777", "amsterdam", "dusk")))
    own = facts_row(subject="KLM 777", subject_from="human", location="Schiphol", location_from="set", facts=said)
    assert with_stated(own).subject == "KLM 777"
    assert with_stated(own).location == "Schiphol"


def test_what_disagrees_states_nothing() -> None:
    said = (Fact("table", "subject", "Heron"), Fact("names", "subject", "Egret"))
    assert with_stated(facts_row(facts=said)).subject is None
    hearsay = facts_row(facts=(Fact("second", "subject", "Heron"),), looked=(Look("second", believed=False),))
    assert with_stated(hearsay).subject is None
