"""What is wrong with a planned set, said before anything is written or started."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from runner.composition.set_names import is_of_the_program
from runner.config import names
from runner.config.folder import choices
from runner.errors import RunnerError
from runner.intake import planned as planning
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.planned import PlannedSet
from runner.review.language import spoken, translate

LONGEST = 500
"""Characters of a text that stands in every photo of a set: more than that belongs into a caption."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Problems = Mapping[str, str]
"""A sentence by the field that it is about."""


def problems(planned: PlannedSet, others: Sequence[PlannedSet], offered: Sequence[CaptionerChoice]) -> Problems:
    """What is wrong, by field; nothing when the set can be started.

    `others` are the other rows of the intake. `offered` are the captioners that were found; none: not known yet.
    """
    found = {
        "folder": _folder(planned.folder),
        "name": _name(planned, others),
        "subject": _text(planned.subject),
        "location": _text(planned.location),
        "category": _text(planned.category),
        "language": _language(planned.language),
        "rules": _rules(planned.rules),
        "captioner": _captioner(planned, offered),
    }
    return {field: said for field, said in found.items() if said}


def name_is_taken(planned: PlannedSet) -> bool:
    """Whether the person has a set of this name already, whose file this row is not meant to change."""
    return not planned.changes and planning.file_of(planned.name).exists()


def _folder(written: str) -> str | None:
    path = Path(written)
    try:
        os.scandir(path).close()
    except NotADirectoryError:
        return translate("intake", "This is a file. Choose the folder it lies in.")
    except FileNotFoundError:
        return translate("intake", "There is no such folder any more. Is its drive or card there?")
    except OSError as error:
        return translate("intake", "It cannot be opened: {}.").format(error.strerror or error)
    return None


def _name(planned: PlannedSet, others: Sequence[PlannedSet]) -> str | None:
    if not planned.name.strip():
        return translate("intake", "A set needs a name.")
    if wrong := names.problem(planned.name):
        return translate("intake", "“{}” {}.").format(planned.name, wrong)
    if any(other.name.casefold() == planned.name.casefold() for other in others):
        return translate("intake", "Another set on this page has this name.")
    if is_of_the_program(planned.name):
        return translate("intake", "A set that comes with the program has this name. Choose another one.")
    if name_is_taken(planned):
        return translate("intake", "You have a set of this name. Choose another one, or change that set.")
    return _file(planned)


def _file(planned: PlannedSet) -> str | None:
    """Why the file of a set that is changed cannot be."""
    try:
        planning.file_text(planned)
    except RunnerError as error:
        return error.in_words(spoken())
    return None


def _text(written: str) -> str | None:
    if len(written) > LONGEST:
        return translate("intake", "This is longer than %Ln characters.", "", LONGEST)
    if any(ord(each) < 32 for each in written):
        return translate("intake", "Write it in one line.")
    return None


def _language(written: str) -> str | None:
    if _LANGUAGE.fullmatch(written):
        return None
    return translate("intake", "Write a language's short code, such as en, de or fr.")


def _rules(written: str) -> str | None:
    if written in choices().get("rules", ()):
        return None
    return translate("intake", "There are no rules called “{}” any more.").format(written)


def _captioner(planned: PlannedSet, offered: Sequence[CaptionerChoice]) -> str | None:
    if not offered:
        return None
    chosen = next((each for each in offered if each.options == planned.captioner), None)
    if chosen is None:
        return translate("intake", "This captioner is not here any more.")
    if chosen.state == "unusable":
        return translate("intake", "It cannot write now: {}.").format(chosen.said_in(spoken()))
    return None


def said(problems: Problems) -> Iterator[str]:
    """The sentences, each with the field it is about."""
    labels = labels_of_fields()
    yield from (f"{labels[field]}: {sentence}" for field, sentence in problems.items())


def labels_of_fields() -> Mapping[str, str]:
    """What each field is called."""
    return {
        "folder": translate("intake", "Folder"),
        "name": translate("intake", "Name"),
        "subject": translate("intake", "Subject"),
        "location": translate("intake", "Location"),
        "category": translate("intake", "Category"),
        "hints": translate("intake", "Keywords"),
        "language": translate("intake", "Language"),
        "rules": translate("intake", "Rules"),
        "captioner": translate("intake", "Captioner"),
    }
