"""Explains to a person who does not know YAML what is wrong with a text: the line, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

_ENTRY = re.compile(r"(?P<key>\s*(?:- +)?[\w./@-]+:)\s+(?P<value>\S.*?)\s*$")
_GLUED = re.compile(r"(?P<key>\s*[A-Za-z_][\w-]*):(?P<value>[^\s:/\\].*)$")
_SPECIAL = "@`%*&!|>,]}"
_LONGEST = 80


def sentence(text: str, error: yaml.YAMLError) -> tuple[int | None, str]:
    """The number of the wrong line, from 1 (None if it is unknown), and what to do about it."""
    if isinstance(error, yaml.reader.ReaderError):
        return text[: error.position].count("\n") + 1, "an invisible control character. Remove it."
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None, "it is damaged. Write it again, or take a copy of another file."
    lines = text.splitlines() or [""]
    at = min(error.problem_mark.line, len(lines) - 1)
    began = min(error.context_mark.line, at) if error.context_mark else at
    return next(_slips(lines, at, began, str(error.problem)), (at + 1, _anything(lines[at])))


def _slips(lines: Sequence[str], at: int, began: int, problem: str) -> Iterator[tuple[int, str]]:
    """Yield slips that explain the parser's error, the most certain first; line numbers from 1."""
    for number in dict.fromkeys((at, at - 1, began)):
        if number >= 0 and "\t" in _indent(lines[number]):
            yield number + 1, "the line begins with a tab. Begin it with blanks instead, as the lines around it."
    if "duplicate" in problem:
        key = lines[at].partition(":")[0].strip()
        yield at + 1, f"'{key}' stands there a second time. Remove one of the two."
    if "escape" in problem or "hexdec" in problem:
        yield at + 1, f"a backslash within double quotation marks. Take single ones: {_quoted(lines[at])}"
    for number in dict.fromkeys((at, began, at - 1)):
        if number >= 0:
            yield from ((number + 1, said) for said in _in_line(lines[number], problem))
    if "mapping values" in problem and at > 0:
        yield at + 1, "the line is indented further than the one above, which has a value. Begin both in one column."
    if "end of stream" in problem and any(mark in lines[began] for mark in "'\""):
        yield began + 1, "a quotation mark is opened here and never closed."
    if "',' or" in problem:
        yield began + 1, "a list begins here and is not closed, or a comma is missing. Text with , : or ' needs quotes."
    if "expected key" in problem or "'-' indicator" in problem:
        yield at + 1, "the line begins in another column than its neighbours. Lines that belong together begin in one."


def _in_line(line: str, problem: str) -> Iterator[str]:
    """Yield what is wrong with a single line."""
    if (glued := _GLUED.match(line)) and ("':'" in problem or "mapping values" in problem):
        yield f"a blank is missing behind the colon. Write: {glued['key'].strip()}: {_shown(glued['value'])}"
    entry = _ENTRY.match(line)
    if entry is None:
        return
    value = entry["value"]
    if value[0] in "'\"" and not _is_whole(value):
        yield f"a quotation mark within quotes, or none at the end. Write: {_quoted(line)}"
    elif value[0] in _SPECIAL and "start any token" in problem:
        yield f"a value cannot begin with {value[0]}. Put it in quotes: {_quoted(line)}"
    elif re.search(r":(?:\s|$)", value) and value[0] not in "'\"[{":
        yield f"a colon within a value. Put the value in quotes: {_quoted(line)}"
    elif value.startswith("- "):
        yield f"a value cannot begin with a hyphen and a blank. Put it in quotes: {_quoted(line)}"


def _is_whole(value: str) -> bool:
    """True if a quoted value ends where its quotation ends, apart from a comment."""
    quotation = r"'(?:[^']|'')*'" if value[0] == "'" else r'"(?:[^"\\]|\\.)*"'
    return re.fullmatch(rf"{quotation}\s*(?:#.*)?", value) is not None


def _quoted(line: str) -> str:
    """The line with its value in quotation marks that suit it."""
    entry = _ENTRY.match(line)
    if entry is None:
        return "key: 'the value'"
    value = re.sub(r"\s+#.*$", "", entry["value"])
    bare = re.sub(r"^(['\"])(.*)\1$", r"\2", value)
    bare = bare.strip("\"'") if bare[:1] in "'\"" else bare
    mark = '"' if "'" in bare and not re.search(r'["\\]', bare) else "'"
    inside = bare if mark == '"' else bare.replace("'", "''")
    return f"{entry['key'].strip()} {mark}{_shown(inside)}{mark}"


def _anything(line: str) -> str:
    return f"{_shown(line.strip())!r} cannot be read. Write key: value, and text with signs in quotes: {_quoted(line)}"


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
