from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator

import publish_services
import pytest
import tiny_gguf
from hypothesis import settings
from publish_services import Certificates, MariaDb, ProFtpd
from reviewed_demo import demo, run, runs, session  # noqa: F401 - fixtures of tests of the review and its window
from witnessed_run import witnessed, witnessed_session  # noqa: F401 - the same, with witnesses

# How long an example takes depends on the machine. The suite checks changes, so it draws the same examples each
# time; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("runner", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("runner")


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests a user's folder that is not the tester's own: some windows save when their test has ended."""
    own = tempfile.mkdtemp(prefix="photo-runner-tests-")
    os.environ["XDG_CONFIG_HOME"] = own
    config.add_cleanup(lambda: shutil.rmtree(own, ignore_errors=True))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Exclude collected tests, which stay in memory, from garbage collection, and collect less often."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000, 10, 10)
        gc.enable()


_LONG = ("system", "verification", "composition")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the folders whose files take longest, so that no worker is left with one of them at the end."""
    items.sort(key=lambda item: item.path.parent.name not in _LONG)


@pytest.fixture(scope="session")
def tiny_vlm(tmp_path_factory: pytest.TempPathFactory) -> tiny_gguf.TinyVlm:
    """A vision model with random weights: the paths `model` and `mmproj`."""
    return tiny_gguf.write(tmp_path_factory.mktemp("tiny_vlm"))


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
