"""`runner history`: what people did to photos, in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from runner.review.commands import output
from runner.review.commands.arguments import chosen, sort
from runner.review.history import sentence, when

USAGE = """\
Write: runner history RUN|SET FILTER [paths.runs=FOLDER]

Shows every edit and every decision about each photo, oldest first, with its author.

  runner history aviation name:DSC_0142
  runner history aviation decision:rejected

Exit codes: 0 done, 2 arguments or filter, 3 environment.
"""


def command(arguments: Sequence[str]) -> int:
    """Carry out `history …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, ())
    session = asked.session()
    for place in chosen(session, asked.words[1:]):
        events = session.history(session.snapshot.items[place])
        output.say(f"{output.name_of(session.snapshot, place)}{'' if events else ': nobody has done anything yet'}")
        for event in events:
            output.say(f"  {when(event)}  {event.reviewer}: {sentence(event)}")
    return 0
