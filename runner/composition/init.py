"""`runner init FOLDER`: makes a set. Looks at the photos, proposes, asks, writes its file, shows the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.prompt import Confirm, Prompt

from runner import user_folder
from runner.composition import doctor, set_file
from runner.composition.overrides import names_in
from runner.composition.proposal import propose
from runner.composition.proposed import Proposal
from runner.composition.run import as_typed, compose
from runner.composition.set_file import NewSet
from runner.composition.set_names import free_name, is_of_the_program, obstacle
from runner.config.override import quoted
from runner.errors import ConfigError
from runner.messages import word
from runner.messages.wording import language_of_process
from runner.registry import nearest

USAGE = """\
Write: runner init FOLDER [name=…] [subject=…] [location=…] [category=…] [rules=…] [language=en] [caption=…]
                          [look=false] [yes=true] [run=true|false] [paths.runs=FOLDER]

Makes a set of the photos in FOLDER: looks at a dozen of them, drawn at random, proposes what it can, asks for the rest
and writes the file of the set into your own folder of configurations. Then it shows the command that prepares the
photos, and runs it if you like. What is given as an option is not asked. The photos are only read.

  runner init ~/Pictures/herons                                    asks
  runner init ~/Pictures/herons subject='grey heron' yes=true      takes what is proposed, asks nothing

Exit codes: as of the run where one was started; 0 the file was written, 2 arguments, 3 environment.
"""
LOOKED_AT = 12
"""Number of photos that are looked at before anything is proposed."""

_TEXTS = ("subject", "location", "category")
_OPTIONS = (*_TEXTS, "name", "rules", "language", "caption", "look", "yes", "run", "paths.runs")
_SWITCHES = ("look", "yes", "run")


def command(arguments: Sequence[str]) -> int:
    """Carry out `init …`; returns the exit code. Raises ConfigError for wrong arguments, before anything is done."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    folder, given = _sorted(arguments)
    console = Console()
    proposed = _looked(folder, given, console)
    asking = given.get("yes") != "true" and sys.stdin.isatty()
    if proposed.subject and not asking and "subject" not in given:
        said = f"They seem to show: {proposed.subject}. A subject is yours to say, so none is written: subject="
        console.print(f"{said}{quoted(proposed.subject)}", highlight=False, markup=False, soft_wrap=True)
        proposed = replace(proposed, subject=None)
    new = _answered(folder, given, proposed, _ask(console) if asking else lambda _, proposal: proposal)
    own = user_folder.own()
    path = set_file.write(own, new)
    console.print(f"Written: {path}", highlight=False, markup=False, soft_wrap=True)
    for message in doctor.outlook():
        console.print(word(message, language_of_process()), highlight=False, markup=False, soft_wrap=True)
    words = _words(new, given)
    console.print(f"To prepare these photos: {as_typed(words)}", highlight=False, markup=False, soft_wrap=True)
    wanted = given["run"] == "true" if "run" in given else asking and Confirm.ask("Run it now?", console=console)
    return compose(words) if wanted else 0


def _sorted(arguments: Sequence[str]) -> tuple[Path, dict[str, str]]:
    """The folder of the photos, and the options. Raises ConfigError with everything that is wrong with them."""
    options = [each.partition("=") for each in arguments if "=" in each]
    given = {name: value for name, _, value in options}
    folders = [Path(each).expanduser() for each in arguments if "=" not in each]
    problems = [f"{name}: init has no such option. {nearest(name, _OPTIONS)}" for name in given if name not in _OPTIONS]
    problems += [f"{name}: true or false, not {given[name]!r}." for name in _SWITCHES
                 if given.get(name, "true") not in ("true", "false")]  # fmt: skip
    problems += [*_no_choice("rules", given), *_no_choice("caption", given)]
    if len(folders) != 1:
        problems.append(f"Of which photos? {USAGE.splitlines()[0]}")
    elif not folders[0].is_dir():
        problems.append(f"{folders[0]}: there is no such folder.")
    if problems:
        raise ConfigError(problems)
    return folders[0].resolve(), given


def _no_choice(group: str, given: Mapping[str, str]) -> list[str]:
    every = names_in(group)
    if group not in given or given[group] in every:
        return []
    return [f"{group}={given[group]}: there is no conf/{group}/{given[group]}.yaml. {nearest(given[group], every)}"]


def _looked(folder: Path, given: Mapping[str, str], console: Console) -> Proposal:
    """What some of the photos seem to show; empty with look=false."""
    if given.get("look") == "false":
        return Proposal()
    said = f"Looking at up to {LOOKED_AT} of the photos in {folder} …"
    console.print(said, highlight=False, markup=False, soft_wrap=True)
    return propose(folder, LOOKED_AT, options=_runs(given))


def _answered(folder: Path, given: Mapping[str, str], proposed: Proposal, ask: Callable[[str, str], str]) -> NewSet:
    """The set: the options that are given, and answers for the others, with what is proposed as the default."""

    def answer(option: str, question: str, proposal: str) -> str:
        return given[option] if option in given else ask(question, proposal)

    name = answer("name", "A short name for this set", free_name(folder.name))
    if wrong := obstacle(name):
        raise ConfigError([f"name: {name!r} {word(wrong)}."])
    if is_of_the_program(name):
        raise ConfigError([f"name={name}: a set that comes with the program has this name. Choose another."])
    subject = answer("subject", "What do all of them show? '-' when different things", proposed.subject or "-")
    location = answer("location", "Where were they taken? '-' when in several places", "-")
    category = answer("category", "What does your site call this kind of photo?", proposed.category or "-")
    language = answer("language", "Language of the texts", "en")
    rules = given.get("rules", proposed.rules)
    return NewSet(name, folder, _said(subject), _said(location), _said(category), rules, language)


def _ask(console: Console) -> Callable[[str, str], str]:
    def ask(question: str, proposal: str) -> str:
        return Prompt.ask(question, default=proposal, console=console).strip()

    return ask


def _said(answer: str) -> str | None:
    return None if answer.strip() in ("", "-") else answer.strip()


def _words(new: NewSet, given: Mapping[str, str]) -> list[str]:
    """The command line that runs the set."""
    caption = [f"caption={given['caption']}"] if given.get("caption", "auto") != "auto" else []
    return [f"set={new.name}", *caption, *_runs(given)]


def _runs(given: Mapping[str, str]) -> list[str]:
    return [f"paths.runs={given['paths.runs']}"] if "paths.runs" in given else []
