"""Patterns of names: `{date}_{registration}`, `{place}/{date} {subject}`. The text at a field is a fact of its kind.

A pattern is matched against the end of a photo's path without its extension: a name, or a name and the folders above
it. The text between fields has to match; spaces, underscores and hyphens are interchangeable. `{}` skips anything, and
a counter at the end of a name, `_003` or ` (2)`, need not be in the pattern.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath

from runner.facts import Fact
from runner.knowledge.kinds import value_of

_FIELD = re.compile(r"[a-z][a-z_]*")
_SHAPES = {"date": r"\d{4}[-_. ]?\d\d[-_. ]?\d\d", "number": r"\d+", "registration": r"[A-Z0-9]+(?:[- ][A-Z0-9]+)?"}
_ANYTHING = r"[^/]+?"
_COUNTER, _PLAIN_COUNTER = r"(?:[ _-]*\(\d{1,4}\)|[ _-]0\d{1,3})?", r"(?:[ _-]*\(?\d{1,4}\)?)?"
"""Counters that distinguish names. After a field of free text only (2) and 003 count as one, not the 747 of a Boeing
747."""
_JOINT = r"[ _-]"


def problems(pattern: str) -> Iterator[str]:
    """Yield one sentence for each problem with a pattern."""
    try:
        pieces = [*string.Formatter().parse(pattern)]
    except ValueError as error:
        yield f"'{pattern}' is no pattern of names: {error}. Write it as {{date}}_{{registration}}."
        return
    fields = [name for _, name, _, _ in pieces if name]
    yield from (
        f"'{{{name}}}' is no field: small letters only, as in {{place}}."
        for name in fields
        if not _FIELD.fullmatch(name)
    )
    if any(spec or conversion for _, _, spec, conversion in pieces):
        yield f"'{pattern}': a field is a name alone, as in {{date}}."
    if not fields:
        yield f"'{pattern}' names no fact. Write it as {{date}}_{{registration}}."
    if len(set(fields)) < len(fields):
        yield f"'{pattern}': each field once."


def stated(pattern: str, path: PurePath) -> list[Fact]:
    """The facts stated by a photo's name and its folders; empty if they do not match the pattern."""
    levels = pattern.strip("/").split("/")
    parts = (*path.parts[:-1], path.stem)[-len(levels) :]
    match = _compiled(pattern.strip("/")).fullmatch("/".join(parts))
    found = match.groupdict().items() if match else ()
    return [Fact("", kind, value) for kind, text in found if (value := value_of(kind, text or ""))]


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    written, last = "", None
    for literal, name, _, _ in string.Formatter().parse(pattern):
        written += "".join(_JOINT if each in " _-" else re.escape(each) for each in literal)
        if name is not None:
            written += f"(?P<{name}>{_SHAPES.get(name, _ANYTHING)})" if name else _ANYTHING
            last = name
    return re.compile(written + (_PLAIN_COUNTER if last in _SHAPES else _COUNTER), re.IGNORECASE)
