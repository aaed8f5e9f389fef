"""Everything that a window of picks begins with, read in one go beside it."""

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
    """The picks of a session's run, by the rules of the run and with another number and limits where they are given.

    EnvError when the run has measured no photos yet, DamagedEvidence for evidence that is not as it was written.
    """
    review_set = session.review_set
    found = measured(review_set.run, review_set.catalog)
    desk = PicksDesk(session, found.photos, amount.applied(found.options) if amount else found.options)
    faces = FacesOfRun(review_set.run, review_set.catalog, review_set.runs, found.rules)
    return OpenedPicks(desk, board(desk), faces)
