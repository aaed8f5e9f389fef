"""`runner …`: Hydra for runs, sub-commands for the rest."""

from __future__ import annotations

import difflib
import gc
import logging
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

from runner import interruption, plugins, user_folder
from runner.errors import ConfigError, ModelError, RunnerError
from runner.messages import word

_HELP = """\
runner: prepares photos for publication and shows its evidence.

  runner set=aviation                             prepare a set for review
  runner set=aviation set.source=/some/folder     the same rules and context on another folder
  runner set=demo caption=composer                another captioner
  runner -m set=demo caption=composer,smollm2     a sweep: one run for each variant, then their comparison
  runner -m set=demo prompt=default,plain         … of prompts: the files in conf/prompt

  runner set=aviation graph=publish                what is approved, to the target publish=local or publish=website
  runner set=aviation graph=publish publish.dry_run=true      … only the plan
  runner unpublish NAME set=aviation              remove a photo from the target

  runner check TABLE rules=aviation               check existing texts against the rules: CSV or Parquet, no photos
  runner check TABLE out=FILE.parquet             … and write every finding as a row

  runner decide RUN|SET approve|reject|reset FILTER [reason=WHY]        decide as in the reviewer; undo reverts it
  runner edit RUN|SET FILTER FIELD=VALUE …        write texts, add keywords, replace words
  runner rows RUN|SET [FILTER] [out=FILE]         photos as they are now: a table, CSV, Parquet or JSON
  runner carry RUN|SET                            copy review work to photos that were rotated or re-saved
  runner history RUN|SET FILTER                   who did what to a photo, and when

  runner people list                              who is in the photos of all sets: people, and groups without a name
  runner people name | merge | split | forget …   say who is who; `runner people --help` has more

  runner cull RUN|SET keep=2000                   pick the best photos, with reasons; nothing is deleted

  runner runs list                                runs, newest first
  runner runs show RUN                            one run: outcomes, stages, failures
  runner runs trend [SET]                         outcomes, time and cost from run to run
  runner runs pause | continue | stop RUN         control a running run, whoever started it
  runner queue add set=NAME [at=22:00]            start a run when the ones before it have ended
  runner queue [remove N | move N PLACE | work]   show, change or process the queue
  runner generate RUN PHOTO …                     new texts for photos, by the captioner of the run
  runner identify FOLDER                          what do these photos show? looks at 48 random ones
  runner identify set=NAME graph.sample=100       … for a set, with a sample of your size
  runner identify RUN                             … for an existing run
  runner calibrate SET|RUN                        how often witnesses and captioner are wrong on your photos
  runner export SET|RUN out=FOLDER                what was approved, rejected, blocked and repaired, as training data
  runner sweeps list | show SWEEP                 sweeps and their variants
  runner sweeps resume SWEEP                      continue an interrupted sweep, as its own command does
  runner compare SWEEP                            compare the variants of a sweep: table, charts, photos
  runner verify [RUN|SET]                         is everything as it was written? what is lost, and how to mend it
  runner columns [TABLE]                          what every column of the evidence means

  runner init FOLDER                              make a set: look at the photos, ask, write its file
  runner doctor                                   what this machine has, what that means, how to mend what is missing
  runner models list                              the catalogue of weights: installed? size? licence? will they fit?
  runner models fetch NAME | verify               download weights (resumable, pinned); check them again
  runner models accept FILE                       accept your own weights after replacing them on purpose

  runner completion bash | zsh | fish             complete commands, groups and options with the Tab key

  runner set=demo --cfg job                       print the whole configuration, run nothing
  runner --hydra-help                             options of the configuration system
  runner --version

Options are written group=choice or group.option=value; the choices are the files in conf/.

  caption=auto           a captioner that sees the pictures, if this machine has one: the default
  caption=smollm2 | composer | vision_gguf caption.model=FILE.gguf caption.mmproj=FILE.gguf
  set.source=FOLDER      set.rehash=true            read all files again, even unchanged ones
  executor.processes=N   executor.reuse=false       use no results of earlier runs
  strict=true            exit with 4 when a photo failed
  limits.max_minutes=N   limits.max_cost=N         stop when that is spent; the same command continues
  paths.runs=FOLDER      paths.photos=FOLDER       paths.models=FOLDER
  --config-dir FOLDER    your own sets, rules and so on, besides ~/.config/photo-runner; for every command

  publish=local | website    publish.yes=true  publish.dry_run=true  publish.force=true

Exit codes: 0 reached its end, 1 not everything is published, 2 configuration, 3 environment, 4 strict and a photo
failed or approved texts got worse, 5 stopped by its budget, 130 interrupted.
"""


_MEND = "Check its rights and the space on its disk, then start the same command again: what is done is kept."


