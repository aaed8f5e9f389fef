"""A canary used as password: it is found nowhere except where it was put."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from publish_command import Workplace
from publish_services import PASSWORD, USER, MariaDb, ProFtpd

from runner.composition.run import compose
from runner.errors import ConfigError


@pytest.fixture
def website_work(work: Workplace, proftpd: ProFtpd, mariadb: MariaDb) -> Workplace:
    """Two approved photos, and a target where nothing stands."""
    mariadb.query("mysql", "DROP DATABASE IF EXISTS canary")
    mariadb.query("mysql", "CREATE DATABASE canary")
    shutil.rmtree(proftpd.home / "canary", ignore_errors=True)
    work.decide("approved", [0, 1])
    return work


def website(ftp: ProFtpd, database: MariaDb, **changes: str) -> list[str]:
    options = {
        "ftp.host": "localhost", "ftp.port": str(ftp.port), "ftp.user": USER, "ftp.ca": str(ftp.certificates.authority),
        "mysql.host": "localhost", "mysql.port": str(database.port), "mysql.user": USER, "mysql.database": "canary",
        "mysql.ca": str(database.certificates.authority), "create_table": "true", "root": "canary", "yes": "true",
        "backoff_s": "0.01", **changes,
    }  # fmt: skip
    return ["graph=publish", "publish=website", *(f"publish.{name}={value}" for name, value in options.items())]


SECRETS = {"PUBLISH_FTP_PASSWORD": PASSWORD, "PUBLISH_MYSQL_PASSWORD": PASSWORD}
WRONG = {"PUBLISH_FTP_PASSWORD": PASSWORD + "-x", "PUBLISH_MYSQL_PASSWORD": PASSWORD + "-x"}


def leaks(folder: Path) -> list[str]:
    """Files below a folder that hold the canary, Parquet unpacked."""
    found = [path for path in folder.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
    tables = [path for path in folder.rglob("*.parquet") if PASSWORD in str(pl.read_parquet(path).to_dicts())]
    return [str(path) for path in (*found, *tables)]


def test_no_secret_is_left_anywhere(website_work: Workplace, proftpd: ProFtpd, mariadb: MariaDb) -> None:
    said = ""
    for environment, code in ((WRONG, 3), (SECRETS, 0)):
        command = website_work.command(*website(proftpd, mariadb))
        process = subprocess.Popen(
            command, cwd=website_work.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment, "HYDRA_FULL_ERROR": "1"},
        )  # fmt: skip
        while process.poll() is None:
            assert PASSWORD.encode() not in b"".join(_command_lines())
            time.sleep(0.05)
        output, _ = process.communicate()
        said += output
        assert process.returncode == code, output
    assert PASSWORD not in said
    assert "refused the login" in said
    assert "Check user name and password" in said
    assert len(list((proftpd.home / "canary").rglob("*.jpg"))) == 4
    assert leaks(website_work.folder) == []


def _command_lines() -> Iterator[bytes]:
    """Of all processes: what everybody on a machine can list."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has ended
            yield path.read_bytes()


def test_a_password_may_come_from_a_file(
    website_work: Workplace, proftpd: ProFtpd, mariadb: MariaDb, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n")
    files = {"ftp.password_file": str(secret), "mysql.password_file": str(secret)}
    ended = website_work.run(*website(proftpd, mariadb, **files))
    assert ended.returncode == 0, ended.stderr
    assert "Done: 2 photos." in ended.stdout
    assert leaks(website_work.folder) == []


def test_showing_the_configuration_shows_no_secret(work: Workplace, proftpd: ProFtpd, mariadb: MariaDb) -> None:
    ended = work.run(*website(proftpd, mariadb), "--cfg", "job", "--resolve", environment=SECRETS)
    assert ended.returncode == 0, ended.stderr
    assert PASSWORD not in ended.stdout + ended.stderr
    assert "localhost" in ended.stdout


def test_a_secret_on_the_command_line_is_refused_before_anything_is_written(work: Workplace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    runs = f"paths.runs={elsewhere / 'runs'}"
    ended = work.run("graph=publish", "publish=website", f"publish.ftp.password={PASSWORD}", runs, folder=elsewhere)
    assert ended.returncode == 2
    assert PASSWORD not in ended.stderr + ended.stdout
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "argument",
    [f"publish.mysql.password='{PASSWORD}'", f"+publish.ftp={{host: a, password: {PASSWORD}}}",
     f"publish.mysql={{'password': {PASSWORD}}}"],
)  # fmt: skip
def test_a_secret_is_refused_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as raised:
        compose(["set=travel", "graph=publish", "publish=website", argument])
    assert PASSWORD not in str(raised.value)
    assert list(tmp_path.iterdir()) == []
