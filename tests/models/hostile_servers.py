"""Hostile answers of servers: each function takes a connection after the request and misbehaves."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count

Talk = Callable[[socket.socket], None]

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_CHAT = {"choices": [{"message": {"content": "{}"}}]}


@contextmanager
def talking(*talks: Talk) -> Iterator[str]:
    """A server that answers each connection with the next of these, then repeats the last one. Yields its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                for number in count():
                    connection, _ = listener.accept()
                    talk = talks[min(number, len(talks) - 1)]
                    threads.append(threading.Thread(target=_talk, args=(connection, talk), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    accepting.join(5)
    for thread in threads:
        thread.join(10)


def _talk(connection: socket.socket, talk: Talk) -> None:
    with connection, suppress(OSError):
        connection.settimeout(10)
        _whole_request(connection)
        talk(connection)


def _whole_request(connection: socket.socket) -> None:
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(2**16) or b"\r\n\r\n"
    head, _, body = read.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = (lengths or [0])[0] - len(body)
    while missing > 0 and (more := connection.recv(2**16)):
        missing -= len(more)


def answering(
    body: bytes | object, status: str = "200 OK", head: bytes = b"Content-Type: application/json\r\n"
) -> Talk:
    """A complete, well-formed HTTP answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    whole = (
        b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n" % (status.encode(), head, len(data)) + data
    )
    return lambda connection: connection.sendall(whole)


def says(*parts: bytes) -> Talk:
    """Send these bytes, then close the connection."""
    return lambda connection: connection.sendall(b"".join(parts))


def for_ever(head: bytes, part: bytes, pause_s: float = 0.0) -> Talk:
    """Send `head`, and then `part` again and again until the client gives up."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(part)
            time.sleep(pause_s)

    return talk


def _silent(connection: socket.socket) -> None:
    while connection.recv(2**16):
        pass


def _content(text: object) -> Talk:
    return answering(
        {"choices": [{"message": {"content": text}}], "usage": {"prompt_tokens": 1, "completion_tokens": 1}}
    )


def _packed(encoding: bytes, data: bytes) -> Talk:
    return answering(data, head=b"Content-Encoding: " + encoding + b"\r\n")


_ZEROS = gzip.compress(b"0" * 2**26)
_BIG = b"0" * (8 * 2**20)

FAILING: dict[str, Talk] = {
    # time
    "silence": _silent,
    "drops of the status line": for_ever(b"HTTP/1.1 2", b"0", 0.05),
    "drops of a header": for_ever(_OK + b"X-Long: ", b"x", 0.05),
    "drops of the body": for_ever(_OK + b"\r\n", b"x", 0.05),
    "drops of chunks": for_ever(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
    "interim answers without end": for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints without end": for_ever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 0.001),
    # size
    "a body without end": for_ever(_OK + b"\r\n", _BIG),
    "chunks without end": for_ever(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 2**16 + b"\r\n"),
    "a header without end": for_ever(_OK + b"X-Long: ", b"x" * 2**16),
    "headers without end": for_ever(_OK, b"X-Many: 1\r\n" * 1000),
    "a length without end": for_ever(_OK + b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\n", b"x" * 2**16),
    "a chunk without end": for_ever(_OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffff\r\n", b"x" * 2**16),
    "an extension of a chunk without end": for_ever(_OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 2**16),
    "a bomb of gzip": _packed(b"gzip", _ZEROS),
    "a bomb in a bomb": _packed(b"gzip, gzip, gzip", gzip.compress(gzip.compress(_ZEROS))),
    "a bomb of deflate": _packed(b"deflate", zlib.compress(b"0" * 2**26)),
    "an encoding that is none": _packed(b"x" * 5000, b"{}"),
    "a text of megabytes": _content("a heron " * 300_000),
    # not HTTP
    "nothing": says(b""),
    "a line of another protocol": says(b"220 ftp.example.org ready\r\n"),
    "noise": says(bytes(range(256)) * 64),
    "TLS": says(b"\x15\x03\x01\x00\x02\x02\x28"),
    "half a body": says(_OK, b"Content-Length: 500\r\n\r\n{"),
    "half a chunk": says(_OK, b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "two lengths": says(_OK, b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    "a negative length": says(_OK, b"Content-Length: -1\r\n\r\n{}"),
    "a status of four digits": says(b"HTTP/1.1 2000 OK\r\n\r\n{}"),
    "another protocol from here on": says(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    ),
    "no content": says(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "zeros in a header": says(_OK, b"X-Odd: a\0b\r\n\r\n{}"),
    # not our JSON
    "HTML": answering(b"<!DOCTYPE html><script>alert(1)</script>", head=b"Content-Type: text/html\r\n"),
    "a picture": answering(b"\x89PNG\r\n\x1a\n" + bytes(200), head=b"Content-Type: image/png\r\n"),
    "letters that are no UTF-8": answering(b'{"choices": [{"message": {"content": "\xff\xfe\xfa"}}]}'),
    "a character set that is none": answering(b"{", head=b"Content-Type: application/json; charset=zlib_codec\r\n"),
    "a character set that takes for ever": answering(
        b"-" * 2**20, head=b"Content-Type: text/plain; charset=punycode\r\n"
    ),
    "depth": answering(b"[" * 500_000),
    "depth of objects": answering(b'{"error":' * 200_000),
    "a number of a million digits": answering(b'{"choices": ' + b"9" * 1_000_000 + b"}"),
    "a million lists": answering(b"[" + b"[]," * 1_000_000 + b"[]]"),
    "not a number": answering(b'{"choices": NaN}'),
    "infinity": answering(b"[Infinity, -Infinity, 1e999]"),
    "an empty object": answering({}),
    "an empty list of choices": answering({"choices": []}),
    "choices that are a word": answering({"choices": "heron"}),
    "a message that is null": answering({"choices": [{"message": None}]}),
    "content that is null": _content(None),
    "content that is a list": _content([{"type": "text", "text": "x"}]),
    "content that is a number": _content(10**30),
    "a call of a tool": answering(
        {
            "choices": [
                {"message": {"content": None, "tool_calls": [{"function": {"name": "shell", "arguments": "rm -rf /"}}]}}
            ]
        }
    ),
    "a refusal": answering({"choices": [{"message": {"content": None, "refusal": "no"}}]}),
    "a stream of events": answering(
        b'data: {"choices": []}\n\ndata: [DONE]\n\n', head=b"Content-Type: text/event-stream\r\n"
    ),
    "usage that is a word": answering({**_CHAT, "usage": "much", "choices": [{"message": {"content": None}}]}),
    # answers about the request
    "wait for ever": answering(
        {"error": "slow down"}, "429 Too Many Requests", b"Retry-After: " + b"9" * 400 + b"\r\n"
    ),
    "wait until a day": answering(
        {"error": "x"}, "503 Service Unavailable", b"Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n"
    ),
    "an error of megabytes": answering({"error": {"message": "x" * 3_000_000}}, "500 Internal Server Error"),
    "an error in escapes": answering({"error": "\x1b[2J\ud800"}, "400 Bad Request"),
    "too long for the context": answering({"error": "maximum context length exceeded"}, "400 Bad Request"),
}
"""Each makes one photo fail."""

ENDING: dict[str, Talk] = {
    "a way to a file": answering(b"", "302 Found", b"Location: file:///etc/passwd\r\n"),
    "a way to another host": answering(
        b"", "307 Temporary Redirect", b"Location: http://169.254.169.254/latest/meta-data\r\n"
    ),
    "a way to itself": answering(b"", "301 Moved Permanently", b"Location: /v1/chat/completions\r\n"),
    "nothing is served there": answering({"error": "no such path"}, "404 Not Found"),
    "a key is wanted": answering({"error": "key"}, "401 Unauthorized"),
    "the model is not there": answering({"error": "model 'x' not found"}, "400 Bad Request"),
    "it cannot see": answering({"error": "image input is not supported"}, "400 Bad Request"),
}
"""Each would make every photo fail: the run stops with a message, and later continues where it stopped."""

WRONG_LISTS: Sequence[Talk] = (
    answering({"data": [{"id": 10**30}] * 99}), answering({"data": "x"}), answering([None]), answering(b"[" * 100_000),
    _packed(b"gzip", _ZEROS), for_ever(_OK + b"\r\n", _BIG), answering({"data": [{"id": "x" * 100_000}]}),
    answering({"data": [{"id": "\ud800\x1b[2J"}]}), says(b""),
)  # fmt: skip
"""Bad answers to the question which models there are."""
