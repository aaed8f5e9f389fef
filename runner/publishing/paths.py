"""Paths at a target, from a template and the values known of a photo."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

PLACEHOLDERS = ("name", "stem", "year", "month", "day", "folder", "set", "subject", "location")
"""Placeholders of templates. All but `name` and `stem` are slugs, so that no path depends on a user's spelling."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_LONGEST = 255
_SHOWN = 80


def template_problems(template: str) -> list[str]:
    """Return a sentence for every problem of a template."""
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError as error:
        return [f"'{template[:_SHOWN]}' is not a template: {error}."]
    names = [name for _, name, _, _ in pieces if name is not None]
    # A format specification could ask for a billion blanks.
    if any(spec or conversion for _, _, spec, conversion in pieces):
        return [f"'{template[:_SHOWN]}': a placeholder takes no format. Write {{name}} alone."]
    found = [
        f"there is no placeholder {{{name}}}. Available: {', '.join(f'{{{each}}}' for each in PLACEHOLDERS)}."
        for name in names
        if name not in PLACEHOLDERS
    ]
    if not {"name", "stem"} & set(names):
        found.append("it needs {name} or {stem}; without it two photos could share a path.")
    return found + path_problems(re.sub(r"\{.*?\}", "x", template))


def fill(template: str, known: Mapping[str, str | None]) -> str:
    """Return the path; a folder whose placeholders are all unknown is left out."""
    segments = [segment.format(**{k: v or "" for k, v in known.items()}) for segment in template.split("/")]
    return "/".join(segment for segment in segments if segment)


def path_problems(path: str) -> list[str]:
    """Return a sentence for every reason why a path is not allowed at a target."""
    segments = path.split("/")
    found = []
    if path.startswith("/") or any(segment in ("..", ".", "") for segment in segments):
        found.append(f"'{path}' leaves the root; paths go down from it.")
    if _FORBIDDEN.search(path):
        found.append(f"{path!r} holds a control character or a backslash.")
    if any(len(segment.encode()) > _LONGEST for segment in segments):
        found.append(f"a part of '{path[:60]}…' is longer than {_LONGEST} bytes.")
    if any(segment != segment.strip() for segment in segments):
        found.append(f"'{path}' has a space at an end; many servers lose it.")
    return found


def folder_of(path: str) -> str:
    """Return the folder of a path; empty for the root itself."""
    return path.rpartition("/")[0]


def beside(path: str, name: str) -> str:
    """Return the path of `name` in the same folder."""
    folder = folder_of(path)
    return f"{folder}/{name}" if folder else name
