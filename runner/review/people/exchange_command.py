"""`runner people import` and `export`: regions from other programs, and for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from runner import interruption
from runner.errors import ConfigError
from runner.reports.wording import count
from runner.review.commands import output
from runner.review.commands.counting import counting
from runner.review.many_files import unreached
from runner.review.people.asked import Asked
from runner.review.people.exchange import regions_of, take_in, write_out


def take_in_regions(asked: Asked) -> None:
    """Import what other programs know about the people in the photos of a run."""
    with interruption.put_off(), counting("Reading regions") as go_on:
        regions = regions_of(asked.run(), go_on)
    if regions is None:  # Ctrl-C has been raised
        return
    found = take_in(asked.session, regions)
    words = [word for each in found.words.values() for word in each]
    faces, names = (sum(word.kind == kind for word in words) for kind in ("drawn", "is"))
    output.say(f"{count(faces, 'face')} imported, {names:,} with a name; {found.known:,} were imported before.")
    if found.forgotten:
        output.say(f"{count(found.forgotten, 'face')} left out: forgotten for good.")
    if found.cropped:
        output.say(f"{count(found.cropped, 'face')} left out: the photo was cropped after the faces were marked.")
    if found.placeless:
        output.say(f"{count(found.placeless, 'name')} left out: no face was marked.")
    for face, name in found.refused:
        output.say(f"  {face}: keeps the answer given here{f', not {name}' if name else ''}")


_LISTED = 10
"""Maximum number of files that are named; the rest are counted."""


def _kept(files: Sequence[Path]) -> list[str]:
    """Lines about files that stay because they were not written by this program, or were changed since."""
    if not files:
        return []
    more = [f"  and {len(files) - _LISTED:,} more"] if len(files) > _LISTED else []
    said = f"{count(len(files), 'XMP file')} of other programs, or changed by one, stayed as they were."
    return [
        f"{said} Choose another folder for these photos: out=FOLDER",
        *(f"  {each}" for each in files[:_LISTED]),
        *more,
    ]


def write_regions(asked: Asked) -> None:
    """Write XMP files for other programs."""
    if not asked.options.get("out"):
        raise ConfigError(["Where should it be written? out=FOLDER"])
    folder = Path(asked.options["out"]).expanduser()
    with interruption.put_off():
        with counting("Writing XMP") as go_on:
            done = write_out(asked.session, asked.run(), folder, go_on)
        for said in [f"{count(done.files, 'XMP file')}: {folder}", *_kept(done.foreign), *unreached(done.left)]:
            output.say(said)
