"""Checks a planned set for problems before anything is written or started."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import category

from runner.composition.set_names import is_of_the_program, obstacle, of_another_case
from runner.config.folder import choices
from runner.errors import RunnerError
from runner.intake import planned as planning
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.planned import PlannedSet
from runner.messages import Message, say

LONGEST = 500
"""Maximum length in characters of a text that applies to every photo of a set; longer texts belong in a caption."""

NAME_TAKEN = "intake.name_taken"
"""Id of the message that the user already has a set of that name: its file can be changed instead."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Problems = Mapping[str, Message]
"""Messages by the field of the planned set that they are about."""


def problems(planned: PlannedSet, others: Sequence[PlannedSet], offered: Sequence[CaptionerChoice]) -> Problems:
    """The problems by field; empty if the set can be started. Reads the folder and the user's set files.

    `others` are the other rows of the intake. `offered` are the captioners that were found; empty if not known yet.
    """
    found = {
        "folder": _folder(planned.folder),
        "name": _name(planned, others),
        "subject": _text(planned.subject),
        "location": _text(planned.location),
        "category": _text(planned.category),
        "hints": next(filter(None, map(_text, planned.hints)), None),
        "language": None if _LANGUAGE.fullmatch(planned.language) else say("intake.language"),
        "rules": _rules(planned.rules),
        "captioner": _captioner(planned, offered),
    }
    return {field: message for field, message in found.items() if message}


def _folder(written: str) -> Message | None:
    try:
        os.scandir(Path(written)).close()
    except NotADirectoryError:
        return say("intake.no_folder")
    except FileNotFoundError:
        return say("intake.folder_gone")
    except OSError as error:
        return say("intake.folder_closed", reason=error.strerror or str(error))
    return say("intake.folder_name") if any(category(each) == "Cs" for each in written) else None


def _name(planned: PlannedSet, others: Sequence[PlannedSet]) -> Message | None:
    if not planned.name.strip():
        return say("intake.no_name")
    if wrong := obstacle(planned.name):
        return say("intake.bad_name", name=planned.name, wrong=wrong)
    if any(other.name.casefold() == planned.name.casefold() for other in others):
        return say("intake.name_twice")
    if is_of_the_program(planned.name):
        return say("intake.name_of_the_program")
    if not planned.changes and planning.file_of(planned.name).exists():
        return say("intake.name_taken")
    if other := of_another_case(planned.name, planning.file_of(planned.name).parent):
        return say("intake.name_of_another_case", other=other)
    return _file(planned)


def _file(planned: PlannedSet) -> Message | None:
    """Why the set's file cannot be written or changed; None if it can."""
    try:
        planning.file_text(planned)
    except RunnerError as error:
        return error.messages[0]
    return None


def _text(written: str) -> Message | None:
    if len(written) > LONGEST:
        return say("intake.too_long", most=LONGEST)
    if any(ord(each) < 32 or category(each) in ("Zl", "Zp") for each in written):
        return say("intake.one_line")
    if bad := next((each for each in written if category(each) in ("Cc", "Cs")), None):
        return say("intake.invisible", code=f"U+{ord(bad):04X}")
    return None


def _rules(written: str) -> Message | None:
    return None if written in choices().get("rules", ()) else say("intake.no_rules", rules=written)


def _captioner(planned: PlannedSet, offered: Sequence[CaptionerChoice]) -> Message | None:
    if not offered:
        return None
    chosen = next((each for each in offered if each.options == planned.captioner), None)
    if chosen is None:
        return say("intake.no_captioner")
    return say("intake.captioner_unusable", why=chosen.said) if chosen.state == "unusable" else None
