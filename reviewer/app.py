"""`reviewer …`: opens the window, or prints why it cannot be shown."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from runner.errors import ConfigError, EnvError, RunnerError

_ADD = "--add-to-desktop"


def main() -> None:
    """Entry point of the command `reviewer`; ends the process with its exit code."""
    # Garbage collection while hundreds of modules are imported takes a third of the start-up time and finds nothing.
    # `program.gc_tuning` replaces this once there is a window.
    gc.disable()
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    from reviewer import arguments
    from runner import user_folder

    try:
        if list(words) == [_ADD]:
            return _add_to_desktop()
        request = arguments.read(user_folder.choose(words))
        _need_screen(screenshot=request.screenshot is not None)
        from reviewer.program import desktop

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


def _add_to_desktop() -> int:
    from reviewer.desktop import entry

    print(f"Added to the menu of programs: {entry.add(Path.cwd())}. It shows the runs in {Path.cwd() / 'runs'}.")
    return 0


def _need_screen(*, screenshot: bool) -> None:
    """Raise EnvError if there is no screen, where Qt would abort. A screenshot is rendered offscreen instead."""
    chosen = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in chosen):
        return
    if not screenshot:
        raise EnvError("There is no screen here.", "Start it on a desktop, or write --screenshot FILE.png.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


_LIBRARIES = "Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
