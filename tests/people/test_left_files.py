"""Files of faces that belong to nobody: those that the stage wrote, and no others."""

from __future__ import annotations

from pathlib import Path

from runner.people.left_files import files_of
from runner.store.forgotten_people import Forgotten


def test_runs_of_a_set_that_has_the_name_of_the_folder_are_no_files_of_faces(tmp_path: Path) -> None:
    crop = tmp_path / "faces" / "ab" / f"{'ab' * 32}.jpg"
    report = tmp_path / "faces" / "20260101-100000-abcd" / "report.html"
    for path in (crop, report):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
    gone = Forgotten(["0123456789abcdef-100100200200"])
    assert files_of(tmp_path, gone) == [crop.relative_to(tmp_path).as_posix()]
