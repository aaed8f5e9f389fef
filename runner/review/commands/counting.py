"""A command that writes many files: how far it is on a terminal, and Ctrl-C between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from runner import interruption
from runner.reports.runs import console_for_lines
from runner.review.many_files import GoOn


@contextmanager
def counting(what: str) -> Iterator[GoOn]:
    """A bar with the share that is done, on a terminal. Put `interruption.put_off` around it: Ctrl-C ends the writing
    then, with every file whole, and counts when what was done has been said.
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
