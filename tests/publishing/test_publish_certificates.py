"""A server that cannot prove its identity gets neither password nor files."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import publish_services
import pytest
from publish_services import PASSWORD, USER, Certificates, MariaDb, ProFtpd
from publish_site import Site, photo, server_site

from runner.errors import PublishError
from runner.publishing.options import FtpOptions, MysqlOptions

_YESTERDAY = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)


def _unknown(folder: Path) -> Certificates:
    """Signed by an authority that nobody knows: as good as signed by itself."""
    return replace(
        publish_services.certificates(folder / "own"),
        authority=publish_services.certificates(folder / "other").authority,
    )


def _expired(folder: Path) -> Certificates:
    return publish_services.certificates(
        folder, not_before=_YESTERDAY - datetime.timedelta(days=9), not_after=_YESTERDAY
    )


def _of_another_host(folder: Path) -> Certificates:
    return publish_services.certificates(folder, "another.example")


BAD: dict[str, tuple[Callable[[Path], Certificates], str]] = {
    "self-signed": (_unknown, "unable to get local issuer|self-signed"),
    "expired": (_expired, "expired"),
    "wrong host": (_of_another_host, "Hostname mismatch"),
}


@pytest.mark.parametrize("bad", BAD)
def test_ftp_refuses_a_bad_certificate(tmp_path: Path, bad: str, mariadb: MariaDb) -> None:
    make, reason = BAD[bad]
    with publish_services.proftpd(tmp_path / "ftp", make(tmp_path / "bad")) as server:
        site = server_site(tmp_path, server, mariadb, "bad_ftp")
        _refused(site, reason, server)


@pytest.mark.parametrize("bad", BAD)
def test_mysql_refuses_a_bad_certificate(tmp_path: Path, bad: str, mariadb: MariaDb, proftpd: ProFtpd) -> None:
    make, reason = BAD[bad]
    certificates = make(tmp_path / "bad")
    mariadb.stop()
    other = publish_services.with_certificate(mariadb, certificates)
    with _running(other):
        site = server_site(tmp_path, proftpd, other, "bad_mysql")
        _refused(site, reason, proftpd)
    mariadb.start()


def _refused(site: Site, reason: str, ftp: ProFtpd) -> None:
    with pytest.raises(PublishError, match=reason) as raised:
        site.set(tries=3).publish([photo(1)])
    assert raised.value.kind == "connect"
    assert not raised.value.passing
    assert site.tree() == {}


@contextlib.contextmanager
def _running(server: MariaDb) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


def test_a_server_without_tls_is_refused_unless_told_otherwise(tmp_path: Path, mariadb: MariaDb) -> None:
    certificates = publish_services.certificates(tmp_path / "c")
    with publish_services.proftpd(tmp_path / "ftp", certificates, engine="off") as server:
        site = server_site(tmp_path, server, mariadb, "no_tls")
        with pytest.raises(PublishError):
            site.publish([photo(1)])
        assert site.tree() == {}
        insecure = FtpOptions("localhost", server.port, USER, PASSWORD, insecure=True)
        site.set(ftp=insecure).publish([photo(1)])
        site.set(ftp=insecure).assert_holds([photo(1)])


def test_a_database_without_tls_is_refused_unless_told_otherwise(
    tmp_path: Path, mariadb: MariaDb, proftpd: ProFtpd
) -> None:
    mariadb.stop()
    without = replace(mariadb, tls=False, process=None)
    with _running(without):
        site = server_site(tmp_path, proftpd, without, "no_tls_sql")
        with pytest.raises(PublishError, match="SSL is required"):
            site.publish([photo(1)])
        assert isinstance(site.options.mysql, MysqlOptions)
        insecure = site.set(mysql=replace(site.options.mysql, insecure=True))
        insecure.publish([photo(1)])
        insecure.assert_holds([photo(1)])
    mariadb.start()


def test_a_server_that_wants_tls_says_so_when_it_is_used_without(
    tmp_path: Path, proftpd: ProFtpd, mariadb: MariaDb
) -> None:
    site = server_site(tmp_path, proftpd, mariadb, "without_tls")
    plain = FtpOptions("localhost", proftpd.port, USER, PASSWORD, insecure=True, timeout_s=5)
    with pytest.raises(PublishError, match=r"refused the login.*TLS") as refused:
        site.set(ftp=plain).publish([photo(1)])
    assert refused.value.kind == "auth"
