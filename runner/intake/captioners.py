"""Prints the captioners that this machine could use, as JSON: `python -m runner.intake.captioners WORDS`.

Runs in a separate process, because a process with a window should neither compose configurations nor ask llama.cpp
what it can do. WORDS are the same as for `runner doctor`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from runner import user_folder
from runner.captioning.automatic import AUTO, Candidate, Choice, Surroundings, candidates, choose
from runner.composition.catalogue import captioners
from runner.composition.doctor import places
from runner.doctor.surroundings import look
from runner.intake.captioner_choice import CaptionerChoice, State
from runner.intake.own_captioners import own_captioners
from runner.messages import Message, say
from runner.models.llama.memory import fits
from runner.models.weights.catalogue import Entry
from runner.models.weights.present import is_vision


def captioner_choices(options: Sequence[str] = ()) -> list[CaptionerChoice]:
    """All captioners: `auto`, those ready to use, the user's own, those to be downloaded, and those unusable now.

    `options` are the same as for `runner doctor`. Asks servers on this machine, which takes about a second.
    """
    where = places(options)
    around = look(where.catalogue, where.models, where.addresses)
    every = candidates(around)
    ready = [_of(each) for each in every if each.usable]
    unusable = [_of(each) for each in every if not each.usable]
    absent = list(_absent(around))
    own = list(own_captioners({each.name for each in (*ready, *absent, *unusable)}))
    return [_auto(choose(around)), *ready, *own, *absent, *unusable]


def _auto(choice: Choice) -> CaptionerChoice:
    said = say("intake.auto", name=choice.chosen.name, why=choice.chosen.why)
    return CaptionerChoice(AUTO, (), choice.chosen.sees, "ready", said)


def _of(candidate: Candidate) -> CaptionerChoice:
    state: State = "ready" if candidate.usable else "unusable"
    return CaptionerChoice(candidate.name, candidate.options, candidate.sees, state, candidate.why)


def _absent(around: Surroundings) -> Iterator[CaptionerChoice]:
    """Vision models of the catalogue that are not on this machine but fit into its memory, smallest first."""
    here = {model.name for model in around.models}
    offered = [(entry.gigabytes or 0.0, name, entry) for name, entry in captioners().items() if name not in here]
    for gigabytes, name, entry in sorted(offered, key=lambda each: each[:2]):
        if is_vision(entry) and fits(gigabytes, around.memory) != "no":
            yield CaptionerChoice(name, (f"caption={name}",), True, "absent", _download(entry, gigabytes), name)


def _download(entry: Entry, gigabytes: float) -> Message:
    return say("intake.download", gigabytes=round(gigabytes, 2), repository=entry.repository, licence=entry.licence)


def main() -> None:
    """Print the choices for the options on the command line."""
    choices = captioner_choices(user_folder.choose(sys.argv[1:]))
    print(json.dumps([asdict(each) for each in choices]))


if __name__ == "__main__":
    main()
