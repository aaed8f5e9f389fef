"""Where a command writes what its user requests: no file of a person is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import ConfigError, EnvError
from runner.store.catalog import open_catalog
from runner.store.chosen_file import TABLES, chosen_file, refuse_foreign


def test_a_photo_is_no_table(tmp_path: Path) -> None:
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(b"photo")
    with pytest.raises(ConfigError, match=r"out=.*IMG_1.jpg: the name has to end in \.csv"):
        chosen_file(photo, (".csv",))
    with pytest.raises(EnvError, match="Choose another file"):
        refuse_foreign(photo, (".csv",))


@pytest.mark.parametrize("name", ["IMG_1.jpg.json", "IMG_1.json"])
def test_a_file_that_describes_a_photo_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(b"photo")
    (tmp_path / name).write_text("{}")
    with pytest.raises(ConfigError, match=r"belongs to IMG_1\.jpg"):
        chosen_file(tmp_path / name, TABLES)


def test_a_table_is_replaced_also_beside_the_same_table_in_another_form(tmp_path: Path) -> None:
    for name in ("rows.json", "rows.csv"):
        (tmp_path / name).write_text("")
    assert chosen_file(tmp_path / "rows.json", TABLES) == tmp_path / "rows.json"


def test_nothing_is_written_among_runs(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "runs/catalog.db"):
        pass
    (tmp_path / "runs/travel/1").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "runs/travel/1")
    for folder in ("runs", "runs/travel/1", "link"):
        with pytest.raises(ConfigError, match="which holds the runs and people's decisions"):
            chosen_file(tmp_path / folder / "rows.parquet", TABLES)


def test_a_folder_and_a_file_of_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ConfigError, match="this is a folder"):
        chosen_file(tmp_path / "a.csv", TABLES)
    own = tmp_path / "mine.yaml"
    own.write_text("a: 1\n")
    with pytest.raises(ConfigError, match="was not written by this program, or was changed since"):
        chosen_file(own, (".yaml",), replaceable=lambda path: path.read_text().startswith("# ours"))
