"""A rogue database that answers a query by requesting one of our files, as with MySQL's LOAD DATA LOCAL."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from publish_site import local_site

from runner.errors import DatabaseError
from runner.publishing.options import MysqlOptions
from runner.publishing.target import Target

_CAPABILITIES = 0x00 | 0x0200 | 0x8000 | 0x80 | 0x8 | 0x80000  # 4.1, secure, LOCAL FILES, a schema, plug-ins of login


@pytest.fixture
def rogue() -> Iterator[tuple[int, list[bytes]]]:
    """Its port, and all that it was sent after it had asked for /etc/hostname."""
    sent: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        _talk(connection, sent)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1], sent
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _talk(connection: socket.socket, sent: list[bytes]) -> None:
    connection.settimeout(2)
    greeting = b"\x0a8.0.0\0" + struct.pack("<I", 1) + b"a" * 8 + b"\0" + struct.pack("<H", _CAPABILITIES & 0xFFFF)
    greeting += b"\x2d\x02\x00" + struct.pack("<H", _CAPABILITIES >> 16) + b"\x15" + b"\0" * 10 + b"b" * 12 + b"\0"
    _send(connection, 0, greeting + b"mysql_native_password\0")
    connection.recv(4096)  # the login
    _send(connection, 2, b"\x00\x00\x00\x02\x00\x00\x00")
    while (question := connection.recv(4096)) and question[4:5] == b"\x03":
        if b"information_schema" not in question and b"SELECT" not in question:
            _send(connection, 1, b"\x00\x00\x00\x02\x00\x00\x00")
            continue
        _send(connection, 1, b"\xfb/etc/hostname")
        sent.append(connection.recv(4096))
        return


def _send(connection: socket.socket, number: int, data: bytes) -> None:
    connection.sendall(struct.pack("<I", len(data))[:3] + bytes([number]) + data)


def test_no_file_is_sent_to_a_database_that_asks_for_it(rogue: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, sent = rogue
    site = local_site(tmp_path, tries=1)
    server = MysqlOptions("127.0.0.1", port, "me", password="x", database="d", insecure=True, timeout_s=2)
    target = Target(replace(site.options, sqlite=None, mysql=server))
    with pytest.raises(DatabaseError):
        target.problems()
    target.close()
    content = Path("/etc/hostname").read_bytes().strip()
    assert sent, "it was never asked a question"
    assert not any(content in each for each in sent)