def main() -> None:
    """Entry point of the command `runner`; ends the process with its exit code."""
    code = run(sys.argv[1:])
    if code == interruption.EXIT:
        interruption.leave()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Carry out the command line; returns the exit code."""
    interruption.listen()
    plugins.choose(arguments)
    logging.raiseExceptions = False  # a log that cannot be written must neither stop the program nor print a traceback
    try:
        return _do(user_folder.choose(arguments))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except BaseException as error:
        if interruption.received() or isinstance(error, KeyboardInterrupt):
            return _interrupted()
        if isinstance(error, RunnerError | OSError | MemoryError):
            return _told(error, arguments)
        raise


def _told(error: RunnerError | OSError | MemoryError, arguments: Sequence[str]) -> int:
    """Print what went wrong; returns the exit code."""
    if isinstance(error, MemoryError):
        _complain("This machine has no memory left for it.", "Close other programs, then start the same command again.")
        return 3
    if isinstance(error, OSError):
        _complain(f"{error.filename or 'The file system'}: {error.strerror or error}.", _MEND)
        return 3
    if isinstance(error, ConfigError):
        # The arguments of a sub-command are not a configuration.
        composes = _is_option(arguments[0]) and not {*_LOOKING, *_COMPOSING}.intersection(arguments)
        head = ["The configuration is wrong:"] if composes else []
        _complain(*head, *(f"{'  ' * len(head)}{problem}" for problem in error.problems))
    else:
        _complain(*str(error).splitlines())
    if isinstance(error, ModelError):
        _complain(*_outlook())
    return error.exit_code


def _outlook() -> list[str]:
    """Two lines about what this machine could write texts with."""
    from runner.composition.doctor import outlook

    try:
        return ["", *map(word, outlook())]
    except (RunnerError, OSError):
        return []  # the error itself has been printed; the next command reports a wrong configuration too


def _interrupted() -> int:
    _complain("Interrupted. What is done is kept; the same command continues.")
    return interruption.EXIT


def _do(arguments: Sequence[str]) -> int:
    """Carry out the sub-command of this name; anything that looks like an option is composed as a run."""
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        print(_HELP, end="")
        return 0 if arguments else 2
    word = arguments[0]
    if tuple(arguments[:2]) in _CONTROLLING:
        return _call("runner.service.control:command", _as_flags(arguments[1:]))
    for words in (" ".join(arguments[:2]), word):
        behind = arguments[len(words.split()) :]
        if words in _LOOKING:
            return _call(_LOOKING[words], _as_flags(behind))
        if words in _COMPOSING:
            return _call(_COMPOSING[words], behind)
    if word == "--version":
        return _version()
    if word == "completion":
        return _complete(arguments[1:])
    if _is_option(word):
        return _compose(arguments)
    if os.path.isdir(word):  # noqa: PTH112 - this module needs no Path otherwise
        said = f"runner set=NAME set.source={word} prepares its photos, runner identify {word} says what they show."
        raise ConfigError([f"{word}: this is a folder, not a command. {said}"])
    close = difflib.get_close_matches(word, [*_LOOKING, *_COMPOSING], n=1)
    hint = f" Did you mean '{close[0]}'?" if close else " `runner --help` shows what there is."
    raise ConfigError([f"{word}: there is no such command.{hint}"])


def _complete(arguments: Sequence[str]) -> int:
    from runner.composition import completion

    return completion.command(arguments, {word.partition(" ")[0] for word in (*_LOOKING, *_COMPOSING, "completion")})


def _is_option(word: str) -> bool:
    return "=" in word or word[:1] in ("-", "~", "+")


def _complain(*lines: str) -> None:
    for line in lines:
        print(_visible(line), file=sys.stderr)


def _visible(text: str) -> str:
    """The text with its control characters escaped: file names and options come from other people."""
    hidden = {
        each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Cs") and each not in "\n\u200c\u200d"
    }
    return "".join(repr(each)[1:-1] if each in hidden else each for each in text)


def _version() -> int:
    from importlib.metadata import version

    print(version("photo-runner"))
    return 0


def _call(place: str, arguments: Sequence[str]) -> int:
    """Call `module:function`. It is imported only now, so that other commands start faster."""
    module, _, name = place.partition(":")
    return cast(int, getattr(import_module(module), name)(arguments))


def _as_flags(arguments: Sequence[str]) -> list[str]:
    """The arguments, with `paths.runs=FOLDER`, as runs take it, replaced by the flag `--runs=FOLDER`."""
    return [word.replace("paths.runs=", "--runs=", 1) if word.startswith("paths.runs=") else word for word in arguments]


def _compose(arguments: Sequence[str]) -> int:
    if {"--help", "-h"}.intersection(arguments):
        print(_HELP, end="")
        return 0
    if "--version" in arguments:
        return _version()
    from runner.composition.arguments import starts_sweep

    if starts_sweep(arguments):
        from runner.composition.sweep import sweep

        return sweep(arguments)
    gc.disable()  # what is imported and composed stays: scanning it takes a fifth of the start-up time
    try:
        from runner.composition.run import compose

        return compose(arguments)
    finally:
        gc.enable()


_LOOKING: Mapping[str, str] = {
    "runs": "runner.reports.runs:command",
    "sweeps": "runner.reports.sweeps:command",
    "sweeps resume": "runner.composition.sweep:resume",
    "compare": "runner.reports.comparison.command:command",
    "generate": "runner.review.generate.command:command",
    "columns": "runner.reports.columns:command",
}
"""Commands that look at what exists, with flags."""

_CONTROLLING = {("runs", verb) for verb in ("pause", "continue", "stop")}
"""Commands that control a running run."""

_COMPOSING: Mapping[str, str] = {
    "check": "runner.composition.rules:check",
    "identify": "runner.composition.identify:command",
    "models": "runner.composition.models:command",
    "doctor": "runner.composition.doctor:command",
    "init": "runner.composition.init:command",
    "unpublish": "runner.composition.run:unpublish",
    "export": "runner.reports.export.command:command",
    "carry": "runner.review.commands.carry:command",
    "decide": "runner.review.commands.decide:command",
    "edit": "runner.review.commands.edit:command",
    "rows": "runner.review.commands.rows:command",
    "history": "runner.review.commands.history:command",
    "calibrate": "runner.review.commands.calibrate:command",
    "people": "runner.review.people.command:command",
    "cull": "runner.composition.cull:command",
    "verify": "runner.verification.command:command",
    "queue": "runner.service.command:command",
}
"""Commands that take options like a run."""
