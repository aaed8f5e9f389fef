"""Measures llama-server as a contender: the same weights behind HTTP on this machine, with several slots.

`benchmarks/llama_server/build.sh` builds it from the sources of the installed llama-cpp-python, with its libraries.
"""

from __future__ import annotations

import base64
import http.client
import importlib.metadata
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import captioning_model
import captioning_task as task
import tree_memory
from captioning_model import TinyVlm

from runner.models.llama.completion import Completion
from runner.models.llama.model import Llama
from runner.models.options import LlamaOptions

_TICKS = os.sysconf("SC_CLK_TCK")


def program() -> Path:
    """The path of llama-server: LLAMA_SERVER from the environment, or where build.sh puts the installed version's."""
    if named := os.environ.get("LLAMA_SERVER"):
        return Path(named)
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "photo-runner"
    found = cache / f"llama-server-{importlib.metadata.version('llama-cpp-python')}" / "build" / "bin" / "llama-server"
    if not found.exists():
        raise SystemExit("There is no llama-server: build it with benchmarks/llama_server/build.sh (minutes).")
    return found


class LlamaServer:
    """llama-server with `slots` slots of `context` tokens each; it runs until the `with` block ends.

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
        """Send requests to /v1/chat/completions as fast as slots are free. Returns the answers in the same order."""
        with ThreadPoolExecutor(self._slots) as pool:
            return list(pool.map(self._answer, bodies))

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._process.pid

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def peak_mb(self) -> float:
        """Peak memory in megabytes."""
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


class Measured(NamedTuple):
    """What one side took per caption."""

    seconds: float
    cpu: float  # seconds of processor time
    texts: list[str]


def compare(slots: Sequence[int] = (1, 4, 8, 16), rounds: int = 2) -> None:
    """Compare captions/s of llama-server and ours, by turns on the same pictures; then the best slots of each.

    llama-server gets the same grammar, and is told not to use flash attention, its default, which gives other numbers:
    then both write the same texts. With its best number of slots it is measured again with its defaults.
    """
    files = captioning_model.model(256)
    theirs, ours = {}, {}
    for count in slots:
        turns = _turns(files, count, rounds, ("--flash-attn", "off"))
        theirs[count], ours[count] = (statistics.median(turn[side].seconds for turn in turns) for side in (0, 1))
    best, least = min(theirs, key=theirs.__getitem__), min(ours, key=ours.__getitem__)
    print(
        f"server: best of llama-server {theirs[best]:.2f} s a caption with {best} slots, ours {ours[least]:.2f} s with"
        f" {least}: {theirs[best] / ours[least]:.2f} times the captions/s (bound: 1.5)"
    )
    _turns(files, best, 1, ())
    for count in sorted({min(slots), max(slots)}):
        memory(files, count)


def memory(files: TinyVlm, count: int) -> None:
    """Compare the memory of each side running alone, with all of its slots in use.

    Ours is a process of its own, Python and all libraries included.
    """
    with LlamaServer(files, count, task.CONTEXT, task.THREADS) as server, tree_memory.watched(server.pid) as theirs:
        of_server(server, task.pictures(count))
    ours = tree_memory.run([sys.executable, __file__, str(count)])
    print(
        f"server, memory with {count} slots: llama-server {theirs.whole:.2f} GB, of which {theirs.mapped:.2f} are files"
        f" (weights), ours {ours.whole:.2f} GB, of which {ours.mapped:.2f}: {ours.whole / theirs.whole:.2f} times"
        f" (bound: 1); {task.load()}",
        flush=True,
    )


def _turns(files: TinyVlm, count: int, rounds: int, flags: Sequence[str]) -> list[tuple[Measured, Measured]]:
    """Measure both sides for `rounds` rounds with `count` slots each, on at least four pictures per round."""
    each = max(count, 4)
    photos, turns = task.pictures(each * rounds + 1), []
    ours = Llama(LlamaOptions(str(files.model), str(files.mmproj), task.CONTEXT, sequences=count))
    with LlamaServer(files, count, task.CONTEXT, task.THREADS, flags) as server:
        # Reading what all prompts share is not counted.
        of_server(server, photos[-1:])
        of_ours(ours, photos[-1:])
        for start in range(0, each * rounds, each):
            asked = photos[start : start + each]
            turns.append((of_server(server, asked), of_ours(ours, asked)))
            _print(count, flags, turns[-1])
        print(f"server: at most {server.peak_mb():.0f} MB; {task.load()}", flush=True)
    ours.unload()
    return turns


def _print(count: int, flags: Sequence[str], turn: tuple[Measured, Measured]) -> None:
    theirs, ours = turn
    same = sum(one == other for one, other in zip(theirs.texts, ours.texts, strict=True))
    print(
        f"server, {count} slots {' '.join(flags)}: llama-server {theirs.seconds:.2f} s a caption ({theirs.cpu:.2f} s of"
        f" processor), ours {ours.seconds:.2f} s ({ours.cpu:.2f} s): {theirs.seconds / ours.seconds:.2f} times"
        f" ({theirs.cpu / ours.cpu:.2f} in processor time); {same} of {len(ours.texts)} texts the same; {task.load()}",
        flush=True,
    )


def of_server(server: LlamaServer, photos: Sequence[bytes]) -> Measured:
    """What llama-server took for captions of these JPEGs."""
    since, cpu = time.perf_counter(), server.cpu()
    texts = server.ask(request(photo) for photo in photos)
    return Measured((time.perf_counter() - since) / len(photos), (server.cpu() - cpu) / len(photos), texts)


def of_server_alone(files: TinyVlm, slots: int, photos: Sequence[bytes]) -> Measured:
    """The same with a server that is started and stopped for it; the first picture is not counted."""
    with LlamaServer(files, slots, task.CONTEXT, task.THREADS) as server:
        of_server(server, photos[:1])
        return of_server(server, photos[1:])


def of_ours(ours: Llama, photos: Sequence[bytes]) -> Measured:
    """What the product's model took for captions of these JPEGs."""
    since, cpu = time.perf_counter(), time.process_time()
    texts = [
        answer.text if isinstance(answer, Completion) else str(answer)
        for answer in ours.stream(map(task.question, photos))
    ]
    return Measured((time.perf_counter() - since) / len(photos), (time.process_time() - cpu) / len(photos), texts)


def of_ours_alone(files: TinyVlm, slots: int, photos: Sequence[bytes]) -> Measured:
    """The same with a model that is loaded and unloaded for it; the first picture is not counted."""
    ours = Llama(LlamaOptions(str(files.model), str(files.mmproj), task.CONTEXT, sequences=slots))
    of_ours(ours, photos[:1])
    found = of_ours(ours, photos[1:])
    ours.unload()
    return found


def request(photo: bytes) -> dict[str, object]:
    """The request about a JPEG, the same for all contenders, in the format of llama-server."""
    url = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    content = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": task.ASKED}]
    messages = [{"role": "system", "content": task.SYSTEM}, {"role": "user", "content": content}]
    return {"messages": messages, "temperature": 0, "max_tokens": task.WRITTEN, "grammar": task.GRAMMAR}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":  # called by `memory`
    of_ours_alone(captioning_model.model(256), int(sys.argv[1]), task.pictures(int(sys.argv[1]) + 1))
