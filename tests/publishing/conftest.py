from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import publish_command
import publish_services
import publish_site
import pytest
from publish_command import Workplace
from publish_services import Certificates, MariaDb, ProFtpd
from publish_site import Site


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return publish_services.certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[MariaDb]:
    with publish_services.mariadb(tmp_path_factory.mktemp("mariadb"), certificates) as server:
        yield server


@pytest.fixture(scope="session")
def proftpd(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[ProFtpd]:
    with publish_services.proftpd(tmp_path_factory.mktemp("proftpd"), certificates) as server:
        yield server


@pytest.fixture(params=["local", "servers"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A target of each kind."""
    if request.param == "local":
        return publish_site.local_site(tmp_path)
    return request.getfixturevalue("server_site")


@pytest.fixture
def server_site(request: pytest.FixtureRequest, tmp_path: Path, proftpd: ProFtpd, mariadb: MariaDb) -> Site:
    name = re.sub(r"\W+", "_", request.node.name.lower())[:40]
    return publish_site.server_site(tmp_path, proftpd, mariadb, f"t_{name}")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return publish_command.prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def work(prepared: Workplace, tmp_path: Path) -> Workplace:
    """The prepared set in a folder of this test's own."""
    shutil.copytree(prepared.folder, tmp_path / "w", symlinks=True)
    return Workplace(tmp_path / "w")
