"""People's decisions: how many of them would have been predicted, and the weights learnt from them."""

from __future__ import annotations

import polars as pl
import pytest
from planted_year import Year

from runner.picks.choice import choose
from runner.picks.fitting import LEAST, fitted
from runner.picks.foresight import foresight
from runner.picks.guesses import guesses
from runner.picks.options import CullOptions, Parts


def test_picks_foresee_more_than_the_sharpest_frame_and_that_more_than_chance(year: Year) -> None:
    choice = choose(year.table, CullOptions(keep=300))
    kept = set(year.best.values())
    found = foresight(guesses(choice, year.table), kept, set(year.moment) - kept)
    for hits in (found.winners, found.keepers):
        picks, sharpest, chance = (each.hits / each.trials for each in hits)
        assert picks > sharpest > chance > 0
    assert (found.kept, found.winners[0].trials) == (len(kept), len(kept))


def test_without_decisions_there_is_nothing_to_say(year: Year) -> None:
    choice = choose(year.table, CullOptions(keep=300))
    found = foresight(guesses(choice, year.table), (), ())
    assert (found.kept, found.dropped, found.winners, found.keepers) == (0, 0, (), ())
    assert fitted(choice.table, (), (), Parts()) is None


def test_weights_go_where_people_decided_and_order_what_they_decided_better(year: Year) -> None:
    """Somebody who cares most for exposure, about frames of which each has some fault."""
    own = Parts(sharpness=0.1, exposure=0.7, eyes=0.05, smiles=0.05, people=0.05, whole=0.05)
    faulty = year.table.filter(~pl.col("item_id").is_in(list(year.best.values())))
    preferred = choose(faulty, CullOptions(keep=1, parts=own)).table.filter(kind="burst")
    kept, dropped = (
        preferred.filter(each)["item_id"].to_list() for each in (pl.col("place") == 1, pl.col("place") > 1)
    )
    found = fitted(choose(faulty, CullOptions(keep=1)).table, kept, dropped, Parts())
    assert found is not None
    assert found.right_before < found.right_after
    assert found.after.exposure > Parts().exposure
    assert found.after.sharpness < Parts().sharpness
    assert sum(getattr(found.after, name) for name in Parts.__dataclass_fields__) == pytest.approx(1.0, abs=0.001)


def test_few_decisions_fit_nothing(year: Year) -> None:
    table = choose(year.table, CullOptions(keep=300)).table
    some = dict(list(year.best.items())[: LEAST - 1])
    kept = set(some.values())
    dropped = {item for item, moment in year.moment.items() if moment in some} - kept
    assert fitted(table, kept, dropped, Parts()) is None
