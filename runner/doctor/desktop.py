"""What the window needs: Qt's libraries, and dictionaries for the spelling of texts."""

from __future__ import annotations

from runner.doctor.asking import Told
from runner.doctor.check import Check
from runner.messages import say
from runner.review import dictionary

LIBRARIES = (
    "apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
)
"""Packages of Debian and Ubuntu with the libraries that Qt needs besides its own."""


def qt(told: Told) -> Check:
    """Check whether the window's libraries load, as `reviewer.libraries` reports it."""
    if told.facts is None:
        return Check("window", "gap", say("doctor.window_broken", reason=told.error or ""), LIBRARIES)
    if problems := told.facts["problems"]:
        return Check("window", "gap", say("doctor.window_lacks", reason="; ".join(problems)), LIBRARIES)
    return Check("window", "good", say("doctor.window"))


def dictionaries() -> Check:
    """Check in which languages spelling can be checked."""
    stems = {path.stem.split("_")[0] for place in dictionary.places() for path in place.glob("*.dic")}
    found = sorted(each for each in stems if len(each) in (2, 3))
    if "en" not in found:
        said = say("doctor.no_dictionary")
        return Check("spelling", "gap", said, "python -m pip install --force-reinstall chunspell")
    return Check("spelling", "good", say("doctor.dictionaries", languages=found))
