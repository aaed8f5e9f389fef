"""Entry point of the command `runner`: nothing is imported before Ctrl-C can be answered with a sentence."""

import os
import sys


def main() -> None:
    """Entry point of the command `runner`; ends the process with its exit code."""
    try:
        from runner.cli import main as begin

        begin()
    except KeyboardInterrupt:  # during the import: nothing has been done
        sys.stderr.write("Interrupted. Nothing was done.\n")
        os._exit(130)
