from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import pyvips
import skimage
import sklearn
from pydantic import TypeAdapter, ValidationError

from runner.errors import DecodeError, EnvError, ItemError, UnreadableFile
from runner.schema import ClassifyRow, DeriveRow, Rendition
from runner.stage import Folders, Item, Result
from runner.stages import kinds
from runner.stages.classify import ClassifyOptions, classify

PHOTOS = {path.name: path for package in (skimage, sklearn) for path in Path(package.__path__[0]).rglob("*.[jp][pn]g")}
NAMES = ("chelsea.png", "coffee.png", "china.jpg", "flower.jpg", "rocket.jpg")
OPTIONS = ClassifyOptions(device="cpu", batch=2)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path, tmp_path / "run")
    folders.renditions.mkdir()
    return folders


@pytest.fixture
def items(folders: Folders) -> list[Item]:
    return [item(name, folders) for name in NAMES]


def item(name: str, folders: Folders) -> Item:
    """A photo whose thumbnail has been derived."""
    small = pyvips.Image.thumbnail(str(PHOTOS[name]), 548, height=365, size="down")
    small.jpegsave(str(folders.renditions / f"{name}.jpg"), Q=85)
    thumbnail = Rendition("thumbnail", f"{name}.jpg", small.width, small.height, 0, "")
    figures: dict[str, Any] = {each.name: None for each in fields(DeriveRow)}
    return Item(name, PHOTOS[name], rows={"pictures": DeriveRow(**{**figures, "renditions": (thumbnail,)})})


def run(items: Sequence[Item], folders: Folders, options: ClassifyOptions = OPTIONS) -> list[Result]:
    return list(classify(items, options, folders))


def test_each_photo_gets_its_labels_in_order(items: list[Item], folders: Folders) -> None:
    rows = [row for row in run(items, folders) if isinstance(row, ClassifyRow)]
    assert len(rows) == len(NAMES)
    assert [len(row.labels) for row in rows] == [5] * len(NAMES)
    assert "cat" in {label.name for label in rows[0].groups}
    assert rows[1].labels[0].path == ("food", "drink", "espresso")
    assert "building" in {label.name for label in rows[2].groups}
    assert {(row.model, row.provider) for row in rows} == {("efficientnet_lite0", "CPUExecutionProvider")}


def test_labels_do_not_depend_on_the_batch(items: list[Item], folders: Folders) -> None:
    rows = run(items, folders)
    for batch in (1, 3, 16):
        assert run(items, folders, replace(OPTIONS, batch=batch)) == rows


def test_fewer_labels_are_the_first_ones(items: list[Item], folders: Folders) -> None:
    (five,), (one,) = run(items[:1], folders), run(items[:1], folders, replace(OPTIONS, top=1))
    assert isinstance(five, ClassifyRow)
    assert isinstance(one, ClassifyRow)
    assert one.labels == five.labels[:1]
    assert one.groups == five.groups


def test_a_damaged_rendition_fails_its_photo_alone(items: list[Item], folders: Folders) -> None:
    before = run(items, folders)
    damaged = folders.renditions / "coffee.png.jpg"
    damaged.write_bytes(damaged.read_bytes()[:3000])
    (folders.renditions / "china.jpg.jpg").unlink()
    after = run(items, folders)
    assert [type(each) for each in after] == [ClassifyRow, DecodeError, UnreadableFile, ClassifyRow, ClassifyRow]
    assert [after[i] for i in (0, 3, 4)] == [before[i] for i in (0, 3, 4)]


def test_a_batch_of_nothing_but_damaged_renditions_is_survived(items: list[Item], folders: Folders) -> None:
    for path in folders.renditions.iterdir():
        path.write_bytes(b"")
    assert all(isinstance(each, ItemError) for each in run(items, folders))


def test_a_rendition_that_the_graph_does_not_derive_stops_the_stage(items: list[Item], folders: Folders) -> None:
    with pytest.raises(EnvError, match="rendition 'model', which the graph does not derive") as caught:
        run(items, folders, replace(OPTIONS, rendition="model"))
    assert "thumbnail" in caught.value.mend


def test_the_stage_is_registered_with_the_files_its_results_depend_on() -> None:
    stage = kinds()["classify"]
    assert (stage.row, stage.needs, stage.place) == (ClassifyRow, {"pictures": DeriveRow}, "model")
    assert stage.files is not None
    assert [path.suffix for path in stage.files(ClassifyOptions())] == [".onnx", ".toml"]
    with pytest.raises(EnvError):
        stage.files(ClassifyOptions(model="nonsense"))


def test_the_yaml_in_conf_holds_the_options_and_their_defaults() -> None:
    from omegaconf import OmegaConf

    path = Path(__file__).parents[2] / "conf" / "classify" / "efficientnet_lite0.yaml"
    assert (
        TypeAdapter(ClassifyOptions).validate_python(OmegaConf.to_container(OmegaConf.load(path))) == ClassifyOptions()
    )


@pytest.mark.parametrize(
    "wrong", [{"top": 0}, {"batch": 0}, {"device": "tpu"}, {"threads": 0}, {"modle": "x"}], ids=lambda w: next(iter(w))
)
def test_wrong_options_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ClassifyOptions).validate_python(wrong)


def test_importing_the_stage_and_asking_for_its_files_loads_no_model_library() -> None:
    code = (
        "import sys; from runner.stages.classify import ClassifyOptions, _files; _files(ClassifyOptions());"
        "assert not {'onnxruntime', 'pyvips', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
