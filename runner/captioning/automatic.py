"""Chooses the captioner for `caption=auto` on this machine: the first one in this order that can be used.

1. a vision model in the models folder that fits on the GPU, the largest first
2. a vision model of a server on this machine: llama-server, Ollama, LM Studio, in the server's own order
3. a vision model in the models folder that fits into memory, the smallest first, because processors are slow
4. SmolLM2, which writes from the facts and sees no picture
5. the composer, which makes sentences of the facts without a model

A set keeps the captioner that `auto` chose for its last run if that one sees pictures. Otherwise a server that is down
for a day would cause all texts of the set to be written again, and worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runner.errors import EnvError
from runner.messages import Message, say
from runner.models.llama.memory import Memory, fits
from runner.models.servers.probing import Probed, ServedModel
from runner.models.weights.present import PresentModel

AUTO = "auto"
"""The value of `caption.backend` until a captioner is chosen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A captioner that was considered, and why it can or cannot be used."""

    name: str  # as shown to people
    options: tuple[str, ...]  # that select it on a command line, values unquoted
    sees: bool
    usable: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen captioner, and all that were considered."""

    chosen: Candidate
    considered: tuple[Candidate, ...]  # in the order of preference
    kept: bool = False  # whether it was chosen because it wrote the set's last run

    def sentence(self) -> Message:
        """Says which captioner writes, and why."""
        if self.kept:
            return say("auto.kept", name=self.chosen.name)
        return say("auto.chosen", name=self.chosen.name, why=self.chosen.why)

    def for_file(self) -> dict[str, object]:
        """The choice as run.json stores it, ready for JSON."""
        return {
            "asked": AUTO,
            "name": self.chosen.name,
            "options": [*self.chosen.options],
            "sees": self.chosen.sees,
            "kept": self.kept,
            "considered": [
                {"name": each.name, "usable": each.usable, "why": {"id": each.why.id, "arguments": each.why.values()}}
                for each in self.considered
            ],
        }


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What this machine has that can write texts."""

    models: Sequence[PresentModel]
    servers: Sequence[Probed]
    memory: Memory
    offloads: bool  # whether llama.cpp can use the GPU
    text_model: bool  # whether SmolLM2 is installed


def candidates(around: Surroundings) -> tuple[Candidate, ...]:
    """All captioners that could write, in order of preference, usable or not."""
    models = sorted(around.models, key=lambda model: model.gigabytes)
    places = {model.name: _place(model, around) for model in models}
    return (
        *(_on_gpu(each) for each in reversed(models) if places[each.name] == "GPU"),
        *(candidate for server in around.servers for candidate in _served(server)),
        *(_on_processor(each) for each in models if places[each.name] == "RAM"),
        *(_too_large(each, around.memory) for each in models if places[each.name] == "no"),
        _text_model(around.text_model),
        Candidate("composer", ("caption=composer",), False, True, say("auto.composer")),
    )


def choose(around: Surroundings, last: Mapping[str, object] | None = None) -> Choice:
    """Return the first usable captioner; `last` is what `Choice.for_file` stored for the set's last run.

    If the captioner of the last run saw the pictures, it is kept; raises EnvError if it cannot be used now.
    """
    every = candidates(around)
    usable = [each for each in every if each.usable]
    if last is None or not last["sees"]:
        return Choice(usable[0], every)
    for each in usable:
        if [*each.options] == last["options"]:
            return Choice(each, every, kept=True)
    raise EnvError(say("auto.gone", name=str(last["name"])), say("auto.gone_mend", option=" ".join(usable[0].options)))


def _place(model: PresentModel, around: Surroundings) -> str:
    gpu = around.memory.gpu if around.offloads else None
    return fits(model.gigabytes, Memory(around.memory.ram, gpu))


def _on_gpu(model: PresentModel) -> Candidate:
    return Candidate(model.name, model.options, True, True, say("auto.gpu", gigabytes=round(model.gigabytes, 2)))


def _on_processor(model: PresentModel) -> Candidate:
    return Candidate(model.name, model.options, True, True, say("auto.processor", gigabytes=round(model.gigabytes, 2)))


def _too_large(model: PresentModel, memory: Memory) -> Candidate:
    why = say("auto.too_large", gigabytes=round(model.gigabytes, 2), ram=round(memory.ram))
    return Candidate(model.name, model.options, True, False, why)


def _served(server: Probed) -> Iterator[Candidate]:
    if server.state != "answers" or not server.models:
        yield Candidate(server.kind, (f"caption={server.kind}",), True, False, _no_server(server))
    for model in server.models:
        options = (f"caption={server.kind}", f"caption.server.model={model.name}", f"caption.server.url={server.url}")
        usable = bool(model.sees) and model.local
        why = _standing(model, server.url)
        yield Candidate(f"{model.name} ({server.kind})", options, model.sees is not False, usable, why)


def _no_server(server: Probed) -> Message:
    if server.state == "absent":
        return say("auto.absent", url=server.url)
    if server.state == "slow":
        return say("auto.slow", url=server.url)
    return say("auto.other", url=server.url) if server.state == "other" else say("auto.empty", url=server.url)


def _standing(model: ServedModel, url: str) -> Message:
    if not model.local:
        return say("auto.elsewhere", url=url)
    if model.sees is None:
        return say("auto.unknown", url=url)
    return say("auto.served", url=url) if model.sees else say("auto.blind", url=url)


def _text_model(installed: bool) -> Candidate:
    why = say("auto.text_model") if installed else say("auto.no_text_model")
    return Candidate("smollm2", ("caption=smollm2",), False, installed, why)
