"""Whose words are recorded: who is named, else the account that the program runs under."""

from __future__ import annotations

import getpass

from runner.errors import EnvError
from runner.messages import say


def account() -> str | None:
    """The name of the account; None where the machine knows none, as in a container that runs under a bare number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None


def reviewer(named: str | None = None) -> str:
    """The name given, else that of the account. EnvError without either: nothing is recorded as nobody's."""
    if found := named or account():
        return found
    raise EnvError(say("reviewer.nobody"), say("reviewer.nobody_mend"))
