from __future__ import annotations

import hashlib
import re
from pathlib import Path

import publish_site
import pytest
from publish_services import MariaDb, ProFtpd
from publish_site import Site


@pytest.fixture(params=["local", "servers"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A target of each kind."""
    if request.param == "local":
        return publish_site.local_site(tmp_path)
    return request.getfixturevalue("server_site")


@pytest.fixture
def server_site(request: pytest.FixtureRequest, tmp_path: Path, proftpd: ProFtpd, mariadb: MariaDb) -> Site:
    name = re.sub(r"\W+", "_", request.node.name.lower())[:40]
    digest = hashlib.sha256(request.node.name.encode()).hexdigest()[:8]
    return publish_site.server_site(tmp_path, proftpd, mariadb, f"t_{name}_{digest}")
