"""Builds published file names from a template and the facts about a photo. The catalogue reserves them."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from typing import Annotated, NamedTuple

from annotated_types import Ge, Le

from runner.schema import FactsRow, Options
from runner.text.claims.sources import agreed, stated_by
from runner.text.language.slug import slug

COUNTER = "n"
KINDS = ("registration", "place", "species", "person", "type")
"""Kinds of facts that a template may name. A value is used only if all witnesses that state it agree."""

COUNTER_ROOM = 6
"""Digits kept free for the counter, so that a name's prefix never depends on its number."""

# Windows reserves these names for devices, whatever the extension. Its other reserved names, such as CON, contain no
# digits, while names from a template always contain some.
_DEVICES = re.compile(r"(?:com|lpt)\d", re.IGNORECASE)
# Parts that may repeat one another's words; the parts of a date never do.
_WORDS = frozenset({"subject", "location", "category", *KINDS})
_RESERVED = re.compile(rf"con|prn|aux|nul|{_DEVICES.pattern}", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:jpe?g|png|webp|tiff?|avif|hei[cf]|gif|jxl)$", re.IGNORECASE)
_LITERAL = re.compile(r"[A-Za-z0-9_-]*")
_SEPARATORS = re.compile(r"[_-]{2,}")


USUAL = "{subject}_{location}_{category}_{year}_{n:03}"
EARLIER = "{subject}_{location}_{category}_{camera}_{year}_{n:03}"
"""The default template of version 0.1.0. Photos keep the names it gave them, as they may be published under them."""


@dataclass(frozen=True)
class NamingOptions(Options):
    """How published files are named."""

    template: str = USUAL
    extension: str = "jpg"
    length: Annotated[int, Ge(24), Le(200)] = 150

    def problems(self) -> Sequence[str]:
        """One sentence for each problem with the template, its length or the extension."""
        found = [f"template: {problem}" for problem in template_problems(self.template)]
        fixed = len(re.sub(r"\{.*?\}", "", self.template)) + COUNTER_ROOM + len(self.extension) + 1
        if fixed > self.length:
            found.append(f"length: the template's own text and a counter take {fixed} characters, above {self.length}.")
        if not re.fullmatch(r"[A-Za-z0-9]{1,8}", self.extension):
            found.append(f"extension: '{self.extension}' should be letters and digits without a dot, such as jpg.")
        return found


class Pattern(NamedTuple):
    """A file name without its number, which goes between `prefix` and `suffix` with at least `width` digits."""

    prefix: str
    width: int
    suffix: str  # includes the extension

    def name(self, number: int) -> str:
        """The whole file name with this number."""
        return f"{self.prefix}{number:0{self.width}d}{self.suffix}"


class _Field(NamedTuple):
    literal: str  # text before the placeholder
    name: str | None  # the placeholder; None at the end of the template
    width: int  # least number of digits of the counter


def template_problems(template: str) -> list[str]:
    """Return one sentence for each problem with a template; an empty list if it can be used."""
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError as error:
        return [f"'{template}' is not a template: {error}. Placeholders look like {{subject}}."]
    found = [problem for piece in pieces for problem in _piece_problems(*piece)]
    counters = sum(name == COUNTER for _, name, _, _ in pieces)
    if counters != 1:
        found.append(
            f"it needs the counter {{n:03}} once, not {counters} times; without it two photos could share a name."
        )
    return found


def pattern(options: NamingOptions, facts: FactsRow, stem: str = "") -> Pattern:
    """Return a photo's file name without its number; `stem` is the name of its original file without the extension.

    Unknown parts are left out together with their separator, and so are words that an earlier part already contains.
    The name, including `COUNTER_ROOM` digits, has at most `length` characters: the longest part loses its last words
    until it fits.
    """
    fields = _parse(options.template)
    known = {name: slug(value) for name, value in values(facts, stem).items() if value}
    parts = {name: known.get(name, "") for name in _names(options.template)}
    for name in _WORDS.intersection(parts):
        earlier = list(parts)[: list(parts).index(name)]
        parts[name] = _unsaid(known.get(name, ""), [known[each] for each in earlier if each in _WORDS & known.keys()])
    made = _assemble(fields, parts, options.extension)
    while _excess(made, options.length) > 0 and any(parts.values()):
        longest = max(parts, key=lambda name: len(parts[name]))
        parts[longest] = _shorter(parts[longest])
        made = _assemble(fields, parts, options.extension)
    return made


def portable(options: NamingOptions, typed: str) -> str:
    """Turn a name typed by a person into a file name that every system accepts, with the extension of published files.

    It is spelled like the parts of a template: `Grey heron.jpeg` becomes `Grey_heron.jpg`. Returns an empty string if
    no character of it can be used.
    """
    words = slug(_EXTENSION.sub("", typed.strip()))
    room = options.length - len(options.extension) - 1
    while len(words) > room:
        words = _shorter(words)
    device = "_" if _RESERVED.fullmatch(words) else ""
    return f"{words}{device}.{options.extension}" if words else ""


