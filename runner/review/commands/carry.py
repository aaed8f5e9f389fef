"""`runner carry`: review work for photos whose picture has changed, or whose set was renamed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

from runner import interruption
from runner.errors import ConfigError
from runner.reports.wording import count
from runner.review import carrying
from runner.review.commands import output
from runner.review.commands.arguments import Arguments, sort
from runner.review.people.faces_carried import FacesCarried
from runner.review.review_set import ReviewSet
from runner.review.text_checks import PATIENCE_S
from runner.store import evidence

USAGE = """\
Write: runner carry RUN|SET [from=SET] [yes=true] [reviewer=NAME]

Copies texts, decisions and ratings to photos that were rotated, cropped or re-saved since, matched by path. (If another
program only wrote into a file and left its picture alone, a run recognises the photo, and nothing has to be done.)
Names of faces go with them where the picture was turned, mirrored, scaled or lit otherwise and the same face is found
there; what cannot be told is counted and left. A face that was forgotten is forgotten in the new picture too, for good.
With from=SET it copies them from the same photos in a set of another name, and this set then owns what that set has
published. Photos that anyone has worked on already are left alone. RUN is a run id or its beginning; for a SET, its
newest finished run is used.

  runner carry wedding                        which photos these are
  runner carry wedding yes=true               … and do it
  runner carry family from=fam yes=true       the set fam is called family now
  runner decide wedding undo                  take it back; who is forgotten stays so

An approval is for what a target would get, so it lapses when the picture has changed. To approve these photos again:
runner decide wedding approve decision:lapsed

Exit codes: 0 done, 2 arguments, 3 environment.
"""


def command(arguments: Sequence[str]) -> int:
    """Carry out `carry …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, ("from", "yes", "catalog"))
    _check(asked)
    session = asked.session()
    review_set, other = session.review_set, asked.options.get("from", session.context.set_name)
    with session.catalog.read(PATIENCE_S) as catalog:
        pairs = _pairs(asked, review_set, catalog)
        faces = carrying.faces_of(review_set.run, review_set.runs, catalog, pairs)
    _show(review_set, pairs.values())
    _show_faces(review_set, faces)
    if not pairs or asked.options.get("yes") != "true":
        output.say(
            "With yes=true it is carried over. Nothing was changed yet." if pairs else "There is nothing to carry over."
        )
        return 0
    with session.catalog.write(PATIENCE_S) as catalog, interruption.put_off():
        carrying.forget(catalog, review_set.runs, session.context.reviewer, faces)
        done = carrying.carry(catalog, session.context, pairs, other, faces)
    output.say(f"Carried over for {count(done.photos, 'photo')}: {_amounts(done)}.")
    if done.published:
        name = session.context.set_name
        output.say(
            f"{count(done.published, 'photo')} that stood at targets as the set {other} stand there as {name} now."
        )
    return 0


def _pairs(asked: Arguments, review_set: ReviewSet, catalog: sqlite3.Connection) -> carrying.Pairs:
    run, name = review_set.run, review_set.set_name
    if (other := asked.options.get("from")) is not None:
        if other not in carrying.spoken_sets(catalog):
            raise ConfigError([f"from={other}: there is no review work in a set of this name."])
        return carrying.in_both(run, catalog, name, other)
    return carrying.changed(run, catalog, name).pairs


def _check(asked: Arguments) -> None:
    problems = [f"{word}: one run or set is enough." for word in asked.words[1:]]
    if asked.options.get("yes", "true") != "true":
        problems.append(f"yes={asked.options['yes']}: write yes=true, or leave it out.")
    if problems:
        raise ConfigError([*problems, USAGE.splitlines()[0]])


def _show(review_set: ReviewSet, items: Collection[str]) -> None:
    sources = evidence.read_sources(review_set.run)
    paths = dict(zip(sources["item_id"], sources["source_path"], strict=True))
    output.listed([Path(paths[item]).name for item in items])


def _show_faces(review_set: ReviewSet, faces: FacesCarried) -> None:
    """Print what will become of the faces."""
    if faces.faces:
        output.say(f"What was said of {count(faces.faces, 'face')} goes with them.")
    if faces.lost:
        said = "is not found in the new picture" if faces.lost == 1 else "are not found in the new pictures"
        output.say(f"{count(faces.lost, 'face')} of which somebody spoke {said}: that stays with the old one.")
    if faces.forgotten:
        output.say("Who was forgotten in the old pictures is forgotten in the new ones too. Undo does not change that.")
    if faces.unsure:
        output.say("In these it cannot be told which face was forgotten, so that every face found in them will be:")
        _show(review_set, faces.unsure)


def _amounts(done: carrying.Carried) -> str:
    each = (
        (done.texts, "text"),
        (done.decisions, "decision"),
        (done.ratings, "rating"),
        (done.faces.faces, "face"),
    )
    said = [count(number, noun) for number, noun in each if number]
    return ", ".join(said) or "nothing that could be told apart"
