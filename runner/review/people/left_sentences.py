"""Sentences about where a name remains, and what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import groupby

from runner.review.language import translate
from runner.review.people.left_names import NameLeft, Published

_LISTED = 3
"""Maximum number of published photos that a command names; it shows that there are more."""


def sentences(named: NameLeft) -> list[str]:
    """One line for each place with what can be done there; runs and files are listed below their sentence."""
    return [*at_targets(named.published), *_in_the_catalogue(named), *_in_files(named)]


def unsearched() -> str:
    """Where a name may remain that nobody looks for: the program does not know these files any more."""
    return translate(
        "left_names", "Tables, training data and pictures that were exported or copied elsewhere are not searched."
    )


def at_targets(published: Sequence[Published]) -> Iterator[str]:
    """A sentence for each target with the photos that contain the name, and the command that unpublishes them."""
    for (target, set_name), each in groupby(published, key=lambda one: (one.target, one.set_name)):
        files = [one.file_name for one in each]
        said = translate(
            "left_names",
            "The name is in %Ln published photo(s) at {}. Change the texts and publish again, or unpublish: {}",
            "",
            len(files),
        )
        yield said.format(target, _take_back(target, set_name, files))


def _take_back(target: str, set_name: str, files: Sequence[str]) -> str:
    more = " …" if len(files) > _LISTED else ""
    return f"runner unpublish {shlex.join(files[:_LISTED])}{more} set={set_name} publish={target}"


def _in_the_catalogue(named: NameLeft) -> Iterator[str]:
    if named.begun:
        yield translate(
            "left_names",
            "%Ln unfinished publish(es) (contains|contain) the name: publish again, or unpublish the photo.",
            "",
            named.begun,
        )
    if named.file_names:
        yield translate(
            "left_names", "The name is in %Ln file name(s), which (stays|stay) reserved.", "", named.file_names
        )
    if named.redirects:
        yield translate(
            "left_names",
            "The name is in %Ln old address(es) at targets, which (redirects|redirect) to current photos.",
            "",
            named.redirects,
        )
    if named.edits:
        yield translate(
            "left_names", "The name is in %Ln text(s) written by people: edit them in the review.", "", named.edits
        )
    if named.decisions:
        yield translate(
            "left_names",
            "The name is in %Ln decision(s), in the text or reason saved with it.",
            "",
            named.decisions,
        )


def _in_files(named: NameLeft) -> Iterator[str]:
    if named.runs:
        yield translate(
            "left_names",
            "Tables and reports of %Ln earlier run(s) still contain the name. To remove it, delete (its "
            "folder|their folders):",
            "",
            len(named.runs),
        )
        yield from (f"  {run}" for run in named.runs)
    if named.pages:
        yield translate(
            "left_names",
            "%Ln other file(s) of this program (contains|contain) the name. Delete (it|them) or remove the name:",
            "",
            len(named.pages),
        )
        yield from (f"  {page}" for page in named.pages)
    ours = [each.path for each in named.exported if each.ours]
    if ours:
        yield translate("left_names", "%Ln exported XMP file(s) (contains|contain) the name:", "", len(ours))
        yield from (f"  {path}" for path in ours)
    theirs = [each.path for each in named.exported if not each.ours]
    if theirs:
        yield translate(
            "left_names",
            "%Ln exported XMP file(s) (contains the name and was|contain the name and were) changed by "
            "another program: remove it there.",
            "",
            len(theirs),
        )
        yield from (f"  {path}" for path in theirs)
    if named.out_of_reach:
        yield translate(
            "left_names",
            "XMP files were exported into %Ln folder(s) that (is|are) not there now, such as on a drive that is not "
            "connected. They may contain the name:",
            "",
            len(named.out_of_reach),
        )
        yield from (f"  {folder}" for folder in named.out_of_reach)
