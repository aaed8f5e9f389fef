"""The file of a set, as `runner init` writes it: every option, with a comment on what it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.errors import EnvError
from runner.store.atomic import write_atomically

_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML does not allow in a file, or reads as the end of a line."""


@dataclass(frozen=True, slots=True)
class NewSet:
    """What a person said about a set of photos; None for what is not known."""

    name: str
    source: Path
    subject: str | None
    location: str | None
    category: str | None
    rules: str
    language: str
    hints: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def write(folder: Path, new: NewSet) -> Path:
    """Write `set/NAME.yaml` below a folder of configurations and return its path.

    Raises EnvError if the file exists: what a person wrote is never overwritten.
    """
    path = folder / "set" / f"{new.name}.yaml"
    if path.exists():
        raise EnvError(f"{path} already exists.", "Change that file, remove it, or give another name: name=NAME")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, lambda temporary: temporary.write_text(text(new), "utf-8"))
    return path


def text(new: NewSet) -> str:
    """The file's content."""
    options = [
        (f"source: {as_yaml(str(new.source))}", "where the photos are; nothing in there is changed"),
        ("samples: null", ""),
        (f"exclude: {list_as_yaml(new.exclude)}", 'patterns below `source`: ["raw/*", "*_draft.jpg"]'),
        ("rehash: false", "true: read every file again, even if size and time have not changed"),
        ("", ""),
        (f"subject: {as_yaml(new.subject)}", "what every photo shows; null if they show different things"),
        (f"location: {as_yaml(new.location)}", "where they were taken, if it is a single place"),
        (f"category: {as_yaml(new.category)}", "what your site calls this kind of photo"),
        (f"hints: {list_as_yaml(new.hints)}", 'keywords that are true of every photo; "no X" removes one'),
        ("vocabulary: []", "the words this set is about, such as [grey heron, great egret]"),
        (f"language: {as_yaml(new.language)}", "of the texts"),
        ("", ""),
        ("names: null", 'pattern of the file names: "{date}_{registration}", "{place}/{date} {subject}"'),
        ("table: null", "a CSV or .xlsx of facts with a column `file`, and others such as subject, place, date"),
        ("places: true", "names of town and country from GPS, for photos without a location"),
        ("sun: true", "dawn, dusk, golden hour and night from the sun, if place and time zone are known"),
        ("people: false", "true: find faces and tell people apart; nothing leaves this machine"),
        ("people_keywords: false", "true: names of people who consent become keywords"),
        ("keep: null", "number of photos to pick, the best and most varied; nothing is deleted"),
        (
            "clock: {}",
            'correction of a camera\'s clock, by model or serial number: {Nikon D70: "+01:02:30"}',
        ),
    ]
    head = [
        "# Written by `runner init`, and yours to change. For a misspelled option the nearest valid one is suggested.",
        "defaults:",
        f"  - override /rules@_global_.rules: {new.rules}  # the rules for the texts: a file in conf/rules",
        "  - _self_",
        "",
        f"name: {as_yaml(new.name)}",
    ]
    return "\n".join([*head, *_commented(options)]) + "\n"


def _commented(options: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{option:<28} # {comment}" if comment else option for option, comment in options]


def as_yaml(value: str | None) -> str:
    """A text as YAML (JSON is valid YAML here); a reference to another option is escaped."""
    if value is None:
        return "null"
    said = json.dumps(value.replace("${", "\\${"), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def list_as_yaml(values: Sequence[str]) -> str:
    """Texts as a YAML list in one line."""
    return f"[{', '.join(map(as_yaml, values))}]"
