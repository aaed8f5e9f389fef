"""`runner people forget`: deletes somebody for good, and says where the name remains."""

from __future__ import annotations

from collections.abc import Sequence

from runner.reports.wording import count
from runner.review.commands import output
from runner.review.people.asked import Asked
from runner.review.people.left_sentences import sentences, unsearched
from runner.store.face_id import item_of


def forget(asked: Asked) -> None:
    """Delete a group for good, if `yes=true` says so; otherwise say what would be deleted, and what would remain."""
    view = asked.group(0)
    faces = asked.session.faces_of([view])
    photos = len({item_of(face) for face in faces})
    about = f"{view.name or view.key}, {count(len(faces), 'face')} in {count(photos, 'photo')}"
    names = asked.session.names_of([view])
    if asked.options.get("yes") != "true":
        output.say(
            f"This would forget {about}, for good: the name, all answers, the embeddings and the cropped faces. The "
            "photos stay. To do it, add yes=true."
        )
        _say_where(asked, names)
        output.say("The name is removed from exported XMP files that have not been changed since.")
        return
    gone = count(asked.session.forget([view]), "face")
    output.say(f"{gone} forgotten for good. These places are never searched for faces again.")
    output.say("Other faces of these photos are computed again when their sets are run.")
    _say_where(asked, names)


def _say_where(asked: Asked, names: Sequence[str]) -> None:
    """Print where the name remains, and what to do about it."""
    for said in [*sentences(asked.session.left(names)), unsearched()] if names else ():
        output.say(said)
