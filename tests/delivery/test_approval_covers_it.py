"""An approval covers everything that a target would receive: no field can change after it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath
from typing import Any

import polars as pl
import pytest
from hydra import compose, initialize_config_dir
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publish_command import Workplace
from reviewed_demo import as_it_stands

from runner.config.folder import configuration_folder
from runner.delivery.config import PublishConfig, check_publish
from runner.delivery.people_shown import PeopleInPhoto
from runner.delivery.photo import photo
from runner.imaging.raw_formats import EXTENSIONS
from runner.publishing.fields import field_names
from runner.publishing.sidecars import Neighbours
from runner.stage import Folders
from runner.store import rows as review_rows
from runner.store.content import content_hash
from runner.store.rows import ReviewRows

IDLE = {"named_people"}
"""Fields of stages that the set did not ask for: its runs have no such column, and a target gets nothing for them."""

OURS = {"item_id", "content_hash", "rev", "set_name"}
"""What is about the row and not of the photo."""


@pytest.fixture(scope="module")
def config() -> PublishConfig:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return check_publish(
            compose("config", overrides=["set=travel", "publish=local", "publish.embed.position=true"])
        )


@pytest.fixture
def ready(prepared: Workplace) -> ReviewRows:
    return review_rows.read((prepared.folder / "runs/travel/latest").resolve())


def received(row: dict[str, Any], ready: ReviewRows, config: PublishConfig, folders: Folders) -> dict[str, Any]:
    """All that the target gets: the values of every field, and what its files are made of."""
    declared = [column.name for column in ready.columns if column.publish not in (None, "files")]
    shown = PeopleInPhoto(PurePath(row["source_path"]).name)
    made = photo(row, declared, Neighbours(EXTENSIONS), config, folders, {}, shown)
    texts = {name: value for name, value in asdict(made).items() if name in ("caption", "alt_text", "keywords")}
    files = {file.role: (file.path, file.recipe) for file in made.files}
    return {**{name: value for name, value in made.fields.items() if name not in OURS}, **texts, **files}


def other(kind: pl.DataType) -> st.SearchStrategy[Any]:
    """A value of a column of this kind."""
    if isinstance(kind, pl.List):
        if isinstance(kind.inner, pl.Struct):
            return st.just([])
        return st.lists(st.text(st.characters(codec="ascii", categories=("L",)), min_size=1), max_size=3)
    if kind.is_integer():
        return st.integers(1, 9000)
    if kind.is_float():
        return st.one_of(st.just(0.0), st.none(), st.floats(0.1, 80, allow_nan=False))
    if isinstance(kind, pl.Datetime):
        return st.datetimes(datetime(2001, 1, 1), datetime(2030, 1, 1))
    return st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=12)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_a_target_gets_does_not_change_without_the_hash(
    data: st.DataObject, ready: ReviewRows, config: PublishConfig, prepared: Workplace
) -> None:
    folders = Folders(prepared.folder / "runs", prepared.folder / "runs/travel/latest")
    row = ready.photos().row(0, named=True)
    name = data.draw(
        st.sampled_from([n for n in ready.table.columns if n not in ("item_id", "content_hash", "outcome")])
    )
    changed = {**row, name: data.draw(other(ready.table.schema[name]))}
    if name == "renditions":
        changed[name] = [{**each, "sha256": "0" * 64} for each in row["renditions"]]
    before, after = (received(each, ready, config, folders) for each in (row, changed))
    hashes = [content_hash(each, ready.fields) for each in (row, changed)]
    assert before == after or hashes[0] != hashes[1], f"{name} reaches the target and no approval covers it"


def test_every_field_that_can_be_mapped_comes_from_what_is_covered(
    ready: ReviewRows, config: PublishConfig, prepared: Workplace
) -> None:
    folders = Folders(prepared.folder / "runs", prepared.folder / "runs/travel/latest")
    sent = received(ready.photos().row(0, named=True), ready, config, folders)
    assert set(field_names(tuple(config.publish.files))) <= {*sent, *OURS, *IDLE}


def test_approve_then_change_the_place_and_nothing_is_published(work: Workplace) -> None:
    work.decide("approved", [0])
    item_id = work.rows()["item_id"][0]
    from runner.store.catalog import open_catalog
    from runner.store.decisions import Edit, ReviewContext, record

    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        record(catalog, ReviewContext("travel", "run", "somebody else"), [Edit(item_id, "location", "Rotterdam")], [])
    assert work.rows()["decision"][0] == "lapsed"
    ended = work.publish()
    assert ended.returncode == 0, ended.stderr
    assert not [name for name in work.files() if name.endswith(".jpg")]
    assert "changed since it was approved" in ended.stdout


@pytest.mark.parametrize("name", ["caption", "alt_text", "location", "camera"])
def test_a_row_that_was_altered_is_not_published(work: Workplace, name: str) -> None:
    work.decide("approved", [0])
    run = (work.folder / "runs/travel/latest").resolve()
    ready = review_rows.read(run)
    altered = pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("Nobody approved this.")).otherwise(name)
    review_rows.write(run, ready.table.with_columns(altered.alias(name)), ready.columns)
    refused = work.publish()
    assert refused.returncode == 3
    assert "rows.parquet is not as it was written, so it is not used" in refused.stderr
    as_it_stands(run)  # altered, and noted as if the run had written it so
    ended = work.publish()
    assert ended.returncode == 0, ended.stderr
    assert "its row is not as the run wrote it; prepare the set again" in ended.stdout
    assert not [name for name in work.files() if name.endswith(".jpg")]
