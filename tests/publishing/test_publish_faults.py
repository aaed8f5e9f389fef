"""Whatever fails once, and however: the next publish completes the target, and reports success only then."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import faulty_sql
import pytest
from faulty_ftp import OLDER, VERBS, WAYS, Fault, FaultyFtp, faulty_ftp
from faulty_sql import STEPS, SqlFault, injected
from publish_services import PASSWORD, USER, MariaDb
from publish_site import Site, local_site, photo, with_database

from runner.errors import PublishError
from runner.messages import say
from runner.publishing.options import FtpOptions
from runner.publishing.outcome import Outcome

BEFORE = [photo(1), photo(2)]
WANTED = [photo(1, edition=2, name="moved.jpg"), photo(2), photo(3, year=2025)]
_OF_THE_NETWORK = ("dropped", "timed out", "reply lost")


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyFtp]:
    with faulty_ftp(tmp_path_factory.mktemp("faulty") / "home") as server:
        yield server


@pytest.fixture
def ftp_site(tmp_path: Path, faulty: FaultyFtp) -> Site:
    """Files on the server that fails, rows in SQLite; two photos stand there."""
    faulty.fault = Fault()
    local = local_site(tmp_path, read_back=1.0, uploads=1, tries=1)
    ftp = FtpOptions("127.0.0.1", faulty.port, USER, PASSWORD, insecure=True, timeout_s=0.4)
    options = replace(local.options, ftp=ftp, root=tmp_path.name, sqlite=str(tmp_path / "photos.db"))
    site = Site(options, local.catalog, faulty.home / tmp_path.name)
    assert _all_done(lambda: site.publish(BEFORE))
    return site


@pytest.fixture
def sql_site(request: pytest.FixtureRequest, tmp_path: Path, mariadb: MariaDb) -> Site:
    """Rows in MariaDB, files in a folder; two photos stand there."""
    name = "f_" + re.sub(r"\W+", "_", request.node.name)[-56:]
    site = with_database(local_site(tmp_path, tries=1), mariadb, name)
    assert _all_done(lambda: site.publish(BEFORE))
    return site


def _all_done(attempt: Callable[[], list[Outcome]]) -> bool:
    try:
        return all(each.error is None and each.step == "done" for each in attempt())
    except PublishError:
        return False


@pytest.mark.parametrize(("verb", "way"), [*itertools.product(VERBS, WAYS)])
def test_every_verb_of_ftp_may_fail(faulty: FaultyFtp, ftp_site: Site, verb: str, way: str) -> None:
    _fail_and_check(faulty, ftp_site, Fault(verb, way))


@pytest.mark.parametrize(("verb", "way"), [*itertools.product(OLDER, WAYS)])
def test_every_verb_of_older_servers_may_fail(faulty: FaultyFtp, ftp_site: Site, verb: str, way: str) -> None:
    _fail_and_check(faulty, ftp_site, Fault(verb, way, ("MLSD", "MLST")))


def _fail_and_check(faulty: FaultyFtp, ftp_site: Site, fault: Fault) -> None:
    faulty.fault, ftp_site = fault, _patient(ftp_site, fault)
    done = _all_done(lambda: ftp_site.publish(WANTED))
    assert fault.hit, f"{fault.verb} was never asked for: {fault.verbs}"
    if done:
        ftp_site.assert_holds(WANTED)
    assert _all_done(lambda: ftp_site.publish(WANTED))
    ftp_site.assert_holds(WANTED)


@pytest.mark.parametrize(
    ("verb", "way"), [*itertools.product(("PASS", "PASV", "STOR", "MLST", "RNTO"), _OF_THE_NETWORK)]
)
def test_errors_of_the_network_are_tried_again(faulty: FaultyFtp, ftp_site: Site, verb: str, way: str) -> None:
    faulty.fault = fault = Fault(verb, way)
    ftp_site = _patient(ftp_site, fault)
    assert _all_done(lambda: ftp_site.set(tries=3).publish(WANTED))
    assert fault.hit
    ftp_site.assert_holds(WANTED)


def _patient(site: Site, fault: Fault) -> Site:
    """Waits as long as a busy machine needs, unless a silent server is what it is about."""
    return site if fault.way == "timed out" else site.set(ftp=replace(site.options.ftp, timeout_s=10))


@pytest.mark.parametrize(("step", "way"), [*itertools.product(sorted(STEPS.keys() - {"delete"}), faulty_sql.WAYS)])
def test_every_step_of_sql_may_fail(sql_site: Site, step: str, way: str) -> None:
    with injected(SqlFault(step, way, sql_site.database)) as fault:
        done = _all_done(lambda: sql_site.publish(WANTED))
    assert fault.hit
    if done:
        sql_site.assert_holds(WANTED)
    assert _all_done(lambda: sql_site.publish(WANTED))
    sql_site.assert_holds(WANTED)


@pytest.mark.parametrize(("step", "way"), [*itertools.product(("delete", "commit"), faulty_sql.WAYS)])
def test_taking_back_may_fail(sql_site: Site, step: str, way: str) -> None:
    with injected(SqlFault(step, way, sql_site.database)) as fault:
        done = _all_done(lambda: sql_site.unpublish(photo(2).item_id))
    assert fault.hit
    assert done or _all_done(lambda: sql_site.unpublish(photo(2).item_id))
    sql_site.assert_holds([photo(1)])


@pytest.mark.parametrize("way", ["dropped", "timed out", "reply lost", "deadlock"])
def test_a_lost_or_deadlocked_transaction_is_tried_again(sql_site: Site, way: str) -> None:
    with injected(SqlFault("upsert", way, sql_site.database)) as fault:
        assert _all_done(lambda: sql_site.set(tries=3).publish(WANTED))
    assert fault.hit
    sql_site.assert_holds(WANTED)


def test_a_wrong_password_is_tried_once_and_stops_everything(faulty: FaultyFtp, ftp_site: Site) -> None:
    faulty.fault = Fault()
    ftp = replace(ftp_site.options.ftp, password="wrong")
    with pytest.raises(PublishError) as raised:
        ftp_site.set(ftp=ftp, tries=4).publish(WANTED)
    assert raised.value.kind == "auth"
    assert faulty.fault.verbs.count("PASS") == 1


@pytest.mark.parametrize("unknown", [("MLSD",), ("MLST",), ("MLSD", "MLST"), ("MLSD", "MLST", "MDTM")])
def test_a_server_that_knows_less_is_asked_otherwise(
    faulty: FaultyFtp, ftp_site: Site, unknown: tuple[str, ...]
) -> None:
    faulty.fault = fault = Fault(unknown=unknown)
    assert _all_done(lambda: ftp_site.publish(WANTED))
    ftp_site.assert_holds(WANTED)
    fault.verbs.clear()
    assert {each.action for each in ftp_site.publish(WANTED)} == {"same"}
    assert "RETR" not in fault.verbs
    path = ftp_site.files / "2025/photo_0003.jpg"
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, (1, 1))
    held = [each.drift for each in ftp_site.publish(WANTED) if each.held_back]
    # A server that tells no times is believed the size.
    assert held == ([] if "MDTM" in unknown else [(say("drift.file_altered", path="2025/photo_0003.jpg"),)])


def test_when_the_server_is_gone_the_rest_is_not_tried(faulty: FaultyFtp, ftp_site: Site) -> None:
    many = [*WANTED, *(photo(number) for number in range(10, 40))]
    faulty.fault = Fault("STOR", "refused for good")
    done = ftp_site.set(batch=5).publish(many)
    failed = [each for each in done if each.error is not None]
    assert {each.error.kind for each in failed} == {"connect"}
    assert len(failed) == len(many) - 1
    assert faulty.fault.verbs.count("STOR") <= 2
    faulty.fault = Fault()
    assert _all_done(lambda: ftp_site.publish(many))
    ftp_site.assert_holds(many)


def test_a_row_that_the_database_refuses_stops_no_other(sql_site: Site) -> None:
    long = photo(5)
    refused = replace(long, fields={**long.fields, "year": 10**30})
    done = sql_site.publish([*BEFORE, photo(4), refused, photo(6)])
    assert [each.file_name for each in done if each.error] == ["photo_0005.jpg"]
    assert next(each.error.kind for each in done if each.error) == "database"
    assert _all_done(lambda: sql_site.publish([*BEFORE, photo(4), photo(5), photo(6)]))
    sql_site.assert_holds([*BEFORE, photo(4), photo(5), photo(6)])


def test_a_file_that_cannot_be_made_stops_no_other(sql_site: Site) -> None:
    def broken() -> bytes:
        raise PublishError("the rendition is gone")

    one = photo(5)
    lost = replace(one, files=(one.files[0], replace(one.files[1], make=broken)))
    done = sql_site.publish([*BEFORE, lost, photo(6)])
    assert [each.error.kind for each in done if each.error] == ["local"]
    assert _all_done(lambda: sql_site.publish([*BEFORE, photo(5), photo(6)]))
    sql_site.assert_holds([*BEFORE, photo(5), photo(6)])


@pytest.mark.parametrize("empty", ["450 No files found", "550 No files found."])
@pytest.mark.parametrize(
    "unknown", [(), ("MLSD", "MLST"), ("MLSD", "MLST", "SIZE"), ("MLSD", "MLST", "SIZE", "MDTM"), ("MLST", "SIZE")]
)
def test_servers_that_have_no_answer_to_an_empty_folder_and_know_little(
    faulty: FaultyFtp, tmp_path: Path, empty: str, unknown: tuple[str, ...]
) -> None:
    faulty.fault = Fault(unknown=unknown, empty=empty)
    local = local_site(tmp_path, read_back=1.0, uploads=1, tries=1)
    ftp = FtpOptions("127.0.0.1", faulty.port, USER, PASSWORD, insecure=True, timeout_s=2)
    options = replace(local.options, ftp=ftp, root=tmp_path.name, sqlite=str(tmp_path / "photos.db"))
    (faulty.home / tmp_path.name).mkdir()
    site = Site(options, local.catalog, faulty.home / tmp_path.name)
    assert [(each.error, each.step) for each in site.publish(BEFORE)] == [(None, "done")] * len(BEFORE)
    site.assert_holds(BEFORE)
    assert _all_done(lambda: site.publish(WANTED))
    site.assert_holds(WANTED)
    assert [each.action for each in site.publish(WANTED)] == ["same"] * len(WANTED)
