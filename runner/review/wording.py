"""Words for fields, states and errors, and comparisons of texts: what changed between two, how long they are."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal, NamedTuple

from runner.messages import Message, restored, sentences
from runner.review.language import spoken, translate, worded
from runner.review.snapshot import State
from runner.schema import Finding

Kind = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """A piece of text that stayed, was removed or was added."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """How `before` became `after`, word by word."""
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    return list(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if j > i:
            yield Piece("gone", "".join(old[i:j]))
        if m > k:
            yield Piece("new", "".join(new[k:m]))


def named(field: str) -> str:
    """What a field is called in a sentence."""
    words = {
        "caption": translate("field", "caption"),
        "alt_text": translate("field", "alt text"),
        "keywords": translate("field", "keywords"),
        "subject": translate("field", "subject"),
        "location": translate("field", "location"),
        "file_name": translate("field", "file name"),
    }
    return words.get(field) or field.replace("_", " ")


def title(field: str) -> str:
    """What a field is called in a heading."""
    return capital(named(field))


def word(state: State) -> str:
    """A state in a word for a person."""
    return _states()[state][0]


def why(state: State) -> str:
    """What a state means to a person, and what to do about it."""
    return _states()[state][1]


def _states() -> Mapping[State, tuple[str, str]]:
    return {
        "blocked": (
            translate("state", "blocked"),
            translate("summary", "a text breaks a rule or is missing: write it, then approve"),
        ),
        "lapsed": (translate("state", "approval lapsed"), translate("summary", "approved, then changed")),
        "mended": (
            translate("state", "fixed by hand"),
            translate("summary", "your texts break no rule: ready to approve"),
        ),
        "repaired": (
            translate("state", "repaired"),
            translate("summary", "the run repaired its own texts: worth a look"),
        ),
        "passed": (translate("state", "passed"), translate("summary", "no rule is broken: ready to approve")),
        "failed": (translate("state", "failed"), translate("summary", "could not be processed")),
        "approved": (translate("state", "approved"), translate("summary", "may be published")),
        "rejected": (translate("state", "rejected"), translate("summary", "kept on record, never published")),
    }


def reasons(row: Mapping[str, Any]) -> str:
    """Why a photo is blocked, in the current language; empty if it is not."""
    if row["reasons"]:
        return sentences([Message(**each) for each in row["reasons"]], spoken())
    return row["reason"] or ""


def first_error(found: Sequence[Finding]) -> str:
    """The first error among findings as a sentence, with its field; empty if there is none."""
    errors = (f"{title(each.field)}: {worded(each.said)}" for each in found if each.severity == "error")
    return next(errors, "")


def failure(row: Mapping[str, Any]) -> str:
    """Why a photo failed, in the current language; empty if it did not."""
    return worded(restored(row["error_id"], row["error_arguments"], row["error"]))


def capital(text: str) -> str:
    """The text with its first letter capitalised, the rest unchanged."""
    return f"{text[:1].upper()}{text[1:]}"


def plain(value: Any) -> str:
    """A field's value as one line of text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else ", ".join(value)


def length(text: str) -> tuple[int, int]:
    """The number of words and of characters in a text."""
    return len(text.split()), len(text)


def refused_by_disk(error: OSError) -> str:
    """Why the operating system refused to read or write a file, and what helps."""
    said = {
        errno.ENOSPC: translate("disk", "The disk is full. Free some space and try again."),
        errno.EDQUOT: translate("disk", "Your disk quota is used up. Free some space and try again."),
        errno.EROFS: translate("disk", "The drive is read-only, so nothing can be saved on it."),
        errno.EACCES: translate("disk", "You have no permission for this file or folder."),
        errno.EPERM: translate("disk", "You have no permission for this file or folder."),
        errno.ENOENT: translate("disk", "This file or folder is gone. If it is on a drive, connect the drive."),
        errno.EIO: translate("disk", "The drive does not respond properly. Check it."),
    }
    words = said.get(error.errno or 0) or str(error.strerror or error)
    return f"{error.filename}: {words}" if error.filename is not None else words


def folder_gone(runs: Path) -> str:
    """A sentence that the runs folder was there and is gone."""
    return translate("start", "The folder of your runs is gone: {}. If it is on a drive, connect the drive.").format(
        runs
    )
