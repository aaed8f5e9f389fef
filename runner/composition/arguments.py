"""Sorts a command line before anything is composed: flags, options, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from runner.errors import ConfigError

_ALONE = {"-m", "--multirun", "--resolve", "--hydra-help", "--shell-completion", "-sc"}
_CHOICES = {
    **dict.fromkeys(("--cfg", "-c"), ("job", "hydra", "all")),
    **dict.fromkeys(("--info", "-i"), ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath")),
}
_WITH_VALUE = {"--package", "-p"}
_OPTION = re.compile(r"(?:\+{1,2}|~)?[\w./@:-]+=.*|~[\w./@:-]+", re.DOTALL)
_SENTENCE = re.compile(r"""[^'"\[({]+, .*""", re.DOTALL)
_STAGE = re.compile(r"graph\.stages\.\w+\.[\w.-]+=")


def arranged(arguments: Sequence[str]) -> list[str]:
    """The arguments as Hydra takes them: flags first, wherever they were written, then options.

    An option of a stage is set whether the graph mentions it or not: the check of the configuration finds options that
    the stage does not know. Raises ConfigError with a sentence for everything that is neither flag nor option.
    """
    flags: list[str] = []
    options: list[str] = []
    problems: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word.startswith("-"):
            flags.extend(_flag(word, waiting, problems))
        elif _OPTION.fullmatch(word):
            options.append(f"++{word}" if _STAGE.match(word) else word)
        else:
            problems.append(f"{word}: neither an option nor a command. Options are written option=value.")
    problems.extend(_sweeps(options, is_sweep(flags)))
    if problems:
        raise ConfigError(problems)
    return [*flags, *(_at_its_place(option) for option in options)]


def _at_its_place(option: str) -> str:
    """The prompt is one of the captioner's options, but is chosen like a captioner: prompt=short."""
    return re.sub(r"^prompt=", "prompt@caption.prompt=", option)


def is_sweep(arguments: Sequence[str]) -> bool:
    """True if a run for each variant is requested."""
    return any(argument in ("-m", "--multirun") for argument in arguments)


def starts_sweep(arguments: Sequence[str]) -> bool:
    """True if the variants are to be run, not only shown. Takes the arguments as they were written."""
    return is_sweep(arguments) and not shows(arguments)


def shows(arguments: Sequence[str]) -> bool:
    """True if a configuration or help is to be shown, and nothing else."""
    words = {*_CHOICES, "--hydra-help", "--shell-completion", "-sc", "--help", "-h", "--version"}
    return any(word.partition("=")[0] in words for word in arguments)


def options_of(arguments: Sequence[str]) -> list[str]:
    """The options without the flags; arguments as `arranged` returns them."""
    return [word for word in arguments if not word.startswith("-")]


def _flag(word: str, waiting: list[str], problems: list[str]) -> list[str]:
    """The flag with its value, which may be taken from the arguments that follow."""
    name, written, value = word.partition("=")
    if name in _ALONE and not written:
        return [name]
    if name in _CHOICES:
        following = [value] if written else waiting[:1]
        if following and following[0] in _CHOICES[name]:
            return [name, value if written else waiting.pop(0)]
        if name in ("--info", "-i") and not written:
            return [name]
        problems.append(f"{word}: of what? Write {name} {' or '.join(_CHOICES[name])}.")
    elif name in _WITH_VALUE and (written or waiting):
        return [name, value if written else waiting.pop(0)]
    else:
        problems.append(
            f"{word}: there is no such flag. Options are written without dashes, such as strict=true; "
            "flags are -m for a sweep, --cfg job, --help and --hydra-help."
        )
    return []


def _sweeps(options: Sequence[str], sweep: bool) -> Iterator[str]:
    """Yield a sentence for each option that is wrong in a sweep, or that has several values without -m."""
    for option in options:
        name, _, value = option.partition("=")
        if name == "hydra.mode":
            yield f"{option}: put -m in front of the options for a sweep, and nothing for a run."
        elif name == "set" and sweep and re.search(r"[,(*]", value):
            yield f"{option}: a sweep varies the options of one set. Start one for each set."
        elif sweep and _SENTENCE.fullmatch(value):
            yield (
                f"""{option}: with -m a comma separates variants. For one text write "{name}='{value}'", for several """
                "values leave out the blanks."
            )
        elif "." not in name and not sweep and re.fullmatch(r"\w+(?:,\w+)+", value):
            yield f"{option}: several values make a sweep. Put -m in front, or choose one."
