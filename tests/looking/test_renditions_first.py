"""Stages that look at a rendition first: when every pixel is decoded, and that as much is found as with all pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import pytest
import pyvips
from hydra import compose, initialize_config_dir
from originals import item_of
from pictures import large, photograph

from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import UnreadableFile
from runner.graph import Graph
from runner.looking.opening import opened
from runner.models.detection.options import Tiles
from runner.models.faces import detector
from runner.models.photo import Photo
from runner.people import telling
from runner.people.anchoring import anchored
from runner.people.face_row import FaceRow
from runner.people.matching import overlaps
from runner.people.said import what_counts
from runner.schema import DeriveRow, IntakeRow
from runner.stage import Folders, Item
from runner.stages.derive import derive
from runner.stages.faces import faces
from runner.stages.read import LineRow, read
from runner.store.people import Assertion


@pytest.fixture(scope="module")
def graph() -> Graph:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        asked = ["set=demo", "caption=composer", "graph=witnesses", "set.people=true"]
        return check(compose("config", overrides=asked)).graph


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, tmp_path / "set" / "run")


def derived(graph: Graph, folders: Folders, picture: pyvips.Image) -> Item:
    """A photo with what intake and derive say of it."""
    path = folders.runs / "photo.jpg"
    picture.jpegsave(str(path), Q=95)
    item = item_of(path, {"file": IntakeRow("0", item_of(path).bytes, "jpeg", picture.width, picture.height)})
    (row,) = derive([item], cast(Any, graph.find("derive").options), folders)
    assert isinstance(row, DeriveRow)
    return replace(item, rows={**item.rows, "pictures": row})


def with_text(text: str, width: int = 3600, height: int = 2400) -> pyvips.Image:
    picture = np.full((height, width, 3), 200, np.uint8)
    cv2.putText(picture, text, (width // 3, height // 4), cv2.FONT_HERSHEY_SIMPLEX, 2.2, (20, 30, 90), 5, cv2.LINE_AA)
    return pyvips.Image.new_from_array(picture, interpretation="srgb")


def with_faces(ground: str, width: int = 3600, height: int = 2400) -> pyvips.Image:
    """The astronaut twice, at 400 and 900 pixels, before a mosaic."""
    picture = np.asarray(large(ground, (width, height)).numpy()).copy()
    for side, left, top in ((400, 300, 1700), (900, 2400, 200)):
        shown = np.ascontiguousarray(photograph("astronaut").numpy())
        picture[top : top + side, left : left + side] = cv2.resize(shown, (side, side), interpolation=cv2.INTER_CUBIC)
    return pyvips.Image.new_from_array(picture, interpretation="srgb")


def lines(graph: Graph, item: Item, folders: Folders, **options: object) -> Sequence[LineRow]:
    (found,) = read([item], cast(Any, replace(graph.find("read").options, **cast(Any, options))), folders)
    assert isinstance(found, list), found
    return cast(Sequence[LineRow], found)


def people(graph: Graph, item: Item, folders: Folders, **options: object) -> Sequence[FaceRow]:
    (found,) = faces([item], cast(Any, replace(graph.find("faces").options, **cast(Any, options))), folders)
    assert isinstance(found, list), found
    return cast(Sequence[FaceRow], found)


def test_a_photo_that_shows_nothing_is_not_decoded(graph: Graph, folders: Folders) -> None:
    item = derived(graph, folders, large("flower", (3600, 2400)))
    item.path.unlink()
    assert people(graph, item, folders) == []
    item = derived(graph, folders, large("coffee", (3600, 2400)))
    item.path.unlink()
    assert lines(graph, item, folders) == []
    (failed,) = read([item], cast(Any, replace(graph.find("read").options, rendition=None)), folders)
    assert isinstance(failed, UnreadableFile)


def test_small_letters_are_read_at_full_size(graph: Graph, folders: Folders) -> None:
    item = derived(graph, folders, with_text("DEPARTURES"))
    (line,) = lines(graph, item, folders)
    (before,) = lines(graph, item, folders, rendition=None)
    assert (line.text, before.text) == ("DEPARTURES", "DEPARTURES")
    assert overlaps([line.region], [before.region])[0, 0] > 0.8
    other = derived(graph, folders, with_text("DEPARTURES", 3610))
    other.path.unlink()
    (failed,) = read([other], cast(Any, graph.find("read").options), folders)
    assert isinstance(failed, UnreadableFile)


def test_tiles_are_read_of_every_pixel(graph: Graph, folders: Folders) -> None:
    item = derived(graph, folders, large("coffee", (3600, 2400)))
    item.path.unlink()
    thorough = replace(cast(Any, graph.find("read").options).reading, tiles=Tiles(1600, 0.15, 2))
    (failed,) = read([item], cast(Any, replace(graph.find("read").options, reading=thorough)), folders)
    assert isinstance(failed, UnreadableFile)


def test_the_same_faces_are_found(graph: Graph, folders: Folders) -> None:
    item = derived(graph, folders, with_faces("coffee"))
    now, before = people(graph, item, folders), people(graph, item, folders, rendition=None)
    assert len(now) == len(before) == 2
    shared = overlaps([row.region for row in before], [row.region for row in now])
    assert shared.max(1).min() > 0.9
    assert sorted(row.pixels for row in now) == pytest.approx(sorted(row.pixels for row in before), rel=0.1)


def test_what_is_measured_of_a_face_is_measured_at_full_size(graph: Graph, folders: Folders) -> None:
    item = derived(graph, folders, with_faces("flower"))
    item.path.unlink()
    (failed,) = faces([item], cast(Any, graph.find("faces").options), folders)
    assert isinstance(failed, UnreadableFile)


def test_what_looks_like_a_face_in_a_rendition_by_chance_is_not_decoded(graph: Graph, folders: Folders) -> None:
    petals = photograph("flower").thumbnail_image(1500, height=1000, crop="centre")
    pair = petals.join(petals.fliphor(), "horizontal")
    item = derived(graph, folders, pair.join(pair.flipver(), "vertical").replicate(2, 2))
    item.path.unlink()
    assert people(graph, item, folders) == []


def test_as_much_is_found_in_a_photo_of_other_colours_and_shown_in_srgb(graph: Graph, folders: Folders) -> None:
    drawn = with_faces("coffee").numpy().copy()
    cv2.putText(drawn, "DEPARTURES", (900, 300), cv2.FONT_HERSHEY_SIMPLEX, 2.2, (250, 250, 250), 5, cv2.LINE_AA)
    shown = pyvips.Image.new_from_array(drawn, interpretation="srgb")
    plain = derived(graph, folders, shown)
    before, texts = people(graph, plain, folders), [line.text for line in lines(graph, plain, folders)]
    other = derived(graph, folders, shown.icc_export(output_profile="p3"))
    found = people(graph, other, folders)
    assert "DEPARTURES" in texts
    assert [line.text for line in lines(graph, other, folders)] == texts
    assert len(found) == len(before) == 2
    assert overlaps([row.region for row in before], [row.region for row in found]).max(1).min() > 0.9
    for rows in zip(*(sorted(each, key=lambda row: row.pixels) for each in (before, found)), strict=True):
        crops = [pyvips.Image.new_from_file(str(folders.runs / row.crop.path)) for row in rows]
        assert np.allclose(*(crop.stats().numpy()[1:, 4, ...] for crop in crops), atol=4)


def test_what_people_said_of_a_face_stays_when_it_is_found_again(
    graph: Graph, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = derived(graph, folders, with_faces("coffee", 6000, 4000))
    with monkeypatch.context() as earlier:
        earlier.setattr(detector, "MEANS", np.inf)
        before = [row.face_id for row in people(graph, item, folders, rendition=None)]
    words = telling.name(what_counts([]), before[:1], "Ann")
    said = [Assertion(number, *word, None, "me", "", 1) for number, word in enumerate(words, 1)]
    now = [row.face_id for row in people(graph, item, folders)]
    found = anchored(now, said)
    assert sorted(now) != sorted(before), "another detection has other boxes"
    assert before[0] in found.names
    assert not found.unseen
    assert [each.name for each in found.said.persons.values()] == ["Ann"]


def _opened(item: Item, folders: Folders, rendition: str | None, least: float = 0) -> bool:
    with opened(item, rendition, least, folders) as photo:
        assert isinstance(photo, Photo)
        return photo.is_reduced


def test_a_rendition_stands_in_where_it_is_large_enough_and_the_photo_much_larger(
    graph: Graph, folders: Folders
) -> None:
    item = derived(graph, folders, large("coffee", (3000, 2000)))
    assert _opened(item, folders, "web", 1440)
    assert not _opened(item, folders, "web", 1501)
    assert not _opened(item, folders, None)
    assert not _opened(item, folders, "of another graph")
    assert not _opened(replace(item, rows={"file": item["file"]}), folders, "web")
    upright = derived(graph, folders, large("coffee", (2000, 3000)))
    assert not _opened(upright, folders, "web", 1440), "it is 1000 pixels high"
    smaller = derived(graph, folders, large("coffee", (2900, 1900)))
    assert not _opened(smaller, folders, "web")
