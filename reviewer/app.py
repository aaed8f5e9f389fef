"""`reviewer …`: opens the window, or says on the terminal why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reviewer import arguments
from runner.errors import ConfigError, RunnerError


def main() -> None:
    """Entry point of the command `reviewer`; ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    try:
        request = arguments.read(words)
        if request.screenshot and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from reviewer.views import desktop

        return desktop.show(request)
    except ConfigError as error:
        print(f"The arguments are wrong:\n  {error}", file=sys.stderr)
        return error.exit_code
    except RunnerError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except ImportError as error:
        print(f"The window cannot be shown: {error}.\n{_LIBRARIES}", file=sys.stderr)
        return 3


_LIBRARIES = "Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
