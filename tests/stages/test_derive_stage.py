from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
from originals import item_of
from pydantic import TypeAdapter, ValidationError

from runner.engine import artifacts
from runner.errors import DecodeError, UnreadableFile
from runner.graph import Node
from runner.schema import DeriveRow, IntakeRow
from runner.stage import Folders, Item
from runner.stages import kinds
from runner.stages.derive import DeriveOptions, derive, renditions
from runner.store import evidence
from runner.store.catalog import open_catalog

OPTIONS = DeriveOptions()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "runs", tmp_path / "runs" / "set" / "run")


@pytest.fixture(scope="module")
def photos() -> list[Path]:
    spec = find_spec("sklearn")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "datasets" / "images"
    return [folder / "china.jpg", folder / "flower.jpg"]


def item(path: Path) -> Item:
    return item_of(path, {"file": IntakeRow("", 0, "jpeg", 640, 427)})


def part(results: Sequence[object]) -> pl.DataFrame:
    records = [evidence.to_record(row) for row in results if isinstance(row, DeriveRow)]
    return pl.DataFrame(records, schema=evidence.columns(DeriveRow), orient="row")


def test_one_result_an_item_in_order_and_failures_do_not_stop_it(
    photos: list[Path], tmp_path: Path, folders: Folders
) -> None:
    truncated = tmp_path / "truncated.jpg"
    truncated.write_bytes(photos[0].read_bytes()[:90_000])
    paths = [photos[1], truncated, tmp_path / "gone.jpg", photos[0]]
    results = list(derive([item(path) for path in paths], OPTIONS, folders))
    assert [type(each) for each in results] == [DeriveRow, DecodeError, UnreadableFile, DeriveRow]
    rows = [each for each in results if isinstance(each, DeriveRow)]
    assert [each.name for each in rows[0].renditions] == ["model", "web", "thumbnail"]
    assert all((folders.renditions / each.path).is_file() for row in rows for each in row.renditions)
    assert rows[0].phash != rows[1].phash


def test_two_processes_give_the_same_rows(photos: list[Path], tmp_path: Path, folders: Folders) -> None:
    program = (
        "import sys; from pathlib import Path; from runner.schema import IntakeRow; from runner.stage import *\n"
        "from runner.stages.derive import *\n"
        "items = [Item('', Path(p), rows={'file': IntakeRow('', 0, 'jpeg', 640, 427)}) for p in sys.argv[2:]]\n"
        "print(*derive(items, DeriveOptions(), Folders(Path(sys.argv[1]), Path(sys.argv[1]))), sep='\\n')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "other"), *map(str, photos)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    here = derive([item(path) for path in photos], OPTIONS, folders)
    assert printed.splitlines() == [str(row) for row in here]


def flipped(content: bytes) -> bytes:
    return bytes([*content[:99], content[99] ^ 4, *content[100:]])


@pytest.mark.parametrize("damage", [lambda content: content[:100], flipped, None])
def test_a_part_whose_renditions_are_gone_cut_or_altered_is_computed_again(
    damage: Callable[[bytes], bytes] | None, photos: list[Path], folders: Folders
) -> None:
    table = part(list(derive([item(path) for path in photos], OPTIONS, folders)))
    made = list(renditions(table))
    assert len(made) == 6
    with open_catalog(folders.catalog) as catalog:
        artifacts.record(catalog, made, folders.runs)
        assert artifacts.are_whole(catalog, made, folders.runs)
        lost = folders.runs / made[5].path
        whole = lost.read_bytes()
        lost.unlink()
        if damage is not None:
            lost.write_bytes(damage(whole))
        assert not artifacts.are_whole(catalog, made, folders.runs)
        list(derive([item(photos[1])], OPTIONS, folders))
        assert lost.read_bytes() == whole
        assert artifacts.are_whole(catalog, made, folders.runs)


@pytest.mark.parametrize("damage", ["gone", "altered", "touched", None])
def test_one_row_answers_for_all_files_of_a_part_until_one_of_them_changes(
    damage: str | None, photos: list[Path], folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = part(list(derive([item(path) for path in photos], OPTIONS, folders)))
    node, path = Node("pictures", kinds()["derive"], (), OPTIONS, 1), folders.runs / "part-a.b.parquet"
    table.write_parquet(path)
    made = list(renditions(table))
    with open_catalog(folders.catalog) as catalog:
        artifacts.record(catalog, made, folders.runs)
        assert artifacts.stands(node, path, catalog, folders)
        one = folders.runs / made[3].path
        if damage == "gone":
            one.unlink()
        elif damage == "altered":
            one.write_bytes(flipped(one.read_bytes()))
        elif damage == "touched":
            os.utime(one, ns=(1, 1))
        looked: list[str] = []
        whole = artifacts.are_whole
        monkeypatch.setattr(artifacts, "are_whole", lambda *given: looked.append("file by file") or whole(*given))
        assert artifacts.stands(node, path, catalog, folders) == (damage in ("touched", None))
        assert looked == (["file by file"] if damage else [])


def test_failed_rows_speak_of_no_renditions(photos: list[Path], folders: Folders) -> None:
    table = part(list(derive([item(photos[0])], OPTIONS, folders)))
    failed = table.with_columns(pl.lit(None, table.schema["renditions"]).alias("renditions"))
    assert not list(renditions(failed))
    assert not list(renditions(table.clear()))
    assert not list(renditions(part(list(derive([item(photos[0])], DeriveOptions({}), folders)))))


def test_it_is_registered_with_what_it_needs_and_makes() -> None:
    stage = kinds()["derive"]
    assert (stage.row, stage.needs, stage.place) == (DeriveRow, {"file": IntakeRow}, "pool")
    assert stage.artifacts is renditions


def test_options_are_read_and_checked() -> None:
    read = TypeAdapter(DeriveOptions).validate_python
    assert read({}) == OPTIONS
    some = read({"renditions": {"big": {"width": 3000, "height": 2000, "format": "webp"}}, "doubt": [0.1, 0.2]})
    assert (some.renditions["big"].width, some.renditions["big"].quality, some.doubt) == (3000, 85, (0.1, 0.2))
    for wrong in (
        {"renditions": {"big": {"width": 3000}}},
        {"renditions": {"big": {"width": 0, "height": 5}}},
        {"renditions": {"big": {"width": 300, "height": 300, "format": "gif"}}},
        {"renditions": {"big": {"width": 300, "height": 300, "quality": 101}}},
        {"renditons": {}},
        {"doubt": [0.4, 1.5]},
    ):
        with pytest.raises(ValidationError):
            read(wrong)
    assert OPTIONS.problems() == ()
    assert len(DeriveOptions(doubt=(0.6, 0.4)).problems()) == 1


def test_importing_the_stage_loads_no_decoder() -> None:
    program = "import sys, runner.stages.derive; print({'pyvips', 'numpy', 'polars'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "set()"
