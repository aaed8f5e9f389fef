"""Detector and text reader as stages: one row of evidence per thing, columns for people, facts for claims."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import pyvips
from hydra import compose, initialize_config_dir
from originals import item_of
from pictures import photograph
from sample_facts import NOTHING

from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import DecodeError
from runner.facts import Fact, Look
from runner.graph import review_columns
from runner.schema import DeriveRow, IntakeRow, Rendition
from runner.stage import Bindings, Folders, Item
from runner.stages.objects import ObjectRow, objects
from runner.stages.read import LineRow, read
from runner.stages.second_detector import second_detector
from runner.store import evidence
from runner.text.claims.sources import sources_of


@pytest.fixture(scope="module")
def graph() -> object:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return check(compose("config", overrides=["set=demo", "caption=composer", "graph=witnesses"])).graph


def item(folders: Folders, name: str, picture: pyvips.Image | None) -> Item:
    path = folders.renditions / f"{name}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    if picture is None:
        path.write_bytes(b"\xff\xd8\xff broken")
    else:
        picture.jpegsave(str(path), Q=90)
    made = Rendition("model", path.name, 1, 1, 1, "0")
    nothing = {**dict.fromkeys(evidence.columns(DeriveRow)), "renditions": (made,), "colours": ()}
    rows = {"pictures": DeriveRow(**nothing), "file": IntakeRow("0", 1, "jpeg", 1, 1)}
    return item_of(path, rows)


def sign(text: str) -> pyvips.Image:
    """White letters on a blue plate."""
    letters = pyvips.Image.text(text, font="sans bold 60", dpi=120).embed(80, 80, 1200, 500)
    ink = letters.numpy().reshape(500, 1200, 1) / 255
    pixels = (ink * 255 + (1 - ink) * np.array([20, 40, 120])).astype(np.uint8)
    return pyvips.Image.new_from_array(pixels, interpretation="srgb")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, tmp_path / "set" / "run")


def test_the_detector_sees_a_cat_and_a_broken_rendition_is_the_only_one_that_fails(graph, folders: Folders) -> None:  # type: ignore[no-untyped-def]
    items = [
        item(folders, "cat", photograph("cat")),
        item(folders, "broken", None),
        item(folders, "coins", photograph("coins")),
    ]
    cat, broken, coins = objects(items, graph["objects"].options, folders)
    assert isinstance(cat, list)
    assert (cat[0].name, cat[0].box) == ("cat", 0)
    assert 0 <= cat[0].region.left < cat[0].region.right <= 1
    assert [row.score for row in cat] == sorted((row.score for row in cat), reverse=True)
    assert isinstance(broken, DecodeError)
    assert isinstance(coins, list)


def test_a_score_makes_a_box_a_fact_a_support_or_a_glimpse(graph, folders: Folders) -> None:  # type: ignore[no-untyped-def]
    def kinds_of_cat(**limits: float) -> set[str]:
        options = graph["objects"].options
        asked = replace(options, detector=replace(options.detector, **limits))
        (seen,) = objects([item(folders, "cat", photograph("cat"))], asked, folders)
        said = Item(
            "cat", Path("cat.jpg"), rows={"objects": tuple(seen)}, bindings=Bindings({}, {"objects": "objects"})
        )
        return {fact.kind for fact in said.facts() if fact.value == "cat" and (fact.confidence or 0) > 0.5}

    assert kinds_of_cat() == {"sighting"}, "its score is between 0.5 and 0.7"
    assert kinds_of_cat(fact=0.5) == {"object"}
    assert kinds_of_cat(support=0.7) == {"glimpse"}


def test_what_only_a_part_of_the_photo_shows_supports_a_text_and_is_no_fact(graph, folders: Folders) -> None:  # type: ignore[no-untyped-def]
    small = photograph("cat").thumbnail_image(150)
    wide = small.embed(40, 40, 1024, 768, extend="background", background=[110, 120, 130])
    options = graph["second_detector"].options
    (parts,) = second_detector([item(folders, "wide", wide)], options, folders)
    (near,) = second_detector([item(folders, "near", small)], options, folders)
    whole = replace(options, detector=replace(options.detector, tiles=None))
    (once,) = second_detector([item(folders, "wide", wide)], whole, folders)

    def best(rows: list[ObjectRow]) -> tuple[float, str]:
        return max(((row.score, row.standing) for row in rows if row.name == "cat"), default=(0.0, "none"))

    assert best(near) == (best(near)[0], "fact")
    assert best(once)[0] < options.detector.fact
    assert best(parts)[0] >= options.detector.fact
    assert best(parts)[1] == "support"


def test_what_a_detector_only_sighted_supports_who_saw_it_himself_alone() -> None:
    sighted = replace(NOTHING, facts=(Fact("objects", "sighting", "cat", 0.6),), looked=(Look("objects"),))
    assert "cat" in sources_of(sighted, saw_picture=True).words
    assert "cat" not in sources_of(sighted, saw_picture=False).words


def test_a_registration_is_read_and_said_once_it_is_certain(graph, folders: Folders) -> None:  # type: ignore[no-untyped-def]
    (lines,) = read([item(folders, "plate", sign("PH-BFA"))], graph["read"].options, folders)
    assert isinstance(lines, list)
    assert [row.registration for row in lines] == ["PH-BFA"]
    (lines,) = read([item(folders, "line", sign("© Jane Doe / Alamy"))], graph["read"].options, folders)
    assert any(row.owner for row in lines)
    assert all(row.registration is None for row in lines)


def test_both_are_optional_and_their_columns_are_shown(graph) -> None:  # type: ignore[no-untyped-def]
    assert {node.name for node in graph.nodes if node.stage.failure == "optional"} == {
        "objects", "second_detector", "read",
    }  # fmt: skip
    assert not graph.fails_photo(graph["objects"])
    names = {each.name for each in review_columns(graph.nodes)[0]}
    assert {"objects", "read_text", "registrations", "owner_lines"} <= names


def test_the_second_detector_says_what_it_sees_in_its_own_name(graph, folders: Folders) -> None:  # type: ignore[no-untyped-def]
    options = graph["second_detector"].options
    (seen,) = second_detector([item(folders, "cat", photograph("cat"))], options, folders)
    assert {(row.model, row.name) for row in seen} >= {("ssdlite_mobilenet_v2", "cat")}
    bindings = Bindings({}, {"second_detector": "second_detector"})
    said = Item("cat", Path("cat.jpg"), rows={"second_detector": tuple(seen)}, bindings=bindings).facts()
    assert ("second_detector", "object", "cat") in {(fact.witness, fact.kind, fact.value) for fact in said}


def test_without_a_second_detector_one_looks_alone() -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        alone = ["set=demo", "caption=composer", "graph=witnesses", "~detector@second_detector"]
        nodes = {node.name for node in check(compose("config", overrides=alone)).graph.nodes}
    assert "objects" in nodes
    assert "second_detector" not in nodes


def test_rows_keep_their_boxes_in_evidence(tmp_path: Path) -> None:
    for row_type in (ObjectRow, LineRow):
        schema = evidence.columns(row_type)
        assert schema["region"] == pl.Struct(dict.fromkeys(("left", "top", "right", "bottom"), pl.Float64()))
