"""A server that answers chat requests with the replies of a test, one after another, and then repeats the last one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TEXTS = '{"caption":"A cat.","alt_text":"A grey cat.","keywords":["cat"]}'
CHAT = {
    "choices": [{"message": {"content": TEXTS}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 7, "completion_tokens": 9},
}


@dataclass(frozen=True)
class Reply:
    """One reply. If `cut` is set, the connection is dropped after this many bytes of the body."""

    body: Any = field(default_factory=lambda: CHAT)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    cut: int | None = None


@dataclass
class Script:
    """The replies, and everything that was requested."""

    replies: list[Reply | Callable[[Any], Reply]]
    models: list[str] = field(default_factory=lambda: ["llava"])
    asked: list[Any] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""
    busy: int = 0
    most_busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def serve(*replies: Reply | Callable[[Any], Reply]) -> Iterator[Script]:
    """Run the server on a free port of this machine."""
    script = Script(list(replies) or [Reply()])
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    script.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    script: Script
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        listed = [{"id": name, "name": name} for name in self.script.models]
        self._send(Reply({"data": listed, "models": listed}))

    def do_POST(self) -> None:
        script = self.script
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with script.lock:
            script.asked.append(body)
            script.headers.append(dict(self.headers))
            script.paths.append(self.path)
            reply = script.replies.pop(0) if len(script.replies) > 1 else script.replies[0]
            script.busy += 1
            script.most_busy = max(script.most_busy, script.busy)
        made = reply(body) if callable(reply) else reply
        time.sleep(made.wait_s)
        with script.lock:
            script.busy -= 1
        self._send(made)

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else json.dumps(reply.body).encode()
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if reply.cut is None else body[: reply.cut])
        except OSError:  # the client has disconnected, as it does after its time-out
            pass
        self.close_connection = reply.cut is not None
