"""Everything that the picks window starts with, read in one go in the background."""

from __future__ import annotations

from dataclasses import dataclass

from runner.review.picks.amount import Amount
from runner.review.picks.board import Board, board
from runner.review.picks.desk import PicksDesk
from runner.review.picks.faces import FacesOfRun
from runner.review.picks.source import measured
from runner.review.session import Session


@dataclass(frozen=True, slots=True)
class OpenedPicks:
    """A desk that has chosen, its groups, and the faces in its photos."""

    desk: PicksDesk
    board: Board
    faces: FacesOfRun


def open_picks(session: Session, amount: Amount | None = None) -> OpenedPicks:
    """The picks of a session's run by the run's rules, with another number and limits if `amount` is given.

    Raises EnvError if the run has measured no photos yet, DamagedEvidence if evidence was changed since it was written.
    """
    review_set = session.review_set
    found = measured(review_set.run, review_set.catalog)
    desk = PicksDesk(session, found.photos, amount.applied(found.options) if amount else found.options)
    faces = FacesOfRun(review_set.run, review_set.catalog, review_set.runs, found.rules)
    return OpenedPicks(desk, board(desk), faces)
