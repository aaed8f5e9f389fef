"""What a model server reports about itself: whether it is one, its models, and which of those see pictures.

Sources: Ollama docs/api.md (`/api/tags`, `/api/show` with `capabilities`; models that run elsewhere have a
`remote_host`); llama.cpp tools/server/README.md (`/props` with `modalities`); LM Studio's REST API v1 (`capabilities`)
and v0 (`type: vlm`); vLLM's OpenAI server (`owned_by: vllm`; it does not say what a model sees).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2

from runner.models.servers.bounded import PLAIN, ask
from runner.models.servers.dialects import writable
from runner.models.servers.probing import Probed, ServedModel

MOST_MODELS = 50
"""At most this many models of one server are looked at."""

_LONGEST_NAME = 200
_MALFORMED = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)
_WRONG = (httpx2.HTTPError, *_MALFORMED)


def listed(kind: str, url: str, until: float) -> Probed:
    """What is found at an address. Returns by `until`, on the clock of `time.monotonic`."""
    # No proxy: an address of this machine is asked directly.
    with httpx2.Client(base_url=url.rstrip("/"), headers=PLAIN, trust_env=False, timeout=_left(until)) as client:
        try:
            return Probed(kind, url, "answers", tuple(_LISTS[kind](client, until)))
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            return Probed(kind, url, "absent")
        except httpx2.TimeoutException:
            return Probed(kind, url, "slow")
        except _WRONG:
            return Probed(kind, url, "other")


def _ollama(client: httpx2.Client, until: float) -> Sequence[ServedModel]:
    listed = _list(client, "/api/tags", "models", until)

    def looked_at(model: Any) -> ServedModel:
        name = _name(model["name"])
        cloud = bool(model.get("remote_host") or model.get("remote_model")) or name.endswith("cloud")
        return ServedModel(name, _ollama_sees(client, name, until), local=not cloud)

    with ThreadPoolExecutor(8) as pool:
        return [*pool.map(looked_at, listed)]


def _ollama_sees(client: httpx2.Client, name: str, until: float) -> bool | None:
    with contextlib.suppress(httpx2.HTTPStatusError, *_MALFORMED):
        return "vision" in _json(client, "POST", "/api/show", until, {"model": name})["capabilities"]
    return None


def _llama_server(client: httpx2.Client, until: float) -> Sequence[ServedModel]:
    said = _json(client, "GET", "/props", until)
    said["default_generation_settings"]  # KeyError: another program's /props
    sees = said.get("modalities", {}).get("vision")
    listed = _list(client, "/v1/models", "data", until)
    return [ServedModel(_name(model["id"]), sees if isinstance(sees, bool) else None) for model in listed]


def _lm_studio(client: httpx2.Client, until: float) -> Sequence[ServedModel]:
    with contextlib.suppress(httpx2.HTTPStatusError, *_MALFORMED):
        listed = _list(client, "/api/v1/models", "models", until)
        return [
            ServedModel(_name(model["key"]), bool(model["capabilities"]["vision"]))
            for model in listed
            if model["type"] == "llm"
        ]
    listed = _list(client, "/api/v0/models", "data", until)
    return [
        ServedModel(_name(model["id"]), model["type"] == "vlm") for model in listed if model["type"] in ("vlm", "llm")
    ]


def _vllm(client: httpx2.Client, until: float) -> Sequence[ServedModel]:
    listed = _list(client, "/v1/models", "data", until)
    if any(model["owned_by"] != "vllm" for model in listed):
        raise ValueError("another server than vLLM")
    return [ServedModel(_name(model["id"]), None) for model in listed]


def _list(client: httpx2.Client, path: str, key: str, until: float) -> list[Any]:
    """The models in an answer, at most MOST_MODELS. Raises TypeError if there is no list."""
    listed = _json(client, "GET", path, until)[key]
    if not isinstance(listed, list):
        raise TypeError(key)
    return listed[:MOST_MODELS]


def _json(client: httpx2.Client, method: str, path: str, until: float, body: object = None) -> Any:
    response = ask(client, method, path, _left(until), body)
    response.raise_for_status()
    return response.json()


def _left(until: float) -> float:
    return max(0.01, until - time.monotonic())


def _name(value: object) -> str:
    """A name that can be shown and written. Raises ValueError for anything else."""
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST_NAME:
        raise ValueError
    return writable(value)


_LISTS: Mapping[str, Callable[[httpx2.Client, float], Sequence[ServedModel]]] = {
    "llama_server": _llama_server,
    "ollama": _ollama,
    "lm_studio": _lm_studio,
    "vllm": _vllm,
}
