"""Puts values of a command line in quotes where Hydra's grammar needs them.

`set.subject="Bob's plane"` reaches this program as `set.subject=Bob's plane`: the shell removes the outer quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException

from runner.config.folder import choices
from runner.config.override import quoted
from runner.errors import ConfigError

_OVERRIDE = re.compile(r"([~+]{0,2}[\w./@:-]+)=(.*)", re.DOTALL)
_PATHS = {
    *("set.source", "paths.runs", "paths.photos", "paths.models", "models.endpoint"),
    *("caption.model", "caption.mmproj", "classify.model"),
    *("embed.encoder.vision", "embed.encoder.text", "embed.encoder.tokenizer"),
    *("publish.root", "publish.sqlite", "publish.sidecars", "regression.reference"),
    *("publish.ftp.ca", "publish.ftp.password_file", "publish.mysql.ca", "publish.mysql.password_file"),
}
_TEXTS = {"set.name", "set.subject", "set.location", "set.category"}
"""Options that are always text: a subject may be `747`, a place `Leiden, Netherlands`."""

_PLAIN = re.compile(r"[\w.+-]+(,[\w.+-]+)*")


def quote(arguments: Sequence[str], *, variants: bool = False) -> list[str]:
    """The arguments, with text in quotes where it would be read as something else.

    With `variants`, commas separate values. Raises ConfigError with a sentence, and what to write, for each list that
    cannot be read.
    """
    problems: list[str] = []
    made = [_whole(argument, variants, problems) for argument in arguments]
    if problems:
        raise ConfigError(problems)
    return made


def _whole(argument: str, variants: bool, problems: list[str]) -> str:
    match = _OVERRIDE.fullmatch(argument)
    if match is None or argument.startswith("-"):
        return argument
    name, value = match[1], match[2]
    option = name.lstrip("+")
    if option in _PATHS or (option in _TEXTS and not variants):
        return f"{name}={_as_text(name, value)}"
    if value in ("", "null"):
        return argument
    if _is_readable(argument):
        return f"{name}={_names(value)}" if option.partition("@")[0] in choices() else argument
    if value.startswith("["):
        return f"{name}={_list(name, value, problems)}"
    parts = value.split(",") if variants else [value]
    return f"{name}={','.join(quoted(part.strip()) for part in parts)}"


def _as_text(name: str, value: str) -> str:
    """The value in quotes, unless it is in quotes, empty, or a reference to another option."""
    whole = value[:1] in ("'", '"') and _is_readable(f"{name}={value}")
    return value if value in ("", "null") or whole or value.startswith("$") else quoted(value)


def _names(value: str) -> str:
    """Choices of a group, with a name in quotes if Hydra would read it as a number, as for a set called 2024."""
    if not _PLAIN.fullmatch(value):
        return value
    return ",".join(part if isinstance(_read(part), str) else quoted(part.strip()) for part in value.split(","))


def _read(value: str) -> object:
    return OverridesParser.create().parse_override(f"x={value}").value()


def _is_readable(argument: str) -> bool:
    try:
        OverridesParser.create().parse_override(argument)
    except HydraException:
        return False
    return True


def _list(name: str, value: str, problems: list[str]) -> str:
    """A list with each text in quotes. A list that already contains brackets or quotes is reported as a problem."""
    if re.fullmatch(r"\[[^\[\]{}\"]*\]", value):
        return f"[{','.join(quoted(item.strip()) for item in value[1:-1].split(','))}]"
    shown = "…" if name.startswith("publish.") else value
    problems.append(
        f"{name}={shown}: this list cannot be read. Put each text in quotes, and a backslash before a quotation mark "
        f"""within: '{name}=["one","two"]'"""
    )
    return value
