from __future__ import annotations

import shutil
from pathlib import Path

import publish_command
import pytest
from publish_command import Workplace


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return publish_command.prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def work(prepared: Workplace, tmp_path: Path) -> Workplace:
    """A copy of the prepared set in this test's own folder."""
    shutil.copytree(prepared.folder, tmp_path / "w", symlinks=True)
    return Workplace(tmp_path / "w")
