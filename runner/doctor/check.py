"""The result of one check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runner.messages import Message

State = Literal["good", "note", "gap"]
"""good: as it should be; note: works, but could be better; gap: something does not work."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one topic, and what mends it."""

    topic: str  # names the wording doctor_topic.TOPIC
    state: State
    said: Message
    mend: str | None = None  # a command, or a step
