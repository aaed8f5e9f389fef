"""`runner …`: Hydra for runs, sub-commands for the rest."""

from __future__ import annotations

import difflib
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence

from runner.errors import ConfigError, RunnerError

_HELP = """\
runner: prepares photos for publication and shows its evidence.

  runner set=aviation                             prepare a set for review
  runner set=aviation set.source=/some/folder     the same rules and context on another folder
  runner set=demo caption=composer                another captioner
  runner -m set=demo caption=composer,smollm2     a sweep: one run for each variant, then their comparison
  runner -m set=demo prompt=default,plain         … of prompts: the files in conf/prompt

  runner set=aviation graph=publish                what is approved, to the target publish=local or publish=website
  runner set=aviation graph=publish publish.dry_run=true      … only the plan
  runner unpublish NAME set=aviation              take a photo back from the target

  runner check TABLE rules=aviation               the rules over texts that exist: CSV or Parquet, no photos
  runner check TABLE out=FILE.parquet             … and every finding as a row

  runner runs list                                runs, newest first
  runner runs show RUN                            one run: outcomes, stages, failures
  runner runs trend [SET]                         outcomes, time and cost from run to run
  runner generate RUN PHOTO                       texts for one photo again, by the captioner of the run
  runner identify RUN                             what the photos of a run have in common: a subject for the set?
  runner export SET|RUN out=FOLDER                what was approved, rejected, blocked and repaired, as training data
  runner sweeps list | show SWEEP                 sweeps and their variants
  runner sweeps resume SWEEP                      go on with one that broke off, as its own command again does
  runner compare SWEEP                            the variants of a sweep against each other: table, charts, photos
  runner columns [TABLE]                          what every column of the evidence means

  runner models list                              weights of the catalogue: here? how large? which licence? do they fit?
  runner models fetch NAME | verify               get weights, resumable, pinned; read them again and compare

  runner set=demo --cfg job                       the whole configuration, nothing run
  runner --hydra-help                             options of the configuration system
  runner --version

Options are written group=choice or group.option=value; the choices are the files in conf/.

  caption=smollm2 | composer | vision_gguf caption.model=FILE.gguf caption.mmproj=FILE.gguf
  set.source=FOLDER      set.rehash=true            read all files again, even unchanged ones
  executor.processes=N   executor.reuse=false       use no results of earlier runs
  strict=true            exit with 4 when a photo failed
  limits.max_minutes=N   limits.max_cost=N         stop when that is spent; the same command goes on
  paths.runs=FOLDER      paths.photos=FOLDER       paths.models=FOLDER

  publish=local | website    publish.yes=true  publish.dry_run=true  publish.force=true

Exit codes: 0 reached its end, 1 not everything is published, 2 configuration, 3 environment, 4 strict and a photo
failed or approved texts got worse, 5 stopped by its budget, 130 interrupted.
"""


_MEND = "Check its rights and the space on its disk, then start the same command again: what is done is kept."


def main() -> None:
    """Entry point of the command `runner`; ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        print(_HELP, end="")
        return 0 if arguments else 2
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, signal.default_int_handler)
    try:
        return _command(arguments[0])(arguments)
    except ConfigError as error:
        # The words of a sub-command are no configuration.
        head = ["The configuration is wrong:"] if _is_option(arguments[0]) else []
        _complain(*head, *(f"{'  ' * len(head)}{problem}" for problem in error.problems))
        return error.exit_code
    except RunnerError as error:
        _complain(*str(error).splitlines())
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _complain(f"{error.filename or 'The file system'}: {error.strerror or error}.", _MEND)
        return 3
    except KeyboardInterrupt:
        _complain("Interrupted. What is done is kept; the same command goes on from there.")
        return 130


def _command(word: str) -> Callable[[Sequence[str]], int]:
    """The sub-command of this name; composition for everything that looks like an option."""
    if word in _COMMANDS:
        return _COMMANDS[word]
    if _is_option(word):
        return _compose
    close = difflib.get_close_matches(word, [*_COMMANDS], n=1)
    hint = f" Did you mean '{close[0]}'?" if close else " `runner --help` shows what there is."
    raise ConfigError([f"{word}: there is no such command.{hint}"])


def _is_option(word: str) -> bool:
    return "=" in word or word[:1] in ("-", "~", "+")


def _complain(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _version(_arguments: Sequence[str]) -> int:
    from importlib.metadata import version

    print(version("photo-runner"))
    return 0


def _runs(arguments: Sequence[str]) -> int:
    from runner.reports import runs

    return runs.command(arguments[1:])


def _sweeps(arguments: Sequence[str]) -> int:
    if arguments[1:2] == ["resume"]:
        from runner.composition.sweep import resume

        return resume(arguments[2:])
    from runner.reports import sweeps

    return sweeps.command(arguments[1:])


def _columns(arguments: Sequence[str]) -> int:
    from runner.reports import columns

    return columns.command(arguments[1:])


def _check(arguments: Sequence[str]) -> int:
    from runner.composition.rules import check

    return check(arguments[1:])


def _models(arguments: Sequence[str]) -> int:
    from runner.composition.models import command

    return command(arguments[1:])


def _export(arguments: Sequence[str]) -> int:
    from runner.reports.export.command import command

    return command(arguments[1:])


def _identify(arguments: Sequence[str]) -> int:
    from runner.reports.identify import command

    return command(arguments[1:])


def _compare(arguments: Sequence[str]) -> int:
    from runner.reports.comparison.command import command

    return command(arguments[1:])


def _generate(arguments: Sequence[str]) -> int:
    from runner.generate.command import command

    return command(arguments[1:])


def _compose(arguments: Sequence[str]) -> int:
    if {"--help", "-h"}.intersection(arguments):
        print(_HELP, end="")
        return 0
    if "--version" in arguments:
        return _version(arguments)
    from runner.composition.arguments import starts_sweep

    if starts_sweep(arguments):
        from runner.composition.sweep import sweep

        return sweep(arguments)
    from runner.composition.run import compose

    return compose(arguments)


def _unpublish(arguments: Sequence[str]) -> int:
    from runner.composition.run import unpublish

    return unpublish(arguments[1:])


_COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "unpublish": _unpublish,
    "runs": _runs,
    "sweeps": _sweeps,
    "columns": _columns,
    "check": _check,
    "models": _models,
    "identify": _identify,
    "export": _export,
    "compare": _compare,
    "generate": _generate,
    "--version": _version,
}
