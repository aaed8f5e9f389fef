"""`runner init FOLDER`: a set of one's own. Looks at the photos, proposes, asks, writes its file, shows the command."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.prompt import Confirm, Prompt

from runner import user_folder
from runner.composition import doctor, set_file
from runner.composition.identify import look
from runner.composition.overrides import names_in
from runner.composition.run import as_typed, compose
from runner.composition.set_file import NewSet
from runner.config import names
from runner.config.folder import configuration_folder
from runner.config.override import quoted
from runner.errors import ConfigError, EnvError
from runner.messages import word
from runner.messages.wording import language_of_process
from runner.registry import nearest
from runner.reports import identify

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
"""Photos that are looked at before anything is proposed."""

_TEXTS = ("subject", "location", "category")
_OPTIONS = (*_TEXTS, "name", "rules", "language", "caption", "look", "yes", "run", "paths.runs")
_SWITCHES = ("look", "yes", "run")


class _Kind(NamedTuple):
    """A kind of photography: the classifier's groups that point to it, its rules, and what it is called."""

    groups: frozenset[str]
    rules: str
    category: str


_KINDS = (
    _Kind(frozenset({"aircraft"}), "aviation", "Aviation Photography"),
    _Kind(frozenset({"bird", "mammal", "reptile", "insect", "animal"}), "wildlife", "Wildlife Photography"),
)
_OTHER = _Kind(frozenset(), "default", "")


class _Proposal(NamedTuple):
    """What the photos seem to be."""

    subject: str | None
    kind: _Kind


def command(arguments: Sequence[str]) -> int:
    """Carry out `init …`; returns the exit code. ConfigError for wrong arguments, before anything is done."""
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
        proposed = proposed._replace(subject=None)
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
    """The folder of the photos, and the options. ConfigError lists all that is wrong with them."""
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


def _looked(folder: Path, given: Mapping[str, str], console: Console) -> _Proposal:
    """What the classifier says of some of the photos; nothing where it is not to look, or is not sure."""
    if given.get("look") == "false":
        return _Proposal(None, _OTHER)
    said = f"Looking at up to {LOOKED_AT} of the photos in {folder} …"
    console.print(said, highlight=False, markup=False, soft_wrap=True)
    options = ["set=demo", f"set.name={quoted(_plain(folder.name))}", f"set.source={quoted(str(folder))}",
               "caption=composer", f"graph.sample={LOOKED_AT}", *_runs(given)]  # fmt: skip
    _, run, _ = look(as_typed(["init", str(folder)]), options)
    try:
        found = identify.suggestion(run) if run else None
    except EnvError:  # none of them could be looked at: the run will say why
        found = None
    if found is None:
        return _Proposal(None, _OTHER)
    kind = next((each for each in _KINDS if each.groups & {*found.general, found.term.casefold()}), _OTHER)
    return _Proposal(found.term, kind)


def _answered(folder: Path, given: Mapping[str, str], proposed: _Proposal, ask: Callable[[str, str], str]) -> NewSet:
    """The set, from what is given, else asked with what is proposed."""

    def answer(option: str, question: str, proposal: str) -> str:
        return given[option] if option in given else ask(question, proposal)

    name = answer("name", "A short name for this set", _free(folder.name))
    if wrong := names.problem(name):
        raise ConfigError([f"name: {name!r} {wrong}."])
    if (configuration_folder() / "set" / f"{name}.yaml").exists():
        raise ConfigError([f"name={name}: a set of the program has this name. Take another."])
    subject = answer("subject", "What do all of them show? '-' when different things", proposed.subject or "-")
    location = answer("location", "Where were they taken? '-' when in several places", "-")
    category = answer("category", "What does your site call this kind of photo?", proposed.kind.category or "-")
    language = answer("language", "Language of the texts", "en")
    rules = given.get("rules", proposed.kind.rules)
    return NewSet(name, folder, _said(subject), _said(location), _said(category), rules, language)


def _ask(console: Console) -> Callable[[str, str], str]:
    def ask(question: str, proposal: str) -> str:
        return Prompt.ask(question, default=proposal, console=console).strip()

    return ask


def _said(answer: str) -> str | None:
    return None if answer.strip() in ("", "-") else answer.strip()


def _free(name: str) -> str:
    """A name for a set that no set has yet, made of a folder's name."""
    plain = _plain(name)
    every = itertools.chain([plain], (f"{plain}_{number}" for number in itertools.count(2)))
    return next(each for each in every if each not in names_in("set"))


def _plain(name: str) -> str:
    return re.sub(r"[^\w-]+", "_", name).strip("_") or "photos"


def _words(new: NewSet, given: Mapping[str, str]) -> list[str]:
    """The command line of a run of the set."""
    caption = [f"caption={given['caption']}"] if given.get("caption", "auto") != "auto" else []
    return [f"set={new.name}", *caption, *_runs(given)]


def _runs(given: Mapping[str, str]) -> list[str]:
    return [f"paths.runs={given['paths.runs']}"] if "paths.runs" in given else []
