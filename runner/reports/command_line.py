"""Parses commands with flags: `argparse` with the program's own error messages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from runner.errors import ConfigError
from runner.registry import nearest

_MISSING = re.compile(r"the following arguments are required: (.+)")
_UNKNOWN = re.compile(r"unrecognized arguments: (.+)")
_CHOICE = re.compile(r"argument (?P<name>\S+): invalid choice: '(?P<said>.*)' \(choose from (?P<known>.*)\)", re.DOTALL)
_VALUE = re.compile(r"argument (?P<name>\S+): (?:expected .*)")


class CommandParser(argparse.ArgumentParser):
    """A parser that raises ConfigError with what to write, where `argparse` would print its usage and exit.

    `examples` are command lines with what each does; they are shown at the end of the help.
    """

    def __init__(self, *, examples: Mapping[str, str] | None = None, **options: Any) -> None:
        width = max(map(len, examples), default=0) if examples else 0
        lines = [f"  {command:<{width}}  {does}" for command, does in (examples or {}).items()]
        epilog = "\n".join(["examples:", *lines]) if lines else None
        super().__init__(epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        """Raise ConfigError with the problem of the arguments."""
        raise ConfigError([f"{_sentence(message)} Write: {self._pattern()}"])

    def add_subparsers(self, **options: Any) -> Any:
        """Add sub-commands, whose parsers raise ConfigError too."""
        return super().add_subparsers(parser_class=CommandParser, **options)

    def _pattern(self) -> str:
        """The command as the user writes it, without its flags."""
        words = []
        for action in self._get_positional_actions():
            if isinstance(action.choices, dict):
                words.append(" | ".join(action.choices))
            else:
                words.append(str(action.metavar or action.dest.upper()))
        return " ".join([self.prog, *words])


def with_runs_as_option(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the flag `--runs FOLDER` replaced by the option `paths.runs=FOLDER`."""
    joined = re.sub(r"(^|\0)--runs[=\0]", r"\1paths.runs=", "\0".join(arguments))
    return joined.split("\0") if joined else []


def _sentence(message: str) -> str:
    """Convert an error message of `argparse` to a sentence for people."""
    if missing := _MISSING.fullmatch(message):
        return f"{missing[1].upper()} is missing." if "," not in missing[1] else f"{missing[1].upper()} are missing."
    if unknown := _UNKNOWN.fullmatch(message):
        return f"{unknown[1]}: not understood here."
    if choice := _CHOICE.fullmatch(message):
        known = [each.strip("' ") for each in choice["known"].split(",")]
        return f"{choice['said']}: there is no such command. {nearest(choice['said'], known)}"
    if value := _VALUE.fullmatch(message):
        return f"{value['name']}: its value is missing."
    return f"{message[:1].upper()}{message[1:]}."
