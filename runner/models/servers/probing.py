"""Which model servers answer on this machine, with which models, and which of those see pictures.

Usually none does. A socket is enough to find that out; the HTTP client is imported only if something listens.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

SECONDS = 1.0
"""Time limit for the answers of all servers together."""

KINDS = ("llama_server", "ollama", "lm_studio", "vllm")
"""Kinds of servers that can be asked, named like the files in conf/caption."""


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that a server offers."""

    name: str
    sees: bool | None  # whether it sees pictures; None if the server does not say
    local: bool = True  # False: the server forwards requests to another machine


@dataclass(frozen=True, slots=True)
class Probed:
    """What was found at one address.

    `other`: something answers there, but not a server of this kind; `slow`: there was no answer in time.
    """

    kind: str  # named like the file in conf/caption: ollama, llama_server, lm_studio, vllm
    url: str
    state: Literal["absent", "other", "slow", "answers"]
    models: tuple[ServedModel, ...] = ()

    def vision(self) -> tuple[ServedModel, ...]:
        """Its models that see pictures and keep them on this machine, in the server's order."""
        return tuple(model for model in self.models if model.sees and model.local)


def probe(addresses: Mapping[str, str], seconds: float = SECONDS) -> tuple[Probed, ...]:
    """Ask all addresses, given by kind of server, at once. Returns after `seconds` at the latest, in their order."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(max(1, len(addresses))) as pool:
        return tuple(pool.map(lambda kind: _probed(kind, addresses[kind], until), addresses))


def _probed(kind: str, url: str, until: float) -> Probed:
    if not _listens(url, until):
        return Probed(kind, url, "absent")
    from runner.models.servers.listing import listed

    return listed(kind, url, until)


def _listens(url: str, until: float) -> bool:
    """Whether a connection is accepted; also True if that is not certain."""
    try:
        place = urlsplit(url)
        socket.create_connection((place.hostname, place.port or 80), max(0.01, until - time.monotonic())).close()
    except ConnectionRefusedError:
        return False
    except (OSError, ValueError):
        pass  # the real request shows what it is
    return True
