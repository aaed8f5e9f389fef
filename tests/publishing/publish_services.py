"""Runs real MariaDB and ProFTPD servers, each on its own port with data in a temporary folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pymysql
import trustme

USER, PASSWORD = "pictures", "canary-8Vq2-swordfish"
_PACKAGES = {"mariadbd": "mariadb-server", "mariadb-install-db": "mariadb-server", "proftpd": "proftpd-core",
             "exiftool": "libimage-exiftool-perl"}  # fmt: skip


def program(name: str) -> str:
    """The path of a server's program. The AssertionError names the package that contains it."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found, f"{name} is missing: `apt-get install {_PACKAGES[name]}` as root, or `make servers`, installs it."
    return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Certificates:
    """Two files: the authority, and a server's certificate together with its key."""

    authority: Path
    server: Path


def certificates(folder: Path, host: str = "localhost", **validity: Any) -> Certificates:
    """Make a new authority, and a certificate for `host` signed by it."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = trustme.CA()
    signed = authority.issue_cert(host, **validity)
    made = Certificates(folder / "authority.pem", folder / "server.pem")
    authority.cert_pem.write_to_path(made.authority)
    signed.private_key_and_cert_chain_pem.write_to_path(made.server)
    made.server.chmod(0o600)
    return made


@dataclass
class MariaDb:
    """A server that is running, or can be started again on the same data."""

    folder: Path
    certificates: Certificates
    port: int
    tls: bool = True
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [
            "--no-defaults", f"--datadir={self.folder / 'data'}", f"--socket={self.folder / 's'}",
            f"--pid-file={self.folder / 'pid'}", "--bind-address=127.0.0.1", f"--port={self.port}",
            "--skip-name-resolve", "--innodb-buffer-pool-size=64M", "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=2",
        ]  # fmt: skip
        server, authority = self.certificates.server, self.certificates.authority
        tls = [f"--ssl-cert={server}", f"--ssl-key={server}", f"--ssl-ca={authority}"]
        options += tls if self.tls else ["--skip-ssl"]
        self.process = _started([program("mariadbd"), *options, *_as_root()], self.folder / "log")
        _until_open(self.port, self.process, self.folder / "log")

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def connect(self, database: str | None, user: str = "root", password: str = "") -> Any:
        """A connection through the server's own socket."""
        return pymysql.connect(unix_socket=str(self.folder / "s"), user=user, password=password, database=database,
                               charset="utf8mb4", autocommit=True)  # fmt: skip

    def query(self, database: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        with contextlib.closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall())


@contextlib.contextmanager
def mariadb(folder: Path, server_certificates: Certificates) -> Iterator[MariaDb]:
    """Run a new server with a user who has all rights."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [program("mariadb-install-db"), "--no-defaults", f"--datadir={folder / 'data'}", "--skip-test-db",
               "--auth-root-authentication-method=normal", "--skip-name-resolve", *_as_root()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    server = MariaDb(folder, server_certificates, free_port())
    try:
        server.start()
        with contextlib.closing(server.connect(None)) as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{PASSWORD}'")
            cursor.execute(f"GRANT ALL ON *.* TO '{USER}'@'%'")
        yield server
    finally:
        server.stop()


@dataclass
class ProFtpd:
    """A running server; `home` is the root folder of a login."""

    folder: Path
    home: Path
    port: int
    certificates: Certificates
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [program("proftpd"), "-n", "-c", str(self.folder / "proftpd.conf")]
        self.process = _started(command, self.folder / "log")
        _until_open(self.port, self.process, self.folder / "log")

    def stop(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


_CONF = """
ServerName "test"
ServerType standalone
Port {port}
DefaultAddress 127.0.0.1
UseIPv6 off
User {user}
Group {group}
AuthUserFile {folder}/passwd
AuthOrder mod_auth_file.c
AuthPAM off
RequireValidShell off
RootLogin on
PidFile {folder}/pid
ScoreboardFile {folder}/scoreboard
DelayEngine off
WtmpLog off
TransferLog none
SystemLog {folder}/system.log
AllowOverwrite on
MaxInstances 60
TimesGMT on
UseReverseDNS off
LoadModule mod_tls.c
<IfModule mod_tls.c>
TLSEngine {engine}
TLSRequired on
TLSRSACertificateFile {certificate}
TLSRSACertificateKeyFile {certificate}
TLSLog {folder}/tls.log
</IfModule>
"""


@contextlib.contextmanager
def proftpd(folder: Path, server_certificates: Certificates, engine: str = "on") -> Iterator[ProFtpd]:
    """Run a new server with one user. As in Debian, data connections must continue the TLS session."""
    import grp
    import pwd

    home = folder / "home"
    home.mkdir(parents=True)
    server = ProFtpd(folder, home, free_port(), server_certificates)
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    hashed = subprocess.run(["openssl", "passwd", "-1", PASSWORD], check=True, capture_output=True, text=True).stdout
    passwd = folder / "passwd"
    passwd.write_text(f"{USER}:{hashed.strip()}:{os.getuid()}:{os.getgid()}::{home}:/bin/sh\n")
    passwd.chmod(0o600)
    text = _CONF.format(port=server.port, user=user, group=group, folder=folder, engine=engine,
                        certificate=server_certificates.server)  # fmt: skip
    (folder / "proftpd.conf").write_text(text)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def with_certificate(server: MariaDb | ProFtpd, other: Certificates) -> Any:
    """The same server with another certificate, not started."""
    return replace(server, certificates=other, process=None)


def _started(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as written:
        return subprocess.Popen(command, stdout=written, stderr=written)


def _as_root() -> list[str]:
    return ["--user=root"] if os.getuid() == 0 else []


def _until_open(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            in_vain = process.poll() is not None or time.monotonic() > deadline
            assert not in_vain, log.read_text(errors="replace")[-3000:]
            time.sleep(0.02)
