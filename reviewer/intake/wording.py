"""The texts about a folder that was scanned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from reviewer.intake.row import Row
from runner.composition.proposed import Proposal
from runner.intake.told import Survey
from runner.review.language import number, percent, spoken, translate, worded

_LEFT_OUT = re.compile(r"(folders)? ?(.*?)(?: \((.+)\))?")
_MOST_LEFT_OUT = 6


def title(row: Row) -> str:
    """The name of the set, or of its folder if it has none."""
    return row.planned.name or PurePath(row.planned.folder).name


def size(row: Row) -> str:
    """How many photos there are, as far as known; empty if the scan failed."""
    survey = row.survey
    if row.trouble:
        return ""
    if survey is None:
        counted = translate("intake", "%Ln photo(s) so far", "", row.listed) if row.listed else ""
        return counted or (
            translate("intake", "Waiting …") if row.looking == "waiting" else translate("intake", "Looking …")
        )
    counted = translate("intake", "%Ln photo(s)", "", survey.photos)
    return f"{counted}, {number(survey.gigabytes, 1)} GB" if survey.gigabytes >= 0.1 else counted


def days(survey: Survey) -> str:
    """The days of the first and the last photo; empty if no photo has a date."""
    if survey.first is None or survey.last is None:
        return ""
    first, last = _day(survey.first), _day(survey.last)
    whole = first if first == last else translate("intake", "{} to {}").format(first, last)
    if survey.sampled:
        return translate("intake", "about {}").format(whole)
    return whole


def facts(row: Row) -> str:
    """Photos, days and cameras in one line."""
    survey = row.survey
    parts = [size(row)]
    if survey is not None:
        parts += [days(survey), ", ".join(survey.cameras)]
    return "  ·  ".join(filter(None, parts))


def remarks(row: Row) -> str:
    """What a person should know about the folder, one remark per line."""
    return "\n".join(_remarks(row))


def state(row: Row) -> str:
    """In a few words: whether the set can be started, or why not."""
    if row.trouble:
        return translate("intake", "This folder cannot be read")
    if row.survey is not None and row.survey.photos == 0:
        return translate("intake", "No photos in it")
    if row.problems:
        return worded(next(iter(row.problems.values())))
    if row.planned.others:
        return translate("intake", "Two texts for one field: choose")
    if row.looking == "recognising":
        return translate("intake", "Recognising …")
    return translate("intake", "Ready to start") if row.survey is not None else ""


def suggestion(found: Proposal, photos: int) -> str:
    """The suggested subject and how certain it is; `photos` is the number of photos in the folder."""
    showing, looked_at = number(found.showing), number(found.looked_at)
    if found.looked_at >= photos:
        return translate("intake", "Looks like “{}”: seen in {} of {} photos.").format(
            found.subject, showing, looked_at
        )
    said = translate("intake", "Looks like “{}”: seen in {} of {} sampled photos, so probably in {} to {} of all.")
    return said.format(found.subject, showing, looked_at, percent(found.low), percent(found.high))


def odd(found: Proposal) -> str:
    """The photos that do not show the suggested subject; empty if all do."""
    if not found.odd:
        return ""
    nothing = translate("intake", "nothing recognised")
    named = (f"{PurePath(each.path).name} ({', '.join(each.terms) or nothing})" for each in found.odd)
    return translate("intake", "Different: {}").format(", ".join(named))


def no_suggestion(row: Row) -> str:
    """Why no subject is suggested."""
    found = row.proposal
    if row.unrecognised:
        return row.unrecognised
    if found is None:
        return ""
    if found.groups:
        terms = ", ".join(f"{group.term} ({number(len(group.paths))})" for group in found.groups)
        said = translate("intake", "The photos show different things: {}. A set for each would get better texts.")
        return said.format(terms)
    return translate(
        "intake", "Nothing was recognised that most photos have in common. Enter it yourself, or leave it empty."
    )


def location(survey: Survey) -> str:
    """The place where most photos were taken, by GPS; empty if unknown."""
    if survey.place is None:
        return ""
    return translate("intake", "By GPS of %Ln photo(s): {}", "", survey.located).format(survey.place)


def rules(name: str) -> str:
    """What the rules are for; the name itself for the user's own rules."""
    known = {
        "default": translate("intake", "Any photos"),
        "wildlife": translate("intake", "Animals and plants"),
        "aviation": translate("intake", "Aircraft"),
        "travel": translate("intake", "Travel: places and buildings"),
        "studio": translate("intake", "Studio: macro, water drops, still life"),
    }
    return known.get(name, name)


def _remarks(row: Row) -> Iterator[str]:
    if row.trouble:
        yield row.trouble
    yield from map(worded, row.shared)
    survey = row.survey
    if survey is None:
        return
    if survey.photos == 0:
        yield translate("intake", "This folder contains no photo that this program can read.")
    if survey.unreadable:
        yield translate("intake", "%Ln photo(s) cannot be read and would be left out.", "", survey.unreadable)
    if survey.left_out:
        kinds = [f"{_left_out(kind)} {number(count)}" for kind, count in [*survey.left_out.items()][:_MOST_LEFT_OUT]]
        yield translate("intake", "Left out: {}.").format(", ".join(kinds))


def _left_out(kind: str) -> str:
    """A kind of files that the runner left out, in the language of the window."""
    names = {
        "videos": translate("intake", "videos"),
        "sidecars": translate("intake", "sidecars"),
        "other files": translate("intake", "other files"),
        "raw files beside their pictures": translate("intake", "raw files beside their pictures"),
        "folders that cannot be read": translate("intake", "folders that cannot be read"),
        "hidden names": translate("intake", "hidden files"),
        "names that set.exclude matches": translate("intake", "photos of the other sets"),
    }
    match = _LEFT_OUT.fullmatch(kind)
    if match is None or kind in names:
        return names.get(kind, kind)
    if match[1]:
        return translate("intake", "folders called {}").format(match[2])
    name = names.get(match[2], match[2])
    return f"{name} ({match[3]})" if match[3] else name


def _day(at: datetime) -> str:
    return f"{at.day}.{at.month}.{at.year}" if spoken() == "de" else f"{at.day} {at:%b %Y}"
