from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import ConfigError, EnvError
from runner.reports.export.folder import refuse_foreign, replacing, write_manifest


def put(out: Path, **files: str) -> None:
    with replacing(out) as made:
        written = []
        for name, text in files.items():
            path = made / "data" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            written.append(path)
        write_manifest(made, {"set": "birds"}, written)


def test_an_export_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    put(out, old="1", both="1")
    (out / "notes.txt").write_text("mine")
    refuse_foreign(out)
    put(out, new="2", both="2")
    assert sorted(path.name for path in (out / "data").iterdir()) == ["both", "new"]
    assert (out / "data" / "both").read_text() == "2"
    assert (out / "notes.txt").read_text() == "mine"
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_folder_of_something_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ConfigError, match="holds no export"):
        refuse_foreign(tmp_path)
    with pytest.raises(ConfigError, match="this is a file"):
        refuse_foreign(tmp_path / "thesis.txt")
    (tmp_path / "empty").mkdir()
    refuse_foreign(tmp_path / "empty")
    refuse_foreign(tmp_path / "new")


def test_an_export_that_breaks_leaves_the_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, old="1")

    def broken() -> None:
        with replacing(out) as made:
            (made / "half").write_text("")
            raise EnvError("The disk is full.", "…")

    with pytest.raises(EnvError):
        broken()
    assert (out / "data" / "old").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_killed_move_leaves_something_that_is_known_as_an_export(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, old="1")
    (out / "data" / "old").unlink()
    refuse_foreign(out)
    put(out, new="2")
    assert (out / "data" / "new").read_text() == "2"


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvError, match="cannot be written"):
        put(tmp_path / "file" / "out", new="2")
