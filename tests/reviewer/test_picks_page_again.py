"""Groups whose kept photo is gone are offered again on the picks page, and one key lifts the rejections."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from keyboard import press, settle
from pytestqt.qtbot import QtBot

from reviewer.picks.group_list import standing
from reviewer.picks.picks_page import PicksPage
from runner.review import settings
from runner.review.picks.amount import Amount
from runner.review.picks.opening import open_picks
from tests.reviewer.bursts import names, prepare, said, session_of, shoot


def test_a_group_whose_kept_photo_is_gone_is_chosen_again_with_one_key(
    tmp_path: Path, show: Callable[[PicksPage], None], qtbot: QtBot
) -> None:
    shoot(tmp_path / "photos")
    runs = prepare(tmp_path)
    session = session_of(runs)
    places = {Path(path).stem: place for place, path in enumerate(session.review_set.photos["source_path"])}
    kept = {"cat_1": "pick", "cat_2": "reject", "cat_0": "reject"}
    session.rate_each({places[name]: flag for name, flag in kept.items()}, "flag", str)  # type: ignore[arg-type]
    (tmp_path / "photos" / "cat_1.jpg").unlink()
    prepare(tmp_path)
    page = PicksPage(open_picks(session_of(runs), Amount(3)), settings.load())
    show(page)
    settle(page, qtbot)
    assert page.offer.isVisible()
    page.offer.take()
    settle(page, qtbot)
    assert page.groups.view.currentData() == "again"
    assert sorted(names(page)) == ["cat_0", "cat_2"]
    moment = page.moment()
    assert moment is not None
    assert standing(page.board.cards[moment]) == "kept photo is gone"
    assert "cat_1, kept in its place, is no longer in this run. Reopen" in page.groups.group.about.text()
    press(page, "U")
    settle(page, qtbot)
    assert said(runs) == {}
    assert standing(page.board.cards[moment]) == "undecided"
    press(page, "Ctrl+Z")
    settle(page, qtbot)
    assert said(runs) == {"cat_0": "reject", "cat_2": "reject"}
    assert standing(page.board.cards[moment]) == "kept photo is gone"
    press(page, "K")
    settle(page, qtbot)
    assert sorted(said(runs).values()) == ["pick", "reject"]
    assert standing(page.board.cards[moment]) == "1 picked"
