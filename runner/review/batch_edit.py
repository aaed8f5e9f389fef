"""Edits fields of many photos at once: texts from templates, keywords added, removed or set, file names numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from runner.review import templates
from runner.review.edits import NewTexts, Values
from runner.review.language import translate
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.review.wording import capital, named
from runner.schema import PROSE
from runner.store.decisions import FILE_NAME
from runner.text.naming import NamingOptions, template_problems

DESCRIBING = ("subject", "location")
"""Fields that other templates may refer to; they are filled in first."""

WRITTEN = (*DESCRIBING, *PROSE)
"""Fields filled in from templates, in this order; file names follow afterwards."""


@dataclass(frozen=True, slots=True)
class BatchEdit:
    """A change to fields of many photos. Fields that are not named stay as they are."""

    texts: Mapping[str, str] = field(default_factory=dict)  # templates by field: those of `WRITTEN` and the file name
    keywords: tuple[str, ...] = ()  # the whole new list; empty: each photo keeps its own
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """Problems of the templates, one sentence per field; nothing can be planned until they are fixed."""
        found = {name: said for name, text in self.texts.items() if (said := _problem(name, text))}
        words = (*self.keywords, *self.add)
        wrong = next((said for word in words if (said := templates.problem(word))), None)
        return found | ({"keywords": wrong} if wrong else {})

    def fields(self) -> list[str]:
        """The fields that it changes."""
        touched = self.keywords or self.add or self.remove
        return [*self.texts, *(["keywords"] if touched else [])]


@dataclass(frozen=True, slots=True)
class BatchValues:
    """The new values that result from a batch edit."""

    values: Values
    lacking: Mapping[int, str]  # by place, the placeholder without a known value: that text stays


def batch_values(session: Session, places: Sequence[int], wish: BatchEdit) -> BatchValues:
    """New values by place and field. Reads the facts of these photos: do not call it in the GUI thread."""
    snapshot = session.snapshot
    bases = session.checker.bases([snapshot.items[place] for place in places])
    values: dict[int, dict[str, object]] = {}
    lacking: dict[int, str] = {}
    for place in places:
        row = snapshot.row(place)
        made, missing = _filled(wish, row, templates.known(row, bases[row["item_id"]].facts))
        values[place] = made
        if missing:
            lacking[place] = missing
    if FILE_NAME in wish.texts:
        rows = {place: {**snapshot.row(place), **_described(made)} for place, made in values.items()}
        for place, name in session.naming.by_template(rows, wish.texts[FILE_NAME].strip()).items():
            values[place][FILE_NAME] = name
    return BatchValues({place: made for place, made in values.items() if made}, lacking)


def apply(session: Session, seen: Snapshot, places: Sequence[int], wish: BatchEdit) -> ChangeResult:
    """Apply a batch edit to all these photos as one change. Texts that were changed since `seen` are kept.

    `seen` is the snapshot that the person had on the screen; `places` refer to it.
    """
    here = session.snapshot.places_of(seen.items[place] for place in places)
    values = batch_values(session, here, wish).values
    there = {seen.places[session.snapshot.items[place]]: fields for place, fields in values.items()}
    names = ", ".join(map(named, wish.fields()))
    return session.edit_each(
        NewTexts(seen, there),
        lambda count: translate("batch", "Changed {} of %Ln photo(s).", "", count).format(names),
    )


def listed(text: str) -> tuple[str, ...]:
    """The keywords in a comma-separated line, each once."""
    return tuple(dict.fromkeys(" ".join(each.split()) for each in text.split(",") if each.strip()))


def _problem(name: str, template: str) -> str | None:
    if name != FILE_NAME:
        return templates.problem(template)
    found = template_problems(template.strip())
    if found or (problems := replace(NamingOptions(), template=template.strip()).problems()):
        return capital((found or problems)[0])
    return None


def _filled(wish: BatchEdit, row: Mapping[str, Any], known: dict[str, str]) -> tuple[dict[str, object], str | None]:
    """The new values of one photo, and the first placeholder without a known value (None if there is none)."""
    made: dict[str, object] = {}
    missing: list[str] = []
    for name in WRITTEN:
        text = _text(wish.texts.get(name, ""), known, missing)
        if text:
            made[name] = capital(text) if name in PROSE else text
        if text and name in DESCRIBING:
            known[name] = text
    words = _keywords(wish, row["keywords"] or (), known, missing)
    if words is not None and words != list(row["keywords"] or ()):
        made["keywords"] = words
    return made, next(iter(missing), None)


def _text(template: str, known: Mapping[str, str], missing: list[str]) -> str:
    """The template filled in. If a value is missing, it returns an empty text and adds the placeholder to `missing`."""
    lacks = templates.lacking(template, known)
    if lacks:
        missing.append(lacks)
    return "" if lacks else templates.filled(template, known)


def _keywords(
    wish: BatchEdit, current: Sequence[str], known: Mapping[str, str], missing: list[str]
) -> list[str] | None:
    """The new keywords, each once regardless of case; None if the edit does not change keywords."""
    if not (wish.keywords or wish.add or wish.remove):
        return None
    base = [_text(word, known, missing) for word in wish.keywords] or list(current)
    gone = set(map(str.casefold, wish.remove))
    words = [*(word for word in base if word.casefold() not in gone), *(_text(w, known, missing) for w in wish.add)]
    kept: dict[str, str] = {}
    for word in filter(None, words):
        kept.setdefault(word.casefold(), word)
    return list(kept.values())


def _described(made: Mapping[str, object]) -> dict[str, object]:
    """The new values that a template for file names reads."""
    said = {name: made[name] for name in DESCRIBING if name in made}
    return said | {f"{name}_from": "human" for name in said}
