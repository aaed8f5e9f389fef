"""Blind preferences: the questions, that answers are kept, that nothing reveals the variant, and by keyboard alone."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from keyboard import press
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from reviewed_demo import as_it_stands

from reviewer import arguments
from reviewer.blind.blind_window import BlindWindow
from reviewer.widgets.destinations import Comparison, Review
from runner.errors import ConfigError, EnvError
from runner.review import settings
from runner.review.blind import Blind
from tests.reviewed_demo import held
from tests.reviewer.variants import VARIANTS, kept


@pytest.fixture
def open_blind(show: Callable[[BlindWindow], None]) -> Callable[[Blind], BlindWindow]:
    def make(blind: Blind) -> BlindWindow:
        window = BlindWindow(blind, settings.load())
        show(window)
        return window

    return make


def test_all_that_differs_is_asked_and_nothing_else(sweep: Path, runs: Path) -> None:
    blind = Blind(sweep, runs, "Ada", seed=1)
    asked = []
    while blind.question is not None:
        assert blind.question.left != blind.question.right
        asked.append((blind.question.photo.item_id, *sorted((blind.question.pair.left, blind.question.pair.right))))
        blind.choose("tie")
    captions = pl.read_parquet(sweep / VARIANTS[0] / "rows.parquet").drop_nulls("caption").height
    # The long one differs from both others in each photo that has a caption; these two from each other in one photo.
    assert Counter(each[1:] for each in asked) == {
        (VARIANTS[0], VARIANTS[1]): captions, (VARIANTS[1], VARIANTS[2]): captions, (VARIANTS[0], VARIANTS[2]): 1,
    }  # fmt: skip
    assert len(set(asked)) == len(asked) == blind.total == blind.chosen
    assert len(kept(runs, sweep)) == len(asked)


def test_one_can_stop_at_any_time(sweep: Path, runs: Path) -> None:
    """Whenever that is, no two variants were held against each other much oftener than two others that could be."""
    blind, asked = Blind(sweep, runs, "Ada", seed=2), Counter[tuple[str, ...]]()
    sides = Counter[str]()
    for _ in range(12):
        assert blind.question is not None
        pair = blind.question.pair
        asked[tuple(sorted((pair.left, pair.right)))] += 1
        sides[pair.left] += 1
        blind.choose("left")
        both = [asked[variants] for variants in ((VARIANTS[0], VARIANTS[1]), (VARIANTS[1], VARIANTS[2]))]
        assert abs(both[0] - both[1]) <= 1
    assert len(sides) == 3, "sides are drawn"


def test_a_choice_is_kept_at_once_and_not_asked_again(sweep: Path, runs: Path) -> None:
    blind = Blind(sweep, runs, "Ada")
    assert blind.question is not None
    pair = blind.question.pair
    blind.choose("right")
    (choice,) = kept(runs, sweep)
    assert (choice.item_id, choice.left, choice.right, choice.choice) == (pair.item_id, pair.left, pair.right, "right")
    again = Blind(sweep, runs, "Ada")
    assert (again.chosen, again.total) == (1, blind.total)
    assert Blind(sweep, runs, "Bert").chosen == 0, "everybody chooses for himself"
    assert blind.undo()
    assert blind.question is not None
    assert blind.question.pair == pair, "asked again as it was"
    assert kept(runs, sweep) == []
    assert not blind.undo()
    assert blind.chosen == 0


def test_what_cannot_be_asked_is_a_sentence(sweep: Path, runs: Path) -> None:
    for name in VARIANTS[1:]:
        shutil.copy(sweep / VARIANTS[0] / "rows.parquet", sweep / name / "rows.parquet")
        as_it_stands(sweep / name)
    with pytest.raises(EnvError, match="wrote the same"):
        Blind(sweep, runs, "Ada")
    for name in VARIANTS[1:]:
        (sweep / name / "rows.parquet").unlink()
        as_it_stands(sweep / name)
    with pytest.raises(EnvError, match=r"Of the 4 variants of .*, 1 finished"):
        Blind(sweep, runs, "Ada")
    (sweep / "sweep.json").write_text("{}")
    with pytest.raises(EnvError, match=r"no readable sweep\.json"):
        Blind(sweep, runs, "Ada")


def test_a_sweep_is_found_by_folder_id_and_beginning(sweep: Path, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (str(sweep), sweep.name, sweep.name[:-3]):
        request = arguments.read([name, f"paths.runs={runs}"])
        assert (request.destination, request.runs) == (Comparison(sweep.resolve()), runs)
    variant = arguments.read([str(sweep / VARIANTS[0]), f"paths.runs={runs}"])
    assert variant.destination == Review((sweep / VARIANTS[0]).resolve())
    with pytest.raises(ConfigError, match="sweeps list"):
        arguments.read(["nothing", f"paths.runs={runs}"])


def test_a_whole_sweep_by_keyboard_and_nothing_says_whose_text_it_is(
    sweep: Path, runs: Path, open_blind: Callable[[Blind], BlindWindow], qtbot: QtBot
) -> None:
    blind = Blind(sweep, runs, "Ada", seed=3)
    for photo in blind._photos.values():  # the test's own texts name the variant
        for texts in photo.texts.values():
            texts["caption"] = texts["caption"].replace("0-plain", "a").replace("1-long", "b").replace("2-odd", "c")  # type: ignore[index]
    window = open_blind(blind)
    shown = " ".join(label.text() for label in window.findChildren(QLabel)) + window.windowTitle()
    assert not any(name in shown for name in VARIANTS)
    first = blind.question
    for key, choice in (("Left", "left"), ("Right", "right"), ("Down", "tie"), ("Up", "both_bad"), ("T", "tie")):
        key_press(window, key, qtbot)
        assert kept(runs, sweep)[-1].choice == choice
    assert "5 of " in window.counts.text()
    for _ in range(5):
        key_press(window, "Backspace", qtbot)
    assert blind.question == first
    assert kept(runs, sweep) == []
    while blind.question is not None:
        key_press(window, "B", qtbot)
    assert f"runner compare {sweep.name}" in window.end.text()
    assert window.end.isVisible()
    assert not window.buttons["left"].isEnabled()
    key_press(window, "Left", qtbot)
    assert len(kept(runs, sweep)) == blind.total
    key_press(window, "Ctrl+Z", qtbot)
    assert blind.question is not None
    assert not window.end.isVisible()
    key_press(window, "Escape", qtbot)
    assert "Done for now" in window.end.text()
    key_press(window, "Escape", qtbot)
    assert not window.isVisible()


def test_a_held_catalogue_is_a_sentence_and_the_question_stays(
    sweep: Path, runs: Path, open_blind: Callable[[Blind], BlindWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_blind(Blind(sweep, runs, "Ada"))
    question = window.blind.question
    monkeypatch.setattr("runner.review.blind.PATIENCE_S", 0.05)
    with held(runs):
        key_press(window, "Left", qtbot)
        assert "in use by another program" in window.note.text()
        assert window.blind.question == question
    key_press(window, "Left", qtbot)
    assert len(kept(runs, sweep)) == 1


def test_the_comparison_finds_the_choices(sweep: Path, runs: Path) -> None:
    blind = Blind(sweep, runs, "Ada", seed=4)
    while blind.question is not None:
        blind.choose("left" if blind.question.pair.left == VARIANTS[1] else "right")
    from runner.reports.comparison import compare

    won = {each.run_id: (each.won, each.lost) for each in compare(runs, sweep).standings}
    assert won[VARIANTS[1]] == (blind.total - 1, 0)
    assert sum(lost for _, lost in won.values()) == blind.total


def key_press(window: BlindWindow, key: str, qtbot: QtBot) -> None:
    press(window, key)  # type: ignore[arg-type]
    qtbot.waitUntil(window.is_quiet, timeout=20_000)
    QTest.qWait(1)
