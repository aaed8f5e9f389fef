"""Prints a diagnosis on a terminal, or as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from runner.doctor.check import Check
from runner.doctor.diagnosis import Diagnosis, summary
from runner.messages import say, word

_MARKS = {"good": ("ok ", "green"), "note": ("-  ", "yellow"), "gap": ("!  ", "red")}
_WIDTH = 13


def show(console: Console, found: Diagnosis, language: str) -> None:
    """Print a line for each check, below it what mends it, and the summary."""
    topic = ""
    for check in found.checks:
        mark, colour = _MARKS[check.state]
        name = "" if check.topic == topic else word(say("doctor.topic", topic=check.topic), language)
        topic = check.topic
        console.print(
            Text.assemble((mark, colour), (f"{name:<{_WIDTH}}", "bold"), word(check.said, language)), soft_wrap=True
        )
        if check.mend:
            console.print(Text(f"{'':<{_WIDTH + 3}}→ {check.mend}"), soft_wrap=True)
    console.print()
    for message in summary(found):
        console.print(Text(word(message, language)), soft_wrap=True)


def as_json(found: Diagnosis, language: str) -> str:
    """Checks, servers with their models, local models, and what caption=auto would choose, as a JSON object."""
    around = found.around
    return json.dumps(
        {
            "checks": [*_plain(found.checks, language)],
            "memory": asdict(around.memory),
            "offloads": around.offloads,
            "models": [asdict(model) for model in around.models],
            "servers": [asdict(server) for server in around.servers],
            "auto": found.choice.for_file(),
            "advised": found.advised,
            "summary": [word(message, language) for message in summary(found)],
        },
        ensure_ascii=False,
        indent=1,
    )


def _plain(checks: tuple[Check, ...], language: str) -> Iterator[dict[str, object]]:
    for check in checks:
        yield {"topic": check.topic, "state": check.state, "said": word(check.said, language), "mend": check.mend}
