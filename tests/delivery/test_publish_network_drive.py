from __future__ import annotations

import pytest
from publish_command import PHOTOS, Workplace

from runner.store import journal_mode


def test_on_a_network_drive_a_publish_says_so_once_and_does_its_work(
    work: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.decide("approved", range(PHOTOS))
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: "smb3")
    ended = work.publish()
    assert ended.returncode == 0
    assert ended.stdout.count("on a drive of the kind smb3") == 1
    assert "on a drive of the kind" not in work.publish().stdout, "once a process"
    assert len([name for name in work.files() if name.endswith(".jpg")]) >= PHOTOS
    assert {each.name for each in (work.folder / "runs").glob("catalog.db-*")} <= {"catalog.db-journal"}
