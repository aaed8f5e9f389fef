"""What people's decisions tell of picks: how much was foreseen, and the weights that they teach. In words."""

from __future__ import annotations

from dataclasses import dataclass

from runner.picks.fitting import LEAST, fitted
from runner.review.picks.account import fit
from runner.review.picks.desk import PicksDesk
from runner.review.picks.foreseen import Foreseen, foreseen
from runner.review.picks.said import said_of_photos


@dataclass(frozen=True, slots=True)
class Learnt:
    """Both, ready to be shown."""

    foreseen: Foreseen
    weights: tuple[str, ...]  # fitted ones beside the present ones, or how many decisions they take
    is_fitted: bool


def learnt(desk: PicksDesk) -> Learnt:
    """Rank without what people said, and compare. 20,000 photos take a second."""
    found = fitted(desk.without_flags().table, *said_of_photos(desk.session), desk.options.parts)
    return Learnt(foreseen(desk.foresight()), tuple(fit(found, LEAST)), found is not None)
