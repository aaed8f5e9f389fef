"""Looks at a folder and reports line by line: `python -m runner.intake.look REQUEST`.

Runs in a separate process: photos from strangers are decoded here, so a library that crashes takes nothing else down,
and ending the process ends the look. REQUEST is a JSON object, see `runner.intake.request`; for the lines that are
printed, see `runner.intake.told`.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter

from runner import user_folder
from runner.composition.proposal import propose
from runner.errors import RunnerError
from runner.intake.request import Request
from runner.intake.small_pictures import small_picture
from runner.intake.survey import list_photos, spread, survey
from runner.intake.told import Listed, Picture, Problem, Told, to_line
from runner.messages.wording import language_of_process

MOST_PICTURES = 5


def look(request: Request, tell: Callable[[Told], object]) -> None:
    """Report what the folder holds: its number of photos, pictures, a survey, and what it seems to show."""
    folder, runs = Path(request.folder), Path(request.runs)
    try:
        runs.mkdir(parents=True, exist_ok=True)
        found, ignored = list_photos(folder, runs, request.exclude, lambda number: tell(Listed(number)))
    except RunnerError as error:
        tell(Problem(error.in_words(language_of_process()), fatal=True))
        return
    except OSError as error:
        tell(Problem(f"{error.filename}: {error.strerror}", fatal=True))
        return
    tell(Listed(len(found)))
    for file in spread([file for file in found if file.size > 0], MOST_PICTURES):
        if jpeg := small_picture(Path(file.path)):
            tell(Picture(file.path, jpeg))
    tell(survey(folder, found, ignored))
    if found and request.sample:
        _propose(request, tell)


def _propose(request: Request, tell: Callable[[Told], object]) -> None:
    try:
        with contextlib.redirect_stdout(sys.stderr):  # a run prints to stdout, which is for lines of JSON here
            options = [f"paths.runs={request.runs}"]
            made = propose(Path(request.folder), request.sample, request.exclude, options)
    except RunnerError as error:
        tell(Problem(error.in_words(language_of_process()), fatal=False))
    else:
        tell(made)


def main() -> None:
    """Carry out the request given on the command line."""
    request = TypeAdapter(Request).validate_json(sys.argv[1])
    user_folder.choose(request.config_dir)
    look(request, lambda told: print(to_line(told), flush=True))


if __name__ == "__main__":
    main()
