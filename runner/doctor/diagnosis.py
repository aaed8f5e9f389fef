"""All checks together, and a summary in two lines."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from runner.captioning.automatic import Candidate, Choice, Surroundings, choose
from runner.doctor import advice, desktop, graphics, machine, writers
from runner.doctor.asking import ask
from runner.doctor.check import Check
from runner.doctor.speed import measured
from runner.doctor.surroundings import LLAMA, look
from runner.messages import Message, say
from runner.models.weights.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look. `catalogue` has the entries of captioners, `addresses` the URL of a server by its kind."""

    runs: Path
    models: Path
    catalogue: Mapping[str, Entry]
    addresses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found."""

    checks: tuple[Check, ...]
    around: Surroundings
    choice: Choice  # what caption=auto would choose for a new set
    advised: str | None  # the entry of the catalogue that suits this machine

    def gaps(self) -> int:
        """Number of checks that found something that does not work."""
        return sum(check.state == "gap" for check in self.checks)


def diagnose(places: Places) -> Diagnosis:
    """Check everything. Libraries that could end this process are loaded in others; takes about a second."""
    with ThreadPoolExecutor(3) as pool:
        asked = [
            pool.submit(ask, *words)
            for words in (LLAMA, ("runner.doctor.child", "onnxruntime"), ("reviewer.libraries",))
        ]
        llama, onnxruntime, window = (each.result() for each in asked)
    around = look(places.catalogue, places.models, places.addresses, llama)
    cards = graphics.nvidia_cards()
    plugged = list(dict.fromkeys([*(["NVIDIA"] if cards else []), *graphics.makers()]))
    fitting = advice.advised(places.catalogue, around.memory)
    checks = (
        machine.processor(llama.facts),
        machine.memory(around.memory, machine.free_gigabytes(), advice.largest(places.catalogue, around.memory)),
        graphics.card_checks(cards, plugged),
        graphics.llama_check(llama, plugged),
        graphics.onnxruntime_check(onnxruntime, cards),
        writers.models(around.models, fitting, str(places.models)),
        *writers.servers(around.servers),
        writers.text_model(around.text_model),
        writers.times(measured(places.runs)),
        *machine.disks({"paths.runs": places.runs, "paths.models": places.models}),
        desktop.qt(window),
        desktop.dictionaries(),
    )
    return Diagnosis(checks, around, choose(around), fitting)


def summary(found: Diagnosis) -> tuple[Message, Message]:
    """Two lines: which captioner would write the texts and whether it sees, and what would be better, if anything."""
    return outlook(found.choice.chosen, found.advised)


def brief(places: Places) -> tuple[Message, Message]:
    """The same two lines without any other check: within about a second, and without loading a library."""
    around = look(places.catalogue, places.models, places.addresses)
    return outlook(choose(around).chosen, advice.advised(places.catalogue, around.memory))


def outlook(chosen: Candidate, fitting: str | None) -> tuple[Message, Message]:
    """The two lines about a captioner and the model of the catalogue that suits the machine."""
    if chosen.sees:
        return say("doctor.sees", name=chosen.name), say("doctor.sees_next")
    blind = say("doctor.blind", name=chosen.name)
    if fitting is None:
        return blind, say("doctor.blind_small", ollama=writers.OLLAMA_MODEL)
    return blind, say("doctor.blind_next", entry=fitting, ollama=writers.OLLAMA_MODEL)
