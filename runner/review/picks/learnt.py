"""What people's decisions tell about picks, in words: how well they were predicted, and the weights that fit them."""

from __future__ import annotations

from dataclasses import dataclass

from runner.picks.fitting import LEAST, fitted
from runner.review.picks.account import fit
from runner.review.picks.desk import PicksDesk
from runner.review.picks.foreseen import Foreseen, foreseen
from runner.review.picks.said import said_of_photos


@dataclass(frozen=True, slots=True)
class Learnt:
    """The comparison and the weights, ready to be shown."""

    foreseen: Foreseen
    weights: tuple[str, ...]  # fitted weights beside the present ones, or how many decisions fitting needs
    is_fitted: bool


def learnt(desk: PicksDesk) -> Learnt:
    """Rank without people's flags, and compare. 20,000 photos take 1 s."""
    found = fitted(desk.without_flags().table, *said_of_photos(desk.session), desk.options.parts)
    return Learnt(foreseen(desk.foresight()), tuple(fit(found, LEAST)), found is not None)
