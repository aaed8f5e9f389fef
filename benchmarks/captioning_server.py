"""llama-server as a contender: the same weights behind HTTP on this machine, so many slots at a time.

`benchmarks/llama_server/build.sh` builds it from the sources of the installed llama-cpp-python, with its libraries.
"""

from __future__ import annotations

import base64
import http.client
import importlib.metadata
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from captioning_model import TinyVlm

_TICKS = os.sysconf("SC_CLK_TCK")


def program() -> Path:
    """Where build.sh leaves llama-server for the installed version."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "photo-runner"
    found = cache / f"llama-server-{importlib.metadata.version('llama-cpp-python')}" / "build" / "bin" / "llama-server"
    if not found.exists():
        raise SystemExit("There is no llama-server: build it with benchmarks/llama_server/build.sh (minutes).")
    return found


class LlamaServer:
    """llama-server with `slots` texts at a time, each in `context` tokens; it runs until the block is left.

    `more` are further arguments, such as `--flash-attn off`.
    """

    def __init__(self, files: TinyVlm, slots: int, context: int, threads: int, more: Sequence[str] = ()) -> None:
        self._port = _free_port()
        command = [
            str(program()), "--model", str(files.model), "--mmproj", str(files.mmproj), "--parallel", str(slots),
            "--ctx-size", str(context * slots), "--threads", str(threads), "--host", "127.0.0.1",
            "--port", str(self._port), "--offline", *more,
        ]  # fmt: skip
        self._slots = slots
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> LlamaServer:
        while not self._healthy():
            if self._process.poll() is not None:
                raise SystemExit(f"llama-server ended with exit code {self._process.returncode} before it was ready.")
            time.sleep(0.2)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()

    def ask(self, bodies: Iterable[dict[str, object]]) -> list[str]:
        """The texts that it answers requests of /v1/chat/completions with, in order, asked as fast as slots are free."""
        with ThreadPoolExecutor(self._slots) as pool:
            return list(pool.map(self._answer, bodies))

    def cpu(self) -> float:
        """Seconds of processor time that it has taken till now."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def peak_mb(self) -> float:
        """Most megabytes that it held at any time."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024 / 1e6

    def _answer(self, body: dict[str, object]) -> str:
        answer = self._post("/v1/chat/completions", body)
        return str(answer["choices"][0]["message"]["content"])

    def _post(self, path: str, body: dict[str, object]) -> dict:  # type: ignore[type-arg]
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=3600)
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        said = response.read()
        assert response.status == 200, said
        return json.loads(said)  # type: ignore[no-any-return]

    def _healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False


def request(system: str, asked: str, photo: bytes, constraint: dict[str, object], tokens: int) -> dict[str, object]:
    """A greedy request about a JPEG; `constraint` is `grammar` or `response_format`."""
    url = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    content = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": asked}]
    messages = [{"role": "system", "content": system}, {"role": "user", "content": content}]
    return {"messages": messages, "temperature": 0, "max_tokens": tokens, **constraint}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
