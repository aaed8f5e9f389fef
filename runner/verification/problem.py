"""What `runner verify` says about one file."""

from __future__ import annotations

from typing import NamedTuple

from runner.messages import Message


class Problem(NamedTuple):
    """One thing that is not as it was written."""

    damage: Message  # what is damaged
    loss: Message  # what is lost by it
    mend: Message  # the one command that mends it
