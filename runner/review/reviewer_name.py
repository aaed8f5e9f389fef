"""The name under which a person's work is recorded: the given one, else the account that runs the program."""

from __future__ import annotations

import getpass

from runner.errors import EnvError
from runner.messages import say


def account() -> str | None:
    """The name of the account; None if the machine has none, as in a container that runs under a bare number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None


def reviewer(named: str | None = None) -> str:
    """The given name, else that of the account. Raises EnvError without either: nothing is recorded without a name."""
    if found := named or account():
        return found
    raise EnvError(say("reviewer.nobody"), say("reviewer.nobody_mend"))