def values(facts: FactsRow, stem: str = "") -> dict[str, str | None]:
    """Return the value of each placeholder of a template; None if it is not known."""
    when = facts.captured_at
    return {
        "subject": facts.subject,
        "location": facts.location,
        "category": facts.category,
        "camera": facts.camera,
        "lens": facts.lens,
        "year": f"{when.year:04}" if when else None,
        "month": f"{when.month:02}" if when else None,
        "day": f"{when.day:02}" if when else None,
        "time_of_day": facts.time_of_day,
        "stem": stem,
        **{kind: agreed(facts, kind) for kind in KINDS},
    }


def sources(template: str, facts: FactsRow, stem: str = "") -> tuple[str, ...]:
    """Return where the parts of a name come from, in the order of the template.

    Sources are set, human, model, exif, file (the original's own name) and the names of witnesses.
    """
    origin = {"subject": facts.subject_from, "location": facts.location_from, "category": "set", "stem": "file"}
    origin |= {kind: next((fact.witness for fact in facts.facts if fact.kind == kind), None) for kind in KINDS}
    day = facts.captured_at
    if day is not None and day.time() == time(0) and agreed(facts, "date") == day.date().isoformat():
        origin |= dict.fromkeys(("year", "month", "day"), stated_by(facts, "date"))
    present = [name for name in _names(template) if slug(values(facts, stem).get(name) or "")]
    return tuple(dict.fromkeys(origin.get(name) or "exif" for name in present))


def sequence(captured_at: Sequence[datetime | None]) -> list[int]:
    """Return the positions of photos in the order in which they are numbered.

    Sorted by capture time, then by their order in the input; photos without a capture time come last.
    """
    return sorted(range(len(captured_at)), key=lambda i: (captured_at[i] is None, captured_at[i] or datetime.min, i))


def _unsaid(part: str, earlier: Iterable[str]) -> str:
    """Leave out words that an earlier part already says: after "Eiffel Tower, Paris", "Paris, France" becomes "France".

    A part that an earlier one contains becomes empty; otherwise only its beginning is removed if an earlier part ends
    with it.
    """
    words = part.split("_")
    for said in earlier:
        if f"_{'_'.join(words)}_".casefold() in f"_{said}_".casefold():
            return ""
        words = words[_common_end(said.split("_"), words) :]
    return "_".join(words)


def _common_end(said: Sequence[str], words: Sequence[str]) -> int:
    """The number of words at the start of `words` that are also the end of `said`."""
    folded, ahead = [word.casefold() for word in said], [word.casefold() for word in words]
    return next((n for n in range(len(words), 0, -1) if folded[-n:] == ahead[:n]), 0)


def _excess(made: Pattern, length: int) -> int:
    return len(made.prefix) + COUNTER_ROOM + len(made.suffix) - length


def _piece_problems(literal: str, name: str | None, spec: str | None, conversion: str | None) -> list[str]:
    found = []
    if not _LITERAL.fullmatch(literal):
        found.append(f"'{literal}' cannot stand in a file name; only letters, digits, _ and - can.")
    if name is None:
        return found
    if name not in (*_placeholders(), COUNTER):
        found.append(f"there is no placeholder {{{name}}}. {_nearest(name)}")
    elif conversion or (spec and (name != COUNTER or not re.fullmatch(r"0?[1-6]", spec))):
        found.append(f"{{{name}}} takes no format but the counter's width, such as {{n:03}}.")
    return found


def _nearest(name: str) -> str:
    known = (*_placeholders(), COUNTER)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {{{close[0]}}}?" if close else f"Available: {', '.join(f'{{{each}}}' for each in known)}."


@cache
def _placeholders() -> tuple[str, ...]:
    nothing = FactsRow(*(None,) * 6, None, (), (), (), None, None, None, None)
    return tuple(values(nothing))


@cache
def _parse(template: str) -> tuple[_Field, ...]:
    pieces = string.Formatter().parse(template)
    return tuple(_Field(literal, name, int(spec) if spec else 1) for literal, name, spec, _ in pieces)


def _names(template: str) -> list[str]:
    return [field.name for field in _parse(template) if field.name and field.name != COUNTER]


def _assemble(fields: Sequence[_Field], parts: Mapping[str, str], extension: str) -> Pattern:
    counter = next(i for i, field in enumerate(fields) if field.name == COUNTER)
    before = "".join(field.literal + parts.get(field.name or "", "") for field in fields[: counter + 1])
    after = "".join(field.literal + parts.get(field.name or "", "") for field in fields[counter + 1 :])
    prefix = _SEPARATORS.sub(_one, before).lstrip("_-")
    suffix = _SEPARATORS.sub(_one, after).rstrip("_-")
    if _DEVICES.fullmatch(f"{prefix}1") and not suffix:
        prefix += "_"
    return Pattern(prefix, fields[counter].width, f"{suffix}.{extension}")


def _one(separators: re.Match[str]) -> str:
    return "_" if "_" in separators.group() else "-"


def _shorter(part: str) -> str:
    """The part without its last word, or without the last letter of its only word."""
    head, _, _ = part.rpartition("_")
    return head or part[:-1].rstrip("-")
