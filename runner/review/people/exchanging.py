"""Exchanges people with other programs for a window, which gets the result as a sentence."""

from __future__ import annotations

from pathlib import Path

from runner.errors import EnvError
from runner.people.importing import Imported
from runner.people.library import newest_runs
from runner.review.language import number, translate
from runner.review.many_files import GoOn, unreached
from runner.review.people.desk import PeopleDesk
from runner.review.people.exchange import regions_of, write_out
from runner.store import runfile


def sets_with_faces(runs: Path) -> dict[str, Path]:
    """The newest run of each set that looked for faces, by the name of the set."""
    known = ((runfile.read(run), run) for run in newest_runs(runs))
    return dict(sorted((about.set, run) for about, run in known if about is not None))


def take_in(desk: PeopleDesk, run: Path, go_on: GoOn) -> str:
    """Import what Lightroom, digiKam and Picasa know about the people in the photos of a run; returns a sentence."""
    regions = regions_of(run, go_on)
    if regions is None:
        return translate("people_exchange", "Stopped: nothing was imported.")
    return _taken_in(desk.take_in(regions))


def _taken_in(found: Imported) -> str:
    words = [word for each in found.words.values() for word in each]
    faces, names = (sum(word.kind == kind for word in words) for kind in ("drawn", "is"))
    said = translate("people_exchange", "%Ln face(s) imported, {} with a name; {} were known already.", "", faces)
    sentences = [said.format(number(names), number(found.known))]
    if found.refused:
        sentences.append(translate("people_exchange", "%Ln face(s) left as you answered.", "", len(found.refused)))
    if found.forgotten:
        gone = translate("people_exchange", "%Ln face(s) left out: deleted for good.", "", found.forgotten)
        sentences.append(gone)
    if found.cropped:
        cropped = translate(
            "people_exchange", "%Ln face(s) left out: the photo was cropped after they were marked.", "", found.cropped
        )
        sentences.append(cropped)
    if found.placeless:
        placeless = translate("people_exchange", "%Ln name(s) left out: no face was marked.", "", found.placeless)
        sentences.append(placeless)
    return " ".join(sentences)


def write(desk: PeopleDesk, run: Path, folder: Path, go_on: GoOn) -> str:
    """Write an XMP file for each photo of a run with named faces; returns a sentence. EnvError if the disk refuses."""
    desk.hear()
    try:
        done = write_out(desk.session, run, folder, go_on)
    except OSError as error:
        mend = translate("people_exchange", "Choose another folder. What has been written so far stays.")
        raise EnvError(f"{error.filename or folder}: {error.strerror or error}.", mend) from error
    if not any((done.files, done.left, done.foreign)):
        return translate(
            "people_exchange", "Nobody in the photos of this set has a name yet, so there is nothing to write."
        )
    said = translate("people_exchange", "Wrote %Ln XMP file(s) into {}.", "", done.files).format(folder)
    return " ".join([*unreached(done.left), said, *_kept(len(done.foreign))])


def _kept(files: int) -> list[str]:
    """A sentence about files that stay because they were not written by this program, or were changed since."""
    said = translate(
        "people_exchange",
        "%Ln XMP file(s) by other programs, or changed by one, (was|were) not replaced: choose another folder.",
        "",
        files,
    )
    return [said] if files else []
