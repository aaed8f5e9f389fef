"""Shows the progress of a command that writes many files, and stops it between two files on Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from runner import interruption
from runner.reports.runs import console_for_lines
from runner.review.many_files import GoOn


@contextmanager
def counting(what: str) -> Iterator[GoOn]:
    """A progress bar, on a terminal only. Yields a function that takes the progress and returns False after Ctrl-C.

    Use it within `interruption.put_off`: Ctrl-C then stops the writing with every file whole, and takes effect once the
    command has said what was done.
    """
    console = console_for_lines()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task(what, total=None)

        def go_on(done: int, every: int) -> bool:
            bar.update(task, completed=done, total=every)
            return not interruption.received()

        yield go_on
