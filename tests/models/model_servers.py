"""Servers that list their models like Ollama, llama-server, LM Studio and vLLM, and that can write texts."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Any | Callable[[Any], Any]
Routes = Mapping[str, Answer]
"""Answers by method and path, such as "GET /api/tags"; a function gets the request's body."""

TEXTS = {
    "caption": "Fishing boats in an old harbour on a bright day.",
    "alt_text": "Wooden boats lie at a quay in an old harbour.",
    "keywords": ["old harbour", "boats", "quay", "sea", "water", "fishing"],
}


@contextmanager
def serving(routes: Routes, wait_s: float = 0.0) -> Iterator[str]:
    """Serve on a free port; yields the address. Any other path is not found."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"routes": routes, "wait_s": wait_s}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def ollama(capabilities: Mapping[str, list[str]], remote: str | None = None) -> Routes:
    """Ollama with these models; `remote` names one that runs on another host."""
    listed = [
        {"name": name, "model": name, **({"remote_host": "https://example.org"} if name == remote else {})}
        for name in capabilities
    ]
    return {
        "GET /api/tags": {"models": listed},
        "POST /api/show": lambda body: {"capabilities": capabilities[body["model"]]},
        "POST /api/chat": {"message": {"content": json.dumps(TEXTS)}, "prompt_eval_count": 900, "eval_count": 60},
    }


def llama_server(vision: bool | None, name: str = "qwen3-vl.gguf") -> Routes:
    """llama-server with one model; an old version (`vision` None) does not state whether it can see."""
    modalities = {} if vision is None else {"modalities": {"vision": vision, "audio": False}}
    return {
        "GET /props": {"default_generation_settings": {"n_ctx": 4096}, **modalities},
        "GET /v1/models": {"data": [{"id": name, "owned_by": "llamacpp"}]},
    }


LM_STUDIO = {
    "GET /api/v1/models": {
        "models": [
            {"type": "llm", "key": "qwen/qwen3-vl-4b", "capabilities": {"vision": True}},
            {"type": "llm", "key": "mistral-7b", "capabilities": {"vision": False}},
            {"type": "embedding", "key": "nomic-embed"},
        ]
    }
}
OLD_LM_STUDIO = {
    "GET /api/v0/models": {
        "data": [
            {"id": "qwen2-vl-7b-instruct", "type": "vlm", "state": "not-loaded"},
            {"id": "meta-llama-3.1-8b", "type": "llm", "state": "loaded"},
            {"id": "nomic-embed", "type": "embeddings", "state": "not-loaded"},
        ]
    }
}
VLLM = {"GET /v1/models": {"data": [{"id": "Qwen/Qwen3-VL-4B-Instruct", "owned_by": "vllm"}]}}


class _Handler(BaseHTTPRequestHandler):
    routes: Routes
    wait_s: float
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: Any) -> None:
        time.sleep(self.wait_s)
        found = self.routes.get(f"{self.command} {self.path}")
        said = found(body) if callable(found) else found
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        try:
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:  # the client has disconnected, as it does after its time-out
            self.close_connection = True
